#include <algorithm>
#include <array>
#include <utility>

#include "intake/layout_text.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace duibiao::intake {
namespace {

using Names = std::pair<Role, std::string_view>;

// Each list is split by «|»; compared after width and case folding, without blanks.
constexpr std::array<Names, 12> tidy_names = {{
    {Role::place_code, "place_code|code|地区代码|行政区划代码|区划代码|代码"},
    {Role::place, "place|place_name|city|region|area|地区|地区名称|城市|地市|区域|省市"},
    {Role::indicator, "indicator|indicator_id|指标|指标名称|指标代码"},
    {Role::period, "period|time|time_period|date|时期|时间|日期|年月|统计时间|期间"},
    {Role::measure, "measure|计量|指标类型|度量"},
    {Role::value, "value|obs_value|数值|值|指标值"},
    {Role::unit, "unit|units|单位|计量单位"},
    {Role::decimals, "decimals|小数位|小数位数"},
    {Role::status, "status|obs_status|状态"},
    {Role::source, "source|来源|数据来源|资料来源"},
    {Role::released, "released|release_date|发布日期|发布时间"},
    {Role::source_sheet, "source_sheet|来源工作表"},
}};

constexpr std::array<Names, 7> label_names = {{
    {Role::place,
     "收发货人所在地|地区|地区名称|城市|城市名称|地市|设区市|区域|市县|县市区|县(市、区)|市县区|"
     "各市|各地|省份|省市|省区市|市州|市别|县别|市|县|行政区|place|city|region|area|province|"
     "county|location|geography"},
    {Role::indicator, "指标|指标名称|项目|项目名称|主要指标|指标项|indicator|item|series"},
    {Role::period,
     "时期|时间|日期|年份|年度|月份|月度|年月|年|月|统计时间|期间|period|year|month|date|time"},
    {Role::unit, "单位|计量单位|unit|units"},
    {Role::place_code, "代码|行政区划代码|区划代码|地区代码|code|place_code"},
    {Role::ignore, "序号|编号|no|no.|index|#"},
    {Role::note, "备注|说明|注释|remark|remarks|note|notes"},
}};

template <std::size_t N>
std::optional<Role> role_in(const std::array<Names, N>& table, std::string_view header) {
  std::string word = text::fold_case(text::fold_width(header));
  std::erase(word, ' ');
  if (word.empty()) return std::nullopt;
  for (const auto& [role, names] : table) {
    std::size_t begin = 0;
    while (begin <= names.size()) {
      const std::size_t end = std::min(names.find('|', begin), names.size());
      if (names.substr(begin, end - begin) == word) return role;
      begin = end + 1;
    }
  }
  return std::nullopt;
}

/// «Unnamed: 3» and «Unnamed: 3_level_0»: how pandas writes an empty header cell.
bool is_unnamed(std::string_view text) {
  if (!text.starts_with("Unnamed:")) return false;
  return text.find_first_not_of("0123456789_ level", 8) == text.npos;
}

/// Removes «一、», «(一)», «1.», «其中:», «#», «*» and the like from the front, again and again.
void strip_front(std::string& text) {
  constexpr std::array<std::string_view, 10> words = {"其中:", "其中：", "#", "*", "其中 ",
                                                      "·",     "•",      "※", "—", "└"};
  constexpr std::string_view numerals = "一二三四五六七八九十";
  for (bool again = true; again;) {
    again = false;
    text = std::string(text::trim(text));
    for (const std::string_view word : words) {
      if (text.size() > word.size() && text.starts_with(word)) {
        text.erase(0, word.size());
        again = true;
      }
    }
    const std::size_t opened = text.starts_with("(") ? 1 : 0;
    std::size_t end = opened;
    while (end + 3 <= text.size() && numerals.find(text.substr(end, 3)) != numerals.npos &&
           numerals.find(text.substr(end, 3)) % 3 == 0) {
      end += 3;
    }
    if (end == opened) {
      while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    }
    if (end == opened || end - opened > 6) continue;
    const std::string_view after = std::string_view(text).substr(end);
    if (opened == 1 && after.starts_with(")")) {
      text.erase(0, end + 1);
      again = true;
    } else if (opened == 0 && after.starts_with("、")) {
      text.erase(0, end + std::string_view("、").size());
      again = true;
    } else if (opened == 0 && after.size() > 1 && after.front() == '.' &&
               static_cast<unsigned char>(after[1]) >= 0x80U) {
      text.erase(0, end + 1);
      again = true;
    }
  }
}

/// ① … ⑳ number notes or items wherever they stand; folding would make digits of them.
void drop_circled_digits(std::string& text) {
  std::string out;
  for (const text::CodePoint c : text::code_points(text)) {
    if (c.value < 0x2460 || c.value > 0x2473) out.append(text, c.offset, c.length);
  }
  text = std::move(out);
}

void strip_marks_at_end(std::string& text) {
  for (bool again = true; again && !text.empty();) {
    again = false;
    while (!text.empty() && (text.back() == '*' || text.back() == '#' || text.back() == ' ')) {
      text.pop_back();
    }
    for (const std::string_view mark : {"¹", "²", "³"}) {
      if (text.size() > mark.size() && text.ends_with(mark)) {
        text.resize(text.size() - mark.size());
        again = true;
      }
    }
  }
}

}  // namespace

