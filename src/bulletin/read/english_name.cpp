#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "bulletin/read/english_sentence.h"

/// The many ways in which English names one indicator, brought to those the catalogue knows.
namespace duibiao::bulletin::english {
namespace {

struct Rewrite {
  std::string_view from, to;
};

/// Of whole words, in this order.
constexpr std::array<Rewrite, 49> same_words{{
    {"enterprises established", "enterprises"},
    {"throughput port", "throughput"},
    {"throughput ports", "throughput"},
    {"throughput of port", "throughput"},
    {"throughput of ports", "throughput"},
    {"disposable income residents", "disposable income of residents"},
    {"disposable income urban residents", "disposable income of urban residents"},
    {"disposable income rural residents", "disposable income of rural residents"},
    {"above the designated size", "above designated size"},
    {"electromechanical", "mechanical and electrical"},
    {"electro-mechanical", "mechanical and electrical"},
    {"mechanical and electronic", "mechanical and electrical"},
    {"electrical and mechanical", "mechanical and electrical"},
    {"machinery and electrical", "mechanical and electrical"},
    {"machinery and electronic", "mechanical and electrical"},
    {"electrical goods", "electrical products"},
    {"high-technology", "high-tech"},
    {"hi-tech", "high-tech"},
    {"high and new-tech", "high-tech"},
    {"high-tech goods", "high-tech products"},
    {"labor-intensive", "labour-intensive"},
    {"labor intensive", "labour-intensive"},
    {"labour-intensive goods", "labour-intensive products"},
    {"farm produce", "agricultural products"},
    {"farm products", "agricultural products"},
    {"agricultural goods", "agricultural products"},
    {"privately owned", "private"},
    {"privately-owned", "private"},
    {"private-owned", "private"},
    {"private sector", "private enterprises"},
    {"private companies", "private enterprises"},
    {"private firms", "private enterprises"},
    {"private businesses", "private enterprises"},
    {"private enterprise", "private enterprises"},
    {"foreign-funded", "foreign-invested"},
    {"foreign invested", "foreign-invested"},
    {"foreign funded", "foreign-invested"},
    {"foreign-invested companies", "foreign-invested enterprises"},
    {"foreign-invested firms", "foreign-invested enterprises"},
    {"foreign-invested businesses", "foreign-invested enterprises"},
    {"state owned", "state-owned"},
    {"state-owned companies", "state-owned enterprises"},
    {"state-owned firms", "state-owned enterprises"},
    {"households", "residents"},
    {"fixed assets", "fixed-asset"},
    {"added value", "value added"},
    {"industries", "industry"},
    {"sector", "industry"},
    {"sectors", "industry"},
}};

struct Flow {
  std::string_view said, noun;
};
/// The longer ones first.
constexpr std::array<Flow, 11> flows{{{"exports and imports", "trade"},
                                      {"imports and exports", "trade"},
                                      {"import and export", "trade"},
                                      {"total trade", "trade"},
                                      {"foreign trade", "trade"},
                                      {"total exports", "exports"},
                                      {"total imports", "imports"},
                                      {"exports", "exports"},
                                      {"imports", "imports"},
                                      {"trade", "trade"},
                                      {"shipments abroad", "exports"}}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

/// Replaces whole words. One pass, so linear.
void replace_words(std::string& phrase, const Rewrite& rewrite) {
  for (std::size_t at = phrase.find(rewrite.from); at != std::string::npos;
       at = phrase.find(rewrite.from, at)) {
    const std::size_t end = at + rewrite.from.size();
    const bool whole = (at == 0 || !is_letter(phrase[at - 1])) &&
                       (end == phrase.size() || !is_letter(phrase[end]));
    if (whole) phrase.replace(at, rewrite.from.size(), rewrite.to);
    at += whole ? rewrite.to.size() : 1;
  }
}

bool cut_front(std::string& phrase, std::string_view front) {
  if (!phrase.starts_with(front)) return false;
  phrase.erase(0, front.size());
  return true;
}

bool cut_back(std::string& phrase, std::string_view back) {
  if (!phrase.ends_with(back)) return false;
  phrase.erase(phrase.size() - back.size());
  return true;
}

/// «exports by private firms», «private firms' exports» → flow and owner; no flow when it is none.
std::pair<std::string_view, std::string> flow_of(std::string phrase) {
  for (const Flow& flow : flows) {
    const std::string front(flow.said);
    for (const std::string_view link : {" of ", " by ", " from ", " in "}) {
      if (cut_front(phrase, front + std::string(link))) return {flow.noun, std::move(phrase)};
    }
    if (cut_back(phrase, " " + front)) return {flow.noun, std::move(phrase)};
  }
  return {};
}

}  // namespace

/// What the catalogue calls it, under any of the ways to say it; unknown when it has no such thing.
IndicatorId Sentence::indicator_named(const std::string& phrase) const {
  const IndicatorId plain = draft_.indicator_of(phrase);
  if (plain.known() || phrase.empty()) return plain;
  std::string said = phrase;
  for (const Rewrite& rewrite : same_words) replace_words(said, rewrite);
  if (cut_front(said, "value added of ") && !said.ends_with(" industry")) said += " industry";
  if (const IndicatorId id = draft_.indicator_of(said); id.known()) return id;
  const auto [flow, owner] = flow_of(said);
  if (flow.empty() || owner.empty()) return {};
  const bool goods = owner.find(" products") != std::string::npos;
  const std::string_view link = goods && flow == "trade" ? "in" : "of";
  for (const std::string& name :
       {fmt::format("{} {} {}", flow, link, owner), fmt::format("{} {}", owner, flow)}) {
    if (const IndicatorId id = draft_.indicator_of(name); id.known()) return id;
  }
  // «imports and exports of general trade»
  const bool mode = flow == "trade" && owner.ends_with(" trade");
  return mode ? draft_.indicator_of(owner) : IndicatorId{};
}

}  // namespace duibiao::bulletin::english
