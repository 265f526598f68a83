#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace duibiao::text {

/// A set of words with a number each, for finding which of them stand at a place of a text. Built
/// once, then read-only and safe to share. About 10 bytes a byte of word.
class WordTrie {
 public:
  WordTrie();

  /// Adds a word (not empty). A word that is there keeps its first number and gives it back.
  std::uint32_t add(std::string_view word, std::uint32_t number);

  struct Match {
    std::size_t length = 0;  ///< bytes
    std::uint32_t number = 0;
  };

  /// The longest word that begins at `at`; nothing when none does. Cost: one step a byte of it.
  [[nodiscard]] std::optional<Match> longest(std::string_view text, std::size_t at) const;
  /// Calls `visit(Match)` for every word that begins at `at`, the shortest first.
  template <class Visit>
  void each(std::string_view text, std::size_t at, Visit&& visit) const;
  /// The number of exactly this word.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view word) const;

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  /// A node with more children than this gets a table: the walk along a list is then the slower.
  static constexpr std::uint32_t longest_walk = 4;
  using Table = std::array<std::uint32_t, 256>;
  struct Node {
    std::uint32_t number = none;
    std::uint32_t first_edge = none;  ///< head of a list in `edges_`
    std::uint32_t table = none;       ///< its place in `tables_` once it has many children
    std::uint32_t children = 0;
  };
  struct Edge {
    std::uint32_t to = 0;
    std::uint32_t next = none;
    unsigned char byte = 0;
  };
  [[nodiscard]] std::uint32_t child(std::uint32_t node, unsigned char byte) const;
  [[nodiscard]] std::uint32_t child_or_new(std::uint32_t node, unsigned char byte);

  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
  std::vector<Table> tables_;  ///< child by byte
  /// The words of one byte, by it.
  std::array<std::uint32_t, 256> singles_{};
  /// Where the first two bytes lead: most positions of a text begin no word, and end here.
  std::vector<std::uint32_t> pairs_;
};

inline std::uint32_t WordTrie::child(std::uint32_t node, unsigned char byte) const {
  const Node& at = nodes_[node];
  if (at.table != none) return tables_[at.table][byte];
  for (std::uint32_t edge = at.first_edge; edge != none; edge = edges_[edge].next) {
    if (edges_[edge].byte == byte) return edges_[edge].to;
  }
  return none;
}

template <class Visit>
void WordTrie::each(std::string_view text, std::size_t at, Visit&& visit) const {
  std::uint32_t node = 0;
  std::size_t i = at;
  if (text.size() - at >= 2) {
    const auto first = static_cast<unsigned char>(text[at]);
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if (singles_[first] != none) visit(Match{1, singles_[first]});
    node = pairs_[(std::size_t{first} << 8U) | second];
    if (node == none) return;
    i = at + 2;
    if (nodes_[node].number != none) visit(Match{2, nodes_[node].number});
  }
  for (; i < text.size(); ++i) {
    node = child(node, static_cast<unsigned char>(text[i]));
    if (node == none) return;
    if (nodes_[node].number != none) visit(Match{i + 1 - at, nodes_[node].number});
  }
}

}  // namespace duibiao::text
