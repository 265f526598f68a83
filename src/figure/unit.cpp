#include "figure/unit.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <unordered_map>
#include <utility>

#include "figure/characters.h"
#include "figure/unit_table.h"

namespace duibiao {
namespace {

using figure_text::key_of;
using Names = std::vector<std::string_view>;

constexpr std::size_t unit_count = std::size(unit_table);
static_assert(unit_count <= 256, "a unit is one byte in every stored figure");

/// The place of a unit that code names; a missing one does not compile.
consteval std::uint8_t place_of(std::string_view symbol) {
  for (std::size_t i = 0; i < unit_count; ++i) {
    if (unit_table[i].symbol == symbol) {
      return static_cast<std::uint8_t>(i);
    }
  }
  throw "the table has no such unit";
}

Unit named(std::uint8_t place) { return *Unit::at(place); }

/// How sheets write a currency, before or after the amount.
struct Currency {
  Dimension dimension;
  Names zh;      ///< after the scale: 万欧元
  Names before;  ///< RMB 10,000
  Names after;   ///< 10,000 yuan
};

const std::vector<Currency>& currencies() {
  static const std::vector<Currency> all = {
      {Dimension::cny,
       {"元", "人民币", "元人民币", "元(人民币)", "人民币元"},
       {"rmb", "cny", "人民币", "renminbi"},
       {"yuan", "rmb", "cny", "rmb yuan", "yuan rmb", "yuan renminbi", "renminbi"}},
      {Dimension::usd,
       {"美元", "美金"},
       {"us$", "usd", "美元"},
       {"us dollars", "us dollar", "u.s. dollars", "u.s. dollar", "usd", "us$"}},
      {Dimension::eur, {"欧元"}, {"eur", "€"}, {"euros", "euro", "eur"}},
      {Dimension::gbp,
       {"英镑"},
       {"gbp", "£"},
       {"pounds sterling", "pound sterling", "british pounds", "gbp"}},
      {Dimension::jpy, {"日元", "日圆"}, {"jpy"}, {"yen", "japanese yen", "jpy"}},
      {Dimension::hkd,
       {"港元", "港币"},
       {"hkd", "hk$"},
       {"hong kong dollars", "hong kong dollar", "hkd", "hk$"}}};
  return all;
}

struct Scale {
  int power;
  std::string_view zh;
  Names en;
};

const std::vector<Scale>& scales() {
  static const std::vector<Scale> all = {
      {0, "", {""}},
      {3, "千", {"thousand", "1000", "'000"}},
      {4, "万", {"10000", "ten thousand"}},
      {5, "十万", {"100000", "hundred thousand"}},
      {6, "百万", {"million", "mn", "mln", "1 million", "1000000"}},
      {7, "千万", {"10 million", "ten million"}},
      {8, "亿", {"100 million", "hundred million"}},
      {9, "十亿", {"billion", "bn", "1 billion"}},
      {10, "百亿", {"10 billion", "ten billion"}},
      {11, "千亿", {"100 billion", "hundred billion"}},
      {12, "万亿", {"trillion", "tn", "trn", "1 trillion"}}};
  return all;
}

/// A currency's name without an amount («人民币», «RMB») says what is counted, not in what.
bool only_currency(std::string_view name) {
  return name == "人民币" || name == "rmb" || name == "renminbi" || name == "yuan renminbi";
}

class Spellings {
 public:
  Spellings() {
    for (std::size_t i = 1; i < unit_count; ++i) {
      add_row(static_cast<std::uint8_t>(i));
    }
  }

