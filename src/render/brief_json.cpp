#include "render/brief_json.h"

#include <nlohmann/json.hpp>

#include "render/brief_numerals.h"
#include "text/utf8.h"

namespace duibiao::render {
namespace {

/// UTF-16 units of a text: what an editor or a browser counts.
std::size_t units_of(std::string_view text) {
  std::size_t units = 0;
  for (const text::CodePoint c : text::code_points(text)) units += c.value > 0xFFFF ? 2 : 1;
  return units;
}

Json numeral_json(const Sentence& sentence, const Numeral& numeral, const bulletin::Brief& brief,
                  const Vocabulary& words) {
  const Backing backing = backing_of(brief, numeral, words);
  const std::string_view shown = numeral.span.of(sentence.text);
  const std::size_t before =
      units_of(std::string_view(sentence.text).substr(0, numeral.span.begin));
  Json out = {{"span", {numeral.span.begin, numeral.span.end}},
              {"utf16", {before, before + units_of(shown)}},
              {"text", shown},
              {"what", id_of(numeral.what)},
              {"at", backing.pointer},
              {"figures", Json::array()}};
  for (const FigureKey& key : backing.figures) out["figures"].push_back(figure_id(key, words));
  return out;
}

Json numerals_json(const std::vector<Sentence>& sentences, const bulletin::Brief& brief,
                   const Vocabulary& words) {
  Json out = Json::array();
  for (const Sentence& sentence : sentences) {
    Json one = Json::array();
    for (const Numeral& numeral : sentence.numerals) {
      one.push_back(numeral_json(sentence, numeral, brief, words));
    }
    out.push_back(std::move(one));
  }
  return out;
}

Json item_json(const bulletin::BriefItem& item, const bulletin::Brief& brief,
               const Vocabulary& words, Language language) {
  const auto figure = [&](const std::optional<cube::Answer>& answer) {
    return answer ? to_json(*answer, words, language) : Json(nullptr);
  };
  const auto rank = [](const std::optional<compare::Standing>& standing,
                       std::optional<int> before) {
    if (!standing) return Json(nullptr);
    return Json{{"rank", standing->rank},
                {"best", standing->best},
                {"worst", standing->worst},
                {"previous", before ? Json(*before) : Json(nullptr)}};
  };
  Json out;
  out["indicator"] = indicator_json(words, item.indicator, language);
  out["level"] = to_json(item.level, words, language);
  out["growth"] = to_json(item.growth, words, language);
  out["growth_change"] = to_json(item.growth_change, words, language);
  out["level_rank"] = rank(item.by_level, item.level_rank_previous);
  out["growth_rank"] = rank(item.by_growth, item.growth_rank_previous);
  const FigureKey printed{item.indicator, brief.place, brief.period, Measure::growth_rank};
  out["printed_growth_rank"] = item.printed_growth_rank
                                   ? to_json(printed, *item.printed_growth_rank, words, language)
                                   : Json(nullptr);
  out["ranked"] = item.ranked;
  out["share_of_province"] = figure(item.share_of_province);
  out["share_of_nation"] = figure(item.share_of_nation);
  out["parts"] = Json::array();
  for (const bulletin::PartPlayed& part : item.parts) {
    out["parts"].push_back({{"indicator", indicator_json(words, part.part, language)},
                            {"points", to_json(part.points, words, language)},
                            {"rate", to_json(part.rate, words, language)}});
  }
  out["gaps"] = Json::array();
  for (const compare::Gap& gap : item.gaps) {
    out["gaps"].push_back(to_json(gap, words, language));
  }
  return out;
}

}  // namespace

Json brief_json(const bulletin::Brief& brief, const cube::Cube& cube, bool explain,
                Language language) {
  const Vocabulary& words = cube.vocabulary();
  Json out = document("brief");
  out["place"] = place_json(words, brief.place, language);
  out["period"] = brief.period.to_string();
  out["items"] = Json::array();
  for (const bulletin::BriefItem& item : brief.items) {
    out["items"].push_back(item_json(item, brief, words, language));
  }
  const std::vector<Sentence> written = sentences(brief, cube, language);
  out["sentences"] = texts_of(written);
  out["numerals"] = numerals_json(written, brief, words);
  out["notes"] = Json::array();
  for (const bulletin::BriefNote& note : brief.notes) {
    out["notes"].push_back(to_json(note.text));
  }
  if (!explain) return out;
  out["figures"] = Json::array();
  for (const FigureKey& key : all_figures_behind(brief, written, words)) {
    const auto found = cube.published(key);
    if (!found) continue;
    Json figure = {{"id", figure_id(key, words)}};
    figure.update(to_json(key, *found, words, language));
    figure["row"] = found->row;
    figure["column"] = found->column;
    out["figures"].push_back(std::move(figure));
  }
  return out;
}

}  // namespace duibiao::render
