#include "render/check_json.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "checked.h"
#include "render/check_sarif.h"

namespace duibiao::render {
namespace {

using bulletin::Verdict;
using test::Checked;

TEST(CheckJson, AClaimHasEveryFieldOfTheSchema) {
  Checked checked("出口1912.0亿元，下降5.3%。");
  const auto level = checked.claim("1912.0亿元", Measure::level, "1912.0", "亿元");
  checked.claim("5.3%", Measure::growth_yoy, "-5.3", "%", Verdict::not_checkable);
  checked.report().reasons[1] = {"没有", "none"};
  auto& claim = checked.report().reading.claims[level];
  claim.add(bulletin::Qualifier::about);
  claim.reference.kind = bulletin::Reference::Kind::whole;
  claim.reference.text = "全省";
  const Json json = check_json(checked.draft(), Language::zh);
  const Json& first = json["claims"][0];
  EXPECT_EQ(first["id"], 0);
  EXPECT_EQ(first["span"], Json::array({6, 18}));
  EXPECT_EQ(first["text"], "1912.0亿元");
  EXPECT_EQ(first["indicator"]["id"], "exports");
  EXPECT_EQ(first["place"]["code"], "330300");
  EXPECT_EQ(first["period"], "2025-01..2025-07");
  EXPECT_EQ(first["measure"], "level");
  EXPECT_EQ(first["value"], "1912.0");
  EXPECT_EQ(first["unit"], "亿元");
  EXPECT_EQ(first["decimals"], 1);
  EXPECT_EQ(first["low"], "1911.95");
  EXPECT_EQ(first["normalized"]["value"], "191200000000");
  EXPECT_EQ(first["normalized"]["unit"], "元");
  EXPECT_EQ(first["qualifiers"], Json::array({"about"}));
  EXPECT_EQ(first["reference"]["kind"], "whole");
  EXPECT_TRUE(json["claims"][1]["reference"].is_null());
  EXPECT_EQ(json["claims"][1]["value"], "-5.3");
  EXPECT_EQ(json["claims"][1]["verdict"], "not_checkable");
  EXPECT_EQ(json["claims"][1]["reason"]["en"], "none");
}

TEST(CheckJson, WhatIsUnknownIsNull) {
  Checked checked("成交5笔。");
  checked.claim("5笔", Measure::count, "5", "笔");
  auto& subject = checked.report().reading.claims[0].subject;
  subject = {};
  subject.phrase = "成交";
  const Json claim = check_json(checked.draft(), Language::zh)["claims"][0];
  EXPECT_TRUE(claim["indicator"]["id"].is_null());
  EXPECT_EQ(claim["indicator"]["text"], "成交");
  EXPECT_TRUE(claim["place"]["code"].is_null());
  EXPECT_TRUE(claim["period"].is_null());
  EXPECT_TRUE(claim["normalized"].is_null());
}

TEST(CheckJson, TheTextIsGivenOnlyWhenItIsNotTheInput) {
  Checked checked("出口增长12.0%。");
  EXPECT_FALSE(check_json(checked.draft(), Language::zh).contains("text"));
  checked.document().verbatim = false;
  EXPECT_EQ(check_json(checked.draft(), Language::zh)["text"], "出口增长12.0%。");
}

TEST(CheckJson, AFindingNamesItsClaimsEvidenceAndCorrection) {
  Checked checked("出口增长12.0%。");
  const auto wrong = checked.claim("12.0%", Measure::growth_yoy, "12.0", "%");
  auto& finding = checked.finding(wrong);
  finding.also = {bulletin::RelationKind::growth};
  finding.suggestion = bulletin::Suggestion{{12, 17}, "10.0%", bulletin::Slip::digit, {}};
  checked.report().summary = {1, 1, 1, 0, 0, 1, 0};
  const Json json = check_json(checked.draft(), Language::zh);
  const Json& found = json["findings"][0];
  EXPECT_EQ(found["verdict"], "inconsistent");
  EXPECT_EQ(found["relation"], "stored");
  EXPECT_EQ(found["claims"], Json::array({0}));
  EXPECT_EQ(found["computed"]["low"], "9.95");
  EXPECT_EQ(found["evidence"][0]["indicator"]["id"], "exports");
  EXPECT_EQ(found["evidence"][0]["released"], "2025-08-18");
  EXPECT_EQ(found["suggestion"]["replacement"], "10.0%");
  EXPECT_EQ(found["also"], Json::array({"growth"}));
  EXPECT_EQ(json["summary"]["coverage"], 1.0);
}

/// Every key of the object and of what is inside it, once.
void collect_keys(const Json& value, std::set<std::string>& keys) {
  if (!value.is_structured()) return;
  for (const auto& [key, inner] : value.items()) {
    if (value.is_object()) keys.insert(key);
    collect_keys(inner, keys);
  }
}

/// A report with something in every field.
Json full_json() {
  Checked checked("2025年出口增长12.0%，5.1%%。");
  checked.ignore("2025", bulletin::IgnoredReason::date);
  const auto wrong = checked.claim("12.0%", Measure::growth_yoy, "12.0", "%");
  checked.report().reasons[wrong] = {"没有", "none"};
  auto& reference = checked.report().reading.claims[wrong].reference;
  reference.kind = bulletin::Reference::Kind::whole;
  reference.text = "全省";
  checked.finding(wrong).suggestion =
      bulletin::Suggestion{{18, 23}, "10.0%", bulletin::Slip::digit, {"一位数字", "a digit"}};
  checked.remark("5.1%%", bulletin::UsageRemark::Rule::doubled_sign).replacement = "5.1%";
  checked.report().reading.remarks.push_back({"说明", "a remark"});
  checked.document().verbatim = false;
  Json out = document("check");
  out.update(check_json(checked.draft(), Language::zh));
  return out;
}

TEST(CheckJson, TheDocumentAndTheProgramNameTheSameFields) {
  std::ifstream file(DUIBIAO_SOURCE_DIR "/docs/json.md");
  std::ostringstream all;
  all << file.rdbuf();
  const std::string text = all.str();
  const std::size_t from = text.find("## A checked draft");
  ASSERT_NE(from, std::string::npos);
  const std::size_t begin = text.find("```json\n", from) + 8;
  const std::string example = text.substr(begin, text.find("```", begin) - begin);
  std::set<std::string> described;
  collect_keys(Json::parse(example), described);
  described.erase("…");
  std::set<std::string> printed;
  collect_keys(full_json(), printed);
  const std::string section = text.substr(from, text.find("## Errors", from) - from);
  const std::string figure = text.substr(0, text.find("## Documents"));
  for (const std::string& key : printed) {
    const bool told = described.contains(key) ||
                      section.find("`" + key + "`") != std::string::npos ||
                      figure.find("`" + key + "`") != std::string::npos;
    EXPECT_TRUE(told) << key << " is printed and not described in docs/json.md";
  }
  for (const std::string& key : described) {
    EXPECT_TRUE(printed.contains(key)) << key << " is in docs/json.md and is not printed";
  }
}

TEST(CheckJson, TheDocumentListsEveryQualifierAndReason) {
  std::ifstream file(DUIBIAO_SOURCE_DIR "/docs/json.md");
  std::ostringstream all;
  all << file.rdbuf();
  const std::string text = all.str();
  const std::string section = text.substr(text.find("## A checked draft"));
  const auto expect_told = [&section](std::string_view id) {
    EXPECT_NE(section.find("`" + std::string(id) + "`"), std::string::npos) << id;
  };
  for (int k = 0; k < bulletin::qualifier_count; ++k) {
    expect_told(bulletin::id_of(static_cast<bulletin::Qualifier>(1U << static_cast<unsigned>(k))));
  }
  for (int k = 0; k < bulletin::ignored_reason_count; ++k) {
    expect_told(bulletin::id_of(static_cast<bulletin::IgnoredReason>(k)));
  }
  for (const bulletin::Verdict verdict :
       {Verdict::consistent, Verdict::edge, Verdict::inconsistent, Verdict::not_checkable}) {
    expect_told(bulletin::id_of(verdict));
  }
}

TEST(CheckSarif, AResultPointsIntoTheDraftAndOffersTheFix) {
  Checked checked("外贸\n出口增长12.0%。", "drafts/外贸.txt");
  const auto wrong = checked.claim("12.0%", Measure::growth_yoy, "12.0", "%");
  checked.finding(wrong).suggestion = bulletin::Suggestion{
      checked.report().reading.claims[wrong].span, "10.0%", bulletin::Slip::digit, {}};
  checked.remark("。", bulletin::UsageRemark::Rule::doubled_sign);
  const CheckedDraft draft = checked.draft();
  const Json log = check_sarif({&draft, 1}, "1.2.3", Language::en);
  EXPECT_EQ(log["version"], "2.1.0");
  const Json& run = log["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["version"], "1.2.3");
  EXPECT_EQ(run["columnKind"], "utf16CodeUnits");
  const Json& result = run["results"][0];
  EXPECT_EQ(result["ruleId"], "relation/stored");
  EXPECT_EQ(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"],
            "relation/stored");
  EXPECT_EQ(result["level"], "error");
  const Json& place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "drafts/%E5%A4%96%E8%B4%B8.txt");
  EXPECT_EQ(place["region"]["startLine"], 2);
  EXPECT_EQ(place["region"]["startColumn"], 5);
  EXPECT_EQ(place["region"]["endColumn"], 10);
  EXPECT_EQ(place["region"]["byteOffset"], 19);
  EXPECT_EQ(place["region"]["byteLength"], 5);
  const Json& change = result["fixes"][0]["artifactChanges"][0]["replacements"][0];
  EXPECT_EQ(change["deletedRegion"]["byteOffset"], 19);
  EXPECT_EQ(change["insertedContent"]["text"], "10.0%");
  EXPECT_EQ(run["results"][1]["level"], "note");
}

TEST(CheckSarif, PlacesInsideABinaryDraftAreNotClaimed) {
  Checked checked("出口增长12.0%。", "a.docx");
  const auto wrong = checked.claim("12.0%", Measure::growth_yoy, "12.0", "%");
  checked.finding(wrong).suggestion =
      bulletin::Suggestion{{12, 17}, "10.0%", bulletin::Slip::digit, {}};
  checked.document().verbatim = false;
  const CheckedDraft draft = checked.draft();
  const Json result = check_sarif({&draft, 1}, "1", Language::zh)["runs"][0]["results"][0];
  EXPECT_FALSE(result["locations"][0]["physicalLocation"].contains("region"));
  EXPECT_FALSE(result.contains("fixes"));
  EXPECT_TRUE(result["message"]["text"].get<std::string>().starts_with("「12.0%」"));
}

TEST(CheckSarif, FileNamesBecomeReferences) {
  EXPECT_EQ(artifact_uri("a b/c#1.txt"), "a%20b/c%231.txt");
  EXPECT_EQ(artifact_uri("/tmp/a.txt"), "file:///tmp/a.txt");
  EXPECT_EQ(artifact_uri("-"), "stdin");
}

}  // namespace
}  // namespace duibiao::render
