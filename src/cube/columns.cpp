#include "cube/columns.h"

#include <cstdlib>
#include <new>

namespace duibiao::cube {

void Columns::FreeChunk::operator()(Page* chunk) const { std::free(chunk); }

Columns::Columns() : table_(1024), shift_(64 - 10) {
  // Page 0 stays empty for good: a directory entry of 0 then reads as twelve missing figures, and
  // the reader needs no branch.
  (void)new_page();
}

std::uint32_t Columns::find(std::uint64_t key) const {
  for (std::size_t i = bucket(key);; i = (i + 1) & (table_.size() - 1)) {
    const Entry& entry = table_[i];
    if (entry.series == no_series || entry.key == key) return entry.series;
  }
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
  if ((pages_ & chunk_mask) == 0) {
    // calloc of this size maps zeroed memory that is only backed once it is touched.
    auto* chunk = static_cast<Page*>(std::calloc(std::size_t{1} << chunk_bits, sizeof(Page)));
    if (chunk == nullptr) throw std::bad_alloc();
    chunks_.emplace_back(chunk);
  }
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

PackedFigure* Columns::cell(std::uint32_t series, std::int32_t slot) {
  Series& of = series_[series];
  const std::int32_t number = slot / page_slots;
  const auto offset = static_cast<std::uint32_t>(number - of.first_page);
  if (offset >= of.pages.size() && !reach(of, number)) return nullptr;
  std::uint32_t& index = of.pages[static_cast<std::size_t>(number - of.first_page)];
  if (index == 0) index = new_page();
  return &chunks_[index >> chunk_bits][index & chunk_mask]
                 [static_cast<std::size_t>(slot % page_slots)];
}

const Columns::Page& Columns::page_of(const Series& of, std::int32_t number) const {
  const auto offset = static_cast<std::uint32_t>(number - of.first_page);
  return page(offset < of.pages.size() ? of.pages[offset] : 0);
}

const PackedFigure& Columns::peek(std::uint32_t series, std::int32_t slot) const {
  return page_of(series_[series], slot / page_slots)[static_cast<std::size_t>(slot % page_slots)];
}

void Columns::expect_directory(std::uint32_t series, std::int32_t slot) const {
  const Series& of = series_[series];
  const auto offset = static_cast<std::uint32_t>(slot / page_slots - of.first_page);
  if (offset < of.pages.size()) __builtin_prefetch(&of.pages[offset]);
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
