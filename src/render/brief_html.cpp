#include "render/brief_html.h"

#include <fmt/format.h>

#include <algorithm>

#include "bulletin/said.h"
#include "render/brief_numerals.h"
#include "render/brief_table.h"
#include "render/page_style.h"
#include "render/sources_table.h"
#include "render/spark.h"
#include "render/words.h"

namespace duibiao::render {
namespace {

using bulletin::BriefItem;
using What = Numeral::What;

/// More rows than this do not fit under a pointer; the list of sources has them all.
constexpr std::size_t most_rows = 12;

constexpr std::string_view style = R"css(
.page { max-width: 66rem; }
h2 { font-size: 1.1rem; line-height: 1.5; margin: 1.8em 0 .6em; }
header p.among { margin-top: .1rem; }
.heads table { width: 100%; }
.heads th, .heads td, .sources th, .sources td { border-width: 0 0 1px; }
.heads thead th, .sources thead th { background: none; color: var(--soft); font-weight: 400;
  font-size: .88rem; vertical-align: bottom; }
.heads th, .heads td { white-space: nowrap; } .heads tbody th { background: none; }
.tip { text-align: left; }
.n { text-align: right; font-variant-numeric: tabular-nums; }
.spark { display: block; color: var(--use); }
.prose p { max-width: 48rem; position: relative; margin: 0 0 .9em; overflow-wrap: anywhere; }
.notes { list-style: none; margin: 0; padding: 0; }
.notes li { position: relative; max-width: 48rem; border-left: 3px solid var(--edge);
  padding-left: .9rem; margin: 0 0 .7em; }
.notes .f { white-space: normal; border-bottom-color: transparent; }
.row.own { font-weight: 600; }
.sources { margin-top: 2.2rem; } .sources summary { cursor: pointer; color: var(--soft); }
.sources table { font-size: .82rem; margin-top: .8rem; overflow-wrap: anywhere; }
.fine { color: var(--soft); font-size: .86rem; }
@media print { .how, .sources:not([open]) { display: none; }
  .heads tr, .prose p, .notes li { break-inside: avoid; } thead { display: table-header-group; }
  .heads table { font-size: 9pt; } .heads td, .heads th { padding: .2em .35em; }
  .sources table { font-size: 7.5pt; } .f { border-bottom-color: transparent; } }
)css";

/// Writes one page.
class Page {
 public:
  Page(const bulletin::Brief& brief, const cube::Cube& cube, Language language)
      : brief_(brief),
        cube_(cube),
        words_(cube.vocabulary()),
        language_(language),
        sentences_(sentences(brief, cube, language)) {}

  std::string write() {
    out_ = page_beginning(brief_title(brief_, words_, language_), language_, {style});
    header();
    heads();
    prose();
    notes();
    sources();
    out_ += "</div>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  [[nodiscard]] const std::string& say(const Message& message) const {
    return in(language_, message);
  }
  void text(std::string_view words) { out_ += html_escaped(words); }

  void header() {
    out_ += "<header>\n<h1>";
    text(brief_title(brief_, words_, language_));
    out_ += "</h1>\n";
    if (!say(brief_.group_name).empty()) {
      out_ += "<p class=\"among\">";
      text(say({"位次比较范围：" + brief_.group_name.zh, "Ranked among: " + brief_.group_name.en}));
      out_ += "</p>\n";
    }
    out_ += "<p>";
    text(
        say({"指针指到或用 Tab 键移到数字上，可见其含义、算法和出处。",
             "Point at a number, or reach it with Tab, to see its meaning, formula and sources."}));
    out_ += "</p>\n</header>\n";
  }

  void heads() {
    const CellStyle plain{language_, true};
    const Table table = brief_table(brief_, cube_, plain);
    out_ += "<main>\n<div class=\"table heads\"><div class=\"scroll\"><table>\n<thead><tr>";
    const std::vector<std::size_t> columns = columns_with_words(table);
    for (const std::size_t k : columns) column_head(table.columns[k]);
    out_ += "</tr></thead>\n<tbody>\n";
    for (std::uint32_t k = 0; k < brief_.items.size(); ++k) head(k, table, columns);
    out_ += "</tbody>\n</table></div></div>\n";
    for (const std::string& note : table.notes) {
      out_ += "<p class=\"fine\">";
      text(note);
      out_ += "</p>\n";
    }
  }

