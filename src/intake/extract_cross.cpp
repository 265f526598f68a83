#include <algorithm>
#include <unordered_map>

#include <fmt/core.h>

#include "intake/extract_parts.h"
#include "intake/extract_rows.h"

namespace duibiao::intake {
namespace {

/// Figures of one row that are held for one reason.
struct Held {
  std::string code;
  Message reason;
  std::vector<HeldFigure> figures;
};

class CrossDraft {
 public:
  CrossDraft(const Grid& grid, const Layout& layout, const SheetContext& context,
             std::uint16_t source_index, const Source& source)
      : grid_(grid),
        layout_(layout),
        context_(context),
        vocabulary_(*context.vocabulary),
        source_index_(source_index),
        source_(source),
        labels_(grid, layout, context) {
    if (const auto id = vocabulary_.catalogue.by_id(layout.indicator)) table_indicator_ = *id;
    has_place_column_ = layout.first_of(Role::place) || layout.first_of(Role::place_code);
    for (const Column& column : layout.columns) {
      ColumnIds ids;
      if (const auto id = vocabulary_.catalogue.by_id(column.indicator)) ids.indicator = *id;
      if (const auto id = vocabulary_.places.by_code(column.place)) ids.place = *id;
      ids_.push_back(ids);
    }
    for (std::size_t row = 0; row < grid.rows().size(); ++row) {
      const auto& rows = layout.header_rows;
      const std::uint32_t number = grid.rows()[row].number;
      if (std::find(rows.begin(), rows.end(), number) != rows.end()) headers_.push_back(row);
    }
  }

  Draft run() {
    for (std::size_t row = 0; row < grid_.rows().size(); ++row) {
      const GridRow& cells = grid_.rows()[row];
      if (cells.number < layout_.first_data_row) continue;
      if (layout_.last_data_row != 0 && cells.number > layout_.last_data_row) break;
      read_row(row);
    }
    return std::move(draft_);
  }

 private:
  struct ColumnIds {
    IndicatorId indicator;
    PlaceId place;
  };

  void read_row(std::size_t row) {
    const RowSense sense = sense_row(grid_, row);
    if (sense.blank() || is_header_again(row)) return;
    if (sense.one_text()) {
      if (!is_note(sense.only_text) && declared_units(sense.only_text).empty()) {
        if (!labels_.read_group(row, sense.only_text)) ++draft_.counts.missing;
      }
      return;
    }
    if (sense.numbers == 0 && is_note(first_text(row))) return;
    ++draft_.counts.rows;
    if (grid_.rows()[row].hidden) ++draft_.counts.hidden_rows;
    const RowFacts facts = labels_.read(row);
    if (claims_total(facts.place_name)) draft_.total_rows.insert(grid_.rows()[row].number);
    held_.clear();
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
      if (layout_.columns[i].role == Role::value) read_cell(row, i, facts);
    }
    hold_row(row, facts);
  }

  std::string first_text(std::size_t row) const {
    for (const GridCell& cell : grid_.rows()[row].cells) {
      if (!cell.text.empty()) return cell.text;
    }
    return {};
  }

  /// Long printed tables repeat their header on every page.
  bool is_header_again(std::size_t row) const {
    const auto same = [](const GridCell& a, const GridCell& b) { return a.text == b.text; };
    const auto& cells = grid_.rows()[row].cells;
    for (const std::size_t header : headers_) {
      const auto& names = grid_.rows()[header].cells;
      if (std::equal(cells.begin(), cells.end(), names.begin(), names.end(), same)) return true;
    }
    return false;
  }

  Period period_of(const Column& column, const RowFacts& row) const {
    const Period table = row.period.known()               ? row.period
                         : labels_.group().period.known() ? labels_.group().period
                                                          : layout_.period;
    if (!column.period) return table;
    const bool year_column = column.period->kind == PeriodRule::Kind::fixed &&
                             column.period->fixed.kind() == Period::Kind::year;
    if (year_column && row.period.known() && !row.year_written) {
      const auto month = Period::parse(row.period_text, column.period->fixed.year());
      if (month) return *month;
    }
    return apply(*column.period, table);
  }

  void read_cell(std::size_t row, std::size_t index, const RowFacts& facts) {
    const Column& column = layout_.columns[index];
    const GridCell& cell = grid_.at(row, column.index - 1);
    const bool percent = cell.percent && cell.kind == CellKind::number;
    const CellNumber number = cell.kind == CellKind::empty
                                  ? CellNumber{CellNumber::Kind::missing, 0, 0, false}
                                  : read_value(cell.text, percent, false, cell.decimals);
    if (cell.text == formula_without_value) ++draft_.unsaved_formulas;
    if (number.kind == CellNumber::Kind::missing) {
      ++draft_.counts.missing;
      return;
    }
    HeldFigure held;
    held.column = column.index;
    const Observation figure = compose(row, index, facts, number, held);
    if (number.kind == CellNumber::Kind::bad) {
      hold("bad_number", bad_number(cell.text, cell_name(grid_.rows()[row].number, column.index)),
           held);
    } else if (!problem(facts, column, figure, held)) {
      add(figure, held);
    }
  }

