#include "figure/catalogue.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "figure/builtin.h"

namespace duibiao {
namespace {

const Catalogue& catalogue() {
  static const Result<Vocabulary> built = builtin_vocabulary();
  return built->catalogue;
}

std::string id_text(const Catalogue& from, IndicatorId id) {
  return id.known() ? from.at(id).id : "-";
}

/// «exports growth_yoy [rest]», as one line that a test can compare.
std::string understood(std::string_view header) {
  const Phrase phrase = catalogue().understand(header);
  std::string out = id_text(catalogue(), phrase.indicator) + " ";
  out += phrase.measure ? std::string(id_of(*phrase.measure)) : "-";
  if (!phrase.rest.empty()) out += " [" + phrase.rest + "]";
  return out;
}

struct Header {
  const char* text;
  const char* meaning;
};

class UnderstandsHeader : public testing::TestWithParam<Header> {};

TEST_P(UnderstandsHeader, AsAPersonWould) {
  EXPECT_EQ(understood(GetParam().text), GetParam().meaning) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Levels, UnderstandsHeader,
    testing::Values(
        Header{"进出口", "trade -"}, Header{"当期进出口", "trade -"}, Header{"出口", "exports -"},
        Header{"其中:出口", "exports -"}, Header{"其中：出口", "exports -"},
        Header{"#出口", "exports -"}, Header{"出口额(亿元)", "exports -"},
        Header{"进出口总额（万元）", "trade -"}, Header{"进出口 总值", "trade -"},
        Header{"出口总值_当月值", "exports level"}, Header{"进口总值_累计值", "imports level"},
        Header{"1、出口", "exports -"}, Header{"（二）进出口总值", "trade -"},
        Header{"GDP", "gdp -"}, Header{"地区生产总值(GDP)", "gdp -"},
        Header{"人均GDP", "gdp_per_head -"}, Header{"社零", "retail_sales -"},
        Header{"限额以上社会消费品零售额", "retail_above_quota -"},
        Header{"社会消费品零售总额(现价)", "retail_sales -"},
        Header{"规模以上工业增加值", "industrial_value_added -"},
        Header{"实际利用外资(万美元)", "fdi_actual -"}, Header{"出口(亿美元)", "exports_usd -"},
        Header{"出口总值(美元)", "exports_usd -"}, Header{"出口（按美元计价）", "exports_usd -"},
        Header{"机电产品出口", "mechanical_electrical_exports -"},
        Header{"民营企业出口额", "private_enterprise_exports -"},
        Header{"市场采购贸易出口", "market_procurement_exports -"},
        Header{"跨境电商进出口", "cross_border_ecommerce -"},
        Header{"有出口实绩企业数", "exporters -"},
        Header{"年末户籍人口", "population_registered -"},
        Header{"全社会就业人员年末数", "employment -"},
        Header{"城乡居民储蓄存款年末余额", "savings -"},
        Header{"出口占GDP比重", "export_dependency -"}, Header{"外贸依存度", "trade_dependency -"},
        Header{"Total retail sales of consumer goods (100 million yuan)", "retail_sales -"},
        Header{"cross-border e-commerce", "cross_border_ecommerce -"}, Header{"Trade", "trade -"},
        Header{"exports_usd", "exports_usd -"}));

INSTANTIATE_TEST_SUITE_P(
    Rates, UnderstandsHeader,
    testing::Values(
        Header{"出口总值_累计同比", "exports growth_yoy"}, Header{"进出口同比", "trade growth_yoy"},
        Header{"累计比去年同期±％", "- growth_yoy"}, Header{"累计比去年同期±％.1", "- growth_yoy"},
        Header{"社会消费品零售总额增速(%)", "retail_sales growth_yoy"},
        Header{"社零总额同比增长（％）", "retail_sales growth_yoy"},
        Header{"比上年同期增长", "- growth_yoy"}, Header{"增幅", "- growth_yoy"},
        Header{"限上社零增速", "retail_above_quota growth_yoy"},
        Header{"GDP可比价增速", "gdp growth_yoy"},
        Header{"规上工业增加值同比增长", "industrial_value_added growth_yoy"},
        Header{"出口（同比）", "exports growth_yoy"}, Header{"进口-同比", "imports growth_yoy"},
        Header{"进出口的同比增速", "trade growth_yoy"},
        Header{"Exports, yoy growth", "exports growth_yoy"},
        Header{"Imports YoY", "imports growth_yoy"},
        Header{"Retail sales, cumulative, yoy growth rate (%)", "retail_sales growth_yoy"},
        Header{"出口环比", "exports growth_mom"}, Header{"出口两年平均增速", "exports growth_avg"},
        Header{"出口增速回落百分点", "exports growth_change"},
        Header{"同比增减(百分点)", "- growth_change"}, Header{"出口增量", "exports increment"},
        Header{"出口拉动百分点", "exports contribution_pp"},
        Header{"出口贡献率", "exports contribution_rate"}));

INSTANTIATE_TEST_SUITE_P(
    RanksAndShares, UnderstandsHeader,
    testing::Values(Header{"位次", "- rank"}, Header{"全省位次", "- rank"},
                    Header{"增速排名", "- growth_rank"}, Header{"进出口_位次", "trade rank"},
                    Header{"进出口增速位次", "trade growth_rank"},
                    Header{"进出口总值_累计同比_全省位次", "trade growth_rank"},
                    Header{"rank", "- rank"}, Header{"占全省比重", "- share"},
                    Header{"出口比重", "exports share"},
                    Header{"占比提高百分点", "- share_change"}));

INSTANTIATE_TEST_SUITE_P(
    WordsThatChangeTheMeaningStay, UnderstandsHeader,
    testing::Values(
        Header{"上年同期", "- - [上年同期]"}, Header{"出口上年同期", "exports - [上年同期]"},
        Header{"对美国出口", "exports - [对美国]"}, Header{"全省出口", "exports - [全省]"},
        Header{"全国位次", "- rank [全国]"}, Header{"出口占全国比重", "exports share [占全国]"},
        Header{"出口占进出口比重", "exports share [占进出口比重]"},
        Header{"社会消费品零售总额实际增长", "retail_sales growth_yoy [可比价]"},
        Header{"GDP名义增速", "gdp growth_yoy [名义]"},
        Header{"水利投资", "fixed_investment - [水利]"},
        Header{"农业投资", "fixed_investment - [农业]"}, Header{"出口退税", "exports - [退税]"},
        Header{"收发货人所在地", "- - [收发货人所在地]"}));

TEST(Understand, EveryNameOfEveryIndicatorMeansThatIndicatorAndNothingMore) {
  for (const Indicator& indicator : catalogue().all()) {
    std::vector<std::string> names = indicator.aliases;
    names.insert(names.end(), {indicator.id, indicator.zh, indicator.en, indicator.short_zh});
    for (const std::string& name : names) {
      const Phrase phrase = catalogue().understand(name);
      EXPECT_EQ(id_text(catalogue(), phrase.indicator), indicator.id) << name;
      EXPECT_TRUE(phrase.complete()) << name << " leaves " << phrase.rest;
      const Phrase rate = catalogue().understand(name + "_累计同比");
      EXPECT_EQ(id_text(catalogue(), rate.indicator), indicator.id) << name;
      EXPECT_EQ(rate.measure, Measure::growth_yoy) << name;
    }
  }
}

TEST(Understand, TextOfAnyBytesIsReadWithoutHarm) {
  std::mt19937 random(2019);
  const std::string parts[] = {"出口", "同比", "占",     "(",    "亿元", ")",
                               "_",    " ",    "growth", "\xE5", "1",    "."};
  std::uniform_int_distribution<std::size_t> part(0, std::size(parts) - 1);
  for (int i = 0; i < 3'000; ++i) {
    std::string header;
    for (int k = 0; k < 12; ++k) header += parts[part(random)];
    (void)catalogue().understand(header);
  }
  EXPECT_FALSE(catalogue().understand(std::string(10'000, 'x')).complete());
}

TEST(Catalogue, FindsExactNamesInAnyWidthAndCase) {
  EXPECT_EQ(catalogue().find("出口总额"), catalogue().by_id("exports"));
  EXPECT_EQ(catalogue().find("ＧＤＰ"), catalogue().by_id("gdp"));
  EXPECT_EQ(catalogue().find("gdp per capita"), catalogue().by_id("gdp_per_head"));
  EXPECT_FALSE(catalogue().find("出口同比"));
  EXPECT_FALSE(catalogue().find(""));
}

TEST(Catalogue, ResolvesUniquePrefixesAndSuggestsTheNearest) {
  EXPECT_EQ(catalogue().resolve("market_p").value(),
            *catalogue().by_id("market_procurement_exports"));
  const auto ambiguous = catalogue().resolve("income");
  EXPECT_TRUE(ambiguous);  // the short English name of disposable income
  const auto several = catalogue().resolve("gdp_");
  ASSERT_FALSE(several);
  EXPECT_EQ(several.error().code, ErrorCode::ambiguous_name);
  EXPECT_NE(several.error().message.en.find("gdp_primary"), std::string::npos);
  const auto slip = catalogue().resolve("exprots");
  ASSERT_FALSE(slip);
  EXPECT_EQ(slip.error().code, ErrorCode::not_found);
  EXPECT_NE(slip.error().advice.en.find("exports"), std::string::npos);
}

TEST(Catalogue, ParsesSumsAndQuotients) {
  const Indicator& trade = catalogue().at(*catalogue().by_id("trade"));
  ASSERT_EQ(trade.sum.size(), 2U);
  EXPECT_EQ(trade.sum[0].indicator, catalogue().by_id("exports"));
  const Indicator& balance = catalogue().at(*catalogue().by_id("trade_balance"));
  ASSERT_EQ(balance.sum.size(), 2U);
  EXPECT_EQ(balance.sum[1].sign, -1);
  const Indicator& dependency = catalogue().at(*catalogue().by_id("export_dependency"));
  ASSERT_TRUE(dependency.quotient);
  EXPECT_EQ(dependency.quotient->denominator, catalogue().by_id("gdp"));
  EXPECT_TRUE(dependency.sum.empty());
  EXPECT_EQ(catalogue().at(*catalogue().by_id("exports")).parent, catalogue().by_id("trade"));
}

constexpr std::string_view steel =
    "[[indicator]]\nid='steel'\nzh='钢材产量'\nen='steel output'\nkind='flow'\nunit='万吨'\n"
    "growth_basis='nominal'\nadditive=true\nceiling='200000'\naliases=['钢材']\n";

TEST(Catalogue, KnowsTheSumsThatAWholeSplitsInto) {
  const Indicator& retail = catalogue().at(*catalogue().by_id("retail_sales"));
  EXPECT_TRUE(retail.sum.empty()) << "nothing is computed from them";
  ASSERT_EQ(retail.splits.size(), 2U);
  for (const auto& terms : retail.splits) {
    ASSERT_EQ(terms.size(), 2U);
    EXPECT_GT(terms[0].sign, 0);
    EXPECT_NE(terms[0].indicator, terms[1].indicator);
  }
}

TEST(Overlay, AddsAnIndicatorOfTheUsers) {
  Catalogue mine = catalogue();
  ASSERT_TRUE(mine.add(steel, "mine.toml"));
  EXPECT_EQ(mine.size(), catalogue().size() + 1);
  const Phrase phrase = mine.understand("钢材产量同比增长(%)");
  EXPECT_EQ(phrase.indicator, mine.by_id("steel"));
  EXPECT_EQ(phrase.measure, Measure::growth_yoy);
  EXPECT_TRUE(phrase.complete());
}

TEST(Overlay, AmendsKeyByKey) {
  Catalogue mine = catalogue();
  ASSERT_TRUE(
      mine.add("[[indicator]]\nid='exports'\nheadline=false\naliases=['外销']\n", "m.toml"));
  const Indicator& exports = mine.at(*mine.by_id("exports"));
  EXPECT_FALSE(exports.headline);
  EXPECT_EQ(exports.zh, "出口总值");
  EXPECT_TRUE(exports.additive);
  EXPECT_EQ(mine.find("外销"), mine.by_id("exports"));
  EXPECT_EQ(mine.find("出口总额"), mine.by_id("exports"));
}

TEST(Overlay, AliasesOfOthersAreRefused) {
  Catalogue mine = catalogue();
  EXPECT_FALSE(mine.add_alias("进口", *mine.by_id("exports")));
  EXPECT_TRUE(mine.add_alias("外销", *mine.by_id("exports")));
  EXPECT_FALSE(mine.add_alias("外销", *mine.by_id("imports")));
}

struct BadFile {
  const char* text;
  std::uint64_t line;
};

class RefusesIndicators : public testing::TestWithParam<BadFile> {};

TEST_P(RefusesIndicators, SayingTheLineAndChangingNothing) {
  Catalogue mine = catalogue();
  const Status added = mine.add(GetParam().text, "bad.toml");
  ASSERT_FALSE(added) << GetParam().text;
  EXPECT_EQ(added.error().code, ErrorCode::bad_catalogue);
  EXPECT_EQ(added.error().where.file, "bad.toml");
  EXPECT_EQ(added.error().where.line, GetParam().line) << added.error().message.en;
  EXPECT_FALSE(added.error().message.zh.empty());
  EXPECT_EQ(mine.size(), catalogue().size());
}

INSTANTIATE_TEST_SUITE_P(
    Schema, RefusesIndicators,
    testing::Values(
        BadFile{"[[indicator]]\nzh='甲'\n", 1}, BadFile{"[[indicator]]\nid='x'\n", 1},
        BadFile{"not toml at all", 1}, BadFile{"[[indicators]]\nid='x'\n", 1},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿元'\ncolour='red'\n", 6},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿元'\nkind='stream'\n", 6},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿元'\ngrowth_basis='real'\n", 6},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿两'\n", 5},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿元'\nparent='nobody'\n", 6},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿元'\nparent='x'\n", 6},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿元'\nformula='exports +'\n", 6},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿元'\nformula='exports * gdp'\n",
                6},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿元'\nformula='exports + nobody'\n",
                6},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿元'\nformula='exports + "
                "exports_usd'\n",
                6},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿元'\nsplits=['exports']\n", 6},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿元'\nsplits=['exports / gdp']\n",
                6},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿元'\nadditive='yes'\n", 6},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿元'\nceiling='lots'\n", 6},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿元'\nceiling=5\n", 6},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿元'\naliases=['出口']\n", 1},
        BadFile{"[[indicator]]\nid='x'\nzh='甲'\nen='x'\nunit='亿元'\n[[indicator]]\nid='x'\n", 6},
        BadFile{"[[indicator]]\nid='trade'\nparent='exports'\n", 1}));

TEST(Schema, ASlipInAKeyIsAnsweredWithTheKeyThatWasMeant) {
  Catalogue mine = catalogue();
  const Status added = mine.add("[[indicator]]\nid='x'\nalias=['y']\n", "bad.toml");
  ASSERT_FALSE(added);
  EXPECT_NE(added.error().advice.en.find("aliases"), std::string::npos);
}

}  // namespace
}  // namespace duibiao
