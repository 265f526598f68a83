#include "intake/held_name.h"

#include <algorithm>

#include "intake/extract_parts.h"
#include "intake/layout_text.h"

namespace duibiao::intake {
namespace {

constexpr std::size_t suggested = 3;

}  // namespace

std::optional<UnknownName> unknown_name(std::string_view context, const Vocabulary& vocabulary) {
  const auto known = held_context(context);
  if (!known || !known->stays.zh.empty()) return std::nullopt;
  const auto region = vocabulary.places.by_code(known->region);
  if (!vocabulary.places.by_code(known->place) &&
      !vocabulary.places.find(known->place, region.value_or(PlaceId{}))) {
    return UnknownName{UnknownName::Kind::place,
                       known->place,
                       vocabulary.places.nearest(known->place, suggested),
                       {}};
  }
  const auto unknown = std::ranges::find_if(known->figures, [&](const HeldFigure& figure) {
    return !read_tidy_indicator(figure.indicator, vocabulary.catalogue).indicator.known();
  });
  if (unknown == known->figures.end()) return std::nullopt;
  return UnknownName{UnknownName::Kind::indicator,
                     unknown->indicator,
                     {},
                     vocabulary.catalogue.nearest(unknown->indicator, suggested)};
}

}  // namespace duibiao::intake
