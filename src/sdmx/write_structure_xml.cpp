// Structures as SDMX-ML 2.1.
#include <fmt/format.h>

#include <algorithm>

#include "sdmx/artefact_ids.h"
#include "sdmx/structure.h"

namespace duibiao::sdmx {
namespace {

class Writer {
 public:
  Writer(const Structures& structures, const MessageInfo& info,
         const std::vector<std::string>& components)
      : structures_(structures), info_(info), components_(components) {}

  std::string write() {
    open_xml(out_, "Structure", "");
    out_ += fmt::format(
        "<mes:Header><mes:ID>{}</mes:ID><mes:Test>false</mes:Test><mes:Prepared>{}</mes:Prepared>"
        "<mes:Sender id=\"{}\"/></mes:Header><mes:Structures>",
        info_.id, info_.prepared, artefact::agency);
    section(Kind::agency_scheme, "OrganisationSchemes");
    section(Kind::dataflow, "Dataflows");
    section(Kind::codelist, "Codelists");
    section(Kind::concept_scheme, "Concepts");
    section(Kind::data_structure, "DataStructures");
    section(Kind::constraint, "Constraints");
    out_ += "</mes:Structures></mes:Structure>\n";
    return std::move(out_);
  }

 private:
  void section(Kind kind, std::string_view tag) {
    bool open = false;
    for (const Artefact& one : structures_.artefacts) {
      if (one.kind != kind) continue;
      if (!open) out_ += fmt::format("<str:{}>", tag);
      open = true;
      artefact(one);
    }
    if (open) out_ += fmt::format("</str:{}>", tag);
  }

  static std::string_view tag_of(Kind kind) {
    switch (kind) {
      case Kind::agency_scheme:
        return "AgencyScheme";
      case Kind::dataflow:
        return "Dataflow";
      case Kind::concept_scheme:
        return "ConceptScheme";
      case Kind::data_structure:
        return "DataStructure";
      case Kind::constraint:
        return "ContentConstraint";
      case Kind::codelist:
        break;
    }
    return "Codelist";
  }

  void names(const Message& name) {
    const auto add = [&](std::string_view tag, const std::string& text) {
      out_ += fmt::format("<com:Name xml:lang=\"{}\">", tag);
      append_xml(out_, text);
      out_ += "</com:Name>";
    };
    if (info_.language == Language::zh) add("zh", name.zh);
    add("en", name.en);
    if (info_.language == Language::en) add("zh", name.zh);
  }

  void artefact(const Artefact& one) {
    const std::string_view tag = tag_of(one.kind);
    out_ += fmt::format("<str:{} id=\"{}\" urn=\"{}\" agencyID=\"{}\" version=\"{}\"", tag, one.id,
                        urn_of(one), one.agency, artefact::version);
    if (one.form != Form::full) out_ += " isExternalReference=\"true\"";
    if (one.partial) out_ += " isPartial=\"true\"";
    if (one.kind == Kind::constraint) out_ += " type=\"Actual\"";
    out_ += '>';
    const bool counted = one.kind == Kind::constraint && one.form == Form::full;
    if (counted && structures_.content) counts(*structures_.content);
    names(one.name);
    if (one.form == Form::full) body(one);
    out_ += fmt::format("</str:{}>", tag);
  }

  void body(const Artefact& one) {
    switch (one.kind) {
      case Kind::codelist:
        return items(one, "Code");
      case Kind::concept_scheme:
        return items(one, "Concept");
      case Kind::agency_scheme:
        return items(one, "Agency");
      case Kind::dataflow:
        out_ += "<str:Structure>";
        reference(artefact::flow, "DataStructure", "datastructure");
        out_ += "</str:Structure>";
        return;
      case Kind::data_structure:
        return data_structure();
      case Kind::constraint:
        if (structures_.content) region(*structures_.content);
        return;
    }
  }

  void reference(std::string_view id, std::string_view type, std::string_view package) {
    out_ +=
        fmt::format("<Ref id=\"{}\" version=\"{}\" agencyID=\"{}\" package=\"{}\" class=\"{}\"/>",
                    id, artefact::version, artefact::agency, package, type);
  }

  void items(const Artefact& one, std::string_view tag) {
    for (const Item& item : one.items) {
      out_ += fmt::format("<str:{} id=\"{}\">", tag, item.id);
      names(item.name);
      if (!item.parent.empty()) {
        out_ += fmt::format("<str:Parent><Ref id=\"{}\"/></str:Parent>", item.parent);
      }
      out_ += fmt::format("</str:{}>", tag);
    }
  }

