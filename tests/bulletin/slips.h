#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "bulletin/compose.h"

/// Puts one mistake into a true bulletin.
namespace duibiao::corpus {

enum class SlipKind : std::uint8_t {
  digit,            ///< one digit is another
  swap,             ///< two neighbouring digits change places
  point,            ///< the decimal point moves by one
  per_mille,        ///< % for ‰ or ‰ for %
  magnitude,        ///< 万 for 亿
  sign,             ///< 增长 for 下降
  stale,            ///< the figure of the period before
  elsewhere,        ///< the figure of another place
  rank,             ///< one rank up or down
  level_as_growth,  ///< the level's digits with a percent sign
};
inline constexpr std::array<SlipKind, 10> slip_kinds{
    SlipKind::digit,     SlipKind::swap,           SlipKind::point, SlipKind::per_mille,
    SlipKind::magnitude, SlipKind::sign,           SlipKind::stale, SlipKind::elsewhere,
    SlipKind::rank,      SlipKind::level_as_growth};
[[nodiscard]] std::string_view name_of(SlipKind kind);

/// A bulletin with one figure that cannot be true any more.
struct Slipped {
  std::string text;
  text::Span wrong;        ///< of the wrong number with its unit and, for signs, its word
  std::string original;    ///< what stood there
  std::size_t figure = 0;  ///< index into the bulletin's figures
};

/// One mistake of a kind in a figure chosen by `seed`; nothing when no figure of the bulletin takes
/// it, or when it would stay inside what rounding allows. The same seed gives the same mistake.
[[nodiscard]] std::optional<Slipped> slip(const Bulletin& bulletin, SlipKind kind,
                                          std::uint64_t seed);

}  // namespace duibiao::corpus
