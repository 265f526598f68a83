#include "bulletin/judge/check.h"

#include <algorithm>
#include <utility>

#include "bulletin/judge/assess.h"

namespace duibiao::bulletin {
namespace {

Message only_with_doubtful() {
  return {"只与存疑的数有关联，改正后才能核对",
          "tied only to a figure in doubt; to be checked once that is right"};
}

Message nothing_to_compare() {
  return {"文中和库中都没有可与之核对的数", "nothing in the text or the store to compare it with"};
}

Message only_within_bounds() {
  return {"文中的其他数只限定其范围，不足以核对",
          "the other figures only bound it, which is too little to check it by"};
}

/// Whether agreement says that the figure is right: that a part is below its whole, or a place not
/// last among a few, is true of almost any figure.
bool says_enough(const Assessed& one) {
  if (one.relation->kind == RelationKind::part_bound) return false;
  const bool listed = one.relation->kind == RelationKind::rank_listed;
  return !listed || one.evaluation.computed.low() == one.evaluation.computed.high();
}

/// What the relations say of each claim, before anybody is blamed.
struct Tally {
  bool holds = false;
  bool edge = false;
  bool failing = false;
  Message note;
};

std::vector<Tally> tally(std::size_t claims, std::span<const Assessed> assessed) {
  std::vector<Tally> out(claims);
  for (const Assessed& one : assessed) {
    for (const std::uint32_t claim : one.relation->claims) {
      Tally& of = out[claim];
      switch (one.standing) {
        case Standing::holds:
          if (says_enough(one)) {
            of.holds = true;
          } else if (of.note.zh.empty()) {
            of.note = only_within_bounds();
          }
          break;
        case Standing::edge:
          of.edge = true;
          break;
        case Standing::fails:
          of.failing = true;
          break;
        case Standing::excused:
          if (of.note.zh.empty()) of.note = one.relation->note;
          break;
        case Standing::unknown:
          if (of.note.zh.empty()) of.note = one.why;
          break;
      }
    }
  }
  return out;
}

void fill_verdicts(CheckReport& report, std::span<const Assessed> assessed,
                   const std::vector<Unrelated>& unrelated) {
  const std::size_t count = report.reading.claims.size();
  report.verdicts.assign(count, Verdict::not_checkable);
  report.reasons.assign(count, Message{});
  std::vector<Message> why(count);
  for (const Unrelated& one : unrelated) why[one.claim] = one.why;
  const std::vector<Tally> said = tally(count, assessed);
  for (std::size_t i = 0; i < count; ++i) {
    const Tally& of = said[i];
    if (of.edge) {
      report.verdicts[i] = Verdict::edge;
    } else if (of.holds) {
      report.verdicts[i] = Verdict::consistent;
    } else if (of.failing) {
      report.reasons[i] = only_with_doubtful();
    } else {
      report.reasons[i] = !of.note.zh.empty()  ? of.note
                          : !why[i].zh.empty() ? why[i]
                                               : nothing_to_compare();
    }
  }
  for (const Finding& finding : report.findings) {
    if (finding.verdict != Verdict::inconsistent) continue;
    for (std::uint32_t k = 0; k < finding.suspects; ++k) {
      report.verdicts[finding.claims[k]] = Verdict::inconsistent;
      report.reasons[finding.claims[k]] = {};
    }
  }
}

CheckSummary summary_of(const CheckReport& report) {
  CheckSummary summary;
  summary.claims = static_cast<std::uint32_t>(report.reading.claims.size());
  summary.numerals = summary.claims + static_cast<std::uint32_t>(report.reading.ignored.size());
  const auto count = [&](Verdict verdict) {
    return static_cast<std::uint32_t>(std::ranges::count(report.verdicts, verdict));
  };
  summary.consistent = count(Verdict::consistent);
  summary.edge = count(Verdict::edge);
  summary.inconsistent = count(Verdict::inconsistent);
  summary.not_checkable = count(Verdict::not_checkable);
  summary.checked = summary.claims - summary.not_checkable;
  return summary;
}

}  // namespace

CheckReport check(const Reader& reader, const text::Document& document, const cube::Cube* cube,
                  const CheckOptions& options) {
  CheckReport report;
  report.reading = reader.read(document, options.context);
  std::vector<Relation> relations = relate_within(report.reading, reader.vocabulary());
  std::vector<Unrelated> unrelated;
  if (cube != nullptr) {
    Relations stored = relate_to_store(report.reading, *cube, options.context.written);
    std::ranges::move(stored.relations, std::back_inserter(relations));
    unrelated = std::move(stored.unrelated);
  }
  const std::vector<Assessed> assessed = assess(report.reading, relations);
  report.findings = findings_of(report.reading, assessed, document, cube);
  fill_verdicts(report, assessed, unrelated);
  if (options.usage) report.usage = usage_remarks(document, report.reading);
  report.summary = summary_of(report);
  return report;
}

}  // namespace duibiao::bulletin
