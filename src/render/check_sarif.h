#pragma once

#include <span>
#include <string>
#include <string_view>

#include "render/check_view.h"
#include "render/json.h"

namespace duibiao::render {

/// The findings and remarks of some drafts as a SARIF 2.1.0 log (OASIS standard of 27 March 2020)
/// with one run, so that editors and code review show them inside the drafts: a rule a relation, a
/// result a finding, a fix a suggestion. Columns count UTF-16 units. Of a draft that is not itself
/// UTF-8 text (docx, PDF) places and fixes are left out and the message quotes the figure: SARIF's
/// regions would point into the file's bytes. `tool_version` is the program's.
[[nodiscard]] Json check_sarif(std::span<const CheckedDraft> drafts, std::string_view tool_version,
                               Language language);

/// A file name as SARIF names artifacts: an RFC 3986 reference, absolute paths as file:///.
[[nodiscard]] std::string artifact_uri(std::string_view path);

}  // namespace duibiao::render
