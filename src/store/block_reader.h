#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "figure/figure.h"
#include "store/block_format.h"
#include "store/columns.h"
#include "store/names.h"

namespace duibiao::store {

/// What a reader of blocks needs to know of their batch.
struct BatchView {
  std::span<const Source> sources;
  Date imported;
  std::optional<Date> as_of;  ///< keep only what was released by then
};

/// Unpacks blocks into one buffer that is used again for each. Every count and index of a block is
/// checked against its length and dictionaries before it is used: a damaged or crafted block gives
/// an error, never a read outside it.
class BlockReader {
 public:
  /// The kept figures, valid until the next call. Adds to `unknown_names` the figures left out
  /// because the vocabulary has no such place, indicator, unit or measure. Errors: store_damaged.
  [[nodiscard]] Result<std::span<const Observation>> read(std::span<const std::byte> block,
                                                          const NameMap& names,
                                                          const BatchView& batch,
                                                          std::uint64_t& unknown_names);

 private:
  enum class Fate : std::uint8_t { kept, unknown, not_yet };  // not_yet: released after as_of

  struct Shape {
    Unit unit;
    std::uint16_t source = 0;
    Measure measure = Measure::level;
    std::uint8_t decimals = 0;
    ObsStatus status = ObsStatus::normal;
    Fate fate = Fate::kept;
  };
  struct Layout {
    std::size_t figures = 0;
    std::array<std::size_t, 4> entries{};  // of places, indicators, periods, shapes
    std::array<ColumnShape, block_columns> shapes;
    std::array<const std::byte*, block_columns> columns{};
    const std::byte* dictionaries = nullptr;
  };
  [[nodiscard]] static std::optional<Layout> lay_out(std::span<const std::byte> block);
  [[nodiscard]] bool read_names(const Layout& layout, const NameMap& names);
  [[nodiscard]] bool read_shapes(const Layout& layout, const NameMap& names,
                                 const BatchView& batch);
  [[nodiscard]] bool read_figures(const Layout& layout, std::uint64_t& unknown_names);

  std::vector<PlaceId> places_;
  std::vector<IndicatorId> indicators_;
  std::vector<Period> periods_;
  std::vector<Shape> shapes_;
  bool all_kept_ = true;
  std::vector<Observation> figures_;
};

}  // namespace duibiao::store
