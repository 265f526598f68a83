#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"
#include "figure/period.h"

namespace duibiao::sdmx {

/// A time as SDMX 2.1 writes it (ObservationalTimePeriod), with the days that it covers.
struct Time {
  Period
      period;  ///< unknown for a stretch that no Period has (2019-T3 has one, 18 months has none)
  std::chrono::sys_days first;
  std::chrono::sys_days last;
  bool range = false;  ///< written as start/duration: no StandardTimePeriod
};

/// Reads `2019`, `2019-09`, `2019-09-01`, `2019-09-01T00:00:00` (its day), `2019-A1`, `2019-S1`,
/// `2019-T2`, `2019-Q3`, `2019-M09`, `2019-W36`, `2019-D244` and ranges `2019-01-01/P9M`; a time
/// zone behind them is passed over. Reporting years begin in January. Errors: bad_period. Linear.
[[nodiscard]] Result<Time> read_time(std::string_view text);

/// The days of a known period.
[[nodiscard]] Time time_of(const Period& period);

/// «2019-01-01/P9M»: any period as a range.
[[nodiscard]] std::string range_text(const Period& period);

}  // namespace duibiao::sdmx
