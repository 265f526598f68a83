#pragma once

#include <optional>
#include <string>

#include "base/language.h"
#include "cube/measures.h"

namespace duibiao::render {

/// An amount as a person reads it: brought to the unit the language counts in (亿元; billion yuan)
/// and at most `decimals` decimals, rounded once from the exact value. A number printed in a
/// coarser unit keeps it («12.48万亿元»), because «124800.00亿元» would claim digits nobody
/// published.
struct Quantity {
  num::Decimal value;
  Unit unit;
};
[[nodiscard]] Quantity for_reading(const num::Decimal& value, Unit unit, Unit shown, int decimals,
                                   Language language);

/// «1766.01亿元», «CNY 176.601 bn», «6.6%», «+0.7 pp», «第2位».
[[nodiscard]] std::string worded(const Quantity& quantity, Language language);
[[nodiscard]] std::string unit_word(Unit unit, Language language);

/// A level in the catalogue's unit at two decimals; counts without decimals.
[[nodiscard]] Quantity level_quantity(const Indicator& indicator, const cube::Answer& answer,
                                      Language language);

/// Rounded half up to `decimals` where it has more; never given zeros that nobody printed.
[[nodiscard]] num::Decimal at_most(const num::Decimal& value, int decimals);

/// With its sign: «+9.8%», «−4.67%». For columns where the sign matters.
[[nodiscard]] std::string signed_rate(const num::Decimal& value, Unit unit, Language language);

/// Up or down by so many places since the period compared with: «↑2», «↓1», «–».
[[nodiscard]] std::string moved(std::optional<int> before, int now);

/// «3» or, when the printed precision cannot separate, «3 (2–4)».
[[nodiscard]] std::string rank_words(int rank, int best, int worst);

[[nodiscard]] const std::string& name_of(const Indicator& indicator, Language language);
[[nodiscard]] const std::string& short_name_of(const Indicator& indicator, Language language);
[[nodiscard]] const std::string& name_of(const Place& place, Language language);
[[nodiscard]] const std::string& short_name_of(const Place& place, Language language);
[[nodiscard]] std::string name_of(const Period& period, Language language);
[[nodiscard]] std::string name_of(Measure measure, Language language);
/// «温州市 出口总值 2025年1-7月» for messages and for --explain.
[[nodiscard]] std::string name_of(const FigureKey& key, const Vocabulary& words, Language language);

}  // namespace duibiao::render
