#include <fmt/format.h>

#include <algorithm>

#include "bulletin/read/numeral.h"
#include "figure/builtin.h"
#include "figure/toml_tables.h"

namespace duibiao::bulletin {
namespace {

/// The longest spelling, «hong kong dollars», has some 20 bytes.
constexpr std::size_t longest_spelling = 48;
/// A numeral stands at most this many Han characters into a word: 不管三七二十一.
constexpr std::size_t deepest_numeral = 4;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// The units of the table that are this one with a magnitude: 万元, 亿元 … of 元.
std::array<Unit, 13> scaled_units(Unit base) {
  std::array<Unit, 13> out{};
  if (!base.known()) return out;
  const auto table = Unit::table();
  for (std::size_t i = 1; i < table.size(); ++i) {
    const int power = table[i].power - base.power();
    if (table[i].dimension != base.dimension() || power < 0 || power > 12) continue;
    if (!table[i].symbol.ends_with(base.symbol())) continue;
    if (const auto unit = Unit::at(static_cast<std::uint8_t>(i))) {
      out[static_cast<std::size_t>(power)] = *unit;
    }
  }
  out[0] = base;
  return out;
}

constexpr TomlKey unit_keys[] = {
    {"id", TomlValue::Kind::text, true},         {"zh", TomlValue::Kind::list, false},
    {"en", TomlValue::Kind::list, false},        {"currency", TomlValue::Kind::text, false},
    {"dimension", TomlValue::Kind::text, false}, {"symbol", TomlValue::Kind::text, false},
    {"part_of", TomlValue::Kind::text, false},   {"not_before", TomlValue::Kind::list, false},
};
constexpr TomlKey word_keys[] = {{"words", TomlValue::Kind::list, true}};

}  // namespace

Result<UnitWords> UnitWords::builtin() {
  UnitWords out;
  for (const EmbeddedFile& file : builtin_files()) {
    Status status;
    if (file.name == "units.toml") status = out.add(file.bytes, file.name);
    if (file.name == "not_numbers.toml") status = out.add_not_numbers(file.bytes, file.name);
    if (!status) return tl::unexpected<Error>(status.error());
  }
  return out;
}

Status UnitWords::add(std::string_view toml, std::string_view file_name) {
  const auto tables = read_toml_tables(toml, file_name, "unit", unit_keys);
  if (!tables) return tl::unexpected<Error>(tables.error());
  for (const TomlTable& table : *tables) {
    Word word;
    word.id = table.text("id");
    word.currency = table.text("currency");
    word.dimension = table.text("dimension");
    word.part_of = table.text("part_of");
    if (const TomlValue* symbol = table.find("symbol")) {
      const auto unit = Unit::find(symbol->text);
      if (!unit) {
        return bad_catalogue(file_name, symbol->line,
                             {fmt::format("没有「{}」这个计量单位", symbol->text),
                              fmt::format("there is no unit «{}»", symbol->text)});
      }
      word.unit = *unit;
    }
    word.scaled = scaled_units(word.unit);
    if (const TomlValue* list = table.find("not_before")) word.not_before = list->list;
    const auto number = static_cast<std::uint32_t>(words_.size());
    words_.push_back(std::move(word));
    for (const std::string_view key : {"zh", "en"}) {
      const TomlValue* list = table.find(key);
      if (list == nullptr) continue;
      for (const std::string& spelling : list->list) {
        if (spelling.empty() || spelling.size() > longest_spelling) {
          return bad_catalogue(file_name, list->line,
                               {"单位的写法为空或过长", "a spelling is empty or too long"});
        }
        std::string folded = spelling;
        std::transform(folded.begin(), folded.end(), folded.begin(), lower);
        trie_.add(folded, number);
      }
    }
  }
  return {};
}

Status UnitWords::add_not_numbers(std::string_view toml, std::string_view file_name) {
  const auto tables = read_toml_tables(toml, file_name, "not_numbers", word_keys);
  if (!tables) return tl::unexpected<Error>(tables.error());
  for (const TomlTable& table : *tables) {
    for (const std::string& word : table.find("words")->list) {
      if (word.empty()) {
        return bad_catalogue(file_name, table.line, {"词不能为空", "a word may not be empty"});
      }
      not_numbers_.add(word, 0);
    }
  }
  return {};
}

std::optional<UnitWords::Match> UnitWords::at(std::string_view text, std::size_t at) const {
  if (at >= text.size()) return std::nullopt;
  std::string_view look = text;
  std::size_t from = at;
  char folded[longest_spelling];
  if (is_letter(text[at])) {  // letters count in either case
    const std::size_t length = std::min(longest_spelling, text.size() - at);
    std::transform(text.begin() + static_cast<std::ptrdiff_t>(at),
                   text.begin() + static_cast<std::ptrdiff_t>(at + length), folded, lower);
    look = {folded, length};
    from = 0;
  }
  std::optional<Match> best;
  trie_.each(look, from, [&](text::WordTrie::Match match) {
    const Word& word = words_[match.number];
    const std::size_t end = at + match.length;
    const std::string_view rest = text.substr(end);
    if (is_letter(text[end - 1]) && !rest.empty() && is_letter(rest[0])) return;
    // «5G» is no weight, «3T» no tonnes: a single letter counts as it is spelled.
    if (match.length == 1 && text[at] != look[from]) return;
    for (const std::string& next : word.not_before) {
      if (rest.starts_with(next)) return;
    }
    best = Match{match.length, &word};
  });
  return best;
}

const UnitWords::Word* UnitWords::named(std::string_view spelling) const {
  std::string folded(spelling);
  std::transform(folded.begin(), folded.end(), folded.begin(), lower);
  const auto number = trie_.find(folded);
  return number ? &words_[*number] : nullptr;
}

std::optional<Span> UnitWords::not_number(std::string_view text, std::size_t at) const {
  constexpr std::size_t han = 3;
  for (std::size_t back = 0; back <= deepest_numeral && back * han <= at; ++back) {
    const std::size_t begin = at - back * han;
    // Only Han characters, all of three bytes, are stepped over.
    if (back > 0 && (static_cast<unsigned char>(text[begin]) & 0xF0U) != 0xE0U) break;
    const auto match = not_numbers_.longest(text, begin);
    if (match && begin + match->length > at) {
      return Span{static_cast<std::uint32_t>(begin),
                  static_cast<std::uint32_t>(begin + match->length)};
    }
  }
  return std::nullopt;
}

}  // namespace duibiao::bulletin
