#include "server/route/health.h"

#include <fmt/format.h>

#include "server/http/problem.h"

namespace duibiao::server {
namespace {

Response plain(std::string text, std::string type = "text/plain; charset=utf-8") {
  Response response = Response::text(200, std::move(text), std::move(type));
  response.headers.add("Cache-Control", "no-store");
  return response;
}

void metric(std::string& out, std::string_view name, std::string_view kind, std::string_view help,
            std::uint64_t value) {
  out += fmt::format("# HELP duibiao_{0} {1}\n# TYPE duibiao_{0} {2}\nduibiao_{0} {3}\n", name,
                     help, kind, value);
}

std::string metrics_text(const Server::Counts& counts) {
  std::string out;
  metric(out, "http_requests_total", "counter", "Requests read to their end.", counts.requests);
  metric(out, "http_refused_total", "counter", "Requests and connections refused for load.",
         counts.refused);
  metric(out, "http_connections_total", "counter", "Connections accepted.", counts.connections);
  metric(out, "http_connections_open", "gauge", "Connections open now.", counts.open);
  metric(out, "http_queue_waiting", "gauge", "Requests waiting for a worker.", counts.waiting);
  metric(out, "http_body_bytes_held", "gauge", "Bytes of request bodies held.", counts.held_bytes);
  out += "# HELP duibiao_http_answers_total Answers by class of status.\n";
  out += "# TYPE duibiao_http_answers_total counter\n";
  for (std::size_t k = 1; k < counts.answers.size(); ++k) {
    out += fmt::format("duibiao_http_answers_total{{class=\"{}xx\"}} {}\n", k, counts.answers[k]);
  }
  out += "# HELP duibiao_http_answer_seconds Time from the whole request to the answer.\n";
  out += "# TYPE duibiao_http_answer_seconds summary\n";
  out +=
      fmt::format("duibiao_http_answer_seconds_sum {}.{:06}\n",
                  counts.answer_microseconds / 1'000'000, counts.answer_microseconds % 1'000'000);
  out += fmt::format("duibiao_http_answer_seconds_count {}\n", counts.requests);
  return out;
}

Route route(std::string pattern, Message summary, std::function<Result<Response>(const Call&)> go) {
  Route out;
  out.pattern = std::move(pattern);
  out.role = Role::nobody;
  out.summary = std::move(summary);
  out.answers = "text/plain";
  out.handle = std::move(go);
  return out;
}

}  // namespace

std::vector<Route> health_routes(Health health) {
  std::vector<Route> routes;
  routes.push_back(route("/healthz", {"进程是否在运行", "whether the process lives"},
                         [](const Call&) -> Result<Response> { return plain("ok\n"); }));
  routes.push_back(route("/readyz", {"能否据库作答", "whether it answers from a store"},
                         [ready = health.ready](const Call& call) -> Result<Response> {
                           const Status state = ready ? ready() : Status{};
                           if (state) return plain("ready\n");
                           return problem(503, state.error().message, call.request.path,
                                          call.language);
                         }));
  routes.push_back(
      route("/metrics", {"运行计数（Prometheus 文本）", "counts in Prometheus' text form"},
            [counts = std::move(health.counts),
             more = std::move(health.more)](const Call&) -> Result<Response> {
              std::string text = counts ? metrics_text(counts()) : std::string();
              if (more) text += more();
              return plain(std::move(text), "text/plain; version=0.0.4; charset=utf-8");
            }));
  return routes;
}

}  // namespace duibiao::server
