#include "sdmx/query.h"

#include <gtest/gtest.h>

#include <random>

#include "sdmx/codes.h"

namespace duibiao::sdmx {
namespace {

using Code = Problem::Code;

Answer<DataQuery> read(std::string_view key, const Parameters& parameters = {}) {
  return read_data_query(key, parameters, {"format", "lang"});
}

TEST(SdmxQuery, AKeyHasFourPartsOfCodesOrNothing) {
  const auto key = read_key("M.330300+330100..YTD");
  ASSERT_TRUE(key);
  EXPECT_EQ(key->at(0), std::vector<std::string>{"M"});
  EXPECT_EQ(key->at(1), (std::vector<std::string>{"330300", "330100"}));
  EXPECT_TRUE(key->at(2).empty());
  EXPECT_EQ(key->at(3), std::vector<std::string>{"YTD"});
  for (const char* all : {"", "all", "..."}) {
    const auto anything = read_key(all);
    ASSERT_TRUE(anything) << all;
    for (const auto& part : *anything) EXPECT_TRUE(part.empty()) << all;
  }
  for (const char* wrong : {"M", "M..", "M....", "M.3303 00..", "M.a/b..", "M.*..", "M.<x>..",
                            "M.\xE6\xB5\x99..", ".", "M,330300,,"}) {
    ASSERT_FALSE(read_key(wrong)) << wrong;
    EXPECT_EQ(read_key(wrong).error().code, Code::syntax) << wrong;
    EXPECT_FALSE(read_key(wrong).error().text.zh.empty());
  }
}

TEST(SdmxQuery, HugeKeysAreRefusedInNoTime) {
  EXPECT_FALSE(read_key(std::string(8U << 20U, '.')));
  EXPECT_TRUE(read_key("M." + std::string(1'000'000, '+') + ".."));
  std::string many = "M.";
  for (int i = 0; i < 100'000; ++i) many += "330300+";
  EXPECT_FALSE(read_key(many + ".."));
}

TEST(SdmxQuery, AFlowIsNamedByOneToThreeParts) {
  for (const char* ours :
       {"CITY", "DB,CITY", "DB,CITY,1.0", "DB,CITY,latest", "all,all,all", "DB+ESTAT,CITY+X,1.0"}) {
    ASSERT_TRUE(read_flow(ours)) << ours;
    EXPECT_TRUE(read_flow(ours)->names("DB", "CITY")) << ours;
  }
  for (const char* other : {"TOWN", "ESTAT,CITY", "DB,CITY,2.0", "DB.SUB,CITY", "DB,CITY,1.0.0"}) {
    ASSERT_TRUE(read_flow(other)) << other;
    EXPECT_FALSE(read_flow(other)->names("DB", "CITY")) << other;
  }
  for (const char* wrong : {"", "DB,CITY,1.0,x", "DB,CITY,new", "DB,C TY"}) {
    EXPECT_FALSE(read_flow(wrong)) << wrong;
  }
}

TEST(SdmxQuery, UnderstandsTheParameters) {
  const auto query = read("all", {{"startPeriod", "2019"},
                                  {"endPeriod", "2019-Q3"},
                                  {"lastNObservations", "2"},
                                  {"dimensionAtObservation", "AllDimensions"},
                                  {"dimensionAtObservation", "AllDimensions"},
                                  {"detail", "dataonly"},
                                  {"includeHistory", "true"},
                                  {"updatedAfter", "2019-09-01T12:00:00+08:00"},
                                  {"format", "csvdata"}});
  ASSERT_TRUE(query) << query.error().text.en;
  EXPECT_EQ(query->last, 2U);
  EXPECT_EQ(query->first, 0U);
  EXPECT_FALSE(query->at_observation);
  EXPECT_EQ(query->detail, Detail::data_only);
  EXPECT_TRUE(query->history);
  EXPECT_EQ(query->updated_after, 1567310400);
  EXPECT_EQ(read("all", {{"dimensionAtObservation", "REF_AREA"}})->at_observation, 1U);
}

TEST(SdmxQuery, SaysWhichParameterIsWrong) {
  const auto code = [](const Parameters& parameters) {
    const auto query = read("all", parameters);
    return query ? Code::internal : query.error().code;
  };
  EXPECT_EQ(code({{"startPeriod", "yesterday"}}), Code::syntax);
  EXPECT_EQ(code({{"startPeriod", "2019-01-01/P9M"}}),
            Code::syntax);  // a range is not allowed here
  EXPECT_EQ(code({{"startPeriod", "2020"}, {"endPeriod", "2019"}}), Code::semantic);
  EXPECT_EQ(code({{"firstNObservations", "0"}}), Code::syntax);
  EXPECT_EQ(code({{"firstNObservations", "-1"}}), Code::syntax);
  EXPECT_EQ(code({{"lastNObservations", "99999999999999999999999"}}), Code::syntax);
  EXPECT_EQ(code({{"detail", "everything"}}), Code::syntax);
  EXPECT_EQ(code({{"includeHistory", "maybe"}}), Code::syntax);
  EXPECT_EQ(code({{"updatedAfter", "2019-13-01T00:00:00"}}), Code::syntax);
  EXPECT_EQ(code({{"dimensionAtObservation", "COLOUR"}}), Code::semantic);
  EXPECT_EQ(code({{"dimensionAtObservation", "FREQ"}, {"dimensionAtObservation", "REF_AREA"}}),
            Code::syntax);
  EXPECT_EQ(code({{"startperiod", "2019"}}), Code::syntax);
}

TEST(SdmxQuery, AMomentIsReadInItsZoneAndWrittenInTheBureaus) {
  EXPECT_EQ(read_moment("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(read_moment("1970-01-01T08:00:00"), 0);
  EXPECT_EQ(read_moment("1970-01-01T08:00:00.123+08:00"), 0);
  EXPECT_EQ(read_moment("1970-01-01T08:00:00 08:00"), 0);  // a plus sign nobody encoded
  EXPECT_EQ(read_moment("1969-12-31T19:00:00-05:00"), 0);
  EXPECT_EQ(read_moment("2019-09-01"), 1567267200);
  EXPECT_EQ(moment_text(0), "1970-01-01T08:00:00+08:00");
  for (const char* wrong :
       {"", "2019", "2019-09-01T", "2019-09-01T12", "2019-09-01T12:00", "2019-09-01T25:00:00",
        "2019-09-01T12:00:00+0800", "2019-09-01T12:00:00+99:00", "2019-02-30T00:00:00Z", "now"}) {
    EXPECT_FALSE(read_moment(wrong)) << wrong;
  }
  for (const std::int64_t at : {-1LL, 0LL, 1567310400LL, 1583020800LL}) {
    EXPECT_EQ(read_moment(moment_text(at)), at);
  }
}

TEST(SdmxCodes, AnyNameIsAnIdentifierAndComesBack) {
  EXPECT_EQ(identifier_of("330300"), "330300");
  EXPECT_EQ(identifier_of("a.b+c"), "a$2Eb$2Bc");
  EXPECT_FALSE(name_of_identifier("a$2"));
  EXPECT_FALSE(name_of_identifier("a$G0"));
  std::mt19937 random(11);
  for (int i = 0; i < 2000; ++i) {
    std::string name;
    for (auto k = random() % 12; k > 0; --k) name += static_cast<char>(random() % 256);
    const std::string identifier = identifier_of(name);
    EXPECT_EQ(name_of_identifier(identifier), name);
    EXPECT_EQ(identifier.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                           "0123456789_@$-"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace duibiao::sdmx
