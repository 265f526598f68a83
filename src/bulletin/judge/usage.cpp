#include <algorithm>
#include <utility>

#include "bulletin/judge/usage_parts.h"
#include "text/utf8.h"

namespace duibiao::bulletin {
namespace usage {
namespace {

/// A draft with more remarks than this is not helped by one more.
constexpr std::size_t most_remarks = 1000;

/// What ends a clause and a sentence, of one byte; 。 ends both, 、 a clause.
constexpr std::string_view clause_stops = ",;:!?\n\t";
constexpr std::string_view sentence_stops = ";!?\n\t";
constexpr std::u32string_view han_numerals = U"〇零一二两三四五六七八九十百千万亿半几数点";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Digits with a point and groups of three from `at` on.
Number number_at(std::string_view text, std::size_t at) {
  Number out;
  out.begin = static_cast<std::uint32_t>(at);
  std::size_t k = at;
  const auto digit = [text](std::size_t place) {
    return place < text.size() && is_digit(text[place]);
  };
  while (digit(k) || (k > at && k < text.size() && text[k] == ',' && digit(k + 1) && digit(k + 2) &&
                      digit(k + 3) && !digit(k + 4))) {
    ++k;
  }
  if (k < text.size() && text[k] == '.' && digit(k + 1)) {
    const std::size_t point = k++;
    while (digit(k)) ++k;
    out.decimals = static_cast<int>(k - point - 1);
  }
  out.end = static_cast<std::uint32_t>(k);
  out.sign_end = out.end;
  return out;
}

void read_sign(std::string_view text, Number& number) {
  struct Row {
    std::string_view word;
    Number::Sign sign;
  };
  static constexpr Row rows[] = {
      {"%", Number::Sign::percent},         {" percent", Number::Sign::percent},
      {" per cent", Number::Sign::percent}, {"‰", Number::Sign::per_mille},
      {"个百分点", Number::Sign::points},   {"百分点", Number::Sign::points},
      {"倍", Number::Sign::times}};
  const std::string_view rest = text.substr(number.end);
  for (const Row& row : rows) {
    if (!rest.starts_with(row.word)) continue;
    number.sign = row.sign;
    number.sign_end = number.end + static_cast<std::uint32_t>(row.word.size());
    // «percentage points» begins with «percent».
    if (row.sign == Number::Sign::percent && rest.substr(row.word.size()).starts_with("age")) {
      number.sign = Number::Sign::points;
    }
    return;
  }
}

std::vector<Number> numbers_in(std::string_view text) {
  std::vector<Number> out;
  for (std::size_t k = 0; k < text.size();) {
    if (!is_digit(text[k])) {
      ++k;
      continue;
    }
    const bool inside = k > 0 && (is_letter(text[k - 1]) || text[k - 1] == '.');
    Number number = number_at(text, k);
    k = number.end;
    if (inside) continue;
    read_sign(text, number);
    out.push_back(number);
  }
  return out;
}

}  // namespace

Text::Text(const text::Document& document, const Reading& reading)
    : document_(&document),
      reading_(&reading),
      normal_(normalise(document.text)),
      numbers_(numbers_in(normal_.text)) {}

Span Text::source_of(std::uint32_t begin, std::uint32_t end) const {
  return normal_.source({begin, end});
}

std::string_view Text::source_text(std::uint32_t begin, std::uint32_t end) const {
  return source_of(begin, end).of(document_->text);
}

std::string_view Text::before(std::uint32_t at, std::string_view stops, bool at_enumeration) const {
  const std::string_view text = normal_.text;
  const std::uint32_t from = at > reach ? at - reach : 0;
  std::uint32_t begin = at;
  for (; begin > from; --begin) {
    const char last = text[begin - 1];
    // The comma of «1,912.0» ends no clause.
    const bool grouping = last == ',' && begin > 1 && is_digit(text[begin - 2]) &&
                          begin < text.size() && is_digit(text[begin]);
    if (!grouping && stops.find(last) != std::string_view::npos) break;
    const std::string_view three = text.substr(begin > 3 ? begin - 3 : 0, 3);
    if (begin >= 3 && (three == "。" || (at_enumeration && three == "、"))) break;
  }
  while (begin < at && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) ++begin;
  return text.substr(begin, at - begin);
}

std::string_view Text::clause_before(std::uint32_t at) const {
  return before(at, clause_stops, true);
}

std::string_view Text::sentence_before(std::uint32_t at) const {
  return before(at, sentence_stops, false);
}

std::string_view Text::all_before(std::uint32_t at) const {
  return std::string_view(normal_.text).substr(0, at);
}

std::string_view Text::after(std::uint32_t at) const {
  return std::string_view(normal_.text).substr(at, reach);
}

bool Text::is_chinese_at(std::uint32_t at) const {
  constexpr std::uint32_t near = 30;
  const std::uint32_t from = at > near ? at - near : 0;
  const std::string_view around = std::string_view(normal_.text).substr(from, at - from + near);
  // The common ideographs begin with these bytes in UTF-8, and nothing else does.
  return std::ranges::any_of(around, [](char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return value >= 0xE4 && value <= 0xE9;
  });
}

const Claim* Text::claim_of(const Number& number) const {
  const Span span = source_of(number.begin, number.end);
  const auto found = std::ranges::upper_bound(reading_->claims, span.begin, {},
                                              [](const Claim& claim) { return claim.span.begin; });
  if (found == reading_->claims.begin()) return nullptr;
  const Claim& claim = *std::prev(found);
  return claim.span.holds(span) ? &claim : nullptr;
}

void add(std::vector<UsageRemark>& out, const Text& text, std::uint32_t begin, std::uint32_t end,
         UsageRemark::Rule rule, Message message, std::optional<std::string> replacement) {
  if (out.size() >= most_remarks) return;
  out.push_back({text.source_of(begin, end), rule, std::move(message), std::move(replacement)});
}

std::size_t ending(std::string_view text, Words words) {
  std::size_t longest = 0;
  for (const std::string_view word : words) {
    if (text.ends_with(word)) longest = std::max(longest, word.size());
  }
  return longest;
}

std::size_t beginning(std::string_view text, Words words) {
  std::size_t longest = 0;
  for (const std::string_view word : words) {
    if (text.starts_with(word)) longest = std::max(longest, word.size());
  }
  return longest;
}

bool holds(std::string_view text, Words words) {
  return std::ranges::any_of(
      words, [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

std::size_t han_number_beginning(std::string_view text) {
  std::size_t length = 0;
  for (const text::CodePoint c : text::code_points(text)) {
    if (han_numerals.find(c.value) == std::u32string_view::npos) break;
    length += c.length;
  }
  return length;
}

std::size_t han_number_ending(std::string_view text) {
  std::size_t run = 0;
  for (const text::CodePoint c : text::code_points(text)) {
    run = han_numerals.find(c.value) == std::u32string_view::npos ? 0 : run + c.length;
  }
  return run;
}

}  // namespace usage

std::vector<UsageRemark> usage_remarks(const text::Document& document, const Reading& reading) {
  const usage::Text text(document, reading);
  std::vector<UsageRemark> out;
  usage::decrease_by_times(text, out);
  usage::to_or_by(text, out);
  usage::percent_for_points(text, out);
  usage::doubled_sign(text, out);
  usage::mixed_precision(text, out);
  usage::numeral_form(text, out);
  usage::mixed_width(text, out);
  usage::redundant_about(text, out);
  usage::range_sign(text, out);
  std::ranges::sort(out, {},
                    [](const UsageRemark& remark) { return std::pair(remark.span, remark.rule); });
  return out;
}

}  // namespace duibiao::bulletin
