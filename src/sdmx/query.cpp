#include "sdmx/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "sdmx/artefact_ids.h"

namespace duibiao::sdmx {
namespace {

using Code = Problem::Code;

constexpr std::size_t longest_shown = 40;

tl::unexpected<Problem> bad_value(std::string_view name, std::string_view value,
                                  const Message& wanted) {
  const std::string shown(value.substr(0, longest_shown));
  return problem(Code::syntax, {fmt::format("{} 的值「{}」有误：{}", name, shown, wanted.zh),
                                fmt::format("{}={}: {}", name, shown, wanted.en)});
}

bool is_code_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '@' || c == '$' || c == '-';
}

/// Takes the part before the next mark off the front; nothing when there is none left.
std::optional<std::string_view> take_part(std::optional<std::string_view>& rest, char mark) {
  if (!rest) return std::nullopt;
  const std::size_t at = rest->find(mark);
  const std::string_view part = rest->substr(0, at);
  rest = at == rest->npos ? std::nullopt : std::optional(rest->substr(at + 1));
  return part;
}

std::size_t parts_in(std::string_view text, char mark) {
  return static_cast<std::size_t>(std::ranges::count(text, mark)) + 1;
}

/// What several parameters have said so far, each at most once or twice the same.
struct Once {
  std::string_view name;
  std::string_view value;
};

Answer<std::size_t> count_in(std::string_view name, std::string_view value) {
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), count);
  if (error != std::errc() || end != value.data() + value.size() || count == 0) {
    return bad_value(name, value, {"应为正整数", "must be a positive whole number"});
  }
  return count;
}

Answer<Time> time_in(std::string_view name, std::string_view value) {
  const auto time = read_time(value);
  if (!time || time->range) {
    return bad_value(name, value,
                     {"应为 2019、2019-09、2019-Q3 或 2019-09-01 这样的时期",
                      "must be a period such as 2019, 2019-09, 2019-Q3 or 2019-09-01"});
  }
  return *time;
}

Answer<bool> flag_in(std::string_view name, std::string_view value) {
  if (value == "true" || value == "1") return true;
  if (value == "false" || value == "0") return false;
  return bad_value(name, value, {"应为 true 或 false", "must be true or false"});
}

Answer<Detail> detail_in(std::string_view value) {
  constexpr std::array<std::pair<std::string_view, Detail>, 4> words = {
      {{"full", Detail::full},
       {"dataonly", Detail::data_only},
       {"serieskeysonly", Detail::series_keys_only},
       {"nodata", Detail::no_data}}};
  for (const auto& [word, detail] : words) {
    if (word == value) return detail;
  }
  return bad_value("detail", value,
                   {"可用 full、dataonly、serieskeysonly、nodata",
                    "there are full, dataonly, serieskeysonly and nodata"});
}

template <class T, class Into>
std::optional<Problem> keep(Answer<T> value, Into& into) {
  if (!value) return std::move(value.error());
  into = std::move(*value);
  return std::nullopt;
}

std::optional<Problem> take_observation_dimension(DataQuery& query, std::string_view value) {
  if (value == "AllDimensions") {
    query.at_observation.reset();
    return std::nullopt;
  }
  const auto dimension = dimension_named(value);
  if (!dimension) {
    return Problem{Code::semantic,
                   {fmt::format("没有维度「{}」", value.substr(0, longest_shown)),
                    fmt::format("there is no dimension “{}”", value.substr(0, longest_shown))}};
  }
  query.at_observation = dimension;
  return std::nullopt;
}

