#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace duibiao::server {

/// One choice of an Accept, Accept-Language or Accept-Encoding field. Values are views into it.
struct Choice {
  std::string_view value;  ///< «text/csv», «zh-CN», «gzip»
  std::vector<std::pair<std::string_view, std::string_view>> parameters;  ///< without «q»
  int quality = 1000;                                                     ///< thousandths; 0: not
};

/// The choices of a field in the order they came; broken ones are left out, past 64 the rest too.
[[nodiscard]] std::vector<Choice> choices_of(std::string_view field);

/// Which of `offered` (media types, parameters included: «application/json;version=2.0.0») the
/// client likes best: by quality, then by how exactly it was named, then in the order offered. An
/// empty field takes the first. Nothing: 406.
[[nodiscard]] std::optional<std::size_t> best_type(std::string_view accept,
                                                   std::span<const std::string_view> offered);

/// Whether a coding may be sent: named with a quality above 0, or covered by «*».
[[nodiscard]] bool takes_encoding(std::string_view accept_encoding, std::string_view coding);

}  // namespace duibiao::server
