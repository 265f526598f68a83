#include <gtest/gtest.h>

#include "fixture.h"
#include "store/block_builder.h"
#include "store/block_reader.h"

namespace duibiao::store {
namespace {

class BlockTest : public StoreTest {
 protected:
  BlockTest() : file_(must(create())) {}

  Result<OpenedFile> create() {
    must(create_file(path_, actor()));
    return open_file(path_);
  }

  std::vector<std::byte> packed(const std::vector<Observation>& figures) {
    const auto change = must(begin_change(file_.connection));
    auto numbers = must(NameNumbers::load(file_.connection, change.log_id()));
    BlockBuilder builder(vocabulary_.places.size(), vocabulary_.catalogue.size());
    for (const Observation& figure : figures) builder.add(figure);
    auto block = must(builder.finish(numbers, vocabulary_));
    names_ = must(NameMap::load(*file_.connection, vocabulary_));
    return block;
  }

  OpenedFile file_;
  NameMap names_;
};

TEST_F(BlockTest, DamagedBlocksGiveAnErrorOrFiguresButNeverReadOutside) {
  RandomFigures random(vocabulary_, 5);
  const std::vector<Source> sources = {{"a", "", {}}, {"b", "", {}}};
  BlockReader reader;
  int refused = 0;
  for (int round = 0; round < 3'000; ++round) {
    auto block = packed(random.some(1 + random.below(40), 2));
    const auto kind = random.below(4);
    if (kind == 0) block.resize(random.below(block.size()));
    if (kind == 1) block.resize(block.size() + 1 + random.below(20));
    const auto flips = 1 + random.below(8);
    for (std::uint64_t i = 0; i < flips && !block.empty(); ++i) {
      // Headers and dictionaries are where damage could mislead the reader.
      const auto at = random.below(random.below(2) == 0 ? std::min<std::size_t>(block.size(), 160)
                                                        : block.size());
      block[at] = static_cast<std::byte>(random.below(256));
    }
    block.shrink_to_fit();
    std::uint64_t unknown = 0;
    const auto read = reader.read(block, names_, {sources, {}, {}}, unknown);
    if (!read) {
      EXPECT_EQ(read.error().code, ErrorCode::store_damaged);
      ++refused;
    } else {
      for (const Observation& figure : *read) ASSERT_LT(figure.source, 2);
    }
  }
  EXPECT_GT(refused, 1'500);
}

TEST_F(BlockTest, ALengthThatDoesNotFitIsRefused) {
  const auto block = packed(RandomFigures(vocabulary_, 5).some(100, 1));
  const std::vector<Source> sources = {{"a", "", {}}};
  BlockReader reader;
  std::uint64_t unknown = 0;
  EXPECT_TRUE(reader.read(block, names_, {sources, {}, {}}, unknown).has_value());
  for (std::size_t size = 0; size < block.size(); ++size) {
    const std::vector<std::byte> part(block.begin(),
                                      block.begin() + static_cast<std::ptrdiff_t>(size));
    ASSERT_FALSE(reader.read(part, names_, {sources, {}, {}}, unknown).has_value()) << size;
  }
}

TEST_F(BlockTest, ASourceTheBatchDoesNotHaveIsRefused) {
  auto figures = RandomFigures(vocabulary_, 5).some(10, 1);
  figures[3].source = 4;
  const auto block = packed(figures);
  const std::vector<Source> sources(4);
  std::uint64_t unknown = 0;
  EXPECT_FALSE(BlockReader().read(block, names_, {sources, {}, {}}, unknown).has_value());
}

}  // namespace
}  // namespace duibiao::store
