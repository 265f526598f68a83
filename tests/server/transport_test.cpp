// The server as its clients meet it: raw sockets against a server on a free port.
#include <gtest/gtest.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "server/http/problem.h"
#include "server/http_client.h"

namespace duibiao::server {
namespace {

using tests::Answer;
using tests::get;
using tests::Running;
using tests::Wire;

/// Tells what it was asked.
Response echo(const Request& request) {
  return Response::text(200, std::string(name_of(request.method)) + " " + request.path + " " +
                                 std::string(request.query.get("q")) + " " + request.body);
}

const std::string simple = "GET /a?q=1 HTTP/1.1\r\nHost: t\r\n\r\n";

void expect_problem(const Answer& answer, int status) {
  EXPECT_EQ(answer.status, status);
  ASSERT_TRUE(answer.headers.contains("content-type")) << answer.head;
  EXPECT_EQ(answer.headers.at("content-type"), "application/problem+json");
  EXPECT_EQ(nlohmann::json::parse(answer.body)["status"], status);
}

TEST(Transport, AnswersARequestThatComesByteByByte) {
  Running running({}, echo);
  Wire wire(running.port());
  const std::string text =
      "POST /%E5%A5%BD?q=a+b HTTP/1.1\r\nHost: t\r\nContent-Length: 4\r\n\r\nbody";
  for (const char c : text) ASSERT_TRUE(wire.send({&c, 1}));
  const Answer answer = wire.read();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "POST /好 a b body");
}

TEST(Transport, KeepsTheConnectionAndAnswersPipelinedRequestsInOrder) {
  Running running({}, echo);
  Wire wire(running.port());
  std::string text;
  for (int k = 0; k < 50; ++k) {
    text += "GET /" + std::to_string(k) + " HTTP/1.1\r\nHost: t\r\n\r\n";
  }
  ASSERT_TRUE(wire.send(text));
  for (int k = 0; k < 50; ++k) {
    const Answer answer = wire.read();
    EXPECT_EQ(answer.body, "GET /" + std::to_string(k) + "  ");
    EXPECT_EQ(answer.headers.at("connection"), "keep-alive");
  }
}

TEST(Transport, ClosesWhenTheClientAsksForItOrSpeaksTheOldVersion) {
  Running running({}, echo);
  for (const char* request :
       {"GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"}) {
    Wire wire(running.port());
    ASSERT_TRUE(wire.send(request));
    const Answer answer = wire.read();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.headers.at("connection"), "close");
    EXPECT_TRUE(wire.ends());
  }
}

TEST(Transport, AnswersHeadLikeGetWithoutItsBody) {
  Running running({}, [](const Request&) { return Response::text(200, "twelve bytes"); });
  Wire wire(running.port());
  ASSERT_TRUE(wire.send("HEAD / HTTP/1.1\r\nHost: t\r\n\r\n" + simple));
  EXPECT_EQ(wire.read(true).headers.at("content-length"), "12");
  EXPECT_EQ(wire.read().body, "twelve bytes");  // nothing of the first body lies between
}

TEST(Transport, ReadsAChunkedBodyInAnyPieces) {
  Running running({}, echo);
  Wire wire(running.port());
  const std::string text =
      "POST /c HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
      "4;name=value\r\nWiki\r\n5\r\npedia\r\n0\r\nTrailer: x\r\n\r\n" +
      simple;
  for (const char c : text) ASSERT_TRUE(wire.send({&c, 1}));
  EXPECT_EQ(wire.read().body, "POST /c  Wikipedia");
  EXPECT_EQ(wire.read().body, "GET /a 1 ");
}

TEST(Transport, SaysContinueBeforeALargeBodyIsSent) {
  ServerOptions options;
  options.body_bytes = 100;
  Running running(options, echo);
  Wire wire(running.port());
  ASSERT_TRUE(
      wire.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nExpect: "
                "100-continue\r\n\r\n"));
  EXPECT_EQ(wire.read().status, 100);
  ASSERT_TRUE(wire.send("abc"));
  EXPECT_EQ(wire.read().body, "POST /  abc");
  ASSERT_TRUE(
      wire.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 101\r\nExpect: "
                "100-continue\r\n\r\n"));
  expect_problem(wire.read(), 413);  // refused before a byte of it is sent
}

TEST(Transport, RefusesWhatIsTooLarge) {
  ServerOptions options;
  options.header_bytes = 1000;
  options.body_bytes = 100;
  Running running(options, echo);
  Wire header(running.port());
  header.send("GET / HTTP/1.1\r\nHost: t\r\nX: " + std::string(5000, 'x'));
  expect_problem(header.read(), 431);
  Wire body(running.port());
  body.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 101\r\n\r\n");
  expect_problem(body.read(), 413);
  Wire chunks(running.port());
  chunks.send("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n60\r\n" +
              std::string(0x60, 'x') + "\r\n10\r\n");
  expect_problem(chunks.read(), 413);
  Wire target(running.port());
  target.send("GET /" + std::string(2000, 'x') + " HTTP/1.1\r\n");
  expect_problem(target.read(), 431);
}

