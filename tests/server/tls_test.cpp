// HTTPS with a certificate that is made for the test.
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "server/http_client.h"

namespace duibiao::server {
namespace {

using tests::Running;

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* what) const {
    Free(what);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using File = std::unique_ptr<std::FILE, Freed<std::fclose>>;
using Context = std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Freed<SSL_free>>;

/// A key and a certificate signed by itself, in a folder of their own.
class Papers {
 public:
  Papers() {
    std::string pattern = (std::filesystem::temp_directory_path() / "duibiao-tls-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    const Key key(EVP_EC_gen("P-256"));
    const Certificate made(X509_new());
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 3600);
    X509_set_pubkey(made.get(), key.get());
    X509_sign(made.get(), key.get(), EVP_sha256());
    PEM_write_PrivateKey(File(std::fopen(key_file().c_str(), "w")).get(), key.get(), nullptr,
                         nullptr, 0, nullptr, nullptr);
    PEM_write_X509(File(std::fopen(certificate_file().c_str(), "w")).get(), made.get());
  }
  ~Papers() { std::filesystem::remove_all(folder_); }
  Papers(const Papers&) = delete;
  Papers& operator=(const Papers&) = delete;

  [[nodiscard]] std::string key_file() const { return folder_ + "/key.pem"; }
  [[nodiscard]] std::string certificate_file() const { return folder_ + "/chain.pem"; }
  [[nodiscard]] ServerOptions options() const {
    ServerOptions options;
    options.certificate_file = certificate_file();
    options.key_file = key_file();
    return options;
  }

 private:
  std::string folder_;
};

Response tell(const Request& request) {
  return Response::text(200, request.secure ? "secure" : "plain");
}

/// What one request over TLS of at most this version gets; "" when no session comes about.
std::string ask(std::uint16_t port, int highest_version, bool& closed_in_order) {
  const Context context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context.get(), highest_version);
  SSL_CTX_set_security_level(context.get(), 0);
  BIO* bio = BIO_new_connect(("127.0.0.1:" + std::to_string(port)).c_str());
  const Session session(SSL_new(context.get()));
  SSL_set_bio(session.get(), bio, bio);
  if (BIO_do_connect(bio) != 1 || SSL_connect(session.get()) != 1) return "";
  const std::string request = "GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n";
  SSL_write(session.get(), request.data(), static_cast<int>(request.size()));
  std::string answer;
  std::array<char, 4096> room{};
  int got = 0;
  while ((got = SSL_read(session.get(), room.data(), static_cast<int>(room.size()))) > 0) {
    answer.append(room.data(), static_cast<std::size_t>(got));
  }
  closed_in_order = SSL_get_error(session.get(), got) == SSL_ERROR_ZERO_RETURN;
  return answer;
}

TEST(Tls, ServesModernVersionsAndEndsInOrder) {
  const Papers papers;
  Running running(papers.options(), tell);
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    bool closed_in_order = false;
    const std::string answer = ask(running.port(), version, closed_in_order);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
    EXPECT_TRUE(answer.ends_with("\r\n\r\nsecure"));
    EXPECT_TRUE(closed_in_order);  // or a client could not tell an end from a cut
  }
}

TEST(Tls, RefusesOldVersionsAndPlainText) {
  const Papers papers;
  Running running(papers.options(), tell);
  bool ignored = false;
  EXPECT_EQ(ask(running.port(), TLS1_1_VERSION, ignored), "");
  tests::Wire plain(running.port());
  plain.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(plain.read().status, 0);
  EXPECT_NE(ask(running.port(), TLS1_3_VERSION, ignored), "");
}

TEST(Tls, ClosesWhoNeverFinishesTheHandshake) {
  const Papers papers;
  ServerOptions options = papers.options();
  options.header_time = std::chrono::seconds(1);
  Running running(options, tell);
  tests::Wire silent(running.port());
  EXPECT_TRUE(silent.ends());
}

TEST(Tls, NamesTheFileThatCannotBeUsed) {
  const Papers papers;
  const Papers others;
  ServerOptions missing = papers.options();
  missing.port = 0;
  missing.certificate_file = "/nowhere/chain.pem";
  const auto first = Server::listen(missing, tell);
  ASSERT_FALSE(first);
  EXPECT_EQ(first.error().code, ErrorCode::unreadable_file);
  EXPECT_EQ(first.error().where.file, "/nowhere/chain.pem");
  ServerOptions mixed = papers.options();
  mixed.port = 0;
  mixed.key_file = others.key_file();
  const auto second = Server::listen(mixed, tell);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().where.file, others.key_file());
}

}  // namespace
}  // namespace duibiao::server
