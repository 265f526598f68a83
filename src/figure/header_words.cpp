#include "figure/header_words.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "figure/name_key.h"
#include "figure/phrase_text.h"
#include "text/utf8.h"

namespace duibiao::names {
namespace {

/// What one word adds to the meaning of a header.
enum class Word : std::uint8_t {
  filler,     ///< says nothing: 其中, 的
  level,      ///< 累计值, 绝对额
  growth,     ///< 同比, 增速
  mom,        ///< 环比
  average,    ///< 两年平均
  rank,       ///< 位次
  share,      ///< 比重
  change,     ///< 加快, 回落, 百分点: of a rate or share
  increment,  ///< 增量
  pull,       ///< 拉动
  contribution,
  gap,       ///< 高于全省平均
  multiple,  ///< 倍数
  scope,     ///< 全省: of a rank or a share; else it names a place
  constant_price,
  nominal,
  us_dollars,
};
constexpr std::size_t word_kinds = 17;

struct Group {
  Word word;
  std::string_view spellings;  ///< separated by «,»
};

/// All the words that headers are made of besides indicators; the one place where they stand.
constexpr std::array<Group, word_kinds> groups = {{
    {Word::filler,
     "其中,其中项,当期,本期,当月,本月,本年,今年,累计,本年累计,年累计,自年初累计,报告期,情况,指标,"
     "数据,的,其,及,合计,完成情况,人民币,人民币值,按人民币计价,以人民币计价,以人民币计,人民币计价,"
     "指标名称,计算,计价,计,按,of which,accumulated,cumulative,ytd,year to "
     "date,in,of,the,total,rmb,cny,"
     "in rmb,in cny,monthly,current month,this month,percent,percentage,pct"},
    {Word::level,
     "累计值,当月值,当期值,本期值,本月值,期末值,绝对额,绝对值,绝对量,绝对数,总量,规模,金额,数额,"
     "数值,值,额,总额,总值,完成额,完成值,累计额,累计数,累计完成,本月数,本期数,当月数,实绩,完成,"
     "实际完成,value,amount,level,absolute value,volume"},
    {Word::growth,
     "同比,累计同比,当月同比,同比增长,同比增速,同比增幅,同比增减,同比增长率,同比±,累计同比增长,"
     "增长,增速,增幅,增减,增长率,增减率,增长速度,升降,涨跌,涨幅,升幅,变动幅度,±,比上年,比上年增长,"
     "比上年增减,比上年±,比去年,比去年增长,较上年,较上年增长,较去年,较去年增长,上年同期比,"
     "比上年同期,比上年同期增长,比上年同期增减,比上年同期±,比去年同期,比去年同期增长,"
     "比去年同期增减,比去年同期±,累计比去年同期,累计比去年同期±,累计比上年同期,累计比上年同期±,"
     "较上年同期,较上年同期增长,较去年同期,较去年同期增长,与上年同期比,与去年同期比,"
     "与上年同期相比,与去年同期相比,同期增长,同期增减,同比变动,同比变化,yoy,y o y,"
     "year on year,yr on yr,year over year,growth,growth rate,growth rates,rate of growth,"
     "annual growth,yoy growth,yoy growth rate,y o y growth,year on year growth,"
     "year on year growth rate,increase,rate of increase,increase rate,change,yoy change,"
     "year on year change,percentage change,percent change,over the same period last year,"
     "compared with the same period last year,compared to the same period last year,"
     "over same period of previous year,over previous year,over last year,"
     "compared with last year,year on year increase"},
    {Word::mom,
     "环比,环比增长,环比增速,环比增减,环比增幅,比上月,比上月增长,较上月,较上月增长,mom,m o m,"
     "month on month,month over month,mom growth,month on month growth,qoq,quarter on quarter"},
    {Word::average,
     "两年平均,两年平均增长,两年平均增速,年均增长,年均增速,年平均增长,平均增速,年均增长率,"
     "two year average,average annual growth,cagr,average growth,two year average growth"},
    {Word::rank,
     "位次,排名,排位,名次,位居,居,全省位次,全省排名,全省排位,省内位次,省内排名,全市位次,全市排名,"
     "居全省位次,在全省位次,在全省排名,列全省,居全省,在全省的位次,rank,ranking,place in province,"
     "rank in province,rank in the province,provincial rank,position"},
    {Word::share,
     "占比,比重,份额,占有率,比例,占全省,占全市,占全省比重,占全市比重,占全省的比重,占全省份额,"
     "占全省比例,占省比重,所占比重,占总量比重,share,share of province,share of the province,"
     "share in province,share in the province,provincial share,proportion"},
    {Word::change,
     "百分点,个百分点,加快,回落,提高,下降,提升,变化,变动,提高百分点,回落百分点,加快百分点,"
     "增减百分点,升降百分点,变动百分点,±百分点,增速变化,增速变动,percentage points,"
     "percentage point,pp,in percentage points,acceleration"},
    {Word::increment,
     "增量,增加额,增长额,增减额,净增,净增额,净增量,增加量,增长量,增减量,同比增量,同比净增,"
     "同比增加额,同比增减额,increment,absolute increase"},
    {Word::pull,
     "拉动,拉动百分点,拉动点数,拉动增长,拉动作用,拉动增长百分点,contribution in points,"
     "points contributed,contribution points,contribution in percentage points"},
    {Word::contribution, "贡献率,增长贡献率,对增长贡献率,contribution rate,contribution"},
    {Word::gap,
     "差距,高于全省,低于全省,高于全省平均,低于全省平均,与全省差距,与全省平均差距,与全省平均相差,"
     "高于全省平均水平,与全省平均水平差距,gap,gap to province"},
    {Word::multiple, "倍数,倍,翻番,multiple,times"},
    {Word::scope, "全省,省内,全市,在全省,省,in the province,in province"},
    {Word::constant_price,
     "可比价,可比价格,不变价,不变价格,按可比价,按可比价格,按不变价,按可比价计算,按可比价格计算,"
     "按不变价计算,按不变价格计算,可比口径,同口径,可比增长,可比增速,实际,实际增长,实际增速,"
     "扣除价格因素,constant price,constant prices,at constant prices,real,real growth,"
     "comparable prices"},
    {Word::nominal,
     "名义,现价,按现价,按现价计算,当年价,当年价格,现行价格,名义增长,名义增速,nominal,"
     "current prices,at current prices,nominal growth"},
    {Word::us_dollars,
     "美元,美元值,按美元计价,以美元计价,按美元计,以美元计,美元计价,美元计,usd,us dollars,in usd,"
     "in us dollars,us dollar"},
}};

struct Table {
  std::unordered_map<std::string_view, Word> words;
  std::size_t longest = 0;
};

const Table& table() {
  static const Table built = [] {
    Table out;
    for (const Group& group : groups) {
      std::string_view rest = group.spellings;
      while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        out.words.emplace(rest.substr(0, comma), group.word);
        out.longest = std::max(out.longest, comma);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
      }
    }
    return out;
  }();
  return built;
}

struct Hit {
  Word word = Word::filler;
  std::size_t bytes = 0;
};

Hit longest_word_at(std::string_view phrase, std::size_t at) {
  if (!is_word_border(phrase, at)) return {};
  for (std::size_t n = std::min(table().longest, phrase.size() - at); n > 0; --n) {
    if (!is_word_border(phrase, at + n)) continue;
    const auto found = table().words.find(phrase.substr(at, n));
    if (found != table().words.end()) return {found->second, n};
  }
  return {};
}

class Meaning {
 public:
  void add(Word word) { said_[static_cast<std::size_t>(word)] = true; }
  [[nodiscard]] bool has(Word word) const { return said_[static_cast<std::size_t>(word)]; }
  /// 实际增长 and 名义增长 say growth besides the price basis.
  [[nodiscard]] bool growth() const { return has(Word::growth); }

