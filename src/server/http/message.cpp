#include "server/http/message.h"

#include <algorithm>
#include <array>

#include "server/http/target.h"

namespace duibiao::server {
namespace {

/// More names and values than any page of ours sends; the rest is left out.
constexpr std::size_t query_pairs_max = 1000;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string_view name_of(Method method) {
  static constexpr std::array<std::string_view, 8> names = {"GET",   "HEAD",   "POST",    "PUT",
                                                            "PATCH", "DELETE", "OPTIONS", "OTHER"};
  return names[static_cast<std::size_t>(method)];
}

void Headers::add(std::string name, std::string value) {
  fields_.emplace_back(std::move(name), std::move(value));
}

void Headers::set(std::string_view name, std::string value) {
  std::erase_if(fields_, [name](const auto& field) { return same_word(field.first, name); });
  fields_.emplace_back(std::string(name), std::move(value));
}

std::string_view Headers::find(std::string_view name) const {
  const auto at = std::ranges::find_if(
      fields_, [name](const auto& field) { return same_word(field.first, name); });
  return at == fields_.end() ? std::string_view() : std::string_view(at->second);
}

bool Headers::has(std::string_view name) const {
  return std::ranges::any_of(fields_,
                             [name](const auto& field) { return same_word(field.first, name); });
}

Query Query::parse(std::string_view text) {
  Query query;
  while (!text.empty() && query.values_.size() < query_pairs_max) {
    const std::size_t end = text.find('&');
    const std::string_view pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    query.values_.emplace_back(percent_decoded(pair.substr(0, equals), Plus::is_space),
                               percent_decoded(value, Plus::is_space));
  }
  return query;
}

std::optional<std::string_view> Query::find(std::string_view name) const {
  const auto at =
      std::ranges::find_if(values_, [name](const auto& pair) { return pair.first == name; });
  if (at == values_.end()) return std::nullopt;
  return std::string_view(at->second);
}

std::string_view Query::get(std::string_view name) const {
  return find(name).value_or(std::string_view());
}

Response Response::text(int status, std::string body, std::string content_type) {
  Response response;
  response.status = status;
  response.headers.add("Content-Type", std::move(content_type));
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

}  // namespace duibiao::server
