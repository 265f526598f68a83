// Checking drafts and reading bulletins, as a writer at the bureau meets them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "app/program.h"

namespace duibiao::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* right =
    "2025年1-7月，温州市进出口总值1766.0亿元，同比增长6.6%；出口1528.3亿元，增长10.0%；"
    "进口237.7亿元，下降11.0%。\n";
constexpr const char* wrong =
    "2025年1-7月，温州市进出口总值1766.0亿元，同比增长6.6%；出口1528.3亿元，增长12.0%；"
    "进口237.7亿元，下降11.0%。\n";

Outcome check(std::vector<std::string> words, const std::string& input = "") {
  words.insert(words.begin(), "check");
  words.insert(words.end(), {"--store", demo_store(), "--lang", "zh"});
  return run_program(words, input);
}

TEST(Check, ARightDraftIsCleanAndAWrongOneIsNot) {
  const Folder folder;
  const Outcome clean = check({folder.write("a.txt", right)});
  EXPECT_EQ(clean.exit_code, 0) << clean.out << clean.err;
  const Outcome found = check({folder.write("b.txt", wrong)});
  EXPECT_EQ(found.exit_code, 3) << found.out << found.err;
  EXPECT_THAT(found.out, HasSubstr("12.0%✗[1]"));
  EXPECT_THAT(found.out, HasSubstr("→ 10.0%"));
}

TEST(Check, TheSlipFromPerMilleToPercentIsFoundFromFiguresNearBy) {
  const std::string draft = "2025年1-7月，温州市出口1528.3亿元，占全国份额9.99%。\n";
  const Outcome found = check({"-"}, draft);
  EXPECT_EQ(found.exit_code, 3) << found.out << found.err;
  EXPECT_THAT(found.out, HasSubstr("9.99% → 9.99‰"));
}

TEST(Check, StandardInputAndJsonMakeOneObject) {
  const Outcome found = check({"-", "--json"}, wrong);
  EXPECT_EQ(found.exit_code, 3) << found.err;
  EXPECT_THAT(found.out, StartsWith("{\n  \"schema\": \"duibiao.check/1\",\n  \"file\": \"-\""));
  EXPECT_THAT(found.out, Not(HasSubstr("\"text\": \"2025年1-7月，"))) << "the input is the text";
}

TEST(Check, SeveralFilesStandInAListAndTheWorstCounts) {
  const Folder folder;
  const std::string good = folder.write("a.txt", right);
  const std::string bad = folder.write("b.docx", "PK\x03\x04 and nothing more");
  const Outcome both = check({good, bad, "--json"});
  EXPECT_EQ(both.exit_code, 4) << both.out;
  EXPECT_THAT(both.out, HasSubstr("\"files\": ["));
  EXPECT_THAT(both.out, HasSubstr("\"code\": \"DB20"));
  EXPECT_THAT(both.err, HasSubstr("b.docx"));
  const Outcome one = check({bad});
  EXPECT_EQ(one.exit_code, 4);
}

TEST(Check, WithoutAStoreTheTextItselfIsStillChecked) {
  const Folder folder;
  const std::string draft = folder.write(
      "a.txt", "2025年1-7月，温州市出口1528.3亿元，上年同期为1200.0亿元，同比增长10.0%。\n");
  const Outcome found = run_program({"check", draft, "--lang", "en"});
  EXPECT_EQ(found.exit_code, 3) << found.out << found.err;
  EXPECT_THAT(found.err, HasSubstr("there is no store"));
  const Outcome asked = check({draft, "--no-store"});
  EXPECT_EQ(asked.exit_code, 3);
  EXPECT_EQ(asked.err, "");
}

TEST(Check, AStoreThatIsNamedMustBeThere) {
  const Folder folder;
  const std::string draft = folder.write("a.txt", right);
  const Outcome found = run_program({"check", draft, "--store", folder.file("none.duibiao")});
  EXPECT_EQ(found.exit_code, 5) << found.out << found.err;
  EXPECT_FALSE(std::filesystem::exists(folder.file("none.duibiao")));
}

