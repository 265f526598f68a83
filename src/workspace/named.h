#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cube/cube.h"

/// Names and periods as people give them, on a command line or in an address.
namespace duibiao::workspace {

/// «a,b、c» as a list; empty entries are left out.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

/// The places of a list of names, each once. Each error names the nearest known names.
[[nodiscard]] Result<std::vector<PlaceId>> places_named(const Vocabulary& words,
                                                        std::string_view list);
[[nodiscard]] Result<std::vector<IndicatorId>> indicators_named(const Vocabulary& words,
                                                                std::string_view list);
/// Members of a named peer group, of a list of places, or (empty) the places beside `place`.
[[nodiscard]] Result<std::vector<PlaceId>> group_named(const Vocabulary& words,
                                                       std::string_view name, PlaceId place);

/// What to call a group: the name it was asked by, that of the peer group with just these members,
/// or how many places it has.
[[nodiscard]] Message name_of_group(const Vocabulary& words, std::string_view asked,
                                    std::span<const PlaceId> members);

/// A period that somebody asks for: a bad one is wrong usage (bad_argument), not bad input.
[[nodiscard]] Result<Period> period_named(const std::string& text);

/// January to the end of `period` where there is a level for it, else the period itself: bulletins
/// speak of the year so far, and a single month is asked for by name.
[[nodiscard]] Period year_so_far(const cube::Cube& cube, IndicatorId indicator, PlaceId place,
                                 Period period);

/// The latest period with a level, as the year so far where there is one.
[[nodiscard]] std::optional<Period> latest_period(const cube::Cube& cube, IndicatorId indicator,
                                                  PlaceId place);
/// The latest that any headline indicator of the place has.
[[nodiscard]] std::optional<Period> latest_headline_period(const cube::Cube& cube, PlaceId place);

/// The headline indicators of which the place has any level.
[[nodiscard]] std::vector<IndicatorId> headlines_with_figures(const cube::Cube& cube,
                                                              PlaceId place);

}  // namespace duibiao::workspace
