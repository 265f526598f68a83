// What holds for every route: errors, forms, caching, the description.
#include <map>
#include <set>

#include "server/api/openapi.h"
#include "server/api/stat.h"
#include "server/api/view_cache.h"
#include "server/api_desk.h"
#include "server/http/compress.h"

namespace duibiao::server {
namespace {

using std::string;

const string ranks = "/api/v1/ranks?indicator=exports&group=zhejiang-11&period=2025-01..2025-07";

TEST(ApiErrors, WrongParametersAreRefusedWithASentenceInEachLanguage) {
  Desk desk;
  const std::pair<const char*, int> wrong[] = {
      {"/api/v1/ranks?group=zhejiang-11", 400},
      {"/api/v1/ranks?indicator=exports", 400},
      {"/api/v1/ranks?indicator=exports&group=zhejiang-11&by=size", 400},
      {"/api/v1/ranks?indicator=exports&group=zhejiang-11&period=yesterday", 400},
      {"/api/v1/ranks?indicator=exports&group=zhejiang-11&peroid=2025", 400},
      {"/api/v1/ranks?indicator=exports&group=zhejiang-11&format=pdf", 400},
      {"/api/v1/ranks?indicator=nonsense&group=zhejiang-11", 404},
      {"/api/v1/ranks?indicator=exports&group=nowhere", 404},
      {"/api/v1/ranks?indicator=exports&group=zhejiang-11&period=1950", 404},
      {"/api/v1/gaps?place=", 400},
      {"/api/v1/gaps?place=Atlantis", 404},
      {"/api/v1/gaps?place=330300&against=Atlantis", 404},
      {"/api/v1/brief", 400},
      {"/api/v1/brief?place=330300&period=1950", 404},
      {"/api/v1/brief?place=330300&explain=maybe", 400},
      {"/api/v1/series?indicator=exports", 400},
      {"/api/v1/series?place=330300", 400},
      {"/api/v1/series?place=330300&indicator=exports&grid=decade", 400},
      {"/api/v1/series?place=330300&indicator=exports&measure=beauty", 400},
      {"/api/v1/series?place=330300&indicator=exports&from=2025-W03", 400},
      {"/api/v1/figures?limit=0", 400},
      {"/api/v1/figures?limit=many", 400},
      {"/api/v1/figures?cursor=abc", 400},
      {"/api/v1/figures?cursor=exports.330300.1.99", 400},
      {"/api/v1/figures?measure=beauty", 400},
      {"/api/v1/measures", 400},
      {"/api/v1/holdings?x=1", 400},
  };
  for (const auto& [path, status] : wrong) {
    string sentences[2];
    for (const bool english : {false, true}) {
      const string target = string(path) + (string(path).find('?') == string::npos ? "?" : "&") +
                            (english ? "lang=en" : "lang=zh");
      const Response response = desk.get(target);
      EXPECT_EQ(response.status, status) << target << " " << Desk::text(response);
      EXPECT_EQ(response.headers.find("Content-Type"), "application/problem+json");
      const Json json = Desk::parsed(response);
      sentences[english ? 1 : 0] = json["detail"].get<string>();
      EXPECT_FALSE(sentences[english ? 1 : 0].empty());
      EXPECT_TRUE(json["code"].get<string>().starts_with("DB")) << target;
    }
    EXPECT_NE(sentences[0], sentences[1]) << path;
  }
}

TEST(ApiErrors, ALongNameIsRefusedBeforeItIsLookedFor) {
  Desk desk;
  EXPECT_EQ(desk.get("/api/v1/gaps?place=" + string(20'000, 'x')).status, 400);
  EXPECT_EQ(desk.get("/api/v1/ranks?indicator=exports&group=" + string(20'000, 'x')).status, 400);
}

TEST(ApiErrors, TheParametersThereAreAreToldOnceEach) {
  Desk desk;
  for (const string& path : {ranks, string("/api/v1/holdings?x=1")}) {
    const Response response = desk.get(path + "&nonsense=1");
    EXPECT_EQ(response.status, 400);
    const string advice = Desk::parsed(response)["advice"];
    for (const char* name : {"lang", "format", "bom"}) {
      const std::size_t at = advice.find(name);
      EXPECT_NE(at, string::npos) << advice;
      EXPECT_EQ(advice.find(name, at + 1), string::npos) << advice;
    }
  }
}

TEST(ApiErrors, AdviceNamesAddressesNotCommands) {
  Desk desk;
  for (const char* lang : {"zh", "en"}) {
    const Response response = desk.get(string("/api/v1/gaps?place=qqqqqqqqqqqqqq&lang=") + lang);
    const string advice = Desk::parsed(response)["advice"];
    EXPECT_NE(advice.find("/api/v1/places"), string::npos) << advice;
    EXPECT_EQ(advice.find("duibiao"), string::npos) << advice;
  }
}

TEST(ApiErrors, NamesInAProblemStayText) {
  Desk desk;
  const Response response =
      desk.get("/api/v1/gaps?lang=en&place=%3Cscript%3Ealert(1)%3C/script%3E");
  EXPECT_EQ(response.status, 404);
  EXPECT_NE(Desk::parsed(response)["detail"].get<string>().find("<script>"), string::npos);
}

TEST(ApiForms, CsvXlsxAndJsonStatAsDownloads) {
  Desk desk;
  for (const string& path : {ranks, string("/api/v1/series?place=330300,330200&indicator=exports"),
                             string("/api/v1/figures?place=330300&indicator=exports")}) {
    const Response csv = desk.get(path + "&format=csv");
    ASSERT_EQ(csv.status, 200) << Desk::text(csv);
    EXPECT_EQ(csv.headers.find("Content-Type"), "text/csv; charset=utf-8");
    EXPECT_TRUE(Desk::text(csv).starts_with("\xEF\xBB\xBF"));
    EXPECT_NE(csv.headers.find("Content-Disposition").find("filename*=UTF-8''"), string::npos);
    EXPECT_NE(csv.headers.find("Content-Disposition").find("%"), string::npos) << "Chinese";
    EXPECT_FALSE(Desk::text(desk.get(path + "&format=csv&bom=0")).starts_with("\xEF\xBB\xBF"));
    const Response xlsx = desk.get(path + "&format=xlsx");
    ASSERT_EQ(xlsx.status, 200) << Desk::text(xlsx);
    EXPECT_TRUE(Desk::text(xlsx).starts_with("PK"));
    const Response stat = desk.get(path + "&format=json-stat");
    ASSERT_EQ(stat.status, 200) << Desk::text(stat);
    const Json json = Desk::parsed(stat);
    EXPECT_EQ(json["version"], "2.0");
    EXPECT_EQ(json["class"], "dataset");
    std::size_t places = 1;
    for (std::size_t k = 0; k < json["id"].size(); ++k) {
      const Json& dimension = json["dimension"][json["id"][k].get<string>()];
      EXPECT_EQ(dimension["category"]["index"].size(), json["size"][k].get<std::size_t>());
      places *= json["size"][k].get<std::size_t>();
    }
    ASSERT_FALSE(json["value"].empty());
    for (const auto& [at, value] : json["value"].items()) {
      EXPECT_LT(std::stoull(at), places);
      EXPECT_TRUE(value.is_number());
    }
  }
  EXPECT_TRUE(std::filesystem::is_empty(desk.scratch())) << "what a workbook was made in is gone";
}

TEST(ApiForms, AcceptChoosesTooAndWhatIsNotThereIs406) {
  Desk desk;
  EXPECT_EQ(desk.get(ranks, {{"Accept", "text/csv"}}).headers.find("Content-Type"),
            "text/csv; charset=utf-8");
  EXPECT_EQ(desk.get(ranks, {{"Accept", "text/html,*/*;q=0.8"}}).headers.find("Content-Type"),
            "application/json");
  EXPECT_EQ(desk.get(ranks, {{"Accept", "image/png"}}).status, 406);
  EXPECT_EQ(desk.get("/api/v1/holdings", {{"Accept", "text/csv"}}).status, 406);
}

TEST(ApiForms, JsonStatKeepsEveryDigit) {
  StatDataset dataset;
  dataset.label = "a \"label\"";
  dataset.dimensions = {{"place", "place", StatRole::geo, {{"1", "one"}, {"2", "two"}}},
                        {"period", "period", StatRole::time, {{"2024", ""}, {"2025", ""}}}};
  dataset.values[dataset.place({1, 0})] = *num::Decimal::parse("12345678901234567.890");
  const string text = to_json_stat(dataset, Language::en);
  EXPECT_NE(text.find("\"value\":{\"2\":12345678901234567.890}"), string::npos) << text;
  EXPECT_FALSE(Json::parse(text, nullptr, false).is_discarded());
}

TEST(ApiCaching, TheSameQuestionHasOneTagAndIsNotSentTwice) {
  Desk desk;
  const Response first = desk.get(ranks);
  const string tag(first.headers.find("ETag"));
  ASSERT_TRUE(tag.starts_with("\""));
  EXPECT_EQ(first.headers.find("Cache-Control"), "no-cache");
  EXPECT_NE(first.headers.find("Vary").find("Accept-Language"), string::npos);
  const Response again = desk.get(ranks, {{"If-None-Match", tag}});
  EXPECT_EQ(again.status, 304);
  EXPECT_FALSE(again.body);
  for (const string& other : {ranks + "&lang=en", ranks + "&by=growth", ranks + "&format=csv"}) {
    EXPECT_NE(desk.get(other).headers.find("ETag"), tag) << other;
    EXPECT_EQ(desk.get(other, {{"If-None-Match", tag}}).status, 200) << other;
  }
}

TEST(ApiCaching, AnAnswerIsMadeOnceAndCompressedOnce) {
  Desk desk;
  const Response plain = desk.get(ranks);
  const Response again = desk.get(ranks);
  EXPECT_EQ(plain.body.get(), again.body.get());
  const Response small = desk.get(ranks, {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(small.headers.find("Content-Encoding"), "gzip");
  EXPECT_EQ(gunzip(*small.body, 1U << 24U), *plain.body);
  EXPECT_EQ(desk.get(ranks, {{"Accept-Encoding", "gzip"}}).body.get(), small.body.get());
  EXPECT_EQ(desk.api().cache_counts().views, 1U);
}

TEST(ApiCaching, TheCacheStaysWithinItsBytesAndDropsTheOldest) {
  ViewCache cache(4000);
  const auto view = [](std::size_t bytes) {
    CachedView made;
    made.packed = pack(string(bytes, 'x'), "application/octet-stream", "\"t\"");
    return std::make_shared<const CachedView>(std::move(made));
  };
  for (int k = 0; k < 100; ++k) {
    cache.keep("key" + std::to_string(k), view(500));
    (void)cache.find("key0");
    EXPECT_LE(cache.counts().bytes, 4000U);
  }
  EXPECT_NE(cache.find("key0"), nullptr) << "used again and again";
  EXPECT_EQ(cache.find("key50"), nullptr);
  EXPECT_NE(cache.find("key99"), nullptr);
  cache.keep("huge", view(3000));
  EXPECT_EQ(cache.find("huge"), nullptr);
}

/// A question that a route answers with 200.
string example_of(const string& pattern) {
  const std::map<string, string> queries = {
      {"/api/v1/ranks", "?indicator=exports&group=zhejiang-11"},
      {"/api/v1/gaps", "?place=330300"},
      {"/api/v1/brief", "?place=330300"},
      {"/api/v1/measures", "?place=330300"},
      {"/api/v1/series", "?place=330300&indicator=exports"},
      {"/api/v1/batches/{id}", ""}};
  const auto found = queries.find(pattern);
  if (pattern == "/api/v1/batches/{id}") return "/api/v1/batches/2";
  return pattern + (found == queries.end() ? "" : found->second);
}

TEST(ApiDescription, EveryRouteAnswersAsItIsDescribed) {
  Desk desk;
  const Json description = desk.json("/api/openapi.json");
  EXPECT_EQ(description["openapi"], "3.1.0");
  std::set<string> ids;
  for (const Route& route : desk.table()) {
    string method(name_of(route.method));
    for (char& c : method) c = static_cast<char>(std::tolower(c));
    ASSERT_TRUE(description["paths"].contains(route.pattern)) << route.pattern;
    const Json& operation = description["paths"][route.pattern][method];
    EXPECT_TRUE(ids.insert(operation["operationId"].get<string>()).second);
    EXPECT_EQ(operation["x-role"], name_of(route.role));
    EXPECT_EQ(operation["tags"].size(), 1U);
    const bool own = route.pattern.starts_with("/api/v1/");
    EXPECT_EQ(operation["tags"][0] == "service", !own) << route.pattern << " has no group";
    if (route.pattern == "/api/v1/check/docx") continue;       // needs a .docx
    if (route.pattern.starts_with("/api/v1/jobs/")) continue;  // needs a job: jobs_test.cpp
    string body;
    Desk::Fields fields;
    if (route.pattern == "/api/v1/check") {
      body = "温州市2025年1-7月出口1528.3亿元。";
      fields = {{"Content-Type", "text/plain"}};
    } else if (route.pattern == "/api/v1/imports") {
      const Form form = Form().file("a.csv", "地区,出口(亿元)\n温州市,12\n");
      body = form.whole();
      fields = {{"Content-Type", form.type}};
    } else if (route.pattern == "/api/v1/names") {
      body = R"({"kind":"place","alias":"瓯城","of":"330300"})";
    }
    string target = example_of(route.pattern);
    if (route.pattern == "/api/v1/imports") target += "?period=2025&dry_run=1";
    const Response response = desk.ask(route.method, target, fields, body);
    ASSERT_EQ(response.status, 200) << target << " " << Desk::text(response);
    string type(response.headers.find("Content-Type"));
    type = type.substr(0, type.find(';'));
    EXPECT_TRUE(operation["responses"]["200"]["content"].contains(type)) << target << " " << type;
    if (!route.answers.starts_with("duibiao.")) continue;
    const Json answer = Desk::parsed(response);
    EXPECT_EQ(answer["schema"], route.answers) << target;
    const Json& schema = description["components"]["schemas"][component_name(route.answers)];
    for (const Json& field : schema["required"]) {
      EXPECT_TRUE(answer.contains(field.get<string>())) << target << " lacks " << field;
    }
    for (const auto& [name, property] : schema["properties"].items()) {
      if (!property.contains("type") || !answer.contains(name)) continue;
      const string json_type = property["type"];
      const Json& value = answer[name];
      const bool fits = json_type == "array"     ? value.is_array()
                        : json_type == "object"  ? value.is_object()
                        : json_type == "integer" ? value.is_number_integer()
                                                 : value.is_string();
      EXPECT_TRUE(fits) << target << " " << name;
      if (json_type != "array") continue;
      const string item_type = property["items"]["type"];
      for (const Json& item : value) {
        EXPECT_EQ(item_type, item.is_string() ? "string" : "object") << target << " " << name;
      }
    }
  }
}

TEST(ApiDescription, RolesAreKept) {
  Desk viewer(Role::viewer);
  EXPECT_EQ(viewer.get("/api/v1/holdings").status, 200);
  EXPECT_EQ(viewer.ask(Method::post, "/api/v1/check", {}, "出口1亿元").status, 401);
  EXPECT_EQ(viewer.get("/api/v1/log").status, 401);
  EXPECT_EQ(viewer.ask(Method::remove, "/api/v1/batches/1").status, 401);
  Desk nobody(Role::nobody);
  EXPECT_EQ(nobody.get("/api/v1/holdings").status, 401);
  EXPECT_EQ(nobody.get("/api/openapi.json").status, 200);
}

}  // namespace
}  // namespace duibiao::server
