#include "sdmx/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "figure/sdmx_unit.h"
#include "sdmx/artefact_ids.h"
#include "sdmx/codes.h"
#include "text/utf8.h"

namespace duibiao::sdmx {
namespace {

/// Every dimension but one, to sort and to group by.
auto key_without(const Line& line, std::size_t dimension) {
  std::array<std::string_view, dimension_count> key;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (i != dimension) key.at(i) = line.code(i);
  }
  return key;
}

std::vector<Group> across(const DataSet& set, std::size_t dimension) {
  Group lines;
  for (const Series& series : set.series) {
    for (const Value& value : series.values) lines.push_back({&series, &value});
  }
  std::ranges::sort(lines, [&](const Line& a, const Line& b) {
    return std::tuple(key_without(a, dimension), a.code(dimension), a.value) <
           std::tuple(key_without(b, dimension), b.code(dimension), b.value);
  });
  std::vector<Group> out;
  for (const Line& line : lines) {
    const bool same =
        !out.empty() && key_without(out.back().front(), dimension) == key_without(line, dimension);
    if (!same) out.emplace_back();
    out.back().push_back(line);
  }
  return out;
}

Message status_name(std::string_view code) {
  if (code == "A") return {"正常", "Normal value"};
  if (code == "P") return {"初步", "Provisional value"};
  if (code == "E") return {"估计或推算", "Estimated or derived value"};
  if (code == "R") return {"修订", "Revised value"};
  return {"缺", "Missing value"};
}

constexpr std::array<cube::Method, 9> methods = {
    cube::Method::published,   cube::Method::spans,         cube::Method::stock_date,
    cube::Method::formula_sum, cube::Method::formula_ratio, cube::Method::formula_mean,
    cube::Method::levels,      cube::Method::rates,         cube::Method::levels_and_rates};

/// The length of the character at `text[i]`, or 0 when there is none in UTF-8.
std::size_t character_length(std::string_view text, std::size_t i) {
  const auto lead = static_cast<unsigned char>(text[i]);
  if (lead < 0x80) return 1;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const std::string_view one = text.substr(i, length);
  return one.size() == length && duibiao::text::is_valid_utf8(one) ? length : 0;
}

constexpr std::string_view replacement = "\xEF\xBF\xBD";

}  // namespace

AttributeValues attributes_of(const Value& value) {
  AttributeValues out;
  if (value.gone) return out;
  if (const auto unit = attributes_of(value.unit)) {
    out[0] = unit->measure;
    out[1] = fmt::format("{}", unit->multiplier);
  }
  out[2] = fmt::format("{}", value.value.scale());
  out[3] = duibiao::id_of(value.status);
  if (value.source != nullptr) {
    out[4] = value.source->name;
    out[5] = value.source->sheet;
  }
  out[6] = value.released.to_string();
  if (value.method) out[7] = id_of(*value.method);
  return out;
}

std::vector<Group> groups_of(const DataSet& set, std::optional<std::size_t> at_observation) {
  if (at_observation && *at_observation != time_dimension) return across(set, *at_observation);
  std::vector<Group> out;
  for (const Series& series : set.series) {
    if (at_observation || out.empty()) out.emplace_back();
    for (const Value& value : series.values) out.back().push_back({&series, &value});
  }
  return out;
}

Message name_of_code(const Vocabulary& words, std::size_t dimension, std::string_view code) {
  if (dimension == 0 && code.size() == 1) return name_of_frequency(code[0]);
  if (dimension == 1) {
    if (const auto place = place_coded(words, code)) {
      const Place& found = words.places.at(*place);
      return {found.zh, found.en.empty() ? found.zh : found.en};
    }
  }
  if (dimension == 2) {
    if (const auto id = indicator_coded(words, code)) {
      const Indicator& found = words.catalogue.at(*id);
      return {found.zh, found.en.empty() ? found.zh : found.en};
    }
  }
  if (dimension == 3) {
    if (const auto what = transformation_of(code)) return name_of(*what);
  }
  return {std::string(code), std::string(code)};
}

Message name_of_dimension(std::size_t dimension) {
  switch (dimension) {
    case 0:
      return {"频率", "Frequency"};
    case 1:
      return {"地区", "Reference area"};
    case 2:
      return {"指标", "Indicator"};
    case 3:
      return {"变换", "Transformation"};
    default:
      return {"时期", "Time period"};
  }
}

