#include "intake/json_pull.h"

#include <fmt/format.h>

#include <utility>

#include "intake/table.h"

namespace duibiao::intake {
namespace {

constexpr std::size_t block_bytes = 256 << 10;
constexpr std::size_t depth_max = 64;        // data messages nest some ten deep
constexpr std::size_t number_bytes = 1'024;  // longer than any double is printed
constexpr std::uint32_t replacement = 0xFFFD;

bool is_digit(int byte) { return byte >= '0' && byte <= '9'; }

}  // namespace

JsonPull::JsonPull(std::unique_ptr<CsvText> text, std::string name)
    : source_(std::move(text)), name_(std::move(name)), buffer_(block_bytes) {}

tl::unexpected<Error> JsonPull::bad(std::string_view zh, std::string_view en) const {
  return fail(ErrorCode::damaged_file,
              {fmt::format("“{}”第 {} 行不是完好的 JSON：{}", name_, line_, zh),
               fmt::format("line {} of “{}” is not well-formed JSON: {}", line_, name_, en)},
              {"请从发布方重新下载", "fetch it from the publisher again"},
              {.file = name_, .sheet = {}, .cell = {}, .line = line_});
}

tl::unexpected<Error> JsonPull::over(std::string_view zh, std::string_view en) const {
  return fail(ErrorCode::over_limit,
              {fmt::format("“{}”第 {} 行：{}", name_, line_, zh),
               fmt::format("line {} of “{}”: {}", line_, name_, en)},
              {"请核实文件来源", "check where the file comes from"},
              {.file = name_, .sheet = {}, .cell = {}, .line = line_});
}

Result<int> JsonPull::peek() {
  if (at_ < end_) return static_cast<unsigned char>(buffer_[at_]);
  if (eof_) return -1;
  const auto got = source_->read(buffer_.data(), buffer_.size());
  if (!got) {
    Error error = got.error();
    error.where.line = line_;
    return tl::unexpected(std::move(error));
  }
  at_ = 0;
  end_ = *got;
  eof_ = end_ == 0;
  return eof_ ? -1 : static_cast<unsigned char>(buffer_[0]);
}

/// The next byte that is no blank.
Result<int> JsonPull::peek_solid() {
  for (;;) {
    const auto byte = peek();
    if (!byte) return byte;
    if (*byte != ' ' && *byte != '\t' && *byte != '\n' && *byte != '\r') return byte;
    if (*byte == '\n') ++line_;
    ++at_;
  }
}

Result<JsonPull::Token> JsonPull::next() {
  for (;;) {
    const auto byte = peek_solid();
    if (!byte) return tl::unexpected(byte.error());
    switch (expect_) {
      case Expect::nothing:
        if (*byte < 0) return Token::end;
        return bad("结尾后还有内容", "there is more behind its end");
      case Expect::after_value: {
        if (*byte == '}' || *byte == ']') return close(*byte == '}');
        if (*byte != ',') return bad("这里应是逗号或结束", "a comma or an end is missing");
        ++at_;
        expect_ = open_.back() ? Expect::key : Expect::value;
        break;
      }
      case Expect::first_key:
        if (*byte == '}') return close(true);
        [[fallthrough]];
      case Expect::key: {
        if (*byte != '"') return bad("这里应是名称", "a name is missing");
        if (auto read = read_string(); !read) return tl::unexpected(read.error());
        const auto colon = peek_solid();
        if (!colon) return tl::unexpected(colon.error());
        if (*colon != ':') return bad("名称后缺冒号", "a colon is missing behind a name");
        ++at_;
        expect_ = Expect::value;
        return Token::key;
      }
      case Expect::first_item:
        if (*byte == ']') return close(false);
        [[fallthrough]];
      case Expect::value:
        return value(*byte);
    }
  }
}

Result<JsonPull::Token> JsonPull::value(int byte) {
  if (byte == '{') return open(Token::begin_object);
  if (byte == '[') return open(Token::begin_array);
  if (byte < 0) return bad("文件不完整", "it ends too early");
  expect_ = open_.empty() ? Expect::nothing : Expect::after_value;
  if (byte == '"') {
    if (auto read = read_string(); !read) return tl::unexpected(read.error());
    return Token::string;
  }
  if (byte == '-' || is_digit(byte)) return read_number();
  return read_word();
}

Result<JsonPull::Token> JsonPull::open(Token token) {
  if (open_.size() >= depth_max) return over("JSON 嵌套过深", "it nests too deep");
  ++at_;
  open_.push_back(token == Token::begin_object);
  expect_ = token == Token::begin_object ? Expect::first_key : Expect::first_item;
  return token;
}

Result<JsonPull::Token> JsonPull::close(bool object) {
  if (open_.empty() || open_.back() != object) {
    return bad("括号不配对", "brackets do not match");
  }
  ++at_;
  open_.pop_back();
  expect_ = open_.empty() ? Expect::nothing : Expect::after_value;
  return object ? Token::end_object : Token::end_array;
}

Status JsonPull::grow(std::size_t limit) {
  if (text_.size() >= limit) return over("有一个过长的值", "a value is too long");
  text_ += buffer_[at_++];
  return {};
}

Result<JsonPull::Token> JsonPull::read_number() {
  text_.clear();
  for (;;) {
    const auto byte = peek();
    if (!byte) return tl::unexpected(byte.error());
    const bool part = is_digit(*byte) || *byte == '-' || *byte == '+' || *byte == '.' ||
                      *byte == 'e' || *byte == 'E';
    if (!part) break;
    if (auto grown = grow(number_bytes); !grown) return tl::unexpected(grown.error());
  }
  // -? (0 | [1-9] digits) (. digits)? ([eE] [+-]? digits)?
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < text_.size() && is_digit(text_[at])) ++at;
    return at - from;
  };
  const auto skip = [&](std::string_view any) {
    const bool there = at < text_.size() && any.find(text_[at]) != any.npos;
    if (there) ++at;
    return there;
  };
  skip("-");
  const bool zero = at < text_.size() && text_[at] == '0';
  const std::size_t whole = digits();
  bool good = whole == 1 || (whole > 1 && !zero);
  if (skip(".")) good = good && digits() > 0;
  if (skip("eE")) {
    skip("+-");
    good = good && digits() > 0;
  }
  if (!good || at != text_.size()) return bad("数写错了", "a number is malformed");
  return Token::number;
}

