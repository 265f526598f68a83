#include "render/brief_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "bulletin/said.h"
#include "render/words.h"

namespace duibiao::render {
namespace {

using bulletin::Brief;
using bulletin::BriefItem;
using bulletin::said;
using What = Numeral::What;

std::string plain_rate(const cube::Answer& answer, Language language) {
  return worded({at_most(answer.value, 2), answer.unit}, language);
}

/// The clauses about one indicator, put together piece by piece, so that each numeral knows where
/// it stands.
class Clauses {
 public:
  Clauses(const Brief& brief, std::uint32_t number, const Vocabulary& words, Language language)
      : brief_(brief),
        item_(brief.items[number]),
        number_(number),
        words_(words),
        language_(language),
        zh_(language == Language::zh) {}

  Sentence write() {
    const Indicator& indicator = words_.catalogue.at(item_.indicator);
    const Place& place = words_.places.at(brief_.place);
    say(zh_ ? place.zh + indicator.zh
            : fmt::format("{}'s {}", name_of(place, language_), indicator.en));
    const auto level = bulletin::said_level(item_.level, words_.catalogue);
    if (level) {
      if (!zh_) say(" came to ");
      number(worded(level_quantity(indicator, *level, language_), language_), What::level);
    }
    if (const auto rate = said(item_.growth)) {
      if (level) {
        say(zh_ ? "，" : ", ");
      } else if (!zh_) {
        say(": ");
      }
      growth(*rate);
    }
    ranks();
    shares();
    parts();
    gaps();
    record();
    say(zh_ ? "。" : ".");
    return std::move(out_);
  }

 private:
  void say(std::string_view words) { out_.text += words; }

  void number(std::string_view words, What what, std::size_t index = 0) {
    const auto begin = static_cast<std::uint32_t>(out_.text.size());
    out_.text += words;
    out_.numerals.push_back({{begin, static_cast<std::uint32_t>(out_.text.size())},
                             what,
                             number_,
                             static_cast<std::uint32_t>(index)});
  }

  /// Before a clause of its own; before one that goes on with the same thought.
  void next_clause() {
    if (out_.numerals.empty()) {
      say(zh_ ? "：" : ": ");
    } else {
      say(zh_ ? "；" : "; ");
    }
  }
  void and_then(bool& begun, std::string_view between) {
    if (begun) {
      say(between);
    } else {
      next_clause();
    }
    begun = true;
  }

  /// «同比增长6.6%» / «同比下降2.1%» / «与上年同期持平»: the verb carries the sign.
  void growth(const cube::Answer& growth) {
    const num::Decimal shown = at_most(growth.value, 2);
    if (shown.is_zero()) {
      number(zh_ ? "与上年同期持平" : "unchanged on a year before", What::growth);
      return;
    }
    if (zh_) {
      say(shown.is_negative() ? "同比下降" : "同比增长");
    } else {
      say(shown.is_negative() ? "down " : "up ");
    }
    number(worded({shown.magnitude(), growth.unit}, language_), What::growth);
  }

  void moved_since(std::optional<int> before, int now, What what) {
    if (!before) return;
    if (*before == now) {
      say(zh_ ? "，与上期持平" : ", as before");
      return;
    }
    const std::string steps = fmt::format("{}", std::abs(*before - now));
    if (zh_) {
      say(*before > now ? "，较上期上升" : "，较上期下降");
      number(steps + "位", what);
    } else {
      say(*before > now ? ", up " : ", down ");
      number(steps, what);
      say(" on the period before");
    }
  }

  /// «总量居浙江11市第7位，与上期持平».
  void rank(const compare::Standing& standing, std::optional<int> before, bool by_level) {
    const What what = by_level ? What::level_rank : What::growth_rank;
    const bool all = std::cmp_equal(item_.ranked, brief_.group.size());
    if (zh_) {
      say(by_level ? "总量居" : "增速居");
      say(brief_.group_name.zh);
      if (!all) say(fmt::format("有数的{}地", item_.ranked));
      number(fmt::format("第{}位", standing.rank), what);
      if (standing.best != standing.worst) {
        say(fmt::format("（可能为{}至{}位）", standing.best, standing.worst));
      }
    } else {
      say(by_level ? "by level it ranks " : "by growth it ranks ");
      number(fmt::format("{} of {}", rank_words(standing.rank, standing.best, standing.worst),
                         item_.ranked),
             what);
      if (!all) say(" with figures");
    }
    moved_since(before, standing.rank, by_level ? What::level_rank_moved : What::growth_rank_moved);
  }

