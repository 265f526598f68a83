#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cube/measures.h"
#include "figure/sdmx_key.h"
#include "sdmx/holdings.h"
#include "sdmx/query.h"

namespace duibiao::sdmx {

/// What a series is about.
struct SeriesKey {
  char freq = 'A';
  PlaceId place;
  IndicatorId indicator;
  Transformation what;
};

/// One observation.
struct Value {
  std::string time;
  Period period;  ///< that the figure is about: of «M, YTD, 2019-09» January to September
  num::Decimal value;
  Unit unit;
  ObsStatus status = ObsStatus::normal;
  const Source* source = nullptr;      ///< owned by the cube; null for a derived value
  Date released;                       ///< unknown when no source names a day
  Date vintage;                        ///< when it was published, or else imported
  std::optional<cube::Method> method;  ///< of a derived value
  bool gone = false;                   ///< to be deleted: it has no value
};

struct Series {
  SeriesKey key;
  std::array<std::string, time_dimension> codes;
  std::vector<Value> values;
};

/// What goes into one data set of a message.
struct DataSet {
  enum class Action : std::uint8_t { information, replace, remove };
  Action action = Action::information;
  std::string valid_from;  ///< of a past dissemination, as an xs:dateTime; else empty
  std::string valid_to;
  std::vector<Series> series;
};

/// Enough for every figure of a province's places over twenty years; more is asked for in parts.
struct DataLimits {
  std::size_t observations = 500'000;
  /// A derived value costs a hundred look-ups where a published one costs one.
  std::size_t derived = 50'000;
};

/// The codes of TRANSFORMATION that are computed: they are answered when a key names them, and are
/// no part of a key that leaves TRANSFORMATION open.
[[nodiscard]] std::vector<Transformation> derived_transformations();

/// What a query asks for; several data sets with includeHistory, at least one, the last of which is
/// what the query finds without it. Derived values have no history. Errors: no_results, too_large.
[[nodiscard]] Answer<std::vector<DataSet>> select(const Holdings& holdings, const DataQuery& query,
                                                  const DataLimits& limits = {});

/// Which values each dimension has among the published figures that a query matches, in order of
/// code; first and last day of time. Nothing is kept in memory but these. Errors: no_results.
struct Available {
  std::array<std::vector<std::string>, time_dimension> codes;
  std::chrono::sys_days first;
  std::chrono::sys_days last;
  std::size_t series = 0;
  std::size_t observations = 0;
};
[[nodiscard]] Answer<Available> available(const Holdings& holdings, const DataQuery& query);

}  // namespace duibiao::sdmx
