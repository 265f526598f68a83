#include "bulletin/judge/rewrite.h"

#include <array>
#include <string_view>
#include <utility>

namespace duibiao::bulletin {
namespace {

using std::string_view;

/// How far before a numeral its word of direction may stand: «低于全省平均水平» and some.
constexpr std::size_t direction_reach = 60;
/// What a message quotes before a numeral.
constexpr std::size_t quote_reach = 48;

using Pair = std::pair<string_view, string_view>;
/// Words of direction and their opposites; longer before shorter where one holds the other.
constexpr std::array<Pair, 34> directions{{
    {"增长", "下降"},
    {"下降", "增长"},
    {"增加", "减少"},
    {"减少", "增加"},
    {"上升", "下降"},
    {"提高", "降低"},
    {"降低", "提高"},
    {"提升", "下降"},
    {"上涨", "下跌"},
    {"下跌", "上涨"},
    {"下滑", "增长"},
    {"加快", "回落"},
    {"加速", "回落"},
    {"回落", "加快"},
    {"放缓", "加快"},
    {"收窄", "扩大"},
    {"扩大", "收窄"},
    {"高于", "低于"},
    {"高出", "低于"},
    {"低于", "高于"},
    {"快于", "慢于"},
    {"慢于", "快于"},
    {"多于", "少于"},
    {"少于", "多于"},
    {"increased", "decreased"},
    {"decreased", "increased"},
    {"higher", "lower"},
    {"lower", "higher"},
    {"rose", "fell"},
    {"fell", "rose"},
    {"grew", "fell"},
    {"declined", "grew"},
    {"up", "down"},
    {"down", "up"},
}};
constexpr std::array<Pair, 2> single_words{{{"增", "降"}, {"降", "增"}}};
constexpr std::array<string_view, 10> clause_ends{"，", "。", "；", "：", "、",
                                                  "（", "\n", "\t", ", ", ". "};

/// Whole characters only.
std::size_t at_character(string_view text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  return at;
}

/// Not in the middle of a Latin word.
std::size_t at_word(string_view text, std::size_t at, std::size_t end) {
  const auto letter = [&](std::size_t i) {
    return (text[i] >= 'a' && text[i] <= 'z') || (text[i] >= 'A' && text[i] <= 'Z');
  };
  while (at > 0 && at < end && letter(at) && letter(at - 1)) ++at;
  return at;
}

/// Where the clause of a numeral begins, no farther back than `reach`.
std::size_t clause_begin(string_view text, std::size_t at, std::size_t reach) {
  const std::size_t first = at_word(text, at_character(text, at > reach ? at - reach : 0), at);
  const string_view before = text.substr(first, at - first);
  std::size_t begin = 0;
  for (const string_view end : clause_ends) {
    const std::size_t found = before.rfind(end);
    if (found != string_view::npos && found + end.size() > begin) begin = found + end.size();
  }
  // A plain comma ends a clause in drafts typed with half-width marks, unless it groups digits.
  const std::size_t comma = before.rfind(',');
  if (comma != string_view::npos && comma + 1 > begin) begin = comma + 1;
  return first + begin;
}

struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  string_view opposite;
};

template <std::size_t Size>
std::optional<Word> last_of(const std::array<Pair, Size>& pairs, string_view text,
                            std::size_t begin, std::size_t end) {
  std::optional<Word> last;
  const string_view clause = text.substr(begin, end - begin);
  for (const auto& [word, opposite] : pairs) {
    const std::size_t found = clause.rfind(word);
    if (found == string_view::npos || (last && begin + found <= last->begin)) continue;
    last = Word{begin + found, begin + found + word.size(), opposite};
  }
  return last;
}

std::optional<Word> direction_before(string_view text, std::size_t at) {
  const std::size_t begin = clause_begin(text, at, direction_reach);
  if (auto word = last_of(directions, text, begin, at)) return word;
  // A single character counts only right before the number (增5.3%), not inside 增速 or 增幅.
  auto word = last_of(single_words, text, begin, at);
  if (word && word->end != at) word.reset();
  return word;
}

/// Full-width digits count as digits: U+FF10 … U+FF19, ．and ，inside a number.
bool digit_at(string_view text, std::size_t at, std::size_t& length) {
  const auto byte = static_cast<unsigned char>(text[at]);
  length = 1;
  if (byte >= '0' && byte <= '9') return true;
  const bool wide =
      byte == 0xEF && at + 2 < text.size() && static_cast<unsigned char>(text[at + 1]) == 0xBC;
  length = wide ? 3 : 1;
  const auto third = wide ? static_cast<unsigned char>(text[at + 2]) : 0U;
  return wide && third >= 0x90 && third <= 0x99;
}

struct Numeral {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool grouped = false;
};

/// The run of digits of a printed claim.
std::optional<Numeral> digits_in(string_view printed) {
  std::optional<Numeral> run;
  std::size_t length = 1;
  for (std::size_t i = 0; i < printed.size(); i += length) {
    if (digit_at(printed, i, length)) {
      if (!run) run = Numeral{i, i, false};
      run->end = i + length;
      continue;
    }
    if (!run) continue;
    const char mark = printed[i];
    std::size_t after = 1;
    const bool inner =
        (mark == '.' || mark == ',') && i + 1 < printed.size() && digit_at(printed, i + 1, after);
    if (!inner) break;
    run->grouped = run->grouped || mark == ',';
  }
  return run;
}

std::string grouped_by_three(std::string digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t i = point; i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

/// «亿» of 亿元: what stands before the unit itself.
std::string_view magnitude_of(Unit unit) {
  string_view symbol = unit.symbol();
  for (const Unit::Info& info : Unit::table()) {
    const bool base = info.dimension == unit.dimension() && info.power == 0;
    if (base && symbol.ends_with(info.symbol)) {
      symbol.remove_suffix(info.symbol.size());
      return symbol;
    }
  }
  return symbol;
}

/// million → billion, as far as English has a word for it.
std::optional<std::string> english_unit(string_view suffix, int powers) {
  constexpr std::array<string_view, 4> words{"thousand", "million", "billion", "trillion"};
  constexpr int step = 3;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t at = suffix.find(words[i]);
    if (at == string_view::npos) continue;
    const int to = static_cast<int>(i) + powers / step;
    if (powers % step != 0 || to < 0 || to >= static_cast<int>(words.size())) return std::nullopt;
    return std::string(suffix.substr(0, at)) + std::string(words[static_cast<std::size_t>(to)]) +
           std::string(suffix.substr(at + words[i].size()));
  }
  return std::nullopt;
}

std::string unit_after(string_view suffix, const Claim& printed, const Claim& right) {
  if (printed.unit == right.unit) return std::string(suffix);
  if (const auto powers = power_between(right.unit, printed.unit)) {
    if (auto english = english_unit(suffix, *powers)) return *english;
    const string_view old = magnitude_of(printed.unit);
    const bool there = !old.empty() && suffix.starts_with(old);
    if (there && printed.unit.dimension() != Dimension::rate) {
      return std::string(magnitude_of(right.unit)) + std::string(suffix.substr(old.size()));
    }
  }
  return std::string(right.unit.symbol());
}

string_view source_of(const text::Document& document, Span span) {
  if (span.end > document.text.size() || span.begin > span.end) return {};
  return span.of(document.text);
}

/// The bytes of 位 after a rank: «第5» and «第5位» are one number, and so is what replaces it.
std::uint32_t classifier_after(const text::Document& document, const Claim& claim) {
  constexpr string_view place = "位";
  const string_view text = document.text;
  const bool there =
      claim.span.end <= text.size() && text.substr(claim.span.end).starts_with(place);
  return there ? static_cast<std::uint32_t>(place.size()) : 0;
}

/// The sign printed before the digits, if any: its bytes in the prefix.
std::size_t sign_bytes(string_view prefix) {
  for (const string_view sign : {"−", "－", "-", "+"}) {
    if (prefix.ends_with(sign)) return sign.size();
  }
  return 0;
}

}  // namespace

