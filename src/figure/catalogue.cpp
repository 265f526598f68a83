#include "figure/catalogue.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.h"
#include "figure/name_key.h"

namespace duibiao {
namespace {

using names::name_key;

constexpr std::size_t shown_candidates = 8;
constexpr std::size_t shown_nearest = 3;

template <class Visit>
void each_name(const Indicator& indicator, Visit visit) {
  visit(indicator.id);
  visit(indicator.zh);
  visit(indicator.en);
  visit(indicator.short_zh);
  visit(indicator.short_en);
  for (const std::string& alias : indicator.aliases) visit(alias);
}

std::string listed(const Catalogue& catalogue, std::span<const IndicatorId> ids, bool english) {
  std::string out;
  for (std::size_t i = 0; i < std::min(ids.size(), shown_candidates); ++i) {
    const Indicator& indicator = catalogue.at(ids[i]);
    if (i > 0) out += english ? ", " : "、";
    out += fmt::format("{} ({})", english ? indicator.en : indicator.zh, indicator.id);
  }
  if (ids.size() > shown_candidates) out += " …";
  return out;
}

}  // namespace

const Indicator& Catalogue::at(IndicatorId id) const {
  DUIBIAO_ASSERT(id.index < indicators_.size());
  return indicators_[id.index];
}

std::optional<IndicatorId> Catalogue::by_id(std::string_view id) const {
  const auto it = by_id_.find(std::string(id));
  if (it == by_id_.end()) return std::nullopt;
  return it->second;
}

std::optional<IndicatorId> Catalogue::find(std::string_view name) const {
  if (name.size() > names::longest_name) return std::nullopt;
  const auto it = by_name_.find(name_key(name));
  if (it == by_name_.end()) return std::nullopt;
  return it->second;
}

Result<IndicatorId> Catalogue::resolve(std::string_view name) const {
  if (const auto found = find(name)) return *found;
  const std::string key = name_key(name.substr(0, names::longest_name));
  std::vector<IndicatorId> begun;
  for (std::uint16_t i = 0; !key.empty() && i < indicators_.size(); ++i) {
    bool begins = false;
    each_name(indicators_[i],
              [&](const std::string& n) { begins = begins || name_key(n).starts_with(key); });
    if (begins) begun.push_back(IndicatorId{i});
  }
  if (begun.size() == 1) return begun.front();
  if (!begun.empty()) {
    return fail(
        ErrorCode::ambiguous_name,
        {fmt::format("「{}」可指多个指标：{}", name, listed(*this, begun, false)),
         fmt::format("“{}” may mean several indicators: {}", name, listed(*this, begun, true))},
        {"请写全称或括号中的代号", "give the full name or the id in brackets"});
  }
  const std::vector<IndicatorId> near = nearest(name, shown_nearest);
  Message advice{"用 duibiao indicators 查看全部指标", "duibiao indicators lists every indicator"};
  if (!near.empty()) {
    advice = {fmt::format("相近的指标：{}", listed(*this, near, false)),
              fmt::format("nearest: {}", listed(*this, near, true))};
  }
  return fail(
      ErrorCode::not_found,
      {fmt::format("没有名为「{}」的指标", name), fmt::format("no indicator named “{}”", name)},
      std::move(advice));
}

std::vector<IndicatorId> Catalogue::nearest(std::string_view name, std::size_t limit) const {
  const std::u32string wanted = names::code_points(name_key(name.substr(0, names::longest_name)));
  if (wanted.empty()) return {};
  const std::size_t farthest = std::max<std::size_t>(1, wanted.size() / 2);
  std::vector<std::pair<std::size_t, IndicatorId>> found;
  for (std::uint16_t i = 0; i < indicators_.size(); ++i) {
    std::size_t least = farthest + 1;
    each_name(indicators_[i], [&](const std::string& n) {
      if (n.empty()) return;
      const std::u32string points = names::code_points(name_key(n));
      least = std::min(least, names::edit_distance(wanted, points, farthest));
    });
    if (least <= farthest) found.emplace_back(least, IndicatorId{i});
  }
  const std::size_t kept = std::min(limit, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end());
  std::vector<IndicatorId> out;
  for (std::size_t i = 0; i < kept; ++i) out.push_back(found[i].second);
  return out;
}

std::optional<IndicatorId> Catalogue::in_dimension(IndicatorId indicator,
                                                   Dimension dimension) const {
  if (at(indicator).unit.dimension() == dimension) return indicator;
  const IndicatorId base = at(indicator).variant_of.known() ? at(indicator).variant_of : indicator;
  for (std::uint16_t i = 0; i < indicators_.size(); ++i) {
    const bool related = indicators_[i].variant_of == base || IndicatorId{i} == base;
    if (related && indicators_[i].unit.dimension() == dimension) return IndicatorId{i};
  }
  return std::nullopt;
}

}  // namespace duibiao
