#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "figure/date.h"
#include "figure/period.h"

/// Any text: what is read must print and read back as itself, pack and unpack, and what is found
/// must lie inside the text, in order.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using duibiao::Period;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const std::optional<int> year : {std::optional<int>(), std::optional<int>(2019)}) {
    if (const duibiao::Result<Period> period = Period::parse(text, year)) {
      DUIBIAO_ASSERT(period->known());
      DUIBIAO_ASSERT(Period::parse(period->to_string()) == *period);
      DUIBIAO_ASSERT(Period::unpacked(period->packed()) == *period);
      DUIBIAO_ASSERT(Period::parse(period->display_zh())->same_span(*period));
      DUIBIAO_ASSERT(Period::parse(period->display_en())->same_span(*period));
    }
    std::size_t last = 0;
    for (const duibiao::FoundPeriod& found : duibiao::find_periods(text, year)) {
      DUIBIAO_ASSERT(last <= found.begin && found.begin < found.end && found.end <= size);
      DUIBIAO_ASSERT(found.period.known());
      last = found.end;
    }
  }
  if (const auto date = duibiao::Date::parse(text)) {
    DUIBIAO_ASSERT(duibiao::Date::parse(date->to_string()) == *date);
  }
  if (size >= 4) {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      bits = bits << 8U | data[i];
    }
    if (const std::optional<Period> period = Period::unpacked(bits)) {
      DUIBIAO_ASSERT(period->packed() == bits);
    }
  }
  return 0;
}
