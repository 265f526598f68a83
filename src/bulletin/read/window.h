#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "bulletin/read/draft.h"

namespace duibiao::bulletin {

/// A stretch of a clause's tokens, as positions in Clause::tokens.
struct Stretch {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] bool empty() const { return begin >= end; }
};

/// What stands between one value and the next: which cues, and where the noun phrases are that the
/// cues govern. «温州出口增速比全省平均高»: subject 温州出口, growth noun, compared 全省平均,
/// higher.
struct Window {
  Stretch subject;        ///< noun phrase of what is measured, place and time among it
  Stretch before_border;  ///< the noun phrase before 实现, 创 …
  Stretch governed;       ///< noun phrase behind 占, 高于, 比, 拉动, 居, 对…贡献率

  int direction = 0;    ///< +1 增长, −1 下降; of the word nearest to the value
  bool widen = false;   ///< 扩大: the direction depends on what widens
  bool narrow = false;  ///< 收窄
  bool to = false;      ///< the value itself follows: 增至, 达, 为
  bool from = false;    ///< 由, 从: the earlier value
  bool flat = false;
  bool net = false;      ///< 净增, 新增, 多
  bool growth = false;   ///< 增速, 增幅
  bool decline = false;  ///< 降幅
  bool yoy = false;
  bool mom = false;
  bool average = false;
  bool exceeded_time = false;               ///< 超2020年的: the value is of that time
  bool since = false;                       ///< compared with an earlier time
  std::optional<std::uint32_t> since_time;  ///< token of that time, when it was named
  std::optional<std::uint32_t> time;        ///< token of the subject's own time
  std::optional<std::uint32_t> scene_time;  ///< the one before it, where that is one value's own
  std::optional<std::uint32_t> place;       ///< token of the subject's own place
  bool share_verb = false;
  bool share_noun = false;
  bool contribution = false;
  bool pull = false;
  bool pull_down = false;   ///< 拉低, 拖累
  bool cumulative = false;  ///< 累计
  bool compares = false;    ///< 比 opened `governed`
  int gap = 0;              ///< +1 高于, −1 低于
  bool rank_verb = false;
  bool rank_noun = false;
  bool rank_top = false;    ///< 前(三)
  bool rank_last = false;   ///< 倒数
  bool level_word = false;  ///< 总量, 规模
  bool times_of = false;    ///< 是…的3倍
  bool total = false;
  bool of_which = false;
  bool respectively = false;
  std::uint32_t respectively_at = 0;
  bool target_rate = false;  ///< 完成年度目标的: a share of a plan
  bool doing = false;        ///< 实现, 完成 stands before the subject
  bool border = false;
  bool same_below = false;
  bool in_dollars = false;
  bool in_yuan = false;
  bool converted = false;  ///< 折合, 折算为: the value before in another unit
  std::uint16_t qualifiers = 0;

  [[nodiscard]] bool has(Qualifier q) const {
    return (qualifiers & static_cast<std::uint16_t>(q)) != 0;
  }
  void add(Qualifier q) {
    qualifiers = static_cast<std::uint16_t>(qualifiers | static_cast<std::uint16_t>(q));
  }
};

/// One character between others (数据, 保有量): part of a word that the lexicon does not know.
[[nodiscard]] bool stands_inside_text(const Draft& draft, std::span<const std::uint32_t> tokens,
                                      std::uint32_t position);

/// 城市 of «出口额前四位的城市为…»: who is ranked; what is ranked stands before the number.
[[nodiscard]] bool names_ranked(const Draft& draft, std::span<const std::uint32_t> tokens,
                                std::uint32_t position);

/// An amount of money: ignored, it names a class (出口超亿元企业).
[[nodiscard]] bool is_class_amount(const Draft& draft, const Token& t);

/// Reads the tokens of a clause from `begin` to `end` (before the value at `end`, or the clause's
/// end). One pass.
[[nodiscard]] Window read_window(const Draft& draft, std::span<const std::uint32_t> tokens,
                                 std::uint32_t begin, std::uint32_t end);

}  // namespace duibiao::bulletin
