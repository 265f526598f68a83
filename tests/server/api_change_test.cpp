// Checks, imports, what can be undone, names, and news of changes.
#include <atomic>
#include <fstream>
#include <iterator>
#include <thread>

#include "document/zip_rewrite.h"
#include "server/api_desk.h"

namespace duibiao::server {
namespace {

using std::string;

/// A month that data/demo does not have.
const string new_month =
    "地区,出口总值(亿元),同比(%)\n温州市,1900.5,12.5\n宁波市,6000.1,1.0\n杭州市,4000.2,-3.0\n";

TEST(ApiCheck, APastedDraftAndAFileOfAForm) {
  Desk desk;
  const string draft = "2025年1-7月，温州市出口1528.3亿元。";
  const Response pasted = desk.ask(Method::post, "/api/v1/check",
                                   {{"Content-Type", "text/plain; charset=utf-8"}}, draft);
  ASSERT_EQ(pasted.status, 200) << Desk::text(pasted);
  const Json first = Desk::parsed(pasted);
  EXPECT_EQ(first["schema"], "duibiao.check/1");
  EXPECT_EQ(first["text"], draft);
  ASSERT_EQ(first["claims"].size(), 1U);
  EXPECT_EQ(first["claims"][0]["verdict"], "consistent");
  EXPECT_EQ(pasted.headers.find("Cache-Control"), "no-store");
  const Json sent = Desk::parsed(desk.upload("/api/v1/check", Form().file("稿.txt", draft)));
  EXPECT_EQ(sent["file"], "稿.txt");
  EXPECT_EQ(sent["claims"], first["claims"]);
}

TEST(ApiCheck, AWrongFigureIsFoundOnlyWithTheStore) {
  Desk desk;
  const string draft = "2025年1-7月，温州市出口1258.3亿元。";
  const auto found = [&](const string& query) {
    const Response response =
        desk.ask(Method::post, "/api/v1/check" + query, {{"Content-Type", "text/plain"}}, draft);
    return Desk::parsed(response)["summary"]["inconsistent"].get<int>();
  };
  EXPECT_EQ(found(""), 1);
  EXPECT_EQ(found("?store=0"), 0);
}

TEST(ApiCheck, AWordFileComesBackWithItsNameAndStaysAWordFile) {
  Desk desk;
  std::ifstream file(DUIBIAO_SOURCE_DIR "/tests/fixtures/readers/word.docx", std::ios::binary);
  const string empty{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const auto bytes = document::rewrite_zip(
      empty, "通报.docx",
      {{"[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Override PartName=\"/word/document.xml\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml."
        "document.main+xml\"/></Types>"},
       {"word/document.xml",
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
        "<w:body><w:p><w:r><w:t>2025年1-7月，温州市出口1258.3亿元。</w:t></w:r></w:p></w:body>"
        "</w:document>"}});
  ASSERT_TRUE(bytes);
  const Response response = desk.upload("/api/v1/check/docx", Form().file("通报.docx", *bytes));
  ASSERT_EQ(response.status, 200) << Desk::text(response);
  EXPECT_TRUE(Desk::text(response).starts_with("PK"));
  EXPECT_NE(response.headers.find("Content-Type").find("wordprocessingml"), string::npos);
  EXPECT_NE(response.headers.find("Content-Disposition").find("%E9%80%9A%E6%8A%A5"), string::npos);
  const Response json = desk.upload("/api/v1/check", Form().file("通报.docx", *bytes));
  EXPECT_EQ(Desk::parsed(json)["summary"]["inconsistent"], 1);
  EXPECT_EQ(Desk::parsed(json)["format"], "docx");
  EXPECT_TRUE(Desk::parsed(json)["text"].is_string());
}

TEST(ApiCheck, NothingAndWhatIsNoDraftAreRefused) {
  Desk desk;
  EXPECT_EQ(desk.ask(Method::post, "/api/v1/check").status, 422);
  EXPECT_EQ(desk.ask(Method::post, "/api/v1/check", {}, string("\x89PNG\r\n\x1a\n\0\0", 10)).status,
            422);
  EXPECT_EQ(desk.ask(Method::post, "/api/v1/check?place=Atlantis", {}, "出口1亿元").status, 404);
  EXPECT_EQ(
      desk.ask(Method::post, "/api/v1/check/docx", {{"Content-Type", "text/plain"}}, "出口1亿元")
          .status,
      422);
  Form empty;
  EXPECT_EQ(desk.upload("/api/v1/check", empty).status / 100, 4);
}

TEST(ApiImport, ADryRunShowsAndWritesNothing) {
  Desk desk;
  const std::uint64_t before = desk.site().now()->version;
  const Response response = desk.upload("/api/v1/imports?dry_run=1&period=2025-01..2025-09",
                                        Form().file("九月.csv", new_month));
  ASSERT_EQ(response.status, 200) << Desk::text(response);
  const Json json = Desk::parsed(response);
  EXPECT_EQ(json["schema"], "duibiao.import/1");
  EXPECT_EQ(json["files"][0]["file"], "九月.csv");
  EXPECT_EQ(json["files"][0]["status"], "preview");
  EXPECT_EQ(json["files"][0]["sheets"][0]["figures"], 6);
  EXPECT_EQ(desk.site().now()->version, before);
}

TEST(ApiImport, FiguresAreThereWhenItAnswersAndGoneWhenUndone) {
  Desk desk;
  const string question = "/api/v1/ranks?indicator=exports&place=330300&period=2025-01..2025-09";
  EXPECT_EQ(desk.get(question).status, 404);
  const Response response =
      desk.upload("/api/v1/imports?period=2025-01..2025-09", Form().file("九月.csv", new_month));
  ASSERT_EQ(response.status, 200) << Desk::text(response);
  const Json batch = Desk::parsed(response)["files"][0]["batch"];
  const Json ranking = desk.json(question);
  EXPECT_EQ(ranking["standings"][2]["place"]["code"], "330300");
  EXPECT_EQ(ranking["standings"][0]["figure"]["source"], "九月.csv");
  EXPECT_EQ(desk.json("/api/v1/batches")["batches"].back()["actor"], "web:anonymous");
  const string undo = "/api/v1/batches/" + batch.dump();
  EXPECT_EQ(desk.ask(Method::remove, undo).status, 200);
  EXPECT_EQ(desk.get(question).status, 404);
  EXPECT_EQ(desk.ask(Method::remove, undo).status, 409);
  EXPECT_EQ(desk.ask(Method::remove, "/api/v1/batches/99999").status, 404);
  EXPECT_EQ(desk.ask(Method::remove, "/api/v1/batches/x").status, 400);
}

TEST(ApiImport, ARepeatIsHarmlessAndAKeyBelongsToOneUpload) {
  Desk desk;
  const Form form = Form().file("九月.csv", new_month);
  const string target = "/api/v1/imports?period=2025-01..2025-09";
  const Response first = desk.upload(target, form, {{"Idempotency-Key", "k1"}});
  const Response again = desk.upload(target, form, {{"Idempotency-Key", "k1"}});
  EXPECT_EQ(Desk::text(first), Desk::text(again));
  EXPECT_EQ(desk.upload(target, Form().file("b.csv", new_month + "湖州市,1,1\n"),
                        {{"Idempotency-Key", "k1"}})
                .status,
            409);
  EXPECT_EQ(Desk::text(desk.upload(target, redrawn(form), {{"Idempotency-Key", "k1"}})),
            Desk::text(first));
  for (const Form& other : {Form().file("十月.csv", new_month), Form().file("九月.csv", "x"),
                            Form().file("九月.csv", new_month).file("b.csv", new_month)}) {
    EXPECT_EQ(desk.upload(target, other, {{"Idempotency-Key", "k1"}}).status, 409);
  }
  EXPECT_EQ(desk.upload(target + "&accept=1", form, {{"Idempotency-Key", "k1"}}).status, 409);
  const Response without = desk.upload(target, form);
  EXPECT_EQ(Desk::parsed(without)["files"][0]["status"], "unchanged");
}

TEST(ApiImport, AnErrorShowsNoFolderOfTheServerAndNoCommand) {
  Desk desk;
  const Response response = desk.ask(Method::remove, "/api/v1/batches/77");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(Desk::text(response).find(desk.scratch().substr(0, 5)), string::npos);
  const Json problem = Desk::parsed(response);
  EXPECT_EQ(problem["errors"][0]["file"], "demo.duibiao");
  EXPECT_EQ(problem["advice"], "用 GET /api/v1/batches 查看各批导入");
}

TEST(ApiImport, ABadFileDoesNotKeepAGoodOneOut) {
  Desk desk;
  Form form;
  form.file("坏.xlsx", "PK\x03\x04 nothing").file("好.csv", new_month);
  const Response response = desk.upload("/api/v1/imports?period=2025-01..2025-09", form);
  ASSERT_EQ(response.status, 200) << Desk::text(response);
  const Json files = Desk::parsed(response)["files"];
  EXPECT_EQ(files[0]["status"], "failed");
  EXPECT_TRUE(files[0]["sheets"].is_array());
  EXPECT_FALSE(files[0]["error"]["message"]["en"].get<string>().empty());
  EXPECT_EQ(files[1]["status"], "imported");
  EXPECT_EQ(desk.upload("/api/v1/imports", Form().file("坏.xlsx", "PK\x03\x04 no")).status, 422);
}

TEST(ApiImport, NamesOfFilesLeadNowhereAndNothingIsLeftBehind) {
  Desk desk;
  const string odd[] = {"../../../../tmp/evil.csv",
                        "/etc/passwd",
                        "C:\\fakepath\\表.csv",
                        "..",
                        "a\x01\x1b[31m.csv",
                        "<img src=x onerror=alert(1)>.csv",
                        string(3000, 'a') + "九月.csv",
                        "\u202Evsc.exe"};
  for (const string& name : odd) {
    const Response response = desk.upload("/api/v1/imports?dry_run=1&period=2025-01..2025-09",
                                          Form().file(name, new_month));
    const string text = Desk::text(response);
    EXPECT_EQ(text.find("scratch"), string::npos) << text;
    EXPECT_TRUE(std::filesystem::is_empty(desk.scratch()));
    if (response.status != 200) continue;
    const string shown = Desk::parsed(response)["files"][0]["file"];
    EXPECT_EQ(shown.find('/'), string::npos) << shown;
    EXPECT_EQ(shown.find('\\'), string::npos) << shown;
    EXPECT_EQ(shown.find('\x1b'), string::npos) << shown;
    EXPECT_LE(shown.size(), 200U);
    EXPECT_EQ(response.headers.find("Content-Type"), "application/json");
  }
  const Response damaged = desk.upload("/api/v1/imports", Form().file("坏.xlsx", "PK\x03\x04 no"));
  EXPECT_EQ(Desk::text(damaged).find("/tmp"), string::npos) << Desk::text(damaged);
  EXPECT_TRUE(std::filesystem::is_empty(desk.scratch()));
}

TEST(ApiImport, TooManyFilesAndDamagedFormsAreRefused) {
  Desk desk;
  Form many;
  for (int k = 0; k < 300; ++k) many.file("a.csv", "x");
  EXPECT_EQ(desk.upload("/api/v1/imports?dry_run=1", many).status, 413);
  const Form form;
  EXPECT_EQ(desk.ask(Method::post, "/api/v1/imports", {{"Content-Type", form.type}},
                     "--line\r\nContent-Disposition: form-data; name=\"file\"")
                    .status /
                100,
            4);
  EXPECT_EQ(desk.ask(Method::post, "/api/v1/imports").status, 422);
}

TEST(ApiHeld, AnUnknownNameIsSuggestedNamedAndBroughtIn) {
  Desk desk;
  const string sheet = "地区,出口总值(亿元)\n温州市,1900\n宁坡市,50\n";
  const Response response =
      desk.upload("/api/v1/imports?period=2025-01..2025-09", Form().file("表.csv", sheet));
  ASSERT_EQ(response.status, 200) << Desk::text(response);
  const auto rows = [&] {
    std::vector<Json> out;
    const Json held = desk.json("/api/v1/held");
    for (const Json& row : held["held"]) {
      if (row["file"] == "表.csv") out.push_back(row);
    }
    return out;
  };
  const std::vector<Json> held = rows();
  ASSERT_EQ(held.size(), 1U) << desk.json("/api/v1/held").dump(1);
  EXPECT_EQ(held[0]["unknown"]["kind"], "place");
  EXPECT_EQ(held[0]["unknown"]["text"], "宁坡市");
  EXPECT_FALSE(held[0]["suggestions"].empty());
  const auto name = [&](const string& body) {
    return desk.ask(Method::post, "/api/v1/names", {}, body).status;
  };
  EXPECT_EQ(name("not json"), 400);
  EXPECT_EQ(name(R"({"kind":"star","alias":"a","of":"b"})"), 400);
  EXPECT_EQ(name(R"({"kind":"place","alias":"宁坡市","of":"000001"})"), 404);
  EXPECT_EQ(name(R"({"kind":"place","alias":"宁波市","of":"330300"})"), 409);
  EXPECT_EQ(name(R"({"kind":"place","alias":"宁坡市","of":"330200"})"), 200);
  const Response retried = desk.ask(Method::post, "/api/v1/held/retry");
  ASSERT_EQ(retried.status, 200) << Desk::text(retried);
  EXPECT_EQ(Desk::parsed(retried)["rows"], 1);
  EXPECT_TRUE(rows().empty());
  EXPECT_EQ(desk.ask(Method::post, "/api/v1/held/retry?unit=斗").status, 422);
}

TEST(ApiEvents, AnOpenPageHearsOfEveryChange) {
  Desk desk;
  const Response response = desk.get("/api/v1/events");
  ASSERT_TRUE(response.events);
  EXPECT_EQ(response.headers.find("Content-Type"), "text/event-stream");
  int woken = 0;
  response.events->on_wake([&woken] { ++woken; });
  EXPECT_EQ(woken, 1) << "it is told at once where it stands";
  const string first = response.events->take();
  EXPECT_NE(first.find("event: version\n"), string::npos);
  EXPECT_TRUE(response.events->take().empty());
  (void)desk.upload("/api/v1/imports?period=2025-01..2025-09", Form().file("a.csv", new_month));
  EXPECT_EQ(woken, 2);
  const string second = response.events->take();
  EXPECT_NE(second, first);
  EXPECT_NE(second.find("data: " + std::to_string(desk.site().now()->version)), string::npos);
}

TEST(Site, SeesWhatAnotherProgramDoesToTheStore) {
  Desk desk;
  const auto before = desk.site().now();
  ASSERT_TRUE(desk.site().refresh());
  EXPECT_EQ(desk.site().now(), before) << "nothing changed: the same snapshot";
  auto other = workspace::Workspace::open(desk.store_path());
  ASSERT_TRUE(other);
  ASSERT_TRUE((*other)->add_overlay({store::OverlayKind::place_alias, "瓯城", "330300"},
                                    {"cli:li", 1'700'000'000}));
  ASSERT_TRUE(desk.site().refresh());
  EXPECT_GT(desk.site().now()->version, before->version);
  EXPECT_EQ(desk.get("/api/v1/brief?place=瓯城").status, 200);
  EXPECT_FALSE(before->words->places.find("瓯城")) << "who took the old one keeps it";
}

TEST(Site, AFailedChangeLeavesEverythingAsItWas) {
  Desk desk;
  const std::uint64_t before = desk.site().now()->version;
  const Status failed = desk.site().write(
      [](workspace::Workspace&) -> Status { return fail(ErrorCode::bad_argument, {"不", "no"}); });
  EXPECT_FALSE(failed);
  EXPECT_EQ(desk.site().now()->version, before);
  EXPECT_EQ(desk.get("/api/v1/holdings").status, 200);
}

TEST(Site, ReadersDuringImportsEachSeeOneMoment) {
  Desk desk;
  // Each import sets the three cities to one number: a mixture would show two.
  const auto sheet = [](int value) {
    const string text = std::to_string(value);
    return "地区,社会消费品零售总额(亿元)\n温州市," + text + "\n宁波市," + text + "\n杭州市," +
           text + "\n";
  };
  const string import = "/api/v1/imports?period=2024-01..2024-11&released=2025-01-";
  const auto bring = [&](int day) {
    const string two = (day < 10 ? "0" : "") + std::to_string(day);
    return desk.upload(import + two, Form().file("表" + two + ".csv", sheet(100 + day)));
  };
  ASSERT_EQ(bring(1).status, 200);
  std::atomic<bool> done{false};
  std::atomic<int> mixed{0};
  std::atomic<int> answers{0};
  std::vector<std::thread> readers;
  for (int k = 0; k < 3; ++k) {
    readers.emplace_back([&] {
      while (!done) {
        const Response response = desk.get(
            "/api/v1/"
            "ranks?indicator=retail_sales&group=330300,330200,330100&period=2024-01..2024-11");
        const Json json = Desk::parsed(response);
        ++answers;
        if (response.status != 200 || json["standings"].size() != 3) {
          ++mixed;
          continue;
        }
        for (const Json& one : json["standings"]) {
          if (one["figure"]["value"] != json["standings"][0]["figure"]["value"]) ++mixed;
        }
      }
    });
  }
  for (int day = 2; day <= 6; ++day) EXPECT_EQ(bring(day).status, 200);
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(mixed, 0);
  EXPECT_GT(answers, 3);
}

}  // namespace
}  // namespace duibiao::server