  static std::vector<std::size_t> columns_with_words(const Table& table) {
    std::vector<std::size_t> out;
    for (std::size_t k = 0; k < table.columns.size(); ++k) {
      const auto filled = [k](const std::vector<Cell>& row) { return !row[k].text.empty(); };
      if (std::ranges::any_of(table.rows, filled)) out.push_back(k);
    }
    return out;
  }

  void column_head(const Column& column) {
    out_ += column.align == Align::right ? "<th class=\"n\" scope=\"col\">" : "<th scope=\"col\">";
    text(say(column.header));
    out_ += "</th>";
  }

  /// One row of brief_table; each of its cells stands for one numeral.
  void head(std::uint32_t number, const Table& table, const std::vector<std::size_t>& columns) {
    const BriefItem& item = brief_.items[number];
    const std::vector<Cell>& cells = table.rows[number];
    for (const std::size_t k : columns) {
      const std::string& id = table.columns[k].id;
      if (id == "indicator") {
        out_ += "<tr><th scope=\"row\">";
        text(cells[k].text);
        out_ += "</th>";
        continue;
      }
      if (id == "recent") {
        const std::string label = say({"近12个月走势", "the last 12 months"});
        out_ += "<td>" + sparkline_svg(item.recent, html_escaped(label)) + "</td>";
        continue;
      }
      out_ += "<td class=\"n\">";
      if (cells[k].text.empty()) {
        out_ += "–";
      } else {
        figure(cells[k].text, {{}, column_what(id, item), number, 0});
      }
      out_ += "</td>";
    }
    out_ += "</tr>\n";
  }

  static What column_what(std::string_view id, const BriefItem& item) {
    if (id == "level") return What::level;
    if (id == "growth") return What::growth;
    if (id == "growth_change") return What::growth_change;
    if (id == "level_rank") return What::level_rank;
    if (id == "growth_rank") return item.by_growth ? What::growth_rank : What::printed_growth_rank;
    return id.find("province") != std::string_view::npos ? What::share_of_province
                                                         : What::share_of_nation;
  }

  void prose() {
    out_ += "<section class=\"prose\">\n<h2>" + say({"简报", "In words"}) + "</h2>\n";
    for (const Sentence& sentence : sentences_) {
      out_ += "<p>";
      const std::string_view whole = sentence.text;
      std::size_t at = 0;
      for (const Numeral& numeral : sentence.numerals) {
        text(whole.substr(at, numeral.span.begin - at));
        figure(numeral.span.of(whole), numeral);
        at = numeral.span.end;
      }
      text(whole.substr(at));
      out_ += "</p>\n";
    }
    out_ += "</section>\n";
  }

  void notes() {
    if (brief_.notes.empty() && brief_.without_figures.empty()) return;
    out_ += "<section>\n";
    if (!brief_.notes.empty()) {
      out_ += "<h2>" + say({"值得注意", "Worth a look"}) + "</h2>\n<ul class=\"notes\">\n";
      for (const bulletin::BriefNote& note : brief_.notes) {
        out_ += "<li>";
        if (note.figures.empty()) {
          text(say(note.text));
        } else {
          out_ += "<span class=\"f\" tabindex=\"0\">";
          text(say(note.text));
          out_ += "<span class=\"tip\" role=\"tooltip\">";
          rows_of(note.figures);
          out_ += "</span></span>";
        }
        out_ += "</li>\n";
      }
      out_ += "</ul>\n";
    }
    absent();
    out_ += "</section>\n";
  }

  void absent() {
    if (brief_.without_figures.empty()) return;
    std::vector<std::string> names;
    for (const IndicatorId id : brief_.without_figures) {
      names.push_back(short_name_of(words_.catalogue.at(id), language_));
    }
    out_ += "<p class=\"fine\">";
    text(say({"本期无数：", "No figures for: "}) +
         fmt::format("{}", fmt::join(names, say({"、", ", "}))));
    out_ += "</p>\n";
  }

  /// A number with what it rests on.
  void figure(std::string_view shown, const Numeral& numeral) {
    out_ += "<span class=\"f\" tabindex=\"0\">";
    text(shown);
    tip(backing_of(brief_, numeral, words_));
    out_ += "</span>";
  }