  Observation compose(std::size_t row, std::size_t index, const RowFacts& facts,
                      const CellNumber& number, HeldFigure& held) {
    const Column& column = layout_.columns[index];
    Observation figure;
    FigureKey& key = figure.key;
    key.place = ids_[index].place.known()                                   ? ids_[index].place
                : facts.place.known()                                       ? facts.place
                : labels_.group().place.known() && facts.place_name.empty() ? labels_.group().place
                                                                            : PlaceId{};
    if (!key.place.known() && facts.place_name.empty() && !has_place_column_) {
      key.place = labels_.rules().region;
    }
    const bool unknown = !column.unknown_words.empty() || !facts.indicator_words.empty();
    key.indicator = ids_[index].indicator.known()             ? ids_[index].indicator
                    : unknown                                 ? IndicatorId{}
                    : facts.indicator.known()                 ? facts.indicator
                    : labels_.group().indicator.known()       ? labels_.group().indicator
                    : labels_.group().indicator_words.empty() ? table_indicator_
                                                              : IndicatorId{};
    key.measure = column.measure ? *column.measure
                                 : facts.measure.value_or(labels_.group().measure.value_or(
                                       layout_.measure.value_or(Measure::level)));
    const Period period = period_of(column, facts);
    if (period.known()) key.period = period.canonical();
    figure.mantissa = number.mantissa;
    figure.decimals = number.decimals;
    figure.source = source_index_;
    figure.row = grid_.rows()[row].number;
    figure.column = column.index;
    if (key.indicator.known()) settle_unit(figure, column, facts, number.percent);
    describe(figure, column, facts, number, held);
    return figure;
  }

  void settle_unit(Observation& figure, const Column& column, const RowFacts& facts,
                   bool percent_cell) {
    const Catalogue& catalogue = vocabulary_.catalogue;
    FigureKey& key = figure.key;
    settle_rate(figure, column, facts, catalogue.at(key.indicator));
    UnitHints hints;
    hints.percent_cell = percent_cell;
    hints.row_column = facts.unit;
    hints.column = column.unit;
    hints.group = labels_.group().unit;
    const auto& given = context_.overrides.units;
    if (key.measure != Measure::level) {
      // Growth on a sheet in dollars is growth in dollars: the amounts' unit tells.
      UnitHints amount = hints;
      amount.percent_cell = false;
      if (!is_money(amount.column.dimension())) amount.column = {};
      if (!is_money(amount.row_column.dimension())) amount.row_column = {};
      const Indicator& named = catalogue.at(key.indicator);
      const UnitChoice unit = choose_unit(amount, Measure::level, named, layout_, given);
      // A rank of what the column names in dollars stays so beside amounts in yuan.
      const bool own = !named.variant_of.known() || unit.origin == Origin::header ||
                       unit.origin == Origin::row_label || unit.origin == Origin::given;
      if (own) key.indicator = in_currency(key.indicator, unit.unit, catalogue);
    }
    const Indicator& indicator = catalogue.at(key.indicator);
    const UnitChoice unit = choose_unit(hints, key.measure, indicator, layout_, given);
    figure.unit = unit.unit;
    if (key.measure == Measure::level) {
      key.indicator = in_currency(key.indicator, unit.unit, catalogue);
    }
    if (unit.origin != Origin::catalogue) return;
    if (is_money(unit.unit.dimension())) {
      draft_.assumed.insert(cell_key(figure.row, figure.column));
    } else {
      note_unit_assumed(indicator);
    }
  }

  /// A row whose unit is % cannot be an amount: growth, unless the indicator is a rate itself.
  void settle_rate(Observation& figure, const Column& column, const RowFacts& facts,
                   const Indicator& indicator) const {
    const Unit said = column.unit.known() ? column.unit : facts.unit;
    const bool rate = said.known() && said.dimension() == Dimension::rate;
    const bool silent =
        !column.measure && !facts.measure && !labels_.group().measure && !layout_.measure;
    if (rate && silent && indicator.unit.dimension() != Dimension::rate) {
      figure.key.measure = Measure::growth_yoy;
    }
  }

  void describe(const Observation& figure, const Column& column, const RowFacts& facts,
                const CellNumber& number, HeldFigure& held) const {
    held.indicator = figure.key.indicator.known()
                         ? vocabulary_.catalogue.at(figure.key.indicator).id
                     : !column.unknown_words.empty()  ? column.unknown_words
                     : !facts.indicator_words.empty() ? facts.indicator_words
                                                      : labels_.group().indicator_words;
    held.period = figure.key.period.known() ? figure.key.period.to_string() : "";
    held.measure = std::string(id_of(figure.key.measure));
    const Unit unit = figure.unit.known()   ? figure.unit
                      : column.unit.known() ? column.unit
                                            : facts.unit;
    if (unit.known()) held.unit = std::string(unit.symbol());
    const GridCell& cell = cell_at(figure);
    if (number.kind == CellNumber::Kind::number && (cell.percent || cell.decimals > 0)) {
      held.value = figure.value().to_string();
    }
  }

