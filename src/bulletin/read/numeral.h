#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "figure/unit.h"
#include "num/decimal.h"
#include "text/document.h"
#include "text/word_trie.h"

namespace duibiao::bulletin {

using text::Span;

/// Units as running text writes them, beyond figure/unit.h's table: 公斤, 瑞士法郎, 亩, 比特; and
/// the words that hold numerals and count nothing (统一, 四川, 十分). From data/reading/units.toml
/// and not_numbers.toml; built once, read-only and then safe to share between threads.
class UnitWords {
 public:
  struct Word {
    std::string id;         ///< canonical spelling: «公斤»; of a known unit its symbol
    std::string currency;   ///< ISO 4217 when it is money
    std::string dimension;  ///< as in the file; empty when only counted (个, 家)
    Unit unit;              ///< of the table, without a magnitude (元, 人次); unknown else
    std::string part_of;    ///< of 角 «元»: ten of them make one; empty else
    std::vector<std::string> not_before;  ///< what it may not begin: 体 after 个, 庭 after 家
    std::array<Unit, 13> scaled;          ///< with a magnitude of 10^i: 亿元 at 8; unknown if none
  };
  /// The words of the program itself. Errors: bad_catalogue, only when its own files are broken.
  [[nodiscard]] static Result<UnitWords> builtin();
  /// Errors: bad_catalogue with file and line.
  [[nodiscard]] Status add(std::string_view toml, std::string_view file_name);
  /// Words that hold numerals and are none. Errors: bad_catalogue with file and line.
  [[nodiscard]] Status add_not_numbers(std::string_view toml, std::string_view file_name);
  /// The longest unit word at a place of a normalised text, whatever its case; not one that begins
  /// a longer word («个» in «个体»).
  struct Match {
    std::size_t length = 0;
    const Word* word = nullptr;
  };
  [[nodiscard]] std::optional<Match> at(std::string_view text, std::size_t at) const;
  /// The unit of exactly this spelling.
  [[nodiscard]] const Word* named(std::string_view spelling) const;
  /// The word that holds the numeral character at `at` and is no number: 统一 for its 一.
  [[nodiscard]] std::optional<Span> not_number(std::string_view text, std::size_t at) const;

 private:
  text::WordTrie trie_;
  text::WordTrie not_numbers_;
  std::deque<Word> words_;  ///< a deque: matches point into it
};

/// A number spelled in running text, Chinese or English, with what belongs to it.
struct Numeral {
  enum class Form : std::uint8_t {
    plain,             ///< a bare number, or one with a unit that is not a rate
    percent,           ///< 9.4%, 百分之五, 9.4 percent
    per_mille,         ///< 9.7‰, 千分之三
    per_myriad,        ///< 万分之三, 3‱
    percentage_point,  ///< 0.3个百分点
    per_mille_point,   ///< 0.3个千分点
    tenths,            ///< 八成, 三成五
    discount,          ///< 八折: no share; read so that it is not taken for one
    fraction,          ///< 四分之一, 1/40
    times,             ///< 2.3倍
    doublings,         ///< 翻一番
    ordinal,           ///< 第三; first, 2nd
    /// One term of a:b:c; `group` is shared. Terms with decimals, three terms that are no hours,
    /// minutes and seconds, and two that make a hundred or whose second is no minute («3:1») are a
    /// ratio; «14:30» stays two plain numbers.
    ratio,
  };
  Span span;       ///< the number alone, sign and inner magnitude (万, 亿) included
  Span with_unit;  ///< with unit, % or 个百分点, or the «百分之» before it
  Form form = Form::plain;
  /// The digits as printed, before any magnitude: «4.78万亿元» → 4.78, «1,912.0» → 1912.0,
  /// «五十五点五» → 55.5, «百分之二点四» → 2.4, 三成五 → 3.5 tenths; of a fraction its numerator.
  num::Decimal printed;
  /// 10^power of the magnitude printed with it: 万亿 → 12, billion → 9. Chinese numerals with inner
  /// magnitudes (四亿五千万) are worked out into `printed`, with power 0.
  int power = 0;
  num::Decimal denominator = num::Decimal::whole(1);  ///< of a fraction: 4 for 四分之一
  /// As printed: «万亿元», «%», «百分点», «million tons», «US$ billion», «成»; «%» for 百分之; of a
  /// number with a magnitude and no unit the magnitude. Empty when there is none.
  std::string unit_text;
  Unit unit;  ///< of the table, magnitude included; unknown when it has none
  const UnitWords::Word* unit_word = nullptr;
  bool magnitude_only = false;  ///< «422.3亿、294.4亿、290.7亿元»: 亿 and no unit after it
  // NOLINTNEXTLINE(readability-identifier-naming): «signed» is a keyword
  bool signed_ = false;      ///< a sign or 负 was printed
  bool han_digits = false;   ///< written in Chinese numerals
  bool surplus = false;      ///< 余, 多, 几 inside or behind: 280余家, 十余万, 4000多亿元
  bool half = false;         ///< 半 took part: 一吨半, 一半
  bool grouped = false;      ///< thousands were separated
  bool upper_bound = false;  ///< 以下, 以内 directly behind
  bool lower_bound = false;  ///< 以上 directly behind
  std::uint32_t group = 0;   ///< terms of one ratio, ends of one range: same number; 0: none
  /// First end of «10%-15%», «3到5», «10%和15%之间». Without a unit of its own (10-15%) it has that
  /// of the other end. «从10%到15%» tells a change and is no range.
  bool range_low = false;
  bool range_high = false;
  /// «1.2.3», «5.1%%», «1,234,56», more digits than can be kept: see `problem`. Only of a doubled
  /// percent sign is the number known.
  bool malformed = false;
  enum class Problem : std::uint8_t { none, too_long, two_points, doubled_percent, bad_grouping };
  Problem problem = Problem::none;

  /// What the number says, without its unit: printed × 10^power ÷ denominator (÷ 100 is not done
  /// for percent). Errors: overflow.
  [[nodiscard]] Result<num::Ratio> number() const;
};

/// All numerals of a normalised text, in order, not overlapping. Chinese numerals inside words
/// (统一, 一些, 四川, 陆地, 进一步, 万一) are no numerals, nor are 数十, 二三十, 十四五 and a lone
/// digit that neither a unit nor the marks around it make a number; of English words only those
/// that measure or rank. Basis points (基点) are plain numbers with that unit word. Dates are
/// numerals here too (2019 in 2019年): the caller has find_times take them first. Linear; no
/// allocation a numeral beyond its unit's text.
[[nodiscard]] std::vector<Numeral> find_numerals(std::string_view normal, const UnitWords& units);

/// A Chinese numeral, whole text: «四亿五千六百四十二万零一十五», «二点五», «一千零三»,
/// «2千零30万». Errors: bad_number, overflow.
[[nodiscard]] Result<num::Decimal> read_han_number(std::string_view text);

}  // namespace duibiao::bulletin
