#include "render/brief_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "render/words.h"

namespace duibiao::render {
namespace {

using bulletin::Brief;
using bulletin::BriefItem;

std::string plain_rate(const cube::Answer& answer, Language language) {
  return render::worded({render::at_most(answer.value, 2), answer.unit}, language);
}

/// «增长6.6%» / «下降2.1%» / «与上年持平»: the verb carries the sign.
std::string growth_words(const cube::Answer& growth, Language language) {
  const num::Decimal shown = render::at_most(growth.value, 2);
  const std::string amount = render::worded({shown.magnitude(), growth.unit}, language);
  if (shown.is_zero())
    return language == Language::zh ? "与上年同期持平" : "unchanged on a year before";
  if (language == Language::zh) return (shown.is_negative() ? "同比下降" : "同比增长") + amount;
  return (shown.is_negative() ? "down " : "up ") + amount;
}

std::string rank_change(std::optional<int> before, int now, Language language) {
  if (!before) return "";
  if (*before == now) return language == Language::zh ? "，与上期持平" : ", as before";
  const int steps = std::abs(*before - now);
  if (language == Language::zh) {
    return fmt::format("，较上期{}{}位", *before > now ? "上升" : "下降", steps);
  }
  return fmt::format(", {} {} on the period before", *before > now ? "up" : "down", steps);
}

/// «增速居全省第1位» as a source printed it, where the store cannot rank by itself.
std::string printed_rank_sentence(const BriefItem& item, Language language) {
  if (!item.printed_growth_rank) return {};
  const std::string rank = item.printed_growth_rank->value.to_string();
  return language == Language::zh ? fmt::format("增速居第{}位（公布）", rank)
                                  : fmt::format("by growth it ranks {} (as published)", rank);
}

std::string rank_sentence(const Brief& brief, const BriefItem& item, Language language) {
  const bool zh = language == Language::zh;
  if (!item.by_level && !item.by_growth) return printed_rank_sentence(item, language);
  std::string out;
  const auto one = [&](const compare::Standing& s, std::optional<int> before, const char* zh_what,
                       const char* en_what) {
    std::string rank = render::rank_words(s.rank, s.best, s.worst);
    if (zh) rank = fmt::format("{}位", s.rank);
    if (zh && s.best != s.worst) rank += fmt::format("（可能为{}至{}位）", s.best, s.worst);
    const bool all = static_cast<std::size_t>(item.ranked) == brief.group.size();
    const std::string among =
        all ? brief.group_name.zh : fmt::format("{}有数的{}地", brief.group_name.zh, item.ranked);
    out += zh ? fmt::format("{}居{}第{}{}", zh_what, among, rank,
                            rank_change(before, s.rank, language))
              : fmt::format("{} ranks {} of {}{}{}", en_what, rank, item.ranked,
                            all ? "" : " with figures", rank_change(before, s.rank, language));
  };
  if (item.by_level) one(*item.by_level, item.level_rank_previous, "总量", "by level it");
  if (item.by_growth) {
    if (!out.empty()) out += zh ? "；" : "; ";
    one(*item.by_growth, item.growth_rank_previous, "增速", "by growth it");
  }
  return out;
}

std::string share_sentence(const BriefItem& item, Language language) {
  const bool zh = language == Language::zh;
  std::string out;
  if (item.share_of_province) {
    out += zh ? "占全省的" + plain_rate(*item.share_of_province, language)
              : plain_rate(*item.share_of_province, language) + " of the province";
  }
  if (item.share_of_nation) {
    if (!out.empty()) out += zh ? "、" : ", ";
    out += zh ? (out.empty() ? "占全国的" : "全国的") + plain_rate(*item.share_of_nation, language)
              : plain_rate(*item.share_of_nation, language) + " of the nation";
  }
  return out;
}

std::string parts_sentence(const BriefItem& item, const Vocabulary& words, Language language) {
  const bool zh = language == Language::zh;
  std::string out;
  for (const bulletin::PartPlayed& part : item.parts) {
    const num::Decimal points = render::at_most(part.points->value, 2);
    const std::string& name = render::short_name_of(words.catalogue.at(part.part), language);
    const std::string amount = render::worded({points.magnitude(), part.points->unit}, language);
    if (!out.empty()) out += zh ? "，" : ", ";
    if (zh) {
      out += fmt::format("{}{}{}", name, points.is_negative() ? "下拉" : "拉动", amount);
    } else {
      out += fmt::format("{} {} {}", name, points.is_negative() ? "took away" : "added", amount);
    }
  }
  return out;
}

std::string record_sentence(const BriefItem& item, Language language) {
  const bool zh = language == Language::zh;
  // A record among fewer than three earlier periods is no record.
  constexpr int enough = 3;
  if (item.level_record && item.level_record->compared >= enough) {
    if (item.level_record->highest)
      return zh ? "为有数以来同期最高" : "the highest on record for the period";
    if (item.level_record->lowest)
      return zh ? "为有数以来同期最低" : "the lowest on record for the period";
  }
  return {};
}

std::string gap_sentence(const BriefItem& item, const Vocabulary& words, Language language) {
  const bool zh = language == Language::zh;
  std::string out;
  for (const compare::Gap& gap : item.gaps) {
    if (!gap.peer.known() || !gap.ratio) continue;
    const std::string& peer = render::short_name_of(words.places.at(gap.peer), language);
    if (!out.empty()) out += zh ? "；" : "; ";
    out += zh ? fmt::format("相当于{}的{}", peer, plain_rate(*gap.ratio, language))
              : fmt::format("{} of {}'s", plain_rate(*gap.ratio, language), peer);
    if (!gap.growth_points || gap.growth_points->value.is_zero()) continue;
    const num::Decimal& points = gap.growth_points->value;
    const num::Decimal amount = render::at_most(points.magnitude(), 2);
    out += zh ? fmt::format("，增速{}{}个百分点", points.is_negative() ? "低" : "高",
                            amount.to_string())
              : fmt::format(", growing {} pp {}", amount.to_string(),
                            points.is_negative() ? "slower" : "faster");
  }
  return out;
}

std::string item_sentence(const Brief& brief, const BriefItem& item, const Vocabulary& words,
                          Language language) {
  const bool zh = language == Language::zh;
  const Indicator& indicator = words.catalogue.at(item.indicator);
  std::string out =
      zh ? fmt::format("{}{}", words.places.at(brief.place).zh, indicator.zh)
         : fmt::format("{}'s {}", render::name_of(words.places.at(brief.place), language),
                       indicator.en);
  if (item.level) {
    out += zh ? "" : " came to ";
    out +=
        render::worded(render::level_quantity(indicator, *item.level.answer, language), language);
  }
  if (item.growth) {
    if (item.level || !zh) out += zh ? "，" : (item.level ? ", " : ": ");
    out += growth_words(*item.growth.answer, language);
  }
  std::vector<std::string> more = {
      rank_sentence(brief, item, language), share_sentence(item, language),
      parts_sentence(item, words, language), gap_sentence(item, words, language),
      record_sentence(item, language)};
  std::erase_if(more, [](const std::string& text) { return text.empty(); });
  for (const std::string& text : more) out += (zh ? "；" : "; ") + text;
  return out + (zh ? "。" : ".");
}

}  // namespace

std::vector<std::string> sentences(const Brief& brief, const cube::Cube& cube, Language language) {
  std::vector<std::string> out;
  for (const BriefItem& item : brief.items) {
    out.push_back(item_sentence(brief, item, cube.vocabulary(), language));
  }
  return out;
}

}  // namespace duibiao::render
