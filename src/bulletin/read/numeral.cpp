#include "bulletin/read/numeral.h"

#include <fmt/format.h>

#include "bulletin/read/numeral_scan.h"

namespace duibiao::bulletin {
namespace {

using scan::Amount;

bool word_byte(char c) { return scan::is_letter(c) || scan::is_digit(c) || c == '_'; }

/// Walks a text from numeral to numeral.
class Walk {
 public:
  Walk(std::string_view text, const UnitWords& units) : text_(text), units_(units) {}

  std::vector<Numeral> run() {
    while (at_ < text_.size()) step();
    scan::join_neighbours(text_, numerals_);
    return std::move(numerals_);
  }

 private:
  void step() {
    const auto byte = static_cast<unsigned char>(text_[at_]);
    if (byte >= 0xE3 && byte <= 0xE9) {
      han();
    } else if (scan::is_digit(text_[at_])) {
      digits(at_);
    } else if (byte == '.' && scan::digit_at(text_, at_ + 1) &&
               (at_ == 0 || (!word_byte(text_[at_ - 1]) && text_[at_ - 1] != '.'))) {
      digits(at_);
    } else if (scan::is_letter(text_[at_])) {
      word();
    } else {
      ++at_;
    }
  }

  void han() {
    const scan::HanRole role = scan::role_at(text_, at_);
    if (role.role == scan::Role::none) {
      at_ += scan::han_bytes;
      return;
    }
    if (role.role == scan::Role::minus && scan::digit_at(text_, at_ + scan::han_bytes)) {
      digits(at_ + scan::han_bytes);
      return;
    }
    std::size_t skip_to = 0;
    if (auto numeral = scan::scan_han(text_, at_, units_, skip_to)) {
      take(std::move(*numeral));
    } else {
      at_ = skip_to;
    }
  }

  /// The sign in front of a number: 负, or a mark that joins it to nothing before it and belongs to
  /// no numeral yet.
  std::size_t sign_before(std::size_t at, bool& negative) const {
    const std::size_t taken = numerals_.empty() ? 0 : numerals_.back().with_unit.end;
    negative = false;
    if (scan::ends_before(text_, at, "负") && at - scan::han_bytes >= taken) {
      negative = true;
      return at - scan::han_bytes;
    }
    if (at == 0 || (text_[at - 1] != '-' && text_[at - 1] != '+')) return at;
    const std::size_t sign = at - 1;
    if (sign > 0) {
      const char before = text_[sign - 1];
      if (word_byte(before) || before == '-' || before == '+' || before == ')' || before == '%') {
        return at;
      }
      if (!numerals_.empty() && taken >= sign) return at;
    }
    negative = text_[sign] == '-';
    return sign;
  }

  void digits(std::size_t at) {
    if (in_address_ > at) {
      plain_digits(at);
      return;
    }
    bool negative = false;
    const std::size_t begin = sign_before(at, negative);
    const UnitWords::Word* currency = nullptr;
    (void)scan::currency_before(text_, begin, units_, currency);
    const auto amount = scan::scan_cardinal(text_, at, units_, currency != nullptr);
    if (!amount || amount->no_number) {
      plain_digits(at);
      return;
    }
    if (auto fraction = scan::fraction_of(text_, *amount, units_)) {
      sign(*fraction, begin, negative);
      take(std::move(*fraction));
      return;
    }
    Numeral numeral = scan::numeral_of(*amount);
    sign(numeral, begin, negative);
    if (scan::take_english_ordinal(text_, numeral)) {
      take(std::move(numeral));
      return;
    }
    scan::take_tail(text_, numeral, amount->magnitude_begin, units_);
    take(std::move(numeral));
  }

  static void sign(Numeral& numeral, std::size_t begin, bool negative) {
    if (begin == numeral.span.begin) return;
    numeral.signed_ = true;
    if (negative) numeral.printed = numeral.printed.negated();
    numeral.span.begin = numeral.with_unit.begin = static_cast<std::uint32_t>(begin);
  }

  /// In an address the digits are only digits: «%20» is no rate.
  void plain_digits(std::size_t at) { take(scan::numeral_of(scan::scan_digits(text_, at))); }

  void word() {
    if (at_ >= in_address_ &&
        (scan::stands_at(text_, at_, "http") || scan::stands_at(text_, at_, "www."))) {
      std::size_t end = at_;
      while (end < text_.size() && text_[end] > ' ') ++end;  // Han bytes are negative chars
      in_address_ = end;
    }
    if (at_ >= in_address_ && (at_ == 0 || !word_byte(text_[at_ - 1]))) {
      if (auto numeral = scan::scan_english(text_, at_, units_)) {
        take(std::move(*numeral));
        return;
      }
    }
    while (at_ < text_.size() && scan::is_letter(text_[at_])) ++at_;
  }

  void take(Numeral numeral) {
    // A sign between two numbers («5 $ ten») belongs to the first.
    if (!numerals_.empty() && numeral.with_unit.begin < numerals_.back().with_unit.end) {
      numeral.with_unit.begin = numeral.span.begin;
    }
    at_ = numeral.with_unit.end;
    numerals_.push_back(std::move(numeral));
  }

  std::string_view text_;
  const UnitWords& units_;
  std::vector<Numeral> numerals_;
  std::size_t at_ = 0;
  std::size_t in_address_ = 0;  ///< up to here the text is one address
};

}  // namespace

Numeral scan::numeral_of(const Amount& amount) {
  Numeral numeral;
  numeral.span = {static_cast<std::uint32_t>(amount.begin), static_cast<std::uint32_t>(amount.end)};
  numeral.with_unit = numeral.span;
  numeral.printed = amount.printed;
  numeral.power = amount.power;
  numeral.han_digits = amount.han;
  numeral.surplus = amount.surplus;
  numeral.grouped = amount.grouped;
  numeral.half = amount.half;
  numeral.problem = amount.problem;
  numeral.malformed = amount.problem != Numeral::Problem::none;
  return numeral;
}

Result<num::Ratio> Numeral::number() const {
  const auto value = printed.shifted(power);
  if (!value) return tl::unexpected<Error>(value.error());
  return num::Ratio::make(*value, denominator);
}

std::vector<Numeral> find_numerals(std::string_view normal, const UnitWords& units) {
  return Walk(normal, units).run();
}

Result<num::Decimal> read_han_number(std::string_view text) {
  static const UnitWords no_units;
  const bool negative = text.starts_with("负");
  const std::size_t begin = negative ? scan::han_bytes : 0;
  const auto amount = scan::scan_cardinal(text, begin, no_units);
  if (!amount || amount->no_number || amount->end != text.size() ||
      amount->problem != Numeral::Problem::none) {
    return fail(ErrorCode::bad_number,
                {fmt::format("「{}」不是一个数", text), fmt::format("«{}» is no number", text)});
  }
  auto value = amount->printed.shifted(amount->power);
  if (value && negative) value = value->negated();
  return value;
}

}  // namespace duibiao::bulletin
