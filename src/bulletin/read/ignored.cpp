#include "bulletin/read/sentence.h"

namespace duibiao::bulletin {

using C = WordClass;
using Form = Numeral::Form;

namespace {

/// A number of more digits without a unit or a point is a code.
constexpr std::size_t longest_bare_number = 8;

/// 〔2019〕 and [1].
bool in_brackets(std::string_view before, std::string_view behind) {
  return (before.ends_with("〔") && behind.starts_with("〕")) ||
         (before.ends_with('[') && behind.starts_with(']'));
}

/// Letters and signs without a blank that make a URL or a mail address.
bool in_address(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t longest = 200;
  const auto inside = [&](std::size_t at) {
    const char c = text[at];
    return c > ' ' && static_cast<unsigned char>(c) < 0x7F && c != ',' && c != ';' && c != '(' &&
           c != ')';
  };
  std::size_t from = begin;
  while (from > 0 && begin - from < longest && inside(from - 1)) --from;
  std::size_t to = end;
  while (to < text.size() && to - end < longest && inside(to)) ++to;
  const std::string_view run = text.substr(from, to - from);
  return run.find("://") != std::string_view::npos || run.find("www.") != std::string_view::npos ||
         run.find('@') != std::string_view::npos;
}

/// 9时30分.
bool is_hour(const Numeral& numeral, std::string_view before, std::string_view behind) {
  const bool bare = numeral.unit_text.empty();
  if (bare && (behind.starts_with("时") || behind.starts_with("点"))) {
    return before.ends_with("午") || before.ends_with("日") || before.ends_with(" ") ||
           before.ends_with("晨") || before.ends_with("至") || before.ends_with("-");
  }
  return before.ends_with("时") && (numeral.unit_text == "分" || behind.starts_with("分"));
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_han(std::string_view text, std::size_t at) {
  return at < text.size() && static_cast<unsigned char>(text[at]) >= 0xE3;
}

bool ends_with_any(std::string_view text, std::span<const std::string_view> endings) {
  for (const std::string_view ending : endings) {
    if (text.ends_with(ending)) return true;
  }
  return false;
}

bool starts_with_any(std::string_view text, std::span<const std::string_view> beginnings) {
  for (const std::string_view beginning : beginnings) {
    if (text.starts_with(beginning)) return true;
  }
  return false;
}

constexpr std::string_view phone_words[] = {"电话",      "电话:", "传真",  "传真:",
                                            "热线",      "热线:", "手机:", "联系电话",
                                            "联系电话:", "tel:",  "TEL:"};
constexpr std::string_view page_before[] = {"表", "图", "附件", "附表", "附图", "专栏"};
constexpr std::string_view page_behind[] = {"页"};
constexpr std::string_view address_behind[] = {"号楼", "弄", "号院", "室", "楼", "幢"};
constexpr std::string_view road_before[] = {"路", "街", "大道", "巷"};
constexpr std::string_view document_before[] = {"〕",    "]",    "第",  "字",
                                                "GB/T ", "GB/T", "GB ", "ISO "};
constexpr std::string_view code_before[] = {
    "编码",  "代码",  "邮编",  "税号",   "编号", "HS",  "品目",
    "邮编:", "代码:", "编号:", "注册号", "QQ:",  "群号"};
constexpr std::string_view note_before[] = {"注", "注:"};
constexpr std::string_view duration_behind[] = {"个月",   "年", "天",     "日",       "小时",
                                                "分钟",   "周", "个季度", "个工作日", "季度",
                                                "个小时", "秒", "周年",   "岁"};
constexpr std::string_view rule_behind[] = {"及以上", "以上的", "以上企业", "以上工业", "以下企业"};
/// 亿元以上项目, 万人大会: a magnitude without a number.
constexpr std::string_view magnitudes[] = {"亿", "万"};
/// 15个副省级城市, 12个县: the places of a comparison.
constexpr std::string_view place_kinds[] = {
    "县",   "市",   "区",   "省",   "国",   "国家",     "城市",   "副省级", "地级", "设区市",
    "沿海", "地市", "主要", "州市", "省份", "贸易伙伴", "成员国", "街道",   "乡镇", "镇"};

bool counts_places(const Numeral& numeral, std::string_view behind) {
  const bool counts = numeral.unit_text.empty() || numeral.unit_text == "个";
  return counts && numeral.power == 0 && numeral.printed.scale() == 0 &&
         starts_with_any(behind, place_kinds);
}

constexpr std::string_view counted_words[] = {
    "大",   "项", "个", "批", "方面", "类", "点", "届", "次", "者", "种", "级", "轮", "条",
    "句",   "步", "城", "强", "名",   "位", "国", "地", "省", "市", "县", "区", "线", "港",
    "部门", "所", "座", "支", "股",   "张", "件", "只", "方", "高", "新", "化", "维"};

}  // namespace

/// Settles a number that is no figure. False when it may be one.
bool ChineseSentence::ignore_number(std::uint32_t position, std::uint32_t window_begin) {
  const auto reason = reason_to_ignore(position, window_begin);
  if (!reason) return false;
  draft_.ignore(token(position).index, *reason);
  return true;
}

/// 5 of «5、6月份».
bool ChineseSentence::before_listed_time(std::uint32_t position) const {
  constexpr std::uint32_t farthest = 24;
  std::uint32_t at = position;
  while (at + 2 < clause_size() && at < position + farthest && token(at + 1).is_mark('&')) {
    at += 2;
    if (token(at).kind == Token::Kind::time) return true;
    if (token(at).kind != Token::Kind::numeral) return false;
  }
  return false;
}

/// «(一)», «1.», «2、» in front of what they number.
bool ChineseSentence::marks_item(std::uint32_t position) const {
  if (position != 0) return false;
  const bool alone = clause_size() == 1;
  if (clause_->depth > 0) return alone && clause_->tokens[0] == sentence_.begin + 1;
  const bool opens =
      clause_->tokens[0] == sentence_.begin || clause_->before == ';' || clause_->before == ':';
  if (!opens) return false;
  return (alone && clauses_.size() == 1) ||
         (clause_size() > 2 && token(1).is_mark('&') && token(2).kind != Token::Kind::numeral &&
          token(2).kind != Token::Kind::time);
}

std::uint32_t ChineseSentence::number_ends(std::uint32_t numeral) const {
  const Numeral& n = draft_.piece.numerals[numeral];
  return std::max(n.with_unit.end, n.span.end);
}

/// «37个行业大类中有22个», «在全国168个综保区中排名第三»: the number says of how many.
bool ChineseSentence::counts_set(std::uint32_t position) const {
  constexpr std::uint32_t farthest = 6;
  static constexpr std::string_view inside = "中";
  for (std::uint32_t i = position + 1; i < clause_size() && i < position + farthest; ++i) {
    const Token& t = token(i);
    if (t.kind != Token::Kind::text && t.kind != Token::Kind::word) return false;
    if (!draft_.piece.text_of(t).ends_with(inside)) continue;
    if (i + 1 == clause_size()) return clause_->after == ',';
    const bool has = draft_.piece.text_of(token(i + 1)) == "有";
    return has || is_word(i + 1, C::rank_verb) || is_word(i + 1, C::rank_noun) ||
           token(i + 1).kind == Token::Kind::numeral;
  }
  return false;
}

/// 17:30.
bool ChineseSentence::is_clock(std::uint32_t position) const {
  const std::string_view text = draft_.piece.normal.text;
  const std::uint32_t index = token(position).index;
  const auto pair = [&](std::uint32_t hour, std::uint32_t minute) {
    const std::vector<Numeral>& all = draft_.piece.numerals;
    if (minute >= all.size()) return false;
    const Span between{all[hour].span.end, all[minute].span.begin};
    constexpr int hours = 24;
    return between.size() == 1 && text[between.begin] == ':' && all[minute].span.size() == 2 &&
           all[hour].span.size() <= 2 && all[hour].printed < num::Decimal::whole(hours);
  };
  return pair(index, index + 1) || (index > 0 && pair(index - 1, index));
}

/// «货值超1000万美元的出口企业达213家», «规模2000万元及以上»: the number says which ones are
/// counted.
bool ChineseSentence::defines_class(std::uint32_t position, const Window& window) const {
  const Numeral& numeral = draft_.piece.numeral(token(position));
  std::uint32_t after = position + 1;
  const bool bounded = window.has(Qualifier::over) || window.has(Qualifier::under) ||
                       numeral.lower_bound || numeral.upper_bound ||
                       is_word(after, C::over_after) || is_word(after, C::under_after);
  if (!bounded || window.share_verb || window.share_noun) return false;
  if (is_word(after, C::over_after) || is_word(after, C::under_after)) ++after;
  const bool of = after < clause_size() && draft_.piece.text_of(token(after)) == "的";
  // «10亿元以上项目17个»: the class without 的, and how many are of it.
  const bool counted = numeral.unit.dimension() <= Dimension::hkd && after + 1 < clause_size() &&
                       token(after + 1).kind == Token::Kind::numeral &&
                       draft_.piece.numeral(token(after + 1)).unit.dimension() > Dimension::hkd;
  if (!of && !counted) return false;
  if (of) ++after;
  if (after >= clause_size()) return false;
  const Token& noun = token(after);
  const bool thing = noun.kind == Token::Kind::text ||
                     (noun.kind == Token::Kind::word &&
                      (noun.is(C::plain) || noun.is(C::head) || noun.is(C::indicator)));
  return thing && !noun.is(C::growth) && !noun.is(C::share_noun) && !noun.is(C::up);
}

/// «优良天数262天,比上年增加9天»: here the days are what is counted.
bool ChineseSentence::counts_days(std::uint32_t position, const Window& window) const {
  static constexpr std::string_view days = "天";
  const Numeral& numeral = draft_.piece.numeral(token(position));
  if (!numeral.unit_text.starts_with(days)) return false;
  const std::string phrase = phrase_of(window.subject);
  if (phrase.ends_with("天数") || phrase.ends_with("日数")) return true;
  if (!last_ || !phrase.empty()) return false;
  const Claim& before = draft_.claim(*last_);
  return before.sentence == draft_.sentence && before.unit_text == numeral.unit_text;
}

std::optional<IgnoredReason> ChineseSentence::reason_to_ignore(std::uint32_t position,
                                                               std::uint32_t window_begin) const {
  const std::string_view text = draft_.piece.normal.text;
  const Token& here = token(position);
  const Numeral& numeral = draft_.piece.numeral(here);
  const std::uint32_t begin = std::min(numeral.with_unit.begin, numeral.span.begin);
  const std::uint32_t end = std::max(numeral.with_unit.end, numeral.span.end);
  // A look back and ahead of some characters, on character borders by what is compared.
  const std::string_view before = text.substr(begin < 24 ? 0 : begin - 24, begin < 24 ? begin : 24);
  const std::string_view behind_it = text.substr(end, 24);
  if (numeral.malformed && numeral.problem != Numeral::Problem::doubled_percent) {
    return IgnoredReason::unreadable;
  }
  // Digits that run into the next number: a scraper dropped what parted them.
  const auto touches = [&](std::uint32_t index, std::uint32_t other) {
    const Numeral& a = draft_.piece.numerals[index];
    const Numeral& b = draft_.piece.numerals[other];
    return std::max(a.with_unit.end, a.span.end) == std::min(b.with_unit.begin, b.span.begin) &&
           a.form != Form::plain && a.group == 0;
  };
  if ((here.index + 1 < draft_.piece.numerals.size() && touches(here.index, here.index + 1)) ||
      (here.index > 0 && touches(here.index - 1, here.index))) {
    return IgnoredReason::unreadable;
  }
  const std::string_view digits = numeral.span.of(text);
  const bool bare = numeral.form == Form::plain && numeral.unit_text.empty();
  if (bare && before_listed_time(position)) return IgnoredReason::date;
  if (in_address(text, begin, end)) return IgnoredReason::address;
  if (bare && behind_it.starts_with("后") && digits.size() == 2) return IgnoredReason::name;
  if (is_hour(numeral, before, behind_it)) return IgnoredReason::time_of_day;
  if (before.ends_with("每") && numeral.form == Form::plain) return IgnoredReason::quantity_word;
  // “4+4”产业
  const bool summed = (behind_it.starts_with('+') && before.ends_with("“")) ||
                      (before.ends_with('+') && behind_it.starts_with("”"));
  if (bare && summed) return IgnoredReason::name;
  // “三单”, “两新”: the number in a name of few characters.
  constexpr std::uint32_t short_name = 9;
  const bool quoted = before.ends_with("“") && behind_it.starts_with("”");
  if (quoted && numeral.han_digits && end - begin <= short_name) return IgnoredReason::name;
  if (behind_it.starts_with("页")) return IgnoredReason::page;
  if (bare && marks_item(position)) return IgnoredReason::list_mark;
  if (begin > 0 && is_letter(text[begin - 1]) && bare) return IgnoredReason::code;
  if (bare && end < text.size() && is_letter(text[end])) return IgnoredReason::code;
  if (ends_with_any(before, phone_words)) return IgnoredReason::phone;
  if (bare && ends_with_any(before, code_before)) return IgnoredReason::code;
  if (bare && starts_with_any(behind_it, page_behind)) return IgnoredReason::page;
  if (bare && ends_with_any(before, page_before)) return IgnoredReason::page;
  if (bare && ends_with_any(before, note_before)) return IgnoredReason::footnote;
  if (starts_with_any(behind_it, std::span(address_behind))) return IgnoredReason::address;
  if ((bare && behind_it.starts_with("号")) || numeral.unit_text == "号") {
    if (ends_with_any(before, road_before)) return IgnoredReason::address;
    return IgnoredReason::document_number;
  }
  if (bare && in_brackets(before, behind_it)) {
    constexpr std::size_t longest_note = 2;
    return digits.size() <= longest_note ? IgnoredReason::footnote : IgnoredReason::document_number;
  }
  if (bare && before.ends_with('-')) {
    // 0577-88366666; GB/T 15835-2011.
    constexpr std::size_t local_number = 7;
    const auto previous = here.index > 0 ? draft_.piece.numerals[here.index - 1].span.of(text) : "";
    if (digits.size() >= local_number && previous.starts_with('0')) return IgnoredReason::phone;
    if (here.index > 0 && number_ends(here.index - 1) + 1 == begin) return IgnoredReason::code;
  }
  if (bare && behind_it.starts_with('-') && digits.starts_with('0')) return IgnoredReason::phone;
  if (bare && is_clock(position)) return IgnoredReason::time_of_day;
  if (bare && ends_with_any(before, document_before)) return IgnoredReason::document_number;
  if (starts_with_any(behind_it, rule_behind) && numeral.form == Form::plain) {
    return IgnoredReason::rule;
  }
  const Window window = read_window(draft_, clause_->tokens, window_begin, position);
  if (defines_class(position, window)) return IgnoredReason::rule;
  if (numeral.form == Form::ordinal) return ordinal_reason(position, window);
  if (numeral.form != Form::plain) return std::nullopt;
  const bool lasts = (starts_with_any(behind_it, duration_behind) && bare) ||
                     std::find(std::begin(duration_behind), std::end(duration_behind),
                               numeral.unit_text) != std::end(duration_behind);
  if (lasts && !counts_days(position, window)) return IgnoredReason::duration;
  const bool top = position > 0 && is_word(position - 1, C::rank_top);
  if (top && !(window.rank_verb && now_.indicator.known())) return IgnoredReason::quantity_word;
  if (counts_places(numeral, behind_it)) return IgnoredReason::quantity_word;
  if (numeral.printed.scale() == 0 && numeral.power == 0 && counts_set(position)) {
    return IgnoredReason::quantity_word;
  }
  if (!digits.empty() && static_cast<unsigned char>(digits[0]) >= 0xE3 && !numeral.surplus &&
      starts_with_any(digits, magnitudes)) {
    return numeral.lower_bound ? IgnoredReason::rule : IgnoredReason::quantity_word;
  }
  if (numeral.han_digits && !top) {
    if (bare && !starts_with_any(behind_it, counted_words) && end < text.size() &&
        is_han(text, end)) {
      return IgnoredReason::quantity_word;
    }
    const bool counts = bare || starts_with_any(numeral.unit_text, counted_words);
    if (counts && numeral.power == 0 && numeral.printed < num::Decimal::whole(100)) {
      return digits.empty() ? IgnoredReason::name : IgnoredReason::quantity_word;
    }
  }
  static constexpr std::string_view classes[] = {"大", "类", "届", "批", "方面", "个方面"};
  if (bare && starts_with_any(behind_it, classes)) return IgnoredReason::quantity_word;
  if (bare && !numeral.han_digits) {
    const bool whole = numeral.printed.scale() == 0;
    constexpr std::size_t mobile_number = 11;
    if (whole && digits.size() == mobile_number && digits.starts_with('1')) {
      return IgnoredReason::phone;
    }
    if (whole && digits.size() > longest_bare_number) return IgnoredReason::code;
    if (whole && digits.size() > 1 && digits.starts_with('0')) return IgnoredReason::code;
    if (behind_it.starts_with("×")) return IgnoredReason::code;
  }
  return std::nullopt;
}

/// «全国城市第六», «全省设区市第三»: a place and which of its kind stand before the number.
bool ChineseSentence::names_group(std::uint32_t position) const {
  static constexpr std::string_view kinds[] = {"市", "省", "县", "区", "省份", "国家"};
  if (position < 2 || !ends_with_any(draft_.piece.text_of(token(position - 1)), kinds))
    return false;
  constexpr std::uint32_t farthest = 4;
  for (std::uint32_t i = position - 1; i > 0 && i + farthest > position; --i) {
    const Token& t = token(i - 1);
    if (t.kind == Token::Kind::place || is_word(i - 1, C::home_place)) return true;
    if (t.kind != Token::Kind::text && !is_word(i - 1, C::plain)) return false;
  }
  return false;
}

/// 第三 is a rank behind 居, 排名 or a place, and where nothing but 位 or 名 follows; 第三产业 and
/// 第四届 count.
std::optional<IgnoredReason> ChineseSentence::ordinal_reason(std::uint32_t position,
                                                             const Window& window) const {
  const std::uint32_t after = position + 1;
  const bool closes = after >= clause_size() || token(after).kind == Token::Kind::mark ||
                      token(after).kind == Token::Kind::word;
  const bool noun = after < clause_size() && token(after).kind == Token::Kind::word &&
                    token(after).classes.any(WordClasses(C::plain, C::indicator, C::count_word)) &&
                    !token(after).is(C::rank_behind);
  const bool place =
      position > 0 && (token(position - 1).kind == Token::Kind::place ||
                       is_word(position - 1, C::home_place) || is_word(position - 1, C::region));
  const bool group = names_group(position);
  // 第一大国, 第三大贸易伙伴.
  const std::string_view kind = after < clause_size() ? draft_.piece.text_of(token(after)) : "";
  const bool largest = is_word(after, C::rank_behind) && kind != "位" && kind != "名" &&
                       after + 1 < clause_size() &&
                       (token(after + 1).kind == Token::Kind::text || is_word(after + 1, C::plain));
  if (largest) return IgnoredReason::ordinal;
  const bool ranked = window.rank_verb || window.rank_noun || place || group;
  // «第一、二、三产业»
  const std::string_view behind_it =
      std::string_view(draft_.piece.normal.text).substr(token(position).span.end, 6);
  const bool listed = behind_it.starts_with("、二") || behind_it.starts_with("、三");
  if (!closes || noun || !ranked || listed) return IgnoredReason::ordinal;
  return std::nullopt;
}

}  // namespace duibiao::bulletin
