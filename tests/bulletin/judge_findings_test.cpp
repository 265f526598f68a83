#include <gtest/gtest.h>

#include "bulletin/judge/check.h"
#include "bulletin/judge/edits.h"
#include "bulletin/judge/rewrite.h"
#include "bulletin/shop.h"

/// Each slip of the hand: found, named, and put right.
namespace duibiao::bulletin {
namespace {

using test::Draft;
using test::Shop;

/// The store that the drafts of this file speak of.
const cube::Cube& store() {
  static const auto cube = [] {
    Shop shop;
    shop.from("海关", Date{2025, 8, 20})
        .add("exports", "330300", "2025-01..2025-07", "1528.34")
        .growth("exports", "330300", "2025-01..2025-07", "10.0")
        .add("exports", "330300", "2025-01..2025-06", "1310.22")
        .growth("exports", "330300", "2025-01..2025-06", "10.6")
        .add("exports", "330200", "2025-01..2025-07", "5719.13")
        .growth("exports", "330200", "2025-01..2025-07", "8.3")
        .add("exports", "330000", "2025-01..2025-07", "24200.5")
        .growth("exports", "330000", "2025-01..2025-07", "8.4")
        .add("imports", "330300", "2025-01..2025-07", "237.66")
        .growth("imports", "330300", "2025-01..2025-07", "-11.0");
    return shop.cube();
  }();
  return *cube;
}

Draft wenzhou(std::string_view topic = "exports") {
  Draft draft;
  draft.of(topic).in("330300").during("2025-01..2025-07");
  return draft;
}

std::vector<Finding> judged(const Draft& draft) {
  const Relations related = relate_to_store(draft.reading(), store(), {});
  return judge(draft.reading(), related.relations, text::Document{}, &store());
}

struct Case {
  std::string_view value;
  std::string_view unit;
  std::string_view replacement;
  Slip slip;
  Severity severity;
};

void expect(const Draft& draft, const Case& one) {
  const auto findings = judged(draft);
  ASSERT_EQ(findings.size(), 1U) << one.value;
  const Finding& finding = findings[0];
  EXPECT_EQ(finding.verdict, Verdict::inconsistent);
  ASSERT_TRUE(finding.suggestion.has_value()) << one.value;
  EXPECT_EQ(finding.suggestion->replacement, one.replacement);
  EXPECT_EQ(finding.suggestion->slip, one.slip)
      << one.value << ": " << id_of(finding.suggestion->slip);
  EXPECT_EQ(finding.severity, one.severity) << one.value;
  EXPECT_NE(finding.message.zh.find(one.replacement), std::string::npos) << finding.message.zh;
  EXPECT_FALSE(finding.message.en.empty());
}

TEST(JudgeFindings, NamesTheSlipOfALevel) {
  for (const Case& one : {
           Case{"1528.4", "亿元", "1528.3亿元", Slip::digit, Severity::normal},
           Case{"1582.3", "亿元", "1528.3亿元", Slip::swap, Severity::normal},
           Case{"152.83", "亿元", "1528.3亿元", Slip::point, Severity::high},
           Case{"15283", "亿元", "1528.3亿元", Slip::point, Severity::high},
           Case{"1528.3", "万元", "1528.3亿元", Slip::magnitude, Severity::high},
           Case{"1310.2", "亿元", "1528.3亿元", Slip::period, Severity::normal},
           Case{"5719.1", "亿元", "1528.3亿元", Slip::place, Severity::normal},
           Case{"1999.9", "亿元", "1528.3亿元", Slip::none, Severity::normal},
           Case{"158.3", "亿元", "1528.3亿元", Slip::digit, Severity::high},
       }) {
    Draft draft = wenzhou();
    draft.level(one.value, one.unit);
    const auto findings = judged(draft);
    ASSERT_EQ(findings.size(), 1U) << one.value;
    ASSERT_TRUE(findings[0].suggestion.has_value()) << one.value;
    EXPECT_EQ(findings[0].suggestion->replacement, one.replacement) << one.value;
    EXPECT_EQ(findings[0].suggestion->slip, one.slip)
        << one.value << ": " << id_of(findings[0].suggestion->slip);
    EXPECT_EQ(findings[0].severity, one.severity) << one.value;
  }
}

TEST(JudgeFindings, NamesTheSlipOfARate) {
  for (const Case& one : {
           Case{"1.0", "%", "10.0%", Slip::point, Severity::high},
           Case{"16.0", "%", "10.0%", Slip::digit, Severity::normal},
           Case{"-10.0", "%", "10.0%", Slip::sign, Severity::high},
           Case{"10.6", "%", "10.0%", Slip::digit, Severity::normal},
           Case{"1528.3", "%", "10.0%", Slip::none, Severity::high},
           Case{"1528.34", "%", "10.0%", Slip::level_as_growth, Severity::high},
           Case{"8.3", "%", "10.0%", Slip::place, Severity::normal},
       }) {
    Draft draft = wenzhou();
    draft.growth(one.value, one.unit);
    const auto findings = judged(draft);
    ASSERT_EQ(findings.size(), 1U) << one.value;
    ASSERT_TRUE(findings[0].suggestion.has_value()) << one.value;
    EXPECT_EQ(findings[0].severity, one.severity) << one.value;
    EXPECT_EQ(findings[0].suggestion->slip, one.slip)
        << one.value << ": " << id_of(findings[0].suggestion->slip);
    EXPECT_EQ(findings[0].suggestion->replacement, one.replacement);
  }
}

TEST(JudgeFindings, NamesTheSlipOfAShare) {
  Draft draft = wenzhou();
  draft.say(Measure::share, "3.6", "%").against("330000");
  expect(draft, {"3.6", "%", "6.3%", Slip::swap, Severity::normal});
  Draft mille = wenzhou();
  mille.say(Measure::share, "6.3", "‰").against("330000");
  expect(mille, {"6.3", "‰", "6.3%", Slip::per_mille, Severity::high});
}

TEST(JudgeFindings, GapsSayTheirDirection) {
  Draft draft = wenzhou();
  draft.say(Measure::gap_pp, "-1.6", "百分点").against("330000", Reference::Kind::compared);
  expect(draft, {"-1.6", "百分点", "1.6百分点", Slip::sign, Severity::high});
}

TEST(JudgeFindings, MakesNoSuggestionWhereSeveralFit) {
  Shop shop;
  shop.add("exports", "330300", "2025-01..2025-06", "1310.22");
  const auto cube = shop.cube();
  Draft draft = wenzhou();
  draft.level("310.0");
  const Relations related = relate_to_store(draft.reading(), *cube, {});
  const auto findings = judge(draft.reading(), related.relations, text::Document{}, cube.get());
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].relation, RelationKind::plausible);
  EXPECT_FALSE(findings[0].suggestion.has_value());
}

