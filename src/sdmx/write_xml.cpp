// SDMX-ML 2.1 data: generic and structure-specific, each also in its form for time series alone.
#include <fmt/format.h>

#include "sdmx/artefact_ids.h"
#include "sdmx/message.h"

namespace duibiao::sdmx {
namespace {

constexpr std::string_view all_dimensions = "AllDimensions";

std::string_view observation_dimension(const DataQuery& query) {
  return query.at_observation ? dimension_ids.at(*query.at_observation) : all_dimensions;
}

std::string specific_namespace(const DataQuery& query) {
  return fmt::format(
      "urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={}:{}({}):ObsLevelDim:{}",
      artefact::agency, artefact::flow, artefact::version, observation_dimension(query));
}

/// The message up to its first data set.
void open_message(std::string& out, const DataMessage& message, std::string_view root,
                  bool specific) {
  const std::string space = specific_namespace(message.query);
  open_xml(out, root, specific ? fmt::format(" xmlns:ns1=\"{}\"", space) : std::string());
  out += fmt::format(
      "<mes:Header><mes:ID>{}</mes:ID><mes:Test>false</mes:Test><mes:Prepared>{}</mes:Prepared>"
      "<mes:Sender id=\"{}\"/><mes:Structure structureID=\"S\"{} dimensionAtObservation=\"{}\">"
      "<com:Structure><Ref agencyID=\"{}\" id=\"{}\" version=\"{}\" class=\"DataStructure\""
      " package=\"datastructure\"/></com:Structure></mes:Structure></mes:Header>",
      message.info.id, message.info.prepared, artefact::agency,
      specific ? fmt::format(" namespace=\"{}\"", space) : std::string(),
      observation_dimension(message.query), artefact::agency, artefact::flow, artefact::version);
}

std::string validity(const DataSet& set, std::string_view prefix) {
  std::string out;
  if (!set.valid_from.empty())
    out += fmt::format(" {}validFromDate=\"{}\"", prefix, set.valid_from);
  if (!set.valid_to.empty()) out += fmt::format(" {}validToDate=\"{}\"", prefix, set.valid_to);
  return out;
}

/// Which dimensions stand at the series, and which at the observation.
bool at_series(const DataQuery& query, std::size_t dimension) {
  return query.at_observation && *query.at_observation != dimension;
}

/// Messages differ in how they write one series and one observation, in nothing else.
class Writer {
 public:
  virtual ~Writer() = default;
  virtual void open_set(std::string& out, const DataSet& set) const = 0;
  virtual void open_group(std::string& out, const Line& first) const = 0;
  virtual void observation(std::string& out, const Line& line) const = 0;
  virtual void close_group(std::string& out) const = 0;
};

class Generic final : public Writer {
 public:
  explicit Generic(const DataMessage& message) : message_(message) {}

  void open_set(std::string& out, const DataSet& set) const override {
    out += fmt::format("<mes:DataSet structureRef=\"S\" action=\"{}\"{}>", id_of(set.action),
                       validity(set, ""));
  }
  void open_group(std::string& out, const Line& first) const override {
    out += "<gen:Series><gen:SeriesKey>";
    for (std::size_t d = 0; d < dimension_count; ++d) {
      if (at_series(message_.query, d)) value(out, dimension_ids.at(d), first.code(d));
    }
    out += "</gen:SeriesKey>";
  }
  void observation(std::string& out, const Line& line) const override {
    out += "<gen:Obs>";
    if (message_.query.at_observation) {
      out += "<gen:ObsDimension value=\"";
      append_xml(out, line.code(*message_.query.at_observation));
      out += "\"/>";
    } else {
      out += "<gen:ObsKey>";
      for (std::size_t d = 0; d < dimension_count; ++d) {
        value(out, dimension_ids.at(d), line.code(d));
      }
      out += "</gen:ObsKey>";
    }
    if (!line.value->gone) {
      out += "<gen:ObsValue value=\"";
      out += line.value->value.to_string();
      out += "\"/>";
      if (message_.with_attributes()) attributes(out, line);
    }
    out += "</gen:Obs>";
  }
  void close_group(std::string& out) const override { out += "</gen:Series>"; }

 private:
  static void value(std::string& out, std::string_view id, std::string_view value) {
    out += "<gen:Value id=\"";
    out += id;
    out += "\" value=\"";
    append_xml(out, value);
    out += "\"/>";
  }
  static void attributes(std::string& out, const Line& line) {
    out += "<gen:Attributes>";
    const AttributeValues values = attributes_of(*line.value);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!values.at(i).empty()) value(out, attribute_ids.at(i), values.at(i));
    }
    out += "</gen:Attributes>";
  }

  const DataMessage& message_;
};

class Specific final : public Writer {
 public:
  explicit Specific(const DataMessage& message) : message_(message) {}

  void open_set(std::string& out, const DataSet& set) const override {
    out += fmt::format(
        "<mes:DataSet ss:structureRef=\"S\" xsi:type=\"ns1:DataSetType\""
        " ss:dataScope=\"DataStructure\" ss:action=\"{}\"{}>",
        id_of(set.action), validity(set, "ss:"));
  }
  void open_group(std::string& out, const Line& first) const override {
    out += "<Series";
    for (std::size_t d = 0; d < dimension_count; ++d) {
      if (at_series(message_.query, d)) value(out, dimension_ids.at(d), first.code(d));
    }
    out += '>';
  }
  void observation(std::string& out, const Line& line) const override {
    out += "<Obs";
    for (std::size_t d = 0; d < dimension_count; ++d) {
      if (!at_series(message_.query, d)) value(out, dimension_ids.at(d), line.code(d));
    }
    if (!line.value->gone) value(out, "OBS_VALUE", line.value->value.to_string());
    if (message_.with_attributes()) {
      const AttributeValues values = attributes_of(*line.value);
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values.at(i).empty()) value(out, attribute_ids.at(i), values.at(i));
      }
    }
    out += "/>";
  }
  void close_group(std::string& out) const override { out += "</Series>"; }

 private:
  static void value(std::string& out, std::string_view id, std::string_view value) {
    out += ' ';
    out += id;
    out += "=\"";
    append_xml(out, value);
    out += '"';
  }

  const DataMessage& message_;
};

Answer<std::string> write(const DataMessage& message, const Writer& writer, std::string_view root,
                          bool specific) {
  std::string out;
  open_message(out, message, root, specific);
  const bool grouped = message.query.at_observation.has_value();
  for (const DataSet& set : message.sets) {
    writer.open_set(out, set);
    for (const Group& group : groups_of(set, message.query.at_observation)) {
      if (group.empty()) continue;
      if (grouped) writer.open_group(out, group.front());
      if (message.with_observations()) {
        for (const Line& line : group) writer.observation(out, line);
      }
      if (grouped) writer.close_group(out);
      if (out.size() > most_body_bytes) {
        return problem(Problem::Code::too_large,
                       {"答复过大，请缩小范围，或改用 CSV",
                        "the answer is too large: ask for less, or for CSV"});
      }
    }
    out += "</mes:DataSet>";
  }
  out += fmt::format("</mes:{}>\n", root);
  return out;
}

}  // namespace

Answer<std::string> write_generic(const DataMessage& message, bool time_series) {
  return write(message, Generic(message), time_series ? "GenericTimeSeriesData" : "GenericData",
               false);
}

Answer<std::string> write_specific(const DataMessage& message, bool time_series) {
  return write(message, Specific(message),
               time_series ? "StructureSpecificTimeSeriesData" : "StructureSpecificData", true);
}

}  // namespace duibiao::sdmx
