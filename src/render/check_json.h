#pragma once

#include "render/check_view.h"
#include "render/json.h"

namespace duibiao::render {

/// What is known about one draft, in the form of `duibiao.check/1` without the schema line
/// (docs/json.md). Spans are bytes of the input where that was UTF-8 text, else of the `text` that
/// is given with it. `language` is that of the names in the evidence.
[[nodiscard]] Json check_json(const CheckedDraft& draft, Language language);

/// A claim as `duibiao.check/1` and `duibiao.read/1` write it.
[[nodiscard]] Json to_json(const bulletin::Claim& claim, const text::Document& document,
                           const Vocabulary& words);

}  // namespace duibiao::render