std::optional<Problem> take(DataQuery& query, const Once& one) {
  const auto& [name, value] = one;
  if (name == "startPeriod") return keep(time_in(name, value), query.start);
  if (name == "endPeriod") return keep(time_in(name, value), query.end);
  if (name == "firstNObservations") return keep(count_in(name, value), query.first);
  if (name == "lastNObservations") return keep(count_in(name, value), query.last);
  if (name == "includeHistory") return keep(flag_in(name, value), query.history);
  if (name == "detail") return keep(detail_in(value), query.detail);
  if (name == "dimensionAtObservation") return take_observation_dimension(query, value);
  if (name == "timeFormat") {
    // original and normalized belong to CSV, and are read with it.
    query.ranges = value == "range";
    return std::nullopt;
  }
  if (name == "updatedAfter") {
    query.updated_after = read_moment(value);
    if (query.updated_after) return std::nullopt;
    return bad_value(name, value,
                     {"应为 2019-09-01T12:00:00+08:00 这样的时刻（「+」写作 %2B）",
                      "must be a moment such as 2019-09-01T12:00:00+08:00 (with + as %2B)"})
        .value();
  }
  return Problem{Code::syntax,
                 {fmt::format("没有参数「{}」", name.substr(0, longest_shown)),
                  fmt::format("there is no parameter “{}”", name.substr(0, longest_shown))}};
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool digits = !text.empty() && text.front() != '-';
  return digits && error == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                            : std::nullopt;
}

/// «+08:00», «Z», or nothing, as seconds east.
std::optional<int> zone_of(std::string_view zone) {
  constexpr int china = 8 * 3600;
  if (zone.empty()) return china;
  if (zone == "Z") return 0;
  // A plus sign that nobody encoded has become a space.
  const bool east = zone[0] == '+' || zone[0] == ' ';
  if (zone.size() != 6 || (!east && zone[0] != '-') || zone[3] != ':') return std::nullopt;
  const auto hours = number(zone.substr(1, 2));
  const auto minutes = number(zone.substr(4, 2));
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  const int seconds = (*hours * 60 + *minutes) * 60;
  return east ? seconds : -seconds;
}

}  // namespace

std::optional<std::size_t> dimension_named(std::string_view id) {
  const auto found = std::ranges::find(dimension_ids, id);
  if (found == dimension_ids.end()) return std::nullopt;
  return static_cast<std::size_t>(found - dimension_ids.begin());
}

bool Reference::names(std::string_view agency, std::string_view id) const {
  const auto holds = [](const std::vector<std::string>& list, std::string_view one) {
    return list.empty() || std::ranges::find(list, one) != list.end();
  };
  return holds(agencies, agency) && holds(ids, id) &&
         (version == "latest" || version == "all" || version == artefact::version);
}

Answer<std::vector<std::string>> read_list(std::string_view text) {
  constexpr std::size_t most = 5000;  // a province has a hundred counties; a query is no upload
  std::vector<std::string> out;
  if (text.empty() || text == "all") return out;
  std::optional rest(text);
  while (const auto part = take_part(rest, '+')) {
    if (part->empty()) continue;
    if (!std::ranges::all_of(*part, is_code_character)) {
      return problem(Code::syntax,
                     {fmt::format("「{}」不是代码", part->substr(0, longest_shown)),
                      fmt::format("“{}” is no code", part->substr(0, longest_shown))});
    }
    if (out.size() >= most) {
      return problem(Code::syntax, {fmt::format("一次最多列出 {} 个代码", most),
                                    fmt::format("at most {} codes at once", most)});
    }
    out.emplace_back(*part);
  }
  return out;
}