TEST(Transport, RefusesWhatTwoProgramsMightReadDifferently) {
  Running running({}, echo);
  const std::string post = "POST / HTTP/1.1\r\nHost: t\r\n";
  const std::vector<std::pair<std::string, int>> cases = {
      {post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400},
      {post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400},
      {post + "Content-Length: -3\r\n\r\nabc", 400},
      {post + "Content-Length: 3x\r\n\r\nabc", 400},
      {post + "Transfer-Encoding: gzip\r\n\r\n", 501},
      {post + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", 400},
      {post + "Transfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n", 400},
      {post + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", 400},
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},
      {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /%c0%ae%c0%ae/etc HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400},
  };
  for (const auto& [request, status] : cases) {
    Wire wire(running.port());
    wire.send(request);
    const Answer answer = wire.read();
    EXPECT_EQ(answer.status, status) << request;
    EXPECT_TRUE(wire.ends()) << request;  // its place in the stream is lost
  }
}

TEST(Transport, PutsSecurityHeadersOnEveryAnswerAlsoOnRefusals) {
  ServerOptions options;
  options.clock = [] { return std::int64_t{784111777}; };
  Running running(options, [](const Request&) {
    Response response = Response::text(200, "x");
    response.headers.add("X-Name", "a\r\nSet-Cookie: stolen=1");
    response.headers.add("Content-Length", "99");
    return response;
  });
  const Answer good = get(running.port(), "/");
  Wire wire(running.port());
  wire.send("nonsense\r\n\r\n");
  for (const Answer& answer : {good, wire.read()}) {
    EXPECT_NE(answer.headers.at("content-security-policy").find("script-src 'self'"),
              std::string::npos);
    EXPECT_EQ(answer.headers.at("content-security-policy").find("unsafe-eval"), std::string::npos);
    EXPECT_EQ(answer.headers.at("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer.headers.at("date"), "Sun, 06 Nov 1994 08:49:37 GMT");
  }
  EXPECT_FALSE(good.headers.contains("set-cookie"));  // a line break in a value begins no header
  EXPECT_EQ(good.headers.at("content-length"), "1");
}

TEST(Transport, TurnsWhatAHandlerThrowsIntoAProblem) {
  Running running({}, [](const Request&) -> Response { throw std::runtime_error("secret"); });
  const Answer answer = get(running.port(), "/x", "Accept-Language: en\r\n");
  expect_problem(answer, 500);
  EXPECT_EQ(answer.body.find("secret"), std::string::npos);
  EXPECT_NE(answer.body.find("Internal error"), std::string::npos);
}

TEST(Transport, TellsTheLogEachAnswerWithoutItsQuery) {
  std::mutex guard;
  std::vector<Access> seen;
  ServerOptions options;
  options.log = [&](const Access& access) {
    const std::lock_guard lock(guard);
    seen.push_back(access);
  };
  {
    Running running(options, echo);
    (void)get(running.port(), "/p?token=secret");
    EXPECT_EQ(running.server().counts().requests, 1U);
    EXPECT_EQ(running.server().counts().answers[2], 1U);
  }
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].path, "/p");
  EXPECT_EQ(seen[0].peer, "127.0.0.1");
  EXPECT_EQ(seen[0].status, 200);
}

TEST(Transport, SendsALargeSharedBodyWhole) {
  std::string text;
  for (int k = 0; k < 1'000'000; ++k) text += std::to_string(k);
  const auto body = std::make_shared<const std::string>(std::move(text));
  Running running({}, [body](const Request&) {
    Response response;
    response.body = body;
    return response;
  });
  const Answer answer = get(running.port(), "/");
  EXPECT_TRUE(answer.body == *body);
}

TEST(Transport, RefusesAnAddressInUseAndOneThatIsNotOurs) {
  Running running({}, echo);
  ServerOptions same;
  same.port = running.port();
  auto second = Server::listen(same, echo);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::busy);
  ServerOptions foreign;
  foreign.port = 0;
  for (const char* address : {"192.0.2.1", "no address", ""}) {
    foreign.address = address;
    auto third = Server::listen(foreign, echo);
    ASSERT_FALSE(third) << address;
    EXPECT_EQ(third.error().code, ErrorCode::bad_argument);
    EXPECT_FALSE(third.error().advice.zh.empty());
  }
}

}  // namespace
}  // namespace duibiao::server
