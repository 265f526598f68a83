// Who asks, signing in and out, and the first administrator.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "account/rules.h"
#include "account/secret.h"
#include "server/account/body.h"
#include "server/account/cookie.h"
#include "server/account/state.h"
#include "server/api/view.h"
#include "server/http/problem.h"

namespace duibiao::server {
namespace {

Result<Response> who_asks(const Call& call, const DoorShared& state) {
  const auto any = state->accounts.any();
  if (!any) return tl::unexpected(any.error());
  return fresh(session_json(*state, call.caller,
                            call.caller.by_cookie ? session_secret_of(call.request) : "",
                            call.language, *any));
}

/// Noted in the log as far as the budget goes. Whether there is such an account makes no difference
/// to the time.
void note_failure(DoorState& state, const std::string& name, const Request& request) {
  ++state.failed;
  const std::int64_t now = state.options.clock();
  const auto unlogged = state.failures.take(now);
  if (!unlogged) return;
  // The answer is «no» whether or not it could be noted.
  [[maybe_unused]] const Status noted =
      state.accounts.note_failure(name, request.peer, *unlogged, state.actor({}));
}

Response wrong_password(const Call& call) {
  Response response = problem(401, {"用户名或密码不对", "the name or the password is wrong"},
                              call.request.path, call.language);
  response.headers.add("WWW-Authenticate", "Bearer realm=\"duibiao\"");
  return response;
}

/// Names that are one name count as one.
std::string throttled_name(const std::string& name) {
  const auto named = account::name_from(name);
  return named ? named->key : name;
}

Result<Response> sign_in(const Call& call, const DoorShared& state) {
  const auto body = Body::read(call.request, {"name", "password"});
  if (!body) return tl::unexpected(body.error());
  const auto name = body->text("name");
  if (!name) return tl::unexpected(name.error());
  const auto password = body->text("password");
  if (!password) return tl::unexpected(password.error());
  const std::string key = throttled_name(*name);
  const std::string& peer = call.request.peer;
  const std::int64_t now = state->options.clock();
  if (const std::int64_t wait = state->throttle.admit(key, peer, now); wait > 0) {
    ++state->slowed;
    return slow_down(wait, call);
  }
  const auto session = state->accounts.sign_in(*name, *password, peer, now);
  if (!session) {
    state->throttle.came_to_nothing(key, peer);
    return tl::unexpected(session.error());
  }
  if (!*session) {
    note_failure(*state, *name, call.request);
    return wrong_password(call);
  }
  state->throttle.succeeded(key, peer);
  ++state->signed_in;
  // A session that somebody else put into this browser ends here, whoever it was of.
  if (const Status ended = state->accounts.sign_out(session_secret_of(call.request)); !ended) {
    return tl::unexpected(ended.error());
  }
  return begun(*state, call, **session);
}

Result<Response> sign_out(const Call& call, const DoorShared& state) {
  if (const Status ended = state->accounts.sign_out(session_secret_of(call.request)); !ended) {
    return tl::unexpected(ended.error());
  }
  Caller nobody;
  nobody.role = state->options.anonymous_read ? Role::viewer : Role::nobody;
  const auto any = state->accounts.any();
  if (!any) return tl::unexpected(any.error());
  Response response = fresh(session_json(*state, nobody, {}, call.language, *any));
  set_session_cookie(response, call.request.secure, {});
  return response;
}

Response wrong_code(SetupCode::Outcome outcome, const Call& call) {
  if (outcome == SetupCode::Outcome::wrong) {
    return problem(403, {"代码不对", "the code is wrong"}, call.request.path, call.language);
  }
  return problem(403,
                 {"代码不对或已失效，终端里已显示新的代码",
                  "the code is wrong or no longer valid; a new one is shown in the terminal"},
                 call.request.path, call.language);
}

Result<Response> set_up(const Call& call, const DoorShared& state) {
  const auto any = state->accounts.any();
  if (!any) return tl::unexpected(any.error());
  if (*any || !state->options.local) {
    return problem(409, {"这里不能再建立第一个管理员", "the first administrator is made already"},
                   call.request.path, call.language);
  }
  const auto body = Body::read(call.request, {"code", "name", "password"});
  if (!body) return tl::unexpected(body.error());
  const auto code = body->text("code");
  if (!code) return tl::unexpected(code.error());
  const auto name = body->text("name");
  if (!name) return tl::unexpected(name.error());
  const auto password = body->text("password");
  if (!password) return tl::unexpected(password.error());
  const std::int64_t now = state->options.clock();
  const auto outcome = state->setup.check(*code, now);
  if (outcome != SetupCode::Outcome::right) return wrong_code(outcome, call);
  const auto made =
      state->accounts.add(*name, account::Role::administrator, *password, state->actor(*name));
  if (!made) return tl::unexpected(made.error());
  state->setup.use_up();
  const auto session = state->accounts.begin_session(made->name, call.request.peer, now);
  if (!session) return tl::unexpected(session.error());
  ++state->signed_in;
  return begun(*state, call, *session);
}

using Answer = Result<Response> (*)(const Call&, const DoorShared&);

Route route_of(const DoorShared& state, Method method, std::string pattern, Message summary,
               Answer answer) {
  Route route{.method = method,
              .pattern = std::move(pattern),
              .role = Role::nobody,
              .changes = method != Method::get,
              .summary = std::move(summary),
              .answers = "duibiao.session/1"};
  if (method == Method::post) route.accepts = {"application/json"};
  route.handle = [state, answer](const Call& call) { return answer(call, state); };
  return route;
}

}  // namespace

render::Json session_json(const DoorState& state, const Caller& caller, std::string_view secret,
                          Language language, bool accounts) {
  render::Json out = render::document("session");
  out["user"] = nullptr;
  if (!caller.name.empty()) {
    out["user"] = {{"name", caller.name}, {"role", name_of(caller.role)}};
  } else if (!accounts && caller.role > Role::nobody) {
    out["user"] = {{"name", in(language, {"本机", "this machine"})},
                   {"role", name_of(caller.role)}};
  }
  out["csrf"] = secret.empty() ? std::string() : account::change_token_of(secret);
  out["anonymous_read"] = accounts ? state.options.anonymous_read : state.options.local;
  out["setup"] = !accounts && state.options.local;
  return out;
}

Response begun(const DoorState& state, const Call& call, const account::SignedIn& session) {
  Response response =
      fresh(session_json(state, caller_of(session.who, true), session.secret, call.language, true));
  set_session_cookie(response, call.request.secure, session.secret);
  return response;
}

Response slow_down(std::int64_t seconds, const Call& call) {
  Response response = problem(429,
                              {fmt::format("尝试次数太多，请 {} 秒后再试", seconds),
                               fmt::format("too many tries; try again in {} seconds", seconds)},
                              call.request.path, call.language);
  response.headers.set("Retry-After", std::to_string(seconds));
  return response;
}

std::vector<Route> session_routes(const DoorShared& state) {
  std::vector<Route> out;
  const std::string session = "/api/v1/session";
  out.push_back(route_of(state, Method::get, session, {"谁在使用", "Who asks"}, who_asks));
  out.push_back(route_of(state, Method::post, session, {"登录", "Sign in"}, sign_in));
  out.push_back(route_of(state, Method::remove, session, {"退出登录", "Sign out"}, sign_out));
  out.push_back(route_of(state, Method::post, "/api/v1/setup",
                         {"用终端里的一次性代码建立第一个管理员",
                          "Make the first administrator by the one-time code of the terminal"},
                         set_up));
  return out;
}

}  // namespace duibiao::server
