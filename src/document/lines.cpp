#include "document/lines.h"

#include <algorithm>
#include <array>

#include "document/build.h"
#include "text/utf8.h"
#include "text/width.h"

namespace duibiao::document {
namespace {

constexpr std::u32string_view han_numerals = U"一二三四五六七八九十百〇零";
constexpr std::u32string_view bullets = U"-*+•·●○◆◇■□▪►➢✓–—";

bool is_in(std::u32string_view set, char32_t value) {
  return set.find(value) != std::u32string_view::npos;
}

/// Reads a mark from the left, one character at a time.
class Mark {
 public:
  explicit Mark(std::string_view line) : line_(line) {}
  [[nodiscard]] char32_t now() const {
    return at_ < line_.size() ? text::decode_at(line_, at_).value : U'\0';
  }
  void step() { at_ += text::decode_at(line_, at_).length; }
  bool take(std::u32string_view set) {
    if (at_ >= line_.size() || !is_in(set, now())) return false;
    step();
    return true;
  }
  /// Up to three numerals, in Chinese or in digits; how many.
  int numerals(bool han) {
    int count = 0;
    while (at_ < line_.size() && count < 4 &&
           (han ? is_in(han_numerals, now()) : text::is_digit(now()))) {
      step();
      ++count;
    }
    return count < 4 ? count : 0;
  }

 private:
  std::string_view line_;
  std::size_t at_ = 0;
};

bool is_section(std::string_view line) {
  Mark mark(line);
  if (mark.take(U"第")) {
    return (mark.numerals(true) > 0 || mark.numerals(false) > 0) && mark.take(U"章节篇编");
  }
  return mark.numerals(true) > 0 && mark.take(U"、．");
}

bool is_subsection(std::string_view line) {
  Mark mark(line);
  return mark.take(U"(（") && mark.numerals(true) > 0 && mark.take(U")）");
}

bool is_item(std::string_view line) {
  Mark mark(line);
  if (const char32_t first = mark.now(); first >= U'①' && first <= U'⒛') return true;
  if (mark.take(bullets)) return text::is_blank(mark.now());
  const bool bracket = mark.take(U"(（");
  if (mark.numerals(false) == 0) return false;
  if (bracket) return mark.take(U")）");
  if (mark.take(U"、．)）")) return true;
  return mark.take(U".") && !text::is_digit(mark.now()) && mark.now() != U'\0';
}

bool is_note(std::string_view line) {
  constexpr std::array<std::string_view, 11> words = {"注",       "备注",     "附注",   "说明",
                                                      "数据来源", "资料来源", "来源",   "Note",
                                                      "Notes",    "Source",   "Sources"};
  return std::any_of(words.begin(), words.end(), [line](std::string_view word) {
    if (!line.starts_with(word)) return false;
    Mark rest(line.substr(word.size()));
    rest.numerals(false);
    return rest.take(U":：");
  });
}

bool ends_at(char32_t value) { return is_in(U"。！？；：!?;:…", value); }

}  // namespace

namespace {

/// Without blanks at both ends, tabs excepted: they may part empty cells.
text::Span without_spaces(std::string_view text, text::Span line) {
  const text::Span inner = trimmed(text, line);
  if (inner.empty()) return inner;
  text::Span kept = inner;
  for (std::uint32_t at = inner.begin; at > line.begin; --at) {
    if (text[at - 1] == '\t') kept.begin = at - 1;
  }
  for (std::uint32_t at = inner.end; at < line.end; ++at) {
    if (text[at] == '\t') kept.end = at + 1;
  }
  return kept;
}

}  // namespace

std::vector<text::Span> lines_of(std::string_view text, std::size_t from, std::size_t limit) {
  std::vector<text::Span> lines;
  bool blank = true;
  while (from < text.size() && lines.size() < limit) {
    std::size_t end = text.find_first_of("\n\r\f\v", from);
    if (end == std::string_view::npos) end = text.size();
    const text::Span line =
        without_spaces(text, {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(end)});
    if (!line.empty()) {
      lines.push_back(line);
      blank = false;
    } else if (!blank && !(end > 0 && text[end - 1] == '\r' && from == end)) {
      lines.push_back(line);
      blank = true;
    }
    from = end + 1;
  }
  return lines;
}

LineLook look_at_line(std::string_view line) {
  if (is_section(line)) return LineLook::section;
  if (is_subsection(line)) return LineLook::subsection;
  if (is_item(line)) return LineLook::item;
  if (is_note(line)) return LineLook::note;
  return LineLook::prose;
}

bool ends_sentence(std::string_view line) {
  // Closing quotes and brackets may stand behind the mark.
  constexpr std::u32string_view closing = U"”’」』）)】》\"'";
  std::size_t end = line.size();
  while (end > 0) {
    std::size_t at = end - 1;
    while (at > 0 && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U) --at;
    const char32_t last = text::decode_at(line, at).value;
    if (ends_at(last) || last == U'.') return true;
    if (!is_in(closing, last)) return false;
    end = at;
  }
  return false;
}

bool holds_sentence_end(std::string_view line) {
  for (const text::CodePoint c : text::code_points(line)) {
    if (is_in(U"。！？；!?;", c.value) && c.offset + c.length < line.size()) return true;
    if (c.value == U'.' && c.offset + 1 < line.size() && line[c.offset + 1] == ' ') return true;
  }
  return false;
}

bool could_be_heading(std::string_view line) {
  // Three bytes a character at most, two columns each: a longer line needs no measuring.
  if (line.size() > 2 * heading_columns) return false;
  return text::display_width(line) <= heading_columns && !ends_sentence(line) &&
         !holds_sentence_end(line);
}

}  // namespace duibiao::document
