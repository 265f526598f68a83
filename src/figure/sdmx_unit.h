#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "figure/unit.h"

namespace duibiao::sdmx {

/// A code of CL_UNIT_MEASURE(DB): what is counted, without its power of ten. Money by ISO 4217.
struct UnitCode {
  std::string_view id;  ///< «CNY», «PC», «VISIT»
  std::string_view zh;  ///< 元, %, 人次
  std::string_view en;
};
[[nodiscard]] std::span<const UnitCode> unit_codes();

/// A unit as two attributes: UNIT_MEASURE, and UNIT_MULT as a power of ten. 亿元 is CNY, 8.
struct UnitAttributes {
  std::string_view measure;
  int multiplier = 0;
};
/// Nothing for the unknown unit. Each unit has attributes of its own: unit_named gives it back.
[[nodiscard]] std::optional<UnitAttributes> attributes_of(Unit unit);

/// The unit of two attributes. Where the table has no row of that power (10 元), the nearest
/// smaller one is given with the power of ten that values are still to be multiplied by.
struct FoundUnit {
  Unit unit;
  int shift = 0;
};
/// By code, or a code that other agencies use for the same (PT and PERCENT for PC, PERS for PS …),
/// whatever its case. Nothing for another code or a multiplier outside −24 … 24.
[[nodiscard]] std::optional<FoundUnit> unit_of_attributes(std::string_view measure, int multiplier);

}  // namespace duibiao::sdmx
