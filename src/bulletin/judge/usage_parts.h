#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bulletin/judge/check.h"
#include "bulletin/read/normal.h"

namespace duibiao::bulletin::usage {

/// A number in digits, in the normalised text, with the sign of a rate behind it.
struct Number {
  enum class Sign : std::uint8_t { none, percent, per_mille, points, times };
  std::uint32_t begin = 0;
  std::uint32_t end = 0;       ///< of the digits
  std::uint32_t sign_end = 0;  ///< of the sign; `end` when there is none
  Sign sign = Sign::none;
  int decimals = 0;
};

/// What the rules look at. A rule looks at most `reach` bytes around a number, so that all of them
/// are linear in the text.
class Text {
 public:
  static constexpr std::uint32_t reach = 120;

  Text(const text::Document& document, const Reading& reading);

  [[nodiscard]] std::string_view normal() const { return normal_.text; }
  [[nodiscard]] std::string_view source() const { return document_->text; }
  [[nodiscard]] const Reading& reading() const { return *reading_; }
  [[nodiscard]] const std::vector<Number>& numbers() const { return numbers_; }
  /// The source behind a stretch of the normalised text.
  [[nodiscard]] Span source_of(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] std::string_view source_text(std::uint32_t begin, std::uint32_t end) const;

  /// The words before `at`, back to the last mark that ends a clause; at most `reach` bytes.
  [[nodiscard]] std::string_view clause_before(std::uint32_t at) const;
  /// The same back to the end of the sentence before.
  [[nodiscard]] std::string_view sentence_before(std::uint32_t at) const;
  /// Everything before, for looking at its end only.
  [[nodiscard]] std::string_view all_before(std::uint32_t at) const;
  [[nodiscard]] std::string_view after(std::uint32_t at) const;
  /// Whether Chinese is written around the place.
  [[nodiscard]] bool is_chinese_at(std::uint32_t at) const;
  /// The claim whose span holds the source of a number; nothing when it is none.
  [[nodiscard]] const Claim* claim_of(const Number& number) const;

 private:
  [[nodiscard]] std::string_view before(std::uint32_t at, std::string_view stops,
                                        bool at_enumeration) const;

  const text::Document* document_;
  const Reading* reading_;
  NormalText normal_;
  std::vector<Number> numbers_;
};

/// Adds a remark on a stretch of the normalised text.
void add(std::vector<UsageRemark>& out, const Text& text, std::uint32_t begin, std::uint32_t end,
         UsageRemark::Rule rule, Message message, std::optional<std::string> replacement = {});

/// A list of words, named or written down in a call.
class Words {
 public:
  constexpr Words(std::initializer_list<std::string_view> words) : words_(words) {}
  template <std::size_t N>
  // Implicit, so that named lists and written ones are passed alike.
  constexpr Words(const std::string_view (&words)[N]) : words_(words, N) {}  // NOLINT
  [[nodiscard]] constexpr const std::string_view* begin() const { return words_.data(); }
  [[nodiscard]] constexpr const std::string_view* end() const { return begin() + words_.size(); }

 private:
  std::span<const std::string_view> words_;
};
/// The length of the longest of the words that `text` ends (begins) with; 0 for none.
[[nodiscard]] std::size_t ending(std::string_view text, Words words);
[[nodiscard]] std::size_t beginning(std::string_view text, Words words);
[[nodiscard]] bool holds(std::string_view text, Words words);
/// The length of the Chinese numeral that `text` ends (begins) with: 两, 三, 一点五, 百.
[[nodiscard]] std::size_t han_number_ending(std::string_view text);
[[nodiscard]] std::size_t han_number_beginning(std::string_view text);

void decrease_by_times(const Text& text, std::vector<UsageRemark>& out);
void to_or_by(const Text& text, std::vector<UsageRemark>& out);
void percent_for_points(const Text& text, std::vector<UsageRemark>& out);
void doubled_sign(const Text& text, std::vector<UsageRemark>& out);
void mixed_precision(const Text& text, std::vector<UsageRemark>& out);
void numeral_form(const Text& text, std::vector<UsageRemark>& out);
void mixed_width(const Text& text, std::vector<UsageRemark>& out);
void redundant_about(const Text& text, std::vector<UsageRemark>& out);
void range_sign(const Text& text, std::vector<UsageRemark>& out);

}  // namespace duibiao::bulletin::usage
