#include "bulletin/corpus.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <optional>
#include <utility>

namespace duibiao::corpus {
namespace {

using std::string;
using std::string_view;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<string> split(string_view text, char separator) {
  std::vector<string> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<string> words_of(string_view text) {
  std::vector<string> words;
  for (string& word : split(text, ' ')) {
    if (!word.empty()) words.push_back(std::move(word));
  }
  return words;
}

string trimmed(string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == string_view::npos) return {};
  return string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

tl::unexpected<Error> bad_case(string_view id, string_view what) {
  const string message = fmt::format("{}: {}", id, what);
  return fail(ErrorCode::bad_catalogue, {message, message});
}

/// Where `piece` stands at or after `from`, not inside a longer number.
std::optional<text::Span> locate(string_view text, string_view piece, std::size_t from) {
  for (std::size_t at = text.find(piece, from); at != string_view::npos;
       at = text.find(piece, at + 1)) {
    const std::size_t end = at + piece.size();
    const bool cut_before =
        at > 0 && is_digit(piece.front()) && (is_digit(text[at - 1]) || text[at - 1] == '.');
    const bool cut_behind = end < text.size() && is_digit(piece.back()) &&
                            (is_digit(text[end]) || (text[end] == '.' && end + 1 < text.size() &&
                                                     is_digit(text[end + 1])));
    if (cut_before || cut_behind) continue;
    return text::Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
  }
  return std::nullopt;
}

/// Splits «-2,949.6亿元» into its number and unit; nothing when it starts with no digit.
std::optional<std::pair<num::Decimal, string>> printed_number(string_view text) {
  string digits;
  std::size_t at = 0;
  if (text.starts_with("−")) {
    digits = "-";
    at = string_view("−").size();
  }
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == ',') continue;
    if (!is_digit(c) && c != '.' && !(digits.empty() && (c == '+' || c == '-'))) break;
    digits += c;
  }
  const auto value = num::Decimal::parse(digits);
  if (!value) return std::nullopt;
  string unit(text.substr(at));
  for (const string_view counted : {"个百分点", "个千分点"}) {
    if (unit == counted) unit.erase(0, string_view("个").size());
  }
  for (const string_view more : {"余", "多"}) {
    if (unit.starts_with(more)) unit.erase(0, more.size());
  }
  return std::pair{*value, trimmed(unit)};
}

std::vector<string> units_of(string_view text) {
  std::vector<string> units = split(text, '/');
  for (string& unit : units) std::replace(unit.begin(), unit.end(), '~', ' ');
  if (units.size() == 1 && units.front().empty()) units.clear();
  return units;
}

/// Reads what follows «=» in a label: «-», «*», «8成», «2.31*», «1.92倍?», «12.8亿元~».
bool read_value(string_view text, ValueLabel& label) {
  if (text == "-") {
    label.value = label.value.negated();
    return true;
  }
  if (text == "*") {
    label.any_value = label.any_unit = true;
    return true;
  }
  label = ValueLabel{};
  const auto ends_with = [&](char mark) {
    const bool there = !text.empty() && text.back() == mark;
    if (there) text.remove_suffix(1);
    return there;
  };
  label.any_sign = ends_with('~');
  label.any_unit = ends_with('*');
  label.unit_optional = ends_with('?');
  const auto number = printed_number(text);
  if (!number) return false;
  label.value = number->first;
  label.units = units_of(number->second);
  return true;
}

bool looks_like_place(string_view word) {
  return word == "nowhere" || (word.size() == 6 && std::all_of(word.begin(), word.end(), is_digit));
}

bool looks_like_period(string_view word) {
  return word == "never" ||
         (word.size() >= 4 && std::all_of(word.begin(), word.begin() + 4, is_digit) &&
          (word.size() == 4 || word[4] == '-' || word[4] == '.'));
}

bool is_measure(string_view word) {
  const auto measure = find_measure(word);
  return measure && id_of(*measure) == word;
}

/// Reads one word of a label; what it names replaces what the line before said.
bool read_word(const string& word, ClaimLabel& label) {
  const auto after = [&](string_view mark) { return word.substr(mark.size()); };
  if (word.front() == '=') return read_value(after("="), label.value);
  if (word.front() == '+') {
    string names = after("+");
    QualifierLabel qualifier;
    if (names.back() == '?') {
      qualifier.optional = true;
      names.pop_back();
    }
    qualifier.any_of = split(names, '/');
    label.qualifiers.push_back(std::move(qualifier));
    return true;
  }
  if (word.starts_with("of:")) {
    label.ranked = split(after("of:"), '/');
    return true;
  }
  if (word.starts_with("whole:")) {
    label.whole_of = split(after("whole:"), '/');
    return true;
  }
  std::vector<string> any_of = split(word, '/');
  const auto any = [&](bool (*is)(string_view)) {
    return std::any_of(any_of.begin(), any_of.end(), is);
  };
  if (any(looks_like_place)) {
    label.places = std::move(any_of);
  } else if (any(looks_like_period)) {
    label.periods = std::move(any_of);
  } else if (any(is_measure)) {
    label.measures = std::move(any_of);
  } else {
    for (string& phrase : any_of) std::replace(phrase.begin(), phrase.end(), '~', ' ');
    label.indicators = std::move(any_of);
  }
  return true;
}

/// «text | words» as a pair; an empty line gives nothing.
struct Line {
  string text;
  bool optional = false;
  std::vector<string> words;
};
std::vector<Line> lines_of(const string& block) {
  std::vector<Line> lines;
  for (const string& raw : split(block, '\n')) {
    const std::size_t bar = raw.find(" | ");
    if (bar == string::npos) continue;
    Line line;
    line.text = trimmed(string_view(raw).substr(0, bar));
    line.optional = line.text.front() == '?';
    if (line.optional) line.text.erase(0, 1);
    line.words = words_of(string_view(raw).substr(bar + 3));
    lines.push_back(std::move(line));
  }
  return lines;
}

Status read_claims(const string& block, Sentence& sentence) {
  ClaimLabel before;
  std::size_t from = 0;
  for (const Line& line : lines_of(block)) {
    ClaimLabel label = before;
    label.text = line.text;
    label.optional = line.optional;
    label.qualifiers.clear();
    label.ranked.clear();
    label.whole_of.clear();
    label.value = ValueLabel{};
    if (const auto number = printed_number(line.text)) {
      label.value.value = number->first;
      if (!number->second.empty()) label.value.units = {number->second};
    }
    const auto span = locate(sentence.text, line.text, from);
    if (!span) return bad_case(sentence.id, "the text lacks " + line.text);
    label.span = *span;
    from = span->end;
    for (const string& word : line.words) {
      if (!read_word(word, label)) return bad_case(sentence.id, "what is " + word + "?");
    }
    before = label;
    sentence.claims.push_back(std::move(label));
  }
  return {};
}

Status read_ignored(const string& block, Sentence& sentence) {
  std::size_t from = 0;
  for (const Line& line : lines_of(block)) {
    auto span = locate(sentence.text, line.text, from);
    if (!span) span = locate(sentence.text, line.text, 0);
    if (!span) return bad_case(sentence.id, "the text lacks " + line.text);
    from = span->end;
    sentence.ignored.push_back(
        {*span, line.text, line.optional,
         line.words.empty() ? std::vector<string>{"*"} : split(line.words.front(), '/')});
  }
  return {};
}

string text_at(const toml::table& table, string_view key) { return table[key].value_or(string()); }

Context context_at(const toml::table& table) {
  return {text_at(table, "home"), text_at(table, "period"), text_at(table, "written")};
}

Result<Sentence> read_sentence(const toml::table& table) {
  Sentence sentence;
  sentence.id = text_at(table, "id");
  sentence.topic = text_at(table, "topic");
  sentence.text = text_at(table, "text");
  sentence.context = context_at(table);
  if (auto read = read_claims(text_at(table, "claims"), sentence); !read) {
    return tl::unexpected(read.error());
  }
  if (auto read = read_ignored(text_at(table, "ignored"), sentence); !read) {
    return tl::unexpected(read.error());
  }
  return sentence;
}

Result<Draft> read_draft(const toml::table& table) {
  Draft draft;
  draft.id = text_at(table, "id");
  draft.kind = table.contains("error") ? text_at(table, "error") : text_at(table, "kind");
  draft.text = text_at(table, "text");
  draft.context = context_at(table);
  draft.store = table["store"].value_or(false);
  draft.suggestion = text_at(table, "suggestion");
  if (const auto* relations = table["relations"].as_array()) {
    for (const auto& relation : *relations) draft.relations.push_back(relation.value_or(string()));
  }
  const string wrong = text_at(table, "wrong");
  for (const string& figure : split(wrong, '|')) {
    if (figure.empty()) continue;
    // A figure that occurs twice is wrong where it stands last.
    std::optional<text::Span> last;
    for (auto at = locate(draft.text, figure, 0); at; at = locate(draft.text, figure, at->end)) {
      last = at;
    }
    if (!last) return bad_case(draft.id, "the text lacks " + figure);
    draft.wrong.push_back(*last);
  }
  return draft;
}

template <class Case>
Result<std::vector<Case>> load(const string& path, Result<Case> (*read)(const toml::table&)) {
  toml::table file;
  try {
    file = toml::parse_file(path);
  } catch (const toml::parse_error& error) {
    return bad_case(path,
                    fmt::format("{} (line {})", error.description(), error.source().begin.line));
  }
  std::vector<Case> cases;
  const auto* tables = file["case"].as_array();
  if (tables == nullptr) return bad_case(path, "no case in it");
  for (const auto& entry : *tables) {
    if (!entry.is_table()) return bad_case(path, "a case is no table");
    auto one = read(*entry.as_table());
    if (!one) return tl::unexpected(one.error());
    cases.push_back(std::move(*one));
  }
  return cases;
}

}  // namespace

