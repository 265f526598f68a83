#include "server/account/body.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "server/http/target.h"

namespace duibiao::server {
namespace {

/// Names and passwords are short; more is neither.
constexpr std::size_t longest_body = 16 * 1024;

tl::unexpected<Error> wrong(std::string zh, std::string en) {
  return fail(ErrorCode::bad_argument, {std::move(zh), std::move(en)});
}

tl::unexpected<Error> wrong_type(std::string_view field, std::string_view zh, std::string_view en) {
  return wrong(fmt::format("缺少 {}，或它不是{}", field, zh),
               fmt::format("{} is missing, or is not {}", field, en));
}

}  // namespace

Result<Body> Body::read(const Request& request, const std::vector<std::string_view>& known) {
  // Other types can be sent from a form of any site without asking.
  const std::string_view type = request.headers.find("Content-Type");
  if (!same_word(type.substr(0, type.find(';')), "application/json")) {
    return wrong("内容类型应为 application/json", "the body must be application/json");
  }
  if (request.body.size() > longest_body) {
    return fail(ErrorCode::over_limit, {"内容过长", "the body is too long"});
  }
  Body body;
  body.json_ = nlohmann::json::parse(request.body, nullptr, false);
  if (!body.json_.is_object()) return wrong("应为 JSON 对象", "the body must be a JSON object");
  for (const auto& [field, value] : body.json_.items()) {
    if (std::ranges::find(known, field) == known.end()) {
      return wrong(fmt::format("可用的字段：{}", fmt::join(known, "、")),
                   fmt::format("the fields are: {}", fmt::join(known, ", ")));
    }
  }
  return body;
}

Result<std::string> Body::text(std::string_view field) const {
  const auto found = json_.find(field);
  if (found == json_.end() || !found->is_string()) return wrong_type(field, "文字", "a text");
  return found->get<std::string>();
}

Result<bool> Body::flag(std::string_view field) const {
  const auto found = json_.find(field);
  if (found == json_.end() || !found->is_boolean()) {
    return wrong_type(field, " true 或 false", "true or false");
  }
  return found->get<bool>();
}

Result<int> Body::number(std::string_view field) const {
  const auto found = json_.find(field);
  if (found == json_.end() || !found->is_number_integer()) {
    return wrong_type(field, "整数", "a whole number");
  }
  const auto value = found->get<std::int64_t>();
  return static_cast<int>(std::clamp<std::int64_t>(value, std::numeric_limits<int>::min(),
                                                   std::numeric_limits<int>::max()));
}

Result<account::Role> Body::role() const {
  const auto name = text("role");
  if (!name) return tl::unexpected(name.error());
  const auto role = account::role_named(*name);
  if (role && *role != account::Role::nobody) return *role;
  return wrong("role 应为 viewer、analyst、editor 或 administrator",
               "role must be viewer, analyst, editor or administrator");
}

}  // namespace duibiao::server
