#include "intake/recognise.h"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "intake/recognise_parts.h"

namespace duibiao::intake {
namespace {

bool any_value(const Layout& layout, bool (*holds)(const Column&)) {
  return std::any_of(layout.columns.begin(), layout.columns.end(),
                     [&](const Column& c) { return c.role == Role::value && holds(c); });
}

bool has_period_of(const Layout& layout, PeriodRule::Kind kind) {
  return std::any_of(layout.columns.begin(), layout.columns.end(), [&](const Column& c) {
    return c.role == Role::value && c.period && c.period->kind == kind;
  });
}

/// 杭州海关's sheet: 收发货人所在地 with «当期…» columns. The word means the year to date there:
/// its July «当期» for Wenzhou equals «1至7月» of the national sheet.
bool is_provincial_customs(const Layout& layout) {
  const Column* place = layout.first_of(Role::place);
  if (place == nullptr || place->header.find("收发货人所在地") == std::string::npos) return false;
  bool current = false;
  for (const Column& column : layout.columns) {
    if (column.role != Role::value) continue;
    const bool level = column.measure.value_or(Measure::level) == Measure::level;
    if (level && !column.header.starts_with("当期")) return false;
    current = current || level;
  }
  return current;
}

void settle_provincial_customs(Layout& layout) {
  layout.kind = "customs-provincial";
  for (Column& column : layout.columns) {
    if (column.role != Role::value || column.period) continue;
    column.period = PeriodRule{PeriodRule::Kind::to_date, {}, 0};
    column.period_from = {Origin::sheet_form, ""};
  }
  layout.notes.push_back(
      {"此表为海关分地市表：「当期」按年初累计理解，同比为累计同比",
       "this is a customs table by city: its “当期” is taken as the year to date, and its growth "
       "as that of the year to date"});
}

std::string kind_of(const Layout& layout, bool groups) {
  const bool by_place =
      layout.first_of(Role::place) != nullptr || layout.first_of(Role::place_code) != nullptr;
  const bool by_indicator = layout.first_of(Role::indicator) != nullptr;
  const bool by_period = layout.first_of(Role::period) != nullptr;
  const bool indicators = any_value(layout, [](const Column& c) { return !c.indicator.empty(); });
  const bool places = any_value(layout, [](const Column& c) { return !c.place.empty(); });
  const Column* place = layout.first_of(Role::place);
  if (place != nullptr && place->header.find("收发货人所在地") != std::string::npos &&
      has_period_of(layout, PeriodRule::Kind::month) &&
      has_period_of(layout, PeriodRule::Kind::to_date)) {
    return "customs-national";
  }
  if (groups) return "yearbook";
  if (by_indicator) return places ? "indicator-by-place" : "indicator-by-period";
  if (by_place) return indicators || by_period ? "place-by-indicator" : "place-by-period";
  return by_period ? "period-by-indicator" : "place-by-indicator";
}

/// The national sheet names its unit above the growth columns only.
void note_unit_place(Layout& layout) {
  for (const TableUnit& declared : layout.units) {
    const bool money =
        declared.unit.dimension() == Dimension::cny || declared.unit.dimension() == Dimension::usd;
    if (layout.kind != "customs-national" || !money || declared.from.cell.empty()) continue;
    layout.notes.push_back({fmt::format("单位「{}」只写在 {}，用于所有金额列",
                                        declared.unit.symbol(), declared.from.cell),
                            fmt::format("the unit {} stands only in {}; it is used for all amounts",
                                        declared.unit.info().en, declared.from.cell)});
  }
}

void note_month_assumed(Layout& layout) {
  const bool from_name = layout.period_from.origin == Origin::file_name ||
                         layout.period_from.origin == Origin::sheet_name;
  if (!from_name || !layout.period.is_single_month() || layout.period.last_month() == 1) return;
  const bool assumed = any_value(layout, [](const Column& c) {
    return !c.period && c.measure.value_or(Measure::level) == Measure::level;
  });
  if (!assumed || layout.first_of(Role::period) != nullptr) return;
  layout.notes.push_back(
      {fmt::format("列中没有「当月」或「累计」字样，按单月 {} 理解；若为累计，请用 --period {}",
                   layout.period.to_string(), layout.period.to_date_through()->to_string()),
       fmt::format("no column says month or cumulative; the figures are taken as those of the "
                   "single month {}; if they are cumulative, give --period {}",
                   layout.period.to_string(), layout.period.to_date_through()->to_string())});
}

void set_rows(const Grid& grid, const Frame& frame, Layout& layout) {
  for (const std::size_t row : frame.headers) layout.header_rows.push_back(grid.rows()[row].number);
  layout.first_data_row = grid.rows()[frame.first_data].number;
}

/// Columns of a tidy table from its header row; nothing when this is not one.
std::optional<std::vector<Column>> tidy_columns(const GridRow& row) {
  std::vector<Column> columns;
  std::set<Role> roles;
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    Column column;
    column.index = static_cast<std::uint32_t>(c) + 1;
    column.header = row.cells[c].text;
    const auto role = tidy_role(column.header);
    if (role && !roles.insert(*role).second) return std::nullopt;
    column.role = role.value_or(Role::ignore);
    columns.push_back(std::move(column));
  }
  const bool place = roles.contains(Role::place) || roles.contains(Role::place_code);
  const int keys = (place ? 1 : 0) + (roles.contains(Role::indicator) ? 1 : 0) +
                   (roles.contains(Role::period) ? 1 : 0);
  if (!roles.contains(Role::value) || keys < 2) return std::nullopt;
  return columns;
}

Status check_names(const Layout& layout, const SheetContext& context) {
  const auto bad = [](std::string_view what_zh, std::string_view what_en, std::string_view name) {
    return fail(ErrorCode::bad_layout,
                {fmt::format("版式中的{}「{}」不认识", what_zh, name),
                 fmt::format("the layout names the unknown {} “{}”", what_en, name)},
                {"用 duibiao indicators、duibiao places 查代码",
                 "look names up with `duibiao indicators` and `duibiao places`"});
  };
  const auto& catalogue = context.vocabulary->catalogue;
  const auto& places = context.vocabulary->places;
  if (!layout.indicator.empty() && !catalogue.by_id(layout.indicator)) {
    return bad("指标", "indicator", layout.indicator);
  }
  if (!layout.region.empty() && !places.by_code(layout.region)) {
    return bad("地区", "place", layout.region);
  }
  for (const Column& column : layout.columns) {
    if (!column.indicator.empty() && !catalogue.by_id(column.indicator)) {
      return bad("指标", "indicator", column.indicator);
    }
    if (!column.place.empty() && !places.by_code(column.place)) {
      return bad("地区", "place", column.place);
    }
  }
  return {};
}

/// Header words without digits: next month's sheet says «8月» where this one says «7月».
std::string without_digits(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && (c < '0' || c > '9')) out += c;
  }
  return out;
}

