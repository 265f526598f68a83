// The running server as a process: what it prints, what it refuses, how it ends.
#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include "app/program.h"

namespace duibiao {
namespace {

using tests::Folder;
using tests::run_program;

/// `duibiao serve` on a free port, until the end of the test.
class Serving {
 public:
  explicit Serving(std::vector<std::string> more = {},
                   const std::string& store = tests::demo_store()) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) std::abort();
    std::vector<std::string> words = {DUIBIAO_PROGRAM, "serve",   "--port", "0",
                                      "--print-port",  "--store", store};
    words.insert(words.end(), more.begin(), more.end());
    child_ = fork();
    if (child_ == 0) become_server(words, ends[1]);
    ::close(ends[1]);
    std::string text;
    char c = 0;
    while (read(ends[0], &c, 1) == 1 && c != '\n') text += c;
    ::close(ends[0]);
    port_ = static_cast<std::uint16_t>(std::atoi(text.c_str()));
  }
  ~Serving() {
    if (child_ > 0) (void)end(SIGKILL);
  }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }

  /// The whole answer to one request.
  [[nodiscard]] std::string get(const std::string& target) const {
    const int wire = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_port = htons(port_);
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string answer;
    if (connect(wire, reinterpret_cast<const sockaddr*>(&where), sizeof where) == 0) {
      const std::string text =
          "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
      (void)send(wire, text.data(), text.size(), MSG_NOSIGNAL);
      std::array<char, 4096> room{};
      for (ssize_t got = 0; (got = recv(wire, room.data(), room.size(), 0)) > 0;) {
        answer.append(room.data(), static_cast<std::size_t>(got));
      }
    }
    ::close(wire);
    return answer;
  }

  /// Sends the signal, waits, and gives the exit code.
  [[nodiscard]] int end(int signal) {
    kill(child_, signal);
    int status = 0;
    waitpid(child_, &status, 0);
    child_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  [[noreturn]] static void become_server(std::vector<std::string>& words, int out) {
    const int nothing = open("/dev/null", O_WRONLY);
    if (dup2(out, STDOUT_FILENO) < 0 || dup2(nothing, STDERR_FILENO) < 0) _exit(126);
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    execv(argv[0], argv.data());
    _exit(127);
  }

  pid_t child_ = 0;
  std::uint16_t port_ = 0;
};

TEST(Serve, AnswersOnThePortItPrintsAndEndsAtASignal) {
  for (const int signal : {SIGTERM, SIGINT}) {
    Serving serving;
    ASSERT_NE(serving.port(), 0);
    const std::string health = serving.get("/healthz");
    EXPECT_TRUE(health.starts_with("HTTP/1.1 200 OK\r\n")) << health;
    EXPECT_TRUE(health.ends_with("\r\n\r\nok\n"));
    EXPECT_NE(health.find("\r\nContent-Security-Policy: "), std::string::npos);
    EXPECT_NE(health.find("\r\nDate: "), std::string::npos);
    EXPECT_TRUE(serving.get("/readyz").starts_with("HTTP/1.1 200"));
    EXPECT_NE(serving.get("/metrics").find("duibiao_http_requests_total 3\n"), std::string::npos);
    EXPECT_EQ(serving.end(signal), 0);
  }
}

TEST(Serve, ListensToNobodyElseWithoutAccounts) {
  for (const char* address : {"0.0.0.0", "::", "192.0.2.1"}) {
    const auto outcome =
        run_program({"serve", "--port", "0", "--store", tests::demo_store(), "--listen", address});
    EXPECT_EQ(outcome.exit_code, 2) << address;
    EXPECT_NE(outcome.err.find("账号"), std::string::npos) << outcome.err;
  }
}

/// A copy of the demo store that may be changed.
std::string own_store(const Folder& folder) {
  return folder.write("own.duibiao", tests::read_file(tests::demo_store()));
}

TEST(Serve, NoticesAtOnceWhatUsersDoesBesideIt) {
  const Folder folder;
  const std::string store = own_store(folder);
  const auto users = [&store](std::vector<std::string> words, const std::string& input = "") {
    words.insert(words.begin(), "users");
    words.insert(words.end(), {"--store", store});
    return run_program(words, input).exit_code;
  };
  const Serving serving({}, store);
  EXPECT_TRUE(serving.get("/api/v1/holdings").starts_with("HTTP/1.1 200"));
  EXPECT_EQ(users({"add", "li", "--role", "administrator"}, "long enough\n"), 0);
  EXPECT_TRUE(serving.get("/api/v1/holdings").starts_with("HTTP/1.1 401"));
  EXPECT_NE(serving.get("/api/v1/session").find("\"user\":null"), std::string::npos);
  EXPECT_TRUE(serving.get("/").starts_with("HTTP/1.1 200")) << "the page itself says sign in";
  EXPECT_TRUE(serving.get("/healthz").starts_with("HTTP/1.1 200"));
}

TEST(Serve, ServesOthersOnceThereAreAccountsAndReadersWithoutOneIfTold) {
  const Folder folder;
  const std::string store = own_store(folder);
  ASSERT_EQ(run_program({"users", "add", "li", "--role", "administrator", "--store", store},
                        "long enough\n")
                .exit_code,
            0);
  {
    const Serving serving({"--listen", "0.0.0.0"}, store);
    ASSERT_NE(serving.port(), 0);
    EXPECT_TRUE(serving.get("/api/v1/holdings").starts_with("HTTP/1.1 401"));
  }
  const Serving serving({"--listen", "0.0.0.0", "--anonymous-read"}, store);
  EXPECT_TRUE(serving.get("/api/v1/holdings").starts_with("HTTP/1.1 200"));
  EXPECT_TRUE(serving.get("/api/v1/batches").starts_with("HTTP/1.1 401"));
  EXPECT_TRUE(serving.get("/api/v1/log").starts_with("HTTP/1.1 401"));
}

TEST(Serve, SaysWhatIsWrongWithItsOptions) {
  const Folder folder;
  const auto serve = [](std::vector<std::string> words) {
    words.insert(words.begin(), {"serve", "--port", "0"});
    return run_program(words).exit_code;
  };
  EXPECT_EQ(serve({"--store", folder.file("none.duibiao")}), 5);
  EXPECT_EQ(serve({"--store", tests::demo_store(), "--certificate", "x.pem"}), 2);
  EXPECT_EQ(serve({"--store", tests::demo_store(), "--certificate", folder.file("x.pem"), "--key",
                   folder.file("y.pem")}),
            4);
  EXPECT_EQ(run_program({"serve", "--store", tests::demo_store(), "--port", "70000"}).exit_code, 2);
}

TEST(Serve, LeavesAPortThatIsTakenAlone) {
  const Serving serving;
  ASSERT_NE(serving.port(), 0);
  const auto outcome = run_program(
      {"serve", "--port", std::to_string(serving.port()), "--store", tests::demo_store()});
  EXPECT_EQ(outcome.exit_code, 6) << outcome.err;
  EXPECT_NE(outcome.err.find("--port"), std::string::npos);
  EXPECT_TRUE(serving.get("/healthz").starts_with("HTTP/1.1 200"));
}

}  // namespace
}  // namespace duibiao
