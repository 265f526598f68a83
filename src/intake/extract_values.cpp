#include <algorithm>

#include <fmt/core.h>

#include "intake/extract_parts.h"
#include "intake/layout_text.h"
#include "text/utf8.h"

namespace duibiao::intake {
namespace {

bool is_relative(Dimension dimension) {
  return dimension == Dimension::rate || dimension == Dimension::percentage_point ||
         dimension == Dimension::rank || dimension == Dimension::times;
}

/// The unit a measure has by its nature; unknown for amounts.
Unit natural_unit(Measure measure) {
  switch (measure) {
    case Measure::growth_yoy:
    case Measure::growth_mom:
    case Measure::growth_avg:
    case Measure::share:
    case Measure::contribution_rate:
      return unit::percent();
    case Measure::share_change:
    case Measure::growth_change:
    case Measure::gap_pp:
    case Measure::contribution_pp:
      return unit::percentage_point();
    case Measure::rank:
    case Measure::growth_rank:
      return unit::rank();
    case Measure::multiple:
      return unit::times();
    default:
      return {};
  }
}

/// The declared unit of the table that an amount of this indicator has.
const TableUnit* table_unit(const Layout& layout, const Indicator& indicator) {
  const Dimension own = indicator.unit.dimension();
  if (const TableUnit* same = layout.unit_of(own)) return same;
  if (!is_money(own)) return nullptr;
  const auto other = std::find_if(layout.units.begin(), layout.units.end(),
                                  [](const TableUnit& u) { return is_money(u.unit.dimension()); });
  return other == layout.units.end() ? nullptr : &*other;
}

/// 7 with one decimal is 7.0: the zeros that a number format prints and a double cannot hold.
/// Beyond 15 digits they would be zeros that nobody knows.
num::Decimal with_decimals(const num::Decimal& value, int decimals) {
  constexpr num::int128 room = 100'000'000'000'000;
  num::int128 units = value.units();
  int scale = value.scale();
  while (scale < decimals && units < room && units > -room) {
    units *= 10;
    ++scale;
  }
  if (scale == value.scale()) return value;
  return num::Decimal::of(static_cast<std::int64_t>(units), scale);
}

}  // namespace

CellNumber read_value(std::string_view cell, bool percent_format, bool exact,
                      std::uint8_t decimals) {
  CellNumber out;
  text::PrintedNumber number;
  switch (text::scan_number(cell, number)) {
    case text::CellReading::missing:
      out.kind = CellNumber::Kind::missing;
      return out;
    case text::CellReading::number:
      break;
    default:
      return out;
  }
  num::Decimal value = number.value;
  if (number.double_noise && !exact) value = text::without_double_noise(value).value;
  if (value.scale() < decimals) value = with_decimals(value, decimals);
  if (percent_format && !number.percent) {
    const auto shown = value.shifted(2);
    if (!shown) return out;
    value = *shown;
  }
  constexpr num::int128 most = 999'999'999'999'999'999;  // 18 digits fit 64 bits
  if (value.units() > most || value.units() < -most) return out;
  out.kind = CellNumber::Kind::number;
  out.mantissa = static_cast<std::int64_t>(value.units());
  out.decimals = static_cast<std::uint8_t>(value.scale());
  out.percent = number.percent || percent_format;
  return out;
}

Message bad_number(std::string_view text, const std::string& cell) {
  constexpr std::size_t most = 18;  // digits that fit 64 bits
  if (text == formula_without_value) {
    return {fmt::format("{} 的{}", cell, unsaved_formulas().zh),
            fmt::format("{}: {}", cell, unsaved_formulas().en)};
  }
  const std::size_t first = text.find_first_of("123456789");
  const std::string_view rest = first == text.npos ? std::string_view() : text.substr(first);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto digits = static_cast<std::size_t>(std::count_if(rest.begin(), rest.end(), is_digit));
  if (digits > most && text.find_first_not_of("0123456789.,+- %") == text.npos) {
    return {fmt::format("{} 的「{}」太长：最多 {} 位数字", cell, text, most),
            fmt::format("{}: “{}” is too long: at most {} digits are read", cell, text, most)};
  }
  return {fmt::format("{} 的「{}」不是数", cell, text),
          fmt::format("{}: “{}” is not a number", cell, text)};
}

const Message& unsaved_formulas() {
  static const Message message{"公式没有计算结果，请用 Excel/WPS 打开并保存后再导入",
                               "its formulas hold no results; open it in Excel or LibreOffice, "
                               "save it and import it again"};
  return message;
}

UnitChoice choose_unit(const UnitHints& hints, Measure measure, const Indicator& indicator,
                       const Layout& layout, const std::vector<Unit>& given) {
  const Unit natural = natural_unit(measure);
  const Dimension own = indicator.unit.dimension();
  UnitChoice choice;
  const auto take = [&](Unit unit, Origin origin) {
    if (choice.unit.known() || !unit.known()) return;
    if (natural.known() && unit.dimension() != natural.dimension()) return;
    choice = {unit, origin};
  };
  if (hints.percent_cell) take(unit::percent(), Origin::none);
  take(hints.column, Origin::header);
  take(hints.row_column, Origin::row_label);
  take(hints.row_label, Origin::row_label);
  take(hints.group, Origin::group_row);
  take(natural, Origin::none);
  if (!choice.unit.known()) {
    const TableUnit* declared = table_unit(layout, indicator);
    if (declared != nullptr) take(declared->unit, declared->from.origin);
  }
  take(indicator.unit, Origin::catalogue);
  for (const Unit one : given) {
    const bool guessed_currency =
        choice.origin == Origin::catalogue && is_money(own) && is_money(one.dimension());
    if (one.dimension() == choice.unit.dimension() || guessed_currency) {
      choice = {one, Origin::given};
      break;
    }
  }
  return choice;
}

bool unit_fits(Unit unit, Measure measure, const Indicator& indicator) {
  const Unit natural = natural_unit(measure);
  if (natural.known()) return unit.dimension() == natural.dimension();
  const Dimension own = indicator.unit.dimension();
  if (own == Dimension::none || unit.dimension() == own) return true;
  // Counts go by many words (家, 个, 户); money of one currency, rates and ranks do not.
  const auto is_count = [](Dimension d) { return !is_money(d) && !is_relative(d); };
  return is_count(own) && is_count(unit.dimension());
}

}  // namespace duibiao::intake
