#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace duibiao::document {

/// The lines of a text that hold something, from `from` on, without breaks and outer blanks
/// (tabs stay: they may part empty cells); an empty one stands for any number of blank lines. A
/// form feed breaks a line too. Stops after `limit` lines.
[[nodiscard]] std::vector<text::Span> lines_of(std::string_view text, std::size_t from,
                                               std::size_t limit);

/// What a line of running text looks like, by itself.
enum class LineLook : std::uint8_t {
  prose,
  section,     ///< «一、…», «第二章 …»
  subsection,  ///< «(一)…»
  item,        ///< «1. …», «• …», «①…»
  note,        ///< «注：…», «资料来源：…»
};

/// Linear in the length of the mark, not of the line.
[[nodiscard]] LineLook look_at_line(std::string_view line);

/// True when the line ends as sentences end: 。！？；…, a closing quote or bracket after one, and
/// the Latin marks.
[[nodiscard]] bool ends_sentence(std::string_view line);

/// True when a sentence ends inside the line, before its last character.
[[nodiscard]] bool holds_sentence_end(std::string_view line);

/// A heading takes no more terminal columns than this: forty characters and a little.
inline constexpr std::size_t heading_columns = 88;

/// Short, and without the end of a sentence in it or behind it.
[[nodiscard]] bool could_be_heading(std::string_view line);

}  // namespace duibiao::document
