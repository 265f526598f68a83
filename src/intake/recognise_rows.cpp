#include <algorithm>
#include <set>

#include "intake/recognise_parts.h"
#include "text/utf8.h"

namespace duibiao::intake {
namespace {

/// A number that names a year (1949…2100) or a month of one (202407).
bool is_period_number(const num::Decimal& value) {
  if (value.scale() != 0 || value.is_negative()) return false;
  const auto units = static_cast<std::int64_t>(value.units());
  const auto year = [](std::int64_t y) { return y >= 1949 && y <= 2100; };
  return year(units) ||
         (units > 100'000 && year(units / 100) && units % 100 >= 1 && units % 100 <= 12);
}

void sense_numbers(const std::vector<num::Decimal>& numbers, RowSense& sense) {
  sense.periods_only = !numbers.empty() &&
                       std::all_of(numbers.begin(), numbers.end(), is_period_number) &&
                       std::adjacent_find(numbers.begin(), numbers.end()) == numbers.end();
  sense.serial = numbers.size() >= 3;
  for (std::size_t i = 0; i < numbers.size() && sense.serial; ++i) {
    sense.serial = numbers[i] == num::Decimal::whole(static_cast<std::int64_t>(i) + 1);
  }
}

/// A row of figures: at least one number (or, below a header, marks for «no figure»).
bool is_data(const RowSense& sense, bool below_header) {
  if (sense.numbers == 0) return below_header && sense.missing > 0 && sense.texts > 0;
  if (sense.periods_only || sense.serial) return false;
  if (sense.texts == 0 && sense.numbers < 2) return false;
  return sense.numbers + sense.missing + 3 >= sense.texts;
}

bool declares_units(const std::string& text) {
  const std::string plain = plain_label(text);
  for (const std::string_view word : {"单位:", "Unit:", "unit:", "Units:"}) {
    if (plain.find(word) != plain.npos) return true;
  }
  return plain.starts_with("(") && plain.ends_with(")") &&
         !read_units(std::string_view(plain).substr(1, plain.size() - 2)).empty();
}

/// «2025年1-7月各市主要指标» on the left and «单位:亿元» on the right of one line.
bool is_title_with_unit(const Grid& grid, std::size_t row, const RowSense& sense) {
  if (sense.distinct_texts != 2 || sense.numbers + sense.missing > 0) return false;
  std::size_t declaring = 0;
  std::set<std::string> seen;
  for (const GridCell& cell : grid.rows()[row].cells) {
    if (cell.text.empty() || plain_label(cell.text).empty() || !seen.insert(cell.text).second) {
      continue;
    }
    declaring += declares_units(cell.text) ? 1 : 0;
  }
  return declaring >= 1;
}

void sort_row_above(const Grid& grid, std::size_t row, Frame& frame) {
  const RowSense sense = sense_row(grid, row);
  if (sense.blank() || sense.serial) return;
  if (is_title_with_unit(grid, row, sense)) {
    frame.titles.push_back(row);
    frame.unit_rows.push_back(row);
  } else if (sense.distinct_texts >= 2 || sense.periods_only) {
    frame.headers.push_back(row);
  } else if (sense.one_text()) {
    if (declares_units(sense.only_text)) frame.unit_rows.push_back(row);
    const bool spans_values = sense.texts >= 2 && sense.first_column > 0;
    if (spans_values && !declares_units(sense.only_text)) {
      frame.headers.push_back(row);
    } else {
      frame.titles.push_back(row);
    }
  }
}

/// One-text rows between the header's last line and the first figures head the first group.
void split_groups(const Grid& grid, Frame& frame) {
  std::size_t last_wide = frame.headers.empty() ? 0 : frame.headers.back();
  for (const std::size_t row : frame.headers) {
    if (sense_row(grid, row).distinct_texts >= 2 || sense_row(grid, row).periods_only) {
      last_wide = row;
    }
  }
  const auto below = [&](std::size_t row) { return row > last_wide; };
  for (auto* rows : {&frame.titles, &frame.headers}) {
    for (const std::size_t row : *rows) {
      const RowSense sense = sense_row(grid, row);
      if (below(row) && !is_note(sense.only_text) && !declares_units(sense.only_text) &&
          read_units(sense.only_text).empty()) {
        frame.first_data = std::min(frame.first_data, row);
        frame.has_groups = true;
      }
    }
    std::erase_if(*rows, [&](std::size_t row) { return row >= frame.first_data; });
  }
}

}  // namespace

Sense sense_of(const GridCell& cell) {
  if (cell.kind == CellKind::empty) return Sense::blank;
  if (cell.kind == CellKind::number) return Sense::number;
  if (cell.kind != CellKind::text) return Sense::text;
  text::PrintedNumber number;
  switch (text::scan_number(cell.text, number)) {
    case text::CellReading::number:
      return Sense::number;
    case text::CellReading::missing:
      return Sense::missing;
    default:
      return Sense::text;
  }
}

RowSense sense_row(const Grid& grid, std::size_t row) {
  RowSense sense;
  std::set<std::string> texts;
  std::vector<num::Decimal> numbers;
  const auto& cells = grid.rows()[row].cells;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    const Sense what = sense_of(cells[column]);
    if (what == Sense::blank) continue;
    if (what == Sense::text) {
      // «Unnamed: 3» is how an empty header cell comes out of pandas.
      if (plain_label(cells[column].text).empty()) continue;
      ++sense.texts;
      texts.insert(cells[column].text);
    } else if (what == Sense::missing) {
      ++sense.missing;
    } else {
      ++sense.numbers;
      text::PrintedNumber number;
      if (text::scan_number(cells[column].text, number) == text::CellReading::number) {
        numbers.push_back(number.value);
      }
    }
    if (sense.texts + sense.numbers + sense.missing == 1) sense.first_column = column;
  }
  sense.distinct_texts = texts.size();
  if (texts.size() == 1) sense.only_text = *texts.begin();
  sense_numbers(numbers, sense);
  return sense;
}

Frame find_frame(const Grid& grid) {
  Frame frame;
  const std::size_t rows = grid.rows().size();
  bool header_seen = false;
  std::size_t first = 0;
  for (; first < rows; ++first) {
    const RowSense sense = sense_row(grid, first);
    if (is_data(sense, header_seen)) break;
    header_seen = header_seen || sense.distinct_texts >= 2 || sense.periods_only;
  }
  if (first == rows) {
    frame.why_not = {"没有找到数据行", "it has no row of figures"};
    return frame;
  }
  frame.first_data = first;
  for (std::size_t row = 0; row < first; ++row) sort_row_above(grid, row, frame);
  if (frame.headers.empty()) {
    frame.why_not = {"没有找到表头", "it has no header row above its figures"};
    return frame;
  }
  split_groups(grid, frame);
  frame.last_data = frame.first_data;
  for (std::size_t row = first; row < rows; ++row) {
    const RowSense sense = sense_row(grid, row);
    if (is_data(sense, true) && !is_note(sense.only_text)) frame.last_data = row;
  }
  for (std::size_t row = frame.last_data + 1; row < rows; ++row) {
    if (!sense_row(grid, row).blank()) frame.footers.push_back(row);
  }
  for (std::size_t row = first; row < frame.last_data && !frame.has_groups; ++row) {
    const RowSense sense = sense_row(grid, row);
    frame.has_groups =
        sense.one_text() && !is_note(sense.only_text) && !declares_units(sense.only_text);
  }
  return frame;
}

std::string month_of_date(const GridCell& cell) {
  const bool first_day =
      cell.kind == CellKind::date && cell.text.size() == 10 && cell.text.ends_with("-01");
  return first_day ? cell.text.substr(0, 7) : cell.text;
}

std::vector<HeaderCell> header_cells(const Grid& grid, const Frame& frame, std::size_t column) {
  std::vector<HeaderCell> out;
  for (std::size_t level = 0; level < frame.headers.size(); ++level) {
    const std::size_t row = frame.headers[level];
    std::size_t from = column;
    // A heading over several columns stands only over the first of them where merges were lost.
    const bool last = level + 1 == frame.headers.size();
    while (!last && from > 0 && plain_label(grid.at(row, from).text).empty() &&
           !plain_label(grid.at(frame.headers.back(), column).text).empty()) {
      --from;
      if (label_role(grid.at(row, from).text)) from = 0;
    }
    std::string text = month_of_date(grid.at(row, from));
    if (from == 0 && column != 0 && label_role(text)) text.clear();
    // pandas writes the second «增速» of a row as «增速.1».
    const std::size_t dot = text.rfind('.');
    if (dot != text.npos && dot > 0 && dot + 1 < text.size() &&
        text.find_first_not_of("0123456789", dot + 1) == text.npos) {
      const std::string base = text.substr(0, dot);
      for (std::size_t other = 0; other < column; ++other) {
        if (grid.at(row, other).text == base) text = base;
      }
    }
    const std::string plain = plain_label(text);
    if (plain.empty() || (!out.empty() && out.back().text == plain)) continue;
    out.push_back(
        {plain, cell_name(grid.rows()[row].number, static_cast<std::uint32_t>(from) + 1)});
  }
  return out;
}

}  // namespace duibiao::intake
