#include "render/docx_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "render/docx_styles.h"
#include "render/page_style.h"
#include "text/utf8.h"
#include "text/width.h"

namespace duibiao::render {
namespace {

constexpr std::string_view declaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view word_space =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
constexpr std::string_view links_space =
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
constexpr std::string_view package_links =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
constexpr std::string_view link_type =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

// In twentieths of a point, from the millimetres of GB/T 9704-2012, 5.2.
constexpr int text_width = 8844;  // 156 mm
constexpr std::string_view page_size = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>";
constexpr std::string_view page_margins =
    "<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" "
    "w:header=\"851\" w:footer=\"1304\" w:gutter=\"0\"/>";

/// Characters that XML cannot hold are left out.
std::string xml_escaped(std::string_view words) {
  std::string out;
  const std::string escaped = html_escaped(words);
  for (const text::CodePoint c : text::code_points(escaped)) {
    if (c.value != 0xFFFE && c.value != 0xFFFF) text::append_utf8(out, c.value);
  }
  return out;
}

std::string run(std::string_view words) {
  return fmt::format("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", xml_escaped(words));
}

/// The columns that a printed table shows.
std::vector<std::size_t> printed_columns(const Table& table) {
  std::vector<std::size_t> out;
  for (std::size_t k = 0; k < table.columns.size(); ++k) {
    const auto filled = [k](const std::vector<Cell>& row) {
      return k < row.size() && !row[k].text.empty();
    };
    if (!table.columns[k].drawing && std::ranges::any_of(table.rows, filled)) out.push_back(k);
  }
  return out;
}

/// Widths in proportion to the words, within bounds, that fill the text's width exactly.
std::vector<int> widths_of(const Table& table, const std::vector<std::size_t>& columns,
                           Language language) {
  constexpr std::size_t least = 6;
  constexpr std::size_t most = 40;  // longer words are broken into lines
  std::vector<int> out;
  for (const std::size_t k : columns) {
    std::size_t width = text::display_width(in(language, table.columns[k].header)) / 2;
    for (const std::vector<Cell>& row : table.rows) {
      if (k < row.size()) width = std::max(width, text::display_width(row[k].text));
    }
    out.push_back(static_cast<int>(std::clamp(width + 1, least, most)));
  }
  const int sum = std::accumulate(out.begin(), out.end(), 0);
  for (int& width : out) width = width * text_width / std::max(sum, 1);
  if (!out.empty()) out.back() += text_width - std::accumulate(out.begin(), out.end(), 0);
  return out;
}

std::string cell(std::string_view words, int width, std::string_view style, bool right) {
  return fmt::format(
      "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>"
      "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{}</w:pPr>{}</w:p></w:tc>",
      width, style, right ? "<w:jc w:val=\"right\"/>" : "", run(words));
}

std::string content_types() {
  constexpr std::string_view type =
      "application/vnd.openxmlformats-officedocument.wordprocessingml";
  std::string out(declaration);
  out += "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">";
  out +=
      "<Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
  for (const auto& [path, kind] :
       {std::pair{"document", "document.main"}, std::pair{"styles", "styles"},
        std::pair{"fontTable", "fontTable"}, std::pair{"settings", "settings"},
        std::pair{"footer1", "footer"}, std::pair{"footer2", "footer"}}) {
    out += fmt::format("<Override PartName=\"/word/{}.xml\" ContentType=\"{}.{}+xml\"/>", path,
                       type, kind);
  }
  out +=
      "<Override PartName=\"/docProps/core.xml\" "
      "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";
  return out;
}

std::string package_rels() {
  return fmt::format(
      "{}{}<Relationship Id=\"rId1\" Type=\"{}officeDocument\" Target=\"word/document.xml\"/>"
      "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/"
      "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>",
      declaration, package_links, link_type);
}

std::string document_rels() {
  std::string out(declaration);
  out += package_links;
  int number = 0;
  for (const auto& [kind, target] :
       {std::pair{"styles", "styles"}, std::pair{"fontTable", "fontTable"},
        std::pair{"settings", "settings"}, std::pair{"footer", "footer1"},
        std::pair{"footer", "footer2"}}) {
    out += fmt::format("<Relationship Id=\"rId{}\" Type=\"{}{}\" Target=\"{}.xml\"/>", ++number,
                       link_type, kind, target);
  }
  return out + "</Relationships>";
}

/// «— 1 —», one character in from the outer edge of the page.
std::string footer(bool right_page) {
  return fmt::format(
      "{}<w:ftr {}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>{}</w:pPr>"
      "<w:r><w:t xml:space=\"preserve\">— </w:t></w:r>"
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
      "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
      "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>"
      "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
      "<w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>",
      declaration, word_space,
      right_page ? "<w:ind w:right=\"280\" w:rightChars=\"100\"/><w:jc w:val=\"right\"/>"
                 : "<w:ind w:left=\"280\" w:leftChars=\"100\"/><w:jc w:val=\"left\"/>");
}

std::string core_properties(std::string_view name, Language language) {
  return fmt::format(
      "{}<cp:coreProperties "
      "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title>"
      "<dc:creator>{}</dc:creator><dc:language>{}</dc:language></cp:coreProperties>",
      declaration, xml_escaped(name), in(language, {"对标", "Duibiao"}),
      in(language, {"zh-CN", "en"}));
}

}  // namespace

void DocxWriter::styled(std::string_view style, std::string_view text) {
  body_ += fmt::format("<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>{}</w:p>\n", style, run(text));
}

void DocxWriter::title(std::string_view text) { styled("Title", text); }
void DocxWriter::heading(std::string_view text) { styled("Heading1", text); }
void DocxWriter::paragraph(std::string_view text) { styled("BodyText", text); }
void DocxWriter::next_page() { body_ += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>\n"; }

void DocxWriter::table(const Table& table, std::string_view caption) {
  const std::vector<std::size_t> columns = printed_columns(table);
  if (columns.empty()) return;
  const std::vector<int> widths = widths_of(table, columns, language_);
  styled("Caption", caption);
  body_ += fmt::format(
      "<w:tbl><w:tblPr><w:tblStyle w:val=\"Figures\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/>"
      "<w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/>"
      "<w:tblLook w:val=\"0020\" w:firstRow=\"1\"/></w:tblPr><w:tblGrid>",
      text_width);
  for (const int width : widths) body_ += fmt::format("<w:gridCol w:w=\"{}\"/>", width);
  body_ += "</w:tblGrid>\n<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
  for (std::size_t k = 0; k < columns.size(); ++k) {
    body_ += cell(in(language_, table.columns[columns[k]].header), widths[k], "TableHead", false);
  }
  body_ += "</w:tr>\n";
  for (const std::vector<Cell>& row : table.rows) {
    body_ += "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const std::size_t column = columns[k];
      const std::string words = column < row.size() ? row[column].text : std::string();
      body_ += cell(words, widths[k], "TableText", table.columns[column].align == Align::right);
    }
    body_ += "</w:tr>\n";
  }
  body_ += "</w:tbl>\n";
  for (const std::string& note : table.notes) styled("TableText", note);
  if (table.notes.empty()) styled("TableText", {});  // Word wants a paragraph behind every table
}

PackageParts DocxWriter::parts(std::string_view name) const {
  std::string document = fmt::format(
      "{}<w:document {} {}><w:body>\n{}<w:sectPr>"
      "<w:footerReference w:type=\"default\" r:id=\"rId4\"/>"
      "<w:footerReference w:type=\"even\" r:id=\"rId5\"/>{}{}</w:sectPr></w:body></w:document>",
      declaration, word_space, links_space, body_, page_size, page_margins);
  return {{"[Content_Types].xml", content_types()},
          {"_rels/.rels", package_rels()},
          {"word/document.xml", std::move(document)},
          {"word/_rels/document.xml.rels", document_rels()},
          {"word/styles.xml", docx_styles(language_)},
          {"word/fontTable.xml", docx_fonts()},
          {"word/settings.xml", fmt::format("{}<w:settings {}><w:evenAndOddHeaders/></w:settings>",
                                            declaration, word_space)},
          {"word/footer1.xml", footer(true)},
          {"word/footer2.xml", footer(false)},
          {"docProps/core.xml", core_properties(name, language_)}};
}

}  // namespace duibiao::render