TEST(JudgeFindings, KeepsSilentAboutRightFigures) {
  Draft draft = wenzhou();
  draft.level("1528.3");
  draft.growth("10.0");
  draft.say(Measure::share, "6.3", "%").against("330000");
  draft.say(Measure::gap_pp, "1.6", "百分点").against("330000", Reference::Kind::compared);
  draft.of("imports").level("237.7");
  draft.growth("-11.0");
  EXPECT_TRUE(judged(draft).empty());
}

TEST(JudgeFindings, AWidenedClaimGetsNoFigurePutInItsPlace) {
  Draft draft = wenzhou();
  draft.level("2000").with(Qualifier::over).range("2000", "1000000000");
  const auto findings = judged(draft);
  ASSERT_EQ(findings.size(), 1U) << "not above 2000";
  EXPECT_FALSE(findings[0].suggestion.has_value());
}

TEST(JudgeFindings, PutsTheGravestFirstThenThoseThatStandFirst) {
  Draft draft = wenzhou();
  draft.level("1999.9");
  draft.growth("-10.0");
  draft.of("imports").level("244.4");
  const auto findings = judged(draft);
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_EQ(findings[0].claims.front(), 1U);
  EXPECT_EQ(findings[1].claims.front(), 0U);
  EXPECT_EQ(findings[2].claims.front(), 2U);
}

TEST(JudgeFindings, ACopiedFigureGivesWayToOneAsFineAsItsNeighbours) {
  Draft draft = wenzhou();
  draft.during("2025-01..2025-06").level("1310.22");
  draft.in("330200").during("2025-01..2025-07").level("5719.13");
  draft.in("330000").level("24200.50");
  draft.of("imports").in("330300").level("999.9");
  const auto findings = judged(draft);
  ASSERT_EQ(findings.size(), 1U);
  ASSERT_TRUE(findings[0].suggestion.has_value());
  EXPECT_EQ(findings[0].suggestion->replacement, "237.66亿元");
}

// ---- how the text is changed ----

