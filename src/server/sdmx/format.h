#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sdmx/message.h"
#include "sdmx/problem.h"
#include "server/http/message.h"

namespace duibiao::server {

/// The forms in which SDMX answers can be had.
enum class SdmxFormat : std::uint8_t {
  generic,
  specific,
  generic_series,
  specific_series,
  json_one,
  json_two,
  csv_one,
  csv_two,
  structure_xml,
  structure_json,
};

/// A form, with the wishes that its media type or the address carries.
struct SdmxWish {
  SdmxFormat format = SdmxFormat::generic;
  sdmx::CsvWish csv;

  /// The media type of the answer, parameters included.
  [[nodiscard]] std::string content_type() const;
  [[nodiscard]] bool is_json() const {
    return format == SdmxFormat::json_one || format == SdmxFormat::json_two ||
           format == SdmxFormat::structure_json;
  }
};

enum class SdmxKind : std::uint8_t { data, structure };

/// What `format=`, `labels=`, `timeFormat=` and `keys=` say, else the Accept field: no Accept,
/// «*/*», application/xml and text/xml are the standard's default; application/json and text/csv
/// the first version of those. Errors: syntax (a format that there is not), not_acceptable.
[[nodiscard]] sdmx::Answer<SdmxWish> sdmx_wish(const Request& request, SdmxKind kind);

/// Whether a client that gets an error would rather read JSON.
[[nodiscard]] bool prefers_json(const Request& request);

}  // namespace duibiao::server