Result<std::vector<Sentence>> load_sentences(const string& path) {
  return load<Sentence>(path, read_sentence);
}

Result<std::vector<Draft>> load_drafts(const string& path) { return load<Draft>(path, read_draft); }

text::Document document_of(string_view text) {
  text::Document document;
  document.text = string(text);
  document.format = "txt";
  document.encoding = "UTF-8";
  document.verbatim = true;
  std::uint32_t table = 0;
  std::uint32_t row = 0;
  bool in_table = false;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const string_view line = text.substr(begin, end - begin);
    const bool tabbed = line.find('\t') != string_view::npos;
    if (tabbed && !in_table) {
      ++table;
      row = 0;
    }
    std::size_t from = begin;
    std::uint32_t column = 0;
    while (!line.empty() && from <= end) {
      const std::size_t to = tabbed ? std::min(text.find('\t', from), end) : end;
      text::Block block;
      block.kind = tabbed ? text::Block::Kind::cell : text::Block::Kind::paragraph;
      block.span = {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
      block.table = tabbed ? table : 0;
      block.row = tabbed ? row : 0;
      block.column = column++;
      document.blocks.push_back(block);
      from = to + 1;
    }
    if (tabbed) ++row;
    in_table = tabbed;
    begin = end + 1;
  }
  return document;
}

bulletin::ReadingContext context_of(const Context& context, const Vocabulary& words) {
  bulletin::ReadingContext read;
  read.home = words.places.by_code(context.home).value_or(PlaceId{});
  if (const auto period = Period::parse(context.period)) read.period = *period;
  if (const auto day = Date::parse(context.written)) read.written = *day;
  return read;
}

}  // namespace duibiao::corpus
