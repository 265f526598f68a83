#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "intake/ods_cell.h"
#include "intake/table.h"
#include "intake/xlsx_xml.h"

namespace duibiao::intake {

/// Turns the content.xml of an OpenDocument spreadsheet into sheets and rows; pauses the pump at
/// each sheet's beginning and end and after each row that holds something. Empty cells and rows,
/// of which LibreOffice writes millions as one repeated element, are counted but not made.
class OdsSink final : public XmlSink {
 public:
  enum class Event : std::uint8_t { none, sheet_begins, row, sheet_ends };

  explicit OdsSink(std::string file) : file_(std::move(file)) {}

  void start(XmlPump& pump, std::string_view name, const XmlAttributes& attributes) override;
  void end(XmlPump& pump, std::string_view name) override;
  void text(XmlPump& pump, std::string_view piece) override;

  /// Why the pump paused.
  [[nodiscard]] Event event() const { return event_; }
  [[nodiscard]] SheetInfo sheet() const { return {sheet_, hidden_sheet_}; }
  /// Hands over the row after which the pump paused; its texts live until the pump runs again.
  void take(Row& row);
  /// How often the row stands in the sheet, one below the other.
  [[nodiscard]] std::uint32_t row_repeated() const { return row_repeated_; }
  [[nodiscard]] const std::vector<Merge>& merges() const { return merges_; }

 private:
  struct Piece {
    std::size_t from = 0;
    std::size_t size = 0;
  };

  void start_sheet(XmlPump& pump, const XmlAttributes& attributes);
  void start_row(const XmlAttributes& attributes);
  void finish_cell(XmlPump& pump);
  void finish_row(XmlPump& pump);
  void add_merge(XmlPump& pump, std::uint32_t column);
  void stop(XmlPump& pump, Event event);
  void reject(XmlPump& pump, ErrorCode code, Message message);

  std::string file_;
  std::string sheet_;
  bool hidden_sheet_ = false;
  std::set<std::string, std::less<>> hidden_styles_;
  std::string style_;
  std::uint32_t sheets_ = 0;
  Event event_ = Event::none;
  std::vector<Merge> merges_;

  OdsCell cell_;
  std::vector<Cell> cells_;
  std::vector<Piece> pieces_;
  std::string text_;
  std::uint32_t next_row_ = 1;  // the row being read
  std::uint32_t row_repeated_ = 1;
  std::uint32_t next_column_ = 1;
  std::uint64_t repeated_cells_ = 0;
  bool row_hidden_ = false;

  bool in_sheet_ = false;
  bool in_row_ = false;
  bool in_cell_ = false;
  bool in_paragraph_ = false;
  int skipped_ = 0;  // depth inside an element whose text is not the cell's
};

}  // namespace duibiao::intake
