#include "figure/name_key.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <vector>

#include "text/fold.h"
#include "text/utf8.h"

namespace duibiao::names {
namespace {

/// Marks that people write or leave out at will inside a name.
constexpr std::array<std::string_view, 6> optional_marks = {"’", "‘", "·", "•", "–", "—"};

bool has_wide_forms(std::string_view name) {
  // U+3000 begins with E3 80 and the full-width forms with EF; few names have either, and folding
  // thousands of names that need none is what loading would spend its time on.
  return name.find('\xEF') != std::string_view::npos ||
         name.find("\xE3\x80") != std::string_view::npos;
}

std::string strip(std::string_view name) {
  std::string key;
  key.reserve(name.size());
  for (std::size_t i = 0; i < name.size();) {
    const char c = name[i];
    if (static_cast<unsigned char>(c) < 0x80) {
      const bool skipped =
          c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\'' || c == '-' || c == '`';
      if (!skipped) {
        key.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
      }
      ++i;
      continue;
    }
    const std::string_view here = name.substr(i, text::decode_at(name, i).length);
    if (std::find(optional_marks.begin(), optional_marks.end(), here) == optional_marks.end() &&
        here != "\xC2\xA0") {
      key += here;
    }
    i += here.size();
  }
  return key;
}

}  // namespace

std::size_t character_count(std::string_view name) {
  return static_cast<std::size_t>(std::count_if(name.begin(), name.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string name_key(std::string_view name) {
  if (has_wide_forms(name)) {
    return strip(text::fold_width(name));
  }
  return strip(name);
}

std::u32string code_points(std::string_view name) {
  std::u32string out;
  out.reserve(name.size());
  for (const text::CodePoint c : text::code_points(name)) out.push_back(c.value);
  return out;
}

std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  std::vector<std::size_t> row(a.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t j = 1; j <= b.size(); ++j) {
    std::size_t diagonal = row[0];
    row[0] = j;
    std::size_t best = row[0];
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
      diagonal = row[i];
      row[i] = std::min({replaced, row[i] + 1, row[i - 1] + 1});
      best = std::min(best, row[i]);
    }
    if (best > limit) return limit + 1;
  }
  return row[a.size()];
}

}  // namespace duibiao::names
