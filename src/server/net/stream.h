#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace duibiao::server {

/// One accepted socket, with or without TLS. Calls and their answers run one after another (on the
/// connection's strand); only `post` may be called from any thread. Memory that is read into or
/// written from must live until the answer comes.
class Stream {
 public:
  virtual ~Stream() = default;
  /// What TLS does before the first byte; without it the answer comes at once.
  virtual void begin(std::function<void(bool ok)> done) = 0;
  /// 0 bytes: the other side has ended, or the socket failed.
  virtual void read(std::span<char> into, std::function<void(std::size_t bytes)> got) = 0;
  /// Writes both, whole.
  virtual void write(std::string_view first, std::string_view second,
                     std::function<void(bool ok)> done) = 0;
  /// Tells the other side that nothing more comes, and reads over what it still sends, so that the
  /// last answer is not lost; `done` when it has ended too, or has failed. No read may be pending.
  virtual void end(std::function<void()> done) = 0;
  /// Ends everything at once; pending calls are answered with failure.
  virtual void close() = 0;
  virtual void post(std::function<void()> work) = 0;
  [[nodiscard]] virtual std::string peer() const = 0;
  [[nodiscard]] virtual bool secure() const = 0;
};

}  // namespace duibiao::server
