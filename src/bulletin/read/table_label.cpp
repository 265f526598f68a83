#include "bulletin/read/table_label.h"

#include <algorithm>
#include <array>
#include <ranges>
#include <vector>

#include "text/fold.h"
#include "text/utf8.h"

namespace duibiao::bulletin {
namespace {

constexpr std::size_t longest_label = 600;  // a header of two hundred characters is prose

void erase_all(std::string& text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
    text.erase(at, word.size());
  }
}

bool is_one_of(std::string_view text, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// Where 比 or 较 stands before last year's time; the time's own place when it compares nothing.
std::size_t comparison_at(std::string_view text, const TimeWords& time) {
  const std::size_t begin = time.span.begin;
  const bool last_year =
      time.year_kind == TimeWords::Year::relative && time.year == -1 && !time.at_end &&
      (time.shape == TimeWords::Shape::year || time.shape == TimeWords::Shape::same_period);
  if (!last_year) return begin;
  for (const std::string_view than : {"比", "较"}) {
    const bool here = text.substr(0, begin).ends_with(than);
    const bool moves =
        text.substr(time.span.end).starts_with("增") || text.substr(time.span.end).starts_with("±");
    if (here && moves) return begin - than.size();
  }
  return begin;
}

/// Takes the words for times out, and gives what they mean.
std::string without_times(Draft& draft, const Period& about, TableLabel& label) {
  std::string text = draft.piece.normal.text;
  // From the back, so that the spans of those before stay right; the first one has the last word.
  for (const TimeWords& time : std::views::reverse(draft.piece.times)) {
    if (const std::size_t begin = comparison_at(text, time); begin < time.span.begin) {
      // «比上年增长»: a change on the year before, and no figure of that year.
      text.replace(begin, time.span.end - begin, "同比");
      continue;
    }
    const Period meant = draft.period_of(time, about);
    if (meant.known()) label.period = meant;
    text.erase(time.span.begin, time.span.size());
  }
  return text;
}

/// «2018» alone, and 累计, 本年 beside the table's own period.
void settle_period(std::string& text, const Period& about, TableLabel& label) {
  const std::string_view digits = text::trim(text);
  const bool year = digits.size() == 4 && std::all_of(digits.begin(), digits.end(),
                                                      [](char c) { return c >= '0' && c <= '9'; });
  if (year) {
    label.period = Period::year(std::stoi(std::string(digits)));
    if (label.period.known()) text.clear();
  }
  // «2018年» over a table about January to September means those months of 2018.
  if (label.period.known() && label.period.kind() == Period::Kind::year && about.known() &&
      about.has_months()) {
    label.period = about.year_before(about.year() - label.period.year()).value_or(label.period);
  }
  if (!label.period.known() && about.known() && text.find("累计") != std::string::npos) {
    label.period = about.to_date_through().value_or(Period{});
  }
}

/// Brackets that hold units only, and the bare % or ± behind a header.
void take_units(std::string& text, TableLabel& label) {
  const std::vector<UnitMention> units = find_units(text);
  if (!units.empty()) label.unit = units.front().unit;
  if (units.size() > 1) label.second_unit = units.back().unit;
  for (const UnitMention& unit : std::views::reverse(units)) {
    text.erase(unit.begin, unit.end - unit.begin);
  }
  for (const std::string_view word : {"单位:", "计量单位:", "单位：", "Unit:", "unit:", "±", "+-",
                                      "(,)", "()", "（）", "(、)", "(/)"}) {
    erase_all(text, word);
  }
}

/// Without a measure's words at its end: «机电产品出口增速» → «机电产品出口».
std::string_view without_measure(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at += text::decode_at(text, at).length) {
    if (at > 0 && find_measure(text.substr(at))) return text::trim(text.substr(0, at));
  }
  return text;
}

bool take_prefix(std::string& text) {
  constexpr std::array<std::string_view, 6> words = {"其中:", "其中：",    "其中",
                                                     "#",     "of which:", "of which"};
  const std::string folded = text::fold_case(text);
  for (const std::string_view word : words) {
    if (!folded.starts_with(word)) continue;
    text = text::trim(std::string_view(text).substr(word.size()));
    return true;
  }
  return false;
}

void set_place(const Draft& draft, std::string_view text, TableLabel& label) {
  const PlaceId within = draft.paragraph.place.known() ? draft.paragraph.place : draft.context.home;
  std::string name(text);
  std::erase(name, ' ');
  if (name.empty()) return;
  const auto place = draft.find_place(name, within);
  if (!place) return;
  label.place = *place;
  label.place_text = text;
}

void set_words(const Draft& draft, std::string_view text, TableLabel& label) {
  Phrase said = draft.parts.words.catalogue.understand(text);
  if (said.rest == "可比价") {
    label.constant_price = true;
    said.rest.clear();
  }
  label.measure = said.measure;
  label.indicator = said.rest.empty() ? said.indicator : IndicatorId{};
  label.text = without_measure(text);
  if (!said.rest.empty()) label.phrase = label.text;
}

}  // namespace

