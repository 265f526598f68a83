#pragma once

#include <cstdint>
#include <vector>

#include "bulletin/read/draft.h"

namespace duibiao::bulletin {

/// A stretch between commas, without what stands in brackets inside it; the brackets are clauses
/// of their own that hang on their host.
struct Clause {
  std::vector<std::uint32_t> tokens;  ///< as indices into Piece::tokens
  struct Inner {
    std::uint32_t position = 0;  ///< in `tokens`: before which token the bracket stands
    std::uint32_t clause = 0;    ///< its number in the sentence
  };
  std::vector<Inner> inner;  ///< in order
  std::uint32_t depth = 0;   ///< of brackets
  char before = 0;           ///< the mark that opens it: ',' ';' ':' '(' or 0
  char after = 0;            ///< the mark that closes it
};

/// The clauses of a sentence in the order in which they open. Brackets nest some levels deep and
/// are flat below. Linear.
[[nodiscard]] std::vector<Clause> split_clauses(const Draft& draft, TokenRange sentence);

}  // namespace duibiao::bulletin
