// The second half of a connection's life: writing answers and streams of events.
#include <algorithm>
#include <utility>

#include "server/net/answer_head.h"
#include "server/net/connection.h"

namespace duibiao::server {
namespace {

/// A large answer is written in slices, each with its own time: a slow client is well, one that has
/// stopped reading is not.
constexpr std::size_t slice = 256 * 1024;

/// What a client may send while it listens to events, though it has nothing to say.
constexpr std::string_view heartbeat_line = ":\n\n";

std::int64_t nanoseconds(Clock::time_point time) { return time.time_since_epoch().count(); }

}  // namespace

void Connection::respond(Response response) {
  if (phase_ == Phase::closed) return;
  phase_ = Phase::writing;
  response_ = std::move(response);
  const Request& request = reader_->request();
  if (shared_->stopping || refusing_) keep_alive_ = false;
  const bool streams = response_.events != nullptr;
  if (streams) keep_alive_ = false;
  if (streams && !response_.headers.has("Content-Type")) {
    response_.headers.add("Content-Type", "text/event-stream; charset=utf-8");
  }
  const std::size_t length = response_.body ? response_.body->size() : 0;
  Framing framing;
  if (!streams) framing.length = length;
  framing.keep_alive = keep_alive_;
  if (shared_->options.clock) framing.date = shared_->options.clock();
  head_ = answer_head(response_, framing);
  with_body_ =
      request.method != Method::head && may_have_body(response_.status) && !streams && length > 0;
  sent_ = 0;
  log_answer(response_, with_body_ ? length : 0);
  write_slice(true);
}

void Connection::log_answer(const Response& response, std::size_t length) {
  const auto time =
      std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - request_read_);
  const auto microseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(time.count(), 0));
  shared_->count_answer(response.status, microseconds);
  if (!shared_->options.log) return;
  const Request& request = reader_->request();
  shared_->options.log(
      {stream_->peer(), request.method, request.path, response.status, length, microseconds});
}

void Connection::write_slice(bool with_head) {
  due_in(shared_->options.write_time);
  std::string_view body;
  if (with_body_) body = std::string_view(*response_.body).substr(sent_, slice);
  sent_ += body.size();
  stream_->write(with_head ? std::string_view(head_) : std::string_view(), body,
                 [self = shared_from_this()](bool ok) { self->written(ok); });
}

void Connection::written(bool ok) {
  if (phase_ != Phase::writing) return;
  if (!ok) return close();
  if (with_body_ && sent_ < response_.body->size()) return write_slice(false);
  const bool streams = response_.events && reader_->request().method != Method::head;
  if (streams && !shared_->stopping) return listen_to_events();
  response_ = Response();
  release_body();
  if (!keep_alive_) return end_softly();
  wait_for_request();
}

void Connection::listen_to_events() {
  phase_ = Phase::streaming;
  due_ = 0;
  beat_ = nanoseconds(Clock::now() + shared_->options.heartbeat);
  release_body();
  reader_.reset();
  pending_.clear();
  ear_ = std::make_shared<Ear>();
  ear_->connection = this;
  response_.events->on_wake([ear = ear_] {
    // Many changes at once need one look only.
    if (ear->called.exchange(true)) return;
    const std::lock_guard lock(ear->guard);
    if (ear->connection == nullptr) return;
    // No strong reference here: the last one must not go on a thread that knows nothing of sockets.
    ear->connection->stream_->post([weak = ear->connection->weak_from_this()] {
      if (const auto self = weak.lock()) self->send_events();
    });
  });
  watch_for_end();
  send_events();
}

void Connection::deafen() {
  if (!ear_) return;
  const std::lock_guard lock(ear_->guard);
  ear_->connection = nullptr;
}

/// Sends what the source has, or a heartbeat when one is due.
void Connection::send_events() {
  if (phase_ != Phase::streaming || sending_events_) return;
  ear_->called = false;  // before taking, so that what comes meanwhile calls again
  const bool last = response_.events->finished();
  events_ = response_.events->take();
  const Clock::time_point now = Clock::now();
  if (events_.empty() && last) return close();
  if (events_.empty() && nanoseconds(now) >= beat_) events_ = heartbeat_line;
  if (events_.empty()) return;
  sending_events_ = true;
  beat_ = nanoseconds(now + shared_->options.heartbeat);
  due_in(shared_->options.write_time);
  stream_->write(events_, {}, [self = shared_from_this()](bool ok) {
    self->sending_events_ = false;
    if (self->phase_ != Phase::streaming) return;
    if (!ok) return self->close();
    self->due_ = 0;
    self->send_events();
  });
}

/// A client that listens says nothing; what it sends is read over until it goes.
void Connection::watch_for_end() {
  stream_->read(small_, [self = shared_from_this()](std::size_t bytes) {
    if (self->phase_ != Phase::streaming) return;
    if (bytes == 0) return self->close();
    self->watch_for_end();
  });
}

}  // namespace duibiao::server
