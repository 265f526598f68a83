#include "page/routes.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "server/http/compress.h"

namespace duibiao::page {
namespace {

/// Far above the largest file, the library of charts.
constexpr std::size_t largest_file = std::size_t{16} << 20U;

server::Route open_route(std::string path) {
  server::Route out;
  out.method = server::Method::get;
  out.pattern = std::move(path);
  out.role = server::Role::nobody;
  out.summary = {"网页的文件", "a file of the page"};
  return out;
}

server::Route route_of(const File& file) {
  auto packed = std::make_shared<server::Packed>();
  packed->content_type = file.type;
  packed->etag = "\"" + std::string(file.hash) + "\"";
  packed->gzipped = std::make_shared<const std::string>(file.gzip);
  packed->plain = std::make_shared<const std::string>(
      server::gunzip(file.gzip, largest_file).value_or(std::string()));
  if (!file.brotli.empty()) {
    packed->brotli = std::make_shared<const std::string>(file.brotli);
  }
  server::Route out = open_route(std::string(file.path));
  out.answers = file.type;
  out.handle = [packed = std::shared_ptr<const server::Packed>(std::move(packed)),
                immutable = file.immutable](const server::Call& call) {
    server::Response response = server::respond(call.request, *packed);
    if (immutable) response.headers.set("Cache-Control", "public, max-age=31536000, immutable");
    return Result<server::Response>(std::move(response));
  };
  return out;
}

/// For a program that was built where npm was not.
server::Route without_page() {
  server::Route out = open_route("/");
  out.answers = "text/plain";
  out.handle = [](const server::Call& call) {
    const std::string words =
        call.language == Language::zh
            ? "这个程序构建时没有带网页（构建时没有 npm）。接口照常可用，见 /api/openapi.json。\n"
            : "This program was built without the page (there was no npm). The API works as usual: "
              "see /api/openapi.json.\n";
    return Result<server::Response>(server::Response::text(200, words));
  };
  return out;
}

}  // namespace

std::vector<server::Route> routes(std::span<const File> files) {
  std::vector<server::Route> out;
  if (files.empty()) out.push_back(without_page());
  for (const File& file : files) out.push_back(route_of(file));
  return out;
}

}  // namespace duibiao::page
