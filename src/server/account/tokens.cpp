// Tokens over the API: everybody's own; an administrator sees and revokes all.
#include <charconv>
#include <nlohmann/json.hpp>

#include "figure/date.h"
#include "server/account/body.h"
#include "server/account/state.h"
#include "server/api/view.h"
#include "server/http/problem.h"

namespace duibiao::server {
namespace {

render::Json token_json(const account::Token& token) {
  render::Json out = {{"id", std::to_string(token.id)},
                      {"name", token.name},
                      {"owner", token.owner},
                      {"role", account::name_of(token.role)},
                      {"made", Date::from_unix(token.made_at).to_string()},
                      {"expires", Date::from_unix(token.expires_at).to_string()}};
  out["last_used"] =
      token.last_used.known() ? render::Json(token.last_used.to_string()) : render::Json(nullptr);
  return out;
}

bool sees_all(const Caller& caller) { return caller.role >= Role::administrator; }

Result<Response> list(const Call& call, const DoorShared& state) {
  if (call.caller.name.empty()) return not_signed_in(call);
  const auto tokens = state->accounts.tokens(sees_all(call.caller) ? "" : call.caller.name);
  if (!tokens) return tl::unexpected(tokens.error());
  render::Json out = render::document("tokens");
  out["tokens"] = render::Json::array();
  for (const account::Token& token : *tokens) out["tokens"].push_back(token_json(token));
  return fresh(out);
}

Result<Response> add(const Call& call, const DoorShared& state) {
  const auto body = Body::read(call.request, {"name", "role", "days"});
  if (!body) return tl::unexpected(body.error());
  const auto name = body->text("name");
  if (!name) return tl::unexpected(name.error());
  const auto role = body->role();
  if (!role) return tl::unexpected(role.error());
  const auto days = body->number("days");
  if (!days) return tl::unexpected(days.error());
  const auto made = state->accounts.add_token(call.caller.name, *name, *role, *days,
                                              state->actor(call.caller.name));
  if (!made) return tl::unexpected(made.error());
  render::Json out = render::document("token");
  out.update(token_json(made->token));
  out["secret"] = made->secret;
  return fresh(out);
}

Result<Response> revoke(const Call& call, const DoorShared& state) {
  const std::string& text = call.path.front();
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || end != text.data() + text.size()) {
    return bad_parameter("id", {"应为令牌的编号", "it must be the number of a token"});
  }
  const auto mine = state->accounts.tokens(sees_all(call.caller) ? "" : call.caller.name);
  if (!mine) return tl::unexpected(mine.error());
  for (const account::Token& token : *mine) {
    if (token.id != id) continue;
    const Status done = state->accounts.revoke_token(id, state->actor(call.caller.name));
    if (!done) return tl::unexpected(done.error());
    render::Json out = render::document("token");
    out.update(token_json(token));
    return fresh(out);
  }
  return fail(ErrorCode::not_found, {"没有这个令牌", "there is no such token"});
}

}  // namespace

std::vector<Route> token_routes(const DoorShared& state) {
  const auto with = [&state](Result<Response> (*answer)(const Call&, const DoorShared&)) {
    return [state, answer](const Call& call) { return answer(call, state); };
  };
  std::vector<Route> out;
  out.push_back({.pattern = "/api/v1/tokens",
                 .role = Role::viewer,
                 .summary = {"接口令牌：本人的；管理员看到所有人的",
                             "Tokens: one's own; an administrator's list has all"},
                 .answers = "duibiao.tokens/1",
                 .handle = with(list)});
  out.push_back({.method = Method::post,
                 .pattern = "/api/v1/tokens",
                 .role = Role::viewer,
                 .changes = true,
                 .summary = {"新建令牌；其内容只在此答复中出现一次",
                             "Make a token; its secret stands in this answer and nowhere else"},
                 .answers = "duibiao.token/1",
                 .accepts = {"application/json"},
                 .handle = in_person(with(add))});
  out.push_back({.method = Method::remove,
                 .pattern = "/api/v1/tokens/{id}",
                 .role = Role::viewer,
                 .changes = true,
                 .summary = {"撤销令牌", "Revoke a token"},
                 .answers = "duibiao.token/1",
                 .handle = in_person(with(revoke))});
  return out;
}

}  // namespace duibiao::server
