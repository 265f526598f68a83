#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "figure/measure.h"

namespace duibiao::names {

/// What the words of a header that are no indicator say.
struct HeaderWords {
  std::optional<Measure> measure;
  bool us_dollars = false;      ///< 按美元计价
  bool constant_price = false;  ///< 可比价, 不变价, 实际: growth without the change of prices
  bool nominal = false;         ///< 名义, 现价
  std::string rest;             ///< what none of the known words explains
};

/// Reads the words of a phrase text (see phrase_text) around the indicator, which the caller has
/// taken out and replaced by a border. Longest known word first; linear.
[[nodiscard]] HeaderWords read_header_words(std::string_view phrase);

/// Where «占…比重» stands in a phrase text: what lies in it is the whole a share is taken of, not
/// the indicator that the header is about. Both offsets equal when there is none.
struct ShareClause {
  std::size_t begin = 0;
  std::size_t end = 0;
};
[[nodiscard]] ShareClause find_share_clause(std::string_view phrase);

}  // namespace duibiao::names
