#include "bulletin/read/read.h"

#include <algorithm>

#include "base/assert.h"
#include "bulletin/read/chinese.h"
#include "bulletin/read/draft.h"
#include "bulletin/read/english.h"
#include "bulletin/read/table.h"
#include "figure/builtin.h"

namespace duibiao::bulletin {
namespace {

/// Text is taken apart in stretches of this size, so that a draft of any length needs the memory of
/// one. A stretch ends where a line or a sentence does, where that is possible at all.
constexpr std::size_t piece_size = std::size_t{256} << 10U;

std::string_view builtin(std::string_view name) {
  const auto files = builtin_files();
  const auto file = std::find_if(files.begin(), files.end(),
                                 [&](const EmbeddedFile& f) { return f.name == name; });
  return file == files.end() ? std::string_view{} : file->bytes;
}

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Where a piece that begins at `begin` ends: all of the text, or behind the last line or sentence
/// within the limit.
std::size_t piece_end(std::string_view text, std::size_t begin) {
  if (text.size() - begin <= piece_size) return text.size();
  const std::string_view window = text.substr(begin, piece_size);
  static constexpr std::string_view full_stop = "。";
  const std::size_t line = window.rfind('\n');
  if (line != std::string_view::npos) return begin + line + 1;
  const std::size_t stop = window.rfind(full_stop);
  if (stop != std::string_view::npos) return begin + stop + full_stop.size();
  std::size_t end = begin + piece_size;
  while (end > begin + 1 && continues_character(text[end])) --end;
  return end;
}

}  // namespace

struct Reader::State {
  explicit State(std::shared_ptr<const Vocabulary> vocabulary)
      : words(std::move(vocabulary)), places(words->places) {}
  std::shared_ptr<const Vocabulary> words;
  Lexicon lexicon;
  UnitWords units;
  PlaceNames places;
};

Reader::Reader(std::unique_ptr<State> state) : state_(std::move(state)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

const Vocabulary& Reader::vocabulary() const { return *state_->words; }

Result<Reader> Reader::build(std::shared_ptr<const Vocabulary> words,
                             std::span<const LexiconFile> lexicons) {
  auto state = std::make_unique<State>(std::move(words));
  for (const std::string_view name : {"words_zh.toml", "words_en.toml"}) {
    if (const Status s = state->lexicon.add(builtin(name), name); !s) {
      return tl::unexpected<Error>(s.error());
    }
  }
  auto units = UnitWords::builtin();
  if (!units) return tl::unexpected<Error>(units.error());
  state->units = std::move(*units);
  for (const LexiconFile& file : lexicons) {
    if (const Status s = state->lexicon.add(file.toml, file.name); !s) {
      return tl::unexpected<Error>(s.error());
    }
  }
  const std::span<const Indicator> indicators = state->words->catalogue.all();
  for (std::uint32_t i = 0; i < indicators.size(); ++i) {
    const Indicator& indicator = indicators[i];
    state->lexicon.add_indicator(indicator.zh, i);
    state->lexicon.add_indicator(indicator.en, i);
    state->lexicon.add_indicator(indicator.short_zh, i);
    for (const std::string& alias : indicator.aliases) state->lexicon.add_indicator(alias, i);
  }
  return Reader(std::move(state));
}

namespace {

/// Walks the blocks of a document.
class DocumentReader {
 public:
  DocumentReader(const ReaderParts& parts, const text::Document& document,
                 const ReadingContext& context)
      : document_(document), draft_(parts, context) {}

  Reading read() {
    const std::string_view text = document_.text;
    const std::size_t end = std::min(text.size(), longest_draft);
    if (end < text.size()) {
      draft_.remark({"文稿过长，超出部分未读", "the draft is too long: the rest was not read"});
    }
    draft_.expect(end);
    if (document_.blocks.empty()) {
      read_stretch(0, end, text::Block::Kind::paragraph);
    }
    const std::span<const text::Block> blocks(document_.blocks);
    for (std::size_t at = 0; at < blocks.size() && blocks[at].span.begin < end;) {
      const std::size_t next = blocks[at].table == 0 ? at + 1 : end_of_table(at);
      if (next > at + 1 && blocks[next - 1].span.end <= end) {
        read_table(draft_, document_, blocks.first(at), blocks.subspan(at, next - at),
                   [this, end](const text::Block& cell) { read_block(cell, end); });
      } else {
        for (const text::Block& block : blocks.subspan(at, next - at)) read_block(block, end);
      }
      at = next;
    }
    return draft_.finish();
  }

 private:
  /// One past the last cell of the table that begins at a block.
  [[nodiscard]] std::size_t end_of_table(std::size_t first) const {
    std::size_t at = first;
    while (at < document_.blocks.size() &&
           document_.blocks[at].table == document_.blocks[first].table) {
      ++at;
    }
    return at;
  }

  void read_block(const text::Block& block, std::size_t end) {
    if (block.span.begin >= end) return;
    draft_.table = block.table;
    read_stretch(block.span.begin, std::min<std::size_t>(block.span.end, end), block.kind);
  }

  void read_stretch(std::size_t begin, std::size_t end, text::Block::Kind kind) {
    while (begin < end) {
      const std::string_view text = std::string_view(document_.text).substr(0, end);
      const std::size_t stop = piece_end(text, begin);
      read_piece(unbroken(text.substr(begin, stop - begin), kind),
                 static_cast<std::uint32_t>(begin), draft_.parts.lexicon, draft_.parts.places,
                 draft_.parts.units, draft_.piece);
      draft_.begin_piece();
      ignore_covered();
      ignore_named();
      read_sentences(kind);
      ignore_rest();
      begin = stop;
    }
  }

  /// Inside a block a line ends where the paper did, not where the sentence does.
  [[nodiscard]] std::string_view unbroken(std::string_view stretch, text::Block::Kind kind) {
    if (document_.blocks.empty() || kind == text::Block::Kind::code) return stretch;
    if (stretch.find('\n') == std::string_view::npos) return stretch;
    unbroken_ = stretch;
    std::replace_if(
        unbroken_.begin(), unbroken_.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return unbroken_;
  }

  void ignore_covered() {
    for (const Piece::Covered covered : draft_.piece.covered) {
      const Token& token = draft_.token(covered.token);
      if (token.is(WordClass::name)) {
        draft_.settle(covered.numeral);  // the whole name is ignored once: 双11
        continue;
      }
      IgnoredReason reason = IgnoredReason::name;
      if (token.kind == Token::Kind::time) reason = IgnoredReason::date;
      if (token.is(WordClass::indicator)) reason = IgnoredReason::ordinal;
      if (token.is(WordClass::rule)) reason = IgnoredReason::rule;
      if (token.is(WordClass::document)) reason = IgnoredReason::document_number;
      draft_.ignore(covered.numeral, reason);
    }
  }

  /// Numbers in a name or a time that are no numerals of their own: 一带一路, 十四五.
  void ignore_named() {
    std::size_t covered = 0;
    const std::vector<Piece::Covered>& held = draft_.piece.covered;
    for (std::uint32_t i = 0; i < draft_.piece.tokens.size(); ++i) {
      while (covered < held.size() && held[covered].token < i) ++covered;
      const Token& token = draft_.token(i);
      const bool holds = covered < held.size() && held[covered].token == i;
      if (holds && !token.is(WordClass::name)) continue;
      const bool time = token.kind == Token::Kind::time;
      constexpr std::uint32_t two_characters = 6;
      if (token.kind == Token::Kind::text && lists_points(i)) {
        draft_.ignore_span({token.span.begin, token.span.end}, IgnoredReason::ordinal);
        continue;
      }
      const bool loose = token.kind == Token::Kind::text || token.is(WordClass::filler);
      if (loose && counts_words(std::string_view(draft_.piece.normal.text)
                                    .substr(token.span.begin, two_characters))) {
        draft_.ignore_span({token.span.begin, token.span.begin + two_characters},
                           IgnoredReason::quantity_word);
        continue;
      }
      if (!time && !token.is(WordClass::name)) continue;
      if (!holds_digit(draft_.piece.text_of(token))) continue;
      draft_.ignore_span(token.span, time ? IgnoredReason::date : IgnoredReason::name);
    }
  }

  /// 一是…;二是…
  [[nodiscard]] bool lists_points(std::uint32_t at) const {
    const std::string_view word = draft_.piece.text_of(draft_.token(at));
    static constexpr std::string_view digits[] = {"一", "二", "三", "四", "五",
                                                  "六", "七", "八", "九"};
    if (std::find(std::begin(digits), std::end(digits), word) == std::end(digits)) return false;
    const bool opens = at == 0 || draft_.token(at - 1).kind == Token::Kind::mark;
    return opens && at + 1 < draft_.piece.tokens.size() &&
           draft_.piece.text_of(draft_.token(at + 1)) == "是";
  }

  /// «三大需求», «三市»: a number that only counts words of the sentence.
  [[nodiscard]] static bool counts_words(std::string_view text) {
    static constexpr std::string_view digits[] = {"两", "二", "三", "四", "五",
                                                  "六", "七", "八", "九", "十"};
    static constexpr std::string_view kinds[] = {"大", "市", "省", "县", "区", "国", "者",
                                                 "项", "类", "个", "家", "批", "条", "方"};
    constexpr std::size_t character = 3;
    if (text.size() < 2 * character) return false;
    const std::string_view digit = text.substr(0, character);
    const std::string_view kind = text.substr(character, character);
    return std::find(std::begin(digits), std::end(digits), digit) != std::end(digits) &&
           std::find(std::begin(kinds), std::end(kinds), kind) != std::end(kinds);
  }

  [[nodiscard]] static bool holds_digit(std::string_view text) {
    static constexpr std::string_view digits[] = {"一", "二", "三", "四", "五", "六", "七",
                                                  "八", "九", "十", "两", "双", "百"};
    if (std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
      return true;
    return std::any_of(std::begin(digits), std::end(digits), [&](std::string_view digit) {
      return text.find(digit) != std::string_view::npos;
    });
  }

  /// Every numeral is settled once: what no grammar took is no figure.
  void ignore_rest() {
    for (std::uint32_t i = 0; i < draft_.piece.numerals.size(); ++i) {
      draft_.ignore(i, IgnoredReason::unreadable);
    }
  }

  [[nodiscard]] static bool ends_sentence(const Token& token) {
    return token.kind == Token::Kind::mark &&
           (token.mark == '.' || token.mark == '!' || token.mark == '?' || token.mark == '\n');
  }

  void read_sentences(text::Block::Kind kind) {
    const bool heading = kind == text::Block::Kind::heading || first_;
    const auto count = static_cast<std::uint32_t>(draft_.piece.tokens.size());
    std::uint32_t begin = 0;
    begin_paragraph();
    for (std::uint32_t i = 0; i < count; ++i) {
      if (!ends_sentence(draft_.token(i))) continue;
      read_sentence({begin, i}, heading && begin == 0);
      begin = i + 1;
      if (draft_.token(i).mark == '\n') begin_paragraph();
    }
    read_sentence({begin, count}, heading && begin == 0);
  }

  void begin_paragraph() {
    draft_.paragraph = draft_.section;
    draft_.carried.parts = false;
    draft_.carried.lagged.reset();
  }

  void read_sentence(TokenRange sentence, bool heading) {
    if (sentence.empty()) return;
    if (first_) find_home(sentence);
    const bool figures = holds_figures(sentence);
    if (!figures && !draft_.context.written.known()) find_day(sentence);
    const bool month = heading && !figures && read_heading(sentence);
    first_ = false;
    if (is_english(sentence)) {
      read_english_sentence(draft_, sentence);
    } else {
      read_chinese_sentence(draft_, sentence);
    }
    if (month) draft_.month_title = true;
    ++draft_.sentence;
  }

  /// 温州, and 温州 of 温州港 or 温州海关 too.
  [[nodiscard]] std::optional<PlaceId> hinted_place(const Token& token) const {
    if (token.kind == Token::Kind::place || token.is(WordClass::home_place)) {
      return draft_.place_of(token, {});
    }
    if (token.kind != Token::Kind::text) return std::nullopt;
    const auto name = draft_.parts.places.longest(draft_.piece.lower, token.span.begin);
    if (!name || name->length > token.span.size()) return std::nullopt;
    return draft_.parts.places.meant(name->name, {});
  }

  /// Whose bulletin it is, when nobody said: the first place that is named.
  void find_home(TokenRange sentence) {
    if (draft_.context.home.known()) return;
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      // 北京 of «北京10月14日电» is where it was written, not what it is about.
      const bool dateline = i + 1 < sentence.end && draft_.token(i + 1).kind == Token::Kind::time &&
                            draft_.piece.time(draft_.token(i + 1)).shape == TimeWords::Shape::day;
      if (dateline) continue;
      const auto place = hinted_place(draft_.token(i));
      if (!place) continue;
      draft_.context.home = *place;
      draft_.section.place = *place;
      draft_.paragraph.place = *place;
      return;
    }
  }

  /// A dateline, or the day under a title, says when the text was written.
  void find_day(TokenRange sentence) {
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      if (draft_.token(i).kind != Token::Kind::time) continue;
      const TimeWords& time = draft_.piece.time(draft_.token(i));
      if (time.shape != TimeWords::Shape::day || !time.first_day.known()) continue;
      draft_.context.written = time.first_day;
      return;
    }
  }

  [[nodiscard]] bool holds_figures(TokenRange sentence) const {
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const Token& token = draft_.token(i);
      if (token.kind != Token::Kind::numeral) continue;
      const Numeral::Form form = draft_.piece.numeral(token).form;
      if (form != Numeral::Form::ordinal && !draft_.piece.numeral(token).unit_text.empty())
        return true;
    }
    return false;
  }

  /// A heading, or the first sentence, says what the text below is about.
  /// True when it names one month.
  bool read_heading(TokenRange sentence) {
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      if (draft_.token(i).kind != Token::Kind::time) continue;
      const TimeWords& time = draft_.piece.time(draft_.token(i));
      const bool past = time.year_kind == TimeWords::Year::relative && time.year < 0;
      const bool day = past || time.shape == TimeWords::Shape::day ||
                       time.shape == TimeWords::Shape::days ||
                       time.shape == TimeWords::Shape::other;
      const Period meant = day ? Period{} : draft_.period_of(time, draft_.context.period);
      if (!meant.known()) continue;
      draft_.learn_period(meant);
      draft_.section.period = meant;
      draft_.paragraph.period = meant;
      return meant.is_single_month();
    }
    return false;
  }

  [[nodiscard]] bool is_english(TokenRange sentence) const {
    const Span first = draft_.token(sentence.begin).span;
    const Span last = draft_.token(sentence.end - 1).span;
    const std::string_view text = draft_.piece.text_of(Span{first.begin, last.end});
    std::size_t letters = 0;
    std::size_t wide = 0;
    for (const char c : text) {
      letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 1 : 0;
      wide += static_cast<unsigned char>(c) >= 0xE3 ? 1 : 0;
    }
    return letters > 4 * wide;
  }

  const text::Document& document_;
  Draft draft_;
  std::string unbroken_;
  bool first_ = true;
};

}  // namespace

Reading Reader::read(const text::Document& document, const ReadingContext& context) const {
  const ReaderParts parts{*state_->words, state_->lexicon, state_->places, state_->units};
  return DocumentReader(parts, document, context).read();
}

}  // namespace duibiao::bulletin
