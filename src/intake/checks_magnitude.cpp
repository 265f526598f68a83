#include <algorithm>
#include <map>
#include <optional>

#include <fmt/core.h>

#include "intake/checks_parts.h"

namespace duibiao::intake {
namespace {

/// Figures that were printed under one unit, whatever their column: one wrong footer makes all of
/// them wrong together. Where nothing names a unit each indicator stands for itself.
struct GroupKey {
  std::uint8_t unit = 0;
  std::uint32_t assumed = 0;  ///< 1 + the indicator, when its unit is the catalogue's
  friend auto operator<=>(const GroupKey&, const GroupKey&) = default;
};

/// A figure that is above what is possible, and why.
struct Over {
  std::size_t figure = 0;
  std::string_view code;
  Message because;
};

struct UnitGroup {
  std::vector<std::size_t> figures;
  std::vector<num::Ratio> ratios;  ///< figure ÷ what history says, where it says something
  std::vector<Over> over;
  bool given = false;    ///< by the user: doubts are said, nothing is held
  bool assumed = false;  ///< nothing names it
};

/// What history says about the size of a figure: itself, else the same span a year before, else the
/// period before.
std::optional<KnownFigure> reference(const FigureKey& key, const History& history) {
  const Period& period = key.period;
  const bool grows = period.is_year_to_date() && period.last_month() > 1;
  const auto shorter =
      grows ? Period::to_date(period.year(), period.last_month() - 1) : Result<Period>(Period());
  for (const std::optional<Period>& other :
       {std::optional(period), period.year_before(), period.previous(),
        shorter ? std::optional(*shorter) : std::nullopt}) {
    if (!other || !other->known()) continue;
    FigureKey like = key;
    like.period = other->canonical();
    if (auto known = history.published(like)) return known;
  }
  return std::nullopt;
}

std::optional<num::Ratio> ratio_to(const Observation& figure, const KnownFigure& known) {
  const auto ours = convert(figure.value(), figure.unit, known.unit);
  if (!ours || ours->is_zero() || known.value.is_zero()) return std::nullopt;
  const auto ratio = num::Ratio::make(ours->magnitude(), known.value.magnitude());
  return ratio ? std::optional(*ratio) : std::nullopt;
}

num::Ratio power_of_ten(int power, int tenths) {
  // tenths/10 × 10^power, exactly, for −9 ≤ power ≤ 9.
  std::int64_t scaled = tenths;
  for (int i = 0; i < power; ++i) scaled *= 10;
  const num::Decimal value = num::Decimal::of(scaled, power < 0 ? 1 - power : 1);
  return num::Ratio::of(value);
}

/// 10^k, k ≠ 0, when the ratio is within 0.5 and 2 times of it; the powers that units differ by.
std::optional<int> power_near(const num::Ratio& ratio) {
  for (const int power : {1, 2, 3, 4, 8, -1, -2, -3, -4, -8}) {
    if (ratio >= power_of_ten(power, 5) && ratio <= power_of_ten(power, 20)) return power;
  }
  return std::nullopt;
}

/// The unit of the same dimension that is smaller by 10^power.
std::optional<Unit> unit_below(Unit unit, int power) {
  for (std::size_t i = 1; i < Unit::table().size(); ++i) {
    const auto candidate = Unit::at(static_cast<std::uint8_t>(i));
    if (!candidate || candidate->dimension() != unit.dimension()) continue;
    if (candidate->power() == unit.power() - power) return candidate;
  }
  return std::nullopt;
}

std::vector<std::uint32_t> columns_of(const CheckInput& input, const UnitGroup& group) {
  std::vector<std::uint32_t> columns;
  for (const std::size_t i : group.figures) columns.push_back(input.figures[i].column);
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  return columns;
}

/// The units that sheets of this money are printed in: only these are ever suggested for size
/// alone.
std::vector<Unit> common_units(Dimension dimension) {
  std::vector<Unit> out;
  const auto add = [&](std::initializer_list<std::string_view> symbols) {
    for (const std::string_view symbol : symbols) {
      if (const auto unit = Unit::find(symbol)) out.push_back(*unit);
    }
  };
  if (dimension == Dimension::cny) add({"元", "万元", "亿元"});
  if (dimension == Dimension::usd) add({"美元", "万美元", "亿美元"});
  return out;
}

/// The common units under which no figure of the group is above what is possible.
std::vector<Unit> units_that_fit(const CheckInput& input, const FigureIndex& index,
                                 const UnitGroup& group, Unit unit) {
  std::vector<Unit> out = common_units(unit.dimension());
  std::erase_if(out, [&](Unit candidate) {
    if (candidate == unit) return true;
    return std::any_of(group.figures.begin(), group.figures.end(), [&](std::size_t i) {
      const Observation& figure = input.figures[i];
      return is_over(input, figure, candidate) ||
             exceeded_by(input, index, figure, candidate).has_value();
    });
  });
  return out;
}

/// The unit that a ratio to history points at: one that sheets are printed in where the figures
/// then come within a factor of five of what is known, else any that is right within two.
std::optional<Unit> unit_by_history(Unit unit, const num::Ratio& median) {
  for (const Unit candidate : common_units(unit.dimension())) {
    const int power = unit.power() - candidate.power();
    if (power == 0) continue;
    if (median >= power_of_ten(power, 2) && median <= power_of_ten(power, 50)) return candidate;
  }
  const auto power = power_near(median);
  return power ? unit_below(unit, *power) : std::nullopt;
}

bool is_like_history(const std::optional<num::Ratio>& median) {
  return median && *median >= power_of_ten(0, 2) && *median <= power_of_ten(0, 50);
}

Message wrong_unit(Unit from, Unit to, std::size_t figures, const Message& because) {
  return {fmt::format("单位「{}」可疑：{}；按「{}」则相符（共 {} 个数）。可用 --unit {} 或 "
                      "--accept-suggestions 导入",
                      from.symbol(), because.zh, to.symbol(), figures, to.symbol()),
          fmt::format("the unit {} is suspect: {}; read in {} they fit ({} figures). Import with "
                      "--unit {} or --accept-suggestions",
                      from.symbol(), because.en, to.symbol(), figures, to.symbol())};
}

void hold(const CheckInput& input, const std::vector<std::size_t>& figures, std::string_view code,
          const Message& why, Checked& out, Findings& findings) {
  std::vector<const Observation*> cells;
  for (const std::size_t i : figures) cells.push_back(&input.figures[i]);
  out.hold(figures, why);
  findings.add(std::string(code), Severity::suspect, why, cells);
}

void suggest(const CheckInput& input, const UnitGroup& group, Unit from, Unit to,
             const Message& because, Checked& out, Findings& findings) {
  Suggestion suggestion{from,
                        to,
                        columns_of(input, group),
                        group.figures.size(),
                        wrong_unit(from, to, group.figures.size(), because),
                        0,
                        group.figures};
  hold(input, group.figures, "wrong_unit", suggestion.why, out, findings);
  out.suggestions.push_back(std::move(suggestion));
}

Message against_history(const num::Ratio& median, int power) {
  const auto factor = median.rounded(power < 0 ? 4 + -power : 1, num::Rounding::half_up);
  const std::string times = factor ? factor->to_string() : "?";
  return {fmt::format("与已有数据相比，比值的中位数为 {} 倍", times),
          fmt::format("against what is known, the median ratio is {}", times)};
}

/// Several units would do, so the user must say which.
Message undecided(Unit unit, const std::vector<Unit>& fitting, std::size_t figures,
                  const Message& because) {
  std::string zh;
  std::string en;
  for (const Unit one : fitting) {
    zh += fmt::format("「{}」", one.symbol());
    en += fmt::format("{}{}", en.empty() ? "" : ", ", one.symbol());
  }
  return {fmt::format("单位「{}」可疑：{}；按{}都说得通，无法判断（共 {} 个数）。请用 --unit 指定",
                      unit.symbol(), because.zh, zh, figures),
          fmt::format("the unit {} is suspect: {}; several would fit ({}), so none is taken ({} "
                      "figures). Say which with --unit",
                      unit.symbol(), because.en, en, figures)};
}

Message not_stated(const CheckInput& input, const UnitGroup& group, Unit unit) {
  const IndicatorId id = input.figures[group.figures.front()].key.indicator;
  const Indicator& indicator = input.vocabulary->catalogue.at(id);
  return {
      fmt::format("表内没有写明单位：「{}」在目录中是{}，但没有已有数据可以印证（共 {} 个数）；"
                  "若确是{}，请用 --unit {}，否则写实际的单位",
                  indicator.zh, unit.symbol(), group.figures.size(), unit.symbol(), unit.symbol()),
      fmt::format("the sheet does not name its unit: the catalogue has {} in {}, but nothing "
                  "known confirms it ({} figures); if that is right give --unit {}, else the "
                  "unit it is in",
                  indicator.en, unit.info().en, group.figures.size(), unit.symbol())};
}

Message confirmed(const CheckInput& input, const UnitGroup& group, Unit unit) {
  const IndicatorId id = input.figures[group.figures.front()].key.indicator;
  const Indicator& indicator = input.vocabulary->catalogue.at(id);
  return {fmt::format("表内没有写明「{}」的单位，按目录取为{}，与已有数据相符；若不对，请用 --unit",
                      indicator.zh, unit.symbol()),
          fmt::format("the sheet does not name the unit of {}; the catalogue's {} is taken and "
                      "agrees with what is known; if that is wrong, give --unit",
                      indicator.en, unit.info().en)};
}

std::optional<num::Ratio> median_of(std::vector<num::Ratio>& ratios) {
  if (ratios.empty()) return std::nullopt;
  const auto middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
  std::nth_element(ratios.begin(), middle, ratios.end());
  return *middle;
}

/// Each figure that is too large, by itself.
void hold_over(const CheckInput& input, const UnitGroup& group, Checked& out, Findings& findings) {
  for (const Over& over : group.over) {
    hold(input, {over.figure}, over.code, over.because, out, findings);
  }
}

/// The user's unit is not doubted so far as to hold anything, but nonsense is said to be.
void doubt_given(const CheckInput& input, Unit unit, const UnitGroup& group,
                 const std::optional<num::Ratio>& median, Findings& findings) {
  const bool off = median && (*median >= power_of_ten(1, 10) || *median <= power_of_ten(-1, 10));
  if (!off && group.over.empty()) return;
  std::vector<const Observation*> cells;
  for (const Over& over : group.over) cells.push_back(&input.figures[over.figure]);
  if (off) {
    cells.clear();
    for (const std::size_t i : group.figures) cells.push_back(&input.figures[i]);
  }
  const Message because = off ? against_history(*median, *median < power_of_ten(0, 10) ? -1 : 1)
                              : group.over.front().because;
  findings.add(
      "given_unit_doubtful", Severity::warning,
      {fmt::format("您指定的单位「{}」可能不对：{}；数据已按它读入", unit.symbol(), because.zh),
       fmt::format("the unit {} that you gave may be wrong: {}; the figures are read in it",
                   unit.symbol(), because.en)},
      cells);
}

/// Size alone decides only where most of a group is too large: one slip says nothing about the
/// unit of the rest.
bool are_many(const UnitGroup& group) { return group.over.size() * 4 >= group.figures.size(); }

void judge(const CheckInput& input, const FigureIndex& index, Unit unit, UnitGroup& group,
           Checked& out, Findings& findings) {
  const auto median = median_of(group.ratios);
  if (group.given) {
    doubt_given(input, unit, group, median, findings);
    return;
  }
  const auto power = median ? power_near(*median) : std::nullopt;
  const auto known = median ? unit_by_history(unit, *median) : std::nullopt;
  if (known) {
    suggest(input, group, unit, *known,
            against_history(*median, power.value_or(*median < power_of_ten(0, 10) ? -4 : 0)), out,
            findings);
    return;
  }
  if (power) {
    const Message because = against_history(*median, *power);
    hold(input, group.figures, "wrong_unit",
         {"数值大小可疑：" + because.zh, "the size of the figures is suspect: " + because.en}, out,
         findings);
    return;
  }
  const bool like = is_like_history(median);
  if (!group.over.empty() && !like && are_many(group)) {
    const Message& because = group.over.front().because;
    const std::vector<Unit> fitting = units_that_fit(input, index, group, unit);
    if (fitting.size() == 1 && group.ratios.empty()) {
      suggest(input, group, unit, fitting.front(), because, out, findings);
      return;
    }
    if (!fitting.empty()) {
      hold(input, group.figures, "wrong_unit",
           undecided(unit, fitting, group.figures.size(), because), out, findings);
      return;
    }
  }
  if (group.assumed && !like) {
    hold(input, group.figures, "unit_not_stated", not_stated(input, group, unit), out, findings);
    return;
  }
  if (group.assumed) {
    findings.add("unit_not_stated", Severity::information, confirmed(input, group, unit), {});
  }
  hold_over(input, group, out, findings);
}

/// A single figure far from its history in a table that otherwise fits: a slip of the point.
void check_single(const CheckInput& input, std::size_t i, const num::Ratio& ratio,
                  Findings& findings) {
  const auto power = power_near(ratio);
  if (!power || *power == 1 || *power == -1) return;  // small places do grow tenfold
  const Observation& figure = input.figures[i];
  const Message name = name_of(figure.key, *input.vocabulary);
  findings.add("unlike_history", Severity::warning,
               {fmt::format("{} {}：{} 约为已有数据的 10^{} 倍", cell_of(figure), name.zh,
                            print(figure.value(), figure.unit), *power),
                fmt::format("{} {}: {} is about 10^{} times what is known", cell_of(figure),
                            name.en, print(figure.value(), figure.unit), *power)},
               {&figure});
}

Message why_exceeds(const CheckInput& input, const Observation& figure, const Exceeded& whole) {
  FigureKey around = figure.key;
  around.place = whole.place;
  const Message part = name_of(figure.key, *input.vocabulary);
  const Message other = name_of(around, *input.vocabulary);
  const std::string value = print(figure.value(), figure.unit);
  return {fmt::format("{} {} 为 {}，大于{}的 {}，两者必有一误", cell_of(figure), part.zh, value,
                      other.zh, whole.text),
          fmt::format("{} {} is {}, more than {} ({}): one of them is wrong", cell_of(figure),
                      part.en, value, other.en, whole.text)};
}

class Groups {
 public:
  Groups(const CheckInput& input, const FigureIndex& index) : input_(input), index_(index) {}

