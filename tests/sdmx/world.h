#pragma once

#include <string>
#include <utility>

#include "cube/fixture.h"
#include "sdmx/data.h"
#include "sdmx/message.h"

namespace duibiao::sdmx {

/// Two cities with months, quarters and years, a revision, and a name that markup must not break.
inline Holdings city_holdings() {
  test::World world;
  world.from("一月<>&\".csv", 1, Date{2019, 10, 18});
  world.add("exports", "330300", "2019-01..2019-09", "1271.20");
  world.add("exports", "330300", "2019-01..2019-08", "1100.1");
  world.add("exports", "330300", "2019-09", "171.1");
  world.add("exports", "330300", "2018", "1301.75");
  world.add("exports", "330300", "2019-01..2019-03", "350");
  world.growth("exports", "330300", "2019-01..2019-09", "9.4");
  world.add("exports", "330200", "2019-01..2019-09", "4403.7");
  world.add("exports", "330200", "2018-01..2018-09", "4100.0");
  world.add("exports", "330000", "2019-01..2019-09", "17150");
  world.add("exports", "330300", "2018-01..2018-09", "1162.0");
  world.add("exports", "330300", "2019-02..2019-05", "500");
  world.add("gdp", "330300", "2019-H2", "3300.5");
  world.add("gdp", "330300", "2019-W36", "60");
  world.add("gdp", "330300", "2019-09-01", "9.1");
  world.from("二月.csv", 2, Date{2020, 1, 20});
  world.add("exports", "330300", "2019-01..2019-08", "1105.4");
  Holdings out = holdings_of(world.cube());
  out.imported = {{1, 1'571'400'000}, {2, 1'579'500'000}};
  out.changed = 1'579'500'000;
  return out;
}

inline DataQuery asked(std::string_view key, const Parameters& parameters = {}) {
  const auto query = read_data_query(key, parameters, {});
  EXPECT_TRUE(query) << (query ? "" : query.error().text.en);
  return query.value_or(DataQuery());
}

/// «M.330300.exports.YTD 2019-09=1271.20» of every observation, one a line, in order.
inline std::string listed(const std::vector<DataSet>& sets) {
  std::string out;
  for (const DataSet& set : sets) {
    if (!set.valid_from.empty() || !set.valid_to.empty())
      out += set.valid_from + ".." + set.valid_to + "\n";
    for (const Series& series : set.series) {
      for (const Value& value : series.values) {
        for (const std::string& code : series.codes) out += code + ".";
        out.back() = ' ';
        out += value.time + "=" + value.value.to_string() + "\n";
      }
    }
  }
  return out;
}

inline std::string answer(const Holdings& holdings, std::string_view key,
                          const Parameters& parameters = {}) {
  const auto sets = select(holdings, asked(key, parameters));
  return sets ? listed(*sets) : "problem " + std::to_string(static_cast<int>(sets.error().code));
}

}  // namespace duibiao::sdmx
