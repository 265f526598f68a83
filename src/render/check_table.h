#pragma once

#include "render/check_view.h"
#include "render/table.h"

namespace duibiao::render {

/// The empty table of findings, for CSV and workbooks: file, line, kind, figure, what is wrong.
[[nodiscard]] Table findings_table(Language language);

/// Adds the findings and the remarks on usage of a draft, one a row.
void add_findings(Table& table, const CheckedDraft& draft, Language language);

}  // namespace duibiao::render
