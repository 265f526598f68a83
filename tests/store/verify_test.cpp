#include <fcntl.h>
#include <gmock/gmock.h>

#include <fstream>
#include <functional>

#include "fixture.h"

namespace duibiao::store {
namespace {

using testing::IsEmpty;

/// A store with one of everything the log can bring.
class VerifyTest : public StoreTest {
 protected:
  VerifyTest() {
    const auto store = open();
    import(*store, 70'000, "a", 1, {"一月.csv", "表", {2024, 2, 1}});
    auto writer = must(store->begin_batch("b", "b", "", actor()));
    must(writer->hold(held_row(1)));
    must(writer->hold(held_row(2)));
    must(writer->commit());
    writer = must(store->begin_batch("c", "c", "", actor()));
    must(writer->release_held(std::vector<std::int64_t>{1}));
    must(writer->commit());
    import(*store, 10, "d", 3);
    must(store->undo(4, actor()));
    must(store->add_overlay({OverlayKind::place_alias, "温洲", "330003"}, actor()));
    import(*store, 10, "e", 4);
  }

  VerifyReport verify() { return must(must(Store::open(path_, vocabulary_))->verify()); }
  bool detected() { return !verify().problems.empty(); }
};

TEST_F(VerifyTest, AnUntouchedStoreIsSoundAndCounted) {
  const auto report = verify();
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(report.log_entries, 8U);
  EXPECT_EQ(report.batches, 5U);
  EXPECT_EQ(report.blocks, 4U);
  EXPECT_EQ(report.figures, 70'020U);
}

class Tampering : public VerifyTest, public testing::WithParamInterface<const char*> {};

TEST_P(Tampering, IsDetected) {
  ASSERT_FALSE(detected());
  tamper(GetParam());
  EXPECT_TRUE(detected()) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Tampering,
    testing::Values("UPDATE figure_block SET figures = figures - 1 WHERE id = 1",
                    "UPDATE figure_block SET checksum = zeroblob(32) WHERE id = 2",
                    "UPDATE figure_block SET data = zeroblob(length(data)) WHERE id = 2",
                    "UPDATE figure_block SET number = 7 WHERE id = 2",
                    "UPDATE figure_block SET id = 99 WHERE id = 1",
                    "DELETE FROM figure_block WHERE id = 2",
                    "UPDATE figure_block SET data = (SELECT data FROM figure_block WHERE id = 4), "
                    "checksum = (SELECT checksum FROM figure_block WHERE id = 4) WHERE id = 3",
                    "UPDATE batch SET file = 'x' WHERE id = 1",
                    "UPDATE batch SET imported_at = 1 WHERE id = 1",
                    "UPDATE batch SET figures = 9 WHERE id = 4", "DELETE FROM batch WHERE id = 2",
                    "UPDATE source SET released = 20300101 WHERE batch = 1",
                    "UPDATE source SET name = 'x' WHERE batch = 1",
                    "UPDATE name SET text = '999999' WHERE id = 1",
                    "INSERT INTO name (kind, text, log) VALUES (0, '999999', 8)",
                    "UPDATE held SET cells = '[]' WHERE id = 2", "DELETE FROM held WHERE id = 2",
                    "DELETE FROM held_release", "INSERT INTO held_release VALUES (3, 2)",
                    "DELETE FROM batch_undo", "INSERT INTO batch_undo VALUES (1, 1)",
                    "UPDATE batch_undo SET batch = 5", "UPDATE overlay SET text = '330004'",
                    "DELETE FROM overlay",
                    "INSERT INTO overlay (log, kind, name, text) VALUES (2, 3, 'x', '330001')"));

INSTANTIATE_TEST_SUITE_P(
    Log, Tampering,
    testing::Values("UPDATE log SET actor = 'x' WHERE id = 3",
                    "UPDATE log SET at_unix = 1 WHERE id = 3",
                    "UPDATE log SET action = 'undo' WHERE id = 3",
                    "UPDATE log SET detail = '{}' WHERE id = 3",
                    "UPDATE log SET digest = zeroblob(32) WHERE id = 3",
                    "UPDATE log SET hash = zeroblob(32) WHERE id = 8",
                    // an order
                    "UPDATE log SET id = CASE id WHEN 3 THEN -4 ELSE -3 END WHERE id IN (3, 4);"
                    "UPDATE log SET id = -id WHERE id < 0",
                    // one from the middle, and a new one at the end
                    "DELETE FROM log WHERE id = 5",
                    "INSERT INTO log VALUES (9, 1, 'x', 'undo', '{}', zeroblob(32), zeroblob(32))",
                    // a whole tail with everything it brought
                    "DELETE FROM figure_block WHERE batch = 5; DELETE FROM source WHERE batch = 5;"
                    "DELETE FROM batch WHERE id = 5; DELETE FROM log WHERE id = 8",
                    "UPDATE meta SET head = 7", "DELETE FROM meta"));

INSTANTIATE_TEST_SUITE_P(Definitions, Tampering,
                         testing::Values("CREATE TRIGGER later AFTER INSERT ON figure_block BEGIN "
                                         "DELETE FROM log WHERE id = 1; END",
                                         "CREATE TABLE extra (a)",
                                         "CREATE VIEW figures AS SELECT 1"));

TEST_F(VerifyTest, AFlippedBitInABlockIsDetectedByVerifyAndByScan) {
  tamper(
      "UPDATE figure_block SET data = CAST(substr(data, 1, 5000) || "
      "CASE WHEN substr(data, 5001, 1) = x'00' THEN x'01' ELSE x'00' END || "
      "substr(data, 5002) AS BLOB) WHERE id = 1");
  EXPECT_TRUE(detected());
  const auto store = must(Store::open(path_, vocabulary_));
  EXPECT_EQ(store->scan([](const Block&) {}).error().code, ErrorCode::store_damaged);
}

TEST_F(VerifyTest, ABlockWithAFittingChecksumIsStillUnlikeTheLog) {
  const auto file = must(open_file(path_));
  std::vector<std::byte> data;
  {
    Statement read = file.connection->prepare("SELECT data FROM figure_block WHERE id = 3");
    ASSERT_TRUE(must(read.step()));
    data.assign(read.blob(0).begin(), read.blob(0).end());
  }
  data[data.size() - 9] ^= std::byte{1};  // the last byte before the tail
  must(file.connection->prepare("UPDATE figure_block SET data = ?1, checksum = ?2 WHERE id = 3")
           .bind(1, data)
           .bind(2, digest_of(data))
           .run());
  EXPECT_TRUE(detected());
}

TEST_F(VerifyTest, AnEarlierHeadProvesThatTheTailIsNew) {
  const auto before = verify().head;
  import(*must(Store::open(path_, vocabulary_)), 3, "more");
  const auto log = must(must(Store::open(path_, vocabulary_))->log());
  EXPECT_EQ(log[log.size() - 2].hash, before);
  EXPECT_EQ(log.back().hash, verify().head);
}

TEST_F(VerifyTest, OverwrittenPagesGiveFindingsOrErrorsAndNeverACrash) {
  std::string whole;
  {
    std::ifstream in(path_, std::ios::binary);
    whole.assign(std::istreambuf_iterator<char>(in), {});
  }
  std::mt19937_64 random(7);
  int found = 0;
  constexpr int rounds = 60;
  for (int round = 0; round < rounds; ++round) {
    std::string damaged = whole;
    const std::size_t at = 200 + random() % (damaged.size() - 400);
    for (std::size_t i = 0; i < 64; ++i) damaged[at + i] = static_cast<char>(random());
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << damaged;
    const auto store = Store::open(path_, vocabulary_);
    if (!store) {
      ++found;
      continue;
    }
    const auto report = (*store)->verify();
    if (!report || !report->problems.empty()) ++found;
    [[maybe_unused]] const auto scanned = (*store)->scan([](const Block&) {});
  }
  // A few of the bytes are free space within pages, where nothing is to be found.
  EXPECT_GT(found, rounds * 8 / 10);
}

}  // namespace
}  // namespace duibiao::store
