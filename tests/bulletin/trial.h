#pragma once

#include <map>
#include <string>
#include <vector>

#include "bulletin/score.h"
#include "bulletin/slips.h"

/// Composed bulletins checked as they are and with one mistake each.
namespace duibiao::corpus {

/// What became of the mistakes of one kind.
struct SlipScore {
  Tally found;      ///< a finding suspects the wrong figure; one that nobody tested is missed
  Tally seen;       ///< the same of figures that something tested before they went wrong
  Tally precise;    ///< findings; right are those that suspect the wrong figure
  Tally suggested;  ///< of those found: the correction gives back what stood there
  std::vector<std::string> missed;  ///< the wrong figure within its clause
};

struct TrialScore {
  std::size_t bulletins = 0;
  std::size_t characters = 0;
  std::size_t figures = 0;  ///< as composed
  Tally read;               ///< composed figures that became a claim of their value
  std::size_t claims = 0;
  std::size_t checked = 0;  ///< claims that something tested
  std::size_t alarms = 0;   ///< inconsistent findings in true bulletins
  std::vector<std::string> alarm_lines;
  std::vector<std::string> unread;
  std::map<SlipKind, SlipScore> slips;

  [[nodiscard]] SlipScore all_slips() const;
};

/// Checks every bulletin as it is, then with `each` mistakes of every kind. `cube` may be null:
/// then only what the text itself says can tell.
[[nodiscard]] TrialScore try_bulletins(const std::vector<Bulletin>& bulletins,
                                       const bulletin::Reader& reader, const cube::Cube* cube,
                                       int each);

/// Characters of a UTF-8 text.
[[nodiscard]] std::size_t characters_of(std::string_view text);

}  // namespace duibiao::corpus
