#include "intake/sdmx_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "intake/sdmx_json_key.h"

namespace duibiao::intake {

SdmxJson::SdmxJson(JsonPull json, std::shared_ptr<const JsonPlan> plan)
    : json_(std::move(json)), plan_(std::move(plan)) {}

const std::string& SdmxJson::name() const {
  return plan_->structures[plan_->data_sets.front().structure].name;
}

Result<bool> SdmxJson::next(SdmxObservation& out) {
  while (given_ >= held_.size()) {
    held_.clear();
    given_ = 0;
    held_bytes_ = 0;
    const auto more = advance();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return false;
  }
  const Held& held = held_[given_++];
  if (auto done = assemble(held, out); !done) return tl::unexpected(done.error());
  return true;
}

/// Goes on to the next observations; false at the end.
Result<bool> SdmxJson::advance() {
  while (held_.empty()) {
    if (!begun_) {
      begun_ = true;
      if (const auto first = json_.next(); !first) return tl::unexpected(first.error());
      open_.push_back(Inside::root);
    }
    if (open_.empty()) return false;
    const auto token = json_.next();
    if (!token) return tl::unexpected(token.error());
    if (*token == Token::end) return false;
    if (*token == Token::end_object || *token == Token::end_array) {
      // A deletion may name a data set alone.
      const bool whole = open_.back() == Inside::data_set && !found_;
      if (whole && plan_->data_sets[data_set_ - 1].action == "Delete") {
        in_series_ = false;
        held_.push_back({{}, {}, json_.line()});
      }
      if (open_.back() == Inside::observations || open_.back() == Inside::all_series) {
        in_series_ = false;
      }
      open_.pop_back();
      continue;
    }
    if (auto entered = enter(*token); !entered) return tl::unexpected(entered.error());
  }
  return true;
}

Status SdmxJson::enter(Token token) {
  if (open_.back() == Inside::data_sets) {
    if (token != Token::begin_object) return json_.skip(token);
    ++data_set_;
    found_ = false;
    in_series_ = false;
    structure_ = &plan_->structures[plan_->data_sets[data_set_ - 1].structure];
    open_.push_back(Inside::data_set);
    return {};
  }
  std::string key(json_.text());
  const auto value = json_.next();
  if (!value) return tl::unexpected(value.error());
  if (open_.back() == Inside::all_series) {
    if (*value != Token::begin_object) return json_.skip(*value);
    return read_series(std::move(key));
  }
  if (open_.back() == Inside::observations) {
    auto held = read_observation(std::move(key), *value);
    if (!held) return tl::unexpected(held.error());
    held_.push_back(std::move(*held));
    return {};
  }
  return enter_member(key, *value);
}

Status SdmxJson::enter_member(std::string_view key, Token value) {
  const Inside in = open_.back();
  const bool object = value == Token::begin_object;
  if (in == Inside::root && key == "data" && object && !plan_->at_root) {
    open_.push_back(Inside::data);
    return {};
  }
  const bool level = plan_->at_root ? in == Inside::root : in == Inside::data;
  if (level && key == "dataSets" && value == Token::begin_array) {
    open_.push_back(Inside::data_sets);
    return {};
  }
  if (in == Inside::data_set && key == "series" && object) {
    open_.push_back(Inside::all_series);
    return {};
  }
  if (in == Inside::data_set && key == "observations" && object) {
    in_series_ = false;
    open_.push_back(Inside::observations);
    return {};
  }
  return json_.skip(value);
}

/// A series is held whole: its attributes may stand behind its observations.
Status SdmxJson::read_series(std::string key) {
  series_key_ = std::move(key);
  series_attributes_.clear();
  in_series_ = true;
  const std::uint64_t line = json_.line();
  for (;;) {
    const auto token = json_.next();
    if (!token) return tl::unexpected(token.error());
    if (*token == Token::end_object) break;
    const std::string member(json_.text());
    const auto value = json_.next();
    if (!value) return tl::unexpected(value.error());
    Status read;
    if (member == "attributes" && *value == Token::begin_array) {
      auto raws = read_json_raws(json_);
      if (!raws) return tl::unexpected(raws.error());
      series_attributes_ = std::move(*raws);
    } else if (member == "observations" && *value == Token::begin_object) {
      read = read_observations();
    } else {
      read = json_.skip(*value);
    }
    if (!read) return read;
  }
  const bool deletion = plan_->data_sets[data_set_ - 1].action == "Delete";
  if (held_.empty() && deletion) held_.push_back({{}, {}, line});
  return {};
}

Status SdmxJson::read_observations() {
  for (;;) {
    const auto token = json_.next();
    if (!token) return tl::unexpected(token.error());
    if (*token == Token::end_object) return {};
    std::string key(json_.text());
    const auto value = json_.next();
    if (!value) return tl::unexpected(value.error());
    auto held = read_observation(std::move(key), *value);
    if (!held) return tl::unexpected(held.error());
    if (auto counted = count(*held); !counted) return counted;
    held_.push_back(std::move(*held));
  }
}

Result<SdmxJson::Held> SdmxJson::read_observation(std::string key, Token value) {
  Held held{std::move(key), {}, json_.line()};
  if (value == Token::begin_array) {
    auto raws = read_json_raws(json_);
    if (!raws) return tl::unexpected(raws.error());
    held.values = std::move(*raws);
    return held;
  }
  auto raw = read_json_raw(json_, value);
  if (!raw) return tl::unexpected(raw.error());
  held.values.push_back(std::move(*raw));
  return held;
}

Status SdmxJson::count(const Held& held) {
  held_bytes_ += sizeof held + held.key.size();
  for (const JsonRaw& raw : held.values) held_bytes_ += sizeof raw + raw.text.size();
  if (held_bytes_ <= limit::sdmx_structure_bytes) return {};
  return fail(ErrorCode::over_limit,
              {"一个序列的观测值过多", "one series has too many observations"},
              {"请按年份分次查询", "ask for fewer years at a time"},
              {.file = json_.name(), .sheet = {}, .cell = path({}), .line = json_.line()});
}

std::string SdmxJson::path(std::string_view observation) const {
  constexpr std::size_t shown = 200;  // a hostile key could be a megabyte
  std::string out = fmt::format("{}dataSets[{}]", plan_->at_root ? "" : "data.", data_set_ - 1);
  if (in_series_) {
    out += fmt::format(".series[\"{}\"]", std::string_view(series_key_).substr(0, shown));
  }
  if (!observation.empty()) {
    out += fmt::format(".observations[\"{}\"]", observation.substr(0, shown));
  }
  return out;
}

tl::unexpected<Error> SdmxJson::bad(std::string_view zh, std::string_view en) const {
  const std::string at = path(current_);
  return fail(ErrorCode::damaged_file,
              {fmt::format("“{}”的 {}：{}", json_.name(), at, zh),
               fmt::format("{} of “{}”: {}", at, json_.name(), en)},
              {"请从发布方重新下载", "fetch it from the publisher again"},
              {.file = json_.name(), .sheet = {}, .cell = at, .line = line_});
}

Status SdmxJson::assemble(const Held& held, SdmxObservation& out) {
  const JsonPlan::DataSet& set = plan_->data_sets[data_set_ - 1];
  current_ = held.key;
  line_ = held.line;
  found_ = true;
  out.values.clear();
  out.action = set.action;
  out.line = held.line;
  out.path = path(held.key);
  for (const JsonComponent& dimension : structure_->dimensions.data_set) {
    if (dimension.values.empty()) continue;
    const JsonCode& only = dimension.values.front();
    out.values.push_back({dimension.number, only.id, only.label});
  }
  const auto& attributes = structure_->attributes;
  if (auto done = add_values(attributes.data_set, set.attributes, out); !done) return done;
  const std::size_t behind_groups = out.values.size();
  if (in_series_) {
    if (auto done = add_key(structure_->dimensions.series, series_key_, out); !done) return done;
    if (auto done = add_values(attributes.series, series_attributes_, out); !done) return done;
  }
  const bool named = !held.key.empty() || !held.values.empty();
  if (named) {
    if (auto done = add_key(structure_->dimensions.observation, held.key, out); !done) return done;
  }
  const std::size_t measures = std::max<std::size_t>(1, structure_->measures.observation.size());
  const std::span<const JsonRaw> all(held.values);
  if (structure_->measures.observation.empty()) {
    if (!all.empty()) add_measure(all.front(), out);
  } else if (auto done = add_values(structure_->measures.observation,
                                    all.first(std::min(measures, all.size())), out);
             !done) {
    return done;
  }
  const auto rest = all.subspan(std::min(measures, all.size()));
  if (auto done = add_values(attributes.observation, rest, out); !done) return done;
  if (plan_->groups.empty()) return {};
  SdmxOwnValues key;
  for (const SdmxValue& value : out.values)
    key.push_back({value.component, std::string(value.text)});
  std::vector<SdmxValue> said;
  plan_->groups.find(static_cast<std::uint32_t>(data_set_), key, said);
  out.values.insert(out.values.begin() + static_cast<std::ptrdiff_t>(behind_groups), said.begin(),
                    said.end());
  return {};
}

/// Messages before 2.0 do not name the measure.
void SdmxJson::add_measure(const JsonRaw& raw, SdmxObservation& out) {
  const auto all = plan_->components.all();
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (all[i].id == "OBS_VALUE") out.values.push_back({i, raw.text, {}});
  }
}

