#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bulletin/read/draft.h"

namespace duibiao::bulletin {

/// What a header cell, a row's label or a table's title says of the figures it stands over.
struct TableLabel {
  IndicatorId indicator;
  std::string phrase;  ///< names something the catalogue does not know: «机电产品出口»
  std::string text;    ///< the label without times, units and measure words
  std::optional<Measure> measure;
  Unit unit;         ///< the first it declares
  Unit second_unit;  ///< «单位：亿元、%»
  PlaceId place;
  std::string place_text;
  Period period;
  std::string whole;  ///< of a share: «全省» in 占全省比重
  bool constant_price = false;
  bool total = false;      ///< 合计: what it heads adds up to it
  bool part = false;       ///< 其中: a part of the row above
  bool numbering = false;  ///< 序号: the column counts rows
  bool code = false;       ///< 代码, 电话

  /// Says what is counted, and not only when, where or how.
  [[nodiscard]] bool names_something() const { return indicator.known() || !phrase.empty(); }
};

/// Reads a label. `about` gives the year and months it leaves out. Linear in the label, which is
/// cut at some hundred bytes.
[[nodiscard]] TableLabel read_table_label(Draft& draft, std::string_view label,
                                          const Period& about);

/// The same for a title above the table, whose other words (情况表) name nothing.
[[nodiscard]] TableLabel read_table_title(Draft& draft, std::string_view title,
                                          const Period& about);

}  // namespace duibiao::bulletin
