#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "bulletin/brief.h"
#include "text/document.h"

namespace duibiao::render {

/// A number in a sentence of the brief, with its unit: «1766.01亿元», «第7位», «CNY 176.601
/// billion», «与上年同期持平». What it stands for is one field of the brief; brief_numerals.h
/// follows it there.
struct Numeral {
  enum class What : std::uint8_t {
    level,
    growth,
    growth_change,  ///< points since the period before; in tables only
    level_rank,
    level_rank_moved,  ///< places gained or lost since the period before
    growth_rank,
    growth_rank_moved,
    printed_growth_rank,  ///< as a source printed it
    share_of_province,
    share_of_nation,
    points_of_part,    ///< what a part adds to the growth of the whole
    ratio_to_peer,     ///< own level ÷ the peer's
    growth_over_peer,  ///< own growth − the peer's
  };
  text::Span span;  ///< bytes of the sentence
  What what = What::level;
  std::uint32_t item = 0;   ///< in Brief::items
  std::uint32_t index = 0;  ///< in BriefItem::parts or BriefItem::gaps
};

/// A sentence with its numerals in the order of the text, none inside another.
struct Sentence {
  std::string text;
  std::vector<Numeral> numerals;
};

/// The brief's sentences, in the reader's language: what is typed by hand today. One an indicator,
/// ready to paste; every number is rounded once, from the exact value.
[[nodiscard]] std::vector<Sentence> sentences(const bulletin::Brief& brief, const cube::Cube& cube,
                                              Language language);

/// Their words alone.
[[nodiscard]] std::vector<std::string> texts_of(const std::vector<Sentence>& sentences);

}  // namespace duibiao::render
