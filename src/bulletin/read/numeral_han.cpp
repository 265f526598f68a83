#include <algorithm>
#include <array>

#include "bulletin/read/numeral_scan.h"
#include "text/utf8.h"

namespace duibiao::bulletin::scan {
namespace {

constexpr std::string_view part_of = "分之";

/// What a text may stand beside for a lone numeral to be one: nothing, or a mark.
bool open_before(std::string_view text, std::size_t at) {
  return at == 0 || (!han_before(text, at) && !letter_at(text, at - 1) && !digit_at(text, at - 1));
}
bool open_after(std::string_view text, std::size_t at) {
  return at >= text.size() || (!han_at(text, at) && !letter_at(text, at) && !digit_at(text, at));
}

bool any_before(std::string_view text, std::size_t at,
                std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return ends_before(text, at, word); });
}
bool any_at(std::string_view text, std::size_t at, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return stands_at(text, at, word); });
}

/// «百», «万万», «百万» without a digit before 分之: the power of the denominator.
std::optional<int> bare_denominator(std::string_view text, std::size_t at, std::size_t& end) {
  int power = 0;
  end = at;
  for (;;) {
    const HanRole role = role_at(text, end);
    if (role.role != Role::small_unit && role.role != Role::big_unit) break;
    power += role.value;
    end += han_bytes;
    if (power > 16) return std::nullopt;
  }
  if (power == 0 || !stands_at(text, end, part_of)) return std::nullopt;
  return power;
}

/// The numerator behind 分之, with its sign.
std::optional<Amount> numerator_at(std::string_view text, std::size_t at, const UnitWords& units,
                                   bool& negative) {
  negative = stands_at(text, at, "负") || stands_at(text, at, "-");
  if (negative) at += stands_at(text, at, "-") ? 1 : han_bytes;
  if (stands_at(text, at, "百") && role_at(text, at + han_bytes).role != Role::digit) {
    Amount hundred;  // 百分之百
    hundred.begin = at;
    hundred.end = hundred.magnitude_begin = at + han_bytes;
    hundred.printed = num::Decimal::whole(100);
    hundred.han = true;
    hundred.characters = 1;
    return hundred;
  }
  auto amount = scan_cardinal(text, at, units);
  if (!amount || amount->no_number) return std::nullopt;
  return amount;
}

/// 百分之二点四, 千分之三, 万分之五, 百万分之五.
std::optional<Numeral> rate_before(std::string_view text, std::size_t at, const UnitWords& units) {
  std::size_t end = 0;
  const auto power = bare_denominator(text, at, end);
  if (!power) return std::nullopt;
  bool negative = false;
  const auto amount = numerator_at(text, end + part_of.size(), units, negative);
  if (!amount) return std::nullopt;
  Numeral numeral = numeral_of(*amount, text);
  if (negative) {
    numeral.printed = numeral.printed.negated();
    numeral.signed_ = true;
    numeral.span.begin = static_cast<std::uint32_t>(end + part_of.size());
  }
  numeral.with_unit.begin = static_cast<std::uint32_t>(at);
  const bool single = end == at + han_bytes;
  if (single && *power == 2) {
    numeral.form = Numeral::Form::percent;
    numeral.unit_text = "%";
  } else if (single && *power == 3) {
    numeral.form = Numeral::Form::per_mille;
    numeral.unit_text = "‰";
  } else if (single && *power == 4) {
    numeral.form = Numeral::Form::per_myriad;
    numeral.unit_text = "‱";
  } else {
    numeral.form = Numeral::Form::fraction;
    numeral.span.begin = static_cast<std::uint32_t>(at);
    if (const auto whole = num::Decimal::whole(1).shifted(*power)) numeral.denominator = *whole;
  }
  set_rate_unit(numeral);
  return numeral;
}

/// A 分之 B, or a whole number and such a fraction: 三百五十又3分之1. `whole` may be null.
std::optional<Numeral> fraction_at(std::string_view text, const Amount& below, const Amount* whole,
                                   const UnitWords& units) {
  if (!stands_at(text, below.end, part_of)) return std::nullopt;
  bool negative = false;
  const auto above = numerator_at(text, below.end + part_of.size(), units, negative);
  if (!above) return std::nullopt;
  const auto denominator = below.printed.shifted(below.power);
  auto numerator = above->printed.shifted(above->power);
  if (!denominator || !numerator || denominator->is_zero()) return std::nullopt;
  if (whole != nullptr) {
    const auto value = whole->printed.shifted(whole->power);
    const auto product = value ? value->times(*denominator) : value;
    numerator = product ? product->plus(*numerator) : product;
    if (!numerator) return std::nullopt;
  }
  Numeral numeral = numeral_of(whole != nullptr ? *whole : below, text);
  numeral.form = Numeral::Form::fraction;
  numeral.printed = negative ? numerator->negated() : *numerator;
  numeral.power = 0;
  numeral.denominator = *denominator;
  numeral.han_digits = below.han && above->han;
  numeral.span.end = numeral.with_unit.end = static_cast<std::uint32_t>(above->end);
  return numeral;
}

