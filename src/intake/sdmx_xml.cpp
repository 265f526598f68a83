#include "intake/sdmx_xml.h"

#include <algorithm>
#include <array>
#include <utility>

namespace duibiao::intake {
namespace {

constexpr std::size_t text_bytes = 4 << 10;  // of a note; what is longer is cut
constexpr std::size_t notices_max = 100;     // real messages have one
constexpr std::size_t header_structures = 1'000;

XmlInput input_of(ByteSource source) {
  XmlInput input;
  input.part = source.name();
  input.file = source.name();
  input.namespaces = true;
  input.advice = {"请从发布方重新下载", "fetch it from the publisher again"};
  auto shared = std::make_shared<ByteSource>(std::move(source));
  input.read = [shared](char* to, std::size_t size) { return shared->read(to, size); };
  return input;
}

/// Attributes of a data set that are not components of its structure.
bool is_technical(std::string_view name) {
  constexpr std::array<std::string_view, 12> names = {"structureRef",
                                                      "action",
                                                      "dataScope",
                                                      "setID",
                                                      "setId",
                                                      "validFromDate",
                                                      "validToDate",
                                                      "reportingBeginDate",
                                                      "reportingEndDate",
                                                      "publicationYear",
                                                      "publicationPeriod",
                                                      "isPartialLanguage"};
  return std::ranges::find(names, name) != names.end();
}

bool is_delete(std::string_view action) { return action == "Delete"; }

}  // namespace

SdmxXml::SdmxXml(ByteSource source, std::shared_ptr<const SdmxGroups> groups)
    : file_(source.name()), groups_(std::move(groups)), pump_(input_of(std::move(source)), *this) {}

Result<bool> SdmxXml::next(SdmxObservation& out) {
  ready_ = false;
  const auto more = pump_.run();
  if (!more) return tl::unexpected(more.error());
  if (!ready_) return false;
  assemble(out);
  return true;
}

void SdmxXml::assemble(SdmxObservation& out) {
  out.values.clear();
  const auto add = [&](const SdmxOwnValues& from) {
    for (const SdmxOwnValue& value : from) out.values.push_back({value.component, value.text, {}});
  };
  add(data_set_values_);
  if (groups_ && !groups_->empty()) {
    SdmxOwnValues key = series_values_;
    key.insert(key.end(), observation_values_.begin(), observation_values_.end());
    groups_->find(data_set_, key, out.values);
  }
  add(series_values_);
  add(observation_values_);
  out.action = action_;
  out.line = line_;
  out.path.clear();
}

void SdmxXml::start_root(XmlPump& pump, std::string_view name) {
  const SdmxXmlRoot root = look_at_sdmx_root(pump.space(), name);
  kind_ = root.kind;
  if (kind_ == SdmxXmlKind::refused) pump.reject(sdmx_refused(file_, root.what, root.advice));
}

SdmxXml::Place SdmxXml::place_of(std::string_view name) const {
  using enum Place;
  switch (open_.back()) {
    case root:
      if (name == "Header") return header;
      if (name == "DataSet") return data_set;
      if (name == "Footer") return footer;
      return name == "ErrorMessage" ? notice : other;
    case header:
      return name == "Structure" ? structure : other;
    case structure:
    case reference:
      if (name == "Ref") return reference;
      if (name == "URN") return text;
      return name.starts_with("Structure") || name == "ProvisionAgreement" ||
                     name == "ProvisionAgrement"
                 ? reference
                 : other;
    case footer:
      return name == "Message" ? notice : other;
    case notice:
      return name == "Text" ? text : other;
    case data_set:
      if (name == "Group") return group;
      if (name == "Series") return series;
      if (name == "Obs") return observation;
      return name == "Attributes" ? attributes : other;
    case group:
      if (name == "GroupKey") return group_key;
      return name == "Attributes" ? attributes : other;
    case series:
      if (name == "Obs") return observation;
      if (name == "SeriesKey") return series_key;
      return name == "Attributes" ? attributes : other;
    case observation:
      if (name == "ObsKey") return observation_key;
      return name == "Attributes" ? attributes : other;
    default:
      return other;
  }
}

void SdmxXml::start(XmlPump& pump, std::string_view name, const XmlAttributes& attributes) {
  if (open_.empty()) {
    open_.push_back(Place::root);
    start_root(pump, name);
    return;
  }
  if (open_.back() != Place::other) start_value(pump, name, attributes);
  const Place place = place_of(name);
  open_.push_back(place);
  switch (place) {
    case Place::structure:
      start_header_structure(attributes);
      break;
    case Place::reference:
      if (const std::string_view id = attributes.get("id"); name == "Ref" && !id.empty()) {
        const std::string_view agency = attributes.get("agencyID");
        const std::string_view version = attributes.get("version");
        name_structure(std::string(agency) + (agency.empty() ? "" : ":") + std::string(id) +
                       (version.empty() ? "" : "(" + std::string(version) + ")"));
      }
      break;
    case Place::data_set:
      start_data_set(pump, attributes);
      break;
    case Place::group:
    case Place::series:
    case Place::observation:
      start_level(pump, place, attributes);
      break;
    case Place::notice:
      if (notices_.size() < notices_max) {
        notices_.push_back(
            {std::string(attributes.get("code")), std::string(attributes.get("severity")), {}});
      }
      break;
    case Place::text:
      text_.clear();
      break;
    default:
      break;
  }
}

void SdmxXml::start_header_structure(const XmlAttributes& attributes) {
  structure_id_ = std::string(attributes.get("structureID"));
  if (at_observation_.size() >= header_structures) return;
  at_observation_[structure_id_] = std::string(attributes.get("dimensionAtObservation"));
}

void SdmxXml::name_structure(std::string name) {
  if (name_.empty()) name_ = std::move(name);
}

void SdmxXml::start_data_set(XmlPump& pump, const XmlAttributes& attributes) {
  ++data_set_;
  found_in_data_set_ = false;
  action_ = std::string(attributes.get("action"));
  data_set_values_.clear();
  series_values_.clear();
  observation_values_.clear();
  const auto known = at_observation_.find(attributes.get("structureRef"));
  varying_ = known == at_observation_.end() ? std::string() : known->second;
  if (varying_.empty()) varying_ = "TIME_PERIOD";
  line_ = pump.line();
  if (kind_ != SdmxXmlKind::specific) return;
  attributes.each([&](std::string_view space, std::string_view id, std::string_view value) {
    if (!space.empty() || is_technical(id)) return;
    keep(pump, data_set_values_, id, value, SdmxRole::attribute);
  });
}

SdmxRole SdmxXml::attribute_role(Place place, std::string_view id) const {
  if (id == varying_) return SdmxRole::dimension;
  const bool under_series = open_.size() >= 2 && open_[open_.size() - 2] == Place::series;
  if (place == Place::observation && under_series) return SdmxRole::attribute;
  return SdmxRole::unclear;
}

void SdmxXml::start_level(XmlPump& pump, Place place, const XmlAttributes& attributes) {
  SdmxOwnValues& values = place == Place::group    ? group_values_
                          : place == Place::series ? series_values_
                                                   : observation_values_;
  values.clear();
  if (place == Place::group) group_key_.clear();
  if (place == Place::series) {
    observation_values_.clear();
    found_in_series_ = false;
  }
  const bool alone = open_[open_.size() - 2] != Place::series;
  if (place == Place::observation && alone) series_values_.clear();
  line_ = pump.line();
  if (kind_ != SdmxXmlKind::specific) return;
  if (place == Place::series || (place == Place::observation && alone)) components_.count_key();
  attributes.each([&](std::string_view space, std::string_view id, std::string_view value) {
    if (!space.empty()) return;
    keep(pump, values, id, value, attribute_role(place, id));
    if (place == Place::group || values.empty()) return;
    // What every series has may be the key of a group; what only single observations have, is not.
    if (place == Place::series || alone) ++components_.at(values.back().component).on_keys;
  });
}

void SdmxXml::start_value(XmlPump& pump, std::string_view name, const XmlAttributes& attributes) {
  const Place in = open_.back();
  if (kind_ != SdmxXmlKind::generic) return;
  if (in == Place::observation && (name == "ObsDimension" || name == "ObsValue")) {
    const std::string_view id = attributes.get("id");
    const bool is_value = name == "ObsValue";
    const std::string_view usual = is_value ? std::string_view("OBS_VALUE") : varying_;
    keep(pump, observation_values_, id.empty() ? usual : id, attributes.get("value"),
         is_value ? SdmxRole::measure : SdmxRole::dimension);
    return;
  }
  if (name != "Value") return;
  const std::string_view id = attributes.get("id");
  const std::string_view value = attributes.get("value");
  switch (in) {
    case Place::group_key:
      keep(pump, group_key_, id, value, SdmxRole::dimension);
      break;
    case Place::series_key:
      keep(pump, series_values_, id, value, SdmxRole::dimension);
      break;
    case Place::observation_key:
      keep(pump, observation_values_, id, value, SdmxRole::dimension);
      break;
    case Place::attributes: {
      const Place owner = open_[open_.size() - 2];
      SdmxOwnValues& to = owner == Place::data_set ? data_set_values_
                          : owner == Place::group  ? group_values_
                          : owner == Place::series ? series_values_
                                                   : observation_values_;
      keep(pump, to, id, value, SdmxRole::attribute);
      break;
    }
    default:
      break;
  }
}

void SdmxXml::keep(XmlPump& pump, SdmxOwnValues& to, std::string_view id, std::string_view value,
                   SdmxRole role) {
  constexpr std::size_t values_max = 4'096;  // of one series or observation
  if (id.empty()) return;
  const auto number = components_.take(id, role);
  if (!number || to.size() >= values_max) {
    Error error = number ? Error{ErrorCode::over_limit,
                                 {"一个序列的属性过多", "a series has too many values"},
                                 {"请核实文件来源", "check where the file comes from"},
                                 {}}
                         : number.error();
    error.where.line = pump.line();
    pump.reject(std::move(error));
    return;
  }
  SdmxComponent& component = components_.at(*number);
  if (component.role == SdmxRole::unclear && component.only_codes) {
    component.only_codes = may_be_code(value);
  }
  to.push_back({*number, std::string(value)});
}

void SdmxXml::text(XmlPump& /*pump*/, std::string_view piece) {
  if (open_.empty() || open_.back() != Place::text || text_.size() >= text_bytes) return;
  // Cut between characters, not inside one.
  std::size_t size = std::min(piece.size(), text_bytes - text_.size());
  while (size > 0 && size < piece.size() &&
         (static_cast<unsigned char>(piece[size]) & 0xC0U) == 0x80U) {
    --size;
  }
  text_ += piece.substr(0, size);
}

void SdmxXml::end_text(Place parent) {
  if (parent == Place::structure || parent == Place::reference) {
    const std::size_t from = text_.rfind('=');
    name_structure(from == std::string::npos ? text_ : text_.substr(from + 1));
  }
  if (parent != Place::notice || notices_.empty()) return;
  std::string& all = notices_.back().text;
  if (all.size() < text_bytes) all += (all.empty() ? "" : " / ") + text_;
}

void SdmxXml::take_group(XmlPump& pump) {
  if (groups_) return;
  auto added = gathered_.add(data_set_, std::move(group_key_), std::move(group_values_));
  group_key_ = {};
  group_values_ = {};
  if (!added) pump.reject(added.error());
}

void SdmxXml::end_level(XmlPump& pump, Place place) {
  const bool whole = (place == Place::series && !found_in_series_) ||
                     (place == Place::data_set && !found_in_data_set_);
  // A deletion may name a series or a data set alone.
  const bool deletion = whole && is_delete(action_);
  if (place == Place::series) found_in_data_set_ = found_in_data_set_ || deletion;
  if (place != Place::observation && !deletion) return;
  if (deletion) observation_values_.clear();
  if (place == Place::data_set) series_values_.clear();
  found_in_series_ = true;
  found_in_data_set_ = true;
  ready_ = true;
  pump.pause();
}

void SdmxXml::end(XmlPump& pump, std::string_view /*name*/) {
  const Place place = open_.back();
  open_.pop_back();
  switch (place) {
    case Place::observation:
    case Place::series:
    case Place::data_set:
      end_level(pump, place);
      break;
    case Place::group:
      take_group(pump);
      break;
    case Place::text:
      end_text(open_.back());
      break;
    case Place::notice:
      if (kind_ != SdmxXmlKind::error && !notices_.empty()) {
        notes_.push_back(describe(notices_.back()));
      }
      break;
    case Place::root:
      if (kind_ == SdmxXmlKind::error) {
        pump.reject(sdmx_error_message(file_, notices_.empty() ? SdmxNotice{} : notices_.front()));
      }
      break;
    default:
      break;
  }
}

}  // namespace duibiao::intake
