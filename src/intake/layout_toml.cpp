#include <fmt/core.h>
#include <toml++/toml.h>
#include <algorithm>
#include <functional>
#include <set>

#include "intake/layout.h"
#include "intake/table.h"
#include "text/utf8.h"

namespace duibiao::intake {
namespace {

/// A TOML basic string. Ill-formed bytes (names of files may hold any) become U+FFFD.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const text::CodePoint c : text::code_points(text)) {
    if (c.value == U'"' || c.value == U'\\') {
      out += '\\';
      out += static_cast<char>(c.value);
    } else if (c.value < 0x20 || c.value == 0x7F) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(c.value));
    } else {
      text::append_utf8(out, c.value);
    }
  }
  return out + '"';
}

std::string origin_text(const From& from) {
  std::string text(id_of(from.origin));
  if (!from.cell.empty()) text += " " + from.cell;
  return text;
}

From origin_of(std::string_view text) {
  const std::size_t space = text.find(' ');
  From from;
  from.origin = find_origin(text.substr(0, space)).value_or(Origin::none);
  if (space != text.npos) from.cell = std::string(text.substr(space + 1));
  return from;
}

std::string rule_text(const PeriodRule& rule) {
  std::string text;
  switch (rule.kind) {
    case PeriodRule::Kind::table:
      text = "table";
      break;
    case PeriodRule::Kind::month:
      text = "month";
      break;
    case PeriodRule::Kind::to_date:
      text = "to_date";
      break;
    case PeriodRule::Kind::fixed:
      text = rule.fixed.to_string();
      break;
  }
  if (rule.years_before > 0) text += fmt::format(" -{}y", rule.years_before);
  return text;
}

std::optional<PeriodRule> rule_of(std::string_view text) {
  PeriodRule rule;
  const std::size_t space = text.find(" -");
  if (space != text.npos) {
    const std::string_view years = text.substr(space + 2);
    if (years.size() != 2 || years[0] < '1' || years[0] > '9' || years[1] != 'y') return {};
    rule.years_before = years[0] - '0';
    text = text.substr(0, space);
  }
  if (text == "table") {
    rule.kind = PeriodRule::Kind::table;
  } else if (text == "month") {
    rule.kind = PeriodRule::Kind::month;
  } else if (text == "to_date") {
    rule.kind = PeriodRule::Kind::to_date;
  } else {
    const auto period = Period::parse(text);
    if (!period || !period->known()) return std::nullopt;
    rule.kind = PeriodRule::Kind::fixed;
    rule.fixed = *period;
  }
  return rule;
}

void put(std::string& out, std::string_view key, std::string_view value) {
  if (!value.empty()) out += fmt::format("{} = {}\n", key, quoted(value));
}

void put_from(std::string& out, std::string_view key, const From& from) {
  if (from.origin != Origin::none) put(out, key, origin_text(from));
}

void put_column(std::string& out, const Column& column) {
  out += fmt::format("\n[[column]]\nindex = {}\n", column.index);
  put(out, "role", id_of(column.role));
  put(out, "header", column.header);
  put(out, "indicator", column.indicator);
  put_from(out, "indicator_from", column.indicator_from);
  put(out, "unknown_words", column.unknown_words);
  put(out, "place", column.place);
  put_from(out, "place_from", column.place_from);
  if (column.measure) put(out, "measure", id_of(*column.measure));
  put_from(out, "measure_from", column.measure_from);
  if (column.period) put(out, "period", rule_text(*column.period));
  put_from(out, "period_from", column.period_from);
  if (column.unit.known()) put(out, "unit", column.unit.symbol());
  put_from(out, "unit_from", column.unit_from);
}

/// Reads one table strictly: every key must be asked for, or it is an error.
class Reader {
 public:
  Reader(const toml::table& table, std::string_view file, std::optional<Error>& error)
      : table_(table), file_(file), error_(error) {}

  std::string text(std::string_view key) {
    const toml::node* node = take(key);
    if (node == nullptr) return {};
    if (const auto value = node->value<std::string>(); value && node->is_string()) return *value;
    complain(*node, fmt::format("「{}」应为字符串", key),
             fmt::format("“{}” must be a string", key));
    return {};
  }

  std::uint32_t number(std::string_view key, std::uint32_t most) {
    const toml::node* node = take(key);
    return node == nullptr ? 0 : number_of(*node, key, most);
  }

