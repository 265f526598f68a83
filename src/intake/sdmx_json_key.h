#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string_view>

namespace duibiao::intake {

/// The parts of «0:12:3», one after the other.
class JsonKey {
 public:
  explicit JsonKey(std::string_view key) : rest_(key) {}
  bool next(std::string_view& part) {
    if (done_) return false;
    const std::size_t colon = rest_.find(':');
    part = rest_.substr(0, colon);
    done_ = colon == std::string_view::npos;
    if (!done_) rest_.remove_prefix(colon + 1);
    return true;
  }

 private:
  std::string_view rest_;
  bool done_ = false;
};

/// An index below `size`; nothing for other text.
[[nodiscard]] inline std::optional<std::size_t> json_index(std::string_view text,
                                                           std::size_t size) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (error != std::errc() || end != text.data() + text.size() || index >= size) {
    return std::nullopt;
  }
  return index;
}

}  // namespace duibiao::intake
