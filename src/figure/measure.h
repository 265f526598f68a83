#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace duibiao {

/// What a number says about its indicator. The numbers are written into files: never renumber.
enum class Measure : std::uint8_t {
  level = 0,              ///< 绝对额
  growth_yoy = 1,         ///< 同比
  growth_mom = 2,         ///< 环比
  growth_avg = 3,         ///< 两年平均
  share = 4,              ///< 占比
  share_change = 5,       ///< 占比提高 n 个百分点
  growth_change = 6,      ///< 增速加快/回落 n 个百分点
  gap_pp = 7,             ///< 高于/低于 n 个百分点
  contribution_pp = 8,    ///< 拉动
  contribution_rate = 9,  ///< 贡献率
  rank = 10,              ///< 位次, by level
  growth_rank = 11,       ///< 增速位次
  multiple = 12,          ///< n 倍
  ratio = 13,             ///< a : b : c
  increment = 14,         ///< 增量
  count = 15,
  other = 16,
};
inline constexpr int measure_count = 17;

/// `growth_yoy` and so on: the stable id in CSV and JSON.
[[nodiscard]] std::string_view id_of(Measure measure);
[[nodiscard]] std::string_view zh_of(Measure measure);
[[nodiscard]] std::string_view en_of(Measure measure);
/// By id or by a name that sheets use (同比, 累计同比, 增速, 增长率, yoy, 位次 …), whole text,
/// whatever its width, case and blanks; ±, % and ‰ after it are passed over (同比±%). One hash
/// look-up.
[[nodiscard]] std::optional<Measure> find_measure(std::string_view name);

/// SDMX CL_OBS_STATUS, as far as sheets say it.
enum class ObsStatus : std::uint8_t {
  normal = 0,       ///< A
  provisional = 1,  ///< P
  estimated = 2,    ///< E
  revised = 3,      ///< R
};
/// The letter of the code list: A, P, E, R.
[[nodiscard]] std::string_view id_of(ObsStatus status);
/// By that letter or by a word that sheets use (初步, 快报, 修订, provisional …).
[[nodiscard]] std::optional<ObsStatus> find_status(std::string_view id);

}  // namespace duibiao
