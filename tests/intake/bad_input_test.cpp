#include <gtest/gtest.h>

#include "reader_dump.h"

namespace duibiao::intake::testing {
namespace {

using namespace std::string_view_literals;

struct Case {
  std::string_view bytes;
  const char* zh;
  const char* en;
};

TEST(BadInput, SaysWhatAFileIsThatIsNoTable) {
  const Case cases[] = {
      {"%PDF-1.7\n%\xE2\xE3", "PDF", "PDF"},
      {"\x89PNG\r\n\x1A\n", "PNG", "PNG"},
      {"\xFF\xD8\xFF\xE0\0\x10JFIF"sv, "JPEG", "JPEG"},
      {"Rar!\x1A\x07", "RAR", "RAR"},
      {"7z\xBC\xAF\x27\x1C", "7z", "7z"},
      {"{\\rtf1\\ansi", "RTF", "RTF"},
      {"MIME-Version: 1.0\r\nContent-Type: multipart/related", "MHT", "MHT"},
      {"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>1", "HTML", "HTML"},
      {"\xEF\xBB\xBF  \r\n<TABLE border=1>", "HTML", "HTML"},
      {"<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>", "2003", "2003"},
      {"<?xml version=\"1.0\"?><office:document office:mimetype=\"x\">", "fods", "fods"},
      {"<?xml version=\"1.0\"?><a/>", "XML", "XML"},
      {"{\"a\": 1}", "JSON", "JSON"},
      {"\x62\x14\x23\x65\0\0E-SafeNet\0LOCK"sv, "加密", "encrypted"},
      {"\x09\x04\x06\x00\x00\x00\x10\x00"sv, "Excel 4", "Excel 4"},
      {"MZ\x90\0\x03\0\0\0"sv, "认不出", "neither"},
  };
  for (const Case& one : cases) {
    const auto reader =
        open_table_bytes(one.bytes, {.encoding = {}, .delimiter = {}, .display_name = "上报.xlsx"});
    ASSERT_FALSE(reader) << one.en;
    EXPECT_EQ(reader.error().code, ErrorCode::unknown_format) << one.en;
    EXPECT_NE(reader.error().message.zh.find(one.zh), std::string::npos)
        << reader.error().message.zh;
    EXPECT_NE(reader.error().message.en.find(one.en), std::string::npos)
        << reader.error().message.en;
    EXPECT_NE(reader.error().message.zh.find("上报.xlsx"), std::string::npos);
    EXPECT_FALSE(reader.error().advice.zh.empty());
    EXPECT_FALSE(reader.error().advice.en.empty());
  }
}

TEST(BadInput, TakesAnglesAndBracesInTablesForText) {
  EXPECT_EQ(dump_bytes("<5万,1\n"), "[]\n1 | t <5万 | t 1\n");
  EXPECT_EQ(dump_bytes("[单位:万元],1\n"), "[]\n1 | t [单位:万元] | t 1\n");
}

TEST(BadInput, RefusesOtherOfficePackages) {
  EXPECT_EQ(dump_fixture("word.docx"), "!! 2002\n");
  EXPECT_EQ(dump_fixture("binary.xlsb"), "!! 2002\n");
}

TEST(BadInput, RefusesAZipBombBeforeUnpackingIt) {
  EXPECT_EQ(dump_fixture("bomb.xlsx"), "! 2004 Sheet1  0\n");
}

TEST(BadInput, RefusesDocumentTypes) { EXPECT_EQ(dump_fixture("doctype.xlsx"), "!! 2003\n"); }

TEST(BadInput, RefusesBrokenXmlAndMissingParts) {
  EXPECT_EQ(dump_fixture("not_well_formed.xlsx"), "[Sheet1]\n! 2003 Sheet1  0\n");
  EXPECT_EQ(dump_fixture("missing_sheet.xlsx"), "!! 2003\n");
}

TEST(BadInput, RefusesAPackageCutAnywhere) {
  for (const char* name : {"openpyxl.xlsx", "excel.xlsx", "libreoffice.ods"}) {
    const std::string whole = bytes_of(fixture(name));
    for (std::size_t size = 4; size < whole.size(); size += 13) {
      const std::string text = dump_bytes(std::string_view(whole).substr(0, size));
      ASSERT_EQ(text, "!! 2003\n") << name << " cut at " << size;
    }
  }
}

// A changed byte inside the packed data must not pass: the checksum of the part tells.
TEST(BadInput, FindsEveryChangedByteOfASheet) {
  const std::string whole = bytes_of(fixture("openpyxl.xlsx"));
  const std::size_t sheet = whole.find("xl/worksheets/sheet1.xml");
  ASSERT_NE(sheet, std::string::npos);
  for (std::size_t at = sheet + 24; at < sheet + 324; ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    const std::string text = dump_bytes(changed);
    ASSERT_NE(text.find('!'), std::string::npos) << "byte " << at;
  }
}

TEST(BadInput, SurvivesAnyByteOfTheDirectoryChanged) {
  const std::string whole = bytes_of(fixture("strict_prefixed.xlsx"));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const int value : {0x00, 0x7F, 0xFF}) {
      std::string changed = whole;
      changed[at] = static_cast<char>(value);
      ASSERT_FALSE(dump_bytes(changed).empty()) << "byte " << at;
    }
  }
}

}  // namespace
}  // namespace duibiao::intake::testing
