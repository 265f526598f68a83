#include "server/http/problem.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "server/http/negotiate.h"
#include "server/http/target.h"

namespace duibiao::server {
namespace {

struct Title {
  int status;
  Message text;
};

const Message& title_of(int status) {
  static const Title titles[] = {
      {400, {"请求有误", "Bad request"}},
      {401, {"尚未登录", "Not signed in"}},
      {403, {"没有权限", "Not allowed"}},
      {404, {"没有找到", "Not found"}},
      {405, {"不支持这种请求方法", "Method not allowed"}},
      {406, {"没有所要的格式", "No such format"}},
      {408, {"请求超时", "The request took too long"}},
      {409, {"与现有内容冲突", "Conflict"}},
      {412, {"内容已有变化", "It has changed meanwhile"}},
      {413, {"请求内容过大", "Request body too large"}},
      {414, {"网址过长", "Address too long"}},
      {415, {"不支持这种内容类型", "Unsupported type of content"}},
      {422, {"内容无法处理", "The content cannot be used"}},
      {428, {"缺少前提条件", "A precondition is missing"}},
      {429, {"请求过于频繁", "Too many tries"}},
      {431, {"请求头过大", "Request header too large"}},
      {500, {"服务器内部错误", "Internal error"}},
      {501, {"尚不支持", "Not supported"}},
      {503, {"服务器繁忙", "The server is busy"}},
  };
  static const Message other = {"出错", "Error"};
  for (const Title& title : titles) {
    if (title.status == status) return title.text;
  }
  return other;
}

/// Where in the caller's input; empty when the error does not say.
nlohmann::ordered_json place_of(const Position& where) {
  auto place = nlohmann::ordered_json::object();
  if (!where.file.empty()) place["file"] = where.file;
  if (!where.sheet.empty()) place["sheet"] = where.sheet;
  if (!where.cell.empty()) place["cell"] = where.cell;
  if (where.line != 0) place["line"] = where.line;
  if (where.column != 0) place["column"] = where.column;
  return place;
}

Response answer(int status, const nlohmann::ordered_json& document) {
  // Bytes that are no UTF-8 came with the caller's own input; they must not cost the answer.
  std::string text =
      document.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  Response response = Response::text(status, std::move(text), "application/problem+json");
  response.headers.add("Cache-Control", "no-store");
  if (status == 429 || status == 503) response.headers.add("Retry-After", "1");
  return response;
}

nlohmann::ordered_json begin(int status, const std::string& detail, std::string_view instance,
                             Language language) {
  return {{"type", "about:blank"},
          {"title", in(language, title_of(status))},
          {"status", status},
          {"detail", detail},
          {"instance", percent_encoded_path(instance)}};
}

}  // namespace

int status_of(const Error& error) {
  switch (static_cast<int>(error.code) / 1000) {
    case 1:
      return 400;
    case 2:
      return error.code == ErrorCode::over_limit ? 413 : 422;
    case 3:
      return 404;
    case 4:
      return 503;
    default:
      return 500;
  }
}

Error without_folder(Error error) {
  std::string& file = error.where.file;
  const std::size_t folder = file.find_last_of("/\\");
  if (folder != std::string::npos) file.erase(0, folder + 1);
  return error;
}

Response problem(const Error& error, std::string_view instance, Language language) {
  const int status = status_of(error);
  const std::string code = fmt::format("DB{}", static_cast<int>(error.code));
  nlohmann::ordered_json document = begin(status, in(language, error.message), instance, language);
  document["code"] = code;
  if (const std::string& advice = in(language, error.advice); !advice.empty()) {
    document["advice"] = advice;
  }
  document["errors"] = nlohmann::ordered_json::array();
  if (nlohmann::ordered_json place = place_of(without_folder(error).where); !place.empty()) {
    place["code"] = code;
    place["detail"] = in(language, error.message);
    document["errors"].push_back(std::move(place));
  }
  return answer(status, document);
}

Response problem(int status, const Message& detail, std::string_view instance, Language language) {
  nlohmann::ordered_json document = begin(status, in(language, detail), instance, language);
  document["code"] = fmt::format("HTTP{}", status);
  document["errors"] = nlohmann::ordered_json::array();
  return answer(status, document);
}

Language language_of(const Request& request) {
  const std::string_view asked = request.query.get("lang");
  if (asked == "en") return Language::en;
  if (asked == "zh") return Language::zh;
  int best = 0;
  Language language = Language::zh;
  for (const Choice& choice : choices_of(request.headers.find("Accept-Language"))) {
    const std::string_view primary = choice.value.substr(0, choice.value.find('-'));
    const bool english = same_word(primary, "en");
    if ((english || same_word(primary, "zh")) && choice.quality > best) {
      best = choice.quality;
      language = english ? Language::en : Language::zh;
    }
  }
  return language;
}

}  // namespace duibiao::server
