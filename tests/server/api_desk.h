#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "server/api/api.h"
#include "server/http/target.h"
#include "server/route/dispatch.h"
#include "workspace/import.h"

namespace duibiao::server {

using Json = nlohmann::ordered_json;

/// A folder of its own that goes with the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "api-test-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// Files of a form, and the body that carries them.
struct Form {
  std::string body;
  std::string type = "multipart/form-data; boundary=line";
  std::string end = "--line--\r\n";

  Form& file(const std::string& name, const std::string& content) {
    body += "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
            "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n";
    return *this;
  }
  [[nodiscard]] std::string whole() const { return body + end; }
};

/// The same files with another boundary, as a client sends them a second time.
inline Form redrawn(Form form) {
  const std::string before = "--line\r\n";
  for (std::size_t at = form.body.find(before); at != std::string::npos;
       at = form.body.find(before, at + 1)) {
    form.body.replace(at, before.size(), "--another\r\n");
  }
  form.type = "multipart/form-data; boundary=another";
  form.end = "--another--\r\n";
  return form;
}

/// The API on a store with some of the figures of data/demo, without a socket.
class Desk {
 public:
  explicit Desk(Role role = Role::administrator, std::size_t cache_bytes = 1U << 24U) {
    const std::string store = folder_.path() + "/demo.duibiao";
    const store::Actor actor{"test", 1'700'000'000};
    auto space = workspace::Workspace::open_or_create(store, actor);
    if (!space) throw std::runtime_error(space.error().message.en);
    for (const char* file : {"zhejiang_trade.csv", "wenzhou_2019.csv", "china_trade.csv"}) {
      const std::string path = std::string(DUIBIAO_SOURCE_DIR) + "/data/demo/" + file;
      workspace::ImportOptions options;
      options.read.file_name = file;
      const auto report = workspace::import_file(**space, path, options, actor);
      if (!report) throw std::runtime_error(report.error().message.en);
    }
    auto site = Site::open(store);
    if (!site) throw std::runtime_error(site.error().message.en);
    site_ = std::move(*site);
    ApiOptions options;
    options.version = "test";
    std::filesystem::create_directory(scratch());
    options.scratch = scratch();
    options.clock = [] { return std::int64_t{1'700'000'000}; };
    options.cache_bytes = cache_bytes;
    api_ = std::make_unique<Api>(*site_, std::move(options));
    std::vector<Route> routes = api_->routes();
    routes.push_back(api_->description(routes));
    auto router = std::make_shared<Router>();
    for (const Route& route : routes) router->add(route);
    table_ = std::move(routes);
    handler_ = dispatcher(std::move(router), open_gate(role));
  }

  [[nodiscard]] Site& site() { return *site_; }
  [[nodiscard]] const Api& api() const { return *api_; }
  [[nodiscard]] const std::vector<Route>& table() const { return table_; }
  [[nodiscard]] std::string scratch() const { return folder_.path() + "/scratch"; }
  [[nodiscard]] std::string store_path() const { return folder_.path() + "/demo.duibiao"; }

  using Fields = std::vector<std::pair<std::string, std::string>>;

  Response ask(Method method, const std::string& target, const Fields& fields = {},
               std::string body = {}) {
    Request request;
    request.method = method;
    request.target = target;
    auto read = read_target(target);
    if (!read) throw std::runtime_error("no target: " + target);
    request.path = std::move(read->path);
    request.query = std::move(read->query);
    for (const auto& [name, value] : fields) request.headers.add(name, value);
    request.body = std::move(body);
    return handler_(request);
  }
  Response get(const std::string& target, const Fields& fields = {}) {
    return ask(Method::get, target, fields);
  }
  /// The answer as JSON; what it is not is an error of the test.
  Json json(const std::string& target) {
    const Response response = get(target);
    EXPECT_EQ(response.status, 200) << target << "\n" << text(response);
    return parsed(response);
  }
  Response upload(const std::string& target, const Form& form, Fields fields = {}) {
    fields.emplace_back("Content-Type", form.type);
    return ask(Method::post, target, fields, form.whole());
  }

  [[nodiscard]] static std::string text(const Response& response) {
    return response.body ? *response.body : std::string();
  }
  [[nodiscard]] static Json parsed(const Response& response) {
    return Json::parse(text(response), nullptr, false);
  }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<Site> site_;
  std::unique_ptr<Api> api_;
  std::vector<Route> table_;
  Handler handler_;
};

}  // namespace duibiao::server
