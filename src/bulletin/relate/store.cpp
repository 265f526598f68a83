#include <algorithm>
#include <utility>

#include "bulletin/relate/store_parts.h"

namespace duibiao::bulletin {
namespace store {

Message nothing_for(const cube::Cube& cube, const FigureKey& key) {
  const Message name = name_of(cube, key);
  return {"库中没有" + name.zh, "the store has nothing for " + name.en};
}

}  // namespace store

namespace {

using store::Found;
using store::Question;

/// The indicator in the currency that the claim's unit counts: 亿美元 of exports is exports_usd.
IndicatorId counted_in(const Catalogue& catalogue, const Claim& claim) {
  const IndicatorId named = claim.subject.indicator;
  if (!named.known()) return named;
  const Dimension dimension = claim.unit.dimension();
  const bool amount = claim.measure == Measure::level || claim.measure == Measure::increment ||
                      claim.measure == Measure::count;
  if (!amount || dimension == Dimension::none) return named;
  if (dimension == catalogue.at(named).unit.dimension()) return named;
  return catalogue.in_dimension(named, dimension).value_or(named);
}

/// What can be said before the store is asked.
std::optional<Message> beyond_the_store(const Claim& claim) {
  if (!claim.observed()) {
    return Message{"是目标或预计，不是已发生的数", "a target or forecast, not an observation"};
  }
  if (!claim.subject.indicator.known()) {
    const std::string& phrase = claim.subject.phrase;
    if (phrase.empty()) return Message{"指标不明", "which indicator it is of is not clear"};
    return Message{"“" + phrase + "”不在指标目录中", "“" + phrase + "” is not in the catalogue"};
  }
  if (!claim.subject.place.known()) return Message{"地区不明", "which place is not clear"};
  if (!claim.subject.period.known()) return Message{"时期不明", "which period is not clear"};
  if (!is_dated(claim.subject.period)) {
    return Message{"文中没有说是哪一年", "the text does not say of which year"};
  }
  return std::nullopt;
}

bool printed_measure(Measure measure) {
  switch (measure) {
    case Measure::level:
    case Measure::count:
    case Measure::growth_yoy:
    case Measure::growth_mom:
      return true;
    default:
      return false;
  }
}

/// Real and nominal rates of one indicator are two figures; the store holds the usual one.
bool other_basis(const Question& question) {
  if (question.claim.measure != Measure::growth_yoy) return false;
  const GrowthBasis basis = cube::indicator_at(question.cube, question.indicator).growth_basis;
  const bool real = question.claim.has(Qualifier::constant_price);
  const bool nominal = question.claim.has(Qualifier::nominal);
  return (real && basis == GrowthBasis::nominal) ||
         (nominal && basis == GrowthBasis::constant_price);
}

Found answer(const Question& question) {
  if (other_basis(question)) {
    return {{}, {"库中的增速是另一种价格口径", "the store's rate is on another price basis"}};
  }
  if (printed_measure(question.claim.measure)) {
    const Measure stored =
        question.claim.measure == Measure::count ? Measure::level : question.claim.measure;
    if (auto same = store::same_figure(question, question.key(stored))) {
      Found found;
      found.relations.push_back(std::move(*same));
      return found;
    }
    auto twin = stored == Measure::level ? store::other_currency(question) : std::nullopt;
    if (twin) {
      Found found;
      found.relations.push_back(std::move(*twin));
      return found;
    }
  }
  Found found = store::derived(question);
  if (!found.relations.empty()) return found;
  Found bounds = store::bounded(question);
  if (bounds.relations.empty()) bounds.why = std::move(found.why);
  return bounds;
}

}  // namespace

Relations relate_to_store(const Reading& reading, const cube::Cube& cube, const Date& written) {
  Relations out;
  const Catalogue& catalogue = cube.vocabulary().catalogue;
  for (std::uint32_t i = 0; i < reading.claims.size(); ++i) {
    const Claim& claim = reading.claims[i];
    if (auto why = beyond_the_store(claim)) {
      out.unrelated.push_back({i, std::move(*why)});
      continue;
    }
    const Question question{cube, reading, i, claim, counted_in(catalogue, claim), written};
    Found found = answer(question);
    if (found.relations.empty()) out.unrelated.push_back({i, std::move(found.why)});
    std::ranges::move(found.relations, std::back_inserter(out.relations));
  }
  return out;
}

}  // namespace duibiao::bulletin
