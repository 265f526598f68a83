#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "intake/open_source.h"
#include "reader_dump.h"

namespace duibiao::intake::testing {
namespace {

class Folder : public ::testing::Test {
 protected:
  Folder() : path_(std::filesystem::temp_directory_path() / fmt::format("duibiao-{}", getpid())) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() override { std::filesystem::remove_all(path_); }

  std::string file(const std::string& name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }

  std::filesystem::path path_;
};

using OpenTable = Folder;

TEST_F(OpenTable, GoesByWhatAFileIsAndNotByItsName) {
  const std::string path = file("真的是xlsx.csv", bytes_of(fixture("openpyxl.xlsx")));
  EXPECT_EQ(open_table(path).value()->guess().format, "xlsx");
  EXPECT_EQ(open_table(file("a.xls", "a,b\n")).value()->guess().format, "csv");
  EXPECT_EQ(open_table(file("a.txt", bytes_of(fixture("xlwt.xls")))).value()->guess().format,
            "xls");
  EXPECT_EQ(open_table(fixture("libreoffice.ods")).value()->guess().format, "ods");
}

TEST_F(OpenTable, NamesTheFileThatIsNotThere) {
  const auto reader = open_table(path_ / "没有.csv");
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::unreadable_file);
  EXPECT_NE(reader.error().message.zh.find("没有.csv"), std::string::npos);
  EXPECT_FALSE(reader.error().advice.zh.empty());
}

TEST_F(OpenTable, RefusesFoldersAndDevices) {
  EXPECT_EQ(open_table(path_).error().code, ErrorCode::unreadable_file);
  EXPECT_EQ(open_table("/dev/zero").error().code, ErrorCode::unreadable_file);
}

TEST_F(OpenTable, RefusesAnEmptyFile) {
  EXPECT_EQ(open_table(file("a.csv", "")).error().code, ErrorCode::empty_input);
}

TEST_F(OpenTable, ReadsTheSameFromFileAndMemory) {
  std::string bytes;
  for (int row = 0; row < 100'000; ++row) bytes += fmt::format("{},温州市,{}\n", row, row * 7);
  auto reader = open_table(file("a.csv", bytes));
  ASSERT_TRUE(reader);
  EXPECT_EQ(dump(**reader), dump_bytes(bytes));
}

TEST_F(OpenTable, FindsThatAFileBecameShorterWhileItWasRead) {
  std::string bytes;
  for (int row = 0; row < 200'000; ++row) bytes += "温州市,出口,26.78\n";
  const std::string path = file("a.csv", bytes);
  auto reader = open_table(path);
  ASSERT_TRUE(reader);
  std::filesystem::resize_file(path, 1'000'000);
  const std::string text = dump(**reader);
  EXPECT_NE(text.find("! 2001"), std::string::npos);
}

TEST_F(OpenTable, ReadsOnWhenTheNameIsTakenAway) {
  const std::string path = file("a.xlsx", bytes_of(fixture("openpyxl.xlsx")));
  auto reader = open_table(path);
  ASSERT_TRUE(reader);
  std::filesystem::remove(path);
  EXPECT_EQ(dump(**reader), dump_fixture("openpyxl.xlsx"));
}

TEST_F(OpenTable, NeverTakesPartOfAPackageForTheWhole) {
  const std::string path = file("a.xlsx", bytes_of(fixture("openpyxl.xlsx")));
  auto reader = open_table(path);
  ASSERT_TRUE(reader);
  std::filesystem::resize_file(path, 100);
  const std::string text = dump(**reader);
  // What the operating system had read ahead may still be whole; the checksum has been compared.
  EXPECT_TRUE(text == dump_fixture("openpyxl.xlsx") || text.find("! 200") != std::string::npos);
}

TEST_F(OpenTable, ReadsTheCustomsSheets) {
  const std::filesystem::path folder = DUIBIAO_SOURCE_DIR "/../shared/data/raw/customs";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the customs sheets are not here";
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    auto reader = open_table(entry.path());
    ASSERT_TRUE(reader) << entry.path();
    EXPECT_EQ((*reader)->guess().encoding, "UTF-8");
    EXPECT_EQ((*reader)->guess().delimiter, ',');
    EXPECT_EQ(dump(**reader).find('!'), std::string::npos) << entry.path();
    ++files;
  }
  EXPECT_EQ(files, 38);
}

}  // namespace
}  // namespace duibiao::intake::testing
