// The month's page handed on: as a web page, a Word document, a workbook.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "app/program.h"

namespace duibiao::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

Outcome brief(std::vector<std::string> words) {
  words.insert(words.begin(), "brief");
  words.insert(words.end(), {"--store", demo_store(), "--lang", "zh"});
  return run_program(words);
}

TEST(BriefFiles, AreWrittenBesideEachOtherAndSaidSo) {
  const Folder folder;
  const std::string html = folder.file("a.html");
  const std::string docx = folder.file("a.docx");
  const Outcome done = brief({"温州", "2025-01..2025-07", "--html", html, "--docx", docx});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(done.out, "");
  EXPECT_THAT(done.err, HasSubstr("已写入 " + html));
  EXPECT_THAT(read_file(html), StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(read_file(docx), StartsWith("PK"));
}

TEST(BriefFiles, AreTheSameEveryTime) {
  const Folder folder;
  for (const char* kind : {"html", "docx", "xlsx"}) {
    const std::string one = folder.file(std::string("1.") + kind);
    const std::string two = folder.file(std::string("2.") + kind);
    for (const std::string& file : {one, two}) {
      EXPECT_EQ(brief({"温州", "2025-01..2025-07", std::string("--") + kind, file}).exit_code, 0);
    }
    EXPECT_EQ(read_file(one), read_file(two)) << kind;
    EXPECT_GT(read_file(one).size(), 3000U) << kind;
  }
}

TEST(BriefFiles, AWordDocumentIsReadLikeAnyOther) {
  const Folder folder;
  const std::string docx = folder.file("简报.docx");
  ASSERT_EQ(brief({"温州", "2025-01..2025-07", "--docx", docx}).exit_code, 0);
  const Outcome read =
      run_program({"read", docx, "--store", demo_store(), "--lang", "zh", "--json"});
  EXPECT_EQ(read.exit_code, 0) << read.err;
  EXPECT_THAT(read.out, HasSubstr("温州市2025年1—7月简报"));
  EXPECT_THAT(read.out, HasSubstr("温州市进出口总值1766.01亿元，同比增长6.6%；"));
}

TEST(BriefFiles, WithoutANameThePageGoesToStandardOutput) {
  const Outcome page = brief({"温州", "2025-01..2025-07", "--html"});
  EXPECT_EQ(page.exit_code, 0) << page.err;
  EXPECT_THAT(page.out, StartsWith("<!DOCTYPE html>"));
}

TEST(BriefFiles, APeriodIsNotTakenForAFileName) {
  const Outcome refused = brief({"温州", "--html", "2025-01..2025-07"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("是时期"));
  EXPECT_FALSE(std::filesystem::exists("2025-01..2025-07"));
}

TEST(BriefFiles, NeverShareAPlaceNorReplaceTheStore) {
  const Folder folder;
  EXPECT_EQ(brief({"温州", "--html", "-", "--docx", "-"}).exit_code, 2);
  EXPECT_EQ(brief({"温州", "--html", demo_store()}).exit_code, 2);
  EXPECT_EQ(brief({"温州", "--docx", folder.file("no/where/a.docx")}).exit_code, 1);
}

}  // namespace
}  // namespace duibiao::tests
