#include <algorithm>
#include <array>
#include <string_view>

#include "bulletin/relate/within_index.h"

namespace duibiao::bulletin {
namespace {

bool contains_any(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return text.find(word) != text.npos; });
}

bool is_part_of(const Catalogue& catalogue, IndicatorId part, IndicatorId whole) {
  // The catalogue's tree is shallow; the bound guards against a loop in a user's file.
  for (int depth = 0; depth < 8 && part.known(); ++depth) {
    if (part == whole) return true;
    part = catalogue.at(part).parent;
  }
  return false;
}

bool nominal_with_parts(const Catalogue& catalogue, IndicatorId head) {
  std::uint16_t index = 0;
  for (const Indicator& indicator : catalogue.all()) {
    const IndicatorId id{index++};
    if (is_part_of(catalogue, id, head) && indicator.growth_basis != GrowthBasis::nominal) {
      return false;
    }
  }
  return true;
}

/// «民营企业出口» ends in the short name of its parent: 民营企业 is what it adds to it.
void split_name(Topic& topic, const Catalogue& catalogue) {
  const std::string& name = catalogue.at(topic.indicator).zh;
  IndicatorId above = catalogue.at(topic.indicator).parent;
  for (int depth = 0; depth < 8 && above.known(); ++depth) {
    const Indicator& parent = catalogue.at(above);
    const std::string& ending = parent.short_zh;
    if (!ending.empty() && name.size() > ending.size() && name.ends_with(ending)) {
      topic.head = above;
      topic.rest = name.substr(0, name.size() - ending.size());
      return;
    }
    above = parent.parent;
  }
}

void take_nature(Topic& topic, const Indicator& indicator) {
  topic.flow = indicator.kind == IndicatorKind::flow;
  topic.additive = indicator.additive;
  topic.never_negative = indicator.kind != IndicatorKind::index &&
                         indicator.kind != IndicatorKind::ratio &&
                         std::all_of(indicator.sum.begin(), indicator.sum.end(),
                                     [](const FormulaTerm& term) { return term.sign > 0; });
}

}  // namespace

Topic make_topic(IndicatorId indicator, const std::string& phrase, const Vocabulary& words) {
  Topic topic;
  topic.indicator = indicator;
  topic.phrase = phrase;
  const Catalogue& catalogue = words.catalogue;
  if (indicator.known()) {
    const Indicator& known = catalogue.at(indicator);
    topic.head = indicator;
    split_name(topic, catalogue);
    topic.basis = known.growth_basis;
    topic.nominal_throughout = nominal_with_parts(catalogue, indicator);
    take_nature(topic, known);
    return topic;
  }
  const Phrase understood = catalogue.understand(phrase);
  // «外贸企业» are no trade: what is added must stand in front.
  if (understood.indicator.known() && phrase.starts_with(understood.rest)) {
    topic.head = understood.indicator;
    topic.rest = understood.rest;
    topic.nominal_throughout = nominal_with_parts(catalogue, topic.head);
    if (topic.nominal_throughout) topic.basis = GrowthBasis::nominal;
    take_nature(topic, catalogue.at(topic.head));
  }
  // Enterprise sets that change each year, volumes, and value added are never compared in prices
  // of the day, whatever they are part of.
  static constexpr std::array<std::string_view, 5> matched = {"限额以上", "限上", "规模以上",
                                                              "规上", "产量"};
  static constexpr std::array<std::string_view, 2> constant = {"增加值", "生产总值"};
  if (contains_any(phrase, matched)) {
    topic.basis = GrowthBasis::matched_sample;
  } else if (contains_any(phrase, constant)) {
    topic.basis = GrowthBasis::constant_price;
  }
  if (topic.basis != GrowthBasis::nominal) topic.nominal_throughout = false;
  return topic;
}

}  // namespace duibiao::bulletin
