#include "render/brief_numerals.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "bulletin/said.h"
#include "render/words.h"

namespace duibiao::render {
namespace {

using bulletin::Brief;
using bulletin::BriefItem;
using What = Numeral::What;

void take(Backing& out, const cube::Answer& answer) {
  out.value = bulletin::said(answer).value_or(answer).value;
  out.unit = answer.unit;
  out.derived = answer.derived;
  if (answer.derived) {
    out.figures = answer.inputs;
    out.formula = cube::describe(answer.method);
  } else {
    out.figures = {answer.key};
  }
}

/// «温州市 ÷ 宁波市», of two places or two indicators.
Message between(const Message& left, std::string_view sign, const Message& right) {
  return {fmt::format("{} {} {}", left.zh, sign, right.zh),
          fmt::format("{} {} {}", left.en, sign, right.en)};
}

Message named(const Place& place) {
  return {name_of(place, Language::zh), name_of(place, Language::en)};
}

Message named(const Indicator& indicator) {
  return {short_name_of(indicator, Language::zh), short_name_of(indicator, Language::en)};
}

Message what_of(What what) {
  switch (what) {
    case What::level:
      return {"总量", "level"};
    case What::growth:
      return {"同比", "growth on a year before"};
    case What::growth_change:
      return {"同比较上期变动", "growth less that of the period before"};
    case What::level_rank:
      return {"总量位次", "rank by level"};
    case What::level_rank_moved:
      return {"总量位次较上期变动", "movement of the rank by level"};
    case What::growth_rank:
      return {"增速位次", "rank by growth"};
    case What::growth_rank_moved:
      return {"增速位次较上期变动", "movement of the rank by growth"};
    case What::printed_growth_rank:
      return {"增速位次（公布）", "rank by growth, as published"};
    case What::share_of_province:
      return {"占全省比重", "share of the province"};
    case What::share_of_nation:
      return {"占全国比重", "share of the nation"};
    case What::points_of_part:
      return {"对增长的拉动", "points added to growth"};
    case What::ratio_to_peer:
      return {"与对标地区之比", "ratio to the peer"};
    case What::growth_over_peer:
      return {"与对标地区的增速差", "growth less the peer's"};
  }
  return {};
}

/// Follows one numeral.
class Follow {
 public:
  Follow(const Brief& brief, const Numeral& numeral, const Vocabulary& words)
      : brief_(brief), item_(brief.items.at(numeral.item)), numeral_(numeral), words_(words) {
    out_.place = brief.place;
    out_.indicator = item_.indicator;
    out_.period = brief.period;
    out_.what = what_of(numeral.what);
  }

  Backing run() {
    switch (numeral_.what) {
      case What::level:
        at("level/figure");
        take(out_,
             bulletin::said_level(item_.level, words_.catalogue).value_or(*item_.level.answer));
        break;
      case What::growth:
        at("growth/figure");
        take(out_, *item_.growth.answer);
        break;
      case What::growth_change:
        at("growth_change/figure");
        take(out_, *item_.growth_change.answer);
        out_.formula = {"本期同比 − 上期同比", "growth now − growth in the period before"};
        break;
      case What::share_of_province:
        at("share_of_province");
        share(*item_.share_of_province, words_.places.province_of(brief_.place));
        break;
      case What::share_of_nation:
        at("share_of_nation");
        share(*item_.share_of_nation, words_.places.country_of(brief_.place));
        break;
      case What::points_of_part:
        part();
        break;
      case What::ratio_to_peer:
      case What::growth_over_peer:
        peer();
        break;
      default:
        rank();
    }
    return std::move(out_);
  }

 private:
  void at(std::string_view field) {
    out_.pointer = fmt::format("/items/{}/{}", numeral_.item, field);
  }

  void share(const cube::Answer& answer, PlaceId whole) {
    take(out_, answer);
    out_.formula =
        between(named(words_.places.at(brief_.place)), "÷", named(words_.places.at(whole)));
  }

  void part() {
    const bulletin::PartPlayed& part = item_.parts.at(numeral_.index);
    at(fmt::format("parts/{}/points/figure", numeral_.index));
    take(out_, *part.points.answer);
    const Message one = named(words_.catalogue.at(part.part));
    const Message all = named(words_.catalogue.at(item_.indicator));
    out_.what = {fmt::format("{}对{}增长的拉动", one.zh, all.zh),
                 fmt::format("points that {} added to the growth of {}", one.en, all.en)};
    out_.formula = {fmt::format("（本期{0} − 上年同期{0}）÷ 上年同期{1}", one.zh, all.zh),
                    fmt::format("({0} − {0} a year before) ÷ {1} a year before", one.en, all.en)};
  }

