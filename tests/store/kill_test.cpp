#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <set>
#include <sstream>
#include <thread>

#include "fixture.h"

namespace duibiao::store {
namespace {

/// What a batch holds follows from its content hash, so that a half one shows.
std::size_t figures_of(std::uint64_t seed) { return seed % 7 == 0 ? 4'000 : 1 + seed % 300; }

class KillTest : public StoreTest {
 protected:
  /// Imports, and now and then undoes or names something, until it is killed. Each acknowledged
  /// change is reported only after the store said it is durable.
  [[noreturn]] void work(int pipe, std::uint64_t seed) {
    const auto report = [&](char what, std::uint64_t number) {
      const std::string line = what + std::to_string(number) + "\n";
      if (::write(pipe, line.data(), line.size()) < 0) ::_exit(3);
    };
    try {
      const auto store = open();
      for (std::uint64_t i = 0;; ++i) {
        const std::uint64_t content = seed * 1'000 + i;
        auto writer = must(store->begin_batch("f", std::to_string(content), "", actor()));
        must(writer->source({"f", "", {}}));
        for (const Observation& figure :
             RandomFigures(vocabulary_, content).some(figures_of(content), 1)) {
          must(writer->append(std::span(&figure, 1)));
        }
        must(writer->hold(held_row(1)));
        const Batch batch = must(writer->commit());
        report('i', content);
        if (content % 5 == 0) {
          must(store->undo(batch.id, actor()));
          report('u', content);
        }
        if (content % 11 == 0) {
          must(store->add_overlay({OverlayKind::place_alias, std::to_string(content), "1"},
                                  actor()));
          report('o', content);
        }
      }
    } catch (const std::exception&) {
      ::_exit(2);
    }
  }

  /// Starts the worker, kills it some time after it has acknowledged so many changes, and returns
  /// all that it had acknowledged.
  std::string killed(std::size_t after_changes, std::chrono::microseconds time,
                     std::uint64_t seed) {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe(ends.data()), 0);
    const pid_t pid = ::fork();
    if (pid == 0) {
      ::close(ends[0]);
      work(ends[1], seed);
    }
    ::close(ends[1]);
    std::string said;
    std::array<char, 4096> buffer{};
    const auto listen = [&] {
      const ssize_t n = ::read(ends[0], buffer.data(), buffer.size());
      if (n > 0) said.append(buffer.data(), static_cast<std::size_t>(n));
      return n > 0;
    };
    while (static_cast<std::size_t>(std::ranges::count(said, '\n')) < after_changes && listen()) {
    }
    std::this_thread::sleep_for(time);
    ::kill(pid, SIGKILL);
    int status = 0;
    ::waitpid(pid, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the worker failed by itself: " << status;
    while (listen()) {
    }
    ::close(ends[0]);
    return said;
  }

  void expect_whole(Store& store, std::int64_t after) {
    std::map<std::int64_t, std::vector<Observation>> figures;
    must(store.scan([&](const Block& block) {
      if (block.batch <= after) return;
      auto& of = figures[block.batch];
      of.insert(of.end(), block.figures.begin(), block.figures.end());
    }));
    for (const Batch& batch : must(store.batches())) {
      if (batch.id <= after || batch.undone) continue;
      const std::uint64_t content = std::stoull(batch.content_hash);
      const auto expected = RandomFigures(vocabulary_, content).some(figures_of(content), 1);
      EXPECT_EQ(batch.held, 1U);
      ASSERT_EQ(figures[batch.id].size(), expected.size()) << content;
      EXPECT_TRUE(std::ranges::equal(figures[batch.id], expected, same)) << content;
    }
  }

  struct Acknowledged {
    std::set<std::uint64_t> imported, undone, named;
  };
  void expect_all(Store& store, const Acknowledged& acknowledged) {
    std::set<std::uint64_t> imported, undone, named;
    for (const Batch& batch : must(store.batches())) {
      imported.insert(std::stoull(batch.content_hash));
      if (batch.undone) undone.insert(std::stoull(batch.content_hash));
    }
    for (const Overlay& overlay : must(Store::read_overlays(path_))) {
      named.insert(std::stoull(overlay.name));
    }
    EXPECT_TRUE(std::ranges::includes(imported, acknowledged.imported));
    EXPECT_TRUE(std::ranges::includes(undone, acknowledged.undone));
    EXPECT_TRUE(std::ranges::includes(named, acknowledged.named));
  }
};

TEST_F(KillTest, WhateverWasAcknowledgedIsThereAndNothingIsHalfThere) {
  constexpr std::uint64_t rounds = 220;
  constexpr std::uint64_t rounds_a_store = 20;  // keeps each verify short
  std::mt19937_64 random(20190901);
  Acknowledged acknowledged;
  std::int64_t checked = 0;
  std::size_t total = 0;
  for (std::uint64_t round = 0; round < rounds; ++round) {
    if (round % rounds_a_store == 0) {
      for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + suffix);
      acknowledged = {};
      checked = 0;
    }
    const std::size_t changes = random() % 5;
    const std::chrono::microseconds time(random() % 12'000);
    std::istringstream said(killed(changes, time, round + 1));
    for (std::string line; std::getline(said, line);) {
      auto& set = line[0] == 'i'   ? acknowledged.imported
                  : line[0] == 'u' ? acknowledged.undone
                                   : acknowledged.named;
      set.insert(std::stoull(line.substr(1)));
      ++total;
    }
    const auto store = open();
    expect_all(*store, acknowledged);
    expect_whole(*store, checked);
    const auto batches = must(store->batches());
    if (!batches.empty()) checked = batches.back().id;
    const auto report = must(store->verify());
    ASSERT_TRUE(report.problems.empty())
        << "round " << round << ": " << report.problems[0].message.en;
    ASSERT_FALSE(HasFailure()) << "round " << round;
  }
  RecordProperty("acknowledged", std::to_string(total));
  EXPECT_GT(total, rounds);  // else the worker was killed before it did anything
}

}  // namespace
}  // namespace duibiao::store
