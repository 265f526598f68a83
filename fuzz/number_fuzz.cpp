// Whatever stands in a cell: reading it never fails otherwise than as data, what is read prints
// back to itself, and the two readers of plain numbers agree.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "num/interval.h"
#include "text/number_text.h"

namespace {

using duibiao::num::Decimal;
using duibiao::num::Interval;

void check_decimal(const Decimal& value) {
  const auto again = Decimal::parse(value.to_string());
  DUIBIAO_ASSERT(again && again->same_print(value));
  if (const auto stands_for = Interval::of_printed(value)) {
    DUIBIAO_ASSERT(stands_for->contains(value));
  }
  const auto doubled = value.plus(value);
  DUIBIAO_ASSERT(!doubled || doubled->minus(value) == value);
  const auto third = duibiao::num::divide(value, Decimal::whole(3), value.scale(),
                                          duibiao::num::Rounding::half_even);
  DUIBIAO_ASSERT(third && third->magnitude() <= value.magnitude());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The bytes are text here, and char may alias anything.
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto strict = Decimal::parse(text);
  if (strict) check_decimal(*strict);

  const auto cell = duibiao::text::read_number(text);
  if (!cell || !*cell) return 0;
  const duibiao::text::PrintedNumber& number = **cell;
  check_decimal(number.value);
  DUIBIAO_ASSERT(!strict || strict->same_print(number.value));
  DUIBIAO_ASSERT(!(number.percent && number.per_mille));
  const auto plain = duibiao::text::without_double_noise(number.value);
  DUIBIAO_ASSERT(plain.rounded == number.double_noise);
  return 0;
}
