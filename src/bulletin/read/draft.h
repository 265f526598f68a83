#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bulletin/read/claim.h"
#include "bulletin/read/read.h"
#include "bulletin/read/token.h"

namespace duibiao::bulletin {

/// Half-open stretch of Piece::tokens.
struct TokenRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] bool empty() const { return begin >= end; }
};

/// What figures are about until the text says otherwise.
struct Scene {
  PlaceId place;
  Period period;
};

/// What the sentences before have spoken of, for those that leave it out.
struct Carried {
  Subject subject;                          ///< of the last value
  Subject head;                             ///< the whole whose parts follow (其中)
  std::optional<std::uint32_t> head_level;  ///< its level claim
  std::optional<std::uint32_t> level;       ///< the last level claim
  bool parts = false;                       ///< inside 其中
  /// 1-8月 of statistics that lag behind: of what follows and is not in the catalogue, too.
  std::optional<Period> lagged;
};

/// What the reader was built with.
struct ReaderParts {
  const Vocabulary& words;
  const Lexicon& lexicon;
  const PlaceNames& places;
  const UnitWords& units;
};

/// A document while it is read: the piece at hand, what carries over from sentence to sentence,
/// and the claims so far. The grammars (Chinese, English, tables) read its tokens and settle each
/// numeral once: add() or ignore().
class Draft {
 public:
  Draft(const ReaderParts& parts, const ReadingContext& context);

  const ReaderParts parts;
  ReadingContext context;  ///< home, period and written, completed from the text as they are met
  Piece piece;
  Scene section;    ///< as the headings above say
  Scene paragraph;  ///< as the paragraph has said so far
  Carried carried;
  /// «(同比,下同)», «(人民币,下同)», «占…比重(下同)»: what a bare percentage means from here on.
  std::optional<Measure> bare_percent;
  bool month_title = false;     ///< the title names one month, and no sentence yet what of it
  bool dollars = false;         ///< 以美元计 holds for the rest of the text
  std::uint32_t sentence = 0;   ///< counts over the document
  std::uint32_t clause = 0;     ///< counts over the document
  std::uint32_t last_list = 0;  ///< number of the list that was opened last
  std::uint32_t table = 0;      ///< Block::table of what is read

  /// Makes room for the claims of a text of so many bytes.
  void expect(std::size_t bytes);
  /// A fresh piece begins: nothing of it is settled.
  void begin_piece();
  [[nodiscard]] const Token& token(std::uint32_t index) const { return piece.tokens[index]; }
  [[nodiscard]] bool settled(std::uint32_t numeral) const { return settled_[numeral]; }

  /// A claim of this numeral as it stands: span, value, unit, range; measure other; place and
  /// period of the paragraph. Nothing when its number cannot be kept (it is then ignored).
  [[nodiscard]] std::optional<Claim> claim_of(std::uint32_t numeral);
  /// Adds it and settles the numeral; gives its index in the order of adding, for `whole` and
  /// `adds_up`. At the limit of claims the numeral is ignored instead and nothing is given.
  std::optional<std::uint32_t> add(std::uint32_t numeral, Claim&& claim);
  /// A claim that no numeral prints: 居首位.
  std::optional<std::uint32_t> add_worded(Claim&& claim);
  void ignore(std::uint32_t numeral, IgnoredReason reason);
  /// Leaves a numeral to the name that holds it, which is ignored as a whole.
  void settle(std::uint32_t numeral) { settled_[numeral] = true; }
  /// A number that is no numeral of its own, in a name: 一带一路.
  void ignore_span(Span normal, IgnoredReason reason);
  /// The same by its place in Document::text: a cell of a table.
  void ignore_source(Span source, IgnoredReason reason) {
    reading_.ignored.push_back({source, reason});
  }

  [[nodiscard]] Claim& claim(std::uint32_t index) { return reading_.claims[index]; }
  [[nodiscard]] std::size_t claim_count() const { return reading_.claims.size(); }

  /// The first period that a text speaks of is what it is about, until it names one with its year.
  void learn_period(const Period& period);
  /// The period that a time means here: a year or month it does not name is `about`'s.
  [[nodiscard]] Period period_of(const TimeWords& time, const Period& about) const;
  /// The place a name token, or a word such as 全省, means here.
  [[nodiscard]] std::optional<PlaceId> place_of(const Token& token, PlaceId spoken_of) const;
  /// The place of this name as the registry finds it; remembers what was asked.
  [[nodiscard]] std::optional<PlaceId> find_place(std::string_view name, PlaceId within = {}) const;
  /// The indicator of exactly this name; remembers what was asked.
  [[nodiscard]] IndicatorId indicator_of(const std::string& phrase);

  void remark(Message message);
  /// Claims and ignored in the order of the text, with their links put right.
  [[nodiscard]] Reading finish();

 private:
  [[nodiscard]] bool room_for_claim();

  Reading reading_;
  std::vector<bool> settled_;
  std::unordered_map<std::string, IndicatorId> known_phrases_;
  /// By name and the place it was looked for in: 全市 stands in every other sentence, and to find
  /// it costs more than to read one. A draft is read by one thread.
  mutable std::unordered_map<std::string, std::optional<PlaceId>> known_places_;
  bool full_ = false;
};

/// Widens the range of a claim by its qualifiers; the policy stands with the function. Called once
/// the sign is right.
void set_range(Claim& claim);
/// Puts the sign of 下降, 低于 into the value.
void negate(Claim& claim);

}  // namespace duibiao::bulletin