std::optional<Role> tidy_role(std::string_view header) { return role_in(tidy_names, header); }

std::optional<Role> label_role(std::string_view header) {
  return role_in(label_names, plain_label(header));
}

std::string plain_label(std::string_view raw) {
  std::string text(text::trim(raw));
  if (is_unnamed(text)) return {};
  drop_circled_digits(text);
  strip_marks_at_end(text);
  text = text::fold_width(text);
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out += blank ? ' ' : c;
  }
  // Names are stretched with blanks to fill a column («温 州»): no name of Han characters has any.
  if (!text::is_ascii(out)) {
    std::string tight;
    for (std::size_t i = 0; i < out.size(); ++i) {
      const bool between = out[i] == ' ' && i > 0 && i + 1 < out.size() &&
                           static_cast<unsigned char>(out[i - 1]) >= 0x80U &&
                           static_cast<unsigned char>(out[i + 1]) >= 0x80U;
      if (!between) tight += out[i];
    }
    out = std::move(tight);
  }
  strip_front(out);
  return out;
}

bool is_note(std::string_view text) {
  const std::string plain = text::fold_case(text::fold_width(text));
  constexpr std::array<std::string_view, 19> openings = {
      "注",   "备注", "说明", "资料来源", "数据来源", "来源", "制表",
      "填表", "审核", "联系", "发布日期", "发布时间", "note", "source",
      "注释", "本表", "附注", "制表日期", "更新"};
  return std::any_of(openings.begin(), openings.end(),
                     [&](std::string_view word) { return plain.starts_with(word); });
}

bool claims_total(std::string_view label) {
  const std::string plain = text::fold_case(plain_label(label));
  constexpr std::array<std::string_view, 6> words = {"合计",  "总计", "小计",
                                                     "total", "共计", "sum"};
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return plain.find(word) != plain.npos; });
}

std::optional<Date> find_released(std::string_view text) {
  const std::string plain = text::fold_width(text);
  for (const std::string_view word : {"发布日期:", "发布时间:", "Released:", "released:"}) {
    const std::size_t at = plain.find(word);
    if (at == std::string::npos) continue;
    const std::string rest(text::trim(std::string_view(plain).substr(at + word.size())));
    for (const std::size_t length : {rest.size(), std::size_t{17}, std::size_t{10}}) {
      const auto date = Date::parse(text::trim(std::string_view(rest).substr(0, length)));
      if (date && date->known()) return *date;
    }
  }
  return std::nullopt;
}

}  // namespace duibiao::intake
