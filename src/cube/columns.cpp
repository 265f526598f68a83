#include "cube/columns.h"

#include <cstdlib>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace duibiao::cube {

#if defined(__linux__)

// Rows of a shuffled table land anywhere in the store, so every one misses the address cache of
// 4 KiB pages; 2 MiB pages take that wait away and most page faults with it. A small store stays on
// small pages, because a large one is backed whole when it is first touched.
Columns::Chunk Columns::new_chunk(bool large_store) {
  constexpr std::size_t large_page = 2U << 20;
  constexpr std::size_t size = sizeof(Page) << chunk_bits;
  static_assert(size % large_page == 0);
  void* mapped = ::mmap(nullptr, size + large_page, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) throw std::bad_alloc();
  auto* const begin = static_cast<std::byte*>(mapped);
  const std::size_t head =
      (large_page - reinterpret_cast<std::uintptr_t>(begin) % large_page) % large_page;
  std::byte* const aligned = begin + head;
  if (head != 0) ::munmap(begin, head);
  ::munmap(aligned + size, large_page - head);
  if (large_store) ::madvise(aligned, size, MADV_HUGEPAGE);
  return Chunk(reinterpret_cast<Page*>(aligned));
}

void Columns::FreeChunk::operator()(Page* chunk) const {
  ::munmap(chunk, sizeof(Page) << chunk_bits);
}

#else

Columns::Chunk Columns::new_chunk(bool) {
  auto* chunk = static_cast<Page*>(std::calloc(std::size_t{1} << chunk_bits, sizeof(Page)));
  if (chunk == nullptr) throw std::bad_alloc();
  return Chunk(chunk);
}

void Columns::FreeChunk::operator()(Page* chunk) const { std::free(chunk); }

#endif

Columns::Columns() : table_(1024), shift_(64 - 10) {
  // Page 0 stays empty for good: a directory entry of 0 then reads as twelve missing figures, and
  // the reader needs no branch.
  (void)new_page();
}

std::uint32_t Columns::find_or_add(std::uint64_t key) {
  if (const std::uint32_t found = find(key); found != no_series) return found;
  if ((series_.size() + 1) * 2 > table_.size()) grow_table();
  std::size_t i = bucket(key);
  while (table_[i].series != no_series) i = (i + 1) & (table_.size() - 1);
  const auto index = static_cast<std::uint32_t>(series_.size());
  table_[i] = {key, index};
  series_.push_back({key, 0, {}});
  return index;
}

void Columns::grow_table() {
  std::vector<Entry> old(table_.size() * 4);
  old.swap(table_);
  shift_ -= 2;
  for (const Entry& entry : old) {
    if (entry.series == no_series) continue;
    std::size_t i = bucket(entry.key);
    while (table_[i].series != no_series) i = (i + 1) & (table_.size() - 1);
    table_[i] = entry;
  }
}

std::uint32_t Columns::new_page() {
  if ((pages_ & chunk_mask) == 0) chunks_.push_back(new_chunk(!chunks_.empty()));
  return pages_++;
}

bool Columns::reach(Series& series, std::int32_t page) {
  auto& pages = series.pages;
  if (pages.empty()) {
    series.first_page = page;
    pages.push_back(0);
    return true;
  }
  const std::int32_t end = series.first_page + static_cast<std::int32_t>(pages.size());
  if (page < series.first_page) {
    if (end - page > max_directory) return false;
    pages.insert(pages.begin(), static_cast<std::size_t>(series.first_page - page), 0);
    series.first_page = page;
  } else if (page >= end) {
    if (page - series.first_page >= max_directory) return false;
    pages.resize(static_cast<std::size_t>(page - series.first_page) + 1, 0);
  }
  return true;
}

PackedFigure* Columns::new_cell(std::uint32_t series, std::int32_t slot) {
  Series& of = series_[series];
  const std::int32_t number = slot / page_slots;
  const auto offset = static_cast<std::uint32_t>(number - of.first_page);
  if (offset >= of.pages.size() && !reach(of, number)) return nullptr;
  std::uint32_t& index = of.pages[static_cast<std::size_t>(number - of.first_page)];
  if (index == 0) index = new_page();
  return &chunk_page(index)[static_cast<std::size_t>(slot % page_slots)];
}

const PackedFigure& Columns::peek(std::uint32_t series, std::int32_t slot) const {
  return page_of(series_[series], slot / page_slots)[static_cast<std::size_t>(slot % page_slots)];
}

std::size_t Columns::bytes() const {
  std::size_t sum = std::size_t{pages_} * sizeof(Page) + table_.capacity() * sizeof(Entry) +
                    series_.capacity() * sizeof(Series) + chunks_.capacity() * sizeof(chunks_[0]);
  for (const Series& series : series_) {
    sum += series.pages.capacity() * sizeof(std::uint32_t);
  }
  return sum;
}

}  // namespace duibiao::cube
