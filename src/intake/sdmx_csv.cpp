#include "intake/sdmx_csv.h"

#include <string>

namespace duibiao::intake {

std::optional<char> sdmx_csv_delimiter(std::string_view head) {
  constexpr std::size_t enough = 128;
  std::string text;
  for (const char c : head.substr(0, enough)) {
    const auto byte = static_cast<unsigned char>(c);
    // Byte order marks, and what UTF-16 has between letters.
    const bool mark = text.empty() && byte >= 0x80;
    if (byte != 0 && !mark) text += c;
  }
  std::string_view rest = text;
  const bool quoted = rest.starts_with('"');
  if (quoted) rest.remove_prefix(1);
  const bool second = rest.starts_with("STRUCTURE");
  if (!second && !rest.starts_with("DATAFLOW")) return std::nullopt;
  rest.remove_prefix(second ? 9 : 8);
  if (second && rest.starts_with('[')) {
    const std::size_t close = rest.find(']', 1);
    if (close == rest.npos) return std::nullopt;
    rest.remove_prefix(close + 1);
  }
  if (quoted) {
    if (!rest.starts_with('"')) return std::nullopt;
    rest.remove_prefix(1);
  }
  constexpr std::string_view delimiters = ",;\t|";
  if (rest.empty() || delimiters.find(rest.front()) == delimiters.npos) return std::nullopt;
  const char delimiter = rest.front();
  rest.remove_prefix(1);
  if (rest.starts_with('"')) rest.remove_prefix(1);
  if (second && !rest.starts_with("STRUCTURE_ID")) return std::nullopt;
  return delimiter;
}

}  // namespace duibiao::intake
