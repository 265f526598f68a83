#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/http/problem.h"
#include "server/route/dispatch.h"
#include "server/route/health.h"

namespace duibiao::server {
namespace {

Route route(Method method, std::string pattern, Role role = Role::nobody, bool changes = false) {
  Route out;
  out.method = method;
  out.pattern = std::move(pattern);
  out.role = role;
  out.changes = changes;
  out.handle = [](const Call& call) -> Result<Response> {
    std::string text = call.caller.name;
    for (const std::string& part : call.path) text += "[" + part + "]";
    return Response::text(200, std::move(text));
  };
  return out;
}

std::shared_ptr<Router> table() {
  auto router = std::make_shared<Router>();
  router->add(route(Method::get, "/"));
  router->add(route(Method::get, "/api/v1/batches", Role::viewer));
  router->add(route(Method::get, "/api/v1/batches/{id}", Role::viewer));
  router->add(route(Method::get, "/api/v1/batches/last", Role::viewer));
  router->add(route(Method::remove, "/api/v1/batches/{id}", Role::editor, true));
  router->add(route(Method::get, "/sdmx/2.1/data/{flow}/{rest*}"));
  return router;
}

TEST(Routes, AreFoundByMethodAndPath) {
  const auto router = table();
  const auto path = [&router](Method method, const char* text) {
    const Router::Found found = router->find(method, text);
    return found.route == nullptr ? std::string("none") : found.route->pattern;
  };
  EXPECT_EQ(path(Method::get, "/"), "/");
  EXPECT_EQ(path(Method::get, "/api/v1/batches"), "/api/v1/batches");
  EXPECT_EQ(path(Method::get, "/api/v1/batches/"), "/api/v1/batches");
  EXPECT_EQ(path(Method::head, "/api/v1/batches/7"), "/api/v1/batches/{id}");
  EXPECT_EQ(path(Method::get, "/api/v1/batches/last"), "/api/v1/batches/last");
  for (const char* none : {"/api", "/api/v1/batches/7/x", "/api/v1/batches//", "/API/v1/batches",
                           "//api/v1/batches", "/api/v1/batches/{id}x/y"}) {
    EXPECT_EQ(path(Method::get, none), "none") << none;
  }
  const auto rest = router->find(Method::get, "/sdmx/2.1/data/CITY/M.330200../all");
  ASSERT_NE(rest.route, nullptr);
  EXPECT_EQ(rest.path, (std::vector<std::string>{"CITY", "M.330200../all"}));
  EXPECT_EQ(router->find(Method::get, "/sdmx/2.1/data/CITY").path.back(), "");
  EXPECT_EQ(router->find(Method::get, "/sdmx/2.1/data").route, nullptr);
}

TEST(Routes, SayWhichMethodsAPathHas) {
  const Handler handler = dispatcher(table(), open_gate(Role::viewer));
  Request request;
  request.method = Method::post;
  request.path = "/api/v1/batches/7";
  const Response refused = handler(request);
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.headers.find("Allow"), "GET, HEAD, DELETE, OPTIONS");
  request.method = Method::options;
  EXPECT_EQ(handler(request).status, 204);
  request.method = Method::other;
  EXPECT_EQ(handler(request).status, 405);
  request.path = "/nowhere";
  EXPECT_EQ(handler(request).status, 404);
}

// A name that somebody else made point to this machine is not this machine.
TEST(Routes, WithoutAccountsOnlyThisMachineIsAnswered) {
  const Handler handler = dispatcher(table(), local_gate(Role::viewer));
  const auto status = [&](const char* host) {
    Request request;
    request.path = "/api/v1/batches";
    if (host != nullptr) request.headers.add("Host", host);
    return handler(request).status;
  };
  for (const char* ours : {"localhost", "LocalHost:8080", "127.0.0.1", "127.0.0.1:9", "[::1]:80"}) {
    EXPECT_NE(status(ours), 421) << ours;
  }
  for (const char* other : {"evil.example", "localhost.evil.example:8080", "127.0.0.1.evil.example",
                            "127.evil", "[::2]", "", "[::1"}) {
    EXPECT_EQ(status(other), 421) << other;
  }
  EXPECT_EQ(status(nullptr), 421);
}

TEST(Routes, EveryRoleMayDoWhatTheOnesBeforeItMay) {
  for (int needed = 0; needed <= 4; ++needed) {
    auto router = std::make_shared<Router>();
    router->add(route(Method::get, "/api/x", static_cast<Role>(needed)));
    for (int has = 0; has <= 4; ++has) {
      for (const char* name : {"", "li"}) {
        Gate gate = open_gate(Role::nobody);
        gate.caller = [has, name](const Request&) -> tl::expected<Caller, Response> {
          return Caller{static_cast<Role>(has), name, false, ""};
        };
        Request request;
        request.path = "/api/x";
        const Response response = dispatcher(router, gate)(request);
        const int refused = *name == '\0' ? 401 : 403;
        EXPECT_EQ(response.status, has >= needed ? 200 : refused) << needed << " " << has;
        EXPECT_EQ(response.headers.has("WWW-Authenticate"), response.status == 401);
      }
    }
  }
}

TEST(Routes, AChangeByCookieNeedsItsToken) {
  bool by_cookie = true;
  bool carries = false;
  Gate gate;
  gate.caller = [&](const Request&) -> tl::expected<Caller, Response> {
    return Caller{Role::administrator, "wang", by_cookie, "s"};
  };
  gate.carries_token = [&](const Request&, const Caller&) { return carries; };
  const Handler handler = dispatcher(table(), gate);
  Request change;
  change.method = Method::remove;
  change.path = "/api/v1/batches/7";
  EXPECT_EQ(handler(change).status, 403);
  Request reading;
  reading.path = "/api/v1/batches/7";
  EXPECT_EQ(handler(reading).status, 200);
  carries = true;
  EXPECT_EQ(handler(change).status, 200);
  change.headers.set("Sec-Fetch-Site", "cross-site");
  EXPECT_EQ(handler(change).status, 403);
  change.headers.set("Sec-Fetch-Site", "same-origin");
  by_cookie = false;
  carries = false;
  EXPECT_EQ(handler(change).status, 200);  // an API token is no cookie
}

TEST(Routes, ABadTokenIsRefusedWhateverIsAskedExceptHealth) {
  Gate gate = open_gate(Role::viewer);
  gate.caller = [](const Request&) -> tl::expected<Caller, Response> {
    return tl::unexpected(problem(401, {"令牌无效", "bad token"}, "", Language::zh));
  };
  auto router = table();
  for (Route& health : health_routes({})) router->add(std::move(health));
  const Handler handler = dispatcher(router, gate);
  Request request;
  request.path = "/api/v1/batches";
  EXPECT_EQ(handler(request).status, 401);
  request.path = "/healthz";
  EXPECT_EQ(handler(request).status, 200);
}

TEST(Routes, TurnFailuresIntoProblems) {
  auto router = std::make_shared<Router>();
  Route missing = route(Method::get, "/missing");
  missing.handle = [](const Call&) -> Result<Response> {
    return fail(ErrorCode::not_found, {"没有「x」", "no “x”"}, {"换一个。", "Try another."},
                {"表.csv", "", "C4", 0, 0});
  };
  router->add(std::move(missing));
  Route broken = route(Method::get, "/broken");
  broken.handle = [](const Call&) -> Result<Response> { throw std::runtime_error("inside"); };
  router->add(std::move(broken));
  const Handler handler = dispatcher(router, open_gate(Role::viewer));
  Request request;
  request.path = "/missing";
  request.query = Query::parse("lang=en");
  const Response response = handler(request);
  EXPECT_EQ(response.status, 404);
  const auto document = nlohmann::json::parse(*response.body);
  EXPECT_EQ(document["code"], "DB3001");
  EXPECT_EQ(document["detail"], "no “x”");
  EXPECT_EQ(document["title"], "Not found");
  EXPECT_EQ(document["instance"], "/missing");
  EXPECT_EQ(document["errors"][0]["cell"], "C4");
  request.path = "/broken";
  EXPECT_EQ(handler(request).status, 500);
  EXPECT_EQ(handler(request).body->find("inside"), std::string::npos);
}

TEST(Problems, CarryStatusAndCodeOfTheirError) {
  const auto status = [](ErrorCode code) { return status_of(Error{code, {}, {}, {}}); };
  EXPECT_EQ(status(ErrorCode::bad_argument), 400);
  EXPECT_EQ(status(ErrorCode::damaged_file), 422);
  EXPECT_EQ(status(ErrorCode::over_limit), 413);
  EXPECT_EQ(status(ErrorCode::not_found), 404);
  EXPECT_EQ(status(ErrorCode::busy), 503);
  EXPECT_EQ(status(ErrorCode::io_failed), 500);
  // Bytes of a caller that are no text do not cost the answer.
  const Response odd = problem(400, {"\xff", "\xff"}, "/\xff", Language::en);
  EXPECT_TRUE(nlohmann::json::accept(*odd.body));
  EXPECT_EQ(problem(503, {}, "/", Language::zh).headers.find("Retry-After"), "1");
}

TEST(HealthRoutes, TellStateAndCounts) {
  Server::Counts counts;
  counts.requests = 3;
  counts.answers[2] = 2;
  counts.answer_microseconds = 1'000'002;
  Status state;
  auto router = std::make_shared<Router>();
  for (Route& health : health_routes({[&] { return state; }, [&] { return counts; },
                                      [] { return std::string("more 1\n"); }})) {
    router->add(std::move(health));
  }
  const Handler handler = dispatcher(router, open_gate(Role::nobody));
  Request request;
  request.path = "/healthz";
  EXPECT_EQ(*handler(request).body, "ok\n");
  request.path = "/readyz";
  EXPECT_EQ(handler(request).status, 200);
  state = fail(ErrorCode::busy, {"还在打开", "still opening"});
  EXPECT_EQ(handler(request).status, 503);
  request.path = "/metrics";
  const std::string text = *handler(request).body;
  EXPECT_NE(text.find("\nduibiao_http_requests_total 3\n"), std::string::npos);
  EXPECT_NE(text.find("\nduibiao_http_answers_total{class=\"2xx\"} 2\n"), std::string::npos);
  EXPECT_NE(text.find("\nduibiao_http_answer_seconds_sum 1.000002\n"), std::string::npos);
  EXPECT_TRUE(text.ends_with("more 1\n"));
}

}  // namespace
}  // namespace duibiao::server
