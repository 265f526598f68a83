#include <algorithm>
#include <array>
#include <utility>

#include "bulletin/read/numeral_scan.h"
#include "text/utf8.h"

namespace duibiao::bulletin::scan {
namespace {

using num::int128;

constexpr char32_t first_han = 0x4E00;
constexpr std::size_t han_count = 0x5200;
/// Beyond this a numeral says nothing; far below what 128 bits hold.
constexpr int128 largest = static_cast<int128>(1'000'000'000'000) * 1'000'000'000'000;

constexpr std::array<HanRole, han_count> make_roles() {
  std::array<HanRole, han_count> roles{};
  const auto set = [&roles](char32_t c, Role role, std::uint8_t value, bool formal = false) {
    roles[c - first_han] = {role, value, formal, false};
  };
  constexpr std::u32string_view plain = U"零一二三四五六七八九";
  constexpr std::u32string_view formal = U"零壹贰叁肆伍陆柒捌玖";
  for (std::uint8_t i = 1; i < 10; ++i) {
    set(plain[i], Role::digit, i);
    set(formal[i], Role::digit, i, true);
  }
  set(U'零', Role::digit, 0);
  set(U'两', Role::digit, 2);
  roles[U'两' - first_han].liang = true;
  set(U'十', Role::small_unit, 1);
  set(U'百', Role::small_unit, 2);
  set(U'千', Role::small_unit, 3);
  set(U'拾', Role::small_unit, 1, true);
  set(U'佰', Role::small_unit, 2, true);
  set(U'仟', Role::small_unit, 3, true);
  set(U'万', Role::big_unit, 4);
  set(U'亿', Role::big_unit, 8);
  set(U'兆', Role::big_unit, 12);
  set(U'半', Role::half, 0);
  set(U'负', Role::minus, 0);
  set(U'第', Role::ordinal, 0);
  return roles;
}
constexpr std::array<HanRole, han_count> roles = make_roles();

int128 power_of_ten(int power) {
  int128 out = 1;
  for (int i = 0; i < power; ++i) out *= 10;
  return out;
}

/// Builds a cardinal of units: 四亿五千六百四十二万零一十五, 2千零30万, 3万4000.
class Builder {
 public:
  Builder(std::string_view text, std::size_t at, const UnitWords& units)
      : text_(text), units_(units), at_(at) {
    amount_.begin = at;
  }

  std::optional<Amount> run() {
    while (at_ < text_.size() && step()) {
    }
    if (amount_.no_number) {
      amount_.end = amount_.magnitude_begin = at_;
      return amount_;
    }
    if (at_ == amount_.begin) return std::nullopt;
    return finish();
  }

 private:
  enum class Last : std::uint8_t { nothing, zero, digit, small_unit, big_unit };
  struct Term {
    int128 value = 0;
    int power = 0;
  };

  bool step() {
    if (is_digit(text_[at_])) return arabic();
    const HanRole role = role_at(text_, at_);
    switch (role.role) {
      case Role::digit:
        return digit(role);
      case Role::small_unit:
        return !begins_unit(text_, at_, units_) && small_unit(role);
      case Role::big_unit:
        return !begins_unit(text_, at_, units_) && big_unit(role.value);
      case Role::half:
        return half();
      default:
        return surplus();
    }
  }

  bool half() {
    if (last_ != Last::nothing || !stands_at(text_, at_ + han_bytes, "百")) return false;
    section_ = 50;
    amount_.half = true;
    last_ = Last::small_unit;
    last_power_ = 1;
    return take(2 * han_bytes);
  }

  /// 十余万, 4000多亿, 十几亿: only where a greater magnitude follows.
  bool surplus() {
    if (!is_surplus(text_, at_) || last_ == Last::nothing || last_ == Last::zero) return false;
    const HanRole next = role_at(text_, at_ + han_bytes);
    if (next.role != Role::big_unit || begins_unit(text_, at_ + han_bytes, units_)) return false;
    amount_.surplus = true;
    at_ += han_bytes;
    return true;
  }

