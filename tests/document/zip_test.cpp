#include <gtest/gtest.h>

#include "document/zip_rewrite.h"

namespace duibiao::document {
namespace {

TEST(NewZip, HoldsItsEntriesInOrderAndIsTheSameEveryTime) {
  const std::vector<std::pair<std::string, std::string>> entries = {
      {"[Content_Types].xml", "<Types/>"}, {"word/document.xml", std::string(5000, 'x')}};
  const auto made = make_zip("a.docx", entries);
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(*made, make_zip("a.docx", entries).value_or(""));
  EXPECT_TRUE(made->starts_with("PK\x03\x04"));
  EXPECT_LT(made->find("[Content_Types].xml"), made->find("word/document.xml"));
  EXPECT_LT(made->size(), 1000U) << "entries are compressed";
}

TEST(NewZip, OfNothingIsAnEmptyPackage) {
  const auto made = make_zip("a.docx", {});
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(made->substr(0, 4), "PK\x05\x06");
}

}  // namespace
}  // namespace duibiao::document
