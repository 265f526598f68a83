#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "bulletin/read/normal.h"
#include "bulletin/read/time_words.h"

/// Scores find_times against the Chinese core of the Recognizers-Text date ranges (Microsoft, MIT),
/// flattened to one JSON file that is not part of this repository.
namespace duibiao::bulletin::test {

struct TimeScore {
  int matched = 0;
  int total = 0;
  std::vector<std::string> failing;  ///< id, and what was found instead

  void count(bool matches, const std::string& what) {
    ++total;
    matched += matches ? 1 : 0;
    if (!matches) failing.push_back(what);
  }
};

struct TimeScores {
  TimeScore spans;    ///< cases in which exactly the expected stretches were found
  TimeScore periods;  ///< stretches whose first and last month or year are known beforehand
};

/// First and last year or month as the file writes them: «2018-10», «XXXX-03», «2016».
inline std::pair<std::string, std::string> ends_of(const TimeWords& time, const Date& written) {
  const auto month = [](int year, int m) {
    const std::string digits = std::to_string(m);
    return (year == 0 ? "XXXX" : std::to_string(year)) + (m < 10 ? "-0" : "-") + digits;
  };
  using Shape = TimeWords::Shape;
  const bool whole_years = time.shape == Shape::year || time.shape == Shape::years;
  if (whole_years && time.year_kind == TimeWords::Year::absolute) {
    const int last = time.shape == Shape::years ? time.last_year : time.year;
    return {std::to_string(time.year), std::to_string(last)};
  }
  const bool numbered = time.shape == Shape::month || time.shape == Shape::months ||
                        time.shape == Shape::to_date || time.shape == Shape::months_across;
  if (numbered && time.first != 0 && time.year_kind == TimeWords::Year::none) {
    return {month(0, time.first), month(0, time.last == 0 ? time.first : time.last)};
  }
  const Period period = time.resolve({}, written);
  if (period.kind() == Period::Kind::year) {
    return {std::to_string(period.year()), std::to_string(period.year())};
  }
  return {month(period.year(), period.first_month()), month(period.year(), period.last_month())};
}

/// Nothing when the file is not there.
inline std::optional<TimeScores> score_times(const std::string& path) {
  std::ifstream file(path);
  if (!file) return std::nullopt;
  const nlohmann::json all = nlohmann::json::parse(file);
  TimeScores scores;
  for (const auto& item : all.at("cases")) {
    if (item.at("tier") != "core") continue;
    const std::string id = item.at("id");
    const std::string input = item.at("input");
    const NormalText normal = normalise(input);
    const std::vector<TimeWords> found = find_times(normal.text);
    const auto& expected = item.at("expected");
    bool same = found.size() == expected.size();
    std::string instead = id + " " + input + " →";
    for (const TimeWords& time : found) {
      instead += " [" + std::string(normal.source(time.span).of(input)) + "]";
    }
    for (std::size_t i = 0; same && i < found.size(); ++i) {
      const Span span = normal.source(found[i].span);
      same = span.begin == expected[i].at("begin_u8") && span.end == expected[i].at("end_u8");
    }
    scores.spans.count(same, instead);
    const auto said = item.find("ref_date");
    if (!same || said == item.end() || said->is_null()) continue;
    const Result<Date> written = Date::parse(said->get<std::string>());
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto known = expected[i].find("derived_inclusive");
      if (known == expected[i].end() || known->is_null()) continue;
      const auto [first, last] = ends_of(found[i], written ? *written : Date{});
      scores.periods.count(first == known->at("first").get<std::string>() &&
                               last == known->at("last").get<std::string>(),
                           instead + " " + first + ".." + last);
    }
  }
  return scores;
}

}  // namespace duibiao::bulletin::test
