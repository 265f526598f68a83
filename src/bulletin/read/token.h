#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bulletin/read/lexicon.h"
#include "bulletin/read/normal.h"
#include "bulletin/read/numeral.h"
#include "bulletin/read/place_names.h"
#include "bulletin/read/time_words.h"

namespace duibiao::bulletin {

/// One piece of a sentence: a time, a numeral with its unit, a word of the lexicon, a place's
/// name, a punctuation mark, or a stretch of other text. Tokens follow one another without gaps
/// but blanks.
struct Token {
  enum class Kind : std::uint8_t { text, time, numeral, word, place, mark };
  Span span;  ///< in Piece::normal.text
  Kind kind = Kind::text;
  char mark = 0;            ///< of a mark: , ; : ( ) . ! ? " and `、` as '&', «。» as '.'
  std::uint32_t index = 0;  ///< into times, numerals, the lexicon's entries or the place names
  WordClasses classes;      ///< of a word

  [[nodiscard]] bool is(WordClass c) const { return classes.has(c); }
  [[nodiscard]] bool is_mark(char m) const { return kind == Kind::mark && mark == m; }
};

/// A stretch of a document as it is read: at most some 256 KB, ending where a paragraph or a
/// sentence does. Everything in it is found once.
struct Piece {
  std::uint32_t offset = 0;  ///< of its first byte in Document::text
  NormalText normal;
  std::string lower;  ///< the normal text with ASCII letters in lower case: same offsets
  std::vector<TimeWords> times;
  std::vector<Numeral> numerals;
  std::vector<Token> tokens;
  /// Of each numeral, when it stands inside a time or a word and is no figure: which token.
  struct Covered {
    std::uint32_t numeral = 0;
    std::uint32_t token = 0;
  };
  std::vector<Covered> covered;

  [[nodiscard]] std::string_view text_of(Span span) const { return span.of(normal.text); }
  [[nodiscard]] std::string_view text_of(const Token& token) const { return text_of(token.span); }
  [[nodiscard]] const Numeral& numeral(const Token& token) const { return numerals[token.index]; }
  [[nodiscard]] const TimeWords& time(const Token& token) const { return times[token.index]; }
  /// Where a stretch of the normal text stands in Document::text.
  [[nodiscard]] Span source(Span span) const {
    const Span in_piece = normal.source(span);
    return {in_piece.begin + offset, in_piece.end + offset};
  }
};

/// Normalises and takes apart one stretch of source text. Linear.
void read_piece(std::string_view source, std::uint32_t offset, const Lexicon& lexicon,
                const PlaceNames& places, const UnitWords& units, Piece& piece);

}  // namespace duibiao::bulletin
