#include "render/brief_docx.h"

#include <fmt/format.h>

#include <set>

#include "render/brief_numerals.h"
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

/// The published figures behind the sentences and notes. Those that only a rank rests on are left
/// to the workbook: they are every place's, and would fill pages.
std::vector<FigureKey> told_figures(const bulletin::Brief& brief,
                                    const std::vector<Sentence>& sentences,
                                    const Vocabulary& words) {
  std::set<FigureKey> keys;
  for (const Sentence& sentence : sentences) {
    for (const Numeral& numeral : sentence.numerals) {
      const Backing backing = backing_of(brief, numeral, words);
      if (backing.ranking == nullptr) keys.insert(backing.figures.begin(), backing.figures.end());
    }
  }
  for (const bulletin::BriefNote& note : brief.notes) {
    keys.insert(note.figures.begin(), note.figures.end());
  }
  return {keys.begin(), keys.end()};
}

Table printed_sources(const std::vector<FigureKey>& keys, const cube::Cube& cube,
                      Language language) {
  const Vocabulary& words = cube.vocabulary();
  Table table;
  table.columns = {{"indicator", {"指标", "indicator"}},
                   {"place", {"地区", "place"}},
                   {"period", {"时期", "period"}},
                   {"value", {"公布值", "as published"}, Align::right},
                   {"source", {"来源、单元格", "source, cell"}},
                   {"released", {"发布日", "released"}}};
  for (const FigureKey& key : keys) {
    const auto found = cube.published(key);
    if (!found) continue;
    const std::string& indicator = name_of(words.catalogue.at(key.indicator), language);
    const std::string measure = name_of(key.measure, language);
    const std::string cell = cell_words(*found);
    table.rows.push_back(
        {key.measure == Measure::level ? indicator : fmt::format("{} {}", indicator, measure),
         name_of(words.places.at(key.place), language), name_of(key.period, language),
         worded({found->value, found->unit}, language),
         source_words(*found) + (cell.empty() ? "" : " · " + cell),
         found->release_assumed ? "" : found->released.to_string()});
  }
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
  const std::vector<Sentence> written = sentences(brief, cube, language);
  for (const Sentence& sentence : written) out.paragraph(sentence.text);
  if (!brief.notes.empty()) {
    out.heading(zh ? "二、值得注意" : "2. Worth a look");
    for (const bulletin::BriefNote& note : brief.notes) {
      out.paragraph(in(language, note.text) + (zh ? "。" : "."));
    }
  }
  out.next_page();
  out.table(brief_table(brief, cube, {language, true}),
            zh ? "附表1　主要指标" : "Annex 1: headline figures");
  out.table(printed_sources(told_figures(brief, written, words), cube, language),
            zh ? "附表2　所依据的公布数" : "Annex 2: the published figures behind the text");
  return out.parts(title);
}

}  // namespace duibiao::render
