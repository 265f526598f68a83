#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "render/check_view.h"

namespace duibiao::render {

/// The remarks on usage as they lie in the page's text: their words stand on a wavy line, and
/// behind them a letter leads to the remark. They lie across figures or inside them, so they are
/// drawn piece by piece. Pieces are asked for in the order of the text; all of them together are
/// linear.
class UsageMarks {
 public:
  UsageMarks(const CheckedDraft& draft, Language language);

  /// Appends a stretch of the text, escaped, with the words that remarks speak of marked.
  void append_piece(std::string& out, text::Span piece);

  /// Appends the letters of all remarks that end at or before `offset` and have none yet.
  void append_letters(std::string& out, std::uint32_t offset);

  /// Where the next remark without a letter ends; the largest offset when there is none.
  [[nodiscard]] std::uint32_t next_end() const;

  /// «a», «b» … «z», «aa» …: the name of a remark on the page, by its place in the report.
  [[nodiscard]] static std::string letter(std::size_t remark);

 private:
  const CheckedDraft& draft_;
  Language language_;
  std::vector<text::Span> stretches_;  ///< of the text, joined where remarks overlap
  std::vector<std::uint32_t> by_end_;  ///< remarks in the order of their ends
  std::size_t stretch_ = 0;
  std::size_t next_ = 0;
};

}  // namespace duibiao::render