/// A layout for other columns than the sheet has would read exports as imports: refused.
Status check_headers(const Layout& layout, const Grid& head) {
  Frame frame;
  for (std::size_t row = 0; row < head.rows().size(); ++row) {
    const auto& rows = layout.header_rows;
    const std::uint32_t number = head.rows()[row].number;
    if (std::find(rows.begin(), rows.end(), number) != rows.end()) frame.headers.push_back(row);
  }
  if (frame.headers.empty()) return {};
  for (const Column& column : layout.columns) {
    // The columns of an SDMX message come in the order in which it names its components.
    const bool fixed = column.role == Role::value || layout.kind == "sdmx";
    if (!fixed || column.header.empty()) continue;
    std::string header;
    for (const HeaderCell& cell : header_cells(head, frame, column.index - 1)) {
      if (!header.empty()) header += ' ';
      header += cell.text;
    }
    if (without_digits(header) == without_digits(plain_label(column.header))) continue;
    const std::string name = column_name(column.index);
    return fail(ErrorCode::bad_layout,
                {fmt::format("版式与表不符：{}列的表头是「{}」，版式写的是「{}」", name, header,
                             column.header),
                 fmt::format("the layout does not fit the sheet: column {} is headed “{}”, the "
                             "layout says “{}”",
                             name, header, column.header)},
                {"请用此表另存版式(--save-layout),或删去版式中的 header",
                 "save a layout from this sheet (--save-layout), or remove “header” from it"});
  }
  return {};
}

bool is_of_sheet(const From& from) {
  return from.origin == Origin::title || from.origin == Origin::file_name ||
         from.origin == Origin::sheet_name || from.origin == Origin::unit_row ||
         from.origin == Origin::footer;
}

}  // namespace

