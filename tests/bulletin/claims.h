#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "bulletin/read/claim.h"
#include "figure/builtin.h"

/// Claims said by hand, as a reader would have read them, for tests of what ties and judges them.
namespace duibiao::bulletin::test {

/// The built-in places and indicators, built once a program.
inline const Vocabulary& words() {
  static const Vocabulary built = [] {
    auto vocabulary = builtin_vocabulary();
    EXPECT_TRUE(vocabulary.has_value());
    return std::move(*vocabulary);
  }();
  return built;
}

inline Period period(std::string_view text) {
  const auto parsed = Period::parse(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return parsed ? *parsed : Period();
}

inline PlaceId place(std::string_view code) {
  const auto id = words().places.by_code(code);
  EXPECT_TRUE(id.has_value()) << code;
  return id.value_or(PlaceId());
}

inline num::Decimal number(std::string_view text) {
  const auto parsed = num::Decimal::parse(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return parsed ? *parsed : num::Decimal();
}

/// Builds a Reading claim by claim. Topic, place and period stay until they are changed:
///
///     Draft draft;
///     draft.of("exports").in("330300").during("2019-01..2019-09");
///     const auto level = draft.level("1912.0", "亿元").index();
///     draft.growth("9.4");
///     draft.say(Measure::share, "34.5", "%").against("330000");
class Draft {
 public:
  /// The claim just said; its setters change that claim alone.
  class Said {
   public:
    Said(Draft& draft, std::uint32_t index) : draft_(&draft), index_(index) {}
    [[nodiscard]] std::uint32_t index() const { return index_; }

    Said& with(Qualifier qualifier) {
      claim().add(qualifier);
      return *this;
    }
    /// What the printed number may stand for, where its own decimals do not say it.
    Said& range(std::string_view low, std::string_view high) {
      const auto made = num::Interval::make(number(low), number(high));
      EXPECT_TRUE(made.has_value());
      if (made) claim().range = *made;
      return *this;
    }
    Said& of_measure(Measure measure) {
      claim().of = measure;
      return *this;
    }
    Said& part_of(std::uint32_t whole) {
      claim().whole = whole;
      return *this;
    }
    Said& adding(std::initializer_list<std::uint32_t> parts) {
      claim().adds_up = parts;
      return *this;
    }
    Said& in_list(std::uint32_t list) {
      claim().list = list;
      return *this;
    }
    /// The reference, its subject empty: what is set by the calls that follow.
    Said& refers(Reference::Kind kind, std::string_view text = {}) {
      claim().reference.kind = kind;
      claim().reference.text = text;
      return *this;
    }
    /// «占全省», «高于全省», «居全省第三»: a place and nothing else.
    Said& against(std::string_view code, Reference::Kind kind = Reference::Kind::whole) {
      claim().reference.kind = kind;
      claim().reference.subject.place = place(code);
      return *this;
    }
    /// «占出口总值»: a catalogue indicator, or else a phrase.
    Said& out_of(std::string_view topic, Reference::Kind kind = Reference::Kind::whole) {
      claim().reference.kind = kind;
      draft_->name(claim().reference.subject, topic);
      return *this;
    }
    Said& since(std::string_view text) {
      claim().reference.kind = Reference::Kind::since;
      claim().reference.subject.period = period(text);
      return *this;
    }
    Said& among(std::string_view group) {
      claim().reference.kind = Reference::Kind::among;
      claim().reference.group = group;
      return *this;
    }
    Claim& claim() { return draft_->reading_.claims[index_]; }

   private:
    Draft* draft_;
    std::uint32_t index_;
  };

  Draft& of(std::string_view topic) {
    name(subject_, topic);
    return *this;
  }
  Draft& in(std::string_view code) {
    subject_.place = code.empty() ? PlaceId() : place(code);
    return *this;
  }
  Draft& during(std::string_view text) {
    subject_.period = text.empty() ? Period() : period(text);
    return *this;
  }
  /// The claims that follow stand in the next sentence.
  Draft& stop() {
    ++sentence_;
    ++clause_;
    return *this;
  }
  Draft& comma() {
    ++clause_;
    return *this;
  }

  Said say(Measure measure, std::string_view value, std::string_view unit_text) {
    Claim claim;
    const auto at = static_cast<std::uint32_t>(reading_.claims.size());
    claim.span = {at * 10, at * 10 + 8};
    claim.subject = subject_;
    claim.measure = measure;
    claim.value = number(value);
    claim.unit_text = unit_text;
    claim.unit = unit_text == "rank" ? unit::rank() : Unit::find(unit_text).value_or(Unit());
    const auto range = num::Interval::of_printed(claim.value);
    EXPECT_TRUE(range.has_value());
    if (range) claim.range = *range;
    if (measure == Measure::rank) claim.range = num::Interval::point(claim.value);
    claim.sentence = sentence_;
    claim.clause = clause_;
    reading_.claims.push_back(std::move(claim));
    return {*this, at};
  }
  Said level(std::string_view value, std::string_view unit_text = "亿元") {
    return say(Measure::level, value, unit_text);
  }
  Said growth(std::string_view value, std::string_view unit_text = "%") {
    return say(Measure::growth_yoy, value, unit_text);
  }
  Said rank(std::string_view value) { return say(Measure::rank, value, "rank"); }

  [[nodiscard]] const Reading& reading() const { return reading_; }
  [[nodiscard]] Reading& reading() { return reading_; }

 private:
  void name(Subject& subject, std::string_view topic) {
    const auto known = words().catalogue.by_id(topic);
    subject.indicator = known.value_or(IndicatorId());
    subject.phrase = known ? std::string() : std::string(topic);
  }

  Reading reading_;
  Subject subject_;
  std::uint32_t sentence_ = 1;
  std::uint32_t clause_ = 1;
};

}  // namespace duibiao::bulletin::test
