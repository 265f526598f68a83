#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "sdmx/data.h"

namespace duibiao::sdmx {

/// What stands around the data of a message. The same question to the same data gives the same
/// bytes: `prepared` is when the data last changed, not the time of the answer.
struct MessageInfo {
  std::string id;                    ///< of the message: letters, digits, «-», «_»
  std::string prepared;              ///< xs:dateTime
  Language language = Language::zh;  ///< of the first name where there are two
  const Vocabulary* words = nullptr;
};

/// Data on their way into a message.
struct DataMessage {
  const MessageInfo& info;
  const DataQuery& query;
  const std::vector<DataSet>& sets;

  /// Whether observations are wanted, or the keys of series alone.
  [[nodiscard]] bool with_observations() const {
    return query.detail == Detail::full || query.detail == Detail::data_only;
  }
  [[nodiscard]] bool with_attributes() const { return query.detail == Detail::full; }
};

/// A body of 128 MB is more than any client of ours reads; the same data as CSV is a tenth of it.
inline constexpr std::size_t most_body_bytes = std::size_t{128} << 20U;

/// Attributes in the order in which messages list them.
inline constexpr std::array<std::string_view, 8> attribute_ids = {
    attribute::unit_measure, attribute::unit_mult, attribute::decimals, attribute::obs_status,
    attribute::source,       attribute::sheet,     attribute::released, attribute::method};
using AttributeValues = std::array<std::string, attribute_ids.size()>;
/// Their values; empty: the observation has none.
[[nodiscard]] AttributeValues attributes_of(const Value& value);

/// An observation with its series.
struct Line {
  const Series* series = nullptr;
  const Value* value = nullptr;  ///< null where only the series counts
  /// The code of a dimension; of time the time itself.
  [[nodiscard]] std::string_view code(std::size_t dimension) const {
    return dimension == time_dimension ? std::string_view(value->time)
                                       : std::string_view(series->codes.at(dimension));
  }
};

/// Lines that share every dimension but the one at the observation.
using Group = std::vector<Line>;

/// A data set in the groups that a message writes: series, or sections across another dimension, or
/// (flat) one group of all. Cost: a sort where the dimension is not time.
[[nodiscard]] std::vector<Group> groups_of(const DataSet& set,
                                           std::optional<std::size_t> at_observation);

/// The names of a dimension's codes and of coded attributes.
[[nodiscard]] Message name_of_code(const Vocabulary& words, std::size_t dimension,
                                   std::string_view code);
[[nodiscard]] Message name_of_dimension(std::size_t dimension);
[[nodiscard]] Message name_of_attribute(std::string_view id);
/// Of the code lists of UNIT_MEASURE, OBS_STATUS, METHOD; empty for free text.
[[nodiscard]] Message name_of_attribute_code(std::string_view id, std::string_view code);
[[nodiscard]] std::string_view id_of(cube::Method method);
[[nodiscard]] std::string_view id_of(DataSet::Action action);

/// Text as XML writes it; control characters that XML cannot hold are left out.
void append_xml(std::string& out, std::string_view text);
/// A JSON string, quotes included. Bytes that are no UTF-8 become U+FFFD.
void append_json(std::string& out, std::string_view text);

/// The messages. Linear in the observations. Errors: too_large (most_body_bytes).
[[nodiscard]] Answer<std::string> write_generic(const DataMessage& message, bool time_series);
[[nodiscard]] Answer<std::string> write_specific(const DataMessage& message, bool time_series);
enum class JsonVersion : std::uint8_t { one, two };
[[nodiscard]] Answer<std::string> write_json(const DataMessage& message, JsonVersion version);

/// How a CSV message is wished.
struct CsvWish {
  enum class Labels : std::uint8_t { id, name, both };
  enum class Keys : std::uint8_t { none, obs, series, both };
  int version = 1;  ///< of SDMX-CSV: 1 or 2
  Labels labels = Labels::id;
  Keys keys = Keys::none;   ///< version 2
  bool normalized = false;  ///< times in the finest form that the data have
};
[[nodiscard]] Answer<std::string> write_csv(const DataMessage& message, const CsvWish& wish);

/// mes:Error, and the same as SDMX-JSON.
[[nodiscard]] std::string error_xml(const Problem& problem, Language language);
[[nodiscard]] std::string error_json(const Problem& problem, Language language);

/// The opening of an XML message: declaration, root element with its namespaces and `attributes`.
void open_xml(std::string& out, std::string_view root, std::string_view attributes);

}  // namespace duibiao::sdmx
