#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace duibiao::document {

/// A yearbook has some 100,000; each takes 36 bytes.
inline constexpr std::size_t most_blocks = 4'000'000;
/// Spans count in 32 bits; the largest draft turned from two bytes a character into three.
inline constexpr std::size_t longest_text = std::size_t{256} << 20U;

/// Blocks as they are found. Past most_blocks nothing is added and `full` says so.
class BlockList {
 public:
  void add(const text::Block& block);
  [[nodiscard]] bool full() const { return full_; }
  [[nodiscard]] std::vector<text::Block> take() { return std::move(blocks_); }

 private:
  std::vector<text::Block> blocks_;
  bool full_ = false;
};

/// Writes the text of a document that is not given back as it came: blocks on lines of their own,
/// cells parted by tabs. Past longest_text nothing is written and `full` says so.
class TextBuilder {
 public:
  /// Begins a block of this kind, level and place in a table; its span is filled in by end().
  void begin(const text::Block& like);
  /// Appends to the block, and gives the offset in the text at which it stands.
  std::size_t write(std::string_view piece);
  /// Ends the block. Blanks around it stay outside its span; without content there is no block. A
  /// paragraph with line breaks in it becomes a block a line.
  void end();
  /// A whole block at once.
  void block(const text::Block& like, std::string_view content);

  /// The number of the next table.
  [[nodiscard]] std::uint32_t next_table() { return ++tables_; }
  [[nodiscard]] bool full() const { return full_ || blocks_.full(); }
  /// Bytes of text so far.
  [[nodiscard]] std::size_t size() const { return text_.size(); }
  /// What was written into the block that is open.
  [[nodiscard]] std::string_view open_text() const {
    return std::string_view(text_).substr(begin_);
  }
  /// Moves the result out.
  void give(text::Document& document);

 private:
  void add_lines();

  std::string text_;
  BlockList blocks_;
  text::Block now_;
  std::size_t begin_ = 0;
  std::uint32_t tables_ = 0;
  std::uint32_t last_table_ = 0;
  std::uint32_t last_row_ = 0;
  bool full_ = false;
};

/// The span without blanks at both ends.
[[nodiscard]] text::Span trimmed(std::string_view text, text::Span span);

}  // namespace duibiao::document
