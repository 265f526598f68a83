// Sheets into the store, and what was brought in undone.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "render/store_json.h"
#include "server/api/scratch.h"
#include "server/api/view.h"
#include "server/http/multipart.h"
#include "server/http/negotiate.h"
#include "server/http/problem.h"
#include "workspace/content_hash.h"
#include "workspace/import_wish.h"
#include "workspace/named.h"

namespace duibiao::server {
namespace {

constexpr std::size_t longest_key = 200;

/// A larger upload takes seconds: it becomes a job, so that nobody waits at an open connection.
constexpr std::size_t largest_at_once = 8U << 20U;

/// A sheet as it was sent. `bytes` belongs to the request.
struct Upload {
  std::string name;
  std::string_view bytes;
};

Result<std::vector<Upload>> uploads_in(std::string_view type, std::string_view body,
                                       std::string_view name) {
  std::vector<Upload> out;
  if (is_form(type)) {
    const auto parts = read_form(type, body);
    if (!parts) return tl::unexpected(parts.error());
    for (const FormPart& part : *parts) {
      if (!part.file_name.empty()) out.push_back({safe_file_name(part.file_name), part.content});
    }
  } else if (!body.empty()) {
    out.push_back({safe_file_name(name), body});
  }
  if (out.empty()) {
    return fail(ErrorCode::empty_input, {"没有收到文件", "no file was sent"},
                {"请用 multipart/form-data 上传表格。", "Send sheets as multipart/form-data."});
  }
  return out;
}

workspace::ImportWish wish_of(const Call& call, bool accept) {
  const auto text = [&call](std::string_view name) { return std::string(call.query(name)); };
  return {.units = workspace::split_list(call.query("unit")),
          .period = text("period"),
          .region = text("region"),
          .released = text("released"),
          .source = text("source"),
          .encoding = text("encoding"),
          .delimiter = text("delimiter"),
          .accept_suggestions = accept};
}

/// Puts the sender's name for the file where ours stands.
void rename(std::string& text, const std::string& ours, const std::string& theirs) {
  for (std::size_t at = text.find(ours); at != std::string::npos;
       at = text.find(ours, at + theirs.size())) {
    text.replace(at, ours.size(), theirs);
  }
}

Error in_their_words(Error error, const std::string& ours, const std::string& theirs) {
  for (Message* message : {&error.message, &error.advice}) {
    rename(message->zh, ours, theirs);
    rename(message->en, ours, theirs);
  }
  rename(error.where.file, ours, theirs);
  return with_addresses(without_folder(std::move(error)));
}

bool stopped(Job* job) { return job != nullptr && job->stopped(); }

/// What to do with a sheet that lies in a file: look at it, or bring it in.
using Taker = std::function<Result<workspace::ImportReport>(const std::string& path,
                                                            const workspace::ImportOptions&)>;

Result<workspace::ImportReport> take(const Upload& upload, const workspace::ImportWish& wish,
                                     const Vocabulary& words, const std::string& scratch,
                                     const Taker& taker, Job* job) {
  auto options = workspace::options_of(wish, words);
  if (!options) return tl::unexpected(options.error());
  options->read.file_name = upload.name;
  options->open.display_name = upload.name;
  if (job != nullptr) {
    job->at("reading", upload.name);
    options->go_on = [job](std::uint64_t figures, std::uint32_t row) {
      return job->go_on(figures, row);
    };
  }
  const auto file = ScratchFile::make(scratch);
  if (!file) return tl::unexpected(file.error());
  if (const Status kept = file->write(upload.bytes); !kept) return tl::unexpected(kept.error());
  auto report = taker(file->path(), *options);
  if (!report) {
    return tl::unexpected(in_their_words(report.error(), file->path(), upload.name));
  }
  report->file = upload.name;
  return report;
}

/// The answer for several files; a single one that cannot be read is a problem of its own.
class Summary {
 public:
  explicit Summary(std::size_t files) : files_(files) { json_["files"] = render::Json::array(); }

