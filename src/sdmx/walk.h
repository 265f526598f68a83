#pragma once

#include <functional>
#include <vector>

#include "sdmx/data.h"

namespace duibiao::sdmx {

/// The codes of a key, looked up: what walks over the holdings compare with.
class Filter {
 public:
  Filter(const Vocabulary& words, const DataQuery& query);

  [[nodiscard]] bool takes(const Holdings::Subject& subject) const {
    return (places_.empty() || places_.at(subject.place.index)) &&
           (indicators_.empty() || indicators_.at(subject.indicator.index));
  }
  [[nodiscard]] bool takes_frequency(char freq) const {
    return frequencies_.empty() || frequencies_.find(freq) != std::string::npos;
  }
  /// Of published figures.
  [[nodiscard]] bool takes(const Transformation& what) const;
  [[nodiscard]] bool takes_measure(Measure measure) const {
    return (measures_ >> static_cast<unsigned>(measure) & 1U) != 0;
  }
  /// Whether a time lies in the window.
  [[nodiscard]] bool takes_time(const Position& at) const;
  /// The derived ones that the key names.
  [[nodiscard]] const std::vector<Transformation>& derived() const { return derived_; }

 private:
  std::vector<bool> places_;      ///< empty: all
  std::vector<bool> indicators_;  ///< empty: all
  std::string frequencies_;       ///< empty: all
  bool any_transformation_ = true;
  std::vector<Transformation> published_;
  std::vector<Transformation> derived_;
  std::uint32_t measures_ = 0;
  std::optional<std::chrono::sys_days> start_;
  std::optional<std::chrono::sys_days> end_;
};

/// Calls `visit` with every place in the key of every published figure that the filter takes,
/// subject by subject, oldest first within a measure, until it says false.
using Visit =
    std::function<bool(const Holdings::Subject&, const Position&, const cube::SeriesPoint&)>;
void walk(const Holdings& holdings, const Filter& filter, const Visit& visit);

/// Collects values into series: in the order in which the series first came.
class Collector {
 public:
  Collector(const Vocabulary& words, const DataQuery& query) : words_(words), query_(query) {}

  void add(const Holdings::Subject& subject, const Position& at, Value value);
  [[nodiscard]] std::size_t count() const { return count_; }
  /// The series, values in order of time, cut to the first and last n.
  [[nodiscard]] std::vector<Series> finish();

 private:
  [[nodiscard]] Series& series_of(const Holdings::Subject& subject, const Position& at);

  const Vocabulary& words_;
  const DataQuery& query_;
  std::vector<Series> series_;
  std::size_t subject_begin_ = 0;  ///< first series of the subject being added
  Holdings::Subject subject_;
  std::size_t count_ = 0;
};

/// Adds the derived values that the filter names. Errors: too_large.
[[nodiscard]] std::optional<Problem> derive(const Holdings& holdings, const Filter& filter,
                                            Collector& into, std::size_t most);

/// One figure of the cube as a value at a place in the key.
[[nodiscard]] Value value_of(const Position& at, const Period& period,
                             const cube::Published& published, bool as_range);

}  // namespace duibiao::sdmx
