#include "server/api/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "render/xlsx.h"
#include "server/api/scratch.h"
#include "server/http/compress.h"
#include "server/http/disposition.h"
#include "server/http/etag.h"
#include "server/http/negotiate.h"
#include "server/http/problem.h"

namespace duibiao::server {
namespace {

std::string words_of(const std::vector<Format>& forms) {
  std::string out;
  for (const Format form : forms) {
    if (!out.empty()) out += ", ";
    out += name_of(form);
  }
  return out;
}

/// Nothing: what Accept asks for is not to be had.
Result<std::optional<Format>> form_of(const Request& request, const std::vector<Format>& forms) {
  const std::string_view asked = request.query.get("format");
  if (!asked.empty()) {
    const auto found = std::ranges::find(forms, asked, [](Format f) { return name_of(f); });
    if (found != forms.end()) return *found;
    return bad_parameter("format", {fmt::format("这里可用：{}", words_of(forms)),
                                    fmt::format("there is here: {}", words_of(forms))});
  }
  std::vector<std::string_view> offered;
  for (const Format form : forms) offered.push_back(media_type_of(form));
  const auto best = best_type(request.headers.find("Accept"), offered);
  if (!best) return std::optional<Format>();
  return forms[*best];
}

/// Where one part of a key ends matters: «a=1&b» is not «a» with «1&b».
void add_part(std::string& key, std::string_view part) {
  key += fmt::format("{}:", part.size());
  key += part;
}

std::string key_of(const Asked& asked, const std::string& version) {
  std::string key = version;
  add_part(key, asked.snapshot.store);
  add_part(key, fmt::format("{}", asked.snapshot.version));
  add_part(key, asked.call.request.path);
  add_part(key, name_of(asked.format));
  add_part(key, asked.language() == Language::zh ? "zh" : "en");
  for (const auto& [name, value] : asked.call.request.query.all()) {
    if (name == "lang" || name == "format") continue;
    add_part(key, name);
    add_part(key, value);
  }
  return key;
}

Result<std::string> csv_of(const View& view, const Call& call) {
  const auto mark = flag_asked(call, "bom", true);
  if (!mark) return tl::unexpected(mark.error());
  std::string out;
  for (const render::Table& table : view.tables) {
    if (!out.empty()) out += "\r\n";
    out += render::to_csv(table, out.empty() && *mark);
  }
  return out;
}

Result<std::string> xlsx_of(const View& view, const Asked& asked, const std::string& scratch) {
  const auto file = ScratchFile::make(scratch);
  if (!file) return tl::unexpected(file.error());
  const Status made = render::write_xlsx(file->path(), view.tables, asked.language());
  if (!made) return tl::unexpected(made.error());
  return file->read();
}

Result<CachedView> finished(View view, const Asked& asked, const ApiState& state,
                            std::string etag) {
  Result<std::string> body = std::move(view.json);
  if (asked.format == Format::csv) body = csv_of(view, asked.call);
  if (asked.format == Format::xlsx) body = xlsx_of(view, asked, state.options.scratch);
  if (asked.format == Format::html || asked.format == Format::docx) body = std::move(view.file);
  if (!body) return tl::unexpected(body.error());
  CachedView out;
  out.packed = pack(std::move(*body), std::string(media_type_of(asked.format)), std::move(etag));
  if (!view.link.empty()) out.headers.add("Link", view.link);
  if (asked.format != Format::json && asked.format != Format::json_stat) {
    out.headers.add("Content-Disposition",
                    attachment(fmt::format("{}.{}", view.name, name_of(asked.format))));
  }
  return out;
}

Response sent(const Request& request, const CachedView& view) {
  Response response = respond(request, view.packed);
  for (const auto& [name, value] : view.headers.all()) response.headers.add(name, value);
  return response;
}

}  // namespace

std::string written(const render::Json& json) {
  return json.dump(-1, ' ', false, render::Json::error_handler_t::replace);
}

View view_of(const render::Json& json) {
  View view;
  view.json = written(json);
  return view;
}

Route reading(const Shared& state, Route route, std::vector<Format> forms,
              std::function<Result<View>(const Asked&)> make) {
  route.method = Method::get;
  if (forms.size() > 1) {
    std::vector<std::string> names;
    for (const Format form : forms) names.emplace_back(name_of(form));
    route.parameters.push_back(
        {"format", {"答复的格式（缺省 json）", "form of the answer (default json)"}, false, names});
    route.parameters.push_back(
        {"bom",
         {"CSV 是否带字节序标记", "whether a CSV begins with a byte order mark"},
         false,
         {"0", "1"}});
  }
  route.handle = [state, forms = std::move(forms), make = std::move(make),
                  parameters = route.parameters](const Call& call) -> Result<Response> {
    if (const Status known = only_known_parameters(call, parameters); !known) {
      return tl::unexpected(known.error());
    }
    const auto form = form_of(call.request, forms);
    if (!form) return tl::unexpected(form.error());
    if (!*form) {
      return problem(406,
                     {fmt::format("没有所要的格式；可用：{}", words_of(forms)),
                      fmt::format("no such form; there is {}", words_of(forms))},
                     call.request.path, call.language);
    }
    const auto snapshot = state->site.now();
    const Asked asked{call, *snapshot, **form};
    const std::string key = key_of(asked, state->options.version);
    if (const auto kept = state->cache.find(key)) return sent(call.request, *kept);
    auto view = make(asked);
    if (!view) return tl::unexpected(view.error());
    const std::string_view part = key;
    auto made = finished(std::move(*view), asked, *state, etag_of({&part, 1}));
    if (!made) return tl::unexpected(made.error());
    const auto shared = std::make_shared<const CachedView>(std::move(*made));
    state->cache.keep(key, shared);
    return sent(call.request, *shared);
  };
  return route;
}

Response fresh(const render::Json& json, int status) {
  Response response = Response::text(status, written(json), "application/json");
  response.headers.set("Cache-Control", "no-store");
  return response;
}

Response download(std::string bytes, std::string content_type, std::string_view file_name) {
  Response response = Response::text(200, std::move(bytes), std::move(content_type));
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("Content-Disposition", attachment(file_name));
  return response;
}

}  // namespace duibiao::server
