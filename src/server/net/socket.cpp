#include "server/net/socket.h"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <utility>

namespace duibiao::server {
namespace {

namespace asio = boost::asio;
using Failure = boost::system::error_code;
using Socket = asio::ip::tcp::socket;

/// What a client may still be sending when it is refused; past it the connection is cut.
constexpr std::size_t waste_max = 1024 * 1024;

std::string address_of(const Socket& socket) {
  Failure failed;
  const auto end = socket.remote_endpoint(failed);
  return failed ? std::string() : end.address().to_string();
}

void shut(Socket& socket) {
  Failure ignored;
  (void)socket.shutdown(Socket::shutdown_both, ignored);
  (void)socket.close(ignored);
}

template <class Transport>
void read_some(Transport& transport, std::span<char> into, std::function<void(std::size_t)> got) {
  transport.async_read_some(
      asio::buffer(into.data(), into.size()),
      [got = std::move(got)](Failure failed, std::size_t bytes) { got(failed ? 0 : bytes); });
}

template <class Transport>
void write_both(Transport& transport, std::string_view first, std::string_view second,
                std::function<void(bool)> done) {
  const std::array<asio::const_buffer, 2> both = {asio::buffer(first), asio::buffer(second)};
  asio::async_write(
      transport, both,
      [done = std::move(done)](Failure failed, std::size_t /*bytes*/) { done(!failed); });
}

class PlainStream : public Stream {
 public:
  explicit PlainStream(Socket socket) : socket_(std::move(socket)), peer_(address_of(socket_)) {}

  void begin(std::function<void(bool)> done) override {
    asio::post(socket_.get_executor(), [done = std::move(done)] { done(true); });
  }
  void read(std::span<char> into, std::function<void(std::size_t)> got) override {
    read_some(socket_, into, std::move(got));
  }
  void write(std::string_view first, std::string_view second,
             std::function<void(bool)> done) override {
    write_both(socket_, first, second, std::move(done));
  }
  void end(std::function<void()> done) override {
    Failure ignored;
    (void)socket_.shutdown(Socket::shutdown_send, ignored);
    read_over(std::move(done));
  }
  void close() override { shut(socket_); }
  void post(std::function<void()> work) override {
    asio::post(socket_.get_executor(), std::move(work));
  }
  [[nodiscard]] std::string peer() const override { return peer_; }
  [[nodiscard]] bool secure() const override { return false; }

 private:
  void read_over(std::function<void()> done) {
    socket_.async_read_some(asio::buffer(waste_),
                            [this, done = std::move(done)](Failure failed, std::size_t bytes) {
                              wasted_ += bytes;
                              if (failed || wasted_ > waste_max) return done();
                              read_over(done);
                            });
  }

  Socket socket_;
  std::string peer_;
  std::array<char, 512> waste_{};
  std::size_t wasted_ = 0;
};

class TlsStream : public Stream {
 public:
  TlsStream(Socket socket, std::shared_ptr<asio::ssl::context> context)
      : context_(std::move(context)),
        peer_(address_of(socket)),
        stream_(std::move(socket), *context_) {}

  void begin(std::function<void(bool)> done) override {
    stream_.async_handshake(asio::ssl::stream_base::server,
                            [done = std::move(done)](Failure failed) { done(!failed); });
  }
  void read(std::span<char> into, std::function<void(std::size_t)> got) override {
    read_some(stream_, into, std::move(got));
  }
  void write(std::string_view first, std::string_view second,
             std::function<void(bool)> done) override {
    write_both(stream_, first, second, std::move(done));
  }
  void end(std::function<void()> done) override {
    stream_.async_shutdown([done = std::move(done)](Failure /*failed*/) { done(); });
  }
  void close() override { shut(stream_.next_layer()); }
  void post(std::function<void()> work) override {
    asio::post(stream_.get_executor(), std::move(work));
  }
  [[nodiscard]] std::string peer() const override { return peer_; }
  [[nodiscard]] bool secure() const override { return true; }

 private:
  std::shared_ptr<asio::ssl::context> context_;
  std::string peer_;
  asio::ssl::stream<Socket> stream_;
};

tl::unexpected<Error> unreadable(const std::string& file, const char* zh, const char* en) {
  return fail(ErrorCode::unreadable_file, {zh + file, en + file},
              {"请检查文件是否存在、可读，是否为 PEM 格式，证书与私钥是否成对。",
               "Check that it exists, can be read, is PEM, and that key and certificate match."},
              {file, {}, {}, 0, 0});
}

}  // namespace

Result<std::shared_ptr<asio::ssl::context>> tls_context(const std::string& certificate_file,
                                                        const std::string& key_file) {
  Failure failed;
  auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
  SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_options(context->native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_mode(context->native_handle(), SSL_MODE_RELEASE_BUFFERS);
  (void)context->use_certificate_chain_file(certificate_file, failed);
  if (failed) return unreadable(certificate_file, "无法读取证书：", "cannot read the certificate ");
  (void)context->use_private_key_file(key_file, asio::ssl::context::pem, failed);
  if (failed || SSL_CTX_check_private_key(context->native_handle()) != 1) {
    return unreadable(key_file, "无法使用私钥：", "cannot use the private key ");
  }
  return context;
}

std::unique_ptr<Stream> stream_of(Socket socket, std::shared_ptr<asio::ssl::context> context) {
  if (context) return std::make_unique<TlsStream>(std::move(socket), std::move(context));
  return std::make_unique<PlainStream>(std::move(socket));
}

}  // namespace duibiao::server
