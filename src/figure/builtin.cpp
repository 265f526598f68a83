#include "figure/builtin.h"

#include <algorithm>

namespace duibiao {
namespace {

std::string_view embedded(std::string_view name) {
  const auto files = builtin_files();
  const auto file = std::find_if(files.begin(), files.end(),
                                 [&](const EmbeddedFile& f) { return f.name == name; });
  return file == files.end() ? std::string_view{} : file->bytes;
}

}  // namespace

Result<Vocabulary> builtin_vocabulary() {
  Vocabulary vocabulary;
  if (const Status s = vocabulary.places.add_places(embedded("places.csv"), "places.csv"); !s) {
    return tl::unexpected<Error>(s.error());
  }
  if (const Status s = vocabulary.places.add_groups(embedded("groups.toml"), "groups.toml"); !s) {
    return tl::unexpected<Error>(s.error());
  }
  if (const Status s = vocabulary.catalogue.add(embedded("indicators.toml"), "indicators.toml");
      !s) {
    return tl::unexpected<Error>(s.error());
  }
  return vocabulary;
}

}  // namespace duibiao
