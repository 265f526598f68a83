#include "bulletin/read/token.h"

#include <algorithm>
#include <array>

namespace duibiao::bulletin {
namespace {

constexpr std::size_t character = 3;  ///< a Chinese one's bytes
constexpr WordClasses names_of_indicators(WordClass::indicator, WordClass::head);
constexpr WordClasses may_hold_numbers(WordClass::name, WordClass::indicator, WordClass::plain,
                                       WordClass::rule, WordClass::document, WordClass::region,
                                       WordClass::target);

std::size_t character_length(char lead) {
  const auto c = static_cast<unsigned char>(lead);
  if (c < 0x80) return 1;
  if (c >= 0xF0) return 4;
  return c >= 0xE0 ? 3 : 2;
}

struct WideMark {
  std::string_view bytes;
  char mark;
};
constexpr std::array<WideMark, 16> wide_marks = {{
    {"、", '&'},
    {"。", '.'},
    {"，", ','},
    {"；", ';'},
    {"：", ':'},
    {"（", '('},
    {"）", ')'},
    {"“", '"'},
    {"”", '"'},
    {"‘", '"'},
    {"’", '"'},
    {"《", '<'},
    {"》", '>'},
    {"！", '!'},
    {"？", '?'},
    {"…", '.'},
}};

/// 0 when no mark stands there.
char wide_mark_at(std::string_view text, std::size_t at, std::size_t length) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead != 0xE3 && lead != 0xE2 && lead != 0xEF) return 0;
  const std::string_view here = text.substr(at, length);
  for (const WideMark& row : wide_marks) {
    if (row.bytes == here) return row.mark;
  }
  return 0;
}

