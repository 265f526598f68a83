#include "app/pdf_text.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>

#include "bulletin/read/read.h"

namespace duibiao::app {
namespace {

using Clock = std::chrono::steady_clock;

/// A yearbook of a thousand pages takes some ten seconds.
constexpr std::chrono::seconds longest_run{120};

/// A hostile file must not take the machine's memory.
constexpr rlim_t most_memory = rlim_t{2} << 30U;

/// What a shell answers for a program that is not there.
constexpr int not_there = 127;

/// A running pdftotext with the two ends we hold; all is closed and the process
/// gone at the end.
class Child {
 public:
  Child() = default;
  ~Child() {
    close_input();
    if (output_ >= 0) close(output_);
    if (pid_ > 0) {
      kill(pid_, SIGKILL);
      static_cast<void>(wait());
    }
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// A socket for its input, because writing to a pipe that it closed would
  /// kill us.
  [[nodiscard]] bool start() {
    std::array<int, 2> in{-1, -1};
    std::array<int, 2> out{-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.data()) != 0) return false;
    if (pipe2(out.data(), O_CLOEXEC) != 0) {
      close(in[0]);
      close(in[1]);
      return false;
    }
    pid_ = fork();
    if (pid_ == 0) run(in[1], out[1]);
    close(in[1]);
    close(out[1]);
    input_ = in[0];
    output_ = out[0];
    fcntl(input_, F_SETFL, O_NONBLOCK);
    fcntl(output_, F_SETFL, O_NONBLOCK);
    return pid_ > 0;
  }

  void close_input() {
    if (input_ >= 0) close(input_);
    input_ = -1;
  }

  /// Its exit code; −1 when it was killed.
  [[nodiscard]] int wait() {
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  [[nodiscard]] int input() const { return input_; }
  [[nodiscard]] int output() const { return output_; }

 private:
  [[noreturn]] static void run(int in, int out) {
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(nowhere, STDERR_FILENO);
    const rlimit memory{most_memory, most_memory};
    setrlimit(RLIMIT_AS, &memory);
    execlp("pdftotext", "pdftotext", "-layout", "-enc", "UTF-8", "-q", "-", "-", nullptr);
    _exit(not_there);
  }

  pid_t pid_ = -1;
  int input_ = -1;
  int output_ = -1;
};

enum class Ending : std::uint8_t { done, too_long, too_large, failed };

/// Feeds the bytes and takes the text until the child closes its end.
Ending converse(Child& child, std::string_view pdf, std::string& text) {
  const Clock::time_point until = Clock::now() + longest_run;
  std::array<char, 1U << 16U> piece{};
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    if (left <= 0) return Ending::too_long;
    std::array<pollfd, 2> ends{pollfd{child.output(), POLLIN, 0},
                               pollfd{child.input(), POLLOUT, 0}};
    if (poll(ends.data(), child.input() >= 0 ? 2 : 1, static_cast<int>(left)) < 0) {
      if (errno == EINTR) continue;
      return Ending::failed;
    }
    if (child.input() >= 0 && ends[1].revents != 0) {
      const ssize_t sent = send(child.input(), pdf.data(), pdf.size(), MSG_NOSIGNAL);
      if (sent > 0) pdf.remove_prefix(static_cast<std::size_t>(sent));
      const bool refused = sent < 0 && errno != EAGAIN && errno != EINTR;
      if (pdf.empty() || refused) child.close_input();
    }
    if (ends[0].revents == 0) continue;
    const ssize_t got = read(child.output(), piece.data(), piece.size());
    if (got == 0) return Ending::done;
    if (got < 0 && errno != EAGAIN && errno != EINTR) return Ending::failed;
    if (got > 0) text.append(piece.data(), static_cast<std::size_t>(got));
    if (text.size() > bulletin::longest_draft) return Ending::too_large;
  }
}

}  // namespace

Result<std::string> pdf_text(std::string_view pdf) {
  Child child;
  std::string text;
  if (!child.start()) {
    return fail(ErrorCode::io_failed, {"无法运行 pdftotext", "cannot run pdftotext"});
  }
  switch (converse(child, pdf, text)) {
    case Ending::too_long:
      return fail(
          ErrorCode::over_limit,
          {"pdftotext 两分钟内没有读完", "pdftotext did not finish within two minutes"},
          {"请只取需要的几页，或另存为 docx。", "Take only the pages needed, or save it as docx."});
    case Ending::too_large:
      return fail(ErrorCode::over_limit,
                  {"PDF 中的文字超过 64 MB", "the PDF holds more than 64 MB of text"},
                  {"请只取需要的几页。", "Take only the pages needed."});
    case Ending::failed:
      return fail(ErrorCode::io_failed, {"读取 pdftotext 的输出失败", "pdftotext cannot be read"});
    case Ending::done:
      break;
  }
  const int code = child.wait();
  if (code == 0) return text;
  if (code == not_there) {
    return fail(ErrorCode::not_found,
                {"读 PDF 需要 pdftotext 程序，本机没有", "reading PDF needs the program pdftotext"},
                {"请安装 poppler-utils（apt install poppler-utils），或另存为 "
                 "docx、txt。",
                 "Install poppler-utils (apt install poppler-utils), or save "
                 "it as docx or text."});
  }
  return fail(ErrorCode::damaged_file,
              {"pdftotext 读不了这个 PDF：已损坏，或有密码",
               "pdftotext cannot read this PDF: damaged, or protected by a password"},
              {"请用看得到文字的程序打开，另存为 docx 或 txt。",
               "Open it in a program that shows its text and save that as docx or "
               "text."});
}

}  // namespace duibiao::app
