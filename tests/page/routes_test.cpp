#include "page/routes.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "server/http/compress.h"

namespace duibiao::page {
namespace {

using server::Method;
using server::Request;
using server::Response;

/// Answers as the table of routes would, to somebody who is not signed in.
Response ask(const std::vector<server::Route>& table, const std::string& path,
             const std::string& encoding, const std::string& known = {},
             Language language = Language::zh) {
  Request request;
  request.path = path;
  if (!encoding.empty()) request.headers.add("Accept-Encoding", encoding);
  if (!known.empty()) request.headers.add("If-None-Match", known);
  const auto found = std::ranges::find(table, path, &server::Route::pattern);
  if (found == table.end()) return Response::text(404, "");
  const server::Caller nobody;
  auto answer = found->handle({request, nobody, language, {}});
  return answer ? *answer : Response::text(500, "");
}

class PageRoutes : public testing::Test {
 protected:
  PageRoutes()
      : packed_(server::gzip(content_, 9).value_or("")),
        files_{{"/", "text/html; charset=utf-8", "aa11", packed_, {}, false},
               {"/assets/index-1.js", "text/javascript", "bb22", packed_, "tighter", true}},
        table_(routes(files_)) {}

  std::string content_ = std::string(4000, 'x') + "页";
  std::string packed_;
  std::vector<File> files_;
  std::vector<server::Route> table_;
};

TEST_F(PageRoutes, EveryFileIsOpenToEverybodyAndChangesNothing) {
  ASSERT_EQ(table_.size(), 2U);
  for (const server::Route& route : table_) {
    EXPECT_EQ(route.role, server::Role::nobody);
    EXPECT_EQ(route.method, Method::get);
    EXPECT_FALSE(route.changes);
  }
}

TEST_F(PageRoutes, BrowsersGetTheBytesAsTheyWereBuilt) {
  const Response response = ask(table_, "/", "gzip, br");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.find("Content-Encoding"), "gzip");
  EXPECT_EQ(response.headers.find("Content-Type"), "text/html; charset=utf-8");
  ASSERT_TRUE(response.body);
  EXPECT_EQ(*response.body, packed_);
}

TEST_F(PageRoutes, WhoTakesTheTighterFormGetsItUnderATagOfItsOwn) {
  const Response tight = ask(table_, "/assets/index-1.js", "gzip, deflate, br");
  EXPECT_EQ(tight.headers.find("Content-Encoding"), "br");
  ASSERT_TRUE(tight.body);
  EXPECT_EQ(*tight.body, "tighter");
  const Response gzip = ask(table_, "/assets/index-1.js", "gzip, br;q=0");
  EXPECT_EQ(gzip.headers.find("Content-Encoding"), "gzip");
  const std::string tag(tight.headers.find("ETag"));
  EXPECT_NE(tag, gzip.headers.find("ETag"));
  EXPECT_EQ(ask(table_, "/assets/index-1.js", "br", tag).status, 304);
  EXPECT_EQ(ask(table_, "/assets/index-1.js", "gzip", tag).status, 304);
}

TEST_F(PageRoutes, WhoTakesNoGzipGetsTheTextItself) {
  const Response response = ask(table_, "/", "");
  EXPECT_FALSE(response.headers.has("Content-Encoding"));
  ASSERT_TRUE(response.body);
  EXPECT_EQ(*response.body, content_);
}

TEST_F(PageRoutes, AnUnchangedFileIsNotSentAgain) {
  const Response first = ask(table_, "/", "gzip");
  const std::string tag(first.headers.find("ETag"));
  ASSERT_FALSE(tag.empty());
  EXPECT_EQ(ask(table_, "/", "gzip", tag).status, 304);
  EXPECT_EQ(ask(table_, "/", "gzip", "\"other\"").status, 200);
}

TEST_F(PageRoutes, OnlyFilesNamedByTheirContentAreKeptForEver) {
  EXPECT_NE(
      ask(table_, "/assets/index-1.js", "gzip").headers.find("Cache-Control").find("immutable"),
      std::string_view::npos);
  EXPECT_EQ(ask(table_, "/", "gzip").headers.find("Cache-Control").find("immutable"),
            std::string_view::npos);
}

TEST(PageRoutesWithoutAPage, SayWhyInBothLanguages) {
  const auto table = routes({});
  ASSERT_EQ(table.size(), 1U);
  const Response zh = ask(table, "/", "");
  const Response en = ask(table, "/", "", {}, Language::en);
  ASSERT_TRUE(zh.body && en.body);
  EXPECT_NE(zh.body->find("没有带网页"), std::string::npos);
  EXPECT_NE(en.body->find("without the page"), std::string::npos);
}

TEST(PageFiles, WhereThereAreAnyTheFirstPageIsOneOfThem) {
  if (files().empty()) GTEST_SKIP() << "this program was built without the page";
  EXPECT_TRUE(std::ranges::any_of(files(), [](const File& file) { return file.path == "/"; }));
  for (const File& file : files()) {
    EXPECT_FALSE(file.type.empty());
    EXPECT_TRUE(server::gunzip(file.gzip, std::size_t{16} << 20U)) << file.path;
    EXPECT_FALSE(file.brotli.empty()) << file.path;
    EXPECT_LE(file.brotli.size(), file.gzip.size()) << file.path;
  }
}

}  // namespace
}  // namespace duibiao::page
