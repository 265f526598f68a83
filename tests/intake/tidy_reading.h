#pragma once

#include <unordered_map>

#include "intake/checks.h"
#include "sheet_reading.h"

namespace duibiao::intake {

/// Published figures in memory.
class Known final : public History {
 public:
  Known& add(std::string_view place, std::string_view indicator, std::string_view period,
             std::string_view value, std::string_view unit, Measure measure = Measure::level) {
    FigureKey key{*words().catalogue.by_id(indicator), *words().places.by_code(place),
                  Period::parse(period)->canonical(), measure};
    figures_[key] = {*num::Decimal::parse(value), *Unit::find(unit), "海关总署", {}};
    return *this;
  }
  std::optional<KnownFigure> published(const FigureKey& key) const override {
    FigureKey canonical = key;
    canonical.period = key.period.canonical();
    const auto at = figures_.find(canonical);
    return at == figures_.end() ? std::nullopt : std::optional(at->second);
  }

 private:
  std::unordered_map<FigureKey, KnownFigure, KeyHash> figures_;
};

inline ReadSheet read_tidy(const std::string& rows, const History* history = nullptr,
                           ReadOptions options = {}) {
  return read_bytes("place,indicator,period,measure,value,unit\n" + rows, "t.csv",
                    std::move(options), history);
}

inline std::vector<std::string> codes(const ReadSheet& sheet) {
  std::vector<std::string> out;
  for (const Warning& warning : sheet.first().warnings) out.push_back(warning.code);
  return out;
}

}  // namespace duibiao::intake
