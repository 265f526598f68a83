// What a stranger writes into an address under /sdmx/2.1: keys, flows, times, moments, parameters,
// transformations. Nothing may crash, and what is understood must be understood again the same when
// it is written out.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "figure/sdmx_key.h"
#include "figure/sdmx_unit.h"
#include "sdmx/codes.h"
#include "sdmx/structure.h"

namespace {

using namespace duibiao::sdmx;  // NOLINT(google-build-using-namespace)

void check(bool condition) {
  if (!condition) std::abort();
}

void check_times(std::string_view text) {
  if (const auto time = read_time(text)) {
    check(time->first <= time->last);
    if (time->period.known()) {
      const auto again = read_time(range_text(time->period));
      check(again && again->first == time->first && again->last == time->last);
    }
  }
  if (const auto moment = read_moment(text)) check(read_moment(moment_text(*moment)) == moment);
}

void check_position(std::string_view freq, std::string_view what, std::string_view time) {
  const auto placed = read_position(freq, what, time);
  if (!placed) return;
  check(placed->period.known());
  for (const Position& at : positions_of(placed->period, placed->what.measure)) {
    const auto back = read_position({&at.freq, 1}, code_of(at.what), at.time);
    check(back && back->period.same_span(placed->period));
  }
}

void check_names(std::string_view text) {
  check(name_of_identifier(identifier_of(text)) == std::string(text));
  if (const auto what = transformation_of(text)) check(code_of(*what) == text);
  if (const auto unit = unit_of_attributes(text, 8)) check(unit->unit.known());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // Lines: a key, then parameters as name=value.
  std::string_view rest = text;
  const auto take_line = [&rest] {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    return line;
  };
  const std::string_view key = take_line();
  Parameters parameters;
  while (!rest.empty()) {
    const std::string_view line = take_line();
    const std::size_t sign = std::min(line.find('='), line.size());
    parameters.emplace_back(line.substr(0, sign), line.substr(std::min(line.size(), sign + 1)));
    check_times(parameters.back().second);
    check_names(parameters.back().second);
    check_position(parameters.back().first, "", parameters.back().second);
    check_position("M", parameters.back().first, parameters.back().second);
  }
  if (const auto flow = read_flow(key)) (void)flow->names("DB", "CITY");
  const auto query = read_data_query(key, parameters, {"format"});
  if (query && query->start && query->end) check(query->start->first <= query->end->last);
  (void)read_structure_query(Kind::codelist, {}, key, parameters, {"format"});
  check_times(key);
  check_names(key);
  return 0;
}
