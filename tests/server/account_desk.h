#pragma once

#include <memory>
#include <string>
#include <vector>

#include "account/accounts.h"
#include "account/secret.h"
#include "server/account/door.h"
#include "server/api_desk.h"
#include "server/route/health.h"
#include "server/sdmx/service.h"

namespace duibiao::server {

/// A browser or a program at the door: what it sends along.
struct Visitor {
  std::string cookie;
  std::string csrf;
  std::string token;
  std::string peer = "192.0.2.7";
  bool secure = false;
};

/// The whole API behind its door, on a small store, without a socket. Time stands still until it
/// is moved.
class Entrance {
 public:
  explicit Entrance(bool local = true, bool anonymous_read = false) {
    const store::Actor actor{"test", now};
    auto space = workspace::Workspace::open_or_create(store_path(), actor);
    if (!space) throw std::runtime_error(space.error().message.en);
    const std::string sheet = std::string(DUIBIAO_SOURCE_DIR) + "/data/demo/wenzhou_2019.csv";
    const auto report = workspace::import_file(**space, sheet, {}, actor);
    if (!report) throw std::runtime_error(report.error().message.en);
    site_ = value(Site::open(store_path()));
    accounts_ = value(account::Accounts::open(store_path(), {1, 8192}));
    ApiOptions api;
    api.version = "test";
    api.scratch = folder_.path();
    api.clock = [this] { return now; };
    api_ = std::make_unique<Api>(*site_, std::move(api));
    DoorOptions options;
    options.local = local;
    options.anonymous_read = anonymous_read;
    options.clock = [this] { return now; };
    options.tell_code = [this](const std::string& code) { codes.push_back(code); };
    door_ = std::make_unique<Door>(*accounts_, std::move(options));
    table_ = api_->routes();
    for (Route& route : door_->routes()) table_.push_back(std::move(route));
    table_.push_back(api_->description(table_));
    const Sdmx sdmx(*site_, {.version = "test"});
    for (Route& route : sdmx.routes()) table_.push_back(std::move(route));
    for (Route& route : health_routes({{}, {}, [this] { return door_->counts(); }})) {
      table_.push_back(std::move(route));
    }
    auto router = std::make_shared<Router>();
    for (const Route& route : table_) router->add(route);
    handler_ = dispatcher(std::move(router), door_->gate());
  }

  template <class T>
  static T value(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message.en);
    return std::move(*result);
  }

  [[nodiscard]] std::string store_path() const { return folder_.path() + "/s.duibiao"; }
  [[nodiscard]] account::Accounts& accounts() { return *accounts_; }
  [[nodiscard]] const Door& door() const { return *door_; }
  [[nodiscard]] const std::vector<Route>& table() const { return table_; }

  /// An account of every role, named like it, with «<name> password».
  void people() {
    for (const account::Role role : {account::Role::administrator, account::Role::editor,
                                     account::Role::analyst, account::Role::viewer}) {
      const std::string name(account::name_of(role));
      value(accounts_->add(name, role, name + " password", {"test", now}));
    }
  }

  Response ask(const Visitor& visitor, Method method, const std::string& target,
               const std::string& json = {}, const Desk::Fields& fields = {}) {
    Request request;
    request.method = method;
    request.target = target;
    auto read = read_target(target);
    if (!read) throw std::runtime_error("no target: " + target);
    request.path = std::move(read->path);
    request.query = std::move(read->query);
    request.headers.add("Host", "localhost:8080");
    if (!visitor.cookie.empty()) request.headers.add("Cookie", "a=b; " + visitor.cookie + "; c=d");
    if (!visitor.csrf.empty()) request.headers.add("X-CSRF-Token", visitor.csrf);
    if (!visitor.token.empty()) request.headers.add("Authorization", "Bearer " + visitor.token);
    if (!json.empty()) request.headers.add("Content-Type", "application/json");
    for (const auto& [name, text] : fields) request.headers.set(name, text);
    request.body = json;
    request.peer = visitor.peer;
    request.secure = visitor.secure;
    return handler_(request);
  }

  /// What a browser keeps of an answer: the cookie without its attributes, and the page's token.
  static void keep(Visitor& visitor, const Response& response) {
    const std::string cookie(response.headers.find("Set-Cookie"));
    visitor.cookie = cookie.substr(0, cookie.find(';'));
    visitor.csrf = Desk::parsed(response).value("csrf", "");
  }
  Visitor signed_in(const std::string& name) {
    Visitor visitor;
    const Json json = {{"name", name}, {"password", name + " password"}};
    const Response response = ask(visitor, Method::post, "/api/v1/session", json.dump());
    EXPECT_EQ(response.status, 200) << Desk::text(response);
    keep(visitor, response);
    return visitor;
  }
  /// The same without the cost of a password.
  Visitor with_session(const std::string& name) {
    const auto session = value(accounts_->begin_session(name, "test", now));
    Visitor visitor;
    visitor.cookie = "duibiao_session=" + session.secret;
    visitor.csrf = account::change_token_of(session.secret);
    return visitor;
  }
  Visitor with_token(const std::string& name, account::Role role) {
    Visitor visitor;
    visitor.token = value(accounts_->add_token(name, "t", role, 9, {"test", now})).secret;
    return visitor;
  }
  Json user_of(const Visitor& visitor) {
    return Desk::parsed(ask(visitor, Method::get, "/api/v1/session"))["user"];
  }
  std::vector<store::LogEntry> log() {
    std::vector<store::LogEntry> out;
    (void)site_->look([&out](store::Store& store) -> Status {
      out = value(store.log());
      return {};
    });
    return out;
  }

  std::int64_t now = 1'700'000'000;
  std::vector<std::string> codes;

 private:
  TemporaryFolder folder_;
  std::unique_ptr<Site> site_;
  std::unique_ptr<account::Accounts> accounts_;
  std::unique_ptr<Api> api_;
  std::unique_ptr<Door> door_;
  std::vector<Route> table_;
  Handler handler_;
};

}  // namespace duibiao::server
