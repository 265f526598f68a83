// Slow, idle and too many clients; stopping; streams of events.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "server/http_client.h"

namespace duibiao::server {
namespace {

using namespace std::chrono_literals;
using tests::Answer;
using tests::get;
using tests::Running;
using tests::Wire;

const std::string simple = "GET /a HTTP/1.1\r\nHost: t\r\n\r\n";

Response fine(const Request& /*request*/) { return Response::text(200, "fine"); }

/// Holds handlers until it is opened.
class Door {
 public:
  void open() {
    {
      const std::lock_guard lock(guard_);
      open_ = true;
    }
    changed_.notify_all();
  }
  void pass() {
    std::unique_lock lock(guard_);
    ++inside_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void wait_for(int inside) {
    std::unique_lock lock(guard_);
    changed_.wait(lock, [this, inside] { return inside_ >= inside; });
  }

 private:
  std::mutex guard_;
  std::condition_variable changed_;
  int inside_ = 0;
  bool open_ = false;
};

TEST(SlowClients, AreClosedWhenTheirHeaderNeverEndsWhileOthersAreServed) {
  ServerOptions options;
  options.header_time = 1s;
  options.workers = 1;
  Running running(options, fine);
  std::vector<Wire> slow;
  for (int k = 0; k < 100; ++k) {
    slow.emplace_back(running.port());
    ASSERT_TRUE(slow.back().send("GET / HTTP/1.1\r\nX: "));
  }
  EXPECT_EQ(get(running.port(), "/").body, "fine");
  // Each keeps sending: a byte now and then buys no more time.
  for (int round = 0; round < 4; ++round) {
    std::this_thread::sleep_for(300ms);
    for (Wire& wire : slow) (void)wire.send("x");
    EXPECT_EQ(get(running.port(), "/").body, "fine");
  }
  for (Wire& wire : slow) {
    EXPECT_EQ(wire.read().status, 408);
    EXPECT_TRUE(wire.ends());
  }
}

TEST(SlowClients, AreClosedWhenTheirBodyNeverEnds) {
  ServerOptions options;
  options.body_time = 1s;
  Running running(options, fine);
  Wire wire(running.port());
  ASSERT_TRUE(wire.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\nabc"));
  EXPECT_EQ(wire.read().status, 408);
  EXPECT_TRUE(wire.ends());
}

TEST(SlowClients, AreClosedWithoutAWordWhenTheyAskNothing) {
  ServerOptions options;
  options.idle_time = 1s;
  Running running(options, fine);
  Wire silent(running.port());
  Wire used(running.port());
  ASSERT_TRUE(used.send(simple));
  EXPECT_EQ(used.read().status, 200);
  EXPECT_TRUE(silent.ends());
  EXPECT_TRUE(used.ends());
}

TEST(SlowClients, ThatNeverReadHoldNoWorker) {
  ServerOptions options;
  options.workers = 1;
  options.write_time = 1s;
  const auto large = std::make_shared<const std::string>(64 * 1024 * 1024, 'x');
  Running running(options, [large](const Request& request) {
    Response response = fine(request);
    if (request.path == "/large") response.body = large;
    return response;
  });
  Wire deaf(running.port());
  ASSERT_TRUE(deaf.send("GET /large HTTP/1.1\r\nHost: t\r\n\r\n"));
  for (int k = 0; k < 20; ++k) EXPECT_EQ(get(running.port(), "/").body, "fine");
  while (running.server().counts().open > 0) std::this_thread::sleep_for(50ms);
  EXPECT_EQ(deaf.read().status, 0);  // it was cut off before its end
}

TEST(Load, TwoThousandIdleConnectionsLeaveANormalUserAnswered) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  constexpr int idle_count = 2000;
  if (limit.rlim_cur < 2 * idle_count + 100) GTEST_SKIP() << "too few files may be open here";
  Running running({}, fine);
  std::vector<Wire> idle;
  idle.reserve(idle_count);
  for (int k = 0; k < idle_count; ++k) {
    idle.emplace_back(running.port());
    // Some say nothing, some begin, some have been served and stay.
    const std::string_view first = k % 3 == 0   ? std::string_view()
                                   : k % 3 == 1 ? "GET / HT"
                                                : std::string_view(simple);
    ASSERT_TRUE(idle.back().send(first));
  }
  for (int k = 0; k < 50; ++k) EXPECT_EQ(get(running.port(), "/").body, "fine");
  EXPECT_GE(running.server().counts().connections, 2050U);
}

TEST(Load, PastTheLimitAnIdleConnectionMakesRoomAndElseTheNewOneIsTold) {
  ServerOptions options;
  options.connections = 2;
  Running running(options, fine);
  Wire idle(running.port());
  ASSERT_TRUE(idle.send(simple));
  EXPECT_EQ(idle.read().status, 200);
  Wire first(running.port());
  ASSERT_TRUE(first.send("GET / "));
  Wire second(running.port());
  ASSERT_TRUE(second.send("GET / "));
  EXPECT_TRUE(idle.ends());
  while (running.server().counts().open > 2) std::this_thread::sleep_for(10ms);
  Wire third(running.port());
  const Answer refused = third.read();
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.headers.at("retry-after"), "1");
  EXPECT_GE(running.server().counts().refused, 1U);
  ASSERT_TRUE(first.send("HTTP/1.1\r\nHost: t\r\n\r\n"));
  EXPECT_EQ(first.read().body, "fine");
}

TEST(Load, PastTheQueueRequestsAreRefusedAndTheConnectionLivesOn) {
  Door door;
  ServerOptions options;
  options.workers = 1;
  options.queue = 2;
  Running running(options, [&door](const Request& request) {
    door.pass();
    return fine(request);
  });
  std::vector<Wire> waiting;
  waiting.emplace_back(running.port());
  ASSERT_TRUE(waiting[0].send(simple));
  door.wait_for(1);
  for (int k = 0; k < 2; ++k) {
    waiting.emplace_back(running.port());
    ASSERT_TRUE(waiting.back().send(simple));
  }
  while (running.server().counts().waiting < 2) std::this_thread::sleep_for(5ms);
  Wire refused(running.port());
  ASSERT_TRUE(refused.send(simple));
  const Answer answer = refused.read();
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.headers.at("retry-after"), "1");
  EXPECT_EQ(running.server().counts().refused, 1U);
  door.open();
  for (Wire& wire : waiting) EXPECT_EQ(wire.read().status, 200);
  ASSERT_TRUE(refused.send(simple));
  EXPECT_EQ(refused.read().status, 200);
}

TEST(Load, BodiesHeldTogetherAreLimited) {
  ServerOptions options;
  options.held_bytes = 1000;
  Running running(options, fine);
  const std::string post = "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 900\r\n\r\n";
  Wire first(running.port());
  ASSERT_TRUE(first.send(post + std::string(800, 'x')));
  while (running.server().counts().held_bytes < 800) std::this_thread::sleep_for(5ms);
  Wire second(running.port());
  second.send(post + std::string(800, 'x'));
  EXPECT_EQ(second.read().status, 503);
  ASSERT_TRUE(first.send(std::string(100, 'x')));
  EXPECT_EQ(first.read().status, 200);
  while (running.server().counts().held_bytes > 0) std::this_thread::sleep_for(5ms);
  Wire third(running.port());
  ASSERT_TRUE(third.send(post + std::string(900, 'x')));
  EXPECT_EQ(third.read().status, 200);
}

TEST(Stopping, FinishesRunningRequestsAndClosesIdleConnections) {
  Door door;
  Running running({}, [&door](const Request& request) {
    if (request.path == "/slow") door.pass();
    return fine(request);
  });
  Wire idle(running.port());
  ASSERT_TRUE(idle.send(simple));
  EXPECT_EQ(idle.read().status, 200);
  Wire slow(running.port());
  ASSERT_TRUE(slow.send("GET /slow HTTP/1.1\r\nHost: t\r\n\r\n"));
  door.wait_for(1);
  running.server().stop();
  EXPECT_TRUE(idle.ends());
  door.open();
  const Answer answer = slow.read();
  EXPECT_EQ(answer.body, "fine");
  EXPECT_EQ(answer.headers.at("connection"), "close");
  slow.close();
  running.stop();
  EXPECT_EQ(running.server().counts().open, 0U);
}

TEST(Stopping, WaitsNoLongerThanItsTimeForAnAnswerThatNeverComes) {
  Door door;
  ServerOptions options;
  options.drain_time = 1s;
  Running running(options, [&door](const Request& request) {
    door.pass();
    return fine(request);
  });
  Wire wire(running.port());
  ASSERT_TRUE(wire.send(simple));
  door.wait_for(1);
  running.stop();  // returns though the handler is still inside
  EXPECT_TRUE(wire.ends());
  door.open();
}

TEST(Stopping, IsQuickWhenNothingRuns) {
  for (int k = 0; k < 20; ++k) {
    Running running({}, fine);
    if (k % 2 == 0) {
      EXPECT_EQ(get(running.port(), "/").status, 200);
    }
  }
}

/// Events that the test puts in.
class Feed : public EventSource {
 public:
  void on_wake(std::function<void()> wake) override {
    const std::lock_guard lock(guard_);
    wake_ = std::move(wake);
  }
  std::string take() override {
    const std::lock_guard lock(guard_);
    std::string text;
    for (const std::string& event : events_) text += event;
    events_.clear();
    return text;
  }
  [[nodiscard]] bool finished() const override {
    const std::lock_guard lock(guard_);
    return finished_;
  }
  void put(const std::string& event, bool last = false) {
    std::function<void()> wake;
    {
      const std::lock_guard lock(guard_);
      events_.push_back(event);
      finished_ = last;
      wake = wake_;
    }
    if (wake) wake();
  }

