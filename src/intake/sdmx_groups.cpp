#include "intake/sdmx_groups.h"

#include <algorithm>

namespace duibiao::intake {
namespace {

/// Keyed by different sets of dimensions. Real structures have one or two kinds of groups; each
/// costs a look-up a series.
constexpr std::size_t shapes_max = 64;

void put(std::string& key, std::string_view value) {
  key += std::to_string(value.size());
  key += ':';
  key += value;
}

tl::unexpected<Error> too_many_groups() {
  return fail(ErrorCode::over_limit,
              {"SDMX 文件的组(Group)过多", "the SDMX message has too many groups"},
              {"请按指标或地区分次查询、分文件导入",
               "ask for fewer series at a time and import "
               "them as several files"});
}

}  // namespace

Status SdmxGroups::add(std::uint32_t data_set, SdmxOwnValues keys, SdmxOwnValues values) {
  for (const SdmxOwnValues* some : {&keys, &values}) {
    for (const SdmxOwnValue& value : *some) bytes_ += value.text.size() + sizeof value;
  }
  if (bytes_ > limit::sdmx_structure_bytes) return too_many_groups();
  added_.push_back({data_set, std::move(keys), std::move(values)});
  return {};
}

Status SdmxGroups::settle(const SdmxComponents& components) {
  std::map<std::vector<std::uint32_t>, std::size_t> known;
  for (Added& group : added_) {
    if (group.keys.empty()) {
      SdmxOwnValues values;
      for (SdmxOwnValue& value : group.values) {
        const bool key = components.on_every_key(value.component);
        (key ? group.keys : values).push_back(std::move(value));
      }
      group.values = std::move(values);
    }
    std::ranges::sort(group.keys, {}, &SdmxOwnValue::component);
    std::vector<std::uint32_t> dimensions;
    std::string key;
    put(key, std::to_string(group.data_set));
    for (const SdmxOwnValue& value : group.keys) {
      dimensions.push_back(value.component);
      put(key, value.text);
    }
    if (group.values.empty()) continue;
    const auto [at, is_new] = known.try_emplace(dimensions, shapes_.size());
    if (is_new && shapes_.size() >= shapes_max) return too_many_groups();
    if (is_new) shapes_.push_back({std::move(dimensions), {}});
    SdmxOwnValues& all = shapes_[at->second].groups[key];
    all.insert(all.end(), std::make_move_iterator(group.values.begin()),
               std::make_move_iterator(group.values.end()));
  }
  added_.clear();
  return {};
}

void SdmxGroups::find(std::uint32_t data_set, std::span<const SdmxOwnValue> key,
                      std::vector<SdmxValue>& out) const {
  for (const Shape& shape : shapes_) {
    std::string wanted;
    put(wanted, std::to_string(data_set));
    bool complete = true;
    for (const std::uint32_t dimension : shape.dimensions) {
      const auto at = std::ranges::find(key, dimension, &SdmxOwnValue::component);
      complete = complete && at != key.end();
      if (!complete) break;
      put(wanted, at->text);
    }
    const auto found = complete ? shape.groups.find(wanted) : shape.groups.end();
    if (found == shape.groups.end()) continue;
    for (const SdmxOwnValue& value : found->second)
      out.push_back({value.component, value.text, {}});
  }
}

}  // namespace duibiao::intake
