#pragma once

#include <string>

#include "intake/table.h"
#include "intake/xlsx_xml.h"

namespace duibiao::intake {

/// One cell of an OpenDocument sheet while it is read, and how often it is repeated.
class OdsCell {
 public:
  void start(const XmlAttributes& attributes, bool covered);
  /// An element inside the cell; paragraphs are joined by line ends.
  void start_inside(std::string_view name, const XmlAttributes& attributes);
  void append(std::string_view text) { paragraphs_.append(text); }

  /// The cell's kind; its text is appended to `out`, `cell.text` is left alone.
  [[nodiscard]] Cell finish(std::string& out) const;

  [[nodiscard]] std::size_t bytes() const { return paragraphs_.size() + value_.size(); }
  [[nodiscard]] std::uint32_t repeated() const { return repeated_; }
  /// 1 where nothing is merged.
  [[nodiscard]] std::uint32_t spanned_rows() const { return spanned_rows_; }
  [[nodiscard]] std::uint32_t spanned_columns() const { return spanned_columns_; }

 private:
  std::string type_;
  std::string value_;
  std::string paragraphs_;
  std::uint32_t repeated_ = 1;
  std::uint32_t spanned_rows_ = 1;
  std::uint32_t spanned_columns_ = 1;
  bool formula_ = false;
  bool error_ = false;
  bool has_paragraph_ = false;
};

}  // namespace duibiao::intake
