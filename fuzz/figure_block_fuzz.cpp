#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/assert.h"
#include "store/block_reader.h"
#include "store/schema.h"

using namespace duibiao;

namespace {

/// Numbers 1 to 3 are a place, an indicator and a unit that exist.
struct Names {
  Names() {
    auto places = vocabulary.places.add_places(
        "code,name,short,name_en,parent,level,aliases\n"
        "330300,温州市,温州,Wenzhou,,prefecture,\n",
        "places.csv");
    auto indicators = vocabulary.catalogue.add(
        "[[indicator]]\nid = 'exports'\nzh = '出口'\nen = 'Exports'\nkind = 'flow'\n"
        "unit = '万元'\ngrowth_basis = 'nominal'\n",
        "indicators.toml");
    DUIBIAO_ASSERT(places && indicators);
    auto connection = store::Connection::open_in_memory();
    DUIBIAO_ASSERT(connection && store::migrate(**connection, store::migrations()));
    DUIBIAO_ASSERT((*connection)
                       ->run("INSERT INTO name VALUES (1, 0, '330300', 1), "
                             "(2, 1, 'exports', 1), (3, 2, '万元', 1)"));
    auto loaded = store::NameMap::load(**connection, vocabulary);
    DUIBIAO_ASSERT(loaded);
    map = std::move(*loaded);
  }
  Vocabulary vocabulary;
  store::NameMap map;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Names names;
  static const std::vector<Source> sources = {{"a", "", {}}, {"b", "", {2025, 1, 1}}};
  // A copy of exactly this size, so that the address sanitizer sees one byte too many.
  const std::vector<std::uint8_t> exact(data, data + size);
  store::BlockReader reader;
  std::uint64_t unknown = 0;
  const auto figures = reader.read(std::as_bytes(std::span(exact)), names.map,
                                   {sources, {2025, 6, 1}, Date{2025, 5, 1}}, unknown);
  if (!figures) return 0;
  for (const Observation& figure : *figures) {
    DUIBIAO_ASSERT(figure.source < sources.size() && figure.key.place.known() &&
                   figure.key.indicator.known() && figure.key.period.known() &&
                   figure.decimals <= num::Decimal::max_scale);
  }
  return 0;
}
