#pragma once

#include "render/check_view.h"
#include "render/table.h"

namespace duibiao::render {

struct CheckTerminalOptions {
  TerminalStyle style;
  bool full = false;       ///< show every paragraph of a long draft
  bool show_name = false;  ///< head the draft with its name: several are shown
};

/// The draft with each figure marked by its verdict, the findings below by number with formula,
/// interval, evidence and suggestion, and a line that sums up. Colour repeats what the marks say:
/// ✓ consistent, ~ on the edge, ✗ inconsistent, nothing where a figure could not be checked. Of a
/// long draft only the lines with findings are shown unless `full`. Ends with a newline.
[[nodiscard]] std::string check_to_terminal(const CheckedDraft& draft,
                                            const CheckTerminalOptions& options);

/// Words wrapped to `width` columns: between Chinese characters and at blanks, never inside a
/// number or before a closing mark; lines after the first begin with `indent`. 0: not wrapped.
class Wrapped {
 public:
  Wrapped(std::size_t width, std::string indent) : width_(width), indent_(std::move(indent)) {}
  /// Adds words that may be broken, in a colour.
  void add(std::string_view words, std::string_view escape = {});
  /// Adds words that stay together.
  void add_whole(std::string_view words, std::string_view escape = {});
  /// Goes on at the next column of a table, two blanks away at least.
  void tab();
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::size_t width_;
  std::string indent_;
  std::string out_;
  std::size_t column_ = 0;
};

}  // namespace duibiao::render
