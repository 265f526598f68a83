#include "server/sdmx/service.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>

#include "sdmx/artefact_ids.h"
#include "sdmx/structure.h"
#include "server/http/date.h"
#include "server/http/etag.h"
#include "server/http/problem.h"
#include "server/sdmx/format.h"
#include "store/undone.h"

namespace duibiao::server {

using sdmx::Answer;
using sdmx::Problem;
using Code = sdmx::Problem::Code;

/// What all requests share. Thread-safe.
struct SdmxState {
  SdmxState(Site& served, Sdmx::Options given)
      : site(served), options(std::move(given)), cache(options.cache_bytes) {}

  /// What queries of this snapshot walk over; made at the first query of a version.
  Result<std::shared_ptr<const sdmx::Holdings>> holdings(const Snapshot& snapshot);

  Site& site;
  const Sdmx::Options options;
  ViewCache cache;

 private:
  std::mutex making_;
  std::shared_ptr<const sdmx::Holdings> kept_;
};

Result<std::shared_ptr<const sdmx::Holdings>> SdmxState::holdings(const Snapshot& snapshot) {
  const std::lock_guard lock(making_);
  if (kept_ && kept_->cube == snapshot.cube) return kept_;
  auto made = sdmx::holdings_of(snapshot.cube);
  const Status looked = site.look([&](store::Store& store) -> Status {
    const auto batches = store.batches();
    if (!batches) return tl::unexpected(batches.error());
    for (const store::Batch& batch : *batches) made.imported[batch.id] = batch.imported_at;
    const auto log = store.log();
    if (!log) return tl::unexpected(log.error());
    for (const store::LogEntry& entry : *log) made.changed = std::max(made.changed, entry.at_unix);
    return {};
  });
  if (!looked) return tl::unexpected(looked.error());
  if (!options.store.empty()) {
    std::vector<sdmx::Holdings::Undone> undone;
    const Status scanned = store::scan_undone(options.store, *snapshot.words,
                                              [&](const store::Block& block, std::int64_t at) {
                                                for (const Observation& one : block.figures)
                                                  undone.push_back({one.key, at});
                                              });
    if (!scanned) return tl::unexpected(scanned.error());
    sdmx::set_undone(made, std::move(undone));
  }
  kept_ = std::make_shared<const sdmx::Holdings>(std::move(made));
  return kept_;
}

namespace {

/// Parameters that choose the form of an answer; every resource takes them.
const std::vector<std::string_view> form_words = {"format",     "formatVersion", "labels",
                                                  "timeFormat", "keys",          "lang"};

/// A request with what it is answered from.
struct Question {
  const Call& call;
  const Snapshot& snapshot;
  const sdmx::Holdings& holdings;
  std::vector<std::string> path;  ///< behind /sdmx/2.1/
  std::string id;                 ///< of the message

