#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace duibiao::text {

/// A set of words with a number each, for finding which of them stand at a place of a text. Built
/// once, then read-only and safe to share. It branches by character, not by byte: most places of a
/// Chinese text are told to begin no word by two looks. Some 30 bytes a character of word, and
/// 256 KB for the first ones.
class WordTrie {
 public:
  WordTrie();

  /// Adds a word (not empty). A word that is there keeps its first number and gives it back.
  std::uint32_t add(std::string_view word, std::uint32_t number);

  struct Match {
    std::size_t length = 0;  ///< bytes
    std::uint32_t number = 0;
  };

  /// The longest word that begins at `at`; nothing when none does. Cost: one step a character.
  [[nodiscard]] std::optional<Match> longest(std::string_view text, std::size_t at) const;
  /// Calls `visit(Match)` for every word that begins at `at`, the shortest first.
  template <class Visit>
  void each(std::string_view text, std::size_t at, Visit&& visit) const;
  /// The number of exactly this word.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view word) const;

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  static constexpr std::uint32_t three_bytes = 0x10000;
  /// A character of three bytes as such a one, every other byte for itself.
  struct Symbol {
    std::uint32_t code = 0;  ///< below 2^17
    std::uint32_t length = 1;
  };
  struct Node {
    std::uint64_t next = 0;  ///< what may follow, by the last bits of its code
    std::uint32_t number = none;
  };
  /// A branch in one word: node, code and the node it leads to. 0 is an empty place.
  using Branch = std::uint64_t;
  static constexpr unsigned node_bits = 23;
  static constexpr unsigned code_bits = 17;

  [[nodiscard]] static Symbol symbol_at(std::string_view text, std::size_t at);
  [[nodiscard]] std::size_t place_of(std::uint32_t node, std::uint32_t code) const;
  [[nodiscard]] std::uint32_t child(std::uint32_t node, std::uint32_t code) const;
  [[nodiscard]] std::uint32_t root_child(Symbol symbol) const;
  [[nodiscard]] std::uint32_t child_or_new(std::uint32_t node, Symbol symbol);
  void put(std::uint32_t node, std::uint32_t code, std::uint32_t to);
  void grow();

  std::vector<Node> nodes_;
  std::array<std::uint32_t, 256> bytes_{};  ///< where a word's first byte leads
  std::vector<std::uint32_t> wide_;         ///< where its first character of three bytes leads
  std::vector<Branch> branches_;            ///< the rest; open addressing, a power of two
  std::size_t branch_count_ = 0;
};

inline WordTrie::Symbol WordTrie::symbol_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0xE0 || first >= 0xF0 || text.size() - at < 3) return {first, 1};
  const auto second = static_cast<unsigned char>(text[at + 1]);
  const auto third = static_cast<unsigned char>(text[at + 2]);
  if ((second & 0xC0U) != 0x80U || (third & 0xC0U) != 0x80U) return {first, 1};
  const std::uint32_t value = (first & 0x0FU) << 12U | (second & 0x3FU) << 6U | (third & 0x3FU);
  return {three_bytes | value, 3};
}

inline std::size_t WordTrie::place_of(std::uint32_t node, std::uint32_t code) const {
  constexpr std::uint64_t spread = 0x9E3779B97F4A7C15U;
  const std::uint64_t key = std::uint64_t{node} << code_bits | code;
  return static_cast<std::size_t>(key * spread >> 32U) & (branches_.size() - 1);
}

inline std::uint32_t WordTrie::child(std::uint32_t node, std::uint32_t code) const {
  if ((nodes_[node].next >> (code & 63U) & 1U) == 0) return none;
  const std::uint64_t key = std::uint64_t{node} << code_bits | code;
  const std::size_t mask = branches_.size() - 1;
  for (std::size_t at = place_of(node, code); branches_[at] != 0; at = (at + 1) & mask) {
    if (branches_[at] >> node_bits == key) {
      return static_cast<std::uint32_t>(branches_[at] & ((std::uint64_t{1} << node_bits) - 1));
    }
  }
  return none;
}

inline std::uint32_t WordTrie::root_child(Symbol symbol) const {
  return symbol.length == 3 ? wide_[symbol.code & 0xFFFFU] : bytes_[symbol.code];
}

template <class Visit>
void WordTrie::each(std::string_view text, std::size_t at, Visit&& visit) const {
  if (at >= text.size()) return;
  Symbol symbol = symbol_at(text, at);
  std::uint32_t node = root_child(symbol);
  for (std::size_t i = at; node != none;) {
    i += symbol.length;
    const Node& here = nodes_[node];
    if (here.number != none) visit(Match{i - at, here.number});
    if (here.next == 0 || i >= text.size()) return;
    symbol = symbol_at(text, i);
    node = child(node, symbol.code);
  }
}

}  // namespace duibiao::text
