#include "bulletin/relate/relation.h"

#include <algorithm>
#include <array>
#include <utility>

namespace duibiao::bulletin {
namespace {

struct Row {
  RelationKind kind;
  std::string_view id;
  std::string_view zh;
  std::string_view en;
};

constexpr std::array<Row, relation_kind_count> rows = {{
    {RelationKind::same_fact, "same_fact", "同一数据前后一致", "one fact stated twice"},
    {RelationKind::growth, "growth", "本期数÷上年同期数－1＝增速",
     "level ÷ prior level − 1 = growth"},
    {RelationKind::prior_additivity, "prior_additivity", "各部分基数之和＝总体基数",
     "the implied bases of the parts add up to that of the whole"},
    {RelationKind::parts_sum, "parts_sum", "各部分之和＝总体", "the parts add up to the whole"},
    {RelationKind::part_bound, "part_bound", "部分不大于总体", "a part is not above its whole"},
    {RelationKind::share, "share", "部分÷总体＝占比", "part ÷ whole = share"},
    {RelationKind::share_bound, "share_bound", "占比在0与100%之间", "a share lies in 0…100 %"},
    {RelationKind::shares_sum, "shares_sum", "占比之和＝100%", "the shares add up to 100 %"},
    {RelationKind::share_change, "share_change", "占比之差＝变动百分点",
     "share now − share before = points"},
    {RelationKind::growth_change, "growth_change", "增速之差＝变动百分点",
     "rate now − rate before = points"},
    {RelationKind::gap, "gap", "两个增速之差＝高出百分点", "rate here − rate there = points"},
    {RelationKind::pull, "pull", "基期占比×增速＝拉动点数", "base share × growth = points of pull"},
    {RelationKind::contribution, "contribution", "部分增量÷总体增量＝贡献率",
     "increment of the part ÷ increment of the whole = contribution rate"},
    {RelationKind::cumulative_month, "cumulative_month", "累计数之差＝当月数",
     "year to date − year to date before = the months between"},
    {RelationKind::rank_listed, "rank_listed", "文中所列数据的位次", "rank among those listed"},
    {RelationKind::rank_bound, "rank_bound", "位次不超过参加排名的个数",
     "no rank beyond the size of its group"},
    {RelationKind::increment, "increment", "本期数－上年同期数＝增量",
     "level − prior level = increment"},
    {RelationKind::multiple, "multiple", "两数之比＝倍数", "level ÷ other level = multiple"},
    {RelationKind::average_growth, "average_growth", "平均增速的几何平均",
     "average growth is the geometric mean"},
    {RelationKind::per_head, "per_head", "总量÷平均人口＝人均", "total ÷ mean population"},
    {RelationKind::exchange, "exchange", "人民币数÷美元数＝汇率", "yuan ÷ dollars = a rate"},
    {RelationKind::threshold, "threshold", "突破、不足等说法与数据相符",
     "a threshold word agrees with the figure"},
    {RelationKind::direction, "direction", "增减、高低的方向一致", "directions agree"},
    {RelationKind::stored, "stored", "与数据库一致", "agrees with the store"},
    {RelationKind::stored_derived, "stored_derived", "与数据库推算结果一致",
     "agrees with what follows from the store"},
    {RelationKind::stored_rank, "stored_rank", "与数据库位次一致", "agrees with the store's ranks"},
    {RelationKind::stored_gap, "stored_gap", "与数据库差距一致", "agrees with the store's gaps"},
    {RelationKind::plausible, "plausible", "在合理范围之内", "lies within plausible bounds"},
}};

const Row& row_of(RelationKind kind) { return rows[static_cast<std::size_t>(kind)]; }

}  // namespace

std::string_view id_of(RelationKind kind) { return row_of(kind).id; }

Message describe(RelationKind kind) {
  return {std::string(row_of(kind).zh), std::string(row_of(kind).en)};
}

void Values::replace(std::uint32_t claim, Claim with) {
  const auto same = [claim](const auto& entry) { return entry.first == claim; };
  const auto known = std::find_if(replaced_.begin(), replaced_.end(), same);
  if (known != replaced_.end()) {
    known->second = std::move(with);
  } else {
    replaced_.emplace_back(claim, std::move(with));
  }
}

const Claim& Values::at(std::uint32_t claim) const {
  for (const auto& [index, value] : replaced_) {
    if (index == claim) return value;
  }
  return reading_->claims[claim];
}

}  // namespace duibiao::bulletin
