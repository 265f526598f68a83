#include "app/password_input.h"

#include <termios.h>
#include <unistd.h>

#include <cstdio>

#include "account/rules.h"

namespace duibiao::app {
namespace {

/// Keeps what is typed off the screen for its life.
class Silence {
 public:
  Silence() : known_(tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!known_) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~Silence() {
    if (!known_) return;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    std::fputc('\n', stderr);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  termios before_{};
  bool known_;
};

/// One line, without its end; no longer than a password may be.
std::string read_line() {
  std::string line;
  char c = 0;
  while (read(STDIN_FILENO, &c, 1) == 1 && c != '\n') {
    if (line.size() <= account::password_bytes_max) line += c;
  }
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

std::string ask(const Context& context, const Message& question) {
  std::fputs(context.say(question).c_str(), stderr);
  const Silence silence;
  return read_line();
}

}  // namespace

Result<std::string> read_new_password(const Context& context) {
  const bool asked = isatty(STDIN_FILENO) == 1;
  std::string password = asked ? ask(context, {"密码：", "Password: "}) : read_line();
  if (password.empty()) {
    return fail(ErrorCode::empty_input, {"没有给出密码", "no password was given"},
                {"在终端里输入，或从标准输入给出一行。",
                 "Type it in the terminal, or give one line on standard input."});
  }
  if (asked && ask(context, {"再输一次：", "Again: "}) != password) {
    return fail(ErrorCode::bad_argument, {"两次输入不一致", "the two were not the same"});
  }
  return password;
}

}  // namespace duibiao::app
