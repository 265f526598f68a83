#include "sdmx/codes.h"

#include <fmt/format.h>

#include <charconv>

namespace duibiao::sdmx {
namespace {

bool stays(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '@' || c == '-';
}

}  // namespace

std::string identifier_of(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (stays(c)) {
      out += c;
    } else {
      out += fmt::format("${:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::optional<std::string> name_of_identifier(std::string_view identifier) {
  std::string out;
  for (std::size_t i = 0; i < identifier.size(); ++i) {
    if (identifier[i] != '$') {
      out += identifier[i];
      continue;
    }
    const std::string_view digits = identifier.substr(i + 1, 2);
    unsigned value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (digits.size() < 2 || error != std::errc() || end != digits.data() + 2) return std::nullopt;
    out += static_cast<char>(value);
    i += 2;
  }
  return out;
}

std::optional<PlaceId> place_coded(const Vocabulary& words, std::string_view code) {
  const auto name = name_of_identifier(code);
  return name ? words.places.by_code(*name) : std::nullopt;
}

std::optional<IndicatorId> indicator_coded(const Vocabulary& words, std::string_view code) {
  const auto name = name_of_identifier(code);
  return name ? words.catalogue.by_id(*name) : std::nullopt;
}

std::string code_of(const Vocabulary& words, PlaceId place) {
  return identifier_of(words.places.at(place).code);
}

std::string code_of(const Vocabulary& words, IndicatorId indicator) {
  return identifier_of(words.catalogue.at(indicator).id);
}

}  // namespace duibiao::sdmx
