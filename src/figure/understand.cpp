#include <algorithm>

#include "figure/catalogue.h"
#include "figure/header_words.h"
#include "figure/name_key.h"
#include "figure/phrase_text.h"
#include "text/utf8.h"

namespace duibiao {
namespace {

struct NameHit {
  std::size_t begin = 0;
  std::size_t bytes = 0;
  IndicatorId id;
};

using PhraseIndex = std::unordered_map<std::string, IndicatorId>;

/// Drops «1、», «(二)» in front: the number of a row in its list.
void drop_list_number(std::string& phrase) {
  static constexpr std::string_view numerals = "0123456789一二三四五六七八九十";
  const std::size_t border = phrase.find(names::part_border);
  if (border == std::string::npos) return;
  for (std::size_t i = 0; i < border;) {
    const std::size_t bytes = text::decode_at(phrase, i).length;
    if (numerals.find(std::string_view(phrase).substr(i, bytes)) == std::string_view::npos) return;
    i += bytes;
  }
  phrase.erase(0, border + 1);
}

/// The longest indicator name anywhere in the phrase; the leftmost of equals. English names match
/// whole words only.
NameHit longest_name_in(std::string_view phrase, const PhraseIndex& index, std::size_t longest) {
  for (std::size_t bytes = std::min(longest, phrase.size()); bytes > 0; --bytes) {
    for (std::size_t begin = 0; begin + bytes <= phrase.size(); ++begin) {
      const bool inside = (static_cast<unsigned char>(phrase[begin]) & 0xC0U) == 0x80U;
      if (inside || !names::is_word_border(phrase, begin) ||
          !names::is_word_border(phrase, begin + bytes)) {
        continue;
      }
      const auto found = index.find(std::string(phrase.substr(begin, bytes)));
      if (found != index.end()) return {begin, bytes, found->second};
    }
  }
  return {};
}

void append_rest(std::string& rest, std::string_view text) {
  if (!rest.empty()) rest.push_back(' ');
  rest += text;
}

bool grows_in_real_terms(GrowthBasis basis) {
  return basis == GrowthBasis::constant_price || basis == GrowthBasis::matched_sample;
}

/// Words for the price basis are idle when the indicator grows that way anyhow; otherwise they make
/// it another number, and stay.
void judge_basis(const names::HeaderWords& words, const Indicator& indicator, std::string& rest) {
  if (words.constant_price && !grows_in_real_terms(indicator.growth_basis)) {
    append_rest(rest, "可比价");
  }
  const bool about_growth = words.measure && *words.measure != Measure::level;
  if (words.nominal && about_growth && indicator.growth_basis != GrowthBasis::nominal) {
    append_rest(rest, "名义");
  }
}

}  // namespace

Phrase Catalogue::understand(std::string_view header) const {
  Phrase out;
  if (header.size() > names::longest_name) {
    out.rest = std::string(header);
    return out;
  }
  std::string phrase = names::phrase_text(header);
  drop_list_number(phrase);
  NameHit hit = longest_name_in(phrase, by_phrase_, longest_phrase_);
  const names::ShareClause clause = names::find_share_clause(phrase);
  std::string kept_clause;
  if (hit.bytes > 0 && clause.end > clause.begin && hit.begin > clause.begin) {
    // «出口占进出口比重»: the longest name is the whole that the share is of; a share of another
    // whole than the place above is no figure that a key could hold, so it stays in the rest.
    kept_clause = phrase.substr(clause.begin, clause.end - clause.begin);
    phrase.replace(clause.begin, clause.end - clause.begin, 1, names::part_border);
    hit = longest_name_in(phrase, by_phrase_, longest_phrase_);
  }
  if (hit.bytes > 0) phrase.replace(hit.begin, hit.bytes, 1, names::part_border);
  names::HeaderWords words = names::read_header_words(phrase);
  out.indicator = hit.id;
  out.measure = kept_clause.empty() ? words.measure : std::optional(Measure::share);
  out.rest = std::move(words.rest);
  if (!kept_clause.empty()) append_rest(out.rest, kept_clause);
  if (!out.indicator.known()) {
    if (words.constant_price) append_rest(out.rest, "可比价");
    if (words.us_dollars) append_rest(out.rest, "美元");
    return out;
  }
  judge_basis(words, at(out.indicator), out.rest);
  if (words.us_dollars) {
    const auto variant = in_dimension(out.indicator, Dimension::usd);
    if (variant) {
      out.indicator = *variant;
    } else {
      append_rest(out.rest, "美元");
    }
  }
  return out;
}

}  // namespace duibiao