TEST(Check, NothingIsWrittenOverWhatIsRead) {
  const Folder folder;
  const std::string draft = folder.write("a.txt", wrong);
  const std::string store = folder.file("copy.duibiao");
  std::filesystem::copy_file(demo_store(), store);
  std::filesystem::create_symlink(draft, folder.file("link.txt"));
  const std::vector<std::vector<std::string>> lines{{"--html", draft},
                                                    {"--sarif", folder.file("link.txt")},
                                                    {"--docx", draft},
                                                    {"-o", draft},
                                                    {"--html", store}};
  for (const std::vector<std::string>& extra : lines) {
    std::vector<std::string> words{"check", draft, "--store", store};
    words.insert(words.end(), extra.begin(), extra.end());
    EXPECT_EQ(run_program(words).exit_code, 2) << extra.front();
    EXPECT_EQ(read_file(draft), wrong);
  }
  EXPECT_EQ(run_program({"read", draft, "--store", store, "--csv", "-o", draft}).exit_code, 2);
  EXPECT_EQ(run_program({"verify", "--store", store}).exit_code, 0);
}

TEST(Check, ResultsThatExcludeEachOtherAreWrongUsage) {
  const Folder folder;
  const std::string draft = folder.write("a.txt", wrong);
  const std::string one = folder.file("one");
  const std::vector<std::vector<std::string>> lines{
      {"--json", "--csv"},        {"--json", "--xlsx", one},      {"--csv", "--xlsx", one},
      {"--xlsx", one, "-o", one}, {"--html", "-", "--json"},      {"--html", "-", "--sarif", "-"},
      {"--html", one, "-o", one}, {"--html", one, "--sarif", one}};
  for (const std::vector<std::string>& extra : lines) {
    std::vector<std::string> words{draft};
    words.insert(words.end(), extra.begin(), extra.end());
    EXPECT_EQ(check(words).exit_code, 2) << extra.front() << extra.back();
    EXPECT_FALSE(std::filesystem::exists(one));
  }
  EXPECT_THAT(check({draft, "--json", "--csv"}).err, HasSubstr("--json 与 --csv 只能用一个"));
  EXPECT_EQ(run_program({"read", draft, "--json", "--csv"}).exit_code, 2);
  const Outcome both = check({draft, "--html", one, "--json"});
  EXPECT_EQ(both.exit_code, 3) << both.err;
  EXPECT_THAT(both.out, HasSubstr("duibiao.check/1"));
}

TEST(Check, AnAnswerBesideAPageGoesToItsOwnFile) {
  const Folder folder;
  const std::string draft = folder.write("a.txt", wrong);
  const Outcome both = check({draft, "--html", folder.file("a.html"), "-o", folder.file("a.out")});
  EXPECT_EQ(both.exit_code, 3) << both.err;
  EXPECT_THAT(read_file(folder.file("a.out")), HasSubstr("12.0%✗[1]"));
  EXPECT_THAT(read_file(folder.file("a.html")), HasSubstr("<!DOCTYPE html>"));
}

TEST(Check, AMissingFolderIsNamedBeforeAnythingIsRead) {
  const Folder folder;
  const std::string draft = folder.write("a.txt", wrong);
  for (const char* option : {"--html", "--sarif", "--xlsx", "-o"}) {
    const Outcome failed = check({draft, option, folder.file("none/x")});
    EXPECT_EQ(failed.exit_code, 1) << option;
    EXPECT_THAT(failed.err, HasSubstr("没有文件夹 " + folder.file("none") + "\n")) << option;
    EXPECT_EQ(failed.out, "");
  }
  EXPECT_EQ(run_program({"read", draft, "--csv", "-o", folder.file("none/x")}).exit_code, 1);
}

