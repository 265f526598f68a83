#include "intake/open_merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <vector>

namespace duibiao::intake {
namespace {

std::string range_name(const Merge& merge) {
  return cell_name(merge.first_row, merge.first_column) + ":" +
         cell_name(merge.last_row, merge.last_column);
}

}  // namespace

std::optional<CellPlace> read_cell_name(std::string_view name) {
  CellPlace place;
  std::size_t at = 0;
  if (at < name.size() && name[at] == '$') ++at;
  for (; at < name.size(); ++at) {
    const char letter = static_cast<char>(name[at] & ~0x20);
    if (letter < 'A' || letter > 'Z') break;
    place.column = place.column * 26 + static_cast<std::uint32_t>(letter - 'A' + 1);
    if (place.column > limit::columns) return std::nullopt;
  }
  if (place.column == 0) return std::nullopt;
  if (at < name.size() && name[at] == '$') ++at;
  for (; at < name.size(); ++at) {
    if (name[at] < '0' || name[at] > '9') return std::nullopt;
    place.row = place.row * 10 + static_cast<std::uint32_t>(name[at] - '0');
    if (place.row > limit::rows) return std::nullopt;
  }
  if (place.row == 0) return std::nullopt;
  return place;
}

std::optional<Merge> read_range(std::string_view range) {
  const std::size_t colon = range.find(':');
  const auto from = read_cell_name(range.substr(0, colon));
  const auto to = colon == std::string_view::npos ? from : read_cell_name(range.substr(colon + 1));
  if (!from || !to) return std::nullopt;
  return Merge{std::min(from->row, to->row), std::min(from->column, to->column),
               std::max(from->row, to->row), std::max(from->column, to->column)};
}

std::optional<std::pair<Merge, Merge>> overlap(std::span<const Merge> merges) {
  std::vector<Merge> sorted(merges.begin(), merges.end());
  std::sort(sorted.begin(), sorted.end(), [](const Merge& a, const Merge& b) {
    return a.first_row != b.first_row ? a.first_row < b.first_row : a.first_column < b.first_column;
  });
  // Swept downwards. The last range to begin in each stretch of columns; those that ended above
  // are dropped when met. Ranges still open never overlap in columns, so neighbours suffice.
  std::map<std::uint32_t, Merge> open;
  for (const Merge& merge : sorted) {
    auto next = open.lower_bound(merge.first_column);
    if (next != open.begin()) {
      const auto before = std::prev(next);
      if (before->second.last_column >= merge.first_column) {
        if (before->second.last_row >= merge.first_row) return std::pair(before->second, merge);
        open.erase(before);
      }
    }
    while (next != open.end() && next->first <= merge.last_column) {
      if (next->second.last_row >= merge.first_row) return std::pair(next->second, merge);
      next = open.erase(next);
    }
    open.emplace(merge.first_column, merge);
  }
  return std::nullopt;
}

Error overlap_error(const Merge& one, const Merge& other) {
  const std::string a = range_name(one);
  const std::string b = range_name(other);
  return {ErrorCode::damaged_file,
          {fmt::format("合并单元格 {} 和 {} 互相重叠", a, b),
           fmt::format("the merged cells {} and {} overlap", a, b)},
          {"请在 Excel/WPS 里取消这两处合并，重新合并后保存",
           "unmerge both in Excel or LibreOffice, merge them anew and save"},
          {.file = {}, .sheet = {}, .cell = cell_name(other.first_row, other.first_column)}};
}

}  // namespace duibiao::intake
