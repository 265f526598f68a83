#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

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
  rank,   ///< 位
  times,  ///< 倍
  area,   ///< 平方米
};

/// A unit as printed on sheets and in bulletins: a row of a fixed table. One byte; a value type.
class Unit {
 public:
  struct Info {
    std::string_view symbol;     ///< the stable written form: «亿元», «%», «万人次»
    std::string_view en;         ///< «100 million yuan»
    Dimension dimension;
    int power;                   ///< × 10^power of the dimension's base unit (元, person, tonne, %)
    std::string_view spellings;  ///< other accepted forms, separated by «|»
  };

  constexpr Unit() = default;  ///< the unknown unit, dimension none

  /// The unit written so, in any accepted spelling, after width folding; nothing when unknown.
  /// «万人民币», «万元人民币», «RMB 10,000» are all 万元. Never guesses.
  [[nodiscard]] static std::optional<Unit> find(std::string_view spelling);
  /// The unit at a place of the table, for readers of packed figures; nothing when out of range.
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

namespace unit {
/// The units that code names. Each exists in the table (tested).
[[nodiscard]] Unit yuan();
[[nodiscard]] Unit ten_thousand_yuan();      // 万元
[[nodiscard]] Unit hundred_million_yuan();   // 亿元
[[nodiscard]] Unit trillion_yuan();          // 万亿元
[[nodiscard]] Unit percent();
[[nodiscard]] Unit per_mille();
[[nodiscard]] Unit percentage_point();
[[nodiscard]] Unit rank();
[[nodiscard]] Unit times();
}  // namespace unit

}  // namespace duibiao
