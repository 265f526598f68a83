#include "server/account/cookie.h"

#include <fmt/format.h>

#include "server/http/target.h"

namespace duibiao::server {

std::string_view session_cookie_name(bool secure) {
  return secure ? "__Host-duibiao_session" : "duibiao_session";
}

std::string_view session_secret_of(const Request& request) {
  const std::string_view name = session_cookie_name(request.secure);
  std::string_view rest = request.headers.find("Cookie");
  while (!rest.empty()) {
    std::string_view pair = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
      return pair.substr(name.size() + 1);
    }
  }
  return {};
}

void set_session_cookie(Response& response, bool secure, std::string_view secret) {
  response.headers.set(
      "Set-Cookie",
      fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}{}", session_cookie_name(secure),
                  secret, secure ? "; Secure" : "", secret.empty() ? "; Max-Age=0" : ""));
}

std::string_view bearer_of(const Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view field = request.headers.find("Authorization");
  if (field.size() <= scheme.size() || !same_word(field.substr(0, scheme.size()), scheme)) {
    return {};
  }
  return field.substr(scheme.size());
}

}  // namespace duibiao::server
