#pragma once

#include "render/brief_words.h"
#include "render/cells.h"

namespace duibiao::render {

/// The brief as one table, a row an indicator; on a terminal with a sparkline of recent months.
[[nodiscard]] Table brief_table(const bulletin::Brief& brief, const cube::Cube& cube,
                                const CellStyle& style);

/// The figures behind the text: a row for each numeral of the sentences with the clause it stands
/// in, what it stands for, its exact value, formula, and the sources, cells and releases of the
/// published figures that it rests on.
[[nodiscard]] Table numerals_table(const bulletin::Brief& brief,
                                   const std::vector<Sentence>& sentences, const cube::Cube& cube,
                                   Language language);

/// What a workbook of the brief holds, a sheet each: numerals, the page's table with the sentences
/// below, the published figures behind it all.
[[nodiscard]] std::vector<Table> brief_workbook(const bulletin::Brief& brief,
                                                const cube::Cube& cube, Language language);

/// «温州市2025年1-7月简报»: for titles and for the names of files.
[[nodiscard]] std::string brief_title(const bulletin::Brief& brief, const Vocabulary& words,
                                      Language language);

}  // namespace duibiao::render
