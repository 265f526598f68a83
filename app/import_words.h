#pragma once

#include <string>

#include "app/context.h"
#include "workspace/import.h"

namespace duibiao::app {

/// True when somebody should look: rows held, figures that contradict each other or have a suspect
/// unit. A note about a revised base is no finding.
[[nodiscard]] bool has_findings(const workspace::ImportReport& report);

/// What came of a file, for people; `in_full` (a dry run) adds the layout and a preview.
[[nodiscard]] std::string import_words(const workspace::ImportReport& report,
                                       const Vocabulary& words, bool in_full,
                                       const Context& context);

}  // namespace duibiao::app
