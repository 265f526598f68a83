#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reader_dump.h"
#include "sheet_reading.h"

namespace duibiao::intake {

inline ReadSheet read_sdmx_fixture(const std::string& name) {
  const std::string path = DUIBIAO_SOURCE_DIR "/tests/fixtures/sdmx/" + name;
  return read_bytes(testing::bytes_of(path), name);
}

/// A figure without where it stands: «330300 exports 2019-01..2019-09 growth_yoy 26.78 % A».
inline std::string told(const Observation& figure) {
  std::string line = line_of(figure);
  line.erase(0, line.find(' ') + 1);
  return fmt::format("{} {}", line, id_of(figure.status));
}

/// The figures of a sheet, sorted, each with the name of its source.
inline std::vector<std::string> all_told(const ReadSheet& sheet) {
  std::vector<std::string> out;
  for (const Observation& figure : sheet.sink.all) {
    out.push_back(told(figure) + " | " + sheet.sink.sources.at(figure.source).name);
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// What came of one observation: the figure, «missing», or «reason_code: reason».
inline std::string one_told(const ReadSheet& sheet) {
  if (!sheet.reading) return "! " + sheet.reading.error().message.en;
  if (!sheet.sink.rows.empty()) {
    return sheet.sink.rows.front().reason_code + ": " + sheet.sink.rows.front().reason.en;
  }
  return sheet.sink.all.empty() ? "missing" : told(sheet.sink.all.front());
}

/// One row of SDMX-CSV under a header of our components, as `one_told`.
inline std::string csv_row(const std::string& row) {
  return one_told(
      read_bytes("DATAFLOW,FREQ,REF_AREA,INDICATOR,TRANSFORMATION,TIME_PERIOD,OBS_VALUE,"
                 "UNIT_MEASURE,UNIT_MULT,DECIMALS,OBS_STATUS\nDB:CITY(1.0)," +
                     row + "\n",
                 "t.csv"));
}

/// A structure-specific message around what stands in its data set.
inline std::string specific_message(const std::string& inside,
                                    const std::string& action = "Information") {
  return "<m:StructureSpecificData "
         "xmlns:m=\"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message\" "
         "xmlns:ss=\"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific\">\n"
         "<m:Header><m:ID>T</m:ID></m:Header>\n<m:DataSet ss:action=\"" +
         action + "\">\n" + inside + "\n</m:DataSet></m:StructureSpecificData>";
}

/// The attributes of one series of ours.
inline constexpr const char* one_series =
    "<Series FREQ=\"M\" REF_AREA=\"330300\" INDICATOR=\"exports\" TRANSFORMATION=\"YTD_GY\" "
    "UNIT_MEASURE=\"PC\"";

}  // namespace duibiao::intake
