#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "bulletin/compose_parts.h"

namespace duibiao::corpus {
namespace {

using std::string;
using std::string_view;

constexpr std::array<Pair, 4> rises{{{"同比增长", "同比下降"},
                                     {"增长", "下降"},
                                     {"比上年同期增长", "比上年同期减少"},
                                     {"同比上升", "同比下滑"}}};
constexpr std::array<string_view, 4> totals{"进出口总值", "进出口总额", "外贸进出口", "外贸总额"};
constexpr std::array<string_view, 3> sources{"据海关统计,", "海关数据显示,", ""};

class Chinese {
 public:
  Chinese(Writer& writer, const Names& names, PlaceId place, Period period)
      : writer_(writer), names_(names), place_(place), period_(period) {}

  void run() {
    title();
    headline();
    shares();
    month();
    changes();
    parts();
    others();
    nation();
  }

 private:
  [[nodiscard]] const Vocabulary& words() const { return writer_.cube().vocabulary(); }
  [[nodiscard]] const cube::Cube& cube() const { return writer_.cube(); }
  [[nodiscard]] const string& name(PlaceId place) const { return words().places.at(place).zh; }
  [[nodiscard]] const string& short_name(PlaceId place) const {
    return words().places.at(place).short_zh;
  }
  [[nodiscard]] bool is_city() const { return place_ != names_.province; }
  [[nodiscard]] static num::Decimal tenth() { return num::Decimal::of(1, 1); }

  string period_words(bool with_year) {
    const int month = period_.last_month();
    string words = with_year ? fmt::format("{}年", period_.year()) : string();
    if (month == 3) return words + "一季度";
    if (month == 6) return words + "上半年";
    if (month == 9) return words + "前三季度";
    if (month == 12) return words.empty() ? "全年" : words;
    switch (writer_.dice().roll(3)) {
      case 0:
        return words + fmt::format("1-{}月", month);
      case 1:
        return words + fmt::format("1—{}月", month);
      default:
        return words + fmt::format("前{}个月", month);
    }
  }

  void level(const Topic& topic) {
    const bool large = topic.place == names_.nation;
    const Unit unit = large ? names_.yuan_12 : names_.yuan_8;
    const int decimals = large ? 2 : 1;
    const auto value =
        shown(cube::level(cube(), topic.indicator, topic.place, topic.period), unit, decimals);
    if (!value) return;
    Figure& figure = writer_.print(FigureKind::level, *value, {}, unit.symbol());
    if (const auto before = topic.period.previous()) {
      figure.stale = printed_level(cube(), {topic.indicator, topic.place, *before}, unit, decimals);
    }
    figure.elsewhere = printed_level(cube(), {topic.indicator, another(topic.place), topic.period},
                                     unit, decimals);
  }

  PlaceId another(PlaceId place) const {
    const auto& cities = names_.cities;
    const auto at = std::find(cities.begin(), cities.end(), place);
    if (at == cities.end()) return cities.front();
    return at + 1 == cities.end() ? cities.front() : *(at + 1);
  }

  /// Nothing at all, not even `lead`, where the sources do not settle the rate.
  void growth(const Topic& topic, Pair pair, string_view lead = "") {
    const auto rate = cube::growth_yoy(cube(), topic.indicator, topic.place, topic.period);
    if (!rate) return;
    const int decimals = rate->published ? std::min(rate->published->value.scale(), 2) : 1;
    const auto value = shown(rate, names_.percent, decimals);
    if (!value) return;
    writer_.say(lead);
    Figure& figure = writer_.print(FigureKind::growth, *value, pair, "%");
    if (const auto before = topic.period.previous()) {
      figure.stale = printed_growth(cube(), {topic.indicator, topic.place, *before});
    }
    figure.elsewhere =
        printed_growth(cube(), {topic.indicator, another(topic.place), topic.period});
    figure.beside = printed_level(cube(), topic, names_.yuan_8, 1);
  }

  /// «出口1528.3亿元,增长10.0%»
  void both(string_view what, const Topic& topic) {
    writer_.say(what);
    level(topic);
    growth(topic, writer_.dice().pick(rises), ",");
  }

  void rank(IndicatorId indicator, compare::By by, string_view before, string_view behind) {
    const compare::Ranking ranking = compare::rank(cube(), indicator, names_.cities, period_, by);
    for (const compare::Standing& standing : ranking.standings) {
      if (standing.place != place_) continue;
      const auto truth = num::Interval::make(num::Decimal::whole(standing.best),
                                             num::Decimal::whole(standing.worst));
      if (!truth) return;
      writer_.say(before);
      writer_.print(FigureKind::rank, {num::Decimal::whole(standing.rank), *truth}, {}, "");
      writer_.say(behind);
    }
  }

