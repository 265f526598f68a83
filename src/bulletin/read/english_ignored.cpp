#include <algorithm>
#include <array>

#include "bulletin/read/english_sentence.h"

namespace duibiao::bulletin::english {

using Form = Numeral::Form;

namespace {

/// A number of more digits without a unit or a point is a code.
constexpr std::size_t longest_bare_number = 8;
constexpr int last_year = 2100;

constexpr std::array<std::string_view, 16> durations{
    "year", "years", "month",  "months",  "day",     "days",   "week", "weeks",
    "hour", "hours", "minute", "minutes", "decades", "decade", "年",   "月"};
constexpr std::array<std::string_view, 8> pages{"table", "figure", "page",  "chapter",
                                                "chart", "tables", "pages", "annex"};
constexpr std::array<std::string_view, 7> documents{"article", "document", "order", "decree",
                                                    "gb/t",    "gb",       "iso"};
constexpr std::array<std::string_view, 5> phones{"tel", "tel.", "telephone", "phone", "fax"};
constexpr std::array<std::string_view, 6> codes{"code", "hs", "postcode", "version", "zip", "id"};
/// Behind an ordinal they say how often.
constexpr std::array<std::string_view, 7> repetitions{
    "straight", "consecutive", "successive", "time", "quarter", "month", "in a row"};
/// Behind a number they say among how many things one stands, or which thing it is.
constexpr std::array<std::string_view, 13> groups{
    "countries", "cities",     "provinces",  "counties", "districts", "regions", "areas",
    "sectors",   "industries", "categories", "major",    "key",       "aspects"};

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_word_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

}  // namespace

/// Why a number is no figure; nothing when it may be one.
std::optional<IgnoredReason> Sentence::reason_to_ignore(std::uint32_t position,
                                                        std::uint32_t window) const {
  const Numeral& numeral = draft_.piece.numeral(token(position));
  const std::string_view all = draft_.piece.normal.text;
  const std::uint32_t begin = std::min(numeral.with_unit.begin, numeral.span.begin);
  const std::uint32_t end = std::max(numeral.with_unit.end, numeral.span.end);
  if (numeral.malformed && numeral.problem != Numeral::Problem::doubled_percent) {
    return IgnoredReason::unreadable;
  }
  const std::string_view digits = numeral.span.of(all);
  const bool bare = numeral.form == Form::plain && numeral.unit_text.empty();
  const std::string_view prior = position > range_.begin ? text(position - 1) : std::string_view{};
  const std::string_view next = position + 1 < range_.end ? text(position + 1) : std::string_view{};
  const std::string unit = lowered(numeral.unit_text);
  if (numeral.form == Form::plain && one_of(unit, durations)) return IgnoredReason::duration;
  if (bare && one_of(next, durations)) return IgnoredReason::duration;
  if (numeral.form == Form::ordinal) {
    const Cues cues = before(window, position);
    const Cues behind = after(position + 1);
    const bool placed = next == "place" || next == "position" || next == "spot";
    // «for the third straight year»
    const bool repeated = one_of(next, repetitions) || one_of(next, durations);
    // «ranked third by exports and first in terms of growth»
    const bool again =
        last_ && draft_.claim(*last_).measure == Measure::rank && is(position - 1, C::conjunction);
    const bool ranked = !repeated && ((cues.rank && !cues.to) || placed || behind.rank || again);
    return ranked ? std::nullopt : std::optional(IgnoredReason::ordinal);
  }
  if (!bare) {
    const bool spelled = numeral.form == Form::plain && !has_digit(digits) && numeral.power == 0;
    return spelled && numeral.printed < num::Decimal::whole(3)
               ? std::optional(IgnoredReason::quantity_word)
               : std::nullopt;
  }
  if (begin > 0 && is_word_letter(all[begin - 1])) return IgnoredReason::code;
  if (end < all.size() && is_word_letter(all[end])) return IgnoredReason::code;
  const bool behind_colon = prior == ":" && position > range_.begin + 1;
  if (one_of(behind_colon ? text(position - 2) : prior, phones)) return IgnoredReason::phone;
  const bool linked = begin > 1 && all[begin - 1] == '-' && has_digit(all.substr(begin - 2, 1));
  if (linked || (digits.size() > 2 && digits.starts_with('0') && digits[1] != '.')) {
    return IgnoredReason::code;
  }
  if (one_of(prior, pages)) return IgnoredReason::page;
  if (one_of(prior, documents)) return IgnoredReason::document_number;
  if (one_of(prior, codes)) return IgnoredReason::code;
  if (prior == "no." || prior == "number") {
    const Cues cues = before(window, position - 1);
    const Cues behind = after(position + 1);
    const bool ranked =
        cues.rank || is(position - 2, C::rank_verb) || behind.rank || !behind.governed.empty();
    return ranked ? std::nullopt : std::optional(IgnoredReason::document_number);
  }
  const bool listed = position + 1 < range_.end &&
                      (token(position + 1).is_mark(',') || is(position + 1, C::conjunction));
  if (!has_digit(digits) && numeral.power == 0 && !listed) return IgnoredReason::quantity_word;
  if (next == "out" || (prior == "of" && says(position - 2, "out"))) {
    return IgnoredReason::quantity_word;
  }
  if (one_of(next, groups) || (next == "of" && !has_digit(digits))) {
    return IgnoredReason::quantity_word;
  }
  const bool whole = numeral.printed.scale() == 0;
  if (whole && digits.size() == 4 && !numeral.grouped && !listed) {
    const auto year = numeral.printed.units();
    if (year >= 1900 && year <= last_year &&
        (next.empty() || token(position + 1).kind == Token::Kind::mark)) {
      return IgnoredReason::date;
    }
  }
  if (whole && !numeral.grouped && digits.size() > longest_bare_number) return IgnoredReason::code;
  const bool opens = position == range_.begin && position == 0;
  if (whole && opens && digits.size() <= 2) return IgnoredReason::list_mark;
  const bool bracketed = prior == "(" && next == ")";
  if (whole && bracketed && digits.size() <= 2) return IgnoredReason::list_mark;
  return std::nullopt;
}

}  // namespace duibiao::bulletin::english
