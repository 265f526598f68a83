#include "server/http_client.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace duibiao::tests {
namespace {

/// Long enough for the busiest machine; only a hang reaches it.
constexpr timeval patience{60, 0};

}  // namespace

Wire::Wire(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_port = htons(port);
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&where), sizeof where) != 0) close();
}

Wire::~Wire() { close(); }

Wire::Wire(Wire&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), rest_(std::move(other.rest_)) {}

void Wire::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

bool Wire::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Wire::more() {
  std::array<char, 65536> room{};
  const ssize_t got = recv(socket_, room.data(), room.size(), 0);
  if (got <= 0) return false;
  rest_.append(room.data(), static_cast<std::size_t>(got));
  return true;
}

Answer Wire::read(bool head_only) {
  Answer answer;
  std::size_t end = 0;
  while ((end = rest_.find("\r\n\r\n")) == std::string::npos) {
    if (!more()) return {};
  }
  answer.head = rest_.substr(0, end + 2);
  rest_.erase(0, end + 4);
  std::string_view lines = answer.head;
  if (!lines.starts_with("HTTP/1.1 ")) return {};
  answer.status = std::atoi(std::string(lines.substr(9, 3)).c_str());
  lines.remove_prefix(lines.find("\r\n") + 2);
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find("\r\n"));
    lines.remove_prefix(line.size() + 2);
    const std::size_t colon = line.find(": ");
    std::string name(line.substr(0, colon));
    std::ranges::transform(name, name.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    answer.headers[name] = line.substr(colon + 2);
  }
  if (head_only || answer.status == 100 || answer.status == 204 || answer.status == 304) {
    return answer;
  }
  const auto length = answer.headers.find("content-length");
  if (length == answer.headers.end()) {
    while (more()) {
    }
    answer.body = std::exchange(rest_, {});
    return answer;
  }
  const std::size_t size = std::strtoull(length->second.c_str(), nullptr, 10);
  while (rest_.size() < size) {
    if (!more()) return {};
  }
  answer.body = rest_.substr(0, size);
  rest_.erase(0, size);
  return answer;
}

bool Wire::read_until(std::string_view text) {
  while (rest_.find(text) == std::string::npos) {
    if (!more()) return false;
  }
  rest_.erase(0, rest_.find(text) + text.size());
  return true;
}

bool Wire::ends() {
  if (!rest_.empty()) return false;
  char byte = 0;
  const ssize_t got = recv(socket_, &byte, 1, 0);
  return got == 0 || (got < 0 && errno == ECONNRESET);
}

Answer get(std::uint16_t port, const std::string& target, const std::string& headers) {
  Wire wire(port);
  wire.send("GET " + target + " HTTP/1.1\r\nHost: t\r\nConnection: close\r\n" + headers + "\r\n");
  return wire.read();
}

Running::Running(server::ServerOptions options, server::Handler handler) {
  options.port = 0;
  auto made = server::Server::listen(std::move(options), std::move(handler));
  if (!made) {
    ADD_FAILURE() << made.error().message.en;
    std::abort();
  }
  server_ = std::move(*made);
  thread_ = std::thread([this] { server_->run(); });
}

Running::~Running() { stop(); }

void Running::stop() {
  server_->stop();
  if (thread_.joinable()) thread_.join();
}

}  // namespace duibiao::tests