Status SdmxJson::add_key(const std::vector<JsonComponent>& components, std::string_view text,
                         SdmxObservation& out) {
  JsonKey key(text);
  std::string_view part;
  std::size_t at = 0;
  const bool deletion = out.action == "Delete";
  if (components.empty() && text.empty()) return {};
  for (; key.next(part); ++at) {
    if (at >= components.size()) continue;
    if (part.empty() && deletion) continue;
    const auto index = json_index(part, components[at].values.size());
    if (!index) {
      return bad(fmt::format("维度 {} 的序号「{}」越界", components[at].id, part.substr(0, 40)),
                 fmt::format("the index “{}” of {} is out of range", part.substr(0, 40),
                             components[at].id));
    }
    const JsonCode& code = components[at].values[*index];
    out.values.push_back({components[at].number, code.id, code.label});
  }
  if (at != components.size()) {
    return bad(
        fmt::format("键「{}」应有 {} 段", text.substr(0, 80), components.size()),
        fmt::format("the key “{}” should have {} parts", text.substr(0, 80), components.size()));
  }
  return {};
}

Status SdmxJson::add_values(const std::vector<JsonComponent>& components,
                            std::span<const JsonRaw> values, SdmxObservation& out) {
  static const JsonRaw none;
  for (std::size_t i = 0; i < components.size(); ++i) {
    const JsonRaw& raw = i < values.size() ? values[i] : none;
    if (auto added = add_value(components[i], raw, out); !added) return added;
  }
  return {};
}

Status SdmxJson::add_value(const JsonComponent& component, const JsonRaw& raw,
                           SdmxObservation& out) {
  if (raw.kind == JsonRaw::Kind::none) {
    if (!component.fallback.empty()) {
      out.values.push_back({component.number, component.fallback, {}});
    }
    return {};
  }
  if (!component.coded || raw.kind == JsonRaw::Kind::text) {
    out.values.push_back({component.number, raw.text, {}});
    return {};
  }
  const auto index = json_index(raw.text, component.values.size());
  if (!index) {
    return bad(
        fmt::format("{} 的序号 {} 越界", component.id, raw.text.substr(0, 40)),
        fmt::format("the index {} of {} is out of range", raw.text.substr(0, 40), component.id));
  }
  const JsonCode& code = component.values[*index];
  out.values.push_back({component.number, code.id, code.label});
  return {};
}

}  // namespace duibiao::intake
