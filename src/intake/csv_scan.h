#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace duibiao::intake {

/// Finds the few bytes that matter in delimited text (delimiter, quote, line ends, NUL), 64 at a
/// time: one bit a byte. Reads whole blocks, so 64 readable bytes must follow the text.
class CsvScan {
 public:
  static constexpr std::size_t block = 64;

  explicit CsvScan(char delimiter) : delimiter_(delimiter) {}

  /// Starts again at `at`.
  void seek(const char* at) {
    block_ = at;
    mask_ = mask(at);
  }

  /// The next byte that matters. The text must end with one (a NUL behind the end does).
  [[nodiscard]] const char* next() {
    while (mask_ == 0) {
      block_ += block;
      mask_ = mask(block_);
    }
    const char* hit = block_ + std::countr_zero(mask_);
    mask_ &= mask_ - 1;
    return hit;
  }

 private:
#if defined(__SSE2__)
  [[nodiscard]] std::uint64_t mask(const char* at) const {
    const __m128i delimiter = _mm_set1_epi8(delimiter_);
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i feed = _mm_set1_epi8('\n');
    const __m128i carriage = _mm_set1_epi8('\r');
    const __m128i zero = _mm_setzero_si128();
    std::uint64_t bits = 0;
    for (unsigned part = 0; part < 4; ++part) {
      __m128i bytes;
      std::memcpy(&bytes, at + part * 16, sizeof bytes);
      __m128i hit = _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiter), _mm_cmpeq_epi8(bytes, quote));
      hit = _mm_or_si128(hit, _mm_cmpeq_epi8(bytes, feed));
      hit = _mm_or_si128(hit, _mm_cmpeq_epi8(bytes, carriage));
      hit = _mm_or_si128(hit, _mm_cmpeq_epi8(bytes, zero));
      const auto word = static_cast<unsigned>(_mm_movemask_epi8(hit));
      bits |= static_cast<std::uint64_t>(word) << (part * 16);
    }
    return bits;
  }
#else
  [[nodiscard]] std::uint64_t mask(const char* at) const {
    std::uint64_t bits = 0;
    for (unsigned index = 0; index < block; ++index) {
      const char byte = at[index];
      const bool hit =
          byte == delimiter_ || byte == '"' || byte == '\n' || byte == '\r' || byte == '\0';
      bits |= static_cast<std::uint64_t>(hit) << index;
    }
    return bits;
  }
#endif

  const char* block_ = nullptr;
  std::uint64_t mask_ = 0;
  char delimiter_;
};

}  // namespace duibiao::intake
