#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bulletin/read/clause.h"
#include "bulletin/read/draft.h"
#include "bulletin/read/window.h"

namespace duibiao::bulletin {

/// Reads one Chinese sentence. The driver walks clauses and values (chinese.cpp); each construction
/// has a file of its own: bracket, change (增长, 加快, 环比), share (占, 贡献率, 拉动), gap (高于),
/// rank (居), level (amounts, counts, multiples), list (分别), subject (who is meant), scene (where
/// and when), ignored (numbers that are no figures).
class ChineseSentence {
 public:
  ChineseSentence(Draft& draft, TokenRange sentence);
  void read();

 private:
  /// A value under the grammar's eye: a numeral, its window, and what a list lends it.
  struct Value {
    std::uint32_t numeral = 0;
    const Numeral* printed = nullptr;
    Numeral::Form form = Numeral::Form::plain;
    const Numeral* lender = nullptr;  ///< the list's item that has the unit, when this one has none
    std::uint32_t position = 0;       ///< in the clause's tokens
  };
  /// One name of a list: what it is and where.
  struct Name {
    Subject subject;
    bool has_place = false;
    bool has_period = false;
    bool growth = false;  ///< «总值和增速»: the growth of the name before
    bool aspect = false;  ///< names nothing but the growth or amount of the name before
    bool level = false;   ///< «总量和增速»: its amount
  };

  /// What a bracket leaves as it was.
  struct Spoken {
    Subject now;
    Scene topic;
    bool topic_set = false;
    bool place_named = false;
    bool parts = false;
    std::optional<std::uint32_t> last;
    std::optional<std::uint32_t> last_rate;
    std::optional<std::uint32_t> level;
    Subject head;
    std::optional<std::uint32_t> head_level;
    std::optional<Period> moment;
  };

  // bracket.cpp
  [[nodiscard]] Spoken spoken() const;
  void resume(const Spoken& before, bool last_too);
  void read_inner(const Clause& host, std::uint32_t position, std::uint32_t& next,
                  std::uint32_t& window_begin);
  void read_before_bracket(const Clause& host, const Clause::Inner& inner,
                           std::uint32_t window_begin);
  bool time_before(const Clause& host, const Clause::Inner& inner, std::uint32_t window_begin);
  [[nodiscard]] bool gap_goes_on(const Window& window) const;
  bool before_rates(const Clause& host, const Clause::Inner& inner, std::uint32_t window_begin);
  bool others_rates(const Clause& host, const Clause::Inner& inner, std::uint32_t window_begin);
  void foresee(const Clause& host);
  // chinese.cpp: the walk
  void read_clause(std::uint32_t number);
  bool repeats(const Value& value, const Window& window, Claim& claim);
  void read_value(std::uint32_t position, std::uint32_t window_begin);
  void end_clause(std::uint32_t window_begin);
  void settle(const Value& value, const Window& window, Claim&& claim);
  [[nodiscard]] Value value_at(std::uint32_t position) const;
  bool goes_on_in_time(const Value& value, const Window& window, Claim& claim);
  [[nodiscard]] bool names_each(std::uint32_t position) const;
  static void take_from_whole(Claim& claim);
  void leave_place(Claim& claim);
  [[nodiscard]] std::optional<Period> earlier_period(const Claim& claim) const;
  [[nodiscard]] bool happened(const Window& window) const;
  void decide(const Value& value, const Window& window, Claim& claim);
  void carry_over();

  [[nodiscard]] const Token& token(std::uint32_t position) const {
    return draft_.token(clause_->tokens[position]);
  }
  [[nodiscard]] std::uint32_t clause_size() const {
    return static_cast<std::uint32_t>(clause_->tokens.size());
  }
  [[nodiscard]] bool is_word(std::uint32_t position, WordClass c) const {
    return position < clause_size() && token(position).kind == Token::Kind::word &&
           token(position).is(c);
  }
  /// The first token behind a value that says something; its position or the clause's size.
  [[nodiscard]] std::uint32_t behind(std::uint32_t position) const;
  [[nodiscard]] int growth_behind(std::uint32_t position) const;

