#include "sdmx/message.h"

#include <expat.h>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "sdmx/structure.h"
#include "sdmx/world.h"

namespace duibiao::sdmx {
namespace {

using Json = nlohmann::json;

bool well_formed(const std::string& xml) {
  const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(
      XML_ParserCreateNS(nullptr, '|'), XML_ParserFree);
  return XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK;
}

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t out = 0;
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++out;
  return out;
}

class SdmxMessage : public testing::Test {
 protected:
  using Write = std::function<Answer<std::string>(const DataMessage&)>;

  std::string message(std::string_view key, const Parameters& parameters, const Write& write) {
    const DataQuery query = asked(key, parameters);
    const auto sets = select(holdings_, query);
    EXPECT_TRUE(sets) << key;
    if (!sets) return {};
    const MessageInfo info{"DB1", "2020-01-20T00:00:00+08:00", Language::en,
                           &holdings_.cube->vocabulary()};
    const auto out = write({info, query, *sets});
    EXPECT_TRUE(out);
    return out.value_or("");
  }
  std::string csv(std::string_view key, const CsvWish& wish, const Parameters& parameters = {}) {
    return message(key, parameters, [&](const DataMessage& m) { return write_csv(m, wish); });
  }
  Json json(std::string_view key, JsonVersion version, const Parameters& parameters = {}) {
    const std::string text =
        message(key, parameters, [&](const DataMessage& m) { return write_json(m, version); });
    Json out = Json::parse(text, nullptr, false);
    EXPECT_FALSE(out.is_discarded()) << text.substr(0, 400);
    return out;
  }

