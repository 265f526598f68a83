#include "server/api/openapi.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/api/asked.h"

namespace duibiao::server {
namespace {

using render::Json;

/// The first fields of each document of ours, by their JSON types («strings» and «objects» are
/// arrays of them); docs/json.md says the rest.
struct Field {
  std::string_view name;
  std::string_view type;
};
struct Shape {
  std::string_view schema;
  std::vector<Field> fields;
};

const std::vector<Shape>& shapes() {
  static const std::vector<Shape> all = {
      {"duibiao.indicators/1", {{"indicators", "objects"}}},
      {"duibiao.places/1", {{"places", "objects"}, {"groups", "objects"}}},
      {"duibiao.holdings/1",
       {{"version", "integer"},
        {"figures", "integer"},
        {"places", "objects"},
        {"indicators", "objects"},
        {"periods", "strings"},
        {"groups", "objects"}}},
      {"duibiao.figures/1", {{"figures", "objects"}}},
      {"duibiao.show/1", {{"measures", "objects"}}},
      {"duibiao.series/1",
       {{"indicator", "object"},
        {"measure", "string"},
        {"grid", "string"},
        {"unit", "string"},
        {"periods", "strings"},
        {"series", "objects"}}},
      {"duibiao.rank/1",
       {{"indicator", "object"},
        {"period", "string"},
        {"by", "string"},
        {"standings", "objects"},
        {"missing", "objects"}}},
      {"duibiao.gap/1", {{"place", "object"}, {"gaps", "objects"}}},
      {"duibiao.brief/1",
       {{"place", "object"},
        {"period", "string"},
        {"items", "objects"},
        {"sentences", "strings"},
        {"notes", "objects"}}},
      {"duibiao.revisions/1", {{"revisions", "objects"}}},
      {"duibiao.check/1",
       {{"format", "string"},
        {"text", "string"},
        {"claims", "objects"},
        {"ignored", "objects"},
        {"findings", "objects"},
        {"usage", "objects"},
        {"remarks", "objects"},
        {"summary", "object"}}},
      {"duibiao.import/1", {{"files", "objects"}}},
      {"duibiao.job/1",
       {{"id", "string"},
        {"state", "string"},
        {"files", "strings"},
        {"rows", "integer"},
        {"figures", "integer"}}},
      {"duibiao.jobs/1", {{"jobs", "objects"}}},
      {"duibiao.held/1", {{"held", "objects"}}},
      {"duibiao.name/1", {{"alias", "string"}, {"of", "string"}}},
      {"duibiao.session/1",
       {{"csrf", "string"}, {"anonymous_read", "boolean"}, {"setup", "boolean"}}},
      {"duibiao.users/1", {{"users", "objects"}}},
      {"duibiao.tokens/1", {{"tokens", "objects"}}},
      {"duibiao.token/1",
       {{"id", "string"},
        {"name", "string"},
        {"owner", "string"},
        {"role", "string"},
        {"made", "string"},
        {"expires", "string"}}}};
  return all;
}

bool is_schema(std::string_view answers) { return answers.starts_with("duibiao."); }

Json schema_of(std::string_view type) {
  if (!type.ends_with('s')) return {{"type", type}};
  return {{"type", "array"}, {"items", {{"type", type.substr(0, type.size() - 1)}}}};
}

Json component(std::string_view schema) {
  Json properties = {{"schema", {{"const", schema}}}};
  Json required = {"schema"};
  const auto shape = std::ranges::find(shapes(), schema, &Shape::schema);
  if (shape != shapes().end()) {
    for (const Field& field : shape->fields) {
      properties[std::string(field.name)] = schema_of(field.type);
      required.push_back(field.name);
    }
  }
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", true}};
}

Json problem_component() {
  const Json text = {{"type", "string"}};
  return {{"type", "object"},
          {"properties",
           {{"type", text},
            {"title", text},
            {"status", {{"type", "integer"}}},
            {"detail", text},
            {"instance", text},
            {"code", text},
            {"advice", text},
            {"errors", schema_of("objects")}}},
          {"required", {"type", "title", "status", "detail", "code", "errors"}}};
}

Json query_parameter(const Parameter& parameter, Language language) {
  Json schema = {{"type", "string"}};
  if (!parameter.values.empty()) schema["enum"] = parameter.values;
  return {{"name", parameter.name},
          {"in", "query"},
          {"description", in(language, parameter.what)},
          {"required", parameter.required},
          {"schema", std::move(schema)}};
}

Json parameters_of(const Route& route, Language language) {
  Json out = Json::array();
  std::string_view rest = route.pattern;
  for (std::size_t at = rest.find('{'); at != std::string_view::npos; at = rest.find('{')) {
    rest.remove_prefix(at + 1);
    std::string name(rest.substr(0, rest.find('}')));
    if (name.ends_with('*')) name.pop_back();
    out.push_back(
        {{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
  }
  for (const Parameter& parameter : route.parameters) {
    out.push_back(query_parameter(parameter, language));
  }
  out.push_back(
      query_parameter({"lang",
                       {"语言（缺省按 Accept-Language）", "language (default: Accept-Language)"},
                       false,
                       {"zh", "en"}},
                      language));
  return out;
}

Json content_of(const Route& route) {
  if (!is_schema(route.answers)) {
    return {{route.answers.empty() ? "application/json" : route.answers, Json::object()}};
  }
  Json out;
  out["application/json"]["schema"]["$ref"] =
      "#/components/schemas/" + component_name(route.answers);
  const auto forms =
      std::ranges::find(route.parameters, std::string_view("format"), &Parameter::name);
  if (forms == route.parameters.end()) return out;
  for (const Format format :
       {Format::csv, Format::xlsx, Format::json_stat, Format::html, Format::docx}) {
    if (std::ranges::find(forms->values, name_of(format)) == forms->values.end()) continue;
    out[std::string(media_type_of(format))] = Json::object();
  }
  return out;
}

Json responses_of(const Route& route, Language language) {
  Json out;
  out["200"] = {{"description", in(language, {"答复", "the answer"})},
                {"content", content_of(route)}};
  if (route.answers == "duibiao.import/1") {
    Json job;
    job["application/json"]["schema"]["$ref"] =
        "#/components/schemas/" + component_name("duibiao.job/1");
    out["202"] = {{"description", in(language, {"已作为任务开始，见 Location",
                                                "it has become a job: see Location"})},
                  {"content", std::move(job)}};
  }
  if (route.method == Method::get && is_schema(route.answers)) {
    out["304"] = {{"description", in(language, {"没有变化", "nothing has changed"})}};
  }
  Json problem;
  problem["application/problem+json"]["schema"]["$ref"] = "#/components/schemas/problem";
  out["default"] = {{"description", in(language, {"出错（RFC 9457）", "a problem (RFC 9457)"})},
                    {"content", std::move(problem)}};
  return out;
}

std::string method_key(Method method) {
  std::string out(name_of(method));
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::string operation_id(const Route& route) {
  std::string out = method_key(route.method);
  for (const char c : route.pattern) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) {
      out += c;
    } else if (out.back() != '_' && c != '}' && c != '*') {
      out += '_';
    }
  }
  return out;
}

/// What a program that shows the description puts routes together by.
struct Group {
  std::string_view tag;
  Message what;
  std::vector<std::string_view> paths;  ///< what follows /api/v1/, or begins the path
};

const std::vector<Group>& groups() {
  static const std::vector<Group> all = {
      {"read",
       {"读取数据和时间序列", "figures and series"},
       {"catalogue", "places", "holdings", "figures", "measures", "series", "revisions"}},
      {"compare", {"排名、差距、简报", "rankings, gaps, briefs"}, {"ranks", "gaps", "brief"}},
      {"check", {"核稿", "checking drafts"}, {"check"}},
      {"store",
       {"导入、撤销、名称、日志", "imports, undoing, names, the log"},
       {"imports", "jobs", "batches", "held", "names", "log", "events"}},
      {"accounts",
       {"登录、账号、令牌", "signing in, accounts, tokens"},
       {"session", "setup", "users", "tokens", "password"}},
      {"sdmx", {"SDMX 接口", "SDMX"}, {"/sdmx/"}},
      {"service", {"接口说明和运行状况", "the description, and how the program is"}, {}}};
  return all;
}

std::string_view tag_of(const Route& route) {
  constexpr std::string_view base = "/api/v1/";
  const std::string_view path = route.pattern;
  const std::string_view name =
      path.starts_with(base) ? path.substr(base.size(), path.find('/', base.size()) - base.size())
                             : path;
  for (const Group& group : groups()) {
    for (const std::string_view one : group.paths) {
      if (one.starts_with('/') ? name.starts_with(one) : name == one) return group.tag;
    }
  }
  return groups().back().tag;
}

Json tags(Language language) {
  Json out = Json::array();
  for (const Group& group : groups()) {
    out.push_back({{"name", group.tag}, {"description", in(language, group.what)}});
  }
  return out;
}

/// Who may ask, and where the form of the answer is told.
std::string description_of(const Route& route, Language language) {
  const bool zh = language == Language::zh;
  std::string out = route.role == Role::nobody ? (zh ? "不必登录。" : "Open to everybody.")
                    : zh ? fmt::format("需要的角色：{}。", name_of(route.role))
                         : fmt::format("Needs the role {}.", name_of(route.role));
  if (is_schema(route.answers)) {
    out += zh ? fmt::format("答复为 {}，见 docs/json.md。", route.answers)
              : fmt::format(" Answers {}, see docs/json.md.", route.answers);
  }
  return out;
}

Json operation_of(const Route& route, Language language) {
  Json out = {{"operationId", operation_id(route)},
              {"tags", {tag_of(route)}},
              {"summary", in(language, route.summary)},
              {"description", description_of(route, language)},
              {"parameters", parameters_of(route, language)}};
  if (!route.accepts.empty()) {
    Json content;
    for (const std::string& type : route.accepts) content[type] = Json::object();
    out["requestBody"] = {{"required", true}, {"content", std::move(content)}};
  }
  out["responses"] = responses_of(route, language);
  out["x-role"] = name_of(route.role);
  if (route.role == Role::nobody) {
    out["security"] = Json::array();
  } else if (route.changes) {
    out["security"] = {{{"session", Json::array()}, {"change", Json::array()}},
                       {{"token", Json::array()}}};
  }
  return out;
}

}  // namespace

std::string component_name(std::string_view schema) {
  std::string out(schema);
  std::ranges::replace(out, '/', '.');
  return out;
}

Json openapi(std::span<const Route> routes, std::string_view version, Language language) {
  Json out = {{"openapi", "3.1.0"}};
  out["info"] = {
      {"title", in(language, {"对标", "Duibiao"})},
      {"version", version.empty() ? "0" : version},
      {"description", in(language, {"一个城市和它的对标城市的统计数据：读取、比较、核稿、导入。",
                                    "A city's figures and its peers': reading, comparing, checking "
                                    "drafts, importing."})}};
  out["info"]["contact"]["name"] = in(language, {"对标项目", "the Duibiao project"});
  // Wherever the description was fetched from.
  out["servers"] = {{{"url", "/"}}};
  out["tags"] = tags(language);
  Json components = Json::object();
  out["paths"] = Json::object();
  for (const Route& route : routes) {
    std::string path = route.pattern;
    if (path.ends_with("*}")) path.erase(path.size() - 2, 1);
    out["paths"][path][method_key(route.method)] = operation_of(route, language);
    if (is_schema(route.answers)) {
      components[component_name(route.answers)] = component(route.answers);
    }
  }
  components["problem"] = problem_component();
  out["components"]["schemas"] = std::move(components);
  out["components"]["securitySchemes"] = {
      {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "duibiao_session"}}},
      {"change", {{"type", "apiKey"}, {"in", "header"}, {"name", "X-CSRF-Token"}}},
      {"token", {{"type", "http"}, {"scheme", "bearer"}}}};
  out["security"] = {{{"session", Json::array()}}, {{"token", Json::array()}}};
  return out;
}

}  // namespace duibiao::server
