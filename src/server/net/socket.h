#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "base/result.h"
#include "server/net/stream.h"

namespace duibiao::server {

/// TLS 1.2 and later with this certificate chain and key (PEM). Errors: unreadable_file, naming the
/// file, also when the two do not belong together.
[[nodiscard]] Result<std::shared_ptr<boost::asio::ssl::context>> tls_context(
    const std::string& certificate_file, const std::string& key_file);

/// The stream of an accepted socket; with a context it speaks TLS.
[[nodiscard]] std::unique_ptr<Stream> stream_of(boost::asio::ip::tcp::socket socket,
                                                std::shared_ptr<boost::asio::ssl::context> context);

}  // namespace duibiao::server
