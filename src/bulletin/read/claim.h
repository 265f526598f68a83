#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "figure/figure.h"
#include "text/document.h"

namespace duibiao::bulletin {

using text::Span;

/// Words beside a number that widen it, bound it, or say what kind of number it is. Bits of
/// Claim::qualifiers.
enum class Qualifier : std::uint16_t {
  about = 1U << 0U,             ///< 约 左右 大约 上下: widened to both sides
  near = 1U << 1U,              ///< 近 接近 将近: a little below
  over = 1U << 2U,              ///< 超 超过 突破 逾 以上 多于: at least
  under = 1U << 3U,             ///< 不足 不到 以下 低于(of a level): at most
  surplus = 1U << 4U,           ///< 余 多: from the number to the next unit of its last digit
  reached = 1U << 5U,           ///< 达 达到 in «突破/站上/迈上» sense: at least, and not far above
  constant_price = 1U << 6U,    ///< 可比价 不变价 实际 扣除价格因素
  nominal = 1U << 7U,           ///< 名义 现价
  comparable_scope = 1U << 8U,  ///< 可比口径 同口径
  target = 1U << 9U,            ///< 目标 力争 计划: not an observation
  forecast = 1U << 10U,         ///< 预计 预期 有望: not an observation
  range_end = 1U << 11U,        ///< one end of «10%至15%»; the claim's range is the whole stretch
};
inline constexpr int qualifier_count = 12;
/// `about`, `constant_price` … as JSON and the corpus write them.
[[nodiscard]] std::string_view id_of(Qualifier qualifier);

/// The year in which the periods of a text are kept that says «前三季度» and nowhere of which year:
/// its figures can then be related with each other, but are nobody's figures in particular.
inline constexpr int unsaid_year = last_period_year - 1;
/// Whether it is known which year a period is of: those within a lifetime of `unsaid_year` (去年,
/// 2019年同期 of no year) are not.
[[nodiscard]] constexpr bool is_dated(const Period& period) {
  constexpr int lifetime = 80;
  return period.known() && period.year() < unsaid_year - lifetime;
}

/// What a number is about. Where the catalogue does not know the indicator, `phrase` names it:
/// «机电产品出口». Two subjects are the same thing when indicator (or, both unknown, phrase), place
/// and period agree.
struct Subject {
  IndicatorId indicator;
  std::string phrase;  ///< as the text says it, without place, period and filler words; simplified
  PlaceId place;
  std::string place_text;  ///< as printed; empty when inherited from the context
  Period period;           ///< unknown, or not dated (is_dated), where the text does not say it
};

/// What a claim measures itself against, where its measure needs that.
struct Reference {
  enum class Kind : std::uint8_t {
    none,
    whole,     ///< share, contribution: the whole, in `subject`
    compared,  ///< gap_pp: whose rate is compared, in `subject`
    since,     ///< growth_change, share_change, growth_mom, multiple, increment: the earlier period
    among,     ///< rank: the place or group in which it is ranked, in `subject.place` and `group`
  };
  Kind kind = Kind::none;
  Subject subject;
  std::string text;   ///< as printed: «出口总值», «全省», «上半年»; empty when elided or inherited
  std::string group;  ///< of a rank: id of the peer group (zhejiang-11) when it names one
};

/// One number of a text, and what it was understood to say.
struct Claim {
  Span span;        ///< numeral and unit, in Document::text; a sign belongs to it, words do not
  Subject subject;  ///< of a prior-year level (上年同期为…) the period is the prior one
  Measure measure = Measure::other;

  num::Decimal value;  ///< as printed and signed: 下降5.3% is −5.3; a rank is 1, 2, 3
  std::string
      unit_text;  ///< as printed: 亿元, %, ‰, 个百分点 → «百分点», «billion yuan»; rank: «rank»
  Unit unit;      ///< the same as a unit of the table; unknown when it has none
  num::Interval range;  ///< what it may stand for, in the printed unit, qualifiers included
  std::uint16_t qualifiers = 0;
  Reference reference;
  /// For rank: is it the growth or the level that is ranked. For gap_pp, growth_change: of what.
  /// For multiple: growth_yoy when the value grew *by* so many times (增长1.2倍: ×2.2), growth_mom
  /// the same on the period before, level when it *is* so many times (增至2.2倍, 是…的2.2倍: ×2.2).
  /// A multiple in «番» counts doublings: 翻一番 ×2, 翻两番 ×4. For other: what kind of rate it is,
  /// of growth on a base that is not the year before (比2019年同期增长5%; the base in `reference`).
  Measure of = Measure::level;

  std::uint32_t sentence = 0;  ///< counts over the document
  std::uint32_t clause = 0;    ///< counts over the document
  std::uint32_t list = 0;      ///< «分别» and other lists: same number, same list; 0: none
  /// The claim whose parts this one is one of (其中), as an index into Reading::claims.
  std::optional<std::uint32_t> whole;
  /// For 合计, 共: the claims before it that it says it adds up.
  std::vector<std::uint32_t> adds_up;
  std::uint32_t table = 0;  ///< Block::table when it stood in a table

  [[nodiscard]] bool has(Qualifier q) const {
    return (qualifiers & static_cast<std::uint16_t>(q)) != 0;
  }
  void add(Qualifier q) {
    qualifiers = static_cast<std::uint16_t>(qualifiers | static_cast<std::uint16_t>(q));
  }
  [[nodiscard]] bool observed() const {
    return !has(Qualifier::target) && !has(Qualifier::forecast);
  }
  [[nodiscard]] int decimals() const { return value.scale(); }
};

/// Why a numeral is no claim.
enum class IgnoredReason : std::uint8_t {
  date,             ///< a date or period
  ordinal,          ///< 第一产业, 一是, (三)
  name,             ///< 一带一路, 双11, 十四五, G20, 5G
  document_number,  ///< 浙政发〔2019〕3号, GB/T 15835—2011
  phone,
  address,    ///< road numbers, URLs, mail addresses
  code,       ///< HS codes, stock codes, postcodes, versions, file names
  footnote,   ///< ①, [1], 注1
  list_mark,  ///< «1.» and «(2)» at the start of a block
  time_of_day,
  page,           ///< page and table numbers: 表1, 图2, 第3页
  duration,       ///< 三年, 连续5个月, 48小时: a length of time that qualifies something else
  quantity_word,  ///< 三大需求, 两个, 一批: counts words of the sentence, no statistic
  rule,           ///< thresholds that define a class: 规模2000万元以上, 限额500万元
  limit,          ///< beyond the limits of reading (see read.h)
  unreadable,     ///< looks like a numeral and cannot be understood: «23323395346268亿元», 1.2.3
};
inline constexpr int ignored_reason_count = 16;
[[nodiscard]] std::string_view id_of(IgnoredReason reason);
/// As a person reads it.
[[nodiscard]] Message describe(IgnoredReason reason);

struct Ignored {
  Span span;
  IgnoredReason reason = IgnoredReason::name;
};

/// All numerals of a document: every one is a claim or ignored. Both in the order of the text.
struct Reading {
  std::vector<Claim> claims;
  std::vector<Ignored> ignored;
  /// Where the draft's own place and period came from, for the report: unknown when neither the
  /// caller nor the text said.
  PlaceId home;
  Period period;
  std::vector<Message> remarks;  ///< limits that were met, what had to be assumed
};

}  // namespace duibiao::bulletin
