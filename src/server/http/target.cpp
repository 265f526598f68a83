#include "server/http/target.h"

#include <algorithm>
#include <vector>

namespace duibiao::server {
namespace {

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The byte that the «%XX» at `at` stands for; -1 when there is none.
int byte_at(std::string_view text, std::size_t at) {
  if (text[at] != '%' || at + 2 >= text.size()) return -1;
  const int high = digit_of(text[at + 1]);
  const int low = digit_of(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/// Length of the well-formed UTF-8 sequence at the beginning (shortest form, no surrogates); 0 when
/// there is none.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [text](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  unsigned low = 0x80;
  unsigned high = 0xBF;
  if (first == 0xE0) low = 0xA0;
  if (first == 0xED) high = 0x9F;
  if (first == 0xF0) low = 0x90;
  if (first == 0xF4) high = 0x8F;
  if (byte(1) < low || byte(1) > high) return 0;
  for (std::size_t k = 2; k < length; ++k) {
    if ((byte(k) & 0xC0) != 0x80) return 0;
  }
  return length;
}

bool fit_for_a_path(std::string_view part) {
  while (!part.empty()) {
    const auto c = static_cast<unsigned char>(part.front());
    if (c < 0x20 || c == 0x7F || c == '/' || c == '\\') return false;
    const std::size_t length = sequence_length(part);
    if (length == 0) return false;
    part.remove_prefix(length);
  }
  return true;
}

bool whole_encoding(std::string_view part) {
  for (std::size_t at = part.find('%'); at != std::string_view::npos; at = part.find('%', at + 1)) {
    if (byte_at(part, at) < 0) return false;
  }
  return true;
}

}  // namespace

std::string percent_decoded(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int byte = byte_at(text, at);
    if (byte >= 0) {
      out += static_cast<char>(byte);
      at += 2;
    } else {
      out += text[at] == '+' && plus == Plus::is_space ? ' ' : text[at];
    }
  }
  return out;
}

namespace {

std::string encoded(std::string_view text, std::string_view also_plain) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       also_plain.find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    }
  }
  return out;
}

}  // namespace

std::string percent_encoded(std::string_view text) { return encoded(text, "-._~"); }

std::string percent_encoded_path(std::string_view path) { return encoded(path, "-._~/+,:@"); }

std::optional<std::string> normal_path(std::string_view raw) {
  if (!raw.starts_with('/')) return std::nullopt;
  // What stands before each part that is still there, so that «..» goes back in one step.
  std::vector<std::size_t> starts;
  std::string out;
  while (!raw.empty()) {
    raw.remove_prefix(1);
    const std::size_t end = std::min(raw.find('/'), raw.size());
    if (!whole_encoding(raw.substr(0, end))) return std::nullopt;
    const std::string part = percent_decoded(raw.substr(0, end), Plus::is_plus);
    if (!fit_for_a_path(part)) return std::nullopt;
    raw.remove_prefix(end);
    if (part != "." && part != "..") {
      starts.push_back(out.size());
      out += '/';
      out += part;
      continue;
    }
    if (part == ".." && !starts.empty()) {
      out.resize(starts.back());
      starts.pop_back();
    }
    if (raw.empty()) out += '/';
  }
  return out;
}

std::optional<Target> read_target(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (target.size() < scheme.size() || !same_word(target.substr(0, scheme.size()), scheme)) {
      continue;
    }
    target.remove_prefix(scheme.size());
    target.remove_prefix(std::min(target.find_first_of("/?"), target.size()));
    break;
  }
  const std::size_t mark = target.find('?');
  const std::string_view path = target.substr(0, mark);
  auto normal = normal_path(path);
  if (!normal) return std::nullopt;
  return Target{std::move(*normal),
                mark == std::string_view::npos ? Query() : Query::parse(target.substr(mark + 1))};
}

}  // namespace duibiao::server
