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

tl::unexpected<Error> bad_bytes(std::string_view bytes, std::string_view name,
                                std::string_view encoding, std::size_t offset) {
  const std::size_t upto = std::min(offset, bytes.size());
  const auto line = static_cast<std::uint64_t>(
      1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(upto), '\n'));
  return fail(
      ErrorCode::bad_encoding,
      {fmt::format("“{}”第 {} 行（第 {} 字节）不是 {} 文字", name, line, offset + 1, encoding),
       fmt::format("line {} (byte {}) of “{}” is not {} text", line, offset + 1, name, encoding)},
      {"请用 --encoding 写明编码，或另存为 UTF-8",
       "name the encoding with --encoding, or save it as UTF-8"},
      {.file = std::string(name), .sheet = {}, .cell = {}, .line = line});
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

Result<Decoded> decode_draft(std::string_view bytes, std::string_view name,
                             std::string_view encoding) {
  Decoded decoded;
  decoded.encoding = encoding;
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
  if (!fed) return bad_bytes(bytes, name, decoded.encoding, decoder->error_offset());
  if (decoded.text.size() > longest_text) return too_much_text(name);
  return decoded;
}

}  // namespace duibiao::document
