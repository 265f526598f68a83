#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace duibiao {

/// One sentence a person will read, in both languages of the program. Written where the fact is
/// known, so that nothing is translated twice.
struct Message {
  std::string zh;
  std::string en;

  friend bool operator==(const Message&, const Message&) = default;
};

/// What went wrong. The number is stable across versions and languages (printed as «DB2003»), so
/// that it can be read out over the telephone; its thousands give the exit code (see exit_code).
enum class ErrorCode : std::uint16_t {
  // 1xxx: the command or call is wrong (exit 2)
  bad_argument = 1001,
  ambiguous_name = 1002,
  mixed_units = 1003,
  // 2xxx: the input cannot be read or is invalid (exit 4)
  unreadable_file = 2001,
  unknown_format = 2002,
  damaged_file = 2003,
  over_limit = 2004,
  bad_encoding = 2005,
  bad_number = 2006,
  bad_period = 2007,
  bad_unit = 2008,
  bad_layout = 2009,
  empty_input = 2010,
  bad_catalogue = 2011,
  overflow = 2012,
  // 3xxx: nothing there by that name (exit 5)
  not_found = 3001,
  missing_figure = 3002,
  // 4xxx: somebody else holds it (exit 6)
  busy = 4001,
  // 5xxx: it failed here (exit 1)
  io_failed = 5001,
  store_damaged = 5002,
  store_newer = 5003,
  division_by_zero = 5004,
  internal = 5005,
};

/// Where in an input: any part may be empty or 0 («unknown»). Lines and columns count from 1.
struct Position {
  std::string file{};
  std::string sheet{};
  std::string cell{};  ///< in the sheet's own notation, «C14»
  std::uint64_t line = 0;
  std::uint64_t column = 0;
};

/// A failure as data: bad input is normal and is returned, never thrown.
struct Error {
  ErrorCode code = ErrorCode::internal;
  Message message;
  Message advice;  ///< what the person can do next; may be empty
  Position where;
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = tl::expected<void, Error>;

/// Shorthand for returning a failure from a function that returns Result or Status.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, Message message,
                                                Message advice = {}, Position where = {}) {
  return tl::unexpected<Error>(
      Error{code, std::move(message), std::move(advice), std::move(where)});
}

/// The process exit code of a failure: 2 usage, 4 input, 5 not found, 6 busy, 1 otherwise.
[[nodiscard]] constexpr int exit_code(ErrorCode code) {
  switch (static_cast<int>(code) / 1000) {
    case 1:
      return 2;
    case 2:
      return 4;
    case 3:
      return 5;
    case 4:
      return 6;
    default:
      return 1;
  }
}

}  // namespace duibiao
