// Imports that outlive their request: told about, followed, cancelled.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <future>
#include <thread>

#include "server/api/jobs.h"
#include "server/api_desk.h"

namespace duibiao::server {
namespace {

using std::string;

const Desk::Fields asynchronous = {{"Prefer", "respond-async"}};

/// A tidy table of one year, long enough to take more than a moment.
string long_table(int rows) {
  string out = "地区,指标,时期,数值,单位\n";
  for (int k = 0; k < rows; ++k) {
    out += "温州市,出口总值," + std::to_string(1000 + k % 1000) + "-0" + std::to_string(1 + k % 9) +
           "," + std::to_string(k) + ".5,亿元\n";
  }
  return out;
}

Json when_over(Desk& desk, const string& address) {
  for (int tries = 0; tries < 600; ++tries) {
    Json job = desk.json(address);
    const string state = job["state"];
    if (state != "waiting" && state != "running") return job;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  ADD_FAILURE() << address << " never ended";
  return {};
}

TEST(JobsApi, AnImportMayBeAJobAndEndsWithTheSameAnswer) {
  Desk desk;
  const Form form = Form().file("三月.csv", "地区,出口(亿元)\n温州市,12\n");
  const Response taken = desk.upload("/api/v1/imports?period=2025", form, asynchronous);
  ASSERT_EQ(taken.status, 202) << Desk::text(taken);
  EXPECT_EQ(taken.headers.find("Preference-Applied"), "respond-async");
  const string address(taken.headers.find("Location"));
  ASSERT_TRUE(address.starts_with("/api/v1/jobs/")) << address;
  EXPECT_EQ(Desk::parsed(taken)["schema"], "duibiao.job/1");
  const Json job = when_over(desk, address);
  EXPECT_EQ(job["state"], "done") << job;
  EXPECT_EQ(job["files"], Json::array({"三月.csv"}));
  EXPECT_EQ(job["figures"], 1);
  EXPECT_EQ(job["result"]["schema"], "duibiao.import/1");
  EXPECT_EQ(job["result"]["files"][0]["status"], "imported") << job;
  EXPECT_EQ(desk.json("/api/v1/jobs")["jobs"][0]["id"], job["id"]);
  EXPECT_EQ(desk.ask(Method::remove, address).status, 409) << "it is over";
}

TEST(JobsApi, ARepeatWithTheSameKeyIsTheSameJob) {
  Desk desk;
  const Form form = Form().file("a.csv", "地区,出口(亿元)\n温州市,12\n");
  const Desk::Fields keyed = {{"Prefer", "respond-async"}, {"Idempotency-Key", "once"}};
  const Response first = desk.upload("/api/v1/imports?period=2025", form, keyed);
  const Response second = desk.upload("/api/v1/imports?period=2025", form, keyed);
  EXPECT_EQ(second.status, 202);
  EXPECT_EQ(first.headers.find("Location"), second.headers.find("Location"));
  EXPECT_EQ(desk.json("/api/v1/jobs")["jobs"].size(), 1U);
  const Response redrawn_one = desk.upload("/api/v1/imports?period=2025", redrawn(form), keyed);
  EXPECT_EQ(redrawn_one.headers.find("Location"), first.headers.find("Location"));
  const Form other = Form().file("a.csv", "地区,出口(亿元)\n温州市,13\n");
  EXPECT_EQ(desk.upload("/api/v1/imports?period=2025", other, keyed).status, 409);
}

TEST(JobsApi, WhatCannotBeReadFailsWithItsReason) {
  Desk desk;
  const Form form = Form().file("a.xlsx", "PK\x03\x04 and nothing more");
  const Response taken = desk.upload("/api/v1/imports", form, asynchronous);
  ASSERT_EQ(taken.status, 202);
  const Json job = when_over(desk, string(taken.headers.find("Location")));
  EXPECT_EQ(job["state"], "failed");
  EXPECT_FALSE(job["error"]["message"]["zh"].get<string>().empty());
  EXPECT_TRUE(job["result"].is_null());
}

TEST(JobsApi, APreviewMayBeAJobTooAndWritesNothing) {
  Desk desk;
  const std::uint64_t before = desk.json("/api/v1/holdings")["version"];
  const Form form = Form().file("a.csv", "地区,出口(亿元)\n温州市,12\n");
  const Response taken = desk.upload("/api/v1/imports?dry_run=1&period=2025", form, asynchronous);
  const Json job = when_over(desk, string(taken.headers.find("Location")));
  EXPECT_EQ(job["result"]["files"][0]["status"], "preview") << job;
  EXPECT_EQ(desk.json("/api/v1/holdings")["version"], before);
}

TEST(JobsApi, UnknownOnesAreNotFoundAndAnEmptyUploadIsRefusedAtOnce) {
  Desk desk;
  EXPECT_EQ(desk.get("/api/v1/jobs/1").status, 404);
  EXPECT_EQ(desk.get("/api/v1/jobs/1/events").status, 404);
  EXPECT_EQ(desk.ask(Method::remove, "/api/v1/jobs/1").status, 404);
  EXPECT_EQ(desk.ask(Method::post, "/api/v1/imports", asynchronous).status, 422);
  EXPECT_TRUE(desk.json("/api/v1/jobs")["jobs"].empty());
}

TEST(JobsApi, EventsEndWithTheResultAndAreNotToldAgain) {
  Desk desk;
  const Form form = Form().file("a.csv", "地区,出口(亿元)\n温州市,12\n");
  const Response taken = desk.upload("/api/v1/imports?period=2025", form, asynchronous);
  const string address(taken.headers.find("Location"));
  when_over(desk, address);
  const Response stream = desk.get(address + "/events");
  ASSERT_TRUE(stream.events);
  EXPECT_EQ(stream.headers.find("Content-Type"), "text/event-stream");
  const string told = stream.events->take();
  EXPECT_TRUE(told.starts_with("retry: 3000\nevent: end\nid: ")) << told;
  EXPECT_NE(told.find("duibiao.import/1"), string::npos);
  EXPECT_TRUE(told.ends_with("}\n\n"));
  EXPECT_TRUE(stream.events->finished());
  EXPECT_TRUE(stream.events->take().empty());
  const std::size_t id = told.find("id: ") + 4;
  const string last = told.substr(id, told.find('\n', id) - id);
  EXPECT_EQ(desk.get(address + "/events", {{"Last-Event-ID", last}}).status, 204);
}

/// Work that goes on until it is stopped, or let go.
class Slow {
 public:
  Jobs::Work work() {
    return [this](Job& job) -> Result<string> {
      started.set_value();
      job.at("reading", "a.csv");
      std::uint64_t rows = 0;
      while (!free) {
        if (!job.go_on(rows * 2, rows)) return fail(ErrorCode::busy, {"已取消", "cancelled"});
        ++rows;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      return string("{}");
    };
  }
  std::promise<void> started;
  std::atomic<bool> free{false};
};

Jobs::Work nothing() {
  return [](Job&) -> Result<string> { return string("{}"); };
}

void wait_for(const Job& job) {
  for (int tries = 0; tries < 5000 && !job.facts().over(); ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

TEST(Jobs, StopWhenToldToWhetherTheyRunOrWait) {
  Slow slow;
  Jobs jobs;
  const auto running = jobs.add("web:a", {"a.csv"}, 1, slow.work());
  const auto waiting = jobs.add("web:a", {"b.csv"}, 1, nothing());
  ASSERT_TRUE(running && waiting);
  slow.started.get_future().wait();
  EXPECT_TRUE((*waiting)->cancel());
  EXPECT_EQ((*waiting)->facts().state, Job::State::cancelled);
  EXPECT_TRUE((*running)->cancel());
  wait_for(**running);
  EXPECT_EQ((*running)->facts().state, Job::State::cancelled);
  EXPECT_FALSE((*running)->facts().error.has_value()) << "being stopped is no failure";
  EXPECT_TRUE((*running)->cancel()) << "again is no harm";
  const auto after = jobs.add("web:a", {"c.csv"}, 1, nothing());
  ASSERT_TRUE(after);
  wait_for(**after);
  EXPECT_EQ((*after)->facts().state, Job::State::done);
  EXPECT_FALSE((*after)->cancel());
}

TEST(Jobs, TellWhoFollowsThemTheNewestOnly) {
  Slow slow;
  Jobs jobs;
  const auto job = jobs.add("", {"a.csv"}, 1, slow.work());
  ASSERT_TRUE(job);
  std::atomic<int> woken{0};
  const auto events = (*job)->follow(0, [](const Job::Facts& facts) {
    return std::to_string(facts.rows) + "/" + std::to_string(facts.figures);
  });
  events->on_wake([&woken] { ++woken; });
  slow.started.get_future().wait();
  while ((*job)->facts().rows < 5) std::this_thread::yield();
  const string told = events->take();
  EXPECT_NE(told.find("event: progress\n"), string::npos) << told;
  EXPECT_GT(woken.load(), 1);
  EXPECT_FALSE(events->finished());
  slow.free = true;
  wait_for(**job);
  EXPECT_NE(events->take().find("event: end\n"), string::npos);
  EXPECT_TRUE(events->finished());
}

TEST(Jobs, AreBoundedWaitingAndOver) {
  Slow slow;
  Jobs jobs;
  ASSERT_TRUE(jobs.add("", {}, 1, slow.work()));
  slow.started.get_future().wait();
  std::size_t taken = 0;
  while (taken < 100 && jobs.add("", {}, 1, nothing())) ++taken;
  EXPECT_EQ(taken, 4U);
  slow.free = true;
  for (int k = 0; k < 80; ++k) {
    auto job = jobs.add("", {}, 1, nothing());
    while (!job) job = jobs.add("", {}, 1, nothing());
    wait_for(**job);
  }
  EXPECT_LE(jobs.all().size(), 52U);
}

TEST(Jobs, GoWithTheirOwnerAlsoInTheMiddle) {
  Slow slow;
  std::shared_ptr<Job> left;
  {
    Jobs jobs;
    left = jobs.add("", {"a.csv"}, 1, slow.work()).value_or(nullptr);
    slow.started.get_future().wait();
  }
  ASSERT_TRUE(left);
  EXPECT_EQ(left->facts().state, Job::State::cancelled);
}

TEST(Jobs, WorkThatThrowsHasFailed) {
  Jobs jobs;
  const auto job =
      jobs.add("", {}, 1, [](Job&) -> Result<string> { throw std::runtime_error("bug"); });
  ASSERT_TRUE(job);
  wait_for(**job);
  EXPECT_EQ((*job)->facts().state, Job::State::failed);
  EXPECT_TRUE((*job)->facts().error.has_value());
}

TEST(ImportSteps, AnImportToldToStopLeavesNothingBehind) {
  Desk desk;
  const std::uint64_t before = desk.json("/api/v1/holdings")["figures"];
  const string path = desk.scratch() + "/long.csv";
  {
    std::ofstream file(path, std::ios::binary);
    file << long_table(9000);
  }
  workspace::ImportOptions options;
  options.read.file_name = "long.csv";
  std::uint64_t figures = 0;
  options.go_on = [&figures](std::uint64_t count, std::uint32_t row) {
    figures = count;
    EXPECT_GT(row, 0U);
    return false;
  };
  const Status done = desk.site().write([&](workspace::Workspace& space) -> Status {
    const auto report = workspace::import_file(space, path, options, {"test", 1});
    return report ? Status{} : tl::unexpected(report.error());
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::busy);
  EXPECT_GT(figures, 0U);
  EXPECT_EQ(desk.json("/api/v1/holdings")["figures"].get<std::uint64_t>(), before);
}

}  // namespace
}  // namespace duibiao::server