  // change.cpp
  [[nodiscard]] Period base_period(std::uint32_t time_token) const;
  [[nodiscard]] Period as_long(const Period& base) const;
  [[nodiscard]] bool goes_on_from(const Window& window) const;
  void read_points(const Value& value, const Window& window, Claim& claim);
  bool read_growth(const Value& value, const Window& window, Claim& claim);
  void settle_since(const Window& window, Claim& claim) const;
  [[nodiscard]] Period end_of_years() const;
  [[nodiscard]] int change_sign(const Window& window) const;
  // share.cpp
  bool read_share(const Value& value, const Window& window, Claim& claim);
  void read_contribution(const Window& window, Claim& claim, Measure measure);
  [[nodiscard]] Reference whole_of(const Window& window, const Subject& part);
  bool read_whole_level(const Window& window, Claim& claim);
  [[nodiscard]] bool speaks_of_increase(const Window& window) const;
  bool read_earlier_rate(const Window& window, Claim& claim);
  // gap.cpp
  bool read_compared(const Value& value, const Window& window, Claim& claim);
  [[nodiscard]] bool widens_gap(const Window& window) const;
  /// One of several things compared: «快于、慢于全国», «高于全国、低于全省».
  struct Comparison {
    int sign = 0;
    Stretch with;
  };
  [[nodiscard]] std::vector<Comparison> comparisons_in(std::uint32_t begin,
                                                       std::uint32_t end) const;
  void read_gap(const Window& window, Claim& claim);
  [[nodiscard]] PlaceId spoken_of_besides(PlaceId compared) const;
  static void set_apart(Subject& compared);
  // rank.cpp
  void move_scope(bool ranked, Window& window) const;
  bool read_rank(const Value& value, const Window& window, Claim& claim);
  void read_worded_rank(const Window& window, std::uint32_t begin);
  [[nodiscard]] int last_of(Stretch among) const;
  [[nodiscard]] bool ranks_places(Stretch among) const;
  void fill_rank(const Window& window, Claim& claim);
  // level.cpp
  void read_rate(const Value& value, const Window& window, Claim& claim);
  void read_multiple(const Window& window, Claim& claim);
  void read_amount(const Value& value, const Window& window, Claim& claim);
  void fit_indicator(Claim& claim, bool converted = false) const;
  void follow_currency(Claim& claim) const;
  void name_count(const Value& value, const Window& window, Claim& claim) const;
  [[nodiscard]] std::string set_counted(std::uint32_t position) const;
  void set_total(const Window& window);
  [[nodiscard]] bool total_of_class();
  void add_up(const Window& window, Claim& claim) const;
  [[nodiscard]] std::size_t counted_in_total() const;
  void add_up_counted(Claim& claim) const;
  // list.cpp: the values; list_names.cpp: whose they are
  std::uint32_t run_from(std::uint32_t position, std::vector<std::uint32_t>& run) const;
  /// A list under the grammar's eye: its names, what its values are compared with, and which of
  /// these tells whose each value is.
  struct List {
    Window window;
    std::vector<Name> names;
    std::vector<Stretch> times;     ///< «比1-3月、1-6月分别回落»
    std::vector<Stretch> compared;  ///< «比全国、全省高»
    std::vector<Comparison> comparisons;
    bool several = false;      ///< the words right before the values name more than one thing
    bool range = false;        ///< «10%至15%»: the two ends of one
    bool paired = false;       ///< as many names as values
    bool mixed = false;        ///< «总值和增速»: the values are of different measures
    bool by_time = false;      ///< each is measured from a time of its own
    bool by_governed = false;  ///< each is compared with a thing of its own
  };
  void read_list(const std::vector<std::uint32_t>& run, std::uint32_t window_begin);
  void name_list(const std::vector<std::uint32_t>& run, std::uint32_t window_begin, List& list);
  void compare_list(const std::vector<std::uint32_t>& run, std::uint32_t window_begin, List& list);
  [[nodiscard]] std::vector<const Numeral*> lenders_of(const std::vector<std::uint32_t>& run) const;
  void turn_to_item(const List& list, const Subject& before, const std::vector<std::uint32_t>& run,
                    std::size_t i, Window& item);
  void read_items(const std::vector<std::uint32_t>& run, const List& list);
  /// The names a stretch lists; where 和 and 及 may belong to a name, the reading that gives
  /// `wanted` of them (0: any number).
  [[nodiscard]] std::vector<Name> names_in(Stretch stretch, std::size_t wanted,
                                           const std::string& tail = {});
  [[nodiscard]] std::vector<Name> split_names(Stretch stretch, int mode);
  [[nodiscard]] Name name_of(Stretch item);
  [[nodiscard]] std::string named_by(std::string_view text) const;
  [[nodiscard]] std::vector<Stretch> listed_times(const Window& window, std::uint32_t begin) const;
  [[nodiscard]] std::vector<Name> numbered_names(std::uint32_t begin, std::uint32_t end,
                                                 const std::string& tail) const;
  void split_again(std::size_t wanted);
  void settle_range();
  [[nodiscard]] std::vector<Name> stated_before(std::size_t wanted) const;
  [[nodiscard]] std::vector<Name> range_names(const Window& window, std::size_t wanted) const;
  [[nodiscard]] std::vector<Name> year_names(const TimeWords& years, std::size_t wanted) const;
  void note_places(const Window& window);
  void complete_names(std::vector<Name>& names, const std::string& tail) const;
  static void share_flow(std::vector<Name>& names);
  [[nodiscard]] std::vector<Stretch> parts_of(Stretch stretch) const;
  [[nodiscard]] std::string completed_by(const std::string& phrase, const std::string& last) const;
  static void name_zones(std::vector<Name>& names);
  void settle_names(std::vector<Name>& names) const;
  // subject.cpp
  [[nodiscard]] std::string phrase_of(Stretch stretch) const;
  void narrow_by_story(const Window& window, std::string& phrase);
  [[nodiscard]] bool is_value_of_last(const std::string& phrase) const;
  void narrow_by_whole(const Window& window, std::string& phrase);
  void narrow_by_its(const Window& window, std::string& phrase) const;
  [[nodiscard]] bool names_class(Stretch stretch, std::uint32_t position) const;
  [[nodiscard]] bool begins_kind(std::uint32_t position) const;
  [[nodiscard]] std::string joined_phrase(const Window& window) const;
  [[nodiscard]] IndicatorId indicator_of(std::string& phrase) const;
  [[nodiscard]] IndicatorId indicator_behind_moment(std::string& phrase) const;
  [[nodiscard]] bool says_how_divided() const;
  [[nodiscard]] bool parts_end_before(const std::string& phrase) const;
  void set_subject(const Window& window, bool money_or_rate);
  [[nodiscard]] Subject completed(Subject subject, bool money_or_rate) const;
  [[nodiscard]] std::string core_of(const Subject& subject) const;
  /// The subject that a governed phrase names (占全省出口总值): its place and indicator as far as
  /// it says them, else those of `like`.
  [[nodiscard]] Subject governed_subject(Stretch stretch, const Subject& like, bool& named) const;
  // scene.cpp
  void set_scene(const Window& window);
  [[nodiscard]] bool looks_back(const Period& meant) const;
  void set_time(std::uint32_t token_index, bool single_value, bool foreseen = false);
  [[nodiscard]] bool is_year_before(const Window& window) const;
  void open_parts();
  [[nodiscard]] bool opens_with(std::uint32_t begin, std::string_view word) const;
  [[nodiscard]] bool dates_an_edition(const Window& window) const;
  void settle_moment(const Window& window);
  void note_clause(const Window& window, std::uint32_t begin);
  void note_excluded(const Window& window);
  bool note_among();
  [[nodiscard]] bool names_base_year() const;
  void goes_on_lagging();
  // ignored.cpp
  bool ignore_number(std::uint32_t position, std::uint32_t window_begin);
  [[nodiscard]] bool before_listed_time(std::uint32_t position) const;
  [[nodiscard]] bool marks_item(std::uint32_t position) const;
  [[nodiscard]] bool counts_set(std::uint32_t position) const;
  [[nodiscard]] bool counts_days(std::uint32_t position, const Window& window) const;
  [[nodiscard]] bool names_group(std::uint32_t position) const;
  [[nodiscard]] bool is_clock(std::uint32_t position) const;
  [[nodiscard]] bool defines_class(std::uint32_t position, const Window& window) const;
  [[nodiscard]] std::uint32_t number_ends(std::uint32_t numeral) const;
  [[nodiscard]] std::optional<IgnoredReason> ordinal_reason(std::uint32_t position,
                                                            const Window& window) const;
  [[nodiscard]] std::optional<IgnoredReason> reason_to_ignore(std::uint32_t position,
                                                              std::uint32_t window_begin) const;

