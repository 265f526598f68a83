#include <algorithm>
#include <array>

#include "figure/characters.h"
#include "figure/unit.h"

namespace duibiao {
namespace {

using figure_text::Character;
using figure_text::is_digit;
using figure_text::is_letter;
using Characters = std::span<const Character>;

/// The longest spelling in characters: a word is not looked up beyond it.
constexpr std::size_t longest_word = 32;
/// No list of units is longer; a text that never ends its list is read no further.
constexpr std::size_t longest_list = 64;

bool one_of(char32_t code, std::u32string_view set) { return set.find(code) != set.npos; }

bool is_rate_sign(char32_t code) { return one_of(code, U"%‰‱"); }
bool is_opening(char32_t code) { return one_of(code, U"([【〔"); }
bool is_closing(char32_t code) { return one_of(code, U")]】〕"); }

/// Reads lists of units out of one text.
class Finder {
 public:
  Finder(std::string_view source, Characters text) : source_(source), text_(text) {}

  std::vector<UnitMention> run() {
    whole();
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (is_opening(code(i))) {
        bracketed(i + 1);
      }
      if (const std::size_t after = i < listed_ ? 0 : after_unit_word(i); after != 0) {
        listed_ = end_of_list(after);
        list(after, listed_, true);
      }
      rate_sign(i);
    }
    return in_order();
  }

 private:
  [[nodiscard]] char32_t code(std::size_t i) const { return i < text_.size() ? text_[i].code : 0; }

  [[nodiscard]] bool starts(std::size_t at, std::u32string_view word) const {
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (code(at + i) != word[i]) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] std::optional<Unit> unit_of(std::size_t begin, std::size_t end) const {
    return Unit::find(source_.substr(text_[begin].begin, text_[end - 1].end - text_[begin].begin));
  }

  /// Between the units of a list. A comma inside «10,000» is none; a stroke only before a rate
  /// («亿元/%»), for «元/人» is one unit and not two.
  [[nodiscard]] bool separates(std::size_t i, bool blanks_too) const {
    if (code(i) == U',') {
      return !(i > 0 && is_digit(code(i - 1)) && is_digit(code(i + 1)));
    }
    if (code(i) == U'/') {
      return is_rate_sign(code(i + 1));
    }
    return one_of(code(i), U"、;|。") || (blanks_too && (code(i) == U' ' || is_opening(code(i))));
  }

  /// The whole text, when it is units and nothing else.
  void whole() {
    std::size_t begin = 0;
    std::size_t end = text_.size();
    while (begin < end && code(begin) == U' ') ++begin;
    while (end > begin && code(end - 1) == U' ') --end;
    // A text in brackets is read as such, so that the span is the unit's alone.
    if (end - begin > longest_list || is_opening(code(begin))) {
      return;
    }
    const std::size_t before = found_.size();
    if (!list(begin, end, false)) {
      found_.resize(before);
    }
  }

  void bracketed(std::size_t begin) {
    std::size_t end = begin;
    while (end < text_.size() && !is_closing(code(end)) && !is_opening(code(end))) ++end;
    if (is_closing(code(end))) {
      list(begin, end, false);
    }
  }

  /// Past «单位：», «计量单位», «Unit:»; 0 when no such word stands here.
  [[nodiscard]] std::size_t after_unit_word(std::size_t at) const {
    constexpr std::array<std::u32string_view, 3> words = {U"单位", U"units", U"unit"};
    for (const std::u32string_view word : words) {
      const bool inside_word = is_letter(word.front()) && at > 0 && is_letter(code(at - 1));
      if (inside_word || !starts(at, word)) {
        continue;
      }
      std::size_t next = at + word.size();
      const std::size_t after_word = next;
      while (code(next) == U' ') ++next;
      if (code(next) == U':') {
        ++next;
        while (code(next) == U' ') ++next;
      }
      if (next > after_word) {
        return next;
      }
    }
    return 0;
  }

  [[nodiscard]] std::size_t end_of_list(std::size_t begin) const {
    const std::size_t limit = std::min(text_.size(), begin + longest_list);
    std::size_t end = begin;
    while (end < limit && !is_closing(code(end))) ++end;
    return end;
  }

  /// Notes the units of a list; true when it holds nothing else (currency names apart).
  bool list(std::size_t begin, std::size_t end, bool blanks_too) {
    bool pure = begin < end;
    while (begin < end) {
      while (begin < end && (code(begin) == U' ' || separates(begin, blanks_too))) ++begin;
      if (begin == end) {
        break;
      }
      std::size_t next = longest_unit(begin, end, blanks_too);
      if (next == begin) {
        next = word_end(begin, end, blanks_too);
        pure = pure && starts(begin, U"人民币") && next == begin + 3;
      }
      begin = next;
    }
    return pure;
  }

  [[nodiscard]] std::size_t word_end(std::size_t begin, std::size_t end, bool blanks_too) const {
    std::size_t at = begin + 1;
    while (at < end && !separates(at, blanks_too)) ++at;
    return at;
  }

  /// Notes the longest unit that begins here and ends at a border of words; where it ends, or
  /// `begin` when there is none.
  std::size_t longest_unit(std::size_t begin, std::size_t end, bool blanks_too) {
    const std::size_t first = starts(begin, U"in ") ? begin + 3 : begin;
    const std::size_t limit = std::min(end, first + longest_word);
    for (std::size_t stop = limit; stop > first; --stop) {
      const bool border = stop == end || separates(stop, blanks_too);
      if (!border || code(stop - 1) == U' ') {
        continue;
      }
      if (const std::optional<Unit> unit = unit_of(first, stop)) {
        note(*unit, first, stop);
        return stop;
      }
    }
    return begin;
  }

  /// A sign without a digit before it is the unit of what the header names: «同比±％».
  void rate_sign(std::size_t i) {
    if (!is_rate_sign(code(i)) || i == 0) {
      return;
    }
    std::size_t before = i;
    while (before > 0 && code(before - 1) == U' ') --before;
    const char32_t last = before > 0 ? code(before - 1) : 0;
    const char32_t next = code(i + 1);
    if (!is_digit(last) && !one_of(last, U".)") && !is_letter(next) && next != U'/') {
      note(*unit_of(i, i + 1), i, i + 1);
    }
  }

  void note(Unit unit, std::size_t begin, std::size_t end) {
    found_.push_back({unit, text_[begin].begin, text_[end - 1].end});
  }

  std::vector<UnitMention> in_order() {
    std::sort(found_.begin(), found_.end(), [](const UnitMention& a, const UnitMention& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    std::vector<UnitMention> out;
    for (const UnitMention& mention : found_) {
      if (out.empty() || mention.begin >= out.back().end) {
        out.push_back(mention);
      }
    }
    return out;
  }

  std::string_view source_;
  Characters text_;
  std::vector<UnitMention> found_;
  std::size_t listed_ = 0;  ///< end of the last list after «单位»
};

}  // namespace

std::vector<UnitMention> find_units(std::string_view text) {
  const std::vector<Character> characters = figure_text::characters_of(text);
  return Finder(text, characters).run();
}

}  // namespace duibiao
