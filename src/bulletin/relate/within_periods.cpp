#include <optional>
#include <utility>

#include "bulletin/relate/within_parts.h"

namespace duibiao::bulletin {
namespace {

Quantity one() { return Quantity::ratio(1); }

/// ± n × 10^-3, around zero.
Quantity within_thousandths(std::int64_t n) {
  const auto band = num::Interval::make(num::Decimal::of(-n, 3), num::Decimal::of(n, 3));
  return band ? Quantity::ratio(*band) : Quantity::failed(band.error());
}

/// Earlier months are revised in the cumulative figure and seldom in their own; real revisions stay
/// below half a per cent of it, and move a cumulative rate by less than half a point.
Quantity revision() { return within_thousandths(5); }

struct Stretch {
  Period months;   ///< the months between
  Period so_far;   ///< January to their last
  Period earlier;  ///< January to the month before them
};

std::optional<Stretch> stretch_of(const Period& period) {
  if (!period.has_months() || period.first_month() < 2) return std::nullopt;
  const auto so_far = period.to_date_through();
  const auto earlier = Period::to_date(period.year(), period.first_month() - 1);
  if (!so_far || !earlier) return std::nullopt;
  return Stretch{period, *so_far, *earlier};
}

void tie_months(Ties& ties, const Fact& fact, std::uint32_t months, const Stretch& stretch) {
  const ClaimIndex& index = ties.index();
  const auto so_far = index.nearest(ClaimIndex::at_period(fact, stretch.so_far), months);
  const auto earlier = index.nearest(ClaimIndex::at_period(fact, stretch.earlier), months);
  if (!so_far || !earlier) return;
  ties.add({.kind = RelationKind::cumulative_month,
            .claims = {months, *so_far, *earlier},
            .formula =
                [now = *so_far, before = *earlier](const Values& v) {
                  const Quantity total = Quantity::of(v.at(now));
                  return total - Quantity::of(v.at(before)) + total * revision();
                },
            .text = "{1} - {2} ± 0.5% × {1}",
            .note = {"前期累计数修订在0.5%以内的不作为错误",
                     "revisions of earlier months up to 0.5% of the cumulative are allowed"}});
}

/// The rate of the year so far lies between those of its two stretches.
void tie_rates(Ties& ties, const Fact& fact, std::uint32_t months, const Stretch& stretch) {
  const ClaimIndex& index = ties.index();
  const auto so_far = index.nearest(index.growth(fact, stretch.so_far), months);
  const auto earlier = index.nearest(index.growth(fact, stretch.earlier), months);
  if (!so_far || !earlier) return;
  ties.add({.kind = RelationKind::cumulative_month,
            .claims = {*so_far, *earlier, months},
            .formula =
                [before = *earlier, months](const Values& v) {
                  return Quantity::hull(Quantity::of(v.at(before)), Quantity::of(v.at(months))) +
                         revision();
                },
            .text = "{1}…{2} ± 0.5",
            .note = {"前期数据修订使增速变动在0.5个百分点以内的不作为错误",
                     "revisions that move the rate by up to half a point are allowed"}});
}

/// The quarters of a stretch, or its months, add up to it; but for the revisions that only the
/// longer stretch takes in.
void tie_stretches(Ties& ties, const Fact& fact, std::uint32_t whole, int length) {
  const Period& period = ties.claim(whole).subject.period;
  const int count = period.months() / length;
  if (count < 2 || period.months() % length != 0) return;
  Tie tie{.kind = RelationKind::parts_sum, .claims = {whole}};
  for (int i = 0; i < count; ++i) {
    const int first = period.first_month() + i * length;
    const auto part = length == 1 ? Period::month(period.year(), first)
                                  : Period::quarter(period.year(), (first - 1) / length + 1);
    if (!part || part->first_month() != first) return;
    const auto claim = ties.index().nearest(ClaimIndex::at_period(fact, *part), whole);
    if (!claim) return;
    tie.claims.push_back(*claim);
  }
  tie.text = "+";
  tie.formula = [whole, parts = tie.claims](const Values& v) {
    Quantity sum = Quantity::of(v.at(whole)) * revision();
    for (std::size_t i = 1; i < parts.size(); ++i) sum = sum + Quantity::of(v.at(parts[i]));
    return sum;
  };
  tie.note = {"前期数修订在0.5%以内的不作为错误",
              "revisions of earlier figures up to 0.5% of the whole are allowed"};
  ties.add(std::move(tie));
}

/// The level of a stock at the end of a year, under whichever name.
std::optional<std::uint32_t> year_end(const Ties& ties, const Fact& stock, int year,
                                      std::uint32_t near) {
  const auto as_year = ties.index().nearest(ClaimIndex::at_period(stock, Period::year(year)), near);
  if (as_year) return as_year;
  const auto december = Period::month(year, 12);
  if (!december) return std::nullopt;
  return ties.index().nearest(ClaimIndex::at_period(stock, *december), near);
}

std::optional<std::uint32_t> level_of(const Ties& ties, const Fact& like, IndicatorId indicator,
                                      std::uint32_t near) {
  Fact fact = like;
  fact.topic = ties.index().topic_of(indicator);
  if (fact.topic == no_topic) return std::nullopt;
  const auto dimension =
      static_cast<std::uint8_t>(ties.words().catalogue.at(indicator).unit.dimension());
  return ties.index().nearest(ClaimIndex::level(fact, dimension), near);
}

/// Per head: over the mean of two year-ends, and only when the text gives both.
void tie_per_head(Ties& ties, const Fact& fact, std::uint32_t i, const FormulaQuotient& quotient) {
  const Period& period = ties.claim(i).subject.period;
  const auto total = level_of(ties, fact, quotient.numerator, i);
  Fact people = fact;
  people.topic = ties.index().topic_of(quotient.denominator);
  if (!total || people.topic == no_topic || period.months() != 12) return;
  people.dimension =
      static_cast<std::uint8_t>(ties.words().catalogue.at(quotient.denominator).unit.dimension());
  const auto now = year_end(ties, people, period.year(), i);
  const auto before = year_end(ties, people, period.year() - 1, i);
  if (!now || !before) return;
  ties.add({.kind = RelationKind::per_head,
            .claims = {i, *total, *before, *now},
            .formula =
                [i, total = *total, now = *now, before = *before](const Values& v) {
                  const Quantity people_twice =
                      Quantity::of(v.at(now)) + Quantity::of(v.at(before));
                  const Quantity twice = Quantity::of(v.at(total)) * Quantity::ratio(2);
                  return (twice.counted_as(one()) / people_twice.counted_as(one()))
                      .counted_as(Quantity::of(v.at(i)));
                },
            .text = "{1} ÷ (({2} + {3}) ÷ 2)"});
}

/// Ratios of two figures of one time: 外贸依存度, 城镇化率, 城乡收入比.
void tie_quotient(Ties& ties, const Fact& fact, std::uint32_t i) {
  const Topic& topic = ties.index().topic(fact.topic);
  if (!topic.indicator.known() || !topic.rest.empty()) return;
  const auto& catalogue = ties.words().catalogue;
  const auto& quotient = catalogue.at(topic.indicator).quotient;
  if (!quotient || !ties.claim(i).subject.period.has_months()) return;
  const bool flow = catalogue.at(quotient->numerator).kind == IndicatorKind::flow;
  const bool stock = catalogue.at(quotient->denominator).kind == IndicatorKind::stock;
  if (flow && stock) {
    tie_per_head(ties, fact, i, *quotient);
    return;
  }
  const auto above = level_of(ties, fact, quotient->numerator, i);
  const auto below = level_of(ties, fact, quotient->denominator, i);
  if (!above || !below) return;
  const bool times = ties.claim(i).unit.dimension() == Dimension::times;
  ties.add({.kind = times ? RelationKind::multiple : RelationKind::share,
            .claims = {i, *above, *below},
            .formula =
                [above = *above, below = *below](const Values& v) {
                  return Quantity::of(v.at(above)) / Quantity::of(v.at(below));
                },
            .text = "{1} ÷ {2}"});
}

}  // namespace

void tie_periods(Ties& ties) {
  const ClaimIndex& index = ties.index();
  for (const Fact& fact : index.in_order()) {
    const bool rate = fact.measure == Measure::growth_yoy;
    if (fact.measure != Measure::level && !rate) continue;
    const std::uint32_t claim = *index.nearest(fact, 0);
    if (!rate) tie_quotient(ties, fact, claim);
    if (!index.topic(fact.topic).flow) continue;
    if (!rate && index.topic(fact.topic).additive &&
        ties.claim(claim).subject.period.has_months()) {
      constexpr int quarter = 3;
      tie_stretches(ties, fact, claim, quarter);
      tie_stretches(ties, fact, claim, 1);
    }
    const auto stretch = stretch_of(ties.claim(claim).subject.period);
    if (!stretch) continue;
    if (!rate) {
      tie_months(ties, fact, claim, *stretch);
    } else if (ties.is_nominal(claim)) {
      tie_rates(ties, fact, claim, *stretch);
    }
  }
}

}  // namespace duibiao::bulletin
