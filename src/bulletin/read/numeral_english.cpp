#include <algorithm>
#include <array>
#include <span>

#include "bulletin/read/numeral_scan.h"

namespace duibiao::bulletin::scan {
namespace {

struct NumberWord {
  std::string_view word;
  std::int64_t value;
};
constexpr NumberWord small_words[] = {
    {"zero", 0},     {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},
    {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},
    {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
    {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
    {"twenty", 20},  {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},
    {"seventy", 70}, {"eighty", 80},  {"ninety", 90},
};
constexpr NumberWord scale_words[] = {
    {"hundred", 2}, {"thousand", 3}, {"million", 6}, {"billion", 9}, {"trillion", 12}};
constexpr NumberWord ordinal_words[] = {
    {"first", 1},   {"second", 2}, {"third", 3}, {"fourth", 4}, {"fifth", 5},     {"sixth", 6},
    {"seventh", 7}, {"eighth", 8}, {"ninth", 9}, {"tenth", 10}, {"eleventh", 11}, {"twelfth", 12},
};
constexpr NumberWord part_words[] = {
    {"half", 2},    {"halves", 2},  {"third", 3},   {"thirds", 3}, {"quarter", 4}, {"quarters", 4},
    {"fourth", 4},  {"fourths", 4}, {"fifth", 5},   {"fifths", 5}, {"sixth", 6},   {"sixths", 6},
    {"seventh", 7}, {"eighth", 8},  {"eighths", 8}, {"ninth", 9},  {"tenth", 10},  {"tenths", 10},
};
/// The longest of the words above, «seventeen», has nine letters.
constexpr std::size_t longest_word = 10;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// The letters at a place, in lower case; empty when there are none or too many.
class LatinWord {
 public:
  LatinWord(std::string_view text, std::size_t at) {
    while (size_ <= longest_word && letter_at(text, at + size_)) {
      if (size_ < longest_word) letters_[size_] = lower(text[at + size_]);
      ++size_;
    }
    if (size_ > longest_word) size_ = 0;
  }
  [[nodiscard]] std::string_view view() const { return {letters_.data(), size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::array<char, longest_word> letters_{};
  std::size_t size_ = 0;
};

std::optional<std::int64_t> value_in(std::span<const NumberWord> words, std::string_view word) {
  const auto found =
      std::find_if(words.begin(), words.end(), [&](const NumberWord& w) { return w.word == word; });
  if (found == words.end()) return std::nullopt;
  return found->value;
}

bool gap_at(std::string_view text, std::size_t at) {
  return at < text.size() && (text[at] == ' ' || text[at] == '-') && letter_at(text, at + 1);
}

/// «twenty-three», «one hundred and five», «three hundred thousand»; a last million or more stays a
/// magnitude. A scale must be smaller than the one before, so that the value stays bounded.
std::optional<Amount> cardinal_words(std::string_view text, std::size_t at) {
  Amount amount;
  amount.begin = at;
  std::int64_t total = 0;
  std::int64_t part = 0;
  std::int64_t last_small = -1;
  int last_scale = 15;
  std::size_t i = at;
  while (letter_at(text, i)) {
    const LatinWord word(text, i);
    if (word.view() == "and" && last_small < 0 && !ends_before(text, i, "and ") &&
        amount.characters > 0 && gap_at(text, i + 3)) {
      i += 4;
      continue;
    }
    if (const auto small = value_in(small_words, word.view())) {
      const bool tens_before = last_small >= 20 && last_small % 10 == 0;
      if (last_small >= 0 && !(tens_before && *small > 0 && *small < 10)) break;
      part += *small;
      last_small = *small;
    } else if (const auto scale = value_in(scale_words, word.view())) {
      if (amount.characters == 0 || part == 0) break;
      if (*scale >= 6 && total == 0) {
        amount.printed = num::Decimal::whole(part);
        amount.power = static_cast<int>(*scale);
        amount.magnitude_begin = i;
        amount.end = i + word.size();
        ++amount.characters;
        return amount;
      }
      if (*scale == 2) {
        if (part >= 100) break;
        part *= 100;
      } else {
        if (*scale >= last_scale || *scale >= 6) break;
        total += part * 1000;
        part = 0;
        last_scale = static_cast<int>(*scale);
      }
      last_small = -1;
    } else {
      break;
    }
    ++amount.characters;
    amount.end = i + word.size();
    i = amount.end;
    if (!gap_at(text, i)) break;
    ++i;
  }
  if (amount.characters == 0) return std::nullopt;
  amount.printed = num::Decimal::whole(total + part);
  amount.magnitude_begin = amount.end;
  return amount;
}

Numeral fraction(std::size_t begin, std::size_t end, std::int64_t above, std::int64_t below) {
  Amount amount;
  amount.begin = begin;
  amount.end = amount.magnitude_begin = end;
  amount.printed = num::Decimal::whole(above);
  Numeral numeral = numeral_of(amount);
  numeral.form = Numeral::Form::fraction;
  numeral.denominator = num::Decimal::whole(below);
  numeral.half = below == 2;
  return numeral;
}

bool of_follows(std::string_view text, std::size_t at) {
  return stands_at(text, at, " of ") || stands_at(text, at, " the ") ||
         stands_at(text, at, " that ");
}

/// «two-thirds», «a quarter of», «half of»: a part of something, not «the third» or «a quarter».
std::optional<Numeral> fraction_words(std::string_view text, std::size_t at) {
  const LatinWord first(text, at);
  if (first.view() == "half" && of_follows(text, at + first.size())) {
    return fraction(at, at + first.size(), 1, 2);
  }
  const bool article = first.view() == "a" || first.view() == "an";
  const auto above = article ? std::optional<std::int64_t>(1) : value_in(small_words, first.view());
  if (!above || *above == 0 || *above > 9 || !gap_at(text, at + first.size())) return std::nullopt;
  const std::size_t begin = at + first.size() + 1;
  const LatinWord second(text, begin);
  const auto below = value_in(part_words, second.view());
  const std::size_t end = begin + second.size();
  if (!below || *below <= *above) return std::nullopt;
  const bool hyphen = text[begin - 1] == '-';
  const bool period = second.view().starts_with("quarter");
  // «two quarters», «the first three quarters» are time.
  if (period && (!of_follows(text, end) || ends_before(text, at, "first ") ||
                 ends_before(text, at, "last "))) {
    return std::nullopt;
  }
  if (!hyphen && (article || *above == 1) && !of_follows(text, end)) return std::nullopt;
  return fraction(at, end, *above, *below);
}

bool rank_before(std::string_view text, std::size_t at) {
  for (const std::string_view word : {"rank", "ranks", "ranked", "ranking", "came", "placed",
                                      "placing", "stood", "finished", "rated", "remained"}) {
    for (const std::string_view link : {" ", " the ", " in ", " at "}) {
      if (!ends_before(text, at, link)) continue;
      if (ends_before(text, at - link.size(), word)) return true;
    }
  }
  return false;
}

/// «ranked third», «first place»; a bare «first» or «second» is mostly an adverb.
std::optional<Numeral> ordinal_words_at(std::string_view text, std::size_t at) {
  const LatinWord word(text, at);
  const auto value = value_in(ordinal_words, word.view());
  if (!value) return std::nullopt;
  const std::size_t end = at + word.size();
  bool placed = rank_before(text, at);
  for (const std::string_view next :
       {" place", " position", " in the province", " in the country", " in the nation",
        " nationwide", " largest", "-largest", " highest", "-highest", " biggest", "-biggest",
        " fastest", "-fastest", " among ", " in terms of"}) {
    placed = placed || stands_at(text, end, next);
  }
  if (!placed) return std::nullopt;
  Amount amount;
  amount.begin = at;
  amount.end = amount.magnitude_begin = end;
  amount.printed = num::Decimal::whole(*value);
  Numeral numeral = numeral_of(amount);
  numeral.form = Numeral::Form::ordinal;
  return numeral;
}

}  // namespace

bool take_english_ordinal(std::string_view text, Numeral& numeral) {
  const std::size_t end = numeral.span.end;
  for (const std::string_view prefix : {"No. ", "No.", "no. ", "no."}) {
    if (!ends_before(text, numeral.span.begin, prefix)) continue;
    const std::size_t begin = numeral.span.begin - prefix.size();
    if (begin > 0 && is_letter(text[begin - 1])) continue;
    numeral.with_unit.begin = static_cast<std::uint32_t>(begin);
    numeral.form = Numeral::Form::ordinal;
    return true;
  }
  for (const std::string_view suffix : {"st", "nd", "rd", "th"}) {
    if (!stands_at(text, end, suffix) || letter_at(text, end + 2)) continue;
    numeral.with_unit.end = static_cast<std::uint32_t>(end + 2);
    numeral.form = Numeral::Form::ordinal;
    return true;
  }
  return false;
}

std::optional<Numeral> scan_english(std::string_view text, std::size_t at, const UnitWords& units) {
  // Every word that can begin a number does so with one of these.
  if (std::string_view("aefhnostz").find(lower(text[at])) == std::string_view::npos) {
    return std::nullopt;
  }
  if (auto part = fraction_words(text, at)) return part;
  if (auto rank = ordinal_words_at(text, at)) return rank;
  const auto amount = cardinal_words(text, at);
  if (!amount) return std::nullopt;
  Numeral numeral = numeral_of(*amount);
  const bool quantity = take_tail(text, numeral, amount->magnitude_begin, units);
  // «one of the», «two sides»: a lone small word is prose unless it measures something.
  const bool large = amount->characters > 1 || amount->printed >= num::Decimal::whole(10);
  if (!quantity && !large) return std::nullopt;
  return numeral;
}

}  // namespace duibiao::bulletin::scan
