#include "intake/tidy.h"

#include <fmt/core.h>

#include "intake/layout_text.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace duibiao::intake {
namespace {

constexpr std::size_t most_notes =
    20;  // more than anyone reads; a damaged file could make millions

/// The decimals column vouches for the print: «12.5» with 2 was printed 12.50, and spreadsheets
/// dropped the zero. Fewer decimals than digits that say something is a contradiction.
bool settle_decimals(std::string_view said, CellNumber& number) {
  if (said.empty()) return true;
  int wanted = 0;
  for (const char c : said) {
    if (c < '0' || c > '9' || wanted > 99) return false;
    wanted = wanted * 10 + (c - '0');
  }
  if (wanted > num::Decimal::max_scale) return false;
  constexpr std::int64_t most = 999'999'999'999'999'999;
  while (number.decimals < wanted) {
    if (number.mantissa > most / 10 || number.mantissa < -most / 10) return false;
    number.mantissa *= 10;
    ++number.decimals;
  }
  while (number.decimals > wanted) {
    if (number.mantissa % 10 != 0) return false;
    number.mantissa /= 10;
    --number.decimals;
  }
  return true;
}

}  // namespace

TidyReader::TidyReader(const Layout& layout, const SheetContext& context, FigureSink& sink,
                       const Source& source)
    : layout_(layout),
      context_(context),
      vocabulary_(*context.vocabulary),
      sink_(sink),
      source_(source),
      unit_noted_(context.vocabulary->catalogue.size(), false) {
  at_.fill(-1);
  for (const Column& column : layout.columns) {
    at_[static_cast<std::size_t>(column.role)] = static_cast<std::int32_t>(column.index) - 1;
  }
  if (const auto region = vocabulary_.places.by_code(layout.region)) region_ = *region;
  if (const auto id = vocabulary_.catalogue.by_id(layout.indicator)) {
    table_indicator_ = {*id, layout.measure, false};
  }
}

PlaceId TidyReader::place_of(const Row& row) {
  // A code says more than a name: districts of many cities share names.
  for (const Role role : {Role::place_code, Role::place}) {
    const std::string_view name = text(row, role);
    if (name.empty()) continue;
    const PlaceEntry& entry = places_.get(name, [&](std::string_view words) {
      if (const auto id = vocabulary_.places.by_code(words)) return PlaceEntry{*id};
      const auto id = vocabulary_.places.find(plain_label(words), region_);
      return PlaceEntry{id.value_or(PlaceId{})};
    });
    if (entry.id.known()) return entry.id;
  }
  const bool named = at_[static_cast<std::size_t>(Role::place)] >= 0 ||
                     at_[static_cast<std::size_t>(Role::place_code)] >= 0;
  return named ? PlaceId{} : region_;
}

const TidyReader::IndicatorEntry& TidyReader::indicator_of(const Row& row) {
  if (at_[static_cast<std::size_t>(Role::indicator)] < 0) return table_indicator_;
  return indicators_.get(text(row, Role::indicator), [&](std::string_view words) {
    const TidyIndicator read = read_tidy_indicator(text::trim(words), vocabulary_.catalogue);
    return IndicatorEntry{read.indicator, read.measure, false};
  });
}

Unit TidyReader::unit_of(const Row& row, Measure measure, const Indicator& indicator,
                         bool percent) {
  const std::string_view words = text(row, Role::unit);
  UnitHints hints;
  hints.percent_cell = percent;
  if (!words.empty()) {
    hints.column = units_.get(words, [](std::string_view said) {
      return Unit::find(plain_label(said)).value_or(Unit{});
    });
    if (!hints.column.known()) return {};
  }
  const UnitChoice choice =
      choose_unit(hints, measure, indicator, layout_, context_.overrides.units);
  const bool clash =
      hints.column.known() && choice.origin != Origin::header && choice.origin != Origin::given;
  if (clash) return {};
  assumed_ = choice.origin == Origin::catalogue && is_money(choice.unit.dimension());
  if (choice.origin == Origin::catalogue && !assumed_) note_unit_assumed(indicator);
  return choice.unit;
}

void TidyReader::note_unit_assumed(const Indicator& indicator) {
  const auto id = vocabulary_.catalogue.by_id(indicator.id);
  if (!id || unit_noted_[id->index]) return;
  unit_noted_[id->index] = true;
  if (notes_.size() >= most_notes) return;
  notes_.push_back(
      {fmt::format("表内没有写明「{}」的单位，按目录取为{}；若不对，请用 --unit", indicator.zh,
                   indicator.unit.symbol()),
       fmt::format("the sheet does not name the unit of {}; the catalogue's {} is taken; if that "
                   "is wrong, give --unit",
                   indicator.en, indicator.unit.info().en)});
}

