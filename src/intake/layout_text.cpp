#include "intake/layout_text.h"

#include <algorithm>
#include <array>

#include "text/fold.h"
#include "text/utf8.h"

namespace duibiao::intake {
namespace {

constexpr std::array<std::string_view, 7> growth_phrases = {
    "比去年同期", "比上年同期", "较上年同期", "较去年同期", "比上年", "比去年", "同比"};
constexpr std::array<std::string_view, 5> to_date_words = {"1-本月累计", "年初至今", "年初累计",
                                                           "本年累计", "累计"};
constexpr std::array<std::string_view, 3> month_words = {"当月", "本月", "单月"};
constexpr std::array<std::string_view, 4> year_ago_words = {"上年同期数", "去年同期数", "上年同期",
                                                            "去年同期"};

/// Takes the first of `words` found out of the text.
template <std::size_t N>
bool cut_any(std::string& text, const std::array<std::string_view, N>& words) {
  for (const std::string_view word : words) {
    const std::size_t at = text.find(word);
    if (at == std::string::npos) continue;
    text.replace(at, word.size(), " ");
    return true;
  }
  return false;
}

/// Brackets that hold nothing but units are taken out; others lose only their signs.
void cut_bracketed_units(std::string& text, std::vector<Unit>& units) {
  for (std::size_t open = text.find('('); open != std::string::npos; open = text.find('(', open)) {
    const std::size_t close = text.find(')', open);
    if (close == std::string::npos) return;
    const auto found = read_units(std::string_view(text).substr(open + 1, close - open - 1));
    if (found.empty()) {
      text[open] = ' ';
      text[close] = ' ';
      continue;
    }
    units.insert(units.end(), found.begin(), found.end());
    text.replace(open, close - open + 1, " ");
  }
}

void cut_declared_units(Label& label, std::string& text) {
  for (const std::string_view word : {"计量单位:", "单位:", "Unit:", "unit:", "Units:"}) {
    const std::size_t at = text.find(word);
    if (at == std::string::npos) continue;
    std::size_t end = text.find(')', at);
    if (end == std::string::npos) end = text.size();
    const auto found =
        read_units(std::string_view(text).substr(at + word.size(), end - at - word.size()));
    label.declares_units = true;
    label.units.insert(label.units.end(), found.begin(), found.end());
    const bool opened = at > 0 && text[at - 1] == '(';
    const std::size_t from = opened ? at - 1 : at;
    const std::size_t to = std::min(text.size(), opened ? end + 1 : end);
    text.replace(from, to - from, " ");
    return;
  }
}

void cut_trailing_percent(Label& label, std::string& text) {
  for (const std::string_view tail : {"+-%", "±%", "+/-%", "%", "‰", "±"}) {
    if (!text.ends_with(tail)) continue;
    if (label.units.empty())
      label.units.push_back(tail == "‰" ? unit::per_mille() : unit::percent());
    text.resize(text.size() - tail.size());
    text = std::string(text::trim(text));
    return;
  }
}

std::optional<PeriodRule> cut_period(std::string& text, const LabelContext& context) {
  PeriodRule rule;
  rule.kind = PeriodRule::Kind::fixed;
  if (const auto whole = Period::parse(text, context.year); whole && whole->known()) {
    rule.fixed = *whole;
    text.clear();
    return rule;
  }
  auto found = find_period(text);
  if (!found && context.year) found = find_period(text, context.year);
  if (found && found->end > found->begin && found->end <= text.size()) {
    rule.fixed = found->period;
    text.replace(found->begin, found->end - found->begin, " ");
    return rule;
  }
  return std::nullopt;
}

/// 当月, 累计 and 上年同期 speak of the table's own period.
std::optional<PeriodRule> cut_relative_period(std::string& text) {
  PeriodRule rule;
  bool said = false;
  const bool compared = std::any_of(growth_phrases.begin(), growth_phrases.end(),
                                    [&](std::string_view p) { return text.find(p) != text.npos; });
  if (!compared && cut_any(text, year_ago_words)) {
    rule.years_before = 1;
    said = true;
  }
  if (cut_any(text, to_date_words)) {
    rule.kind = PeriodRule::Kind::to_date;
    said = true;
  } else if (cut_any(text, month_words)) {
    rule.kind = PeriodRule::Kind::month;
    said = true;
  }
  return said ? std::optional(rule) : std::nullopt;
}

void read_period(Label& label, std::string& text, const LabelContext& context) {
  // «1-本月累计» would lose its «1-» to a month range; relative words are tried first and an
  // absolute period beside them («1-7月累计») wins.
  const auto relative = cut_relative_period(text);
  text = std::string(text::trim(text));
  label.period = cut_period(text, context);
  if (label.period && relative) label.period->years_before = relative->years_before;
  if (!label.period) label.period = relative;
}

std::string squeeze(std::string_view text) {
  std::string out;
  bool blank = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += c;
  }
  return out;
}

void trim_signs(std::string& text) {
  constexpr std::string_view signs = " -_:,;/.|";
  while (!text.empty() && signs.find(text.back()) != signs.npos) text.pop_back();
  const std::size_t first = text.find_first_not_of(signs);
  text.erase(0, std::min(first, text.size()));
}

}  // namespace

