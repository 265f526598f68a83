#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "server/net/connection.h"
#include "server/net/socket.h"

namespace duibiao::server {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Failure = boost::system::error_code;

/// How often times are looked at: they are given in seconds.
constexpr std::chrono::milliseconds tick{100};
/// Clients too many that are being told so at once; more are cut without a word.
constexpr std::size_t refusals_max = 64;

class Listener : public Server {
 public:
  Listener(ServerOptions options, Handler handler, std::shared_ptr<asio::ssl::context> context)
      : context_(std::move(context)),
        shared_(std::make_shared<Shared>(std::move(options), std::move(handler))),
        io_(static_cast<int>(std::max(shared_->options.io_threads, 1U))),
        acceptor_(asio::make_strand(io_)),
        timer_(acceptor_.get_executor()),
        pause_(acceptor_.get_executor()) {}

  ~Listener() override {
    shared_->stopping = true;
    shared_->workers.stop();
    shared_->each([](Connection& connection) { connection.deafen(); });
  }

  Failure open(const tcp::endpoint& where) {
    Failure failed;
    (void)acceptor_.open(where.protocol(), failed);
    if (!failed) (void)acceptor_.set_option(tcp::acceptor::reuse_address(true), failed);
    if (!failed) (void)acceptor_.bind(where, failed);
    if (!failed) (void)acceptor_.listen(asio::socket_base::max_listen_connections, failed);
    if (!failed) port_ = acceptor_.local_endpoint(failed).port();
    return failed;
  }

  [[nodiscard]] std::uint16_t port() const override { return port_; }
  [[nodiscard]] Counts counts() const override { return shared_->counts(); }

  void run() override {
    asio::post(acceptor_.get_executor(), [this] {
      accept();
      tick_on();
    });
    std::vector<std::thread> others;
    for (unsigned k = 1; k < shared_->options.io_threads; ++k) {
      others.emplace_back([this] { io_.run(); });
    }
    io_.run();
    for (std::thread& thread : others) thread.join();
  }

  void stop() override {
    if (shared_->stopping.exchange(true)) return;
    asio::post(acceptor_.get_executor(), [this] {
      drain_until_ = Clock::now() + shared_->options.drain_time;
      Failure ignored;
      (void)acceptor_.close(ignored);
      pause_.cancel();
      shared_->each([](Connection& connection) { connection.wind_down(); });
    });
  }

 private:
  void accept() {
    if (shared_->stopping) return;
    // One thread needs no strand: it runs one thing after another anyway.
    const asio::any_io_executor on = shared_->options.io_threads > 1
                                         ? asio::any_io_executor(asio::make_strand(io_))
                                         : asio::any_io_executor(io_.get_executor());
    acceptor_.async_accept(on, [this](Failure failed, tcp::socket socket) {
      if (shared_->stopping || failed == asio::error::operation_aborted) return;
      if (failed) return accept_later();
      take(std::move(socket));
      accept();
    });
  }

  /// Out of file descriptors, or the like: asking again at once would only turn in circles.
  void accept_later() {
    (void)shared_->evict_idle();
    pause_.expires_after(tick);
    pause_.async_wait([this](Failure failed) {
      if (!failed) accept();
    });
  }

  void take(tcp::socket socket) {
    ++shared_->connections;
    Failure ignored;
    (void)socket.set_option(tcp::no_delay(true), ignored);
    const std::size_t open = shared_->open();
    const bool room = open < shared_->options.connections || shared_->evict_idle();
    if (!room) ++shared_->refused;
    // Nobody can be told anything before the handshake of TLS, which would cost what we lack.
    if (!room && (context_ || open >= shared_->options.connections + refusals_max)) return;
    const auto connection =
        std::make_shared<Connection>(shared_, stream_of(std::move(socket), context_));
    shared_->enter(connection);
    if (room) {
      connection->start();
    } else {
      connection->start_refusing();
    }
  }

  void tick_on() {
    const Clock::time_point now = Clock::now();
    if (shared_->stopping && shared_->open() == 0) return io_.stop();
    if (shared_->stopping && drain_until_ && now >= *drain_until_) {
      // Those that do not end even now are left to the operating system.
      if (now >= *drain_until_ + std::chrono::seconds(1)) return io_.stop();
      shared_->each([](Connection& connection) { connection.drop(); });
    } else {
      shared_->each([now](Connection& connection) { connection.look(now); });
    }
    timer_.expires_after(tick);
    timer_.async_wait([this](Failure failed) {
      if (!failed) tick_on();
    });
  }

  std::shared_ptr<asio::ssl::context> context_;
  std::shared_ptr<Shared> shared_;
  asio::io_context io_;
  tcp::acceptor acceptor_;
  asio::steady_timer timer_;
  asio::steady_timer pause_;
  std::uint16_t port_ = 0;
  std::optional<Clock::time_point> drain_until_;
};

tl::unexpected<Error> cannot_listen(const std::string& where, const Failure& failed) {
  if (failed == asio::error::address_in_use) {
    return fail(ErrorCode::busy,
                {fmt::format("{} 已被别的程序占用", where),
                 fmt::format("another program already listens on {}", where)},
                {"请停掉那个程序，或用 --port 换一个端口。",
                 "Stop that program, or choose another port with --port."});
  }
  if (failed == asio::error::access_denied) {
    return fail(ErrorCode::bad_argument,
                {fmt::format("没有权限在 {} 监听", where),
                 fmt::format("not allowed to listen on {}", where)},
                {"1024 以下的端口需要特权，请用 --port 换一个。",
                 "Ports below 1024 need privileges; choose another with --port."});
  }
  return fail(ErrorCode::bad_argument,
              {fmt::format("无法在 {} 监听：{}", where, failed.message()),
               fmt::format("cannot listen on {}: {}", where, failed.message())},
              {"请用 --listen 写本机的一个地址，如 127.0.0.1 或 0.0.0.0。",
               "Give an address of this machine with --listen, such as 127.0.0.1 or 0.0.0.0."});
}

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(ServerOptions options, Handler handler) {
  Failure failed;
  const std::string told = fmt::format("{}:{}", options.address, options.port);
  const std::string name = options.address == "localhost" ? "127.0.0.1" : options.address;
  const auto address = asio::ip::make_address(name, failed);
  if (failed) return cannot_listen(told, failed);
  std::shared_ptr<asio::ssl::context> context;
  if (!options.certificate_file.empty() || !options.key_file.empty()) {
    auto made = tls_context(options.certificate_file, options.key_file);
    if (!made) return tl::unexpected(std::move(made.error()));
    context = std::move(*made);
  }
  const tcp::endpoint where(address, options.port);
  auto server =
      std::make_unique<Listener>(std::move(options), std::move(handler), std::move(context));
  if (const Failure refused = server->open(where)) return cannot_listen(told, refused);
  return server;
}

}  // namespace duibiao::server
