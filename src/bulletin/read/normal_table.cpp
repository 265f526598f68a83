#include "bulletin/read/normal_table.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "text/utf8.h"

namespace duibiao::bulletin::normal {
namespace {

constexpr char16_t first_han = 0x4E00;
constexpr char16_t last_han = 0x9FFF;

/// Traditional to simplified, a character for a character. Phrases play no part: between line
/// breaks every character is alone.
void fill_simplified(Table& table) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> hans(
      icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, status));
  if (U_FAILURE(status) != 0 || hans == nullptr) return;  // ICU without data: simplified texts only
  icu::UnicodeString text;
  for (char32_t c = first_han; c <= last_han; ++c) {
    text.append(static_cast<char16_t>(c));
    text.append(u'\n');
  }
  const std::int32_t length = text.length();
  hans->transliterate(text);
  if (text.length() != length) return;
  for (std::int32_t i = 0; i < length; i += 2) {
    const char16_t to = text[i];
    if (to >= first_han && to <= last_han) {
      table[first_han + static_cast<std::size_t>(i) / 2] = to;
    }
  }
}

/// What ICU leaves alone because some word keeps it, and what it changes although simplified texts
/// write it (显著, 乾县): in statistics the common reading is the right one.
void fill_exceptions(Table& table) {
  constexpr std::pair<char16_t, char16_t> rows[] = {
      {u'餘', u'余'}, {u'於', u'于'}, {u'佔', u'占'}, {u'週', u'周'}, {u'衝', u'冲'},
      {u'乾', u'乾'}, {u'著', u'著'}, {u'裡', u'里'}, {u'裏', u'里'}, {u'臺', u'台'},
      {u'圓', u'圆'}, {u'銭', u'钱'}, {u'円', u'元'}, {u'冊', u'册'}, {u'啟', u'启'},
      {u'徵', u'征'}, {u'瞭', u'了'}, {u'祇', u'只'}, {u'麼', u'么'}, {u'甚', u'甚'},
      {u'隻', u'只'}, {u'傢', u'家'}, {u'噸', u'吨'}, {u'淨', u'净'}, {u'佈', u'布'},
  };
  for (const auto& [from, to] : rows) table[from] = to;
}

void fill_marks(Table& table) {
  for (std::uint16_t c = 0xFF01; c <= 0xFF5E; ++c) {
    table[c] = static_cast<std::uint16_t>(c - 0xFEE0);
  }
  table[u'，'] = wide_comma;
  table[u'∶'] = u':';
  table[u'﹪'] = u'%';
  table[u'￥'] = u'¥';
  for (const char16_t c : {u'\u00A0', u'\u1680', u'\u202F', u'\u205F', u'\u3000'}) table[c] = u' ';
  for (std::uint16_t c = 0x2000; c <= 0x200A; ++c) table[c] = u' ';
  for (std::uint16_t c = 0x200B; c <= 0x200F; ++c) table[c] = drop;
  for (const char16_t c : {u'\u00AD', u'\u2060', u'\uFEFF'}) table[c] = drop;
  for (const char16_t c : {u'‒', u'–', u'—', u'―', u'─'}) table[c] = dash;
  for (const char16_t c : {u'‐', u'‑', u'−', u'﹣'}) table[c] = u'-';
  for (const char16_t c : {u'〜', u'∼', u'～'}) table[c] = u'~';
}

Table* build() {
  auto table = std::make_unique<Table>();
  for (std::size_t c = 0; c < table->size(); ++c) (*table)[c] = static_cast<std::uint16_t>(c);
  fill_simplified(*table);
  fill_exceptions(*table);
  fill_marks(*table);
  return table.release();
}

/// The plain letter under a letter of pinyin; 0 when it is none. `toned`: it had a mark.
char plain_letter(char32_t c, bool& toned) {
  if (c >= U'a' && c <= U'z') return static_cast<char>(c);
  constexpr std::pair<char, std::u32string_view> rows[] = {
      {'a', U"āáǎà"},  {'e', U"ēéěèê"}, {'i', U"īíǐì"}, {'o', U"ōóǒò"}, {'u', U"ūúǔù"},
      {'v', U"ǖǘǚǜü"}, {'n', U"ńňǹ"},   {'m', U"ḿ"},    {'g', U"ɡ"},
  };
  for (const auto& [letter, marked] : rows) {
    if (marked.find(c) == std::u32string_view::npos) continue;
    toned = toned || (c != U'ü' && c != U'ɡ');
    return letter;
  }
  return 0;
}

/// A syllable of pinyin without its tone. Accepts some that do not exist («bong»): they are noise
/// all the more.
bool is_syllable(std::string_view word) {
  constexpr std::string_view initials = "bpmfdtnlgkhjqxrzcsyw";
  constexpr std::string_view finals =
      " a o e i u v ai ei ui ao ou iu ie ue ve er an en in un vn ang eng ing ong ia iao ian iang "
      "iong ua uo uai uan uang ";
  constexpr std::string_view alone = " a o e ai ei ao ou an en ang eng er ng ";
  const auto among = [](std::string_view list, std::string_view item) {
    return list.find(" " + std::string(item) + " ") != std::string_view::npos;
  };
  if (word.empty() || word.size() > 6) return false;
  if (among(alone, word)) return true;
  if (initials.find(word.front()) == std::string_view::npos) return false;
  std::string_view rest = word.substr(1);
  if (rest.starts_with('h') && std::string_view("zcs").find(word[0]) != std::string_view::npos) {
    rest.remove_prefix(1);
  }
  return among(finals, rest);
}

}  // namespace

const Table& table() {
  static const Table* const built = build();
  return *built;
}

std::size_t pinyin_bracket(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 40;
  const std::size_t stop = std::min(text.size(), at + longest);
  std::string letters;
  bool toned = false;
  bool first = true;
  for (std::size_t i = at; i < stop;) {
    const text::CodePoint c = text::decode_at(text, i);
    i += c.length;
    if (first) {
      first = false;
    } else if (c.value == U')' || c.value == U'）') {
      const bool noise = toned ? !letters.empty() : letters.size() > 1 && is_syllable(letters);
      return noise ? i - at : 0;
    } else if (c.value >= 0x0300 && c.value <= 0x030C) {
      toned = true;  // a combining tone mark
    } else if (const char letter = plain_letter(c.value, toned); letter != 0) {
      letters += letter;
    } else if (c.value == U' ') {
      if (!letters.empty() && !toned) return 0;  // words in brackets, not a syllable
    } else {
      return 0;
    }
  }
  return 0;
}

}  // namespace duibiao::bulletin::normal
