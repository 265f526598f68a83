#include "figure/sdmx_key.h"

#include <fmt/format.h>

#include <algorithm>

namespace duibiao::sdmx {
namespace {

using Kind = Period::Kind;
using Span = Transformation::Span;

struct MeasureCode {
  Measure measure;
  std::string_view code;
};

/// A level has no code of its own where a span is named: «YTD», not «YTD_N».
constexpr std::array<MeasureCode, measure_count> measure_codes = {{
    {Measure::level, "N"},
    {Measure::growth_yoy, "GY"},
    {Measure::growth_mom, "G1"},
    {Measure::growth_avg, "GA"},
    {Measure::share, "SH"},
    {Measure::share_change, "SHC"},
    {Measure::growth_change, "GYC"},
    {Measure::gap_pp, "GAP"},
    {Measure::contribution_pp, "CPP"},
    {Measure::contribution_rate, "CR"},
    {Measure::rank, "RK"},
    {Measure::growth_rank, "GRK"},
    {Measure::multiple, "MUL"},
    {Measure::ratio, "RAT"},
    {Measure::increment, "D"},
    {Measure::count, "CNT"},
    {Measure::other, "OTH"},
}};

constexpr std::string_view derived_mark = "_DER";
constexpr std::string_view to_best_code = "GB";
constexpr int most_months = 12;

std::string_view code_of(Measure measure) {
  return measure_codes.at(static_cast<std::size_t>(measure)).code;
}

/// Takes «YTD» or «C3» off the front of a code, with the «_» behind it.
bool take_span(std::string_view& code, Transformation& out) {
  if (code == "YTD" || code.starts_with("YTD_")) {
    out.span = Span::to_date;
    code.remove_prefix(std::min<std::size_t>(code.size(), 4));
    return true;
  }
  std::size_t digits = 0;
  int months = 0;
  while (code.starts_with('C') && digits < 2 && digits + 1 < code.size() &&
         code[digits + 1] >= '0' && code[digits + 1] <= '9') {
    months = months * 10 + (code[++digits] - '0');
  }
  const std::size_t end = digits + 1;
  const bool whole = digits > 0 && code[1] != '0' && (end == code.size() || code[end] == '_');
  if (!whole || months < 2 || months > most_months) return false;
  out.span = Span::months;
  out.months = months;
  code.remove_prefix(std::min(code.size(), end + 1));
  return true;
}

Result<Period> of_span(const Period& period, const Transformation& what) {
  if (what.span == Span::period) return period;
  if (!period.has_months()) {
    return fail(ErrorCode::bad_period,
                {fmt::format("{} 没有累计值", period.to_string()),
                 fmt::format("{} has no cumulated value", period.to_string())});
  }
  const int last = period.last_month();
  const int first = what.span == Span::to_date ? 1 : last - what.months + 1;
  // Written as a range a time already says what it covers.
  const bool said = period.kind() == Kind::to_date || period.kind() == Kind::range;
  if (first < 1 || (said && first != period.first_month())) {
    return fail(ErrorCode::bad_period,
                {fmt::format("时间 {} 与变换 {} 不符", period.to_string(), code_of(what)),
                 fmt::format("{} does not go with the transformation {}", period.to_string(),
                             code_of(what))});
  }
  return Period::range(period.year(), first, last);
}

/// Whether a period may stand under a frequency; the spans of several months stand under any.
bool goes_with(const Period& period, char freq) {
  switch (period.kind()) {
    case Kind::year:
      return freq == 'A';
    case Kind::half:
      return freq == 'S' || freq == 'H';
    case Kind::quarter:
      return freq == 'Q';
    case Kind::month:
      return freq == 'M';
    case Kind::week:
      return freq == 'W';
    case Kind::day:
      return freq == 'D' || freq == 'B';
    case Kind::to_date:
    case Kind::range:
      return freq != 'W' && freq != 'D' && freq != 'B';
  }
  return false;
}

Result<Period> period_in(std::string_view time) {
  const auto standard = read_time(time);
  if (standard && standard->period.known()) return standard->period;
  if (standard) {
    return fail(ErrorCode::bad_period,
                {fmt::format("「{}」不是本库的时期", time),
                 fmt::format("“{}” is a stretch of time that figures do not have", time)},
                {"只有一年以内的整月、周或日", "Only whole months of one year, weeks and days"});
  }
  const auto other = Period::parse(time);
  return other ? other : tl::unexpected(standard.error());
}

}  // namespace

std::string code_of(const Transformation& what) {
  std::string out;
  if (what.span == Span::to_date) out = "YTD";
  if (what.span == Span::months) out = fmt::format("C{}", what.months);
  const bool bare = what.measure == Measure::level && !what.to_best && !out.empty();
  if (!bare) {
    if (!out.empty()) out += '_';
    out += what.to_best ? to_best_code : code_of(what.measure);
  }
  if (what.derived) out += derived_mark;
  return out;
}

std::optional<Transformation> transformation_of(std::string_view code) {
  Transformation out;
  if (code.ends_with(derived_mark)) {
    out.derived = true;
    code.remove_suffix(derived_mark.size());
  }
  if (code.ends_with('_')) return std::nullopt;
  if (take_span(code, out) && code.empty()) return out;
  if (out.derived && code == to_best_code) {
    out.to_best = true;
    return out;
  }
  const auto found = std::ranges::find(measure_codes, code, &MeasureCode::code);
  if (found == measure_codes.end()) return std::nullopt;
  if (found->measure == Measure::level && out.span != Span::period) return std::nullopt;
  out.measure = found->measure;
  return out;
}

Message name_of(const Transformation& what) {
  Message out{std::string(zh_of(what.measure)), std::string(en_of(what.measure))};
  if (what.measure == Measure::level) out = {"当期值", "not transformed"};
  if (what.to_best) out = {"与同组最高值之差", "gap to the best of its peers"};
  const bool bare = what.measure == Measure::level && !what.to_best;
  if (what.span == Span::to_date) {
    out = bare ? Message{"本年累计", "year to date, cumulated sum"}
               : Message{"本年累计" + out.zh, "year to date, " + out.en};
  } else if (what.span == Span::months) {
    const std::string zh = fmt::format("{} 个月合计", what.months);
    const std::string en = fmt::format("sum of {} months", what.months);
    out = bare ? Message{zh, en} : Message{zh + out.zh, en + ", " + out.en};
  }
  if (what.derived) {
    out.zh += "（推算）";
    out.en += " (derived, not published)";
  }
  return out;
}

Message name_of_frequency(char freq) {
  switch (freq) {
    case 'A':
      return {"年度", "Annual"};
    case 'S':
      return {"半年度", "Half-yearly"};
    case 'Q':
      return {"季度", "Quarterly"};
    case 'M':
      return {"月度", "Monthly"};
    case 'W':
      return {"周", "Weekly"};
    default:
      return {"日", "Daily"};
  }
}

Position position_of(const Period& period, Measure measure) {
  Position out{'M', {Span::period, 0, measure}, {}};
  const int year = period.year();
  const int number = period.number();
  switch (period.kind()) {
    case Kind::year:
      return {'A', out.what, fmt::format("{:04}", year)};
    case Kind::half:
      return {'S', out.what, fmt::format("{:04}-S{}", year, number)};
    case Kind::quarter:
      return {'Q', out.what, fmt::format("{:04}-Q{}", year, number)};
    case Kind::week:
      return {'W', out.what, fmt::format("{:04}-W{:02}", year, number)};
    case Kind::day:
      return {'D', out.what, fmt::format("{:04}-{:02}-{:02}", year, number, period.day_of_month())};
    case Kind::to_date:
      out.what.span = Span::to_date;
      break;
    case Kind::range:
      // One month is that month; C1 would be a second code for it.
      if (period.months() == 1) break;
      out.what.span = Span::months;
      out.what.months = period.months();
      break;
    case Kind::month:
      break;
  }
  out.time = fmt::format("{:04}-{:02}", year, period.last_month());
  return out;
}

std::vector<Position> positions_of(const Period& period, Measure measure) {
  const Period home = period.canonical();
  std::vector<Position> out = {position_of(home, measure)};
  if (!home.has_months() || home.first_month() != 1) return out;
  const int last = home.last_month();
  if (home.kind() == Kind::to_date && last == 3) {
    out.push_back({'Q', {Span::period, 0, measure}, fmt::format("{:04}-Q1", home.year())});
  }
  if (home.kind() == Kind::to_date && last == 6) {
    out.push_back({'S', {Span::period, 0, measure}, fmt::format("{:04}-S1", home.year())});
  }
  if (home.kind() != Kind::to_date) {
    out.push_back(
        {'M', {Span::to_date, 0, measure}, fmt::format("{:04}-{:02}", home.year(), last)});
  }
  if (measure == Measure::growth_mom && out.size() == 2) {
    std::erase_if(out, [](const Position& at) { return at.what.span == Span::to_date; });
  }
  return out;
}

Result<Placed> read_position(std::string_view freq, std::string_view transformation,
                             std::string_view time) {
  Placed out;
  if (!transformation.empty()) {
    const auto what = transformation_of(transformation);
    if (!what) {
      return fail(ErrorCode::bad_layout,
                  {fmt::format("未知的变换代码「{}」", transformation.substr(0, 40)),
                   fmt::format("unknown transformation “{}”", transformation.substr(0, 40))},
                  {"代码见 docs/sdmx.md", "docs/sdmx.md lists the codes"});
    }
    out.what = *what;
  }
  const auto period = period_in(time);
  if (!period) return tl::unexpected(period.error());
  if (!freq.empty() &&
      (freq.size() > 1 || std::string_view("ASHQMWDB").find(freq[0]) == freq.npos)) {
    return fail(ErrorCode::bad_layout,
                {fmt::format("未知的频率代码「{}」", freq.substr(0, 40)),
                 fmt::format("unknown frequency “{}”", freq.substr(0, 40))},
                {"可用 A、S、Q、M、W、D", "There are A, S, Q, M, W and D"});
  }
  if (!freq.empty() && !goes_with(*period, freq[0])) {
    return fail(ErrorCode::bad_period, {fmt::format("时间 {} 与频率 {} 不符", time, freq),
                                        fmt::format("{} is no time of frequency {}", time, freq)});
  }
  const auto spanned = of_span(*period, out.what);
  if (!spanned) return tl::unexpected(spanned.error());
  out.period = *spanned;
  return out;
}

}  // namespace duibiao::sdmx
