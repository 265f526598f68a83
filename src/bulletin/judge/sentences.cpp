#include "bulletin/judge/sentences.h"

#include "bulletin/judge/rewrite.h"
#include "bulletin/relate/store_facts.h"

namespace duibiao::bulletin {
namespace {

/// What is the matter, as the end of «“出口占全国份额9.7%”……».
Message complaint(RelationKind kind) {
  switch (kind) {
    case RelationKind::stored:
      return {"与公布数不符", "differs from the published figure"};
    case RelationKind::stored_derived:
    case RelationKind::stored_gap:
      return {"与按公布数计算的结果不符", "differs from what the published figures give"};
    case RelationKind::stored_rank:
    case RelationKind::rank_listed:
      return {"与各地数据排出的位次不符", "is not the rank that the figures give"};
    case RelationKind::plausible:
    case RelationKind::share_bound:
    case RelationKind::part_bound:
    case RelationKind::rank_bound:
      return {"不可能", "cannot be"};
    case RelationKind::same_fact:
      return {"与文中另一处不一致", "differs from another place in the text"};
    case RelationKind::direction:
    case RelationKind::threshold:
      return {"与文中的数字说法相反", "contradicts the figures in the text"};
    default:
      return {"与文中其他数字对不上", "does not agree with the other figures in the text"};
  }
}

/// Formulas end in their result; without one the result is said.
Message grounds(const Finding& finding) {
  if (!finding.formula.zh.empty()) return finding.formula;
  const std::string computed = store::shown(finding.computed) + std::string(finding.unit.symbol());
  return {"按此计算为" + computed, "the others give " + computed};
}

std::string joined_quotes(const Finding& finding, const Reading& reading,
                          const text::Document& document, std::string_view between) {
  std::string out;
  for (std::uint32_t i = 0; i < finding.suspects; ++i) {
    if (i > 0) out += between;
    out += "“" + quoted(document, reading.claims[finding.claims[i]]) + "”";
  }
  return out;
}

/// Two suspects with one correction for both: they were exchanged.
bool is_exchange(const Finding& finding, const Reading& reading) {
  if (finding.suspects != 2 || !finding.suggestion) return false;
  if (finding.suggestion->slip != Slip::swap) return false;
  const Span& span = finding.suggestion->span;
  const auto inside = [&](std::uint32_t claim) {
    const Span& own = reading.claims[claim].span;
    return own.begin >= span.begin && own.end <= span.end;
  };
  return inside(finding.claims[0]) && inside(finding.claims[1]);
}

}  // namespace

Message sentence_of(const Finding& finding, const Reading& reading, const text::Document& document,
                    const Relation& relation) {
  const Message why = grounds(finding);
  if (is_exchange(finding, reading)) {
    const Suggestion& to = *finding.suggestion;
    return {"“" + quoted(document, reading.claims[finding.claims[0]]) + "”与“" +
                quoted(document, reading.claims[finding.claims[1]]) + "”的位置可能颠倒：" + why.zh +
                "；应为“" + to.replacement + "”。",
            "“" + quoted(document, reading.claims[finding.claims[0]]) + "” and “" +
                quoted(document, reading.claims[finding.claims[1]]) +
                "” seem to stand in each other's place: " + why.en + "; should be “" +
                to.replacement + "”."};
  }
  if (finding.suspects > 1) {
    Message many{"以下各数互相矛盾，其中至少一处有误：" +
                     joined_quotes(finding, reading, document, "、") + "；" + why.zh,
                 "these figures contradict each other, at least one is wrong: " +
                     joined_quotes(finding, reading, document, ", ") + "; " + why.en};
    if (finding.suggestion) {
      many.zh += "；如是第一处，应为“" + finding.suggestion->replacement + "”";
      many.en += "; if it is the first, it should be “" + finding.suggestion->replacement + "”";
    }
    return {many.zh + "。", many.en + "."};
  }
  const Message what = complaint(relation.kind);
  const std::string quote = quoted(document, reading.claims[finding.claims.front()]);
  Message out{"“" + quote + "”" + what.zh + "：" + why.zh,
              "“" + quote + "” " + what.en + ": " + why.en};
  if (finding.suggestion) {
    const Suggestion& to = *finding.suggestion;
    const bool named = to.slip != Slip::none;
    out.zh += "；应为“" + to.replacement + "”" + (named ? "（" + to.why.zh + "）" : "");
    out.en += "; should be “" + to.replacement + "”" + (named ? " (" + to.why.en + ")" : "");
  }
  out.zh += "。";
  out.en += ".";
  return out;
}

Message remark_of(const Finding& finding, const Reading& reading, const text::Document& document,
                  const Relation& relation) {
  const std::string quote = quoted(document, reading.claims[finding.claims.front()]);
  const Message why = grounds(finding);
  if (finding.verdict == Verdict::edge) {
    return {"“" + quote + "”处在修约临界点：" + why.zh + "。",
            "“" + quote + "” agrees only at the end of its rounding: " + why.en + "."};
  }
  return {"“" + quote + "”：" + relation.note.zh + "（" + why.zh + "）。",
          "“" + quote + "”: " + relation.note.en + " (" + why.en + ")."};
}

}  // namespace duibiao::bulletin
