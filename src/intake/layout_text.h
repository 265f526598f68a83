#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/layout.h"

namespace duibiao::intake {

/// A label (header cell, row label, title) taken apart: what it names, and what was not understood.
struct Label {
  std::string text;   ///< folded to one width, as it stood
  std::string words;  ///< without units and periods
  IndicatorId indicator;
  std::optional<Measure> measure;
  std::vector<Unit> units;      ///< named in brackets, at the end, or by «单位:»
  bool declares_units = false;  ///< «单位:亿元,%»: said of the table, not of this column
  std::optional<PeriodRule> period;
  PlaceId place;
  std::string rest;  ///< words that name nothing known

  [[nodiscard]] bool says_nothing() const {
    return !indicator.known() && !measure && units.empty() && !period && !place.known();
  }
};

/// What a label may be read against.
struct LabelContext {
  const Vocabulary* vocabulary = nullptr;
  PlaceId region;           ///< the table's own, for names that several places share
  std::optional<int> year;  ///< for «7月» and «1至7月»
  bool places = true;       ///< whether a place may be named here
};

/// Takes a label apart. «出口总值(亿元)», «1至7月», «累计比去年同期±％», «其中:温州市».
[[nodiscard]] Label read_label(std::string_view text, const LabelContext& context);

/// A label in one width and without index marks: footnote signs, «其中:», «#», «一、», «(一)», «1.»
/// at the front, runs of blanks; «Unnamed: 3_level_0» (an empty header cell that passed through
/// pandas) becomes empty.
[[nodiscard]] std::string plain_label(std::string_view text);

/// The units of a declaration such as «单位：人民币，万元，%» or «亿元、%»; empty when any part
/// but a currency's name is not a unit.
[[nodiscard]] std::vector<Unit> read_units(std::string_view text);

/// The units that a line declares for the whole table: «单位:亿元,%», «(亿元)»; empty when none.
[[nodiscard]] std::vector<Unit> declared_units(std::string_view text);

/// The place named at the beginning of some part of a longer text («温州市2025年1-7月主要指标»,
/// «浙江省-2024-01»); counties only with their suffix, because short words are often names too.
[[nodiscard]] PlaceId find_place_in(std::string_view text, const PlaceRegistry& places);

/// The kind of thing a label column's header says it holds («地区», «指标名称», «计量单位» …).
[[nodiscard]] std::optional<Role> label_role(std::string_view header);
/// The column of a tidy table that a header names, in Chinese or English; exact.
[[nodiscard]] std::optional<Role> tidy_role(std::string_view header);

/// True for notes, source lines and the like, which stand above or below the figures.
[[nodiscard]] bool is_note(std::string_view text);
/// True for 合计, 总计, 小计 and their like: the row claims to be the sum of others.
[[nodiscard]] bool claims_total(std::string_view label);
/// The release day named in a note («发布日期:2024-08-20»).
[[nodiscard]] std::optional<Date> find_released(std::string_view text);

/// The file's name without folders and extension.
[[nodiscard]] std::string file_stem(std::string_view path);

[[nodiscard]] bool is_money(Dimension dimension);
/// The indicator that an amount in this unit is a figure of: exports_usd for exports in 亿美元.
/// The indicator itself where the unit is no money or there is no such variant.
[[nodiscard]] IndicatorId in_currency(IndicatorId indicator, Unit unit, const Catalogue& catalogue);

/// An indicator as tidy tables write it: «出口总值_累计同比», «进出口总值_累计同比_全省位次», an
/// id, a name. Indicator unknown when it is not understood.
struct TidyIndicator {
  IndicatorId indicator;
  std::optional<Measure> measure;
};
[[nodiscard]] TidyIndicator read_tidy_indicator(std::string_view text, const Catalogue& catalogue);

}  // namespace duibiao::intake
