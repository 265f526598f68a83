// Remarks on percent where the difference of two rates is meant: «增速高于全省2.1%».
#include <fmt/format.h>

#include "bulletin/judge/usage_parts.h"
#include "text/utf8.h"

namespace duibiao::bulletin::usage {
namespace {

/// What is itself a rate, so that its change is in points. 利率, 税率, 生产率 are not here: their
/// change is often said in percent, and rightly.
constexpr std::string_view rates[] = {"占比",     "比重",   "份额",   "增速",   "增幅",
                                      "涨幅",     "降幅",   "增长率", "渗透率", "失业率",
                                      "城镇化率", "贡献率", "毛利率", "利润率", "增长速度"};

/// A rate of growth alone, as the subject of 高于, 快于.
constexpr std::string_view growth_words[] = {"增速", "增幅", "涨幅", "降幅", "增长率", "增长速度"};

constexpr std::string_view changes[] = {"提高", "上升", "下降", "增加", "扩大", "回落", "加快",
                                        "放缓", "收窄", "提升", "减少", "下滑", "回升", "减缓"};

/// A difference for certain: 高出全省2.1%.
constexpr std::string_view apart_by[] = {"高出", "低出", "快出", "慢出"};
/// A difference where a place follows; «高于5%» names a threshold, «高于上年5.2%» the other rate.
constexpr std::string_view than[] = {"高于", "低于", "快于", "慢于"};
constexpr std::string_view compared[] = {"全省", "全国", "全市", "全区",   "全县", "全球",
                                         "省",   "市",   "平均", "平均值", "水平"};
constexpr std::string_view higher_alone[] = {"高", "低", "快", "慢", "高出", "低出", "快出"};

/// Before the number: «提高了近2.1%».
constexpr std::string_view fillers[] = {"了", "约", "近", "达", "超", "超过", "逾", " "};

/// Longer words between a subject and its verb are another thought.
constexpr std::size_t longest_between = 48;

void remark(const Text& text, const Number& number, std::vector<UsageRemark>& out) {
  const std::string digits(text.source_text(number.begin, number.end));
  add(out, text, number.begin, number.sign_end, UsageRemark::Rule::percent_for_points,
      {fmt::format("两个百分数相差用“百分点”：{}个百分点", digits),
       fmt::format("two rates differ by percentage points: {} percentage points", digits)},
      digits + "个百分点");
}

/// The words between the last subject of `subjects` in a clause and its end; nothing without one.
std::optional<std::string_view> since_subject(std::string_view clause, Words subjects) {
  std::size_t best = std::string_view::npos;
  for (const std::string_view subject : subjects) {
    const std::size_t at = clause.rfind(subject);
    if (at == std::string_view::npos) continue;
    const std::size_t end = at + subject.size();
    if (best == std::string_view::npos || end > best) best = end;
  }
  if (best == std::string_view::npos) return std::nullopt;
  return clause.substr(best);
}

bool is_plain_between(std::string_view between) {
  return between.size() <= longest_between &&
         !holds(between, {"的", "最", "中", "%", "‰", "亿", "万", "(", ")", "“", "”"});
}

/// «占比提高2.1%», «增速比上年同期回落0.5%».
bool is_change_of_rate(std::string_view clause) {
  std::string_view bare = clause;
  for (int k = 0; k < 2; ++k) bare.remove_suffix(ending(bare, fillers));
  const std::size_t verb = ending(bare, changes);
  if (verb == 0) return false;
  bare.remove_suffix(verb);
  const auto between = since_subject(bare, rates);
  return between && is_plain_between(*between);
}

/// «增速高于全省2.1%», «增速比全省平均水平快2.1%».
bool is_comparison_of_rates(std::string_view clause) {
  const auto since = since_subject(clause, growth_words);
  if (!since || !is_plain_between(*since)) return false;
  std::string_view words = *since;
  for (int k = 0; k < 2; ++k) words.remove_suffix(ending(words, fillers));
  if (holds(words, apart_by) && ending(words, apart_by) == 0) return true;
  if (holds(words, than) && ending(words, compared) != 0) return true;
  return holds(words, {"比", "较"}) && ending(words, higher_alone) != 0;
}

/// «增长10.0%,高于宁波1.7%»: read as the difference to a place's rate. The rate stands in the
/// clause or just before it, and nothing else is named in between.
bool is_read_as_gap(const Text& text, const Number& number, std::string_view clause) {
  static constexpr std::string_view openers[] = {"高于", "低于", "快于", "慢于", "高出", "低出",
                                                 "快出", "比",   "较",   "均高", "均低", "也高",
                                                 "分别", "均比", "也比", "都比", "都高"};
  const Claim* claim = text.claim_of(number);
  if (claim == nullptr || claim->measure != Measure::gap_pp) return false;
  if (!claim->reference.subject.place.known()) return false;
  if (since_subject(clause, rates)) return true;
  const std::vector<Claim>& claims = text.reading().claims;
  if (beginning(clause, openers) == 0 || claim == claims.data()) return false;
  const Claim& before = *(claim - 1);
  const bool rate = before.measure == Measure::growth_yoy || before.measure == Measure::share ||
                    before.measure == Measure::gap_pp;
  return rate && before.sentence == claim->sentence;
}

void check_chinese(const Text& text, const Number& number, std::vector<UsageRemark>& out) {
  // «高于全省7.3%的平均水平» and «(7.3%)» name the other rate itself.
  if (beginning(text.after(number.sign_end),
                {"的", ")", "以", "左右的", "-", "至", "到", "%", "‰", "个百分点"}) != 0) {
    return;
  }
  const std::string_view clause = text.clause_before(number.begin);
  if (is_change_of_rate(clause) || is_comparison_of_rates(clause) ||
      is_read_as_gap(text, number, clause)) {
    remark(text, number, out);
  }
}

void check_english(const Text& text, const Number& number, std::vector<UsageRemark>& out) {
  const std::string_view before = text.sentence_before(number.begin);
  const std::string_view behind = text.after(number.sign_end);
  const bool growth_before =
      holds(before, {"growth", "up ", "rose ", "grew ", "rise of", "increase of", "increased by",
                     "down ", "share", "proportion"}) &&
      holds(before,
            {"percent", "per cent", "%", "growth rate", "growth was", "share", "proportion"});
  const bool by =
      before.ends_with(" by ") && holds(before, {"higher than", "lower than", "faster than",
                                                 "slower than", "above the", "below the"});
  const bool faster = beginning(behind, {" faster than", " slower than"}) != 0;
  if (!(by && growth_before) && !(faster && growth_before)) return;
  const std::string digits(text.source_text(number.begin, number.end));
  add(out, text, number.begin, number.sign_end, UsageRemark::Rule::percent_for_points,
      {fmt::format("两个百分数相差用“百分点”（percentage points）：{}", digits),
       "two rates differ by percentage points, not by percent"},
      digits + " percentage points");
}

}  // namespace

void percent_for_points(const Text& text, std::vector<UsageRemark>& out) {
  for (const Number& number : text.numbers()) {
    if (number.sign != Number::Sign::percent) continue;
    if (text.is_chinese_at(number.begin)) {
      check_chinese(text, number, out);
    } else {
      check_english(text, number, out);
    }
  }
}

}  // namespace duibiao::bulletin::usage
