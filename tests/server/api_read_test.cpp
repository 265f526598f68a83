// What the page and other programs read, on figures as they were published.
#include <algorithm>
#include <set>

#include "server/api_desk.h"

namespace duibiao::server {
namespace {

using std::string;

TEST(ApiNames, TheCatalogueSaysWhatAPageNeeds) {
  Desk desk;
  const Json all = desk.json("/api/v1/catalogue");
  EXPECT_EQ(all["schema"], "duibiao.indicators/1");
  Json trade;
  for (const Json& one : all["indicators"]) {
    if (one["id"] == "trade") trade = one;
  }
  EXPECT_EQ(trade["names"]["en"].get<string>().empty(), false);
  EXPECT_EQ(trade["headline"], true);
  const Json& parts = trade["parts"];
  EXPECT_NE(std::find(parts.begin(), parts.end(), "exports"), parts.end());
}

TEST(ApiNames, PlacesAndGroupsAreGivenWithLevelAndParent) {
  Desk desk;
  const Json all = desk.json("/api/v1/places");
  EXPECT_EQ(all["schema"], "duibiao.places/1");
  bool found = false;
  for (const Json& one : all["places"]) {
    if (one["code"] != "330300") continue;
    found = true;
    EXPECT_EQ(one["level"], "prefecture");
    EXPECT_EQ(one["parent"], "330000");
  }
  EXPECT_TRUE(found);
  EXPECT_FALSE(all["groups"].empty());
}

TEST(ApiNames, HoldingsNameOnlyWhatHasFigures) {
  Desk desk;
  const Json held = desk.json("/api/v1/holdings");
  EXPECT_EQ(held["schema"], "duibiao.holdings/1");
  EXPECT_GT(held["figures"].get<int>(), 1000);
  EXPECT_LT(held["places"].size(), desk.json("/api/v1/places")["places"].size() / 10);
  for (const Json& place : held["places"]) EXPECT_GT(place["figures"].get<int>(), 0);
  EXPECT_EQ(held["first_place"], "330300");
  ASSERT_GT(held["periods"].size(), 12U);
  EXPECT_EQ(held["periods"][0].get<string>().find(".."), 7U) << "the longest of the newest first";
  for (const Json& group : held["groups"]) EXPECT_GT(group["members"].size(), 1U);
}

TEST(ApiLanguage, NamesAreInTheLanguageOfTheRequest) {
  Desk desk;
  const string path = "/api/v1/ranks?indicator=exports&group=zhejiang-11&period=2025-01..2025-07";
  const auto first = [](const Json& json) {
    return json["standings"][0]["place"]["name"].get<string>();
  };
  EXPECT_EQ(first(desk.json(path)), "宁波市");
  EXPECT_EQ(first(desk.json(path + "&lang=en")), "Ningbo");
  const Response by_field = desk.get(path, {{"Accept-Language", "en-GB,en;q=0.9,zh;q=0.1"}});
  EXPECT_EQ(first(Desk::parsed(by_field)), "Ningbo");
}

TEST(ApiRanks, AnswerByGroupOrBesideAPlaceByLevelOrGrowth) {
  Desk desk;
  const Json by_level = desk.json("/api/v1/ranks?indicator=出口&place=温州&period=2025年1-7月");
  EXPECT_EQ(by_level["schema"], "duibiao.rank/1");
  EXPECT_EQ(by_level["period"], "2025-01..2025-07");
  EXPECT_EQ(by_level["standings"].size(), 11U);
  const Json by_growth = desk.json(
      "/api/v1/ranks?indicator=exports&group=zhejiang-11&by=growth&period=2025-01..2025-07");
  EXPECT_EQ(by_growth["by"], "growth");
  const Json& share = by_growth["standings"][0]["share"];
  ASSERT_TRUE(share.is_object());
  EXPECT_EQ(share["inputs"][0]["measure"], "level");
}

TEST(ApiRanks, WithoutAPeriodTheLatestIsTaken) {
  Desk desk;
  const Json latest = desk.json("/api/v1/ranks?indicator=exports&group=zhejiang-11");
  EXPECT_EQ(latest["period"], desk.json("/api/v1/holdings")["periods"][0]);
}

TEST(ApiSeries, PointsAreAlignedWithPeriods) {
  Desk desk;
  const Json series =
      desk.json("/api/v1/series?place=330300,330200&indicator=exports&measure=growth_yoy&grid=ytd");
  EXPECT_EQ(series["schema"], "duibiao.series/1");
  EXPECT_EQ(series["unit"], "%");
  ASSERT_EQ(series["series"].size(), 2U);
  ASSERT_GT(series["periods"].size(), 6U);
  for (const Json& one : series["series"]) {
    EXPECT_EQ(one["points"].size(), series["periods"].size());
  }
  const Json& periods = series["periods"];
  EXPECT_NE(std::find(periods.begin(), periods.end(), "2025-01..2025-07"), periods.end());
  EXPECT_TRUE(series["series"][0]["points"].back()["value"].is_string());
}

TEST(ApiSeries, RanksRunFromOneToTheSizeOfTheGroup) {
  Desk desk;
  const Json series = desk.json(
      "/api/v1/series?place=330300,330200&indicator=exports&measure=rank&group=zhejiang-11");
  EXPECT_EQ(series["unit"], "rank");
  bool any = false;
  for (const Json& one : series["series"]) {
    for (const Json& point : one["points"]) {
      if (point.is_null()) continue;
      any = true;
      const int rank = std::stoi(point["value"].get<string>());
      EXPECT_GE(rank, 1);
      EXPECT_LE(rank, 11);
      EXPECT_LE(std::stoi(point["low"].get<string>()), rank);
    }
  }
  EXPECT_TRUE(any);
}

TEST(ApiSeries, FromAndToCutItAndEveryGridAnswers) {
  Desk desk;
  const string base = "/api/v1/series?place=330300&indicator=exports";
  const Json cut = desk.json(base + "&from=2025&to=2025-03");
  ASSERT_FALSE(cut["periods"].empty());
  EXPECT_EQ(cut["periods"].back(), "2025-01..2025-03");
  for (const Json& period : cut["periods"]) EXPECT_TRUE(period.get<string>().starts_with("2025"));
  for (const char* grid : {"month", "quarter", "year", "ytd"}) {
    EXPECT_EQ(desk.json(base + "&grid=" + grid)["grid"], grid);
  }
  EXPECT_TRUE(desk.json(base + "&from=2100")["periods"].empty());
  const Json share = desk.json(base + "&measure=share");
  EXPECT_EQ(share["unit"], "%");
}

TEST(ApiSeries, ALevelIsInTheUnitOfTheCatalogue) {
  Desk desk;
  const Json series = desk.json("/api/v1/series?place=330300&indicator=exports&grid=ytd&from=2025");
  EXPECT_EQ(series["unit"], "亿元");
  const string value = series["series"][0]["points"].back()["value"];
  EXPECT_LT(value.find('.'), 6U) << value << " is in 亿元, not in 元";
}

TEST(ApiGaps, NamedPeersTheBestAndTheMean) {
  Desk desk;
  const Json gaps = desk.json(
      "/api/v1/gaps?place=温州&against=宁波,杭州&indicator=exports&period=2025-01..2025-07");
  EXPECT_EQ(gaps["schema"], "duibiao.gap/1");
  EXPECT_EQ(gaps["place"]["code"], "330300");
  ASSERT_GE(gaps["gaps"].size(), 3U);
  EXPECT_EQ(gaps["gaps"][0]["peer"]["code"], "330200");
  EXPECT_TRUE(gaps["gaps"].back()["peer"].is_null());
}

TEST(ApiBrief, HasSentencesAndWhenAskedItsFigures) {
  Desk desk;
  const Json plain = desk.json("/api/v1/brief?place=温州");
  EXPECT_EQ(plain["schema"], "duibiao.brief/1");
  EXPECT_EQ(plain["items"].size(), plain["sentences"].size());
  EXPECT_FALSE(plain.contains("figures"));
  const Json full =
      desk.json("/api/v1/brief?place=330300&period=2025-01..2025-07&explain=1&lang=en");
  ASSERT_FALSE(full["figures"].empty());
  EXPECT_TRUE(full["figures"][0].contains("row"));
  EXPECT_NE(full["sentences"][0].get<string>().find("came to"), string::npos);
}

TEST(ApiBrief, ComesAsFilesWithChineseNames) {
  Desk desk;
  const string question = "/api/v1/brief?place=温州&period=2025-01..2025-07&lang=zh";
  for (const auto& [form, type, beginning] :
       {std::tuple{"docx",
                   "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK"},
        std::tuple{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                   "PK"},
        std::tuple{"html", "text/html; charset=utf-8", "<!DOCTYPE html>"}}) {
    const Response file = desk.get(question + "&format=" + form);
    ASSERT_EQ(file.status, 200) << form;
    EXPECT_EQ(file.headers.find("Content-Type"), type);
    EXPECT_TRUE(Desk::text(file).starts_with(beginning)) << form;
    const string saved(file.headers.find("Content-Disposition"));
    EXPECT_TRUE(saved.starts_with("attachment;")) << saved;
    // «温州市2025年1-7月简报»
    EXPECT_NE(saved.find("filename*=UTF-8''%E6%B8%A9%E5%B7%9E%E5%B8%822025%E5%B9%B41-7%E6%9C%88"
                         "%E7%AE%80%E6%8A%A5."),
              string::npos)
        << saved;
    const string tag(file.headers.find("ETag"));
    EXPECT_EQ(desk.ask(Method::get, question + "&format=" + form, {{"If-None-Match", tag}}).status,
              304);
  }
  EXPECT_EQ(desk.get(question + "&format=csv").status, 400);
}

TEST(ApiBrief, SaysWhereItsNumbersStand) {
  Desk desk;
  const Json brief = desk.json("/api/v1/brief?place=330300&period=2025-01..2025-07&lang=zh");
  ASSERT_EQ(brief["numerals"].size(), brief["sentences"].size());
  EXPECT_EQ(brief["numerals"][0][0]["text"], "1766.01亿元");
  EXPECT_EQ(brief["numerals"][0][0]["at"], "/items/0/level/figure");
}

TEST(ApiMeasures, OneFigureAsACardAndManyAsAGrid) {
  Desk desk;
  const Json card =
      desk.json("/api/v1/measures?place=330300&indicator=exports&period=2025-01..2025-07");
  EXPECT_EQ(card["schema"], "duibiao.show/1");
  EXPECT_EQ(card["measures"][0]["what"]["en"], "level");
  const Json grid = desk.json("/api/v1/measures?place=330300&period=2025-01..2025-07");
  EXPECT_GT(grid["measures"].size(), 2U);
  EXPECT_FALSE(grid["measures"][0].contains("what"));
}

TEST(ApiRevisions, AnswerAListAlsoWhenItIsEmpty) {
  Desk desk;
  EXPECT_TRUE(desk.json("/api/v1/revisions?place=330300")["revisions"].is_array());
  EXPECT_TRUE(desk.json("/api/v1/revisions?witnesses=1&indicator=exports")["revisions"].is_array());
}

TEST(ApiFigures, PagesTogetherGiveEveryFigureOnce) {
  Desk desk;
  const string base = "/api/v1/figures?place=330300&indicator=exports,imports&limit=7";
  const std::size_t all =
      desk.json("/api/v1/figures?place=330300&indicator=exports,imports&limit=10000")["figures"]
          .size();
  std::set<string> seen;
  string next = base;
  for (int page = 0; !next.empty() && page < 1000; ++page) {
    const Response response = desk.get(next);
    ASSERT_EQ(response.status, 200) << Desk::text(response);
    const Json answer = Desk::parsed(response);
    for (const Json& figure : answer["figures"]) {
      EXPECT_TRUE(seen.insert(figure["indicator"]["id"].get<string>() + " " +
                              figure["period"].get<string>() + " " +
                              figure["measure"].get<string>())
                      .second);
    }
    const string link(response.headers.find("Link"));
    next = link.empty() ? "" : link.substr(1, link.find('>') - 1);
  }
  EXPECT_EQ(seen.size(), all);
  EXPECT_GT(all, 20U);
}

TEST(ApiFigures, OneMeasureAndOnePeriodUnderAnyOfItsNames) {
  Desk desk;
  const Json quarter =
      desk.json("/api/v1/figures?indicator=exports&measure=level&period=2025-Q1&limit=10000");
  ASSERT_FALSE(quarter["figures"].empty());
  for (const Json& figure : quarter["figures"]) {
    EXPECT_EQ(figure["measure"], "level");
    EXPECT_EQ(figure["period"], "2025-01..2025-03");
  }
}

}  // namespace
}  // namespace duibiao::server
