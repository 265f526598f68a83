#include "workspace/import_wish.h"

#include <fmt/format.h>

#include "workspace/named.h"

namespace duibiao::workspace {

Result<Unit> unit_named(const std::string& name) {
  if (const std::optional<Unit> unit = Unit::find(name)) return *unit;
  return fail(ErrorCode::bad_unit,
              {fmt::format("不认识的单位「{}」", name), fmt::format("unknown unit “{}”", name)},
              {"例如 元、万元、亿元、万美元、%。", "For example 元, 万元, 亿元, million yuan, %."});
}

Result<ImportOptions> options_of(const ImportWish& wish, const Vocabulary& words) {
  ImportOptions out;
  intake::Overrides& said = out.read.overrides;
  for (const std::string& name : wish.units) {
    const auto unit = unit_named(name);
    if (!unit) return tl::unexpected(unit.error());
    said.units.push_back(*unit);
  }
  if (!wish.period.empty()) {
    const auto period = period_named(wish.period);
    if (!period) return tl::unexpected(period.error());
    said.period = *period;
  }
  if (!wish.region.empty()) {
    const auto region = words.places.resolve(wish.region);
    if (!region) return tl::unexpected(region.error());
    said.region = words.places.at(*region).code;
  }
  if (!wish.released.empty()) {
    const auto released = Date::parse(wish.released);
    if (!released) return tl::unexpected(released.error());
    said.released = *released;
  }
  said.source = wish.source;
  if (!wish.encoding.empty()) out.open.encoding = wish.encoding;
  if (wish.delimiter == "tab" || wish.delimiter == "\\t") {
    out.open.delimiter = '\t';
  } else if (!wish.delimiter.empty()) {
    out.open.delimiter = wish.delimiter.front();
  }
  out.read.accept_suggestions = wish.accept_suggestions;
  return out;
}

}  // namespace duibiao::workspace