Message name_of_attribute(std::string_view id) {
  if (id == attribute::unit_measure) return {"计量单位", "Unit of measure"};
  if (id == attribute::unit_mult) return {"单位的十的幂次", "Unit multiplier, power of ten"};
  if (id == attribute::decimals) return {"公布的小数位数", "Decimals as published"};
  if (id == attribute::obs_status) return {"数据状态", "Observation status"};
  if (id == attribute::source) return {"来源", "Source"};
  if (id == attribute::sheet) return {"来源的工作表", "Sheet of the source"};
  if (id == attribute::released) return {"发布日期", "Day of release"};
  if (id == attribute::method) return {"推算方法", "How a derived value came about"};
  return {"数值", "Observation value"};
}

Message name_of_attribute_code(std::string_view id, std::string_view code) {
  if (id == attribute::unit_measure) {
    const auto found = std::ranges::find(unit_codes(), code, &UnitCode::id);
    if (found != unit_codes().end()) return {std::string(found->zh), std::string(found->en)};
  }
  if (id == attribute::obs_status) return status_name(code);
  if (id == attribute::method) {
    const auto found =
        std::ranges::find(methods, code, [](cube::Method method) { return id_of(method); });
    if (found != methods.end()) return cube::describe(*found);
  }
  return {};
}

std::string_view id_of(cube::Method method) {
  constexpr std::array<std::string_view, methods.size()> ids = {
      "PUBLISHED", "SPANS", "STOCK_DATE",      "SUM", "RATIO", "MEAN_RATIO",
      "LEVELS",    "RATES", "LEVELS_AND_RATES"};
  return ids.at(static_cast<std::size_t>(method));
}

std::string_view id_of(DataSet::Action action) {
  switch (action) {
    case DataSet::Action::replace:
      return "Replace";
    case DataSet::Action::remove:
      return "Delete";
    case DataSet::Action::information:
      break;
  }
  return "Information";
}

void append_xml(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = character_length(text, i);
    const char c = text[i];
    if (length == 0) {
      out += replacement;
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\n' || c == '\t' || c == '\r') {
      out += fmt::format("&#{};", static_cast<int>(c));
    } else if (const auto one = text.substr(i, length);
               one == "\xEF\xBF\xBE" || one == "\xEF\xBF\xBF") {
      out += replacement;
    } else if (length > 1 || static_cast<unsigned char>(c) >= 0x20) {
      out += one;
    }
    i += std::max<std::size_t>(length, 1);
  }
}

void append_json(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = character_length(text, i);
    const char c = text[i];
    if (length == 0) {
      out += replacement;
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += text.substr(i, length);
    }
    i += std::max<std::size_t>(length, 1);
  }
  out += '"';
}

void open_xml(std::string& out, std::string_view root, std::string_view attributes) {
  constexpr std::string_view base = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/";
  out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<mes:";
  out += root;
  out += fmt::format(
      " xmlns:mes=\"{0}message\" xmlns:com=\"{0}common\" xmlns:str=\"{0}structure\""
      " xmlns:gen=\"{0}data/generic\" xmlns:ss=\"{0}data/structurespecific\""
      " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"",
      base);
  out += attributes;
  out += '>';
}

std::string error_xml(const Problem& problem, Language language) {
  std::string out;
  open_xml(out, "Error", "");
  out += fmt::format("<mes:ErrorMessage code=\"{}\">", static_cast<int>(problem.code));
  const auto add = [&](std::string_view tag, const std::string& text) {
    out += fmt::format("<com:Text xml:lang=\"{}\">", tag);
    append_xml(out, text);
    out += "</com:Text>";
  };
  if (language == Language::zh) add("zh", problem.text.zh);
  add("en", problem.text.en);
  if (language == Language::en) add("zh", problem.text.zh);
  out += "</mes:ErrorMessage></mes:Error>\n";
  return out;
}

std::string error_json(const Problem& problem, Language language) {
  std::string out =
      fmt::format("{{\"errors\":[{{\"code\":{},\"title\":", static_cast<int>(problem.code));
  append_json(out, in(language, problem.text));
  out += ",\"titles\":{\"zh\":";
  append_json(out, problem.text.zh);
  out += ",\"en\":";
  append_json(out, problem.text.en);
  out += "}}]}\n";
  return out;
}

}  // namespace duibiao::sdmx
