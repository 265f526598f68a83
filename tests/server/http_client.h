#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "server/net/server.h"

namespace duibiao::tests {

/// An answer taken off the wire.
struct Answer {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
  std::string head;  ///< as it came
};

/// A raw TCP connection: what is sent, and in which pieces, is the test's.
class Wire {
 public:
  explicit Wire(std::uint16_t port);
  ~Wire();
  Wire(Wire&& other) noexcept;
  Wire& operator=(Wire&&) = delete;

  /// False when the other side has closed.
  bool send(std::string_view bytes);
  /// The next answer by its Content-Length (or to the end of the connection without one); status 0
  /// when the connection ended before it was whole.
  [[nodiscard]] Answer read(bool head_only = false);
  /// Reads until `text` has come; false at the end of the connection.
  [[nodiscard]] bool read_until(std::string_view text);
  /// Whether the other side closes, without another byte, before the patience is over.
  [[nodiscard]] bool ends();
  void close();

 private:
  bool more();

  int socket_ = -1;
  std::string rest_;
};

/// One request, one answer, on a connection of its own.
[[nodiscard]] Answer get(std::uint16_t port, const std::string& target,
                         const std::string& headers = "");

/// A server on a free port, run by a thread until the end of the test.
class Running {
 public:
  Running(server::ServerOptions options, server::Handler handler);
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  [[nodiscard]] server::Server& server() { return *server_; }
  /// Stops, and waits until `run` has returned.
  void stop();

 private:
  std::unique_ptr<server::Server> server_;
  std::thread thread_;
};

}  // namespace duibiao::tests
