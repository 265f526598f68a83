#include "document/plain.h"

#include <algorithm>

#include "document/lines.h"
#include "text/utf8.h"
#include "text/width.h"

namespace duibiao::document {
namespace {

using text::Block;
using text::Span;

// Nobody breaks lines narrower or wider than this; what is longer was not broken at all.
constexpr std::size_t narrowest_break = 40;
constexpr std::size_t widest_break = 160;
constexpr std::size_t most_lines = 200;  // of one paragraph

std::size_t width_of(std::string_view text, Span line) {
  // Longer than any broken line could be: its width does not matter.
  if (line.size() > 4 * widest_break) return widest_break + 1;
  return text::display_width(line.of(text));
}

/// Columns of what cannot be parted from the line's first character: a Latin word, a Chinese
/// character with the punctuation behind it.
std::size_t first_word_width(std::string_view line) {
  std::size_t width = 0;
  for (const text::CodePoint c : text::code_points(line.substr(0, 4 * widest_break))) {
    if (text::is_blank(c.value)) break;
    width += static_cast<std::size_t>(std::max(0, text::display_width(c.value)));
    if (text::is_han(c.value)) break;
  }
  return width;
}

/// Whether the line stops about where its next word would not have fitted.
bool was_broken(std::string_view text, Span line, std::size_t width) {
  const bool latin = static_cast<unsigned char>(text[line.end - 1]) < 0x80;
  return width_of(text, line) + (latin ? 14 : 4) >= width;
}

bool goes_on(std::string_view text, Span line, Span next, std::size_t width) {
  // Blanks before the next line begin a new paragraph.
  if (next.begin - line.end > 2 || text[next.begin] == '\t') return false;
  const std::string_view words = next.of(text);
  return look_at_line(words) == LineLook::prose && was_broken(text, line, width) &&
         width_of(text, line) + first_word_width(words) + 2 >= width;
}

/// A line that stops at 、 or ，, or between 增长 and its number, was broken there, however wide it
/// is.
bool is_open(std::string_view text, Span line, Span next) {
  const std::string_view words = line.of(text);
  static constexpr std::string_view lead[] = {"、",   "，", "增长", "下降", "同比",
                                              "分别", "达", "达到", "为",   "占"};
  const bool digit = next.begin < text.size() && text[next.begin] >= '0' && text[next.begin] <= '9';
  const auto leads = [&](std::string_view word) {
    const bool mark = word == "、" || word == "，";
    return words.ends_with(word) && (mark || digit);
  };
  const bool stops = std::any_of(std::begin(lead), std::end(lead), leads);
  return stops && next.begin - line.end <= 2 && look_at_line(next.of(text)) == LineLook::prose;
}

class Plain {
 public:
  Plain(std::string_view text, BlockList& blocks) : text_(text), blocks_(&blocks) {}

  /// Lines without a blank one between them.
  void stretch(std::span<const Span> lines) {
    // A short paragraph may be too little to tell; what was seen before holds for it too.
    if (const std::size_t width = broken_width(text_, lines); width > 0) width_ = width;
    const std::vector<std::size_t> ends = paragraph_ends(text_, lines, width_);
    for (std::size_t at = 0; at < lines.size() && !blocks_->full();) {
      const std::size_t rows = find_aligned_table(text_, lines.subspan(at), cells_);
      if (rows > 0) {
        add_table();
        at += rows;
        continue;
      }
      const std::size_t end = ends[at];
      add_line(trimmed(text_, {lines[at].begin, lines[end - 1].end}), end - at == 1);
      at = end;
    }
  }

 private:
  void add_table() {
    ++tables_;
    for (Block& cell : cells_) {
      cell.table = tables_;
      blocks_->add(cell);
    }
    titled_ = true;
  }

  void add_line(Span span, bool single) {
    const std::string_view line = span.of(text_);
    Block block{.span = span};
    const bool short_line = single && could_be_heading(line);
    switch (look_at_line(line)) {
      case LineLook::section:
        if (short_line) set_heading(block, 2);
        break;
      case LineLook::subsection:
        if (short_line) set_heading(block, 3);
        break;
      case LineLook::item:
        block.kind = Block::Kind::list_item;
        break;
      case LineLook::note:
        block.kind = Block::Kind::footnote;
        break;
      case LineLook::prose:
        if (short_line && !titled_) set_heading(block, 1);
        break;
    }
    titled_ = true;
    blocks_->add(block);
  }

  static void set_heading(Block& block, std::uint8_t level) {
    block.kind = Block::Kind::heading;
    block.level = level;
  }

  std::string_view text_;
  BlockList* blocks_;
  std::vector<Block> cells_;
  std::uint32_t tables_ = 0;
  std::size_t width_ = 0;  ///< to which the lines were broken; 0 as far as they do not look so
  bool titled_ = false;    ///< something stood before: the title's place is past
};

}  // namespace

std::size_t broken_width(std::string_view text, std::span<const Span> lines) {
  std::size_t widest = 0;
  for (const Span line : lines) widest = std::max(widest, width_of(text, line));
  if (widest < narrowest_break || widest > widest_break) return 0;
  // One broad line is a line; several that stop at one width in mid-sentence were broken there.
  const auto broad = std::count_if(lines.begin(), lines.end(), [&](Span line) {
    return !ends_sentence(line.of(text)) && was_broken(text, line, widest);
  });
  return broad >= 2 ? widest : 0;
}

std::vector<std::size_t> paragraph_ends(std::string_view text, std::span<const Span> lines,
                                        std::size_t width) {
  std::vector<std::size_t> ends(lines.size(), 0);
  // A list of like lines ends without a full stop; a broken paragraph does not. From the back, so
  // that each line is looked at once; 0 where no full stop follows.
  for (std::size_t at = lines.size(); at > 0; --at) {
    if (ends_sentence(lines[at - 1].of(text))) {
      ends[at - 1] = at;
      continue;
    }
    if (at >= lines.size()) continue;
    const bool open = is_open(text, lines[at - 1], lines[at]);
    const std::size_t last = ends[at] == 0 && open ? at + 1 : ends[at];
    const bool broken = width > 0 && goes_on(text, lines[at - 1], lines[at], width);
    if (last != 0 && last < at + most_lines && (open || broken)) ends[at - 1] = last;
  }
  for (std::size_t at = 0; at < ends.size(); ++at) {
    if (ends[at] == 0) ends[at] = at + 1;
  }
  return ends;
}

void find_plain_blocks(std::string_view text, std::size_t from, BlockList& blocks) {
  const std::vector<Span> lines = lines_of(text, from, most_blocks + 1);
  Plain plain(text, blocks);
  for (std::size_t at = 0; at < lines.size();) {
    std::size_t end = at;
    while (end < lines.size() && !lines[end].empty()) ++end;
    plain.stretch(std::span(lines).subspan(at, end - at));
    at = end + 1;
  }
}

}  // namespace duibiao::document
