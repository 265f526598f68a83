#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace duibiao::text {

/// Texts longer than this are only trimmed, not folded: ICU counts in 32 bits, and no name, cell
/// or bulletin comes near.
inline constexpr std::size_t max_fold_bytes = std::size_t{1} << 30;

/// One spelling for what differs in width only: NFKC, then blanks trimmed. Full-width digits,
/// letters and punctuation become ASCII (％ → %, （ → (, ： → :), no-break and ideographic spaces
/// become a space, ① becomes 1 and ㎡ m2. Dashes (—, –, −) stay what they are. Not for numbers with
/// footnote marks: see read_number. Ill-formed bytes stay as they are. ASCII never reaches ICU.
[[nodiscard]] std::string fold_width(std::string_view text);

/// A folded text that still knows where each byte came from.
struct Folded {
  std::string text;
  /// For byte i of `text`, the offset of the first source byte of the character (or the cluster
  /// that was folded together) it came from. One entry more than `text` has bytes: the last one is
  /// the end of the last source character that was kept. Never decreasing.
  std::vector<std::uint32_t> source_offset;

  /// The source bytes [first, last) behind the folded bytes [begin, end); begin < end ≤ size.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> source_span(std::size_t begin,
                                                                    std::size_t end) const;
};

/// fold_width with a way back, for messages that point into the source.
[[nodiscard]] Folded fold_with_map(std::string_view text);

/// ASCII letters in lower case; everything else as it is.
[[nodiscard]] std::string fold_case(std::string_view text);

}  // namespace duibiao::text
