#include "cube/bulk_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

// One body, three instruction sets: GCC and clang pick by the processor at load time. Sanitizers
// start too late for that choice, and other processors do not have it.
#if defined(__has_feature)
#define DUIBIAO_HAS_FEATURE(name) __has_feature(name)
#else
#define DUIBIAO_HAS_FEATURE(name) 0
#endif
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && \
    !DUIBIAO_HAS_FEATURE(address_sanitizer) && !DUIBIAO_HAS_FEATURE(thread_sanitizer)
#define DUIBIAO_VECTOR_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define DUIBIAO_VECTOR_CLONES
#endif

namespace duibiao::cube::rows {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

// Counting who is above costs n² cheap comparisons without a branch: faster than sorting up to a
// few hundred peers, which is any real group.
constexpr std::size_t counted_peers = 512;

DUIBIAO_VECTOR_CLONES
void count_above(const double* key, std::uint32_t* ranks, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const double mine = key[i];
    std::int64_t above = 0;
    for (std::size_t j = 0; j < count; ++j) above += key[j] > mine ? 1 : 0;
    ranks[i] = mine == mine ? static_cast<std::uint32_t>(above) + 1 : 0;
  }
}

void sort_above(const double* key, std::uint32_t* ranks, std::size_t count) {
  std::vector<double> sorted;
  sorted.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (!std::isnan(key[i])) sorted.push_back(key[i]);
  }
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 0; i < count; ++i) {
    const auto above = sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), key[i]);
    ranks[i] = std::isnan(key[i]) ? 0 : static_cast<std::uint32_t>(above) + 1;
  }
}

}  // namespace

DUIBIAO_VECTOR_CLONES
void growth(const double* now, const double* before, double* out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const double rate = now[i] / before[i] - 1;
    out[i] = before[i] > 0 ? rate : missing;
  }
}

DUIBIAO_VECTOR_CLONES
void difference(const double* now, const double* before, double* out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = now[i] - before[i];
}

void share(const double* level, const std::int32_t* parents, double* out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const double whole = parents[i] < 0 ? missing : level[parents[i]];
    out[i] = whole > 0 ? level[i] / whole : missing;
  }
}

void rank(const double* level, std::uint32_t* ranks, double* gaps, std::size_t count, double sign) {
  std::array<double, counted_peers> small;
  std::vector<double> large(count > counted_peers ? count : 0);
  double* key = count > counted_peers ? large.data() : small.data();
  double best = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < count; ++i) {
    key[i] = sign * level[i];
    best = key[i] > best ? key[i] : best;
  }
  if (count > counted_peers) {
    sort_above(key, ranks, count);
  } else {
    count_above(key, ranks, count);
  }
  for (std::size_t i = 0; i < count; ++i) gaps[i] = sign * (best - key[i]);
}

}  // namespace duibiao::cube::rows
