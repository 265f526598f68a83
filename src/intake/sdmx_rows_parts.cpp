#include "intake/sdmx_rows_parts.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "figure/sdmx_unit.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace duibiao::intake {
namespace {

/// A whole number of at most three digits; «6.0» is 6.
std::optional<int> small_number(std::string_view text) {
  text = text::trim(text);
  if (text.ends_with(".0")) text.remove_suffix(2);
  if (text.starts_with('+')) text.remove_prefix(1);
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  constexpr int most = 999;
  if (error != std::errc() || end != text.data() + text.size() || out > most || out < -most) {
    return std::nullopt;
  }
  return out;
}

/// The unit of a code and a power of ten; the next larger one of the table where there is none of
/// that power, so that the value keeps its digits.
std::optional<sdmx::FoundUnit> larger_unit(std::string_view code, int power) {
  constexpr int steps = 4;  // 千 to 万亿: no two neighbours are farther apart
  for (int up = 0; up <= steps; ++up) {
    const auto found = sdmx::unit_of_attributes(code, power + up);
    if (!found) return std::nullopt;
    if (found->shift == 0) return sdmx::FoundUnit{found->unit, up};
  }
  return std::nullopt;
}

std::optional<Unit> unit_in_words(std::string_view code, std::string_view labels) {
  if (const auto unit = Unit::find(code)) return unit;
  while (!labels.empty()) {
    const std::size_t end = std::min(labels.find('\n'), labels.size());
    if (const auto unit = Unit::find(labels.substr(0, end))) return unit;
    labels.remove_prefix(std::min(end + 1, labels.size()));
  }
  return std::nullopt;
}

}  // namespace

std::string read_sdmx_code(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] != '$') {
      out += code[i];
      continue;
    }
    unsigned byte = 0;
    const char* const from = code.data() + i + 1;
    const char* const end = code.data() + std::min(code.size(), i + 3);
    const auto [stop, error] = std::from_chars(from, end, byte, 16);
    if (error != std::errc() || stop != from + 2) return std::string(code);
    out += static_cast<char>(byte);
    i += 2;
  }
  return text::is_valid_utf8(out) ? out : std::string(code);
}

std::string read_sdmx_time(std::string_view text) {
  std::string out(text);
  const std::size_t border = out.find("--P");
  if (border != out.npos) out.replace(border, 2, "/");
  return out;
}

SdmxStatus read_sdmx_status(std::string_view said) {
  said = text::trim(said);
  if (said.empty()) return {};
  constexpr std::string_view missing = "MLOHQ";  // missing, not collected, suppressed …
  if (said.size() == 1) {
    const auto letter = static_cast<char>(said[0] >= 'a' ? said[0] - 'a' + 'A' : said[0]);
    if (missing.find(letter) != missing.npos) return {true, said};
    if (letter == 'F') return {false, "F"};
    if (letter == 'I') return {false, "E"};  // imputed: somebody's estimate
    return {false, said};
  }
  const bool flags =
      said.size() <= 4 && std::ranges::all_of(said, [](char c) { return c >= 'a' && c <= 'z'; });
  if (!flags) return {false, said};
  const auto has = [&](char flag) { return said.find(flag) != said.npos; };
  return {false, has('f') ? "F" : has('e') ? "E" : has('p') ? "P" : has('r') ? "R" : "A"};
}

bool is_missing_value(std::string_view text) {
  text = text::trim(text);
  return text.empty() || text::fold_case(text) == "nan" ||
         read_value(text, false, true).kind == CellNumber::Kind::missing;
}

SdmxUnit read_sdmx_unit(std::string_view code, std::string_view labels,
                        std::string_view multiplier) {
  SdmxUnit out;
  const auto power = multiplier.empty() ? std::optional(0) : small_number(multiplier);
  if (!power) {
    out.why = {fmt::format("UNIT_MULT「{}」不是 10 的幂次", multiplier),
               fmt::format("UNIT_MULT “{}” is no power of ten", multiplier)};
    return out;
  }
  if (code.empty()) {
    if (*power != 0) {
      out.why = {fmt::format("只有数量级(UNIT_MULT {})，没有单位", *power),
                 fmt::format("there is a multiplier (UNIT_MULT {}) but no unit", *power)};
    }
    return out;
  }
  auto found = larger_unit(code, *power);
  if (!found) {
    const auto written = unit_in_words(code, labels);
    const auto attributes = written ? sdmx::attributes_of(*written) : std::nullopt;
    if (attributes) found = larger_unit(attributes->measure, attributes->multiplier + *power);
  }
  if (found) {
    out.unit = found->unit;
    out.shift = found->shift;
    return out;
  }
  const std::string mult = *power == 0 ? std::string() : fmt::format(", UNIT_MULT={}", *power);
  out.why = {fmt::format("UNIT_MEASURE={}{}：不认识这个单位", code, mult),
             fmt::format("UNIT_MEASURE={}{}: the unit is unknown", code, mult)};
  return out;
}

std::optional<CellNumber> read_sdmx_value(std::string_view text, std::string_view declared_decimals,
                                          int shift) {
  const auto declared = small_number(declared_decimals);
  CellNumber number = read_value(text, false, declared.has_value());
  if (number.kind != CellNumber::Kind::number || number.percent) return std::nullopt;
  constexpr std::int64_t most = 999'999'999'999'999'999;
  if (declared && *declared >= 0 && *declared <= num::Decimal::max_scale) {
    while (number.decimals > *declared && number.mantissa % 10 == 0 && number.decimals > 0) {
      number.mantissa /= 10;
      --number.decimals;
    }
    if (number.decimals > *declared) number = read_value(text, false, false);
    while (number.decimals < *declared) {
      if (number.mantissa > most / 10 || number.mantissa < -most / 10) return std::nullopt;
      number.mantissa *= 10;
      ++number.decimals;
    }
  }
  if (number.decimals + shift > num::Decimal::max_scale) return std::nullopt;
  number.decimals = static_cast<std::uint8_t>(number.decimals + shift);
  return number;
}

}  // namespace duibiao::intake
