#include "store/columns.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <vector>

namespace duibiao::store {
namespace {

std::vector<std::int64_t> there_and_back(const std::vector<std::int64_t>& values,
                                         ColumnShape& shape, std::size_t& bytes) {
  shape = shape_of(values);
  std::vector<std::byte> packed;
  pack(values, shape, packed);
  bytes = packed.size();
  packed.resize(packed.size() + 8);
  std::vector<std::int64_t> back(values.size());
  unpack(packed.data(), shape, 0, back);
  return back;
}

TEST(Columns, AnyNumbersComeBackAsTheyWere) {
  std::mt19937_64 random(20251009);
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::int64_t> values(1 + random() % 300);
    const auto shift = random() % 64;
    const auto base = static_cast<std::int64_t>(random()) >> (random() % 64);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto spread = static_cast<std::int64_t>(random()) >> shift;
      values[i] =
          static_cast<std::int64_t>(static_cast<std::uint64_t>(base) +
                                    static_cast<std::uint64_t>(spread) + (round % 2 == 0 ? i : 0));
    }
    ColumnShape shape;
    std::size_t bytes = 0;
    ASSERT_EQ(there_and_back(values, shape, bytes), values) << "round " << round;
    ASSERT_EQ(bytes, values.size() * shape.width);
  }
}

TEST(Columns, EndsOfTheRangeComeBack) {
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  ColumnShape shape;
  std::size_t bytes = 0;
  for (const std::vector<std::int64_t>& values :
       {std::vector<std::int64_t>{least, most}, {most, least, 0}, {least}, {most, most}}) {
    EXPECT_EQ(there_and_back(values, shape, bytes), values);
  }
}

TEST(Columns, ConstantsAndConsecutiveNumbersTakeNoBytes) {
  ColumnShape shape;
  std::size_t bytes = 1;
  there_and_back({7, 7, 7, 7}, shape, bytes);
  EXPECT_EQ(bytes, 0U);
  there_and_back({100, 101, 102, 103}, shape, bytes);
  EXPECT_EQ(bytes, 0U);
  EXPECT_EQ(shape.step, 1);
}

TEST(Columns, ReadingFromTheMiddleGivesTheSameNumbers) {
  std::vector<std::int64_t> values;
  for (int i = 0; i < 1000; ++i) values.push_back(i * 3 - 70'000);
  const ColumnShape shape = shape_of(values);
  std::vector<std::byte> packed;
  pack(values, shape, packed);
  packed.resize(packed.size() + 8);
  std::vector<std::int64_t> part(100);
  unpack(packed.data(), shape, 512, part);
  for (std::size_t i = 0; i < part.size(); ++i) EXPECT_EQ(part[i], values[512 + i]);
}

}  // namespace
}  // namespace duibiao::store