  Draft& draft_;
  TokenRange sentence_;
  std::vector<Clause> clauses_;
  const Clause* clause_ = nullptr;
  std::uint32_t clause_number_ = 0;

  Subject now_;                          ///< what is spoken of: indicator or phrase, place, period
  std::optional<Period> prior_;          ///< of the value at hand alone: 上年同期为…
  std::optional<Period> opened_before_;  ///< 上年同期, when the sentence began with it
  bool parts_ = false;
  /// Whether 其中 stands behind a value of its sentence, and a semicolon behind that.
  enum class InlineParts : std::uint8_t { none, open, semicolon_passed };
  InlineParts inline_parts_ = InlineParts::none;
  bool place_named_ = false;
  Scene topic_;  ///< what the sentence began with, to be carried on
  bool topic_set_ = false;
  std::optional<Measure> pending_;          ///< 增速, 占比 said in a clause before its value
  std::optional<Measure> bracket_measure_;  ///< what the brackets of this clause hold
  std::optional<std::uint32_t> last_;       ///< the last claim
  std::optional<std::uint32_t> last_rate_;  ///< the last growth rate
  std::optional<std::uint32_t> level_;
  std::optional<std::uint32_t> goods_;    ///< the last amount of the sentence that is not money
  std::vector<Name> names_;               ///< the last list of names
  const Clause* names_clause_ = nullptr;  ///< … and where a clause without values listed it
  Stretch names_stretch_;
  std::vector<std::uint32_t> list_claims_;
  std::optional<Period> lagged_;            ///< of the sentence, when it lags behind the text
  std::optional<std::uint32_t> time_said_;  ///< token of the last time of the sentence
  std::optional<Period> moment_;            ///< 截至7月底: where a stock stands and a flow comes to
  std::optional<Period> since_;             ///< 与去年同期相比, said in a clause before
  bool since_said_ = false;
  bool mom_said_ = false;  ///< 从环比看
  Measure from_measure_ = Measure::other;
  bool from_open_ = false;
  bool unpaired_ = false;                 ///< behind «分别为6.5%,» whose names are not known
  bool falls_compared_ = false;           ///< 降幅比全省…: of the gaps that go on
  std::optional<Reference> last_whole_;   ///< 占…比重下降0.1个百分点: of the share that follows
  std::optional<Reference> share_whole_;  ///< 占…2400亿元的: its share is the next value
  bool whole_level_ = false;              ///< the value at hand is the level of such a whole
  std::optional<Subject> among_;          ///< «全省11个设区市中,»: who is ranked in what follows
  std::string among_text_;
  bool targets_listed_ = false;  ///< «目标是:»: all that follows is one
  std::string excluded_;         ///< 扣除房地产开发投资, before what it is left out of
  std::string story_;            ///< what the clause before spoke of without a value
  bool story_names_ = false;     ///< … as «X为主要出口商品»
  std::uint16_t said_ = 0;       ///< qualifiers said in a clause of their own: 按可比价格计算
  bool dollars_ = false;
};

}  // namespace duibiao::bulletin
