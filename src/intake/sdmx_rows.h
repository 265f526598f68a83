#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "figure/sdmx_key.h"
#include "intake/tidy.h"
#include "intake/tidy_memo.h"

namespace duibiao::intake {

/// Reads the rows of an SDMX table as those of a long table: codes and names to what we call them,
/// FREQ, TRANSFORMATION and TIME_PERIOD to period and measure, UNIT_MEASURE and UNIT_MULT to a
/// unit. What may be another series than the plain one is held, as are deletions, forecasts and
/// values that somebody computed.
class SdmxRows final : public LongReader {
 public:
  /// As TidyReader; `layout` is of kind «sdmx».
  SdmxRows(const Layout& layout, const SheetContext& context, FigureSink& sink,
           const Source& source);

  [[nodiscard]] Result<Outcome> read(const Row& row, Observation& figure, HeldCells& held) override;
  [[nodiscard]] std::vector<std::string> cells_of(const Observation& figure) const override;
  [[nodiscard]] bool assumed() const override { return tidy_.assumed(); }
  [[nodiscard]] const std::vector<Message>& notes() const override { return tidy_.notes(); }

 private:
  struct Coded {
    std::string_view code;
    std::string_view labels;  ///< one a line
  };
  struct Name {
    std::string text;  ///< what the long table calls it
    Message clash;     ///< code and name mean different things
  };
  struct Placed {
    std::optional<sdmx::Placed> at;
    std::string period;
    std::string measure;
    Message why;
  };
  struct UnitChoice {
    Unit unit;
    int shift = 0;  ///< places that the point moves to the left
    Message why;
  };
  struct Refusal {
    std::string_view code;
    Message message;
  };
  /// The columns of a long table, put behind those of the message.
  enum Extra : std::size_t {
    to_place,
    to_indicator,
    to_period,
    to_measure,
    to_unit,
    to_decimals,
    to_status,
    to_source,
    to_sheet,
    to_released,
    extra_count,
  };

  [[nodiscard]] std::string_view raw(const Row& row, std::size_t column) const;
  [[nodiscard]] Coded coded(const Row& row, std::size_t column) const;
  [[nodiscard]] Coded coded(const Row& row, Role role) const;
  [[nodiscard]] std::optional<Refusal> check(const Row& row, std::string_view status) const;
  [[nodiscard]] const Name& place_of(const Coded& said);
  [[nodiscard]] const Name& indicator_of(const Coded& said);
  [[nodiscard]] const Placed& placed(const Row& row);
  [[nodiscard]] const UnitChoice& unit_of(const Row& row);
  [[nodiscard]] std::string other_dimensions(const Row& row) const;
  std::optional<Refusal> fill(const Row& row);
  std::optional<Refusal> fill_indicator(const Row& row);
  std::optional<Refusal> fill_unit(const Row& row);
  void fill_value(const Row& row, int shift);
  void put(Extra extra, std::string_view text);
  void hold(const Row& row, const Refusal& reason, HeldCells& held) const;
  void say_what(const Row& row, HeldCells& held) const;

  const Layout& layout_;
  const SheetContext& context_;
  const Vocabulary& vocabulary_;
  Layout long_layout_;
  TidyReader tidy_;
  std::size_t width_ = 0;
  std::array<std::int32_t, role_count> at_{};
  std::vector<std::int32_t> label_at_;   ///< by column; -1 without
  std::vector<bool> both_;               ///< cells are «code: name»
  std::vector<std::size_t> dimensions_;  ///< columns we have no place for
  PlaceId region_;
  Source source_;
  Row row_;
  std::array<std::string, extra_count> texts_;
  std::string value_;
  Memo<Name> places_;
  Memo<Name> indicators_;
  Memo<Placed> placed_;
  Memo<UnitChoice> units_;
};

}  // namespace duibiao::intake
