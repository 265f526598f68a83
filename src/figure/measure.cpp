#include "figure/measure.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "figure/characters.h"

namespace duibiao {
namespace {

struct Row {
  Measure measure;
  std::string_view id;
  std::string_view zh;
  std::string_view en;
  std::string_view names;  ///< what sheets call it, separated by «|»
};

constexpr std::array<Row, measure_count> rows = {{
    {Measure::level, "level", "绝对额", "level",
     "绝对值|绝对量|绝对数|数值|值|累计值|当月值|当期值|本期值|本月值|季度值|全年值|累计额|当月额|"
     "期末值|总量|规模|value|amount|absolute value|cumulative value|monthly value"},
    {Measure::growth_yoy, "growth_yoy", "同比", "year-on-year growth",
     "同比增速|同比增长|同比增长率|同比增减|同比增幅|累计同比|当月同比|累计同比增速|当月同比增速|"
     "累计同比增长|当月同比增长|增速|增长|增长率|增幅|增长速度|累计增速|当月增速|累计增长|当月增长|"
     "比上年增长|比上年同期增长|比去年同期增长|比上年同期|比去年同期|累计比去年同期|累计比上年同期|"
     "当月比去年同期|比上年增减|比上年同期增减|比去年同期增减|较上年同期增长|较去年同期增长|"
     "比上年增速|名义增速|实际增速|yoy|y-o-y|y/y|year on year|year-on-year|growth|growth rate|"
     "growth, yoy|yoy growth|annual growth|change on year|同比变化|同比变动"},
    {Measure::growth_mom, "growth_mom", "环比", "growth on the period before",
     "环比增速|环比增长|环比增长率|环比增减|环比增幅|比上月增长|比上月增减|比上季增长|比上月|"
     "比上期|"
     "较上月增长|mom|m-o-m|m/m|qoq|q/q|month on month|month-on-month|quarter on quarter|"
     "quarter-on-quarter|环比变化"},
    {Measure::growth_avg, "growth_avg", "两年平均", "average growth",
     "两年平均增速|两年平均增长|两年平均增长率|平均增速|平均增长|年均增速|年均增长|年均增长率|"
     "年平均增长|two-year average|two-year average growth|average annual growth|cagr"},
    {Measure::share, "share", "占比", "share",
     "比重|份额|所占比重|所占份额|占比重|占全省比重|占全国比重|占全市比重|占全省份额|占全国份额|"
     "占总值比重|占全省|占全国|构成|share of total|share of the total|proportion|percentage share"},
    {Measure::share_change, "share_change", "占比变动", "change of share",
     "比重变动|份额变动|占比变化|比重变化|份额变化|占比提高|占比提升|比重提高|比重提升|份额提高|"
     "份额提升|占比增减|比重增减|share change|change in share"},
    {Measure::growth_change, "growth_change", "增速变动", "change of growth",
     "增速变化|增速增减|增速加快|增速回落|增速提高|增速提升|增速比上月变动|增速较上月变动|"
     "增速比上年同期变动|change in growth|growth change"},
    {Measure::gap_pp, "gap_pp", "增速差距", "gap in points",
     "增速差|增速之差|高于全省|低于全省|高于全国|低于全国|比全省高|比全国高|与全省差距|与全国差距|"
     "gap|gap in percentage points|growth gap"},
    {Measure::contribution_pp, "contribution_pp", "拉动", "contribution in points",
     "拉动点|拉动点数|拉动百分点|拉动增长|拉动作用|拉动率|拉动增长百分点|"
     "contribution to growth|contribution in percentage points|contribution, points"},
    {Measure::contribution_rate, "contribution_rate", "贡献率", "contribution rate",
     "增长贡献率|贡献率占比|对增长的贡献率|contribution ratio|contribution, %"},
    {Measure::rank, "rank", "位次", "rank",
     "排名|排位|名次|位序|总量位次|总量排名|总量排位|规模位次|规模排名|绝对额位次|绝对额排名|"
     "全省位次|全省排名|全国位次|全国排名|居全省位次|居全国位次|在全省位次|在全国位次|总值位次|"
     "累计位次|累计排名|ranking|position|rank by level"},
    {Measure::growth_rank, "growth_rank", "增速位次", "rank by growth",
     "增速排名|增速排位|增速名次|增幅位次|增幅排名|增幅排位|同比位次|同比排名|增长位次|增长排名|"
     "增长率位次|增长率排名|增速全省位次|增速居全省位次|同比增速位次|同比增速排名|growth rank|"
     "growth ranking|rank of growth"},
    {Measure::multiple, "multiple", "倍数", "multiple", "倍|n倍|times"},
    {Measure::ratio, "ratio", "比例", "ratio", "之比|比值|比例关系"},
    {Measure::increment, "increment", "增量", "increment",
     "增加额|增减额|增减量|净增|净增额|净增加|增加量|增加值额|同比增量|增长额|绝对增量|increase|"
     "change in level|absolute change|net increase"},
    {Measure::count, "count", "个数", "count", "数量|家数|户数|件数|次数|number|number of"},
    {Measure::other, "other", "其他", "other", ""},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (static_cast<std::size_t>(rows[i].measure) != i) {
      return false;
    }
  }
  return true;
}
static_assert(in_order(), "rows stand at their measure's number");

const Row& row_of(Measure measure) {
  return rows[std::min(static_cast<std::size_t>(measure), rows.size() - 1)];
}

/// Signs that sheets hang onto a name: 同比±%, 增速（%）, 比重(‰).
std::string bare_key(std::string_view name) {
  std::string key = figure_text::key_of(name);
  constexpr std::array<std::string_view, 8> signs = {"±", "+-", "+/-", "%", "‰", "()", "[]", ":"};
  for (const std::string_view sign : signs) {
    for (std::size_t at = key.find(sign); at != std::string::npos; at = key.find(sign, at)) {
      key.erase(at, sign.size());
    }
  }
  return key;
}

using Names = std::unordered_map<std::string, Measure>;

const Names& names() {
  static const Names all = [] {
    Names out;
    for (const Row& row : rows) {
      out.try_emplace(bare_key(row.id), row.measure);
      out.try_emplace(bare_key(row.zh), row.measure);
      out.try_emplace(bare_key(row.en), row.measure);
      for (std::string_view rest = row.names; !rest.empty();) {
        const std::size_t bar = rest.find('|');
        out.try_emplace(bare_key(rest.substr(0, bar)), row.measure);
        rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
      }
    }
    return out;
  }();
  return all;
}

struct StatusRow {
  ObsStatus status;
  std::string_view id;
  std::string_view names;
};

constexpr std::array<StatusRow, 4> statuses = {{
    {ObsStatus::normal, "A", "|normal|正常|正式数|"},
    {ObsStatus::provisional, "P", "|provisional|preliminary|初步|初步数|快报|快报数|初步核算|"},
    {ObsStatus::estimated, "E", "|estimated|estimate|预计|估计|预计数|估计数|"},
    {ObsStatus::revised, "R", "|revised|修订|修订数|调整数|最终核实|"},
}};

}  // namespace

std::string_view id_of(Measure measure) { return row_of(measure).id; }
std::string_view zh_of(Measure measure) { return row_of(measure).zh; }
std::string_view en_of(Measure measure) { return row_of(measure).en; }

std::optional<Measure> find_measure(std::string_view name) {
  // No measure has a longer name; a longer text is not worth folding.
  constexpr std::size_t longest_name_bytes = 96;
  if (name.size() > longest_name_bytes) {
    return std::nullopt;
  }
  const auto found = names().find(bare_key(name));
  return found == names().end() ? std::nullopt : std::optional(found->second);
}

std::string_view id_of(ObsStatus status) {
  return statuses[std::min(static_cast<std::size_t>(status), statuses.size() - 1)].id;
}

std::optional<ObsStatus> find_status(std::string_view id) {
  constexpr std::size_t longest_name_bytes = 32;
  if (id.empty() || id.size() > longest_name_bytes) {
    return std::nullopt;
  }
  const std::string key = figure_text::key_of(id);
  const std::string listed = "|" + key + "|";
  for (const StatusRow& row : statuses) {
    const bool is_id = key.size() == 1 && key[0] == row.id[0] + ('a' - 'A');
    if (is_id || (key.find('|') == key.npos && row.names.find(listed) != row.names.npos)) {
      return row.status;
    }
  }
  return std::nullopt;
}

}  // namespace duibiao