  /// The measure that all the words together name; nothing and `clash` when they contradict.
  [[nodiscard]] std::optional<Measure> measure(bool& clash) const {
    const int rates = has(Word::mom) + has(Word::average) + has(Word::pull) +
                      has(Word::contribution) + has(Word::gap) + has(Word::increment) +
                      has(Word::multiple) + has(Word::share);
    const bool growth_too = growth() || has(Word::change);
    clash = rates > 1 || (has(Word::rank) && (rates > 0 || has(Word::change)));
    if (clash) return std::nullopt;
    if (has(Word::rank)) return growth() ? Measure::growth_rank : Measure::rank;
    if (has(Word::pull)) return Measure::contribution_pp;
    if (has(Word::contribution)) return Measure::contribution_rate;
    if (has(Word::gap)) return Measure::gap_pp;
    if (has(Word::share)) {
      // 比重同比: the share's own growth, in percent or in points, is not said.
      clash = growth() && !has(Word::change);
      if (clash) return std::nullopt;
      return has(Word::change) ? Measure::share_change : Measure::share;
    }
    if (has(Word::mom)) return Measure::growth_mom;
    if (has(Word::average)) return Measure::growth_avg;
    if (has(Word::increment)) return Measure::increment;
    if (has(Word::multiple)) return Measure::multiple;
    if (growth_too) return has(Word::change) ? Measure::growth_change : Measure::growth_yoy;
    if (has(Word::level)) return Measure::level;
    return std::nullopt;
  }

