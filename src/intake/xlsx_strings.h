#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "intake/zip_package.h"

namespace duibiao::intake {

/// The strings that the cells of a workbook point to, one after the other in one piece of memory.
class SharedStrings {
 public:
  void add(std::string_view text);
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] std::uint64_t bytes() const { return text_.size() + ends_.size() * 4; }
  /// `index` < size(). The view lives as long as the strings are not added to.
  [[nodiscard]] std::string_view at(std::size_t index) const;

 private:
  std::string text_;
  std::vector<std::uint32_t> ends_;  // limit::shared_string_bytes fits
};

/// Errors: damaged_file, over_limit.
[[nodiscard]] Status read_shared_strings(const ZipPackage& package, const std::string& path,
                                         SharedStrings& strings);

/// Undoes «_x000D_» escapes (ECMA-376 part 1, 22.9.2.19) in place.
void unescape_xlsx_text(std::string& text);

}  // namespace duibiao::intake