Label read_label(std::string_view raw, const LabelContext& context) {
  Label label;
  label.text = plain_label(raw);
  if (label.text.empty()) return label;
  std::string text = label.text;
  cut_declared_units(label, text);
  cut_bracketed_units(text, label.units);
  text = squeeze(text);
  if (const auto whole = Unit::find(text); whole && !text.empty()) {
    label.units.push_back(*whole);
    return label;
  }
  cut_trailing_percent(label, text);
  read_period(label, text, context);
  text = squeeze(text);
  trim_signs(text);
  label.words = text;
  if (text.empty()) return label;

  const Vocabulary& vocabulary = *context.vocabulary;
  if (context.places) {
    if (const auto place = vocabulary.places.find(text, context.region)) {
      label.place = *place;
      return label;
    }
  }
  const Phrase phrase = vocabulary.catalogue.understand(text);
  label.indicator = phrase.indicator;
  label.measure = phrase.measure;
  label.rest = phrase.rest;
  if (!label.measure) label.measure = find_measure(text);
  const bool grows = std::any_of(growth_phrases.begin(), growth_phrases.end(),
                                 [&](std::string_view p) { return text.find(p) != text.npos; });
  if (!label.measure && grows) label.measure = Measure::growth_yoy;
  return label;
}

std::vector<Unit> read_units(std::string_view text) {
  constexpr std::array<std::string_view, 4> currencies = {"人民币", "RMB", "CNY", "本币"};
  std::vector<Unit> units;
  bool named_currency = false;
  std::string part;
  const auto take = [&]() -> bool {
    const std::string word(text::trim(part));
    part.clear();
    if (word.empty()) return true;
    if (std::find(currencies.begin(), currencies.end(), word) != currencies.end()) {
      named_currency = true;
      return true;
    }
    const std::string bare = word.starts_with("±") ? word.substr(std::string("±").size()) : word;
    const auto found = Unit::find(bare.starts_with("+-") ? bare.substr(2) : bare);
    if (!found || !found->known()) return false;
    units.push_back(*found);
    return true;
  };
  const std::string folded = text::fold_width(text);
  for (const text::CodePoint c : text::code_points(folded)) {
    const std::string_view bytes = std::string_view(folded).substr(c.offset, c.length);
    if (bytes == "," || bytes == ";" || bytes == "、" || bytes == "/" || bytes == "。") {
      // «元/人» is one unit where the table knows it; otherwise the stroke separates two.
      if (bytes == "/" && Unit::find(folded)) return {*Unit::find(folded)};
      if (!take()) return {};
    } else {
      part += bytes;
    }
  }
  if (!take()) return {};
  if (units.empty() && named_currency) units.push_back(unit::yuan());
  return units;
}

std::vector<Unit> declared_units(std::string_view raw) {
  Label label;
  std::string text = plain_label(raw);
  cut_declared_units(label, text);
  if (!label.declares_units && text.starts_with("(") && text.ends_with(")")) {
    return read_units(std::string_view(text).substr(1, text.size() - 2));
  }
  return label.declares_units ? label.units : std::vector<Unit>{};
}

