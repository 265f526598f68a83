#include "document/encoding.h"

#include <fmt/format.h>

#include <algorithm>

#include "document/build.h"
#include "document/refusal.h"
#include "text/encoding.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace duibiao::document {
namespace {

constexpr std::size_t sample_bytes = 64 << 10;
constexpr std::size_t declaration_bytes = 4 << 10;  // browsers look at the first kilobyte only

/// A text in another encoding seldom holds one well-formed sequence of three bytes, let alone as
/// many for each ill-formed place.
constexpr std::size_t whole_for_each_bad = 4;

std::uint64_t line_at(std::string_view bytes, std::size_t offset) {
  const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(std::min(offset, bytes.size()));
  return static_cast<std::uint64_t>(1 + std::count(bytes.begin(), end, '\n'));
}

tl::unexpected<Error> bad_bytes(std::string_view bytes, std::string_view name,
                                std::string_view encoding, std::size_t offset) {
  const std::uint64_t line = line_at(bytes, offset);
  return fail(
      ErrorCode::bad_encoding,
      {fmt::format("“{}”第 {} 行（第 {} 字节）不是 {} 文字", name, line, offset + 1, encoding),
       fmt::format("line {} (byte {}) of “{}” is not {} text", line, offset + 1, name, encoding)},
      {"请用 --encoding 写明编码，或另存为 UTF-8",
       "name the encoding with --encoding, or save it as UTF-8"},
      {.file = std::string(name), .sheet = {}, .cell = {}, .line = line});
}

/// Bytes that fit no encoding: the place is that of UTF-8, which most drafts are in.
tl::unexpected<Error> no_known_encoding(std::string_view bytes, std::string_view name) {
  const std::size_t offset = text::first_ill_formed(bytes).value_or(0);
  const std::uint64_t line = line_at(bytes, offset);
  return fail(ErrorCode::bad_encoding,
              {fmt::format("认不出“{}”的编码：第 {} 行（第 {} 字节）起不是 UTF-8，也不是 GB18030",
                           name, line, offset + 1),
               fmt::format("the encoding of “{}” is not known: from line {} (byte {}) on it is "
                           "neither UTF-8 nor GB18030",
                           name, line, offset + 1)},
              {"如是文字，请用 --encoding 写明编码，或另存为 UTF-8",
               "if it is text, name its encoding with --encoding, or save it as UTF-8"},
              {.file = std::string(name), .sheet = {}, .cell = {}, .line = line});
}

/// UTF-8 but for a few bytes, as scraping and cutting leave them.
bool is_damaged_utf8(std::string_view bytes) {
  std::size_t whole = 0;
  std::size_t bad = 0;
  for (const text::CodePoint c : text::code_points(bytes)) {
    if (!c.valid) ++bad;
    if (c.valid && c.length >= 3) ++whole;
  }
  return bad > 0 && whole >= whole_for_each_bad * bad;
}

/// Whether a guessed reading gives something that people write: hardly a control character, and
/// beyond ASCII mostly Chinese characters and their punctuation, not all of them inside Latin words
/// (the «é» of another encoding takes the letter after it along).
bool is_writing(std::string_view decoded) {
  std::size_t beyond = 0;
  std::size_t chinese = 0;
  std::size_t control = 0;
  std::size_t in_words = 0;
  char32_t before = 0;
  for (const text::CodePoint c : text::code_points(decoded)) {
    if (c.value < 0x20 && c.value != '\t' && c.value != '\n' && c.value != '\r') ++control;
    const char32_t left = before;
    before = c.value;
    if (c.value < 0x80) continue;
    ++beyond;
    if ((left >= U'a' && left <= U'z') || (left >= U'A' && left <= U'Z')) ++in_words;
    const bool punctuation = (c.value >= 0x2000 && c.value <= 0x303F) || c.value >= 0xFF00;
    if (text::is_han(c.value) || punctuation) ++chinese;
  }
  if (beyond > 0 && in_words == beyond) return false;
  return chinese * 2 >= beyond && control * 50 <= decoded.size();
}

/// The text with U+FFFD for each run of ill-formed bytes.
std::string mended(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + 64);
  bool was_bad = false;
  for (const text::CodePoint c : text::code_points(bytes)) {
    if (c.valid) out.append(bytes.substr(c.offset, c.length));
    if (!c.valid && !was_bad) text::append_utf8(out, text::replacement);
    was_bad = !c.valid;
  }
  return out;
}

