// What a stranger sends before anybody knows who they are: requests in any pieces, targets,
// queries, forms, chunks, the fields by which formats are chosen.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "server/http/disposition.h"
#include "server/http/etag.h"
#include "server/http/multipart.h"
#include "server/http/negotiate.h"
#include "server/http/problem.h"
#include "server/http/target.h"
#include "server/net/request_reader.h"

namespace {

using namespace duibiao::server;  // NOLINT(google-build-using-namespace)

void check(bool condition) {
  if (!condition) std::abort();
}

void check_path(const std::string& path) {
  check(path.starts_with('/'));
  const std::string closed = path + "/";
  check(closed.find("/../") == std::string::npos && closed.find("/./") == std::string::npos);
  check(path.find('\0') == std::string::npos && path.find('\\') == std::string::npos);
  check(normal_path(percent_encoded_path(path)) == path);
}

struct Reading {
  int status = 0;
  std::string told;  ///< all requests, one after another
};

/// Reads requests as a connection does, given the bytes in pieces of this size.
Reading read_requests(std::string_view bytes, std::size_t piece) {
  const RequestReader::Limits limits{4096, 10'000};
  Reading out;
  auto reader = std::make_unique<RequestReader>(limits);
  std::string pending;
  while (!bytes.empty() || !pending.empty()) {
    const std::size_t size = std::min(piece, bytes.size());
    pending.append(bytes.substr(0, size));
    bytes.remove_prefix(size);
    for (;;) {
      const auto before = reader->state();
      const std::size_t used = reader->put(pending);
      check(used <= pending.size());
      pending.erase(0, used);
      check(pending.size() <= limits.header_bytes + piece);
      if (reader->state() == RequestReader::State::failed) {
        check(reader->status() >= 400 && reader->status() < 600 && !reader->reason().zh.empty());
        out.status = reader->status();
        return out;
      }
      if (reader->state() == RequestReader::State::done) {
        Request& request = reader->request();
        check(request.body.size() <= limits.body_bytes);
        check_path(request.path);
        (void)language_of(request);
        (void)is_known(request, "\"x\"");
        (void)read_form(request.headers.find("Content-Type"), request.body);
        out.told += request.path + '\n' + request.body + '\n';
        reader = std::make_unique<RequestReader>(limits);
        continue;
      }
      if (used == 0 && before == reader->state()) break;
      if (pending.empty()) break;
    }
    if (bytes.empty()) break;
  }
  return out;
}

void read_parts(std::string_view text) {
  if (const auto path = normal_path(text)) check_path(*path);
  (void)read_target(text);
  check(percent_decoded(percent_encoded(text), Plus::is_plus) == text);
  (void)Query::parse(text);
  static constexpr std::array<std::string_view, 2> offered = {"application/json;version=1.0",
                                                              "text/csv"};
  if (const auto best = best_type(text, offered)) check(*best < offered.size());
  (void)takes_encoding(text, "gzip");
  const std::string name = declared_file_name(text);
  check(name.find_first_of("/\\") == std::string::npos);
  check(attachment(text).find_first_of("\r\n") == std::string::npos);
  const auto parts = read_form("multipart/form-data; boundary=XX", text);
  if (!parts) return;
  std::size_t sum = 0;
  for (const FormPart& part : *parts) sum += part.content.size();
  check(sum <= text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_parts(bytes);
  // How the network cuts a stream changes no request; only what is broken may be seen sooner.
  const Reading whole = read_requests(bytes, bytes.size() + 1);
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}}) {
    const Reading cut = read_requests(bytes, piece);
    check(cut.told == whole.told && (cut.status == 0 || whole.status != 0));
  }
  return 0;
}