TEST(Check, BadBytesAreRemarkedOnInEveryAnswer) {
  const Folder folder;
  const std::string draft = folder.write("a.txt", std::string(wrong) + "其余内容\xE5\x85从略。\n");
  const Outcome shown = check({draft});
  EXPECT_EQ(shown.exit_code, 3) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("第 2 行"));
  EXPECT_THAT(shown.out, HasSubstr("0xE5"));
  const Outcome json = check({draft, "--json"});
  EXPECT_THAT(json.out, HasSubstr("\"encoding\": \"UTF-8\""));
  EXPECT_THAT(json.out, HasSubstr("in line 2 (byte "));
  EXPECT_THAT(json.out, HasSubstr("\"text\": \"2025年1-7月，")) << "it is not the input's bytes";
  const Outcome rows = run_program({"read", draft, "--csv", "--place", "330300", "--lang", "en"});
  EXPECT_EQ(rows.exit_code, 0);
  EXPECT_THAT(rows.err, HasSubstr("in line 2 (byte "));
}

TEST(Check, PagesLogsAndTablesAreWrittenToFiles) {
  const Folder folder;
  const std::string draft = folder.write("草稿.txt", wrong);
  const std::string html = folder.file("a.html");
  const std::string sarif = folder.file("a.sarif");
  const Outcome found = check({draft, "--html", html, "--sarif", sarif});
  EXPECT_EQ(found.exit_code, 3) << found.err;
  EXPECT_EQ(found.out, "");
  EXPECT_THAT(read_file(html), HasSubstr("class=\"f bad\""));
  EXPECT_THAT(read_file(sarif), HasSubstr("\"version\": \"2.1.0\""));
  EXPECT_THAT(read_file(sarif), HasSubstr("\"insertedContent\""));
  const Outcome csv = check({draft, "--csv", "--no-bom"});
  EXPECT_THAT(csv.out, StartsWith("file,line,verdict,"));
  EXPECT_THAT(csv.out, HasSubstr(",1,inconsistent,"));
}

TEST(Check, OnlyADocxCanBeGivenBackWithComments) {
  const Folder folder;
  const Outcome refused = check({folder.write("a.txt", wrong), "--docx", folder.file("b.docx")});
  EXPECT_EQ(refused.exit_code, 2) << refused.err;
  EXPECT_THAT(refused.err, HasSubstr("a.txt"));
  EXPECT_EQ(refused.out, "");
  EXPECT_FALSE(std::filesystem::exists(folder.file("b.docx")));
  const Outcome two = check({folder.write("a.txt", right), folder.write("b.txt", right), "--html",
                             folder.file("c.html")});
  EXPECT_EQ(two.exit_code, 2) << two.err;
}

TEST(Check, UsageIsRemarkedOnAndCountsOnlyWhenStrict) {
  const std::string draft = "2025年1-7月，温州市出口1528.3亿元，成交额约100亿元左右。\n";
  const Outcome found = check({"-"}, draft);
  EXPECT_EQ(found.exit_code, 0) << found.out;
  EXPECT_THAT(found.out, HasSubstr("约100亿元左右"));
  EXPECT_THAT(found.out, HasSubstr("用字用语"));
  EXPECT_EQ(check({"-", "--strict"}, draft).exit_code, 3);
  EXPECT_THAT(check({"-", "--no-usage"}, draft).out, Not(HasSubstr("用字用语")));
}

TEST(Check, WhatCannotBeReadSaysWhatToDo) {
  const Folder folder;
  EXPECT_EQ(check({folder.file("none.txt")}).exit_code, 4);
  const Outcome a_folder = check({folder.path()});
  EXPECT_EQ(a_folder.exit_code, 4);
  EXPECT_THAT(a_folder.err, HasSubstr("是文件夹"));
  for (const char* nothing : {"", " \n"}) {
    const Outcome empty = check({"-"}, nothing);
    EXPECT_EQ(empty.exit_code, 4);
    EXPECT_THAT(empty.err, HasSubstr("标准输入是空的"));
  }
  EXPECT_EQ(check({folder.write("a.pdf", "%PDF-1.4\nno pdf at all")}).exit_code, 4);
  EXPECT_EQ(check({"-", "--place", "Atlantis"}, right).exit_code, 5);
  EXPECT_EQ(check({"-", "--written", "yesterday"}, right).exit_code, 2);
  EXPECT_EQ(check({"-", "--lexicon", folder.write("a.toml", "[[[")}, right).exit_code, 4);
}

