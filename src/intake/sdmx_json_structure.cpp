#include "intake/sdmx_json_structure.h"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace duibiao::intake {
namespace {

using Token = JsonPull::Token;

constexpr std::size_t joined_bytes = 64 << 10;  // of the parts of a value; what is more is left out

/// One more name for a code, unless it is there.
void add_line(std::string& lines, std::string_view line) {
  if (line.empty() || lines.size() + line.size() > joined_bytes) return;
  for (std::size_t from = 0; from <= lines.size();) {
    const std::size_t end = std::min(lines.find('\n', from), lines.size());
    if (std::string_view(lines).substr(from, end - from) == line) return;
    from = end + 1;
  }
  if (!lines.empty()) lines += '\n';
  for (const char c : line) lines += c == '\n' ? ' ' : c;
}

/// Calls `take(key, token)` for each member of the object that has just begun; `take` reads the
/// whole value.
template <class Take>
Status each_member(JsonPull& json, Take take) {
  for (;;) {
    const auto token = json.next();
    if (!token) return tl::unexpected(token.error());
    if (*token == Token::end_object) return {};
    const std::string key(json.text());
    const auto value = json.next();
    if (!value) return tl::unexpected(value.error());
    if (auto taken = take(std::string_view(key), *value); !taken) return taken;
  }
}

/// Calls `take(token)` for each element of the array that has just begun.
template <class Take>
Status each_item(JsonPull& json, Take take) {
  for (;;) {
    const auto token = json.next();
    if (!token) return tl::unexpected(token.error());
    if (*token == Token::end_array) return {};
    if (auto taken = take(*token); !taken) return taken;
  }
}

}  // namespace

Result<JsonRaw> read_json_raw(JsonPull& json, Token first) {
  using Kind = JsonRaw::Kind;
  switch (first) {
    case Token::null:
      return JsonRaw{};
    case Token::number:
      return JsonRaw{Kind::number, std::string(json.text())};
    case Token::string:
    case Token::boolean:
      return JsonRaw{Kind::text, std::string(json.text())};
    default:
      break;
  }
  JsonRaw out{Kind::text, {}};
  int depth = 1;
  while (depth > 0) {
    const auto token = json.next();
    if (!token) return tl::unexpected(token.error());
    if (*token == Token::begin_object || *token == Token::begin_array) ++depth;
    if (*token == Token::end_object || *token == Token::end_array) --depth;
    const bool part =
        *token == Token::string || *token == Token::number || *token == Token::boolean;
    if (!part || out.text.size() + json.text().size() > joined_bytes) continue;
    if (!out.text.empty()) out.text += " / ";
    out.text += json.text();
  }
  if (out.text.empty()) out.kind = Kind::none;
  return out;
}

