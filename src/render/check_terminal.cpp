#include "render/check_terminal.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.h"
#include "text/width.h"

namespace duibiao::render {
namespace {

using bulletin::Finding;
using bulletin::Severity;
using bulletin::Verdict;

/// Drafts up to this many bytes (some two printed pages of Chinese) are shown whole.
constexpr std::size_t shown_whole = 6000;

/// Prose is read best in lines that the eye finds again.
constexpr int widest_line = 100;

/// Columns of a table begin at multiples of this: room for «1912.0亿元✓» and a gap.
constexpr std::size_t tab_stop = 14;

constexpr std::string_view reset = "\x1b[0m";

std::string_view escape_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::consistent:
      return "\x1b[32m";
    case Verdict::edge:
      return "\x1b[33m";
    case Verdict::inconsistent:
      return "\x1b[1;31m";
    case Verdict::not_checkable:
      break;
  }
  return "\x1b[36m";
}

std::string_view sign_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::consistent:
      return "✓";
    case Verdict::edge:
      return "~";
    case Verdict::inconsistent:
      return "✗";
    case Verdict::not_checkable:
      break;
  }
  return "";
}

/// Marks that may not begin a line.
bool closes(char32_t value) {
  static constexpr std::u32string_view all = U"，。；：、！？）》」』”’】〉…％%‰,.;:!?)]}";
  return all.find(value) != std::u32string_view::npos;
}

bool stands_alone(char32_t value) { return text::display_width(value) == 2 || value == U' '; }

/// Bytes of the piece at the start of `words` that must not be broken.
std::size_t unbreakable(std::string_view words) {
  std::size_t length = 0;
  bool alone = false;
  for (const text::CodePoint c : text::code_points(words)) {
    const bool first = length == 0;
    if (!first && c.value == U' ') break;
    if (!first && !closes(c.value) && (alone || stands_alone(c.value))) break;
    alone = alone || stands_alone(c.value);
    length += c.length;
    if (first && c.value == U' ') break;
  }
  return length;
}

/// What stands behind a figure: its verdict's sign where there is no colour, and the numbers of the
/// findings that speak of it.
std::string tag_of(const Mark& mark, bool colour) {
  std::string out;
  if (!colour || mark.verdict != Verdict::consistent) out += sign_of(mark.verdict);
  for (const std::uint32_t finding : mark.findings) out += fmt::format("[{}]", finding + 1);
  return out;
}

/// The text between `begin` and `end` with its figures marked.
std::string line_words(const CheckedDraft& draft, const std::vector<Mark>& marks, text::Span line,
                       const TerminalStyle& style, std::size_t width) {
  Wrapped out(width, "  ");
  const std::string_view text = draft.document->text;
  const auto show = [text](std::uint32_t begin, std::uint32_t end) {
    return printable(text.substr(begin, end - begin));
  };
  // Cells of a table are parted by tabs.
  const auto add_words = [&](std::uint32_t begin, std::uint32_t end) {
    for (std::size_t tab = text.find('\t', begin); tab < end; tab = text.find('\t', begin)) {
      out.add(show(begin, static_cast<std::uint32_t>(tab)));
      out.tab();
      begin = static_cast<std::uint32_t>(tab) + 1;
    }
    out.add(show(begin, end));
  };
  std::uint32_t at = line.begin;
  auto mark =
      std::ranges::lower_bound(marks, line.begin, {}, [](const Mark& m) { return m.span.begin; });
  for (; mark != marks.end() && mark->span.begin < line.end; ++mark) {
    add_words(at, mark->span.begin);
    const std::uint32_t end = std::min(mark->span.end, line.end);
    out.add_whole(show(mark->span.begin, end) + tag_of(*mark, style.colour),
                  style.colour ? escape_of(mark->verdict) : std::string_view());
    at = end;
  }
  add_words(at, line.end);
  return out.take();
}

/// Which lines to show: all of a short draft, of a long one those with findings and remarks.
std::vector<bool> lines_shown(const CheckedDraft& draft, const Lines& lines, bool full) {
  const bool whole = full || draft.document->text.size() <= shown_whole;
  std::vector<bool> shown(lines.count() + 1, whole);
  if (whole) return shown;
  for (const Finding& finding : draft.report->findings) {
    for (std::size_t s = 0; s < std::min<std::size_t>(finding.suspects, finding.claims.size());
         ++s) {
      const text::Span span = draft.report->reading.claims[finding.claims[s]].span;
      shown[lines.at(span.begin).line] = true;
    }
  }
  for (const bulletin::UsageRemark& remark : draft.report->usage) {
    shown[lines.at(remark.span.begin).line] = true;
  }
  return shown;
}

std::string skipped_words(std::size_t count, const TerminalStyle& style) {
  const std::string words = style.language == Language::zh
                                ? fmt::format("  ⋯ {} 行没有问题（--full 全部显示）", count)
                                : fmt::format("  ⋯ {} line{} without findings (--full shows all)",
                                              count, count == 1 ? "" : "s");
  return toned(words, Tone::dim, style) + "\n";
}

void append_text(std::string& out, const CheckedDraft& draft, const CheckTerminalOptions& options,
                 const Lines& lines, std::size_t width) {
  const std::vector<Mark> marks = marks_of(draft);
  const std::vector<bool> shown = lines_shown(draft, lines, options.full);
  std::size_t skipped = 0;
  for (std::size_t line = 1; line <= lines.count(); ++line) {
    const text::Span span = lines.span(line);
    const bool blank = text::trim(span.of(draft.document->text)).empty();
    if (!shown[line]) {
      skipped += blank ? 0 : 1;
      continue;
    }
    if (skipped != 0) out += skipped_words(skipped, options.style);
    skipped = 0;
    if (blank) {
      if (line != lines.count()) out += "\n";
      continue;
    }
    out += "  " + line_words(draft, marks, span, options.style, width) + "\n";
  }
  if (skipped != 0) out += skipped_words(skipped, options.style);
}