/// The bytes from the line of the first character beyond ASCII on: what tells encodings apart.
std::string_view telling_part(std::string_view bytes) {
  const auto high = std::find_if(bytes.begin(), bytes.end(), [](char byte) {
    return static_cast<unsigned char>(byte) >= 0x80 || byte == '\0';
  });
  const auto at = static_cast<std::size_t>(high - bytes.begin());
  if (at < sample_bytes / 2) return bytes;
  const std::size_t line = bytes.rfind('\n', at);
  return bytes.substr(line == std::string_view::npos || at - line > sample_bytes / 2 ? at
                                                                                     : line + 1);
}

text::EncodingGuess guess(std::string_view bytes) {
  const bool nul = bytes.find('\0') != std::string_view::npos;
  if (!nul && !text::first_ill_formed(bytes)) {
    return {"UTF-8", bytes.starts_with("\xEF\xBB\xBF"), true};
  }
  const std::string_view part = telling_part(bytes);
  return text::guess_encoding(part.substr(0, sample_bytes), part.size() <= sample_bytes);
}

}  // namespace

std::string declared_charset(std::string_view bytes) {
  const std::string head = text::fold_case(bytes.substr(0, declaration_bytes));
  for (std::size_t at = head.find("charset"); at != std::string::npos;
       at = head.find("charset", at + 1)) {
    std::size_t from = at + 7;
    while (from < head.size() &&
           (head[from] == ' ' || head[from] == '=' || head[from] == '"' || head[from] == '\'')) {
      ++from;
    }
    const std::size_t end = std::min(
        head.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_", from), head.size());
    if (end > from && end - from < 24 && head.find("<meta") < at)
      return head.substr(from, end - from);
  }
  return {};
}

Damage damage_of_utf8(std::string_view bytes) {
  Damage out;
  const auto first = text::first_ill_formed(bytes);
  if (!first) return out;
  out.first = *first;
  out.line = line_at(bytes, *first);
  out.byte = static_cast<unsigned char>(bytes[*first]);
  bool was_bad = false;
  for (const text::CodePoint c : text::code_points(bytes.substr(*first))) {
    if (!c.valid && !was_bad) ++out.places;
    was_bad = !c.valid;
  }
  return out;
}

Result<Decoded> decode_draft(std::string_view bytes, std::string_view name,
                             std::string_view encoding) {
  Decoded decoded;
  decoded.encoding = encoding;
  bool guessed = false;
  if (encoding.empty()) {
    const text::EncodingGuess found = guess(bytes);
    decoded.encoding = found.name;
    decoded.certain = found.certain;
    const std::string declared =
        found.name == "UTF-8" || found.had_bom ? "" : declared_charset(bytes);
    if (!declared.empty() && declared != "utf-8" && declared != "utf8") {
      auto as_declared = text::to_utf8(bytes, declared);
      if (as_declared) {
        decoded.encoding = declared;
        decoded.certain = true;
        decoded.text = std::move(*as_declared);
        return decoded;
      }
    }
    guessed = !found.had_bom;
    const bool other = found.name != "UTF-8" && (found.had_bom || found.name.starts_with("UTF-"));
    if (!other && is_damaged_utf8(bytes)) {
      decoded.encoding = "UTF-8";
      decoded.certain = false;
      decoded.text = mended(bytes);
      if (decoded.text.size() > longest_text) return too_much_text(name);
      return decoded;
    }
  }
  auto decoder = text::TextDecoder::open(decoded.encoding);
  if (!decoder) {
    Error error = decoder.error();
    error.where.file = name;
    return tl::unexpected(std::move(error));
  }
  if (decoded.encoding == "UTF-8" && !text::first_ill_formed(bytes)) {
    decoded.same = true;
    return decoded;
  }
  Status fed = decoder->feed(bytes, decoded.text);
  if (fed) fed = decoder->finish(decoded.text);
  if (guessed && (!fed || !is_writing(decoded.text))) {
    return no_known_encoding(bytes, name);
  }
  if (!fed) return bad_bytes(bytes, name, decoded.encoding, decoder->error_offset());
  if (decoded.text.size() > longest_text) return too_much_text(name);
  return decoded;
}

}  // namespace duibiao::document