  bool arabic() {
    if (last_ == Last::digit) return false;
    const Amount run = scan_digits(text_, at_);
    if (run.problem != Numeral::Problem::none || run.grouped || run.printed.scale() > 0) {
      return false;
    }
    const auto length = static_cast<int>(run.end - at_);
    if (last_ == Last::small_unit || last_ == Last::big_unit) {
      const HanRole next = role_at(text_, run.end);
      const bool unit_follows = (next.role == Role::small_unit || next.role == Role::big_unit) &&
                                next.value < last_power_;
      if (length != last_power_ && !unit_follows) return false;
    }
    pending_ = run.printed.units();
    pending_arabic_ = true;
    saw_arabic_ = true;
    last_ = Last::digit;
    return take(run.end - at_);
  }

  bool digit(const HanRole& role) {
    const bool zero = role.value == 0;
    if (last_ == Last::digit) {
      if (zero || pending_arabic_) return false;
      // Side by side they say «two or three tens», or are spelled out like a year. 两 may be the
      // weight: 三千两百两.
      if (role.liang) return false;
      amount_.no_number = true;
      while (role_at(text_, at_).role == Role::digit) at_ += han_bytes;
      while (role_at(text_, at_).role == Role::small_unit ||
             role_at(text_, at_).role == Role::big_unit) {
        at_ += han_bytes;
      }
      return false;
    }
    if (zero) {
      after_zero_ = true;
      last_ = Last::zero;
      return take(han_bytes);
    }
    digits_ = true;
    if (role.liang && last_ != Last::nothing) {
      const HanRole next = role_at(text_, at_ + han_bytes);
      if (next.role != Role::small_unit && next.role != Role::big_unit) return false;
    }
    pending_ = role.value;
    pending_at_ = at_;
    pending_arabic_ = false;
    formal_ = formal_ || role.formal;
    last_ = Last::digit;
    return take(han_bytes);
  }

  bool small_unit(const HanRole& role) {
    const int power = role.value;
    if (power >= small_limit_) return false;
    int128 factor = pending_;
    if (last_ != Last::digit) {
      // 十, 一百十; 百三 and 千三 at the beginning only
      if (power != 1 && last_ != Last::nothing) return false;
      factor = 1;
    }
    section_ += factor * power_of_ten(power);
    if (section_ > largest) return false;
    pending_ = 0;
    formal_ = formal_ || role.formal;
    implicit_ = implicit_ || (last_ == Last::nothing && power > 1);
    small_limit_ = power;
    after_zero_ = false;
    last_power_ = power;
    last_ = Last::small_unit;
    return take(han_bytes);
  }

  bool big_unit(int power) {
    if (last_ == Last::nothing || last_ == Last::zero) return false;
    if (last_ == Last::big_unit) {  // 万亿, 万万
      Term& term = terms_[count_ - 1];
      if (term.power + power > 16 || (count_ > 1 && terms_[count_ - 2].power <= term.power + power))
        return false;
      term.power += power;
      last_power_ = term.power;
      return take(han_bytes);
    }
    section_ += pending_;
    pending_ = 0;
    while (count_ > 0 && terms_[count_ - 1].power < power) {
      section_ += terms_[count_ - 1].value * power_of_ten(terms_[count_ - 1].power);
      --count_;
    }
    if (count_ == terms_.size() || section_ > largest) return false;
    if (count_ > 0 && terms_[count_ - 1].power == power) return false;
    if (count_ == 0) magnitude_begin_ = at_;
    terms_[count_++] = {section_, power};
    section_ = 0;
    small_limit_ = 4;
    after_zero_ = false;
    last_power_ = power;
    last_ = Last::big_unit;
    return take(han_bytes);
  }

  bool take(std::size_t bytes) {
    at_ += bytes;
    end_ = at_;
    amount_.characters += bytes / han_bytes;
    return true;
  }

  /// Whether the last digit, right behind a unit, stands for the next place: 九百九, 一万三.
  bool elided() {
    if (last_ != Last::digit || pending_arabic_ || after_zero_ || last_power_ < 2) return false;
    return true;
  }
  /// What may follow such a digit: not a word that begins with it (三万一线工人).
  bool ends_well() const {
    if (!han_at(text_, end_)) return !units_.not_number(text_, pending_at_);
    if (units_.at(text_, end_)) return true;
    for (const std::string_view next :
         {"点", "分", "又", "以", "的", "左", "余", "多", "还", "和"}) {
      if (stands_at(text_, end_, next)) return true;
    }
    return false;
  }

