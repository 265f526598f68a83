// Importing, as an analyst meets it: files in, figures kept, nothing lost and nothing half done.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "app/program.h"

namespace duibiao::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* tidy_header =
    "place_code,place,indicator,period,measure,value,unit,decimals,status,source,released\n";

std::string tidy_row(const std::string& place, const std::string& period,
                     const std::string& value) {
  return place + "," + place + ",exports," + period + ",level," + value +
         ",亿元,2,A,测试,2025-08-18\n";
}

/// A store and a folder of its own.
struct Bench {
  Folder folder;
  std::string store = folder.file("test.duibiao");

  [[nodiscard]] Outcome run(std::vector<std::string> words) const {
    words.insert(words.end(), {"--store", store, "--lang", "en"});
    return run_program(words);
  }
  [[nodiscard]] std::string exported() const { return run({"export", "--csv", "--no-bom"}).out; }
};

TEST(Import, TheSameFileTwiceChangesNothing) {
  const Bench bench;
  const std::string file =
      bench.folder.write("a.csv", tidy_header + tidy_row("330300", "2025-01..2025-07", "1528.34"));
  ASSERT_EQ(bench.run({"import", file}).exit_code, 0);
  const std::string before = bench.exported();
  const Outcome again = bench.run({"import", file});
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_THAT(again.out + again.err, HasSubstr("already"));
  EXPECT_EQ(bench.exported(), before);
  EXPECT_THAT(before, HasSubstr("1528.34"));
}

TEST(Import, WhatIsExportedComesBackTheSame) {
  const Folder folder;
  const Outcome first = run_program({"export", "--csv", "--store", demo_store()});
  ASSERT_EQ(first.exit_code, 0);
  const std::string file = folder.write("all.csv", first.out);
  const std::string copy = folder.file("copy.duibiao");
  const Outcome import = run_program({"import", file, "--store", copy, "--lang", "en"});
  ASSERT_EQ(import.exit_code, 0) << import.out << import.err;
  const Outcome second = run_program({"export", "--csv", "--store", copy});
  EXPECT_EQ(second.out, first.out);
}

TEST(Import, ADryRunShowsTheLayoutAndWritesNothing) {
  const Bench bench;
  const std::string file =
      bench.folder.write("a.csv", tidy_header + tidy_row("330300", "2025-07", "1.00"));
  const Outcome outcome = bench.run({"import", "--dry-run", file});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("tidy"));
  EXPECT_FALSE(std::filesystem::exists(bench.store));
}

TEST(Import, AnUnknownPlaceIsHeldUntilAnAliasBringsItIn) {
  const Bench bench;
  const std::string file =
      bench.folder.write("a.csv",
                         "place,indicator,period,value,unit\n温洲市,出口总值,2025-07,12.50,亿元\n"
                         "宁波市,出口总值,2025-07,80.00,亿元\n");
  const Outcome import = bench.run({"import", file});
  EXPECT_EQ(import.exit_code, 3) << import.err;
  EXPECT_THAT(bench.exported(), Not(HasSubstr("12.50")));
  const Outcome held = bench.run({"held"});
  EXPECT_THAT(held.out, HasSubstr("温洲市"));
  EXPECT_THAT(held.out, HasSubstr("Wenzhou"));  // the nearest name is suggested
  ASSERT_EQ(bench.run({"places", "--alias", "温洲市=330300"}).exit_code, 0);
  const Outcome retry = bench.run({"held", "--retry"});
  EXPECT_EQ(retry.exit_code, 0) << retry.out << retry.err;
  EXPECT_THAT(bench.exported(), HasSubstr("12.50"));
  EXPECT_THAT(bench.run({"held"}).out, Not(HasSubstr("温洲市")));
}