  void gap(IndicatorId indicator, PlaceId against, string_view whom) {
    const auto own = cube::growth_yoy(cube(), indicator, place_, period_);
    const auto other = cube::growth_yoy(cube(), indicator, against, period_);
    if (!own || !other) return;
    const auto points = own->value.minus(other->value);
    const auto value = points ? points->rounded(1, num::Rounding::half_up) : points;
    if (!value || value->is_zero()) return;
    // Either rate is rounded, so the difference may be off by one in the last digit.
    const auto slack = num::Decimal::of(15, 2);
    const auto truth = num::Interval::make(value->minus(slack).value_or(*value),
                                           value->plus(slack).value_or(*value));
    if (!truth) return;
    writer_.say(",增速");
    writer_.print(FigureKind::gap, {*value, *truth},
                  {writer_.dice().roll(2) == 0 ? "高于" : "快于", "低于"}, "个百分点");
    // «高于» and the number are parted by the place compared with.
    Figure& figure = writer_.bulletin().figures.back();
    string& text = writer_.bulletin().text;
    text.insert(figure.number.begin, whom);
    const auto shift = static_cast<std::uint32_t>(whom.size());
    figure.number = {figure.number.begin + shift, figure.number.end + shift};
    figure.unit = {figure.unit.begin + shift, figure.unit.end + shift};
  }

  void title() {
    writer_.say(fmt::format("{}{}外贸运行情况\n\n", name(place_), period_words(true)));
  }

  void headline() {
    const string when = period_words(true);
    writer_.say(writer_.dice().pick(sources)).say(when + ",");
    both(name(place_) + string(writer_.dice().pick(totals)), {names_.trade, place_, period_});
    if (is_city()) {
      gap(names_.trade, names_.province, "全省平均");
      rank(names_.trade, compare::By::growth, ",增速居全省第", "位");
    }
    writer_.say("。其中,");
    both("出口", {names_.exports, place_, period_});
    if (is_city()) gap(names_.exports, names_.province, "全省");
    writer_.say(";");
    both("进口", {names_.imports, place_, period_});
    writer_.say("。");
    const auto balance =
        shown(cube::level(cube(), names_.balance, place_, period_), names_.yuan_8, 1);
    if (balance && !balance->value.is_negative()) {
      writer_.say("贸易顺差");
      writer_.print(FigureKind::level, *balance, {}, "亿元");
      writer_.say("。");
    }
    writer_.say("\n\n");
  }

  void share(const cube::Outcome& outcome, Unit unit, string_view behind) {
    const auto value = shown(outcome, unit, 1);
    if (!value) return;
    writer_.print(FigureKind::share, *value, {}, unit.symbol());
    writer_.say(behind);
  }

  void shares() {
    writer_.say("从规模看,出口占全市外贸总值的");
    if (!is_city()) {
      string& text = writer_.bulletin().text;
      text.replace(text.rfind("全市"), string_view("全市").size(), "全省");
    }
    share(cube::share_of_indicator(cube(), names_.exports, names_.trade, place_, period_,
                                   names_.percent),
          names_.percent, "");
    if (is_city()) {
      writer_.say(",占全省出口总值的");
      share(cube::share_of_place(cube(), names_.exports, place_, names_.province, period_,
                                 names_.percent),
            names_.percent, "");
      rank(names_.exports, compare::By::level, ",总量居全省第", "位");
      writer_.say(",占全国出口总值的");
      share(cube::share_of_place(cube(), names_.exports, place_, names_.nation, period_,
                                 names_.per_mille),
            names_.per_mille, "");
    }
    writer_.say("。\n\n");
  }

  void month() {
    const auto month = period_.final_month();
    if (!month || !is_known(cube(), {names_.trade, place_, *month})) return;
    writer_.say(fmt::format("{}月当月,", month->first_month()));
    both("进出口", {names_.trade, place_, *month});
    const auto before =
        shown(cube::growth_mom(cube(), names_.trade, place_, *month), names_.percent, 1);
    if (before) {
      writer_.say(",");
      writer_.print(FigureKind::growth, *before, {"环比增长", "环比下降"}, "%");
    }
    writer_.say(";");
    both("出口", {names_.exports, place_, *month});
    writer_.say(";");
    both("进口", {names_.imports, place_, *month});
    writer_.say("。\n\n");
  }

  void changes() {
    const auto before = period_.previous();
    if (!before || before->months() < 2) return;
    const auto change = cube::growth_change(cube(), names_.exports, place_, period_, before);
    const auto value = shown(change, names_.points, 1, tenth());
    if (!value || value->value.is_zero()) return;
    writer_.say(fmt::format("从走势看,出口增速比1-{}月", before->last_month()));
    writer_.print(FigureKind::change, *value, {"加快", "回落"}, "个百分点");
    writer_.say("。\n\n");
  }

