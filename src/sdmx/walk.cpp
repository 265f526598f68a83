#include "sdmx/walk.h"

#include <algorithm>

#include "sdmx/codes.h"

namespace duibiao::sdmx {
namespace {

constexpr std::uint32_t all_measures = (1U << static_cast<unsigned>(measure_count)) - 1;

std::uint32_t bit_of(Measure measure) { return 1U << static_cast<unsigned>(measure); }

}  // namespace

Filter::Filter(const Vocabulary& words, const DataQuery& query) {
  const auto& [freqs, places, indicators, whats] = query.key;
  for (const std::string& freq : freqs) {
    frequencies_ += freq.size() == 1 ? freq[0] : '?';
  }
  if (!places.empty()) places_.resize(words.places.size());
  for (const std::string& code : places) {
    if (const auto place = place_coded(words, code)) places_.at(place->index) = true;
  }
  if (!indicators.empty()) indicators_.resize(words.catalogue.size());
  for (const std::string& code : indicators) {
    if (const auto found = indicator_coded(words, code)) indicators_.at(found->index) = true;
  }
  any_transformation_ = whats.empty();
  if (any_transformation_) measures_ = all_measures;
  for (const std::string& code : whats) {
    const auto what = transformation_of(code);
    if (!what) continue;
    (what->derived ? derived_ : published_).push_back(*what);
    if (!what->derived) measures_ |= bit_of(what->measure);
  }
  if (query.start) start_ = query.start->first;
  if (query.end) end_ = query.end->last;
}

bool Filter::takes(const Transformation& what) const {
  return any_transformation_ || std::ranges::find(published_, what) != published_.end();
}

bool Filter::takes_time(const Position& at) const {
  if (!start_ && !end_) return true;
  const auto time = read_time(at.time);
  return time && (!start_ || time->first >= *start_) && (!end_ || time->last <= *end_);
}

namespace {

/// The figures of one measure of a subject; false once `visit` has said so.
bool walk_measure(const Holdings& holdings, const Filter& filter, const Holdings::Subject& subject,
                  Measure measure, const Visit& visit) {
  for (const cube::SeriesPoint& point :
       holdings.cube->series(subject.indicator, subject.place, measure)) {
    for (const Position& at : positions_of(point.period, measure)) {
      if (!filter.takes_frequency(at.freq) || !filter.takes(at.what)) continue;
      if (filter.takes_time(at) && !visit(subject, at, point)) return false;
    }
  }
  return true;
}

}  // namespace

void walk(const Holdings& holdings, const Filter& filter, const Visit& visit) {
  for (const Holdings::Subject& subject : holdings.subjects) {
    if (!filter.takes(subject)) continue;
    for (int m = 0; m < measure_count; ++m) {
      const auto measure = Measure(m);
      if (!subject.has(measure) || !filter.takes_measure(measure)) continue;
      if (!walk_measure(holdings, filter, subject, measure, visit)) return;
    }
  }
}

Series& Collector::series_of(const Holdings::Subject& subject, const Position& at) {
  if (subject.indicator != subject_.indicator || subject.place != subject_.place) {
    subject_begin_ = series_.size();
    subject_ = subject;
  }
  for (std::size_t i = series_.size(); i > subject_begin_; --i) {
    Series& known = series_[i - 1];
    if (known.key.freq == at.freq && known.key.what == at.what) return known;
  }
  series_.push_back({{at.freq, subject.place, subject.indicator, at.what},
                     {std::string(1, at.freq), code_of(words_, subject.place),
                      code_of(words_, subject.indicator), code_of(at.what)},
                     {}});
  return series_.back();
}

void Collector::add(const Holdings::Subject& subject, const Position& at, Value value) {
  series_of(subject, at).values.push_back(std::move(value));
  ++count_;
}

std::vector<Series> Collector::finish() {
  for (Series& one : series_) {
    std::ranges::sort(one.values, {}, &Value::period);
    const std::size_t size = one.values.size();
    const std::size_t head = query_.first;
    const std::size_t tail = query_.last;
    if ((head == 0 && tail == 0) || head + tail >= size) continue;
    const auto at = [&](std::size_t i) {
      return one.values.begin() + static_cast<std::ptrdiff_t>(i);
    };
    one.values.erase(at(head), at(size - tail));
  }
  return std::move(series_);
}

Value value_of(const Position& at, const Period& period, const cube::Published& published,
               bool as_range) {
  return {.time = as_range ? range_text(period) : at.time,
          .period = period,
          .value = published.value,
          .unit = published.unit,
          .status = published.status,
          .source = published.source,
          .released = published.release_assumed ? Date() : published.released,
          .vintage = published.released,
          .method = std::nullopt};
}

}  // namespace duibiao::sdmx
