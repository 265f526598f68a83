#include "server/net/request_reader.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <limits>
#include <optional>
#include <string>

#include "server/http/target.h"
#include "server/net/chunks.h"

namespace duibiao::server {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;

/// A browser sends about twenty.
constexpr std::size_t fields_max = 200;
/// A body grows by doubling; without this a large one would begin with many small steps.
constexpr std::size_t first_room = 64 * 1024;

Method method_of(http::verb verb) {
  switch (verb) {
    case http::verb::get:
      return Method::get;
    case http::verb::head:
      return Method::head;
    case http::verb::post:
      return Method::post;
    case http::verb::put:
      return Method::put;
    case http::verb::patch:
      return Method::patch;
    case http::verb::delete_:
      return Method::remove;
    case http::verb::options:
      return Method::options;
    default:
      return Method::other;
  }
}

/// Beast's parser for the header alone, writing straight into our request.
class HeadParser : public http::basic_parser<true> {
 public:
  explicit HeadParser(Request& request) : request_(request) {}
  [[nodiscard]] bool too_many() const { return too_many_; }
  [[nodiscard]] bool modern() const { return version_ >= 11; }

 private:
  using Text = beast::string_view;

  void on_request_impl(http::verb verb, Text /*method*/, Text target, int version,
                       beast::error_code& /*failed*/) override {
    request_.method = method_of(verb);
    request_.target.assign(target.data(), target.size());
    version_ = version;
  }
  void on_field_impl(http::field /*field*/, Text name, Text value,
                     beast::error_code& failed) override {
    if (++fields_ > fields_max) {
      too_many_ = true;
      failed = http::error::header_limit;
      return;
    }
    request_.headers.add(std::string(name.data(), name.size()),
                         std::string(value.data(), value.size()));
  }
  // The rest is never reached: the body is read by RequestReader.
  void on_response_impl(int /*status*/, Text /*reason*/, int /*version*/,
                        beast::error_code& /*failed*/) override {}
  void on_header_impl(beast::error_code& /*failed*/) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>& /*length*/,
                         beast::error_code& /*failed*/) override {}
  std::size_t on_body_impl(Text body, beast::error_code& /*failed*/) override {
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t /*size*/, Text /*extensions*/,
                            beast::error_code& /*failed*/) override {}
  std::size_t on_chunk_body_impl(std::uint64_t /*remain*/, Text body,
                                 beast::error_code& /*failed*/) override {
    return body.size();
  }
  void on_finish_impl(beast::error_code& /*failed*/) override {}

  Request& request_;
  std::size_t fields_ = 0;
  int version_ = 0;
  bool too_many_ = false;
};

std::size_t count_of(const Headers& headers, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::count_if(
      headers.all(), [name](const auto& field) { return same_word(field.first, name); }));
}

}  // namespace

struct RequestReader::Inner {
  explicit Inner(const Limits& given) : limits(given), parser(request), chunks(given.body_bytes) {
    parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    // Compared below, where the answer to it is known. («None» would refuse all, in 1.74.)
    parser.body_limit(std::numeric_limits<std::uint64_t>::max());
    parser.eager(false);
  }

  void fail(int with, Message why) {
    state = State::failed;
    status = with;
    reason = std::move(why);
  }
  void too_large() { fail(413, {"请求内容超过上限", "the body is larger than this server takes"}); }
  std::size_t put_head(std::string_view bytes);
  void begin_body();
  std::size_t put_body(std::string_view bytes);

  Limits limits;
  Request request;
  HeadParser parser;
  ChunkReader chunks;
  State state = State::head;
  bool begun = false;
  bool chunked = false;
  bool waits = false;
  std::size_t head_bytes = 0;
  std::uint64_t declared = 0;
  int status = 0;
  Message reason;
};

