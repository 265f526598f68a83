#include "bulletin/trial.h"

#include <fmt/format.h>

#include <algorithm>

namespace duibiao::corpus {
namespace {

using std::string;
using std::string_view;

bulletin::CheckReport check_text(string_view text, const bulletin::ReadingContext& context,
                                 const bulletin::Reader& reader, const cube::Cube* cube) {
  bulletin::CheckOptions options;
  options.context = context;
  options.usage = false;
  return bulletin::check(reader, document_of(text), cube, options);
}

/// The sentence around a place, for a person to see what was missed.
string surroundings(string_view text, const text::Span& span) {
  std::size_t begin = text.rfind("。", span.begin);
  begin = begin == string_view::npos ? 0 : begin + string_view("。").size();
  const std::size_t end = std::min(text.find("。", span.end), text.size());
  return fmt::format("{}【{}】{}", text.substr(begin, span.begin - begin), span.of(text),
                     text.substr(span.end, end - span.end));
}

/// Which figures of a true bulletin something tested.
std::vector<bool> try_as_it_is(const Bulletin& bulletin, const bulletin::Reader& reader,
                               const cube::Cube* cube, TrialScore& score) {
  const auto report = check_text(bulletin.text, bulletin.context, reader, cube);
  ++score.bulletins;
  score.characters += characters_of(bulletin.text);
  score.figures += bulletin.figures.size();
  score.claims += report.summary.claims;
  score.checked += report.summary.checked;
  std::vector<bool> tested;
  for (const Figure& figure : bulletin.figures) {
    const auto value = num::Decimal::parse(figure.number.of(bulletin.text));
    const auto at =
        std::find_if(report.reading.claims.begin(), report.reading.claims.end(),
                     [&](const bulletin::Claim& claim) { return claim.span.meets(figure.number); });
    const bool right = at != report.reading.claims.end() && value &&
                       at->value == (figure.negative ? value->negated() : *value);
    score.read.count(right);
    const auto index = static_cast<std::size_t>(at - report.reading.claims.begin());
    tested.push_back(at != report.reading.claims.end() &&
                     report.verdicts[index] != bulletin::Verdict::not_checkable);
    if (!right) {
      score.unread.push_back(
          fmt::format("{} {}", bulletin.id, surroundings(bulletin.text, figure.number)));
    }
  }
  for (const bulletin::Finding& finding : report.findings) {
    if (finding.verdict != bulletin::Verdict::inconsistent) continue;
    ++score.alarms;
    score.alarm_lines.push_back(
        fmt::format("{} {}", bulletin.id, line_of(report, finding, bulletin.text)));
  }
  return tested;
}

void try_slipped(const Bulletin& bulletin, const Slipped& slipped, const bulletin::Reader& reader,
                 const cube::Cube* cube, bool tested, SlipScore& score) {
  const auto report = check_text(slipped.text, bulletin.context, reader, cube);
  bool found = false;
  bool suggested = false;
  for (const bulletin::Finding& finding : report.findings) {
    if (finding.verdict != bulletin::Verdict::inconsistent) continue;
    const bool right = suspects(report, finding, {slipped.wrong});
    score.precise.count(right);
    found = found || right;
    if (!right || !finding.suggestion) continue;
    const string mended = corrected(slipped.text, *finding.suggestion);
    suggested = suggested || mended == bulletin.text ||
                mended.compare(slipped.wrong.begin, slipped.original.size(), slipped.original) == 0;
  }
  score.found.count(found);
  if (tested) score.seen.count(found);
  if (found) {
    score.suggested.count(suggested);
  } else {
    score.missed.push_back(fmt::format("{} {} was {}{}", bulletin.id,
                                       surroundings(slipped.text, slipped.wrong), slipped.original,
                                       tested ? ", tested" : ""));
  }
}

}  // namespace

SlipScore TrialScore::all_slips() const {
  SlipScore all;
  for (const auto& [kind, score] : slips) {
    all.found.add(score.found);
    all.seen.add(score.seen);
    all.precise.add(score.precise);
    all.suggested.add(score.suggested);
  }
  return all;
}

TrialScore try_bulletins(const std::vector<Bulletin>& bulletins, const bulletin::Reader& reader,
                         const cube::Cube* cube, int each) {
  TrialScore score;
  std::uint64_t seed = 0;
  for (const Bulletin& bulletin : bulletins) {
    const std::vector<bool> tested = try_as_it_is(bulletin, reader, cube, score);
    for (const SlipKind kind : slip_kinds) {
      for (int i = 0; i < each; ++i) {
        const auto slipped = slip(bulletin, kind, ++seed);
        if (!slipped) continue;
        try_slipped(bulletin, *slipped, reader, cube, tested[slipped->figure], score.slips[kind]);
      }
    }
  }
  return score;
}

std::size_t characters_of(string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace duibiao::corpus
