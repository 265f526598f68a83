#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "text/encoding.h"
#include "text/utf8.h"

namespace duibiao::text {

namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

/// Lower case, letters and digits only: «GB-18030» and «gb18030» are one name.
std::string plain_name(std::string_view name) {
  std::string result;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      result += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      result += c;
    }
  }
  return result;
}

/// GB18030 holds GBK, which holds GB2312: a file that says one of the older often needs the newest.
bool is_chinese_national(std::string_view plain) {
  constexpr std::array<std::string_view, 9> names{
      "gb18030", "gbk", "gb2312", "cp936", "936", "windows936", "ms936", "gb23121980", "euccn"};
  return std::find(names.begin(), names.end(), plain) != names.end();
}

/// GB 18030-2022 moved 18 characters from the private use area to their own Unicode places; ICU
/// before 73 still has the table of 2005.
char32_t moved_in_2022(char32_t value) {
  constexpr std::array<std::pair<char32_t, char32_t>, 18> moved{{
      {0xE78D, 0xFE10},
      {0xE78E, 0xFE12},
      {0xE78F, 0xFE11},
      {0xE790, 0xFE13},
      {0xE791, 0xFE14},
      {0xE792, 0xFE15},
      {0xE793, 0xFE16},
      {0xE794, 0xFE17},
      {0xE795, 0xFE18},
      {0xE796, 0xFE19},
      {0xE81E, 0x9FB4},
      {0xE826, 0x9FB5},
      {0xE82B, 0x9FB6},
      {0xE82C, 0x9FB7},
      {0xE832, 0x9FB8},
      {0xE843, 0x9FB9},
      {0xE854, 0x9FBA},
      {0xE864, 0x9FBB},
  }};
  for (const auto& [before, after] : moved) {
    if (before == value) return after;
  }
  return value;
}

/// Does a character mean the same wherever it stands? Not so with shift states (ISO-2022, UTF-7)
/// and with UTF-16 that waits for its BOM.
bool is_stateless(const UConverter* converter) {
  switch (ucnv_getType(converter)) {
    case UCNV_SBCS:
    case UCNV_DBCS:
    case UCNV_MBCS:
    case UCNV_LATIN_1:
    case UCNV_UTF16_BigEndian:
    case UCNV_UTF16_LittleEndian:
    case UCNV_UTF32_BigEndian:
    case UCNV_UTF32_LittleEndian:
      return true;
    default:
      return false;
  }
}

constexpr std::string_view utf8_bom = "\xEF\xBB\xBF";
constexpr bool is_high_surrogate(char32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }

}  // namespace

struct TextDecoder::State {
  std::string name;
  Converter converter;  // none for UTF-8, which is only checked
  bool national = false;
  bool stateless = false;
  bool at_start = true;
  std::uint64_t fed = 0;  // bytes given to the converter, or checked
  std::uint64_t error_offset = 0;
  std::string cut;  // UTF-8: the beginning of a character
  char32_t high_surrogate = 0;

  [[nodiscard]] tl::unexpected<Error> bad_at(std::uint64_t offset) {
    error_offset = offset;
    return fail(ErrorCode::bad_encoding,
                {fmt::format("第 {} 字节处的内容不符合 {} 编码", offset + 1, name),
                 fmt::format("byte {} does not fit the encoding {}", offset + 1, name)},
                {"请指定正确的编码（UTF-8、GB18030、Big5、UTF-16LE），或另存为 UTF-8 后重试",
                 "name the right encoding (UTF-8, GB18030, Big5, UTF-16LE), or save it as UTF-8"});
  }

  Status feed_utf8(std::string_view chunk, std::string& out);
  Status feed_converter(std::string_view chunk, bool last, std::string& out);
  void hold_back(std::string_view chunk);
  void append_units(const UChar* first, const UChar* last, std::string& out);
};

Status TextDecoder::State::feed_utf8(std::string_view chunk, std::string& out) {
  std::string joined;
  if (!cut.empty()) {
    joined = std::exchange(cut, {});
    joined += chunk;
    chunk = joined;
  }
  const std::size_t tail = unfinished_tail(chunk);
  std::string_view whole = chunk.substr(0, chunk.size() - tail);
  const auto bad = first_ill_formed(whole);
  if (bad) whole = whole.substr(0, *bad);
  const std::uint64_t before = fed;
  fed += whole.size();
  cut = chunk.substr(chunk.size() - tail);
  if (at_start && !whole.empty()) {
    at_start = false;
    if (whole.substr(0, utf8_bom.size()) == utf8_bom) whole.remove_prefix(utf8_bom.size());
  }
  out += whole;
  if (bad) return bad_at(before + *bad);
  return {};
}

