#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "intake/sdmx_json.h"
#include "intake/sdmx_json_key.h"

namespace duibiao::intake {
namespace {

using Token = JsonPull::Token;

/// A group as the data set writes it, until the structure is known.
struct RawGroup {
  std::size_t data_set = 0;
  std::string key;
  std::vector<JsonRaw> values;
};

class Planner {
 public:
  explicit Planner(JsonPull json)
      : json_(std::move(json)), structure_reader_(json_, plan_->components) {}

  Result<std::shared_ptr<const JsonPlan>> run() {
    const auto first = json_.next();
    if (!first) return tl::unexpected(first.error());
    if (*first != Token::begin_object) return refuse_json();
    if (auto read = read_top(true); !read) return tl::unexpected(read.error());
    const auto end = json_.next();
    if (!end) return tl::unexpected(end.error());
    if (auto checked = check(); !checked) return tl::unexpected(checked.error());
    if (auto grouped = settle_groups(); !grouped) return tl::unexpected(grouped.error());
    return std::shared_ptr<const JsonPlan>(plan_);
  }

 private:
  tl::unexpected<Error> refuse_json() const {
    return tl::unexpected(sdmx_refused(json_.name(), {"JSON 数据", "JSON data"},
                                       {"请把其中的表格另存为 xlsx 或 CSV 再导入",
                                        "save the table in it as xlsx or CSV and import that"}));
  }

  /// The members of the root, or of «data».
  Status read_top(bool root) {
    for (;;) {
      const auto token = json_.next();
      if (!token) return tl::unexpected(token.error());
      if (*token == Token::end_object) return {};
      const std::string key(json_.text());
      const auto value = json_.next();
      if (!value) return tl::unexpected(value.error());
      if (auto read = read_member(key, *value, root); !read) return read;
    }
  }

  Status read_member(std::string_view key, Token value, bool root) {
    const bool object = value == Token::begin_object;
    const bool array = value == Token::begin_array;
    if (key == "data" && object && root) return read_top(false);
    if (key == "structure" && object) return read_structure();
    if (key == "structures" && array) return read_array(&Planner::read_structure);
    if (key == "dataSets" && array) {
      data_sets_seen_ = true;
      plan_->at_root = root;
      return read_array(&Planner::read_data_set);
    }
    if (key == "errors" && array && root) return read_array(&Planner::read_error);
    const bool structural = key == "dataStructures" || key == "codelists" || key == "dataflows" ||
                            key == "conceptSchemes" || key == "contentConstraints" ||
                            key == "dataConstraints";
    structural_ = structural_ || (structural && array);
    metadata_ = metadata_ || key == "metadataSets";
    return json_.skip(value);
  }

  Status read_array(Status (Planner::*read)()) {
    for (;;) {
      const auto token = json_.next();
      if (!token) return tl::unexpected(token.error());
      if (*token == Token::end_array) return {};
      const Status done = *token == Token::begin_object ? (this->*read)() : json_.skip(*token);
      if (!done) return done;
    }
  }

  Status read_structure() {
    auto structure = structure_reader_.read();
    if (!structure) return tl::unexpected(structure.error());
    if (structure->measures.observation.empty()) {
      const auto value = plan_->components.take("OBS_VALUE", SdmxRole::measure);
      if (!value) return tl::unexpected(value.error());
    }
    plan_->structures.push_back(std::move(*structure));
    return {};
  }

  Status read_error() {
    SdmxNotice notice;
    for (;;) {
      const auto token = json_.next();
      if (!token) return tl::unexpected(token.error());
      if (*token == Token::end_object) break;
      const std::string key(json_.text());
      const auto value = json_.next();
      if (!value) return tl::unexpected(value.error());
      const bool said = key == "title" || key == "message" || key == "detail" ||
                        (key == "details" && *value != Token::begin_array);
      if (key != "code" && !said) {
        if (auto skipped = json_.skip(*value); !skipped) return skipped;
        continue;
      }
      auto raw = read_json_raw(json_, *value);
      if (!raw) return tl::unexpected(raw.error());
      if (key == "code") {
        notice.code = std::move(raw->text);
      } else if (notice.text.find(raw->text) == std::string::npos) {
        notice.text += (notice.text.empty() ? "" : "；") + raw->text;
      }
    }
    if (!error_) error_ = std::move(notice);
    return {};
  }

