#include <gtest/gtest.h>

#include <array>
#include <random>

#include "server/http/multipart.h"
#include "server/http/negotiate.h"
#include "server/http/problem.h"
#include "server/net/chunks.h"

namespace duibiao::server {
namespace {

const std::string type = "multipart/form-data; boundary=XX";

Result<std::vector<FormPart>> form(const std::string& body) { return read_form(type, body); }

TEST(Forms, GiveTheirPartsWithoutACopy) {
  const std::string body =
      "--XX\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n九月\r\n"
      "--XX\r\ncontent-disposition: form-data; name=\"file\"; filename=\"表.csv\"\r\n"
      "Content-Type: text/csv\r\n\r\na,b\r\n1,2\r\n\r\n--XX--\r\n";
  const auto parts = read_form(type, body);
  ASSERT_TRUE(parts) << parts.error().message.en;
  ASSERT_EQ(parts->size(), 2U);
  EXPECT_EQ((*parts)[0].name, "note");
  EXPECT_EQ((*parts)[0].content, "九月");
  EXPECT_EQ((*parts)[0].file_name, "");
  EXPECT_EQ((*parts)[1].file_name, "表.csv");
  EXPECT_EQ((*parts)[1].content_type, "text/csv");
  EXPECT_EQ((*parts)[1].content, "a,b\r\n1,2\r\n");
  EXPECT_GE((*parts)[1].content.data(), body.data());
  EXPECT_LE((*parts)[1].content.data(), body.data() + body.size());
}

TEST(Forms, MayBeEmptyQuotedOrHaveAPreamble) {
  EXPECT_EQ(form("--XX--\r\n")->size(), 0U);
  EXPECT_EQ(read_form("Multipart/Form-Data; charset=utf-8; boundary=\"a b\"",
                      "to be skipped\r\n--a b \t\r\nContent-Disposition: form-data; "
                      "name=x\r\n\r\n\r\n--a b--")
                ->front()
                .content,
            "");
}

TEST(Forms, KeepWhatOnlyLooksLikeABoundary) {
  const std::string content = "--XX\n--XX--\n--XX\r--XX\r\n-XX\r\n--X";
  const std::string body =
      "--XX\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n" + content + "\r\n--XX--";
  const auto parts = form(body);  // its parts are views of the body
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->front().content, content);
}

TEST(Forms, ThatAreDamagedAreRefusedInBothLanguages) {
  const std::string head = "--XX\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n";
  for (const std::string& body :
       {std::string(), std::string("--XX"), std::string("--XX\r\n"), head, head + "abc",
        head + "abc\r\n--XX", head + "abc\r\n--XXjunk", head + "abc\r\n--X--",
        std::string("--XX\r\nContent-Type: text/csv\r\n\r\nabc\r\n--XX--"),
        std::string("--XX\r\n\r\nabc\r\n--XX--"), std::string("no boundary here")}) {
    const auto parts = form(body);
    ASSERT_FALSE(parts) << body;
    EXPECT_EQ(parts.error().code, ErrorCode::damaged_file) << body;
    EXPECT_FALSE(parts.error().message.zh.empty());
    EXPECT_FALSE(parts.error().message.en.empty());
  }
}

TEST(Forms, NeedAUsableBoundary) {
  for (const std::string& wrong :
       {std::string("text/plain; boundary=XX"), std::string("multipart/form-data"),
        std::string("multipart/form-data; boundary="),
        "multipart/form-data; boundary=" + std::string(71, 'x')}) {
    const auto parts = read_form(wrong, "--XX--");
    ASSERT_FALSE(parts) << wrong;
    EXPECT_EQ(parts.error().code, ErrorCode::bad_argument);
  }
}

TEST(Forms, HaveLimits) {
  std::string many;
  for (int k = 0; k < 201; ++k) {
    many += "--XX\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n\r\n";
  }
  EXPECT_EQ(form(many + "--XX--").error().code, ErrorCode::over_limit);
  const auto long_head = form("--XX\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n\r\n--XX--");
  EXPECT_EQ(long_head.error().code, ErrorCode::over_limit);
}

TEST(Forms, FullOfAlmostBoundariesStayLinear) {
  std::string body = "--XX\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n";
  for (int k = 0; k < 2'000'000; ++k) body += "\r\n--X";
  const auto parts = form(body + "\r\n--XX--");
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->front().content.size(), 10'000'000U);
}

