#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace duibiao::text {

/// What stands for a byte that belongs to no character.
inline constexpr char32_t replacement = 0xFFFD;

/// One decoded character and where it stood. An ill-formed byte gives `replacement`, length 1 and
/// `valid == false`, so that every byte is visited exactly once and decoding always goes on.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t length = 0;  ///< bytes it takes: 1…4
  bool valid = true;
  std::size_t offset = 0;  ///< of its first byte in the text
};

/// The character that begins at `offset` (which must be inside the text). Strict, as Unicode 15
/// table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF. Constant time.
[[nodiscard]] CodePoint decode_at(std::string_view text, std::size_t offset);

/// Walks a text character by character: `for (const CodePoint c : code_points(text))`.
class CodePoints {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = CodePoint;
    using difference_type = std::ptrdiff_t;
    using pointer = const CodePoint*;
    using reference = CodePoint;

    Iterator() = default;
    Iterator(std::string_view text, std::size_t offset) : text_(text) { move_to(offset); }
    CodePoint operator*() const { return now_; }
    Iterator& operator++() {
      move_to(now_.offset + now_.length);
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) {
      return a.now_.offset == b.now_.offset;
    }

   private:
    void move_to(std::size_t offset) {
      now_ = offset < text_.size() ? decode_at(text_, offset) : CodePoint{};
      now_.offset = offset;
    }

    std::string_view text_;
    CodePoint now_;
  };

  explicit CodePoints(std::string_view text) : text_(text) {}
  [[nodiscard]] Iterator begin() const { return Iterator(text_, 0); }
  [[nodiscard]] Iterator end() const { return Iterator(text_, text_.size()); }

 private:
  std::string_view text_;
};

[[nodiscard]] inline CodePoints code_points(std::string_view text) { return CodePoints(text); }

/// Offset of the first byte that is not well-formed UTF-8; nothing when all is well. A sequence
/// that the end of the text cuts off counts as ill-formed. Linear; eight ASCII bytes a step.
[[nodiscard]] std::optional<std::size_t> first_ill_formed(std::string_view text);
[[nodiscard]] inline bool is_valid_utf8(std::string_view text) { return !first_ill_formed(text); }

/// How many bytes at the end of the text begin a character that more bytes could complete: 0…3.
[[nodiscard]] std::size_t unfinished_tail(std::string_view text);

[[nodiscard]] bool is_ascii(std::string_view text);

/// Appends the character as UTF-8; what is no Unicode scalar value is appended as `replacement`.
void append_utf8(std::string& out, char32_t value);

/// Chinese characters: the unified ideographs with their extensions, the compatibility ideographs,
/// and 〇 々, which stand where ideographs stand.
[[nodiscard]] bool is_han(char32_t value);

/// Unicode White_Space, and the marks that show nothing (zero-width space, word joiner, BOM): what
/// trim takes away.
[[nodiscard]] bool is_blank(char32_t value);

/// Digits of either width: 0–9 and ０–９.
[[nodiscard]] constexpr bool is_digit(char32_t value) {
  return (value >= U'0' && value <= U'9') || (value >= U'０' && value <= U'９');
}

/// Without blanks at both ends. A view into `text`.
[[nodiscard]] std::string_view trim(std::string_view text);

}  // namespace duibiao::text
