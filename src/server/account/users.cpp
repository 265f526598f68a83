// Accounts over the API.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "account/rules.h"
#include "server/account/body.h"
#include "server/account/state.h"
#include "server/api/view.h"
#include "server/http/problem.h"

namespace duibiao::server {
namespace {

render::Json user_json(const account::Account& account) {
  return {{"name", account.name},
          {"role", account::name_of(account.role)},
          {"disabled", account.disabled}};
}

Response answer_of(const account::Account& account) {
  render::Json out = render::document("user");
  out.update(user_json(account));
  return fresh(out);
}

Response not_allowed(const Call& call) {
  return problem(403, {"您的账号没有此项权限", "your account may not do this"}, call.request.path,
                 call.language);
}

/// The account as it is after a change; what the change was refused for, when that clashes with
/// what there is, is a conflict.
Result<Response> outcome(const Status& done, bool clashes, const std::string& name,
                         const Call& call, const DoorState& state) {
  if (!done && clashes && done.error().code == ErrorCode::bad_argument) {
    return problem(409, done.error().message, call.request.path, call.language);
  }
  if (!done) return tl::unexpected(done.error());
  const auto now = state.accounts.find(name);
  if (!now) return tl::unexpected(now.error());
  if (*now) return answer_of(**now);
  return fresh(render::document("user"));
}

Result<Response> list(const Call&, const DoorShared& state) {
  const auto all = state->accounts.list();
  if (!all) return tl::unexpected(all.error());
  render::Json out = render::document("users");
  out["users"] = render::Json::array();
  for (const account::Account& account : *all) out["users"].push_back(user_json(account));
  return fresh(out);
}

Result<Response> add(const Call& call, const DoorShared& state) {
  const auto body = Body::read(call.request, {"name", "role", "password"});
  if (!body) return tl::unexpected(body.error());
  const auto name = body->text("name");
  if (!name) return tl::unexpected(name.error());
  const auto role = body->role();
  if (!role) return tl::unexpected(role.error());
  const auto password = body->text("password");
  if (!password) return tl::unexpected(password.error());
  const auto taken = state->accounts.find(*name);
  if (!taken) return tl::unexpected(taken.error());
  const auto made = state->accounts.add(*name, *role, *password, state->actor(call.caller.name));
  if (made) return answer_of(*made);
  return outcome(tl::unexpected(made.error()), taken->has_value(), *name, call, *state);
}

/// Whoever changes their own password shows that it is theirs; the session that asks goes on under
/// a new secret, all others end.
Result<Response> own_password(const Body& body, const Call& call, const DoorShared& state) {
  const auto password = body.text("password");
  if (!password) return tl::unexpected(password.error());
  const auto old = body.text("old_password");
  if (!old) return tl::unexpected(old.error());
  const std::string& name = call.caller.name;
  const auto named = account::name_from(name);
  const std::string key = named ? named->key : name;
  const std::int64_t now = state->options.clock();
  if (const auto wait = state->throttle.admit(key, call.request.peer, now); wait > 0) {
    ++state->slowed;
    return slow_down(wait, call);
  }
  const auto fits = state->accounts.password_fits(name, *old);
  if (!fits) {
    state->throttle.came_to_nothing(key, call.request.peer);
    return tl::unexpected(fits.error());
  }
  if (!*fits) {
    ++state->failed;
    return problem(403, {"原密码不对", "the old password is wrong"}, call.request.path,
                   call.language);
  }
  state->throttle.succeeded(key, call.request.peer);
  if (const Status done = state->accounts.set_password(name, *password, state->actor(name));
      !done) {
    return tl::unexpected(done.error());
  }
  const auto session = state->accounts.begin_session(name, call.request.peer, now);
  if (!session) return tl::unexpected(session.error());
  return begun(*state, call, *session);
}

Result<Response> by_administrator(const Body& body, const account::Account& account,
                                  const Call& call, const DoorShared& state) {
  const store::Actor actor = state->actor(call.caller.name);
  const auto last = state->accounts.last_administrator(account.name);
  if (!last) return tl::unexpected(last.error());
  if (body.has("role")) {
    const auto role = body.role();
    if (!role) return tl::unexpected(role.error());
    return outcome(state->accounts.set_role(account.name, *role, actor), *last, account.name, call,
                   *state);
  }
  if (body.has("disabled")) {
    const auto disabled = body.flag("disabled");
    if (!disabled) return tl::unexpected(disabled.error());
    return outcome(state->accounts.set_disabled(account.name, *disabled, actor), *last,
                   account.name, call, *state);
  }
  const auto password = body.text("password");
  if (!password) return tl::unexpected(password.error());
  return outcome(state->accounts.set_password(account.name, *password, actor), false, account.name,
                 call, *state);
}

Result<Response> alter(const Call& call, const DoorShared& state) {
  const auto body = Body::read(call.request, {"role", "disabled", "password", "old_password"});
  if (!body) return tl::unexpected(body.error());
  const auto found = state->accounts.find(call.path.front());
  if (!found) return tl::unexpected(found.error());
  const bool administrator = call.caller.role >= Role::administrator;
  const bool own = *found && (*found)->name == call.caller.name;
  // Whether there is another account is nobody else's business.
  if (!own && !administrator) return not_allowed(call);
  if (!*found) {
    return fail(ErrorCode::not_found, {"没有这个账号", "there is no such account"});
  }
  const int wishes = static_cast<int>(body->has("role")) + static_cast<int>(body->has("disabled")) +
                     static_cast<int>(body->has("password"));
  if (wishes != 1) {
    return fail(ErrorCode::bad_argument, {"请给出 role、disabled、password 中的一个",
                                          "give one of role, disabled and password"});
  }
  if (own && body->has("password")) return own_password(*body, call, state);
  if (!administrator) return not_allowed(call);
  return by_administrator(*body, **found, call, state);
}

Result<Response> remove(const Call& call, const DoorShared& state) {
  const std::string& name = call.path.front();
  const auto last = state->accounts.last_administrator(name);
  if (!last) return tl::unexpected(last.error());
  const Status done = state->accounts.remove(name, state->actor(call.caller.name));
  return outcome(done, *last, name, call, *state);
}

}  // namespace

Response not_signed_in(const Call& call) {
  Response response =
      problem(401, {"请先登录", "please sign in first"}, call.request.path, call.language);
  response.headers.add("WWW-Authenticate", "Bearer realm=\"duibiao\"");
  return response;
}

std::function<Result<Response>(const Call&)> in_person(
    std::function<Result<Response>(const Call&)> handle) {
  return [handle = std::move(handle)](const Call& call) -> Result<Response> {
    if (call.caller.name.empty()) return not_signed_in(call);
    if (call.caller.by_cookie) return handle(call);
    return problem(403,
                   {"账号和令牌只能登录后修改，不能用令牌修改",
                    "accounts and tokens are changed by who has signed in, not by a token"},
                   call.request.path, call.language);
  };
}

std::vector<Route> user_routes(const DoorShared& state) {
  const auto with = [&state](Result<Response> (*answer)(const Call&, const DoorShared&)) {
    return [state, answer](const Call& call) { return answer(call, state); };
  };
  std::vector<Route> out;
  out.push_back({.pattern = "/api/v1/users",
                 .role = Role::administrator,
                 .summary = {"账号", "The accounts"},
                 .answers = "duibiao.users/1",
                 .handle = with(list)});
  out.push_back({.method = Method::post,
                 .pattern = "/api/v1/users",
                 .role = Role::administrator,
                 .changes = true,
                 .summary = {"新建账号", "Make an account"},
                 .answers = "duibiao.user/1",
                 .accepts = {"application/json"},
                 .handle = in_person(with(add))});
  out.push_back({.method = Method::patch,
                 .pattern = "/api/v1/users/{name}",
                 .role = Role::viewer,
                 .changes = true,
                 .summary = {"修改账号的角色、密码或停用；本人改密码要给出原密码",
                             "Change the role or password of an account, or disable it; one's own "
                             "password with the old one"},
                 .answers = "duibiao.user/1",
                 .accepts = {"application/json"},
                 .handle = in_person(with(alter))});
  out.push_back({.method = Method::remove,
                 .pattern = "/api/v1/users/{name}",
                 .role = Role::administrator,
                 .changes = true,
                 .summary = {"删除账号", "Remove an account"},
                 .answers = "duibiao.user/1",
                 .handle = in_person(with(remove))});
  return out;
}

}  // namespace duibiao::server