std::string where_words(const Lines& lines, text::Span span, Language language) {
  if (lines.count() < 2) return "";
  const std::size_t line = lines.at(span.begin).line;
  return language == Language::zh ? fmt::format("第{}行 ", line) : fmt::format("line {} ", line);
}

std::string weight_words(const Finding& finding, Language language) {
  if (finding.verdict != Verdict::inconsistent || finding.severity != Severity::high) return "";
  return language == Language::zh ? "【严重】" : "[serious] ";
}

void append_finding(std::string& out, const CheckedDraft& draft, std::size_t number,
                    const Lines& lines, const TerminalStyle& style, std::size_t width) {
  const Language language = style.language;
  const Finding& finding = draft.report->findings[number];
  const bool note = finding.severity == Severity::info;
  const std::string head =
      fmt::format("{}[{}] ", note ? "i" : sign_of(finding.verdict), number + 1);
  out += "\n" + std::string(style.colour ? escape_of(finding.verdict) : "") + head +
         std::string(style.colour ? reset : "");
  const std::string indent(text::display_width(head), ' ');
  const std::size_t room = width > indent.size() + 20 ? width - indent.size() : width;
  Wrapped message(room, indent);
  message.add(where_words(lines, anchor_of(draft, finding), language));
  message.add_whole(weight_words(finding, language), style.colour ? "\x1b[1m" : "");
  message.add(printable(in(language, finding.message)));
  out += message.take() + "\n";
  if (finding.severity == Severity::info) return;  // no fault: the sentence is enough
  const std::vector<DetailLine> details = details_of(draft, finding, language);
  std::size_t widest = 0;
  for (const DetailLine& line : details) {
    widest = std::max(widest, text::display_width(line.label));
  }
  for (const DetailLine& line : details) {
    const std::string label = text::pad_right(line.label, widest) + "  ";
    const std::string hang = indent + std::string(widest + 2, ' ');
    Wrapped words(room > widest + 2 ? room - widest - 2 : room, hang);
    const bool advice = line.kind == DetailLine::Kind::suggestion;
    words.add(printable(line.text), style.colour && advice ? "\x1b[1m" : "");
    out += indent + toned(label, Tone::dim, style) + words.take() + "\n";
  }
}

void append_usage(std::string& out, const CheckedDraft& draft, const Lines& lines,
                  const TerminalStyle& style, std::size_t width) {
  if (draft.report->usage.empty()) return;
  const Language language = style.language;
  out += "\n" + toned(in(language, {"用字用语", "Usage"}), Tone::strong, style) + "\n";
  for (const bulletin::UsageRemark& remark : draft.report->usage) {
    Wrapped words(width > 2 ? width - 2 : width, "    ");
    words.add(where_words(lines, remark.span, language));
    words.add(printable(in(language, {"「", "“"}) +
                        std::string(remark.span.of(draft.document->text)) +
                        in(language, {"」", "” "})));
    words.add(printable(in(language, remark.message)));
    if (remark.replacement) words.add(" → " + printable(*remark.replacement));
    out += "  " + words.take() + "\n";
  }
}

}  // namespace

void Wrapped::add(std::string_view words, std::string_view escape) {
  if (words.empty()) return;
  out_ += escape;
  while (!words.empty()) {
    const std::size_t length = unbreakable(words);
    add_whole(words.substr(0, length));
    words.remove_prefix(length);
  }
  if (!escape.empty()) out_ += reset;
}

void Wrapped::add_whole(std::string_view words, std::string_view escape) {
  if (words.empty()) return;
  const std::size_t wide = text::display_width(words);
  const text::CodePoint first = text::decode_at(words, 0);
  if (width_ != 0 && column_ != 0 && column_ + wide > width_ && !closes(first.value)) {
    while (out_.ends_with(' ')) out_.pop_back();
    out_ += "\n" + indent_;
    column_ = 0;
    if (words.find_first_not_of(' ') == std::string_view::npos) return;
  }
  out_ += escape;
  out_ += words;
  if (!escape.empty()) out_ += reset;
  column_ += wide;
}

void Wrapped::tab() {
  const std::size_t gap = tab_stop - column_ % tab_stop;
  add_whole(std::string(gap < 2 ? gap + tab_stop : gap, ' '));
}

std::string check_to_terminal(const CheckedDraft& draft, const CheckTerminalOptions& options) {
  const TerminalStyle& style = options.style;
  const std::size_t width =
      style.width <= 0 ? 0 : static_cast<std::size_t>(std::min(style.width, widest_line)) - 2;
  const Lines lines(draft.document->text);
  std::string out;
  if (options.show_name) out += toned(printable(draft.name), Tone::strong, style) + "\n";
  append_text(out, draft, options, lines, width);
  for (std::size_t k = 0; k < draft.report->findings.size(); ++k) {
    append_finding(out, draft, k, lines, style, width);
  }
  append_usage(out, draft, lines, style, width);
  for (const Message& remark : draft.report->reading.remarks) {
    out += "\n" + toned(printable(in(style.language, remark)), Tone::dim, style);
  }
  if (!draft.report->reading.remarks.empty()) out += "\n";
  Wrapped summary(width, "");
  summary.add(summary_words(draft.report->summary, style.language));
  out += "\n" + summary.take() + "\n";
  return out;
}

}  // namespace duibiao::render
