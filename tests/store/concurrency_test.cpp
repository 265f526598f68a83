#include <gmock/gmock.h>
#include <sys/wait.h>

#include <atomic>
#include <thread>

#include "fixture.h"

namespace duibiao::store {
namespace {

using testing::IsEmpty;

constexpr std::size_t batch_size = 3'000;

/// Reads until `done`: every read is some whole number of batches, and never less than before.
bool read_steadily(Store& store, const std::function<bool()>& done) {
  std::uint64_t last = 0;
  std::uint64_t last_version = 0;
  for (bool more = true; more;) {
    more = !done();
    const auto version = store.data_version();
    const auto report = store.scan([](const Block&) {});
    if (!report || !version) return false;
    if (report->figures % batch_size != 0 || report->figures < last) return false;
    if (*version < last_version) return false;
    last = report->figures;
    last_version = *version;
  }
  return true;
}

TEST_F(StoreTest, ReadersInThreadsSeeWholeBatchesWhileAWriterWorks) {
  open();
  std::atomic<bool> done = false;
  std::atomic<int> steady = 0;
  std::vector<std::jthread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      const auto store = must(Store::open(path_, vocabulary_));
      if (read_steadily(*store, [&] { return done.load(); })) ++steady;
    });
  }
  const auto store = open();
  for (std::uint64_t i = 0; i < 20; ++i) import(*store, batch_size, std::to_string(i), i);
  done = true;
  readers.clear();
  EXPECT_EQ(steady, 3);
  EXPECT_EQ(count(*store), 20 * batch_size);
}

/// Runs `work` in a process of its own; true is success.
pid_t in_process(const std::function<bool()>& work) {
  const pid_t pid = ::fork();
  if (pid != 0) return pid;
  bool good = false;
  try {
    good = work();
  } catch (const std::exception&) {
    good = false;
  }
  ::_exit(good ? 0 : 1);
}

bool ended_well(pid_t pid) {
  int status = 0;
  return ::waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST_F(StoreTest, ReadersAndTwoWritersInProcessesOfTheirOwn) {
  open();
  constexpr std::uint64_t each = 15;
  std::vector<pid_t> writers;
  for (std::uint64_t w = 0; w < 2; ++w) {
    writers.push_back(in_process([&] {
      const auto store = open();
      for (std::uint64_t i = 0; i < each; ++i) {
        import(*store, batch_size, std::to_string(w) + ":" + std::to_string(i), i);
      }
      return true;
    }));
  }
  std::vector<pid_t> readers;
  for (int r = 0; r < 2; ++r) {
    readers.push_back(in_process([&] {
      const auto store = must(Store::open(path_, vocabulary_));
      return read_steadily(*store, [&] { return count(*store) >= 2 * each * batch_size; });
    }));
  }
  for (const pid_t pid : writers) EXPECT_TRUE(ended_well(pid));
  for (const pid_t pid : readers) EXPECT_TRUE(ended_well(pid));
  const auto store = open();
  EXPECT_EQ(count(*store), 2 * each * batch_size);
  EXPECT_THAT(must(store->verify()).problems, IsEmpty());
}

TEST_F(StoreTest, ASecondWriterWaitsAndThenIsToldBusy) {
  const auto store = open();
  StoreFile hasty(must(open_file(path_, 50)), vocabulary_);
  auto writer = must(store->begin_batch("a", "a", "", actor()));
  EXPECT_EQ(hasty.begin_batch("b", "b", "", actor()).error().code, ErrorCode::busy);
  EXPECT_EQ(hasty.add_overlay({OverlayKind::place_alias, "x", "1"}, actor()).error().code,
            ErrorCode::busy);
  EXPECT_EQ(count(hasty), 0U);
  must(writer->commit());
  import(hasty, 5, "b");

  writer = must(store->begin_batch("c", "c", "", actor()));
  std::jthread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    must(writer->commit());
  });
  const auto patient = open();
  import(*patient, 5, "d");
  later.join();
  EXPECT_EQ(count(*store), 10U);
}

TEST_F(StoreTest, AScanKeepsTheStateItBeganWith) {
  const auto store = open();
  import(*store, 70'000, "a", 1);
  const auto other = open();
  int blocks = 0;
  const auto report = must(store->scan([&](const Block&) {
    if (++blocks != 1) return;
    import(*other, 100, "b", 2);
    must(other->undo(1, actor()));
  }));
  EXPECT_EQ(report.figures, 70'000U);
  EXPECT_EQ(count(*store), 100U);
}

TEST_F(StoreTest, OneOfTwoImportsOfTheSameFileWins) {
  open();
  std::vector<pid_t> writers;
  for (int w = 0; w < 4; ++w) {
    writers.push_back(in_process([&] {
      const auto store = open();
      auto writer = store->begin_batch("a", "same", "", actor());
      if (!writer) return writer.error().code == ErrorCode::bad_argument;
      must((*writer)->source({"a", "", {}}));
      must((*writer)->append(RandomFigures(vocabulary_, 1).some(100, 1)));
      return (*writer)->commit().has_value();
    }));
  }
  for (const pid_t pid : writers) EXPECT_TRUE(ended_well(pid));
  EXPECT_EQ(count(*open()), 100U);
}

TEST_F(StoreTest, SeveralProcessesMayCreateTheStoreAtOnce) {
  std::vector<pid_t> makers;
  for (int w = 0; w < 6; ++w) {
    makers.push_back(in_process([&] {
      import(*open(), 10, std::to_string(w));
      return true;
    }));
  }
  for (const pid_t pid : makers) EXPECT_TRUE(ended_well(pid));
  const auto store = open();
  EXPECT_EQ(count(*store), 60U);
  EXPECT_THAT(must(store->verify()).problems, IsEmpty());
}

TEST_F(StoreTest, ABackupMadeWhileAnotherWritesIsWhole) {
  open();
  std::atomic<bool> done = false;
  std::jthread writing([&] {
    const auto store = open();
    for (std::uint64_t i = 0; i < 30; ++i) import(*store, batch_size, std::to_string(i), i);
    done = true;
  });
  const auto store = open();
  int copies = 0;
  do {
    const std::string copy = folder_ + "/copy" + std::to_string(copies++);
    must(store->backup(copy, actor()));
    const auto other = must(Store::open(copy, vocabulary_));
    EXPECT_EQ(count(*other) % batch_size, 0U);
    EXPECT_THAT(must(other->verify()).problems, IsEmpty());
  } while (!done && copies < 50);
  writing.join();
  EXPECT_EQ(count(*store), 30 * batch_size);
  EXPECT_THAT(must(store->verify()).problems, IsEmpty());
}

}  // namespace
}  // namespace duibiao::store
