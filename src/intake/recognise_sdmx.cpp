#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "intake/recognise.h"
#include "intake/recognise_parts.h"
#include "intake/sdmx_ids.h"
#include "intake/sdmx_table.h"

namespace duibiao::intake {
namespace {

bool is_first_header(std::string_view header) {
  const std::string_view id = sdmx_header_id(header);
  return id == "DATAFLOW" || id == "STRUCTURE";
}

bool is_value(std::string_view header) {
  const auto meaning = sdmx_meaning(sdmx_header_id(header));
  return meaning && meaning->role == Role::value;
}

/// SDMX-CSV begins with a fixed word. Without it, a table is SDMX when it has both TIME_PERIOD and
/// OBS_VALUE and a component that a long table of ours would not know.
bool is_sdmx_header(const GridRow& row) {
  if (row.cells.empty()) return false;
  if (is_first_header(row.cells.front().text)) return true;
  bool time = false;
  bool value = false;
  bool other = false;
  for (const GridCell& cell : row.cells) {
    const std::string_view id = sdmx_header_id(cell.text);
    time = time || id == "TIME_PERIOD";
    value = value || is_value(cell.text);
    const auto meaning = sdmx_meaning(id);
    other = other || (meaning && !tidy_role(id) && meaning->role != Role::ignore);
  }
  return time && value && other;
}

/// An id as SDMX allows it; other headers are columns that a program added.
bool may_be_id(std::string_view id) {
  return !id.empty() && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '@' || c == '$' || c == '.';
  });
}

bool is_key(Role role) {
  return role == Role::place || role == Role::indicator || role == Role::period ||
         role == Role::frequency || role == Role::transformation;
}

bool tells_apart(Role role) {
  return is_key(role) || role == Role::unit || role == Role::unit_mult;
}

class Columns {
 public:
  explicit Columns(const GridRow& row) {
    const bool with_names = std::ranges::any_of(row.cells, [](const GridCell& cell) {
      return sdmx_header_id(cell.text) == "STRUCTURE_NAME";
    });
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      Column column;
      column.index = static_cast<std::uint32_t>(c) + 1;
      column.header = row.cells[c].text;
      columns_.push_back(std::move(column));
    }
    find_labels(with_names);
    choose();
    place_the_rest();
  }

  [[nodiscard]] std::vector<Column> take() { return std::move(columns_); }
  [[nodiscard]] bool has(Role role) const { return best_[static_cast<std::size_t>(role)] != none; }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  /// «REF_AREA [name]», or, in SDMX-CSV 2.0 with labels=name, every column behind a component's.
  void find_labels(bool with_names) {
    bool behind_component = false;
    for (Column& column : columns_) {
      if (!sdmx_labelled(column.header).empty()) {
        column.role = Role::label;
        continue;
      }
      if (!with_names) continue;
      const std::string_view id = sdmx_header_id(column.header);
      const auto meaning = sdmx_meaning(id);
      const bool technical =
          meaning && (meaning->role == Role::ignore || meaning->role == Role::action);
      if (behind_component) column.role = Role::label;
      behind_component = !technical && !behind_component;
    }
  }

  void choose() {
    std::array<std::size_t, role_count> order{};
    best_.fill(none);
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (columns_[c].role == Role::label) continue;
      const auto meaning = sdmx_meaning(sdmx_header_id(columns_[c].header));
      if (!meaning || meaning->role == Role::ignore) continue;
      const auto role = static_cast<std::size_t>(meaning->role);
      if (best_[role] != none && order[role] <= meaning->order) continue;
      best_[role] = c;
      order[role] = meaning->order;
    }
    for (std::size_t role = 0; role < role_count; ++role) {
      if (best_[role] != none) columns_[best_[role]].role = static_cast<Role>(role);
    }
  }

  /// Attributes stand behind the value, unless the columns are in an order of their own.
  void place_the_rest() {
    const std::size_t value = best_[static_cast<std::size_t>(Role::value)];
    bool ordered = true;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (is_key(columns_[c].role) && c > value) ordered = false;
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      Column& column = columns_[c];
      if (column.role != Role::ignore) continue;
      const std::string_view id = sdmx_header_id(column.header);
      const auto meaning = sdmx_meaning(id);
      if (meaning && meaning->role == Role::ignore) continue;
      // A second column for the same thing: INDICATOR beside SUBJECT, GEO beside REF_AREA.
      const bool second = meaning && tells_apart(meaning->role);
      const bool remark = is_sdmx_remark(id) || !may_be_id(id);
      const bool key = second || changes_meaning(id) || (!remark && (c < value || !ordered));
      column.role = key ? Role::dimension : Role::note;
    }
  }

  std::vector<Column> columns_;
  std::array<std::size_t, role_count> best_{};
};

void note_dimensions(Layout& layout) {
  Message line;
  for (const Column& column : layout.columns) {
    if (column.role != Role::dimension) continue;
    line.zh += (line.zh.empty() ? "" : "、") + column.header;
    line.en += (line.en.empty() ? "" : ", ") + column.header;
  }
  if (line.zh.empty()) return;
  layout.notes.push_back(
      {fmt::format("维度 {} 不在本库的结构里：只有取“合计”“不适用”等普通值的行才导入，其余暂存，"
                   "不会与别的序列合并",
                   line.zh),
       fmt::format("{} are dimensions that we have no place for: rows where they are the total or "
                   "do not apply come in, the others are held and never merged with other series",
                   line.en)});
}

}  // namespace

std::optional<Recognised> recognise_sdmx(const Grid& head, const SheetContext& context) {
  for (const GridRow& row : head.rows()) {
    if (!is_sdmx_header(row)) continue;
    Columns columns(row);
    Recognised out;
    if (!columns.has(Role::value) || !columns.has(Role::period)) {
      out.why_not = {"是 SDMX 文件，但没有 TIME_PERIOD 或 OBS_VALUE 列，里面没有观测值",
                     "it is SDMX, but has no column TIME_PERIOD or OBS_VALUE: it holds no "
                     "observations"};
      return out;
    }
    Layout layout;
    layout.kind = "sdmx";
    layout.columns = columns.take();
    layout.header_rows = {row.number};
    layout.first_data_row = row.number + 1;
    find_facts(head, {}, context, layout);
    keep_only_lacking(layout);
    note_dimensions(layout);
    out.layout = std::move(layout);
    return out;
  }
  return std::nullopt;
}

}  // namespace duibiao::intake
