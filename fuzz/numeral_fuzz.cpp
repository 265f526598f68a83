#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "bulletin/read/normal.h"
#include "bulletin/read/numeral.h"

/// Any bytes: the normalised text knows its way back, and numerals stand in it in order, apart,
/// each inside what belongs to it, and say what they are worth without failing other than by size.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using duibiao::bulletin::Numeral;
  static const auto units = duibiao::bulletin::UnitWords::builtin();
  DUIBIAO_ASSERT(units.has_value());
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  const auto normal = duibiao::bulletin::normalise(source);
  DUIBIAO_ASSERT(normal.text.size() <= size);
  DUIBIAO_ASSERT(normal.source_offset.size() == normal.text.size() + 1);
  std::uint32_t last = 0;
  std::uint32_t last_source = 0;
  for (const Numeral& n : duibiao::bulletin::find_numerals(normal.text, *units)) {
    DUIBIAO_ASSERT(!n.span.empty());
    DUIBIAO_ASSERT(n.with_unit.holds(n.span));
    DUIBIAO_ASSERT(last <= n.with_unit.begin);
    DUIBIAO_ASSERT(n.with_unit.end <= normal.text.size());
    last = n.with_unit.end;
    const auto printed = normal.source(n.with_unit);
    DUIBIAO_ASSERT(last_source <= printed.begin && printed.begin < printed.end);
    DUIBIAO_ASSERT(printed.end <= size);
    last_source = printed.end;
    const auto value = n.number();
    DUIBIAO_ASSERT(value.has_value() || value.error().code == duibiao::ErrorCode::overflow);
  }
  if (const auto whole = duibiao::bulletin::read_han_number(normal.text)) {
    DUIBIAO_ASSERT(!whole->to_string().empty());
  }
  return 0;
}
