#include "document/pdf_pages.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "document/build.h"
#include "text/utf8.h"
#include "text/width.h"

namespace duibiao::document {
namespace {

using text::Span;

// A line at the edge of a page recurs on purpose when it does so on this many pages and on half.
constexpr std::size_t fewest_recurrences = 3;
constexpr std::size_t edge_lines = 2;

/// «3», «- 3 -», «— 3 —», «第 3 页», «第3页 共9页», «3 / 9», «Page 3 of 9», «·3·»
bool is_page_number(std::string_view line) {
  if (line.size() > 48) return false;
  std::string rest;
  bool digits = false;
  for (const text::CodePoint c : text::code_points(line)) {
    if (text::is_digit(c.value)) {
      digits = true;
    } else if (!text::is_blank(c.value) &&
               std::u32string_view(U"-—–－·/|").find(c.value) == std::u32string_view::npos) {
      text::append_utf8(rest, c.value);
    }
  }
  constexpr std::string_view words[] = {"",         "第页",   "第页共页", "第页，共页",
                                        "共页第页", "页",     "Page",     "Pageof",
                                        "page",     "pageof", "of"};
  return digits && std::find(std::begin(words), std::end(words), rest) != std::end(words);
}

/// What a running head says, whatever its page number.
std::string without_digits(std::string_view line) {
  std::string rest;
  for (const char byte : line) {
    if (byte != ' ' && (byte < '0' || byte > '9')) rest += byte;
  }
  return rest;
}

std::size_t columns_between(std::string_view text, std::size_t from, std::size_t to) {
  return text::display_width(text.substr(from, to - from));
}

std::vector<PageLine> lines_of_page(std::string_view text, std::size_t from, std::size_t end,
                                    std::size_t limit) {
  std::vector<PageLine> lines;
  bool blank = false;
  while (from < end && lines.size() < limit) {
    const std::size_t stop = std::min(text.find('\n', from), end);
    const Span whole{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(stop)};
    const Span inner = trimmed(text, whole);
    if (inner.empty()) {
      blank = true;
    } else {
      PageLine line{.span = inner};
      line.indent = columns_between(text, from, inner.begin);
      line.end = line.indent + text::display_width(inner.of(text));
      line.after_blank = std::exchange(blank, false);
      lines.push_back(line);
    }
    from = stop + 1;
  }
  return lines;
}

/// The lines at a page's edges: the first and the last few.
std::vector<std::size_t> edges(std::size_t count) {
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < std::min(edge_lines, count); ++at) places.push_back(at);
  for (std::size_t at = count > 2 * edge_lines ? count - edge_lines : places.size(); at < count;
       ++at) {
    places.push_back(at);
  }
  return places;
}

}  // namespace

std::vector<PageLine> page_lines(std::string_view text, std::size_t limit) {
  std::vector<std::vector<PageLine>> pages;
  std::size_t taken = 0;
  for (std::size_t from = 0; from < text.size() && taken < limit;) {
    const std::size_t end = std::min(text.find('\f', from), text.size());
    auto lines = lines_of_page(text, from, end, limit - taken);
    taken += lines.size() + 1;
    if (!lines.empty()) pages.push_back(std::move(lines));
    from = end + 1;
  }
  std::map<std::string, std::size_t> recurring;
  for (const auto& page : pages) {
    for (const std::size_t at : edges(page.size())) {
      ++recurring[without_digits(page[at].span.of(text))];
    }
  }
  std::vector<PageLine> kept;
  for (const auto& page : pages) {
    const std::vector<std::size_t> edge = edges(page.size());
    bool first = true;
    for (std::size_t at = 0; at < page.size(); ++at) {
      const std::string_view line = page[at].span.of(text);
      if (std::find(edge.begin(), edge.end(), at) != edge.end()) {
        const std::size_t times = recurring[without_digits(line)];
        const bool runs = times >= fewest_recurrences && 2 * times >= pages.size();
        if (is_page_number(line) || (runs && pages.size() >= fewest_recurrences)) continue;
      }
      kept.push_back(page[at]);
      kept.back().first_of_page = std::exchange(first, false);
    }
  }
  return kept;
}

}  // namespace duibiao::document
