#pragma once

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
/// «出口总值 温州市 2025年1-7月» for messages.
[[nodiscard]] Message name_of(const FigureKey& key, const Vocabulary& vocabulary);
/// «138967.09万元».
[[nodiscard]] std::string print(const num::Decimal& value, Unit unit);

/// Finds columns whose figures are 10, 100, 10⁴ … times what their history says, or above the
/// catalogue's ceiling: marks them suspect and suggests the unit that would fit.
void check_magnitude(const CheckInput& input, Checked& out, Findings& findings);
/// Parts against wholes, formulas, cumulative series, growth, figures already stored.
void check_sums(const CheckInput& input, const FigureIndex& index, Findings& findings);
void check_formulas(const CheckInput& input, const FigureIndex& index, Findings& findings);
void check_cumulative(const CheckInput& input, const FigureIndex& index,
                      const std::vector<bool>& suspect, Findings& findings);
void check_growth(const CheckInput& input, const FigureIndex& index,
                  const std::vector<bool>& suspect, Findings& findings);
void check_stored(const CheckInput& input, const std::vector<bool>& suspect, Findings& findings);

}  // namespace duibiao::intake
