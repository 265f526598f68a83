#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "account/role.h"
#include "base/language.h"
#include "base/result.h"
#include "server/http/message.h"

namespace duibiao::server {

using account::Role;

/// Who asks.
struct Caller {
  Role role = Role::nobody;
  std::string name;        ///< of the account; empty: anonymous
  bool by_cookie = false;  ///< a browser: changes need the CSRF token
  std::string session;     ///< key of the session, of a cookie
};

/// What a handler is given beside the request.
struct Call {
  const Request& request;
  const Caller& caller;
  Language language = Language::zh;
  std::vector<std::string> path;  ///< what stands for each «{…}» of the pattern, in order

  [[nodiscard]] std::string_view query(std::string_view name) const {
    return request.query.get(name);
  }
};

/// One parameter, as the description tells it.
struct Parameter {
  std::string name;
  Message what;
  bool required = false;
  std::vector<std::string> values{};  ///< when only these are allowed
};

/// One line of the table of routes: dispatch, privilege and description come from it.
struct Route {
  Method method = Method::get;
  std::string pattern{};  ///< «/api/v1/batches/{id}»; a last «{rest*}» takes several parts
  Role role = Role::viewer;
  bool changes = false;  ///< needs the CSRF token when the caller came by cookie
  Message summary{};
  std::vector<Parameter> parameters{};
  std::string answers{};               ///< schema of the answer («duibiao.rank/1»), or a media type
  std::vector<std::string> accepts{};  ///< media types of the body, for the description
  std::function<Result<Response>(const Call&)> handle{};
};

/// Finds routes by method and path. Cost: one walk of the path. Thread-safe once built.
class Router {
 public:
  void add(Route route);
  [[nodiscard]] std::span<const Route> routes() const { return routes_; }

  struct Found {
    const Route* route = nullptr;  ///< none: nothing at this path, or not by this method
    std::vector<std::string> path;
    std::vector<Method> allowed;  ///< methods that the path has, when there is no route
  };
  /// HEAD finds GET.
  [[nodiscard]] Found find(Method method, std::string_view path) const;

 private:
  std::vector<Route> routes_;
};

}  // namespace duibiao::server
