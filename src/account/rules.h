#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace duibiao::account {

/// Longer than any person's or office's name; what is longer breaks tables.
inline constexpr std::size_t name_characters_max = 64;
/// NIST SP 800-63B: at least eight characters, and no rules about which.
inline constexpr std::size_t password_characters_min = 8;
/// Room for any sentence; a megabyte would only keep the machine busy.
inline constexpr std::size_t password_bytes_max = 1024;

/// A name as it is shown, and the form under which two names are the same: «Li» and «ｌｉ».
struct Name {
  std::string shown;  ///< NFC
  std::string key;    ///< NFKC with case folded
};

/// What is named; only the words of a refusal differ.
enum class Named : unsigned char { account, token };

/// Refuses (bad_argument) what is empty, longer than 64 characters, not UTF-8, begins or ends with
/// a blank, or holds controls, invisible characters, «/» or «\»: a name stands in addresses and
/// logs.
[[nodiscard]] Result<Name> name_from(std::string_view text, Named what = Named::account);

/// A password as it is hashed: in NFC (RFC 8265), so that two keyboards write the same. Refuses
/// (bad_argument) what is no UTF-8, shorter than 8 characters, longer than 1,024 bytes, or the
/// name.
[[nodiscard]] Result<std::string> new_password(std::string_view text, const Name& name);

/// The same form of a password that somebody tries; nothing fits what could not be a password.
[[nodiscard]] Result<std::string> tried_password(std::string_view text);

}  // namespace duibiao::account
