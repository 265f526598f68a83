#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "cube/cube.h"

namespace duibiao::corpus {

/// The figures of the tidy files in a folder, such as data/demo, as an import makes a cube of them:
/// files in the order of their names, sources with their day of release. Errors: unreadable_file,
/// bad_catalogue with file and line.
[[nodiscard]] Result<std::shared_ptr<const cube::Cube>> load_demo(
    const std::string& folder, std::shared_ptr<const Vocabulary> words);

}  // namespace duibiao::corpus
