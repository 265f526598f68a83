#include "sdmx/problem.h"

namespace duibiao::sdmx {

int status_of(Problem::Code code) {
  using enum Problem::Code;
  switch (code) {
    case no_results:
      return 404;
    case unauthorized:
      return 401;
    case too_large:
      return 413;
    case syntax:
      return 400;
    case semantic:
      return 403;
    case not_implemented:
      return 501;
    case unavailable:
      return 503;
    case not_acceptable:
      return 406;
    case internal:
      break;
  }
  return 500;
}

}  // namespace duibiao::sdmx
