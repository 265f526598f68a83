#pragma once

#include <cstddef>
#include <cstdint>

/// Loops over one row of a table, compiled for several instruction sets and chosen at start.
/// Comparisons with NaN are false, which is what «missing» needs.
namespace duibiao::cube::rows {

/// now ÷ before − 1; NaN unless before > 0.
void growth(const double* now, const double* before, double* out, std::size_t count);
void difference(const double* now, const double* before, double* out, std::size_t count);
/// level ÷ level of the parent column; NaN without one.
void share(const double* level, const std::int32_t* parents, double* out, std::size_t count);
/// Competition ranks and gaps to the best of one group; `sign` −1 ranks the lowest first.
void rank(const double* level, std::uint32_t* ranks, double* gaps, std::size_t count, double sign);

}  // namespace duibiao::cube::rows