  void parts() {
    const auto rate =
        cube::contribution_rate(cube(), names_.exports, names_.trade, place_, period_);
    const auto points =
        cube::contribution_points(cube(), names_.exports, names_.trade, place_, period_);
    const auto growth = cube::growth_yoy(cube(), names_.trade, place_, period_);
    if (!rate || !points || !growth || growth->value <= num::Decimal::whole(2)) return;
    const auto shown_rate = shown(rate, names_.percent, 1, num::Decimal::whole(5));
    const auto shown_points = shown(points, names_.points, 1, tenth());
    if (!shown_rate || !shown_points || shown_points->value.is_negative()) return;
    writer_.say("从贡献看,出口对外贸增长的贡献率为");
    writer_.print(FigureKind::contribution, *shown_rate, {}, "%");
    writer_.say(",拉动外贸增长");
    writer_.print(FigureKind::contribution, *shown_points, {}, "个百分点");
    writer_.say("。\n\n");
  }

  void others() {
    if (is_city()) {
      writer_.say("从周边看,");
    } else {
      writer_.say("从各市看,");
    }
    const std::size_t count = is_city() ? 3 : names_.cities.size();
    const std::size_t first = is_city() ? writer_.dice().roll(names_.cities.size() - 2) : 0;
    const auto city = [&](std::size_t i) {
      return names_.cities[(first + i) % names_.cities.size()];
    };
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) writer_.say(i + 1 == count ? "和" : "、");
      writer_.say(short_name(city(i)));
    }
    writer_.say("出口额分别为");
    list(count, [&](std::size_t i) { level({names_.exports, city(i), period_}); });
    writer_.say(",分别");
    list(count, [&](std::size_t i) { growth({names_.exports, city(i), period_}, rises[1]); });
    writer_.say("。\n\n");
    if (is_city()) return;
    for (std::size_t i = 0; i < count; ++i) {
      both(name(city(i)) + "进出口", {names_.trade, city(i), period_});
      writer_.say(",占全省的");
      share(cube::share_of_place(cube(), names_.trade, city(i), names_.province, period_,
                                 names_.percent),
            names_.percent, "");
      writer_.say(";");
      both("进口", {names_.imports, city(i), period_});
      writer_.say("。\n");
    }
    writer_.say("\n");
  }

  template <class Item>
  void list(std::size_t count, const Item& item) {
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) writer_.say(i + 1 == count ? "和" : "、");
      item(i);
    }
  }

  void nation() {
    writer_.say("同期,");
    if (is_city()) {
      both("全省出口", {names_.exports, names_.province, period_});
      writer_.say(";");
    }
    both("全国进出口", {names_.trade, names_.nation, period_});
    writer_.say(";");
    both("全国出口", {names_.exports, names_.nation, period_});
    writer_.say("。\n");
  }

  Writer& writer_;
  const Names& names_;
  PlaceId place_;
  Period period_;
};

}  // namespace

void write_chinese(Writer& writer, const Names& names, PlaceId place, Period period) {
  Chinese(writer, names, place, period).run();
}

void write_accounts(Writer& writer, const Names& names, PlaceId place, Period year) {
  const cube::Cube& cube = writer.cube();
  const Vocabulary& words = cube.vocabulary();
  const auto figure = [&](string_view id, int decimals, string_view unit) {
    const auto indicator = words.catalogue.by_id(id);
    const auto in = Unit::find(unit);
    if (!indicator || !in) return false;
    const auto value = shown(cube::level(cube, *indicator, place, year), *in, decimals);
    if (!value) return false;
    writer.print(FigureKind::level, *value, {}, unit);
    return true;
  };
  const auto share_of_gdp = [&](string_view id) {
    const auto part = words.catalogue.by_id(id);
    const auto whole = words.catalogue.by_id("gdp");
    if (!part || !whole) return;
    const auto value =
        shown(cube::share_of_indicator(cube, *part, *whole, place, year, names.percent),
              names.percent, 1);
    if (!value) return;
    writer.say(",占地区生产总值的");
    writer.print(FigureKind::share, *value, {}, "%");
  };
  const string& name = words.places.at(place).zh;
  writer.say(fmt::format("{}{}年国民经济主要指标\n\n", name, year.year()));
  writer.say(fmt::format("{}年,{}实现地区生产总值", year.year(), name));
  figure("gdp", 2, "亿元");
  writer.say("。其中,第一产业增加值");
  figure("gdp_primary", 2, "亿元");
  share_of_gdp("gdp_primary");
  writer.say(";第二产业增加值");
  figure("gdp_secondary", 2, "亿元");
  share_of_gdp("gdp_secondary");
  writer.say(";第三产业增加值");
  figure("gdp_tertiary", 2, "亿元");
  share_of_gdp("gdp_tertiary");
  writer.say("。人均地区生产总值");
  figure("gdp_per_head", 0, "元");
  writer.say("。\n\n全年社会消费品零售总额");
  figure("retail_sales", 2, "亿元");
  writer.say(",固定资产投资");
  figure("fixed_investment", 2, "亿元");
  writer.say(",财政总收入");
  figure("fiscal_revenue_total", 2, "亿元");
  writer.say(",其中一般公共预算收入");
  figure("fiscal_revenue", 2, "亿元");
  writer.say("。年末户籍人口");
  figure("population_registered", 2, "万人");
  writer.say(",全社会就业人员");
  figure("employment", 2, "万人");
  writer.say("。\n");
}

}  // namespace duibiao::corpus