Result<JsonPull::Token> JsonPull::read_word() {
  constexpr std::size_t longest = 5;
  text_.clear();
  for (;;) {
    const auto byte = peek();
    if (!byte) return tl::unexpected(byte.error());
    if (*byte < 'a' || *byte > 'z' || text_.size() > longest) break;
    text_ += static_cast<char>(*byte);
    ++at_;
  }
  if (text_ == "null") return Token::null;
  if (text_ == "true" || text_ == "false") return Token::boolean;
  return bad("这里不是 JSON 的值", "here stands no value of JSON");
}

Status JsonPull::read_string() {
  text_.clear();
  ++at_;
  for (;;) {
    const auto byte = peek();
    if (!byte) return tl::unexpected(byte.error());
    if (*byte == '"') break;
    if (*byte < 0) return bad("文件不完整", "it ends too early");
    if (*byte < ' ') return bad("字符串中有控制字符", "a string holds a control character");
    const Status step = *byte == '\\' ? read_escape() : grow(limit::cell_bytes);
    if (!step) return step;
  }
  ++at_;
  return {};
}

Status JsonPull::read_escape() {
  ++at_;
  const auto byte = peek();
  if (!byte) return tl::unexpected(byte.error());
  return *byte == 'u' ? read_code() : read_mark(*byte);
}

Status JsonPull::read_mark(int byte) {
  constexpr std::string_view marks = "\"\\/bfnrt";
  constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
  const std::size_t which = byte < 0 ? marks.npos : marks.find(static_cast<char>(byte));
  if (which == marks.npos) return bad("转义写错了", "an escape is malformed");
  buffer_[at_] = meant[which];
  return grow(limit::cell_bytes);
}

/// Behind «\u». Two codes are one character beyond the basic plane; half of one is none, and
/// neither is zero.
Status JsonPull::read_code() {
  ++at_;
  auto code = read_hex();
  while (code && *code >= 0xD800 && *code < 0xDC00) {
    const auto slash = peek();
    if (!slash) return tl::unexpected(slash.error());
    if (*slash != '\\') break;
    ++at_;
    const auto mark = peek();
    if (!mark) return tl::unexpected(mark.error());
    if (*mark != 'u') {
      append(replacement);
      return read_mark(*mark);
    }
    ++at_;
    const auto second = read_hex();
    if (!second) return tl::unexpected(second.error());
    if (*second >= 0xDC00 && *second < 0xE000) {
      append(0x10000 + ((*code - 0xD800) << 10U) + (*second - 0xDC00));
      return {};
    }
    append(replacement);
    code = second;
    if (text_.size() > limit::cell_bytes) break;
  }
  if (!code) return tl::unexpected(code.error());
  const bool none = *code == 0 || (*code >= 0xD800 && *code < 0xE000);
  append(none ? replacement : *code);
  if (text_.size() > limit::cell_bytes) return over("有一个过长的值", "a value is too long");
  return {};
}

Result<std::uint32_t> JsonPull::read_hex() {
  std::uint32_t out = 0;
  for (int i = 0; i < 4; ++i) {
    const auto byte = peek();
    if (!byte) return tl::unexpected(byte.error());
    const int low = *byte | 0x20;
    const bool letter = low >= 'a' && low <= 'f';
    if (!is_digit(*byte) && !letter) return bad("转义写错了", "an escape is malformed");
    out = out * 16 + static_cast<std::uint32_t>(letter ? low - 'a' + 10 : *byte - '0');
    ++at_;
  }
  return out;
}

void JsonPull::append(std::uint32_t character) {
  const auto put = [this](std::uint32_t byte) { text_ += static_cast<char>(byte); };
  if (character < 0x80) {
    put(character);
  } else if (character < 0x800) {
    put(0xC0U | (character >> 6U));
    put(0x80U | (character & 0x3FU));
  } else if (character < 0x10000) {
    put(0xE0U | (character >> 12U));
    put(0x80U | ((character >> 6U) & 0x3FU));
    put(0x80U | (character & 0x3FU));
  } else {
    put(0xF0U | (character >> 18U));
    put(0x80U | ((character >> 12U) & 0x3FU));
    put(0x80U | ((character >> 6U) & 0x3FU));
    put(0x80U | (character & 0x3FU));
  }
}

Status JsonPull::skip(Token first) {
  if (first != Token::begin_object && first != Token::begin_array) return {};
  const std::size_t outside = open_.size() - 1;
  while (open_.size() > outside) {
    const auto token = next();
    if (!token) return tl::unexpected(token.error());
  }
  return {};
}

}  // namespace duibiao::intake