TableLabel read_table_label(Draft& draft, std::string_view words, const Period& about) {
  TableLabel label;
  words = text::trim(words);
  if (words.empty() || words.size() > longest_label) return label;
  read_piece(words, 0, draft.parts.lexicon, draft.parts.places, draft.parts.units, draft.piece);
  draft.begin_piece();
  std::string text = without_times(draft, about, label);
  settle_period(text, about, label);
  // «位次» is a unit's name too.
  const auto ranks = find_measure(text);
  if (ranks == Measure::rank || ranks == Measure::growth_rank) {
    label.measure = ranks;
    return label;
  }
  take_units(text, label);
  text = text::trim(text);
  label.part = take_prefix(text);
  constexpr std::array<std::string_view, 8> totals = {"合计", "总计",  "总 计", "合 计",
                                                      "共计", "Total", "total", "TOTAL"};
  constexpr std::array<std::string_view, 6> numbers = {"序号", "编号", "No.", "No", "NO.", "no."};
  label.total = is_one_of(text, totals);
  label.numbering = is_one_of(text, numbers);
  label.code = text.find("代码") != std::string::npos || text.find("编码") != std::string::npos ||
               text.find("电话") != std::string::npos || text.find("邮编") != std::string::npos;
  if (label.numbering || text.empty()) return label;
  for (const std::string_view whole : {"全国", "全省", "全市", "全区", "全县"}) {
    if (text.find(whole) != std::string::npos) label.whole = whole;
  }
  if (find_measure(text)) {
    label.measure = find_measure(text);
    return label;
  }
  set_place(draft, text, label);
  if (!label.place.known() && !label.total) set_words(draft, text, label);
  return label;
}

TableLabel read_table_title(Draft& draft, std::string_view title, const Period& about) {
  TableLabel label = read_table_label(draft, title, about);
  if (label.place.known()) return label;
  for (const Token& token : draft.piece.tokens) {
    if (token.kind != Token::Kind::place && !token.is(WordClass::home_place)) continue;
    const auto place = draft.place_of(token, {});
    if (!place) continue;
    label.place = *place;
    label.place_text = draft.piece.text_of(token);
    break;
  }
  // What is left beside one known name must be words that titles have anyway.
  std::string text = label.text;
  if (!label.place_text.empty()) erase_all(text, label.place_text);
  for (const std::string_view word :
       {"主要", "情况", "指标", "统计", "数据", "一览", "完成", "各市", "各县", "各地", "市、区",
        "市区", "分",   "及",   "表",   "商品", "国别", "企业", "按",   "的",   "各",   "市",
        "县",   "区",   "全省", "全市", "全国", "1",    "2",    "3",    "4",    "5",    "6",
        "7",    "8",    "9",    "0",    "附",   ":",    "(",    ")",    "、",   " "}) {
    erase_all(text, word);
  }
  const Phrase said = draft.parts.words.catalogue.understand(text);
  label.indicator = said.rest.empty() ? said.indicator : IndicatorId{};
  if (said.measure) label.measure = said.measure;
  label.phrase.clear();
  return label;
}

}  // namespace duibiao::bulletin