  void gather() {
    for (std::size_t i = 0; i < input_.figures.size(); ++i) {
      const Observation& figure = input_.figures[i];
      if (figure.key.measure != Measure::level) continue;
      const Dimension dimension = figure.unit.dimension();
      if (dimension == Dimension::rate || dimension == Dimension::none) continue;
      add(i, group_of(figure));
    }
    add_exceeding();
  }

  std::map<GroupKey, UnitGroup>& all() { return groups_; }
  [[nodiscard]] const std::vector<std::pair<std::size_t, num::Ratio>>& single() const {
    return single_;
  }

 private:
  UnitGroup& group_of(const Observation& figure) {
    const auto& settled = input_.settled;
    GroupKey key{figure.unit.index(), 0};
    const bool given =
        std::find(settled.begin(), settled.end(), figure.unit.dimension()) != settled.end();
    const bool assumed = !given && input_.assumed != nullptr &&
                         input_.assumed->contains(cell_key(figure.row, figure.column));
    if (assumed) key.assumed = 1U + figure.key.indicator.index;
    UnitGroup& group = groups_[key];
    group.given = given;
    group.assumed = assumed;
    return group;
  }

  void add(std::size_t i, UnitGroup& group) {
    const Observation& figure = input_.figures[i];
    group.figures.push_back(i);
    if (is_over(input_, figure, figure.unit)) {
      group.over.push_back({i, "above_ceiling", why_over(input_, figure)});
    } else if (const auto whole = exceeded_by(input_, index_, figure, figure.unit)) {
      exceeding_[whole->whole].push_back({i, "above_whole", why_exceeds(input_, figure, *whole)});
    }
    if (input_.history == nullptr) return;
    const auto known = reference(figure.key, *input_.history);
    if (!known) return;
    if (const auto ratio = ratio_to(figure, *known)) {
      group.ratios.push_back(*ratio);
      single_.emplace_back(i, *ratio);
    }
  }

