#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account/role.h"
#include "server/http/message.h"
#include "server/route/route.h"

namespace duibiao::server {

/// The fields of a small JSON body. What is wrong with it is said without repeating it: it may hold
/// a password.
class Body {
 public:
  /// Errors: bad_argument for what is no JSON object (application/json) or has a field that is not
  /// among `known`; over_limit.
  [[nodiscard]] static Result<Body> read(const Request& request,
                                         const std::vector<std::string_view>& known);

  [[nodiscard]] bool has(std::string_view field) const { return json_.contains(field); }
  /// Errors: bad_argument when it is missing or of another type.
  [[nodiscard]] Result<std::string> text(std::string_view field) const;
  [[nodiscard]] Result<bool> flag(std::string_view field) const;
  [[nodiscard]] Result<int> number(std::string_view field) const;
  /// A role that an account can have.
  [[nodiscard]] Result<account::Role> role() const;

 private:
  nlohmann::json json_;
};

}  // namespace duibiao::server
