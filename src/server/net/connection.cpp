#include "server/net/connection.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "server/http/problem.h"
#include "server/net/answer_head.h"

namespace duibiao::server {
namespace {

constexpr std::size_t body_step = 64 * 1024;
constexpr std::chrono::seconds ending_time{2};

const Message busy = {"服务器繁忙，请稍后再试", "the server is busy, please try again"};

std::int64_t nanoseconds(Clock::time_point time) { return time.time_since_epoch().count(); }

}  // namespace

Connection::Connection(std::shared_ptr<Shared> shared, std::unique_ptr<Stream> stream)
    : shared_(std::move(shared)), stream_(std::move(stream)) {}

Connection::~Connection() {
  deafen();
  release_body();
  shared_->leave(this);
}

void Connection::start() {
  due_in(shared_->options.header_time);
  stream_->begin([self = shared_from_this()](bool ok) {
    if (!ok || self->phase_ == Phase::closed) return self->close();
    self->wait_for_request();
  });
}

void Connection::start_refusing() {
  refusing_ = true;
  due_in(ending_time);
  stream_->post([self = shared_from_this()] { self->refuse(503, busy); });
}

void Connection::wait_for_request() {
  phase_ = Phase::reading;
  reader_ = std::make_unique<RequestReader>(
      RequestReader::Limits{shared_->options.header_bytes, shared_->options.body_bytes});
  if (large_.capacity() > 0) std::string().swap(large_);
  idle_since_ = nanoseconds(Clock::now());
  due_in(shared_->options.idle_time);
  read_request();
}

void Connection::read_more() {
  if (reader_->state() == RequestReader::State::body && large_.empty()) large_.resize(body_step);
  const std::span<char> room = large_.empty() ? std::span<char>(small_) : std::span<char>(large_);
  stream_->read(room, [self = shared_from_this()](std::size_t bytes) { self->take(bytes); });
}

void Connection::take(std::size_t bytes) {
  if (phase_ != Phase::reading) return;
  if (bytes == 0) return close();
  pending_.append(large_.empty() ? small_.data() : large_.data(), bytes);
  read_request();
}

void Connection::read_request() {
  using State = RequestReader::State;
  for (;;) {
    const bool was_begun = reader_->begun();
    const State before = reader_->state();
    pending_.erase(0, reader_->put(pending_));
    if (reader_->begun() && !was_begun) {
      idle_since_ = 0;
      due_in(shared_->options.header_time);
    }
    if (!hold_body()) return;
    switch (reader_->state()) {
      case State::failed:
        return refuse(reader_->status(), reader_->reason());
      case State::done:
        return work();
      case State::head:
        return shared_->stopping && !reader_->begun() ? close() : read_more();
      case State::body:
        if (before == State::head) {
          due_in(shared_->options.body_time);
          if (pending_.empty() && reader_->waits_for_continue()) return continue_body();
        }
        if (pending_.empty()) return read_more();
    }
  }
}

/// Counts what has come of the body against what may be held at once; false: refused.
bool Connection::hold_body() {
  const std::size_t now = reader_->request().body.size();
  if (reader_->state() == RequestReader::State::failed || now <= held_) return true;
  if (!shared_->hold(now - held_)) {
    ++shared_->refused;
    refuse(503, busy);
    return false;
  }
  held_ = now;
  return true;
}

void Connection::release_body() {
  shared_->release(held_);
  held_ = 0;
}

void Connection::continue_body() {
  static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  stream_->write(go_on, {}, [self = shared_from_this()](bool ok) {
    if (self->phase_ != Phase::reading) return;
    if (!ok) return self->close();
    self->read_more();
  });
}

void Connection::work() {
  ++shared_->requests;
  phase_ = Phase::working;
  request_read_ = Clock::now();
  due_ = 0;
  idle_since_ = 0;
  keep_alive_ = reader_->keep_alive();
  Request& request = reader_->request();
  request.peer = stream_->peer();
  request.secure = stream_->secure();
  const bool taken = shared_->workers.submit([self = shared_from_this()] {
    auto response = std::make_shared<Response>(self->answer());
    self->stream_->post([self, response] { self->respond(std::move(*response)); });
  });
  if (taken) return;
  ++shared_->refused;
  respond(problem(503, busy, request.path, language_of(request)));
}

/// Runs on a worker.
Response Connection::answer() {
  const Request& request = reader_->request();
  try {
    return shared_->handler(request);
  } catch (const std::exception&) {
    return problem(500, {"程序内部错误，请报告", "internal error, please report it"}, request.path,
                   language_of(request));
  }
}

/// Answers what could not be read to its end; after that the place in the stream is lost.
void Connection::refuse(int status, const Message& why) {
  request_read_ = Clock::now();
  keep_alive_ = false;
  if (!reader_) reader_ = std::make_unique<RequestReader>(RequestReader::Limits{});
  const Request& request = reader_->request();
  respond(problem(status, why, request.path, language_of(request)));
}

void Connection::drop() {
  stream_->post([self = shared_from_this()] { self->close(); });
}

void Connection::give_way() {
  stream_->post([self = shared_from_this()] {
    if (self->idle_since_ != 0) self->close();
  });
}

void Connection::wind_down() {
  stream_->post([self = shared_from_this()] {
    const bool answering = self->phase_ == Phase::working || self->phase_ == Phase::writing ||
                           self->phase_ == Phase::ending ||
                           (self->phase_ == Phase::reading && self->reader_->begun());
    if (!answering) self->close();
  });
}

void Connection::look(Clock::time_point now) {
  const std::int64_t time = nanoseconds(now);
  const std::int64_t due = due_;
  const std::int64_t beat = beat_;
  if (due != 0 && time >= due) {
    stream_->post([self = shared_from_this(), due] {
      // It may have gone on meanwhile.
      if (self->due_ == due) self->time_is_over();
    });
  } else if (beat != 0 && time >= beat) {
    stream_->post([self = shared_from_this()] { self->send_events(); });
  }
}

void Connection::time_is_over() {
  const bool begun = phase_ == Phase::reading && reader_->begun();
  if (!begun) return close();
  refuse(408, {"请求没有按时发完", "the request did not come in time"});
}

void Connection::due_in(std::chrono::nanoseconds time) { due_ = nanoseconds(Clock::now() + time); }

void Connection::end_softly() {
  phase_ = Phase::ending;
  due_in(ending_time);
  stream_->end([self = shared_from_this()] { self->close(); });
}

void Connection::close() {
  if (phase_ == Phase::closed) return;
  phase_ = Phase::closed;
  due_ = 0;
  beat_ = 0;
  idle_since_ = 0;
  deafen();
  stream_->close();
  release_body();
  shared_->leave(this);
}

}  // namespace duibiao::server
