#include "server/net/answer_head.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "server/http/date.h"
#include "server/http/security.h"
#include "server/http/target.h"

namespace duibiao::server {
namespace {

std::string_view reason_of(int status) {
  static constexpr std::array<std::pair<int, std::string_view>, 32> reasons = {{
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {204, "No Content"},
      {206, "Partial Content"},
      {301, "Moved Permanently"},
      {302, "Found"},
      {303, "See Other"},
      {304, "Not Modified"},
      {307, "Temporary Redirect"},
      {308, "Permanent Redirect"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {406, "Not Acceptable"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {410, "Gone"},
      {412, "Precondition Failed"},
      {413, "Content Too Large"},
      {415, "Unsupported Media Type"},
      {416, "Range Not Satisfiable"},
      {417, "Expectation Failed"},
      {422, "Unprocessable Content"},
      {428, "Precondition Required"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {503, "Service Unavailable"},
  }};
  const auto at =
      std::ranges::find(reasons, status, [](const auto& reason) { return reason.first; });
  return at == reasons.end() ? std::string_view("Status") : at->second;
}

bool is_transports(std::string_view name) {
  static constexpr std::array<std::string_view, 5> names = {
      "Content-Length", "Connection", "Transfer-Encoding", "Date", "Keep-Alive"};
  return std::ranges::any_of(names,
                             [name](std::string_view mine) { return same_word(mine, name); });
}

/// A name or value from elsewhere cannot begin another header, or another answer.
void put_safely(std::string& out, std::string_view text) {
  for (const char c : text) out += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
}

void put(std::string& out, std::string_view name, std::string_view value) {
  put_safely(out, name);
  out += ": ";
  put_safely(out, value);
  out += "\r\n";
}

}  // namespace

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

std::string answer_head(const Response& response, const Framing& framing) {
  Headers headers = response.headers;
  add_security_headers(headers);
  std::string out;
  out.reserve(1024);
  fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", response.status,
                 reason_of(response.status));
  for (const auto& [name, value] : headers.all()) {
    if (!is_transports(name)) put(out, name, value);
  }
  if (framing.date) put(out, "Date", http_date(*framing.date));
  if (framing.length && may_have_body(response.status)) {
    put(out, "Content-Length", fmt::format("{}", *framing.length));
  }
  put(out, "Connection", framing.keep_alive ? "keep-alive" : "close");
  out += "\r\n";
  return out;
}

}  // namespace duibiao::server
