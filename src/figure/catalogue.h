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

/// The words of the catalogue's files: «flow», «matched_sample».
[[nodiscard]] std::string_view id_of(IndicatorKind kind);
[[nodiscard]] std::string_view id_of(GrowthBasis basis);

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
  Unit unit;  ///< how it is shown when nothing else is asked
  GrowthBasis growth_basis = GrowthBasis::unknown;
  bool additive = false;  ///< places and parts sum to wholes
  bool headline = false;  ///< stands in the brief by default
  bool yearly = false;    ///< of an event held once a year: its figures are the year's
  bool higher_is_better = true;
  IndicatorId parent;            ///< the whole this is part of; exports → trade
  std::string formula;           ///< as written in the catalogue
  std::vector<FormulaTerm> sum;  ///< parsed formula, when it is a sum
  /// Other ways in which it is wholly made up of parts (goods and catering, towns and villages).
  /// Texts are checked by them; nothing is computed from them.
  std::vector<std::vector<FormulaTerm>> splits;
  std::optional<FormulaQuotient> quotient;
  /// The same thing counted in another currency: exports_usd → exports. Figures of the two are
  /// never compared or added, which is why they are two indicators.
  IndicatorId variant_of;
  /// Above this, in the shown unit, one figure for any place cannot be right (the unit is wrong).
  std::optional<num::Decimal> ceiling;
  std::vector<std::string> aliases;
};

/// What the words in a header or a row label mean, as far as they are understood. A phrase whose
/// `rest` is not empty names something else than its indicator («机电产品出口» leaves «机电产品»):
/// its figures must not be stored as the indicator's.
struct Phrase {
  IndicatorId indicator;  ///< unknown when no indicator is named
  std::optional<Measure>
      measure;       ///< 同比, 比重, 位次 … when said; level when only 累计值 … is said
  std::string rest;  ///< what was not understood, for the message

  [[nodiscard]] bool complete() const { return indicator.known() && rest.empty(); }
};

/// Indicators, their names and formulas. Built once, then read-only and safe to share.
class Catalogue {
 public:
  /// Adds indicators from TOML (`[[indicator]]` tables; every key is checked: an unknown key, a bad
  /// enum, an unknown unit, parent or formula term, a name that another indicator has, is an error
  /// with file and line, and nothing is changed). An id that exists is amended key by key; its
  /// aliases are added to. Errors: bad_catalogue.
  [[nodiscard]] Status add(std::string_view toml, std::string_view file_name);
  /// One more name. Errors: bad_catalogue when it already names another indicator.
  [[nodiscard]] Status add_alias(std::string_view alias, IndicatorId indicator);

  [[nodiscard]] std::size_t size() const { return indicators_.size(); }
  [[nodiscard]] const Indicator& at(IndicatorId id) const;
  [[nodiscard]] std::span<const Indicator> all() const { return indicators_; }
  [[nodiscard]] std::optional<IndicatorId> by_id(std::string_view id) const;

  /// The indicator of exactly this name: id, Chinese or English name, alias (case and width
  /// folded).
  [[nodiscard]] std::optional<IndicatorId> find(std::string_view name) const;
  /// Like find, for people: also unique prefixes. Errors: not_found with nearest names,
  /// ambiguous_name with candidates.
  [[nodiscard]] Result<IndicatorId> resolve(std::string_view name) const;
  [[nodiscard]] std::vector<IndicatorId> nearest(std::string_view name, std::size_t limit) const;

  /// The indicator that counts the same thing in a unit of this dimension: exports_usd for exports
  /// and 亿美元, exports for exports and 万元. Nothing when there is none: then a figure in such a
  /// unit is no figure of this indicator.
  [[nodiscard]] std::optional<IndicatorId> in_dimension(IndicatorId indicator,
                                                        Dimension dimension) const;

  /// Takes a header such as «出口总值_累计同比», «进口同比», «社会消费品零售总额增速(%)»,
  /// «其中:出口», «Exports, yoy» apart into indicator and measure. Unit and period words in it are
  /// the caller's business (strip them first; a bracket that holds only a unit is passed over);
  /// filler words (其中, 当期, 本期, 累计, 绝对额, …) are skipped. Longest known name wins.
  /// «同比» alone gives a measure without an indicator. Words that would change the meaning stay in
  /// `rest`: 上年同期, 全国位次 (another group), 实际 before the growth of a nominal indicator.
  /// Cost: some hundred hash lookups for a long header.
  [[nodiscard]] Phrase understand(std::string_view header) const;

 private:
  struct Entry;
  [[nodiscard]] Status add_entries(const std::vector<Entry>& entries, std::string_view file_name);
  [[nodiscard]] Status name_entry(const Entry& entry, std::string_view file_name);
  [[nodiscard]] Status link_entry(const Entry& entry, std::string_view file_name);
  [[nodiscard]] Status parse_formula(Indicator& indicator, const Entry& entry,
                                     std::string_view file_name) const;
  [[nodiscard]] Status parse_splits(Indicator& indicator, const Entry& entry,
                                    std::string_view file_name) const;
  [[nodiscard]] Result<std::vector<FormulaTerm>> terms_of(std::string_view formula,
                                                          const Entry& entry, bool& quotient) const;
  [[nodiscard]] bool index_name(std::string_view name, IndicatorId id);

  std::vector<Indicator> indicators_;
  std::unordered_map<std::string, IndicatorId> by_id_;
  std::unordered_map<std::string, IndicatorId> by_name_;    ///< by name_key
  std::unordered_map<std::string, IndicatorId> by_phrase_;  ///< by the form understand() reads
  std::size_t longest_phrase_ = 0;                          ///< in bytes
};

}  // namespace duibiao