 private:
  std::array<bool, word_kinds> said_{};
};

void append_rest(std::string& rest, std::string_view text) {
  if (!rest.empty()) rest.push_back(' ');
  rest += text;
}

}  // namespace

ShareClause find_share_clause(std::string_view phrase) {
  static constexpr std::string_view opening = "占";
  static constexpr std::array<std::string_view, 6> endings = {"的比重", "比重",   "的比例",
                                                              "比例",   "的份额", "份额"};
  const std::size_t begin = phrase.find(opening);
  if (begin == std::string_view::npos) return {};
  const std::size_t inside = begin + opening.size();
  std::size_t end = std::min(phrase.find(part_border, inside), phrase.size());
  for (const std::string_view ending : endings) {
    const std::size_t found = phrase.find(ending, inside);
    if (found != std::string_view::npos) end = std::min(end, found + ending.size());
  }
  return {begin, end};
}

HeaderWords read_header_words(std::string_view phrase) {
  HeaderWords out;
  Meaning meaning;
  std::string unknown;
  std::string scope;
  const auto close_unknown = [&] {
    if (!unknown.empty()) append_rest(out.rest, unknown);
    unknown.clear();
  };
  for (std::size_t i = 0; i < phrase.size();) {
    const Hit hit = longest_word_at(phrase, i);
    if (hit.bytes > 0) {
      close_unknown();
      const std::string_view spelled = phrase.substr(i, hit.bytes);
      meaning.add(hit.word);
      if (hit.word == Word::scope) scope = spelled;
      const bool says_growth = spelled.find("增") != std::string_view::npos ||
                               spelled.find("growth") != std::string_view::npos;
      if ((hit.word == Word::constant_price || hit.word == Word::nominal) && says_growth) {
        meaning.add(Word::growth);
      }
      i += hit.bytes;
      continue;
    }
    const std::size_t bytes = text::decode_at(phrase, i).length;
    if (phrase[i] == part_border || (phrase[i] == ' ' && unknown.empty())) {
      close_unknown();
    } else {
      unknown += phrase.substr(i, bytes);
    }
    i += bytes;
  }
  close_unknown();
  bool clash = false;
  out.measure = meaning.measure(clash);
  if (clash) append_rest(out.rest, phrase);
  const bool of_places =
      meaning.has(Word::rank) || meaning.has(Word::share) || meaning.has(Word::gap);
  if (!scope.empty() && !of_places) append_rest(out.rest, scope);
  out.us_dollars = meaning.has(Word::us_dollars);
  out.constant_price = meaning.has(Word::constant_price);
  out.nominal = meaning.has(Word::nominal);
  return out;
}

}  // namespace duibiao::names
