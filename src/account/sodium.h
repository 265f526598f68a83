#pragma once

#include <sodium.h>

#include "base/assert.h"

namespace duibiao::account {

/// libsodium picks its fastest code once; calling it again is harmless and thread-safe.
inline void start_sodium() {
  static const int started = sodium_init();
  DUIBIAO_ASSERT(started >= 0);
}

}  // namespace duibiao::account
