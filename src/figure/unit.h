#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "num/decimal.h"

namespace duibiao {

/// What a unit measures. Conversion stays inside one dimension; each currency is its own, so no
/// amount crosses currencies without a named rate.
enum class Dimension : std::uint8_t {
  none,  ///< unit not known
  cny,
  usd,
  eur,
  gbp,
  jpy,
  hkd,
  rate,              ///< percent and per mille: 1 % = 10 ‰, by named conversion only
  percentage_point,  ///< a difference of rates; never a rate
  item,              ///< 个 件 项 单 …
  firm,              ///< 家 户
  person,            ///< 人 万人
  visit,             ///< 人次: the same person may count twice
  tonne,
  index_point,
  rank,       ///< 位
  times,      ///< 倍
  area,       ///< 平方米
  container,  ///< 标准箱
  energy,     ///< 千瓦时
};

/// A unit as printed on sheets and in bulletins: a row of a fixed table. One byte; a value type.
class Unit {
 public:
  struct Info {
    std::string_view symbol;  ///< the stable written form: «亿元», «%», «万人次»
    std::string_view en;      ///< «100 million yuan»
    Dimension dimension;
    int power;                   ///< × 10^power of the dimension's base unit (元, person, tonne, %)
    std::string_view spellings;  ///< other accepted forms, separated by «|»; regular forms of
                                 ///< money (万人民币, RMB 10,000) are accepted besides
  };

  constexpr Unit() = default;  ///< the unknown unit, dimension none

  /// The unit written so, in any accepted spelling, whole text, Chinese or English, whatever its
  /// width, case and blanks; nothing when unknown. «万人民币», «万元人民币», «RMB 10,000» are all
  /// 万元; «人民币» and «RMB» alone name a currency, not a unit. Never guesses. One hash look-up.
  [[nodiscard]] static std::optional<Unit> find(std::string_view spelling);
  /// The unit at a place of the table, for readers of packed figures; nothing when out of range.
  /// Places never change from one version to the next; place 0 is the unknown unit.
  [[nodiscard]] static std::optional<Unit> at(std::uint8_t index);
  [[nodiscard]] static std::span<const Info> table();

  [[nodiscard]] const Info& info() const;
  [[nodiscard]] std::string_view symbol() const { return info().symbol; }
  [[nodiscard]] Dimension dimension() const { return info().dimension; }
  [[nodiscard]] int power() const { return info().power; }
  [[nodiscard]] constexpr std::uint8_t index() const { return index_; }
  [[nodiscard]] constexpr bool known() const { return index_ != 0; }

  friend constexpr bool operator==(Unit, Unit) = default;

 private:
  constexpr explicit Unit(std::uint8_t index) : index_(index) {}
  std::uint8_t index_ = 0;
};

/// The same amount in another unit of the same dimension, exactly; the printed digits stay.
/// Errors: mixed_units across dimensions (named in the message), overflow.
[[nodiscard]] Result<num::Decimal> convert(const num::Decimal& value, Unit from, Unit to);

/// 10^(from − to) powers between two units of one dimension; nothing across dimensions.
[[nodiscard]] std::optional<int> power_between(Unit from, Unit to);

/// A unit named in a longer text, with its byte span there.
struct UnitMention {
  Unit unit;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The units that a title, header, footer or cell names, in order. A unit counts only as a whole
/// word in brackets («出口总值(亿元)»), after 单位, 计量单位 or Unit («单位：人民币，元，%»), as
/// the whole text («万元、%»), and as a % or ‰ sign that does not follow a digit («同比±％»). So
/// «个» in «个体», «元» in «元/人» and the % of «增长9.4%» are not mentions. Linear in the text.
[[nodiscard]] std::vector<UnitMention> find_units(std::string_view text);

namespace unit {
/// The units that code names. Each exists in the table (tested).
[[nodiscard]] Unit yuan();
[[nodiscard]] Unit ten_thousand_yuan();     // 万元
[[nodiscard]] Unit hundred_million_yuan();  // 亿元
[[nodiscard]] Unit trillion_yuan();         // 万亿元
[[nodiscard]] Unit percent();
[[nodiscard]] Unit per_mille();
[[nodiscard]] Unit percentage_point();
[[nodiscard]] Unit rank();
[[nodiscard]] Unit times();
}  // namespace unit

}  // namespace duibiao
