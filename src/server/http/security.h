#pragma once

#include "server/http/message.h"

namespace duibiao::server {

/// Puts the headers on an answer that keep a browser from doing what no page of ours needs: scripts
/// only from our own files, no other host, no frame around us, no guessing of types, no address
/// given away. What the handler has set stays.
void add_security_headers(Headers& headers);

}  // namespace duibiao::server