TEST(Import, UndoTakesABatchBackAndLetsItInAgain) {
  const Bench bench;
  const std::string file =
      bench.folder.write("a.csv", tidy_header + tidy_row("330300", "2025-07", "1.25"));
  ASSERT_EQ(bench.run({"import", file}).exit_code, 0);
  ASSERT_EQ(bench.run({"undo", "1"}).exit_code, 0);
  EXPECT_THAT(bench.exported(), Not(HasSubstr("1.25")));
  EXPECT_EQ(bench.run({"undo", "1"}).exit_code, 2);
  EXPECT_EQ(bench.run({"undo", "99"}).exit_code, 5);
  ASSERT_EQ(bench.run({"import", file}).exit_code, 0);
  EXPECT_THAT(bench.exported(), HasSubstr("1.25"));
  EXPECT_EQ(bench.run({"verify"}).exit_code, 0);
}

TEST(Import, ARevisionKeepsBothAndAsOfGoesBack) {
  const Bench bench;
  const std::string first = bench.folder.write("a.csv",
                                               "place,indicator,period,value,unit,released\n温州市,"
                                               "出口总值,2025-07,10.00,亿元,2025-08-18\n");
  const std::string second =
      bench.folder.write("b.csv",
                         "place,indicator,period,value,unit,released\n温州市,出口总值,2025-07,11."
                         "00,亿元,2025-09-18\n");
  ASSERT_EQ(bench.run({"import", first, second}).exit_code, 0);
  EXPECT_THAT(bench.exported(), HasSubstr("11.00"));
  EXPECT_THAT(bench.run({"export", "--csv", "--as-of", "2025-08-31"}).out, HasSubstr("10.00"));
  const Outcome revisions = bench.run({"revisions"});
  EXPECT_THAT(revisions.out, HasSubstr("revised"));
  EXPECT_THAT(revisions.out, HasSubstr("10.00"));
}

TEST(Import, TwoSourcesOfOneDayThatDisagreeAreAConflict) {
  const Bench bench;
  const std::string head = "place,indicator,period,value,unit,source,released\n";
  const std::string first =
      bench.folder.write("a.csv", head + "温州市,出口总值,2025-07,10.00,亿元,甲,2025-08-18\n");
  const std::string second =
      bench.folder.write("b.csv", head + "温州市,出口总值,2025-07,11.00,亿元,乙,2025-08-18\n");
  (void)bench.run({"import", first});
  (void)bench.run({"import", second});
  EXPECT_THAT(bench.exported(), HasSubstr("10.00"));
  EXPECT_THAT(bench.run({"revisions"}).out, HasSubstr("conflict"));
}

TEST(Import, TwoWitnessesAreOneFigureAtTheFinerPrint) {
  const Bench bench;
  const std::string head = "place,indicator,period,value,unit,source,released\n";
  const std::string first =
      bench.folder.write("a.csv", head + "温州市,出口总值,2024-01,2385390,万元,总署,2024-02-18\n");
  const std::string second = bench.folder.write(
      "b.csv", head + "温州市,出口总值,2024-01,23853903106,元,杭州海关,2024-02-18\n");
  ASSERT_EQ(bench.run({"import", first, second}).exit_code, 0);
  EXPECT_THAT(bench.exported(), HasSubstr("23853903106"));
  EXPECT_THAT(bench.run({"revisions"}).out, HasSubstr("No revisions"));
  EXPECT_THAT(bench.run({"revisions", "--witnesses"}).out, HasSubstr("2385390"));
}

struct BadInput {
  const char* name;
  std::string bytes;
};

