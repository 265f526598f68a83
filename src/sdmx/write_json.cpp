// SDMX-JSON data messages 1.0 and 2.0. Codes are written once, in `structure`, and pointed at by
// number from the data.
#include <fmt/format.h>

#include <map>
#include <unordered_map>

#include "sdmx/artefact_ids.h"
#include "sdmx/message.h"

namespace duibiao::sdmx {
namespace {

constexpr std::string_view schema_root =
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/";

/// «"name":…» and «"names":{…}».
void append_names(std::string& out, const Message& name, Language language) {
  out += "\"name\":";
  append_json(out, in(language, name));
  out += ",\"names\":{\"zh\":";
  append_json(out, name.zh);
  out += ",\"en\":";
  append_json(out, name.en);
  out += '}';
}

class Writer {
 public:
  Writer(const DataMessage& message, JsonVersion version) : message_(message), version_(version) {
    number_codes();
  }

  Answer<std::string> write() {
    std::string sets;
    for (const DataSet& set : message_.sets) {
      if (!sets.empty()) sets += ',';
      append_set(sets, set);
      if (sets.size() > most_body_bytes) {
        return problem(Problem::Code::too_large,
                       {"答复过大，请缩小范围，或改用 CSV",
                        "the answer is too large: ask for less, or for CSV"});
      }
    }
    std::string out = head();
    if (version_ == JsonVersion::two) {
      out += "\"structures\":[";
      append_structure(out);
      out += ']';
    } else {
      out += "\"structure\":";
      append_structure(out);
    }
    out += ",\"dataSets\":[" + sets + "]},\"errors\":[]}\n";
    return out;
  }

 private:
  [[nodiscard]] bool two() const { return version_ == JsonVersion::two; }
  [[nodiscard]] bool at_observation(std::size_t dimension) const {
    const auto& one = message_.query.at_observation;
    return !one || *one == dimension;
  }

  void number_codes() {
    for (const DataSet& set : message_.sets) {
      for (const Series& series : set.series) {
        for (std::size_t d = 0; d < time_dimension; ++d) codes_.at(d)[series.codes.at(d)] = 0;
        if (!message_.with_observations()) continue;
        for (const Value& value : series.values) {
          codes_[time_dimension][value.time] = 0;
          note_attributes(value);
        }
      }
    }
    for (auto& codes : codes_) {
      std::size_t next = 0;
      for (auto& [code, number] : codes) number = next++;
    }
  }

  /// Attributes that no observation has are not listed: readers expect values of each.
  void note_attributes(const Value& value) {
    if (value.gone) return;
    used_[2] = used_[3] = true;
    used_[0] = used_[0] || value.unit.known();
    used_[1] = used_[1] || value.unit.known();
    used_[4] = used_[4] || (value.source != nullptr && !value.source->name.empty());
    used_[5] = used_[5] || (value.source != nullptr && !value.source->sheet.empty());
    used_[6] = used_[6] || value.released.known();
    used_[7] = used_[7] || value.method.has_value();
  }

  [[nodiscard]] std::string head() const {
    std::string out = fmt::format(
        "{{\"meta\":{{\"schema\":\"{}{}/sdmx-json-data-schema.json\",\"id\":\"{}\","
        "\"test\":false,\"prepared\":\"{}\",\"contentLanguages\":[{}],"
        "\"sender\":{{\"id\":\"{}\"}}}},\"data\":{{",
        schema_root, two() ? "2.0.0" : "1.0", message_.info.id, message_.info.prepared,
        message_.info.language == Language::zh ? "\"zh\",\"en\"" : "\"en\",\"zh\"",
        artefact::agency);
    return out;
  }

  [[nodiscard]] static std::string urn(std::string_view kind) {
    return fmt::format("urn:sdmx:org.sdmx.infomodel.datastructure.{}={}:{}({})", kind,
                       artefact::agency, artefact::flow, artefact::version);
  }