  const GridCell& cell_at(const Observation& figure) const {
    const auto at =
        std::lower_bound(grid_.rows().begin(), grid_.rows().end(), figure.row,
                         [](const GridRow& r, std::uint32_t n) { return r.number < n; });
    return grid_.at(static_cast<std::size_t>(at - grid_.rows().begin()), figure.column - 1);
  }

  /// Holds what cannot be a figure yet; true when it did.
  bool problem(const RowFacts& facts, const Column& column, const Observation& figure,
               const HeldFigure& held) {
    if (!figure.key.place.known()) {
      const std::string name = !facts.place_name.empty() ? plain_label(facts.place_name)
                                                         : std::string(column.unknown_words);
      hold("unknown_place", place_message(name), held);
    } else if (!figure.key.indicator.known()) {
      hold("unknown_indicator", indicator_message(held.indicator), held);
    } else if (!figure.key.period.known()) {
      hold("unknown_period",
           {"时期不明；请用 --period 指定", "its period is not known; give it with --period"},
           held);
    } else if (!figure.unit.known() || !unit_fits(figure.unit, figure.key.measure,
                                                  vocabulary_.catalogue.at(figure.key.indicator))) {
      hold("bad_unit",
           {fmt::format("单位「{}」与指标不符", held.unit),
            fmt::format("the unit {} does not fit the indicator", held.unit)},
           held);
    } else {
      return false;
    }
    return true;
  }

  const Message& place_message(const std::string& name) {
    auto [at, fresh] = place_messages_.try_emplace(name);
    if (fresh) at->second = unknown_place(name, vocabulary_.places);
    return at->second;
  }
  const Message& indicator_message(const std::string& words) {
    auto [at, fresh] = indicator_messages_.try_emplace(words);
    if (fresh) at->second = unknown_indicator(words, vocabulary_.catalogue);
    return at->second;
  }

  void hold(std::string_view code, const Message& reason, const HeldFigure& figure) {
    for (Held& held : held_) {
      if (held.code != code) continue;
      held.figures.push_back(figure);
      return;
    }
    held_.push_back({std::string(code), reason, {figure}});
  }

  /// In January the month and the year to date are one figure printed twice.
  void add(const Observation& figure, const HeldFigure& held) {
    const auto [at, fresh] = seen_.try_emplace(figure.key, draft_.figures.size());
    if (fresh) {
      draft_.figures.push_back(figure);
      return;
    }
    const Observation& first = draft_.figures[at->second];
    if (agree(first, figure)) {
      ++draft_.counts.repeated;
      return;
    }
    const std::string name = cell_name(first.row, first.column);
    hold("repeated",
         {fmt::format("与 {} 是同一数据但数值不同", name),
          fmt::format("it is the same figure as {} with another value", name)},
         held);
  }

  static bool agree(const Observation& a, const Observation& b) {
    const auto first = interval_in(a.value(), a.unit, a.unit);
    const auto second = interval_in(b.value(), b.unit, a.unit);
    return first && second && num::meet(*first, *second) != num::Meeting::apart;
  }

  void hold_row(std::size_t row, const RowFacts& facts) {
    for (Held& held : held_) {
      HeldContext context;
      context.place = facts.place.known()         ? vocabulary_.places.at(facts.place).code
                      : !facts.place_name.empty() ? plain_label(facts.place_name)
                                                  : layout_.region;
      context.region = layout_.region;
      context.source = source_;
      draft_.held_figures += held.figures.size();
      context.figures = std::move(held.figures);
      draft_.held.push_back({grid_.rows()[row].number, std::move(held.code), std::move(held.reason),
                             grid_.texts(row), to_json(context)});
    }
  }

  void note_unit_assumed(const Indicator& indicator) {
    if (!assumed_.insert(indicator.id).second) return;
    draft_.notes.push_back(
        {fmt::format("表内没有写明「{}」的单位，按目录取为{}；若不对，请用 --unit", indicator.zh,
                     indicator.unit.symbol()),
         fmt::format("the sheet does not name the unit of {}; the catalogue's {} is taken; if "
                     "that is wrong, give --unit",
                     indicator.en, indicator.unit.info().en)});
  }

  const Grid& grid_;
  const Layout& layout_;
  const SheetContext& context_;
  const Vocabulary& vocabulary_;
  std::uint16_t source_index_;
  const Source& source_;
  RowReader labels_;
  IndicatorId table_indicator_;
  bool has_place_column_ = false;
  std::vector<ColumnIds> ids_;
  std::vector<std::size_t> headers_;
  std::vector<Held> held_;
  std::unordered_map<FigureKey, std::size_t, KeyHash> seen_;
  std::unordered_map<std::string, Message> place_messages_;
  std::unordered_map<std::string, Message> indicator_messages_;
  std::unordered_set<std::string> assumed_;
  Draft draft_;
};

}  // namespace

Draft draft_cross(const Grid& grid, const Layout& layout, const SheetContext& context,
                  std::uint16_t source_index, const Source& source) {
  return CrossDraft(grid, layout, context, source_index, source).run();
}

}  // namespace duibiao::intake
