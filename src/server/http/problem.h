#pragma once

#include "base/language.h"
#include "base/result.h"
#include "server/http/message.h"

namespace duibiao::server {

/// The HTTP status of an error: by the first digit of its code (usage 400, input 422, not found
/// 404, busy 503, failed 500), bad places in a request's body included.
[[nodiscard]] int status_of(const Error& error);

/// The error with a bare file name where it had a path: the folders of this machine are nobody's
/// business who asks over the network.
[[nodiscard]] Error without_folder(Error error);

/// application/problem+json of an error (RFC 9457), in the caller's language, without folders.
[[nodiscard]] Response problem(const Error& error, std::string_view instance, Language language);

/// The same for what no Error stands for: 401, 405, 412 …
[[nodiscard]] Response problem(int status, const Message& detail, std::string_view instance,
                               Language language);

/// `?lang=`, else the first of Accept-Language that we speak, else Chinese.
[[nodiscard]] Language language_of(const Request& request);

}  // namespace duibiao::server
