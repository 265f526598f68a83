#include "server/http/message.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <random>
#include <vector>

#include "server/http/compress.h"
#include "server/http/date.h"
#include "server/http/disposition.h"
#include "server/http/etag.h"
#include "server/http/target.h"

namespace duibiao::server {
namespace {

TEST(QueryText, IsDecodedAndKeepsRepeatedNames) {
  const Query query = Query::parse("place=%E5%AE%81%E6%B3%A2&place=%E6%9D%AD+%2B&empty=&flag&&=x");
  EXPECT_EQ(query.get("place"), "宁波");
  ASSERT_EQ(query.all().size(), 5U);
  EXPECT_EQ(query.all()[1].second, "杭 +");
  EXPECT_EQ(query.find("empty"), "");
  EXPECT_EQ(query.find("flag"), "");
  EXPECT_FALSE(query.find("absent"));
  EXPECT_EQ(query.all()[4].second, "x");
}

TEST(QueryText, KeepsWhatIsNoValidEncoding) {
  EXPECT_EQ(Query::parse("a=%").get("a"), "%");
  EXPECT_EQ(Query::parse("a=%4").get("a"), "%4");
  EXPECT_EQ(Query::parse("a=%zz%41").get("a"), "%zzA");
  EXPECT_EQ(Query::parse("a=50%25%2541").get("a"), "50%%41");  // decoded once only
}

TEST(QueryText, OfManyPairsIsCutOff) {
  std::string text;
  for (int k = 0; k < 200'000; ++k) text += "a=1&";
  EXPECT_EQ(Query::parse(text).all().size(), 1000U);
}

TEST(Paths, AreDecodedAndStraightened) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"/", "/"},
      {"/a/b", "/a/b"},
      {"/a/b/", "/a/b/"},
      {"/a/./b", "/a/b"},
      {"/a/../b", "/b"},
      {"/a/b/..", "/a/"},
      {"/a/.", "/a/"},
      {"/..", "/"},
      {"/../../etc/passwd", "/etc/passwd"},
      {"/a/%2e%2e/%2E%2e/etc", "/etc"},
      {"/a/.%2e/b", "/b"},
      {"/...", "/..."},
      {"/%E5%A5%BD/x", "/好/x"},
      {"/a+b%20c", "/a+b c"},
      {"/%252e%252e/a", "/%2e%2e/a"},
      {"//a", "//a"},
  };
  for (const auto& [raw, expected] : cases) {
    const auto path = normal_path(raw);
    ASSERT_TRUE(path) << raw;
    EXPECT_EQ(*path, expected) << raw;
  }
}

TEST(Paths, ThatCouldMeanSomethingElseAreRefused) {
  const std::vector<std::string> refused = {
      "",
      "a",
      "*",
      "/a%2fb",
      "/..%2f..%2fetc",
      "/a%5cb",
      "/a\\..\\b",
      "/%00",
      std::string("/a\0b", 4),
      "/a%0d%0ab",
      "/%7f",
      "/%c0%ae%c0%ae/etc",  // «..» in two bytes each
      "/%e0%80%af",         // «/» in three
      "/%f0%80%80%af",      // and in four
      "/%ed%a0%80",         // a surrogate
      "/%f4%90%80%80",      // past the last code point
      "/%ff",
      "/%e5%a5",
      "/%",
      "/%4",
      "/%zz",
  };
  for (const std::string& raw : refused) EXPECT_FALSE(normal_path(raw)) << raw;
}

TEST(Paths, NeverLeaveTheRootWhateverTheyAreMadeOf) {
  std::mt19937 dice(20190917);
  const std::vector<std::string> pieces = {"/",   ".",         "..",  "%2e", "a",   "/..",
                                           "/./", "%E5%A5%BD", "%2F", "//",  "b%20"};
  for (int round = 0; round < 20'000; ++round) {
    std::string raw = "/";
    for (int k = 0; k < 8; ++k) raw += pieces[dice() % pieces.size()];
    const auto path = normal_path(raw);
    if (!path) continue;
    EXPECT_EQ(path->front(), '/');
    EXPECT_EQ((*path + "/").find("/../"), std::string::npos) << raw;
    EXPECT_EQ((*path + "/").find("/./"), std::string::npos) << raw;
    // What is straight stays as it is, however often it is looked at.
    EXPECT_EQ(normal_path(percent_encoded_path(*path)), path) << raw;
  }
}

