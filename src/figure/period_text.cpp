#include <fmt/format.h>

#include <array>

#include "figure/period.h"

namespace duibiao {
namespace {

constexpr std::array<const char*, 12> month_names = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

const char* month_name(int m) { return month_names.at(static_cast<std::size_t>(m - 1)); }

}  // namespace

std::string Period::to_string() const {
  if (!known()) {
    return {};
  }
  switch (kind_) {
    case Kind::year:
      return fmt::format("{}", year_);
    case Kind::half:
      return fmt::format("{}-H{}", year_, b_);
    case Kind::quarter:
      return fmt::format("{}-Q{}", year_, b_);
    case Kind::month:
      return fmt::format("{}-{:02}", year_, b_);
    case Kind::week:
      return fmt::format("{}-W{:02}", year_, b_);
    case Kind::day:
      return fmt::format("{}-{:02}-{:02}", year_, b_, a_);
    default:
      return fmt::format("{0}-{1:02}..{0}-{2:02}", year_, a_, b_);
  }
}

std::string Period::display_zh() const {
  if (!known()) {
    return {};
  }
  constexpr std::array<const char*, 4> ordinals = {"一", "二", "三", "四"};
  switch (kind_) {
    case Kind::year:
      return fmt::format("{}年", year_);
    case Kind::half:
      return fmt::format("{}年{}半年", year_, b_ == 1 ? "上" : "下");
    case Kind::quarter:
      return fmt::format("{}年{}季度", year_, ordinals.at(static_cast<std::size_t>(b_ - 1)));
    case Kind::week:
      return fmt::format("{}年第{}周", year_, b_);
    case Kind::day:
      return fmt::format("{}年{}月{}日", year_, b_, a_);
    default:
      return a_ == b_ ? fmt::format("{}年{}月", year_, b_)
                      : fmt::format("{}年{}-{}月", year_, a_, b_);
  }
}

std::string Period::display_en() const {
  if (!known()) {
    return {};
  }
  constexpr std::array<const char*, 4> ordinals = {"first", "second", "third", "fourth"};
  switch (kind_) {
    case Kind::year:
      return fmt::format("{}", year_);
    case Kind::half:
      return fmt::format("{} half of {}", ordinals.at(static_cast<std::size_t>(b_ - 1)), year_);
    case Kind::quarter:
      return fmt::format("{} quarter of {}", ordinals.at(static_cast<std::size_t>(b_ - 1)), year_);
    case Kind::week:
      return fmt::format("week {} of {}", b_, year_);
    case Kind::day:
      return fmt::format("{} {} {}", a_, month_name(b_), year_);
    default:
      return a_ == b_ ? fmt::format("{} {}", month_name(b_), year_)
                      : fmt::format("{}–{} {}", month_name(a_), month_name(b_), year_);
  }
}

}  // namespace duibiao
