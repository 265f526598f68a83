#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "server/http/message.h"

namespace duibiao::server {

/// One answer, for the access log. The query is left out: it may hold what nobody should read
/// later.
struct Access {
  std::string peer;
  Method method = Method::get;
  std::string path;  ///< as decoded; empty when the request could not be read
  int status = 0;
  std::uint64_t bytes = 0;         ///< of the body sent
  std::uint64_t microseconds = 0;  ///< from the whole request to the first byte of the answer
};

/// Why each: a bureau's network has slow and idle clients, and a hostile one may be among them.
struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;       ///< 0: any free one, told by Server::port
  unsigned io_threads = 1;         ///< read and write sockets; never compute
  unsigned workers = 2;            ///< compute answers
  std::size_t queue = 256;         ///< requests waiting for a worker; past it 503 with Retry-After
  std::size_t connections = 4096;  ///< open at once; past it 503 and closed
  std::size_t header_bytes = 32 * 1024;        ///< past it 431
  std::size_t body_bytes = 64 * 1024 * 1024;   ///< past it 413, before anything is kept
  std::size_t held_bytes = 256 * 1024 * 1024;  ///< bodies being received, all together; past it 503
  std::chrono::seconds header_time{10};        ///< for the whole header: ends a slow loris
  std::chrono::seconds body_time{60};
  std::chrono::seconds write_time{30};
  std::chrono::seconds idle_time{60};   ///< between requests of one connection
  std::chrono::seconds drain_time{10};  ///< for running answers when stopping
  std::chrono::seconds heartbeat{15};   ///< comment line on quiet event streams
  std::string certificate_file;         ///< PEM; with key_file: TLS 1.2 and later
  std::string key_file;
  /// Seconds since 1970 for the Date of each answer; none: answers carry no Date.
  std::function<std::int64_t()> clock;
  /// Told of every answer, from an I/O thread: must be quick.
  std::function<void(const Access&)> log;
};

/// HTTP/1.1 on Boost.Beast, asynchronous: a slow or idle client holds a socket and a timer, never a
/// thread. HEAD is answered from GET. Errors of the transport (400, 408, 413, 431, 503) are
/// application/problem+json too.
class Server {
 public:
  /// Binds and listens. Errors: address in use or not ours, certificate unreadable, each with what
  /// to do.
  [[nodiscard]] static Result<std::unique_ptr<Server>> listen(ServerOptions options,
                                                              Handler handler);
  virtual ~Server() = default;
  [[nodiscard]] virtual std::uint16_t port() const = 0;
  /// Serves until `stop`; returns when every connection is closed or drain_time is over.
  virtual void run() = 0;
  /// From any thread: no new connections, running requests are finished.
  virtual void stop() = 0;

  struct Counts {
    std::uint64_t requests = 0;
    std::uint64_t refused = 0;  ///< 503: queue, connections or held bytes
    std::uint64_t connections = 0;
    std::uint64_t open = 0;
    std::uint64_t waiting = 0;               ///< requests in the queue now
    std::uint64_t held_bytes = 0;            ///< of request bodies, now
    std::array<std::uint64_t, 6> answers{};  ///< by the first digit of their status
    std::uint64_t answer_microseconds = 0;   ///< over all answers
  };
  [[nodiscard]] virtual Counts counts() const = 0;
};

}  // namespace duibiao::server