  void tip(const Backing& backing) {
    out_ += "<span class=\"tip\" role=\"tooltip\"><span><b>";
    text(say(backing.what));
    out_ += "</b></span><span class=\"said\">";
    text(fmt::format("{} · {} · {}", name_of(words_.places.at(backing.place), language_),
                     name_of(words_.catalogue.at(backing.indicator), language_),
                     name_of(backing.period, language_)));
    out_ += "</span>";
    if (backing.unit != unit::rank()) {
      row("", say({"数值", "value"}), worded({backing.value, backing.unit}, language_));
    }
    row("", say({"由来", "origin"}),
        say(backing.derived ? Message{"由公布数计算", "derived from published figures"}
                            : Message{"已公布", "published"}));
    if (!say(backing.formula).empty()) row("", say({"算法", "formula"}), say(backing.formula));
    if (backing.ranking != nullptr) {
      order(*backing.ranking);
    } else {
      rows_of(backing.figures);
    }
    out_ += "</span>";
  }

  void order(const compare::Ranking& ranking) {
    std::size_t shown = 0;
    for (const compare::Standing& standing : ranking.standings) {
      const bool own = standing.place == brief_.place;
      if (shown >= most_rows && !own) continue;
      ++shown;
      row(own ? "own" : "", rank_words(standing.rank, standing.best, standing.worst),
          fmt::format("{} {}", short_name_of(words_.places.at(standing.place), language_),
                      in_words(standing.answer)));
    }
  }

  [[nodiscard]] std::string in_words(const cube::Answer& answer) const {
    if (answer.key.measure != Measure::level) {
      const auto fixed = bulletin::said(answer);
      return fixed ? signed_rate(fixed->value, fixed->unit, language_) : "–";
    }
    const Indicator& indicator = words_.catalogue.at(answer.key.indicator);
    return worded(level_quantity(indicator, answer, language_), language_);
  }

  void rows_of(const std::vector<FigureKey>& keys) {
    for (std::size_t k = 0; k < std::min(keys.size(), most_rows); ++k) {
      const auto found = cube_.published(keys[k]);
      if (!found) continue;
      std::string words = name_of(keys[k], words_, language_) + say({"：", ": "}) +
                          worded({found->value, found->unit}, language_);
      for (const std::string& part : {source_words(*found), cell_words(*found)}) {
        if (!part.empty()) words += " · " + part;
      }
      row("", say({"出处", "source"}), words);
    }
  }

  void row(std::string_view kind, std::string_view label, std::string_view words) {
    out_ +=
        kind.empty() ? "<span class=\"row\"><i>" : fmt::format("<span class=\"row {}\"><i>", kind);
    text(label);
    out_ += "</i><span>";
    text(words);
    out_ += "</span></span>";
  }

  void sources() {
    const std::vector<FigureKey> keys = all_figures_behind(brief_, sentences_, words_);
    const Table table = sources_table(cube_, keys, language_);
    out_ += "<details class=\"sources\">\n<summary>";
    text(say({fmt::format("所依据的公布数（{} 个）", table.rows.size()),
              fmt::format("The {} published figures behind this page", table.rows.size())}));
    out_ += "</summary>\n<table>\n<thead><tr>";
    for (const Column& column : table.columns) column_head(column);
    out_ += "</tr></thead>\n<tbody>\n";
    for (const std::vector<Cell>& cells : table.rows) {
      out_ += "<tr>";
      for (std::size_t k = 0; k < cells.size(); ++k) {
        out_ += table.columns[k].align == Align::right ? "<td class=\"n\">" : "<td>";
        text(cells[k].text);
        out_ += "</td>";
      }
      out_ += "</tr>\n";
    }
    out_ += "</tbody>\n</table>\n</details>\n</main>\n";
  }

  const bulletin::Brief& brief_;
  const cube::Cube& cube_;
  const Vocabulary& words_;
  Language language_;
  std::vector<Sentence> sentences_;
  std::string out_;
};

}  // namespace

std::string brief_to_html(const bulletin::Brief& brief, const cube::Cube& cube, Language language) {
  return Page(brief, cube, language).write();
}

}  // namespace duibiao::render
