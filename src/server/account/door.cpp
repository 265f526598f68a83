#include "server/account/door.h"

#include <fmt/format.h>
#include <sodium.h>

#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "account/secret.h"
#include "server/account/cookie.h"
#include "server/account/state.h"
#include "server/api/view.h"
#include "server/http/problem.h"

namespace duibiao::server {
namespace {

using Decision = tl::expected<Caller, Response>;

tl::unexpected<Response> refused(const Error& error, const Request& request) {
  return tl::unexpected(problem(error, request.path, language_of(request)));
}

Decision by_token(const DoorState& state, const Request& request, std::string_view secret) {
  const auto who = state.accounts.token(secret, state.options.clock());
  if (!who) return refused(who.error(), request);
  if (*who) return caller_of(**who, false);
  Response response =
      problem(401, {"令牌无效、已过期或已撤销", "the token is unknown, expired or revoked"},
              request.path, language_of(request));
  response.headers.set("WWW-Authenticate", "Bearer realm=\"duibiao\", error=\"invalid_token\"");
  return tl::unexpected(std::move(response));
}

Decision caller_among_accounts(const DoorState& state, const Request& request) {
  if (const std::string_view token = bearer_of(request); !token.empty()) {
    return by_token(state, request, token);
  }
  if (const std::string_view secret = session_secret_of(request); !secret.empty()) {
    const auto who = state.accounts.session(secret, state.options.clock());
    if (!who) return refused(who.error(), request);
    if (*who) return caller_of(**who, true);
  }
  Caller anonymous;
  anonymous.role = state.options.anonymous_read ? Role::viewer : Role::nobody;
  return anonymous;
}

/// Compared in a time that does not tell where the two differ.
bool carries_token(const Request& request, const Caller& caller) {
  if (caller.session.empty()) return false;
  const std::string wanted = account::change_token_of(session_secret_of(request));
  const std::string_view given = request.headers.find("X-CSRF-Token");
  return given.size() == wanted.size() &&
         sodium_memcmp(given.data(), wanted.data(), wanted.size()) == 0;
}

}  // namespace

std::optional<std::uint64_t> HourlyBudget::take(std::int64_t now) {
  const std::lock_guard lock(guard_);
  if (now / 3600 != hour_) {
    hour_ = now / 3600;
    taken_ = 0;
  }
  if (taken_ >= most_) {
    ++missed_;
    return std::nullopt;
  }
  ++taken_;
  return std::exchange(missed_, 0);
}

Caller caller_of(const account::Who& who, bool by_cookie) {
  Caller caller;
  caller.role = who.role;
  caller.name = who.name;
  caller.by_cookie = by_cookie;
  caller.session = who.session;
  return caller;
}

Door::Door(account::Accounts& accounts, DoorOptions options)
    : state_(std::make_shared<DoorState>(accounts, std::move(options))) {}

Gate Door::gate() const {
  Gate without = local_gate(Role::editor);
  Gate gate;
  gate.caller = [state = state_,
                 open = std::move(without.caller)](const Request& request) -> Decision {
    const auto any = state->accounts.any();
    if (!any) return refused(any.error(), request);
    if (*any) return caller_among_accounts(*state, request);
    if (state->options.local) return open(request);
    return Caller();
  };
  gate.carries_token = carries_token;
  return gate;
}

std::vector<Route> Door::routes() const {
  std::vector<Route> out;
  for (auto* const group : {session_routes, user_routes, token_routes}) {
    std::vector<Route> some = group(state_);
    out.insert(out.end(), std::make_move_iterator(some.begin()),
               std::make_move_iterator(some.end()));
  }
  return out;
}

void Door::offer_setup() const {
  const auto any = state_->accounts.any();
  if (any && !*any && state_->options.local) state_->setup.issue(state_->options.clock());
}

std::string Door::counts() const {
  std::string out;
  const auto add = [&out](std::string_view name, std::string_view help, std::uint64_t value) {
    out += fmt::format("# HELP duibiao_{0} {1}\n# TYPE duibiao_{0} counter\nduibiao_{0} {2}\n",
                       name, help, value);
  };
  add("sign_ins_total", "Sign-ins.", state_->signed_in);
  add("sign_ins_failed_total", "Wrong names or passwords.", state_->failed);
  add("sign_ins_slowed_total", "Tries refused for now after too many failures.", state_->slowed);
  return out;
}

}  // namespace duibiao::server
