#pragma once

#include <cstdio>
#include <cstdlib>

/// States what the program itself guarantees; on in every build. A bug stops the program before it
/// can print a wrong number. Bad input is never asserted: it is returned as an Error.
#define DUIBIAO_ASSERT(condition)                                                            \
  do {                                                                                       \
    if (!(condition)) [[unlikely]] {                                                         \
      std::fprintf(stderr, "%s:%d: assertion failed: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                          \
    }                                                                                        \
  } while (false)
