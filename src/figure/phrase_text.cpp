#include "figure/phrase_text.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "figure/characters.h"
#include "figure/unit.h"
#include "text/utf8.h"

namespace duibiao::names {
namespace {

using figure_text::Character;

constexpr char32_t plus_minus = U'±';

bool is_latin(char32_t code) { return figure_text::is_digit(code) || figure_text::is_letter(code); }

bool is_latin_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool is_punctuation(char32_t code) {
  if (code == plus_minus) return false;
  if (code < 0x80) return !is_latin(code);
  return (code >= 0x2010 && code <= 0x206F) || (code >= 0x3000 && code <= 0x3004) ||
         (code >= 0x3008 && code <= 0x3020) || (code >= 0x00A1 && code <= 0x00BF);
}

char32_t closing_of(char32_t code) {
  switch (code) {
    case U'(':
      return U')';
    case U'[':
      return U']';
    case U'【':
      return U'】';
    case U'〔':
      return U'〕';
    default:
      return 0;
  }
}

std::optional<Unit> unit_alone(std::string_view text) {
  static constexpr std::string_view labels[] = {"单位:", "单位：", "计量单位:", "unit:", "Unit:"};
  text = text::trim(text);
  for (const std::string_view label : labels) {
    if (text.starts_with(label)) text = text::trim(text.substr(label.size()));
  }
  return Unit::find(text);
}

/// What a unit says about the figure itself: another currency is another indicator, and points are
/// a change of a rate. Other units are the caller's business.
std::u32string_view meaning_of(Unit unit) {
  switch (unit.dimension()) {
    case Dimension::usd:
      return U",美元,";
    case Dimension::percentage_point:
      return U",百分点,";
    default:
      return U",";
  }
}

/// Characters of the header; of unit brackets only what they mean.
std::vector<Character> readable(std::string_view header) {
  const std::vector<Character> all = figure_text::characters_of(header);
  std::vector<Character> kept;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const char32_t closing = closing_of(all[i].code);
    if (closing != 0) {
      const auto end = std::find_if(all.begin() + static_cast<std::ptrdiff_t>(i), all.end(),
                                    [&](const Character& c) { return c.code == closing; });
      const auto unit = end == all.end()
                            ? std::nullopt
                            : unit_alone(header.substr(all[i].end, end->begin - all[i].end));
      if (unit) {
        for (const char32_t code : meaning_of(*unit)) kept.push_back({code, 0, 0});
        i = static_cast<std::size_t>(end - all.begin());
        continue;
      }
    }
    kept.push_back(all[i]);
  }
  // pandas and its like number repeated headers: «累计比去年同期±％.1».
  while (kept.size() > 2 && figure_text::is_digit(kept.back().code) &&
         kept[kept.size() - 2].code == U'.' && !is_latin(kept[kept.size() - 3].code)) {
    kept.resize(kept.size() - 2);
  }
  return kept;
}

}  // namespace

bool is_word_border(std::string_view phrase, std::size_t offset) {
  return offset == 0 || offset >= phrase.size() || !is_latin_byte(phrase[offset - 1]) ||
         !is_latin_byte(phrase[offset]);
}

std::string phrase_text(std::string_view header) {
  const std::vector<Character> source = readable(header);
  std::string out;
  out.reserve(header.size());
  const auto border = [&] {
    if (!out.empty() && out.back() != part_border) out.push_back(part_border);
  };
  for (std::size_t i = 0; i < source.size(); ++i) {
    const char32_t code = source[i].code;
    const bool between_latin = !out.empty() && is_latin_byte(out.back()) && i + 1 < source.size() &&
                               is_latin(source[i + 1].code);
    if (code == U' ' || code == U'_' || code == U'-') {
      if (between_latin) {
        out.push_back(' ');
      } else if (code != U' ') {
        border();
      }
    } else if (is_punctuation(code)) {
      border();
    } else {
      text::append_utf8(out, code);
    }
  }
  while (!out.empty() && out.back() == part_border) out.pop_back();
  return out;
}

}  // namespace duibiao::names
