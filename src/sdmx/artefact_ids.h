#pragma once

#include <string_view>

/// What everything is called.
namespace duibiao::sdmx::artefact {
inline constexpr std::string_view agency = "DB";
inline constexpr std::string_view version = "1.0";
inline constexpr std::string_view flow = "CITY";      ///< and its data structure
inline constexpr std::string_view concepts = "CS";    ///< the concept scheme
inline constexpr std::string_view constraint = "CC";  ///< the content constraint
}  // namespace duibiao::sdmx::artefact
