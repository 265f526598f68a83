#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intake/table.h"
#include "intake/xlsx_workbook.h"
#include "intake/xlsx_xml.h"

namespace duibiao::intake {

/// Turns the XML of one worksheet into rows; pauses the pump after each.
class XlsxSheetSink final : public XmlSink {
 public:
  /// `workbook` must outlive the sink.
  XlsxSheetSink(const XlsxWorkbook& workbook, std::string file, std::string sheet)
      : workbook_(workbook), file_(std::move(file)), sheet_(std::move(sheet)) {}

  void start(XmlPump& pump, std::string_view name, const XmlAttributes& attributes) override;
  void end(XmlPump& pump, std::string_view name) override;
  void text(XmlPump& pump, std::string_view piece) override;

  /// Hands over the row after which the pump paused; its texts live until the pump runs again.
  void take(Row& row);
  [[nodiscard]] const std::vector<Merge>& merges() const { return merges_; }

 private:
  enum class Type : std::uint8_t { number, shared, text, boolean, error, date };
  struct Piece {
    std::size_t from = 0;
    std::size_t size = 0;
    bool own = false;  // in own_text_, where it may still move
  };

  void start_row(XmlPump& pump, const XmlAttributes& attributes);
  void start_cell(XmlPump& pump, const XmlAttributes& attributes);
  void finish_cell(XmlPump& pump);
  void finish_number(Cell& cell, Piece& piece);
  void finish_shared(XmlPump& pump, Cell& cell);
  void keep(Piece& piece, std::string_view text);
  void add_merge(XmlPump& pump, std::string_view range);
  void reject(XmlPump& pump, ErrorCode code, Message message);

  const XlsxWorkbook& workbook_;
  std::string file_;
  std::string sheet_;
  std::vector<Merge> merges_;

  std::vector<Cell> cells_;
  std::vector<Piece> pieces_;
  std::string own_text_;
  std::uint32_t row_ = 0;
  std::uint32_t column_ = 0;
  bool row_hidden_ = false;

  std::string value_;
  Type type_ = Type::number;
  CellFormat format_;
  bool formula_ = false;
  bool in_data_ = false;
  bool in_cell_ = false;
  bool in_value_ = false;
  bool phonetic_ = false;
};

}  // namespace duibiao::intake
