#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "store/store.h"

namespace duibiao::store {

/// Every figure of every undone batch of the file at `path`, block by block, with the moment of the
/// undoing (seconds since 1970): what a reader who follows the store has to drop, unless another
/// batch has it too. Opens a connection of its own. Cost, errors and the life of a block are those
/// of Store::scan.
[[nodiscard]] Status scan_undone(
    const std::string& path, const Vocabulary& vocabulary,
    const std::function<void(const Block&, std::int64_t undone_at)>& each);

}  // namespace duibiao::store
