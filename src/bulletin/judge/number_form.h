#pragma once

#include <string>
#include <string_view>

#include "bulletin/read/claim.h"

namespace duibiao::bulletin {

/// Another value in the form of a printed numeral: `source` is the claim as it stands in the text,
/// with its unit and, of a rank, the 位 behind it. Grouped digits stay grouped, full-width ones
/// full-width, «第七位» becomes «第八位», «fifth» «sixth», «七成» «八成». What has no such form is
/// written in digits. Where the digits end and the unit begins is told, for the unit may change.
struct Written {
  std::string prefix;  ///< what stands before the number, signs among it
  std::string number;
  std::string suffix;  ///< the unit and what stands behind it, as printed
  bool in_digits = false;
};
[[nodiscard]] Written written_like(std::string_view source, const Claim& printed,
                                   const Claim& right);

}  // namespace duibiao::bulletin
