// Bulletins of any bytes are read in bounded time, and every claim lies in the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "bulletin/read/read.h"
#include "figure/builtin.h"

using duibiao::bulletin::Claim;
using duibiao::bulletin::Ignored;
using duibiao::bulletin::Reader;
using duibiao::bulletin::Reading;
using duibiao::bulletin::ReadingContext;

namespace {

const Reader& reader() {
  static const Reader built = [] {
    auto words = duibiao::builtin_vocabulary();
    if (!words) std::abort();
    auto made = Reader::build(std::make_shared<duibiao::Vocabulary>(std::move(*words)));
    if (!made) std::abort();
    return std::move(*made);
  }();
  return built;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  duibiao::text::Document document;
  document.text.assign(reinterpret_cast<const char*>(data), size);
  ReadingContext context;
  if (size > 0 && data[0] % 2 == 0) {
    context.home = reader().vocabulary().places.by_code("330300").value_or(duibiao::PlaceId{});
    context.period = duibiao::Period::year(2019);
  }
  const Reading reading = reader().read(document, context);
  for (const Claim& claim : reading.claims) {
    if (claim.span.begin > claim.span.end || claim.span.end > size) std::abort();
    if (claim.range.high() < claim.range.low()) std::abort();
    if (claim.whole && *claim.whole >= reading.claims.size()) std::abort();
  }
  for (const Ignored& number : reading.ignored) {
    if (number.span.begin > number.span.end || number.span.end > size) std::abort();
  }
  return 0;
}
