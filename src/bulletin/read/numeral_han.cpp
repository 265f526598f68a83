#include <algorithm>

#include "bulletin/read/numeral_scan.h"

namespace duibiao::bulletin::scan {
namespace {

/// What a text may stand beside for a lone numeral to be one: nothing, or a mark.
bool open_before(std::string_view text, std::size_t at) {
  return at == 0 || (!han_before(text, at) && !letter_at(text, at - 1) && !digit_at(text, at - 1));
}
bool open_after(std::string_view text, std::size_t at) {
  return at >= text.size() || (!han_at(text, at) && !letter_at(text, at) && !digit_at(text, at));
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
  Numeral numeral = numeral_of(amount);
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
  Numeral numeral = numeral_of(*amount);
  if (const auto value = numeral.printed.shifted(numeral.power)) {
    numeral.printed = *value;
    numeral.power = 0;
  }
  numeral.form = Numeral::Form::ordinal;
  numeral.with_unit.begin = static_cast<std::uint32_t>(at);
  return numeral;
}

/// 二〇一九: digits spelled out one by one, with a zero among them or four before 年.
std::optional<Amount> spelled_digits(std::string_view text, std::size_t at) {
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
  if (stands_at(text, end, "分之")) return true;  // a fraction that breaks off
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

/// Reads one numeral that begins with a Chinese character.
class HanReader {
 public:
  HanReader(std::string_view text, std::size_t at, const UnitWords& units)
      : text_(text),
        at_(at),
        units_(units),
        minus_(role_at(text, at).role == Role::minus),
        begin_(minus_ ? at + han_bytes : at),
        word_(units.not_number(text, at)),
        skip_(at + han_bytes) {}

  std::optional<Numeral> run() {
    if (word_ && word_->begin < at_) return skip(word_->end);
    if (role_at(text_, at_).role == Role::ordinal) return ordinal();
    if (auto rate = rate_before(text_, begin_, units_)) return with_sign(*rate);
    if (!minus_ && (!word_ || stands_at(text_, at_, "一半"))) {
      if (auto half = half_at(text_, at_)) return half;
    }
    const auto spelled = spelled_digits(text_, begin_);
    const auto amount = spelled ? spelled : scan_cardinal(text_, begin_, units_);
    if (!amount || amount->bare) return magnitude();
    if (amount->no_number) return skip(amount->end);
    if (auto fraction = fraction_of(text_, *amount, units_)) return with_sign(*fraction);
    // 数十家, 好几百: about that many, and no figure.
    if (any_before(text_, begin_, {"数", "几"}) &&
        role_at(text_, begin_).role == Role::small_unit) {
      return skip(amount->end);
    }
    return cardinal(*amount);
  }

  [[nodiscard]] std::size_t skip_to() const { return skip_; }

 private:
  std::optional<Numeral> skip(std::size_t to) {
    skip_ = std::max(skip_, to);
    return std::nullopt;
  }

  std::optional<Numeral> ordinal() {
    auto numeral = ordinal_at(text_, at_, units_);
    if (numeral && word_ && numeral->with_unit.end <= word_->end) return skip(word_->end);
    return numeral;
  }

  std::optional<Numeral> magnitude() {
    if (!minus_) {
      if (auto bare = bare_magnitude(text_, at_, units_)) return bare;
    }
    std::size_t end = at_ + han_bytes;
    for (; is_unit(role_at(text_, end)); end += han_bytes) {
    }
    return skip(word_ ? std::max<std::size_t>(end, word_->end) : end);
  }

  std::optional<Numeral> cardinal(const Amount& amount) {
    Numeral numeral = with_sign(numeral_of(amount));
    const bool quantity = take_tail(text_, numeral, amount.magnitude_begin, units_);
    const bool beats_word = !word_ || numeral.form == Numeral::Form::doublings ||
                            numeral.span.end > word_->end || numeral.span.end - at_ > 2 * han_bytes;
    if (!beats_word) return skip(word_->end);
    const bool several = amount.characters > 1 || !amount.han || minus_ || numeral.surplus;
    if (several || quantity || stands_alone(text_, numeral)) return numeral;
    return skip(amount.end);
  }

  [[nodiscard]] Numeral with_sign(Numeral numeral) const {
    if (!minus_) return numeral;
    numeral.printed = numeral.printed.negated();
    numeral.signed_ = true;
    numeral.span.begin = numeral.with_unit.begin = static_cast<std::uint32_t>(at_);
    return numeral;
  }

  std::string_view text_;
  std::size_t at_;
  const UnitWords& units_;
  bool minus_;
  std::size_t begin_;
  std::optional<Span> word_;  ///< 统一 around its 一: a numeral must be longer to count
  std::size_t skip_;
};

}  // namespace

std::optional<Numeral> scan_han(std::string_view text, std::size_t at, const UnitWords& units,
                                std::size_t& skip_to) {
  HanReader reader(text, at, units);
  auto numeral = reader.run();
  skip_to = reader.skip_to();
  return numeral;
}

}  // namespace duibiao::bulletin::scan