  std::vector<std::uint32_t> numbers(std::string_view key, std::uint32_t most) {
    std::vector<std::uint32_t> out;
    const toml::node* node = take(key);
    if (node == nullptr) return out;
    if (!node->is_array()) {
      complain(*node, fmt::format("「{}」应为整数数组", key),
               fmt::format("“{}” must be an array of whole numbers", key));
      return out;
    }
    for (const toml::node& item : *node->as_array()) out.push_back(number_of(item, key, most));
    return out;
  }

  From from(std::string_view key) {
    const std::string said = text(key);
    if (said.empty()) return {};
    const From out = origin_of(said);
    if (out.origin == Origin::none && !said.starts_with("none")) bad_word(key, said);
    return out;
  }

  /// A word turned into a value by `find`; an unknown word is an error.
  template <class Find>
  auto word(std::string_view key, Find find) -> decltype(find(std::string_view{})) {
    const std::string said = text(key);
    if (said.empty()) return {};
    auto value = find(said);
    if (!value) bad_word(key, said);
    return value;
  }

  void array(std::string_view key, const std::function<void(const toml::table&)>& each) {
    const toml::node* node = take(key);
    if (node == nullptr) return;
    if (!node->is_array_of_tables()) {
      complain(*node, fmt::format("「{}」应写成 [[{}]]", key, key),
               fmt::format("“{}” must be written [[{}]]", key, key));
      return;
    }
    for (const toml::node& item : *node->as_array()) each(*item.as_table());
  }

  void finish() {
    for (const auto& [key, node] : table_) {
      if (asked_.contains(key.str())) continue;
      complain(node, fmt::format("不认识的键「{}」", key.str()),
               fmt::format("unknown key “{}”", key.str()));
    }
  }

  void complain(const toml::node& node, const std::string& zh, const std::string& en) {
    if (error_) return;
    Error error;
    error.code = ErrorCode::bad_layout;
    error.message = {"版式文件有误：" + zh, "the layout file is wrong: " + en};
    error.advice = {"用 --save-layout 存一份样例对照，或见 docs/layouts.md",
                    "compare with one written by --save-layout, or see docs/layouts.md"};
    error.where.file = std::string(file_);
    error.where.line = node.source().begin.line;
    error.where.column = node.source().begin.column;
    error_ = std::move(error);
  }

  const toml::table& table() const { return table_; }

 private:
  const toml::node* take(std::string_view key) {
    asked_.insert(std::string(key));
    return table_.get(key);
  }

  std::uint32_t number_of(const toml::node& node, std::string_view key, std::uint32_t most) {
    const auto value = node.value<std::int64_t>();
    if (node.is_integer() && value && *value >= 0 && *value <= most) {
      return static_cast<std::uint32_t>(*value);
    }
    complain(node, fmt::format("「{}」应为 0 到 {} 的整数", key, most),
             fmt::format("“{}” must be a whole number from 0 to {}", key, most));
    return 0;
  }

  void bad_word(std::string_view key, const std::string& said) {
    complain(*table_.get(key), fmt::format("「{}」的值「{}」不认识", key, said),
             fmt::format("“{}” has the unknown value “{}”", key, said));
  }

  const toml::table& table_;
  std::string_view file_;
  std::optional<Error>& error_;
  std::set<std::string, std::less<>> asked_;
};

std::optional<Period> period_of(std::string_view text) {
  const auto period = Period::parse(text);
  return period && period->known() ? std::optional(*period) : std::nullopt;
}

std::optional<Date> date_of(std::string_view text) {
  const auto date = Date::parse(text);
  return date ? std::optional(*date) : std::nullopt;
}

Column read_column(Reader& reader) {
  Column column;
  column.index = reader.number("index", limit::columns);
  column.role = reader.word("role", find_role).value_or(Role::ignore);
  column.header = reader.text("header");
  column.indicator = reader.text("indicator");
  column.indicator_from = reader.from("indicator_from");
  column.unknown_words = reader.text("unknown_words");
  column.place = reader.text("place");
  column.place_from = reader.from("place_from");
  column.measure = reader.word("measure", find_measure);
  column.measure_from = reader.from("measure_from");
  column.period = reader.word("period", rule_of);
  column.period_from = reader.from("period_from");
  column.unit =
      reader.word("unit", [](std::string_view s) { return Unit::find(s); }).value_or(Unit{});
  column.unit_from = reader.from("unit_from");
  if (column.index == 0) {
    reader.complain(reader.table(), "每列须有从 1 起的「index」",
                    "every column needs an “index” from 1");
  }
  reader.finish();
  return column;
}