TEST(Negotiation, TakesTheBestByQualityThenExactnessThenOrder) {
  const std::array<std::string_view, 3> offered = {"application/json", "text/csv",
                                                   "application/xml;version=2.1"};
  const auto best = [&offered](std::string_view accept) { return best_type(accept, offered); };
  EXPECT_EQ(best(""), 0U);
  EXPECT_EQ(best("*/*"), 0U);
  EXPECT_EQ(best("text/*"), 1U);
  EXPECT_EQ(best("text/csv;q=0.5, application/json;q=0.4"), 1U);
  EXPECT_EQ(best("*/*, text/csv"), 1U);
  EXPECT_EQ(best("text/html, application/xhtml+xml, */*;q=0.8"), 0U);
  EXPECT_EQ(best("*/*, application/json;q=0"), 1U);
  EXPECT_EQ(best("TEXT/CSV;charset=utf-8"), 1U);
  EXPECT_EQ(best("application/xml; version=\"2.1\""), 2U);
  EXPECT_FALSE(best("application/xml;version=3.0"));
  EXPECT_FALSE(best("image/png"));
  EXPECT_FALSE(best("text/csv;q=0"));
  EXPECT_FALSE(best("text/csv;q=2"));
  EXPECT_FALSE(best(",;=\"\\"));
}

TEST(Negotiation, ReadsEncodings) {
  EXPECT_TRUE(takes_encoding("gzip", "gzip"));
  EXPECT_TRUE(takes_encoding("br, *;q=0.1", "gzip"));
  EXPECT_FALSE(takes_encoding("*, gzip;q=0.000", "gzip"));
  EXPECT_FALSE(takes_encoding("", "gzip"));
  EXPECT_FALSE(takes_encoding("identity", "gzip"));
}

TEST(Negotiation, TakesTheLanguageAskedFor) {
  const auto language = [](const char* accept, const char* query) {
    Request request;
    if (*accept != '\0') request.headers.add("Accept-Language", accept);
    request.query = Query::parse(query);
    return language_of(request);
  };
  EXPECT_EQ(language("", ""), Language::zh);
  EXPECT_EQ(language("en-GB,en;q=0.9", ""), Language::en);
  EXPECT_EQ(language("en;q=0.3, zh-Hans;q=0.8", ""), Language::zh);
  EXPECT_EQ(language("fr, de", ""), Language::zh);
  EXPECT_EQ(language("zh-CN", "lang=en"), Language::en);
  EXPECT_EQ(language("en", "lang=zh"), Language::zh);
  EXPECT_EQ(language("en", "lang=fr"), Language::en);
}

TEST(Chunks, ReadTheSameInAnyPieces) {
  std::mt19937 dice(11);
  std::string expected;
  std::string wire;
  for (int k = 1; k < 60; ++k) {
    const std::string data(dice() % 40 + 1, static_cast<char>('a' + k % 26));
    expected += data;
    std::array<char, 20> size{};
    std::snprintf(size.data(), size.size(), k % 2 == 0 ? "%zX" : "%04zx", data.size());
    wire += std::string(size.data()) + (k % 3 == 0 ? " ;ext=\"v\"" : "") + "\r\n" + data + "\r\n";
  }
  wire += "0;last\r\nX: y\r\nZ:\r\n\r\n";
  for (int round = 0; round < 200; ++round) {
    ChunkReader reader(100'000);
    std::string body;
    std::string_view rest = wire;
    while (reader.state() == ChunkReader::State::more && !rest.empty()) {
      const std::size_t piece = std::min<std::size_t>(rest.size(), dice() % 7 + 1);
      ASSERT_EQ(reader.put(rest.substr(0, piece), body), piece);
      rest.remove_prefix(piece);
    }
    ASSERT_EQ(reader.state(), ChunkReader::State::done);
    EXPECT_TRUE(rest.empty());
    EXPECT_EQ(body, expected);
  }
}

TEST(Chunks, LeaveWhatBelongsToTheNextRequest) {
  ChunkReader reader(10);
  std::string body;
  EXPECT_EQ(reader.put("1\r\na\r\n0\r\n\r\nGET", body), 11U);
  EXPECT_EQ(reader.state(), ChunkReader::State::done);
  EXPECT_EQ(body, "a");
}

TEST(Chunks, ThatAreDamagedOrTooManyAreRefused) {
  const auto state = [](const std::string& wire) {
    ChunkReader reader(100);
    std::string body;
    reader.put(wire, body);
    return reader.state();
  };
  using State = ChunkReader::State;
  for (const std::string& wire :
       {std::string("\r\n"), std::string("g\r\n"), std::string("-1\r\n"), std::string("0x1\r\n"),
        std::string("1\n"), std::string("1\r\nab"), std::string("1\r\na\n"), std::string("1\ra"),
        std::string("0\r\nX\n"), std::string("0\r\n\rX"), std::string("1111111111111111\r\n"),
        "1;" + std::string(2000, 'x'), "0\r\n" + std::string(9000, 'x')}) {
    EXPECT_EQ(state(wire), State::damaged) << wire;
  }
  EXPECT_EQ(state("65\r\n"), State::too_large);
  EXPECT_EQ(state("64\r\n" + std::string(100, 'x') + "\r\n1\r\n"), State::too_large);
  EXPECT_EQ(state("64\r\n" + std::string(100, 'x') + "\r\n0\r\n\r\n"), State::done);
}

}  // namespace
}  // namespace duibiao::server
