#include <algorithm>
#include <iterator>
#include <utility>

#include "bulletin/read/sentence.h"

/// What a phrase leaves to the clauses before it: whose exports, what goods, of what whole.
namespace duibiao::bulletin {
namespace {

constexpr std::size_t count_character = 3;
constexpr std::string_view exports_word = "出口";

}  // namespace

/// «机电产品为主要出口商品,出口额…», «金属矿砂进口额增势明显,进口额达…»: the flow of what the
/// clause before spoke of, not of everything.
void ChineseSentence::narrow_by_story(const Window& window, std::string& phrase) {
  if (story_.empty()) return;
  const std::string story = std::exchange(story_, {});
  if (window.place || window.of_which) return;
  // «纺织业保持增长,实现增加值…»: that trade's.
  static constexpr std::string_view trade = "业";
  static constexpr std::string_view made[] = {"增加值", "产值", "总产值"};
  const std::size_t trade_ends = story.rfind(trade);
  if (window.doing && trade_ends != std::string::npos && trade_ends > 0 &&
      std::find(std::begin(made), std::end(made), phrase) != std::end(made)) {
    phrase.insert(0, story.substr(0, trade_ends + trade.size()));
    return;
  }
  static constexpr std::string_view flows[] = {"进出口", "出口", "进口"};
  for (const std::string_view flow : flows) {
    if (!phrase.starts_with(flow) || phrase.size() > flow.size() + 2 * count_character) continue;
    const std::size_t at =
        story.starts_with("外贸") || story.starts_with("货物") ? 0 : story.find(flow);
    const bool other_flow = at != std::string::npos && at >= count_character && flow != flows[0] &&
                            story.find(flows[0]) < at;
    if (at != std::string::npos && at > 0 && !other_flow) {
      phrase = story.substr(0, at) + std::string(flow);
    } else if (story_names_) {
      phrase = story + std::string(flow);
    }
    return;
  }
}

/// «出口汽车1.86万辆,增长74.3%,出口值23.5亿元»: what those are worth.
bool ChineseSentence::is_value_of_last(const std::string& phrase) const {
  static constexpr std::string_view worth[] = {"价值", "货值", "金额"};
  static constexpr std::string_view flows[] = {exports_word, "进口"};
  if (!last_ || draft_.claim(*last_).sentence != draft_.sentence || !goods_) return false;
  const Claim& level = draft_.claim(*goods_);
  const std::string& spoken = level.subject.phrase;
  // «出口钢材…万吨,出口均价…元,出口额…亿元»: the price between them is of the same goods.
  const bool price = now_.phrase.ends_with("价") || now_.phrase.ends_with("价格");
  if (level.subject.indicator.known() || (spoken != now_.phrase && !price)) return false;
  return std::any_of(std::begin(flows), std::end(flows), [&](std::string_view flow) {
    if (spoken.size() <= flow.size()) return false;
    if (!spoken.starts_with(flow) && !spoken.ends_with(flow)) return false;
    return std::find(std::begin(worth), std::end(worth), phrase) != std::end(worth) ||
           phrase == std::string(flow) + "值" || phrase == std::string(flow) + "额" ||
           phrase == std::string(flow) + "金额";
  });
}

/// «机电产品占出口总值近五成»: their exports, whatever was spoken of before.
void ChineseSentence::narrow_by_whole(const Window& window, std::string& phrase) {
  if (phrase.find("口") != std::string::npos || window.governed.empty()) return;
  const std::string whole = phrase_of(window.governed);
  for (const std::string_view flow :
       {std::string_view("进出口"), exports_word, std::string_view("进口")}) {
    if (whole.find(flow) == std::string::npos) continue;
    const std::string narrowed = phrase + std::string(flow);
    if (draft_.indicator_of(narrowed).known()) phrase = narrowed;
    return;
  }
}

/// «民营企业进出口增长…;其出口…»: the exports of those enterprises.
void ChineseSentence::narrow_by_its(const Window& window, std::string& phrase) const {
  const std::uint32_t begin = window.subject.begin;
  static constexpr std::string_view its = "其";
  const bool said = window.place == std::nullopt && begin > 0 && begin < clause_size() &&
                    draft_.piece.text_of(token(begin - 1)) == its;
  if (!said) return;
  std::string spoken = now_.phrase;
  if (now_.indicator.known()) spoken = draft_.parts.words.catalogue.at(now_.indicator).zh;
  static constexpr std::string_view flows[] = {"进出口", exports_word, "进口"};
  const bool flow = std::any_of(std::begin(flows), std::end(flows),
                                [&](std::string_view f) { return phrase.starts_with(f); });
  if (!flow) return;
  for (const std::string_view f : flows) {
    const std::size_t at = spoken.find(f);
    if (at == std::string::npos) continue;
    if (at > 0) phrase.insert(0, spoken.substr(0, at));
    return;
  }
}

}  // namespace duibiao::bulletin
