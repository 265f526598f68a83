// Jobs: what goes on, one of them, its progress as events, and stopping it.
#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "server/api/view.h"
#include "server/http/problem.h"

namespace duibiao::server {
namespace {

std::string_view name_of(Job::State state) {
  switch (state) {
    case Job::State::waiting:
      return "waiting";
    case Job::State::running:
      return "running";
    case Job::State::done:
      return "done";
    case Job::State::failed:
      return "failed";
    case Job::State::cancelled:
      break;
  }
  return "cancelled";
}

render::Json facts_json(const Job::Facts& facts) {
  render::Json out;
  out["id"] = facts.id;
  out["kind"] = "import";
  out["state"] = name_of(facts.state);
  out["stage"] = facts.stage.empty() ? render::Json(nullptr) : render::Json(facts.stage);
  out["cancelling"] = facts.cancelling;
  out["begun"] = facts.begun;
  out["files"] = facts.files;
  out["file"] = facts.file.empty() ? render::Json(nullptr) : render::Json(facts.file);
  out["rows"] = facts.rows;
  out["figures"] = facts.figures;
  out["error"] =
      facts.error ? render::to_json(without_folder(*facts.error))["error"] : render::Json(nullptr);
  return out;
}

/// With what it made, written into the text as it is: it was JSON already.
std::string job_text(const Job::Facts& facts) {
  render::Json out = render::document("job");
  out.update(facts_json(facts));
  std::string text = written(out);
  text.back() = ',';
  return text + "\"result\":" + (facts.result ? *facts.result : std::string("null")) + "}";
}

Response job_response(const Job::Facts& facts, int status) {
  Response response = Response::text(status, job_text(facts), "application/json");
  response.headers.set("Cache-Control", "no-store");
  return response;
}

tl::unexpected<Error> no_such_job() {
  return fail(ErrorCode::not_found, {"没有这个任务，或已久远", "no such job, or it was long ago"},
              {"见 /api/v1/jobs。", "See /api/v1/jobs."});
}

Result<Response> list(const Call&, const Shared& state) {
  render::Json out = render::document("jobs");
  out["jobs"] = render::Json::array();
  for (const auto& job : state->jobs.all()) out["jobs"].push_back(facts_json(job->facts()));
  return fresh(out);
}

Result<Response> one(const Call& call, const Shared& state) {
  const auto job = state->jobs.find(call.path.front());
  if (!job) return no_such_job();
  return job_response(job->facts(), 200);
}

Result<Response> stop(const Call& call, const Shared& state) {
  const auto job = state->jobs.find(call.path.front());
  if (!job) return no_such_job();
  // Another's work is stopped by who may undo it, too.
  if (job->facts().owner != call.caller.name && call.caller.role < Role::editor) {
    return problem(403, {"这是别人的任务", "this is somebody else's job"}, call.request.path,
                   call.language);
  }
  if (!job->cancel()) {
    return problem(409, {"任务已经结束", "the job is over already"}, call.request.path,
                   call.language);
  }
  return job_response(job->facts(), 200);
}

Result<Response> progress(const Call& call, const Shared& state) {
  const auto job = state->jobs.find(call.path.front());
  if (!job) return no_such_job();
  std::uint64_t seen = 0;
  const std::string_view last = call.request.headers.find("Last-Event-ID");
  (void)std::from_chars(last.data(), last.data() + last.size(), seen);
  const Job::Facts now = job->facts();
  Response response;
  response.headers.add("Cache-Control", "no-store");
  if (now.over() && seen >= now.number) {
    response.status = 204;  // a browser that is told so does not come back
    return response;
  }
  response.headers.add("Content-Type", "text/event-stream");
  response.events = job->follow(seen, job_text);
  return response;
}

using Answer = Result<Response> (*)(const Call&, const Shared&);

Route job_route(const Shared& state, Route route, Answer answer) {
  route.role = Role::analyst;
  route.handle = [state, answer](const Call& call) -> Result<Response> {
    if (const Status known = only_known_parameters(call, {}); !known) {
      return tl::unexpected(known.error());
    }
    return answer(call, state);
  };
  return route;
}

}  // namespace

Response accepted(const Job& job) {
  const Job::Facts facts = job.facts();
  Response response = job_response(facts, 202);
  response.headers.set("Location", "/api/v1/jobs/" + facts.id);
  response.headers.set("Preference-Applied", "respond-async");
  return response;
}

std::vector<Route> job_routes(const Shared& state) {
  std::vector<Route> out;
  out.push_back(job_route(state,
                          {.pattern = "/api/v1/jobs",
                           .summary = {"正在进行和刚结束的任务", "What goes on, and what is over"},
                           .answers = "duibiao.jobs/1"},
                          list));
  out.push_back(job_route(state,
                          {.pattern = "/api/v1/jobs/{id}",
                           .summary = {"一个任务及其结果", "One job and what it made"},
                           .answers = "duibiao.job/1"},
                          one));
  out.push_back(job_route(state,
                          {.method = Method::remove,
                           .pattern = "/api/v1/jobs/{id}",
                           .changes = true,
                           .summary = {"停止一个任务", "Stop a job"},
                           .answers = "duibiao.job/1"},
                          stop));
  out.push_back(job_route(state,
                          {.pattern = "/api/v1/jobs/{id}/events",
                           .summary = {"任务的进度", "How far a job is"},
                           .answers = "text/event-stream"},
                          progress));
  return out;
}

}  // namespace duibiao::server
