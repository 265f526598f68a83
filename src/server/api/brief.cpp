// The month's page about a place, and what was revised.
#include <fmt/format.h>

#include "bulletin/brief.h"

#include <nlohmann/json.hpp>

#include "document/zip_rewrite.h"
#include "render/brief_docx.h"
#include "render/brief_html.h"
#include "render/brief_json.h"
#include "render/brief_table.h"
#include "render/store_json.h"
#include "server/api/view.h"
#include "workspace/named.h"

namespace duibiao::server {
namespace {

Result<bulletin::BriefRequest> request_of(const Asked& asked) {
  bulletin::BriefRequest out;
  const auto place = place_asked(asked, "place");
  if (!place) return tl::unexpected(place.error());
  out.place = *place;
  auto indicators = indicators_asked(asked);
  if (!indicators) return tl::unexpected(indicators.error());
  out.indicators = std::move(*indicators);
  auto against = places_asked(asked, "against");
  if (!against) return tl::unexpected(against.error());
  out.against = std::move(*against);
  auto group = group_asked(asked, *place);
  if (!group) return tl::unexpected(group.error());
  out.group = std::move(*group);
  out.group_name = workspace::name_of_group(asked.words(), asked.get("group"), out.group);
  const auto period = period_if_asked(asked, "period");
  if (!period) return tl::unexpected(period.error());
  out.period = period->known()
                   ? *period
                   : workspace::latest_headline_period(asked.cube(), *place).value_or(Period());
  return out;
}

/// The brief in the form that was asked for, and no other: each takes its time.
Result<View> in_form(const Asked& asked, const bulletin::Brief& page, bool explain) {
  const cube::Cube& cube = asked.cube();
  const Language language = asked.language();
  View view;
  view.name = render::brief_title(page, asked.words(), language);
  switch (asked.format) {
    case Format::xlsx:
      view.tables = render::brief_workbook(page, cube, language);
      break;
    case Format::html:
      view.file = render::brief_to_html(page, cube, language);
      break;
    case Format::docx: {
      auto packed = document::make_zip(view.name, render::brief_docx_parts(page, cube, language));
      if (!packed) return tl::unexpected(packed.error());
      view.file = std::move(*packed);
      break;
    }
    default:
      view.json = written(render::brief_json(page, cube, explain, language));
  }
  return view;
}

Result<View> brief(const Asked& asked) {
  const auto explain = flag_asked(asked.call, "explain", false);
  if (!explain) return tl::unexpected(explain.error());
  const auto request = request_of(asked);
  if (!request) return tl::unexpected(request.error());
  const bulletin::Brief page =
      request->period.known() ? bulletin::write_brief(asked.cube(), *request) : bulletin::Brief{};
  if (page.items.empty()) {
    const Place& place = asked.words().places.at(request->place);
    return no_figures({fmt::format("库中没有{}该时期的数", place.zh),
                       fmt::format("the store has no figures of {} for that period", place.en)});
  }
  return in_form(asked, page, *explain);
}

Result<View> revisions(const Asked& asked) {
  const auto place = place_if_asked(asked, "place");
  if (!place) return tl::unexpected(place.error());
  const auto indicators = indicators_asked(asked);
  if (!indicators) return tl::unexpected(indicators.error());
  const auto witnesses = flag_asked(asked.call, "witnesses", false);
  if (!witnesses) return tl::unexpected(witnesses.error());
  std::vector<cube::Rival> rivals = asked.cube().rivals(*witnesses);
  std::erase_if(rivals, [&](const cube::Rival& rival) {
    if (place->known() && rival.key.place != *place) return true;
    return !indicators->empty() &&
           std::ranges::find(*indicators, rival.key.indicator) == indicators->end();
  });
  return view_of(render::revisions_json(rivals, asked.words(), asked.language()));
}

}  // namespace

std::vector<Route> brief_routes(const Shared& state) {
  std::vector<Route> out;
  out.push_back(
      reading(state,
              {.pattern = "/api/v1/brief",
               .role = Role::viewer,
               .summary = {"一个地区当期的简报", "The month's page about a place"},
               .parameters = {{"place", {"地区", "place"}, true},
                              {"period", {"时期（缺省：最新）", "period (default: the latest)"}},
                              {"indicator", {"指标，可列多个", "indicators, a list"}},
                              {"against", {"对标地区，可列多个", "peers, a list"}},
                              {"group", {"比较范围", "peer group"}},
                              {"explain",
                               {"列出所依据的公布数", "list the published figures it rests on"},
                               false,
                               {"0", "1"}}},
               .answers = "duibiao.brief/1"},
              {Format::json, Format::xlsx, Format::html, Format::docx}, brief));
  out.push_back(reading(
      state,
      {.pattern = "/api/v1/revisions",
       .role = Role::viewer,
       .summary = {"修订过的数和来源之间的冲突", "Revised figures and conflicts between sources"},
       .parameters =
           {{"place", {"只看该地区", "only this place"}},
            {"indicator", {"只看这些指标", "only these indicators"}},
            {"witnesses", {"也列出一致的旁证", "also list sources that agree"}, false, {"0", "1"}}},
       .answers = "duibiao.revisions/1"},
      {Format::json}, revisions));
  return out;
}

}  // namespace duibiao::server