Suggestion rewritten(const text::Document& document, const Claim& printed, const Claim& right,
                     Slip slip) {
  const bool rank = printed.measure == Measure::rank || printed.measure == Measure::growth_rank;
  Suggestion out{printed.span, {}, slip, describe(slip)};
  if (rank) out.span.end += classifier_after(document, printed);
  const string_view source = source_of(document, out.span);
  const auto run = digits_in(source);
  std::string digits = right.value.magnitude().to_string();
  const bool turned = right.value.is_negative() != printed.value.is_negative() &&
                      !right.value.is_zero() && !printed.value.is_zero();
  if (!run) {
    const bool minus = right.value.is_negative() && turned;
    const std::string unit(right.unit.known() ? right.unit.symbol() : string_view());
    out.replacement = rank ? "第" + digits + "位" : (minus ? "-" : "") + digits + unit;
    return out;
  }
  if (run->grouped) digits = grouped_by_three(std::move(digits));
  std::string prefix(source.substr(0, run->begin));
  const std::string suffix = unit_after(source.substr(run->end), printed, right);
  if (!turned) {
    out.replacement = prefix + digits + suffix;
    return out;
  }
  if (const std::size_t bytes = sign_bytes(prefix); bytes > 0) {
    prefix.resize(prefix.size() - bytes);
    out.replacement = prefix + (right.value.is_negative() ? "-" : "") + digits + suffix;
    return out;
  }
  const auto word = direction_before(document.text, printed.span.begin);
  if (!word) {
    out.replacement = prefix + (right.value.is_negative() ? "-" : "") + digits + suffix;
    return out;
  }
  out.span.begin = static_cast<std::uint32_t>(word->begin);
  const string_view between =
      string_view(document.text).substr(word->end, printed.span.begin - word->end);
  out.replacement = std::string(word->opposite) + std::string(between) + prefix + digits + suffix;
  return out;
}

std::string quoted(const text::Document& document, const Claim& claim) {
  if (source_of(document, claim.span).empty()) {
    return claim.value.to_string() + (claim.unit_text == "rank" ? "" : claim.unit_text);
  }
  const string_view text = document.text;
  const std::size_t begin = clause_begin(text, claim.span.begin, quote_reach);
  string_view quote = text.substr(begin, claim.span.end - begin);
  while (!quote.empty() && quote.front() == ' ') quote.remove_prefix(1);
  return std::string(quote);
}

}  // namespace duibiao::bulletin
