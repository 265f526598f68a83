#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "intake/checks.h"
#include "intake/table.h"

namespace duibiao::intake {

/// The figures of a sheet, found by key.
class FigureIndex {
 public:
  explicit FigureIndex(std::span<const Observation> figures) : figures_(figures) {
    by_key_.reserve(figures.size());
    for (std::size_t i = 0; i < figures.size(); ++i) by_key_.try_emplace(figures[i].key, i);
  }
  /// The first figure of exactly this key; null when there is none.
  [[nodiscard]] const Observation* find(FigureKey key) const {
    key.period = key.period.canonical();
    const auto at = by_key_.find(key);
    return at == by_key_.end() ? nullptr : &figures_[at->second];
  }

 private:
  std::span<const Observation> figures_;
  std::unordered_map<FigureKey, std::size_t, KeyHash> by_key_;
};

/// Gathers like findings into one warning: the first cells are named, all are counted.
class Findings {
 public:
  void add(std::string code, Severity severity, Message message,
           const std::vector<const Observation*>& figures);
  /// Folds findings of one code together where there are many: one sentence, the count, the cells.
  [[nodiscard]] std::vector<Warning> take();

 private:
  std::vector<Warning> warnings_;
};

[[nodiscard]] inline std::string cell_of(const Observation& figure) {
  return cell_name(figure.row, figure.column);
}
/// Hong Kong, Macao and Taiwan stand beside the thirty-one provinces, not among what statistics of
/// the mainland sum.
[[nodiscard]] inline bool is_summed(const Place& place) {
  return place.code != "710000" && place.code != "810000" && place.code != "820000";
}
/// Whether amounts of an indicator can only be zero or more, and a part at most its whole.
[[nodiscard]] bool is_never_negative(const Indicator& indicator);
/// The most that an indicator can be for a place, in the indicator's unit: the catalogue's ceiling
/// is that of a country. Nothing where there is none.
[[nodiscard]] std::optional<num::Decimal> ceiling_of(const Indicator& indicator,
                                                     const Place& place);
[[nodiscard]] bool is_over(const CheckInput& input, const Observation& figure, Unit as);
/// Why a figure is above what is possible for its place.
[[nodiscard]] Message why_over(const CheckInput& input, const Observation& figure);
/// The place around it that a figure exceeds, so that one of the two is wrong.
struct Exceeded {
  PlaceId place;
  std::string text;                    ///< its value, as printed
  const Observation* whole = nullptr;  ///< when it stands on the sheet
};
/// The figure is read in `as`, and so are wholes of the sheet that are printed in its unit.
[[nodiscard]] std::optional<Exceeded> exceeded_by(const CheckInput& input, const FigureIndex& index,
                                                  const Observation& figure, Unit as);
/// «出口总值 温州市 2025年1-7月» for messages.
[[nodiscard]] Message name_of(const FigureKey& key, const Vocabulary& vocabulary);
/// «138967.09万元».
[[nodiscard]] std::string print(const num::Decimal& value, Unit unit);

/// Finds figures that are 10, 100, 10⁴ … times what their history says, above what is possible for
/// their place, or in a unit that nothing names: marks them suspect, and suggests the unit that
/// would fit where just one does.
void check_magnitude(const CheckInput& input, const FigureIndex& index, Checked& out,
                     Findings& findings);
/// Growth written as a fraction: 0.125 for 12.5 %.
void check_fractions(const CheckInput& input, const FigureIndex& index, Checked& out,
                     Findings& findings);
/// Growth below −100 % and amounts below zero.
void check_signs(const CheckInput& input, Findings& findings);
/// Parts against wholes, formulas, cumulative series, growth, figures already stored.
void check_sums(const CheckInput& input, const FigureIndex& index, Findings& findings);
void check_formulas(const CheckInput& input, const FigureIndex& index, Findings& findings);
void check_cumulative(const CheckInput& input, const FigureIndex& index,
                      const std::vector<bool>& suspect, Findings& findings);
void check_growth(const CheckInput& input, const FigureIndex& index,
                  const std::vector<bool>& suspect, Findings& findings);
void check_stored(const CheckInput& input, const std::vector<bool>& suspect, Findings& findings);

}  // namespace duibiao::intake
