#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/language.h"
#include "render/table.h"

namespace duibiao::render {

/// The entries of a zip package: path and content, in the order they are to be packed.
using PackageParts = std::vector<std::pair<std::string, std::string>>;

/// Writes a Word document in the layout of Chinese official documents (GB/T 9704-2012) as far as a
/// report has it: A4, margins 37/35/28/26 mm, title in 22 pt, text in 16 pt on lines of 28 pt with
/// two characters of indent, page numbers «— 1 —» outside. The fonts are named as offices have them
/// (方正小标宋简体, 仿宋_GB2312, 黑体, 楷体_GB2312) with free ones to fall back on. No clock: same
/// calls, same bytes.
class DocxWriter {
 public:
  explicit DocxWriter(Language language) : language_(language) {}

  void title(std::string_view text);
  /// «一、……» in 黑体; the number is the caller's.
  void heading(std::string_view text);
  void paragraph(std::string_view text);
  /// A table over the whole width with a caption; its header row is repeated on every page and no
  /// row is broken. Columns for the eye only and columns without words are left out.
  void table(const Table& table, std::string_view caption);
  void next_page();

  /// The finished package. `name` stands in its properties.
  [[nodiscard]] PackageParts parts(std::string_view name) const;

 private:
  void styled(std::string_view style, std::string_view text);

  Language language_;
  std::string body_;
};

}  // namespace duibiao::render
