#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "figure/figure.h"
#include "store/block_format.h"
#include "store/names.h"

namespace duibiao::store {

/// Numbers distinct keys in order of appearance; open addressing, because it is asked twice a
/// figure.
class Ordinals {
 public:
  Ordinals();
  /// The number of a key, from 0.
  [[nodiscard]] std::uint32_t of(std::uint64_t key);
  [[nodiscard]] const std::vector<std::uint64_t>& keys() const { return keys_; }
  void clear();

 private:
  void insert(std::uint64_t key, std::uint32_t ordinal);
  void grow();

  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> slots_;  // ordinal + 1; 0 is free
};

/// Collects up to block_figures_max figures as columns and packs them.
class BlockBuilder {
 public:
  BlockBuilder(std::size_t places, std::size_t indicators);

  /// The figure must be valid (see BatchWriter::append) and the block not full.
  void add(const Observation& figure);
  [[nodiscard]] std::size_t size() const { return columns_[0].size(); }
  [[nodiscard]] bool full() const { return size() == block_figures_max; }

  /// The packed block; the builder is empty again. Names used first here are added to `names`.
  [[nodiscard]] Result<std::vector<std::byte>> finish(NameNumbers& names,
                                                      const Vocabulary& vocabulary);

 private:
  /// Dense ids need no hashing: one array from id to its number in this block.
  struct Dictionary {
    std::vector<std::uint32_t> slots;  // number + 1; 0 is free
    std::vector<std::uint32_t> ids;
    [[nodiscard]] std::uint32_t of(std::uint32_t id);
    void clear();
  };
  [[nodiscard]] Status put_dictionaries(NameNumbers& names, const Vocabulary& vocabulary,
                                        std::vector<std::byte>& out) const;
  void clear();

  Dictionary places_;
  Dictionary indicators_;
  Ordinals periods_;
  Ordinals shapes_;
  std::array<std::vector<std::int64_t>, block_columns> columns_;
};

}  // namespace duibiao::store
