#include "bulletin/score.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>

namespace duibiao::corpus {
namespace {

using bulletin::Claim;
using bulletin::Reading;
using std::string;
using std::string_view;

bool allows_anything(const std::vector<string>& any_of) {
  return std::find(any_of.begin(), any_of.end(), "*") != any_of.end();
}

void drop_all(string& text, string_view piece) {
  for (std::size_t at = text.find(piece); at != string::npos; at = text.find(piece, at)) {
    text.erase(at, piece.size());
  }
}

/// A phrase without the words that do not tell things apart.
string plain_phrase(string_view phrase) {
  string plain;
  for (const char c : phrase) {
    plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  for (const string_view filler :
       {"的", "“",  "”",  "\"",   " ",    "类",   "商品", "总额", "总值", "总量", "数量", "金额",
        "额", "值", "量", "规模", "全市", "全省", "我市", "我省", "实现", "完成", "方式"}) {
    drop_all(plain, filler);
  }
  return plain.empty() ? string(phrase) : plain;
}

string plain_unit(string_view unit) {
  string plain;
  for (const char c : unit) {
    if (c != ' ') plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return plain;
}

bool value_fits(const ValueLabel& label, const Claim& claim) {
  if (!label.any_value) {
    const num::Decimal printed = label.any_sign ? claim.value.magnitude() : claim.value;
    const num::Decimal wanted = label.any_sign ? label.value.magnitude() : label.value;
    if (!printed.same_print(wanted)) return false;
  }
  if (label.any_unit) return true;
  const string unit = plain_unit(claim.unit_text);
  if (unit.empty()) return label.units.empty() || label.unit_optional;
  return std::any_of(label.units.begin(), label.units.end(),
                     [&](const string& wanted) { return plain_unit(wanted) == unit; });
}

bool indicator_fits(const std::vector<string>& any_of, const bulletin::Subject& subject,
                    const Vocabulary& words) {
  if (allows_anything(any_of)) return true;
  return std::any_of(any_of.begin(), any_of.end(), [&](const string& wanted) {
    if (const auto id = words.catalogue.by_id(wanted)) return subject.indicator == *id;
    // A phrase that the catalogue has come to know is its indicator.
    if (const auto id = words.catalogue.find(wanted); id && subject.indicator.known()) {
      return subject.indicator == *id;
    }
    return !subject.indicator.known() && plain_phrase(subject.phrase) == plain_phrase(wanted);
  });
}

bool place_fits(const std::vector<string>& any_of, PlaceId place, const Vocabulary& words) {
  if (allows_anything(any_of)) return true;
  return std::any_of(any_of.begin(), any_of.end(), [&](const string& wanted) {
    if (wanted == "nowhere") return !place.known();
    const auto code = words.places.by_code(wanted);
    return code && place == *code;
  });
}

bool period_fits(const std::vector<string>& any_of, const Period& period) {
  if (allows_anything(any_of)) return true;
  return std::any_of(any_of.begin(), any_of.end(), [&](const string& wanted) {
    if (wanted == "never") return !bulletin::is_dated(period);
    const auto parsed = Period::parse(wanted);
    return parsed && period.known() && period.same_span(*parsed);
  });
}

bool measure_fits(const ClaimLabel& label, const Claim& claim) {
  const auto is = [](const std::vector<string>& any_of, Measure measure) {
    return allows_anything(any_of) ||
           std::find(any_of.begin(), any_of.end(), id_of(measure)) != any_of.end();
  };
  return is(label.measures, claim.measure) && (label.ranked.empty() || is(label.ranked, claim.of));
}

bool qualifiers_fit(const std::vector<QualifierLabel>& labels, const Claim& claim) {
  std::uint16_t unexplained = claim.qualifiers;
  bool all_there = true;
  for (const QualifierLabel& label : labels) {
    bool there = false;
    for (int bit = 0; bit < bulletin::qualifier_count; ++bit) {
      const auto qualifier = static_cast<bulletin::Qualifier>(1U << static_cast<unsigned>(bit));
      const string_view name = bulletin::id_of(qualifier);
      if (std::find(label.any_of.begin(), label.any_of.end(), name) == label.any_of.end()) continue;
      if (claim.has(qualifier)) there = true;
      unexplained = static_cast<std::uint16_t>(unexplained & ~static_cast<unsigned>(qualifier));
    }
    all_there = all_there && (there || label.optional);
  }
  return all_there && unexplained == 0;
}

bool whole_fits(const std::vector<string>& any_of, const Claim& claim, const Vocabulary& words) {
  return std::any_of(any_of.begin(), any_of.end(), [&](const string& wanted) {
    const std::size_t at = wanted.find('@');
    const bulletin::Subject& whole = claim.reference.subject;
    return indicator_fits({wanted.substr(0, at)}, whole, words) &&
           (at == string::npos || place_fits({wanted.substr(at + 1)}, whole.place, words));
  });
}

string described(const Claim& claim, const Vocabulary& words) {
  string qualifiers;
  for (int bit = 0; bit < bulletin::qualifier_count; ++bit) {
    const auto qualifier = static_cast<bulletin::Qualifier>(1U << static_cast<unsigned>(bit));
    if (claim.has(qualifier)) qualifiers += fmt::format(" +{}", bulletin::id_of(qualifier));
  }
  const bulletin::Subject& subject = claim.subject;
  return fmt::format(
      "{} {} {} {} ={}{}{}",
      subject.indicator.known() ? words.catalogue.at(subject.indicator).id : subject.phrase,
      subject.place.known() ? words.places.at(subject.place).code : "nowhere",
      bulletin::is_dated(subject.period) ? subject.period.to_string() : "never",
      id_of(claim.measure), claim.value.to_string(), claim.unit_text, qualifiers);
}

class SentenceScorer {
 public:
  SentenceScorer(const Sentence& sentence, const Reading& reading, const Vocabulary& words)
      : sentence_(sentence), reading_(reading), words_(words), used_(reading.claims.size()) {}

  ReadingScore run() {
    for (const ClaimLabel& label : sentence_.claims) score_claim(label);
    for (const IgnoredLabel& label : sentence_.ignored) score_ignored(label);
    for (std::size_t i = 0; i < used_.size(); ++i) {
      score_.invented.count(used_[i]);
      if (used_[i]) continue;
      const Claim& claim = reading_.claims[i];
      fail(fmt::format("«{}» is no claim, read as {}", claim.span.of(sentence_.text),
                       described(claim, words_)));
    }
    score_.sentences.count(right_);
    return std::move(score_);
  }

 private:
  void fail(const string& what) {
    right_ = false;
    score_.failures.push_back(fmt::format("{} {}", sentence_.id, what));
  }

  std::optional<std::size_t> claim_at(const text::Span& span) const {
    std::optional<std::size_t> best;
    std::uint32_t best_shared = 0;
    for (std::size_t i = 0; i < used_.size(); ++i) {
      const text::Span& at = reading_.claims[i].span;
      if (used_[i] || !at.meets(span)) continue;
      const std::uint32_t shared = std::min(at.end, span.end) - std::max(at.begin, span.begin);
      if (shared > best_shared) {
        best = i;
        best_shared = shared;
      }
    }
    return best;
  }

  void score_claim(const ClaimLabel& label) {
    const auto at = claim_at(label.span);
    if (at) used_[*at] = true;
    if (label.optional) return;
    score_.numerals.count(at.has_value());
    if (!at) {
      fail(fmt::format("«{}» is not read", label.text));
      for (Tally* tally : {&score_.values, &score_.measures, &score_.periods, &score_.places,
                           &score_.indicators, &score_.qualifiers}) {
        tally->count(false);
      }
      if (!label.whole_of.empty()) score_.wholes.count(false);
      return;
    }
    const Claim& claim = reading_.claims[*at];
    string wrong;
    const auto part = [&](Tally& tally, bool fits, string_view name) {
      tally.count(fits);
      if (!fits) wrong += fmt::format(" {}", name);
    };
    part(score_.values, value_fits(label.value, claim), "value");
    part(score_.measures, measure_fits(label, claim), "measure");
    part(score_.periods, period_fits(label.periods, claim.subject.period), "period");
    part(score_.places, place_fits(label.places, claim.subject.place, words_), "place");
    part(score_.indicators, indicator_fits(label.indicators, claim.subject, words_), "indicator");
    part(score_.qualifiers, qualifiers_fit(label.qualifiers, claim), "qualifiers");
    if (!label.whole_of.empty()) {
      score_.wholes.count(whole_fits(label.whole_of, claim, words_));
    }
    if (!wrong.empty()) {
      fail(fmt::format("«{}» wrong{}: read as {}", label.text, wrong, described(claim, words_)));
    }
  }

  void score_ignored(const IgnoredLabel& label) {
    if (label.optional) return;
    const auto found = std::find_if(
        reading_.ignored.begin(), reading_.ignored.end(),
        [&](const bulletin::Ignored& ignored) { return ignored.span.meets(label.span); });
    const bool there = found != reading_.ignored.end();
    score_.numerals.count(there);
    const bool right = there && (allows_anything(label.reasons) ||
                                 std::find(label.reasons.begin(), label.reasons.end(),
                                           bulletin::id_of(found->reason)) != label.reasons.end());
    score_.ignored.count(right);
    if (right) return;
    fail(fmt::format(
        "«{}» should be ignored, {}", label.text,
        there ? fmt::format("not as {}", bulletin::id_of(found->reason)) : string("is not")));
  }

  const Sentence& sentence_;
  const Reading& reading_;
  const Vocabulary& words_;
  std::vector<bool> used_;
  bool right_ = true;
  ReadingScore score_;
};

}  // namespace

void ReadingScore::add(const ReadingScore& other) {
  numerals.add(other.numerals);
  values.add(other.values);
  measures.add(other.measures);
  periods.add(other.periods);
  places.add(other.places);
  indicators.add(other.indicators);
  qualifiers.add(other.qualifiers);
  wholes.add(other.wholes);
  ignored.add(other.ignored);
  invented.add(other.invented);
  sentences.add(other.sentences);
  failures.insert(failures.end(), other.failures.begin(), other.failures.end());
}

ReadingScore score(const Sentence& sentence, const Reading& reading, const Vocabulary& words) {
  return SentenceScorer(sentence, reading, words).run();
}

ReadingScore score_all(const std::vector<Sentence>& sentences, const bulletin::Reader& reader) {
  ReadingScore all;
  for (const Sentence& sentence : sentences) {
    const Reading reading =
        reader.read(document_of(sentence.text), context_of(sentence.context, reader.vocabulary()));
    all.add(score(sentence, reading, reader.vocabulary()));
  }
  return all;
}

bool suspects(const bulletin::CheckReport& report, const bulletin::Finding& finding,
              const std::vector<text::Span>& places) {
  const std::size_t count = std::min<std::size_t>(finding.suspects, finding.claims.size());
  return std::any_of(finding.claims.begin(),
                     finding.claims.begin() + static_cast<std::ptrdiff_t>(count),
                     [&](std::uint32_t claim) {
                       const text::Span& span = report.reading.claims[claim].span;
                       return std::any_of(places.begin(), places.end(),
                                          [&](const text::Span& at) { return at.meets(span); });
                     });
}

string corrected(string_view text, const bulletin::Suggestion& suggestion) {
  string changed(text);
  if (suggestion.span.end > text.size() || suggestion.span.begin > suggestion.span.end) return {};
  changed.replace(suggestion.span.begin, suggestion.span.size(), suggestion.replacement);
  return changed;
}

string line_of(const bulletin::CheckReport& report, const bulletin::Finding& finding,
               string_view text) {
  string figures;
  for (std::size_t i = 0; i < finding.claims.size(); ++i) {
    figures += fmt::format("{}{}",
                           i == 0                  ? ""
                           : i == finding.suspects ? " | "
                                                   : " ",
                           report.reading.claims[finding.claims[i]].span.of(text));
  }
  return fmt::format(
      "{} [{}] {}{}", bulletin::id_of(finding.relation), figures, finding.message.zh,
      finding.suggestion ? fmt::format(" → {}", finding.suggestion->replacement) : string());
}

DraftScore score(const Draft& draft, const bulletin::Reader& reader, const cube::Cube& cube) {
  bulletin::CheckOptions options;
  options.context = context_of(draft.context, reader.vocabulary());
  const text::Document document = document_of(draft.text);
  const bulletin::CheckReport report =
      bulletin::check(reader, document, draft.store ? &cube : nullptr, options);
  DraftScore result;
  result.claims = report.summary.claims;
  result.checked = report.summary.checked;
  for (const bulletin::Finding& finding : report.findings) {
    if (finding.verdict != bulletin::Verdict::inconsistent) continue;
    result.lines.push_back(line_of(report, finding, draft.text));
    if (!suspects(report, finding, draft.wrong)) {
      ++result.alarms;
      continue;
    }
    result.found = true;
    std::vector<bulletin::RelationKind> kinds = finding.also;
    kinds.push_back(finding.relation);
    result.relation = result.relation ||
                      std::any_of(kinds.begin(), kinds.end(), [&](bulletin::RelationKind kind) {
                        return std::find(draft.relations.begin(), draft.relations.end(),
                                         bulletin::id_of(kind)) != draft.relations.end();
                      });
    result.suggested =
        result.suggested ||
        (!draft.suggestion.empty() && finding.suggestion &&
         corrected(draft.text, *finding.suggestion).find(draft.suggestion) != string::npos);
  }
  return result;
}

}  // namespace duibiao::corpus
