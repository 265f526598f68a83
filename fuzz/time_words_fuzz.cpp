#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "bulletin/read/time_words.h"

using duibiao::Date;
using duibiao::Period;

/// Any bytes: times lie in the text, in order, and mean a period or none.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::uint32_t end = 0;
  for (const auto& time : duibiao::bulletin::find_times(text)) {
    DUIBIAO_ASSERT(end <= time.span.begin && time.span.begin < time.span.end);
    DUIBIAO_ASSERT(time.span.end <= size);
    end = time.span.end;
    for (const Date written : {Date{}, Date{2019, 10, 18}, Date{1900, 1, 1}}) {
      (void)time.resolve(Period{}, written);
      (void)time.resolve(Period::year(2019), written);
    }
  }
  return 0;
}
