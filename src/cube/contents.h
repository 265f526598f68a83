#pragma once

#include <deque>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "cube/columns.h"
#include "cube/cube.h"

namespace duibiao::cube {

/// Where a figure stood: everything of its provenance but the row.
struct Origin {
  std::int64_t batch = 0;
  std::uint32_t source = 0;  ///< index into Contents::sources
  std::uint32_t column = 0;
  Date released;
  bool release_assumed = false;
  friend bool operator==(const Origin&, const Origin&) = default;
};

/// The address of a figure in the cube: series and slot, or (series = Columns::no_series) its
/// number among the rare ones.
struct Where {
  std::uint32_t series = Columns::no_series;
  std::uint32_t slot = 0;
  [[nodiscard]] bool rare() const { return series == Columns::no_series; }
  friend auto operator<=>(const Where&, const Where&) = default;
};

/// How many sources agree with a noted figure, and whether one of the same day does not.
struct Note {
  Where where;
  std::uint16_t witnesses = 1;
  bool conflict = false;
};

struct OtherValue {
  Where where;
  PackedFigure figure;
  Rival::Kind kind = Rival::Kind::revised;
  bool other_unit = false;
};

/// Everything a cube holds; filled by the builder, then frozen.
struct Contents {
  std::shared_ptr<const Vocabulary> vocabulary;
  Columns columns;
  std::map<FigureKey, std::uint32_t> rare_index;  ///< keys with canonical periods
  std::vector<PackedFigure> rare;
  std::vector<Origin> origins;
  std::deque<Source> sources;  ///< a deque, because answers point into it
  std::vector<Note> notes;     ///< by address
  std::vector<OtherValue> others;
  std::size_t figures = 0;

  [[nodiscard]] const PackedFigure& at(Where where) const {
    return where.rare() ? rare[where.slot]
                        : columns.peek(where.series, static_cast<std::int32_t>(where.slot));
  }
  [[nodiscard]] PackedFigure& at(Where where) {
    return where.rare() ? rare[where.slot]
                        : *columns.cell(where.series, static_cast<std::int32_t>(where.slot));
  }
};

/// A value that came for a figure which was already there.
struct Repeat {
  Where where;
  PackedFigure figure;
  std::uint64_t arrival = 0;  ///< counts up in import order
};

/// Decides which of several values of each figure is current by the rules of CubeBuilder, writes
/// notes and others. The figure in place came before its repeats.
void settle_vintages(Contents& contents, std::vector<Repeat> repeats);

[[nodiscard]] std::shared_ptr<const Cube> make_cube(Contents contents);

}  // namespace duibiao::cube
