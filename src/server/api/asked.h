#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/site.h"
#include "server/route/route.h"

namespace duibiao::server {

/// The forms in which an answer can be had.
enum class Format : std::uint8_t { json, csv, xlsx, json_stat, html, docx };
/// «json», «csv», «xlsx», «json-stat», «html», «docx»: what `?format=` says.
[[nodiscard]] std::string_view name_of(Format format);
[[nodiscard]] std::string_view media_type_of(Format format);

/// A question with the snapshot that it is answered from.
struct Asked {
  const Call& call;
  const Snapshot& snapshot;
  Format format = Format::json;

  [[nodiscard]] const cube::Cube& cube() const { return *snapshot.cube; }
  [[nodiscard]] const Vocabulary& words() const { return *snapshot.words; }
  [[nodiscard]] Language language() const { return call.language; }
  [[nodiscard]] std::string get(std::string_view name) const {
    return std::string(call.query(name));
  }
};

/// The error with addresses of the API where its advice names commands of the terminal. What has no
/// address (verify) stays.
[[nodiscard]] Error with_addresses(Error error);

/// A parameter's value that cannot be used: bad_argument, naming the parameter.
[[nodiscard]] tl::unexpected<Error> bad_parameter(std::string_view name, const Message& why);

/// Parameters by their names. An empty or absent one that is required is a bad_argument that says
/// so; unknown names are not_found with the nearest known ones.
[[nodiscard]] Result<PlaceId> place_asked(const Asked& asked, std::string_view name);
/// Unknown when the parameter is absent.
[[nodiscard]] Result<PlaceId> place_if_asked(const Asked& asked, std::string_view name);
[[nodiscard]] Result<std::vector<PlaceId>> places_asked(const Asked& asked, std::string_view name);
[[nodiscard]] Result<IndicatorId> indicator_asked(const Asked& asked);
[[nodiscard]] Result<std::vector<IndicatorId>> indicators_asked(const Asked& asked);
/// Unknown when the parameter is absent.
[[nodiscard]] Result<Period> period_if_asked(const Asked& asked, std::string_view name);
/// The members of `group`, or the places beside `place`.
[[nodiscard]] Result<std::vector<PlaceId>> group_asked(const Asked& asked, PlaceId place);
/// One of the words that the route lists, or `otherwise` when absent.
[[nodiscard]] Result<std::string> word_asked(const Asked& asked, std::string_view name,
                                             const std::vector<std::string>& allowed,
                                             std::string_view otherwise);
/// «1», «true» and «yes» are yes; «0», «false», «no» and nothing are no.
[[nodiscard]] Result<bool> flag_asked(const Call& call, std::string_view name, bool otherwise);

/// What the table does not list is a slip of the pen: `?peroid=2025` must not be answered as if no
/// period had been named. `lang`, `format` and `bom` are known everywhere.
[[nodiscard]] Status only_known_parameters(const Call& call,
                                           const std::vector<Parameter>& parameters);

/// missing_figure: nothing to answer with, with how to find out what there is.
[[nodiscard]] tl::unexpected<Error> no_figures(const Message& what);

}  // namespace duibiao::server
