#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "intake/open_source.h"
#include "intake/sdmx_groups.h"
#include "intake/sdmx_refusal.h"
#include "intake/xlsx_xml.h"

namespace duibiao::intake {

/// Reads SDMX-ML data: 2.1 generic and structure-specific with their time-series forms, and 3.x
/// structure-specific. Streams; holds one series' key and what the groups say. Kinds are told by
/// namespace, so that any prefix will do.
class SdmxXml final : public SdmxMessage, private XmlSink {
 public:
  /// `groups`: those of a first reading of the same message, settled; null in that first reading,
  /// which gathers them.
  SdmxXml(ByteSource source, std::shared_ptr<const SdmxGroups> groups);

  [[nodiscard]] Result<bool> next(SdmxObservation& out) override;
  [[nodiscard]] const SdmxComponents& components() const override { return components_; }
  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] std::span<const Message> notes() const override { return notes_; }
  /// What the message says in footers; complete after the last observation.
  [[nodiscard]] std::span<const SdmxNotice> notices() const { return notices_; }
  /// Of a first reading, after the last observation.
  [[nodiscard]] SdmxGroups& gathered() { return gathered_; }

 private:
  /// What an open element is.
  enum class Place : std::uint8_t {
    root,
    header,
    structure,  ///< in the header: which structure a data set is of
    reference,
    data_set,
    group,
    series,
    observation,
    group_key,
    series_key,
    observation_key,
    attributes,
    notice,  ///< ErrorMessage, or Message in a footer
    footer,
    text,
    other,
  };

  void start(XmlPump& pump, std::string_view name, const XmlAttributes& attributes) override;
  void end(XmlPump& pump, std::string_view name) override;
  void text(XmlPump& pump, std::string_view piece) override;

  void start_root(XmlPump& pump, std::string_view name);
  [[nodiscard]] Place place_of(std::string_view name) const;
  void start_header_structure(const XmlAttributes& attributes);
  void name_structure(std::string name);
  void start_data_set(XmlPump& pump, const XmlAttributes& attributes);
  void start_level(XmlPump& pump, Place place, const XmlAttributes& attributes);
  void start_value(XmlPump& pump, std::string_view name, const XmlAttributes& attributes);
  void keep(XmlPump& pump, SdmxOwnValues& to, std::string_view id, std::string_view value,
            SdmxRole role);
  [[nodiscard]] SdmxRole attribute_role(Place place, std::string_view id) const;
  void end_text(Place place);
  void end_level(XmlPump& pump, Place place);
  void take_group(XmlPump& pump);
  void assemble(SdmxObservation& out);

  std::string file_;
  std::shared_ptr<const SdmxGroups> groups_;
  SdmxGroups gathered_;
  SdmxComponents components_;
  std::string name_;
  std::vector<SdmxNotice> notices_;
  std::vector<Message> notes_;
  SdmxXmlKind kind_ = SdmxXmlKind::refused;

  std::vector<Place> open_;
  /// The dimension that varies in a series, by the id of the structure in the header.
  std::map<std::string, std::string, std::less<>> at_observation_;
  std::string structure_id_;
  std::string text_;
  std::string varying_;  ///< of the data set
  std::string action_;   ///< of the data set
  std::uint32_t data_set_ = 0;
  bool found_in_series_ = false;
  bool found_in_data_set_ = false;
  SdmxOwnValues data_set_values_;
  SdmxOwnValues series_values_;
  SdmxOwnValues observation_values_;
  SdmxOwnValues group_key_;
  SdmxOwnValues group_values_;
  std::uint64_t line_ = 0;
  bool ready_ = false;

  XmlPump pump_;
};

}  // namespace duibiao::intake
