#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "figure/builtin.h"

/// The first byte says what the rest is: a name to look up, a header to take apart, or a users'
/// file of places, groups or indicators. A file that is refused must have changed nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace std::string_view_literals;
  static const duibiao::Vocabulary words = duibiao::builtin_vocabulary().value();
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 5) {
    case 0: {
      const auto zhejiang = words.places.by_code("330000");
      const auto found = words.places.find(text, *zhejiang);
      if (found) DUIBIAO_ASSERT(words.places.resolve(text, *zhejiang).value() == *found);
      DUIBIAO_ASSERT(words.places.nearest(text, 3).size() <= 3);
      (void)words.places.resolve_group(text);
      break;
    }
    case 1: {
      const duibiao::Phrase phrase = words.catalogue.understand(text);
      if (phrase.complete()) DUIBIAO_ASSERT(!words.catalogue.at(phrase.indicator).id.empty());
      break;
    }
    case 2: {
      duibiao::PlaceRegistry places;
      const bool added = places.add_places(text, "fuzz.csv"sv).has_value();
      DUIBIAO_ASSERT(added || places.size() == 0);
      break;
    }
    case 3: {
      duibiao::PlaceRegistry places;
      const bool added = places.add_groups(text, "fuzz.toml"sv).has_value();
      DUIBIAO_ASSERT(added || places.groups().empty());
      break;
    }
    default: {
      duibiao::Catalogue catalogue;
      const bool added = catalogue.add(text, "fuzz.toml"sv).has_value();
      DUIBIAO_ASSERT(added || catalogue.size() == 0);
      break;
    }
  }
  return 0;
}
