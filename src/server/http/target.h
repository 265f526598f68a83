#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.h"

namespace duibiao::server {

/// Whether «+» is a space: so in a query, not in a path.
enum class Plus : std::uint8_t { is_plus, is_space };

/// «%E5%A5%BD» as its bytes. What is no valid encoding stays as it is. Linear.
[[nodiscard]] std::string percent_decoded(std::string_view text, Plus plus);

/// Everything but letters, digits and «-._~» becomes «%XX».
[[nodiscard]] std::string percent_encoded(std::string_view text);

/// A decoded path as it is written in an address: each part encoded, «/» kept.
[[nodiscard]] std::string percent_encoded_path(std::string_view path);

/// The path of a target as handlers get it: decoded part by part, «.» and «..» resolved, never
/// above the root. Nothing for what has no place in a path of ours: an encoded «/», «\», control
/// characters, bytes that are not UTF-8 (overlong forms among them), a «%» without two digits.
[[nodiscard]] std::optional<std::string> normal_path(std::string_view raw);

/// A request's target taken apart: `path` and `query` of «/path?query», also of the absolute form
/// that proxies send («http://host/path»). Nothing when it is neither, or normal_path has nothing.
struct Target {
  std::string path;
  Query query;
};
[[nodiscard]] std::optional<Target> read_target(std::string_view target);

/// Whether two names differ at most in the case of their Latin letters.
[[nodiscard]] bool same_word(std::string_view a, std::string_view b);

/// Without blanks and tabs at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace duibiao::server
