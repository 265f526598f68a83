#pragma once

#include <array>
#include <optional>

#include "intake/extract_parts.h"
#include "intake/tidy_memo.h"

namespace duibiao::intake {

/// Turns the rows of a table with one figure a row into observations, one row at a time. Rows that
/// cannot be placed are given back as held rows.
class LongReader {
 public:
  virtual ~LongReader() = default;
  enum class Outcome : std::uint8_t { figure, missing, held, blank };
  /// Reads one row; fills `figure` or `held` as the outcome says. Errors: the sink's, for sources.
  [[nodiscard]] virtual Result<Outcome> read(const Row& row, Observation& figure,
                                             HeldCells& held) = 0;
  /// The cells of a row made anew from its figure, in the layout's columns: for figures that turn
  /// out suspect after their row is gone.
  [[nodiscard]] virtual std::vector<std::string> cells_of(const Observation& figure) const = 0;
  /// Whether the figure read last is an amount in the catalogue's unit, as no one names another.
  [[nodiscard]] virtual bool assumed() const = 0;
  /// Assumptions made on the way.
  [[nodiscard]] virtual const std::vector<Message>& notes() const = 0;
};

/// Reads tidy tables, without allocating for a row whose names have been seen.
class TidyReader final : public LongReader {
 public:
  /// `layout` and `context` must outlive the reader. `sink` numbers the sources.
  TidyReader(const Layout& layout, const SheetContext& context, FigureSink& sink,
             const Source& source);

  [[nodiscard]] Result<Outcome> read(const Row& row, Observation& figure, HeldCells& held) override;
  [[nodiscard]] std::vector<std::string> cells_of(const Observation& figure) const override;
  [[nodiscard]] bool assumed() const override { return assumed_; }
  [[nodiscard]] const std::vector<Message>& notes() const override { return notes_; }

 private:
  struct PlaceEntry {
    PlaceId id;
  };
  struct IndicatorEntry {
    IndicatorId id;
    std::optional<Measure> measure;
    bool unit_noted = false;
  };
  struct Reason {
    std::string_view code;
    Message message;
  };

  [[nodiscard]] std::string_view text(const Row& row, Role role) const {
    const std::int32_t at = at_[static_cast<std::size_t>(role)];
    if (at < 0 || static_cast<std::size_t>(at) >= row.cells.size()) return {};
    return row.cells[static_cast<std::size_t>(at)].text;
  }
  [[nodiscard]] PlaceId place_of(const Row& row);
  [[nodiscard]] const IndicatorEntry& indicator_of(const Row& row);
  [[nodiscard]] Unit unit_of(const Row& row, Measure measure, const Indicator& indicator,
                             bool percent);
  [[nodiscard]] ObsStatus status_of(std::string_view said);
  [[nodiscard]] Result<std::uint16_t> source_of(const Row& row);
  [[nodiscard]] std::optional<Reason> fill(const Row& row, Observation& figure);
  [[nodiscard]] std::optional<Reason> fill_value(const Row& row, const CellNumber& number,
                                                 Observation& figure);
  void hold(const Row& row, const Reason& reason, HeldCells& held);
  [[nodiscard]] Source source_named(std::string_view name, std::string_view sheet,
                                    std::string_view released) const;
  void note_unit_assumed(const Indicator& indicator);

  const Layout& layout_;
  const SheetContext& context_;
  const Vocabulary& vocabulary_;
  FigureSink& sink_;
  Source source_;
  std::array<std::int32_t, role_count> at_{};
  PlaceId region_;
  IndicatorEntry table_indicator_;
  std::optional<std::uint16_t> table_source_;
  Memo<PlaceEntry> places_;
  Memo<IndicatorEntry> indicators_;
  Memo<Period> periods_;
  Memo<std::optional<Measure>> measures_;
  Memo<Unit> units_;
  Memo<ObsStatus> statuses_;
  Memo<Memo<std::uint16_t>> sources_;
  Memo<Message> unknown_;
  std::vector<bool> unit_noted_;
  bool assumed_ = false;
  std::vector<Message> notes_;
};

}  // namespace duibiao::intake