std::size_t RequestReader::Inner::put_head(std::string_view bytes) {
  std::size_t used = 0;
  // Some clients end a body with a line end too many (RFC 9112, 2.2).
  while (!begun && bytes.substr(used).starts_with("\r\n")) used += 2;
  if (used == bytes.size() || (!begun && bytes.substr(used) == "\r")) return used;
  begun = true;
  while (state == State::head && used < bytes.size()) {
    beast::error_code failed;
    const std::string_view rest = bytes.substr(used);
    const std::size_t step = parser.put({rest.data(), rest.size()}, failed);
    used += step;
    head_bytes += step;
    const bool more = failed == http::error::need_more;
    if (failed == http::error::header_limit || parser.too_many() ||
        head_bytes + (more ? bytes.size() - used : 0) > limits.header_bytes) {
      fail(431, {"请求头过大", "the header is larger than this server takes"});
    } else if (failed == http::error::bad_version) {
      fail(505, {"只支持 HTTP/1.0 和 HTTP/1.1", "only HTTP/1.0 and HTTP/1.1 are spoken here"});
    } else if (failed && !more) {
      fail(400, {"请求不符合 HTTP 格式", "this is not a request in the form of HTTP"});
    } else if (parser.is_header_done()) {
      begin_body();
    } else if (more) {
      break;
    }
  }
  return used;
}

/// Looks at what the header says of the body, and refuses what two programs might read differently.
void RequestReader::Inner::begin_body() {
  const Headers& headers = request.headers;
  const bool modern = parser.modern();
  const bool encoded = headers.has("Transfer-Encoding");
  const std::size_t lengths = count_of(headers, "Content-Length");
  const std::size_t hosts = count_of(headers, "Host");
  if (hosts > 1 || (modern && hosts == 0) || lengths > 1 || (encoded && lengths > 0) ||
      (encoded && !modern)) {
    return fail(400, {"请求头缺项或自相矛盾", "the header lacks something or contradicts itself"});
  }
  if (encoded && !same_word(headers.find("Transfer-Encoding"), "chunked")) {
    return fail(501, {"不支持这种传输编码", "this transfer coding is not supported"});
  }
  auto target = read_target(request.target);
  if (!target) return fail(400, {"网址有误", "the address is malformed"});
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  const std::string_view expected = headers.find("Expect");
  if (!expected.empty() && !same_word(expected, "100-continue")) {
    return fail(417, {"不支持 Expect 的内容", "this Expect is not supported"});
  }
  chunked = encoded;
  if (const auto length = parser.content_length()) declared = *length;
  if (declared > limits.body_bytes) return too_large();
  state = chunked || declared > 0 ? State::body : State::done;
  waits = state == State::body && modern && !expected.empty();
}

std::size_t RequestReader::Inner::put_body(std::string_view bytes) {
  std::string& body = request.body;
  if (chunked) {
    const std::size_t used = chunks.put(bytes, body);
    if (chunks.state() == ChunkReader::State::done) state = State::done;
    if (chunks.state() == ChunkReader::State::too_large) too_large();
    if (chunks.state() == ChunkReader::State::damaged) {
      fail(400, {"分块传输的格式有误", "the chunks of the body are damaged"});
    }
    return used;
  }
  const auto left = static_cast<std::size_t>(declared) - body.size();
  const std::size_t used = std::min(left, bytes.size());
  if (body.size() + used > body.capacity()) {
    // Never more than was declared, never much more than has come.
    const std::size_t room = std::max(first_room, 2 * (body.size() + used));
    body.reserve(std::min(room, static_cast<std::size_t>(declared)));
  }
  body.append(bytes.substr(0, used));
  if (used == left) state = State::done;
  return used;
}

RequestReader::RequestReader(const Limits& limits) : inner_(std::make_unique<Inner>(limits)) {}
RequestReader::~RequestReader() = default;

std::size_t RequestReader::put(std::string_view bytes) {
  switch (inner_->state) {
    case State::head:
      return inner_->put_head(bytes);
    case State::body:
      return inner_->put_body(bytes);
    default:
      return 0;
  }
}

RequestReader::State RequestReader::state() const { return inner_->state; }
bool RequestReader::begun() const { return inner_->begun; }
Request& RequestReader::request() { return inner_->request; }
bool RequestReader::waits_for_continue() const { return inner_->waits; }
bool RequestReader::keep_alive() const { return inner_->parser.keep_alive(); }
std::uint64_t RequestReader::declared_bytes() const { return inner_->declared; }
int RequestReader::status() const { return inner_->status; }
const Message& RequestReader::reason() const { return inner_->reason; }

}  // namespace duibiao::server