  void add(const Upload& upload, const Result<workspace::ImportReport>& report,
           const Vocabulary& words) {
    if (report) {
      json_["files"].push_back(render::import_json(*report, words));
      return;
    }
    first_ = first_ ? first_ : std::optional(report.error());
    json_["files"].push_back({{"file", upload.name},
                              {"status", "failed"},
                              {"batch", nullptr},
                              {"guess", nullptr},
                              {"sheets", render::Json::array()},
                              {"error", render::to_json(report.error())["error"]}});
  }

  Result<std::string> answer() const {
    if (first_ && files_ == 1) return tl::unexpected(*first_);
    return written(json_);
  }

 private:
  render::Json json_ = render::document("import");
  std::size_t files_;
  std::optional<Error> first_;
};

Result<std::string> preview(const std::vector<Upload>& uploads, const workspace::ImportWish& wish,
                            const ApiState& state, Job* job) {
  const auto snapshot = state.site.now();
  Summary summary(uploads.size());
  for (const Upload& upload : uploads) {
    const auto report = take(
        upload, wish, *snapshot->words, state.options.scratch,
        [&](const std::string& path, const workspace::ImportOptions& options) {
          return workspace::preview_file(path, options, *snapshot->words, snapshot->cube.get());
        },
        job);
    summary.add(upload, report, *snapshot->words);
    if (stopped(job)) break;
  }
  return summary.answer();
}

Result<std::string> bring_in(const std::vector<Upload>& uploads, const workspace::ImportWish& wish,
                             const store::Actor& actor, const ApiState& state, Job* job) {
  Summary summary(uploads.size());
  const Status done = state.site.write([&](workspace::Workspace& space) -> Status {
    for (const Upload& upload : uploads) {
      const auto report = take(
          upload, wish, space.vocabulary(), state.options.scratch,
          [&](const std::string& path, const workspace::ImportOptions& options) {
            return workspace::import_file(space, path, options, actor);
          },
          job);
      summary.add(upload, report, space.vocabulary());
      if (stopped(job)) break;
    }
    if (job != nullptr) job->at("publishing", {});
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return summary.answer();
}

/// The answer given before under the same Idempotency-Key, when there is one.
Result<std::optional<Response>> repeated(const Call& call, const ApiState& state,
                                         const std::string& key, const std::string& question) {
  const auto known = state.repeats.find(key);
  if (!known) return std::optional<Response>();
  if (known->question == question) return known->answer;
  return problem(409,
                 {"这个 Idempotency-Key 已用于另一次上传，请换一个",
                  "this Idempotency-Key was used for another upload; take a new one"},
                 call.request.path, call.language);
}

/// What an upload asks for, as one hash. Of a form its parts count: a client draws another boundary
/// every time it sends the same files. Errors: those of read_form.
Result<std::string> question_of(const Call& call, std::string_view type) {
  std::string asked = call.request.target + "\n";
  if (!is_form(type)) return workspace::hash_of(asked + call.request.body);
  const auto parts = read_form(type, call.request.body);
  if (!parts) return tl::unexpected(parts.error());
  for (const FormPart& part : *parts) {
    // Lengths keep a name from passing for the end of another.
    asked += fmt::format("{}:{}{}:{}{}", part.name.size(), part.name, part.file_name.size(),
                         part.file_name, workspace::hash_of(part.content));
  }
  return workspace::hash_of(asked);
}

/// How to read an upload, on its own: a job outlives the request.
struct Order {
  std::string type;
  std::string name;
  workspace::ImportWish wish;
  store::Actor actor;
  bool dry = false;

  /// What came of it, as JSON. `job` may be null.
  [[nodiscard]] Result<std::string> run(std::string_view body, const ApiState& state,
                                        Job* job) const {
    const auto uploads = uploads_in(type, body, name);
    if (!uploads) return tl::unexpected(uploads.error());
    return dry ? preview(*uploads, wish, state, job) : bring_in(*uploads, wish, actor, state, job);
  }
};

/// Whether the caller would rather be told where to look than wait (RFC 7240), or has to be.
bool later(const Call& call) {
  if (call.request.body.size() > largest_at_once) return true;
  const std::vector<Choice> wishes = choices_of(call.request.headers.find("Prefer"));
  return std::ranges::find(wishes, "respond-async", &Choice::value) != wishes.end();
}

Result<Response> carried_out(const Call& call, const Shared& state, Order order) {
  if (!later(call)) {
    const auto text = order.run(call.request.body, *state, nullptr);
    if (!text) return tl::unexpected(text.error());
    Response response = Response::text(200, *text, "application/json");
    response.headers.set("Cache-Control", "no-store");
    return response;
  }
  const auto uploads = uploads_in(order.type, call.request.body, order.name);
  if (!uploads) return tl::unexpected(uploads.error());
  std::vector<std::string> names;
  for (const Upload& upload : *uploads) names.push_back(upload.name);
  const auto body = std::make_shared<const std::string>(call.request.body);
  const auto job =
      state->jobs.add(call.caller.name, std::move(names), state->options.clock(),
                      // Not the shared state: it holds the jobs, and waits for them when it goes.
                      [&shared = *state, order = std::move(order), body](Job& running) {
                        return order.run(*body, shared, &running);
                      });
  if (!job) return tl::unexpected(job.error());
  return accepted(**job);
}

Result<Response> imports(const Call& call, const Shared& state) {
  const auto dry = flag_asked(call, "dry_run", false);
  if (!dry) return tl::unexpected(dry.error());
  const auto accept = flag_asked(call, "accept", false);
  if (!accept) return tl::unexpected(accept.error());
  Order order{.type = std::string(call.request.headers.find("Content-Type")),
              .name = std::string(call.query("name")),
              .wish = wish_of(call, *accept),
              .actor = state->actor(call.caller),
              .dry = *dry};
  const std::string_view given = call.request.headers.find("Idempotency-Key");
  if (*dry || given.empty()) return carried_out(call, state, std::move(order));
  if (given.size() > longest_key) {
    return bad_parameter("Idempotency-Key", {"过长", "it is too long"});
  }
  const std::string key = fmt::format("{}:{}", call.caller.name, given);
  const auto question = question_of(call, order.type);
  if (!question) return tl::unexpected(question.error());
  auto before = repeated(call, *state, key, *question);
  if (!before) return tl::unexpected(before.error());
  if (*before) return std::move(**before);
  auto response = carried_out(call, state, std::move(order));
  if (response) state->repeats.keep(key, {*question, *response});
  return response;
}

}  // namespace

std::vector<Route> import_routes(const Shared& state) {
  Route route{
      .method = Method::post,
      .pattern = "/api/v1/imports",
      .role = Role::analyst,
      .changes = true,
      .summary = {"导入表格，或预览将如何读取", "Import sheets, or see how they would be read"},
      .parameters =
          {{"dry_run", {"1：只预览，不写入", "1: look, write nothing"}, false, {"0", "1"}},
           {"accept", {"1：接受程序建议的单位", "1: take the units suggested"}, false, {"0", "1"}},
           {"unit", {"数的单位", "unit of the figures"}},
           {"period", {"表的时期", "the sheet's period"}},
           {"region", {"表所述的地区", "the place the sheet is about"}},
           {"released", {"发布日", "the release date"}},
           {"source", {"来源名称", "the name of the source"}},
           {"encoding", {"文字编码", "text encoding"}},
           {"delimiter", {"CSV 的分隔符", "delimiter of a CSV"}},
           {"name",
            {"文件名，直接上传单个文件时用", "file name, when the body is one file itself"}}},
      .answers = "duibiao.import/1",
      .accepts = {"multipart/form-data", "application/octet-stream"}};
  route.handle = [state, parameters = route.parameters](const Call& call) -> Result<Response> {
    if (const Status known = only_known_parameters(call, parameters); !known) {
      return tl::unexpected(known.error());
    }
    return imports(call, state);
  };
  return {std::move(route)};
}

}  // namespace duibiao::server