 private:
  mutable std::mutex guard_;
  std::function<void()> wake_;
  std::deque<std::string> events_;
  bool finished_ = false;
};

Handler streaming(const std::shared_ptr<Feed>& feed) {
  return [feed](const Request& request) {
    if (request.path != "/events") return fine(request);
    Response response;
    response.events = feed;
    return response;
  };
}

const std::string subscribe = "GET /events HTTP/1.1\r\nHost: t\r\n\r\n";

TEST(Events, AreSentAsTheyComeWithHeartbeatsBetween) {
  const auto feed = std::make_shared<Feed>();
  ServerOptions options;
  options.heartbeat = 1s;
  Running running(options, streaming(feed));
  Wire wire(running.port());
  ASSERT_TRUE(wire.send(subscribe));
  ASSERT_TRUE(wire.read_until("Content-Type: text/event-stream"));
  ASSERT_TRUE(wire.read_until("\r\n\r\n"));
  feed->put("data: 1\n\n");
  ASSERT_TRUE(wire.read_until("data: 1\n\n"));
  ASSERT_TRUE(wire.read_until(":\n\n"));
  ASSERT_TRUE(wire.read_until(":\n\n"));
  for (int k = 0; k < 1000; ++k) feed->put("data: " + std::to_string(k) + "\n\n");
  ASSERT_TRUE(wire.read_until("data: 999\n\n"));
  feed->put("data: end\n\n", true);
  ASSERT_TRUE(wire.read_until("data: end\n\n"));
  EXPECT_TRUE(wire.ends());
}

TEST(Events, HoldNoWorkerAndMayBeWokenWhenTheClientOrTheServerIsGone) {
  const auto feed = std::make_shared<Feed>();
  {
    ServerOptions options;
    options.workers = 1;
    Running running(options, streaming(feed));
    {
      std::vector<Wire> listening;
      for (int k = 0; k < 10; ++k) {
        listening.emplace_back(running.port());
        ASSERT_TRUE(listening.back().send(subscribe));
        ASSERT_TRUE(listening.back().read_until("\r\n\r\n"));
      }
      EXPECT_EQ(get(running.port(), "/").body, "fine");
    }
    while (running.server().counts().open > 0) std::this_thread::sleep_for(5ms);
    feed->put("data: to nobody\n\n");
    Wire last(running.port());
    ASSERT_TRUE(last.send(subscribe));
    ASSERT_TRUE(last.read_until("data: to nobody\n\n"));
    running.stop();  // does not wait for listeners
    EXPECT_TRUE(last.ends());
  }
  feed->put("data: after the end\n\n");
}

}  // namespace
}  // namespace duibiao::server