ObsStatus TidyReader::status_of(std::string_view said) {
  return statuses_.get(said, [this](std::string_view words) {
    const auto known = find_status(text::trim(words));
    if (!known && notes_.size() < most_notes) {
      notes_.push_back({fmt::format("状态「{}」不认识，按正常数据读入", words),
                        fmt::format("unknown status “{}”; read as a normal figure", words)});
    }
    return known.value_or(ObsStatus::normal);
  });
}

Source TidyReader::source_named(std::string_view name, std::string_view sheet,
                                std::string_view released) const {
  Source source = source_;
  if (!name.empty()) {
    source.name = std::string(name);
    source.sheet = std::string(sheet);
  }
  if (const auto day = Date::parse(released); day && day->known()) source.released = *day;
  return source;
}

Result<std::uint16_t> TidyReader::source_of(const Row& row) {
  const std::string_view name = text(row, Role::source);
  const std::string_view sheet = text(row, Role::source_sheet);
  const std::string_view released = text(row, Role::released);
  if (name.empty() && released.empty()) {
    if (!table_source_) {
      const auto index = sink_.source(source_);
      if (!index) return index;
      table_source_ = *index;
    }
    return *table_source_;
  }
  std::optional<Error> failed;
  const auto ask = [&](std::string_view day) -> std::uint16_t {
    const auto index = sink_.source(source_named(name, sheet, day));
    if (!index) failed = index.error();
    return index.value_or(std::uint16_t{0});
  };
  const auto none = [](std::string_view) { return Memo<std::uint16_t>(); };
  auto& by_day = sheet.empty() ? sources_.get(name, none)
                               : sources_.get(fmt::format("{}\n{}", name, sheet), none);
  const std::uint16_t index = by_day.get(released, ask);
  if (failed) return tl::unexpected(*failed);
  return index;
}

std::optional<TidyReader::Reason> TidyReader::fill_value(const Row& row, const CellNumber& number,
                                                         Observation& figure) {
  const Catalogue& catalogue = vocabulary_.catalogue;
  figure.unit =
      unit_of(row, figure.key.measure, catalogue.at(figure.key.indicator), number.percent);
  if (figure.key.measure == Measure::level) {
    figure.key.indicator = in_currency(figure.key.indicator, figure.unit, catalogue);
  }
  const Indicator& indicator = catalogue.at(figure.key.indicator);
  if (!figure.unit.known() || !unit_fits(figure.unit, figure.key.measure, indicator)) {
    const std::string said(text(row, Role::unit));
    return Reason{"bad_unit",
                  {fmt::format("单位「{}」不认识或与指标不符", said),
                   fmt::format("the unit “{}” is unknown or does not fit the indicator", said)}};
  }
  CellNumber settled = number;
  if (!settle_decimals(text(row, Role::decimals), settled)) {
    return Reason{"bad_decimals",
                  {fmt::format("小数位「{}」与数值「{}」矛盾", text(row, Role::decimals),
                               text(row, Role::value)),
                   fmt::format("decimals “{}” contradict the value “{}”", text(row, Role::decimals),
                               text(row, Role::value))}};
  }
  figure.mantissa = settled.mantissa;
  figure.decimals = settled.decimals;
  return std::nullopt;
}

std::optional<TidyReader::Reason> TidyReader::fill(const Row& row, Observation& figure) {
  figure.key.place = place_of(row);
  const IndicatorEntry& indicator = indicator_of(row);
  figure.key.indicator = indicator.id;
  figure.key.measure = indicator.measure.value_or(Measure::level);
  if (const std::string_view said = text(row, Role::measure); !said.empty()) {
    const auto& measure =
        measures_.get(said, [](std::string_view words) { return find_measure(words); });
    if (!measure) {
      return Reason{
          "unknown_measure",
          {fmt::format("计量「{}」不认识", said), fmt::format("unknown measure “{}”", said)}};
    }
    figure.key.measure = *measure;
  }
  figure.key.period = layout_.period;
  if (const std::string_view said = text(row, Role::period); !said.empty()) {
    figure.key.period = periods_.get(said, [](std::string_view words) {
      const auto period = Period::parse(words);
      return period ? period->canonical() : Period{};
    });
  } else if (layout_.period.known()) {
    figure.key.period = layout_.period.canonical();
  }
  if (!figure.key.place.known()) {
    const std::string_view name = text(row, Role::place);
    const std::string_view shown = name.empty() ? text(row, Role::place_code) : name;
    return Reason{"unknown_place", unknown_.get(shown, [&](std::string_view words) {
                    return unknown_place(words, vocabulary_.places);
                  })};
  }
  if (!figure.key.indicator.known()) {
    return Reason{"unknown_indicator",
                  unknown_.get(text(row, Role::indicator), [&](std::string_view words) {
                    return unknown_indicator(words, vocabulary_.catalogue);
                  })};
  }
  if (!figure.key.period.known()) {
    return Reason{"unknown_period",
                  {fmt::format("时期「{}」不认识", text(row, Role::period)),
                   fmt::format("the period “{}” is not understood", text(row, Role::period))}};
  }
  return std::nullopt;
}

