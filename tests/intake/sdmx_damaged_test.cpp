#include <random>

#include "sdmx_cases.h"

namespace duibiao::intake {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr const char* message_ns = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message";

/// The refusal of bytes as «code: message | advice», in English.
std::string refusal(std::string_view bytes) {
  const ReadSheet sheet = read_bytes(bytes, "t");
  if (sheet.reading) return "read";
  const Error& error = sheet.reading.error();
  EXPECT_FALSE(error.message.zh.empty());
  EXPECT_FALSE(error.advice.zh.empty()) << error.message.en;
  return fmt::format("{}: {} | {}", static_cast<int>(error.code), error.message.en,
                     error.advice.en);
}

std::string root(const std::string& name, const std::string& inside = "",
                 const std::string& space = message_ns) {
  return fmt::format("<?xml version=\"1.0\"?><a:{0} xmlns:a=\"{1}\">{2}</a:{0}>", name, space,
                     inside);
}

TEST(SdmxRefusals, SayWhatAMessageIsAndWhatToDo) {
  EXPECT_THAT(refusal(root("Structure")),
              AllOf(HasSubstr("2002: "), HasSubstr("an SDMX structure message"),
                    HasSubstr("fetch the data of that flow")));
  EXPECT_THAT(refusal(root("GenericMetadata")), HasSubstr("an SDMX metadata set"));
  EXPECT_THAT(refusal(root("StructureSpecificMetadata")), HasSubstr("an SDMX metadata set"));
  EXPECT_THAT(refusal(root("StructureSpecificDataQuery")), HasSubstr("an SDMX query document"));
  EXPECT_THAT(refusal(root("GenericMetadataQuery")), HasSubstr("an SDMX query document"));
  EXPECT_THAT(refusal(root("RegistryInterface")), HasSubstr("a document of an SDMX registry"));
  EXPECT_THAT(refusal(root("Whatever")), HasSubstr("an SDMX message, but not one of data"));
  EXPECT_THAT(
      refusal(root("GenericData", "", "http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message")),
      HasSubstr("an XML file"));
  EXPECT_THAT(
      refusal(root("GenericData", "", "http://www.sdmx.org/resources/sdmxml/schemas/v2_0/message")),
      AllOf(HasSubstr("of version 2.0 or older"), HasSubstr("fetch it as SDMX-ML 2.1")));
  EXPECT_THAT(refusal("<?xml version=\"1.0\"?><feed/>"), HasSubstr("an XML file"));
}

TEST(SdmxRefusals, HandOnWhatAServiceSays) {
  EXPECT_THAT(refusal(root("Error",
                           "<a:ErrorMessage code=\"100\"><Text>No results</Text>"
                           "</a:ErrorMessage>")),
              AllOf(HasSubstr("error message of an SDMX service (code 100): No results"),
                    HasSubstr("ask for other codes or a longer time")));
  EXPECT_THAT(refusal(R"({"errors":[{"code":150,"title":"No such flow"}],"meta":{}})"),
              HasSubstr("(code 150): No such flow"));
  const std::string footer =
      "<a:Header/><f:Footer xmlns:f=\"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message/"
      "footer\"><f:Message code=\"413\" severity=\"Infomation\"><Text>Come back later</Text>"
      "<Text>at this address</Text></f:Message></f:Footer>";
  EXPECT_THAT(refusal(root("GenericData", footer)),
              AllOf(HasSubstr("2010: there are no observations"),
                    HasSubstr("note (413): Come back later / at this address"),
                    HasSubstr("ask for less at a time")));
}

TEST(SdmxRefusals, JsonThatIsNoDataMessage) {
  EXPECT_THAT(refusal(R"({"a":1})"), HasSubstr("is JSON data"));
  EXPECT_THAT(refusal(R"([{"a":1}])"), HasSubstr("is JSON data"));
  EXPECT_THAT(refusal(R"({"data":{"codelists":[{}],"dataflows":[]}})"),
              HasSubstr("an SDMX structure message"));
  EXPECT_THAT(refusal(R"({"data":{"metadataSets":[]}})"), HasSubstr("an SDMX metadata set"));
  EXPECT_THAT(refusal(R"({"data":{"structure":{},"dataSets":[]}})"),
              HasSubstr("there are no observations"));
}

TEST(SdmxRefusals, ADocumentTypeIsRefusedBeforeAnyEntity) {
  const std::string bomb =
      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">"
      "<!ENTITY c SYSTEM \"file:///etc/passwd\">]>" +
      specific_message("<Obs OBS_VALUE=\"&b;\" TIME_PERIOD=\"&c;\"/>");
  EXPECT_THAT(refusal(bomb), HasSubstr("declares a document type"));
}

TEST(SdmxRefusals, DepthComponentsAndLengthAreBounded) {
  std::string deep = specific_message(std::string());
  std::string nested;
  for (int i = 0; i < 1'000; ++i) nested += "<x>";
  deep.insert(deep.find("</m:DataSet>"), nested);
  EXPECT_THAT(refusal(deep), HasSubstr("nests over 256 deep"));
  std::string wide = "<Obs";
  for (int i = 0; i < 2'000; ++i) wide += fmt::format(" A{}=\"1\"", i);
  EXPECT_THAT(refusal(specific_message(wide + "/>")), HasSubstr("over 1024 components"));
  EXPECT_THAT(refusal(specific_message("<Obs A=\"" + std::string(9 << 20, '1') + "\"/>")),
              HasSubstr("too long"));
  EXPECT_THAT(refusal("{\"a\":" + std::string(100'000, '[')), HasSubstr("nests too deep"));
  EXPECT_THAT(refusal("{\"a\":" + std::string(8'000'000, '1')), HasSubstr("a value is too long"));
  EXPECT_THAT(refusal("{\"a\":\"" + std::string(8'000'000, 'a')), HasSubstr("too long"));
}

std::string json_message(const std::string& data_sets) {
  return R"({"data":{"dataSets":)" + data_sets +
         R"(,"structure":{"dimensions":{"series":[{"id":"REF_AREA","values":[{"id":"330300"}]}],)"
         R"("observation":[{"id":"TIME_PERIOD","values":[{"id":"2019-09"}]}]},)"
         R"("attributes":{"observation":[{"id":"UNIT_MEASURE","values":[{"id":"CNY"}]}]}}}})";
}

TEST(SdmxRefusals, AnIndexOutOfRangeIsNamedByItsPath) {
  EXPECT_THAT(
      refusal(json_message(R"([{"series":{"1":{"observations":{"0":[1]}}}}])")),
      AllOf(HasSubstr("2003: "), HasSubstr("data.dataSets[0].series[\"1\"].observations[\"0\"]"),
            HasSubstr("the index “1” of REF_AREA is out of range")));
  EXPECT_THAT(refusal(json_message(R"([{"series":{"0":{"observations":{"7":[1]}}}}])")),
              HasSubstr("the index “7” of TIME_PERIOD is out of range"));
  EXPECT_THAT(refusal(json_message(R"([{"series":{"0":{"observations":{"0":[1,9]}}}}])")),
              HasSubstr("the index 9 of UNIT_MEASURE is out of range"));
  EXPECT_THAT(refusal(json_message(R"([{"series":{"0:0":{"observations":{"0":[1]}}}}])")),
              HasSubstr("the key “0:0” should have 1 parts"));
  EXPECT_THAT(refusal(json_message(R"([{"series":{"-1":{"observations":{"0":[1]}}}}])")),
              HasSubstr("out of range"));
  EXPECT_THAT(refusal(json_message(R"([{"structure":3,"series":{}}])")),
              HasSubstr("points at a structure that is not there"));
}

TEST(SdmxRefusals, MalformedJsonIsToldWithItsLine) {
  EXPECT_THAT(refusal("{\"a\":1,\n\"b\" 2}"),
              HasSubstr("line 2 of “(内存/memory)” is not well-formed JSON: a colon is missing"));
  EXPECT_THAT(refusal(R"({"a":01})"), HasSubstr("a number is malformed"));
  EXPECT_THAT(refusal(R"({"a":1.})"), HasSubstr("a number is malformed"));
  EXPECT_THAT(refusal(R"({"a":tru})"), HasSubstr("no value of JSON"));
  EXPECT_THAT(refusal(R"({"a":[1,]})"), HasSubstr("no value of JSON"));
  EXPECT_THAT(refusal(R"({"a":[1})"), HasSubstr("brackets do not match"));
  EXPECT_THAT(refusal(R"({"a":"\q"})"), HasSubstr("an escape is malformed"));
  EXPECT_THAT(refusal("{\"a\":\"x\ny\"}"), HasSubstr("a control character"));
  EXPECT_THAT(refusal(R"({"a":1} x)"), HasSubstr("more behind its end"));
  EXPECT_THAT(refusal(R"({"a":"\ud83d\ude00 \ud83d\n \u0041"})"), HasSubstr("is JSON data"));
  EXPECT_THAT(refusal("{\"a\":\"\xFF\xFE\"}"), HasSubstr("2005: "));
}

TEST(SdmxRefusals, EveryTruncationIsAnErrorOrReadsOnlyWhatIsThere) {
  for (const char* name : {"generic.xml", "specific.xml", "json_1.json", "json_2.json"}) {
    const std::string bytes =
        testing::bytes_of(std::string(DUIBIAO_SOURCE_DIR "/tests/fixtures/sdmx/") + name);
    const std::size_t whole = bytes.find_last_not_of(" \r\n") + 1;
    for (std::size_t size = 40; size < whole; size += 37) {
      EXPECT_NE(refusal(std::string_view(bytes).substr(0, size)), "read") << name << ' ' << size;
    }
  }
}

TEST(SdmxRefusals, AChangedByteNeverChangesAFigureIntoAnIncompleteOne) {
  std::mt19937 random(20191018);
  for (const char* name : {"generic_flat.xml", "specific_3_flat.xml", "json_2.json"}) {
    const std::string bytes =
        testing::bytes_of(std::string(DUIBIAO_SOURCE_DIR "/tests/fixtures/sdmx/") + name);
    for (int i = 0; i < 300; ++i) {
      std::string changed = bytes;
      changed[random() % changed.size()] = static_cast<char>(random() % 256);
      const ReadSheet sheet = read_bytes(changed, "t");
      for (const Observation& figure : sheet.sink.all) {
        ASSERT_TRUE(figure.key.place.known() && figure.key.indicator.known());
        ASSERT_TRUE(figure.key.period.known() && figure.unit.known());
      }
    }
  }
}

TEST(SdmxRefusals, AFooterBesideDataIsANote) {
  std::string message = specific_message(
      std::string(one_series) + "><Obs TIME_PERIOD=\"2019-09\" OBS_VALUE=\"26.78\"/></Series>");
  message.insert(message.find("</m:StructureSpecificData>"),
                 "<f:Footer xmlns:f=\"urn:x\"><f:Message code=\"7\" severity=\"Warning\"><f:Text>"
                 "Partly provisional</f:Text></f:Message></f:Footer>");
  const ReadSheet sheet = read_bytes(message, "t.xml");
  ASSERT_EQ(one_told(sheet), "330300 exports 2019-01..2019-09 growth_yoy 26.78 % A");
  EXPECT_EQ(sheet.first().layout.notes.back().en, "the publisher's note (7): Partly provisional");
}

TEST(SdmxGroupsOfAMessage, HoldForTheSeriesTheyNameOnlyAndWhereverTheyStand) {
  const std::string series =
      "<Series FREQ=\"A\" REF_AREA=\"330300\" INDICATOR=\"exports\"><Obs TIME_PERIOD=\"2019\" "
      "OBS_VALUE=\"1\"/></Series><Series FREQ=\"A\" REF_AREA=\"330100\" INDICATOR=\"exports\" "
      "UNIT_MULT=\"4\"><Obs TIME_PERIOD=\"2019\" OBS_VALUE=\"2\"/></Series>";
  const std::string groups =
      "<Group REF_AREA=\"330300\" UNIT_MULT=\"8\" UNIT_MEASURE=\"CNY\"/>"
      "<Group REF_AREA=\"330100\" UNIT_MULT=\"12\" UNIT_MEASURE=\"USD\"/>";
  for (const std::string& inside : {groups + series, series + groups}) {
    const std::string bytes = specific_message(inside);
    const auto table = open_table_bytes(bytes);
    ASSERT_TRUE(table) << table.error().message.en;
    const std::string rows = testing::dump(**table);
    const std::string one = inside.starts_with("<Group")
                                ? "t 330300 | t 8 | t CNY | t A"
                                : "t A | t 330300 | t exports | t 8 | t CNY";
    EXPECT_THAT(rows, HasSubstr(one)) << rows;
    // What the series itself says is nearer.
    const std::string other = inside.starts_with("<Group")
                                  ? "t 330100 | t 4 | t USD | t A"
                                  : "t A | t 330100 | t exports | t 4 | t USD";
    EXPECT_THAT(rows, HasSubstr(other)) << rows;
  }
}

}  // namespace
}  // namespace duibiao::intake
