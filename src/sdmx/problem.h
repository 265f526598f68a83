#pragma once

#include <tl/expected.hpp>

#include "base/result.h"

namespace duibiao::sdmx {

/// Why a query has no answer, as SDMX-REST 1.5.0 numbers it. What a query asks for is not input
/// that a person typed into a form: these numbers stand for the DB… codes of elsewhere.
struct Problem {
  enum class Code : std::uint16_t {
    no_results = 100,
    unauthorized = 110,
    too_large = 130,  ///< more than this server gives at once
    syntax = 140,
    semantic = 150,  ///< well-formed, but asks for what makes no sense
    internal = 500,
    not_implemented = 501,
    unavailable = 503,
    not_acceptable = 406,  ///< the standard has no number of its own
  };
  Code code = Code::internal;
  Message text;
};

/// The HTTP status that belongs to it: 404, 401, 413, 400, 403, 500, 501, 503, 406.
[[nodiscard]] int status_of(Problem::Code code);

template <class T>
using Answer = tl::expected<T, Problem>;

[[nodiscard]] inline tl::unexpected<Problem> problem(Problem::Code code, Message text) {
  return tl::unexpected<Problem>(Problem{code, std::move(text)});
}

}  // namespace duibiao::sdmx
