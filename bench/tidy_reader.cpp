#include "tidy_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstring>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace duibiao::bench {
namespace {

constexpr std::size_t chunk_bytes = 256 << 10;  // stays in the second-level cache
constexpr std::size_t padding = 64;             // wide loads may look past the end
constexpr std::size_t block_rows = 512;         // 20 KiB of observations

constexpr std::size_t sparseness = 8;  // a second probe is a branch guessed wrong

constexpr std::uint64_t powers[9] = {1,       10,        100,        1'000,      10'000,
                                     100'000, 1'000'000, 10'000'000, 100'000'000};

std::uint64_t load8(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// Up to eight ASCII digits at once (little endian); `valid` turns false on any other byte.
std::uint64_t digits8(const char* at, std::size_t length, bool& valid) {
  if (length == 0) return 0;
  std::uint64_t word = (load8(at) ^ 0x3030303030303030ULL) << (8 * (8 - length));
  valid = valid && (((word + 0x7676767676767676ULL) | word) & 0x8080808080808080ULL) == 0;
  word = word * 10 + (word >> 8);
  return ((word & 0x000000FF000000FFULL) * 0x000F424000000064ULL +
          ((word >> 16) & 0x000000FF000000FFULL) * 0x0000271000000001ULL) >>
         32;
}

/// Digits with at most eight on either side of the point; the rest goes to the exact parser.
bool read_value(const char* begin, const char* point, const char* end, Observation& figure) {
  const auto whole = static_cast<std::size_t>(point - begin);
  const std::size_t decimals = point == end ? 0 : static_cast<std::size_t>(end - point) - 1;
  bool valid = whole > 0 && whole <= 8 && decimals <= 8;
  if (valid) {
    const std::uint64_t high = digits8(begin, whole, valid);
    const std::uint64_t low = decimals == 0 ? 0 : digits8(point + 1, decimals, valid);
    figure.mantissa = static_cast<std::int64_t>(high * powers[decimals] + low);
    figure.decimals = static_cast<std::uint8_t>(decimals);
  }
  if (valid) return true;
  const auto exact = num::Decimal::parse({begin, static_cast<std::size_t>(end - begin)});
  if (!exact || exact->magnitude() > num::Decimal::whole(INT64_MAX)) return false;
  figure.mantissa = static_cast<std::int64_t>(exact->units());
  figure.decimals = static_cast<std::uint8_t>(exact->scale());
  return true;
}

#if defined(__SSE2__)
/// Bit i is set where byte i of the 32 at `at` equals `wanted`.
std::uint32_t matches(__m128i low, __m128i high, char wanted) {
  const __m128i all = _mm_set1_epi8(wanted);
  const auto a = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(low, all)));
  const auto b = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(high, all)));
  return a | b << 16;
}
#endif

}  // namespace

void FieldMemory::remember(std::uint64_t word, std::int32_t number) {
  if (++used_ * sparseness > table_.size()) {
    std::vector<Entry> old(table_.size() * 4);
    old.swap(table_);
    used_ = 1;
    for (const Entry& entry : old) {
      if (entry.word != 0) remember(entry.word, entry.number);
    }
  }
  std::size_t i = (word * 0x9E3779B97F4A7C15ULL) >> 40 & (table_.size() - 1);
  while (table_[i].word != 0) i = (i + 1) & (table_.size() - 1);
  table_[i] = {word, number};
}

template <class Resolve>
std::int32_t FieldMemory::of(const char* text, std::size_t length, const Resolve& resolve) {
  if (length == 0) return -1;
  if (length > 8) {
    std::string key(text, length);
    const auto found = long_.find(key);
    if (found != long_.end()) return found->second;
    const std::int32_t number = resolve(std::string_view(key));
    long_.emplace(std::move(key), number);
    return number;
  }
  const std::uint64_t word = load8(text) & (~std::uint64_t{0} >> (8 * (8 - length)));
  for (std::size_t i = (word * 0x9E3779B97F4A7C15ULL) >> 40 & (table_.size() - 1);;
       i = (i + 1) & (table_.size() - 1)) {
    if (table_[i].word == word) return table_[i].number;
    if (table_[i].word == 0) break;
  }
  const std::int32_t number = resolve(std::string_view(text, length));
  remember(word, number);
  return number;
}

