#include "server/api/asked.h"

#include <fmt/format.h>

#include <algorithm>

#include "workspace/named.h"

namespace duibiao::server {
namespace {

/// No name of a place, an indicator or a period is longer; looking for the nearest names costs in
/// proportion to it.
constexpr std::size_t longest_name = 200;

/// The value of a parameter, each of its names within measure.
Result<std::string> value_of(const Call& call, std::string_view name) {
  std::string value(call.query(name));
  for (const std::string& one : workspace::split_list(value)) {
    if (one.size() > longest_name) {
      return bad_parameter(name, {"名称过长", "a name is too long"});
    }
  }
  return value;
}

tl::unexpected<Error> absent(std::string_view name) {
  return bad_parameter(name, {"必须给出", "it is required"});
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// A wrong value of a parameter, with its name before what is wrong.
Error of_parameter(Error error, std::string_view name) {
  error = with_addresses(std::move(error));
  error.message = {fmt::format("参数 {}：{}", name, error.message.zh),
                   fmt::format("parameter {}: {}", name, error.message.en)};
  return error;
}

template <class T>
Result<T> named(Result<T> found, std::string_view name) {
  if (!found) return tl::unexpected(of_parameter(found.error(), name));
  return found;
}

}  // namespace

std::string_view name_of(Format format) {
  switch (format) {
    case Format::json:
      return "json";
    case Format::csv:
      return "csv";
    case Format::xlsx:
      return "xlsx";
    case Format::html:
      return "html";
    case Format::docx:
      return "docx";
    case Format::json_stat:
      break;
  }
  return "json-stat";
}

std::string_view media_type_of(Format format) {
  switch (format) {
    case Format::json:
      return "application/json";
    case Format::csv:
      return "text/csv; charset=utf-8";
    case Format::xlsx:
      return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case Format::html:
      return "text/html; charset=utf-8";
    case Format::docx:
      return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    case Format::json_stat:
      break;
  }
  return "application/vnd.json-stat+json";
}

Error with_addresses(Error error) {
  struct Same {
    std::string_view command;
    std::string_view address;
  };
  static constexpr Same same[] = {
      {"duibiao places", "GET /api/v1/places"},
      {"duibiao indicators", "GET /api/v1/catalogue"},
      {"duibiao log", "GET /api/v1/batches"},
      {"duibiao held", "GET /api/v1/held"},
      {"duibiao undo", "DELETE /api/v1/batches/{id}"},
  };
  for (const Same& one : same) {
    replace_all(error.advice.zh, one.command, one.address);
    replace_all(error.advice.en, one.command, one.address);
  }
  return error;
}

tl::unexpected<Error> bad_parameter(std::string_view name, const Message& why) {
  return fail(ErrorCode::bad_argument, {fmt::format("参数 {}：{}", name, why.zh),
                                        fmt::format("parameter {}: {}", name, why.en)});
}

Result<PlaceId> place_if_asked(const Asked& asked, std::string_view name) {
  const auto value = value_of(asked.call, name);
  if (!value) return tl::unexpected(value.error());
  if (value->empty()) return PlaceId{};
  return named(asked.words().places.resolve(*value), name);
}

Result<PlaceId> place_asked(const Asked& asked, std::string_view name) {
  auto place = place_if_asked(asked, name);
  if (place && !place->known()) return absent(name);
  return place;
}

Result<std::vector<PlaceId>> places_asked(const Asked& asked, std::string_view name) {
  const auto value = value_of(asked.call, name);
  if (!value) return tl::unexpected(value.error());
  return named(workspace::places_named(asked.words(), *value), name);
}

Result<std::vector<IndicatorId>> indicators_asked(const Asked& asked) {
  const auto value = value_of(asked.call, "indicator");
  if (!value) return tl::unexpected(value.error());
  return named(workspace::indicators_named(asked.words(), *value), "indicator");
}

Result<IndicatorId> indicator_asked(const Asked& asked) {
  const auto value = value_of(asked.call, "indicator");
  if (!value) return tl::unexpected(value.error());
  if (value->empty()) return absent("indicator");
  return named(asked.words().catalogue.resolve(*value), "indicator");
}

Result<Period> period_if_asked(const Asked& asked, std::string_view name) {
  const auto value = value_of(asked.call, name);
  if (!value) return tl::unexpected(value.error());
  if (value->empty()) return Period{};
  return named(workspace::period_named(*value), name);
}

Result<std::vector<PlaceId>> group_asked(const Asked& asked, PlaceId place) {
  const auto value = value_of(asked.call, "group");
  if (!value) return tl::unexpected(value.error());
  return named(workspace::group_named(asked.words(), *value, place), "group");
}

Result<std::string> word_asked(const Asked& asked, std::string_view name,
                               const std::vector<std::string>& allowed,
                               std::string_view otherwise) {
  std::string value = asked.get(name);
  if (value.empty()) return std::string(otherwise);
  if (std::ranges::find(allowed, value) != allowed.end()) return value;
  return bad_parameter(name, {fmt::format("应为 {} 之一", fmt::join(allowed, "、")),
                              fmt::format("it must be one of {}", fmt::join(allowed, ", "))});
}

Result<bool> flag_asked(const Call& call, std::string_view name, bool otherwise) {
  const std::string_view value = call.query(name);
  if (value.empty()) return otherwise;
  if (value == "1" || value == "true" || value == "yes") return true;
  if (value == "0" || value == "false" || value == "no") return false;
  return bad_parameter(name, {"应为 1 或 0", "it must be 1 or 0"});
}

Status only_known_parameters(const Call& call, const std::vector<Parameter>& parameters) {
  for (const auto& [name, value] : call.request.query.all()) {
    if (name == "lang" || name == "format" || name == "bom") continue;
    if (std::ranges::any_of(parameters, [&](const Parameter& p) { return p.name == name; })) {
      continue;
    }
    std::vector<std::string> known;
    for (const Parameter& parameter : parameters) known.push_back(parameter.name);
    for (const char* everywhere : {"lang", "format", "bom"}) {
      if (std::ranges::find(known, everywhere) == known.end()) known.emplace_back(everywhere);
    }
    const std::string shown = name.substr(0, longest_name);
    return fail(ErrorCode::bad_argument,
                {fmt::format("没有参数「{}」", shown), fmt::format("no parameter “{}”", shown)},
                {fmt::format("可用的参数：{}。", fmt::join(known, "、")),
                 fmt::format("There are: {}.", fmt::join(known, ", "))});
  }
  return {};
}

tl::unexpected<Error> no_figures(const Message& what) {
  return fail(ErrorCode::missing_figure, what,
              {"有哪些地区、指标和时期，见 /api/v1/holdings。",
               "/api/v1/holdings lists the places, indicators and periods there are."});
}

}  // namespace duibiao::server
