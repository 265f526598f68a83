#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "figure/figure.h"

namespace duibiao::sdmx {

/// A name of ours as an identifier of SDMX: letters, digits, «_», «@» and «-» stay, every other
/// byte becomes «$» and two hexadecimal digits. Codes of places and indicators are rarely anything
/// else.
[[nodiscard]] std::string identifier_of(std::string_view name);
/// Back again; nothing when a «$» is not followed by two digits.
[[nodiscard]] std::optional<std::string> name_of_identifier(std::string_view identifier);

[[nodiscard]] std::optional<PlaceId> place_coded(const Vocabulary& words, std::string_view code);
[[nodiscard]] std::optional<IndicatorId> indicator_coded(const Vocabulary& words,
                                                         std::string_view code);
[[nodiscard]] std::string code_of(const Vocabulary& words, PlaceId place);
[[nodiscard]] std::string code_of(const Vocabulary& words, IndicatorId indicator);

}  // namespace duibiao::sdmx
