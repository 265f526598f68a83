// What happened to the store, rows that wait for a name, and news of changes.
#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "render/store_json.h"
#include "server/api/view.h"
#include "server/http/problem.h"
#include "workspace/import_wish.h"
#include "workspace/named.h"

namespace duibiao::server {
namespace {

/// Names are short; more is no name.
constexpr std::size_t longest_body = 64 * 1024;

Result<View> batches(const Site& site) {
  render::Json out;
  const Status done = site.look([&out](store::Store& store) -> Status {
    const auto found = store.batches();
    if (!found) return tl::unexpected(found.error());
    out = render::batches_json(*found);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return view_of(out);
}

Result<View> held(const Site& site, const Vocabulary& words) {
  render::Json out;
  const Status done = site.look([&](store::Store& store) -> Status {
    const auto found = store.held();
    if (!found) return tl::unexpected(found.error());
    std::vector<std::pair<store::HeldRow, Message>> rows;
    for (const store::HeldRow& row : *found) rows.emplace_back(row, row.reason);
    out = render::held_json(rows, words);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return view_of(out);
}

Result<Response> log(const Call&, const Shared& state) {
  render::Json out;
  const Status done = state->site.look([&out](store::Store& store) -> Status {
    const auto found = store.log();
    if (!found) return tl::unexpected(found.error());
    out = render::log_json(*found);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return fresh(out);
}

Result<Response> undo(const Call& call, const Shared& state) {
  const std::string& text = call.path.front();
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || end != text.data() + text.size() || id < 1) {
    return bad_parameter("id", {"应为批次号", "it must be the number of a batch"});
  }
  std::optional<store::Batch> undone;
  const Status done = state->site.write([&](workspace::Workspace& space) -> Status {
    auto batch = space.store().undo(id, state->actor(call.caller));
    if (!batch) return tl::unexpected(batch.error());
    undone = std::move(*batch);
    return {};
  });
  if (!done && done.error().code == ErrorCode::bad_argument) {  // undone already
    return problem(409, done.error().message, call.request.path, call.language);
  }
  if (!done) return tl::unexpected(with_addresses(done.error()));
  return fresh(render::batches_json({&*undone, 1}));
}

Result<Response> retry(const Call& call, const Shared& state) {
  std::vector<Unit> units;
  for (const std::string& name : workspace::split_list(call.query("unit"))) {
    const auto unit = workspace::unit_named(name);
    if (!unit) return tl::unexpected(unit.error());
    units.push_back(*unit);
  }
  render::Json out;
  const Status done = state->site.write([&](workspace::Workspace& space) -> Status {
    const auto report = workspace::retry_held(space, units, state->actor(call.caller));
    if (!report) return tl::unexpected(report.error());
    out = render::held_json(report->still_held, space.vocabulary());
    out["rows"] = report->rows;
    out["figures"] = report->figures;
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return fresh(out);
}

/// `{"kind": "place" | "indicator", "alias": "…", "of": code or id}`.
Result<store::Overlay> alias_in(const std::string& body) {
  const auto wrong = [](std::string zh, std::string en) {
    return fail(ErrorCode::bad_argument, {std::move(zh), std::move(en)});
  };
  if (body.size() > longest_body) {
    return fail(ErrorCode::over_limit, {"内容过长", "the body is too long"});
  }
  const auto json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object()) return wrong("应为 JSON 对象", "the body must be a JSON object");
  const auto text = [&json](const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  store::Overlay out;
  const std::string kind = text("kind");
  if (kind != "place" && kind != "indicator") {
    return wrong("kind 应为 place 或 indicator", "kind must be place or indicator");
  }
  out.kind =
      kind == "place" ? store::OverlayKind::place_alias : store::OverlayKind::indicator_alias;
  out.name = text("alias");
  out.text = text("of");
  if (out.name.empty()) return wrong("缺少 alias", "alias is missing");
  if (out.text.empty()) return wrong("缺少 of（代码）", "of (a code) is missing");
  return out;
}

Result<Response> add_name(const Call& call, const Shared& state) {
  const auto overlay = alias_in(call.request.body);
  if (!overlay) return tl::unexpected(overlay.error());
  const Status done = state->site.write([&](workspace::Workspace& space) {
    return space.add_overlay(*overlay, state->actor(call.caller));
  });
  if (!done && done.error().code == ErrorCode::bad_catalogue) {  // it names something else
    return problem(409, done.error().message, call.request.path, call.language);
  }
  if (!done) return tl::unexpected(done.error());
  render::Json out = render::document("name");
  out["alias"] = overlay->name;
  out["of"] = overlay->text;
  return fresh(out);
}

Result<Response> events(const Call&, const Shared& state) {
  Response response;
  response.headers.add("Content-Type", "text/event-stream");
  response.headers.add("Cache-Control", "no-store");
  response.events = state->feed->open(state->site.now()->version);
  return response;
}

using Answer = Result<Response> (*)(const Call&, const Shared&);

/// Completes a route whose answers nobody keeps.
Route acting(const Shared& state, Route route, Answer answer) {
  route.handle = [state, answer,
                  parameters = route.parameters](const Call& call) -> Result<Response> {
    if (const Status known = only_known_parameters(call, parameters); !known) {
      return tl::unexpected(known.error());
    }
    return answer(call, state);
  };
  return route;
}

std::vector<Route> changing_routes(const Shared& state) {
  std::vector<Route> out;
  out.push_back(acting(state,
                       {.method = Method::remove,
                        .pattern = "/api/v1/batches/{id}",
                        .role = Role::editor,
                        .changes = true,
                        .summary = {"撤销一次导入", "Undo an import"},
                        .answers = "duibiao.log/1"},
                       undo));
  out.push_back(acting(state,
                       {.method = Method::post,
                        .pattern = "/api/v1/held/retry",
                        .role = Role::editor,
                        .changes = true,
                        .summary = {"重新导入挂起的行", "Try the rows held again"},
                        .parameters = {{"unit", {"可疑的数的单位", "unit of suspect figures"}}},
                        .answers = "duibiao.held/1"},
                       retry));
  out.push_back(
      acting(state,
             {.method = Method::post,
              .pattern = "/api/v1/names",
              .role = Role::editor,
              .changes = true,
              .summary = {"为地区或指标加一个别名", "One more name for a place or an indicator"},
              .answers = "duibiao.name/1",
              .accepts = {"application/json"}},
             add_name));
  return out;
}

}  // namespace

std::vector<Route> store_routes(const Shared& state) {
  std::vector<Route> out = changing_routes(state);
  out.push_back(reading(state,
                        {.pattern = "/api/v1/batches",
                         .role = Role::analyst,
                         .summary = {"导入批次", "The imports"},
                         .answers = "duibiao.log/1"},
                        {Format::json}, [state](const Asked&) { return batches(state->site); }));
  out.push_back(reading(state,
                        {.pattern = "/api/v1/held",
                         .role = Role::analyst,
                         .summary = {"等待名称或单位的行", "Rows that wait for a name or a unit"},
                         .answers = "duibiao.held/1"},
                        {Format::json},
                        [state](const Asked& asked) { return held(state->site, asked.words()); }));
  out.push_back(acting(state,
                       {.pattern = "/api/v1/log",
                        .role = Role::administrator,
                        .summary = {"链式日志", "The hash-chained log"},
                        .answers = "duibiao.log/1"},
                       log));
  out.push_back(
      acting(state,
             {.pattern = "/api/v1/events",
              .role = Role::viewer,
              .summary = {"数据每次变化后的新版本号", "The new data version after every change"},
              .answers = "text/event-stream"},
             events));
  return out;
}

}  // namespace duibiao::server
