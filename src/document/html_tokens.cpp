#include "document/html_tokens.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "text/fold.h"
#include "text/utf8.h"

namespace duibiao::document {
namespace {

constexpr std::size_t longest_name = 64;       // of a tag or an attribute
constexpr std::size_t longest_reference = 32;  // «&CounterClockwiseContourIntegral;»

bool is_letter(char byte) { return std::isalpha(static_cast<unsigned char>(byte)) != 0; }
bool is_space(char byte) { return std::isspace(static_cast<unsigned char>(byte)) != 0; }

bool equal_folded(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) == b;
         });
}

/// What stands in these is code or a form's content, no text of the page.
constexpr std::array<std::string_view, 8> raw_elements = {
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"};

/// Walks through the attributes of a tag.
class Attributes {
 public:
  explicit Attributes(std::string_view text) : text_(text) {}
  bool next(std::string_view& name, std::string_view& value) {
    while (at_ < text_.size() && (is_space(text_[at_]) || text_[at_] == '/')) ++at_;
    if (at_ >= text_.size()) return false;
    const std::size_t begin = at_;
    if (text_[at_] == '=') ++at_;
    while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '=' && text_[at_] != '/') {
      ++at_;
    }
    name = text_.substr(begin, at_ - begin);
    value = {};
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    if (at_ >= text_.size() || text_[at_] != '=') return true;
    ++at_;
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    if (at_ >= text_.size()) return true;
    const char quote = text_[at_];
    std::size_t from = at_;
    if (quote == '"' || quote == '\'') {
      from = at_ + 1;
      at_ = std::min(text_.find(quote, from), text_.size());
    } else {
      while (at_ < text_.size() && !is_space(text_[at_])) ++at_;
    }
    value = text_.substr(from, at_ - from);
    if (at_ < text_.size() && (quote == '"' || quote == '\'')) ++at_;
    return true;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// What a numeric reference means: browsers read 128…159 as Windows-1252.
char32_t numbered_character(std::string_view digits) {
  constexpr std::u32string_view windows = U"€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ";
  const bool hex = !digits.empty() && (digits[0] == 'x' || digits[0] == 'X');
  if (hex) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 8) return 0;
  std::uint64_t value = 0;
  for (const char digit : digits) {
    const auto byte = static_cast<unsigned char>(digit);
    if (hex ? std::isxdigit(byte) == 0 : std::isdigit(byte) == 0) return 0;
    const int worth = std::isdigit(byte) != 0 ? digit - '0' : std::tolower(byte) - 'a' + 10;
    value = value * (hex ? 16U : 10U) + static_cast<std::uint64_t>(worth);
  }
  if (value >= 0x80 && value < 0xA0) return windows[value - 0x80];
  return value > 0x10FFFF || value == 0 ? U'\0' : static_cast<char32_t>(value);
}

}  // namespace

bool HtmlTokens::begins_markup(std::size_t at) const {
  if (at + 1 >= page_.size()) return false;
  const char next = page_[at + 1];
  return is_letter(next) || next == '/' || next == '!' || next == '?';
}

HtmlToken HtmlTokens::next() {
  while (at_ < page_.size()) {
    if (page_[at_] != '<' || !begins_markup(at_)) {
      std::size_t end = page_.find('<', at_ + 1);
      while (end != std::string_view::npos && !begins_markup(end)) end = page_.find('<', end + 1);
      HtmlToken token;
      token.kind = HtmlToken::Kind::text;
      token.text = page_.substr(at_, end == std::string_view::npos ? end : end - at_);
      at_ += token.text.size();
      return token;
    }
    const char kind = page_[at_ + 1];
    const bool closing = kind == '/';
    if (is_letter(kind)) return tag(false);
    if (closing && at_ + 2 < page_.size() && is_letter(page_[at_ + 2])) return tag(true);
    skip_markup();
  }
  return {};
}

void HtmlTokens::skip_markup() {
  const bool comment = page_.substr(at_, 4) == "<!--";
  const std::string_view close = comment ? "-->" : ">";
  // «<!-->» is a whole comment.
  const std::size_t end = page_.find(close, at_ + 2);
  at_ = end == std::string_view::npos ? page_.size() : end + close.size();
}

HtmlToken HtmlTokens::tag(bool closing) {
  HtmlToken token;
  token.kind = closing ? HtmlToken::Kind::close : HtmlToken::Kind::open;
  std::size_t at = at_ + (closing ? 2 : 1);
  const std::size_t begin = at;
  while (at < page_.size() && !is_space(page_[at]) && page_[at] != '/' && page_[at] != '>') ++at;
  token.name = text::fold_case(page_.substr(begin, std::min(at - begin, longest_name)));
  const std::size_t from = at;
  char quote = '\0';
  char before = '\0';
  for (; at < page_.size() && (quote != '\0' || page_[at] != '>'); ++at) {
    const char byte = page_[at];
    if (quote != '\0') {
      if (byte == quote) quote = '\0';
    } else if ((byte == '"' || byte == '\'') && before == '=') {
      quote = byte;
    }
    if (!is_space(byte)) before = byte;
  }
  token.attributes = page_.substr(from, at - from);
  at_ = std::min(at + 1, page_.size());
  if (!closing) skip_raw(token.name);
  return token;
}

void HtmlTokens::skip_raw(std::string_view name) {
  if (std::find(raw_elements.begin(), raw_elements.end(), name) == raw_elements.end()) return;
  for (std::size_t at = page_.find("</", at_); at != std::string_view::npos;
       at = page_.find("</", at + 2)) {
    if (equal_folded(page_.substr(at + 2, name.size()), name)) {
      at_ = at;
      return;
    }
  }
  at_ = page_.size();
}

std::string_view attribute(std::string_view attributes, std::string_view name) {
  Attributes walk(attributes);
  std::string_view key;
  std::string_view value;
  while (walk.next(key, value)) {
    if (equal_folded(key, name)) return value;
  }
  return {};
}

bool has_attribute(std::string_view attributes, std::string_view name) {
  Attributes walk(attributes);
  std::string_view key;
  std::string_view value;
  while (walk.next(key, value)) {
    if (equal_folded(key, name)) return true;
  }
  return false;
}

void append_resolved(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t mark = std::min(text.find('&', at), text.size());
    out.append(text.substr(at, mark - at));
    at = mark;
    if (at >= text.size()) return;
    const bool number = at + 1 < text.size() && text[at + 1] == '#';
    const std::size_t begin = at + (number ? 2 : 1);
    std::size_t end = begin;
    while (end < text.size() && end - begin < longest_reference &&
           std::isalnum(static_cast<unsigned char>(text[end])) != 0) {
      ++end;
    }
    const std::string_view word = text.substr(begin, end - begin);
    const bool closed = end < text.size() && text[end] == ';';
    // Browsers take a few names without «;» as well; numbers always.
    const char32_t value = number ? numbered_character(word)
                                  : (closed || word == "nbsp" ? named_character(word) : U'\0');
    if (value == 0) {
      out += '&';
      ++at;
      continue;
    }
    text::append_utf8(out, value);
    at = end + (closed ? 1 : 0);
  }
}

}  // namespace duibiao::document
