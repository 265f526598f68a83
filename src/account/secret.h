#pragma once

#include <string>
#include <string_view>

#include "store/digest.h"

namespace duibiao::account {

/// 256 random bits as 43 characters that may stand in a cookie or a header.
[[nodiscard]] std::string new_secret();

/// What is stored of a secret: its BLAKE2b-256. A secret of 256 bits cannot be guessed, so that
/// nothing slower is needed.
[[nodiscard]] store::Digest hash_of_secret(std::string_view secret);

/// Whether both are the same, in a time that does not tell where they differ.
[[nodiscard]] bool same_secret(const store::Digest& a, const store::Digest& b);

/// What proves that a change comes from the page of this session: a keyed BLAKE2b (a MAC) with the
/// session's secret as its key. It can be shown to the page's script; the secret cannot be had
/// from it.
[[nodiscard]] std::string change_token_of(std::string_view session_secret);

}  // namespace duibiao::account
