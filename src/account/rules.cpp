#include "account/rules.h"

#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "base/assert.h"
#include "text/utf8.h"

namespace duibiao::account {
namespace {

/// A character has at most four bytes, and combining marks are characters too.
constexpr std::size_t name_bytes_max = 4 * name_characters_max;

using Normalizer = const icu::Normalizer2*(UErrorCode&);

/// ICU can fail here only without memory or data.
std::string normal(std::string_view text, Normalizer* pick) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = pick(status);
  DUIBIAO_ASSERT(U_SUCCESS(status));
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  const icu::StringPiece source(text.data(), static_cast<std::int32_t>(text.size()));
  normalizer->normalizeUTF8(0, source, sink, nullptr, status);
  DUIBIAO_ASSERT(U_SUCCESS(status));
  return out;
}

std::string nfc(std::string_view text) {
  return normal(text, [](UErrorCode& status) { return icu::Normalizer2::getNFCInstance(status); });
}

std::string key_of(std::string_view text) {
  return normal(
      text, [](UErrorCode& status) { return icu::Normalizer2::getNFKCCasefoldInstance(status); });
}

tl::unexpected<Error> refused(std::string zh, std::string en) {
  return fail(ErrorCode::bad_argument, {std::move(zh), std::move(en)});
}

bool may_stand_in_a_name(char32_t c) {
  if (c == U'/' || c == U'\\') return false;
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_SURROGATE:
    case U_PRIVATE_USE_CHAR:
    case U_UNASSIGNED:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return false;
    default:
      return true;
  }
}

bool is_blank(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }

}  // namespace

Result<Name> name_from(std::string_view text, Named what) {
  const bool token = what == Named::token;
  const Message called =
      token ? Message{"令牌的用途", "what the token is for"} : Message{"用户名", "the name"};
  if (text.empty()) {
    return token ? refused("请写明令牌的用途", "say what the token is for")
                 : refused("请给出用户名", "a name is needed");
  }
  const auto wrong = [&called](std::string_view zh, std::string_view en) {
    return refused(called.zh + std::string(zh), called.en + ": " + std::string(en));
  };
  const Message too_long = {
      fmt::format("{}不能超过 {} 个字符", called.zh, name_characters_max),
      fmt::format("{}: at most {} characters", called.en, name_characters_max)};
  if (text.size() > name_bytes_max) return fail(ErrorCode::bad_argument, too_long);
  Name name{nfc(text), {}};
  std::size_t characters = 0;
  bool blank = false;
  for (const text::CodePoint c : text::code_points(name.shown)) {
    if (!c.valid || !may_stand_in_a_name(c.value)) {
      return wrong("中有不能使用的字符（控制字符、不可见字符、斜杠）",
                   "some characters cannot be used (controls, invisible ones, slashes)");
    }
    blank = is_blank(c.value);
    if (blank && characters == 0) break;
    ++characters;
  }
  if (blank) return wrong("前后不能有空格", "no blank at the beginning or the end");
  if (characters > name_characters_max) return fail(ErrorCode::bad_argument, too_long);
  name.key = key_of(name.shown);
  // Points alone would be a way up in an address.
  if (name.key.find_first_not_of('.') == std::string::npos) {
    return wrong("不能只由点组成", "more than points is needed");
  }
  return name;
}

Result<std::string> tried_password(std::string_view text) {
  if (text.size() > password_bytes_max) {
    return refused(fmt::format("密码不能超过 {} 字节", password_bytes_max),
                   fmt::format("a password has at most {} bytes", password_bytes_max));
  }
  for (const text::CodePoint c : text::code_points(text)) {
    if (!c.valid) return refused("密码不是 UTF-8 文字", "the password is not UTF-8");
  }
  return nfc(text);
}

Result<std::string> new_password(std::string_view text, const Name& name) {
  auto password = tried_password(text);
  if (!password) return password;
  std::size_t characters = 0;
  for ([[maybe_unused]] const text::CodePoint c : text::code_points(*password)) ++characters;
  if (characters < password_characters_min) {
    return refused(fmt::format("密码至少 {} 个字符", password_characters_min),
                   fmt::format("a password has at least {} characters", password_characters_min));
  }
  if (key_of(*password) == name.key) {
    return refused("密码不能与用户名相同", "the password must not be the name");
  }
  return password;
}

}  // namespace duibiao::account