  void ranks() {
    if (item_.by_level) {
      next_clause();
      rank(*item_.by_level, item_.level_rank_previous, true);
    }
    if (item_.by_growth) {
      next_clause();
      rank(*item_.by_growth, item_.growth_rank_previous, false);
    }
    if (item_.by_level || item_.by_growth || !item_.printed_growth_rank) return;
    // «增速居第1位（公布）», where the store cannot rank by itself.
    const std::string printed = item_.printed_growth_rank->value.to_string();
    next_clause();
    say(zh_ ? "增速居" : "by growth it ranks ");
    number(zh_ ? fmt::format("第{}位", printed) : printed, What::printed_growth_rank);
    say(zh_ ? "（公布）" : " (as published)");
  }

  void shares() {
    bool begun = false;
    if (const auto share = said(item_.share_of_province)) {
      and_then(begun, {});
      if (zh_) say("占全省的");
      number(plain_rate(*share, language_), What::share_of_province);
      if (!zh_) say(" of the province");
    }
    if (const auto share = said(item_.share_of_nation)) {
      const bool alone = !begun;
      and_then(begun, zh_ ? "、" : ", ");
      if (zh_) say(alone ? "占全国的" : "全国的");
      number(plain_rate(*share, language_), What::share_of_nation);
      if (!zh_) say(" of the nation");
    }
  }

  void parts() {
    bool begun = false;
    for (std::size_t k = 0; k < item_.parts.size(); ++k) {
      const bulletin::PartPlayed& part = item_.parts[k];
      const auto fixed = said(part.points);
      if (!fixed) continue;
      const num::Decimal points = at_most(fixed->value, 2);
      and_then(begun, zh_ ? "，" : ", ");
      say(short_name_of(words_.catalogue.at(part.part), language_));
      if (zh_) {
        say(points.is_negative() ? "下拉" : "拉动");
      } else {
        say(points.is_negative() ? " took away " : " added ");
      }
      number(worded({points.magnitude(), part.points->unit}, language_), What::points_of_part, k);
    }
  }

  void gaps() {
    bool begun = false;
    for (std::size_t k = 0; k < item_.gaps.size(); ++k) {
      const compare::Gap& gap = item_.gaps[k];
      const auto ratio = said(gap.ratio);
      if (!gap.peer.known() || !ratio) continue;
      const std::string& peer = short_name_of(words_.places.at(gap.peer), language_);
      and_then(begun, zh_ ? "；" : "; ");
      if (zh_) say(fmt::format("相当于{}的", peer));
      number(plain_rate(*ratio, language_), What::ratio_to_peer, k);
      if (!zh_) say(fmt::format(" of {}'s", peer));
      const auto over = said(gap.growth_points);
      if (!over || over->value.is_zero()) continue;
      const num::Decimal& points = over->value;
      const std::string amount = at_most(points.magnitude(), 2).to_string();
      if (zh_) {
        say(points.is_negative() ? "，增速低" : "，增速高");
        number(amount + "个百分点", What::growth_over_peer, k);
      } else {
        say(", growing ");
        number(amount + " pp", What::growth_over_peer, k);
        say(points.is_negative() ? " slower" : " faster");
      }
    }
  }

  void record() {
    // A record among fewer than three earlier periods is no record.
    constexpr int enough = 3;
    if (!item_.level_record || item_.level_record->compared < enough) return;
    if (item_.level_record->highest) {
      next_clause();
      say(zh_ ? "为有数以来同期最高" : "the highest on record for the period");
    } else if (item_.level_record->lowest) {
      next_clause();
      say(zh_ ? "为有数以来同期最低" : "the lowest on record for the period");
    }
  }

  const Brief& brief_;
  const BriefItem& item_;
  std::uint32_t number_;
  const Vocabulary& words_;
  Language language_;
  bool zh_;
  Sentence out_;
};

}  // namespace

std::vector<Sentence> sentences(const Brief& brief, const cube::Cube& cube, Language language) {
  std::vector<Sentence> out;
  for (std::uint32_t k = 0; k < brief.items.size(); ++k) {
    Sentence sentence = Clauses(brief, k, cube.vocabulary(), language).write();
    if (!sentence.numerals.empty()) out.push_back(std::move(sentence));
  }
  return out;
}

std::vector<std::string> texts_of(const std::vector<Sentence>& sentences) {
  std::vector<std::string> out;
  for (const Sentence& sentence : sentences) out.push_back(sentence.text);
  return out;
}

}  // namespace duibiao::render