TEST(Import, BadInputGivesOneMessageAndLeavesTheStoreAlone) {
  const Bench bench;
  const std::string good =
      bench.folder.write("good.csv", tidy_header + tidy_row("330300", "2025-07", "1.25"));
  ASSERT_EQ(bench.run({"import", good}).exit_code, 0);
  const std::string before = bench.exported();
  const std::vector<BadInput> inputs = {
      {"empty.csv", ""},
      {"paper.xlsx", "%PDF-1.7\n1 0 obj\n"},
      {"cut.xlsx", std::string("PK\x03\x04\x14\x00\x00\x00", 8)},
      {"quote.csv", "place,indicator,period,value\n\"温州,1,2,3\n"},
      {"page.xls", "<html><body><table><tr><td>1</td></tr></table></body></html>"},
  };
  for (const BadInput& input : inputs) {
    SCOPED_TRACE(input.name);
    const Outcome outcome = bench.run({"import", bench.folder.write(input.name, input.bytes)});
    EXPECT_EQ(outcome.exit_code, 4) << outcome.out << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr(input.name));
    EXPECT_THAT(outcome.err, HasSubstr("DB2"));
  }
  EXPECT_EQ(bench.run({"import", bench.folder.file("not-there.csv")}).exit_code, 4);
  EXPECT_EQ(bench.exported(), before);
  EXPECT_EQ(bench.run({"verify"}).exit_code, 0);
}

TEST(Import, DevicesAndPipesAreRefusedAtOnce) {
  const Bench bench;
  const Outcome outcome = bench.run({"import", "/dev/zero"});
  EXPECT_EQ(outcome.exit_code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("not a regular file"));
}

TEST(Import, TerminalEscapesInASheetDoNotReachTheTerminal) {
  const Bench bench;
  const std::string file = bench.folder.write(
      "a.csv",
      "place,indicator,period,value,unit\n\x1b[2J\xE2\x80\xAE城,出口总值,2025-07,1.0,亿元\n");
  const Outcome import = bench.run({"import", file});
  const Outcome held = bench.run({"held"});
  EXPECT_THAT(held.out, HasSubstr("城"));
  for (const std::string& text : {import.out, import.err, held.out}) {
    EXPECT_THAT(text, Not(HasSubstr("\x1b")));
    EXPECT_THAT(text, Not(HasSubstr("\xE2\x80\xAE")));  // right-to-left override
  }
}

TEST(Export, AFullDiskIsSaidAndLeavesNoHalfFile) {
  const Outcome outcome =
      run_program({"export", "-o", "/dev/full", "--store", demo_store(), "--lang", "en"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("cannot write /dev/full"));
}

TEST(Export, AWorkbookReadsBackWithTheSameFigures) {
  const Bench bench;
  const std::string file = bench.folder.file("all.xlsx");
  ASSERT_EQ(run_program({"export", "--place", "330300", "--xlsx", file, "--store", demo_store()})
                .exit_code,
            0);
  const Outcome import = bench.run({"import", file});
  EXPECT_EQ(import.exit_code, 0) << import.out << import.err;
  const Outcome expected =
      run_program({"export", "--place", "330300", "--csv", "--no-bom", "--store", demo_store()});
  EXPECT_EQ(bench.exported(), expected.out);
}

TEST(Import, ReadersSeeOneWholeBatchWhileAWriterWorks) {
  const Bench bench;
  std::string rows = tidy_header;
  for (int year = 1950; year < 2025; ++year) {
    for (int month = 10; month <= 12; ++month) {
      rows += tidy_row("330300", std::to_string(year) + "-" + std::to_string(month), "1.00");
    }
  }
  const std::string seed =
      bench.folder.write("seed.csv", tidy_header + tidy_row("330200", "2025-07", "2.00"));
  ASSERT_EQ(bench.run({"import", seed}).exit_code, 0);
  const std::string file = bench.folder.write("many.csv", rows);
  std::thread writer([&] {
    for (int k = 0; k < 5; ++k) {
      EXPECT_EQ(bench.run({"import", file}).exit_code, 0);
      EXPECT_EQ(bench.run({"undo", std::to_string(k + 2)}).exit_code, 0);
    }
  });
  for (int k = 0; k < 20; ++k) {
    const std::string seen = bench.exported();
    const auto lines = std::count(seen.begin(), seen.end(), '\n');
    EXPECT_TRUE(lines == 2 || lines == 2 + 225) << lines;
  }
  writer.join();
}

}  // namespace
}  // namespace duibiao::tests
