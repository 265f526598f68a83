#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace duibiao::bulletin {

using text::Span;

/// The text as the grammar reads it, with the way back to the source: full-width digits, letters
/// and punctuation in ASCII («％» → «%», «（» → «(», «，» → «,»; «、。；：» have no look-alike that
/// reads the same and stay or fold consistently: , ; : . as ASCII, 。and 、 as they are), dashes of
/// every kind between digits as «-», traditional characters simplified, the pinyin noise of scraped
/// pages («據(jù)» → «据») and invisible marks gone, no-break and ideographic spaces as spaces.
struct NormalText {
  std::string text;
  /// For byte i of `text` the offset of the first source byte of its character; one entry more
  /// than `text` has bytes. Never decreasing.
  std::vector<std::uint32_t> source_offset;

  /// The source bytes behind [begin, end) of `text`, without noise that was dropped behind it.
  [[nodiscard]] Span source(Span normal) const;
};

/// Linear; at least 50 MB/s on plain Chinese. Ill-formed bytes stay as they are.
[[nodiscard]] NormalText normalise(std::string_view source);

}  // namespace duibiao::bulletin
