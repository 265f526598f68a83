#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace duibiao::server {

enum class Method : std::uint8_t { get, head, post, put, patch, remove, options, other };
[[nodiscard]] std::string_view name_of(Method method);

/// Header fields in the order they came; names count in any case.
class Headers {
 public:
  void add(std::string name, std::string value);
  /// Replaces every field of that name.
  void set(std::string_view name, std::string value);
  /// The first field of that name; empty when there is none.
  [[nodiscard]] std::string_view find(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const {
    return fields_;
  }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// The part of a target behind «?», decoded. Repeated names are kept.
class Query {
 public:
  /// Bytes that are no valid percent-encoding stay as they are. Linear.
  [[nodiscard]] static Query parse(std::string_view text);
  /// The first value of a name.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  /// The first value, or "".
  [[nodiscard]] std::string_view get(std::string_view name) const;
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const {
    return values_;
  }

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

/// A request as the handlers see it: complete, within the limits of net/server.h.
struct Request {
  Method method = Method::get;
  std::string target;  ///< as sent
  std::string path;    ///< decoded, without «?», «.» and «..»; always begins with «/»
  Query query;
  Headers headers;
  std::string body;
  std::string peer;     ///< address of the client, for throttling and the log
  bool secure = false;  ///< it came over TLS
};

/// Feeds one open connection with server-sent events. The transport asks for what is to be sent;
/// the source may be asked from any thread.
class EventSource {
 public:
  virtual ~EventSource() = default;
  /// Called once, with what wakes the connection when `take` has something; `wake` may be called
  /// from any thread and often, also after the connection is gone.
  virtual void on_wake(std::function<void()> wake) = 0;
  /// Text in the form of the event-stream standard; empty when there is nothing now.
  [[nodiscard]] virtual std::string take() = 0;
  /// Nothing more will come: the connection is closed once all is sent.
  [[nodiscard]] virtual bool finished() const = 0;
};

struct Response {
  int status = 200;
  Headers headers;  ///< Content-Length, Date, Connection are the transport's
  /// Shared, so that a cached answer is sent to a thousand clients without a copy.
  std::shared_ptr<const std::string> body;
  std::shared_ptr<EventSource> events;  ///< instead of a body

  [[nodiscard]] static Response text(int status, std::string body,
                                     std::string content_type = "text/plain; charset=utf-8");
};

/// Answers one request; called from many threads at once. May throw: the transport answers 500.
using Handler = std::function<Response(const Request&)>;

}  // namespace duibiao::server
