#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "figure/measure.h"
#include "figure/unit.h"
#include "num/decimal.h"

namespace duibiao {

enum class IndicatorKind : std::uint8_t { flow, stock, ratio, index, count };
enum class GrowthBasis : std::uint8_t { nominal, constant_price, matched_sample, index, unknown };

/// An indicator as an index into its catalogue. Meaningful only with that catalogue.
struct IndicatorId {
  std::uint16_t index = 0xFFFF;
  [[nodiscard]] constexpr bool known() const { return index != 0xFFFF; }
  friend constexpr auto operator<=>(IndicatorId, IndicatorId) = default;
};

/// One additive term of a formula: trade = exports + imports has two with sign +1.
struct FormulaTerm {
  IndicatorId indicator;
  int sign = 1;
};

/// What `numerator / denominator` formulas name (export dependency, GDP per head).
struct FormulaQuotient {
  IndicatorId numerator;
  IndicatorId denominator;
};

struct Indicator {
  std::string id;  ///< `exports`: the stable name in files, flags and JSON
  std::string zh;
  std::string en;
  std::string short_zh;  ///< for narrow columns: 出口
  std::string short_en;
  IndicatorKind kind = IndicatorKind::flow;
  Unit unit;             ///< how it is shown when nothing else is asked
  GrowthBasis growth_basis = GrowthBasis::unknown;
  bool additive = false;  ///< places and parts sum to wholes
  bool headline = false;  ///< stands in the brief by default
  bool higher_is_better = true;
  IndicatorId parent;     ///< the whole this is part of; exports → trade
  std::string formula;    ///< as written in the catalogue
  std::vector<FormulaTerm> sum;  ///< parsed formula, when it is a sum
  std::optional<FormulaQuotient> quotient;
  /// Above this, in the shown unit, one figure for any place cannot be right (the unit is wrong).
  std::optional<num::Decimal> ceiling;
  std::vector<std::string> aliases;
};

/// What the words in a header or a row label mean, as far as they are understood.
struct Phrase {
  IndicatorId indicator;          ///< unknown when no indicator is named
  std::optional<Measure> measure; ///< 同比, 比重, 位次 … when said
  std::string rest;               ///< what was not understood, for the message
};

/// Indicators, their names and formulas. Built once, then read-only and safe to share.
class Catalogue {
 public:
  /// Adds indicators from TOML (`[[indicator]]` tables; every key is checked: an unknown key, a bad
  /// enum, an unknown parent or formula term is an error with file and line). An id that exists is
  /// amended. Errors: bad_catalogue.
  [[nodiscard]] Status add(std::string_view toml, std::string_view file_name);
  [[nodiscard]] Status add_alias(std::string_view alias, IndicatorId indicator);

  [[nodiscard]] std::size_t size() const { return indicators_.size(); }
  [[nodiscard]] const Indicator& at(IndicatorId id) const;
  [[nodiscard]] std::span<const Indicator> all() const { return indicators_; }
  [[nodiscard]] std::optional<IndicatorId> by_id(std::string_view id) const;

  /// The indicator of exactly this name: id, Chinese or English name, alias (case and width folded).
  [[nodiscard]] std::optional<IndicatorId> find(std::string_view name) const;
  /// Like find, for people: also unique prefixes. Errors: not_found with nearest names,
  /// ambiguous_name with candidates.
  [[nodiscard]] Result<IndicatorId> resolve(std::string_view name) const;
  [[nodiscard]] std::vector<IndicatorId> nearest(std::string_view name, std::size_t limit) const;

  /// Takes a header such as «出口总值_累计同比», «进口同比», «社会消费品零售总额增速(%)»,
  /// «其中:出口», «Exports, yoy» apart into indicator and measure. Unit and period words in it are
  /// the caller's business (strip them first); filler words (其中, 当期, 本期, 累计, 绝对额, …) are
  /// skipped. Longest known name wins.
  [[nodiscard]] Phrase understand(std::string_view header) const;

 private:
  void index_name(std::string_view name, IndicatorId id);

  std::vector<Indicator> indicators_;
  std::unordered_map<std::string, IndicatorId> by_id_;
  std::unordered_map<std::string, IndicatorId> by_name_;
};

}  // namespace duibiao
