#include "sdmx/history.h"

#include <algorithm>
#include <optional>
#include <ranges>
#include <tuple>

namespace duibiao::sdmx {
namespace {

using cube::Published;
using cube::Rival;

/// A stated release outranks an assumed one, then the later day the earlier.
std::pair<bool, Date> rank(const Published& version) {
  return {!version.release_assumed, version.released};
}

bool same_source(const Published& a, const Published& b) {
  return a.source == b.source ||
         (a.source != nullptr && b.source != nullptr && a.source->name == b.source->name &&
          a.source->sheet == b.source->sheet);
}

/// The superseded versions, lowest rank first, of each rank the one that the cube prefers: the
/// first import, or its correction.
std::vector<Published> superseded(const std::vector<Rival>& versions) {
  std::vector<Published> all;
  for (const Rival& one : versions) {
    if (one.kind == Rival::Kind::revised && !one.other_unit) all.push_back(one.other);
  }
  std::ranges::sort(all, [](const Published& a, const Published& b) {
    return std::tuple(rank(a), a.batch, a.row, a.column) <
           std::tuple(rank(b), b.batch, b.row, b.column);
  });
  std::vector<Published> out;
  for (Published& one : all) {
    if (out.empty() || rank(out.back()) != rank(one)) {
      out.push_back(one);
    } else if (same_source(out.back(), one) && out.back().batch != one.batch) {
      out.back() = one;
    }
  }
  return out;
}

/// Since when the present value counts. The finest print of several that agree may be older than
/// what they superseded together: then it counts since the first of them that came after that.
Date start_of(const Published& current, const std::vector<Rival>& versions,
              const std::vector<Published>& before) {
  if (before.empty()) return current.released;
  const auto floor = rank(before.back());
  std::optional<Date> first;
  const auto take = [&](const Published& one) {
    if (rank(one) >= floor && (!first || one.released < *first)) first = one.released;
  };
  take(current);
  for (const Rival& one : versions) {
    if (one.kind == Rival::Kind::witness && !one.other_unit) take(one.other);
  }
  return first.value_or(current.released);
}

}  // namespace

std::vector<Term> terms_of(const Published& current, const std::vector<Rival>& versions) {
  const std::vector<Published> before = superseded(versions);
  Date end = start_of(current, versions, before);
  std::vector<Term> out = {{current, end, {}}};
  std::optional<Term> undated;
  for (const Published& one : before | std::views::reverse) {
    if (one.released < end) {
      out.push_back({one, one.released, end});
      end = one.released;
      undated.reset();
    } else if (one.release_assumed && !out.back().version.release_assumed && !undated) {
      undated = Term{one, {}, end};
    }
  }
  if (undated) out.push_back(*undated);
  std::ranges::reverse(out);
  return out;
}

}  // namespace duibiao::sdmx
