#include "bulletin/slips.h"

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "bulletin/compose_parts.h"

namespace duibiao::corpus {
namespace {

using std::string;
using std::string_view;

/// The parts of a figure as they would be printed.
struct Print {
  string word;
  string number;
  string unit;
  bool negative = false;
  int shift = 0;  ///< powers of ten by which the new unit differs from the old
};

constexpr std::array<std::pair<string_view, string_view>, 12> opposites{{
    {"同比增长", "同比下降"},
    {"比上年同期增长", "比上年同期减少"},
    {"同比上升", "同比下滑"},
    {"环比增长", "环比下降"},
    {"增长", "下降"},
    {"高于", "低于"},
    {"快于", "低于"},
    {"加快", "回落"},
    {"rose ", "fell "},
    {"up ", "down "},
    {"higher", "lower"},
    {"increased ", "decreased "},
}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Still a number as one would print it: no point at an end, no zero in front.
bool well_formed(const string& number) {
  if (number.empty() || !is_digit(number.front()) || !is_digit(number.back())) return false;
  return number.size() < 2 || number[0] != '0' || number[1] == '.';
}

bool change_digit(string& number, Dice& dice) {
  const std::size_t at = dice.roll(number.size());
  if (!is_digit(number[at])) return false;
  const auto other = static_cast<char>('0' + dice.roll(10));
  if (other == number[at]) return false;
  number[at] = other;
  return well_formed(number);
}

bool swap_digits(string& number, Dice& dice) {
  std::vector<std::size_t> digits;
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (is_digit(number[i])) digits.push_back(i);
  }
  if (digits.size() < 2) return false;
  const std::size_t at = dice.roll(digits.size() - 1);
  if (number[digits[at]] == number[digits[at + 1]]) return false;
  std::swap(number[digits[at]], number[digits[at + 1]]);
  return well_formed(number);
}

bool move_point(string& number, Dice& dice) {
  const std::size_t point = number.find('.');
  if (point == string::npos) return false;
  const bool left = dice.roll(2) == 0;
  if (left ? point < 2 : point + 2 >= number.size()) return false;
  std::swap(number[point], number[left ? point - 1 : point + 1]);
  return well_formed(number);
}

bool change_rate_sign(Print& print) {
  if (print.unit == "%") {
    print.unit = "‰";
    print.shift = -1;
    return true;
  }
  if (print.unit != "‰") return false;
  print.unit = "%";
  print.shift = 1;
  return true;
}

bool change_magnitude(Print& print) {
  for (const auto& [from, to, shift] :
       {std::tuple{string_view("万亿元"), string_view("亿元"), -4},
        std::tuple{string_view("亿元"), string_view("万元"), -4},
        std::tuple{string_view("万人"), string_view("亿人"), 4},
        std::tuple{string_view("billion yuan"), string_view("million yuan"), -3}}) {
    if (print.unit != from) continue;
    print.unit = to;
    print.shift = shift;
    return true;
  }
  return false;
}

bool turn_word(Print& print) {
  for (const auto& [up, down] : opposites) {
    const string_view now = print.negative ? down : up;
    if (print.word != now) continue;
    print.word = print.negative ? up : down;
    print.negative = !print.negative;
    return true;
  }
  return false;
}

bool move_rank(string& number, Dice& dice) {
  const int rank = std::stoi(number) + (dice.roll(2) == 0 ? 1 : -1);
  if (rank < 1 || rank > 11) return false;
  number = std::to_string(rank);
  return true;
}

bool replace(string& number, const string& other) {
  if (other.empty() || other == number) return false;
  number = other;
  return true;
}

bool apply(SlipKind kind, const Figure& figure, Print& print, Dice& dice) {
  const bool is_rank = figure.kind == FigureKind::rank;
  switch (kind) {
    case SlipKind::digit:
      return !is_rank && change_digit(print.number, dice);
    case SlipKind::swap:
      return swap_digits(print.number, dice);
    case SlipKind::point:
      return move_point(print.number, dice);
    case SlipKind::per_mille:
      return change_rate_sign(print);
    case SlipKind::magnitude:
      return change_magnitude(print);
    case SlipKind::sign:
      return turn_word(print);
    case SlipKind::stale:
      return replace(print.number, figure.stale);
    case SlipKind::elsewhere:
      return replace(print.number, figure.elsewhere);
    case SlipKind::rank:
      return is_rank && move_rank(print.number, dice);
    case SlipKind::level_as_growth:
      return figure.kind == FigureKind::growth && replace(print.number, figure.beside);
  }
  return false;
}

/// Whether what is printed now lies outside everything the figure may say.
bool is_wrong(const Print& print, const Figure& figure) {
  auto value = num::Decimal::parse(print.number);
  if (!value) return false;
  const auto printed = num::Interval::of_printed(*value);
  if (!printed) return false;
  const auto moved = printed->shifted(print.shift);
  if (!moved) return true;
  return num::meet(print.negative ? moved->negated() : *moved, figure.truth) == num::Meeting::apart;
}

}  // namespace

string_view name_of(SlipKind kind) {
  constexpr std::array<string_view, slip_kinds.size()> names{
      "digit", "swap",  "point",     "% and ‰", "万 and 亿",
      "sign",  "stale", "elsewhere", "rank",    "level as growth"};
  return names[static_cast<std::size_t>(kind)];
}

std::optional<Slipped> slip(const Bulletin& bulletin, SlipKind kind, std::uint64_t seed) {
  Dice dice(seed);
  // A figure that does not take the mistake is passed over; so many tries meet any that does.
  constexpr int tries = 400;
  for (int i = 0; i < tries && !bulletin.figures.empty(); ++i) {
    const std::size_t index = dice.roll(bulletin.figures.size());
    const Figure& figure = bulletin.figures[index];
    const string_view text = bulletin.text;
    Print print{string(figure.word.of(text)), string(figure.number.of(text)),
                string(figure.unit.of(text)), figure.negative};
    if (!apply(kind, figure, print, dice) || !is_wrong(print, figure)) continue;
    const std::uint32_t from = kind == SlipKind::sign ? figure.word.begin : figure.number.begin;
    const string before(text.substr(0, figure.word.begin));
    const string middle(text.substr(figure.word.end, figure.number.begin - figure.word.end));
    const string gap(text.substr(figure.number.end, figure.unit.begin - figure.number.end));
    Slipped slipped;
    slipped.text = before + print.word + middle + print.number + gap + print.unit;
    const auto end = static_cast<std::uint32_t>(slipped.text.size());
    const auto moved = static_cast<std::uint32_t>(print.word.size()) - figure.word.size();
    slipped.wrong = {kind == SlipKind::sign ? from : from + moved, end};
    slipped.text += text.substr(figure.unit.end);
    slipped.original = string(text.substr(from, figure.unit.end - from));
    slipped.figure = index;
    return slipped;
  }
  return std::nullopt;
}

}  // namespace duibiao::corpus
