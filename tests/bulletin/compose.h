#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bulletin/read/read.h"
#include "cube/cube.h"
#include "text/document.h"

/// Whole bulletins written from the figures of a cube: every number in them is true.
namespace duibiao::corpus {

enum class FigureKind : std::uint8_t { level, growth, share, gap, change, rank, contribution };

/// A number of a bulletin, and what it could be mistaken for.
struct Figure {
  FigureKind kind = FigureKind::level;
  text::Span number;    ///< the digits, without a sign: words carry it
  text::Span unit;      ///< behind the number; empty for ranks
  text::Span word;      ///< 增长, 高于, 加快 …: carries the sign; empty when there is none
  num::Interval truth;  ///< what the number may say, signed, in its unit; another is an error
  bool negative = false;
  std::string stale;      ///< the same figure of the period before, as printed; empty: none
  std::string elsewhere;  ///< the same figure of another place, as printed; empty: none
  std::string beside;     ///< the level that a growth rate stands behind; empty: none
};

struct Bulletin {
  std::string id;  ///< «330300 2025-07 zh»
  std::string text;
  bulletin::ReadingContext context;
  std::vector<Figure> figures;
};

/// Bulletins of trade for Zhejiang and its eleven cities by month, in Chinese and some in English,
/// and of the national accounts of 2015; `every` thins them out (1: all). The same cube gives the
/// same texts.
[[nodiscard]] std::vector<Bulletin> compose(const cube::Cube& cube, std::size_t every);

}  // namespace duibiao::corpus
