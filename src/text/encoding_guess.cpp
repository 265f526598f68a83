#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "text/encoding.h"
#include "text/utf8.h"

namespace duibiao::text {

namespace {

struct Mark {
  std::string_view bytes;
  std::string_view name;
};

/// Longer marks first: that of UTF-32LE begins with that of UTF-16LE.
constexpr std::array<Mark, 6> marks{{{{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                                     {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                                     {{"\x84\x31\x95\x33", 4}, "GB18030"},
                                     {{"\xEF\xBB\xBF", 3}, "UTF-8"},
                                     {{"\xFF\xFE", 2}, "UTF-16LE"},
                                     {{"\xFE\xFF", 2}, "UTF-16BE"}}};

/// The characters of commerce tables and the commonest of all, simplified and traditional. In the
/// wrong reading of either encoding they hardly appear.
constexpr std::string_view common_text =
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子"
    "说产"
    "种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使"
    "点从"
    "业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看"
    "原又"
    "省市区县州亿万元美吨件台套只辆额值比增长降幅累计同期月季度半总进出口贸易商品消费零售限额以上单"
    "位"
    "名称指标地区城镇农村居民收入支出投资外资利用实际企业服务销售价格指数速排位占份额浙江杭州宁波温"
    "嘉兴"
    "湖绍金华衢舟山台丽水北京天津河山西内蒙古辽吉林黑龙上海苏安徽福建南东广海重庆四川贵云陕甘青疆"
    "這個為時來們於會發動過說產種後學經進著電裡現實體機當點從業應開還與關間樣線數額萬億噸臺輛總貿"
    "商費銷價標區縣鎮農資際務單位稱幣匯稅報統計處廣東灣華寧蘇陝龍門島歐韓"
    "（）、。，：；《》“”％－—　年季增減幅對較長率";

const std::vector<char32_t>& common_characters() {
  static const std::vector<char32_t> sorted = [] {
    std::vector<char32_t> all;
    for (const CodePoint c : code_points(common_text)) all.push_back(c.value);
    std::sort(all.begin(), all.end());
    return all;
  }();
  return sorted;
}

/// How much a character speaks for a reading: common words, any Chinese, what seldom stands in a
/// table, what never does.
int weight(char32_t value) {
  const auto& common = common_characters();
  if (std::binary_search(common.begin(), common.end(), value)) return 6;
  if (value >= 0x4E00 && value <= 0x9FA5) return 1;
  if (value >= 0xFF01 && value <= 0xFF5E) return 1;
  if (value >= 0xE000 && value <= 0xF8FF) return -12;  // private use: nobody types it
  if (value >= 0x3400 && value <= 0x4DBF) return -4;
  return -2;
}

struct Reading {
  bool valid = false;
  double score = 0;  ///< mean weight of the characters that are not ASCII
};

/// Reads the sample in one encoding; a character cut off at the sample's end is forgiven.
Reading read_as(std::string_view sample, std::string_view encoding, bool whole) {
  Reading reading;
  std::string text;
  auto decoder = TextDecoder::open(encoding);
  if (!decoder || !decoder->feed(sample, text)) return reading;
  if (whole && !decoder->finish(text)) return reading;
  reading.valid = true;
  std::int64_t sum = 0;
  std::int64_t count = 0;
  for (const CodePoint c : code_points(text)) {
    if (c.value < 0x80) continue;
    sum += weight(c.value);
    ++count;
  }
  if (count > 0) reading.score = static_cast<double>(sum) / static_cast<double>(count);
  return reading;
}

/// UTF-16 without BOM shows by NUL bytes in every other place: digits, commas and line ends have
/// them even where the words are Chinese.
std::optional<std::string_view> utf16_by_nuls(std::string_view sample, bool whole) {
  if (whole && sample.size() % 2 != 0) return std::nullopt;
  std::array<std::size_t, 2> nuls{};
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] == '\0') ++nuls[i % 2];
  }
  constexpr std::size_t clear_majority = 20;
  for (const std::size_t side : {std::size_t{1}, std::size_t{0}}) {
    if (nuls[side] == 0 || nuls[1 - side] * clear_majority > nuls[side]) continue;
    const std::string_view name = side == 1 ? "UTF-16LE" : "UTF-16BE";
    if (read_as(sample, name, whole).valid) return name;
  }
  return std::nullopt;
}

bool valid_utf8(std::string_view sample, bool whole) {
  if (!whole) sample.remove_suffix(unfinished_tail(sample));
  return is_valid_utf8(sample);
}

}  // namespace

EncodingGuess guess_encoding(std::string_view sample, bool sample_is_whole) {
  for (const Mark& mark : marks) {
    if (sample.substr(0, mark.bytes.size()) == mark.bytes) {
      return {std::string(mark.name), true, true};
    }
  }
  const bool has_nul = sample.find('\0') != std::string_view::npos;
  const bool utf8 = valid_utf8(sample, sample_is_whole);
  if (utf8 && !has_nul) return {"UTF-8", false, sample_is_whole || !is_ascii(sample)};
  if (has_nul) {
    if (const auto name = utf16_by_nuls(sample, sample_is_whole)) {
      return {std::string(*name), false, true};
    }
  }
  if (utf8) return {"UTF-8", false, false};
  const Reading national = read_as(sample, "GB18030", sample_is_whole);
  const Reading big5 = read_as(sample, "Big5", sample_is_whole);
  if (national.valid != big5.valid) {
    return {national.valid ? "GB18030" : "Big5", false, true};
  }
  // Where both fit equally well, or neither does, GB18030 is what nearly every file here is in.
  return {big5.valid && big5.score > national.score ? "Big5" : "GB18030", false, false};
}

}  // namespace duibiao::text