PlaceId find_place_in(std::string_view text, const PlaceRegistry& places) {
  std::string folded = text::fold_width(text);
  for (auto found = find_period(folded); found && found->end > found->begin;
       found = find_period(folded)) {
    folded.replace(found->begin, found->end - found->begin, " ");
  }
  constexpr std::string_view separators = " -_(),;:/.|";
  constexpr std::size_t longest = 45;  // 15 characters: longer than any place's name
  std::size_t begin = 0;
  while (begin < folded.size()) {
    std::size_t end = folded.find_first_of(separators, begin);
    if (end == std::string::npos) end = folded.size();
    const std::string_view token = std::string_view(folded).substr(begin, end - begin);
    begin = end + 1;
    if (text::is_ascii(token)) {
      if (token.size() >= 4 && token.find_first_not_of("0123456789") != token.npos) {
        if (const auto place = places.find(token)) return *place;
      }
      continue;
    }
    for (std::size_t length = std::min(longest, token.size()); length >= 6; --length) {
      if (length < token.size() && (static_cast<unsigned char>(token[length]) & 0xC0U) == 0x80U) {
        continue;
      }
      const std::string_view name = token.substr(0, length);
      // «杭州海关» publishes for the whole province: the name is the publisher's, not the table's.
      if (token.substr(length).starts_with("海关")) continue;
      const auto place = places.find(name);
      if (!place) continue;
      const bool suffixed = name.ends_with("县") || name.ends_with("区") || name.ends_with("市");
      if (places.at(*place).level <= PlaceLevel::prefecture || suffixed) return *place;
    }
  }
  return {};
}

std::string file_stem(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  std::string_view name = slash == path.npos ? path : path.substr(slash + 1);
  const std::size_t dot = name.rfind('.');
  if (dot != name.npos && dot > 0 && name.size() - dot <= 5) name = name.substr(0, dot);
  return std::string(name);
}

bool is_money(Dimension dimension) {
  switch (dimension) {
    case Dimension::cny:
    case Dimension::usd:
    case Dimension::eur:
    case Dimension::gbp:
    case Dimension::jpy:
    case Dimension::hkd:
      return true;
    default:
      return false;
  }
}

IndicatorId in_currency(IndicatorId indicator, Unit unit, const Catalogue& catalogue) {
  const Dimension own = catalogue.at(indicator).unit.dimension();
  if (unit.dimension() == own || !is_money(own) || !is_money(unit.dimension())) return indicator;
  return catalogue.in_dimension(indicator, unit.dimension()).value_or(indicator);
}

TidyIndicator read_tidy_indicator(std::string_view text, const Catalogue& catalogue) {
  TidyIndicator out;
  if (const auto whole = catalogue.find(text)) {
    out.indicator = *whole;
    return out;
  }
  std::size_t at = text.find('_');
  const auto name = catalogue.find(text.substr(0, at));
  bool understood = name.has_value() && at != text.npos;
  while (understood && at != text.npos) {
    const std::size_t next = text.find('_', at + 1);
    const std::string_view part = text.substr(at + 1, next == text.npos ? next : next - at - 1);
    at = next;
    if (part.ends_with("位次")) {
      const bool of_growth = out.measure == Measure::growth_yoy;
      out.measure = of_growth ? Measure::growth_rank : Measure::rank;
    } else if (part == "累计值" || part == "当月值" || part == "值") {
      out.measure = Measure::level;
    } else if (part == "累计同比" || part == "当月同比" || part == "同比") {
      out.measure = Measure::growth_yoy;
    } else if (const auto measure = find_measure(part)) {
      out.measure = measure;
    } else {
      understood = false;
    }
  }
  if (understood) {
    out.indicator = *name;
    return out;
  }
  const Phrase phrase = catalogue.understand(text);
  // A word left over («…_船舶») narrows the indicator: taking it for the whole would be wrong.
  if (phrase.indicator.known() && text::trim(phrase.rest).empty()) {
    out.indicator = phrase.indicator;
    out.measure = phrase.measure;
  }
  return out;
}

}  // namespace duibiao::intake
