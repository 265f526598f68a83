#include "render/brief_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "bulletin/said.h"
#include "render/brief_numerals.h"
#include "render/sources_table.h"
#include "render/spark.h"
#include "render/words.h"

namespace duibiao::render {
namespace {

Cell rank_cell(const std::optional<compare::Standing>& standing, std::optional<int> previous) {
  if (!standing) return {};
  std::string text = rank_words(standing->rank, standing->best, standing->worst);
  const std::string change = moved(previous, standing->rank);
  if (!change.empty()) text += " " + change;
  return {text, num::Decimal::whole(standing->rank)};
}

/// A rank by growth: computed where the group's figures are there, else as a source printed it.
Cell growth_rank_cell(const bulletin::BriefItem& item, Language language) {
  if (item.by_growth || !item.printed_growth_rank) {
    return rank_cell(item.by_growth, item.growth_rank_previous);
  }
  const num::Decimal& rank = item.printed_growth_rank->value;
  return {rank.to_string() + in(language, {"（公布）", " (published)"}), rank};
}

/// A share of the nation reads in % or in ‰, whichever is legible; a column of numbers has one
/// unit.
Cell nation_cell(const std::optional<cube::Answer>& share, const CellStyle& style) {
  if (!share) return {};
  Cell cell = rate_cell(*share, style);
  if (const auto permille = convert(share->value, share->unit, unit::per_mille())) {
    cell.number = *permille;
  }
  return cell;
}

std::vector<Cell> brief_row(const bulletin::BriefItem& item, const cube::Cube& cube,
                            const CellStyle& style) {
  const Indicator& indicator = cube.vocabulary().catalogue.at(item.indicator);
  const bool zh = style.language == Language::zh;
  const auto level = bulletin::said_level(item.level, cube.vocabulary().catalogue);
  const auto growth = bulletin::said(item.growth);
  const auto change = bulletin::said(item.growth_change);
  const auto of_province = bulletin::said(item.share_of_province);
  return {Cell(zh ? indicator.zh : short_name_of(indicator, Language::en), Tone::strong),
          level ? level_cell(cube, *level, style) : Cell{},
          unit_cell(level, style),
          growth ? growth_cell(*growth, style) : Cell{},
          change ? rate_cell(*change, style) : Cell{},
          rank_cell(item.by_level, item.level_rank_previous),
          growth_rank_cell(item, style.language),
          of_province ? rate_cell(*of_province, style) : Cell{},
          nation_cell(bulletin::said(item.share_of_nation), style),
          style.terminal ? Cell(sparkline(item.recent)) : Cell{}};
}

/// The words between two stops around a numeral.
std::string_view clause_around(std::string_view sentence, text::Span numeral) {
  constexpr std::array<std::string_view, 4> stops = {"；", "。", "; ", ". "};
  std::size_t begin = 0;
  std::size_t end = sentence.size();
  for (const std::string_view stop : stops) {
    const std::size_t before = sentence.substr(0, numeral.begin).rfind(stop);
    if (before != std::string_view::npos) begin = std::max(begin, before + stop.size());
    end = std::min(end, sentence.find(stop, numeral.end));
  }
  std::string_view clause = sentence.substr(begin, end - begin);
  if (clause.ends_with('.')) clause.remove_suffix(1);
  return clause;
}

/// Words joined, each once, in the order they came; «…» for what is left past the limit.
class Joined {
 public:
  explicit Joined(std::string_view between) : between_(between) {}
  void add(const std::string& words) {
    if (words.empty() || std::ranges::find(all_, words) != all_.end()) return;
    all_.push_back(words);
  }
  [[nodiscard]] std::string text() const {
    constexpr std::size_t most = 8;  // past them the list of sources is easier to read
    std::string out;
    for (std::size_t k = 0; k < all_.size() && k < most; ++k) {
      if (k > 0) out += between_;
      out += all_[k];
    }
    if (all_.size() > most) out += fmt::format("{}… ({})", between_, all_.size());
    return out;
  }

