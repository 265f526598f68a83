#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/assert.h"
#include "figure/catalogue.h"
#include "figure/name_key.h"
#include "figure/phrase_text.h"
#include "figure/toml_tables.h"

namespace duibiao {
namespace {

using names::name_key;

/// Ten times the indicators of a provincial yearbook, and within IndicatorId's sixteen bits.
constexpr std::size_t most_indicators = 10'000;
/// A whole of a whole of a whole; deeper is a loop.
constexpr int deepest_parent = 16;

using Kind = TomlValue::Kind;
constexpr std::array<TomlKey, 18> keys = {{
    {"id", Kind::text, true},
    {"zh", Kind::text, false},
    {"en", Kind::text, false},
    {"short_zh", Kind::text, false},
    {"short_en", Kind::text, false},
    {"kind", Kind::text, false},
    {"unit", Kind::text, false},
    {"growth_basis", Kind::text, false},
    {"additive", Kind::boolean, false},
    {"headline", Kind::boolean, false},
    {"yearly", Kind::boolean, false},
    {"higher_is_better", Kind::boolean, false},
    {"parent", Kind::text, false},
    {"formula", Kind::text, false},
    {"splits", Kind::list, false},
    {"variant_of", Kind::text, false},
    {"ceiling", Kind::text, false},
    {"aliases", Kind::list, false},
}};

constexpr std::array<std::pair<std::string_view, IndicatorKind>, 5> kinds = {{
    {"flow", IndicatorKind::flow},
    {"stock", IndicatorKind::stock},
    {"ratio", IndicatorKind::ratio},
    {"index", IndicatorKind::index},
    {"count", IndicatorKind::count},
}};

constexpr std::array<std::pair<std::string_view, GrowthBasis>, 5> bases = {{
    {"nominal", GrowthBasis::nominal},
    {"constant_price", GrowthBasis::constant_price},
    {"matched_sample", GrowthBasis::matched_sample},
    {"index", GrowthBasis::index},
    {"unknown", GrowthBasis::unknown},
}};

template <class Enum, std::size_t N>
Status read_enum(const TomlTable& table, std::string_view key, Enum& into,
                 const std::array<std::pair<std::string_view, Enum>, N>& words,
                 std::string_view file_name) {
  const TomlValue* value = table.find(key);
  if (value == nullptr) return {};
  std::string known;
  for (const auto& [word, meaning] : words) {
    if (word == value->text) {
      into = meaning;
      return {};
    }
    known += fmt::format("{}{}", known.empty() ? "" : " ", word);
  }
  return bad_catalogue(file_name, value->line,
                       {fmt::format("「{}」不能是「{}」", key, value->text),
                        fmt::format("`{}` cannot be `{}`", key, value->text)},
                       {"可用：" + known, "one of: " + known});
}

void read_text(const TomlTable& table, std::string_view key, std::string& into) {
  if (const TomlValue* value = table.find(key)) into = value->text;
}

void read_flag(const TomlTable& table, std::string_view key, bool& into) {
  if (const TomlValue* value = table.find(key)) into = value->yes;
}

Status read_numbers(const TomlTable& table, Indicator& indicator, std::string_view file_name) {
  if (const TomlValue* value = table.find("unit")) {
    const auto unit = Unit::find(value->text);
    if (!unit) {
      return bad_catalogue(file_name, value->line,
                           {fmt::format("没有单位「{}」", value->text),
                            fmt::format("there is no unit `{}`", value->text)});
    }
    indicator.unit = *unit;
  }
  if (const TomlValue* value = table.find("ceiling")) {
    const auto ceiling = num::Decimal::parse(value->text);
    if (!ceiling) {
      return bad_catalogue(file_name, value->line,
                           {fmt::format("上限「{}」不是数", value->text),
                            fmt::format("the ceiling `{}` is not a number", value->text)});
    }
    indicator.ceiling = *ceiling;
  }
  return {};
}

struct WrittenTerm {
  int sign = 1;
  std::string id;
};

/// «exports - imports» or «exports / gdp» as written: signs and ids; nothing when malformed.
std::optional<std::vector<WrittenTerm>> split_formula(std::string_view formula, bool& quotient) {
  std::vector<WrittenTerm> terms(1);
  quotient = false;
  for (const char c : formula) {
    if (c == ' ') continue;
    if (c != '+' && c != '-' && c != '/') {
      terms.back().id.push_back(c);
      continue;
    }
    if (terms.back().id.empty() || quotient || (c == '/' && terms.size() > 1)) return std::nullopt;
    quotient = c == '/';
    terms.push_back({c == '-' ? -1 : 1, {}});
  }
  if (terms.back().id.empty() || terms.size() < 2) return std::nullopt;
  return terms;
}

}  // namespace

/// A table of the file and the indicator it defines or amends.
struct Catalogue::Entry {
  const TomlTable* table = nullptr;
  IndicatorId id;
};

Status Catalogue::add(std::string_view toml, std::string_view file_name) {
  const auto tables = read_toml_tables(toml, file_name, "indicator", keys);
  if (!tables) return tl::unexpected<Error>(tables.error());
  // Work on a copy: a file with a mistake on its last line must change nothing.
  Catalogue changed = *this;
  std::vector<Entry> entries;
  for (const TomlTable& table : *tables) {
    const std::string id(table.text("id"));
    const auto known = changed.by_id_.find(id);
    IndicatorId where;
    if (known != changed.by_id_.end()) {
      where = known->second;
    } else {
      if (id.empty() || changed.indicators_.size() >= most_indicators) {
        return bad_catalogue(file_name, table.line,
                             {"代号为空，或指标过多", "the id is empty, or too many indicators"});
      }
      where.index = static_cast<std::uint16_t>(changed.indicators_.size());
      changed.indicators_.emplace_back().id = id;
      changed.by_id_.emplace(id, where);
    }
    const bool twice = std::any_of(entries.begin(), entries.end(),
                                   [&](const Entry& entry) { return entry.id == where; });
    if (twice) {
      return bad_catalogue(file_name, table.line,
                           {fmt::format("指标「{}」在此文件中出现两次", id),
                            fmt::format("the indicator `{}` stands twice in this file", id)});
    }
    entries.push_back({&table, where});
  }
  if (const Status added = changed.add_entries(entries, file_name); !added) return added;
  *this = std::move(changed);
  return {};
}

Status Catalogue::add_entries(const std::vector<Entry>& entries, std::string_view file_name) {
  for (const Entry& entry : entries) {
    if (const Status named = name_entry(entry, file_name); !named) return named;
  }
  for (const Entry& entry : entries) {
    if (const Status linked = link_entry(entry, file_name); !linked) return linked;
  }
  return {};
}

Status Catalogue::name_entry(const Entry& entry, std::string_view file_name) {
  const TomlTable& table = *entry.table;
  Indicator& indicator = indicators_[entry.id.index];
  read_text(table, "zh", indicator.zh);
  read_text(table, "en", indicator.en);
  read_text(table, "short_zh", indicator.short_zh);
  read_text(table, "short_en", indicator.short_en);
  read_flag(table, "additive", indicator.additive);
  read_flag(table, "headline", indicator.headline);
  read_flag(table, "yearly", indicator.yearly);
  read_flag(table, "higher_is_better", indicator.higher_is_better);
  if (const Status s = read_enum(table, "kind", indicator.kind, kinds, file_name); !s) return s;
  if (const Status s = read_enum(table, "growth_basis", indicator.growth_basis, bases, file_name);
      !s) {
    return s;
  }
  if (const Status s = read_numbers(table, indicator, file_name); !s) return s;
  if (indicator.zh.empty() || indicator.en.empty() || !indicator.unit.known()) {
    return bad_catalogue(file_name, table.line,
                         {fmt::format("指标「{}」缺少 zh、en 或 unit", indicator.id),
                          fmt::format("the indicator `{}` lacks zh, en or unit", indicator.id)});
  }
  if (indicator.short_zh.empty()) indicator.short_zh = indicator.zh;
  if (indicator.short_en.empty()) indicator.short_en = indicator.en;
  std::vector<std::string> names = {indicator.id, indicator.zh, indicator.en, indicator.short_zh,
                                    indicator.short_en};
  if (const TomlValue* aliases = table.find("aliases")) {
    for (const std::string& alias : aliases->list) {
      if (std::find(indicator.aliases.begin(), indicator.aliases.end(), alias) ==
          indicator.aliases.end()) {
        indicator.aliases.push_back(alias);
      }
      names.push_back(alias);
    }
  }
  for (const std::string& name : names) {
    if (index_name(name, entry.id)) continue;
    return bad_catalogue(
        file_name, table.line,
        {fmt::format("「{}」已是另一指标的名称，或为空、过长", name),
         fmt::format("“{}” already names another indicator, or is empty or too long", name)});
  }
  return {};
}

Status Catalogue::link_entry(const Entry& entry, std::string_view file_name) {
  Indicator& indicator = indicators_[entry.id.index];
  const std::array<std::pair<std::string_view, IndicatorId*>, 2> links = {
      {{"parent", &indicator.parent}, {"variant_of", &indicator.variant_of}}};
  for (const auto& [key, into] : links) {
    const TomlValue* value = entry.table->find(key);
    if (value == nullptr) continue;
    const auto other = by_id(value->text);
    if (!other || *other == entry.id) {
      return bad_catalogue(file_name, value->line,
                           {fmt::format("「{}」：没有指标「{}」", key, value->text),
                            fmt::format("`{}`: there is no indicator `{}`", key, value->text)});
    }
    *into = *other;
  }
  IndicatorId up = indicator.parent;
  for (int steps = 0; up.known(); ++steps, up = at(up).parent) {
    if (steps < deepest_parent) continue;
    return bad_catalogue(file_name, entry.table->line,
                         {fmt::format("指标「{}」的上级成环", indicator.id),
                          fmt::format("the parents of `{}` go round in a loop", indicator.id)});
  }
  if (const Status s = parse_formula(indicator, entry, file_name); !s) return s;
  return parse_splits(indicator, entry, file_name);
}

/// The terms of a sum or quotient of indicators; their units agree when they are added up.
Result<std::vector<FormulaTerm>> Catalogue::terms_of(std::string_view formula, const Entry& entry,
                                                     bool& quotient) const {
  const auto written = split_formula(formula, quotient);
  if (!written) {
    return fail(
        ErrorCode::bad_catalogue,
        {fmt::format("公式「{}」看不懂", formula),
         fmt::format("the formula `{}` cannot be read", formula)},
        {"写作 a + b - c 或 a / b，只用指标代号", "write a + b - c or a / b, with ids only"});
  }
  std::vector<FormulaTerm> terms;
  for (const WrittenTerm& term : *written) {
    const auto id = by_id(term.id);
    const bool fits = id && *id != entry.id &&
                      (quotient || at(*id).unit.dimension() == at(entry.id).unit.dimension());
    if (!fits) {
      return fail(
          ErrorCode::bad_catalogue,
          {fmt::format("公式中的「{}」不是指标，或单位不同类", term.id),
           fmt::format("`{}` in the formula is no indicator, or of another dimension", term.id)});
    }
    terms.push_back({*id, term.sign});
  }
  return terms;
}

Status Catalogue::parse_formula(Indicator& indicator, const Entry& entry,
                                std::string_view file_name) const {
  const TomlValue* value = entry.table->find("formula");
  if (value == nullptr) return {};
  bool quotient = false;
  const auto terms = terms_of(value->text, entry, quotient);
  if (!terms) {
    return bad_catalogue(file_name, value->line, terms.error().message, terms.error().advice);
  }
  indicator.formula = value->text;
  indicator.sum.clear();
  indicator.quotient.reset();
  if (quotient) {
    indicator.quotient = FormulaQuotient{(*terms)[0].indicator, (*terms)[1].indicator};
  } else {
    indicator.sum = *terms;
  }
  return {};
}

Status Catalogue::parse_splits(Indicator& indicator, const Entry& entry,
                               std::string_view file_name) const {
  const TomlValue* value = entry.table->find("splits");
  if (value == nullptr) return {};
  indicator.splits.clear();
  for (const std::string& formula : value->list) {
    bool quotient = false;
    auto terms = terms_of(formula, entry, quotient);
    if (!terms) {
      return bad_catalogue(file_name, value->line, terms.error().message, terms.error().advice);
    }
    if (quotient) {
      return bad_catalogue(
          file_name, value->line,
          {fmt::format("「{}」不是相加的公式", formula), fmt::format("`{}` is no sum", formula)});
    }
    indicator.splits.push_back(std::move(*terms));
  }
  return {};
}

bool Catalogue::index_name(std::string_view name, IndicatorId id) {
  const std::string key = name_key(name);
  if (key.empty() || name.size() > names::longest_name) return false;
  if (by_name_.emplace(key, id).first->second != id) return false;
  std::string phrase = names::phrase_text(name);
  longest_phrase_ = std::max(longest_phrase_, phrase.size());
  by_phrase_.emplace(std::move(phrase), id);
  return true;
}

Status Catalogue::add_alias(std::string_view alias, IndicatorId indicator) {
  DUIBIAO_ASSERT(indicator.index < indicators_.size());
  if (!index_name(alias, indicator)) {
    return bad_catalogue({}, 0,
                         {fmt::format("别名「{}」已指另一指标，或为空、过长", alias),
                          fmt::format("the alias “{}” already names another indicator, or is empty "
                                      "or too long",
                                      alias)});
  }
  indicators_[indicator.index].aliases.emplace_back(alias);
  return {};
}

std::string_view id_of(IndicatorKind kind) {
  return kinds.at(static_cast<std::size_t>(kind)).first;
}

std::string_view id_of(GrowthBasis basis) {
  return bases.at(static_cast<std::size_t>(basis)).first;
}

}  // namespace duibiao
