#include "render/check_sarif.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "checked.h"

namespace duibiao::render {
namespace {

using bulletin::Verdict;
using test::Checked;

/// An object of the standard: what it must hold, what else this program writes of what it may hold,
/// and which objects those are («[]» for lists of them). Names and demands are those of SARIF
/// 2.1.0, sections 3.13 to 3.57, and of its schema, which allows no other properties.
struct Shape {
  std::set<std::string> required;
  std::map<std::string, std::string> known;
};

const std::map<std::string, Shape>& shapes() {
  static const std::map<std::string, Shape> all = {
      {"log", {{"version", "runs"}, {{"$schema", ""}, {"version", ""}, {"runs", "run[]"}}}},
      {"run",
       {{"tool"},
        {{"tool", "tool"},
         {"language", ""},
         {"translations", "component[]"},
         {"columnKind", ""},
         {"artifacts", "artifact[]"},
         {"results", "result[]"}}}},
      {"tool", {{"driver"}, {{"driver", "component"}}}},
      {"component",
       {{"name"},
        {{"name", ""},
         {"version", ""},
         {"language", ""},
         {"contents", "word[]"},
         {"associatedComponent", "reference"},
         {"rules", "rule[]"}}}},
      {"reference", {{}, {{"name", ""}}}},
      {"rule",
       {{"id"},
        {{"id", ""}, {"shortDescription", "text"}, {"defaultConfiguration", "configuration"}}}},
      {"configuration", {{}, {{"level", ""}}}},
      {"artifact",
       {{}, {{"location", "place"}, {"roles", "word[]"}, {"encoding", ""}, {"length", ""}}}},
      {"place", {{}, {{"uri", ""}, {"index", ""}}}},
      {"result",
       {{"message"},
        {{"ruleId", ""},
         {"ruleIndex", ""},
         {"level", ""},
         {"message", "text"},
         {"locations", "location[]"},
         {"relatedLocations", "location[]"},
         {"fixes", "fix[]"},
         {"properties", ""}}}},
      {"location", {{}, {{"id", ""}, {"physicalLocation", "physical"}}}},
      {"physical", {{"artifactLocation"}, {{"artifactLocation", "place"}, {"region", "region"}}}},
      {"region",
       {{},
        {{"startLine", ""},
         {"startColumn", ""},
         {"endLine", ""},
         {"endColumn", ""},
         {"byteOffset", ""},
         {"byteLength", ""},
         {"snippet", "text"}}}},
      {"fix", {{"artifactChanges"}, {{"description", "text"}, {"artifactChanges", "change[]"}}}},
      {"change",
       {{"artifactLocation", "replacements"},
        {{"artifactLocation", "place"}, {"replacements", "replacement[]"}}}},
      {"replacement",
       {{"deletedRegion"}, {{"deletedRegion", "region"}, {"insertedContent", "text"}}}},
      {"text", {{"text"}, {{"text", ""}}}},
  };
  return all;
}

void expect_shape(const Json& object, const std::string& kind, const std::string& path) {
  if (kind == "word") {
    EXPECT_TRUE(object.is_string()) << path;
    return;
  }
  ASSERT_TRUE(object.is_object()) << path;
  const Shape& shape = shapes().at(kind);
  for (const std::string& key : shape.required) EXPECT_TRUE(object.contains(key)) << path << key;
  for (const auto& [key, value] : object.items()) {
    const auto known = shape.known.find(key);
    ASSERT_NE(known, shape.known.end()) << path << key << " is no property of " << kind;
    std::string inner = known->second;
    if (inner.empty()) continue;
    if (!inner.ends_with("[]")) {
      expect_shape(value, inner, path + key + ".");
      continue;
    }
    inner.resize(inner.size() - 2);
    ASSERT_TRUE(value.is_array()) << path << key;
    for (const Json& item : value) expect_shape(item, inner, path + key + "[].");
  }
}

const std::set<std::string> levels = {"none", "note", "warning", "error"};

/// Bytes of `text` up to a line and column, counted anew and in the plainest way.
std::size_t offset_of(std::string_view text, std::size_t line, std::size_t column) {
  std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (; line > 1; --line) at = text.find('\n', at) + 1;
  while (column > 1) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    at += length;
    column -= length == 4 ? 2 : 1;
  }
  return at;
}

/// A draft with everything that a log can speak of.
Checked full_draft(const std::string& before) {
  Checked checked(before + "外贸𠮷情况\n𠮷出口增长12.0%，约9.0%左右。\n进口增长11.0%。",
                  "稿 件/外贸#1.txt");
  const auto first = checked.claim("12.0%", Measure::growth_yoy, "12.0", "%");
  const auto second = checked.claim("9.0%", Measure::growth_yoy, "9.0", "%");
  const auto third = checked.claim("11.0%", Measure::growth_yoy, "11.0", "%");
  auto& wrong = checked.finding(first);
  wrong.claims.push_back(third);
  wrong.suggestion = bulletin::Suggestion{checked.report().reading.claims[first].span,
                                          "10.0%",
                                          bulletin::Slip::digit,
                                          {"一位数字写错", "one digit"}};
  checked.finding(second, Verdict::edge);
  checked.finding(third).severity = bulletin::Severity::info;
  const auto about = static_cast<std::uint32_t>(checked.document().text.find("约"));
  checked.report().usage.push_back({{about, about + 13},
                                    bulletin::UsageRemark::Rule::redundant_about,
                                    {"重复", "twice"},
                                    "约9.0%"});
  return checked;
}

TEST(CheckSarif, TheLogHasTheShapeOfTheStandard) {
  const Checked checked = full_draft("");
  const CheckedDraft draft = checked.draft();
  for (const Language language : {Language::zh, Language::en}) {
    const Json log = check_sarif({&draft, 1}, "1.2.3", language);
    expect_shape(log, "log", "");
    const Json& run = log["runs"][0];
    EXPECT_EQ(run["columnKind"], "utf16CodeUnits");
    const Json& rules = run["tool"]["driver"]["rules"];
    for (const Json& result : run["results"]) {
      EXPECT_TRUE(levels.contains(result["level"].get<std::string>()));
      const auto index = result["ruleIndex"].get<std::size_t>();
      ASSERT_LT(index, rules.size());
      EXPECT_EQ(rules[index]["id"], result["ruleId"]);
      EXPECT_FALSE(result["message"]["text"].get<std::string>().empty());
      const Json& place = result["locations"][0]["physicalLocation"]["artifactLocation"];
      EXPECT_EQ(place["uri"], "%E7%A8%BF%20%E4%BB%B6/%E5%A4%96%E8%B4%B8%231.txt");
      EXPECT_EQ(run["artifacts"][place["index"].get<std::size_t>()]["location"], place);
    }
  }
}

TEST(CheckSarif, LevelsFollowTheVerdict) {
  const Checked checked = full_draft("");
  const CheckedDraft draft = checked.draft();
  const Json run = check_sarif({&draft, 1}, "1", Language::en)["runs"][0];
  std::vector<std::string> found;
  for (const Json& result : run["results"]) found.push_back(result["level"]);
  EXPECT_THAT(found, ::testing::ElementsAre("error", "warning", "note", "note"));
  for (const Json& rule : run["tool"]["driver"]["rules"]) {
    const bool usage = rule["id"].get<std::string>().starts_with("usage/");
    EXPECT_EQ(rule["defaultConfiguration"]["level"], usage ? "note" : "error");
  }
}

TEST(CheckSarif, RulesAreDescribedInBothLanguages) {
  const Checked checked = full_draft("");
  const CheckedDraft draft = checked.draft();
  const Json zh = check_sarif({&draft, 1}, "1", Language::zh)["runs"][0];
  const Json en = check_sarif({&draft, 1}, "1", Language::en)["runs"][0];
  EXPECT_EQ(zh["language"], "zh-CN");
  EXPECT_EQ(zh["tool"]["driver"]["language"], "zh-CN");
  EXPECT_EQ(zh["translations"][0]["language"], "en");
  EXPECT_EQ(zh["translations"][0]["associatedComponent"]["name"], zh["tool"]["driver"]["name"]);
  const auto texts = [](const Json& rules) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const Json& rule : rules) out.emplace_back(rule["id"], rule["shortDescription"]["text"]);
    return out;
  };
  EXPECT_EQ(texts(zh["translations"][0]["rules"]), texts(en["tool"]["driver"]["rules"]));
  EXPECT_EQ(texts(en["translations"][0]["rules"]), texts(zh["tool"]["driver"]["rules"]));
}