  [[nodiscard]] std::string_view part(std::size_t i) const {
    return i < path.size() ? std::string_view(path[i]) : std::string_view();
  }
  [[nodiscard]] const sdmx::Parameters& parameters() const { return call.request.query.all(); }
  [[nodiscard]] sdmx::MessageInfo info() const {
    return {id, sdmx::moment_text(holdings.changed), call.language, snapshot.words.get()};
  }
};

struct Body {
  std::string text;
  std::string content_type;
};

Response refusal(const Call& call, const Problem& problem) {
  const bool json = prefers_json(call.request);
  Response response = Response::text(
      sdmx::status_of(problem.code),
      json ? sdmx::error_json(problem, call.language) : sdmx::error_xml(problem, call.language),
      json ? "application/vnd.sdmx.data+json;version=1.0.0" : "application/xml");
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("Vary", "Accept, Accept-Language, Accept-Encoding");
  return response;
}

Answer<std::string> too_many_parts() {
  return sdmx::problem(Code::syntax, {"路径的段数过多", "the path has too many parts"});
}

/// The first parts of /data and /availableconstraint: our flow, and data of our own.
std::optional<Problem> check_flow(const Question& question) {
  const auto flow = sdmx::read_flow(question.part(1));
  if (!flow) return flow.error();
  if (!flow->names(sdmx::artefact::agency, sdmx::artefact::flow)) {
    return Problem{Code::no_results,
                   {fmt::format("没有数据流「{}」，这里只有 DB,CITY,1.0", question.part(1)),
                    fmt::format("there is no dataflow “{}”, only DB,CITY,1.0", question.part(1))}};
  }
  std::string provider(question.part(3));
  std::ranges::replace(provider, ',', '+');
  const auto providers = sdmx::read_list(provider);
  if (!providers) return providers.error();
  const bool ours = providers->empty() ||
                    std::ranges::find(*providers, sdmx::artefact::agency) != providers->end();
  if (!ours) {
    return Problem{Code::no_results, {"没有该机构提供的数据", "no data of that provider"}};
  }
  return std::nullopt;
}

Answer<std::string> written(const sdmx::DataMessage& message, const SdmxWish& wish) {
  switch (wish.format) {
    case SdmxFormat::generic:
      return sdmx::write_generic(message, false);
    case SdmxFormat::generic_series:
      return sdmx::write_generic(message, true);
    case SdmxFormat::specific:
      return sdmx::write_specific(message, false);
    case SdmxFormat::specific_series:
      return sdmx::write_specific(message, true);
    case SdmxFormat::json_one:
      return sdmx::write_json(message, sdmx::JsonVersion::one);
    case SdmxFormat::json_two:
      return sdmx::write_json(message, sdmx::JsonVersion::two);
    default:
      return sdmx::write_csv(message, wish.csv);
  }
}

Answer<std::string> data_body(const Question& question, const SdmxWish& wish) {
  if (question.path.size() > 4) return too_many_parts();
  if (auto wrong = check_flow(question)) return tl::unexpected(std::move(*wrong));
  auto query = sdmx::read_data_query(question.part(2), question.parameters(), form_words);
  if (!query) return tl::unexpected(std::move(query.error()));
  const bool series =
      wish.format == SdmxFormat::generic_series || wish.format == SdmxFormat::specific_series;
  if (series && query->at_observation != sdmx::time_dimension) {
    return sdmx::problem(Code::semantic,
                         {"时间序列格式的 dimensionAtObservation 只能是 TIME_PERIOD",
                          "time-series formats have TIME_PERIOD at the observation"});
  }
  // The keys of series are those of time series, however flat the data would be.
  const bool keys_only =
      query->detail == sdmx::Detail::series_keys_only || query->detail == sdmx::Detail::no_data;
  if (keys_only) query->at_observation = sdmx::time_dimension;
  const auto sets = sdmx::select(question.holdings, *query);
  if (!sets) return tl::unexpected(sets.error());
  const sdmx::MessageInfo info = question.info();
  return written({info, *query, *sets}, wish);
}

/// Values of each dimension when the others are as asked for: what a person could choose instead.
Answer<sdmx::Available> choices(const sdmx::Holdings& holdings, const sdmx::DataQuery& query) {
  auto out = sdmx::available(holdings, query);
  for (std::size_t d = 0; d < sdmx::time_dimension; ++d) {
    if (query.key.at(d).empty()) continue;
    sdmx::DataQuery wider = query;
    wider.key.at(d).clear();
    auto more = sdmx::available(holdings, wider);
    if (!more) continue;
    if (!out) {
      out = std::move(more);
    } else {
      out->codes.at(d) = std::move(more->codes.at(d));
    }
  }
  return out;
}

Answer<std::string> structures_text(const Question& question, const sdmx::Structures& structures,
                                    const SdmxWish& wish,
                                    const std::vector<std::string>& components) {
  const sdmx::MessageInfo info = question.info();
  if (wish.format == SdmxFormat::structure_json) {
    return sdmx::write_structures_json(structures, info, components);
  }
  return sdmx::write_structures_xml(structures, info, components);
}

Answer<std::string> constraint_body(const Question& question, const SdmxWish& wish) {
  if (question.path.size() > 5) return too_many_parts();
  if (auto wrong = check_flow(question)) return tl::unexpected(std::move(*wrong));
  std::vector<std::string_view> other = form_words;
  other.insert(other.end(), {"mode", "references"});
  const auto query = sdmx::read_data_query(question.part(2), question.parameters(), other);
  if (!query) return tl::unexpected(query.error());
  const auto components = sdmx::read_list(question.part(4));
  if (!components) return tl::unexpected(components.error());
  for (const std::string& one : *components) {
    if (!sdmx::dimension_named(one)) {
      return sdmx::problem(Code::semantic, {fmt::format("没有维度「{}」", one),
                                            fmt::format("there is no dimension “{}”", one)});
    }
  }
  const std::string_view mode = question.call.query("mode");
  if (!mode.empty() && mode != "exact" && mode != "available") {
    return sdmx::problem(Code::syntax,
                         {"mode 可用 exact、available", "mode is exact or available"});
  }
  const std::function<Answer<sdmx::Available>()> content = [&] {
    return mode == "available" ? choices(question.holdings, *query)
                               : sdmx::available(question.holdings, *query);
  };
  std::string_view references = question.call.query("references");
  if (references.empty()) references = "none";
  const auto structures = sdmx::constraint_of({*question.snapshot.words, content}, references);
  if (!structures) return tl::unexpected(structures.error());
  return structures_text(question, *structures, wish, *components);
}

Answer<std::string> structure_body(const Question& question, const SdmxWish& wish) {
  if (question.path.size() > 5) return too_many_parts();
  const auto kind = sdmx::kind_named(question.part(0));
  const auto reference = sdmx::read_reference(question.part(1), question.part(2), question.part(3));
  if (!reference) return tl::unexpected(reference.error());
  auto query = sdmx::read_structure_query(kind, *reference, question.part(4), question.parameters(),
                                          form_words);
  if (!query) return tl::unexpected(query.error());
  // The standard's default is none, but rsdmx takes a data structure without its code lists for a
  // list of data structures; whoever wants it alone says so.
  const bool open = !question.call.request.query.find("references");
  if (open && kind == sdmx::Kind::data_structure) query->references = "children";
  const std::function<Answer<sdmx::Available>()> content = [&] {
    return sdmx::available(question.holdings, sdmx::DataQuery());
  };
  const auto structures = sdmx::select_structures({*question.snapshot.words, content}, *query);
  if (!structures) return tl::unexpected(structures.error());
  return structures_text(question, *structures, wish, {});
}

Answer<Body> body_of(const Question& question) {
  const std::string_view resource = question.part(0);
  const bool data = resource == "data";
  const bool constraint = resource == "availableconstraint";
  if (!data && !constraint && resource != "structure" && !sdmx::kind_named(resource)) {
    return sdmx::problem(Code::not_implemented,
                         {fmt::format("不提供「{}」", resource.substr(0, 40)),
                          fmt::format("“{}” is not offered here", resource.substr(0, 40))});
  }
  const auto wish = sdmx_wish(question.call.request, data ? SdmxKind::data : SdmxKind::structure);
  if (!wish) return tl::unexpected(wish.error());
  auto text = data         ? data_body(question, *wish)
              : constraint ? constraint_body(question, *wish)
                           : structure_body(question, *wish);
  if (!text) return tl::unexpected(std::move(text.error()));
  return Body{std::move(*text), wish->content_type()};
}

/// Where one part of a key ends matters: «a=1&b» is not «a» with «1&b».
void add_part(std::string& key, std::string_view part) {
  key += fmt::format("{}:", part.size());
  key += part;
}

std::string key_of(const Call& call, const Snapshot& snapshot, const std::string& version) {
  std::string key = version;
  add_part(key, snapshot.store);
  add_part(key, fmt::format("{}", snapshot.version));
  add_part(key, call.request.path);
  add_part(key, call.language == Language::zh ? "zh" : "en");
  add_part(key, call.request.headers.find("Accept"));
  for (const auto& [name, value] : call.request.query.all()) {
    add_part(key, name);
    add_part(key, value);
  }
  return key;
}

std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> out;
  while (!path.empty() && path.ends_with('/')) path.remove_suffix(1);
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    out.emplace_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return out;
}

/// If-Modified-Since names the day and second that we sent as Last-Modified, or (by a client that
/// keeps its own time) a later one. If-None-Match, when it is there, decides alone.
bool not_modified(const Request& request, const std::string& modified) {
  return !request.headers.has("If-None-Match") &&
         request.headers.find("If-Modified-Since") == modified;
}

Response sent(const Request& request, const CachedView& view) {
  Response response = respond(request, view.packed);
  const std::string modified(view.headers.find("Last-Modified"));
  response.headers.set("Last-Modified", modified);
  if (response.status == 200 && not_modified(request, modified)) {
    response.status = 304;
    response.body = nullptr;
  }
  return response;
}

Result<Response> answer(const Call& call, const std::shared_ptr<SdmxState>& state) {
  const auto snapshot = state->site.now();
  const std::string key = key_of(call, *snapshot, state->options.version);
  if (const auto kept = state->cache.find(key)) return sent(call.request, *kept);
  const auto holdings = state->holdings(*snapshot);
  if (!holdings) {
    return refusal(call, {Code::unavailable, holdings.error().message});
  }
  const std::string_view part = key;
  const std::string etag = etag_of({&part, 1});
  // The tag is hexadecimal between quotes: enough of it names the message.
  const Question question{call, *snapshot, **holdings, parts_of(call.path.front()),
                          "DB" + etag.substr(1, 16)};
  auto body = body_of(question);
  if (!body) return refusal(call, body.error());
  auto view = std::make_shared<CachedView>();
  view->packed = pack(std::move(body->text), std::move(body->content_type), etag);
  view->headers.add("Last-Modified", http_date((*holdings)->changed));
  state->cache.keep(key, view);
  return sent(call.request, *view);
}

/// Where to begin: for people who open the address in a browser.
Result<Response> pointer(const Call&) {
  return Response::text(200,
                        "SDMX-REST 1.5.0 (SDMX 2.1)\n\n"
                        "/sdmx/2.1/dataflow/DB/CITY/latest?references=all\n"
                        "/sdmx/2.1/data/DB,CITY,1.0/M...YTD?lastNObservations=1&format=csvdata\n"
                        "/sdmx/2.1/availableconstraint/DB,CITY,1.0\n",
                        "text/plain; charset=utf-8");
}

}  // namespace

Sdmx::Sdmx(Site& site, Options options)
    : state_(std::make_shared<SdmxState>(site, std::move(options))) {}

std::vector<Route> Sdmx::routes() const {
  std::vector<Route> out;
  out.push_back({.pattern = "/sdmx/2.1",
                 .role = Role::viewer,
                 .summary = {"SDMX 接口从何处开始", "where SDMX begins"},
                 .answers = "text/plain",
                 .handle = pointer});
  out.push_back({.pattern = "/sdmx/2.1/{query*}",
                 .role = Role::viewer,
                 .summary = {"SDMX-REST 1.5.0：数据与结构", "SDMX-REST 1.5.0: data and structures"},
                 .answers = "application/vnd.sdmx.genericdata+xml;version=2.1",
                 .handle = [state = state_](const Call& call) { return answer(call, state); }});
  return out;
}

ViewCache::Counts Sdmx::cache_counts() const { return state_->cache.counts(); }

}  // namespace duibiao::server
