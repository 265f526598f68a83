#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "cube/contents.h"

namespace duibiao::cube {
namespace {

/// One of several values of a figure, made comparable.
struct Version {
  PackedFigure figure;
  const Origin* origin = nullptr;
  const Source* source = nullptr;
  Unit unit;
  std::optional<num::Interval> range;  ///< in the unit of the figure's first comparable version
  std::size_t arrival = 0;
};

/// The same document re-issued is not a second witness; its release day does not matter here.
bool same_source(const Version& a, const Version& b) {
  return a.source == b.source ||
         (a.source->name == b.source->name && a.source->sheet == b.source->sheet);
}

bool meets(const Version& a, const Version& b) {
  if (!a.range || !b.range) {
    return a.figure.scale_code() == b.figure.scale_code() &&
           a.figure.mantissa() == b.figure.mantissa();
  }
  return num::meet(*a.range, *b.range) != num::Meeting::apart;
}

/// Strictly narrower interval: printed with more digits.
bool finer(const Version& a, const Version& b) {
  if (!a.range || !b.range) return false;
  const auto width_a = a.range->width();
  const auto width_b = b.range->width();
  return width_a && width_b && *width_a < *width_b;
}

/// The latest release wins; on one day the first import, unless the same document came again in a
/// later import: that is its correction. A stated release outranks one that is only assumed to be
/// the day of import, which may be long after the sheet came out.
bool supersedes(const Version& late, const Version& early) {
  if (late.origin->release_assumed != early.origin->release_assumed) {
    return early.origin->release_assumed;
  }
  if (late.origin->released != early.origin->released) {
    return late.origin->released > early.origin->released;
  }
  return same_source(late, early) && late.origin->batch != early.origin->batch;
}

std::optional<num::Interval> range_in(const Version& version, Unit common) {
  const auto printed = num::Interval::of_printed(version.figure.value());
  if (!printed) return {};
  if (version.unit == common) return *printed;
  const auto power = power_between(version.unit, common);
  if (!power) return {};
  const auto moved = printed->shifted(*power);
  if (!moved) return {};
  return *moved;
}

/// Settles one figure. Works on few versions, so quadratic steps do no harm.
class Settlement {
 public:
  Settlement(Contents& contents, Where where, std::span<const Repeat> repeats)
      : contents_(contents), where_(where) {
    take(contents.at(where));
    for (const Repeat& repeat : repeats) take(repeat.figure);
  }

  void run(IndicatorId indicator) {
    split_dimensions(indicator);
    choose();
    Note note{where_, 1, false};
    std::vector<const Version*> agreeing{current_};
    for (const Version& version : versions_) {
      if (&version != current_) classify(version, note, agreeing);
    }
    for (const Version* version : foreign_) {
      contents_.others.push_back({where_, version->figure, Rival::Kind::witness, true});
    }
    PackedFigure& cell = contents_.at(where_);
    cell = current_->figure;
    cell.note();
    contents_.notes.push_back(note);
  }

 private:
  void take(const PackedFigure& figure) {
    const Origin& origin = contents_.origins[figure.origin()];
    all_.push_back(
        {figure, &origin, &contents_.sources[origin.source], figure.unit(), {}, all_.size()});
  }

  /// Keeps the versions in the dimension of the catalogue's unit, or else of the first version.
  void split_dimensions(IndicatorId indicator) {
    const Catalogue& catalogue = contents_.vocabulary->catalogue;
    Dimension wanted = all_.front().unit.dimension();
    if (indicator.index < catalogue.size()) {
      const Dimension shown = catalogue.at(indicator).unit.dimension();
      const auto fits = [&](const Version& v) { return v.unit.dimension() == shown; };
      if (std::any_of(all_.begin(), all_.end(), fits)) wanted = shown;
    }
    for (const Version& version : all_) {
      if (version.unit.dimension() == wanted) versions_.push_back(version);
    }
    for (const Version& version : all_) {
      if (version.unit.dimension() != wanted) foreign_.push_back(&version);
    }
    const Unit common = versions_.front().unit;
    for (Version& version : versions_) version.range = range_in(version, common);
  }

  void choose() {
    const Version* latest = &versions_.front();
    for (const Version& version : versions_) {
      if (supersedes(version, *latest)) latest = &version;
    }
    current_ = latest;
    for (const Version& version : versions_) {
      if (same_source(version, *latest) || !meets(version, *latest)) continue;
      if (finer(version, *current_)) current_ = &version;
    }
  }

  void classify(const Version& version, Note& note, std::vector<const Version*>& agreeing) {
    const Version& current = *current_;
    const bool met = meets(version, current);
    if (same_source(version, current)) {
      const bool repeated = met && version.range == current.range;
      if (repeated) return;  // the same file again, or a figure that stands twice in it
      const bool same_import = version.origin->batch == current.origin->batch &&
                               version.origin->released == current.origin->released;
      if (same_import && !met) note.conflict = true;
      list(version, same_import && !met ? Rival::Kind::conflict : Rival::Kind::revised);
      return;
    }
    if (met) {
      const auto known = [&](const Version* other) { return same_source(*other, version); };
      if (std::none_of(agreeing.begin(), agreeing.end(), known)) {
        agreeing.push_back(&version);
        if (note.witnesses < 0xFFFF) ++note.witnesses;
        list(version, Rival::Kind::witness);
      }
      return;
    }
    const bool rival = undecided(version, current);
    note.conflict = note.conflict || rival;
    list(version, rival ? Rival::Kind::conflict : Rival::Kind::revised);
  }

  /// Nothing says which of the two came out later: one day, or an undated sheet that was imported
  /// after the dated one (an undated one imported before it has plainly been superseded).
  static bool undecided(const Version& other, const Version& current) {
    if (other.origin->release_assumed == current.origin->release_assumed) {
      return other.origin->released == current.origin->released;
    }
    return other.origin->batch > current.origin->batch;
  }

  void list(const Version& version, Rival::Kind kind) {
    contents_.others.push_back({where_, version.figure, kind, false});
  }

  Contents& contents_;
  Where where_;
  std::vector<Version> all_;
  std::vector<Version> versions_;  ///< comparable with each other
  std::vector<const Version*> foreign_;
  const Version* current_ = nullptr;
};

IndicatorId indicator_of(const Contents& contents, Where where,
                         std::span<const FigureKey> rare_keys) {
  if (where.rare()) return rare_keys[where.slot].indicator;
  return SeriesKey::unpacked(contents.columns.series(where.series).key).indicator;
}

}  // namespace

void settle_vintages(Contents& contents, std::vector<Repeat> repeats) {
  if (repeats.empty()) return;
  std::vector<FigureKey> rare_keys(contents.rare.size());
  for (const auto& [key, index] : contents.rare_index) rare_keys[index] = key;
  std::sort(repeats.begin(), repeats.end(), [](const Repeat& a, const Repeat& b) {
    return a.where != b.where ? a.where < b.where : a.arrival < b.arrival;
  });
  const std::span<const Repeat> all(repeats);
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin + 1;
    while (end < all.size() && all[end].where == all[begin].where) ++end;
    const Where where = all[begin].where;
    Settlement(contents, where, all.subspan(begin, end - begin))
        .run(indicator_of(contents, where, rare_keys));
    begin = end;
  }
}

}  // namespace duibiao::cube
