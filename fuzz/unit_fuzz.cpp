#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "figure/measure.h"
#include "figure/unit.h"

/// Any text: a unit found is found again by its symbol; mentions lie inside the text, in order and
/// apart, and each names its unit.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using duibiao::Unit;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const std::optional<Unit> unit = Unit::find(text)) {
    DUIBIAO_ASSERT(unit->known());
    DUIBIAO_ASSERT(Unit::find(unit->symbol()) == *unit);
    DUIBIAO_ASSERT(Unit::at(unit->index()) == *unit);
  }
  std::size_t last = 0;
  for (const duibiao::UnitMention& mention : duibiao::find_units(text)) {
    DUIBIAO_ASSERT(last <= mention.begin && mention.begin < mention.end && mention.end <= size);
    DUIBIAO_ASSERT(Unit::find(text.substr(mention.begin, mention.end - mention.begin)) ==
                   mention.unit);
    last = mention.end;
  }
  if (const auto measure = duibiao::find_measure(text)) {
    DUIBIAO_ASSERT(duibiao::find_measure(duibiao::id_of(*measure)) == *measure);
  }
  return 0;
}
