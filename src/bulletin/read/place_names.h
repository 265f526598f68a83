#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "figure/place.h"
#include "text/word_trie.h"

namespace duibiao::bulletin {

/// The places' names as a text uses them. Built once, then read-only and safe to share.
class PlaceNames {
 public:
  explicit PlaceNames(const PlaceRegistry& registry);

  struct Match {
    std::size_t length = 0;
    std::uint32_t name = 0;
  };
  /// The longest name at a place of a text, letters in lower case.
  [[nodiscard]] std::optional<Match> longest(std::string_view lower, std::size_t at) const;

  /// The place that a name means in a text about `within`. A short county name (朝阳, 和平) counts
  /// only inside the city or province spoken of. Nothing when it is none or ambiguous.
  [[nodiscard]] std::optional<PlaceId> meant(std::uint32_t name, PlaceId within) const;
  [[nodiscard]] std::string_view text(std::uint32_t name) const { return names_[name].text; }

  /// The peer group of exactly this name; empty when there is none.
  [[nodiscard]] std::string_view group(std::string_view name) const;

  [[nodiscard]] const PlaceRegistry& registry() const { return *registry_; }

 private:
  struct Name {
    std::string text;
    std::vector<PlaceId> places;
    bool bare_county = false;  ///< names counties alone, without 市, 县, 区
  };
  void add(std::string_view text, PlaceId place, bool bare);

  const PlaceRegistry* registry_;
  text::WordTrie trie_;
  std::vector<Name> names_;
  std::unordered_map<std::string, std::string> groups_;
};

}  // namespace duibiao::bulletin
