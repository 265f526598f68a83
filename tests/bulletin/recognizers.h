#pragma once

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bulletin/read/normal.h"
#include "bulletin/read/numeral.h"

/// Scores find_numerals against the Recognizers-Text specs (Microsoft, MIT), flattened to one JSON
/// file a kind, which are not part of this repository. A spec looks at a text one way (numbers,
/// percentages, money …); a *view* takes from our numerals what such a look would see.
namespace duibiao::bulletin::test {

struct Score {
  int matched = 0;
  int total = 0;
  std::vector<std::string> failing;  ///< ids
  std::vector<std::string> details;  ///< the same, with what was found instead
};

namespace recognizers {

struct Item {
  Span span;  ///< in the normalised text
  std::optional<num::Ratio> value;
  std::string unit;  ///< ISO code, or the name of the unit as the specs have it
};

inline std::optional<num::Ratio> value_of(const Numeral& numeral, int power = 0) {
  Numeral shifted = numeral;
  shifted.power += power;
  const auto value = shifted.number();
  return value ? std::optional(*value) : std::nullopt;
}

/// The numbers that a run like «1.2.3» is made of.
inline void parts_of(const Numeral& numeral, std::string_view text, std::vector<Item>& out) {
  for (std::uint32_t begin = numeral.span.begin; begin < numeral.span.end;) {
    std::uint32_t end = begin;
    while (end < numeral.span.end && text[end] != '.') ++end;
    const auto value = num::Decimal::parse(text.substr(begin, end - begin));
    if (value) out.push_back({{begin, end}, num::Ratio::of(*value), {}});
    begin = end + 1;
  }
}

inline std::vector<Item> numbers(const std::vector<Numeral>& numerals, std::string_view text) {
  std::vector<Item> out;
  for (const Numeral& n : numerals) {
    if (n.problem == Numeral::Problem::two_points) {
      parts_of(n, text, out);
      continue;
    }
    if (n.form == Numeral::Form::discount) continue;
    // The specs take a lone Chinese digit before money for money only.
    const bool money = n.unit_word != nullptr && !n.unit_word->currency.empty();
    if (money && n.han_digits && n.span.size() == 3) continue;
    out.push_back({n.span, value_of(n), {}});
  }
  return out;
}

inline std::vector<Item> ordinals(const std::vector<Numeral>& numerals) {
  std::vector<Item> out;
  for (const Numeral& n : numerals) {
    if (n.form == Numeral::Form::ordinal) out.push_back({n.with_unit, value_of(n), {}});
  }
  return out;
}

inline std::vector<Item> percentages(const std::vector<Numeral>& numerals, std::string_view text) {
  std::vector<Item> out;
  for (const Numeral& n : numerals) {
    using Form = Numeral::Form;
    const std::string_view printed = n.with_unit.of(text);
    const bool bare =
        n.form == Form::fraction &&
        (printed.starts_with("百") || printed.starts_with("千") || printed.starts_with("万"));
    if (n.form == Form::percent || n.form == Form::percentage_point) {
      out.push_back({n.with_unit, value_of(n), {}});
    } else if (n.form == Form::per_mille || n.form == Form::per_mille_point) {
      out.push_back({n.with_unit, value_of(n, -1), {}});
    } else if (n.form == Form::per_myriad) {
      out.push_back({n.with_unit, value_of(n, -2), {}});
    } else if (bare) {
      out.push_back({n.with_unit, value_of(n, 2), {}});
    }
  }
  return out;
}

/// 五元三毛, 两美元又三美分: one amount of money.
inline bool joins_change(const Numeral& whole, const Numeral& part, std::string_view text) {
  if (whole.unit_word == nullptr || part.unit_word == nullptr) return false;
  const std::string_view gap =
      text.substr(whole.with_unit.end, part.with_unit.begin - whole.with_unit.end);
  return (gap.empty() || gap == "又") && !part.unit_word->part_of.empty() &&
         part.unit_word->part_of == whole.unit_word->id;
}

/// Names of currencies that stand without an amount between two places of the text.
inline void bare_currencies(std::string_view text, std::size_t begin, std::size_t end,
                            const UnitWords& units, std::vector<Item>& out) {
  while (begin < end) {
    const auto match = units.at(text, begin);
    // A single character (元, 圆) is as often part of another word.
    if (match && !match->word->currency.empty() && match->length >= 6) {
      const auto first = static_cast<std::uint32_t>(begin);
      begin += match->length;
      out.push_back({{first, static_cast<std::uint32_t>(begin)}, {}, match->word->currency});
    } else {
      ++begin;
    }
  }
}

inline std::vector<Item> money(const std::vector<Numeral>& numerals, std::string_view text,
                               const UnitWords& units) {
  std::vector<Item> out;
  std::size_t seen = 0;
  for (std::size_t i = 0; i < numerals.size(); ++i) {
    const Numeral& n = numerals[i];
    bare_currencies(text, seen, n.with_unit.begin, units, out);
    seen = n.with_unit.end;
    if (n.unit_word == nullptr || n.unit_word->currency.empty()) continue;
    Item item{n.with_unit, value_of(n), n.unit_word->currency};
    if (i + 1 < numerals.size() && joins_change(n, numerals[i + 1], text)) {
      const Numeral& part = numerals[++i];
      const int digits = part.unit_word->id == "角" ? -1 : -2;
      const auto change = part.printed.shifted(digits);
      const auto sum = change ? n.printed.plus(*change) : change;
      if (sum) item.value = num::Ratio::of(*sum);
      item.span.end = part.with_unit.end;
      seen = part.with_unit.end;
    }
    out.push_back(item);
  }
  bare_currencies(text, seen, text.size(), units, out);
  return out;
}

inline std::string spec_name(const UnitWords::Word& word) {
  static const std::pair<std::string_view, std::string_view> names[] = {
      {"亩", "Mu"},           {"公斤", "Kilogram"},   {"千克", "Kilogram"},
      {"克", "Gram"},         {"公分", "Centimeter"}, {"厘米", "Centimeter"},
      {"米", "Meter"},        {"千米", "Kilometer"},  {"公里", "Kilometer"},
      {"吨", "Ton"},          {"斤", "Jin"},          {"两", "Liang"},
      {"微克", "Microgram"},  {"千比特", "Kilobit"},  {"千字节", "Kilobyte"},
      {"兆字节", "Megabyte"},
  };
  for (const auto& [id, name] : names) {
    if (word.id == id) return std::string(name);
  }
  return word.id;
}

inline std::vector<Item> dimensions(const std::vector<Numeral>& numerals) {
  std::vector<Item> out;
  for (const Numeral& n : numerals) {
    if (n.unit_word == nullptr) continue;
    const std::string& of = n.unit_word->dimension;
    if (of == "weight" || of == "length" || of == "area" || of == "volume" || of == "data" ||
        of == "energy" || of == "power") {
      out.push_back({n.with_unit, value_of(n), spec_name(*n.unit_word)});
    }
  }
  return out;
}

inline std::vector<Item> ranges(const std::vector<Numeral>& numerals) {
  std::vector<Item> out;
  for (std::size_t i = 0; i + 1 < numerals.size(); ++i) {
    if (!numerals[i].range_low) continue;
    out.push_back({{numerals[i].span.begin, numerals[i + 1].span.end}, value_of(numerals[i]), {}});
  }
  return out;
}

inline std::vector<Item> view(std::string_view kind, const std::vector<Numeral>& numerals,
                              std::string_view text, const UnitWords& units) {
  if (kind == "number") return numbers(numerals, text);
  if (kind == "ordinal") return ordinals(numerals);
  if (kind == "percent") return percentages(numerals, text);
  if (kind == "currency") return money(numerals, text, units);
  if (kind == "dimension") return dimensions(numerals);
  return ranges(numerals);
}

inline bool same_value(const Item& item, const nlohmann::json& expected) {
  const auto printed = expected.find("value");
  if (printed == expected.end() || printed->is_null()) return true;
  if (!item.value) return false;
  const auto value = num::Decimal::parse(printed->get<std::string>());
  if (!value) return false;
  if (!expected.value("approx", false)) return *item.value == num::Ratio::of(*value);
  const double want = value->approx();
  return std::abs(item.value->approx() - want) <= 1e-12 * std::abs(want);
}

inline bool same_unit(const Item& item, const nlohmann::json& expected) {
  if (const auto iso = expected.find("iso"); iso != expected.end() && iso->is_string()) {
    return item.unit == iso->get<std::string>();
  }
  const auto unit = expected.find("unit");
  if (unit == expected.end() || !unit->is_string()) return true;
  const auto name = unit->get<std::string>();
  if (name == "Dollar") return item.unit == "USD";  // «$» alone: dollars, of whomever
  if (name == "Bitcoin") return item.unit == "BTC";
  return item.unit == name;
}

}  // namespace recognizers

/// One spec file, `kind`.json in a folder of them: a case is matched when exactly its spans, values
/// and units are found. Cases of another tier than `tier` are left out; an empty one takes all.
/// Total is 0 when the file is not there.
inline Score score_recognizers(std::string_view kind, const std::filesystem::path& spec_dir,
                               std::string_view tier = "core") {
  Score score;
  std::ifstream file(spec_dir / (std::string(kind) + ".json"));
  const auto units = UnitWords::builtin();
  if (!file || !units) return score;
  const nlohmann::json all = nlohmann::json::parse(file);
  for (const auto& item : all.at("cases")) {
    if (!tier.empty() && item.value("tier", "") != tier) continue;
    const std::string input = item.at("input");
    const NormalText normal = normalise(input);
    const auto numerals = find_numerals(normal.text, *units);
    const auto found = recognizers::view(kind, numerals, normal.text, *units);
    const auto& expected = item.at("expected");
    bool same = found.size() == expected.size();
    std::string detail = item.at("id").get<std::string>() + " " + input + " →";
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Span span = normal.source(found[i].span);
      detail += " [" + std::string(span.of(input)) + "]" + found[i].unit;
      same = same && span.begin == expected[i].at("begin_u8") &&
             span.end == expected[i].at("end_u8") &&
             recognizers::same_value(found[i], expected[i]) &&
             recognizers::same_unit(found[i], expected[i]);
    }
    ++score.total;
    score.matched += same ? 1 : 0;
    if (same) continue;
    score.failing.push_back(item.at("id"));
    score.details.push_back(detail);
  }
  return score;
}

}  // namespace duibiao::bulletin::test
