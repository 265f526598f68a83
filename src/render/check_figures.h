#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bulletin/read/claim.h"
#include "figure/figure.h"
#include "render/table.h"
#include "text/document.h"

namespace duibiao::render {

/// A claim as a figure of its own, as `import` takes it.
struct TidyFigure {
  FigureKey key;
  num::Decimal value;
  Unit unit;
  std::string source;  ///< «FILE bytes 12-24: “出口1912.0亿元”»
  std::uint32_t claim = 0;
};

/// A claim that is no figure for the store, and why.
struct LeftOut {
  enum class Reason : std::uint8_t {
    target,       ///< planned or expected: no observation
    indicator,    ///< the catalogue does not know it
    place,        ///< nobody said of where
    period,       ///< nobody said of when
    approximate,  ///< 约, 超过, 余: not the number itself
    measure,      ///< means something only beside other words: a gap, a multiple
    basis,        ///< growth on another basis than the indicator's
    unit,         ///< does not fit the indicator
    repeated,     ///< said before in the same text
    contradicts,  ///< said otherwise before in the same text
  };
  std::uint32_t claim = 0;
  Reason reason = Reason::target;
};
[[nodiscard]] std::string_view id_of(LeftOut::Reason reason);
[[nodiscard]] Message describe(LeftOut::Reason reason);

struct TidyReading {
  std::vector<TidyFigure> figures;
  std::vector<LeftOut> left_out;
};

/// What of a bulletin can go into a store: observed claims of a known indicator, place and period
/// whose number stands for itself. A share counts only of the place above, a rank only among the
/// places beside, as the store means them. Targets never enter. Every claim is in one of the two
/// lists, in the order of the text.
[[nodiscard]] TidyReading tidy_figures(const bulletin::Reading& reading,
                                       const text::Document& document, std::string_view name,
                                       const Vocabulary& words);

/// The columns that `export` writes and `import` reads. `released` may be unknown.
[[nodiscard]] Table tidy_table(const std::vector<TidyFigure>& figures, const Vocabulary& words,
                               const Date& released);

}  // namespace duibiao::render