bool is_word_byte(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

class Tokeniser {
 public:
  Tokeniser(const Lexicon& lexicon, const PlaceNames& places, Piece& piece)
      : lexicon_(lexicon), places_(places), piece_(piece), lower_(piece.lower) {}

  void run() {
    while (at_ < lower_.size()) {
      if (!skip_blank() && !take_tag() && !take_time() && !take_numeral() && !take_word() &&
          !take_mark()) {
        take_text();
      }
    }
    // Numerals behind the last token's beginning are those that a word or a time swallowed.
    cover(static_cast<std::uint32_t>(lower_.size()));
  }

 private:
  bool skip_blank() {
    const char c = lower_[at_];
    if (c != ' ' && c != '\r') return false;
    ++at_;
    open_text_ = false;
    return true;
  }

  /// `<td>` that was left in a plain text, `<script>` with all it holds: marks, and no words.
  bool take_tag() {
    if (lower_[at_] != '<' || at_ + 1 >= lower_.size()) return false;
    const char name = lower_[at_ + 1];
    if (name != '/' && name != '!' && (name < 'a' || name > 'z')) return false;
    constexpr std::size_t longest_tag = 256;
    const std::size_t close = lower_.substr(at_, longest_tag).find_first_of(">\n");
    if (close == std::string_view::npos || lower_[at_ + close] != '>') return false;
    std::size_t end = at_ + close + 1;
    for (const std::string_view code : {std::string_view("script"), std::string_view("style")}) {
      if (lower_.substr(at_ + 1).starts_with(code)) end = std::max(end, end_of_code());
    }
    push(Token::Kind::mark, end, 0);
    piece_.tokens.back().mark = '<';
    return true;
  }

  /// Behind the next `</script>` or `</style>`; where none comes the text is looked through once.
  std::size_t end_of_code() {
    static constexpr std::string_view ends[] = {"</script>", "</style>"};
    std::size_t nearest = std::string_view::npos;
    for (std::size_t i = 0; i < std::size(ends); ++i) {
      if (next_end_[i] != std::string_view::npos && next_end_[i] <= at_) {
        next_end_[i] = lower_.find(ends[i], at_);
      }
      if (next_end_[i] == std::string_view::npos) continue;
      nearest = std::min(nearest, next_end_[i] + ends[i].size());
    }
    return nearest == std::string_view::npos ? at_ : nearest;
  }

  void push(Token::Kind kind, std::size_t end, std::uint32_t index, WordClasses classes = {}) {
    Token token;
    token.span = {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)};
    token.kind = kind;
    token.index = index;
    token.classes = classes;
    piece_.tokens.push_back(token);
    at_ = end;
    open_text_ = false;
    cover(static_cast<std::uint32_t>(end));
  }

  /// Numerals that begin before `end` and got no token of their own stand inside the last token.
  void cover(std::uint32_t end) {
    while (numeral_ < piece_.numerals.size() && begin_of(numeral_) < end) {
      if (!piece_.tokens.empty()) {
        piece_.covered.push_back({numeral_, static_cast<std::uint32_t>(piece_.tokens.size() - 1)});
      }
      ++numeral_;
    }
  }

  [[nodiscard]] std::uint32_t begin_of(std::uint32_t numeral) const {
    const Numeral& n = piece_.numerals[numeral];
    return std::min(n.with_unit.begin, n.span.begin);
  }

  [[nodiscard]] std::uint32_t next_numeral() const {
    return numeral_ < piece_.numerals.size() ? begin_of(numeral_)
                                             : static_cast<std::uint32_t>(lower_.size());
  }
  [[nodiscard]] std::uint32_t next_time() const {
    return time_ < piece_.times.size() ? piece_.times[time_].span.begin
                                       : static_cast<std::uint32_t>(lower_.size());
  }

  bool take_time() {
    while (time_ < piece_.times.size() && piece_.times[time_].span.begin < at_) ++time_;
    if (next_time() != at_) return false;
    const Span span = piece_.times[time_].span;
    const auto word = lexicon_.longest(lower_, at_, lower_.size());
    if (word && at_ + word->length > span.end &&
        lexicon_.at(word->entry).classes.any(may_hold_numbers)) {
      return false;
    }
    push(Token::Kind::time, span.end, time_);
    return true;
  }

  bool take_numeral() {
    if (next_numeral() != at_) return false;
    const Numeral& numeral = piece_.numerals[numeral_];
    const auto word = lexicon_.longest(lower_, at_, lower_.size());
    // 618家 counts, 618大促 is a name.
    const bool counts = word && at_ + word->length == numeral.span.end &&
                        numeral.with_unit.end > numeral.span.end && !numeral.unit_text.empty();
    if (word && !counts && at_ + word->length >= numeral.span.end &&
        lexicon_.at(word->entry).classes.any(may_hold_numbers)) {
      return false;
    }
    const std::uint32_t index = numeral_++;
    push(Token::Kind::numeral, std::max(numeral.with_unit.end, numeral.span.end), index);
    return true;
  }

  bool take_word() {
    const std::size_t obstacle = std::min(next_numeral() > at_ ? next_numeral() : lower_.size(),
                                          next_time() > at_ ? next_time() : lower_.size());
    auto word = lexicon_.longest(lower_, at_, lower_.size());
    if (word && at_ + word->length > obstacle) {
      const bool covers = at_ + word->length >= obstacle_end(obstacle);
      if (!covers || !lexicon_.at(word->entry).classes.any(may_hold_numbers)) {
        word = lexicon_.longest(lower_, at_, obstacle);
      }
    }
    auto place = places_.longest(lower_, at_);
    if (word && parts_a_name(*word, obstacle)) {
      // 和平 is a place too.
      if (place && place->length <= word->length) place.reset();
      word = lexicon_.longest(lower_, at_, at_ + character);
    }
    // 四川 and 上海 stand among the words too, so that 四 and 上 are read as nothing else.
    const bool no_place =
        word && (place && place->length == word->length ? !only_letters(*word)
                                                        : !place || place->length < word->length);
    if (place && !no_place && at_ + place->length <= obstacle &&
        !spoils_place(at_ + place->length, obstacle) && !in_quoted_name(at_ + place->length)) {
      push(Token::Kind::place, at_ + place->length, place->name);
      return true;
    }
    if (!word) return false;
    push(Token::Kind::word, at_ + word->length, word->entry, lexicon_.at(word->entry).classes);
    return true;
  }

  /// 占地 of «占地区生产总值», 对外 of «对外贸增长», 和平 of «乐清市和平阳县»: a word that says
  /// nothing itself gives way where its second character begins a name.
  [[nodiscard]] bool parts_a_name(const Lexicon::Match& word, std::size_t obstacle) const {
    const std::size_t second = at_ + character;
    const WordClasses& classes = lexicon_.at(word.entry).classes;
    if (word.length != 2 * character || !classes.has(WordClass::plain)) return false;
    if (!lexicon_.longest(lower_, at_, second)) return false;
    const bool behind_place = !piece_.tokens.empty() &&
                              piece_.tokens.back().kind == Token::Kind::place &&
                              piece_.tokens.back().span.end == at_;
    if (behind_place) {
      const auto place = places_.longest(lower_, second);
      if (place && second + place->length > at_ + word.length) return true;
    }
    const auto name = lexicon_.longest(lower_, second, obstacle);
    const bool farther = name && second + name->length > at_ + word.length;
    return farther && lexicon_.at(name->entry).classes.any(names_of_indicators);
  }

  [[nodiscard]] bool only_letters(const Lexicon::Match& word) const {
    return lexicon_.at(word.entry).classes.has(WordClass::plain);
  }

  [[nodiscard]] std::size_t obstacle_end(std::size_t obstacle) const {
    if (next_numeral() == obstacle && numeral_ < piece_.numerals.size()) {
      return piece_.numerals[numeral_].span.end;
    }
    return time_ < piece_.times.size() ? piece_.times[time_].span.end : lower_.size();
  }

  /// 杭州海关 and 浙江大学 are no places.
  [[nodiscard]] bool spoils_place(std::size_t end, std::size_t obstacle) const {
    if (end >= lower_.size()) return false;
    const auto next = lexicon_.longest(lower_, end, obstacle);
    return next && lexicon_.at(next->entry).classes.has(WordClass::not_place);
  }

  /// 浙江 of “浙江制造” is a part of that name.
  [[nodiscard]] bool in_quoted_name(std::size_t end) const {
    static constexpr std::string_view opening = "“";
    static constexpr std::string_view closing = "”";
    constexpr std::size_t longest_name = 24;
    if (!lower_.substr(0, at_).ends_with(opening) || lower_.substr(end).starts_with(closing)) {
      return false;
    }
    const std::string_view rest = lower_.substr(end, longest_name);
    const std::size_t close = rest.find(closing);
    return close != std::string_view::npos && rest.substr(0, close).find("、") == rest.npos;
  }

  bool take_mark() {
    const char c = lower_[at_];
    const std::size_t length = std::min(character_length(c), lower_.size() - at_);
    const char mark =
        length == 1 ? (is_word_byte(c) ? '\0' : c) : wide_mark_at(lower_, at_, length);
    if (mark == 0) return false;
    push(Token::Kind::mark, at_ + length, 0);
    piece_.tokens.back().mark = mark;
    return true;
  }

  /// One character more of ordinary text; letters and digits of one word go together.
  void take_text() {
    const std::size_t obstacle = std::min(next_numeral() > at_ ? next_numeral() : lower_.size(),
                                          next_time() > at_ ? next_time() : lower_.size());
    std::size_t end = at_ + character_length(lower_[at_]);
    if (static_cast<unsigned char>(lower_[at_]) < 0x80) {
      while (end < obstacle && static_cast<unsigned char>(lower_[end]) < 0x80 &&
             is_word_byte(lower_[end])) {
        ++end;
      }
    }
    end = std::min({end, lower_.size(), std::max(obstacle, at_ + 1)});
    if (open_text_) {
      piece_.tokens.back().span.end = static_cast<std::uint32_t>(end);
      at_ = end;
      cover(static_cast<std::uint32_t>(end));
      return;
    }
    push(Token::Kind::text, end, 0);
    open_text_ = true;
  }

  const Lexicon& lexicon_;
  const PlaceNames& places_;
  Piece& piece_;
  std::string_view lower_;
  std::size_t at_ = 0;
  std::uint32_t numeral_ = 0;
  std::uint32_t time_ = 0;
  bool open_text_ = false;
  /// Where `</script>` and `</style>` come next, as far as it was asked.
  std::array<std::size_t, 2> next_end_ = {0, 0};
};

}  // namespace

void read_piece(std::string_view source, std::uint32_t offset, const Lexicon& lexicon,
                const PlaceNames& places, const UnitWords& units, Piece& piece) {
  piece.offset = offset;
  piece.normal = normalise(source);
  piece.lower = piece.normal.text;
  for (char& c : piece.lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  piece.times = find_times(piece.normal.text);
  piece.numerals = find_numerals(piece.normal.text, units);
  piece.tokens.clear();
  piece.covered.clear();
  Tokeniser(lexicon, places, piece).run();
}

}  // namespace duibiao::bulletin