  [[nodiscard]] std::optional<std::uint8_t> find(const std::string& key) const {
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  void add(std::string_view spelling, std::uint8_t place) {
    if (!only_currency(spelling)) {
      by_key_.try_emplace(key_of(spelling), place);
    }
  }

  void add_row(std::uint8_t place) {
    const Unit::Info& info = unit_table[place];
    add(info.symbol, place);
    add(info.en, place);
    for (std::string_view rest = info.spellings; !rest.empty();) {
      const std::size_t bar = rest.find('|');
      add(rest.substr(0, bar), place);
      rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
    }
    for (const Currency& currency : currencies()) {
      if (currency.dimension == info.dimension) {
        add_money(currency, info, place);
      }
    }
  }

  void add_money(const Currency& currency, const Unit::Info& info, std::uint8_t place) {
    for (const Scale& scale : scales()) {
      if (scale.power != info.power) {
        continue;
      }
      for (const std::string_view name : currency.zh) {
        add(fmt::format("{}{}", scale.zh, name), place);
      }
      for (const std::string_view name : currency.before) {
        if (name == currency.zh.front() || name == "人民币") {
          add(fmt::format("{}{}{}", name, scale.zh, currency.zh.front()), place);
        }
        for (const std::string_view words : scale.en) {
          add(fmt::format("{}{}", name, words), place);
        }
      }
      for (const std::string_view name : currency.after) {
        for (const std::string_view words : scale.en) {
          add(fmt::format("{}{}", words, name), place);
        }
      }
    }
  }

  std::unordered_map<std::string, std::uint8_t> by_key_;
};

const Spellings& spellings() {
  static const Spellings all;
  return all;
}

/// «(亿元)» is 亿元: brackets around the whole say nothing.
std::string_view unbracketed(std::string_view key) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> pairs = {
      {{"(", ")"}, {"[", "]"}, {"【", "】"}}};
  for (const auto& [open, close] : pairs) {
    if (key.size() > open.size() + close.size() && key.starts_with(open) && key.ends_with(close)) {
      return key.substr(open.size(), key.size() - open.size() - close.size());
    }
  }
  return key;
}

std::string_view or_unknown(std::string_view name, std::string_view unknown) {
  return name.empty() ? unknown : name;
}

}  // namespace

std::optional<Unit> Unit::find(std::string_view spelling) {
  // No unit is written longer than this; a longer text is not worth folding.
  constexpr std::size_t longest_spelling_bytes = 96;
  if (spelling.size() > longest_spelling_bytes) {
    return std::nullopt;
  }
  const std::string key = key_of(spelling);
  if (const auto place = spellings().find(key)) {
    return Unit(*place);
  }
  const std::string_view inner = unbracketed(key);
  if (inner.size() == key.size()) {
    return std::nullopt;
  }
  const auto place = spellings().find(std::string(inner));
  return place ? std::optional(Unit(*place)) : std::nullopt;
}

std::optional<Unit> Unit::at(std::uint8_t index) {
  return index < unit_count ? std::optional(Unit(index)) : std::nullopt;
}

std::span<const Unit::Info> Unit::table() { return unit_table; }

const Unit::Info& Unit::info() const { return unit_table[index_]; }

std::optional<int> power_between(Unit from, Unit to) {
  if (!from.known() || from.dimension() != to.dimension()) {
    return std::nullopt;
  }
  return from.power() - to.power();
}

Result<num::Decimal> convert(const num::Decimal& value, Unit from, Unit to) {
  const std::optional<int> power = power_between(from, to);
  if (!power) {
    const std::string_view no_zh = "未知单位";
    const std::string_view no_en = "an unknown unit";
    return fail(ErrorCode::mixed_units,
                {fmt::format("「{}」与「{}」不是同一类单位，不能换算",
                             or_unknown(from.symbol(), no_zh), or_unknown(to.symbol(), no_zh)),
                 fmt::format("{} and {} measure different things and cannot be converted",
                             or_unknown(from.info().en, no_en), or_unknown(to.info().en, no_en))},
                {"请核对单位；不同货币之间需先按注明的汇率折算",
                 "Check the units; between currencies, convert at a stated rate first"});
  }
  return value.shifted(*power);
}

namespace unit {

Unit yuan() { return named(place_of("元")); }
Unit ten_thousand_yuan() { return named(place_of("万元")); }
Unit hundred_million_yuan() { return named(place_of("亿元")); }
Unit trillion_yuan() { return named(place_of("万亿元")); }
Unit percent() { return named(place_of("%")); }
Unit per_mille() { return named(place_of("‰")); }
Unit percentage_point() { return named(place_of("百分点")); }
Unit rank() { return named(place_of("位")); }
Unit times() { return named(place_of("倍")); }

}  // namespace unit

}  // namespace duibiao
