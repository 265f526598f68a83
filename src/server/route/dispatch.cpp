#include "server/route/dispatch.h"

#include <algorithm>
#include <exception>
#include <new>

#include "server/http/problem.h"
#include "server/http/target.h"

namespace duibiao::server {
namespace {

std::string allow_of(std::vector<Method> methods) {
  if (std::ranges::find(methods, Method::get) != methods.end()) methods.push_back(Method::head);
  methods.push_back(Method::options);
  std::ranges::sort(methods);
  std::string out;
  for (const Method method : methods) {
    if (!out.empty()) out += ", ";
    out += name_of(method);
  }
  return out;
}

/// The answer where the table has no handler: unknown path, or other methods only.
Response without_route(const Request& request, const Router::Found& found, Language language) {
  if (found.allowed.empty()) {
    return problem(404, {"没有这个网址，请检查路径", "there is nothing at this address"},
                   request.path, language);
  }
  Response response;
  if (request.method == Method::options) {
    response.status = 204;
  } else {
    response = problem(405, {"这个网址不支持该请求方法", "this address has no such method"},
                       request.path, language);
  }
  response.headers.set("Allow", allow_of(found.allowed));
  return response;
}

/// Browsers say where a request comes from; pages of other sites have no business here, whoever is
/// signed in. «same-site» is another port or name beside ours, and so another site too. Over plain
/// HTTP, except to this machine, only Origin is sent.
bool from_elsewhere(const Request& request) {
  const std::string_view site = request.headers.find("Sec-Fetch-Site");
  if (!site.empty()) return site != "same-origin" && site != "none";
  const std::string_view origin = request.headers.find("Origin");
  if (origin.empty()) return false;  // no browser
  const std::size_t host = origin.find("://");
  return host == std::string_view::npos ||
         !same_word(origin.substr(host + 3), request.headers.find("Host"));
}

/// A refusal when the caller may not use this route; else nothing.
std::optional<Response> refused(const Route& route, const Request& request, const Caller& caller,
                                const Gate& gate, Language language) {
  if (caller.role < route.role) {
    if (caller.name.empty()) {
      Response response =
          problem(401, {"请先登录", "please sign in first"}, request.path, language);
      response.headers.add("WWW-Authenticate", "Bearer realm=\"duibiao\"");
      return response;
    }
    return problem(403, {"您的账号没有此项权限", "your account may not do this"}, request.path,
                   language);
  }
  if (!route.changes) return std::nullopt;
  if (from_elsewhere(request)) {
    return problem(403, {"不接受其他网站页面发来的修改", "changes from other sites are refused"},
                   request.path, language);
  }
  if (caller.by_cookie && !gate.carries_token(request, caller)) {
    return problem(403,
                   {"缺少或过期的 X-CSRF-Token，请刷新页面后重试",
                    "X-CSRF-Token is missing or stale; reload the page and try again"},
                   request.path, language);
  }
  return std::nullopt;
}

/// «localhost», «127.0.0.1:8080», «[::1]:8080».
bool names_this_machine(std::string_view host) {
  const bool bracketed = host.starts_with('[');
  const std::size_t end = bracketed ? host.find(']') : host.find(':');
  const std::string_view name =
      host.substr(0, end == std::string_view::npos ? end : end + (bracketed ? 1 : 0));
  if (same_word(name, "localhost") || name == "[::1]") return true;
  return name.starts_with("127.") &&
         name.find_first_not_of("0123456789.") == std::string_view::npos;
}

Response handled(const Route& route, const Call& call) {
  try {
    auto response = route.handle(call);
    if (response) return std::move(*response);
    return problem(response.error(), call.request.path, call.language);
  } catch (const std::bad_alloc&) {
    return problem(503, {"内存不足，请稍后再试", "out of memory, please try again"},
                   call.request.path, call.language);
  } catch (const std::exception&) {
    return problem(500, {"程序内部错误，请报告", "internal error, please report it"},
                   call.request.path, call.language);
  }
}

}  // namespace

Gate open_gate(Role role) {
  return {[role](const Request&) -> tl::expected<Caller, Response> {
            Caller caller;
            caller.role = role;
            return caller;
          },
          [](const Request&, const Caller&) { return false; },
          {}};
}

Gate local_gate(Role role) {
  Gate gate = open_gate(role);
  gate.caller = [everybody =
                     gate.caller](const Request& request) -> tl::expected<Caller, Response> {
    if (names_this_machine(request.headers.find("Host"))) return everybody(request);
    return tl::unexpected(
        problem(421,
                {"没有账号时只接受以本机地址（localhost、127.0.0.1）访问",
                 "without accounts only requests to localhost or 127.0.0.1 are answered"},
                request.path, language_of(request)));
  };
  return gate;
}

Handler dispatcher(std::shared_ptr<const Router> router, Gate gate) {
  return [router = std::move(router), gate = std::move(gate)](const Request& request) {
    const Language language = language_of(request);
    Router::Found found = router->find(request.method, request.path);
    if (found.route == nullptr) return without_route(request, found, language);
    // Health is told whatever a client carries with it.
    Caller caller;
    if (found.route->role != Role::nobody || found.route->pattern.starts_with("/api/")) {
      auto who = gate.caller(request);
      if (!who) return std::move(who.error());
      caller = std::move(*who);
    }
    auto refusal = refused(*found.route, request, caller, gate, language);
    Response response =
        refusal ? std::move(*refusal)
                : handled(*found.route, Call{request, caller, language, std::move(found.path)});
    if (gate.answered && !caller.name.empty()) gate.answered(request, caller, response.status);
    return response;
  };
}

}  // namespace duibiao::server
