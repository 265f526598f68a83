#pragma once

#include <string>
#include <vector>

#include "workspace/import.h"

namespace duibiao::workspace {

/// What a person says about a sheet that it does not say itself, in words. Empty: not said.
struct ImportWish {
  std::vector<std::string> units;
  std::string period;
  std::string region;
  std::string released;
  std::string source;
  std::string encoding;
  std::string delimiter;  ///< one character, «tab» or «\\t»
  bool accept_suggestions = false;
};

/// Errors: bad_unit, bad_argument (period), those of PlaceRegistry::resolve and Date::parse.
[[nodiscard]] Result<ImportOptions> options_of(const ImportWish& wish, const Vocabulary& words);

/// A unit given by name. Errors: bad_unit.
[[nodiscard]] Result<Unit> unit_named(const std::string& name);

}  // namespace duibiao::workspace