  Status read_data_set() {
    constexpr std::size_t data_sets_max = 100'000;
    JsonPlan::DataSet out;
    for (;;) {
      const auto token = json_.next();
      if (!token) return tl::unexpected(token.error());
      if (*token == Token::end_object) break;
      const std::string key(json_.text());
      const auto value = json_.next();
      if (!value) return tl::unexpected(value.error());
      if (auto read = read_data_set_member(key, *value, out); !read) return read;
    }
    if (plan_->data_sets.size() >= data_sets_max) {
      return fail(ErrorCode::over_limit, {"数据集过多", "there are too many data sets"}, {},
                  {.file = json_.name(), .sheet = {}, .cell = {}, .line = json_.line()});
    }
    plan_->data_sets.push_back(std::move(out));
    return {};
  }

  Status read_data_set_member(std::string_view key, Token value, JsonPlan::DataSet& out) {
    if (key == "action" && value == Token::string) {
      out.action = std::string(json_.text());
      return {};
    }
    if (key == "structure" && value == Token::number) {
      const std::string_view text = json_.text();
      const auto [end, error] =
          std::from_chars(text.data(), text.data() + text.size(), out.structure);
      // Out of range: it names no structure, which is told when all are known.
      if (error != std::errc() || end != text.data() + text.size()) out.structure = SIZE_MAX;
      return {};
    }
    if (key == "attributes" && value == Token::begin_array) {
      auto raws = read_json_raws(json_);
      if (!raws) return tl::unexpected(raws.error());
      out.attributes = std::move(*raws);
      return {};
    }
    if (key == "dimensionGroupAttributes" && value == Token::begin_object) return read_groups();
    return json_.skip(value);
  }

  Status read_groups() {
    for (;;) {
      const auto token = json_.next();
      if (!token) return tl::unexpected(token.error());
      if (*token == Token::end_object) return {};
      RawGroup group{plan_->data_sets.size(), std::string(json_.text()), {}};
      const auto value = json_.next();
      if (!value) return tl::unexpected(value.error());
      if (*value != Token::begin_array) {
        if (auto skipped = json_.skip(*value); !skipped) return skipped;
        continue;
      }
      auto raws = read_json_raws(json_);
      if (!raws) return tl::unexpected(raws.error());
      group.values = std::move(*raws);
      bytes_ += sizeof group + group.key.size();
      for (const JsonRaw& raw : group.values) bytes_ += sizeof raw + raw.text.size();
      if (bytes_ > limit::sdmx_structure_bytes) {
        return fail(ErrorCode::over_limit,
                    {"SDMX-JSON 的组属性过多", "the attributes of groups are too many"},
                    {"请分次查询（按指标、地区或年份）", "ask for less at a time"},
                    {.file = json_.name(), .sheet = {}, .cell = {}, .line = json_.line()});
      }
      groups_.push_back(std::move(group));
    }
  }