  std::optional<Amount> finish() {
    if (elided()) {
      if (saw_arabic_ || !ends_well()) {
        end_ = pending_at_;
        pending_ = 0;
        amount_.characters -= 1;
      } else {
        pending_ *= power_of_ten(last_power_ - 1);
      }
    }
    const bool lone_zero = last_ == Last::zero && section_ == 0 && count_ == 0 && pending_ == 0;
    if (last_ == Last::zero && !lone_zero) end_ -= han_bytes;
    section_ += pending_;
    amount_.end = amount_.magnitude_begin = end_;
    amount_.han = !saw_arabic_;
    amount_.bare = implicit_ && !digits_;
    if (formal_ && amount_.characters < 2) return std::nullopt;
    if (implicit_ && amount_.characters < 2) return std::nullopt;  // 百, 千 alone
    if (count_ == 1 && section_ == 0) {
      amount_.power = terms_[0].power;
      amount_.magnitude_begin = magnitude_begin_;
      section_ = terms_[0].value;
    } else {
      for (std::size_t i = 0; i < count_; ++i) {
        section_ += terms_[i].value * power_of_ten(terms_[i].power);
      }
    }
    const auto value = num::Decimal::make(section_, 0);
    if (!value || section_ > largest) {
      amount_.problem = Numeral::Problem::too_long;
      return amount_;
    }
    amount_.printed = *value;
    return amount_;
  }

  std::string_view text_;
  const UnitWords& units_;
  std::size_t at_;
  std::size_t end_ = 0;
  Amount amount_;
  std::array<Term, 4> terms_{};
  std::size_t count_ = 0;
  int128 section_ = 0;
  int128 pending_ = 0;
  std::size_t pending_at_ = 0;
  std::size_t magnitude_begin_ = 0;
  int small_limit_ = 4;
  int last_power_ = 0;
  Last last_ = Last::nothing;
  bool pending_arabic_ = false;
  bool saw_arabic_ = false;
  bool after_zero_ = false;
  bool formal_ = false;
  bool implicit_ = false;
  bool digits_ = false;
};

}  // namespace

HanRole role_at(std::string_view text, std::size_t at) {
  if (at + han_bytes > text.size()) return {};
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0xE3 || lead > 0xE9) return {};
  const auto second = static_cast<unsigned char>(text[at + 1]);
  const auto third = static_cast<unsigned char>(text[at + 2]);
  const char32_t c =
      static_cast<char32_t>((lead & 0x0FU) << 12U | (second & 0x3FU) << 6U | (third & 0x3FU));
  if (c == U'〇') return {Role::digit, 0, false, false};
  if (c < first_han || c - first_han >= han_count) return {};
  return roles[c - first_han];
}

bool han_at(std::string_view text, std::size_t at) {
  return at < text.size() && text::is_han(text::decode_at(text, at).value);
}

bool han_before(std::string_view text, std::size_t at) {
  return at >= han_bytes && text::is_han(text::decode_at(text, at - han_bytes).value);
}

bool is_surplus(std::string_view text, std::size_t at) {
  return stands_at(text, at, "余") || stands_at(text, at, "多") || stands_at(text, at, "几");
}

/// A unit that begins with 千, 百 or 兆 and is no magnitude: 千克, 千瓦时, 百分点, 兆字节. (千公顷
/// is 千 and 公顷.)
bool begins_unit(std::string_view text, std::size_t at, const UnitWords& units) {
  if (!any_at(text, at, {"千", "百", "兆"})) return false;
  const auto match = units.at(text, at);
  return match && match->length > han_bytes;
}

std::optional<Amount> build_cardinal(std::string_view text, std::size_t at,
                                     const UnitWords& units) {
  return Builder(text, at, units).run();
}

}  // namespace duibiao::bulletin::scan
