#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace duibiao::text {

/// What the bytes of a text file seem to be written in.
struct EncodingGuess {
  std::string name;      ///< UTF-8, UTF-16LE, UTF-16BE, UTF-32LE, UTF-32BE, GB18030 or Big5
  bool had_bom = false;  ///< a byte order mark says so
  bool certain = false;  ///< a BOM, or no other reading is valid; otherwise likely, and to be shown

  friend bool operator==(const EncodingGuess&, const EncodingGuess&) = default;
};

/// Guesses from the beginning of a file; 64 KiB is plenty. In this order: BOM; strict UTF-8; UTF-16
/// without BOM, by where its NUL bytes stand; GB18030 or Big5, by validity, then by which reading
/// has the commoner characters. `sample_is_whole` false forgives a character cut off at the end; an
/// ASCII sample of a longer file is then «UTF-8, not certain». Never fails: a text that fits
/// nothing is «GB18030, not certain», and converting it will say where it breaks. Linear.
[[nodiscard]] EncodingGuess guess_encoding(std::string_view sample, bool sample_is_whole);

/// Turns bytes of one encoding into UTF-8, chunk by chunk; a character cut by a chunk's border is
/// kept for the next. A leading BOM is dropped. Nothing is ever replaced silently: ill-formed bytes
/// end the conversion with bad_encoding and their offset. One decoder, one thread, one text.
class TextDecoder {
 public:
  /// By name, ICU aliases included (gbk, cp936, gb2312 are read as GB18030, their superset).
  /// Errors: bad_argument for a name nobody knows.
  [[nodiscard]] static Result<TextDecoder> open(std::string_view encoding);

  TextDecoder(TextDecoder&&) noexcept;
  TextDecoder& operator=(TextDecoder&&) noexcept;
  ~TextDecoder();

  /// Appends the UTF-8 of all characters that are complete by now. Errors: bad_encoding; what came
  /// before the bad bytes has been appended, and the decoder is of no further use.
  [[nodiscard]] Status feed(std::string_view chunk, std::string& out);

  /// The text has ended. Errors: bad_encoding when it ended inside a character.
  [[nodiscard]] Status finish(std::string& out);

  /// Where the first ill-formed byte stood, counted from 0 over all chunks, BOM included.
  /// Meaningful after an error.
  [[nodiscard]] std::uint64_t error_offset() const;

 private:
  struct State;
  explicit TextDecoder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// A whole text at once. Errors: bad_argument, bad_encoding.
[[nodiscard]] Result<std::string> to_utf8(std::string_view bytes, std::string_view encoding);

}  // namespace duibiao::text