  void append_structure(std::string& out) const {
    const std::string_view target = two() ? "urn" : "href";
    out += fmt::format(
        "{{\"links\":[{{\"{0}\":\"{1}\",\"rel\":\"dataflow\"}},"
        "{{\"{0}\":\"{2}\",\"rel\":\"datastructure\"}}],",
        target, urn("Dataflow"), urn("DataStructure"));
    append_names(out, {"城市指标", "City indicators"}, message_.info.language);
    out += ",\"dimensions\":{\"dataSet\":[],\"series\":[";
    append_dimensions(out, false);
    out += "],\"observation\":[";
    append_dimensions(out, true);
    out += "]},";
    if (two()) {
      out += "\"measures\":{\"observation\":[{\"id\":\"OBS_VALUE\",";
      append_names(out, name_of_attribute("OBS_VALUE"), message_.info.language);
      out += "}]},";
    }
    out += "\"attributes\":{\"dataSet\":[],\"series\":[],\"observation\":[";
    if (message_.with_attributes() && message_.with_observations()) append_attributes(out);
    out += "]},\"annotations\":[]";
    if (two()) {
      out += ",\"dataSets\":[";
      for (std::size_t i = 0; i < message_.sets.size(); ++i) {
        out += fmt::format("{}{}", i == 0 ? "" : ",", i);
      }
      out += ']';
    }
    out += '}';
  }

  void append_dimensions(std::string& out, bool of_observation) const {
    bool first = true;
    for (std::size_t d = 0; d < dimension_count; ++d) {
      if (at_observation(d) != of_observation) continue;
      // A list of values may not be empty in 2.0: without observations there are no times.
      if (codes_.at(d).empty()) continue;
      if (!first) out += ',';
      first = false;
      out += fmt::format("{{\"id\":\"{}\",", dimension_ids.at(d));
      append_names(out, name_of_dimension(d), message_.info.language);
      out += fmt::format(",\"keyPosition\":{}", d);
      if (d == time_dimension) out += two() ? ",\"roles\":[\"TIME_PERIOD\"]" : ",\"role\":\"time\"";
      if (d == 0) out += two() ? ",\"roles\":[\"FREQ\"]" : ",\"role\":\"FREQ\"";
      out += ",\"values\":[";
      append_codes(out, d);
      out += "]}";
    }
  }

  void append_codes(std::string& out, std::size_t dimension) const {
    bool first = true;
    for (const auto& [code, number] : codes_.at(dimension)) {
      if (!first) out += ',';
      first = false;
      if (dimension == time_dimension && message_.query.ranges && two()) {
        out += "{\"value\":";
        append_json(out, code);
        out += '}';
        continue;
      }
      out += "{\"id\":";
      append_json(out, identifier(code));
      out += ',';
      if (dimension == time_dimension) {
        out += "\"name\":";
        append_json(out, code);
        append_days(out, code);
      } else {
        append_names(out, name_of_code(*message_.info.words, dimension, code),
                     message_.info.language);
      }
      out += '}';
    }
  }

  /// «/» is no character of an identifier; ISO 8601 has «--» for where it cannot stand.
  static std::string identifier(std::string_view code) {
    std::string out(code);
    const std::size_t at = out.find('/');
    return at == out.npos ? out : out.replace(at, 1, "--");
  }

  static void append_days(std::string& out, std::string_view code) {
    const auto time = read_time(code);
    if (!time) return;
    const auto day = [](std::chrono::sys_days at) {
      const std::chrono::year_month_day ymd{at};
      return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                         static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
    };
    out += fmt::format(",\"start\":\"{}T00:00:00Z\",\"end\":\"{}T23:59:59Z\"", day(time->first),
                       day(time->last));
  }

