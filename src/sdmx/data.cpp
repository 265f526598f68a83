#include "sdmx/data.h"

#include <algorithm>
#include <map>
#include <set>

#include "sdmx/codes.h"
#include "sdmx/history.h"
#include "sdmx/walk.h"

namespace duibiao::sdmx {
namespace {

using Code = Problem::Code;

tl::unexpected<Problem> nothing() {
  return problem(Code::no_results, {"没有符合条件的数据", "no data match the query"});
}

tl::unexpected<Problem> too_much() {
  return problem(Code::too_large, {"数据太多，请缩小地区、指标或时期的范围",
                                   "too much data: ask for fewer places, indicators or periods"});
}

/// Whether a figure came in after the moment that a query names.
bool is_newer(const Holdings& holdings, const DataQuery& query, const cube::Published& figure) {
  if (!query.updated_after) return true;
  const auto batch = holdings.imported.find(figure.batch);
  return batch != holdings.imported.end() && batch->second > *query.updated_after;
}

/// Whether what counts for a figure may have changed after that moment: it came in, or an import
/// that also held it was undone, so that the figure fell back to what it was before.
bool has_changed(const Holdings& holdings, const DataQuery& query, const Holdings::Subject& subject,
                 const Position& at, const cube::SeriesPoint& point) {
  if (is_newer(holdings, query, point.published)) return true;
  const FigureKey key{subject.indicator, subject.place, point.period.canonical(), at.what.measure};
  const auto undone =
      std::ranges::lower_bound(holdings.fallen_back, key, {}, &Holdings::Undone::key);
  return undone != holdings.fallen_back.end() && undone->key == key &&
         undone->at > *query.updated_after;
}

std::string start_of(Date day) { return day.to_string() + "T00:00:00+08:00"; }

std::string moment_before(Date day) {
  const auto moment = read_moment(start_of(day));
  return moment ? moment_text(*moment - 1) : std::string();
}

/// What counted once, a data set for each stretch of days, then what counts now as the last.
Answer<std::vector<DataSet>> history(const Holdings& holdings, const DataQuery& query,
                                     const DataLimits& limits) {
  const Vocabulary& words = holdings.cube->vocabulary();
  const Filter filter(words, query);
  std::map<std::pair<Date, Date>, Collector> past;  // by the end, then the beginning
  Collector present(words, query);
  Date since;
  std::size_t count = 0;
  const auto add = [&](const Holdings::Subject& subject, const Position& at, const Period& period,
                       const Term& term) {
    const bool over = term.to.known();
    if (count++ >= limits.observations) return;
    if (!over) since = std::max(since, term.from);
    Collector& into =
        over ? past.try_emplace({term.to, term.from}, words, query).first->second : present;
    into.add(subject, at, value_of(at, period, term.version, query.ranges));
  };
  walk(holdings, filter,
       [&](const Holdings::Subject& subject, const Position& at, const cube::SeriesPoint& point) {
         const FigureKey key{subject.indicator, subject.place, point.period, at.what.measure};
         const bool changed = has_changed(holdings, query, subject, at, point);
         for (const Term& term : terms_of(point.published, holdings.cube->rivals_of(key))) {
           const bool asked = term.to.known() ? is_newer(holdings, query, term.version) : changed;
           if (asked) add(subject, at, point.period, term);
         }
         return count <= limits.observations;
       });
  if (count > limits.observations) return too_much();
  std::vector<DataSet> out;
  for (auto& [days, values] : past) {
    const auto& [to, from] = days;
    out.push_back({DataSet::Action::replace, from.known() ? start_of(from) : std::string(),
                   moment_before(to), values.finish()});
  }
  if (present.count() > 0) {
    out.push_back({DataSet::Action::replace, start_of(since), {}, present.finish()});
  }
  if (out.empty()) return nothing();
  return out;
}

/// What imports undone after the moment that a query names have taken away.
std::vector<Series> deletions(const Holdings& holdings, const DataQuery& query,
                              const Filter& filter) {
  Collector gone(holdings.cube->vocabulary(), query);
  for (const Holdings::Undone& one : holdings.undone) {
    const Holdings::Subject subject{one.key.indicator, one.key.place, 0};
    if (one.at <= *query.updated_after || !filter.takes(subject)) continue;
    for (const Position& at : positions_of(one.key.period, one.key.measure)) {
      if (!filter.takes_frequency(at.freq) || !filter.takes(at.what)) continue;
      if (!filter.takes_time(at)) continue;
      Value value;
      value.time = query.ranges ? range_text(one.key.period) : at.time;
      value.period = one.key.period;
      value.gone = true;
      gone.add(subject, at, std::move(value));
    }
  }
  return gone.finish();
}

}  // namespace

Answer<std::vector<DataSet>> select(const Holdings& holdings, const DataQuery& query,
                                    const DataLimits& limits) {
  if (query.history) return history(holdings, query, limits);
  const Vocabulary& words = holdings.cube->vocabulary();
  const Filter filter(words, query);
  Collector all(words, query);
  std::size_t count = 0;
  walk(holdings, filter,
       [&](const Holdings::Subject& subject, const Position& at, const cube::SeriesPoint& point) {
         if (!has_changed(holdings, query, subject, at, point)) return true;
         if (++count > limits.observations) return false;
         all.add(subject, at, value_of(at, point.period, point.published, query.ranges));
         return true;
       });
  if (count > limits.observations) return too_much();
  if (auto wrong = derive(holdings, filter, all, limits.derived)) {
    return tl::unexpected(std::move(*wrong));
  }
  const auto action = query.updated_after ? DataSet::Action::replace : DataSet::Action::information;
  std::vector<DataSet> out;
  if (all.count() > 0) out.push_back({action, {}, {}, all.finish()});
  if (query.updated_after) {
    auto gone = deletions(holdings, query, filter);
    if (!gone.empty()) out.push_back({DataSet::Action::remove, {}, {}, std::move(gone)});
  }
  if (out.empty()) return nothing();
  return out;
}

Answer<Available> available(const Holdings& holdings, const DataQuery& query) {
  const Vocabulary& words = holdings.cube->vocabulary();
  const Filter filter(words, query);
  Available out;
  std::array<std::set<std::string>, time_dimension> seen;
  Holdings::Subject last;
  std::vector<std::pair<char, Transformation>> of_subject;  // its series so far
  walk(holdings, filter,
       [&](const Holdings::Subject& subject, const Position& at, const cube::SeriesPoint& point) {
         if (!has_changed(holdings, query, subject, at, point)) return true;
         if (subject.indicator != last.indicator || subject.place != last.place) {
           last = subject;
           of_subject.clear();
           seen[1].insert(code_of(words, subject.place));
           seen[2].insert(code_of(words, subject.indicator));
         }
         const std::pair series(at.freq, at.what);
         if (std::ranges::find(of_subject, series) == of_subject.end()) {
           of_subject.push_back(series);
           ++out.series;
           seen[0].insert(std::string(1, at.freq));
           seen[3].insert(code_of(at.what));
         }
         const auto time = read_time(at.time);
         if (!time) return true;
         out.first = out.observations == 0 ? time->first : std::min(out.first, time->first);
         out.last = out.observations == 0 ? time->last : std::max(out.last, time->last);
         ++out.observations;
         return true;
       });
  if (out.observations == 0) return nothing();
  for (std::size_t i = 0; i < seen.size(); ++i) {
    out.codes.at(i).assign(seen.at(i).begin(), seen.at(i).end());
  }
  return out;
}

}  // namespace duibiao::sdmx
