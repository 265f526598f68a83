#include "text/utf8.h"

#include <cstring>

namespace duibiao::text {

namespace {

constexpr unsigned byte_at(std::string_view text, std::size_t offset) {
  return static_cast<unsigned char>(text[offset]);
}

/// Bytes a character with this first byte takes; 0 when no character begins so.
constexpr std::uint32_t length_of(unsigned lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

/// Unicode 15, table 3-7: four first bytes narrow what may follow them.
constexpr bool may_follow(unsigned lead, unsigned second) {
  switch (lead) {
    case 0xE0:
      return second >= 0xA0 && second <= 0xBF;
    case 0xED:
      return second >= 0x80 && second <= 0x9F;
    case 0xF0:
      return second >= 0x90 && second <= 0xBF;
    case 0xF4:
      return second >= 0x80 && second <= 0x8F;
    default:
      return second >= 0x80 && second <= 0xBF;
  }
}

constexpr bool continues(unsigned byte) { return (byte & 0xC0) == 0x80; }

/// The first byte at or after `offset` that is not ASCII; the size when there is none.
std::size_t skip_ascii(std::string_view text, std::size_t offset) {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  while (offset + sizeof(std::uint64_t) <= text.size()) {
    std::uint64_t block = 0;
    std::memcpy(&block, text.data() + offset, sizeof block);
    if ((block & high_bits) != 0) break;
    offset += sizeof block;
  }
  while (offset < text.size() && byte_at(text, offset) < 0x80) ++offset;
  return offset;
}

}  // namespace

CodePoint decode_at(std::string_view text, std::size_t offset) {
  const unsigned lead = byte_at(text, offset);
  if (lead < 0x80) return {lead, 1, true, offset};
  const CodePoint bad{replacement, 1, false, offset};
  const std::uint32_t length = length_of(lead);
  if (length == 0 || text.size() - offset < length) return bad;
  if (!may_follow(lead, byte_at(text, offset + 1))) return bad;
  char32_t value = lead & (0x7FU >> length);
  for (std::uint32_t i = 1; i < length; ++i) {
    const unsigned byte = byte_at(text, offset + i);
    if (!continues(byte)) return bad;
    value = value << 6 | (byte & 0x3F);
  }
  return {value, length, true, offset};
}

std::optional<std::size_t> first_ill_formed(std::string_view text) {
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    const CodePoint next = decode_at(text, at);
    if (!next.valid) return at;
    at += next.length;
  }
  return std::nullopt;
}

std::size_t unfinished_tail(std::string_view text) {
  for (std::size_t tail = 1; tail <= 3 && tail <= text.size(); ++tail) {
    const std::size_t start = text.size() - tail;
    const unsigned lead = byte_at(text, start);
    if (continues(lead)) continue;
    if (length_of(lead) <= tail) return 0;
    return tail == 1 || may_follow(lead, byte_at(text, start + 1)) ? tail : 0;
  }
  return 0;
}

bool is_ascii(std::string_view text) { return skip_ascii(text, 0) == text.size(); }

void append_utf8(std::string& out, char32_t value) {
  const auto add = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = replacement;
  if (value < 0x80) {
    add(value);
  } else if (value < 0x800) {
    add(0xC0 | value >> 6);
    add(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    add(0xE0 | value >> 12);
    add(0x80 | (value >> 6 & 0x3F));
    add(0x80 | (value & 0x3F));
  } else {
    add(0xF0 | value >> 18);
    add(0x80 | (value >> 12 & 0x3F));
    add(0x80 | (value >> 6 & 0x3F));
    add(0x80 | (value & 0x3F));
  }
}

bool is_han(char32_t value) {
  return (value >= 0x4E00 && value <= 0x9FFF) || (value >= 0x3400 && value <= 0x4DBF) ||
         (value >= 0xF900 && value <= 0xFAFF) || (value >= 0x20000 && value <= 0x323AF) ||
         value == U'〇' || value == U'々';
}

bool is_blank(char32_t value) {
  if (value <= 0x20) return value == 0x20 || (value >= 0x09 && value <= 0x0D);
  if (value < 0x80) return false;
  switch (value) {
    case 0x85:    // next line
    case 0xA0:    // no-break space
    case 0x1680:  // Ogham space
    case 0x2028:  // line separator
    case 0x2029:  // paragraph separator
    case 0x202F:  // narrow no-break space
    case 0x205F:  // mathematical space
    case 0x2060:  // word joiner
    case 0x3000:  // ideographic space
    case 0xFEFF:  // byte order mark, left over
      return true;
    default:
      return value >= 0x2000 && value <= 0x200B;  // from en quad to zero-width space
  }
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const CodePoint first = decode_at(text, 0);
    if (!is_blank(first.value)) break;
    text.remove_prefix(first.length);
  }
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && text.size() - start < 4 && continues(byte_at(text, start))) --start;
    const CodePoint last = decode_at(text, start);
    if (!is_blank(last.value) || start + last.length != text.size()) break;
    text.remove_suffix(last.length);
  }
  return text;
}

}  // namespace duibiao::text
