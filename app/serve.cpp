// `serve`: the figures of a store over HTTP, until the process is told to stop.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <mutex>
#include <thread>

#include "app/command.h"
#include "app/pdf_text.h"
#include "figure/date.h"
#include "page/routes.h"
#include "server/account/door.h"
#include "server/api/api.h"
#include "server/api/site.h"
#include "server/net/server.h"
#include "server/route/dispatch.h"
#include "server/route/health.h"
#include "server/sdmx/service.h"

namespace duibiao::app {
namespace {

struct ServeOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string certificate;
  std::string key;
  bool print_port = false;
  bool access_log = false;
  bool anonymous_read = false;
};

bool is_loopback(const std::string& address) {
  return address == "localhost" || address == "::1" || address.starts_with("127.");
}

/// Who listens to a whole network must know who is asking.
Status may_listen(const ServeOptions& options, account::Accounts& accounts) {
  if (is_loopback(options.address)) return {};
  const auto any = accounts.any();
  if (!any) return tl::unexpected(any.error());
  if (*any) return {};
  return fail(ErrorCode::bad_argument,
              {fmt::format("没有账号，不能在 {} 上对外服务", options.address),
               fmt::format("there are no accounts: not listening on {}", options.address)},
              {"先建立管理员：duibiao users add 用户名 --role administrator；或只供本机使用：去掉 "
               "--listen。",
               "Make an administrator first: duibiao users add NAME --role administrator; or serve "
               "this machine alone: leave --listen out."});
}

/// In both languages, as all that the server says: whoever reads it may not be who started it.
void tell(const Context& context, const Message& message) {
  if (context.quiet) return;
  std::fputs(fmt::format("{}\n{}\n", message.zh, message.en).c_str(), stderr);
}

std::int64_t unix_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

/// One line an answer, without query, headers or bodies: nothing secret goes into a log.
void print_access(const server::Access& access) {
  const std::int64_t now = unix_now();
  std::string path;
  for (const char c : access.path) path += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
  std::fputs(
      fmt::format("{}T{:02}:{:02}:{:02}Z {} {} {} {} {} {}us\n",
                  Date::from_unix(now - 8 * 3600).to_string(), now / 3600 % 24, now / 60 % 60,
                  now % 60, access.peer.empty() ? "-" : access.peer, server::name_of(access.method),
                  path.empty() ? "-" : path, access.status, access.bytes, access.microseconds)
          .c_str(),
      stderr);
}

/// A socket is a file; the usual 1,024 would be the true limit of connections.
void allow_many_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  (void)setrlimit(RLIMIT_NOFILE, &limit);
}

/// Takes SIGINT and SIGTERM for this process and stops the server at the first; a second ends the
/// process at once. To be made before any other thread, so that none of them takes the signals.
class Signals {
 public:
  Signals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set_, &before_);
  }
  ~Signals() {
    done_ = true;
    if (waiter_.joinable()) waiter_.join();
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  void stop_at_signal(server::Server& target) {
    waiter_ = std::thread([this, &target] {
      bool asked = false;
      while (!done_) {
        const timespec moment{0, 100'000'000};
        if (sigtimedwait(&set_, nullptr, &moment) < 0) continue;
        if (asked) _exit(exit_interrupted);
        asked = true;
        target.stop();
      }
    });
  }

 private:
  sigset_t set_{};
  sigset_t before_{};
  std::atomic<bool> done_{false};
  std::thread waiter_;
};

server::ServerOptions transport_of(const ServeOptions& options) {
  server::ServerOptions out;
  out.address = options.address;
  out.port = options.port;
  out.workers = std::max(2U, std::thread::hardware_concurrency());
  out.certificate_file = options.certificate;
  out.key_file = options.key;
  out.clock = unix_now;
  if (options.access_log) out.log = print_access;
  return out;
}

void announce(const Context& context, const ServeOptions& options, std::uint16_t port) {
  const bool bare_v6 = options.address.find(':') != std::string::npos;
  const std::string url =
      fmt::format("{}://{}:{}/", options.certificate.empty() ? "http" : "https",
                  bare_v6 ? "[" + options.address + "]" : options.address, port);
  if (options.print_port) {
    std::fputs(fmt::format("{}\n", port).c_str(), stdout);
    std::fflush(stdout);
  }
  tell(context,
       {fmt::format("对标已在 {} 提供服务（{}），按 Ctrl+C 停止。", url, context.store_path),
        fmt::format("Duibiao is serving {1} at {0} — press Ctrl+C to stop.", url,
                    context.store_path)});
  if (!is_loopback(options.address) && options.certificate.empty()) {
    tell(context,
         {"注意：没有用 HTTPS，密码和数据在网络上是明文传送的。请用 --certificate 和 --key，"
          "或放在加密的反向代理后面。",
          "Warning: without HTTPS passwords and figures travel readable for everybody on the way. "
          "Use --certificate and --key, or a reverse proxy that encrypts."});
  }
}

/// The page works at once for who sits at this machine; an account is an offer.
void tell_setup_code(const Context& context, const std::string& code) {
  tell(context, {fmt::format("还没有账号，本机上人人可用。要建立管理员，请在网页“数据·账号”中输入"
                             "一次性代码：{}",
                             code),
                 fmt::format("There are no accounts: everybody at this machine may use it. To make "
                             "an administrator, enter this one-time code under Data · Accounts: {}",
                             code)});
}

/// Looks twice a second whether the command line has changed the store beside us.
class Refresher {
 public:
  explicit Refresher(server::Site& site) : looker_([this, &site] { run(site); }) {}
  ~Refresher() {
    {
      const std::lock_guard lock(guard_);
      done_ = true;
    }
    wake_.notify_all();
    looker_.join();
  }
  Refresher(const Refresher&) = delete;
  Refresher& operator=(const Refresher&) = delete;

