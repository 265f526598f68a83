#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace duibiao {

/// One value of a catalogue file, as far as catalogues need values: text, yes/no, or a list of
/// text.
struct TomlValue {
  enum class Kind : std::uint8_t { text, boolean, list };
  Kind kind = Kind::text;
  std::string text;
  bool yes = false;
  std::vector<std::string> list;
  std::uint64_t line = 0;
};

/// A key that a table may have, the kind of its value, and whether it must be there.
struct TomlKey {
  std::string_view name;
  TomlValue::Kind kind = TomlValue::Kind::text;
  bool required = false;
};

/// One `[[name]]` table: its values by key.
struct TomlTable {
  std::uint64_t line = 0;
  std::map<std::string, TomlValue, std::less<>> values;

  [[nodiscard]] const TomlValue* find(std::string_view key) const;
  /// The text of a key, or the empty text.
  [[nodiscard]] std::string_view text(std::string_view key) const;
};

/// Reads the `[[array]]` tables of a TOML file against their schema. An unknown key (with the
/// nearest known one), a value of another kind, a missing required key, any other top-level key, or
/// text that is not TOML is bad_catalogue with file and line. Nothing else is accepted silently.
[[nodiscard]] Result<std::vector<TomlTable>> read_toml_tables(std::string_view toml,
                                                              std::string_view file_name,
                                                              std::string_view array,
                                                              std::span<const TomlKey> keys);

/// A bad_catalogue error at a line of a file.
[[nodiscard]] tl::unexpected<Error> bad_catalogue(std::string_view file_name, std::uint64_t line,
                                                  Message message, Message advice = {});

}  // namespace duibiao
