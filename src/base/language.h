#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace duibiao {

/// The two languages in which every sentence of the program exists.
enum class Language : std::uint8_t { zh, en };

/// The sentence in the reader's language.
[[nodiscard]] inline const std::string& in(Language language, const Message& message) {
  return language == Language::zh ? message.zh : message.en;
}

}  // namespace duibiao
