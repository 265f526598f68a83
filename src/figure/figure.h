#pragma once

#include <cstdint>

#include "figure/catalogue.h"
#include "figure/date.h"
#include "figure/measure.h"
#include "figure/period.h"
#include "figure/place.h"
#include "figure/unit.h"
#include "num/decimal.h"
#include "num/interval.h"

namespace duibiao {

/// The names figures are made of. Read-only once built; shared by every room.
struct Vocabulary {
  PlaceRegistry places;
  Catalogue catalogue;
};

/// Everything that identifies a figure.
struct FigureKey {
  IndicatorId indicator;
  PlaceId place;
  Period period;
  Measure measure = Measure::level;

  friend auto operator<=>(const FigureKey&, const FigureKey&) = default;
};

/// One published number: its key, its digits as printed, and where it stood. 64-bit digits hold any
/// figure a bureau prints (18 digits); a longer one is refused at intake with its cell.
struct Observation {
  FigureKey key;
  std::int64_t mantissa = 0;  ///< value = mantissa × 10^-decimals, in `unit`
  std::uint8_t decimals = 0;
  Unit unit;
  ObsStatus status = ObsStatus::normal;
  std::uint16_t source = 0;  ///< index into the batch's sources
  std::uint32_t row = 0;     ///< from 1; 0 when unknown
  std::uint32_t column = 0;  ///< from 1; 0 when unknown

  [[nodiscard]] num::Decimal value() const { return num::Decimal::of(mantissa, decimals); }
};

/// Where figures came from: a document and the day it was released (its vintage).
struct Source {
  std::string name;   ///< file name, table title or URL
  std::string sheet;  ///< worksheet, when there is one
  Date released;      ///< unknown: the day of import stands for it
  friend bool operator==(const Source&, const Source&) = default;
};

}  // namespace duibiao