Result<TidyReader::Outcome> TidyReader::read(const Row& row, Observation& figure, HeldCells& held) {
  const std::int32_t value_at = at_[static_cast<std::size_t>(Role::value)];
  const auto at = static_cast<std::size_t>(value_at);
  const Cell* cell = value_at >= 0 && at < row.cells.size() ? &row.cells[at] : nullptr;
  if (cell == nullptr || cell->kind == CellKind::empty || cell->text.empty()) {
    for (const Cell& other : row.cells) {
      if (!other.text.empty()) return Outcome::missing;
    }
    return Outcome::blank;
  }
  const bool exact = at_[static_cast<std::size_t>(Role::decimals)] >= 0;
  const CellNumber number = read_value(cell->text, cell->percent && cell->kind == CellKind::number,
                                       exact, cell->decimals);
  if (number.kind == CellNumber::Kind::missing) return Outcome::missing;
  assumed_ = false;
  figure = Observation{};
  figure.row = row.number;
  figure.column = static_cast<std::uint32_t>(at) + 1;
  std::optional<Reason> reason = fill(row, figure);
  if (number.kind == CellNumber::Kind::bad) {
    reason = Reason{"bad_number", bad_number(cell->text, cell_name(row.number, figure.column))};
  }
  if (!reason) reason = fill_value(row, number, figure);
  if (reason) {
    hold(row, *reason, held);
    return Outcome::held;
  }
  if (const std::string_view said = text(row, Role::status); !said.empty()) {
    figure.status = status_of(said);
  }
  const auto source = source_of(row);
  if (!source) return tl::unexpected(source.error());
  figure.source = *source;
  return Outcome::figure;
}

void TidyReader::hold(const Row& row, const Reason& reason, HeldCells& held) {
  held = {};
  held.row = row.number;
  held.reason_code = std::string(reason.code);
  held.reason = reason.message;
  for (const Cell& cell : row.cells) held.cells.emplace_back(cell.text);
  HeldContext context;
  const std::string_view code = text(row, Role::place_code);
  const std::string_view name = text(row, Role::place);
  const bool by_code = vocabulary_.places.by_code(code).has_value();
  context.place = std::string(by_code || name.empty() ? code : name);
  if (code.empty() && name.empty()) context.place = layout_.region;
  context.region = layout_.region;
  context.source = source_named(text(row, Role::source), text(row, Role::source_sheet),
                                text(row, Role::released));
  HeldFigure figure;
  figure.column = static_cast<std::uint32_t>(at_[static_cast<std::size_t>(Role::value)]) + 1;
  const bool has_indicator = at_[static_cast<std::size_t>(Role::indicator)] >= 0;
  figure.indicator = has_indicator ? std::string(text(row, Role::indicator)) : layout_.indicator;
  const std::string_view period = text(row, Role::period);
  figure.period =
      period.empty() && layout_.period.known() ? layout_.period.to_string() : std::string(period);
  figure.measure = std::string(text(row, Role::measure));
  figure.unit = std::string(text(row, Role::unit));
  // With a decimals column every digit counts; the retry must not take them for noise. Nor does it
  // know the number format.
  const auto at = static_cast<std::size_t>(figure.column - 1);
  const Cell cell = at < row.cells.size() ? row.cells[at] : Cell{};
  if (at_[static_cast<std::size_t>(Role::decimals)] >= 0 || cell.decimals > 0) {
    CellNumber number = read_value(cell.text, cell.percent, true, cell.decimals);
    if (number.kind == CellNumber::Kind::number &&
        settle_decimals(text(row, Role::decimals), number)) {
      figure.value = num::Decimal::of(number.mantissa, number.decimals).to_string();
    }
  }
  context.figures.push_back(std::move(figure));
  held.context = to_json(context);
}

std::vector<std::string> TidyReader::cells_of(const Observation& figure) const {
  std::vector<std::string> cells;
  const Place& place = vocabulary_.places.at(figure.key.place);
  for (const Column& column : layout_.columns) {
    if (cells.size() < column.index) cells.resize(column.index);
    std::string& cell = cells[column.index - 1];
    switch (column.role) {
      case Role::place_code:
        cell = place.code;
        break;
      case Role::place:
        cell = place.zh;
        break;
      case Role::indicator:
        cell = vocabulary_.catalogue.at(figure.key.indicator).id;
        break;
      case Role::period:
        cell = figure.key.period.to_string();
        break;
      case Role::measure:
        cell = id_of(figure.key.measure);
        break;
      case Role::value:
        cell = figure.value().to_string();
        break;
      case Role::unit:
        cell = figure.unit.symbol();
        break;
      default:
        break;
    }
  }
  return cells;
}

}  // namespace duibiao::intake