void TextDecoder::State::append_units(const UChar* first, const UChar* last, std::string& out) {
  for (; first != last; ++first) {
    char32_t value = static_cast<char16_t>(*first);
    if (is_high_surrogate(value)) {
      high_surrogate = value;
      continue;
    }
    if (high_surrogate != 0) {
      value = 0x10000 + ((std::exchange(high_surrogate, U'\0') - 0xD800) << 10) + (value - 0xDC00);
    }
    const bool is_bom = std::exchange(at_start, false) && value == 0xFEFF;
    if (is_bom) continue;
    append_utf8(out, national ? moved_in_2022(value) : value);
  }
}

/// Takes the beginning of a character out of the converter, to be given again with the next chunk:
/// where such a character proves ill-formed, only one piece of source shows where it began.
void TextDecoder::State::hold_back(std::string_view chunk) {
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t pending = ucnv_toUCountPending(converter.get(), &status);
  if (U_FAILURE(status) || pending <= 0) return;
  const std::size_t held = std::min(static_cast<std::size_t>(pending), chunk.size());
  cut = chunk.substr(chunk.size() - held);
  fed -= held;
  ucnv_resetToUnicode(converter.get());
}

Status TextDecoder::State::feed_converter(std::string_view chunk, bool last, std::string& out) {
  std::string joined;
  if (!cut.empty()) {
    joined = std::exchange(cut, {});
    joined += chunk;
    chunk = joined;
  }
  std::array<UChar, 4096> units;
  const char* source = chunk.data();
  const char* const end = source + chunk.size();
  UErrorCode status = U_ZERO_ERROR;
  do {
    status = U_ZERO_ERROR;
    UChar* target = units.data();
    ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &source, end, nullptr,
                   static_cast<UBool>(last), &status);
    append_units(units.data(), target, out);
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  const std::uint64_t consumed = fed + static_cast<std::uint64_t>(source - chunk.data());
  fed += chunk.size();
  if (U_SUCCESS(status)) {
    if (stateless && !last) hold_back(chunk);
    return {};
  }
  std::array<char, 32> bytes;
  auto length = static_cast<std::int8_t>(bytes.size());
  UErrorCode asked = U_ZERO_ERROR;
  ucnv_getInvalidChars(converter.get(), bytes.data(), &length, &asked);
  const std::uint64_t bad = U_SUCCESS(asked) && length > 0 ? static_cast<std::uint64_t>(length) : 0;
  return bad_at(consumed - std::min(bad, consumed));
}

TextDecoder::TextDecoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;
TextDecoder& TextDecoder::operator=(TextDecoder&&) noexcept = default;
TextDecoder::~TextDecoder() = default;

Result<TextDecoder> TextDecoder::open(std::string_view encoding) {
  auto state = std::make_unique<State>();
  const std::string plain = plain_name(encoding);
  if (plain == "utf8" || plain == "utf8sig" || plain == "ascii" || plain == "usascii") {
    state->name = "UTF-8";
    return TextDecoder(std::move(state));
  }
  state->national = is_chinese_national(plain);
  state->name = state->national ? "GB18030" : std::string(encoding);
  UErrorCode status = U_ZERO_ERROR;
  constexpr std::size_t longest_name = 60;  // as UCNV_MAX_CONVERTER_NAME_LENGTH
  if (!plain.empty() && encoding.size() < longest_name) {
    state->converter.reset(ucnv_open(state->name.c_str(), &status));
  }
  if (state->converter != nullptr && U_SUCCESS(status)) {
    ucnv_setToUCallBack(state->converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &status);
  }
  if (state->converter == nullptr || U_FAILURE(status)) {
    const std::string shown(encoding.substr(0, longest_name));
    return fail(
        ErrorCode::bad_argument,
        {fmt::format("不认识的编码“{}”", shown), fmt::format("unknown encoding \"{}\"", shown)},
        {"可用：UTF-8、GB18030、Big5、UTF-16LE、UTF-16BE",
         "known: UTF-8, GB18030, Big5, UTF-16LE, UTF-16BE"});
  }
  state->stateless = is_stateless(state->converter.get());
  return TextDecoder(std::move(state));
}

Status TextDecoder::feed(std::string_view chunk, std::string& out) {
  if (chunk.empty()) return {};
  return state_->converter == nullptr ? state_->feed_utf8(chunk, out)
                                      : state_->feed_converter(chunk, false, out);
}

Status TextDecoder::finish(std::string& out) {
  if (state_->converter != nullptr) return state_->feed_converter({}, true, out);
  if (!state_->cut.empty()) return state_->bad_at(state_->fed);
  return {};
}

std::uint64_t TextDecoder::error_offset() const { return state_->error_offset; }

Result<std::string> to_utf8(std::string_view bytes, std::string_view encoding) {
  auto decoder = TextDecoder::open(encoding);
  if (!decoder) return tl::unexpected(decoder.error());
  std::string out;
  if (auto fed = decoder->feed(bytes, out); !fed) return tl::unexpected(fed.error());
  if (auto ended = decoder->finish(out); !ended) return tl::unexpected(ended.error());
  return out;
}

}  // namespace duibiao::text