void read_table(Reader& reader, Layout& layout) {
  layout.kind = reader.text("kind");
  layout.header_rows = reader.numbers("header_rows", limit::rows);
  layout.first_data_row = reader.number("first_data_row", limit::rows);
  layout.last_data_row = reader.number("last_data_row", limit::rows);
  layout.region = reader.text("region");
  layout.region_from = reader.from("region_from");
  layout.indicator = reader.text("indicator");
  layout.indicator_from = reader.from("indicator_from");
  layout.measure = reader.word("measure", find_measure);
  layout.period = reader.word("period", period_of).value_or(Period{});
  layout.period_from = reader.from("period_from");
  layout.released = reader.word("released", date_of).value_or(Date{});
  layout.released_from = reader.from("released_from");
  layout.source = reader.text("source");
  layout.source_from = reader.from("source_from");
}

void check_columns(Reader& reader, const Layout& layout) {
  std::set<std::uint32_t> seen;
  bool has_value = false;
  for (const Column& column : layout.columns) {
    has_value = has_value || column.role == Role::value;
    if (!seen.insert(column.index).second) {
      reader.complain(reader.table(), fmt::format("第 {} 列写了两次", column.index),
                      fmt::format("column {} is described twice", column.index));
    }
  }
  if (!has_value) {
    reader.complain(reader.table(), "没有一列的 role 是 value", "no column has the role value");
  }
}

}  // namespace

std::string Layout::to_toml() const {
  std::string out = "# How to read a sheet; see docs/layouts.md.\n";
  put(out, "kind", kind);
  if (!header_rows.empty()) {
    out += "header_rows = [";
    for (std::size_t i = 0; i < header_rows.size(); ++i) {
      out += fmt::format("{}{}", i == 0 ? "" : ", ", header_rows[i]);
    }
    out += "]\n";
  }
  if (first_data_row != 0) out += fmt::format("first_data_row = {}\n", first_data_row);
  if (last_data_row != 0) out += fmt::format("last_data_row = {}\n", last_data_row);
  put(out, "region", region);
  put_from(out, "region_from", region_from);
  put(out, "indicator", indicator);
  put_from(out, "indicator_from", indicator_from);
  if (measure) put(out, "measure", id_of(*measure));
  if (period.known()) put(out, "period", period.to_string());
  put_from(out, "period_from", period_from);
  if (released.known()) put(out, "released", released.to_string());
  put_from(out, "released_from", released_from);
  put(out, "source", source);
  put_from(out, "source_from", source_from);
  for (const TableUnit& declared : units) {
    out += "\n[[unit]]\n";
    put(out, "unit", declared.unit.symbol());
    put_from(out, "from", declared.from);
  }
  for (const Column& column : columns) put_column(out, column);
  return out;
}

Result<Layout> Layout::from_toml(std::string_view toml, std::string_view file_name) {
  Layout layout;
  std::optional<Error> error;
  try {
    const toml::table document = toml::parse(toml, file_name);
    Reader reader(document, file_name, error);
    read_table(reader, layout);
    reader.array("unit", [&](const toml::table& table) {
      Reader one(table, file_name, error);
      const auto unit = one.word("unit", [](std::string_view s) { return Unit::find(s); });
      layout.units.push_back({unit.value_or(Unit{}), one.from("from")});
      one.finish();
    });
    reader.array("column", [&](const toml::table& table) {
      Reader one(table, file_name, error);
      layout.columns.push_back(read_column(one));
    });
    reader.array("note", [&](const toml::table& table) {
      Reader one(table, file_name, error);
      layout.notes.push_back({one.text("zh"), one.text("en")});
      one.finish();
    });
    reader.finish();
    check_columns(reader, layout);
  } catch (const toml::parse_error& bad) {
    const auto at = bad.source().begin;
    return fail(ErrorCode::bad_layout,
                {fmt::format("版式文件不是合法的 TOML:{}", bad.description()),
                 fmt::format("the layout file is not valid TOML: {}", bad.description())},
                {"按所示行列改正", "correct it at the line shown"},
                {std::string(file_name), "", "", at.line, at.column});
  }
  if (error) return tl::unexpected(*error);
  std::sort(layout.columns.begin(), layout.columns.end(),
            [](const Column& a, const Column& b) { return a.index < b.index; });
  return layout;
}

}  // namespace duibiao::intake