  Holdings holdings_ = city_holdings();
};

const std::vector<Parameters>& shapes() {
  static const std::vector<Parameters> all = {{},
                                              {{"dimensionAtObservation", "AllDimensions"}},
                                              {{"dimensionAtObservation", "REF_AREA"}},
                                              {{"dimensionAtObservation", "FREQ"}},
                                              {{"detail", "dataonly"}},
                                              {{"detail", "serieskeysonly"}},
                                              {{"detail", "nodata"}},
                                              {{"includeHistory", "true"}},
                                              {{"timeFormat", "range"}},
                                              {{"updatedAfter", "2019-12-01T00:00:00Z"}}};
  return all;
}

TEST_F(SdmxMessage, EveryXmlIsWellFormedAndHoldsEveryObservation) {
  for (const Parameters& shape : shapes()) {
    const std::size_t lines = count(csv("all", {}, shape), "\r\n") - 1;
    const bool keys =
        !shape.empty() && (shape[0].second == "serieskeysonly" || shape[0].second == "nodata");
    for (const bool series : {false, true}) {
      const std::string generic =
          message("all", shape, [&](const DataMessage& m) { return write_generic(m, series); });
      EXPECT_TRUE(well_formed(generic)) << generic;
      EXPECT_EQ(count(generic, keys ? "<gen:Series>" : "<gen:Obs>"), lines);
      const std::string specific =
          message("all", shape, [&](const DataMessage& m) { return write_specific(m, series); });
      EXPECT_TRUE(well_formed(specific)) << specific;
      EXPECT_EQ(count(specific, keys ? "<Series " : "<Obs "), lines);
    }
  }
}

/// The observations of a JSON message as «codes time=value», looked up by their numbers.
std::set<std::string> read_back(const Json& json, bool two) {
  const Json& data = json["data"];
  const Json& structure = two ? data["structures"][0] : data["structure"];
  const Json& dimensions = structure["dimensions"];
  const auto code = [](const Json& list, const std::string& key) {
    std::string out;
    std::istringstream parts(key);
    std::string part;
    for (std::size_t d = 0; std::getline(parts, part, ':'); ++d) {
      const Json& one = list.at(d);
      out += one["id"].get<std::string>() + "=" +
             one["values"].at(std::stoul(part)).at("id").get<std::string>() + " ";
    }
    return out;
  };
  std::set<std::string> out;
  const auto take = [&](const std::string& series, const Json& observations) {
    for (const auto& [key, values] : observations.items()) {
      std::vector<std::string> parts;
      std::istringstream words(series + code(dimensions["observation"], key));
      for (std::string word; words >> word;) parts.push_back(word);
      std::ranges::sort(parts);
      std::string line;
      for (const std::string& part : parts) line += part + " ";
      out.insert(line + values.at(0).dump());
    }
  };
  for (const Json& set : data["dataSets"]) {
    if (set.contains("observations")) take("", set["observations"]);
    if (!set.contains("series")) continue;
    for (const auto& [key, one] : set["series"].items()) {
      take(code(dimensions["series"], key), one["observations"]);
    }
  }
  return out;
}

TEST_F(SdmxMessage, EveryJsonHoldsTheSameObservationsHoweverItIsLaidOut) {
  const auto flat = read_back(json("all", JsonVersion::one), false);
  EXPECT_EQ(flat.size(), count(csv("all", {}), "\r\n") - 1);
  for (const char* dimension : {"AllDimensions", "REF_AREA", "TRANSFORMATION", "TIME_PERIOD"}) {
    for (const JsonVersion version : {JsonVersion::one, JsonVersion::two}) {
      EXPECT_EQ(read_back(json("all", version, {{"dimensionAtObservation", dimension}}),
                          version == JsonVersion::two),
                flat)
          << dimension;
    }
  }
  for (const Parameters& shape : shapes()) {
    const Json two = json("all", JsonVersion::two, shape);
    // What the standard's own schema asks for and a reader would trip over.
    for (const Json& set : two["data"]["dataSets"]) EXPECT_TRUE(set.contains("links"));
    for (const Json& one : two["data"]["structures"][0]["attributes"]["observation"]) {
      EXPECT_FALSE(one["values"].empty()) << one;
      EXPECT_TRUE(one.contains("relationship"));
    }
    for (const char* at : {"series", "observation"}) {
      for (const Json& one : two["data"]["structures"][0]["dimensions"][at]) {
        EXPECT_FALSE(one["values"].empty()) << one;
      }
    }
  }
}

TEST_F(SdmxMessage, WhatIsGoneHasAKeyAndNoValue) {
  set_undone(holdings_, {{{holdings_.subjects.front().indicator, holdings_.subjects.front().place,
                           Period::year(2017), Measure::level},
                          2'000'000'000}});
  const Parameters later = {{"updatedAfter", "2030-01-01T00:00:00Z"}};
  const std::string generic =
      message("A...", later, [](const DataMessage& m) { return write_generic(m, false); });
  EXPECT_TRUE(well_formed(generic));
  EXPECT_NE(generic.find("action=\"Delete\""), std::string::npos);
  EXPECT_EQ(generic.find("ObsValue"), std::string::npos);
  const std::string specific =
      message("A...", later, [](const DataMessage& m) { return write_specific(m, false); });
  EXPECT_TRUE(well_formed(specific));
  EXPECT_NE(specific.find("<Obs TIME_PERIOD=\"2017\"/>"), std::string::npos);
  EXPECT_NE(csv("A...", {.version = 2}, later).find(",D,A,"), std::string::npos);
  const Json two = json("A...", JsonVersion::two, later);
  EXPECT_EQ(two["data"]["dataSets"][0]["action"], "Delete");
}

TEST_F(SdmxMessage, ValuesKeepTheDigitsAsPrinted) {
  const std::string key = "M.330300.exports.YTD";
  const Parameters last = {{"lastNObservations", "1"}};
  EXPECT_NE(csv(key, {}, last).find(",2019-09,1271.20,CNY,8,2,A,"), std::string::npos);
  const std::string text =
      message(key, last, [](const DataMessage& m) { return write_json(m, JsonVersion::two); });
  EXPECT_NE(text.find("[1271.20,"), std::string::npos);
}

TEST_F(SdmxMessage, SourcesWithMarkupStayText) {
  const Parameters last = {{"lastNObservations", "1"}};
  EXPECT_NE(csv("M.330300.exports.YTD", {}, last).find("\"一月<>&\"\".csv\""), std::string::npos);
  const Json one = json("M.330300.exports.YTD", JsonVersion::one, last);
  EXPECT_EQ(one["data"]["structure"]["attributes"]["observation"][4]["values"][0]["name"],
            "一月<>&\".csv");
}

TEST_F(SdmxMessage, CsvCarriesNamesKeysAndNormalTimesAsWished) {
  const Parameters last = {{"lastNObservations", "1"}};
  const std::string both =
      csv("M.330300.exports.YTD", {.version = 1, .labels = CsvWish::Labels::both}, last);
  EXPECT_NE(both.find("FREQ: Frequency"), std::string::npos);
  EXPECT_NE(both.find("330300: Wenzhou"), std::string::npos);
  const std::string two =
      csv("M.330300.exports.YTD",
          {.version = 2, .labels = CsvWish::Labels::name, .keys = CsvWish::Keys::both}, last);
  EXPECT_TRUE(two.starts_with("STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,SERIES_KEY,OBS_KEY,"));
  EXPECT_NE(two.find("M.330300.exports.YTD,M.330300.exports.YTD.2019-09,"), std::string::npos);
  const std::string normal = csv("A+M.330300.exports.N", {.version = 1, .normalized = true});
  EXPECT_NE(normal.find(",N,2018-12,1301.75"), std::string::npos);
  // Every line has as many cells as the first.
  const std::string plain = csv("all", {.version = 2, .labels = CsvWish::Labels::name});
  std::istringstream lines(plain);
  std::string line;
  std::getline(lines, line);
  const std::size_t cells = count(line, ",");
  while (std::getline(lines, line)) {
    if (line.find('"') != line.npos) continue;
    EXPECT_EQ(count(line, ","), cells) << line;
  }
}

TEST_F(SdmxMessage, BytesThatAreNoTextDoNotBreakAMessage) {
  std::string out;
  append_xml(out, std::string_view("a\0b\x01\xFF<\xEF\xBF\xBF\n", 10));
  EXPECT_TRUE(well_formed("<x a=\"" + out + "\"/>")) << out;
  std::string quoted;
  append_json(quoted, std::string_view("a\0\"\\\xC3\n", 6));
  EXPECT_FALSE(Json::parse(quoted, nullptr, false).is_discarded()) << quoted;
}

TEST_F(SdmxMessage, AnErrorIsToldInBothLanguages) {
  const Problem problem{Problem::Code::no_results, {"没有<数据>", "no \"data\""}};
  EXPECT_TRUE(well_formed(error_xml(problem, Language::zh)));
  EXPECT_NE(error_xml(problem, Language::en).find("code=\"100\""), std::string::npos);
  const Json json = Json::parse(error_json(problem, Language::zh));
  EXPECT_EQ(json["errors"][0]["code"], 100);
  EXPECT_EQ(json["errors"][0]["title"], "没有<数据>");
}

class SdmxStructure : public SdmxMessage {
 protected:
  Answer<Structures> find(std::optional<Kind> kind, std::string_view id, std::string_view item,
                          const Parameters& parameters) {
    const auto query =
        read_structure_query(kind, *read_reference("all", id, "latest"), item, parameters, {});
    if (!query) return tl::unexpected(query.error());
    const std::function<Answer<Available>()> content = [this] {
      return available(holdings_, DataQuery());
    };
    return select_structures({holdings_.cube->vocabulary(), content}, *query);
  }
  std::string kinds(std::optional<Kind> kind, std::string_view id, std::string_view references) {
    const auto found = find(kind, id, "", {{"references", std::string(references)}});
    std::string out;
    if (!found) return "problem";
    for (const Artefact& one : found->artefacts) out += one.id + " ";
    return out;
  }
  [[nodiscard]] MessageInfo info() const {
    return {"DB1", "2020-01-20T00:00:00+08:00", Language::en, &holdings_.cube->vocabulary()};
  }
};

TEST_F(SdmxStructure, ReferencesAreFollowedAsTheStandardSays) {
  EXPECT_EQ(kinds(Kind::dataflow, "CITY", "none"), "CITY ");
  EXPECT_EQ(kinds(Kind::dataflow, "all", "children"), "CITY CITY ");
  EXPECT_EQ(kinds(Kind::data_structure, "CITY", "children"),
            "CITY CL_FREQ CL_REF_AREA CL_INDICATOR CL_TRANSFORMATION CL_UNIT_MEASURE CL_OBS_STATUS "
            "CL_METHOD CS ");
  EXPECT_EQ(kinds(Kind::codelist, "CL_FREQ", "parents"), "CL_FREQ CITY ");
  EXPECT_EQ(kinds(Kind::codelist, "CL_FREQ", "conceptscheme"), "CL_FREQ ");
  EXPECT_EQ(kinds(Kind::dataflow, "CITY", "codelist"),
            "CITY CL_FREQ CL_REF_AREA CL_INDICATOR CL_TRANSFORMATION CL_UNIT_MEASURE CL_OBS_STATUS "
            "CL_METHOD ");
  EXPECT_EQ(kinds(Kind::dataflow, "TOWN", "none"), "problem");
  EXPECT_EQ(kinds(Kind::dataflow, "CITY", "friends"), "problem");
}

TEST_F(SdmxStructure, EveryStructureIsWrittenInBothForms) {
  for (const char* detail : {"full", "allstubs", "referencestubs", "allcompletestubs",
                             "referencecompletestubs", "referencepartial"}) {
    const auto found =
        find(Kind::dataflow, "CITY", "", {{"references", "all"}, {"detail", detail}});
    ASSERT_TRUE(found) << detail;
    const std::string xml = write_structures_xml(*found, info(), {});
    EXPECT_TRUE(well_formed(xml)) << xml;
    const Json json = Json::parse(write_structures_json(*found, info(), {}), nullptr, false);
    ASSERT_FALSE(json.is_discarded());
    EXPECT_EQ(json["data"]["codelists"].size(), 7U);
    EXPECT_EQ(json["data"]["dataStructures"].size(), 1U);
    const bool stubs = std::string_view(detail).find("stubs") != std::string_view::npos;
    EXPECT_EQ(count(xml, "<str:Code ") == 0, stubs) << detail;
  }
}

TEST_F(SdmxStructure, PartialReferencesLeaveOnlyCodesWithData) {
  const auto found = find(Kind::dataflow, "CITY", "",
                          {{"references", "descendants"}, {"detail", "referencepartial"}});
  ASSERT_TRUE(found);
  for (const Artefact& one : found->artefacts) {
    if (one.id == "CL_REF_AREA") {
      EXPECT_EQ(one.items.size(), 3U);
    }
    if (one.id == "CL_UNIT_MEASURE") {
      EXPECT_GT(one.items.size(), 20U);
    }
  }
}

TEST_F(SdmxStructure, ItemsAreFoundByTheirCode) {
  const auto found = find(Kind::codelist, "CL_REF_AREA", "330300+330000", {});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->artefacts.size(), 1U);
  EXPECT_EQ(found->artefacts[0].items.size(), 2U);
  EXPECT_TRUE(found->artefacts[0].partial);
  EXPECT_FALSE(find(Kind::codelist, "CL_REF_AREA", "999999", {}));
}

TEST_F(SdmxStructure, AConstraintTellsTheDimensionsAskedFor) {
  const std::function<Answer<Available>()> content = [this] {
    return available(holdings_, asked("M..exports."));
  };
  const auto found = constraint_of({holdings_.cube->vocabulary(), content}, "none");
  ASSERT_TRUE(found);
  const std::string all = write_structures_xml(*found, info(), {});
  EXPECT_TRUE(well_formed(all));
  EXPECT_NE(all.find("<com:KeyValue id=\"FREQ\"><com:Value>M</com:Value></com:KeyValue>"),
            std::string::npos);
  EXPECT_NE(all.find("isInclusive=\"true\">2019-09-30<"), std::string::npos);
  const std::string one = write_structures_xml(*found, info(), {"REF_AREA"});
  EXPECT_EQ(count(one, "<com:KeyValue"), 1U);
}

TEST_F(SdmxStructure, EveryCodeOfAMessageIsInItsCodeList) {
  const auto found = find(Kind::codelist, "all", "", {});
  ASSERT_TRUE(found);
  std::map<std::string, std::set<std::string>> lists;
  for (const Artefact& one : found->artefacts) {
    for (const Item& item : one.items) {
      EXPECT_TRUE(lists[one.id].insert(item.id).second) << item.id;
      EXPECT_FALSE(item.name.zh.empty()) << item.id;
      EXPECT_FALSE(item.name.en.empty()) << item.id;
    }
  }
  for (const char* key : {"all", "...YTD_GY_DER+RK_DER+YTD_SH_DER+GB_DER+N_DER"}) {
    const auto sets = select(holdings_, asked(key));
    ASSERT_TRUE(sets);
    for (const Series& series : sets->front().series) {
      for (std::size_t d = 0; d < time_dimension; ++d) {
        EXPECT_TRUE(lists[codelist_of(dimension_ids.at(d))].contains(series.codes.at(d)));
      }
      for (const Value& value : series.values) {
        const AttributeValues values = attributes_of(value);
        for (std::size_t i = 0; i < values.size(); ++i) {
          const std::string list = codelist_of(attribute_ids.at(i));
          if (list.empty() || values.at(i).empty()) continue;
          EXPECT_TRUE(lists[list].contains(values.at(i))) << list << " " << values.at(i);
        }
      }
    }
  }
}

}  // namespace
}  // namespace duibiao::sdmx
