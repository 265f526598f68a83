// /sdmx/2.1 as a client meets it: which form it gets, what is kept, how refusals look.
#include "server/sdmx/service.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "server/api_desk.h"
#include "server/http/compress.h"
#include "server/sdmx/format.h"

namespace duibiao::server {
namespace {

using Fields = Desk::Fields;

/// SDMX over the store of a desk.
class SdmxService : public testing::Test {
 protected:
  SdmxService() : sdmx_(desk_.site(), {.version = "test", .store = desk_.store_path()}) {
    auto router = std::make_shared<Router>();
    for (Route& route : sdmx_.routes()) router->add(std::move(route));
    handler_ = dispatcher(router, open_gate(Role::viewer));
    closed_ = dispatcher(router, open_gate(Role::nobody));
  }

  Response get(const std::string& target, const Fields& fields = {}, Method method = Method::get) {
    return answered(handler_, target, fields, method);
  }
  static Response answered(const Handler& handler, const std::string& target, const Fields& fields,
                           Method method) {
    Request request;
    request.method = method;
    request.target = "/sdmx/2.1" + target;
    auto read = read_target(request.target);
    if (!read) throw std::runtime_error("no target: " + target);
    request.path = std::move(read->path);
    request.query = std::move(read->query);
    for (const auto& [name, value] : fields) request.headers.add(name, value);
    return handler(request);
  }
  std::string type_of(const std::string& target, const std::string& accept) {
    const Response response = get(target, {{"Accept", accept}});
    return response.status == 200 ? std::string(response.headers.find("Content-Type"))
                                  : std::to_string(response.status);
  }

