#include "server/http/negotiate.h"

#include <algorithm>

#include "server/http/target.h"

namespace duibiao::server {
namespace {

/// No browser or library sends more; each is compared with every type offered.
constexpr std::size_t choices_max = 64;
constexpr std::size_t parameters_max = 16;

/// Takes what stands before the next `mark` that is outside quotes.
std::string_view take_until(std::string_view& text, char mark) {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    if (text[end] == '\\' && quoted) {
      end = std::min(end + 1, text.size() - 1);
    } else if (text[end] == '"') {
      quoted = !quoted;
    } else if (text[end] == mark && !quoted) {
      break;
    }
  }
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return trimmed(part);
}

/// «0.8» in thousandths; nothing when it is no quality.
std::optional<int> quality_of(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  int value = text[0] == '1' ? 1000 : 0;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int weight = 100;
  for (std::size_t k = 2; k < text.size(); ++k, weight /= 10) {
    if (text[k] < '0' || text[k] > '9') return std::nullopt;
    value += (text[k] - '0') * weight;
  }
  return value > 1000 ? std::nullopt : std::optional<int>(value);
}

std::string_view unquoted(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return quoted ? text.substr(1, text.size() - 2) : text;
}

std::optional<Choice> choice_of(std::string_view text) {
  Choice choice;
  choice.value = take_until(text, ';');
  if (choice.value.empty()) return std::nullopt;
  while (!text.empty() && choice.parameters.size() < parameters_max) {
    std::string_view pair = take_until(text, ';');
    if (pair.empty()) continue;
    const std::string_view name = take_until(pair, '=');
    if (same_word(name, "q")) {
      const auto quality = quality_of(trimmed(pair));
      if (!quality) return std::nullopt;
      choice.quality = *quality;
    } else {
      choice.parameters.emplace_back(name, unquoted(trimmed(pair)));
    }
  }
  return choice;
}

bool has_parameter(const Choice& offer, const std::pair<std::string_view, std::string_view>& want) {
  return std::ranges::any_of(offer.parameters, [&want](const auto& has) {
    return same_word(has.first, want.first) && same_word(has.second, want.second);
  });
}

/// How exactly `asked` names the offer: 0 not at all, 1 by «*/*», 2 by «text/*», 3 and more by the
/// type and its parameters.
int exactness(const Choice& asked, const Choice& offer) {
  const std::string_view type = offer.value.substr(0, offer.value.find('/'));
  if (asked.value == "*/*" || asked.value == "*") return 1;
  if (asked.value.ends_with("/*") &&
      same_word(asked.value.substr(0, asked.value.size() - 2), type)) {
    return 2;
  }
  if (!same_word(asked.value, offer.value)) return 0;
  int exact = 3;
  for (const auto& want : asked.parameters) {
    // How text is encoded is not chosen here: all of ours is UTF-8.
    if (same_word(want.first, "charset")) continue;
    if (!has_parameter(offer, want)) return 0;
    ++exact;
  }
  return exact;
}

}  // namespace

std::vector<Choice> choices_of(std::string_view field) {
  std::vector<Choice> choices;
  while (!field.empty() && choices.size() < choices_max) {
    const std::string_view text = take_until(field, ',');
    if (auto choice = choice_of(text)) choices.push_back(std::move(*choice));
  }
  return choices;
}

std::optional<std::size_t> best_type(std::string_view accept,
                                     std::span<const std::string_view> offered) {
  if (offered.empty()) return std::nullopt;
  if (trimmed(accept).empty()) return 0;
  const std::vector<Choice> asked = choices_of(accept);
  std::optional<std::size_t> best;
  std::pair<int, int> best_rank{0, 0};
  for (std::size_t k = 0; k < offered.size(); ++k) {
    const auto offer = choice_of(offered[k]);
    if (!offer) continue;
    // The quality of an offer is what its most exact naming says (RFC 9110, 12.5.1).
    std::pair<int, int> rank{0, 0};
    for (const Choice& choice : asked) {
      const int exact = exactness(choice, *offer);
      if (exact > rank.second) rank = {choice.quality, exact};
    }
    if (rank.first > 0 && rank > best_rank) {
      best_rank = rank;
      best = k;
    }
  }
  return best;
}

bool takes_encoding(std::string_view accept_encoding, std::string_view coding) {
  int by_star = 0;
  for (const Choice& choice : choices_of(accept_encoding)) {
    if (same_word(choice.value, coding)) return choice.quality > 0;
    if (choice.value == "*") by_star = choice.quality;
  }
  return by_star > 0;
}

}  // namespace duibiao::server
