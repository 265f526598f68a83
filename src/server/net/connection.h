#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "server/net/request_reader.h"
#include "server/net/shared.h"
#include "server/net/stream.h"

namespace duibiao::server {

/// One client: reads a request, has a worker answer it, writes the answer, and so on. Requests sent
/// ahead wait in the socket, so a client has one answer in work at a time. Runs on its stream's
/// strand; what may be called from elsewhere says so.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(std::shared_ptr<Shared> shared, std::unique_ptr<Stream> stream);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start();
  /// Answers 503 to whatever comes, and ends: for a client too many.
  void start_refusing();

  /// Acts on times that are over. From any thread.
  void look(Clock::time_point now);
  /// Ends after the answer in work, or at once when there is none. From any thread.
  void wind_down();
  /// Ends when still idle. From any thread.
  void give_way();
  /// Ends at once. From any thread.
  void drop();
  /// Cuts the event source loose: no call of `wake` reaches the strand any more. From any thread.
  void deafen();
  /// When it became idle, in nanoseconds of the clock; 0 when it is not. From any thread.
  [[nodiscard]] std::int64_t idle_since() const { return idle_since_; }

 private:
  enum class Phase : std::uint8_t { opening, reading, working, writing, streaming, ending, closed };
  /// What an event source holds, also when the connection is gone.
  struct Ear {
    std::mutex guard;
    Connection* connection = nullptr;
    std::atomic<bool> called{false};
  };

  void wait_for_request();
  void read_more();
  void take(std::size_t bytes);
  void read_request();
  bool hold_body();
  void continue_body();
  void refuse(int status, const Message& why);
  void work();
  [[nodiscard]] Response answer();
  void respond(Response response);
  void write_slice(bool with_head);
  void written(bool ok);
  void listen_to_events();
  void send_events();
  void watch_for_end();
  void time_is_over();
  void end_softly();
  void close();

  void due_in(std::chrono::nanoseconds time);
  void release_body();
  void log_answer(const Response& response, std::size_t length);

  std::shared_ptr<Shared> shared_;
  std::unique_ptr<Stream> stream_;
  std::unique_ptr<RequestReader> reader_;
  std::array<char, 4096> small_{};  ///< for headers
  std::string large_;               ///< for bodies; empty while there is none
  std::string pending_;             ///< read, not yet used
  std::size_t held_ = 0;            ///< bytes of the body counted in Shared
  Phase phase_ = Phase::opening;
  bool keep_alive_ = false;
  bool refusing_ = false;
  bool sending_events_ = false;
  Clock::time_point request_read_;

  Response response_;
  std::string head_;
  std::size_t sent_ = 0;  ///< of the body
  bool with_body_ = false;
  std::string events_;  ///< on their way
  std::shared_ptr<Ear> ear_;

  std::atomic<std::int64_t> due_{0};   ///< when time is over, nanoseconds of the clock; 0: never
  std::atomic<std::int64_t> beat_{0};  ///< when a heartbeat is due
  std::atomic<std::int64_t> idle_since_{0};
};

}  // namespace duibiao::server
