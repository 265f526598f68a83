#pragma once

#include <span>
#include <utility>
#include <vector>

#include "render/json.h"
#include "store/store.h"
#include "workspace/import.h"

namespace duibiao::render {

/// One file of `duibiao.import/1`.
[[nodiscard]] Json import_json(const workspace::ImportReport& report, const Vocabulary& words);

/// `duibiao.held/1`: rows with why they are still held; where that is a name that nobody knows, the
/// name and what it may have meant.
[[nodiscard]] Json held_json(const std::vector<std::pair<store::HeldRow, Message>>& rows,
                             const Vocabulary& words);

/// `duibiao.log/1` with `batches[]`, and with `log[]`.
[[nodiscard]] Json batches_json(std::span<const store::Batch> batches);
[[nodiscard]] Json log_json(std::span<const store::LogEntry> entries);

/// `duibiao.revisions/1`.
[[nodiscard]] Json revisions_json(std::span<const cube::Rival> rivals, const Vocabulary& words,
                                  Language language);

}  // namespace duibiao::render
