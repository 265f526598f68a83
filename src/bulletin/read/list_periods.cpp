#include <algorithm>

#include "bulletin/read/sentence.h"

namespace duibiao::bulletin {

/// «一至四季度出口分别增长…»: as many values as the stretch has quarters or months.
std::vector<ChineseSentence::Name> ChineseSentence::range_names(const Window& window,
                                                                std::size_t wanted) const {
  std::vector<Name> names;
  if (!window.respectively || clause_->tokens.empty()) return names;
  // «2023年四个季度»
  constexpr std::size_t look = 120;
  static constexpr std::string_view counted[] = {"四个季度", "三个季度", "两个季度",
                                                 "各季度",   "各个季度", "分季度"};
  const std::string_view clause =
      std::string_view(draft_.piece.normal.text).substr(token(0).span.begin, look);
  const bool each = std::any_of(std::begin(counted), std::end(counted), [&](std::string_view word) {
    return clause.find(word) < clause.find("分别");
  });
  // «2023年一至四季度,全市…增速分别为…»: the stretch may stand in a clause before.
  const std::optional<std::uint32_t> time = window.time ? window.time : time_said_;
  if (!time && !each) return names;
  const std::string_view said =
      time ? draft_.piece.text_of(draft_.token(*time)) : std::string_view();
  if (time && draft_.piece.time(draft_.token(*time)).shape == TimeWords::Shape::years) {
    return year_names(draft_.piece.time(draft_.token(*time)), wanted);
  }
  static constexpr std::string_view marks[] = {"至", "到", "-", "—", "~"};
  const bool range = std::any_of(std::begin(marks), std::end(marks), [&](std::string_view mark) {
    return said.find(mark) != std::string_view::npos;
  });
  const Period whole =
      time ? draft_.period_of(draft_.piece.time(draft_.token(*time)), now_.period) : now_.period;
  if ((!range && !each) || !whole.has_months()) return names;
  const auto months = static_cast<std::size_t>(whole.months());
  const bool named = each || said.find("季") != std::string_view::npos;
  const bool quarters = named && months == 3 * wanted;
  if (!quarters && (each || months != wanted)) return names;
  const bool to_date = clause.substr(0, clause.find("分别")).find("累计") != std::string_view::npos;
  const int first = quarters ? (whole.first_month() - 1) / 3 + 1 : whole.first_month();
  for (std::size_t i = 0; i < wanted; ++i) {
    const int number = first + static_cast<int>(i);
    const int year = whole.year();
    const auto period = to_date    ? Period::to_date(year, quarters ? number * 3 : number)
                        : quarters ? Period::quarter(year, number)
                                   : Period::month(year, number);
    if (!period) return {};
    Name name;
    name.subject = now_;
    name.subject.period = *period;
    name.has_period = true;
    names.push_back(std::move(name));
  }
  return names;
}

/// «2021年至2023年,实际使用外资分别为…»: as many values as years.
std::vector<ChineseSentence::Name> ChineseSentence::year_names(const TimeWords& years,
                                                               std::size_t wanted) const {
  std::vector<Name> names;
  const bool known = years.year_kind == TimeWords::Year::absolute && years.last_year > years.year;
  if (!known || static_cast<std::size_t>(years.last_year - years.year) + 1 != wanted) return names;
  for (int year = years.year; year <= years.last_year; ++year) {
    Name name;
    name.subject = now_;
    name.subject.period = Period::year(year);
    name.has_period = true;
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace duibiao::bulletin
