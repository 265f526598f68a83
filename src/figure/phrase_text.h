#pragma once

#include <string>
#include <string_view>

namespace duibiao::names {

/// What stands between the parts of a header: any punctuation.
inline constexpr char part_border = '|';

/// The form in which headers are read and indicator names are looked for in them: width and case
/// folded; blanks kept only between Latin words; punctuation one border; brackets that hold only a
/// unit («(亿元)», «(%)») left out, and a spreadsheet's «.1» behind a repeated header too.
[[nodiscard]] std::string phrase_text(std::string_view header);

/// True when a Latin word does not go on across this offset of a phrase text.
[[nodiscard]] bool is_word_border(std::string_view phrase, std::size_t offset);

}  // namespace duibiao::names
