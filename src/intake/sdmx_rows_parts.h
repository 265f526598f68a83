#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "figure/unit.h"
#include "intake/extract_parts.h"

namespace duibiao::intake {

/// A code with what SDMX does not allow in identifiers back in place: «$» and two hexadecimal
/// digits are a byte. A code of another kind is given back as it is.
[[nodiscard]] std::string read_sdmx_code(std::string_view code);

/// TIME_PERIOD as it was before an identifier was made of it: «--» for the «/» of a range.
[[nodiscard]] std::string read_sdmx_time(std::string_view text);

/// OBS_STATUS, or the flags that Eurostat puts together («bp»).
struct SdmxStatus {
  bool missing = false;   ///< there is no figure, whatever stands in the value
  std::string_view code;  ///< A, P, E, R or F; another code is given back as it is
};
[[nodiscard]] SdmxStatus read_sdmx_status(std::string_view said);

/// NaN, nothing, or one of the marks for «no figure».
[[nodiscard]] bool is_missing_value(std::string_view text);

/// UNIT_MEASURE and UNIT_MULT as a unit of ours. The code is tried first, then code and names as
/// sheets write units (亿元). `shift`: the value is in this unit once its point has moved so many
/// places to the left (never to the right, for that would claim digits that nobody printed).
struct SdmxUnit {
  Unit unit;  ///< unknown where nothing is said
  int shift = 0;
  Message why;  ///< set when something is said and not understood
};
[[nodiscard]] SdmxUnit read_sdmx_unit(std::string_view code, std::string_view labels,
                                      std::string_view multiplier);

/// A value with DECIMALS («as printed») applied: zeros are added; where the value has more digits
/// than are declared to be shown, they stay, except the noise of binary doubles. Nothing when it is
/// no number or has too many digits.
[[nodiscard]] std::optional<CellNumber> read_sdmx_value(std::string_view text,
                                                        std::string_view declared_decimals,
                                                        int shift);

/// Chooses what a code and its names (one a line) are called by us. `find` gives an index. The code
/// wins; a clash is told when code and names mean different things. Where nothing is known the
/// first name is given back, or the code.
template <class Name, class Find>
Name choose_among(std::string_view code, std::string_view labels, std::string_view dimension,
                  Find find) {
  Name out;
  const auto by_code = code.empty() ? std::optional<std::uint32_t>() : find(code);
  std::optional<std::uint32_t> by_label;
  std::string_view label_found;
  bool agrees = false;
  for (std::string_view rest = labels; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const auto found = line.empty() ? std::optional<std::uint32_t>() : find(line);
    if (!found) continue;
    agrees = agrees || found == by_code;
    if (!by_label) {
      by_label = found;
      label_found = line;
    }
  }
  const std::string_view first = labels.substr(0, labels.find('\n'));
  if (by_code && by_label && !agrees) {
    out.clash = {fmt::format("{} 的代码「{}」与名称「{}」不是一回事", dimension, code, label_found),
                 fmt::format("the code “{}” of {} and its name “{}” mean different things", code,
                             dimension, label_found)};
  }
  out.text = std::string(by_code ? code : by_label ? label_found : first.empty() ? code : first);
  return out;
}

}  // namespace duibiao::intake