 private:
  std::string_view between_;
  std::vector<std::string> all_;
};

std::vector<Cell> numeral_row(const bulletin::Brief& brief, const Sentence& sentence,
                              const Numeral& numeral, const cube::Cube& cube, Language language) {
  const Vocabulary& words = cube.vocabulary();
  const Backing backing = backing_of(brief, numeral, words);
  Joined sources(language == Language::zh ? "；" : "; ");
  Joined cells(language == Language::zh ? "、" : ", ");
  Joined releases(language == Language::zh ? "、" : ", ");
  for (const FigureKey& key : backing.figures) {
    const auto found = cube.published(key);
    if (!found) continue;
    sources.add(source_words(*found));
    cells.add(cell_words(*found));
    if (!found->release_assumed) releases.add(found->released.to_string());
  }
  return {std::string(numeral.span.of(sentence.text)),
          std::string(clause_around(sentence.text, numeral.span)),
          name_of(words.catalogue.at(backing.indicator), language),
          name_of(words.places.at(backing.place), language),
          name_of(backing.period, language),
          in(language, backing.what),
          Cell(backing.value.to_string(), backing.value),
          unit_word(backing.unit, language),
          in(language, backing.derived ? Message{"计算", "derived"} : Message{"公布", "published"}),
          in(language, backing.formula),
          cells.text(),
          sources.text(),
          releases.text()};
}

}  // namespace

Table brief_table(const bulletin::Brief& brief, const cube::Cube& cube, const CellStyle& style) {
  Table table;
  table.title =
      fmt::format("{} · {}", name_of(cube.vocabulary().places.at(brief.place), style.language),
                  name_of(brief.period, style.language));
  table.columns = {{"indicator", {"指标", "indicator"}},
                   {"level", {"总量", "level"}, Align::right},
                   {"unit", {"单位", "unit"}},
                   {"growth", {"同比", "growth"}, Align::right},
                   {"growth_change", {"较上期", "vs period before"}, Align::right},
                   {"level_rank", {"总量位次", "rank, level"}, Align::right},
                   {"growth_rank", {"增速位次", "rank, growth"}, Align::right},
                   {"share_of_province_percent", {"占全省", "of province"}, Align::right},
                   {"share_of_nation_permille", {"占全国", "of nation"}, Align::right},
                   {"recent", {"近12月", "12 months"}, Align::left, false, true}};
  for (const bulletin::BriefItem& item : brief.items) {
    table.rows.push_back(brief_row(item, cube, style));
  }
  explain_star(table, style);
  return table;
}

Table numerals_table(const bulletin::Brief& brief, const std::vector<Sentence>& sentences,
                     const cube::Cube& cube, Language language) {
  Table table;
  table.title = in(language, {"文中的数", "Numbers in the text"});
  table.columns = {{"text", {"文中", "in the text"}},
                   {"clause", {"所在分句", "clause"}},
                   {"indicator", {"指标", "indicator"}},
                   {"place", {"地区", "place"}},
                   {"period", {"时期", "period"}},
                   {"measure", {"含义", "measure"}},
                   {"value", {"数值", "value"}, Align::right},
                   {"unit", {"单位", "unit"}},
                   {"origin", {"公布或计算", "published or derived"}},
                   {"formula", {"算法", "formula"}},
                   {"cell", {"单元格", "cell"}},
                   {"source", {"来源", "source"}},
                   {"released", {"发布日", "released"}}};
  for (const Sentence& sentence : sentences) {
    for (const Numeral& numeral : sentence.numerals) {
      table.rows.push_back(numeral_row(brief, sentence, numeral, cube, language));
    }
  }
  return table;
}

std::vector<Table> brief_workbook(const bulletin::Brief& brief, const cube::Cube& cube,
                                  Language language) {
  const std::vector<Sentence> written = sentences(brief, cube, language);
  const std::vector<FigureKey> keys = all_figures_behind(brief, written, cube.vocabulary());
  std::vector<Table> out = {numerals_table(brief, written, cube, language),
                            brief_table(brief, cube, {language, false}),
                            sources_table(cube, keys, language)};
  out[1].notes = texts_of(written);
  for (const bulletin::BriefNote& note : brief.notes) {
    out[1].notes.push_back(in(language, note.text));
  }
  return out;
}

std::string brief_title(const bulletin::Brief& brief, const Vocabulary& words, Language language) {
  const std::string place = name_of(words.places.at(brief.place), language);
  const std::string period = name_of(brief.period, language);
  return language == Language::zh ? fmt::format("{}{}简报", place, period)
                                  : fmt::format("{}, {}: brief", place, period);
}

}  // namespace duibiao::render