  void concept_and_values(std::string_view id) {
    out_ += fmt::format(
        "<str:ConceptIdentity><Ref id=\"{}\" maintainableParentID=\"{}\""
        " maintainableParentVersion=\"{}\" agencyID=\"{}\" package=\"conceptscheme\""
        " class=\"Concept\"/></str:ConceptIdentity><str:LocalRepresentation>",
        id, artefact::concepts, artefact::version, artefact::agency);
    const std::string list = codelist_of(id);
    if (list.empty()) {
      out_ += fmt::format("<str:TextFormat textType=\"{}\"/>", text_type_of(id));
    } else {
      out_ += "<str:Enumeration>";
      reference(list, "Codelist", "codelist");
      out_ += "</str:Enumeration>";
    }
    out_ += "</str:LocalRepresentation>";
  }

  void data_structure() {
    out_ += "<str:DataStructureComponents><str:DimensionList id=\"DimensionDescriptor\">";
    for (std::size_t d = 0; d < dimension_count; ++d) {
      const std::string_view tag = d == time_dimension ? "TimeDimension" : "Dimension";
      out_ += fmt::format("<str:{} id=\"{}\" position=\"{}\">", tag, dimension_ids.at(d), d + 1);
      concept_and_values(dimension_ids.at(d));
      out_ += fmt::format("</str:{}>", tag);
    }
    out_ += "</str:DimensionList><str:AttributeList id=\"AttributeDescriptor\">";
    for (const std::string_view id : attribute_ids) {
      out_ += fmt::format("<str:Attribute id=\"{}\" assignmentStatus=\"Conditional\">", id);
      concept_and_values(id);
      out_ +=
          "<str:AttributeRelationship><str:PrimaryMeasure><Ref id=\"OBS_VALUE\"/>"
          "</str:PrimaryMeasure></str:AttributeRelationship></str:Attribute>";
    }
    out_ +=
        "</str:AttributeList><str:MeasureList id=\"MeasureDescriptor\">"
        "<str:PrimaryMeasure id=\"OBS_VALUE\">";
    concept_and_values("OBS_VALUE");
    out_ += "</str:PrimaryMeasure></str:MeasureList></str:DataStructureComponents>";
  }

  void counts(const Available& content) {
    const auto add = [&](std::string_view id, std::size_t count) {
      out_ += fmt::format(
          "<com:Annotation id=\"{}\"><com:AnnotationTitle>{}</com:AnnotationTitle>"
          "<com:AnnotationType>sdmx_metrics</com:AnnotationType></com:Annotation>",
          id, count);
    };
    out_ += "<com:Annotations>";
    add("obs_count", content.observations);
    add("series_count", content.series);
    out_ += "</com:Annotations>";
  }

  [[nodiscard]] bool told(std::string_view component) const {
    return components_.empty() || std::ranges::find(components_, component) != components_.end();
  }

  static std::string day(std::chrono::sys_days at) {
    const std::chrono::year_month_day ymd{at};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                       static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
  }

  void region(const Available& content) {
    out_ += "<str:ConstraintAttachment><str:Dataflow>";
    reference(artefact::flow, "Dataflow", "datastructure");
    out_ += "</str:Dataflow></str:ConstraintAttachment><str:CubeRegion include=\"true\">";
    for (std::size_t d = 0; d < time_dimension; ++d) {
      if (!told(dimension_ids.at(d))) continue;
      out_ += fmt::format("<com:KeyValue id=\"{}\">", dimension_ids.at(d));
      for (const std::string& code : content.codes.at(d)) {
        out_ += fmt::format("<com:Value>{}</com:Value>", code);
      }
      out_ += "</com:KeyValue>";
    }
    if (told(dimension_ids[time_dimension])) {
      out_ += fmt::format(
          "<com:KeyValue id=\"TIME_PERIOD\"><com:TimeRange>"
          "<com:StartPeriod isInclusive=\"true\">{}</com:StartPeriod>"
          "<com:EndPeriod isInclusive=\"true\">{}</com:EndPeriod></com:TimeRange></com:KeyValue>",
          day(content.first), day(content.last));
    }
    out_ += "</str:CubeRegion>";
  }

  const Structures& structures_;
  const MessageInfo& info_;
  const std::vector<std::string>& components_;
  std::string out_;
};

}  // namespace

std::string write_structures_xml(const Structures& structures, const MessageInfo& info,
                                 const std::vector<std::string>& components) {
  return Writer(structures, info, components).write();
}

}  // namespace duibiao::sdmx
