#include <gtest/gtest.h>

#include "bulletin/read/counted_places.h"

namespace duibiao::bulletin {
namespace {

TEST(CountedPlaces, AreReadInDigitsAndInWords) {
  EXPECT_EQ(places_counted("三市"), 3U);
  EXPECT_EQ(places_counted("11个地市"), 11U);
  EXPECT_EQ(places_counted("十三个设区市"), 13U);
  EXPECT_EQ(places_counted("二十一个县"), 21U);
  EXPECT_EQ(places_counted("the three cities"), 3U);
}

TEST(CountedPlaces, AreNoneWhereOtherThingsAreCounted) {
  EXPECT_EQ(places_counted("三产"), 0U);
  EXPECT_EQ(places_counted("全省"), 0U);
  EXPECT_EQ(places_counted(""), 0U);
}

TEST(CountedPlaces, AreFoundInsideAPhraseAndAddedUp) {
  EXPECT_EQ(places_counted_in("全省9个设区市中"), 9U);
  EXPECT_EQ(places_counted_in("长三角三省一市"), 4U);
  EXPECT_EQ(places_counted_in("全省十一个设区市中"), 11U);
  EXPECT_EQ(places_counted_in("长三角城市群"), 0U);
}

}  // namespace
}  // namespace duibiao::bulletin