Answer<Reference> read_reference(std::string_view agency, std::string_view id,
                                 std::string_view version) {
  Reference out;
  // Agencies may be nested with dots («DB.TRADE»); ours is not, so that a dot names none of ours.
  std::string flat(agency);
  std::ranges::replace(flat, '.', '@');
  auto agencies = read_list(flat);
  if (!agencies) return tl::unexpected(std::move(agencies.error()));
  auto ids = read_list(id);
  if (!ids) return tl::unexpected(std::move(ids.error()));
  out.agencies = std::move(*agencies);
  out.ids = std::move(*ids);
  if (!version.empty()) out.version = version;
  const bool numbered =
      std::ranges::all_of(out.version, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  if (!numbered && out.version != "latest" && out.version != "all") {
    return problem(Code::syntax, {"版本应为 latest、all 或 1.0 这样的数",
                                  "a version is latest, all or like 1.0"});
  }
  return out;
}

Answer<Reference> read_flow(std::string_view text) {
  const std::size_t parts = parts_in(text, ',');
  if (text.empty() || parts > 3) {
    return problem(Code::syntax, {"数据流应写作 CITY、DB,CITY 或 DB,CITY,1.0",
                                  "a dataflow is CITY, DB,CITY or DB,CITY,1.0"});
  }
  if (parts == 1) return read_reference("", text, "");
  std::optional rest(text);
  const auto agency = take_part(rest, ',').value_or("");
  const auto id = take_part(rest, ',').value_or("");
  return read_reference(agency, id, rest.value_or(""));
}

Answer<Key> read_key(std::string_view text) {
  Key out;
  if (text.empty() || text == "all") return out;
  const std::size_t parts = parts_in(text, '.');
  if (parts != out.size()) {
    return problem(
        Code::syntax,
        {fmt::format("键有 {} 段，应为 4 段：频率.地区.指标.变换", parts),
         fmt::format("the key has {} parts; it takes 4: FREQ.REF_AREA.INDICATOR.TRANSFORMATION",
                     parts)});
  }
  std::optional rest(text);
  for (std::vector<std::string>& part : out) {
    auto list = read_list(take_part(rest, '.').value_or(""));
    if (!list) return tl::unexpected(std::move(list.error()));
    part = std::move(*list);
  }
  return out;
}

Answer<DataQuery> read_data_query(std::string_view key, const Parameters& parameters,
                                  const std::vector<std::string_view>& other) {
  DataQuery out;
  auto asked = read_key(key);
  if (!asked) return tl::unexpected(std::move(asked.error()));
  out.key = std::move(*asked);
  std::vector<Once> seen;
  for (const auto& [name, value] : parameters) {
    const auto before = std::ranges::find(seen, std::string_view(name), &Once::name);
    if (before != seen.end()) {
      if (before->value == value) continue;
      return bad_value(name, value, {"给了两个不同的值", "it is given twice, differently"});
    }
    seen.push_back({name, value});
    if (std::ranges::find(other, name) != other.end() && name != "timeFormat") continue;
    if (auto wrong = take(out, seen.back())) return tl::unexpected(std::move(*wrong));
  }
  if (out.start && out.end && out.start->first > out.end->last) {
    return problem(Code::semantic,
                   {"startPeriod 在 endPeriod 之后", "startPeriod is after endPeriod"});
  }
  return out;
}

std::optional<std::int64_t> read_moment(std::string_view text) {
  // «YYYY-MM-DD», then «Thh:mm:ss», a fraction and a zone.
  constexpr std::size_t day_length = 10;
  constexpr std::size_t clock_length = 9;
  const auto day = read_time(text.substr(0, day_length));
  if (!day || day->period.kind() != Period::Kind::day) return std::nullopt;
  std::int64_t out = std::chrono::sys_seconds(day->first).time_since_epoch().count();
  std::string_view rest = text.substr(std::min(day_length, text.size()));
  if (rest.starts_with('T')) {
    if (rest.size() < clock_length || rest[3] != ':' || rest[6] != ':') return std::nullopt;
    const auto hour = number(rest.substr(1, 2));
    const auto minute = number(rest.substr(4, 2));
    const auto second = number(rest.substr(7, 2));
    if (!hour || !minute || !second || *hour > 24 || *minute > 59 || *second > 60) {
      return std::nullopt;
    }
    out += (*hour * 60 + *minute) * 60 + *second;
    rest.remove_prefix(clock_length);
    if (rest.starts_with('.')) {
      rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of("0123456789", 1)));
    }
  }
  const auto zone = zone_of(rest);
  if (!zone) return std::nullopt;
  return out - *zone;
}

std::string moment_text(std::int64_t unix_seconds) {
  constexpr int china = 8 * 3600;
  constexpr std::int64_t day_seconds = 86400;
  const std::int64_t local = unix_seconds + china;
  const std::int64_t second = (local % day_seconds + day_seconds) % day_seconds;
  const std::chrono::year_month_day day{
      std::chrono::sys_days{std::chrono::days{(local - second) / day_seconds}}};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+08:00", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                     second / 3600, second / 60 % 60, second % 60);
}

}  // namespace duibiao::sdmx
