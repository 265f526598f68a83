#include "document/pdf.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "document/lines.h"
#include "document/pdf_pages.h"
#include "document/plain.h"
#include "text/utf8.h"

namespace duibiao::document {
namespace {

using text::Block;
using text::Span;

// A line that stops this much short of the right margin ended there on purpose.
constexpr std::size_t ragged_columns = 6;
// Two spaces before a line begin a paragraph.
constexpr std::size_t paragraph_indent = 2;
// Pages have some forty lines; margins are looked for in about so many.
constexpr std::size_t margin_lines = 40;

bool has_columns(std::string_view line) {
  std::size_t gaps = 0;
  for (std::size_t at = line.find("   "); at != std::string_view::npos; at = line.find("   ", at)) {
    ++gaps;
    at = std::min(line.find_first_not_of(' ', at), line.size());
  }
  return gaps >= 2;
}

class Pages {
 public:
  Pages(std::string_view text, TextBuilder& out) : text_(text), out_(&out) {}

  void read() {
    lines_ = page_lines(text_, most_blocks);
    std::vector<Span> spans;
    spans.reserve(lines_.size());
    for (const PageLine& line : lines_) spans.push_back(line.span);
    for (std::size_t at = 0; at < lines_.size() && !out_->full();) {
      if (at % margin_lines == 0 || at >= margins_until_) find_margins(at);
      std::size_t rows = 0;
      if (has_columns(words(at))) {
        rows = find_aligned_table(text_, std::span(spans).subspan(at), cells_);
      }
      if (rows > 0) {
        add_table();
        at += rows;
      } else {
        at = add_paragraph(at);
      }
    }
  }

 private:
  [[nodiscard]] std::string_view words(std::size_t line) const {
    return lines_[line].span.of(text_);
  }

  void find_margins(std::size_t from) {
    margins_until_ = std::min(from + margin_lines, lines_.size());
    left_ = lines_[from].indent;
    right_ = 0;
    for (std::size_t at = from; at < margins_until_; ++at) {
      left_ = std::min(left_, lines_[at].indent);
      if (!has_columns(words(at))) right_ = std::max(right_, lines_[at].end);
    }
  }

  /// Whether a line goes on in the next one.
  [[nodiscard]] bool goes_on(std::size_t line) const {
    if (line + 1 >= lines_.size()) return false;
    const PageLine& next = lines_[line + 1];
    const std::string_view last = words(line);
    if (ends_sentence(last) || has_columns(last) || has_columns(words(line + 1))) return false;
    if (look_at_line(words(line + 1)) != LineLook::prose) return false;
    // A page of its own margins may begin there: the indent says nothing then.
    if (!next.first_of_page && next.indent >= left_ + paragraph_indent) return false;
    return lines_[line].end + ragged_columns >= right_;
  }

  std::size_t add_paragraph(std::size_t first) {
    Block block;
    const LineLook look = look_at_line(words(first));
    std::size_t end = first + 1;
    while (goes_on(end - 1)) ++end;
    const bool heading = end == first + 1 && could_be_heading(words(first));
    if (look == LineLook::note) block.kind = Block::Kind::footnote;
    if (look == LineLook::item) block.kind = Block::Kind::list_item;
    if (heading && (look == LineLook::section || look == LineLook::subsection || !titled_)) {
      block.kind = Block::Kind::heading;
      block.level = look == LineLook::section ? 2 : look == LineLook::subsection ? 3 : 1;
    }
    titled_ = true;
    out_->begin(block);
    for (std::size_t at = first; at < end; ++at) join(words(at));
    out_->end();
    return end;
  }

  /// Appends a line: Latin words are parted by a space, Chinese text by nothing.
  void join(std::string_view line) {
    const std::string_view before = out_->open_text();
    if (before.empty()) {
      out_->write(line);
      return;
    }
    const auto last = static_cast<unsigned char>(before.back());
    const auto next = static_cast<unsigned char>(line.front());
    if (last < 0x80 && next < 0x80) out_->write(" ");
    out_->write(line);
  }

  void add_table() {
    const std::uint32_t number = out_->next_table();
    for (Block& cell : cells_) {
      cell.table = number;
      out_->block(cell, cell.span.of(text_));
    }
    titled_ = true;
  }

  std::string_view text_;
  TextBuilder* out_;
  std::vector<PageLine> lines_;
  std::vector<Block> cells_;
  std::size_t margins_until_ = 0;
  std::size_t left_ = 0;
  std::size_t right_ = 0;
  bool titled_ = false;
};

}  // namespace

void read_pdf_text(std::string_view text, TextBuilder& out) { Pages(text, out).read(); }

}  // namespace duibiao::document
