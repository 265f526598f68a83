#include <algorithm>
#include <array>

#include "bulletin/read/numeral_scan.h"

namespace duibiao::bulletin::scan {
namespace {

void set_end(Numeral& numeral, std::size_t end) {
  numeral.with_unit.end = static_cast<std::uint32_t>(end);
}

std::string slice(std::string_view text, std::size_t begin, std::size_t end) {
  return std::string(text.substr(begin, end - begin));
}

}  // namespace

void set_rate_unit(Numeral& numeral) {
  static const Unit myriad = Unit::find("‱").value_or(Unit{});
  switch (numeral.form) {
    case Numeral::Form::percent:
      numeral.unit = unit::percent();
      break;
    case Numeral::Form::per_mille:
      numeral.unit = unit::per_mille();
      break;
    case Numeral::Form::per_myriad:
      numeral.unit = myriad;
      break;
    default:
      break;
  }
}

namespace {

/// «%», «‰», «‱» directly behind or after one space.
bool take_rate_sign(std::string_view text, Numeral& numeral, std::size_t at) {
  if (stands_at(text, at, " ") && any_at(text, at + 1, {"%", "‰", "‱"})) ++at;
  std::size_t length = 1;
  if (stands_at(text, at, "%")) {
    numeral.form = Numeral::Form::percent;
    numeral.unit_text = "%";
    if (stands_at(text, at + 1, "%")) {
      numeral.malformed = true;
      numeral.problem = Numeral::Problem::doubled_percent;
      length = 2;
    }
  } else if (any_at(text, at, {"‰", "‱"})) {
    length = std::string_view("‰").size();
    const bool mille = stands_at(text, at, "‰");
    numeral.form = mille ? Numeral::Form::per_mille : Numeral::Form::per_myriad;
    numeral.unit_text = mille ? "‰" : "‱";
  } else {
    return false;
  }
  set_rate_unit(numeral);
  set_end(numeral, at + length);
  return true;
}

/// 成 after a single digit: 八成, 三成五, 两成半. 成立, 成为 … are other words.
bool take_tenths(std::string_view text, Numeral& numeral, std::size_t at) {
  if (!stands_at(text, at, "成") || numeral.power != 0 || numeral.printed.is_negative())
    return false;
  if (numeral.printed > num::Decimal::whole(10)) return false;
  std::size_t end = at + han_bytes;
  if (any_at(text, end,
             {"立", "为", "本", "功", "员", "都", "长", "品", "果", "效", "交", "绩", "型",
              "分", "套", "就", "千", "百", "年", "人", "群", "片", "对", "渝", "县"})) {
    return false;
  }
  num::Decimal more = num::Decimal::whole(0);
  const HanRole next = role_at(text, end);
  if (next.role == Role::half) {
    more = num::Decimal::of(5, 1);
    numeral.half = true;
    end += han_bytes;
  } else if (next.role == Role::digit && next.value != 0 && !next.liang) {
    more = num::Decimal::of(next.value, 1);
    end += han_bytes;
  }
  if (!more.is_zero()) {
    if (const auto sum = numeral.printed.plus(more)) numeral.printed = *sum;
    numeral.span.end = static_cast<std::uint32_t>(end);
  }
  numeral.form = Numeral::Form::tenths;
  numeral.unit_text = "成";
  set_end(numeral, end);
  return true;
}

/// 八折, 翻一番: read so that they are not taken for anything else.
bool take_fold(std::string_view text, Numeral& numeral, std::size_t at) {
  if (stands_at(text, at, "折") && !any_at(text, at + han_bytes, {"合", "算", "旧", "叠", "射"})) {
    numeral.form = Numeral::Form::discount;
    numeral.unit_text = "折";
  } else if (stands_at(text, at, "番")) {
    std::size_t begin = numeral.with_unit.begin;
    if (ends_before(text, begin, "了")) begin -= han_bytes;
    if (ends_before(text, begin, "近") || ends_before(text, begin, "约")) begin -= han_bytes;
    if (!ends_before(text, begin, "翻")) return false;
    numeral.with_unit.begin = static_cast<std::uint32_t>(begin - han_bytes);
    numeral.form = Numeral::Form::doublings;
    numeral.unit_text = "番";
  } else {
    return false;
  }
  set_end(numeral, at + han_bytes);
  return true;
}

Numeral::Form form_of(Unit unit) {
  switch (unit.dimension()) {
    case Dimension::rate:
      if (unit.power() == 0) return Numeral::Form::percent;
      return unit.power() == -1 ? Numeral::Form::per_mille : Numeral::Form::per_myriad;
    case Dimension::percentage_point:
      return unit.power() == 0 ? Numeral::Form::percentage_point : Numeral::Form::per_mille_point;
    case Dimension::times:
      return Numeral::Form::times;
    default:
      return Numeral::Form::plain;
  }
}

Unit with_magnitude(const UnitWords::Word& word, int power) {
  if (power < 0 || power >= static_cast<int>(word.scaled.size())) return {};
  return word.scaled[static_cast<std::size_t>(power)];
}

/// 一吨半, 两米半: half a unit more.
void take_half(std::string_view text, Numeral& numeral) {
  const std::size_t at = numeral.with_unit.end;
  if (!stands_at(text, at, "半") || numeral.power != 0 || numeral.printed.scale() != 0) return;
  if (any_at(text, at + han_bytes,
             {"导", "年", "成", "数", "径", "岛", "边", "自", "封", "挂", "个", "天", "程"})) {
    return;
  }
  const num::Decimal half = num::Decimal::of(numeral.printed.is_negative() ? -5 : 5, 1);
  const auto sum = numeral.printed.plus(half);
  if (!sum) return;
  numeral.printed = *sum;
  numeral.half = true;
  set_end(numeral, at + han_bytes);
}

/// A currency that belongs to the next number: «5, $20», «3 RMB 2».
bool leads_on(std::string_view text, std::size_t begin, std::size_t end) {
  const bool code = text[begin] >= 'A' && text[begin] <= 'Z';
  if (!code && is_letter(text[begin])) return false;  // «5 dollars 20 cents»
  if (han_at(text, begin)) return false;
  if (stands_at(text, end, " ")) ++end;
  if (stands_at(text, end, ".") || stands_at(text, end, "-") || stands_at(text, end, "+")) ++end;
  return digit_at(text, end) || role_at(text, end).role != Role::none;
}

/// The unit at `at` or behind what may stand between a number and its unit.
bool take_unit(std::string_view text, Numeral& numeral, std::size_t magnitude_begin, std::size_t at,
               const UnitWords& units) {
  std::size_t begin = at;
  bool surplus = false;
  auto match = units.at(text, begin);
  if (!match && (any_at(text, at, {"余", "多"}) ||
                 (stands_at(text, at, "几") && ends_before(text, at, "十")))) {
    begin = at + han_bytes;
    match = units.at(text, begin);
    const bool ends = !han_at(text, begin);
    surplus = match.has_value() || ends;
    if (surplus) numeral.surplus = true;
    if (!match) return surplus;
  }
  if (!match && at < text.size() &&
      (text[at] == ' ' || (text[at] == '-' && letter_at(text, at + 1)))) {
    begin = at + 1;
    match = units.at(text, begin);
  }
  if (!match) return false;
  const UnitWords::Word& word = *match->word;
  const std::size_t end = begin + match->length;
  // 八点, 一点 are hours and «a little»; an index is written in digits.
  if (word.unit.dimension() == Dimension::index_point && numeral.han_digits &&
      numeral.span.size() == han_bytes) {
    return false;
  }
  if (!word.currency.empty() && leads_on(text, begin, end)) return false;
  set_end(numeral, end);
  numeral.unit_word = &word;
  numeral.form = form_of(word.unit);
  numeral.unit = with_magnitude(word, numeral.power);
  const bool points = numeral.form == Numeral::Form::percentage_point ||
                      numeral.form == Numeral::Form::per_mille_point;
  if (points && stands_at(text, begin, "个")) begin += han_bytes;
  if (numeral.power != 0 && magnitude_begin < numeral.span.end) {
    numeral.unit_text = slice(text, magnitude_begin, numeral.span.end);
    if (surplus) {
      numeral.unit_text += slice(text, begin, end);
    } else {
      numeral.unit_text += slice(text, numeral.span.end, end);
    }
  } else {
    numeral.unit_text = slice(text, begin, end);
  }
  take_half(text, numeral);
  // 1倍多, 三年多: a 多 that begins no other word.
  const std::size_t behind = numeral.with_unit.end;
  if (stands_at(text, behind, "多") && !han_at(text, behind + han_bytes)) numeral.surplus = true;
  return true;
}

void take_bounds(std::string_view text, Numeral& numeral) {
  std::size_t at = numeral.with_unit.end;
  if (stands_at(text, at, "(含)")) at += std::string_view("(含)").size();
  if (stands_at(text, at, "及")) at += han_bytes;
  if (stands_at(text, at, "以上")) numeral.lower_bound = true;
  if (any_at(text, at, {"以下", "以内", "之内"})) numeral.upper_bound = true;
}

/// «$», «US$», «RMB», «人民币» in front of the number.
void take_currency(std::string_view text, Numeral& numeral, std::size_t magnitude_begin,
                   const UnitWords& units) {
  const UnitWords::Word* word = nullptr;
  const std::size_t begin = currency_before(text, numeral.with_unit.begin, units, word);
  if (word == nullptr) return;
  const std::size_t sign_end = numeral.with_unit.begin;
  numeral.with_unit.begin = static_cast<std::uint32_t>(begin);
  if (numeral.unit_word != nullptr || numeral.form != Numeral::Form::plain) return;
  numeral.unit_word = word;
  numeral.unit = with_magnitude(*word, numeral.power);
  numeral.unit_text = slice(text, begin, sign_end);
  while (numeral.unit_text.ends_with(' ')) numeral.unit_text.pop_back();
  if (numeral.power != 0 && magnitude_begin < numeral.span.end) {
    numeral.unit_text += ' ' + slice(text, magnitude_begin, numeral.span.end);
  }
}

}  // namespace

std::size_t currency_before(std::string_view text, std::size_t at, const UnitWords& units,
                            const UnitWords::Word*& word) {
  constexpr std::size_t longest_code = 4;
  word = nullptr;
  std::size_t end = at;
  if (end > 0 && text[end - 1] == ' ') --end;
  for (const std::string_view sign : {"$", "¥", "€", "£"}) {
    if (!ends_before(text, end, sign)) continue;
    std::size_t begin = end - sign.size();
    std::size_t wide = begin;
    while (wide > 0 && is_letter(text[wide - 1]) && begin - wide < longest_code) --wide;
    if (wide != begin) {
      word = units.named(text.substr(wide, end - wide));
      if (word != nullptr) return wide;
    }
    word = units.named(sign);
    return word != nullptr ? begin : at;
  }
  std::size_t begin = end;
  while (begin > 0 && text[begin - 1] >= 'A' && text[begin - 1] <= 'Z' &&
         end - begin <= longest_code) {
    --begin;
  }
  if (end - begin < 3 || end - begin > longest_code || letter_at(text, begin - 1)) return at;
  const UnitWords::Word* found = units.named(text.substr(begin, end - begin));
  if (found == nullptr || found->currency.empty()) return at;
  word = found;
  return begin;
}

bool take_tail(std::string_view text, Numeral& numeral, std::size_t magnitude_begin,
               const UnitWords& units) {
  const std::size_t at = numeral.with_unit.end;
  bool taken = take_rate_sign(text, numeral, at) || take_tenths(text, numeral, at) ||
               take_fold(text, numeral, at) || take_unit(text, numeral, magnitude_begin, at, units);
  take_bounds(text, numeral);
  take_currency(text, numeral, magnitude_begin, units);
  if (numeral.unit_text.empty() && magnitude_begin < numeral.span.end) {
    numeral.magnitude_only = true;
    numeral.unit_text = slice(text, magnitude_begin, numeral.span.end);
  }
  return taken || numeral.upper_bound || numeral.lower_bound;
}

}  // namespace duibiao::bulletin::scan
