// Remarks on how numbers are written: signs, ranges, width, precision (GB/T 15835-2011).
#include <fmt/format.h>

#include <algorithm>

#include "bulletin/judge/usage_parts.h"
#include "text/utf8.h"

namespace duibiao::bulletin::usage {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr std::u32string_view year_digits = U"〇零○一二三四五六七八九";
/// Round numbers have no decimals to keep.
constexpr std::string_view about_words[] = {"近", "约", "超", "超过", "逾", "不足", "不到"};
constexpr std::u32string_view list_marks = U"、,和及与 ";

/// The value of a Chinese digit, or −1.
int digit_of(char32_t value) {
  static constexpr int values[] = {0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  const std::size_t at = year_digits.find(value);
  return at == std::u32string_view::npos ? -1 : values[at];
}

/// A year of four digits, some of them Chinese and some not: «二〇19年». The digits, and the
/// length.
struct MixedYear {
  std::string digits;
  std::size_t length = 0;
};

std::optional<MixedYear> mixed_year_at(std::string_view text) {
  MixedYear out;
  bool han = false;
  bool ascii = false;
  for (const text::CodePoint c : text::code_points(text.substr(0, 16))) {
    const int han_value = digit_of(c.value);
    const bool plain = c.value < 0x80 && is_digit(static_cast<char>(c.value));
    if (han_value < 0 && !plain) break;
    han = han || han_value >= 0;
    ascii = ascii || plain;
    out.digits += plain ? static_cast<char>(c.value) : static_cast<char>('0' + han_value);
    out.length += c.length;
  }
  const bool year =
      out.digits.size() == 4 && (out.digits.starts_with("19") || out.digits.starts_with("20"));
  if (!han || !ascii || !year || !text.substr(out.length).starts_with("年")) return std::nullopt;
  return out;
}

void check_year(const Text& text, const Number& number, std::vector<UsageRemark>& out) {
  if (number.decimals != 0 || number.end - number.begin > 3) return;
  std::uint32_t begin = number.begin;
  for (int k = 0; k < 3 && begin >= 3; ++k) {
    if (digit_of(text::decode_at(text.normal(), begin - 3).value) < 0) break;
    begin -= 3;
  }
  const auto year = mixed_year_at(text.normal().substr(begin));
  if (!year) return;
  add(out, text, begin, begin + static_cast<std::uint32_t>(year->length),
      UsageRemark::Rule::numeral_form,
      {"同一年份不混用汉字数字与阿拉伯数字", "one year is not written in two kinds of digits"},
      year->digits);
}

/// «3千5百»: 千 and 百 are not mixed with digits; 万 and 亿 may be (4.2).
void check_mixed_numeral(const Text& text, const Number& number, std::vector<UsageRemark>& out) {
  if (number.decimals != 0) return;
  std::string_view rest = text.after(number.end);
  std::uint32_t end = number.end;
  int steps = 0;
  while (true) {
    const std::size_t power = beginning(rest, {"千", "百", "十"});
    const bool more = power != 0 && power < rest.size() && is_digit(rest[power]);
    if (!more) break;
    std::size_t length = power;
    while (length < rest.size() && is_digit(rest[length])) ++length;
    rest.remove_prefix(length);
    end += static_cast<std::uint32_t>(length);
    ++steps;
  }
  if (steps == 0) return;
  end += static_cast<std::uint32_t>(beginning(rest, {"千", "百", "十"}));
  add(out, text, number.begin, end, UsageRemark::Rule::numeral_form,
      {"阿拉伯数字不与“千、百、十”连用，写全数字（GB/T 15835）",
       "digits are not mixed with 千, 百, 十; write the number out (GB/T 15835)"});
}

/// Two numbers joined by a dash: «10-15%».
struct Range {
  Number low;
  Number high;
};

bool is_dash(std::string_view between) {
  return between == "-" || between == "~" || between == "～" || between == "—" || between == "–" ||
         between == "至" || between == "--";
}

/// Dates and clauses have numbers before a dash too: «1-9月», «Q1-5».
bool stands_free(const Text& text, const Number& number) {
  const std::string_view before = text.clause_before(number.begin);
  if (before.empty()) return true;
  const char last = before.back();
  return !(last == '-' || last == '/' || last == '.' || last == '~' || is_digit(last));
}

void check_range(const Text& text, const Range& range, std::vector<UsageRemark>& out) {
  const std::string_view between =
      text.normal().substr(range.low.end, range.high.begin - range.low.end);
  if (range.low.sign != Number::Sign::none || !is_dash(between)) return;
  if (!stands_free(text, range.low) || !text.is_chinese_at(range.low.begin)) return;
  const std::string low(text.source_text(range.low.begin, range.low.end));
  const std::string dash(text.source_text(range.low.end, range.high.begin));
  const std::string high(text.source_text(range.high.begin, range.high.sign_end));
  if (range.high.sign == Number::Sign::percent || range.high.sign == Number::Sign::per_mille) {
    const std::string sign(text.source_text(range.high.end, range.high.sign_end));
    const std::string full = low + sign + dash + high;
    add(out, text, range.low.begin, range.high.sign_end, UsageRemark::Rule::range_sign,
        {fmt::format("范围两端的百分号都要写：{}（GB/T 15835）", full),
         fmt::format("both ends of a range carry the sign: {} (GB/T 15835)", full)},
        full);
    return;
  }
  // «9-16亿» could be nine yuan to 1.6 billion.
  const std::string_view rest = text.after(range.high.end);
  const std::size_t magnitude = beginning(rest, {"万", "亿", "万亿"});
  if (magnitude == 0) return;
  const std::string word(rest.substr(0, magnitude));
  const auto end = range.high.end + static_cast<std::uint32_t>(magnitude);
  const std::string full = low + word + dash + high + word;
  add(out, text, range.low.begin, end, UsageRemark::Rule::numeral_form,
      {fmt::format("范围前一数省略“{}”有歧义，写作{}（GB/T 15835）", word, full),
       fmt::format("the first end without “{}” is ambiguous; write {} (GB/T 15835)", word, full)},
      full);
}

/// Numbers of a list with one sign: «10.3%、14%和15.25%», from `first` on; how many.
std::size_t list_length(const Text& text, std::size_t first) {
  const std::vector<Number>& numbers = text.numbers();
  std::size_t count = 1;
  while (first + count < numbers.size()) {
    const Number& before = numbers[first + count - 1];
    const Number& next = numbers[first + count];
    if (next.sign != before.sign || next.begin - before.sign_end > 6) break;
    const std::string_view between =
        text.normal().substr(before.sign_end, next.begin - before.sign_end);
    const bool mark = std::ranges::all_of(text::code_points(between), [](text::CodePoint c) {
      return list_marks.find(c.value) != std::u32string_view::npos;
    });
    if (!mark || between.empty() || between == "," || between == " ") break;
    ++count;
  }
  return count;
}

bool is_rate(Number::Sign sign) {
  return sign == Number::Sign::percent || sign == Number::Sign::per_mille ||
         sign == Number::Sign::points;
}

/// The number whose decimals are not the commonest of the list's; the first of such.
const Number* odd_one(const std::vector<Number>& numbers, std::size_t first, std::size_t count) {
  const auto list = std::span(numbers).subspan(first, count);
  const auto common = std::ranges::max_element(list, {}, [&list](const Number& one) {
    return std::ranges::count(list, one.decimals, &Number::decimals);
  });
  const auto odd = std::ranges::find_if(
      list, [&common](const Number& one) { return one.decimals != common->decimals; });
  return odd == list.end() ? nullptr : &*odd;
}

struct Width {
  std::size_t full = 0;
  std::size_t half = 0;
  std::size_t first = 0;  ///< of the full-width ones, in the source
  std::size_t end = 0;
};

void remark_width(const Width& width, const Message& what, std::vector<UsageRemark>& out) {
  if (width.full == 0 || width.half == 0) return;
  const Span span{static_cast<std::uint32_t>(width.first), static_cast<std::uint32_t>(width.end)};
  out.push_back(
      {span,
       UsageRemark::Rule::mixed_width,
       {fmt::format("全角与半角{}混用：全角 {} 处，半角 {} 处", what.zh, width.full, width.half),
        fmt::format("full-width and plain {} are mixed: {} and {}", what.en, width.full,
                    width.half)},
       std::nullopt});
}

}  // namespace

void doubled_sign(const Text& text, std::vector<UsageRemark>& out) {
  for (const Number& number : text.numbers()) {
    const std::string_view rest = text.after(number.end);
    const std::size_t first = beginning(rest, {"%", "‰"});
    if (first == 0) continue;
    const std::size_t second = beginning(rest.substr(first), {"%", "‰", "个百分点", "百分点"});
    if (second == 0) continue;
    const bool same = rest.substr(0, first) == rest.substr(first, second);
    const auto end = number.end + static_cast<std::uint32_t>(first + second);
    std::optional<std::string> replacement;
    if (same) {
      replacement = std::string(
          text.source_text(number.begin, number.end + static_cast<std::uint32_t>(first)));
    }
    add(out, text, number.begin, end, UsageRemark::Rule::doubled_sign,
        same ? Message{"百分号重复", "the sign is doubled"}
             : Message{"两个单位连写，只留一个", "two units in a row; keep one"},
        std::move(replacement));
  }
}

void mixed_precision(const Text& text, std::vector<UsageRemark>& out) {
  const std::vector<Number>& numbers = text.numbers();
  for (std::size_t k = 0; k < numbers.size();) {
    const std::size_t count = list_length(text, k);
    const bool listed = count > 1 && is_rate(numbers[k].sign) &&
                        ending(text.all_before(numbers[k].begin), about_words) == 0;
    const Number* odd = listed ? odd_one(numbers, k, count) : nullptr;
    if (odd != nullptr) {
      add(out, text, odd->begin, odd->sign_end, UsageRemark::Rule::mixed_precision,
          {fmt::format("并列的数小数位数不一，此处 {} 位；末位为 0 也要写出", odd->decimals),
           fmt::format("decimals differ inside a list (here {}); a final 0 is written too",
                       odd->decimals)});
    }
    k += count;
  }
}

void numeral_form(const Text& text, std::vector<UsageRemark>& out) {
  for (const Number& number : text.numbers()) {
    check_year(text, number, out);
    check_mixed_numeral(text, number, out);
  }
}

void mixed_width(const Text& text, std::vector<UsageRemark>& out) {
  Width digits;
  Width percent;
  bool in_full = false;
  bool in_half = false;
  for (const text::CodePoint c : text::code_points(text.source())) {
    const bool full = c.value >= U'０' && c.value <= U'９';
    const bool half = c.value < 0x80 && is_digit(static_cast<char>(c.value));
    if (full && !in_full && digits.full++ == 0) digits.first = c.offset;
    if (full && digits.full == 1) digits.end = c.offset + c.length;
    if (half && !in_half) ++digits.half;
    if (c.value == U'％' && percent.full++ == 0) {
      percent.first = c.offset;
      percent.end = c.offset + c.length;
    }
    if (c.value == U'%') ++percent.half;
    in_full = full;
    in_half = half;
  }
  remark_width(digits, {"数字", "digits"}, out);
  remark_width(percent, {"百分号", "percent signs"}, out);
}

void range_sign(const Text& text, std::vector<UsageRemark>& out) {
  const std::vector<Number>& numbers = text.numbers();
  for (std::size_t k = 1; k < numbers.size(); ++k) {
    if (numbers[k].begin - numbers[k - 1].end <= 6) {
      check_range(text, {numbers[k - 1], numbers[k]}, out);
    }
  }
}

}  // namespace duibiao::bulletin::usage
