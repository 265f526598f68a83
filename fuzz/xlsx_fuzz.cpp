#include "package_fuzz.h"
#include "reader_fuzz.h"

/// A whole package, or the parts of one (sheet, strings, styles, workbook) parted by 0xFF.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  if (input.starts_with("PK")) {
    duibiao::fuzz::read_all(input);
    return 0;
  }
  const auto [sheet, strings, styles, workbook] = duibiao::fuzz::cut<4>(input);
  constexpr std::string_view book =
      "<workbook><sheets><sheet name='s' id='1'/></sheets></workbook>";
  constexpr std::string_view links =
      "<Relationships><Relationship Id='1' Type='x/worksheet' Target='sheet.xml'/>"
      "<Relationship Id='2' Type='x/styles' Target='styles.xml'/>"
      "<Relationship Id='3' Type='x/sharedStrings' Target='strings.xml'/></Relationships>";
  duibiao::fuzz::read_all(
      duibiao::fuzz::stored_zip({{"xl/workbook.xml", workbook.empty() ? book : workbook},
                                 {"xl/_rels/workbook.xml.rels", links},
                                 {"xl/sheet.xml", sheet},
                                 {"xl/strings.xml", strings.empty() ? "<sst/>" : strings},
                                 {"xl/styles.xml", styles.empty() ? "<styleSheet/>" : styles}}));
  return 0;
}
