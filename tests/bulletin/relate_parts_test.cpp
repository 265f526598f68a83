#include <gtest/gtest.h>

#include "bulletin/claims.h"
#include "bulletin/relate_found.h"

namespace duibiao::bulletin {
namespace {

using num::Meeting;
using test::Draft;
using test::Found;

/// Zhejiang 2019 as the press printed Hangzhou Customs: trade 30831.9 (+8.1 %), exports 23069.8
/// (+9.0 %), imports 7762.1 (+5.8 %), in 亿元.
Draft zhejiang(const char* trade = "30831.9", const char* exports = "23069.8",
               const char* imports = "7762.1", const char* rate = "8.1") {
  Draft draft;
  draft.in("330000").during("2019").of("trade").level(trade);
  draft.growth(rate);
  draft.of("exports").level(exports);
  draft.growth("9.0");
  draft.of("imports").level(imports);
  draft.growth("5.8");
  return draft;
}

TEST(PartsSum, OfThePrintedYearAgrees) {
  const Found found(zhejiang());
  EXPECT_EQ(found.meeting(RelationKind::parts_sum, 0), Meeting::overlap);
  EXPECT_EQ(found.meeting(RelationKind::prior_additivity, 1), Meeting::overlap);
  EXPECT_EQ(found.failures(), 0U) << found.failed();
}

TEST(PartsSum, IsRefutedByAWrongPart) {
  EXPECT_EQ(Found(zhejiang("30831.9", "23069.8", "7726.1")).meeting(RelationKind::parts_sum, 0),
            Meeting::apart);
  EXPECT_EQ(Found(zhejiang("30381.9")).meeting(RelationKind::parts_sum, 0), Meeting::apart);
}

TEST(PartsSum, MayTouchInAnEnd) {
  // 20.0 and 10.0 add up to 29.9 … 30.1; 30.15 ± 0.05 begins at 30.1.
  Draft draft = zhejiang("30.15", "20.0", "10.0");
  draft.reading().claims[0].range =
      *num::Interval::make(test::number("30.1"), test::number("30.2"));
  EXPECT_EQ(Found(draft).meeting(RelationKind::parts_sum, 0), Meeting::edge);
}

/// Retail sales of a city in three levels, in 亿元.
Draft retail(const char* all, const char* goods, const char* catering) {
  Draft draft;
  draft.in("330200").during("2023");
  draft.of("retail_sales").level(all);
  draft.of("retail_goods").level(goods);
  draft.of("catering_revenue").level(catering);
  return draft;
}

TEST(PartsSum, OfGoodsAndCateringIsAllRetailSales) {
  EXPECT_EQ(Found(retail("1506.5", "1312.8", "193.7")).meeting(RelationKind::parts_sum, 0),
            Meeting::overlap);
  EXPECT_EQ(Found(retail("1486.5", "1312.8", "193.7")).meeting(RelationKind::parts_sum, 0),
            Meeting::apart);
}

TEST(PartsSum, OfASplitAccusesNobodyWhenItIsFarOff) {
  const Found found(retail("1862.4", "596.3", "38.7"));
  EXPECT_EQ(found.failures(), 0U) << found.failed() << "those of firms above quota";
}

TEST(PartsSum, OfABalanceSubtracts) {
  Draft draft = zhejiang();
  const auto balance = draft.of("trade_balance").level("15307.7").index();
  EXPECT_EQ(Found(draft).meeting(RelationKind::parts_sum, balance), Meeting::overlap);
  draft.reading().claims[balance].range = *num::Interval::of_printed(test::number("15370.7"));
  EXPECT_EQ(Found(draft).meeting(RelationKind::parts_sum, balance), Meeting::apart);
}

TEST(PartsSum, HoldsUnderACommonName) {
  Draft draft;
  draft.in("330300").during("2019");
  const auto whole = draft.of("private_enterprise_trade").level("160.0").index();
  draft.of("private_enterprise_exports").level("130.0");
  draft.of("private_enterprise_imports").level("30.0");
  EXPECT_EQ(Found(draft).meeting(RelationKind::parts_sum, whole), Meeting::overlap);
  draft.reading().claims[whole].range = *num::Interval::of_printed(test::number("190.0"));
  EXPECT_EQ(Found(draft).failures(), 1U);
}

TEST(PartsSum, LeavesOtherPeriodsPlacesAndCurrenciesAlone) {
  for (const auto& change : std::vector<void (*)(Claim&)>{
           [](Claim& c) { c.subject.period = test::period("2019-09"); },
           [](Claim& c) { c.subject.place = test::place("330300"); },
           [](Claim& c) { c.unit = *Unit::find("亿美元"); },
           [](Claim& c) { c.add(Qualifier::forecast); },
       }) {
    Draft draft = zhejiang("40000.0");
    change(draft.reading().claims[4]);
    EXPECT_FALSE(Found(draft).has(RelationKind::parts_sum));
  }
}

TEST(PartsSum, IsWhatTheSentenceAddsUp) {
  Draft draft;
  draft.in("330300").during("2019").of("对美国出口").level("10.5");
  draft.of("对欧盟出口").level("20.3");
  const auto total = draft.of("对美欧出口").level("30.8").adding({0, 1}).index();
  EXPECT_EQ(Found(draft).meeting(RelationKind::parts_sum, total), Meeting::overlap);
  draft.reading().claims[total].range = *num::Interval::of_printed(test::number("38.0"));
  EXPECT_EQ(Found(draft).meeting(RelationKind::parts_sum, total), Meeting::apart);
}

TEST(PartsSum, OfPlacesNeedsAllOfThem) {
  const auto province = [](bool all, const char* whole) {
    Draft draft;
    draft.during("2019").of("exports").in("330000").level(whole);
    int n = 0;
    for (const PlaceId city : test::words().places.children(test::place("330000"))) {
      if (!all && n == 3) break;
      draft.in(test::words().places.at(city).code).level("10.0");
      ++n;
    }
    return Found(draft).meeting(RelationKind::parts_sum, 0);
  };
  EXPECT_EQ(province(true, "110.0"), Meeting::overlap);
  EXPECT_EQ(province(true, "119.0"), Meeting::apart);
  EXPECT_EQ(province(false, "119.0"), std::nullopt);
}

TEST(PriorAdditivity, RefutesARateThatThePartsDoNotGive) {
  // 30831.9 ÷ (23069.8 ÷ 1.09 + 7762.1 ÷ 1.058) − 1 = 8.18 %
  EXPECT_EQ(Found(zhejiang("30831.9", "23069.8", "7762.1", "8.3"))
                .meeting(RelationKind::prior_additivity, 1),
            Meeting::apart);
  EXPECT_EQ(Found(zhejiang("30831.9", "23069.8", "7762.1", "-8.1"))
                .meeting(RelationKind::prior_additivity, 1),
            Meeting::apart);
}

TEST(PriorAdditivity, OfRatesAloneKeepsTheWholeBetweenItsParts) {
  const auto rates = [](const char* trade) {
    Draft draft;
    draft.in("330000").during("2019").of("trade").growth(trade);
    draft.of("exports").growth("9.0");
    draft.of("imports").growth("5.8");
    return Found(draft).meeting(RelationKind::prior_additivity, 0);
  };
  EXPECT_EQ(rates("8.1"), Meeting::overlap);
  EXPECT_EQ(rates("9.1"), Meeting::edge);
  EXPECT_EQ(rates("9.8"), Meeting::apart);
}

TEST(PriorAdditivity, SaysNothingAtConstantPrices) {
  Draft draft;
  draft.in("330000").during("2019").of("gdp").growth("9.9");
  for (const char* part : {"gdp_primary", "gdp_secondary", "gdp_tertiary"}) {
    draft.of(part).growth("5.0");
  }
  EXPECT_FALSE(Found(draft).has(RelationKind::prior_additivity));
}

TEST(PartBound, RefutesAPartAboveItsWhole) {
  Draft draft;
  draft.in("330000").during("2019").of("exports").level("1000.0");
  const auto part = draft.of("general_trade_exports").level("999.9").index();
  EXPECT_EQ(Found(draft).meeting(RelationKind::part_bound, part), Meeting::overlap);
  draft.reading().claims[part].range = *num::Interval::of_printed(test::number("1000.2"));
  EXPECT_EQ(Found(draft).meeting(RelationKind::part_bound, part), Meeting::apart);
}

TEST(PartBound, OfPlacesMonthsAndOfWhich) {
  Draft draft;
  draft.in("330000").during("2019-01..2019-09").of("exports").level("1000.0");
  draft.in("330300").level("1200.0");
  draft.in("330000").during("2019-09").level("1300.0");
  draft.during("2019-01..2019-09").of("机电产品出口").level("1400.0").part_of(0);
  const Found found(draft);
  EXPECT_EQ(found.meeting(RelationKind::part_bound, 1), Meeting::apart);
  EXPECT_EQ(found.meeting(RelationKind::part_bound, 2), Meeting::apart);
  EXPECT_EQ(found.meeting(RelationKind::part_bound, 3), Meeting::apart);
}

TEST(PartBound, DoesNotTieWhatIsNoPart) {
  Draft draft;
  draft.in("330000").during("2019").of("exports").level("1000.0");
  draft.of("机电产品出口").level("1400.0", "万台").part_of(0);  // another unit
  draft.of("exports_usd").level("1400.0", "亿美元");
  draft.of("imports").level("1400.0");
  draft.of("trade_balance").level("-1400.0");
  draft.in("330300").during("2018").of("exports").level("1400.0");
  const Found found(draft);
  for (const std::uint32_t claim : {1U, 2U, 3U, 4U, 5U}) {
    EXPECT_EQ(found.meeting(RelationKind::part_bound, claim), std::nullopt) << claim;
  }
}

/// 855.6 of 1912.0: between 44.745 and 44.753 %.
Draft machines(const char* share) {
  Draft draft;
  draft.in("330000").during("2019-10").of("exports").level("1912.0");
  draft.of("mechanical_electrical_exports").level("855.6");
  draft.say(Measure::share, share, "%").out_of("exports");
  return draft;
}

TEST(Share, AgreesAtOneDecimalAndIsRefutedOneDigitOff) {
  const Found right(machines("44.8"));
  EXPECT_EQ(right.meeting(RelationKind::share, 2), Meeting::overlap);
  EXPECT_EQ(right.of(RelationKind::share, 2).front()->formula.zh,
            "855.6亿元 ÷ 1912.0亿元 = 44.745%～44.753%，文中 44.8%");
  EXPECT_EQ(Found(machines("44.7")).meeting(RelationKind::share, 2), Meeting::overlap);
  EXPECT_EQ(Found(machines("44.6")).meeting(RelationKind::share, 2), Meeting::apart);
  EXPECT_EQ(Found(machines("48.4")).meeting(RelationKind::share, 2), Meeting::apart);
}

TEST(Share, InPerMilleIsTenTimesTheNumber) {
  const auto of_nation = [](const char* value, const char* unit) {
    Draft draft;
    draft.during("2019-01..2019-08").of("exports").in("330300").level("1059.76");
    draft.say(Measure::share, value, unit).against("100000");
    draft.in("100000").level("10.94", "万亿元");
    return Found(draft).meeting(RelationKind::share, 1);
  };
  EXPECT_EQ(of_nation("9.7", "‰"), Meeting::overlap);
  EXPECT_EQ(of_nation("9.7", "%"), Meeting::apart);
  EXPECT_EQ(of_nation("0.97", "%"), Meeting::overlap);
}

TEST(Share, IsNotTiedAcrossPeriodsOrToAnIncrease) {
  Draft lagged = machines("44.0");
  lagged.reading().claims[0].subject.period = test::period("2019-01..2019-10");
  EXPECT_FALSE(Found(lagged).has(RelationKind::share));
  Draft increase = machines("44.0");
  increase.reading().claims[2].reference.text = "出口增量";
  EXPECT_FALSE(Found(increase).has(RelationKind::share));
}

TEST(Share, WithoutAWholeTakesThatOfTheSentence) {
  Draft draft = machines("44.0");
  draft.reading().claims[1].whole = 0;
  draft.reading().claims[2].reference = {};
  EXPECT_EQ(Found(draft).meeting(RelationKind::share, 2), Meeting::apart);
}

TEST(Share, OfWhatWasSpentIsNoneOfWhatCameIn) {
  Draft draft;
  draft.in("411600").during("2023").of("fiscal_revenue").level("126843", "万元");
  const auto part = draft.of("教育支出").level("81247", "万元").part_of(0).index();
  const auto share = draft.say(Measure::share, "21.1", "%").index();
  draft.reading().claims[share].reference.kind = Reference::Kind::whole;
  draft.reading().claims[share].reference.subject = draft.reading().claims[0].subject;
  EXPECT_EQ(Found(draft).failures(), 0U) << part;
}

TEST(Share, OfAGuessedWholeNeverAccuses) {
  Draft draft = machines("44.0");
  draft.reading().claims[2].reference = {};
  EXPECT_EQ(Found(draft).failures(), 0U);
}

TEST(ShareBound, RefutesOnlyWhatIsAShareOfAWhole) {
  const auto alone = [](const char* value, const char* whole, const char* text) {
    Draft draft;
    draft.in("330000").during("2019-10").of("deposits");
    draft.say(Measure::share, value, "%").out_of(whole).refers(Reference::Kind::whole, text);
    return Found(draft).failures();
  };
  EXPECT_EQ(alone("97.0", "deposits", ""), 0U);
  EXPECT_EQ(alone("100", "deposits", ""), 0U);
  EXPECT_EQ(alone("101.0", "deposits", ""), 1U);
  EXPECT_EQ(alone("-3.0", "deposits", ""), 1U);
  EXPECT_EQ(alone("148.0", "gdp", ""), 0U);               // a ratio, not a share
  EXPECT_EQ(alone("110.0", "deposits", "新增存款"), 0U);  // of an increase
  Draft contribution;
  contribution.in("330000").during("2019-10").of("exports");
  contribution.say(Measure::contribution_rate, "314.9", "%").out_of("trade");
  EXPECT_EQ(Found(contribution).failures(), 0U);
}

TEST(SharesSum, OfAStructureIsAHundred) {
  // Wenling 2018: 6.01:55.04:38.95 by its annual bulletin.
  const auto structure = [](const char* a, const char* b, const char* c) {
    Draft draft;
    draft.in("330300").during("2018").of("三次产业结构");
    draft.say(Measure::ratio, a, "").in_list(1);
    draft.say(Measure::ratio, b, "").in_list(1);
    draft.say(Measure::ratio, c, "").in_list(1);
    return Found(draft).meeting(RelationKind::shares_sum, 0);
  };
  EXPECT_EQ(structure("6.01", "55.04", "38.95"), Meeting::overlap);
  EXPECT_EQ(structure("6.0", "55.1", "39.0"), Meeting::overlap);
  EXPECT_EQ(structure("6.01", "55.40", "38.95"), Meeting::apart);
  EXPECT_EQ(structure("2", "5", "3"), std::nullopt);
}

TEST(SharesSum, OfAFormulaIsAHundred) {
  const auto sectors = [](const char* primary) {
    Draft draft;
    draft.in("330000").during("2019");
    draft.of("gdp_primary").say(Measure::share, primary, "%").out_of("gdp");
    draft.of("gdp_secondary").say(Measure::share, "42.6", "%").out_of("gdp");
    draft.of("gdp_tertiary").say(Measure::share, "54.0", "%").out_of("gdp");
    return Found(draft).failures();
  };
  EXPECT_EQ(sectors("3.4"), 0U);
  EXPECT_EQ(sectors("4.3"), 1U);
}

TEST(ShareChange, IsTheDifferenceOfTheShares) {
  const auto change = [](const char* points, bool named, bool beside = false) {
    Draft draft;
    draft.during("2019").in("330300").of("exports");
    draft.say(Measure::share, "14.2", "%").against("330000");
    auto said = draft.say(Measure::share_change, points, "百分点");
    if (named) said.since("2018");
    if (!beside) draft.stop();
    draft.during("2018").say(Measure::share, "12.1", "%").against("330000");
    return Found(draft);
  };
  EXPECT_EQ(change("2.1", true).meeting(RelationKind::share_change, 1), Meeting::overlap);
  EXPECT_EQ(change("-2.1", true).meeting(RelationKind::share_change, 1), Meeting::apart);
  EXPECT_EQ(change("2.1", false).meeting(RelationKind::share_change, 1), Meeting::overlap);
  EXPECT_EQ(change("1.2", false).failures(), 0U);        // from when, it does not say
  EXPECT_EQ(change("1.2", false, true).failures(), 1U);  // the other share stands beside it
}

TEST(ShareChange, FollowsFromTheTwoRates) {
  // 14.2 × (1 − 1.05 ÷ 1.20) = 1.775
  const auto change = [](const char* points) {
    Draft draft;
    draft.during("2019").in("330300").of("exports").growth("20.0");
    draft.say(Measure::share, "14.2", "%").against("330000");
    draft.say(Measure::share_change, points, "百分点").since("2018");
    draft.in("330000").growth("5.0");
    return Found(draft).meeting(RelationKind::share_change, 2);
  };
  EXPECT_EQ(change("1.8"), Meeting::overlap);
  EXPECT_EQ(change("-1.8"), Meeting::apart);
  EXPECT_EQ(change("8.1"), Meeting::apart);
}

}  // namespace
}  // namespace duibiao::bulletin
