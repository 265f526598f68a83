#include "render/docx_styles.h"

#include <fmt/format.h>

#include <string_view>

namespace duibiao::render {
namespace {

constexpr std::string_view declaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view word_space =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

constexpr std::string_view text_font = "仿宋_GB2312";
constexpr std::string_view title_font = "方正小标宋简体";
constexpr std::string_view heading_font = "黑体";
constexpr std::string_view caption_font = "楷体_GB2312";
constexpr std::string_view page_number_font = "宋体";

/// A paragraph style. `size` in half points, as the format counts.
std::string style(std::string_view id, std::string_view name, std::string_view font, int size,
                  std::string_view paragraph) {
  return fmt::format(
      "<w:style w:type=\"paragraph\" w:customStyle=\"0\" w:styleId=\"{0}\"><w:name w:val=\"{1}\"/>"
      "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>{4}</w:pPr><w:rPr>"
      "<w:rFonts w:eastAsia=\"{2}\"/><w:sz w:val=\"{3}\"/><w:szCs w:val=\"{3}\"/></w:rPr>"
      "</w:style>\n",
      id, name, font, size, paragraph);
}

/// A font with the names to try where it is not there; `family` and `panose` tell a program that
/// has none of them what it should look like.
std::string font(std::string_view name, std::string_view others, std::string_view panose,
                 std::string_view family) {
  return fmt::format(
      "<w:font w:name=\"{}\"><w:altName w:val=\"{}\"/><w:panose1 w:val=\"{}\"/>"
      "<w:charset w:val=\"86\"/><w:family w:val=\"{}\"/><w:pitch w:val=\"variable\"/></w:font>\n",
      name, others, panose, family);
}

}  // namespace

std::string docx_styles(Language language) {
  // Exactly 28 pt a line: 22 lines fill the 225 mm of the page.
  std::string out = fmt::format(
      "{}<w:styles {}><w:docDefaults><w:rPrDefault><w:rPr>"
      "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" "
      "w:eastAsia=\"{}\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>"
      "<w:lang w:val=\"{}\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
      "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"560\" w:lineRule=\"exact\"/></w:pPr>"
      "</w:pPrDefault></w:docDefaults>\n"
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
      "<w:name w:val=\"Normal\"/><w:qFormat/></w:style>\n",
      declaration, word_space, text_font, language == Language::zh ? "en-US" : "en-GB");
  out += style("BodyText", "Body Text", text_font, 32,
               "<w:ind w:firstLine=\"640\" w:firstLineChars=\"200\"/><w:jc w:val=\"both\"/>");
  out += style("Title", "Title", title_font, 44,
               "<w:keepNext/><w:spacing w:after=\"560\"/><w:jc w:val=\"center\"/>");
  out += style("Heading1", "heading 1", heading_font, 32,
               "<w:keepNext/><w:ind w:firstLine=\"640\" w:firstLineChars=\"200\"/>"
               "<w:outlineLvl w:val=\"0\"/>");
  out += style("Caption", "caption", caption_font, 28,
               "<w:keepNext/><w:spacing w:before=\"280\"/><w:jc w:val=\"center\"/>");
  out += style("TableHead", "Table Head", heading_font, 18,
               "<w:keepNext/><w:spacing w:line=\"280\" w:lineRule=\"atLeast\"/>"
               "<w:jc w:val=\"center\"/>");
  out += style("TableText", "Table Text", text_font, 18,
               "<w:spacing w:line=\"280\" w:lineRule=\"atLeast\"/>");
  out += style("Footer", "footer", page_number_font, 28, "");
  out +=
      "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
      "<w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>"
      "<w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"57\" w:type=\"dxa\"/>"
      "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"57\" w:type=\"dxa\"/></w:tblCellMar>"
      "</w:tblPr></w:style>\n"
      "<w:style w:type=\"table\" w:styleId=\"Figures\"><w:name w:val=\"Figures\"/>"
      "<w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>";
  for (const std::string_view side : {"top", "left", "bottom", "right", "insideH", "insideV"}) {
    out += fmt::format("<w:{} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>", side);
  }
  return out + "</w:tblBorders></w:tblPr></w:style></w:styles>";
}

std::string docx_fonts() {
  std::string out = fmt::format("{}<w:fonts {}>\n", declaration, word_space);
  out += font(text_font, "仿宋,FangSong,朱雀仿宋,FandolFang", "02010609030101010101", "modern");
  out += font(title_font, "小标宋,思源宋体 Heavy,Noto Serif CJK SC,宋体", "03000509000000000000",
              "script");
  out += font(heading_font, "SimHei,思源黑体,Noto Sans CJK SC", "02010609060101010101", "modern");
  out += font(caption_font, "楷体,KaiTi,霞鹜文楷,FandolKai", "02010609030101010101", "modern");
  out +=
      font(page_number_font, "SimSun,思源宋体,Noto Serif CJK SC", "02010600030101010101", "auto");
  return out + "</w:fonts>";
}

}  // namespace duibiao::render