TEST(Paths, OfAMillionPartsTakeNoTime) {
  std::string raw;
  for (int k = 0; k < 500'000; ++k) raw += "/a/..";
  EXPECT_EQ(normal_path(raw), "/");
}

TEST(Targets, AreTakenApartAlsoInTheFormOfProxies) {
  const auto plain = read_target("/a/b?x=1?2&y=#");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->path, "/a/b");
  EXPECT_EQ(plain->query.get("x"), "1?2");
  const auto absolute = read_target("HTTP://host:80/p?x=1");
  ASSERT_TRUE(absolute);
  EXPECT_EQ(absolute->path, "/p");
  EXPECT_EQ(absolute->query.get("x"), "1");
  EXPECT_FALSE(read_target("host:443"));
  EXPECT_FALSE(read_target("ftp://host/"));
  EXPECT_FALSE(read_target("?x"));
}

TEST(HeaderFields, CountInAnyCase) {
  Headers headers;
  headers.add("Accept", "a");
  headers.add("ACCEPT", "b");
  EXPECT_EQ(headers.find("accept"), "a");
  headers.set("accept", "c");
  EXPECT_EQ(headers.all().size(), 1U);
  EXPECT_TRUE(headers.has("aCCept"));
  EXPECT_FALSE(headers.has("accep"));
}

