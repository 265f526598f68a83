#include "text/word_trie.h"

#include <utility>

#include "base/assert.h"

namespace duibiao::text {
namespace {

constexpr std::size_t first_room = 16;

}  // namespace

WordTrie::WordTrie() : nodes_(1), wide_(std::size_t{1} << 16U, none), branches_(first_room) {
  bytes_.fill(none);
}

void WordTrie::put(std::uint32_t node, std::uint32_t code, std::uint32_t to) {
  const std::size_t mask = branches_.size() - 1;
  std::size_t at = place_of(node, code);
  while (branches_[at] != 0) at = (at + 1) & mask;
  branches_[at] = (std::uint64_t{node} << code_bits | code) << node_bits | to;
}

/// Keeps at least half of the places empty.
void WordTrie::grow() {
  std::vector<Branch> old(2 * branches_.size());
  std::swap(old, branches_);
  for (const Branch branch : old) {
    if (branch == 0) continue;
    const std::uint64_t key = branch >> node_bits;
    put(static_cast<std::uint32_t>(key >> code_bits),
        static_cast<std::uint32_t>(key & ((1U << code_bits) - 1)),
        static_cast<std::uint32_t>(branch & ((1U << node_bits) - 1)));
  }
}

std::uint32_t WordTrie::child_or_new(std::uint32_t node, Symbol symbol) {
  const bool first = node == 0;
  const std::uint32_t found = first ? root_child(symbol) : child(node, symbol.code);
  if (found != none) return found;
  const auto made = static_cast<std::uint32_t>(nodes_.size());
  DUIBIAO_ASSERT(made < std::uint32_t{1} << node_bits);
  nodes_.emplace_back();
  if (first) {
    (symbol.length == 3 ? wide_[symbol.code & 0xFFFFU] : bytes_[symbol.code]) = made;
    return made;
  }
  nodes_[node].next |= std::uint64_t{1} << (symbol.code & 63U);
  if (2 * ++branch_count_ > branches_.size()) grow();
  put(node, symbol.code, made);
  return made;
}

std::uint32_t WordTrie::add(std::string_view word, std::uint32_t number) {
  DUIBIAO_ASSERT(!word.empty());
  std::uint32_t node = 0;
  for (std::size_t i = 0; i < word.size();) {
    const Symbol symbol = symbol_at(word, i);
    node = child_or_new(node, symbol);
    i += symbol.length;
  }
  if (nodes_[node].number == none) nodes_[node].number = number;
  return nodes_[node].number;
}

std::optional<WordTrie::Match> WordTrie::longest(std::string_view text, std::size_t at) const {
  std::optional<Match> best;
  each(text, at, [&best](Match match) { best = match; });
  return best;
}

std::optional<std::uint32_t> WordTrie::find(std::string_view word) const {
  std::optional<std::uint32_t> number;
  each(word, 0, [&](Match match) {
    if (match.length == word.size()) number = match.number;
  });
  return number;
}

}  // namespace duibiao::text
