#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "bulletin/read/read.h"
#include "figure/builtin.h"

namespace duibiao::bulletin {
namespace {

using Rows = std::vector<std::vector<std::string>>;

const Reader& reader() {
  static const Reader built = [] {
    auto words = builtin_vocabulary();
    auto made = Reader::build(std::make_shared<const Vocabulary>(std::move(*words)));
    EXPECT_TRUE(made.has_value());
    return std::move(*made);
  }();
  return built;
}

/// Lines above, then a table; «a|2» spans two columns, «|» alone is no cell.
text::Document document(const std::vector<std::string>& lines, const Rows& rows) {
  text::Document made;
  const auto put = [&made](text::Block block, std::string_view words, char behind) {
    block.span.begin = static_cast<std::uint32_t>(made.text.size());
    made.text += words;
    block.span.end = static_cast<std::uint32_t>(made.text.size());
    made.text += behind;
    if (!words.empty()) made.blocks.push_back(block);
  };
  for (const std::string& line : lines) put({}, line, '\n');
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    std::uint32_t column = 0;
    for (const std::string& cell : rows[row]) {
      text::Block block;
      block.kind = text::Block::Kind::cell;
      block.table = 1;
      block.row = row;
      block.column = column;
      const std::size_t bar = cell.rfind('|');
      if (bar != std::string::npos) {
        block.column_span = static_cast<std::uint32_t>(std::stoi(cell.substr(bar + 1)));
      }
      put(block, cell.substr(0, bar), '\t');
      column += block.column_span;
    }
  }
  return made;
}

Reading read(const std::vector<std::string>& lines, const Rows& rows) {
  ReadingContext context;
  context.home = *reader().vocabulary().places.by_code("330300");
  return reader().read(document(lines, rows), context);
}

/// «exports 330200 2031-01..2031-09 level 5.1 亿元», a claim a line; an unknown indicator in «».
std::string say(const Reading& reading) {
  std::string out;
  const Vocabulary& words = reader().vocabulary();
  for (const Claim& claim : reading.claims) {
    const Subject& subject = claim.subject;
    out +=
        fmt::format("{} {} {} {} {} {}\n",
                    subject.indicator.known() ? words.catalogue.at(subject.indicator).id
                                              : "«" + subject.phrase + "»",
                    subject.place.known() ? words.places.at(subject.place).code : "-",
                    subject.period.known() ? subject.period.to_string() : "-", id_of(claim.measure),
                    claim.value.to_string(), claim.unit_text.empty() ? "-" : claim.unit_text);
  }
  return out;
}

TEST(ReadTable, PlacesInRowsIndicatorsInColumns) {
  EXPECT_EQ(say(read({"表1 2031年1-9月浙江省各市外贸情况", "单位：亿元、%"},
                     {{"地区", "出口", "同比±%", "进口总值", "同比"},
                      {"宁波", "5.10", "3.2", "2.0", "-1.5"},
                      {"温州市", "1.25", "—", "0.5", "4"}})),
            "exports 330200 2031-01..2031-09 level 5.10 亿元\n"
            "exports 330200 2031-01..2031-09 growth_yoy 3.2 %\n"
            "imports 330200 2031-01..2031-09 level 2.0 亿元\n"
            "imports 330200 2031-01..2031-09 growth_yoy -1.5 %\n"
            "exports 330300 2031-01..2031-09 level 1.25 亿元\n"
            "imports 330300 2031-01..2031-09 level 0.5 亿元\n"
            "imports 330300 2031-01..2031-09 growth_yoy 4 %\n");
}

TEST(ReadTable, ASentenceAboveSaysNotWhatTheCellsMeasure) {
  const std::string said =
      say(read({"2031年1-9月，温州市出口增长10.0%。"},
               {{"地区", "出口（亿元）", "同比增长（%）"}, {"宁波", "5733.7", "10.9"}}));
  EXPECT_NE(said.find("exports 330200 2031-01..2031-09 level 5733.7"), std::string::npos) << said;
}

TEST(ReadTable, IndicatorsInRowsMonthAndYearToDateInColumns) {
  EXPECT_EQ(say(read({"2031年9月全市主要经济指标"},
                     {{"指标", "单位", "本月", "累计", "累计同比(%)"},
                      {"出口总值（亿元）", "", "130.5", "1100.2", "6.1"},
                      {"社会消费品零售总额(亿元)", "", "300", "2700.0", "5.0"}})),
            "exports 330300 2031-09 level 130.5 亿元\n"
            "exports 330300 2031-01..2031-09 level 1100.2 亿元\n"
            "exports 330300 2031-01..2031-09 growth_yoy 6.1 %\n"
            "retail_sales 330300 2031-09 level 300 亿元\n"
            "retail_sales 330300 2031-01..2031-09 level 2700.0 亿元\n"
            "retail_sales 330300 2031-01..2031-09 growth_yoy 5.0 %\n");
}

TEST(ReadTable, YearsInColumns) {
  const Reading reading =
      read({"温州市出口总值（亿元）"}, {{"指标", "2030年", "2031"}, {"出口", "1000.1", "1100.2"}});
  EXPECT_EQ(say(reading),
            "exports 330300 2030 level 1000.1 亿元\nexports 330300 2031 level 1100.2 亿元\n");
  EXPECT_EQ(reading.ignored.size(), 2U);
  for (const Ignored& ignored : reading.ignored) EXPECT_EQ(ignored.reason, IgnoredReason::date);
}

TEST(ReadTable, YearsInRows) {
  EXPECT_EQ(say(read({}, {{"年份", "出口(亿元)", "增长(%)"},
                          {"2030", "1000.1", "3"},
                          {"2031", "1100.2", "10.0"}})),
            "exports 330300 2030 level 1000.1 亿元\nexports 330300 2030 growth_yoy 3 %\n"
            "exports 330300 2031 level 1100.2 亿元\nexports 330300 2031 growth_yoy 10.0 %\n");
}

TEST(ReadTable, TwoHeaderRowsWithSpans) {
  EXPECT_EQ(say(read({"2031年1-9月"}, {{"地区", "出口|2", "进口|2"},
                                       {"", "总值(亿元)", "同比(%)", "总值(亿元)", "同比(%)"},
                                       {"宁波", "5.1", "3.2", "2.0", "1.5"}})),
            "exports 330200 2031-01..2031-09 level 5.1 亿元\n"
            "exports 330200 2031-01..2031-09 growth_yoy 3.2 %\n"
            "imports 330200 2031-01..2031-09 level 2.0 亿元\n"
            "imports 330200 2031-01..2031-09 growth_yoy 1.5 %\n");
}

TEST(ReadTable, RowsThatNameGoodsAreNotTheWhole) {
  const Reading reading = read({"2031年1-9月温州市主要商品出口情况", "单位：亿元"},
                               {{"商品", "金额", "同比%"},
                                {"机电产品", "50.1", "3.2"},
                                {"其中：汽车零配件", "20.0", "1.5"},
                                {"鞋靴", "30.2", "-2"},
                                {"合计", "80.3", "1.2"}});
  ASSERT_EQ(reading.claims.size(), 8U);
  EXPECT_FALSE(reading.claims[0].subject.indicator.known());
  EXPECT_EQ(reading.claims[0].subject.phrase, "机电产品出口");
  EXPECT_EQ(reading.claims[0].measure, Measure::level);
  EXPECT_EQ(reading.claims[1].measure, Measure::growth_yoy);
  EXPECT_EQ(reading.claims[2].whole, std::optional<std::uint32_t>(0));
  EXPECT_EQ(reading.claims[6].adds_up, (std::vector<std::uint32_t>{0, 4}));
  EXPECT_EQ(reading.claims[6].subject.indicator, *reader().vocabulary().catalogue.by_id("exports"));
  EXPECT_EQ(reading.claims[6].table, 1U);
}

TEST(ReadTable, RanksAndSharesAreWhatTheirHeadersSay) {
  EXPECT_EQ(say(read({"2031年1-9月"}, {{"地区", "出口(亿元)", "位次", "出口增速(%)", "增速位次"},
                                       {"宁波", "5.1", "1", "3.2", "4"}})),
            "exports 330200 2031-01..2031-09 level 5.1 亿元\n"
            "exports 330200 2031-01..2031-09 rank 1 rank\n"
            "exports 330200 2031-01..2031-09 growth_yoy 3.2 %\n"
            "exports 330200 2031-01..2031-09 rank 4 rank\n");
}

TEST(ReadTable, SharesAreOfTheWholeThatHeaderOrTitleNames) {
  const Reading places =
      read({"2031年1-9月"}, {{"地区", "出口(亿元)", "占全省比重%"}, {"宁波", "5.1", "25.0"}});
  ASSERT_EQ(places.claims.size(), 2U);
  const Claim& share = places.claims[1];
  EXPECT_EQ(share.measure, Measure::share);
  EXPECT_EQ(share.reference.kind, Reference::Kind::whole);
  EXPECT_EQ(reader().vocabulary().places.at(share.reference.subject.place).code, "330000");
  const Reading goods = read({"2031年1-9月温州市主要商品出口情况", "单位：亿元"},
                             {{"商品", "金额", "占比%"}, {"机电产品", "50.1", "40.0"}});
  ASSERT_EQ(goods.claims.size(), 2U);
  EXPECT_EQ(goods.claims[1].reference.kind, Reference::Kind::whole);
  EXPECT_EQ(goods.claims[1].reference.subject.indicator,
            *reader().vocabulary().catalogue.by_id("exports"));
  // A share of nobody knows what is compared with nothing.
  const Reading open = read({"2031年1-9月"}, {{"地区", "出口占比%"}, {"宁波", "25.0"}});
  ASSERT_EQ(open.claims.size(), 1U);
  EXPECT_EQ(open.claims[0].reference.kind, Reference::Kind::none);
}

TEST(ReadTable, RowNumbersAndCodesAreNoFigures) {
  const Reading reading = read({"2031年1-9月，亿元"}, {{"序号", "地区", "代码", "出口(亿元)"},
                                                       {"1", "宁波", "330200", "5.1"},
                                                       {"2", "温州", "330300", "1.2"}});
  EXPECT_EQ(say(reading),
            "exports 330200 2031-01..2031-09 level 5.1 亿元\n"
            "exports 330300 2031-01..2031-09 level 1.2 亿元\n");
  std::vector<IgnoredReason> reasons;
  for (const Ignored& ignored : reading.ignored) reasons.push_back(ignored.reason);
  using enum IgnoredReason;
  EXPECT_EQ(std::count(reasons.begin(), reasons.end(), list_mark), 2);
  EXPECT_EQ(std::count(reasons.begin(), reasons.end(), code), 2);
}

TEST(ReadTable, FiguresThatCannotBeToldApartClaimNothing) {
  // Two groups with the same rows: which exports are whose is not said in the row.
  const Reading reading = read({"2031年1-9月"}, {{"指标", "值(亿元)"},
                                                 {"一、甲片区企业"},
                                                 {"出口", "5.1"},
                                                 {"二、乙片区企业"},
                                                 {"出口", "7.7"}});
  ASSERT_EQ(reading.claims.size(), 2U);
  for (const Claim& claim : reading.claims) EXPECT_EQ(claim.measure, Measure::other);
}

TEST(ReadTable, WordsInCellsAreReadAsSentences) {
  const Reading reading =
      read({"2031年1-9月"}, {{"任务", "进展"}, {"稳外贸", "全市出口1100.2亿元，同比增长6.1%"}});
  EXPECT_EQ(say(reading),
            "exports 330300 2031-01..2031-09 level 1100.2 亿元\n"
            "exports 330300 2031-01..2031-09 growth_yoy 6.1 %\n");
}

TEST(ReadTable, SpansAreTheNumbersAlone) {
  const text::Document made =
      document({"2031年1-9月"}, {{"地区", "出口(亿元)"}, {"宁波", "1,912.0①"}, {"温州", "7"}});
  const Reading reading = reader().read(made, {});
  ASSERT_EQ(reading.claims.size(), 2U);
  EXPECT_EQ(reading.claims[0].span.of(made.text), "1,912.0");
  EXPECT_EQ(reading.claims[0].value.to_string(), "1912.0");
}

TEST(ReadTable, EveryNumberIsAClaimOrIgnored) {
  const Rows rows = {{"序号", "地区", "2030年", "2031年"},
                     {"1", "宁波", "5.1", "6.2%"},
                     {"2", "不知何处", "x", "2019"},
                     {"3", "合计", "…", "8"}};
  const Reading reading = read({"单位：万吨"}, rows);
  EXPECT_EQ(reading.claims.size() + reading.ignored.size(), 9U) << say(reading);
}

TEST(ReadTable, LargeTablesStayLinear) {
  Rows rows = {{"地区", "出口(亿元)", "同比%"}};
  for (int at = 0; at < 20'000; ++at) rows.push_back({"某地" + std::to_string(at), "1.5", "2"});
  const auto start = std::chrono::steady_clock::now();
  const Reading reading = read({"2031年1-9月"}, rows);
  EXPECT_GE(reading.claims.size(), 40'000U);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

}  // namespace
}  // namespace duibiao::bulletin
