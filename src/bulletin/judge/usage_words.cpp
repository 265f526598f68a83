// Remarks on words: «下降3倍», «增长到9.4%», «约100亿元左右».
#include <fmt/format.h>

#include "bulletin/judge/usage_parts.h"
#include "text/utf8.h"

namespace duibiao::bulletin::usage {
namespace {

/// Words that mean less, before «N倍».
constexpr std::string_view falls[] = {"下降", "减少", "降低", "缩小", "下滑",
                                      "萎缩", "缩减", "下跌", "减低", "回落",
                                      "锐减", "骤降", "减",   "降",   "跌"};
/// Between such a word and its number.
constexpr std::string_view fillers[] = {"了",   "近",     "约",     "超",   "超过", "逾",
                                        "将近", "接近",   "大约",   "高达", "达",   "过",
                                        "整整", "幅度达", "幅度为", " "};

/// What may stand between 约 and its number.
constexpr std::string_view links[] = {"占", "为", "达", "有", "在", "是", " "};

/// After 近 a length of time means «in recent years», not «nearly».
constexpr std::string_view lengths_of_time[] = {"年", "个月",   "月",   "天", "周",
                                                "日", "个季度", "季度", "代"};

/// Of these «to» is right: 占比增长到34.5%, 失业率下降到5.1%, 由5%下降到4%.
constexpr std::string_view rates_and_ratios[] = {
    "率",   "占",     "比重",   "比例", "份额", "增速", "增幅", "涨幅", "降幅", "幅度",
    "程度", "依存度", "满意度", "密度", "水平", "指数", "贡献", "由",   "从"};

std::string_view without_ending(std::string_view text, Words words) {
  for (int k = 0; k < 3; ++k) text.remove_suffix(ending(text, words));
  return text;
}

/// «0.3倍» of a leverage or an income gap is a difference in times, and may be right.
bool is_below_one(std::string_view digits) { return digits.starts_with("0"); }

void check_fall(const Text& text, std::uint32_t begin, std::uint32_t end,
                std::vector<UsageRemark>& out) {
  const std::string_view clause = text.all_before(begin);
  const std::string_view bare = without_ending(clause, fillers);
  const std::size_t verb = ending(bare, falls);
  if (verb == 0) return;
  const auto from = static_cast<std::uint32_t>(begin - (clause.size() - bare.size()) - verb);
  add(out, text, from, end, UsageRemark::Rule::decrease_by_times,
      {"下降、减少只能用百分数或“降到几分之几”，不用倍数：减少一倍就没有了",
       "a decrease cannot be a multiple: by one time nothing is left; use percent or a fraction"});
}

/// «decreased by 3 times».
void check_fall_english(const Text& text, const Number& number, std::vector<UsageRemark>& out) {
  const std::string_view rest = text.after(number.end);
  if (!rest.starts_with(" times") || beginning(rest, {" times as", " times the"}) != 0) return;
  const std::string_view clause = text.clause_before(number.begin);
  const std::size_t verb =
      ending(clause, {"decreased by ", "declined by ", "dropped by ", "fell by ", "down by ",
                      "reduced by ", "decrease by ", "fall by ", "shrank by "});
  if (verb == 0) return;
  add(out, text, number.begin - static_cast<std::uint32_t>(verb), number.end + 6,
      UsageRemark::Rule::decrease_by_times,
      {"下降不用倍数，请改用百分数或“降到几分之几”",
       "a decrease cannot be a multiple; use percent or “to one n-th”"});
}

/// Words of approximation in front, those behind that repeat them, and whether dropping the latter
/// leaves what was meant.
struct Pair {
  Words front;
  Words back;
  bool drop_back;
};

constexpr std::string_view about_words[] = {"约", "大约", "大概"};
constexpr std::string_view near_words[] = {"近", "将近", "接近"};
constexpr std::string_view over_words[] = {"超过", "超", "突破", "逾", "至少"};
constexpr std::string_view under_words[] = {"不足", "不到", "最多"};
constexpr std::string_view around[] = {"左右", "上下"};
constexpr std::string_view surplus[] = {"多", "余"};
constexpr std::string_view above[] = {"以上"};
constexpr std::string_view below[] = {"以下", "以内"};

constexpr Pair pairs[] = {
    {about_words, around, true},  {about_words, surplus, false}, {about_words, above, false},
    {near_words, around, true},   {near_words, surplus, false},  {near_words, above, false},
    {over_words, above, true},    {over_words, surplus, false},  {over_words, around, false},
    {under_words, around, false}, {under_words, below, true}};

/// Characters that make another word with 约, 近 or 超: 签约, 附近, 赶超.
constexpr std::string_view other_word_before[] = {
    "签", "节", "合", "预", "违", "特", "条", "制", "简", "相", "履", "契", "集",
    "公", "纽", "毁", "隐", "附", "就", "最", "邻", "临", "靠", "贴", "亲", "赶",
    "高", "反", "中", "英", "沪", "新", "续", "爽", "盟", "立", "解", "抵", "远"};

/// A number, in digits or Chinese, with the magnitudes behind it: «100亿», «1.2万», «三成».
struct Quantity {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// The words behind a number up to 左右, 以上 …: a unit of at most a few characters.
constexpr std::size_t longest_unit = 15;

/// How far behind `rest` the back word ends, or 0.
std::size_t back_word_end(std::string_view rest, Words back, bool unit_between) {
  const std::string_view window = rest.substr(0, longest_unit + 9);
  for (const std::string_view word : back) {
    const std::size_t at = window.find(word);
    if (at == std::string_view::npos) continue;
    if (at > (unit_between ? longest_unit : 0)) continue;
    const std::string_view between = window.substr(0, at);
    if (holds(between, {",",  "。", "、", ";",  ":",  "(", ")",  "的", "是", "比",
                        "较", "和", "在", "\n", "\t", " ", "增", "降", "年", "以"})) {
      continue;
    }
    return at + word.size();
  }
  return 0;
}

bool is_surplus(const Words& back) { return back.begin() == surplus; }

void check_about(const Text& text, Quantity quantity, std::vector<UsageRemark>& out) {
  const std::string_view clause = text.all_before(quantity.begin);
  std::string_view bare = clause;
  bare.remove_suffix(ending(bare, links));
  const std::string_view rest = text.after(quantity.end);
  for (const Pair& pair : pairs) {
    const std::size_t front = ending(bare, pair.front);
    if (front == 0) continue;
    const std::string_view earlier = bare.substr(0, bare.size() - front);
    if (ending(earlier, other_word_before) != 0) return;
    const std::size_t back = back_word_end(rest, pair.back, !is_surplus(pair.back));
    if (back == 0) continue;
    // «多元», «多种» after a number are words of their own; «近10余年» speaks of recent years.
    const std::string_view behind = rest.substr(back);
    const bool recent = pair.front.begin() == near_words && beginning(behind, lengths_of_time) != 0;
    if (is_surplus(pair.back) && (recent || beginning(behind, {"元化", "元的", "种", "样"}) != 0)) {
      continue;
    }
    const auto begin =
        static_cast<std::uint32_t>(quantity.begin - (clause.size() - bare.size()) - front);
    const auto end = static_cast<std::uint32_t>(quantity.end + back);
    const std::string first(bare.substr(bare.size() - front));
    const std::size_t word = ending(rest.substr(0, back), pair.back);
    const std::string last(rest.substr(back - word, word));
    std::optional<std::string> replacement;
    if (pair.drop_back) {
      replacement = std::string(text.source_text(begin, end - static_cast<std::uint32_t>(word)));
    }
    add(out, text, begin, end, UsageRemark::Rule::redundant_about,
        {fmt::format("“{}”与“{}”重复或矛盾，只用一个", first, last),
         fmt::format("“{}” and “{}” say it twice or contradict; keep one", first, last)},
        std::move(replacement));
    return;
  }
}

/// The end of a number with the magnitudes behind it.
std::uint32_t with_magnitude(const Text& text, std::uint32_t end) {
  std::string_view rest = text.after(end);
  std::uint32_t out = end;
  for (int k = 0; k < 2; ++k) {
    const std::size_t length = beginning(rest, {"万", "亿", "千", "百", "十"});
    rest.remove_prefix(length);
    out += static_cast<std::uint32_t>(length);
  }
  return out;
}

}  // namespace

void decrease_by_times(const Text& text, std::vector<UsageRemark>& out) {
  for (const Number& number : text.numbers()) {
    const bool small = is_below_one(text.normal().substr(number.begin, number.end - number.begin));
    if (small) continue;
    if (number.sign == Number::Sign::times) check_fall(text, number.begin, number.sign_end, out);
    check_fall_english(text, number, out);
  }
  constexpr std::string_view times = "倍";
  const std::string_view normal = text.normal();
  for (std::size_t at = normal.find(times); at != std::string_view::npos;
       at = normal.find(times, at + times.size())) {
    const std::string_view before = text.clause_before(static_cast<std::uint32_t>(at));
    const std::size_t length = han_number_ending(before);
    if (length == 0 || before.substr(before.size() - length).starts_with("零")) continue;
    check_fall(text, static_cast<std::uint32_t>(at - length),
               static_cast<std::uint32_t>(at + times.size()), out);
  }
}

void to_or_by(const Text& text, std::vector<UsageRemark>& out) {
  for (const Number& number : text.numbers()) {
    if (number.sign != Number::Sign::percent) continue;
    const std::size_t verb =
        ending(text.all_before(number.begin),
               {"增长到", "增长至", "增加到", "增加至", "下降到", "下降至", "减少到", "减少至"});
    if (verb == 0) continue;
    const std::string_view clause = text.clause_before(number.begin);
    if (holds(clause, rates_and_ratios)) continue;
    const Claim* claim = text.claim_of(number);
    if (claim == nullptr || claim->measure != Measure::growth_yoy) continue;
    const auto begin = static_cast<std::uint32_t>(number.begin - verb);
    const std::string word(clause.substr(clause.size() - verb, 6));
    add(out, text, begin, number.sign_end, UsageRemark::Rule::to_or_by,
        {fmt::format("“{0}到”后面应是达到的数量；若为增减幅度，写“{0}{1}”", word,
                     text.source_text(number.begin, number.sign_end)),
         fmt::format("“{}到” (to) takes the amount reached; a rate of change follows “{}” alone",
                     word, word)},
        word + std::string(text.source_text(number.begin, number.sign_end)));
  }
}

void redundant_about(const Text& text, std::vector<UsageRemark>& out) {
  for (const Number& number : text.numbers()) {
    check_about(text, {number.begin, with_magnitude(text, number.end)}, out);
  }
  const std::string_view normal = text.normal();
  for (std::size_t at = 0; at < normal.size();) {
    const std::size_t length = han_number_beginning(normal.substr(at, Text::reach));
    if (length != 0) {
      check_about(text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + length)},
                  out);
    }
    at += length != 0 ? length : text::decode_at(normal, at).length;
  }
}

}  // namespace duibiao::bulletin::usage
