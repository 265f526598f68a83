#include "intake/layout.h"

#include <fmt/core.h>
#include <algorithm>
#include <array>

#include "intake/table.h"

namespace duibiao::intake {
namespace {

template <class Enum>
struct Name {
  Enum value;
  std::string_view id;
};

constexpr std::array<Name<Role>, role_count> role_ids = {{
    {Role::ignore, "ignore"},
    {Role::place, "place"},
    {Role::place_code, "place_code"},
    {Role::indicator, "indicator"},
    {Role::period, "period"},
    {Role::measure, "measure"},
    {Role::value, "value"},
    {Role::unit, "unit"},
    {Role::decimals, "decimals"},
    {Role::status, "status"},
    {Role::source, "source"},
    {Role::released, "released"},
    {Role::note, "note"},
    {Role::frequency, "frequency"},
    {Role::transformation, "transformation"},
    {Role::unit_mult, "unit_mult"},
    {Role::dimension, "dimension"},
    {Role::action, "action"},
    {Role::label, "label"},
    {Role::source_sheet, "source_sheet"},
}};

struct OriginName {
  Origin value;
  std::string_view id;
  std::string_view zh;
  std::string_view en;
};

constexpr std::array<OriginName, 14> origin_ids = {{
    {Origin::none, "none", "未知", "unknown"},
    {Origin::given, "given", "用户指定", "given by the user"},
    {Origin::header, "header", "表头", "header cell"},
    {Origin::left, "left", "左侧列", "the column on its left"},
    {Origin::row_label, "row_label", "行标题", "row label"},
    {Origin::group_row, "group_row", "分组行", "group row"},
    {Origin::title, "title", "标题", "title"},
    {Origin::unit_row, "unit_row", "单位行", "unit row"},
    {Origin::footer, "footer", "表尾", "footer"},
    {Origin::file_name, "file_name", "文件名", "file name"},
    {Origin::sheet_name, "sheet_name", "工作表名", "sheet name"},
    {Origin::sheet_form, "sheet_form", "此类表的惯例", "this form of sheet"},
    {Origin::places, "places", "表内各地的共同上级", "common parent of the places listed"},
    {Origin::catalogue, "catalogue", "指标目录", "indicator catalogue"},
}};

constexpr std::array<std::string_view, role_count> role_zh = {"不用",
                                                              "地区",
                                                              "地区代码",
                                                              "指标",
                                                              "时期",
                                                              "计量",
                                                              "数值",
                                                              "单位",
                                                              "小数位",
                                                              "状态",
                                                              "来源",
                                                              "发布日期",
                                                              "备注",
                                                              "频率",
                                                              "变换",
                                                              "单位的数量级(10 的幂)",
                                                              "区分序列的其他维度",
                                                              "操作",
                                                              "代码的名称",
                                                              "来源工作表"};

/// Whether columns are about figures of their own; in long tables each row says it all.
bool is_cross(const Layout& layout) { return layout.kind != "tidy" && layout.kind != "sdmx"; }

std::string with_origin(const From& from, bool zh) {
  const Message said = describe(from);
  return zh ? fmt::format("({})", said.zh) : fmt::format(" ({})", said.en);
}

Message period_words(const PeriodRule& rule) {
  Message out;
  switch (rule.kind) {
    case PeriodRule::Kind::table:
      out = {"表的时期", "the table's period"};
      break;
    case PeriodRule::Kind::month:
      out = {"当月", "the month"};
      break;
    case PeriodRule::Kind::to_date:
      out = {"年初累计", "year to date"};
      break;
    case PeriodRule::Kind::fixed:
      out = {rule.fixed.display_zh(), rule.fixed.display_en()};
      break;
  }
  if (rule.years_before > 0) {
    out.zh += ",上年同期";
    out.en += ", a year before";
  }
  return out;
}

void add(Message& line, const std::string& zh, const std::string& en) {
  line.zh += (line.zh.ends_with(':') ? "" : ";") + zh;
  line.en += (line.en.ends_with(": ") ? "" : "; ") + en;
}

Message value_line(const Column& column, const Layout& layout, const Vocabulary& vocabulary) {
  const std::string name = column_name(column.index);
  Message line{fmt::format("{}列「{}」：", name, column.header),
               fmt::format("column {} “{}”: ", name, column.header)};
  if (const auto id = vocabulary.catalogue.by_id(column.indicator)) {
    const Indicator& indicator = vocabulary.catalogue.at(*id);
    add(line, indicator.zh + with_origin(column.indicator_from, true),
        indicator.en + with_origin(column.indicator_from, false));
  } else if (!column.unknown_words.empty()) {
    add(line, fmt::format("指标「{}」不认识，数据将暂存", column.unknown_words),
        fmt::format("unknown indicator “{}”, its figures will be held", column.unknown_words));
  }
  if (const auto place = vocabulary.places.by_code(column.place)) {
    add(line, vocabulary.places.at(*place).zh, vocabulary.places.at(*place).en);
  }
  if (column.measure) {
    add(line, std::string(zh_of(*column.measure)), std::string(en_of(*column.measure)));
  }
  if (column.period) {
    const Message words = period_words(*column.period);
    const Period meant = apply(*column.period, layout.period);
    const bool shown = meant.known() && column.period->kind != PeriodRule::Kind::fixed;
    add(line,
        words.zh + (shown ? " " + meant.display_zh() : "") + with_origin(column.period_from, true),
        words.en + (shown ? " " + meant.display_en() : "") +
            with_origin(column.period_from, false));
  }
  if (column.unit.known()) {
    add(line, std::string(column.unit.symbol()) + with_origin(column.unit_from, true),
        std::string(column.unit.info().en) + with_origin(column.unit_from, false));
  }
  return line;
}

void describe_table(const Layout& layout, const Vocabulary& vocabulary,
                    std::vector<Message>& lines) {
  lines.push_back({fmt::format("版式：{}", layout.kind), fmt::format("layout: {}", layout.kind)});
  if (layout.period.known()) {
    lines.push_back(
        {"时期：" + layout.period.display_zh() + with_origin(layout.period_from, true),
         "period: " + layout.period.display_en() + with_origin(layout.period_from, false)});
  }
  if (const auto place = vocabulary.places.by_code(layout.region)) {
    lines.push_back(
        {"范围：" + vocabulary.places.at(*place).zh + with_origin(layout.region_from, true),
         "region: " + vocabulary.places.at(*place).en + with_origin(layout.region_from, false)});
  }
  for (const TableUnit& declared : layout.units) {
    lines.push_back(
        {fmt::format("单位：{}", declared.unit.symbol()) + with_origin(declared.from, true),
         fmt::format("unit: {}", declared.unit.info().en) + with_origin(declared.from, false)});
  }
  if (layout.released.known()) {
    lines.push_back(
        {"发布日期：" + layout.released.to_string(), "released: " + layout.released.to_string()});
  }
}

}  // namespace

std::string_view id_of(Role role) {
  for (const auto& name : role_ids) {
    if (name.value == role) return name.id;
  }
  return "ignore";
}

std::optional<Role> find_role(std::string_view id) {
  for (const auto& name : role_ids) {
    if (name.id == id) return name.value;
  }
  return std::nullopt;
}

std::string_view id_of(Origin origin) {
  for (const auto& name : origin_ids) {
    if (name.value == origin) return name.id;
  }
  return "none";
}

std::optional<Origin> find_origin(std::string_view id) {
  for (const auto& name : origin_ids) {
    if (name.id == id) return name.value;
  }
  return std::nullopt;
}

Message describe(const From& from) {
  for (const auto& name : origin_ids) {
    if (name.value != from.origin) continue;
    Message out{std::string(name.zh), std::string(name.en)};
    if (!from.cell.empty()) {
      out.zh += " " + from.cell;
      out.en += " " + from.cell;
    }
    return out;
  }
  return {};
}

Period apply(const PeriodRule& rule, const Period& table) {
  std::optional<Period> period;
  switch (rule.kind) {
    case PeriodRule::Kind::table:
      period = table;
      break;
    case PeriodRule::Kind::month:
      period = table.known() ? table.final_month() : std::nullopt;
      break;
    case PeriodRule::Kind::to_date:
      period = table.known() ? table.to_date_through() : std::nullopt;
      break;
    case PeriodRule::Kind::fixed:
      period = rule.fixed;
      break;
  }
  if (period && period->known() && rule.years_before > 0) {
    period = period->year_before(rule.years_before);
  }
  return period.value_or(Period{});
}

std::string column_name(std::uint32_t column) {
  const std::string cell = cell_name(1, column);
  return cell.substr(0, cell.size() - 1);
}

const TableUnit* Layout::unit_of(Dimension dimension) const {
  for (const TableUnit& declared : units) {
    if (declared.unit.dimension() == dimension) return &declared;
  }
  return nullptr;
}

const Column* Layout::first_of(Role role) const {
  for (const Column& column : columns) {
    if (column.role == role) return &column;
  }
  return nullptr;
}

std::vector<Message> describe(const Layout& layout, const Vocabulary& vocabulary) {
  std::vector<Message> lines;
  describe_table(layout, vocabulary, lines);
  for (const Column& column : layout.columns) {
    if (column.role == Role::ignore) continue;
    if (column.role == Role::value && is_cross(layout)) {
      lines.push_back(value_line(column, layout, vocabulary));
      continue;
    }
    const std::string name = column_name(column.index);
    lines.push_back({fmt::format("{}列「{}」：{}", name, column.header,
                                 role_zh[static_cast<std::size_t>(column.role)]),
                     fmt::format("column {} “{}”: {}", name, column.header, id_of(column.role))});
  }
  lines.insert(lines.end(), layout.notes.begin(), layout.notes.end());
  return lines;
}

}  // namespace duibiao::intake