  Desk desk_;
  Sdmx sdmx_;
  Handler handler_;
  Handler closed_;
};

const std::string exports = "/data/CITY/M.330300.exports.YTD";

TEST_F(SdmxService, TheFormFollowsAccept) {
  const std::string generic = "application/vnd.sdmx.genericdata+xml;version=2.1";
  for (const char* accept : {"", "*/*", "application/xml", "text/xml",
                             "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                             "application/vnd.sdmx.genericdata+xml;version=2.1",
                             "application/vnd.sdmx.genericdata+xml"}) {
    EXPECT_EQ(type_of(exports, accept), generic) << accept;
  }
  const std::string data = "application/vnd.sdmx.";
  for (const char* type :
       {"structurespecificdata+xml;version=2.1", "generictimeseriesdata+xml;version=2.1",
        "structurespecifictimeseriesdata+xml;version=2.1", "data+json;version=1.0.0",
        "data+json;version=2.0.0"}) {
    EXPECT_EQ(type_of(exports, data + type), data + type);
  }
  EXPECT_EQ(type_of(exports, data + "data+csv;version=2.0.0;labels=both"),
            data + "data+csv;version=2.0.0;charset=utf-8");
  EXPECT_EQ(type_of(exports, "text/csv"), data + "data+csv;version=1.0.0;charset=utf-8");
  EXPECT_EQ(type_of(exports, "application/json"), data + "data+json;version=1.0.0");
  // The better liked of two, whatever the order.
  EXPECT_EQ(type_of(exports, "application/vnd.sdmx.data+json;version=1.0.0;q=0.5, text/csv"),
            data + "data+csv;version=1.0.0;charset=utf-8");
  for (const char* accept : {"image/png", "application/vnd.sdmx.data+json;version=9.0.0",
                             "application/vnd.sdmx.data+json;version=1.0.0-wd", "text/csv;q=0"}) {
    EXPECT_EQ(type_of(exports, accept), "406") << accept;
  }
  EXPECT_EQ(type_of("/dataflow", "*/*"), data + "structure+xml;version=2.1");
  EXPECT_EQ(type_of("/dataflow", "application/json"), data + "structure+json;version=1.0.0");
}

TEST_F(SdmxService, TheFormFollowsTheAddressBeforeAccept) {
  const std::string json = "application/vnd.sdmx.data+json;version=";
  EXPECT_EQ(type_of(exports + "?format=jsondata", "application/xml"), json + "1.0.0");
  EXPECT_EQ(type_of(exports + "?format=jsondata", json + "2.0.0"), json + "2.0.0");
  EXPECT_EQ(type_of(exports + "?format=jsondata&formatVersion=2.0", "*/*"), json + "2.0.0");
  EXPECT_EQ(type_of(exports + "?format=pdf", "*/*"), "400");
  EXPECT_EQ(type_of(exports + "?format=csvdata&labels=loud", "*/*"), "400");
}

TEST_F(SdmxService, EveryRefusalHasItsNumberAndStatus) {
  const auto refusal = [&](const std::string& target) {
    const Response response = get(target);
    const std::string body = Desk::text(response);
    const std::size_t at = body.find("code=\"");
    return std::to_string(response.status) + " " +
           (at == body.npos ? std::string("-")
                            : body.substr(at + 6, body.find('"', at + 6) - at - 6));
  };
  EXPECT_EQ(refusal("/data/CITY/M.999999.."), "404 100");
  EXPECT_EQ(refusal("/data/TOWN/all"), "404 100");
  EXPECT_EQ(refusal("/data/CITY/all/ESTAT"), "404 100");
  EXPECT_EQ(refusal("/data/CITY/M.330300"), "400 140");
  EXPECT_EQ(refusal("/data"), "400 140");
  EXPECT_EQ(refusal(exports + "?startPeriod=soon"), "400 140");
  EXPECT_EQ(refusal(exports + "?colour=red"), "400 140");
  EXPECT_EQ(refusal("/data/CITY/all/all/more"), "400 140");
  EXPECT_EQ(refusal(exports + "?dimensionAtObservation=COLOUR"), "403 150");
  EXPECT_EQ(refusal(exports + "?dimensionAtObservation=REF_AREA&format=generictimeseriesdata"),
            "403 150");
  EXPECT_EQ(refusal("/availableconstraint/CITY/all/all/COLOUR"), "403 150");
  EXPECT_EQ(refusal("/codelist/DB/CL_COLOUR"), "404 100");
  EXPECT_EQ(refusal("/codelist/DB/CL_FREQ/new"), "400 140");
  for (const char* other : {"/hierarchicalcodelist/DB", "/metadata/x", "/schema/dataflow/DB/CITY",
                            "/categoryscheme", "/provisionagreement/all/all"}) {
    EXPECT_EQ(refusal(other), "501 501") << other;
  }
  const Response json = get(exports + "?startPeriod=soon&format=jsondata");
  EXPECT_EQ(Desk::parsed(json)["errors"][0]["code"], 140);
}

TEST_F(SdmxService, OnlyThoseWhoMayReadGetAnAnswer) {
  EXPECT_EQ(answered(closed_, exports, {}, Method::get).status, 401);
  EXPECT_EQ(answered(closed_, "", {}, Method::get).status, 401);
  EXPECT_EQ(get(exports, {}, Method::post).status, 405);
}

TEST_F(SdmxService, AnAnswerIsKeptUntilTheFiguresChange) {
  const Response first = get(exports);
  const std::string tag(first.headers.find("ETag"));
  const std::string modified(first.headers.find("Last-Modified"));
  ASSERT_FALSE(tag.empty());
  EXPECT_EQ(first.headers.find("Vary"), "Accept, Accept-Language, Accept-Encoding");
  EXPECT_EQ(get(exports, {{"If-None-Match", tag}}).status, 304);
  EXPECT_EQ(get(exports, {{"If-Modified-Since", modified}}).status, 304);
  EXPECT_EQ(get(exports, {{"If-None-Match", "\"other\""}, {"If-Modified-Since", modified}}).status,
            200);
  EXPECT_EQ(Desk::text(get(exports)), Desk::text(first));
  EXPECT_GT(sdmx_.cache_counts().hits, 0U);
  EXPECT_NE(get(exports, {{"Accept-Language", "en"}}).headers.find("ETag"), tag);
  EXPECT_NE(get(exports, {{"Accept", "text/csv"}}).headers.find("ETag"), tag);

  const std::string sheet =
      "indicator,place,period,value,unit\nexports,330300,2019-01..2019-10,1400.5,亿元\n";
  ASSERT_LT(desk_.upload("/api/v1/imports", Form().file("more.csv", sheet)).status, 300);
  const Response later = get(exports);
  EXPECT_NE(later.headers.find("ETag"), tag);
  EXPECT_NE(Desk::text(later).find("1400.5"), std::string::npos);
}

TEST_F(SdmxService, AnUndoneImportIsToldToWhoFollows) {
  const std::string sheet =
      "indicator,place,period,value,unit\nexports,330300,1999-01..1999-10,14.5,亿元\n";
  const Response imported = desk_.upload("/api/v1/imports", Form().file("more.csv", sheet));
  ASSERT_LT(imported.status, 300) << Desk::text(imported);
  const std::string since = exports + "?endPeriod=1999&updatedAfter=2000-01-01T00:00:00Z";
  EXPECT_NE(Desk::text(get(since)).find("14.5"), std::string::npos);
  const Json batches = desk_.json("/api/v1/batches");
  std::int64_t last = 0;
  for (const Json& batch : batches["batches"]) {
    last = std::max(last, batch["id"].get<std::int64_t>());
  }
  ASSERT_EQ(desk_.ask(Method::remove, "/api/v1/batches/" + std::to_string(last)).status, 200);
  const std::string after = Desk::text(get(since));
  EXPECT_NE(after.find("action=\"Delete\""), std::string::npos) << after;
  EXPECT_NE(after.find("1999-10"), std::string::npos);
  EXPECT_EQ(after.find("14.5"), std::string::npos);
}

TEST_F(SdmxService, AnswersTravelCompressed) {
  const Response plain = get("/data/CITY/all", {{"Accept", "text/csv"}});
  const Response small =
      get("/data/CITY/all", {{"Accept", "text/csv"}, {"Accept-Encoding", "gzip"}});
  EXPECT_EQ(small.headers.find("Content-Encoding"), "gzip");
  EXPECT_EQ(gunzip(*small.body, 1U << 28U), Desk::text(plain));
}

TEST_F(SdmxService, NamesComeInTheCallersLanguageFirst) {
  const auto first_name = [&](const char* language) {
    const std::string body =
        Desk::text(get("/codelist/DB/CL_FREQ", {{"Accept-Language", language}}));
    const std::size_t at = body.find("<str:Code id=\"M\">");
    return body.substr(body.find("xml:lang=\"", at) + 10, 2);
  };
  EXPECT_EQ(first_name("zh-CN"), "zh");
  EXPECT_EQ(first_name("en"), "en");
}

TEST_F(SdmxService, AvailableTellsWhatCouldBeChosenInstead) {
  const std::string one = "/availableconstraint/CITY/M.330300.exports.YTD/all/REF_AREA";
  const auto values = [&](const std::string& target) {
    const std::string body = Desk::text(get(target));
    std::size_t out = 0;
    for (std::size_t at = body.find("<com:Value>"); at != body.npos;
         at = body.find("<com:Value>", at + 1)) {
      ++out;
    }
    return out;
  };
  EXPECT_EQ(values(one), 1U);
  EXPECT_GT(values(one + "?mode=available"), 5U);
  EXPECT_EQ(get(one + "?mode=perhaps").status, 400);
}

TEST_F(SdmxService, TheStructureOfTheFlowComesInOneAnswer) {
  const std::string body = Desk::text(get("/dataflow/DB/CITY/latest?references=all"));
  for (const char* part : {"<str:Dataflow ", "<str:DataStructure ", "id=\"CL_REF_AREA\"",
                           "<str:ConceptScheme ", "温州市", "Wenzhou"}) {
    EXPECT_NE(body.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(get("/structure/all/all/all?detail=allstubs").status, 200);
  EXPECT_EQ(get("/agencyscheme").status, 200);
  EXPECT_EQ(get("").status, 200);
}

}  // namespace
}  // namespace duibiao::server
