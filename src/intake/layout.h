#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "figure/figure.h"

namespace duibiao::intake {

/// What a column of a sheet is for.
enum class Role : std::uint8_t {
  ignore,
  place,
  place_code,
  indicator,
  period,
  measure,
  value,
  unit,
  decimals,
  status,
  source,
  released,
  note,
  // Of SDMX tables only, but for source_sheet:
  frequency,
  transformation,
  unit_mult,  ///< power of ten of the value
  dimension,  ///< tells series apart, and we know no place for it
  action,     ///< what a data set asks to be done
  label,      ///< the names of the codes of another column
  source_sheet,
};
inline constexpr std::size_t role_count = 20;
[[nodiscard]] std::string_view id_of(Role role);
[[nodiscard]] std::optional<Role> find_role(std::string_view id);

/// Where an attribute of a figure was found.
enum class Origin : std::uint8_t {
  none,        ///< not found
  given,       ///< by the user: an option or a layout file
  header,      ///< the column's own header cells
  left,        ///< the value column on its left, to which a growth or rank column belongs
  row_label,   ///< the label cell of the row
  group_row,   ///< a row that heads a group
  title,       ///< a line above the header
  unit_row,    ///< a line above the header that declares units
  footer,      ///< a line below the figures
  file_name,   ///< the name of the file
  sheet_name,  ///< the name of the worksheet
  sheet_form,  ///< what this well-known form of sheet means by its words
  places,      ///< the common parent of the places listed
  catalogue,   ///< the catalogue's own unit, because the sheet names none
};
[[nodiscard]] std::string_view id_of(Origin origin);
[[nodiscard]] std::optional<Origin> find_origin(std::string_view id);

/// An origin with the cell it stands in («H1»), where there is one.
struct From {
  Origin origin = Origin::none;
  std::string cell;
  friend bool operator==(const From&, const From&) = default;
};
/// «表头 H1» / «header cell H1».
[[nodiscard]] Message describe(const From& from);

/// The period of a column: its own, or in terms of the table's, so that a layout saved in July
/// reads August's sheet.
struct PeriodRule {
  enum class Kind : std::uint8_t {
    table,    ///< the table's period as it is
    month,    ///< the last month of the table's period: 当月
    to_date,  ///< January to the last month of the table's period: 累计
    fixed,    ///< named in the header
  };
  Kind kind = Kind::table;
  Period fixed;
  int years_before = 0;  ///< 1 for 上年同期
  friend bool operator==(const PeriodRule&, const PeriodRule&) = default;
};
/// The period meant, given the table's; unknown when it cannot be said.
[[nodiscard]] Period apply(const PeriodRule& rule, const Period& table);

/// One column. Attributes that are empty come from elsewhere: row label, group row, table.
struct Column {
  std::uint32_t index = 0;  ///< from 1
  Role role = Role::ignore;
  std::string header;         ///< the header cells from top to bottom, as read
  std::string indicator;      ///< id in the catalogue
  std::string unknown_words;  ///< header words that name nothing known: its figures are held
  std::string place;          ///< code
  std::optional<Measure> measure;
  std::optional<PeriodRule> period;
  Unit unit;
  From indicator_from;
  From place_from;
  From measure_from;
  From period_from;
  From unit_from;
  friend bool operator==(const Column&, const Column&) = default;
};

/// A unit that holds for the whole table where nothing nearer names one of its dimension.
struct TableUnit {
  Unit unit;
  From from;
  friend bool operator==(const TableUnit&, const TableUnit&) = default;
};

/// How a sheet is to be read: recognised from its cells, or written by the user as TOML.
struct Layout {
  /// tidy, customs-national, customs-provincial, place-by-indicator, indicator-by-place,
  /// indicator-by-period, period-by-indicator, place-by-period, yearbook (with group rows), sdmx.
  std::string kind;
  std::vector<std::uint32_t> header_rows;
  std::uint32_t first_data_row = 0;
  std::uint32_t last_data_row = 0;  ///< 0: to the end of the sheet
  std::vector<Column> columns;

  std::string region;     ///< code of the place the table is about
  std::string indicator;  ///< id, when the title names the one indicator of the table
  std::optional<Measure> measure;
  Period period;
  std::vector<TableUnit> units;
  Date released;
  std::string source;  ///< name of the source; empty: the file's name
  From region_from;
  From indicator_from;
  From period_from;
  From released_from;
  From source_from;

  std::vector<Message> notes;  ///< assumptions made, each a sentence for the user

  /// The table's unit of a dimension; nothing when none is declared.
  [[nodiscard]] const TableUnit* unit_of(Dimension dimension) const;
  [[nodiscard]] const Column* first_of(Role role) const;

  /// As TOML that from_toml reads back, all but the notes: they are about this one file.
  [[nodiscard]] std::string to_toml() const;
  /// Strict: an unknown key, a wrong type, a bad name or a repeated column is bad_layout with its
  /// line. Indicators and places are checked when the layout is used.
  [[nodiscard]] static Result<Layout> from_toml(std::string_view toml, std::string_view file_name);

  friend bool operator==(const Layout&, const Layout&) = default;
};

/// «H» for column 8.
[[nodiscard]] std::string column_name(std::uint32_t column);

/// The layout in sentences, for --dry-run: what each column was taken for, and why.
[[nodiscard]] std::vector<Message> describe(const Layout& layout, const Vocabulary& vocabulary);

/// What the user said about the sheet. It wins over titles, unit rows, footers and names of files;
/// `units` win over everything.
struct Overrides {
  std::vector<Unit> units;       ///< --unit: for all figures of its dimension
  Period period;                 ///< --period
  std::string region;            ///< --region: a place code
  Date released;                 ///< --released
  std::string source;            ///< --source
  std::optional<Layout> layout;  ///< --layout
};

}  // namespace duibiao::intake