/// 一半, 半数, 过半: one half.
std::optional<Numeral> half_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  if (stands_at(text, at, "一半")) {
    end = at + 2 * han_bytes;
  } else if (stands_at(text, at, "半数")) {
    end = at + 2 * han_bytes;
  } else if (stands_at(text, at, "半") && any_before(text, at, {"过", "近", "逾", "占"}) &&
             !any_at(text, at + han_bytes,
                     {"年", "导", "径", "个", "月", "成", "山", "程", "天"})) {
    end = at + han_bytes;
  } else {
    return std::nullopt;
  }
  Amount amount;
  amount.begin = at;
  amount.end = amount.magnitude_begin = end;
  amount.printed = num::Decimal::whole(1);
  amount.han = true;
  amount.half = true;
  Numeral numeral = numeral_of(amount, text);
  numeral.form = Numeral::Form::fraction;
  numeral.denominator = num::Decimal::whole(2);
  return numeral;
}

/// 突破万亿元, 超百亿件: a magnitude that is a number by itself, only with a unit and after a verb.
std::optional<Numeral> bare_magnitude(std::string_view text, std::size_t at,
                                      const UnitWords& units) {
  if (!any_before(text, at,
                  {"超", "过", "破", "近", "达", "逾", "足", "入", "上", "到", "约", "跨", "逼"})) {
    return std::nullopt;
  }
  Amount amount;
  amount.begin = amount.magnitude_begin = at;
  std::size_t end = at;
  std::int64_t value = 1;
  const HanRole first = role_at(text, at);
  if (first.role == Role::small_unit) {
    value = first.value == 3 ? 1000 : 100;
    end += han_bytes;
    amount.magnitude_begin = end;
  }
  while (role_at(text, end).role == Role::big_unit && amount.power < 16) {
    amount.power += role_at(text, end).value;
    end += han_bytes;
  }
  const auto unit = units.at(text, end);
  if (amount.power == 0 || !unit) return std::nullopt;
  amount.end = end;
  amount.printed = num::Decimal::whole(value);
  amount.han = true;
  Numeral numeral = numeral_of(amount, text);
  take_tail(text, numeral, amount.magnitude_begin, units);
  return numeral;
}

/// 第三, 第3万: an ordinal.
std::optional<Numeral> ordinal_at(std::string_view text, std::size_t at, const UnitWords& units) {
  std::size_t begin = at + han_bytes;
  if (stands_at(text, begin, " ")) ++begin;
  const auto amount = scan_cardinal(text, begin, units);
  if (!amount || amount->no_number || amount->problem != Numeral::Problem::none) {
    return std::nullopt;
  }
  Numeral numeral = numeral_of(*amount, text);
  if (const auto value = numeral.printed.shifted(numeral.power)) {
    numeral.printed = *value;
    numeral.power = 0;
  }
  numeral.form = Numeral::Form::ordinal;
  numeral.with_unit.begin = static_cast<std::uint32_t>(at);
  return numeral;
}

/// 二〇一九: digits spelled out one by one, with a zero among them or four before 年.
std::optional<Amount> spelled_digits(std::string_view text, std::size_t at, std::size_t& run_end) {
  std::size_t end = at;
  std::int64_t value = 0;
  std::size_t count = 0;
  bool zero = false;
  for (;; end += han_bytes) {
    const HanRole role = role_at(text, end);
    const bool circle = stands_at(text, end, "○");
    if (!circle && (role.role != Role::digit || role.liang || role.formal)) break;
    if (++count > 15) break;
    zero = zero || role.value == 0;
    value = value * 10 + role.value;
  }
  run_end = end;
  const bool year = count == 4 && stands_at(text, end, "年");
  if (count < 2 || count > 15 || (!year && (!zero || count < 3))) return std::nullopt;
  const HanRole next = role_at(text, end);
  if (next.role == Role::small_unit || next.role == Role::big_unit) return std::nullopt;
  Amount amount;
  amount.begin = at;
  amount.end = amount.magnitude_begin = end;
  amount.printed = num::Decimal::whole(value);
  amount.han = true;
  amount.characters = count;
  return amount;
}

/// Whether a lone 三 or 十 without a unit is a number here.
bool stands_alone(std::string_view text, const Numeral& numeral) {
  const std::size_t begin = numeral.with_unit.begin;
  const std::size_t end = numeral.with_unit.end;
  const bool open = open_after(text, end);
  if (stands_at(text, end, part_of)) return true;  // a fraction that breaks off
  if (any_at(text, end, {"至", "到", "点"}) && role_at(text, end + han_bytes).role == Role::digit) {
    return true;
  }
  if (ends_before(text, begin, "点") && begin >= 2 * han_bytes &&
      role_at(text, begin - 2 * han_bytes).role != Role::none) {
    return open;
  }
  if (open_before(text, begin) && (open || any_at(text, end, {"和", "与", "至", "到"})))
    return true;
  if (ends_before(text, begin, "前") && (open || stands_at(text, end, "的"))) return true;
  if (any_before(text, begin, {"是", "为", "和", "与"})) {
    return open || any_at(text, end, {"这", "那", "不", "而", "却", "和", "与"});
  }
  return false;
}