struct Change {
  std::string_view before;
  std::string_view numeral;
  std::string_view value;  ///< signed, as read
  std::string_view right;
  std::string_view unit;
  std::string_view after;
};

std::string changed(const Change& change) {
  text::Document document;
  document.text = change.before;
  Claim claim;
  const auto at = document.text.find(change.numeral);
  EXPECT_NE(at, std::string::npos);
  claim.span = {static_cast<std::uint32_t>(at),
                static_cast<std::uint32_t>(at + change.numeral.size())};
  claim.value = test::number(change.value);
  claim.unit = Unit::find(change.unit).value_or(Unit());
  if (claim.unit == unit::rank()) claim.measure = Measure::rank;
  claim.range = num::Interval::of_printed(claim.value).value_or(num::Interval());
  Claim right = claim;
  right.value = test::number(change.right);
  const Suggestion to = rewritten(document, claim, right, Slip::none);
  std::string out = document.text;
  out.replace(to.span.begin, to.span.size(), to.replacement);
  return out;
}

TEST(JudgeRewrite, ChangesTheNumeralAndKeepsItsForm) {
  for (const Change& one : {
           Change{"出口1,059.76亿元。", "1,059.76亿元", "1059.76", "11059.76", "亿元",
                  "出口11,059.76亿元。"},
           Change{"增长9.4%。", "9.4%", "9.4", "9.7", "%", "增长9.7%。"},
           Change{"rose 9.4 percent", "9.4 percent", "9.4", "9.7", "%", "rose 9.7 percent"},
           Change{"US$ 1.2 billion", "US$ 1.2 billion", "1.2", "2.1", "十亿美元",
                  "US$ 2.1 billion"},
           Change{"增速居全省第5位。", "第5", "5", "6", "位", "增速居全省第6位。"},
           Change{"增长９．４％", "９．４％", "9.4", "9.7", "%", "增长９．７％"},
           Change{"增速居第七位。", "第七", "7", "8", "位", "增速居第八位。"},
           Change{"增速居第七。", "第七", "7", "12", "位", "增速居第十二。"},
           Change{"增速居首位。", "首位", "1", "6", "位", "增速居第六位。"},
           Change{"ranking fifth", "fifth", "5", "6", "位", "ranking sixth"},
           Change{"ranked 3rd", "3rd", "3", "12", "位", "ranked 12th"},
           Change{"ranked 4th", "4th", "4", "2", "位", "ranked 2nd"},
           Change{"占七成以上", "七成", "7", "8", "成", "占八成以上"},
           Change{"下降3.1%和4.2%", "3.1%", "-3.1", "3.1", "%", "增长3.1%和下降4.2%"},
           Change{"增长3.1%和4.2%", "4.2%", "4.2", "-4.2", "%", "增长3.1%和下降4.2%"},
           Change{"比台州多38.5亿元", "38.5亿元", "38.5", "-38.5", "亿元", "比台州少38.5亿元"},
       }) {
    EXPECT_EQ(changed(one), one.after);
  }
}

TEST(JudgeRewrite, ChangesTheMagnitudeAsTheTextWritesIt) {
  const auto changed_unit = [](std::string_view text, std::string_view numeral,
                               std::string_view from, std::string_view to) {
    text::Document document;
    document.text = text;
    const auto at = static_cast<std::uint32_t>(document.text.find(numeral));
    Claim claim;
    claim.span = {at, at + static_cast<std::uint32_t>(numeral.size())};
    claim.value = test::number("82.22");
    claim.unit = Unit::find(from).value_or(Unit());
    Claim right = claim;
    right.unit = Unit::find(to).value_or(Unit());
    const Suggestion change = rewritten(document, claim, right, Slip::magnitude);
    std::string out = document.text;
    out.replace(change.span.begin, change.span.size(), change.replacement);
    return out;
  };
  EXPECT_EQ(changed_unit("to 82.22 million yuan.", "82.22 million yuan", "百万元", "十亿元"),
            "to 82.22 billion yuan.");
  EXPECT_EQ(changed_unit("出口82.22万元人民币", "82.22万元人民币", "万元", "亿元"),
            "出口82.22亿元人民币");
  EXPECT_EQ(changed_unit("占9.7%", "9.7%", "%", "‰"), "占82.22‰");
  EXPECT_EQ(changed_unit("出口82.22亿元", "82.22亿元", "亿元", "亿美元"), "出口82.22亿美元");
}

