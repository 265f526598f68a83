#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "intake/recognise_parts.h"
#include "text/utf8.h"

namespace duibiao::intake {
namespace {

/// What stands in a column's body, over a sample of rows.
struct Body {
  std::size_t texts = 0;
  std::size_t numbers = 0;
  std::size_t missing = 0;
  std::size_t places = 0;
  std::size_t codes = 0;
  std::size_t indicators = 0;
  std::size_t periods = 0;
  std::size_t units = 0;
  bool counts_up = true;  ///< whole numbers, each one more than the one above
  [[nodiscard]] std::size_t cells() const { return texts + numbers; }
};

void sense_text(const std::string& raw, const LabelContext& rules, Body& body) {
  const std::string text = plain_label(raw);
  const Label label = read_label(raw, rules);
  body.places += label.place.known() ? 1 : 0;
  body.indicators += label.indicator.known() ? 1 : 0;
  body.units += Unit::find(text).has_value() ? 1 : 0;
  const bool only_period = label.period && label.words.empty();
  body.periods += only_period ? 1 : 0;
}

Body sense_body(const Grid& grid, const Frame& frame, std::size_t column,
                const LabelContext& rules) {
  constexpr std::size_t sample = 300;
  Body body;
  std::optional<num::Decimal> before;
  for (std::size_t row = frame.first_data; row <= frame.last_data; ++row) {
    if (body.cells() >= sample) break;
    const GridCell& cell = grid.at(row, column);
    const Sense sense = sense_of(cell);
    body.missing += sense == Sense::missing ? 1 : 0;
    if (sense == Sense::text) {
      ++body.texts;
      sense_text(cell.text, rules, body);
    } else if (sense == Sense::number) {
      ++body.numbers;
      body.codes += cell.text.size() == 6 && rules.vocabulary->places.by_code(cell.text) ? 1 : 0;
      text::PrintedNumber number;
      if (text::scan_number(cell.text, number) != text::CellReading::number) continue;
      const bool year = cell.text.size() == 4 && number.value >= num::Decimal::whole(1949) &&
                        number.value <= num::Decimal::whole(2100);
      body.periods += year ? 1 : 0;
      const auto step =
          before ? number.value.minus(*before) : Result<num::Decimal>(num::Decimal::whole(1));
      body.counts_up =
          body.counts_up && number.value.scale() == 0 && step && *step == num::Decimal::whole(1);
      before = number.value;
    }
  }
  return body;
}

bool most(std::size_t part, std::size_t whole) { return whole > 0 && part * 5 >= whole * 4; }
bool half(std::size_t part, std::size_t whole) { return whole > 0 && part * 2 >= whole; }

Role role_from_body(const Body& body, bool headless, bool leftmost) {
  if (most(body.codes, body.cells())) return Role::place_code;
  if (most(body.periods, body.cells()) && (body.texts > 0 || leftmost)) return Role::period;
  if (body.numbers > body.texts || (body.numbers > 0 && body.missing > 0)) {
    const bool index = headless && leftmost && body.counts_up && body.numbers > 1;
    return index ? Role::ignore : Role::value;
  }
  if (body.cells() == 0) return body.missing > 0 && !headless ? Role::value : Role::ignore;
  if (most(body.units, body.texts)) return Role::unit;
  if (half(body.places, body.texts)) return Role::place;
  if (half(body.indicators, body.texts)) return Role::indicator;
  if (body.numbers > 0) return Role::value;
  if (!leftmost) return Role::note;
  return body.indicators > body.places ? Role::indicator : Role::place;
}

Role role_of(const Body& body, const std::string& header, bool leftmost) {
  const auto said = label_role(header);
  if (said && *said != Role::value) {
    // «单位» may head the names of places or firms, and «市» figures about a city.
    const bool numeric = body.numbers > body.texts;
    if (*said == Role::unit && most(body.units, body.texts)) return Role::unit;
    if (*said == Role::place && !numeric) return Role::place;
    if (*said == Role::indicator && !numeric) return Role::indicator;
    if (*said == Role::period) return Role::period;
    if (*said == Role::place_code || *said == Role::ignore || *said == Role::note) return *said;
  }
  return role_from_body(body, header.empty(), leftmost);
}

std::string cell_unit_words(const std::vector<HeaderCell>& cells) {
  std::string out;
  for (const HeaderCell& cell : cells) {
    if (!out.empty()) out += ' ';
    out += cell.text;
  }
  return out;
}

/// Reads header cells from top to bottom; the deeper cell wins.
class ValueHeader {
 public:
  ValueHeader(Column& column, LabelContext rules, const Layout& layout)
      : column_(column), rules_(rules), layout_(layout) {}