Result<std::vector<JsonRaw>> read_json_raws(JsonPull& json) {
  constexpr std::size_t raws_max = 4'096;  // measures, attributes and annotations of one thing
  std::vector<JsonRaw> out;
  const Status read = each_item(json, [&](Token token) -> Status {
    auto raw = read_json_raw(json, token);
    if (!raw) return tl::unexpected(raw.error());
    if (out.size() < raws_max) out.push_back(std::move(*raw));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return out;
}

std::vector<const JsonComponent*> JsonStructure::by_key_position() const {
  // By position, then as they stand; a time dimension without a position is the last.
  std::vector<std::tuple<unsigned, std::size_t, const JsonComponent*>> order;
  for (const auto* level : {&dimensions.data_set, &dimensions.series, &dimensions.observation}) {
    for (const JsonComponent& one : *level) {
      order.emplace_back(static_cast<unsigned>(one.key_position), order.size(), &one);
    }
  }
  std::ranges::sort(order);
  std::vector<const JsonComponent*> out;
  for (const auto& [position, place, one] : order) out.push_back(one);
  return out;
}

Status JsonStructureReader::count(std::size_t bytes) {
  bytes_ += bytes;
  if (bytes_ <= limit::sdmx_structure_bytes) return {};
  return fail(ErrorCode::over_limit,
              {"SDMX-JSON 的结构部分过大", "the structure of the SDMX-JSON message is too large"},
              {"请分次查询（按指标、地区或年份）", "ask for less at a time"},
              {.file = json_.name(), .sheet = {}, .cell = {}, .line = json_.line()});
}

Result<JsonStructure> JsonStructureReader::read() {
  JsonStructure out;
  const Status read = each_member(json_, [&](std::string_view key, Token value) -> Status {
    const bool object = value == Token::begin_object;
    if (key == "dimensions" && object) return read_levels(out.dimensions, SdmxRole::dimension);
    if (key == "measures" && object) return read_levels(out.measures, SdmxRole::measure);
    if (key == "attributes" && object) return read_levels(out.attributes, SdmxRole::attribute);
    if (key == "links" && value == Token::begin_array) return read_links(out);
    if (key == "name" && value == Token::string && out.name.empty()) {
      out.name = std::string(json_.text());
      return {};
    }
    return json_.skip(value);
  });
  if (!read) return tl::unexpected(read.error());
  return out;
}

/// The first link with a URN says which flow or structure it is, as «DB:CITY(1.0)».
Status JsonStructureReader::read_links(JsonStructure& structure) {
  bool found = false;
  return each_item(json_, [&](Token item) -> Status {
    if (item != Token::begin_object) return json_.skip(item);
    return each_member(json_, [&](std::string_view key, Token value) -> Status {
      if (key != "urn" || value != Token::string || found) return json_.skip(value);
      const std::string_view urn = json_.text();
      found = true;
      structure.name = std::string(urn.substr(urn.rfind('=') + 1));
      return {};
    });
  });
}

Status JsonStructureReader::read_levels(JsonStructure::Levels& levels, SdmxRole role) {
  return each_member(json_, [&](std::string_view key, Token value) -> Status {
    std::vector<JsonComponent>* to = key == "dataSet"          ? &levels.data_set
                                     : key == "dimensionGroup" ? &levels.group
                                     : key == "series"         ? &levels.series
                                     : key == "observation"    ? &levels.observation
                                                               : nullptr;
    if (to == nullptr || value != Token::begin_array) return json_.skip(value);
    return read_components(*to, role);
  });
}

Status JsonStructureReader::read_components(std::vector<JsonComponent>& to, SdmxRole role) {
  return each_item(json_, [&](Token item) -> Status {
    if (item != Token::begin_object) return json_.skip(item);
    auto component = read_component(role);
    if (!component) return tl::unexpected(component.error());
    to.push_back(std::move(*component));
    return {};
  });
}

Result<JsonComponent> JsonStructureReader::read_component(SdmxRole role) {
  JsonComponent out;
  bool time = false;
  const Status read = each_member(json_, [&](std::string_view key, Token value) -> Status {
    if (key == "id" && value == Token::string) {
      out.id = std::string(json_.text());
      return count(out.id.size());
    }
    if (key == "keyPosition" && value == Token::number) {
      const std::string_view text = json_.text();
      (void)std::from_chars(text.data(), text.data() + text.size(), out.key_position);
      return {};
    }
    if (key == "default") {
      auto raw = read_json_raw(json_, value);
      if (!raw) return tl::unexpected(raw.error());
      out.fallback = std::move(raw->text);
      return {};
    }
    if ((key == "role" || key == "roles") && value == Token::begin_array) return read_role(time);
    if (key == "role" && value == Token::string) {
      time = time || json_.text() == "time" || json_.text() == "TIME_PERIOD";
      return {};
    }
    if (key == "values" && value == Token::begin_array) return read_values(out);
    return json_.skip(value);
  });
  if (!read) return tl::unexpected(read.error());
  if (time && role == SdmxRole::dimension) role = SdmxRole::time;
  const auto number = components_.take(out.id, role);
  if (!number) return tl::unexpected(number.error());
  out.number = *number;
  const bool labelled =
      std::ranges::any_of(out.values, [](const JsonCode& code) { return !code.label.empty(); });
  if (labelled) components_.at(out.number).labelled = true;
  return out;
}

Status JsonStructureReader::read_role(bool& time) {
  return each_item(json_, [&](Token item) -> Status {
    if (item == Token::string && json_.text() == "TIME_PERIOD") time = true;
    return json_.skip(item);
  });
}

Status JsonStructureReader::read_values(JsonComponent& component) {
  component.coded = true;
  return each_item(json_, [&](Token item) -> Status {
    JsonCode code;
    if (item == Token::begin_object) {
      auto read = read_code();
      if (!read) return tl::unexpected(read.error());
      code = std::move(*read);
    } else {
      auto raw = read_json_raw(json_, item);
      if (!raw) return tl::unexpected(raw.error());
      code.id = std::move(raw->text);
    }
    const Status counted = count(code.id.size() + code.label.size() + sizeof code);
    component.values.push_back(std::move(code));
    return counted;
  });
}

Result<JsonCode> JsonStructureReader::read_code() {
  JsonCode out;
  std::string value_text;
  const Status read = each_member(json_, [&](std::string_view key, Token value) -> Status {
    if (key == "id" && value == Token::string) {
      out.id = std::string(json_.text());
      return {};
    }
    if (key == "name" && value == Token::string) {
      add_line(out.label, json_.text());
      return {};
    }
    if ((key == "names" || key == "name") && value == Token::begin_object) {
      return read_names(out.label);
    }
    if (key == "value" || key == "values") {
      auto raw = read_json_raw(json_, value);
      if (!raw) return tl::unexpected(raw.error());
      value_text = std::move(raw->text);
      return {};
    }
    return json_.skip(value);
  });
  if (!read) return tl::unexpected(read.error());
  if (out.id.empty()) out.id = std::move(value_text);
  // Texts that are no codes stand in the name alone.
  if (out.id.empty()) std::swap(out.id, out.label);
  if (out.id == out.label) out.label.clear();
  return out;
}

Status JsonStructureReader::read_names(std::string& label) {
  return each_member(json_, [&](std::string_view, Token value) -> Status {
    if (value == Token::string) add_line(label, json_.text());
    return json_.skip(value);
  });
}

}  // namespace duibiao::intake