  /// One part above its whole is taken to be wrong itself; where several are, the whole is.
  void add_exceeding() {
    for (auto& [whole, parts] : exceeding_) {
      if (whole != nullptr && parts.size() > 1) {
        const auto i = static_cast<std::size_t>(whole - input_.figures.data());
        group_of(*whole).over.push_back({i, "above_whole", parts.front().because});
        continue;
      }
      for (Over& over : parts) {
        group_of(input_.figures[over.figure]).over.push_back(std::move(over));
      }
    }
  }

  const CheckInput& input_;
  const FigureIndex& index_;
  std::map<GroupKey, UnitGroup> groups_;
  std::map<const Observation*, std::vector<Over>> exceeding_;  ///< by the whole; null: in history
  std::vector<std::pair<std::size_t, num::Ratio>> single_;
};

}  // namespace

void check_magnitude(const CheckInput& input, const FigureIndex& index, Checked& out,
                     Findings& findings) {
  Groups groups(input, index);
  groups.gather();
  for (auto& [key, group] : groups.all()) {
    if (const auto unit = Unit::at(key.unit)) judge(input, index, *unit, group, out, findings);
  }
  for (const auto& [i, ratio] : groups.single()) {
    if (!out.suspect[i]) check_single(input, i, ratio, findings);
  }
}

}  // namespace duibiao::intake
