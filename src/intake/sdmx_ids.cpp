#include "intake/sdmx_ids.h"

#include <array>

#include "text/fold.h"
#include "text/utf8.h"

namespace duibiao::intake {
namespace {

struct Names {
  Role role;
  std::string_view ids;  ///< by preference, split by «|»
};

// Ids of the cross-domain concepts, and what the lists of Eurostat, the OECD, the IMF, the UN, the
// World Bank and the Pacific Community have in their place.
constexpr std::array<Names, 15> meanings = {{
    {Role::frequency, "|FREQ|FREQUENCY|"},
    {Role::place,
     "|REF_AREA|GEO|LOCATION|GEO_PICT|GEOGRAPHY|AREA|REGION|TERRITORY|COUNTRY|ITTER107|"
     "REPORTING_AREA|REPORTER|"},
    {Role::indicator,
     "|INDICATOR|INDICATORS|INDIC|SUBJECT|SERIES|VARIABLE|CONCEPT|MEASURE|ITEM|NA_ITEM|"},
    {Role::transformation, "|TRANSFORMATION|TRANSFORM|"},
    {Role::period, "|TIME_PERIOD|TIME|TIME_DIM|"},
    {Role::value, "|OBS_VALUE|"},
    {Role::unit, "|UNIT_MEASURE|UNIT|UNITS|"},
    {Role::unit_mult, "|UNIT_MULT|UNIT_MULTIPLIER|POWERCODE|"},
    {Role::decimals, "|DECIMALS|"},
    {Role::status, "|OBS_STATUS|OBS_FLAG|"},
    {Role::source, "|SOURCE|"},
    {Role::source_sheet, "|SOURCE_SHEET|"},
    {Role::released, "|RELEASED|"},
    {Role::action, "|ACTION|"},
    {Role::ignore,
     "|DATAFLOW|STRUCTURE|STRUCTURE_ID|STRUCTURE_NAME|SERIES_KEY|OBS_KEY|LAST UPDATE|LAST_UPDATE|"
     "UPDATED|POSITION|VALIDFROM|VALIDTO|VALID_FROM|VALID_TO|"},
}};

constexpr std::string_view remarks =
    "|TITLE|TITLE_COMPL|TITLE_EN|TITLE_ZH|NAT_TITLE|COLLECTION|COLL_INDICATOR|COMPILING_ORG|"
    "COMPILATION|DISS_ORG|DATA_COMP|COVERAGE|AREA_DEFINITION|METHOD|METHOD_REF|METHODOLOGY|"
    "COMMENT|COMMENTS|COMMENT_OBS|COMMENT_TS|COMMENT_DSET|OBS_COM|OBS_COMMENT|OBS_CONF|CONF_STATUS|"
    "CONF_REDIST|OBS_PRE_BREAK|PRE_BREAK_VALUE|EMBARGO_TIME|EMBARGO_DATE|TIME_FORMAT|"
    "TIME_PER_COLLECT|REF_PERIOD_DETAIL|REFERENCEPERIOD|BASE_PER|BASE_PERIOD|UNIT_INDEX_BASE|"
    "SOURCE_AGENCY|SOURCE_PUB|SOURCE_DETAIL|DATA_SOURCE|DATA_SOURCE_DET|DOM_SER_IDS|BREAKS|"
    "PUBL_PUBLIC|PUBL_ECB|PUBL_MU|PUBL_NOTE|NOTE|NOTES|FOOTNOTE|FOOTNOTES|FNOTES|LAST_UPDATE|"
    "UPDATE_DATE|DATE_LAST_UPDATE|REPORTING_AGENCY|CONTACT|AVAILABILITY|NATURE|SERIES_TITLE|"
    "DISPLAY_NAME|INTERNAL_NAME|";

constexpr std::string_view meaningful =
    "|ADJUSTMENT|ADJUST|S_ADJ|SEASONAL_ADJUST|SEASONAL_ADJUSTMENT|SEAS_ADJ|COUNTERPART_AREA|"
    "COUNTERPART|PARTNER|VALUATION|PRICE_BASE|PRICES|PRICE|REPORTING_YEAR_START_DAY|";

std::string upper_of(std::string_view text) {
  std::string out;
  for (const char c : text) out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

/// Where «|ID|» stands in a list; npos when it is none of it.
std::size_t place_in(std::string_view list, std::string_view id) {
  constexpr std::size_t longest = 64;
  if (id.empty() || id.size() > longest || id.find('|') != id.npos) return list.npos;
  return list.find("|" + upper_of(id) + "|");
}

bool starts_with_any(std::string_view id, std::string_view prefix) {
  return upper_of(id.substr(0, prefix.size())) == prefix;
}

}  // namespace

std::optional<SdmxIdMeaning> sdmx_meaning(std::string_view id) {
  for (const Names& names : meanings) {
    const std::size_t at = place_in(names.ids, id);
    if (at != names.ids.npos) return SdmxIdMeaning{names.role, at};
  }
  // Eurostat: INDIC_BT, INDIC_NA …; the plain names come first.
  constexpr std::size_t last = 1'000;
  if (starts_with_any(id, "INDIC_")) return SdmxIdMeaning{Role::indicator, last};
  return std::nullopt;
}

bool is_sdmx_remark(std::string_view id) { return place_in(remarks, id) != remarks.npos; }

bool changes_meaning(std::string_view id) { return place_in(meaningful, id) != meaningful.npos; }

bool is_plain_value(std::string_view id, std::string_view code, std::string_view labels) {
  if (place_in("|_T|_Z|TOTAL|TOT|ALL|_NA|NOT_APPLICABLE|", code) != std::string_view::npos) {
    return true;
  }
  if (place_in("|REPORTING_YEAR_START_DAY|", id) != std::string_view::npos) {
    return code == "--01-01";
  }
  if (id.find("ADJ") != id.npos || id.find("adj") != id.npos) {
    return place_in("|N|NSA|NA|", code) != std::string_view::npos;
  }
  if (starts_with_any(id, "COUNTERPART") || place_in("|PARTNER|", id) != std::string_view::npos) {
    if (place_in("|W0|W00|WL|WLD|WORLD|1W|", code) != std::string_view::npos) return true;
  }
  while (!labels.empty()) {
    const std::size_t end = std::min(labels.find('\n'), labels.size());
    const std::string name = text::fold_case(text::trim(labels.substr(0, end)));
    constexpr std::string_view plain =
        "|total|all|not applicable|合计|总计|全部|总额|不适用|未调整|not adjusted|";
    if (!name.empty() && name.find('|') == name.npos &&
        plain.find("|" + name + "|") != plain.npos) {
      return true;
    }
    labels.remove_prefix(std::min(end + 1, labels.size()));
  }
  return false;
}

std::string_view sdmx_header_id(std::string_view header) {
  header = text::trim(header);
  if (const std::size_t colon = header.find(": "); colon != header.npos) {
    header = header.substr(0, colon);
  }
  if (header.ends_with(']')) {
    const std::size_t bracket = header.find('[');
    // «REF_AREA [name]» is a header of ours, «ATTR[en;fr]» an id with its parts.
    if (bracket != header.npos && bracket > 0 && header[bracket - 1] != ' ') {
      header = header.substr(0, bracket);
    }
  }
  return header;
}

}  // namespace duibiao::intake