TEST(Gzip, GivesTheSameBytesBack) {
  std::mt19937 dice(7);
  for (const std::size_t size : {0U, 1U, 1023U, 70'000U, 3'000'000U}) {
    std::string text;
    for (std::size_t k = 0; k < size; ++k)
      text += static_cast<char>(dice() % (k % 2 == 0 ? 3 : 256));
    const auto small = gzip(text);
    ASSERT_TRUE(small);
    EXPECT_EQ(gunzip(*small, size), text);
    EXPECT_EQ(gzip(text), small);
    if (size > 0) {
      EXPECT_FALSE(gunzip(*small, size - 1));
    }
    EXPECT_FALSE(gunzip(small->substr(0, small->size() - 1), size));
    EXPECT_FALSE(gunzip(*small + "x", size));
  }
  EXPECT_FALSE(gunzip("no gzip at all", 100));
}

TEST(Gzip, ABombIsStoppedAtTheLimit) {
  const auto bomb = gzip(std::string(8'000'000, '0'));
  ASSERT_TRUE(bomb);
  EXPECT_LT(bomb->size(), 100'000U);
  EXPECT_FALSE(gunzip(*bomb, 1'000'000));
}

Request asking(const std::string& encoding, const std::string& known = "") {
  Request request;
  request.headers.add("Accept-Encoding", encoding);
  if (!known.empty()) request.headers.add("If-None-Match", known);
  return request;
}

TEST(PackedAnswers, AreSentInTheFormThatTheClientTakes) {
  const std::string text(5000, 'x');
  const Packed packed = pack(text, "application/json", "\"v1\"");
  const Response plain = respond(asking("br"), packed);
  EXPECT_EQ(*plain.body, text);
  EXPECT_EQ(plain.headers.find("ETag"), "\"v1\"");
  EXPECT_FALSE(plain.headers.has("Content-Encoding"));
  const Response small = respond(asking("gzip, br"), packed);
  EXPECT_EQ(gunzip(*small.body, 10'000), text);
  EXPECT_EQ(small.headers.find("Content-Encoding"), "gzip");
  EXPECT_NE(small.headers.find("ETag"), "\"v1\"");              // other bytes, another strong tag
  EXPECT_EQ(small.body, respond(asking("gzip"), packed).body);  // shared, not copied
  EXPECT_FALSE(respond(asking("gzip;q=0"), packed).headers.has("Content-Encoding"));
}

TEST(PackedAnswers, AreNotSentAgainToWhoHasThem) {
  const Packed packed = pack(std::string(5000, 'x'), "text/csv; charset=utf-8", "\"v1\"");
  for (const std::string known : {"\"v1\"", "W/\"v1\"", "\"a\", \"v1-gz\"", "*"}) {
    const Response response = respond(asking("gzip", known), packed);
    EXPECT_EQ(response.status, 304) << known;
    EXPECT_EQ(response.body, nullptr);
    EXPECT_TRUE(response.headers.has("ETag"));
    EXPECT_TRUE(response.headers.has("Vary"));
  }
  for (const std::string known : {"\"v2\"", "v1", "\"v1", "\"v1-gz-gz\""}) {
    EXPECT_EQ(respond(asking("gzip", known), packed).status, 200) << known;
  }
}

TEST(PackedAnswers, WhatIsSmallOrPackedAlreadyStaysAsItIs) {
  EXPECT_EQ(pack("short", "application/json", "").gzipped, nullptr);
  EXPECT_EQ(pack(std::string(5000, 'x'), "image/png", "").gzipped, nullptr);
}

TEST(EntityTags, TellDifferentPartsApart) {
  ASSERT_GE(sodium_init(), 0);
  const auto tag = [](std::vector<std::string_view> parts) { return etag_of(parts); };
  EXPECT_EQ(tag({"1", "ranks"}), tag({"1", "ranks"}));
  EXPECT_NE(tag({"1", "ranks"}), tag({"2", "ranks"}));
  EXPECT_NE(tag({"ab", "c"}), tag({"a", "bc"}));
  EXPECT_NE(tag({"a"}), tag({"a", ""}));
  EXPECT_EQ(tag({"a"}).size(), 34U);
}

TEST(EntityTags, GuardChanges) {
  Request request;
  EXPECT_EQ(if_match(request, "\"1\""), Precondition::absent);
  request.headers.set("If-Match", "\"0\", \"1\"");
  EXPECT_EQ(if_match(request, "\"1\""), Precondition::holds);
  EXPECT_EQ(if_match(request, "\"2\""), Precondition::fails);
  request.headers.set("If-Match", "*");
  EXPECT_EQ(if_match(request, "\"2\""), Precondition::holds);
}

TEST(DownloadNames, SurviveInChineseAndCannotEscape) {
  EXPECT_EQ(attachment("宁波 2019.xlsx"),
            "attachment; filename=\"__ 2019.xlsx\"; "
            "filename*=UTF-8''%E5%AE%81%E6%B3%A2%202019.xlsx");
  EXPECT_EQ(attachment("../../a\".csv"),
            "attachment; filename=\"a_.csv\"; filename*=UTF-8''a%22.csv");
  EXPECT_EQ(attachment("a\r\nX: y").find_first_of("\r\n"), std::string::npos);
  EXPECT_NE(attachment("").find("download"), std::string::npos);
}

TEST(DownloadNames, OfUploadsLoseTheirFolders) {
  EXPECT_EQ(declared_file_name("form-data; name=\"f\"; filename=\"C:\\fakepath\\表.xlsx\""),
            "表.xlsx");
  EXPECT_EQ(declared_file_name("form-data; filename=\"../../etc/passwd\""), "passwd");
  EXPECT_EQ(declared_file_name("form-data; filename=\"a.csv\"; filename*=utf-8''%E8%A1%A8.csv"),
            "表.csv");
  EXPECT_EQ(declared_file_name("form-data; filename=\"a%22b.csv\""), "a\"b.csv");
  EXPECT_EQ(declared_file_name("form-data; filename=\"..\""), "");
  EXPECT_EQ(declared_file_name("form-data; name=x"), "");
  EXPECT_EQ(field_parameter("form-data; name=\"a\\\"b;c\"; x=y", "name"), "a\"b;c");
  EXPECT_EQ(field_parameter("form-data; name=\"a; x=z\"; x = y ", "x"), "y");
}

// The example of RFC 9110, 5.6.7, and dates from GNU date.
TEST(HttpDates, AreWrittenAsTheStandardSays) {
  EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(http_date(1709164800), "Thu, 29 Feb 2024 00:00:00 GMT");
}

}  // namespace
}  // namespace duibiao::server
