#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bulletin/read/read.h"
#include "bulletin/relate/relation.h"

namespace duibiao::bulletin {

enum class Verdict : std::uint8_t {
  consistent,
  edge,  ///< only the interval ends touch
  inconsistent,
  not_checkable,  ///< with the reason in the message
};
[[nodiscard]] std::string_view id_of(Verdict verdict);
[[nodiscard]] Message describe(Verdict verdict);

enum class Severity : std::uint8_t {
  info,    ///< a revised base, an older release, something unusual
  normal,  ///< a digit is off
  high,    ///< a sign, a rank, a threshold or a factor of 10, 100 or 10⁴ is involved
};
[[nodiscard]] std::string_view id_of(Severity severity);

/// The kind of slip that would explain a wrong figure, in the order in which they are tried.
enum class Slip : std::uint8_t {
  none,             ///< the store's figure, not a slip of the hand
  per_mille,        ///< % ↔ ‰
  magnitude,        ///< 万 ↔ 亿, 亿美元 ↔ 亿元
  sign,             ///< 增长 ↔ 下降
  point,            ///< the decimal point moved
  digit,            ///< one digit
  swap,             ///< two neighbouring digits
  period,           ///< a neighbouring period's figure
  place,            ///< another place's figure
  level_as_growth,  ///< a figure of another measure was copied
  words,            ///< the wording: 百分点 for %, 增长到 for 增长
};
[[nodiscard]] std::string_view id_of(Slip slip);
[[nodiscard]] Message describe(Slip slip);

/// What to write instead. Replacing `span` of the text by `replacement` gives the corrected draft.
struct Suggestion {
  Span span;
  std::string replacement;
  Slip slip = Slip::none;
  Message why;
};

/// What was found about one figure, or about a few that cannot be told apart.
struct Finding {
  Verdict verdict = Verdict::consistent;
  RelationKind relation = RelationKind::same_fact;
  Severity severity = Severity::normal;
  /// The suspects first (for inconsistent ones the smallest set whose change restores everything),
  /// then the other claims of the relation.
  std::vector<std::uint32_t> claims;
  std::uint32_t suspects = 1;  ///< how many of `claims` are suspect
  Message formula;
  num::Interval computed;
  num::Interval printed;
  Unit unit;
  std::vector<Evidence> evidence;
  std::vector<RelationKind> also;  ///< other relations that fail for the same reason
  std::optional<Suggestion> suggestion;
  Message message;  ///< one sentence a writer understands, with the figures
};

/// A remark on how figures are written (GB/T 15835-2011 and common misuse); never a verdict.
struct UsageRemark {
  enum class Rule : std::uint8_t {
    decrease_by_times,   ///< 下降3倍
    to_or_by,            ///< 增长到/增长了, 降低到/降低了
    percent_for_points,  ///< «高于全省2.1%» where two rates are compared
    doubled_sign,        ///< 5.1%%
    mixed_precision,     ///< 10.3%、14%、15.25% in one list
    numeral_form,        ///< GB/T 15835: mixed numerals (3千5百), 二〇19年, missing unit in a range
    mixed_width,         ///< ９.8％ beside 9.8%
    redundant_about,     ///< 约…左右, 近…多, 超过…以上
    range_sign,          ///< 10-15% without the first %, «-» for «—» or «～»
  };
  Span span;
  Rule rule = Rule::doubled_sign;
  Message message;
  std::optional<std::string> replacement;
};
[[nodiscard]] std::string_view id_of(UsageRemark::Rule rule);

struct CheckSummary {
  std::uint32_t numerals = 0;  ///< claims and ignored together
  std::uint32_t claims = 0;
  std::uint32_t checked = 0;  ///< claims that at least one relation could test
  std::uint32_t consistent = 0;
  std::uint32_t edge = 0;
  std::uint32_t inconsistent = 0;
  std::uint32_t not_checkable = 0;  ///< claims less checked
  [[nodiscard]] double coverage() const {
    return claims == 0 ? 1.0 : static_cast<double>(checked) / claims;
  }
};

struct CheckOptions {
  ReadingContext context;
  bool usage = true;  ///< the lint class
};

/// All that is known about a draft.
struct CheckReport {
  Reading reading;
  std::vector<Verdict> verdicts;  ///< one a claim: its worst; not_checkable when nothing tested it
  std::vector<Message> reasons;   ///< one a claim: why not checkable; empty else
  std::vector<Finding> findings;  ///< inconsistent first, by severity, then place in the text
  std::vector<UsageRemark> usage;
  CheckSummary summary;
};

/// Reads a draft, relates its figures with each other and (when `cube` is not null) with the store,
/// and judges. Exact interval arithmetic only. Deterministic; thread-safe; holds nothing.
[[nodiscard]] CheckReport check(const Reader& reader, const text::Document& document,
                                const cube::Cube* cube, const CheckOptions& options);

/// Judges relations that are already known: the smallest explanation, severity, suggestions.
[[nodiscard]] std::vector<Finding> judge(const Reading& reading,
                                         std::span<const Relation> relations,
                                         const text::Document& document, const cube::Cube* cube);

/// The lint alone.
[[nodiscard]] std::vector<UsageRemark> usage_remarks(const text::Document& document,
                                                     const Reading& reading);

}  // namespace duibiao::bulletin
