#include "document/markdown.h"

#include <algorithm>

#include "document/lines.h"
#include "document/markdown_line.h"
#include "text/utf8.h"

namespace duibiao::document {
namespace {

using text::Block;
using text::Span;

class Markdown {
 public:
  Markdown(std::string_view text, BlockList& blocks) : text_(text), blocks_(&blocks) {}

  void read(std::size_t from) {
    RawLines lines(text_, from);
    front_matter(lines);
    while (!blocks_->full() && lines.next()) line(lines);
    close();
  }

 private:
  void front_matter(RawLines& lines) {
    RawLines probe = lines;
    if (!probe.next() || probe.now().of(text_) != "---") return;
    const std::uint32_t begin = probe.now().end;
    while (probe.next()) {
      const std::string_view line = probe.now().of(text_);
      if (line != "---" && line != "...") continue;
      add({.kind = Block::Kind::code, .span = trimmed(text_, {begin, probe.now().begin})});
      lines = probe;
      return;
    }
  }

  void line(RawLines& lines) {
    const Span whole = lines.now();
    if (fence(lines, whole)) return;
    const Span span = trimmed(text_, without_quote(text_, whole));
    if (span.empty()) return close();
    const std::string_view words = span.of(text_);
    if (const int level = underline_level(words); level > 0 && paragraph_) {
      open_.kind = Block::Kind::heading;
      open_.level = static_cast<std::uint8_t>(level);
      return close();
    }
    if (is_thematic_break(words) || is_link_definition(words)) return close();
    if (table(lines, span)) return;
    start(whole, span);
  }

  /// A line that begins a block or goes on with the one that is open.
  void start(Span whole, Span span) {
    const LineMark mark = read_line_mark(span.of(text_));
    const Span content = trimmed(text_, {span.begin + mark.length, span.end - mark.tail});
    if (mark.kind == Block::Kind::paragraph && open_now_ && !broken_) {
      open_.span.end = span.end;
    } else {
      close();
      open_ = {.kind = mark.kind, .span = content, .level = mark.level};
      open_now_ = !content.empty();
      paragraph_ = mark.kind == Block::Kind::paragraph;
    }
    if (mark.kind == Block::Kind::heading) return close();
    // Two blanks or a backslash break the line; so does, to our reading, a full stop.
    const std::string_view raw = whole.of(text_);
    broken_ = raw.ends_with("  ") || raw.ends_with('\\') || ends_sentence(span.of(text_));
  }

  bool fence(RawLines& lines, Span whole) {
    const std::string_view mark = fence_mark(text::trim(whole.of(text_)));
    if (mark.empty()) return false;
    close();
    Span content{whole.end, whole.end};
    while (lines.next()) {
      const std::string_view line = text::trim(lines.now().of(text_));
      if (line.starts_with(mark) && line.find_first_not_of(mark[0]) == std::string_view::npos)
        break;
      content.end = lines.now().end;
    }
    add({.kind = Block::Kind::code, .span = trimmed(text_, content)});
    return true;
  }

  bool table(RawLines& lines, Span head) {
    if (head.of(text_).find('|') == std::string_view::npos) return false;
    RawLines probe = lines;
    if (!probe.next()) return false;
    const Span delimiter = trimmed(text_, without_quote(text_, probe.now()));
    if (!is_delimiter_row(delimiter.of(text_))) return false;
    close();
    ++tables_;
    row(head, 0);
    lines = probe;
    for (std::uint32_t number = 1; probe.next(); ++number) {
      const Span span = trimmed(text_, without_quote(text_, probe.now()));
      if (span.of(text_).find('|') == std::string_view::npos) break;
      row(span, number);
      lines = probe;
    }
    return true;
  }

  void row(Span span, std::uint32_t number) {
    std::uint32_t column = 0;
    for (std::uint32_t at = span.begin; at < span.end; ++column) {
      const bool first_bar = at == span.begin && text_[at] == '|';
      if (first_bar) ++at;
      const std::uint32_t end = end_of_cell(text_, {at, span.end});
      add({.kind = Block::Kind::cell,
           .span = trimmed(text_, {at, end}),
           .table = tables_,
           .row = number,
           .column = column,
           .header_cell = number == 0});
      at = end + 1;
    }
  }

  void add(const Block& block) {
    if (!block.span.empty()) blocks_->add(block);
  }

  void close() {
    if (open_now_) add(open_);
    open_now_ = false;
    paragraph_ = false;
    broken_ = false;
  }

  std::string_view text_;
  BlockList* blocks_;
  Block open_;
  std::uint32_t tables_ = 0;
  bool open_now_ = false;
  bool paragraph_ = false;
  bool broken_ = false;
};

}  // namespace

void find_markdown_blocks(std::string_view text, std::size_t from, BlockList& blocks) {
  Markdown(text, blocks).read(from);
}

bool looks_like_markdown(std::string_view text) {
  RawLines lines(text, 0);
  bool bars = false;
  int headings = 0;
  while (lines.next()) {
    const std::string_view line = text::trim(lines.now().of(text));
    if (bars && is_delimiter_row(line)) return true;
    bars = line.find('|') != std::string_view::npos;
    if (read_line_mark(line).kind == Block::Kind::heading && ++headings == 2) return true;
  }
  return false;
}

}  // namespace duibiao::document
