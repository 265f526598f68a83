#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "figure/measure.h"
#include "figure/sdmx_time.h"

/// Where figures stand in the data structure DB:CITY: FREQ.REF_AREA.INDICATOR.TRANSFORMATION and
/// TIME_PERIOD. docs/sdmx.md tells users the same.
namespace duibiao::sdmx {

/// What stands at an observation beside its value.
namespace attribute {
inline constexpr std::string_view unit_measure = "UNIT_MEASURE";
inline constexpr std::string_view unit_mult = "UNIT_MULT";    ///< power of ten of the value
inline constexpr std::string_view decimals = "DECIMALS";      ///< as printed
inline constexpr std::string_view obs_status = "OBS_STATUS";  ///< A, P, E, R; M: missing
inline constexpr std::string_view source = "SOURCE";          ///< file, table or address
inline constexpr std::string_view sheet = "SOURCE_SHEET";     ///< its worksheet
inline constexpr std::string_view released = "RELEASED";      ///< day, when the source names one
inline constexpr std::string_view method = "METHOD";          ///< how a derived value came about
}  // namespace attribute

/// A code of TRANSFORMATION taken apart: «N», «YTD», «GY», «YTD_GY», «C3_SH», «RK_DER».
struct Transformation {
  enum class Span : std::uint8_t {
    period,   ///< the period of FREQ itself
    to_date,  ///< YTD: from January to its end
    months,   ///< C2 … C12: the last so many months to its end
  };
  Span span = Span::period;
  int months = 0;  ///< of Span::months
  Measure measure = Measure::level;
  /// Computed by us from published figures («…_DER»), never published: not to be imported.
  bool derived = false;
  /// The level less the best of the peers (GB_DER); only where `derived` and a level.
  bool to_best = false;

  friend bool operator==(const Transformation&, const Transformation&) = default;
};
[[nodiscard]] std::string code_of(const Transformation& what);
/// Nothing for a text that is no code of ours.
[[nodiscard]] std::optional<Transformation> transformation_of(std::string_view code);
[[nodiscard]] Message name_of(const Transformation& what);

/// FREQ, TRANSFORMATION and TIME_PERIOD of a figure.
struct Position {
  char freq = 'A';  ///< A, S, Q, M, W, D
  Transformation what;
  std::string time;  ///< `2019`, `2019-S1`, `2019-Q3`, `2019-09`, `2019-W36`, `2019-09-01`

  friend bool operator==(const Position&, const Position&) = default;
};

inline constexpr std::array<char, 6> frequencies = {'A', 'S', 'Q', 'M', 'W', 'D'};
[[nodiscard]] Message name_of_frequency(char freq);

/// Where a figure stands by the name that its period has: 1-9月 is M, YTD, 2019-09; 2-5月 is M, C4,
/// 2019-05. `period` is known.
[[nodiscard]] Position position_of(const Period& period, Measure measure);

/// Everywhere that the same figure stands because its span has several names: the year is also
/// January to December (M, YTD, 2019-12), the first quarter also January to March, January also the
/// year so far. Growth on the period before is that of the quarter, half or year, never of the year
/// so far. The first is where it stands by its canonical period, or the only one that has a
/// meaning.
[[nodiscard]] std::vector<Position> positions_of(const Period& period, Measure measure);

/// The figure at a place in the key.
struct Placed {
  Period period;
  Transformation what;
};
/// Back again: the period as its time and transformation spell it. `freq` may be empty (then the
/// form of the time decides), also H for half-years and B for business days; `transformation` may
/// be empty (N). `time` in any form of read_time, and in the spellings that Period::parse takes
/// (2019年1-9月, 201909, 2019M09). Errors: bad_period, when the time cannot be read, is no period
/// of ours, or contradicts frequency or transformation; bad_layout for a code unknown.
[[nodiscard]] Result<Placed> read_position(std::string_view freq, std::string_view transformation,
                                           std::string_view time);

}  // namespace duibiao::sdmx