/// «1/40», not «元/吨», «2019/10/18» or «24/7».
std::optional<Numeral> slashed(std::string_view text, const Amount& above) {
  if (!stands_at(text, above.end, "/") || !digit_at(text, above.end + 1)) return std::nullopt;
  if (above.begin > 0 && (text[above.begin - 1] == '/' || letter_at(text, above.begin - 1))) {
    return std::nullopt;
  }
  const Amount below = scan_digits(text, above.end + 1);
  const bool whole = above.power == 0 && above.printed.scale() == 0 && below.printed.scale() == 0;
  if (!whole || below.problem != Numeral::Problem::none || above.grouped || below.grouped ||
      below.printed <= above.printed || above.printed.is_zero() || letter_at(text, below.end) ||
      stands_at(text, below.end, "/") || text[above.end + 1] == '0' || text[above.begin] == '0') {
    return std::nullopt;
  }
  Numeral numeral = numeral_of(above, text);
  numeral.form = Numeral::Form::fraction;
  numeral.denominator = below.printed;
  numeral.span.end = numeral.with_unit.end = static_cast<std::uint32_t>(below.end);
  return numeral;
}

}  // namespace

std::optional<Numeral> fraction_of(std::string_view text, const Amount& amount,
                                   const UnitWords& units) {
  if (amount.problem != Numeral::Problem::none) return std::nullopt;
  if (stands_at(text, amount.end, "又")) {
    if (const auto below = scan_cardinal(text, amount.end + han_bytes, units)) {
      return fraction_at(text, *below, &amount, units);
    }
  }
  if (auto fraction = fraction_at(text, amount, nullptr, units)) return fraction;
  return slashed(text, amount);
}

std::optional<Numeral> scan_han(std::string_view text, std::size_t at, const UnitWords& units,
                                std::size_t& skip_to) {
  skip_to = at + han_bytes;
  const HanRole first = role_at(text, at);
  const auto other = units.not_number(text, at);
  if (other && other->begin < at) {
    skip_to = other->end;
    return std::nullopt;
  }
  const auto beats_word = [&](const Numeral& numeral) {
    return !other || numeral.form == Numeral::Form::doublings || numeral.span.end > other->end ||
           numeral.span.end - at > 2 * han_bytes;
  };
  if (first.role == Role::ordinal) {
    auto ordinal = ordinal_at(text, at, units);
    if (!ordinal) return std::nullopt;
    if (other && ordinal->with_unit.end <= other->end) {
      skip_to = other->end;
      return std::nullopt;
    }
    return ordinal;
  }
  std::size_t begin = at;
  const bool minus = first.role == Role::minus;
  if (minus) begin += han_bytes;
  const auto with_sign = [&](Numeral numeral) {
    if (minus) {
      numeral.printed = numeral.printed.negated();
      numeral.signed_ = true;
      numeral.span.begin = numeral.with_unit.begin = static_cast<std::uint32_t>(at);
    }
    return numeral;
  };
  if (auto rate = rate_before(text, begin, units)) return with_sign(*rate);
  if (!minus && (!other || stands_at(text, at, "一半"))) {
    if (auto half = half_at(text, at)) return half;
  }
  std::size_t run_end = at;
  auto spelled = spelled_digits(text, begin, run_end);
  auto amount = spelled ? spelled : scan_cardinal(text, begin, units);
  if (!amount || amount->bare) {
    auto bare = minus ? std::nullopt : bare_magnitude(text, at, units);
    if (bare) return bare;
    while (role_at(text, skip_to).role == Role::small_unit ||
           role_at(text, skip_to).role == Role::big_unit) {
      skip_to += han_bytes;
    }
    if (other) skip_to = std::max<std::size_t>(skip_to, other->end);
    return std::nullopt;
  }
  if (amount->no_number) {
    skip_to = amount->end;
    return std::nullopt;
  }
  if (stands_at(text, amount->end, "又")) {
    if (const auto below = scan_cardinal(text, amount->end + han_bytes, units)) {
      if (auto mixed = fraction_at(text, *below, &*amount, units)) {
        return with_sign(*mixed);
      }
    }
  }
  if (auto fraction = fraction_at(text, *amount, nullptr, units)) return with_sign(*fraction);
  // 数十家, 好几百: about that many, and no figure.
  if (any_before(text, begin, {"数", "几"}) && role_at(text, begin).role == Role::small_unit) {
    skip_to = amount->end;
    return std::nullopt;
  }
  Numeral numeral = with_sign(numeral_of(*amount, text));
  const bool quantity = take_tail(text, numeral, amount->magnitude_begin, units);
  if (!beats_word(numeral)) {
    skip_to = other->end;
    return std::nullopt;
  }
  const bool several = amount->characters > 1 || !amount->han || minus || numeral.surplus;
  if (several || quantity || stands_alone(text, numeral)) return numeral;
  skip_to = std::max<std::size_t>(amount->end, other ? other->end : 0);
  return std::nullopt;
}

}  // namespace duibiao::bulletin::scan