  void read(const std::vector<HeaderCell>& cells) {
    for (const HeaderCell& cell : cells) read_cell(cell);
    if (cells.size() > 1 && !unknown_.empty()) read_joined(cells);
    if (column_.indicator.empty() || !unknown_.empty()) column_.unknown_words = unknown_;
    if (!unknown_.empty()) column_.indicator.clear();
  }

 private:
  void read_cell(const HeaderCell& cell) {
    const Label label = read_label(cell.text, rules_);
    const From from{Origin::header, cell.cell};
    const Vocabulary& vocabulary = *rules_.vocabulary;
    if (!label.units.empty() && !label.declares_units) {
      column_.unit = label.units.front();
      column_.unit_from = from;
    }
    if (label.period) take_period(*label.period, from);
    if (label.place.known()) {
      column_.place = vocabulary.places.at(label.place).code;
      column_.place_from = from;
    }
    if (label.indicator.known()) {
      column_.indicator = vocabulary.catalogue.at(label.indicator).id;
      column_.indicator_from = from;
    }
    if (label.measure) {
      column_.measure = label.measure;
      column_.measure_from = from;
    }
    const bool named = label.indicator.known() || label.place.known() || label.measure;
    const std::string& left = named ? label.rest : label.words;
    if (!label.place.known() && !harmless_rest(left, false)) {
      if (!unknown_.empty()) unknown_ += ' ';
      unknown_ += label.words;
    }
  }

  void take_period(const PeriodRule& said, const From& from) {
    PeriodRule rule = said;
    if (rule.kind == PeriodRule::Kind::fixed && rule.fixed.known()) {
      // «2024年» over «7月»: the upper cell names the year of the lower one.
      if (rule.fixed.kind() == Period::Kind::year) rules_.year = rule.fixed.year();
      make_relative(rule);
    }
    column_.period = rule;
    column_.period_from = from;
  }

  /// A header that repeats the table's own month or year to date is kept in those terms.
  void make_relative(PeriodRule& rule) const {
    const Period& table = layout_.period;
    if (!table.known() || rule.years_before > 0) return;
    const auto month = table.final_month();
    const auto to_date = table.to_date_through();
    // In January both are the same span: the header's own words decide.
    const bool single = rule.fixed.kind() == Period::Kind::month;
    if (single && month && rule.fixed.same_span(*month)) {
      rule = {PeriodRule::Kind::month, {}, 0};
    } else if (!single && to_date && rule.fixed.same_span(*to_date) && table.months() < 12) {
      rule = {PeriodRule::Kind::to_date, {}, 0};
    }
  }

  /// «城镇» over or under «居民人均可支配收入» make one name, in either order.
  void read_joined(const std::vector<HeaderCell>& cells) {
    std::string down;
    std::string up;
    for (const HeaderCell& cell : cells) {
      const std::string words = read_label(cell.text, rules_).words;
      down += words;
      up.insert(0, words);
    }
    for (const std::string& name : {down, up}) {
      if (const auto id = rules_.vocabulary->catalogue.find(name)) {
        column_.indicator = rules_.vocabulary->catalogue.at(*id).id;
        column_.indicator_from = {Origin::header, cells.back().cell};
        unknown_.clear();
        return;
      }
    }
  }

