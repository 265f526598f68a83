#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "bulletin/claims.h"
#include "bulletin/relate/relation.h"

namespace duibiao::bulletin::test {

/// What relate_within makes of a draft, ready to be asked.
class Found {
 public:
  explicit Found(const Draft& draft) : Found(draft.reading()) {}
  explicit Found(Reading reading)
      : reading_(std::move(reading)), relations_(relate_within(reading_, words())) {}

  [[nodiscard]] const std::vector<Relation>& relations() const { return relations_; }

  /// The relations of a kind that test a claim.
  [[nodiscard]] std::vector<const Relation*> of(RelationKind kind, std::uint32_t tested) const {
    std::vector<const Relation*> out;
    for (const Relation& relation : relations_) {
      if (relation.kind == kind && relation.claims.front() == tested) out.push_back(&relation);
    }
    return out;
  }
  [[nodiscard]] bool has(RelationKind kind) const {
    return std::any_of(relations_.begin(), relations_.end(),
                       [kind](const Relation& relation) { return relation.kind == kind; });
  }
  /// How the worst of them comes out; nothing when there is none.
  [[nodiscard]] std::optional<num::Meeting> meeting(RelationKind kind, std::uint32_t tested) const {
    std::optional<num::Meeting> worst;
    for (const Relation* relation : of(kind, tested)) {
      const auto now = evaluate(*relation);
      if (now && (!worst || *now < *worst)) worst = now;
    }
    return worst;
  }
  [[nodiscard]] bool binding(RelationKind kind, std::uint32_t tested) const {
    const auto found = of(kind, tested);
    return std::any_of(found.begin(), found.end(), [](const Relation* r) { return r->binding; });
  }
  /// How many binding relations fail.
  [[nodiscard]] std::size_t failures() const {
    return static_cast<std::size_t>(
        std::count_if(relations_.begin(), relations_.end(), [this](const Relation& relation) {
          return relation.binding && evaluate(relation) == num::Meeting::apart;
        }));
  }
  /// The formulas of those that fail, for messages.
  [[nodiscard]] std::string failed() const {
    std::string out;
    for (const Relation& relation : relations_) {
      if (evaluate(relation) != num::Meeting::apart) continue;
      out += std::string(id_of(relation.kind)) + ": " + relation.formula.en + "\n";
    }
    return out;
  }
  [[nodiscard]] std::optional<num::Meeting> evaluate(const Relation& relation) const {
    const auto result = relation.evaluate(Values(reading_));
    return result ? std::optional(result->meeting) : std::nullopt;
  }
  [[nodiscard]] const Reading& reading() const { return reading_; }

 private:
  Reading reading_;
  std::vector<Relation> relations_;
};

}  // namespace duibiao::bulletin::test