/// A page with one line of Latin text, as small as a PDF can be; readers mend the missing table.
std::string pdf_saying(const std::string& line) {
  const std::string show = "BT /F 12 Tf 40 700 Td (" + line + ") Tj ET";
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
         "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 800]/Contents 4 0 R"
         "/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
         "4 0 obj<</Length " +
         std::to_string(show.size()) + ">>stream\n" + show +
         "\nendstream endobj\n"
         "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
         "trailer<</Root 1 0 R>>\n%%EOF\n";
}

TEST(Check, APdfIsReadByItsTextLayer) {
  if (std::system("pdftotext -v >/dev/null 2>&1") != 0) GTEST_SKIP() << "pdftotext is missing";
  const Folder folder;
  const Outcome found = check({folder.write(
      "a.pdf", pdf_saying("In January-July 2025, exports of Wenzhou grew 12.0 percent."))});
  EXPECT_THAT(found.out, HasSubstr("exports of Wenzhou grew 12.0 percent")) << found.err;
  EXPECT_NE(found.exit_code, 4);
}

TEST(Read, FiguresGoThroughImportAndComeBackTheSame) {
  const Folder folder;
  const std::string draft = folder.write("通报.txt", right);
  const Outcome rows = run_program(
      {"read", draft, "--csv", "--written", "2025-08-18", "--store", demo_store(), "--lang", "zh"});
  ASSERT_EQ(rows.exit_code, 0) << rows.err;
  EXPECT_THAT(rows.out, HasSubstr("通报.txt bytes "));
  const std::string csv = folder.write("rows.csv", rows.out);
  const std::string store = folder.file("new.duibiao");
  const Outcome import = run_program({"import", csv, "--store", store, "--lang", "zh"});
  ASSERT_EQ(import.exit_code, 0) << import.out << import.err;
  const Outcome again = run_program({"export", "--csv", "--store", store});
  for (const char* figure : {"330300,温州市,trade,2025-01..2025-07,level,1766.0,亿元,1,A,",
                             "330300,温州市,exports,2025-01..2025-07,level,1528.3,亿元,1,A,",
                             "330300,温州市,exports,2025-01..2025-07,growth_yoy,10.0,%,1,A,",
                             "330300,温州市,imports,2025-01..2025-07,growth_yoy,-11.0,%,1,A,"}) {
    EXPECT_THAT(rows.out, HasSubstr(figure));
    EXPECT_THAT(again.out, HasSubstr(figure));
  }
  EXPECT_THAT(again.out, HasSubstr(",2025-08-18\r\n"));
}

TEST(Read, TargetsAreLeftOutAndSaidSo) {
  const std::string draft =
      "2025年1-7月，温州市出口1528.3亿元。力争2025年全年全市出口达到2800亿元。\n";
  const Outcome rows =
      run_program({"read", "-", "--csv", "--all", "--store", demo_store(), "--lang", "zh"}, draft);
  EXPECT_EQ(rows.exit_code, 0);
  EXPECT_THAT(rows.out, HasSubstr("1528.3"));
  EXPECT_THAT(rows.out, Not(HasSubstr("2800")));
  EXPECT_THAT(rows.err, HasSubstr("2800亿元"));
  const Outcome json =
      run_program({"read", "-", "--json", "--store", demo_store(), "--lang", "zh"}, draft);
  EXPECT_THAT(json.out, HasSubstr("\"schema\": \"duibiao.read/1\""));
  EXPECT_THAT(json.out, HasSubstr("\"reason\": \"target\""));
}

TEST(Words, AFileOfWordsIsCheckedBeforeItIsKept) {
  const Folder folder;
  const std::string store = folder.file("a.duibiao");
  const Outcome refused = run_program(
      {"indicators", "--words", folder.write("bad.toml", "[[["), "--store", store, "--lang", "en"});
  EXPECT_EQ(refused.exit_code, 4) << refused.out << refused.err;
  const Outcome kept = run_program(
      {"indicators", "--words", folder.write("good.toml", ""), "--store", store, "--lang", "en"});
  EXPECT_EQ(kept.exit_code, 0) << kept.err;
  EXPECT_THAT(run_program({"log", "--store", store, "--lang", "en"}).out, HasSubstr("good.toml"));
}

}  // namespace
}  // namespace duibiao::tests
