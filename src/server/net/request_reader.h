#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/result.h"
#include "server/http/message.h"

namespace duibiao::server {

/// Reads one request from the bytes of a connection, in whatever pieces they come. Knows nothing of
/// sockets. Linear; holds no more than the limits allow.
class RequestReader {
 public:
  struct Limits {
    std::size_t header_bytes = 32 * 1024;
    std::size_t body_bytes = 64 * 1024 * 1024;
  };
  enum class State : std::uint8_t {
    head,    ///< wants more of the header
    body,    ///< the header is there, the body not yet
    done,    ///< `request` is complete; what follows belongs to the next one
    failed,  ///< `status` and `reason` say why; the connection has lost its place
  };

  explicit RequestReader(const Limits& limits);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  /// Gives how many bytes were used; those left over are to be given again, with more behind them.
  /// Stops where the header ends, so that the caller can look at it before the body.
  std::size_t put(std::string_view bytes);

  [[nodiscard]] State state() const;
  /// Whether anything of a request has come.
  [[nodiscard]] bool begun() const;
  /// What the handler gets; path, query and headers are there once the state is `body` or `done`.
  [[nodiscard]] Request& request();
  /// The client waits for «100 Continue» before it sends the body.
  [[nodiscard]] bool waits_for_continue() const;
  /// Whether the client would send more requests on this connection.
  [[nodiscard]] bool keep_alive() const;
  /// Declared by Content-Length; 0 when it was not.
  [[nodiscard]] std::uint64_t declared_bytes() const;

  [[nodiscard]] int status() const;  ///< 400, 413, 417, 431, 501, 505
  [[nodiscard]] const Message& reason() const;

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace duibiao::server