  void peer() {
    const compare::Gap& gap = item_.gaps.at(numeral_.index);
    const Message own = named(words_.places.at(brief_.place));
    const Message other = named(words_.places.at(gap.peer));
    if (numeral_.what == What::ratio_to_peer) {
      at(fmt::format("gaps/{}/ratio", numeral_.index));
      take(out_, *gap.ratio);
      out_.what = {"相当于" + other.zh + "的比例", "ratio to " + other.en};
      out_.formula = between(own, "÷", other);
      return;
    }
    at(fmt::format("gaps/{}/growth_points", numeral_.index));
    take(out_, *gap.growth_points);
    out_.what = {"与" + other.zh + "的增速差", "growth less that of " + other.en};
    out_.formula =
        between({own.zh + "同比", own.en + "'s growth"}, "−", {other.zh + "同比", other.en + "'s"});
  }

  void rests_on(const compare::Ranking& ranking) {
    for (const compare::Standing& standing : ranking.standings) {
      const cube::Answer& answer = standing.answer;
      if (answer.derived) {
        out_.figures.insert(out_.figures.end(), answer.inputs.begin(), answer.inputs.end());
      } else {
        out_.figures.push_back(answer.key);
      }
    }
    std::ranges::sort(out_.figures);
    const auto repeats = std::ranges::unique(out_.figures);
    out_.figures.erase(repeats.begin(), repeats.end());
  }

  void rank() {
    out_.unit = unit::rank();
    out_.derived = true;
    const bool by_level =
        numeral_.what == What::level_rank || numeral_.what == What::level_rank_moved;
    const std::string field = by_level ? "level_rank" : "growth_rank";
    if (numeral_.what == What::printed_growth_rank) {
      at("printed_growth_rank");
      out_.derived = false;
      out_.value = item_.printed_growth_rank->value;
      out_.figures = {{item_.indicator, brief_.place, brief_.period, Measure::growth_rank}};
      return;
    }
    out_.ranking = by_level ? &item_.level_ranking : &item_.growth_ranking;
    const int now = (by_level ? item_.by_level : item_.by_growth)->rank;
    rests_on(*out_.ranking);
    if (numeral_.what == What::level_rank || numeral_.what == What::growth_rank) {
      at(field);
      out_.value = num::Decimal::whole(now);
      out_.formula = order_words(by_level);
      return;
    }
    at(field + "/previous");
    rests_on(by_level ? item_.level_ranking_previous : item_.growth_ranking_previous);
    const int before = *(by_level ? item_.level_rank_previous : item_.growth_rank_previous);
    out_.value = num::Decimal::whole(before - now);
    out_.formula = {fmt::format("上期第{}位 − 本期第{}位", before, now),
                    fmt::format("rank {} in the period before − rank {} now", before, now)};
  }

  [[nodiscard]] Message order_words(bool by_level) const {
    const bool high_first = words_.catalogue.at(item_.indicator).higher_is_better;
    return {fmt::format("{}按{}由{}排列", brief_.group_name.zh, by_level ? "总量" : "同比",
                        high_first ? "高到低" : "低到高"),
            fmt::format("{} by {}, {} first", brief_.group_name.en, by_level ? "level" : "growth",
                        high_first ? "highest" : "lowest")};
  }

  const Brief& brief_;
  const BriefItem& item_;
  const Numeral& numeral_;
  const Vocabulary& words_;
  Backing out_;
};

}  // namespace

Backing backing_of(const Brief& brief, const Numeral& numeral, const Vocabulary& words) {
  return Follow(brief, numeral, words).run();
}

std::string_view id_of(What what) {
  switch (what) {
    case What::level:
      return "level";
    case What::growth:
      return "growth";
    case What::growth_change:
      return "growth_change";
    case What::level_rank:
      return "level_rank";
    case What::level_rank_moved:
      return "level_rank_moved";
    case What::growth_rank:
      return "growth_rank";
    case What::growth_rank_moved:
      return "growth_rank_moved";
    case What::printed_growth_rank:
      return "printed_growth_rank";
    case What::share_of_province:
      return "share_of_province";
    case What::share_of_nation:
      return "share_of_nation";
    case What::points_of_part:
      return "points_of_part";
    case What::ratio_to_peer:
      return "ratio_to_peer";
    case What::growth_over_peer:
      return "growth_over_peer";
  }
  return "";
}

std::string figure_id(const FigureKey& key, const Vocabulary& words) {
  return fmt::format("{}/{}/{}/{}", words.catalogue.at(key.indicator).id,
                     words.places.at(key.place).code, key.period.to_string(),
                     duibiao::id_of(key.measure));
}

std::vector<FigureKey> all_figures_behind(const Brief& brief,
                                          const std::vector<Sentence>& sentences,
                                          const Vocabulary& words) {
  const std::vector<FigureKey> told = bulletin::figures_behind(brief);
  std::set<FigureKey> keys(told.begin(), told.end());
  for (const Sentence& sentence : sentences) {
    for (const Numeral& numeral : sentence.numerals) {
      const Backing backing = backing_of(brief, numeral, words);
      keys.insert(backing.figures.begin(), backing.figures.end());
    }
  }
  return {keys.begin(), keys.end()};
}

}  // namespace duibiao::render
