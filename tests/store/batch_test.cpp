#include <gmock/gmock.h>

#include "fixture.h"

namespace duibiao::store {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TEST_F(StoreTest, ADroppedImportLeavesNothing) {
  const auto store = open();
  const auto version = must(store->data_version());
  {
    auto writer = must(store->begin_batch("a", "a", "", actor()));
    must(writer->source({"a", "", {}}));
    must(writer->append(RandomFigures(vocabulary_, 1).some(100'000, 1)));
    must(writer->hold(held_row(3)));
  }
  EXPECT_EQ(count(*store), 0U);
  EXPECT_THAT(must(store->batches()), IsEmpty());
  EXPECT_THAT(must(store->held()), IsEmpty());
  EXPECT_EQ(must(store->data_version()), version);
  EXPECT_THAT(must(store->verify()).problems, IsEmpty());
  import(*store, 5, "a");
  EXPECT_EQ(count(*store), 5U);
}

TEST_F(StoreTest, AFailedImportCannotBeCommitted) {
  const auto store = open();
  auto writer = must(store->begin_batch("a", "a", "", actor()));
  must(writer->source({"a", "", {}}));
  auto figures = RandomFigures(vocabulary_, 1).some(10, 1);
  figures[4].source = 1;
  EXPECT_EQ(writer->append(figures).error().code, ErrorCode::bad_argument);
  EXPECT_EQ(writer->commit().error().code, ErrorCode::bad_argument);
  writer.reset();
  EXPECT_EQ(count(*store), 0U);
}

TEST_F(StoreTest, FiguresOutsideTheVocabularyAreRefused) {
  const auto store = open();
  const auto good = RandomFigures(vocabulary_, 1).some(1, 1)[0];
  const auto refused = [&](Observation figure) {
    auto writer = must(store->begin_batch("a", "", "", actor()));
    must(writer->source({"a", "", {}}));
    const auto status = writer->append(std::span(&figure, 1));
    return !status && status.error().code == ErrorCode::bad_argument;
  };
  EXPECT_FALSE(refused(good));
  auto figure = good;
  figure.key.place = {};
  EXPECT_TRUE(refused(figure));
  figure = good;
  figure.key.indicator = {};
  EXPECT_TRUE(refused(figure));
  figure = good;
  figure.key.period = {};
  EXPECT_TRUE(refused(figure));
  figure = good;
  figure.decimals = 25;
  EXPECT_TRUE(refused(figure));
}

TEST_F(StoreTest, TheSameContentIsFoundAndNotTakenTwice) {
  const auto store = open();
  EXPECT_FALSE(must(store->find_batch("a")).has_value());
  const Batch batch = import(*store, 7, "a");
  const auto found = must(store->find_batch("a"));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->id, batch.id);
  EXPECT_EQ(found->figures, 7U);
  EXPECT_EQ(found->file, "表.csv");
  EXPECT_EQ(found->layout, "kind = \"tidy\"");
  EXPECT_EQ(found->actor, "test:li");
  EXPECT_EQ(found->imported_at, noon);
  EXPECT_EQ(store->begin_batch("b", "a", "", actor()).error().code, ErrorCode::bad_argument);
  EXPECT_EQ(count(*store), 7U);
}

TEST_F(StoreTest, AnUndoneBatchNoLongerCountsAndMayComeAgain) {
  const auto store = open();
  const Batch first = import(*store, 7, "a");
  import(*store, 20, "b", 2);
  const auto version = must(store->data_version());
  EXPECT_TRUE(must(store->undo(first.id, actor(noon + 60))).undone);
  EXPECT_GT(must(store->data_version()), version);
  EXPECT_EQ(count(*store), 20U);
  EXPECT_FALSE(must(store->find_batch("a")).has_value());
  EXPECT_EQ(store->undo(first.id, actor()).error().code, ErrorCode::bad_argument);
  EXPECT_EQ(store->undo(99, actor()).error().code, ErrorCode::not_found);
  const Batch again = import(*store, 7, "a");
  EXPECT_EQ(must(store->find_batch("a"))->id, again.id);
  EXPECT_EQ(count(*store), 27U);
  const auto batches = must(store->batches());
  ASSERT_THAT(batches, SizeIs(3));
  EXPECT_TRUE(batches[0].undone);
  EXPECT_FALSE(batches[2].undone);
  EXPECT_THAT(must(store->verify()).problems, IsEmpty());
}

TEST_F(StoreTest, HeldRowsComeBackWhole) {
  const auto store = open();
  auto writer = must(store->begin_batch("六月.xlsx", "a", "", actor()));
  must(writer->hold(held_row(3)));
  must(writer->hold(held_row(9)));
  const Batch batch = must(writer->commit());
  EXPECT_EQ(batch.held, 2U);
  const auto held = must(store->held());
  ASSERT_THAT(held, SizeIs(2));
  EXPECT_EQ(held[0].batch, batch.id);
  EXPECT_EQ(held[1].row, 9U);
  EXPECT_EQ(held[0].sheet, "表一");
  EXPECT_EQ(held[0].reason, held_row(3).reason);
  EXPECT_EQ(held[0].reason_code, "unknown_place");
  EXPECT_EQ(held[0].cells, held_row(3).cells);
  EXPECT_EQ(held[0].context, held_row(3).context);
}

TEST_F(StoreTest, ReleasedRowsAreHeldAgainWhenTheRetryIsUndone) {
  const auto store = open();
  auto writer = must(store->begin_batch("a", "a", "", actor()));
  for (std::uint32_t row = 1; row <= 3; ++row) must(writer->hold(held_row(row)));
  const Batch first = must(writer->commit());
  const auto held = must(store->held());
  const std::vector<std::int64_t> ids = {held[0].id, held[2].id};

  writer = must(store->begin_batch("a", "retry", "", actor()));
  must(writer->release_held(ids));
  const Batch retry = must(writer->commit());
  ASSERT_THAT(must(store->held()), SizeIs(1));
  EXPECT_EQ(must(store->held())[0].row, 2U);
  EXPECT_EQ(must(store->log()).back().action, "retry");

  writer = must(store->begin_batch("a", "twice", "", actor()));
  EXPECT_EQ(writer->release_held(ids).error().code, ErrorCode::not_found);
  writer.reset();

  must(store->undo(retry.id, actor()));
  EXPECT_THAT(must(store->held()), SizeIs(3));
  writer = must(store->begin_batch("a", "again", "", actor()));
  must(writer->release_held(ids));
  must(writer->commit());
  EXPECT_THAT(must(store->held()), SizeIs(1));
  must(store->undo(first.id, actor()));
  EXPECT_THAT(must(store->held()), IsEmpty());
  EXPECT_THAT(must(store->verify()).problems, IsEmpty());
}

TEST_F(StoreTest, OverlaysAreReadInOrderAndTheLastOfANameCounts) {
  EXPECT_THAT(must(Store::read_overlays(path_)), IsEmpty());
  const auto store = open();
  const auto version = must(store->data_version());
  must(store->add_overlay({OverlayKind::place_alias, "温洲", "330003"}, actor()));
  must(store->add_overlay({OverlayKind::places_csv, "区县.csv", "code,name\n"}, actor()));
  must(store->add_overlay({OverlayKind::place_alias, "温洲", "330300"}, actor()));
  must(store->add_overlay({OverlayKind::indicator_alias, "温洲", "exports"}, actor()));
  const auto after = must(store->data_version());
  EXPECT_GT(after, version);
  must(store->add_overlay({OverlayKind::place_alias, "温洲", "330300"}, actor()));
  EXPECT_EQ(must(store->data_version()), after);
  const auto overlays = must(Store::read_overlays(path_));
  ASSERT_THAT(overlays, SizeIs(3));
  EXPECT_EQ(overlays[0].kind, OverlayKind::places_csv);
  EXPECT_EQ(overlays[0].text, "code,name\n");
  EXPECT_EQ(overlays[1].text, "330300");
  EXPECT_EQ(overlays[2].kind, OverlayKind::indicator_alias);
  EXPECT_THAT(must(store->verify()).problems, IsEmpty());
}

TEST_F(StoreTest, TheLogSaysWhoDidWhatWhen) {
  const auto store = open();
  import(*store, 5, "a");
  must(store->undo(1, {"cli:wang", noon + 5}));
  const auto log = must(store->log());
  ASSERT_THAT(log, SizeIs(3));
  EXPECT_EQ(log[0].action, "create");
  EXPECT_EQ(log[1].action, "import");
  EXPECT_THAT(log[1].detail, testing::HasSubstr("\"figures\":5"));
  EXPECT_EQ(log[2].action, "undo");
  EXPECT_EQ(log[2].actor, "cli:wang");
  EXPECT_EQ(log[2].at_unix, noon + 5);
  EXPECT_EQ(log[2].hash.size(), 64U);
  EXPECT_EQ(must(store->verify()).head, log[2].hash);
}

TEST_F(StoreTest, AReadWhileAnImportIsUnderWayOnTheSameObjectIsRefusedNotTorn) {
  const auto store = open();
  auto writer = must(store->begin_batch("a", "a", "", actor()));
  EXPECT_EQ(store->scan([](const Block&) {}).error().code, ErrorCode::bad_argument);
  EXPECT_EQ(store->verify().error().code, ErrorCode::bad_argument);
  EXPECT_EQ(store->backup(folder_ + "/copy", actor()).error().code, ErrorCode::bad_argument);
  EXPECT_EQ(store->undo(1, actor()).error().code, ErrorCode::bad_argument);
  EXPECT_EQ(store->begin_batch("b", "b", "", actor()).error().code, ErrorCode::bad_argument);
}

}  // namespace
}  // namespace duibiao::store
