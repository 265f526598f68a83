#include "figure/place.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "figure/builtin.h"

namespace duibiao {
namespace {

const PlaceRegistry& china() {
  static const Result<Vocabulary> built = builtin_vocabulary();
  return built->places;
}

PlaceId code(std::string_view text) { return china().by_code(text).value_or(PlaceId{}); }

/// The code of what a name finds, or «-».
std::string found(std::string_view name, std::string_view within = {}) {
  const auto id = china().find(name, within.empty() ? PlaceId{} : code(within));
  return id ? china().at(*id).code : "-";
}

constexpr std::string_view header = "code,name,short,name_en,parent,level,aliases\n";

std::string csv(std::string_view rows) { return std::string(header) + std::string(rows); }

struct Case {
  const char* name;
  const char* within;
  const char* code;
};

class FindsThePlace : public testing::TestWithParam<Case> {};

TEST_P(FindsThePlace, OfEverySpellingSheetsUse) {
  const Case& c = GetParam();
  EXPECT_EQ(found(c.name, c.within), c.code) << c.name << " within " << c.within;
}

INSTANTIATE_TEST_SUITE_P(
    Exact, FindsThePlace,
    testing::Values(
        Case{"温州市", "", "330300"}, Case{"温州", "", "330300"}, Case{"330300", "", "330300"},
        Case{"Wenzhou", "", "330300"}, Case{"WENZHOU", "", "330300"},
        Case{"ｗｅｎｚｈｏｕ", "", "330300"}, Case{"温 州", "", "330300"},
        Case{" 温州市　", "", "330300"}, Case{"Xi'an", "", "610100"}, Case{"Xi’an", "", "610100"},
        Case{"xian", "", "610100"}, Case{"浙", "", "330000"}, Case{"Shaanxi", "", "610000"},
        Case{"Shanxi", "", "140000"}, Case{"内蒙古", "", "150000"}, Case{"新疆", "", "650000"},
        Case{"伊犁州", "", "654000"}, Case{"博州", "", "652700"}, Case{"恩施州", "", "422800"},
        Case{"红河州", "", "532500"}, Case{"海西州", "", "632800"}, Case{"延边", "", "222400"},
        Case{"景宁县", "", "331127"}, Case{"香港", "", "810000"}, Case{"义乌", "", "330782"},
        Case{"海南", "", "460000"}, Case{"海南州", "", "632500"}, Case{"西安", "", "610100"}));

INSTANTIATE_TEST_SUITE_P(
    Tolerant, FindsThePlace,
    testing::Values(Case{"温州地区", "", "330300"}, Case{"杭州地区", "330000", "330100"},
                    Case{"Wenzhou City", "", "330300"}, Case{"Zhejiang Province", "", "330000"},
                    Case{"洞头县", "", "330305"}, Case{"浙江温州", "", "330300"},
                    Case{"浙江省温州市", "", "330300"}, Case{"浙江省温州市鹿城区", "", "330302"},
                    Case{"南京鼓楼区", "", "320106"}, Case{"天津滨海新区", "", "120116"},
                    Case{"上海浦东新区", "", "310115"}, Case{"#温州市", "", "330300"},
                    Case{"其中：温州", "", "330300"}, Case{"其中:#温州市*", "", "330300"}));

INSTANTIATE_TEST_SUITE_P(
    Wholes, FindsThePlace,
    testing::Values(Case{"合计", "330000", "330000"}, Case{"总计", "330300", "330300"},
                    Case{"Total", "330000", "330000"}, Case{"总值", "330000", "330000"},
                    Case{"总值", "", "100000"}, Case{"全国", "", "100000"},
                    Case{"全国", "330300", "100000"}, Case{"全国总计", "", "100000"},
                    Case{"全省", "330300", "330000"}, Case{"全省合计", "330000", "330000"},
                    Case{"全市", "330302", "330300"}, Case{"全市", "330300", "330300"},
                    Case{"全市", "310000", "310000"}, Case{"全区", "450000", "450000"},
                    Case{"浙江省合计", "", "330000"}, Case{"温州市合计", "", "330300"},
                    Case{"合计", "", "-"}, Case{"全省", "", "-"}, Case{"全市", "330000", "-"}));

INSTANTIATE_TEST_SUITE_P(
    Context, FindsThePlace,
    testing::Values(Case{"鼓楼区", "320100", "320106"}, Case{"鼓楼区", "", "-"},
                    Case{"鼓楼区", "100000", "-"}, Case{"朝阳", "", "-"},
                    Case{"朝阳区", "110000", "110105"}, Case{"朝阳", "210000", "211300"},
                    Case{"市中区", "", "-"}, Case{"市中区", "370100", "370103"},
                    Case{"吉林", "", "-"}, Case{"吉林", "100000", "220000"},
                    Case{"吉林", "220000", "220200"}, Case{"吉林省", "", "220000"},
                    Case{"吉林市", "", "220200"}, Case{"Taizhou", "", "-"},
                    Case{"Taizhou", "330000", "331000"}, Case{"Suzhou", "320000", "320500"},
                    Case{"西湖区", "330000", "330106"}, Case{"西安", "231000", "231005"},
                    Case{"江苏", "330000", "320000"}, Case{"温州", "330300", "330300"}));

INSTANTIATE_TEST_SUITE_P(
    Nothing, FindsThePlace,
    testing::Values(Case{"", "", "-"}, Case{"杭州经济技术开发区", "330000", "-"},
                    Case{"温州高新技术产业开发区", "330300", "-"}, Case{"义乌综合保税区", "", "-"},
                    Case{"中国(浙江)自由贸易试验区", "", "-"},
                    Case{"大连市高新技术产业园区", "", "-"}, Case{"广州南沙新区", "", "-"},
                    Case{"重庆两江新区", "", "-"}, Case{"珠海横琴新区", "", "-"},
                    Case{"雄安新区", "", "-"}, Case{"温州县", "", "-"}, Case{"莱芜市", "", "-"},
                    Case{"莱芜市", "370000", "-"}, Case{"温洲", "", "-"},
                    Case{"市本级", "330300", "-"}, Case{"其他地区", "330000", "-"},
                    Case{"收发货人所在地", "", "-"}, Case{"指标", "", "-"},
                    Case{"单位:万元", "", "-"}, Case{"999999", "", "-"}));

TEST(Place, NoDevelopmentZoneStandsForAnyCity) {
  static constexpr const char* tails[] = {"经济技术开发区", "高新技术产业开发区", "综合保税区",
                                          "经济开发区",     "保税港区",           "出口加工区",
                                          "自由贸易试验区", "工业园区",           "跨境电商综试区"};
  for (const Place& place : china().all()) {
    if (place.level != PlaceLevel::prefecture) continue;
    for (const char* tail : tails) {
      EXPECT_FALSE(china().find(place.short_zh + tail)) << place.short_zh << tail;
      EXPECT_FALSE(china().find(place.zh + tail, place.parent)) << place.zh << tail;
    }
  }
}

TEST(Place, TextOfAnyBytesIsLookedUpWithoutHarm) {
  std::mt19937 random(20191);
  std::uniform_int_distribution<int> byte(0, 255);
  std::uniform_int_distribution<std::size_t> length(0, 300);
  for (int i = 0; i < 2'000; ++i) {
    std::string name(length(random), ' ');
    for (char& c : name) c = static_cast<char>(byte(random));
    (void)china().find(name, code("330000"));
  }
  EXPECT_FALSE(china().find(std::string(100'000, 'x')));
}

TEST(Place, ResolveTakesUniquePrefixes) {
  EXPECT_EQ(china().resolve("wenzh").value(), code("330300"));
  EXPECT_EQ(china().resolve("黑龙").value(), code("230000"));
}

TEST(Place, ResolveNamesTheCandidatesOfAnAmbiguousName) {
  const auto result = china().resolve("鼓楼区");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::ambiguous_name);
  EXPECT_NE(result.error().message.zh.find("320106"), std::string::npos);
  EXPECT_NE(result.error().message.zh.find("350102"), std::string::npos);
  EXPECT_FALSE(result.error().advice.en.empty());
}

TEST(Place, ResolveSuggestsTheNearestNameForASlip) {
  const auto result = china().resolve("温洲");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::not_found);
  EXPECT_NE(result.error().advice.zh.find("温州市"), std::string::npos);
  EXPECT_NE(result.error().advice.en.find("Wenzhou"), std::string::npos);
}

TEST(Place, NearestPutsTheBestFirstAndKeepsTheLimit) {
  const auto near = china().nearest("Wenzou", 2);
  ASSERT_EQ(near.size(), 2U);
  EXPECT_EQ(near[0], code("330300"));
  EXPECT_TRUE(china().nearest("", 3).empty());
  EXPECT_TRUE(china().nearest("qqqqqqqqqqqqqqq", 3).empty());
}

TEST(Place, KnowsWhatLiesAbove) {
  EXPECT_EQ(china().province_of(code("330302")), code("330000"));
  EXPECT_EQ(china().province_of(code("330000")), code("330000"));
  EXPECT_EQ(china().country_of(code("330302")), code("100000"));
  EXPECT_FALSE(china().province_of(code("100000")).known());
  EXPECT_TRUE(china().is_inside(code("330302"), code("330000")));
  EXPECT_FALSE(china().is_inside(code("330000"), code("330000")));
}

TEST(Place, CountiesOfPlaceholdersHangUnderTheirProvince) {
  EXPECT_EQ(china().at(code("110105")).parent, code("110000"));
  EXPECT_EQ(china().at(code("429004")).parent, code("420000"));
  EXPECT_EQ(china().at(code("659001")).parent, code("650000"));
  EXPECT_EQ(china().at(code("500229")).parent, code("500000"));
}

TEST(Place, ChildrenComeInCodeOrder) {
  const auto cities = china().children(code("330000"));
  ASSERT_EQ(cities.size(), 11U);
  EXPECT_EQ(cities.front(), code("330100"));
  EXPECT_EQ(cities.back(), code("331100"));
  EXPECT_TRUE(china().children(code("330302")).empty());
  EXPECT_TRUE(china().children(PlaceId{}).empty());
}

TEST(PeerGroups, AreFoundByEveryName) {
  for (const char* name : {"zhejiang-11", "浙江11市", "浙江十一市", "全省",
                           "ZHEJIANG'S ELEVEN CITIES", "Zhejiang’s eleven cities", "浙江１１市"}) {
    const auto group = china().resolve_group(name);
    ASSERT_TRUE(group) << name;
    EXPECT_EQ((*group)->id, "zhejiang-11") << name;
  }
  EXPECT_EQ((*china().resolve_group("计划单列"))->id, "separately-planned-5");
  EXPECT_EQ((*china().resolve_group("sub-p"))->id, "sub-provincial-15");
}

TEST(PeerGroups, OfDirectChildrenNeedNoEntry) {
  for (const char* name : {"浙江各市", "浙江省各市", "浙江省各设区市", "children-of-330000"}) {
    const auto group = china().resolve_group(name);
    ASSERT_TRUE(group) << name;
    EXPECT_EQ((*group)->members.size(), 11U) << name;
    EXPECT_EQ((*group)->zh, "浙江各市");
  }
  EXPECT_EQ((*china().resolve_group("温州各县"))->members.size(), 12U);
  EXPECT_EQ((*china().resolve_group("上海各区"))->members.size(), 16U);
}

TEST(PeerGroups, UnknownAndAmbiguousOnesAreErrorsWithAdvice) {
  const auto unknown = china().resolve_group("火星各市");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::not_found);
  EXPECT_NE(unknown.error().advice.zh.find("zhejiang-11"), std::string::npos);
  const auto ambiguous = china().resolve_group("yangtze");
  ASSERT_FALSE(ambiguous);
  EXPECT_EQ(ambiguous.error().code, ErrorCode::ambiguous_name);
}

TEST(Overlay, AmendsAPlaceThatExists) {
  PlaceRegistry places = china();
  const std::size_t before = places.size();
  ASSERT_TRUE(places.add_places("code,short,aliases\n330300,鹿城温州,瓯|东瓯\n", "mine.csv"));
  EXPECT_EQ(places.size(), before);
  const PlaceId wenzhou = *places.by_code("330300");
  EXPECT_EQ(places.at(wenzhou).zh, "温州市");
  EXPECT_EQ(places.at(wenzhou).short_zh, "鹿城温州");
  for (const char* name : {"瓯", "东瓯", "鹿城温州", "温州", "Wenzhou"}) {
    EXPECT_EQ(places.find(name), wenzhou) << name;
  }
}

TEST(Overlay, AddsAZoneThatThenIsFound) {
  PlaceRegistry places = china();
  ASSERT_TRUE(
      places.add_places(csv("330371,温州经济技术开发区,温州经开区,,330300,zone,\n"), "mine.csv"));
  const auto zone = places.find("温州经济技术开发区");
  ASSERT_TRUE(zone);
  EXPECT_EQ(places.at(*zone).level, PlaceLevel::zone);
  EXPECT_EQ(places.province_of(*zone), places.by_code("330000"));
}

TEST(Overlay, AliasesThatNameAnotherPlaceAreRefusedAndChangeNothing) {
  PlaceRegistry places = china();
  const auto in_file = places.add_places("code,aliases\n330200,甬\n330300,甬|杭州\n", "mine.csv");
  ASSERT_FALSE(in_file);
  EXPECT_EQ(in_file.error().code, ErrorCode::bad_catalogue);
  EXPECT_EQ(in_file.error().where.file, "mine.csv");
  EXPECT_EQ(in_file.error().where.line, 3U);
  EXPECT_FALSE(places.find("甬"));
  EXPECT_FALSE(places.add_alias("杭州", *places.by_code("330300")));
  EXPECT_TRUE(places.add_alias("温洲", *places.by_code("330300")));
  EXPECT_TRUE(places.add_alias("温洲", *places.by_code("330300")));
  EXPECT_EQ(places.find("温洲"), places.by_code("330300"));
  EXPECT_FALSE(places.add_alias("温洲", *places.by_code("330200")));
  EXPECT_FALSE(places.add_alias("", *places.by_code("330200")));
}

struct BadFile {
  const char* text;
  std::uint64_t line;
};

class RefusesPlaces : public testing::TestWithParam<BadFile> {};

TEST_P(RefusesPlaces, SayingTheLine) {
  PlaceRegistry places = china();
  const Status added = places.add_places(GetParam().text, "bad.csv");
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, ErrorCode::bad_catalogue);
  EXPECT_EQ(added.error().where.line, GetParam().line) << added.error().message.en;
  EXPECT_FALSE(added.error().message.zh.empty());
  EXPECT_EQ(places.size(), china().size());
}

INSTANTIATE_TEST_SUITE_P(
    Malformed, RefusesPlaces,
    testing::Values(
        BadFile{"", 1}, BadFile{"name,parent\n", 1}, BadFile{"code,colour\n", 1},
        BadFile{"code,name\n111111,\"open\n", 2},
        BadFile{"code,name,level\n900000,某地,galaxy\n", 2},
        BadFile{"code,name,level\n900000,某地,\n", 2},
        BadFile{"code,name,level\n,某地,county\n", 2},
        BadFile{"code,name,level\n900000,甲,county\n900000,乙,county\n", 3},
        BadFile{"code,name,parent,level\n900000,甲,123456,county\n", 2},
        BadFile{"code,name,parent,level\n900000,甲,900001,county\n900001,乙,900000,county\n", 2},
        BadFile{"code,parent\n330000,330300\n", 2}));

TEST(Overlay, GroupsReplaceOnesOfTheSameId) {
  PlaceRegistry places = china();
  ASSERT_TRUE(places.add_groups(
      "[[group]]\nid='wenzhou-peers'\nzh='温州对标'\nen='peers'\nmembers=['330300','350200']\n",
      "g.toml"));
  EXPECT_EQ((*places.resolve_group("温州对标"))->members.size(), 2U);
  EXPECT_EQ(places.groups().size(), china().groups().size());
}

class RefusesGroups : public testing::TestWithParam<BadFile> {};

TEST_P(RefusesGroups, SayingTheLine) {
  PlaceRegistry places = china();
  const Status added = places.add_groups(GetParam().text, "bad.toml");
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, ErrorCode::bad_catalogue);
  EXPECT_EQ(added.error().where.line, GetParam().line) << added.error().message.en;
}

INSTANTIATE_TEST_SUITE_P(
    Malformed, RefusesGroups,
    testing::Values(BadFile{"[[group]]\nid = 'x'\n", 1}, BadFile{"[[group]\n", 1},
                    BadFile{"[group]\nid='x'\n", 1},
                    BadFile{"[[group]]\nid='x'\nzh='x'\nen='x'\nmembers=['999999']\n", 5},
                    BadFile{"[[group]]\nid='x'\nzh='x'\nen='x'\nmembers=['330300','330300']\n", 5},
                    BadFile{"[[group]]\nid='x'\nzh='x'\nen='x'\nmembres=['330300']\n", 5},
                    BadFile{"[[group]]\nid='x'\nzh=3\nen='x'\nmembers=['330300']\n", 3}));

}  // namespace
}  // namespace duibiao
