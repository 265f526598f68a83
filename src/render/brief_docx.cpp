#include "render/brief_docx.h"

#include <fmt/format.h>

#include <algorithm>

#include "render/brief_table.h"
#include "render/sources_table.h"
#include "render/words.h"

namespace duibiao::render {
namespace {

/// «1-7月» is typed with a hyphen; GB/T 15834 joins the ends of a span of time with «—».
std::string with_dashes(std::string text) {
  for (std::size_t at = text.find('-'); at != std::string::npos; at = text.find('-', at + 1)) {
    const bool between = at > 0 && at + 1 < text.size() && text[at - 1] >= '0' &&
                         text[at - 1] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9';
    if (between) text.replace(at, 1, "—");
  }
  return text;
}

/// Source and cell in one column: on paper there is no room for six.
Table printed_sources(const bulletin::Brief& brief, const cube::Cube& cube, Language language) {
  const std::vector<FigureKey> keys = bulletin::figures_behind(brief);
  Table table = sources_table(cube, keys, language);
  const auto column = [&table](std::string_view id) {
    return static_cast<std::size_t>(std::ranges::find(table.columns, id, &Column::id) -
                                    table.columns.begin());
  };
  const std::size_t value = column("value");
  const std::size_t figure = column("figure");
  const std::size_t released = column("released");
  const std::size_t unit = column("unit");
  const std::size_t cell = column("cell");
  const std::size_t source = column("source");
  for (std::vector<Cell>& row : table.rows) {
    if (!row[unit].text.empty()) row[value].text += " " + row[unit].text;
    if (!row[cell].text.empty()) row[source].text += " · " + row[cell].text;
    row = std::vector<Cell>{row[figure], row[value], row[source], row[released]};
  }
  std::vector<Column>& columns = table.columns;
  columns =
      std::vector<Column>{columns[figure], columns[value], columns[source], columns[released]};
  return table;
}

}  // namespace

PackageParts brief_docx_parts(const bulletin::Brief& brief, const cube::Cube& cube,
                              Language language) {
  const bool zh = language == Language::zh;
  const Vocabulary& words = cube.vocabulary();
  const std::string title =
      zh ? with_dashes(brief_title(brief, words, language)) : brief_title(brief, words, language);
  DocxWriter out(language);
  out.title(title);
  out.heading(zh ? "一、基本情况" : "1. Figures");
  for (const Sentence& sentence : sentences(brief, cube, language)) out.paragraph(sentence.text);
  if (!brief.notes.empty()) {
    out.heading(zh ? "二、值得注意" : "2. Worth a look");
    for (const bulletin::BriefNote& note : brief.notes) {
      out.paragraph(in(language, note.text) + (zh ? "。" : "."));
    }
  }
  out.next_page();
  out.table(brief_table(brief, cube, {language, true}),
            zh ? "附表1　主要指标" : "Annex 1: headline figures");
  out.table(printed_sources(brief, cube, language),
            zh ? "附表2　所依据的公布数" : "Annex 2: the published figures behind the text");
  return out.parts(title);
}

}  // namespace duibiao::render
