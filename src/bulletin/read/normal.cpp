#include "bulletin/read/normal.h"

#include <algorithm>
#include <utility>

#include "bulletin/read/normal_table.h"
#include "text/utf8.h"

namespace duibiao::bulletin {
namespace {

bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_han_digit(char32_t c) {
  return std::u32string_view(U"零〇○一二三四五六七八九十百").find(c) != std::u32string_view::npos;
}

/// After these a dash before a number joins two ends: «9月—10月», «5万—8万», «10%—15%».
bool ends_term(char32_t c) {
  return is_ascii_digit(c) || c == U'%' || c == U'‰' || is_han_digit(c) ||
         std::u32string_view(U"年月日号季度份周万亿元").find(c) != std::u32string_view::npos;
}

/// One pass over a source. No output character is longer than the source it came from, so that the
/// room is known beforehand.
class Normaliser {
 public:
  explicit Normaliser(std::string_view source) : source_(source), table_(normal::table()) {
    result_.text.resize(source.size());
    result_.source_offset.resize(source.size() + 1);
  }

  NormalText run() {
    while (at_ < source_.size()) step();
    result_.text.resize(size_);
    result_.source_offset.resize(size_ + 1);
    result_.source_offset[size_] = static_cast<std::uint32_t>(source_.size());
    return std::move(result_);
  }

 private:
  void step() {
    const auto byte = static_cast<unsigned char>(source_[at_]);
    if (byte < 0x80) {
      if (byte == '(' && text::is_han(last_) && skip_pinyin()) return;
      put_byte(source_[at_]);
      last_ = byte;
      ++at_;
      return;
    }
    const text::CodePoint c = text::decode_at(source_, at_);
    if (!c.valid || c.value >= table_.size()) {
      copy(c.length);
      last_ = c.valid ? c.value : text::replacement;
      return;
    }
    const std::uint16_t to = table_[c.value];
    if (to == c.value) {
      copy(c.length);
      last_ = c.value;
      return;
    }
    change(c, to);
  }

  void change(const text::CodePoint& c, std::uint16_t to) {
    switch (to) {
      case normal::drop:
        drop(c.length);
        return;
      case normal::dash:
        put_dash(c);
        return;
      case normal::wide_comma: {
        // «312，456» lists; among full-width digits «９，９９９» groups.
        const std::size_t next = at_ + c.length;
        const bool list = next < source_.size() && at_ > 0 && is_plain_digit(source_[at_ - 1]) &&
                          is_plain_digit(source_[next]);
        put(list ? U'、' : U',', c.length);
        return;
      }
      case u'(':
        if (text::is_han(last_) && skip_pinyin()) return;
        break;
      default:
        break;
    }
    put(to, c.length);
  }

  static bool is_plain_digit(char c) { return c >= '0' && c <= '9'; }

  void put_dash(const text::CodePoint& c) {
    std::size_t end = at_ + c.length;
    if (end < source_.size()) {
      const text::CodePoint again = text::decode_at(source_, end);
      if (again.value == c.value) end += again.length;
    }
    const char32_t next = end < source_.size() ? text::decode_at(source_, end).value : 0;
    const bool joins = ends_term(last_) && (text::is_digit(next) || is_han_digit(next));
    // One dash before a number is a minus (增速—2.3%); as punctuation Chinese doubles it.
    const bool single = end == at_ + c.length;
    const bool minus = single && text::is_digit(next);
    if (joins || minus) {
      put(U'-', joins ? end - at_ : c.length);
    } else {
      while (at_ < end) copy(c.length);
      last_ = c.value;
    }
  }

  bool skip_pinyin() {
    const std::size_t length = normal::pinyin_bracket(source_, at_);
    if (length == 0) return false;
    drop(length);
    return true;
  }

  void drop(std::size_t length) {
    const auto begin = static_cast<std::uint32_t>(at_);
    at_ += length;
    const auto end = static_cast<std::uint32_t>(at_);
    if (!result_.dropped.empty() && result_.dropped.back().end == begin) {
      result_.dropped.back().end = end;
    } else {
      result_.dropped.push_back({begin, end});
    }
  }

  void put_byte(char byte) {
    result_.source_offset[size_] = static_cast<std::uint32_t>(at_);
    result_.text[size_++] = byte;
  }

  void copy(std::size_t length) {
    for (std::size_t i = 0; i < length; ++i) {
      result_.source_offset[size_ + i] = static_cast<std::uint32_t>(at_);
      result_.text[size_ + i] = source_[at_ + i];
    }
    size_ += length;
    at_ += length;
  }

  void put(char32_t value, std::size_t source_length) {
    if (value < 0x80) {
      put_byte(static_cast<char>(value));
    } else if (value < 0x800) {
      put_byte(static_cast<char>(0xC0U | value >> 6U));
      put_byte(static_cast<char>(0x80U | (value & 0x3FU)));
    } else {
      put_byte(static_cast<char>(0xE0U | value >> 12U));
      put_byte(static_cast<char>(0x80U | (value >> 6U & 0x3FU)));
      put_byte(static_cast<char>(0x80U | (value & 0x3FU)));
    }
    last_ = value;
    at_ += source_length;
  }

  std::string_view source_;
  const normal::Table& table_;
  NormalText result_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  char32_t last_ = 0;  ///< the last character that was kept, normalised
};

}  // namespace

Span NormalText::source(Span normal) const {
  const std::uint32_t begin = source_offset[normal.begin];
  if (normal.empty()) return {begin, begin};
  const std::uint32_t last = source_offset[normal.end - 1];
  std::size_t next = normal.end;
  while (next + 1 < source_offset.size() && source_offset[next] == last) ++next;
  std::uint32_t end = source_offset[next];
  // Runs of dropped bytes are merged: at most one ends where the next character begins.
  const auto noise = std::lower_bound(dropped.begin(), dropped.end(), end,
                                      [](Span d, std::uint32_t at) { return d.end < at; });
  if (noise != dropped.end() && noise->end == end && noise->begin > last) end = noise->begin;
  return {begin, end};
}

NormalText normalise(std::string_view source) { return Normaliser(source).run(); }

}  // namespace duibiao::bulletin
