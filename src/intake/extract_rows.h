#pragma once

#include <optional>
#include <string>

#include "intake/recognise_parts.h"

namespace duibiao::intake {

/// What the labels of a row, or of the group above it, say.
struct RowFacts {
  PlaceId place;
  std::string place_name;  ///< as it stood
  IndicatorId indicator;
  std::string indicator_words;  ///< when they name nothing known
  std::optional<Measure> measure;
  Period period;
  std::string period_text;
  bool year_written = false;  ///< the label itself names the year
  Unit unit;
};

/// Reads the label cells of a cross table's rows from top to bottom; remembers the group and the
/// indicator above, to which rows such as «增长(%)» belong.
class RowReader {
 public:
  RowReader(const Grid& grid, const Layout& layout, const SheetContext& context);

  [[nodiscard]] RowFacts read(std::size_t row);
  /// A row of one text: it heads a group, unless it is a place without any figures (false).
  bool read_group(std::size_t row, const std::string& text);
  [[nodiscard]] const RowFacts& group() const { return group_; }
  [[nodiscard]] const LabelContext& rules() const { return rules_; }

 private:
  void take_label(const Label& label, RowFacts& facts) const;
  void read_place(const std::string& text, RowFacts& facts) const;
  void read_indicator(const std::string& text, RowFacts& facts);
  void read_period(const GridCell& cell, RowFacts& facts) const;

  const Grid& grid_;
  const Layout& layout_;
  const Vocabulary& vocabulary_;
  LabelContext rules_;
  RowFacts group_;
  IndicatorId last_indicator_;
  std::string last_words_;
};

}  // namespace duibiao::intake