bool TidyReader::split(const char* line, const char* limit, Fields& fields) {
  fields.start[0] = line;
#if defined(__SSE2__)
  const __m128i low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(line));
  const __m128i high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(line + 16));
  std::uint32_t stops = matches(low, high, ',') | matches(low, high, '\n');
  for (int i = 0; i < 3; ++i) {
    if (stops == 0) break;
    fields.end[i] = line + std::countr_zero(stops);
    fields.start[i + 1] = fields.end[i] + 1;
    stops &= stops - 1;
  }
  if (stops != 0) {
    fields.end[3] = line + std::countr_zero(stops);
    const auto skip = static_cast<unsigned>(fields.start[3] - line);
    const std::uint32_t points = matches(low, high, '.') >> skip << skip;
    fields.point = points == 0 ? fields.end[3] : line + std::countr_zero(points);
    fields.point = std::min(fields.point, fields.end[3]);
    return fields.end[3] < limit && *fields.end[3] == '\n';
  }
#endif
  const char* at = line;
  for (int i = 0; i < 4; ++i) {
    const char* stop = std::find(at, limit, i < 3 ? ',' : '\n');
    if (stop == limit) return false;
    fields.start[i] = at;
    fields.end[i] = stop;
    at = stop + 1;
  }
  fields.point = std::find(fields.start[3], fields.end[3], '.');
  return true;
}

bool TidyReader::understand(const Fields& fields, Observation& figure) {
  const auto field = [&](FieldMemory& memory, int i, const auto& resolve) {
    return memory.of(fields.start[i], static_cast<std::size_t>(fields.end[i] - fields.start[i]),
                     resolve);
  };
  const std::int32_t place = field(places_, 0, [&](std::string_view code) {
    const auto id = vocabulary_.places.by_code(code);
    return id ? static_cast<std::int32_t>(id->index) : -1;
  });
  const std::int32_t indicator = field(indicators_, 1, [&](std::string_view id) {
    const auto known = vocabulary_.catalogue.find(id);
    return known ? std::int32_t{known->index} : -1;
  });
  const std::int32_t period = field(periods_, 2, [&](std::string_view text) {
    const auto month = Period::parse(text);
    if (!month || !month->is_single_month()) return -1;
    // The table's months are cumulative: January to the month named.
    const auto span = Period::to_date(month->year(), month->last_month());
    if (!span) return -1;
    known_periods_.push_back(*span);
    return static_cast<std::int32_t>(known_periods_.size() - 1);
  });
  if (place < 0 || indicator < 0 || period < 0) return false;
  // Member by member: a key put together elsewhere and copied would wait for its small stores.
  figure.key.indicator.index = static_cast<std::uint16_t>(indicator);
  figure.key.place.index = static_cast<std::uint32_t>(place);
  figure.key.period = known_periods_[static_cast<std::size_t>(period)];
  figure.unit = unit_;
  figure.row = row_;
  figure.column = 4;
  return read_value(fields.start[3], fields.point, fields.end[3], figure);
}

Result<const char*> TidyReader::take_lines(const char* begin, const char* end, const Sink& sink) {
  Fields fields;
  const char* line = begin;
  while (line < end) {
    block_.resize(block_rows);
    std::size_t count = 0;
    bool unfinished = false;
    for (; count < block_rows && line < end; ++count) {
      if (!split(line, end, fields)) {
        unfinished = std::find(line, end, '\n') == end;
        if (unfinished) break;
        return fail(ErrorCode::damaged_file, {"行中的列数不对", "the row has not four columns"}, {},
                    {.line = row_ + 1});
      }
      ++row_;
      if (!understand(fields, block_[count])) {
        return fail(ErrorCode::bad_number, {"看不懂这一行", "the row is not understood"}, {},
                    {.line = row_});
      }
      line = fields.end[3] + 1;
    }
    sink({block_.data(), count});
    if (unfinished) break;
  }
  return line;
}

Result<std::uint64_t> TidyReader::read(const std::string& path, const Sink& sink) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return fail(ErrorCode::unreadable_file, {"打不开文件", "cannot open the file"}, {},
                {.file = path});
  }
  std::vector<char> buffer(chunk_bytes + padding);
  std::size_t kept = 0;
  bool header = true;
  for (;;) {
    const ssize_t got = ::read(file, buffer.data() + kept, chunk_bytes - kept);
    if (got <= 0) break;
    const char* begin = buffer.data();
    const char* end = begin + kept + static_cast<std::size_t>(got);
    if (std::exchange(header, false)) begin = std::find(begin, end, '\n') + 1;
    const auto rest = take_lines(begin, end, sink);
    if (!rest) {
      ::close(file);
      return tl::unexpected(rest.error());
    }
    kept = static_cast<std::size_t>(end - *rest);
    std::memmove(buffer.data(), *rest, kept);
  }
  ::close(file);
  if (kept != 0) {
    return fail(ErrorCode::damaged_file, {"文件末尾不完整", "the last line is cut off"}, {},
                {.file = path, .line = row_ + 1});
  }
  return std::uint64_t{row_} - 1;
}

}  // namespace duibiao::bench
