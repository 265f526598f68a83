#include "text/word_trie.h"

#include "base/assert.h"

namespace duibiao::text {

WordTrie::WordTrie() : nodes_(1), pairs_(std::size_t{1} << 16U, none) { singles_.fill(none); }

std::uint32_t WordTrie::child_or_new(std::uint32_t node, unsigned char byte) {
  const std::uint32_t found = child(node, byte);
  if (found != none) return found;
  const auto made = static_cast<std::uint32_t>(nodes_.size());
  nodes_.emplace_back();
  edges_.push_back({made, nodes_[node].first_edge, byte});
  nodes_[node].first_edge = static_cast<std::uint32_t>(edges_.size() - 1);
  if (++nodes_[node].children > longest_walk && nodes_[node].table == none) {
    Table table;
    table.fill(none);
    for (std::uint32_t e = nodes_[node].first_edge; e != none; e = edges_[e].next) {
      table[edges_[e].byte] = edges_[e].to;
    }
    nodes_[node].table = static_cast<std::uint32_t>(tables_.size());
    tables_.push_back(table);
  } else if (nodes_[node].table != none) {
    tables_[nodes_[node].table][byte] = made;
  }
  return made;
}

std::uint32_t WordTrie::add(std::string_view word, std::uint32_t number) {
  DUIBIAO_ASSERT(!word.empty());
  std::uint32_t node = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    node = child_or_new(node, static_cast<unsigned char>(word[i]));
    if (i == 1) {
      const auto first = static_cast<unsigned char>(word[0]);
      pairs_[(std::size_t{first} << 8U) | static_cast<unsigned char>(word[1])] = node;
    }
  }
  if (nodes_[node].number == none) nodes_[node].number = number;
  if (word.size() == 1) singles_[static_cast<unsigned char>(word[0])] = nodes_[node].number;
  return nodes_[node].number;
}

std::optional<WordTrie::Match> WordTrie::longest(std::string_view text, std::size_t at) const {
  std::optional<Match> best;
  each(text, at, [&best](Match match) { best = match; });
  return best;
}

std::optional<std::uint32_t> WordTrie::find(std::string_view word) const {
  std::uint32_t node = 0;
  for (const char c : word) {
    node = child(node, static_cast<unsigned char>(c));
    if (node == none) return std::nullopt;
  }
  if (nodes_[node].number == none) return std::nullopt;
  return nodes_[node].number;
}

}  // namespace duibiao::text