  Column& column_;
  LabelContext rules_;
  const Layout& layout_;
  std::string unknown_;
};

/// A growth, share or rank column without an indicator belongs to the one on its left.
/// So does «上年同期» or «累计» where nothing but the header can name the indicator.
void inherit_from_left(Layout& layout) {
  const bool named_elsewhere =
      layout.first_of(Role::indicator) != nullptr || !layout.indicator.empty();
  const Column* left = nullptr;
  for (Column& column : layout.columns) {
    if (column.role != Role::value) continue;
    const bool rate_only =
        column.unit.known() &&
        (column.unit.dimension() == Dimension::rate || column.unit.dimension() == Dimension::rank ||
         column.unit.dimension() == Dimension::percentage_point);
    const bool needs = column.indicator.empty() && column.unknown_words.empty();
    const bool lone_period = column.period && !named_elsewhere;
    if (needs && (column.measure || rate_only || lone_period) && left != nullptr) {
      const From from{Origin::left, column_name(left->index)};
      if (!left->indicator.empty()) {
        column.indicator = left->indicator;
        column.indicator_from = from;
      }
      // What is said of an unknown indicator is held with it.
      column.unknown_words = left->unknown_words;
      if (column.place.empty() && !left->place.empty()) {
        column.place = left->place;
        column.place_from = from;
      }
      if (!column.period && left->period) {
        column.period = left->period;
        column.period_from = from;
      }
    }
    // «累计 | 增速» under one heading: the growth is that of the cumulative value.
    const bool beside = left != nullptr && !column.indicator.empty() &&
                        left->indicator == column.indicator && left->place == column.place;
    const bool of_level = column.measure.value_or(Measure::level) != Measure::level || rate_only;
    if (beside && of_level && !column.period && left->period) {
      column.period = left->period;
      column.period_from = {Origin::left, column_name(left->index)};
    }
    const bool names_something = !column.indicator.empty() || !column.unknown_words.empty() ||
                                 !column.place.empty() || column.period;
    // Growth beside «上年同期» is growth of this year's column, one further left.
    const bool of_now = !column.period || column.period->years_before == 0;
    const bool level = column.measure.value_or(Measure::level) == Measure::level && !rate_only;
    if (names_something && of_now && level) {
      left = &column;
    }
  }
}

/// Ranks that stand right of a growth column are of the growth; rates without a word are growth.
void settle_measures(Layout& layout, const Vocabulary& vocabulary) {
  const Column* before = nullptr;
  for (Column& column : layout.columns) {
    if (column.role != Role::value) continue;
    const auto id = vocabulary.catalogue.by_id(column.indicator);
    const Dimension natural = id ? vocabulary.catalogue.at(*id).unit.dimension() : Dimension::none;
    const Dimension said = column.unit.dimension();
    if (!column.measure && said == Dimension::rank) column.measure = Measure::rank;
    if (!column.measure && said == Dimension::rate && id && natural != Dimension::rate) {
      column.measure = Measure::growth_yoy;
      column.measure_from = column.unit_from;
      layout.notes.push_back(
          {fmt::format("{}列只写了单位 {}，按同比增速理解", column_name(column.index),
                       column.unit.symbol()),
           fmt::format("column {} only names the unit {}; it is taken as growth on a year before",
                       column_name(column.index), column.unit.symbol())});
    }
    // A heading such as «出口(亿元)» spans the amount and its rank.
    const bool ranks = column.measure == Measure::rank || column.measure == Measure::growth_rank;
    if (ranks && said != Dimension::none && said != Dimension::rank) {
      column.unit = unit::rank();
      column.unit_from = column.measure_from;
    }
    const bool bare_rank = column.measure == Measure::rank;
    if (bare_rank && before != nullptr && before->measure == Measure::growth_yoy &&
        before->indicator == column.indicator) {
      column.measure = Measure::growth_rank;
      layout.notes.push_back(
          {fmt::format("{}列的位次紧跟增速列，按增速位次理解", column_name(column.index)),
           fmt::format("the ranks in column {} follow a growth column and are taken as ranks by "
                       "growth",
                       column_name(column.index))});
    }
    before = &column;
  }
}

void read_value_columns(const Grid& grid, const Frame& frame, const SheetContext& context,
                        Layout& layout) {
  for (Column& column : layout.columns) {
    if (column.role != Role::value) continue;
    const auto cells = header_cells(grid, frame, column.index - 1);
    for (const HeaderCell& cell : cells) {
      add_units(layout, declared_units(cell.text), {Origin::header, cell.cell});
    }
    const LabelContext rules = label_context(context, layout, true);
    ValueHeader(column, rules, layout).read(cells);
    const Catalogue& catalogue = context.vocabulary->catalogue;
    if (const auto id = catalogue.by_id(column.indicator)) {
      column.indicator = catalogue.at(in_currency(*id, column.unit, catalogue)).id;
    }
  }
}

}  // namespace

void find_columns(const Grid& grid, const Frame& frame, const SheetContext& context,
                  Layout& layout) {
  const LabelContext rules = label_context(context, layout, true);
  bool leftmost = true;
  for (std::size_t c = 0; c < grid.columns(); ++c) {
    Column column;
    column.index = static_cast<std::uint32_t>(c) + 1;
    const auto cells = header_cells(grid, frame, c);
    column.header = cell_unit_words(cells);
    const Body body = sense_body(grid, frame, c, rules);
    const std::string name = cells.empty() ? std::string() : cells.back().text;
    column.role = role_of(body, name, leftmost);
    if (column.role != Role::ignore && column.role != Role::place_code) leftmost = false;
    layout.columns.push_back(std::move(column));
  }
  read_value_columns(grid, frame, context, layout);
  // «各市外贸» over columns of exports and imports is their subject, not a third indicator.
  const bool named =
      std::any_of(layout.columns.begin(), layout.columns.end(), [](const Column& column) {
        return column.role == Role::indicator || !column.indicator.empty() ||
               !column.unknown_words.empty();
      });
  if (named && !layout.indicator.empty()) {
    layout.indicator.clear();
    layout.measure.reset();
    layout.indicator_from = {};
  }
  inherit_from_left(layout);
  settle_measures(layout, *context.vocabulary);
}

}  // namespace duibiao::intake