  Status check() const {
    const std::string& name = json_.name();
    const bool is_data = data_sets_seen_ && !plan_->structures.empty();
    if (is_data && !plan_->data_sets.empty()) {
      for (const JsonPlan::DataSet& one : plan_->data_sets) {
        if (one.structure >= plan_->structures.size()) {
          return fail(
              ErrorCode::damaged_file,
              {fmt::format("“{}”：数据集所指的 structures 里没有这一项", name),
               fmt::format("“{}”: a data set points at a structure that is not there", name)},
              {"请从发布方重新下载", "fetch it from the publisher again"},
              {.file = name, .sheet = {}, .cell = "data.dataSets"});
        }
      }
      return {};
    }
    if (error_) return tl::unexpected(sdmx_error_message(name, *error_));
    const Message ask{"请用同一数据流的 data 查询下载数据文件再导入",
                      "fetch the data of that flow (a «data» query) and import those"};
    if (structural_ && !data_sets_seen_) {
      return tl::unexpected(sdmx_refused(name,
                                         {"SDMX 结构文件（代码表、数据结构定义），里面没有数据",
                                          "an SDMX structure message, which holds no figures"},
                                         ask));
    }
    if (metadata_) {
      return tl::unexpected(sdmx_refused(name,
                                         {"SDMX 元数据集（说明文字），里面没有数据",
                                          "an SDMX metadata set, which holds no figures"},
                                         ask));
    }
    if (is_data) return tl::unexpected(sdmx_without_data(name, nullptr));
    return refuse_json();
  }

  Status settle_groups() {
    for (RawGroup& raw : groups_) {
      const JsonStructure& structure = plan_->structures[plan_->data_sets[raw.data_set].structure];
      if (auto added = add_group(structure, raw); !added) return added;
    }
    return plan_->groups.settle(plan_->components);
  }

  Status add_group(const JsonStructure& structure, const RawGroup& raw) {
    const auto dimensions = structure.by_key_position();
    SdmxOwnValues keys;
    SdmxOwnValues values;
    JsonKey key(raw.key);
    std::string_view part;
    std::size_t at = 0;
    for (; key.next(part) && at < dimensions.size(); ++at) {
      if (part.empty()) continue;
      const auto index = json_index(part, dimensions[at]->values.size());
      if (!index) return points_nowhere(raw);
      keys.push_back({dimensions[at]->number, dimensions[at]->values[*index].id});
    }
    const auto& attributes = structure.attributes.group;
    for (std::size_t i = 0; i < raw.values.size() && i < attributes.size(); ++i) {
      const JsonRaw& value = raw.values[i];
      if (value.kind == JsonRaw::Kind::none) continue;
      if (!attributes[i].coded || value.kind == JsonRaw::Kind::text) {
        values.push_back({attributes[i].number, value.text});
        continue;
      }
      const auto index = json_index(value.text, attributes[i].values.size());
      if (!index) return points_nowhere(raw);
      values.push_back({attributes[i].number, attributes[i].values[*index].id});
    }
    return plan_->groups.add(static_cast<std::uint32_t>(raw.data_set) + 1, std::move(keys),
                             std::move(values));
  }

  tl::unexpected<Error> points_nowhere(const RawGroup& raw) const {
    const std::string path =
        fmt::format("{}dataSets[{}].dimensionGroupAttributes[\"{}\"]",
                    plan_->at_root ? "" : "data.", raw.data_set, raw.key.substr(0, 200));
    return fail(ErrorCode::damaged_file,
                {fmt::format("“{}”的 {} 里有越界的序号", json_.name(), path),
                 fmt::format("{} of “{}” holds an index out of range", path, json_.name())},
                {"请从发布方重新下载", "fetch it from the publisher again"},
                {.file = json_.name(), .sheet = {}, .cell = path});
  }

  std::shared_ptr<JsonPlan> plan_ = std::make_shared<JsonPlan>();
  JsonPull json_;
  JsonStructureReader structure_reader_;
  std::vector<RawGroup> groups_;
  std::uint64_t bytes_ = 0;
  std::optional<SdmxNotice> error_;
  bool data_sets_seen_ = false;
  bool structural_ = false;
  bool metadata_ = false;
};

}  // namespace

Result<std::shared_ptr<const JsonPlan>> plan_sdmx_json(JsonPull json) {
  return Planner(std::move(json)).run();
}

}  // namespace duibiao::intake
