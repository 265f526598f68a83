#include "bulletin/read/lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "figure/toml_tables.h"

namespace duibiao::bulletin {
namespace {

struct ClassRow {
  WordClass word_class;
  std::string_view id;
};

constexpr std::array<ClassRow, word_class_count> rows = {{
    {WordClass::plain, "plain"},
    {WordClass::up, "up"},
    {WordClass::down, "down"},
    {WordClass::widen, "widen"},
    {WordClass::narrow, "narrow"},
    {WordClass::flat, "flat"},
    {WordClass::growth, "growth"},
    {WordClass::decline, "decline"},
    {WordClass::yoy, "yoy"},
    {WordClass::mom, "mom"},
    {WordClass::average, "average"},
    {WordClass::than, "than"},
    {WordClass::compared, "compared"},
    {WordClass::to, "to"},
    {WordClass::from, "from"},
    {WordClass::share_verb, "share_verb"},
    {WordClass::share_noun, "share_noun"},
    {WordClass::contribution, "contribution"},
    {WordClass::pull, "pull"},
    {WordClass::higher, "higher"},
    {WordClass::lower, "lower"},
    {WordClass::above, "above"},
    {WordClass::below, "below"},
    {WordClass::rank_verb, "rank_verb"},
    {WordClass::rank_noun, "rank_noun"},
    {WordClass::rank_first, "rank_first"},
    {WordClass::rank_last, "rank_last"},
    {WordClass::rank_top, "rank_top"},
    {WordClass::rank_behind, "rank_behind"},
    {WordClass::about, "about"},
    {WordClass::near, "near"},
    {WordClass::over, "over"},
    {WordClass::under, "under"},
    {WordClass::reached, "reached"},
    {WordClass::about_after, "about_after"},
    {WordClass::over_after, "over_after"},
    {WordClass::under_after, "under_after"},
    {WordClass::constant_price, "constant_price"},
    {WordClass::nominal, "nominal"},
    {WordClass::comparable_scope, "comparable_scope"},
    {WordClass::target, "target"},
    {WordClass::forecast, "forecast"},
    {WordClass::respectively, "respectively"},
    {WordClass::of_which, "of_which"},
    {WordClass::total, "total"},
    {WordClass::same_below, "same_below"},
    {WordClass::in_dollars, "in_dollars"},
    {WordClass::in_yuan, "in_yuan"},
    {WordClass::times_of, "times_of"},
    {WordClass::net, "net"},
    {WordClass::home_place, "home_place"},
    {WordClass::that_place, "that_place"},
    {WordClass::foreign, "foreign"},
    {WordClass::partner, "partner"},
    {WordClass::not_place, "not_place"},
    {WordClass::border, "border"},
    {WordClass::filler, "filler"},
    {WordClass::conjunction, "conjunction"},
    {WordClass::head, "head"},
    {WordClass::suffix, "suffix"},
    {WordClass::overall, "overall"},
    {WordClass::name, "name"},
    {WordClass::rule, "rule"},
    {WordClass::count_word, "count_word"},
    {WordClass::document, "document"},
    {WordClass::doing, "doing"},
    {WordClass::region, "region"},
    {WordClass::aside, "aside"},
    {WordClass::indicator, "indicator"},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (static_cast<std::size_t>(rows[i].word_class) != i) return false;
  }
  return true;
}
static_assert(in_order());

/// A longer entry is no word.
constexpr std::size_t longest_word = 256;

std::optional<WordClass> class_of(std::string_view id) {
  const auto row =
      std::find_if(rows.begin(), rows.end(), [&](const ClassRow& r) { return r.id == id; });
  if (row == rows.end() || row->word_class == WordClass::indicator) return std::nullopt;
  return row->word_class;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace

std::string_view id_of(WordClass word_class) {
  return rows[static_cast<std::size_t>(word_class)].id;
}

std::uint32_t Lexicon::entry_of(std::string_view word) {
  const std::uint32_t index = trie_.add(word, static_cast<std::uint32_t>(entries_.size()));
  if (index == entries_.size()) entries_.push_back({std::string(word), {}, 0, 0});
  return index;
}

Status Lexicon::add(std::string_view toml, std::string_view file_name) {
  static constexpr std::array<TomlKey, 3> keys = {{
      {"class", TomlValue::Kind::text, true},
      {"words", TomlValue::Kind::list, true},
      {"note", TomlValue::Kind::text, false},
  }};
  auto tables = read_toml_tables(toml, file_name, "words", keys);
  if (!tables) return tl::unexpected<Error>(tables.error());
  for (const TomlTable& table : *tables) {
    const TomlValue* id = table.find("class");
    if (!class_of(id->text)) {
      return bad_catalogue(
          file_name, id->line,
          {fmt::format("没有「{}」这一词类", id->text),
           fmt::format("there is no word class `{}`", id->text)},
          {"词类见 data/reading/words_zh.toml", "data/reading/words_zh.toml shows the classes"});
    }
    const TomlValue* words = table.find("words");
    for (const std::string& word : words->list) {
      if (word.empty() || word.size() > longest_word) {
        return bad_catalogue(
            file_name, words->line,
            {"词不能为空，也不能超过 256 字节", "a word is empty or above 256 bytes"});
      }
    }
  }
  ++files_;
  for (const TomlTable& table : *tables) {
    const WordClass word_class = *class_of(table.text("class"));
    for (const std::string& word : table.find("words")->list) {
      Entry& entry = entries_[entry_of(lowered(word))];
      if (entry.file != files_) entry.classes = {};
      entry.file = files_;
      entry.classes.add(word_class);
    }
  }
  return {};
}

void Lexicon::add_indicator(std::string_view name, std::uint32_t index) {
  if (name.empty() || name.size() > longest_word) return;
  Entry& entry = entries_[entry_of(lowered(name))];
  if (entry.classes.has(WordClass::plain)) return;
  entry.classes.add(WordClass::indicator);
  entry.value = index;
}

std::optional<Lexicon::Match> Lexicon::longest(std::string_view lower, std::size_t at,
                                               std::size_t limit) const {
  std::optional<Match> best;
  const bool inside_word = at > 0 && is_letter(lower[at - 1]);
  if (inside_word && at < lower.size() && is_letter(lower[at])) return best;
  trie_.each(lower, at, [&](text::WordTrie::Match match) {
    const std::size_t end = at + match.length;
    if (end > limit) return;
    if (end < lower.size() && is_letter(lower[end - 1]) && is_letter(lower[end])) return;
    best = Match{match.length, match.number};
  });
  return best;
}

}  // namespace duibiao::bulletin
