#include "bulletin/judge/rewrite.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "bulletin/judge/number_form.h"

namespace duibiao::bulletin {
namespace {

using std::string_view;

/// How far before a numeral its word of direction may stand: «低于全省平均水平» and some.
constexpr std::size_t direction_reach = 60;
/// What a message quotes before a numeral.
constexpr std::size_t quote_reach = 60;
/// A word longer than this is no word.
constexpr std::size_t longest_word = 24;

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
constexpr std::array<Pair, 8> single_words{{{"增", "降"},
                                            {"降", "增"},
                                            {"多", "少"},
                                            {"少", "多"},
                                            {"高", "低"},
                                            {"低", "高"},
                                            {"快", "慢"},
                                            {"慢", "快"}}};
/// What parts the items of a list.
constexpr std::array<string_view, 6> list_marks{"、", "和", "及", "与", ", ", " and "};
constexpr std::array<string_view, 9> clause_ends{"，", "。", "；", "：", "（",
                                                 "\n", "\t", ", ", ". "};

/// Whole characters only.
std::size_t at_character(string_view text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  return at;
}

/// What a cut must not part: letters and digits, the marks inside words and numbers.
bool joins(string_view text, std::size_t at) {
  const char c = text[at];
  const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return word || c == '.' || c == ',' || c == '%' || c == '-' || c == '\'';
}

/// Before the word or number that a place stands in; behind it when it is a long one.
std::size_t at_word(string_view text, std::size_t at, std::size_t end) {
  if (at == 0 || at >= end || !joins(text, at) || !joins(text, at - 1)) return at;
  std::size_t begin = at;
  while (begin > 0 && at - begin < longest_word && joins(text, begin - 1)) --begin;
  if (begin == 0 || !joins(text, begin - 1)) return begin;
  while (at < end && joins(text, at)) ++at;
  return at;
}

/// The last comma that ends a clause in drafts typed with half-width marks: not one between digits.
std::size_t last_comma(string_view before) {
  const auto digit = [&](std::size_t at) {
    return at < before.size() && before[at] >= '0' && before[at] <= '9';
  };
  std::size_t comma = before.rfind(',');
  while (comma != string_view::npos && comma > 0 && digit(comma - 1) && digit(comma + 1)) {
    comma = before.rfind(',', comma - 1);
  }
  return comma;
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
  const std::size_t comma = last_comma(before);
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

bool holds_number(string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// The bytes of the mark behind a number that another number follows without a word of its own.
std::size_t list_goes_on(string_view text, std::size_t at) {
  for (const string_view mark : list_marks) {
    if (!text.substr(at).starts_with(mark)) continue;
    const string_view behind = text.substr(at + mark.size(), 1);
    return holds_number(behind) ? mark.size() : 0;
  }
  return 0;
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

bool becomes_points(const Claim& printed, const Claim& right) {
  return right.unit.dimension() == Dimension::percentage_point && printed.unit != right.unit;
}

/// «个百分点» in a Chinese sentence, whose percentages bear the same sign as the English ones.
std::string points_word(string_view text, Span numeral) {
  constexpr std::size_t near = 12;
  const std::size_t begin = numeral.begin > near ? numeral.begin - near : 0;
  const string_view before =
      begin < text.size() ? text.substr(begin, numeral.begin - begin) : string_view();
  const bool chinese =
      std::ranges::any_of(before, [](char c) { return static_cast<unsigned char>(c) >= 0x80U; });
  return chinese ? "个百分点" : " percentage points";
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

/// «…10.0%和下降11.0%»: the later figure of a list is quoted from behind the one before it.
string_view last_of_list(string_view quote, std::size_t number) {
  static constexpr std::array<string_view, 12> ends{"%",  "‰",  "％", "元", "点",      "倍",
                                                    "位", "家", "人", "吨", "percent", "yuan"};
  std::size_t begin = 0;
  for (const string_view mark : list_marks) {
    const std::size_t at = quote.substr(0, number).rfind(mark);
    if (at == string_view::npos || at + mark.size() <= begin) continue;
    const string_view before = quote.substr(0, at);
    const bool behind_number =
        (!before.empty() && before.back() >= '0' && before.back() <= '9') ||
        std::ranges::any_of(ends, [&](string_view end) { return before.ends_with(end); });
    if (behind_number) begin = at + mark.size();
  }
  return quote.substr(begin);
}

}  // namespace

Suggestion rewritten(const text::Document& document, const Claim& printed, const Claim& right,
                     Slip slip) {
  const bool rank = printed.measure == Measure::rank || printed.measure == Measure::growth_rank;
  Suggestion out{printed.span, {}, slip, describe(slip)};
  if (rank) out.span.end += classifier_after(document, printed);
  const string_view source = source_of(document, out.span);
  Written to = written_like(source, printed, right);
  if (to.in_digits) {
    to.suffix = becomes_points(printed, right) ? points_word(document.text, out.span)
                                               : unit_after(to.suffix, printed, right);
  }
  const bool turned = right.value.is_negative() != printed.value.is_negative() &&
                      !right.value.is_zero() && !printed.value.is_zero();
  const char* const minus = right.value.is_negative() ? "-" : "";
  if (!turned) {
    out.replacement = to.prefix + to.number + to.suffix;
    return out;
  }
  if (const std::size_t bytes = sign_bytes(to.prefix); bytes > 0) {
    to.prefix.resize(to.prefix.size() - bytes);
    out.replacement = to.prefix + minus + to.number + to.suffix;
    return out;
  }
  const std::string own = to.prefix + to.number + to.suffix;
  const auto word = direction_before(document.text, printed.span.begin);
  if (!word) {
    out.replacement = to.prefix + minus + to.number + to.suffix;
    return out;
  }
  const string_view text = document.text;
  const string_view between = text.substr(word->end, printed.span.begin - word->end);
  if (holds_number(between)) {
    // «增长10.0%和11.0%»: the word is that of the numbers before too.
    const bool latin = static_cast<unsigned char>(word->opposite.front()) < 0x80;
    out.replacement = std::string(word->opposite) + (latin ? " " : "") + own;
    return out;
  }
  out.span.begin = static_cast<std::uint32_t>(word->begin);
  out.replacement = std::string(word->opposite) + std::string(between) + own;
  if (const std::size_t mark = list_goes_on(text, printed.span.end); mark > 0) {
    // … and of those behind, which keep it.
    out.replacement.append(text, printed.span.end, mark);
    out.replacement.append(text, word->begin, printed.span.begin - word->begin);
    out.span.end = static_cast<std::uint32_t>(printed.span.end + mark);
  }
  return out;
}

std::optional<Suggestion> exchanged(const text::Document& document, const Claim& first,
                                    const Claim& right_first, const Claim& second,
                                    const Claim& right_second) {
  Suggestion out = rewritten(document, first, right_first, Slip::swap);
  const Suggestion other = rewritten(document, second, right_second, Slip::swap);
  if (out.span.end > other.span.begin || other.span.end > document.text.size()) return std::nullopt;
  out.replacement.append(document.text, out.span.end, other.span.begin - out.span.end);
  out.replacement += other.replacement;
  out.span.end = other.span.end;
  out.why = {"两数的位置颠倒", "the two figures are in each other's place"};
  return out;
}

namespace {

/// A cell is quoted with the first one of its row, not with the bars between them. Empty for
/// what stands in no cell.
std::string quoted_cell(const text::Document& document, const Claim& claim) {
  const auto behind = std::ranges::upper_bound(document.blocks, claim.span.begin, {},
                                               [](const text::Block& b) { return b.span.begin; });
  if (claim.table == 0 || behind == document.blocks.begin()) return {};
  const auto cell = behind - 1;
  if (cell->table != claim.table || cell->span.end < claim.span.end) return {};
  auto first = cell;
  while (first != document.blocks.begin() && (first - 1)->table == cell->table &&
         (first - 1)->row == cell->row) {
    --first;
  }
  const string_view own = cell->span.of(document.text);
  const string_view label = first->span.of(document.text);
  if (own.size() + label.size() > 2 * quote_reach) return {};
  return first == cell ? std::string(own) : std::string(label) + " " + std::string(own);
}

}  // namespace

std::string quoted(const text::Document& document, const Claim& claim) {
  if (source_of(document, claim.span).empty()) {
    return claim.value.to_string() + (claim.unit_text == "rank" ? "" : claim.unit_text);
  }
  if (std::string cell = quoted_cell(document, claim); !cell.empty()) return cell;
  const string_view text = document.text;
  const std::size_t begin = clause_begin(text, claim.span.begin, quote_reach);
  string_view quote = text.substr(begin, claim.span.end - begin);
  const string_view item = last_of_list(quote, claim.span.begin - begin);
  const bool whole = item.size() == quote.size();
  quote = item;
  while (quote.starts_with(' ')) quote.remove_prefix(1);
  // Farther back than a message quotes there is more of the clause.
  const bool cut = whole && clause_begin(text, claim.span.begin, 2 * quote_reach) < begin;
  return (cut ? "…" : "") + std::string(quote);
}

}  // namespace duibiao::bulletin