  void append_attributes(std::string& out) const {
    bool first = true;
    for (std::size_t i = 0; i < attribute_ids.size(); ++i) {
      if (!used_.at(i)) continue;
      if (!first) out += ',';
      first = false;
      const std::string_view id = attribute_ids.at(i);
      out += fmt::format("{{\"id\":\"{}\",", id);
      append_names(out, name_of_attribute(id), message_.info.language);
      if (two()) out += ",\"relationship\":{\"observation\":{}}";
      out += ",\"values\":[";
      const auto& values = listed_.at(i);
      for (std::size_t k = 0; k < values.size(); ++k) {
        if (k > 0) out += ',';
        append_attribute_value(out, id, values[k]);
      }
      out += "]}";
    }
  }

  void append_attribute_value(std::string& out, std::string_view id,
                              const std::string& value) const {
    const Message name = name_of_attribute_code(id, value);
    if (!name.en.empty()) {
      out += "{\"id\":";
      append_json(out, value);
      out += ',';
      append_names(out, name, message_.info.language);
    } else {
      out += two() ? "{\"value\":" : "{\"name\":";
      append_json(out, value);
    }
    out += '}';
  }

  void append_set(std::string& out, const DataSet& set) {
    out += fmt::format("{{\"action\":\"{}\",", id_of(set.action));
    if (two()) out += "\"structure\":0,";
    if (!set.valid_from.empty()) out += fmt::format("\"validFrom\":\"{}\",", set.valid_from);
    if (!set.valid_to.empty()) out += fmt::format("\"validTo\":\"{}\",", set.valid_to);
    out += "\"links\":[],\"annotations\":[],\"attributes\":[],";
    const bool flat = !message_.query.at_observation;
    out += flat ? "\"observations\":{" : "\"series\":{";
    bool first = true;
    for (const Group& group : groups_of(set, message_.query.at_observation)) {
      if (group.empty()) continue;
      if (!first) out += ',';
      first = false;
      if (flat) {
        append_observations(out, group);
        continue;
      }
      append_key(out, group.front(), false);
      out += ":{\"attributes\":[],\"annotations\":[],\"observations\":{";
      if (message_.with_observations()) append_observations(out, group);
      out += "}}";
    }
    out += "}}";
  }

  void append_key(std::string& out, const Line& line, bool of_observation) const {
    out += '"';
    bool first = true;
    for (std::size_t d = 0; d < dimension_count; ++d) {
      if (at_observation(d) != of_observation) continue;
      if (!first) out += ':';
      first = false;
      out += fmt::format("{}", codes_.at(d).find(line.code(d))->second);
    }
    out += '"';
  }

  void append_observations(std::string& out, const Group& group) {
    bool first = true;
    for (const Line& line : group) {
      if (!first) out += ',';
      first = false;
      append_key(out, line, true);
      out += ":[";
      out += line.value->gone ? "null" : line.value->value.to_string();
      if (message_.with_attributes()) append_attribute_numbers(out, *line.value);
      out += ']';
    }
  }

  void append_attribute_numbers(std::string& out, const Value& value) {
    AttributeValues values = attributes_of(value);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!used_.at(i)) continue;
      std::string& one = values.at(i);
      if (one.empty()) {
        out += ",null";
        continue;
      }
      const auto [found, added] = numbered_.at(i).try_emplace(one, listed_.at(i).size());
      if (added) listed_.at(i).push_back(std::move(one));
      out += fmt::format(",{}", found->second);
    }
  }

  const DataMessage& message_;
  JsonVersion version_;
  std::array<std::map<std::string, std::size_t, std::less<>>, dimension_count> codes_;
  std::array<std::unordered_map<std::string, std::size_t>, attribute_ids.size()> numbered_;
  std::array<std::vector<std::string>, attribute_ids.size()> listed_;
  std::array<bool, attribute_ids.size()> used_{};
};

}  // namespace

Answer<std::string> write_json(const DataMessage& message, JsonVersion version) {
  return Writer(message, version).write();
}

}  // namespace duibiao::sdmx
