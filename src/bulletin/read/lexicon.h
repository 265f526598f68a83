#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/word_trie.h"

namespace duibiao::bulletin {

/// What a word of the lexicon does in a sentence about figures. The files under data/reading/ list
/// the words of each class under the id given here; a word may have several.
enum class WordClass : std::uint8_t {
  plain,             ///< an ordinary word: keeps its letters from being read as something else
  up,                ///< 增长 上升 提高 加快
  down,              ///< 下降 减少 回落 放缓
  widen,             ///< 扩大: up, or down where a fall widens
  narrow,            ///< 收窄: down, or up where a fall narrows
  flat,              ///< 持平
  growth,            ///< the noun: 增速 增幅 增长率
  decline,           ///< 降幅 跌幅
  yoy,               ///< 同比
  mom,               ///< 环比
  average,           ///< 年均 平均增长 两年平均
  than,              ///< 比 较 与 同: opens what is compared with
  compared,          ///< 相比: closes it
  to,                ///< 到 至 达 为: the value itself follows, not a change
  from,              ///< 由 从: the earlier value follows
  share_verb,        ///< 占
  share_noun,        ///< 占比 比重 份额
  contribution,      ///< 贡献率
  pull,              ///< 拉动
  higher,            ///< 高于 快于 高出
  lower,             ///< 低于 慢于
  above,             ///< 高 快 多: higher only behind «比…»
  below,             ///< 低 慢 少
  rank_verb,         ///< 居 列 位居
  rank_noun,         ///< 排名 位次
  rank_first,        ///< 首位 榜首
  rank_last,         ///< 末位
  rank_top,          ///< 前 (前三)
  rank_behind,       ///< 位 名: behind the number
  about,             ///< 约 大约
  near,              ///< 近 接近
  over,              ///< 超 逾
  under,             ///< 不足 不到
  reached,           ///< 突破 站上
  about_after,       ///< 左右 上下
  over_after,        ///< 以上
  under_after,       ///< 以下 以内
  constant_price,    ///< 可比价 实际(增长)
  nominal,           ///< 名义 现价
  comparable_scope,  ///< 可比口径
  target,            ///< 目标 力争
  forecast,          ///< 预计 有望
  respectively,      ///< 分别 依次
  of_which,          ///< 其中
  total,             ///< 合计 共计
  same_below,        ///< 下同
  in_dollars,        ///< 以美元计
  in_yuan,           ///< 以人民币计
  times_of,          ///< 是 相当于: «是…的3倍»
  net,               ///< 净增 新增: the number is an increment
  home_place,        ///< 全市 我省 全国: by the draft's own place
  that_place,        ///< 该市 当地: the place last spoken of
  foreign,           ///< 美国 东盟: a partner, never the place of a figure
  partner,           ///< 对 向 自: opens a partner
  not_place,         ///< 海关 大学: behind a place's name makes it another thing
  border,            ///< 实现 推动: a noun phrase begins anew behind it
  filler,            ///< 继续 累计 的 了: nothing
  conjunction,       ///< 和 与 及
  head,              ///< 出口 零售额: nouns that make a phrase complete
  suffix,            ///< 规模 总量: may be left off a phrase
  overall,           ///< 平均 平均水平 总体: of a compared place, means the place
  name,              ///< 一带一路 双11: numbers in it are no figures
  rule,              ///< 及以上 限额: the number defines a class
  count_word,        ///< 大 批 方面: the number counts words of the sentence
  document,          ///< 号 文件: the number names a document
  doing,             ///< 实现 完成: a border too; who stands before it belongs to what follows
  region,            ///< 长三角, 中西部地区: a place that is none of the registry
  aside,             ///< 折合 计算: what stands before it in the clause names nothing
  indicator,         ///< a name of the catalogue; not for files
};
inline constexpr int word_class_count = 69;
/// `up`, `share_noun` …: the id in the files.
[[nodiscard]] std::string_view id_of(WordClass word_class);

/// Several classes at once.
class WordClasses {
 public:
  constexpr WordClasses() = default;
  template <class... More>
  constexpr explicit WordClasses(WordClass first, More... more) {
    add(first);
    (add(more), ...);
  }
  constexpr void add(WordClass c) { word(c) |= bit(c); }
  [[nodiscard]] constexpr bool has(WordClass c) const {
    return (bits_[static_cast<std::size_t>(c) / 64U] & bit(c)) != 0;
  }
  [[nodiscard]] constexpr bool any(WordClasses of) const {
    return (bits_[0] & of.bits_[0]) != 0 || (bits_[1] & of.bits_[1]) != 0;
  }
  [[nodiscard]] constexpr bool empty() const { return bits_[0] == 0 && bits_[1] == 0; }

 private:
  [[nodiscard]] static constexpr std::uint64_t bit(WordClass c) {
    return std::uint64_t{1} << (static_cast<unsigned>(c) % 64U);
  }
  [[nodiscard]] constexpr std::uint64_t& word(WordClass c) {
    return bits_[static_cast<std::size_t>(c) / 64U];
  }
  std::uint64_t bits_[2] = {0, 0};
};

/// The words that the grammar knows, Chinese and English, with their classes. Built once, then
/// read-only and safe to share.
class Lexicon {
 public:
  struct Entry {
    std::string word;  ///< ASCII letters in lower case
    WordClasses classes;
    std::uint32_t value = 0;  ///< of an indicator: its index
    std::uint32_t file = 0;   ///< the number of the file that spoke last
  };

  /// Adds `[[words]]` tables (`class`, `words`; `note` is passed over). A word of an earlier file
  /// that a later one lists has the later one's classes alone; `class = "plain"` takes a word out
  /// of service. Errors: bad_catalogue with file and line (unknown key or class, an empty word).
  [[nodiscard]] Status add(std::string_view toml, std::string_view file_name);
  /// A name of the catalogue. A word that a file lists stays what the file says besides.
  void add_indicator(std::string_view name, std::uint32_t index);

  [[nodiscard]] const Entry& at(std::uint32_t index) const { return entries_[index]; }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

  struct Match {
    std::size_t length = 0;
    std::uint32_t entry = 0;
  };
  /// The longest word at a place of a text whose letters are in lower case that ends at `limit` at
  /// the latest. A word of letters begins and ends where a word of the text does.
  [[nodiscard]] std::optional<Match> longest(std::string_view lower, std::size_t at,
                                             std::size_t limit) const;

 private:
  std::uint32_t entry_of(std::string_view word);

  text::WordTrie trie_;
  std::vector<Entry> entries_;
  std::uint32_t files_ = 0;
};

}  // namespace duibiao::bulletin