TEST(JudgeRewrite, TurnsTheWordOfDirectionWithTheSign) {
  for (const Change& one : {
           Change{"进口237.7亿元，增长11.0%。", "11.0%", "11.0", "-11.0", "%",
                  "进口237.7亿元，下降11.0%。"},
           Change{"低于全省1.2个百分点", "1.2个百分点", "-1.2", "1.2", "百分点",
                  "高于全省1.2个百分点"},
           Change{"增速比上半年加快0.6个百分点", "0.6个百分点", "0.6", "-0.6", "百分点",
                  "增速比上半年回落0.6个百分点"},
           Change{"imports were up 11 percent", "11 percent", "11", "-11", "%",
                  "imports were down 11 percent"},
           Change{"同比增速为-5.3%", "-5.3%", "-5.3", "5.3", "%", "同比增速为5.3%"},
       }) {
    EXPECT_EQ(changed(one), one.after);
  }
}

TEST(JudgeRewrite, WritesTheSignWhereNoWordCarriesIt) {
  EXPECT_EQ(changed({"出口增速5.3%", "5.3%", "5.3", "-5.3", "%", {}}), "出口增速-5.3%");
  EXPECT_EQ(changed({"增长，为5.3%", "5.3%", "5.3", "-5.3", "%", {}}), "增长，为-5.3%")
      << "a word of another clause is left alone";
}

TEST(JudgeRewrite, QuotesACellWithTheFirstOfItsRow) {
  text::Document document;
  document.text = "| 地区 | 出口 |\n| 宁波 | 5.1 |\n";
  const auto block = [&](std::string_view cell, std::uint32_t row, std::uint32_t column) {
    const auto at = static_cast<std::uint32_t>(document.text.find(cell));
    text::Block made{.kind = text::Block::Kind::cell,
                     .span = {at, at + static_cast<std::uint32_t>(cell.size())}};
    made.table = 1;
    made.row = row;
    made.column = column;
    document.blocks.push_back(made);
    return made.span;
  };
  block("地区", 0, 0);
  block("出口", 0, 1);
  block("宁波", 1, 0);
  Claim claim;
  claim.span = block("5.1", 1, 1);
  claim.table = 1;
  EXPECT_EQ(quoted(document, claim), "宁波 5.1");
  claim.table = 0;
  EXPECT_NE(quoted(document, claim), "宁波 5.1") << "what stands in no table has no row";
}

TEST(JudgeRewrite, QuotesTheClauseOfTheFigure) {
  text::Document document;
  document.text = "前三季度，我市出口继续领跑，占全国份额9.7%。";
  Claim claim;
  const auto at = static_cast<std::uint32_t>(document.text.find("9.7%"));
  claim.span = {at, at + 4};
  EXPECT_EQ(quoted(document, claim), "占全国份额9.7%");
  claim.span = {5000, 6000};
  claim.value = test::number("9.7");
  claim.unit_text = "%";
  EXPECT_EQ(quoted(document, claim), "9.7%") << "a span that is not there is not followed";
}

// ---- readings one slip away ----

TEST(JudgeEdits, EveryEditIsTheSlipItSays) {
  Draft draft = wenzhou();
  draft.level("1059.76");
  const Claim& claim = draft.reading().claims[0];
  std::size_t count = 0;
  for (const Edit& edit : edits_of(claim)) {
    EXPECT_NE(edit.slip, Slip::none);
    EXPECT_EQ(slip_between(claim, edit.claim), edit.slip);
    EXPECT_TRUE(edit.claim.range.contains(edit.claim.value));
    ++count;
  }
  EXPECT_GT(count, 50U);
  EXPECT_LT(count, 100U);
}

TEST(JudgeEdits, TwoDigitsOffIsNoSlip) {
  Draft draft = wenzhou();
  draft.level("1059.76");
  const Claim& claim = draft.reading().claims[0];
  EXPECT_EQ(slip_between(claim, *with_value(claim, test::number("2159.76"))), Slip::none);
  EXPECT_EQ(slip_between(claim, *with_value(claim, test::number("105.97"))), Slip::none);
}

TEST(JudgeEdits, ARangeMovesWithItsValue) {
  Draft draft = wenzhou();
  draft.level("2000").range("1950", "2050");
  const auto moved = with_value(draft.reading().claims[0], test::number("3000"));
  ASSERT_TRUE(moved.has_value());
  EXPECT_EQ(moved->range.low(), test::number("2950"));
  EXPECT_EQ(moved->range.high(), test::number("3050"));
}

}  // namespace
}  // namespace duibiao::bulletin
