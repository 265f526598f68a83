#include "figure/sdmx_unit.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace duibiao::sdmx {
namespace {

/// `others`: what other agencies call it, separated by «|».
struct Row {
  UnitCode code;
  std::string_view others;
};

constexpr std::array<Row, 32> rows = {{
    {{"CNY", "元", "Yuan renminbi"}, "RMB|CNH"},
    {{"USD", "美元", "US dollar"}, ""},
    {{"EUR", "欧元", "Euro"}, ""},
    {{"GBP", "英镑", "Pound sterling"}, ""},
    {{"JPY", "日元", "Yen"}, ""},
    {{"HKD", "港元", "Hong Kong dollar"}, ""},
    {{"PC", "%", "Per cent"}, "PT|PERCENT|PCT|PERC"},
    {{"PM", "‰", "Per mille"}, "PERMILLE|PMIL"},
    {{"PTT", "‱", "Per ten thousand"}, ""},
    {{"PP", "百分点", "Percentage point"}, "PPT|PC_POINT|PD"},
    {{"PMP", "千分点", "Per-mille point"}, ""},
    {{"ITEM", "个", "Item"}, ""},
    {{"PIECE", "件", "Piece"}, ""},
    {{"PROJECT", "项", "Project"}, ""},
    {{"ORDER", "单", "Order"}, ""},
    {{"CASE", "宗", "Case"}, ""},
    {{"VEHICLE", "辆", "Vehicle"}, ""},
    {{"SET", "台", "Set"}, ""},
    {{"FIRM", "家", "Enterprise"}, "ENT|ENTERPRISE"},
    {{"HOUSEHOLD", "户", "Household"}, "HH"},
    {{"PS", "人", "Person"}, "PERS|PERSON|PERSONS"},
    {{"VISIT", "人次", "Visit"}, ""},
    {{"KG", "千克", "Kilogram"}, ""},
    {{"TONNE", "吨", "Tonne"}, "T|TN|TON"},
    {{"POINT", "点", "Index point"}, "IX|INX|INDEX"},
    {{"RANK", "位", "Rank"}, ""},
    {{"TIMES", "倍", "Times"}, ""},
    {{"M2", "平方米", "Square metre"}, "MTK"},
    {{"HA", "公顷", "Hectare"}, ""},
    {{"KM2", "平方公里", "Square kilometre"}, ""},
    {{"TEU", "标准箱", "Twenty-foot equivalent unit"}, ""},
    {{"KWH", "千瓦时", "Kilowatt-hour"}, ""},
}};

const std::vector<UnitCode>& codes() {
  static const std::vector<UnitCode> all = [] {
    std::vector<UnitCode> out;
    for (const Row& row : rows) out.push_back(row.code);
    return out;
  }();
  return all;
}

/// A unit's symbol is a power in words and a base: 百万 + 美元.
std::optional<UnitAttributes> taken_apart(std::string_view symbol) {
  struct Power {
    std::string_view zh;
    int power;
  };
  constexpr std::array<Power, 11> powers = {{{"", 0},
                                             {"千", 3},
                                             {"万", 4},
                                             {"十万", 5},
                                             {"百万", 6},
                                             {"千万", 7},
                                             {"亿", 8},
                                             {"十亿", 9},
                                             {"百亿", 10},
                                             {"千亿", 11},
                                             {"万亿", 12}}};
  // The bare symbol first: 千克, 千瓦时 and 百分点 are bases of their own.
  for (const Power& power : powers) {
    if (!symbol.starts_with(power.zh)) continue;
    const std::string_view base = symbol.substr(power.zh.size());
    const auto found = std::ranges::find(codes(), base, &UnitCode::zh);
    if (found != codes().end()) return UnitAttributes{found->id, power.power};
  }
  return std::nullopt;
}

const std::vector<std::optional<UnitAttributes>>& by_index() {
  static const std::vector<std::optional<UnitAttributes>> all = [] {
    std::vector<std::optional<UnitAttributes>> out;
    for (const Unit::Info& info : Unit::table()) {
      out.push_back(info.symbol.empty() ? std::nullopt : taken_apart(info.symbol));
    }
    return out;
  }();
  return all;
}

std::string_view code_of(std::string_view text) {
  constexpr std::size_t longest = 16;
  if (text.empty() || text.size() > longest) return {};
  std::string upper;
  for (const char c : text) upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  const std::string listed = "|" + upper + "|";
  const auto matches = [&](const Row& row) {
    return row.code.id == upper ||
           ("|" + std::string(row.others) + "|").find(listed) != listed.npos;
  };
  if (upper.find('|') != upper.npos) return {};
  for (const Row& row : rows) {
    if (matches(row)) return row.code.id;
  }
  return {};
}

}  // namespace

std::span<const UnitCode> unit_codes() { return codes(); }

std::optional<UnitAttributes> attributes_of(Unit unit) { return by_index().at(unit.index()); }

std::optional<FoundUnit> unit_of_attributes(std::string_view measure, int multiplier) {
  constexpr int most = 24;
  const std::string_view code = code_of(measure);
  if (code.empty() || multiplier < -most || multiplier > most) return std::nullopt;
  std::optional<FoundUnit> below;   // the largest power that is not above the one asked for
  std::optional<FoundUnit> lowest;  // for powers below every row
  for (std::size_t i = 0; i < by_index().size(); ++i) {
    const auto& has = by_index()[i];
    if (!has || has->measure != code) continue;
    const FoundUnit here{*Unit::at(static_cast<std::uint8_t>(i)), multiplier - has->multiplier};
    if (here.shift >= 0 && (!below || here.shift < below->shift)) below = here;
    if (!lowest || here.shift > lowest->shift) lowest = here;
  }
  return below ? below : lowest;
}

}  // namespace duibiao::sdmx
