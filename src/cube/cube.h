#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "figure/figure.h"

namespace duibiao::cube {

class Columns;  // cube/columns.h: the dense storage, for bulk work

/// Which import a block came from; the cube orders rival values of one figure by it.
struct BlockInfo {
  std::int64_t batch = 0;
  std::uint32_t block = 0;
  std::span<const Source> sources;
  Date imported;  ///< stands in for an unknown release date
};

/// The published value that is current for a key, and where it came from.
struct Published {
  num::Decimal value;
  Unit unit;
  ObsStatus status = ObsStatus::normal;
  const Source* source = nullptr;  ///< owned by the cube
  Date released;                   ///< never unknown: the day of import stands in
  bool release_assumed = false;
  std::int64_t batch = 0;
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint16_t witnesses = 1;  ///< sources that agree (their intervals meet)
  bool conflict = false;        ///< same vintage, another source, intervals apart

  [[nodiscard]] Result<num::Interval> interval() const { return num::Interval::of_printed(value); }
};

/// One earlier or rival value of a figure, for `revisions`.
struct Rival {
  FigureKey key;
  Published current;
  Published other;
  enum class Kind : std::uint8_t {
    revised,   ///< an earlier release, superseded
    conflict,  ///< the same day's release of another source, intervals apart
    witness,   ///< another source whose interval meets the current one
  } kind = Kind::revised;
  /// In a unit of another dimension (another currency): neither agrees nor contradicts; listed
  /// with the witnesses but not counted as one.
  bool other_unit = false;
};

/// One published figure of a series in time order.
struct SeriesPoint {
  Period period;
  Published published;
};

/// An immutable snapshot of all current figures, held as dense columns: a series is (indicator,
/// place, measure, grid) over consecutive slots of time. Built once, then read from any number of
/// threads without locks. See docs/performance.md for bytes per figure.
class Cube {
 public:
  virtual ~Cube() = default;

  [[nodiscard]] virtual const Vocabulary& vocabulary() const = 0;
  [[nodiscard]] virtual std::size_t figures() const = 0;
  [[nodiscard]] virtual std::size_t bytes() const = 0;  ///< memory held by the columns

  /// The published figure of exactly this key (periods compare by span: 2019-Q1 finds Jan–Mar).
  /// Cost: two hash lookups. Nothing when nobody published it.
  [[nodiscard]] virtual std::optional<Published> published(const FigureKey& key) const = 0;
  /// Every published point of a series, oldest first, over all kinds of period.
  [[nodiscard]] virtual std::vector<SeriesPoint> series(IndicatorId indicator, PlaceId place,
                                                        Measure measure) const = 0;
  /// Every current figure, ordered by indicator, place, period and measure.
  virtual void each(const std::function<void(const FigureKey&, const Published&)>& visit) const = 0;
  /// The same in part: of those indicators at places that `wanted` names, only what comes behind
  /// `after` when it is given, and until `visit` says false. Cost: a look at each indicator and
  /// place from `after` on, then at the figures of those wanted.
  virtual void each_of(
      const std::function<bool(IndicatorId, PlaceId)>& wanted,
      const std::optional<FigureKey>& after,
      const std::function<bool(const FigureKey&, const Published&)>& visit) const = 0;
  /// Superseded values and conflicts (and, when asked, agreeing witnesses), ordered by key.
  [[nodiscard]] virtual std::vector<Rival> rivals(bool with_witnesses) const = 0;
  /// The same of one figure, witnesses included, oldest release first; empty when it has none.
  /// Cost: two hash lookups, then the few versions themselves.
  [[nodiscard]] virtual std::vector<Rival> rivals_of(const FigureKey& key) const = 0;
  /// The latest period with a level of this indicator at this place.
  [[nodiscard]] virtual std::optional<Period> latest(IndicatorId indicator,
                                                     PlaceId place) const = 0;
  /// The storage itself, for whole columns at a time (bulk.h).
  [[nodiscard]] virtual const Columns& columns() const = 0;
};

/// Collects blocks, then makes the cube. Among values of one key the latest release is current; if
/// intervals of different sources meet they are witnesses of one figure and the finer print is
/// shown; if they do not meet and the releases are of the same day it is a conflict and the first
/// import stays current. A later import of the same source and day is a correction and supersedes.
/// A stated release outranks an assumed one (the day of import); an undated sheet imported after a
/// dated one it contradicts is a conflict.
/// Values in another dimension than the catalogue's unit (dollars beside yuan) never compete.
/// Blocks come in import order. Cost: about 20 ns a figure in any order of rows, 16 bytes a figure;
/// nothing is copied at the end.
class CubeBuilder {
 public:
  explicit CubeBuilder(std::shared_ptr<const Vocabulary> vocabulary);
  ~CubeBuilder();
  CubeBuilder(const CubeBuilder&) = delete;
  CubeBuilder& operator=(const CubeBuilder&) = delete;

  void add(std::span<const Observation> figures, const BlockInfo& info);
  [[nodiscard]] std::shared_ptr<const Cube> finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace duibiao::cube
