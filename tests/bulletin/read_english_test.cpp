#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bulletin/read/read.h"
#include "figure/builtin.h"

namespace duibiao::bulletin {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Reader& reader() {
  static const Reader built = [] {
    auto words = builtin_vocabulary();
    EXPECT_TRUE(words.has_value());
    auto made = Reader::build(std::make_shared<Vocabulary>(std::move(*words)));
    EXPECT_TRUE(made.has_value());
    return std::move(*made);
  }();
  return built;
}

/// A bulletin of Wenzhou on the first nine months of 2019.
Reading read(std::string_view text) {
  text::Document document;
  document.text = text;
  ReadingContext context;
  context.home = *reader().vocabulary().places.by_code("330300");
  context.period = *Period::parse("2019-01..2019-09");
  context.written = {2019, 10, 18};
  return reader().read(document, context);
}

std::string subject_text(const Subject& subject) {
  const Vocabulary& words = reader().vocabulary();
  std::string out = subject.indicator.known()
                        ? std::string(words.catalogue.at(subject.indicator).id)
                        : "'" + subject.phrase + "'";
  if (subject.place.known() && words.places.at(subject.place).code != "330300") {
    out += "@" + std::string(words.places.at(subject.place).code);
  }
  const std::string period = subject.period.to_string();
  return period == "2019-01..2019-09" ? out : out + " " + period;
}

/// «9.4 growth_yoy exports»; the place where it is not Wenzhou, the period where it is not the
/// bulletin's, then qualifiers and what the value refers to.
std::string claim_text(const Claim& claim) {
  std::string out = claim.value.to_string() + " " + std::string(id_of(claim.measure)) + " " +
                    subject_text(claim.subject);
  for (unsigned bit = 0; bit < static_cast<unsigned>(qualifier_count); ++bit) {
    const auto qualifier = static_cast<Qualifier>(1U << bit);
    if (claim.has(qualifier)) out += " +" + std::string(id_of(qualifier));
  }
  switch (claim.reference.kind) {
    case Reference::Kind::none:
      break;
    case Reference::Kind::whole:
      out += " of " + subject_text(claim.reference.subject);
      break;
    case Reference::Kind::compared:
      out += " than " + subject_text(claim.reference.subject);
      break;
    case Reference::Kind::since:
      out += " since " + claim.reference.subject.period.to_string();
      break;
    case Reference::Kind::among:
      out += " among " + subject_text(claim.reference.subject);
      break;
  }
  return out;
}

std::vector<std::string> claims(std::string_view text) {
  std::vector<std::string> all;
  for (const Claim& claim : read(text).claims) all.push_back(claim_text(claim));
  return all;
}

/// «14th name», «11 quantity_word».
std::vector<std::string> ignored(std::string_view text) {
  std::vector<std::string> all;
  for (const Ignored& i : read(text).ignored) {
    all.push_back(std::string(i.span.of(text)) + " " + std::string(id_of(i.reason)));
  }
  return all;
}

TEST(ReadEnglish, AValueAndItsGrowth) {
  EXPECT_THAT(claims("In the first nine months of 2019, exports reached 1.25 billion yuan, up 9.4 "
                     "percent year on year."),
              ElementsAre("1.25 level exports", "9.4 growth_yoy exports"));
  EXPECT_THAT(claims("Imports stood at 161.5 billion yuan, down 4.6 percent from the same period "
                     "last year."),
              ElementsAre("161.5 level imports", "-4.6 growth_yoy imports"));
  EXPECT_THAT(claims("Retail sales, at 281 billion yuan, were 12.3 percent higher than a year "
                     "earlier."),
              ElementsAre("281 level retail_sales", "12.3 growth_yoy retail_sales"));
  EXPECT_THAT(claims("Wenzhou's foreign trade hit 135.94 billion yuan (US$ 19.8 billion), an "
                     "increase of 22.01 percent over the same period of last year."),
              ElementsAre("135.94 level trade", "19.8 level trade_usd", "22.01 growth_yoy trade"));
}

TEST(ReadEnglish, TheVerbBeforeGovernsUntilAnotherFollows) {
  EXPECT_THAT(claims("The country's foreign trade rose 2.8 percent to 22.91 trillion yuan, with "
                     "exports up 5.2% to 12.48 trillion yuan and imports down 0.1% to 10.43 "
                     "trillion yuan."),
              ElementsAre("2.8 growth_yoy trade@100000", "22.91 level trade@100000",
                          "5.2 growth_yoy exports@100000", "12.48 level exports@100000",
                          "-0.1 growth_yoy imports@100000", "10.43 level imports@100000"));
  EXPECT_THAT(claims("Cross-border e-commerce exports jumped by 4.6 billion yuan to 12.9 billion "
                     "yuan."),
              ElementsAre("4.6 increment cross_border_ecommerce_exports",
                          "12.9 level cross_border_ecommerce_exports"));
  EXPECT_THAT(claims("Exports dropped 3.2 %, while imports soared 25.1 %."),
              ElementsAre("-3.2 growth_yoy exports", "25.1 growth_yoy imports"));
  EXPECT_THAT(claims("Exports grew 9.4 percent and imports 3.1 percent."),
              ElementsAre("9.4 growth_yoy exports", "3.1 growth_yoy imports"));
}

TEST(ReadEnglish, GrowthMayStandBehindItsNumber) {
  EXPECT_THAT(claims("Wenzhou posted a 9.4 percent increase in exports."),
              ElementsAre("9.4 growth_yoy exports"));
  EXPECT_THAT(claims("Wenzhou saw a 3.1 percent decline in imports."),
              ElementsAre("-3.1 growth_yoy imports"));
  EXPECT_THAT(claims("The growth rate of exports was 26.78 percent."),
              ElementsAre("26.78 growth_yoy exports"));
}

TEST(ReadEnglish, SharesNameTheirWhole) {
  EXPECT_THAT(claims("Exports of mechanical and electrical products climbed 7.5% to 61.3 billion "
                     "yuan, accounting for 51.2% of the city's total exports."),
              ElementsAre("7.5 growth_yoy mechanical_electrical_exports",
                          "61.3 level mechanical_electrical_exports",
                          "51.2 share mechanical_electrical_exports of exports"));
  EXPECT_THAT(claims("Private enterprises exported 98.1 billion yuan of goods, making up 81.9 "
                     "percent of the total, up 2.1 percentage points."),
              ElementsAre("98.1 level private_enterprise_exports",
                          "81.9 share private_enterprise_exports of exports",
                          "2.1 share_change private_enterprise_exports"));
  EXPECT_THAT(claims("The city's exports took up 9.7‰ of the national total."),
              ElementsAre("9.7 share exports of exports@100000"));
  EXPECT_THAT(claims("The share of private enterprises in total exports rose 2.1 percentage points "
                     "to 81.9 percent."),
              ElementsAre("2.1 share_change 'private enterprises'",
                          "81.9 share private_enterprise_exports of exports"));
  EXPECT_THAT(
      claims("Exports of garments totaled 8.9 billion yuan, or 7.4 percent of the total."),
      ElementsAre("8.9 level 'exports of garments'", "7.4 share 'exports of garments' of ''"));
}

TEST(ReadEnglish, AnEarlierShareIsOfTheEarlierYear) {
  EXPECT_THAT(claims("Exports' share of the national total rose from 9.1‰ to 9.7‰."),
              ElementsAre("9.1 share exports 2018-01..2018-09 of exports@100000 2018-01..2018-09",
                          "9.7 share exports of exports@100000"));
}

TEST(ReadEnglish, PointsAreGapsOrChanges) {
  EXPECT_THAT(claims("The growth rate of exports was 0.7 percentage points higher than the "
                     "provincial average."),
              ElementsAre("0.7 gap_pp exports than exports@330000"));
  EXPECT_THAT(claims("Export growth was 1.7 percentage points faster than the national growth."),
              ElementsAre("1.7 gap_pp exports than exports@100000"));
  EXPECT_THAT(claims("Imports grew slower, 2.5 percentage points below the national average."),
              ElementsAre("-2.5 gap_pp imports than imports@100000"));
  EXPECT_THAT(claims("Export growth outpaced the national average by 4.0 percentage points."),
              ElementsAre("4.0 gap_pp exports than exports@100000"));
  EXPECT_THAT(
      claims("Retail sales grew 8.1 percent, 1.2 percentage points lower than in the first "
             "half."),
      ElementsAre("8.1 growth_yoy retail_sales", "-1.2 growth_change retail_sales since 2019-H1"));
  EXPECT_THAT(
      claims("General trade accounted for nearly 80 percent, 3.2 percentage points more than "
             "in the same period of 2018."),
      ElementsAre("80 share general_trade +near of trade",
                  "3.2 share_change general_trade since 2018-01..2018-09"));
}

TEST(ReadEnglish, PercentIsSometimesSaidOfPoints) {
  EXPECT_THAT(claims("Exports rose 26.78%, higher than the provincial average by 17.5 percent."),
              ElementsAre("26.78 growth_yoy exports", "17.5 gap_pp exports than exports@330000"));
  EXPECT_THAT(claims("Exports grew 10.0 percent, higher than the provincial average of 8.4 percent "
                     "by 1.6 percent."),
              ElementsAre("10.0 growth_yoy exports", "8.4 growth_yoy exports@330000",
                          "1.6 gap_pp exports than exports@330000"));
}

TEST(ReadEnglish, RanksAreOrdinalsWithAVerbOrAPlace) {
  EXPECT_THAT(claims("Total imports and exports grew 22.51 percent, ranking second in the "
                     "province."),
              ElementsAre("22.51 growth_yoy trade", "2 rank trade among trade@330000"));
  EXPECT_THAT(claims("Wenzhou ranked No. 3 among the 11 cities in the province in terms of "
                     "exports."),
              ElementsAre("3 rank exports among exports@330000"));
  EXPECT_THAT(
      claims("Exports accounted for 9.8 percent of the country's total, ranking fourth "
             "nationwide."),
      ElementsAre("9.8 share exports of exports@100000", "4 rank exports among exports@100000"));
  EXPECT_THAT(ignored("The 7th session opened on the 2nd floor."),
              ElementsAre("7th ordinal", "2nd ordinal"));
}

TEST(ReadEnglish, AListPairsNamesAndValuesInOrder) {
  EXPECT_THAT(claims("Imports and exports rose 5.2% and 3.1% respectively."),
              ElementsAre("5.2 growth_yoy imports", "3.1 growth_yoy exports"));
  EXPECT_THAT(
      claims("Hangzhou, Ningbo and Jiaxing saw retail sales grow by 8.8%, 7.7% and 9.7%, "
             "respectively."),
      ElementsAre("8.8 growth_yoy retail_sales@330100", "7.7 growth_yoy retail_sales@330200",
                  "9.7 growth_yoy retail_sales@330400"));
  EXPECT_THAT(
      claims("Exports to the United States, the European Union and ASEAN stood at 12.1, 34.5 and "
             "5.6 billion yuan respectively, up 1.2, 2.5 and 3.1 percent."),
      ElementsAre("12.1 level 'exports to united states'", "34.5 level 'exports to european union'",
                  "5.6 level 'exports to asean'", "1.2 growth_yoy 'exports to united states'",
                  "2.5 growth_yoy 'exports to european union'",
                  "3.1 growth_yoy 'exports to asean'"));
  EXPECT_THAT(
      claims("Exports reached 1.2, 1.5 and 1.9 billion yuan in 2017, 2018 and 2019 "
             "respectively."),
      ElementsAre("1.2 level exports 2017", "1.5 level exports 2018", "1.9 level exports 2019"));
}

TEST(ReadEnglish, AUnitPrintedOnceIsLent) {
  const Reading reading =
      read("Exports and imports stood at 12.1 and 34.5 billion yuan respectively.");
  ASSERT_EQ(reading.claims.size(), 2U);
  EXPECT_EQ(reading.claims[0].unit_text, "billion yuan");
  EXPECT_EQ(reading.claims[0].unit, reading.claims[1].unit);
  EXPECT_NE(reading.claims[0].list, 0U);
  EXPECT_EQ(reading.claims[0].list, reading.claims[1].list);
}

TEST(ReadEnglish, MixedDirectionsInAList) {
  EXPECT_THAT(claims("Imports and exports were up 5.2% and down 3.1% respectively."),
              ElementsAre("5.2 growth_yoy imports", "-3.1 growth_yoy exports"));
}

TEST(ReadEnglish, TimesAndWhatTheyMultiply) {
  EXPECT_THAT(claims("Market procurement exports increased 2.1 times from 2.86 to 8.90 billion "
                     "yuan."),
              ElementsAre("2.1 multiple market_procurement_exports",
                          "2.86 level market_procurement_exports 2018-01..2018-09",
                          "8.90 level market_procurement_exports"));
  EXPECT_THAT(claims("Exports were nearly 1.6 times those of 2018."),
              ElementsAre("1.6 multiple exports +near since 2018-01..2018-09"));
  EXPECT_THAT(claims("Exports were 2.3 times that of Hangzhou."),
              ElementsAre("2.3 multiple exports than exports@330100"));
}

TEST(ReadEnglish, Contributions) {
  EXPECT_THAT(claims("Private enterprises contributed 3.2 percentage points to the city's export "
                     "growth, with a contribution rate of 63.7 percent."),
              ElementsAre("3.2 contribution_pp 'private enterprises' of exports",
                          "63.7 contribution_rate 'private enterprises' of exports"));
  EXPECT_THAT(claims("The contribution of private firms to export growth reached 85.2 percent."),
              ElementsAre("85.2 contribution_rate 'private firms' of exports"));
}

TEST(ReadEnglish, ATimeBehindTheValueIsItsOwn) {
  EXPECT_THAT(claims("Exports hit 231 billion yuan in 2018, rising 9.0 percent."),
              ElementsAre("231 level exports 2018", "9.0 growth_yoy exports 2018"));
  EXPECT_THAT(claims("In 2017, exports reached 113.7 billion yuan; in 2018 they hit 145.6 billion "
                     "yuan."),
              ElementsAre("113.7 level exports 2017", "145.6 level exports 2018"));
  EXPECT_THAT(claims("In September alone, exports fell 2.4 percent to 13.2 billion yuan."),
              ElementsAre("-2.4 growth_yoy exports 2019-09", "13.2 level exports 2019-09"));
  EXPECT_THAT(
      claims("GDP grew by 6.2 percent in the third quarter, slowing from 6.4 percent in the "
             "second quarter."),
      ElementsAre("6.2 growth_yoy gdp 2019-Q3", "6.4 growth_yoy gdp 2019-Q2"));
}

TEST(ReadEnglish, PlansAndForecastsAreNotObserved) {
  EXPECT_THAT(claims("The city aims to achieve export growth of 5 percent in 2020."),
              ElementsAre("5 growth_yoy exports 2020 +target"));
  EXPECT_THAT(claims("Foreign trade is expected to exceed 200 billion yuan this year."),
              ElementsAre("200 level trade +over +forecast"));
}

TEST(ReadEnglish, TheInnermostPlaceIsMeant) {
  EXPECT_THAT(claims("Exports of east China's Jiangsu Province climbed 2.1 percent."),
              ElementsAre("2.1 growth_yoy exports@320000"));
  EXPECT_THAT(
      claims("Exports of Zhejiang fell 3 percent, but exports to ASEAN and the EU were up "
             "15.1 percent and 9.8 percent."),
      ElementsAre("-3 growth_yoy exports@330000", "15.1 growth_yoy 'exports to asean'@330000",
                  "9.8 growth_yoy 'exports to eu'@330000"));
}

TEST(ReadEnglish, APlanCarriedOutIsNoShare) {
  EXPECT_THAT(claims("Fixed-asset investment rose 24.8 percent, completing 105.8 percent of the "
                     "annual target."),
              ElementsAre("24.8 growth_yoy fixed_investment", "105.8 other fixed_investment"));
}

TEST(ReadEnglish, ANumberOfThingsGrowsByACount) {
  EXPECT_THAT(claims("The number of exhibitors increased by 512 to 8,321."),
              ElementsAre("512 increment expo_exhibitors 2019", "8321 level expo_exhibitors 2019"));
}

TEST(ReadEnglish, PricesAreNamed) {
  EXPECT_THAT(claims("Retail sales grew by 7.6% in nominal terms and 5.7% in real terms."),
              ElementsAre("7.6 growth_yoy retail_sales +nominal",
                          "5.7 growth_yoy retail_sales +constant_price"));
  EXPECT_THAT(claims("GDP expanded 6.2 percent at comparable prices."),
              ElementsAre("6.2 growth_yoy gdp +constant_price"));
  EXPECT_THAT(claims("Exports in yuan terms rose 6.1 percent; in dollar terms they fell 0.4 "
                     "percent."),
              ElementsAre("6.1 growth_yoy exports", "-0.4 growth_yoy exports_usd"));
}

TEST(ReadEnglish, WordsBesideANumberWidenIt) {
  EXPECT_THAT(claims("More than 280 companies took part, drawing nearly 68,500 visits."),
              ElementsAre("280 count 'companies' +over", "68500 level expo_visits 2019 +near"));
  EXPECT_THAT(claims("Exports were about 13 billion yuan, up over 9 percent."),
              ElementsAre("13 level exports +about", "9 growth_yoy exports +over"));
  EXPECT_THAT(claims("The average growth over the two years was 4.9 percent."),
              ElementsAre("4.9 growth_avg ''"));
}

TEST(ReadEnglish, APartnerMakesAnotherThingOfTrade) {
  EXPECT_THAT(claims("Its exports to the European Union amounted to 36.2 billion yuan."),
              ElementsAre("36.2 level 'exports to european union'"));
  EXPECT_THAT(claims("Trade with Belt and Road countries grew 10.8 percent, 7.4 percentage points "
                     "faster than overall trade growth."),
              ElementsAre("10.8 growth_yoy 'trade with belt and road countries'",
                          "7.4 gap_pp 'trade with belt and road countries' than trade"));
}

TEST(ReadEnglish, PartsHangOnTheirWhole) {
  const Reading reading = read(
      "Total imports and exports stood at 31.5 billion yuan; of which exports were 17.2 billion "
      "yuan and imports 14.3 billion yuan.");
  ASSERT_EQ(reading.claims.size(), 3U);
  EXPECT_FALSE(reading.claims[0].whole.has_value());
  EXPECT_EQ(reading.claims[1].whole, 0U);
  EXPECT_EQ(reading.claims[2].whole, 0U);
}

TEST(ReadEnglish, NumbersThatAreNoFiguresAreSetAside) {
  EXPECT_THAT(claims("Under the 14th Five-Year Plan the G20 and Double 11 met COVID-19 on the Belt "
                     "and Road."),
              IsEmpty());
  EXPECT_THAT(ignored("Tel: 0577-88881234, see Table 3 on page 12."),
              ElementsAre("0577 phone", "88881234 code", "3 page", "12 page"));
  EXPECT_THAT(ignored("The fair lasted 5 days and drew guests from 18 countries."),
              ElementsAre("5 days duration", "18 quantity_word"));
  EXPECT_THAT(ignored("In 2018 and on Oct 18, 2019 it met."),
              ElementsAre("2018 date", "18 date", "2019 date"));
}

TEST(ReadEnglish, TheMonthBeforeIsNoYearBefore) {
  EXPECT_THAT(claims("Month on month, retail sales edged down 0.3 percent."),
              ElementsAre("-0.3 growth_mom retail_sales"));
  EXPECT_THAT(
      claims("Growth of exports slowed by 0.5 percentage points from the previous quarter."),
      ElementsAre("-0.5 growth_change exports since 2019-Q2"));
}

TEST(ReadEnglish, TheNextSentenceKeepsWhatItLeavesOut) {
  EXPECT_THAT(
      claims("Zhejiang's exports reached 2.31 trillion yuan in 2018. They grew 9.0 percent, "
             "accounting for 13.4 percent of the national total."),
      ElementsAre("2.31 level exports@330000 2018", "9.0 growth_yoy exports@330000 2018",
                  "13.4 share exports@330000 2018 of exports@100000 2018"));
}

TEST(ReadEnglish, EveryNumeralIsSettledOnceInLongAndStrangeText) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "up 1.2, 3 and 4 percent than respectively to from by (5 ";
  const Reading reading = read(text);
  std::size_t last = 0;
  for (const Claim& claim : reading.claims) {
    EXPECT_LE(last, claim.span.begin);
    last = claim.span.end;
  }
  EXPECT_EQ(reading.claims.size() + reading.ignored.size(), 8000U);
}

}  // namespace
}  // namespace duibiao::bulletin
