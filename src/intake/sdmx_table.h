#pragma once

#include <functional>
#include <memory>

#include "intake/open_source.h"
#include "intake/sdmx_message.h"
#include "intake/table.h"

namespace duibiao::intake {

/// An SDMX data message as one flat sheet, whatever its form: a header row with the ids of the
/// components, then a row an observation with all that holds for it. The columns are: dimensions,
/// TIME_PERIOD, OBS_VALUE, attributes, ACTION where a data set states one; the names of codes, in
/// columns named «REF_AREA [name]»; and POSITION, where the observation stands in the file. In XML,
/// rows are numbered by the line of the observation where each has a line of its own.
///
/// Made by open_table. XML is read twice, JSON once for its structure and once for its data, so
/// that neither is held in memory.

/// Errors: those of the message; unknown_format for what is no data message; empty_input.
[[nodiscard]] Result<std::unique_ptr<TableReader>> open_sdmx_xml(ByteSource source);
[[nodiscard]] Result<std::unique_ptr<TableReader>> open_sdmx_json(ByteSource source);

/// «REF_AREA [name]»: the column with the names of the codes of another.
[[nodiscard]] std::string sdmx_label_header(std::string_view id);
/// The id of the column that such a header belongs to; empty when it is no such header.
[[nodiscard]] std::string_view sdmx_labelled(std::string_view header);

/// The reader of a message that can be opened again; see above.
class SdmxTable final : public TableReader {
 public:
  /// What a first look at the whole message, or at its structure, has found.
  struct Survey {
    Guess guess;
    std::string name;
    std::vector<SdmxComponent> components;
    std::vector<Message> notes;
    bool actions = false;       ///< a data set states an action other than «for information»
    bool by_line = false;       ///< every observation has a line of its own
    std::uint32_t measure = 0;  ///< the component that is the value
  };
  SdmxTable(std::string file, Survey survey, std::unique_ptr<SdmxMessage> message);

  [[nodiscard]] const Guess& guess() const override { return survey_.guess; }
  [[nodiscard]] Result<bool> next_sheet(SheetInfo& info) override;
  [[nodiscard]] Result<bool> next_row(Row& row) override;
  [[nodiscard]] std::span<const Merge> merges() const override { return {}; }
  [[nodiscard]] std::span<const Message> notes() const override { return survey_.notes; }

 private:
  static constexpr std::uint32_t no_column = 0xFFFFFFFF;

  void lay_out();
  std::uint32_t add_column(std::string header);
  void header_row(Row& row);
  void fill(Row& row);

  std::string file_;
  Survey survey_;
  std::unique_ptr<SdmxMessage> message_;
  SdmxObservation observation_;
  std::vector<std::string> headers_;
  std::vector<std::uint32_t> columns_;  ///< by component
  std::vector<std::uint32_t> labels_;   ///< by component
  std::uint32_t action_column_ = no_column;
  std::uint32_t position_column_ = no_column;
  std::string position_;
  std::uint32_t rows_ = 0;
  bool opened_ = false;
};

}  // namespace duibiao::intake