TEST(CheckSarif, LinesColumnsAndBytesPointAtTheSameCharacters) {
  for (const char* before : {"", "\xEF\xBB\xBF", "一\r\n"}) {
    const Checked checked = full_draft(before);
    const CheckedDraft draft = checked.draft();
    const std::string& text = draft.document->text;
    const Json run = check_sarif({&draft, 1}, "1", Language::zh)["runs"][0];
    EXPECT_EQ(run["artifacts"][0]["length"].get<std::size_t>(), text.size());
    for (const Json& result : run["results"]) {
      const Json& region = result["locations"][0]["physicalLocation"]["region"];
      const auto begin = region["byteOffset"].get<std::size_t>();
      const auto length = region["byteLength"].get<std::size_t>();
      EXPECT_EQ(text.substr(begin, length), region["snippet"]["text"].get<std::string>());
      EXPECT_EQ(offset_of(text, region["startLine"], region["startColumn"]), begin);
      EXPECT_EQ(offset_of(text, region["endLine"], region["endColumn"]), begin + length);
    }
  }
  Checked first("\xEF\xBB\xBF出口增长12.0%。");
  first.finding(first.claim("12.0%", Measure::growth_yoy, "12.0", "%"));
  const CheckedDraft draft = first.draft();
  const Json log = check_sarif({&draft, 1}, "1", Language::zh);
  const Json& region = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
  EXPECT_EQ(region["startColumn"], 5) << "the byte order mark is no column";
  EXPECT_EQ(region["byteOffset"], 15);
}

}  // namespace
}  // namespace duibiao::render