  /// What came of the last look: whether answers are from the store as it is.
  [[nodiscard]] Status last() const {
    const std::lock_guard lock(guard_);
    return last_;
  }

 private:
  void run(server::Site& site) {
    constexpr std::chrono::milliseconds pause{500};
    std::unique_lock lock(guard_);
    while (!wake_.wait_for(lock, pause, [this] { return done_; })) {
      lock.unlock();
      Status seen = site.refresh();
      lock.lock();
      last_ = std::move(seen);
    }
  }

  mutable std::mutex guard_;
  std::condition_variable wake_;
  bool done_ = false;
  Status last_;
  std::thread looker_;  // last: it uses the others from its first moment
};

server::ApiOptions api_options() {
  server::ApiOptions out;
  out.version = DUIBIAO_VERSION;
  std::error_code ignored;
  if (const auto folder = std::filesystem::temp_directory_path(ignored); !folder.empty()) {
    out.scratch = folder.string();
  }
  out.clock = unix_now;
  out.pdf_to_text = pdf_text;
  return out;
}

/// Everything under /api, and its description.
void add_api(server::Router& router, const server::Api& api, const server::Door& door) {
  std::vector<server::Route> routes = api.routes();
  for (server::Route& route : door.routes()) routes.push_back(std::move(route));
  routes.push_back(api.description(routes));
  for (server::Route& route : routes) router.add(std::move(route));
}

server::DoorOptions door_options(const Context& context, const ServeOptions& options) {
  server::DoorOptions out;
  out.local = is_loopback(options.address);
  out.anonymous_read = options.anonymous_read;
  out.clock = unix_now;
  out.tell_code = [&context](const std::string& code) { tell_setup_code(context, code); };
  return out;
}

/// Serves until the process is told to stop.
int serve(const Context& context, const ServeOptions& options, server::Site& site,
          account::Accounts& accounts) {
  const server::Api api(site, api_options());
  const server::Door door(accounts, door_options(context, options));
  allow_many_files();
  Signals signals;
  const Refresher refresher(site);
  server::Server* running = nullptr;
  auto router = std::make_shared<server::Router>();
  add_api(*router, api, door);
  for (server::Route& route : page::routes(page::files())) router->add(std::move(route));
  const server::Sdmx sdmx(site, {.version = DUIBIAO_VERSION, .store = context.store_path});
  for (server::Route& route : sdmx.routes()) router->add(std::move(route));
  for (server::Route& route : server::health_routes({[&refresher] { return refresher.last(); },
                                                     [&running] { return running->counts(); },
                                                     [&door] { return door.counts(); }})) {
    router->add(std::move(route));
  }
  auto listening =
      server::Server::listen(transport_of(options), server::dispatcher(router, door.gate()));
  if (!listening) return report(context, listening.error());
  running = listening->get();
  signals.stop_at_signal(*running);
  announce(context, options, running->port());
  door.offer_setup();
  running->run();
  return exit_ok;
}

int run_serve(const Context& context, const ServeOptions& options) {
  if (options.certificate.empty() != options.key.empty()) {
    return report(context,
                  Error{ErrorCode::bad_argument,
                        {"--certificate 与 --key 要一起用", "--certificate and --key go together"},
                        {},
                        {}});
  }
  const bool usual = context.store_path == context.usual_store_path;
  if (auto space = usual ? context.open_or_create() : context.open(); !space) {
    return report(context, space.error());
  }
  const auto site = server::Site::open(context.store_path);
  if (!site) return report(context, site.error());
  const auto accounts = account::Accounts::open(context.store_path);
  if (!accounts) return report(context, accounts.error());
  if (const Status allowed = may_listen(options, **accounts); !allowed) {
    return report(context, allowed.error());
  }
  return serve(context, options, **site, **accounts);
}

}  // namespace

Command serve_command() {
  return {"serve",
          {"以网页和接口提供服务", "serve the page and the API"},
          {"duibiao serve\n  duibiao users add 李伟 --role administrator\n"
           "  duibiao serve --listen 0.0.0.0 --certificate 证书.pem --key 私钥.pem",
           "duibiao serve\n  duibiao users add liwei --role administrator\n"
           "  duibiao serve --listen 0.0.0.0 --certificate chain.pem --key key.pem"},
          [](CLI::App& command, Context& context) -> std::function<int()> {
            auto options = std::make_shared<ServeOptions>();
            command.add_option("--port", options->port,
                               context.say({"端口，0 为任一空闲端口（缺省 8080）",
                                            "port; 0 for any free one (default 8080)"}));
            command.add_option(
                "--listen", options->address,
                context.say({"监听的本机地址（缺省 127.0.0.1）",
                             "address of this machine to listen on (default 127.0.0.1)"}));
            command.add_option("--certificate", options->certificate,
                               context.say({"证书链文件（PEM），启用 HTTPS",
                                            "certificate chain (PEM): serve over HTTPS"}));
            command.add_option("--key", options->key,
                               context.say({"证书的私钥文件（PEM）", "its private key (PEM)"}));
            command.add_flag("--anonymous-read", options->anonymous_read,
                             context.say({"有账号之后，未登录者仍可查看",
                                          "once there are accounts, who has not signed in may "
                                          "still read"}));
            command.add_flag(
                "--print-port", options->print_port,
                context.say({"在标准输出打印端口号", "print the port to standard output"}));
            command.add_flag(
                "--access-log", options->access_log,
                context.say({"在标准错误记录每次访问", "log each answer on standard error"}));
            return [&context, options] { return run_serve(context, *options); };
          }};
}

}  // namespace duibiao::app
