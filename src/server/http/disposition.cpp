#include "server/http/disposition.h"

#include "server/http/target.h"

namespace duibiao::server {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string without_folder(std::string_view name) {
  const std::size_t cut = name.find_last_of("/\\");
  if (cut != std::string_view::npos) name.remove_prefix(cut + 1);
  std::string out;
  for (const char c : name) {
    if (!is_control(c)) out += c;
  }
  return out == "." || out == ".." ? "" : out;
}

/// Reads one parameter value, quoted or not, and moves `text` behind it.
std::string take_value(std::string_view& text) {
  std::string value;
  if (!text.starts_with('"')) {
    const std::size_t end = text.find(';');
    value = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end);
    return value;
  }
  std::size_t at = 1;
  while (at < text.size() && text[at] != '"') {
    // Old browsers write a folder's «\» as it is; only quotes and itself are escaped.
    const bool escaped =
        text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\');
    if (escaped) ++at;
    value += text[at++];
  }
  text.remove_prefix(at < text.size() ? at + 1 : at);
  return value;
}

}  // namespace

std::string attachment(std::string_view name) {
  std::string safe = without_folder(name);
  if (safe.empty()) safe = "download";
  std::string plain;
  for (const char c : safe) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 && (byte & 0xC0) == 0x80) continue;  // one «_» a character, not a byte
    plain += byte >= 0x80 || c == '"' || c == '%' || c == ';' ? '_' : c;
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encoded(safe);
}

std::string field_parameter(std::string_view field, std::string_view name) {
  std::size_t at = field.find(';');
  while (at != std::string_view::npos) {
    field.remove_prefix(at + 1);
    const std::size_t equals = field.find_first_of("=;");
    if (equals == std::string_view::npos) return {};
    const std::string_view key = trimmed(field.substr(0, equals));
    if (field[equals] == ';') {
      at = equals;
      continue;
    }
    field.remove_prefix(equals + 1);
    while (field.starts_with(' ') || field.starts_with('\t')) field.remove_prefix(1);
    std::string value = take_value(field);
    if (same_word(key, name)) return value;
    at = field.find(';');
  }
  return {};
}

std::string declared_file_name(std::string_view disposition) {
  constexpr std::string_view utf8 = "UTF-8'";
  const std::string extended = field_parameter(disposition, "filename*");
  if (extended.size() > utf8.size() &&
      same_word(std::string_view(extended).substr(0, utf8.size()), utf8)) {
    const std::size_t quote = extended.find('\'', utf8.size());
    if (quote != std::string::npos) {
      return without_folder(percent_decoded(extended.substr(quote + 1), Plus::is_plus));
    }
  }
  std::string plain = field_parameter(disposition, "filename");
  // A quote in a name is written «%22» by browsers (HTML's form submission).
  for (std::size_t at = plain.find("%22"); at != std::string::npos; at = plain.find("%22", at)) {
    plain.replace(at, 3, "\"");
  }
  return without_folder(plain);
}

}  // namespace duibiao::server
