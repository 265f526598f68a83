#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "figure/sdmx_time.h"
#include "sdmx/problem.h"

namespace duibiao::sdmx {

/// The dimensions of DB:CITY in the order of a key; the last is time.
inline constexpr std::size_t dimension_count = 5;
inline constexpr std::size_t time_dimension = 4;
inline constexpr std::array<std::string_view, dimension_count> dimension_ids = {
    "FREQ", "REF_AREA", "INDICATOR", "TRANSFORMATION", "TIME_PERIOD"};
/// The place of a dimension in the key; nothing for another name.
[[nodiscard]] std::optional<std::size_t> dimension_named(std::string_view id);

/// Decoded parameters in the order they came.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// «CITY», «DB,CITY», «DB,CITY,1.0»; also what names a structure by the parts of its path. Each
/// part may be a list with «+»; empty lists stand for «all».
struct Reference {
  std::vector<std::string> agencies;
  std::vector<std::string> ids;
  std::string version = "latest";  ///< «latest», «all» or a number

  /// Whether something of ours is meant. All our artefacts are of agency DB and version 1.0.
  [[nodiscard]] bool names(std::string_view agency, std::string_view id) const;
};
/// Errors: syntax.
[[nodiscard]] Answer<Reference> read_flow(std::string_view text);
[[nodiscard]] Answer<Reference> read_reference(std::string_view agency, std::string_view id,
                                               std::string_view version);
/// A list with «+» of identifiers; empty for «all» and nothing. Errors: syntax.
[[nodiscard]] Answer<std::vector<std::string>> read_list(std::string_view text);

/// Which values of each dimension of the key are asked for; an empty list is all of them.
using Key = std::array<std::vector<std::string>, time_dimension>;
/// «M.330300+330100..YTD», «all», «». Errors: syntax (not four parts, characters that no code has,
/// more than 5,000 codes). Linear.
[[nodiscard]] Answer<Key> read_key(std::string_view text);

enum class Detail : std::uint8_t { full, data_only, series_keys_only, no_data };

/// A query for data, understood.
struct DataQuery {
  Key key;
  std::optional<Time> start;                  ///< nothing that begins before it
  std::optional<Time> end;                    ///< nothing that ends after it
  std::optional<std::int64_t> updated_after;  ///< seconds since 1970
  std::size_t first = 0;                      ///< of each series; 0: all
  std::size_t last = 0;
  /// A dimension, or nothing for AllDimensions (flat).
  std::optional<std::size_t> at_observation = time_dimension;
  Detail detail = Detail::full;
  bool history = false;
  bool ranges = false;  ///< `timeFormat=range`, ours: time as «2019-01-01/P9M»
};
/// Reads key and parameters; the ones named in `other` are somebody else's. A parameter may come
/// twice when it says the same. Errors: syntax, also for a parameter that there is not; semantic
/// for a dimension that there is not and a start after the end.
[[nodiscard]] Answer<DataQuery> read_data_query(std::string_view key, const Parameters& parameters,
                                                const std::vector<std::string_view>& other);

/// «2019-09-01T12:00:00+08:00» as seconds since 1970; without a zone the bureau's (UTC+8). Nothing
/// for anything else.
[[nodiscard]] std::optional<std::int64_t> read_moment(std::string_view text);
/// Back again: «2019-09-01T12:00:00+08:00».
[[nodiscard]] std::string moment_text(std::int64_t unix_seconds);

}  // namespace duibiao::sdmx