void keep_only_lacking(Layout& layout) {
  if (layout.first_of(Role::period) != nullptr && layout.period_from.origin != Origin::given) {
    layout.period = {};
    layout.period_from = {};
    layout.notes.clear();
  }
  const bool placed = layout.first_of(Role::place) || layout.first_of(Role::place_code);
  if (placed && layout.region_from.origin != Origin::given) {
    layout.region.clear();
    layout.region_from = {};
  }
  if (layout.first_of(Role::indicator) != nullptr) {
    layout.indicator.clear();
    layout.indicator_from = {};
  }
}

std::optional<Layout> recognise_tidy(const Grid& head, const SheetContext& context) {
  for (std::size_t row = 0; row < head.rows().size(); ++row) {
    auto columns = tidy_columns(head.rows()[row]);
    if (!columns) continue;
    Layout layout;
    layout.kind = "tidy";
    layout.columns = std::move(*columns);
    layout.header_rows = {head.rows()[row].number};
    layout.first_data_row = head.rows()[row].number + 1;
    Frame frame;
    for (std::size_t above = 0; above < row; ++above) frame.titles.push_back(above);
    find_facts(head, frame, context, layout);
    keep_only_lacking(layout);
    return layout;
  }
  return std::nullopt;
}

Recognised recognise_cross(Grid& grid, std::span<const Merge> merges, const SheetContext& context) {
  Recognised out;
  if (grid.rows().empty()) {
    out.why_not = {"是空表", "it is empty"};
    return out;
  }
  Frame frame = find_frame(grid);
  if (!frame.why_not.zh.empty()) {
    out.why_not = frame.why_not;
    return out;
  }
  if (!merges.empty()) {
    grid.fill_merged(merges, frame.first_data, 0);
    frame = find_frame(grid);
    if (!frame.why_not.zh.empty()) {
      out.why_not = frame.why_not;
      return out;
    }
  }
  Layout layout;
  find_facts(grid, frame, context, layout);
  infer_region(grid, frame, context, layout);
  find_columns(grid, frame, context, layout);
  const Column* value = layout.first_of(Role::value);
  if (value == nullptr) {
    out.why_not = {"没有找到数值列", "it has no column of figures"};
    return out;
  }
  grid.fill_merged(merges, frame.first_data, value->index - 1);
  set_rows(grid, frame, layout);
  if (is_provincial_customs(layout)) {
    settle_provincial_customs(layout);
  } else {
    layout.kind = kind_of(layout, frame.has_groups);
  }
  note_unit_place(layout);
  note_month_assumed(layout);
  out.layout = std::move(layout);
  return out;
}

Result<Layout> fit_layout(const Layout& given, const Grid& head, const SheetContext& context) {
  if (const auto status = check_names(given, context); !status) {
    return tl::unexpected(status.error());
  }
  if (const auto status = check_headers(given, head); !status) {
    return tl::unexpected(status.error());
  }
  Layout layout = given;
  Layout fresh;
  Frame frame = find_frame(head);
  std::erase_if(frame.titles, [&](std::size_t row) {
    return !given.header_rows.empty() && head.rows()[row].number >= given.header_rows.front();
  });
  find_facts(head, frame, context, fresh);
  if (fresh.period_from.origin == Origin::given || is_of_sheet(layout.period_from)) {
    if (!fresh.period.known()) {
      return fail(ErrorCode::bad_layout,
                  {"版式要从标题或文件名取时期，但这里没有写",
                   "the layout takes the period from the "
                   "title or the file's name, but neither says one"},
                  {"请用 --period 指定", "give it with --period"});
    }
    layout.period = fresh.period;
    layout.period_from = fresh.period_from;
    layout.notes.insert(layout.notes.end(), fresh.notes.begin(), fresh.notes.end());
  }
  const bool fresh_region = !fresh.region.empty() && is_of_sheet(layout.region_from);
  if (fresh.region_from.origin == Origin::given || fresh_region) {
    layout.region = fresh.region;
    layout.region_from = fresh.region_from;
  }
  if (fresh.released.known()) {
    layout.released = fresh.released;
    layout.released_from = fresh.released_from;
  }
  if (!fresh.source.empty()) layout.source = fresh.source;
  std::vector<TableUnit> units;
  for (const TableUnit& found : fresh.units) {
    if (found.from.origin == Origin::given) units.push_back(found);
  }
  for (TableUnit stated : layout.units) {
    const TableUnit* now = fresh.unit_of(stated.unit.dimension());
    if (now != nullptr && is_of_sheet(stated.from)) stated = *now;
    units.push_back(stated);
  }
  layout.units = std::move(units);
  return layout;
}

}  // namespace duibiao::intake
