#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace duibiao {

enum class PlaceLevel : std::uint8_t { world, country, province, prefecture, county, zone, group };

/// A place as an index into its registry. Meaningful only with that registry; files carry codes.
struct PlaceId {
  std::uint32_t index = 0xFFFFFFFF;
  [[nodiscard]] constexpr bool known() const { return index != 0xFFFFFFFF; }
  friend constexpr auto operator<=>(PlaceId, PlaceId) = default;
};

struct Place {
  std::string code;      ///< GB/T 2260, six digits as text; ISO 3166 / NUTS elsewhere
  std::string zh;        ///< 温州市
  std::string short_zh;  ///< 温州
  std::string en;        ///< Wenzhou
  PlaceId parent;
  PlaceLevel level = PlaceLevel::county;
  std::vector<std::string> aliases;
};

/// A set of places ranked together, e.g. `zhejiang-11` 浙江11市.
struct PeerGroup {
  std::string id;
  std::string zh;
  std::string en;
  std::vector<std::string> aliases;
  std::vector<PlaceId> members;
};

/// Codes, names, aliases and peer groups. Built once, then read-only and safe to share.
class PlaceRegistry {
 public:
  /// Adds places from CSV `code,name,short,name_en,parent,level,aliases` (aliases split by «|»; a
  /// header row says which columns there are, in any order; code alone is required). A code that
  /// exists is amended: what is not empty replaces, aliases are added, a former name stays as an
  /// alias; so users' files overlay the built-in ones. Nothing is changed when anything is wrong.
  /// Errors: bad_catalogue with file and line (a malformed row, a code twice, an unknown column,
  /// level or parent, an alias that already names another place).
  [[nodiscard]] Status add_places(std::string_view csv, std::string_view file_name);
  /// Adds peer groups from TOML (`[[group]] id= zh= en= aliases=[] members=[codes]`). An id that
  /// exists is replaced. Errors: bad_catalogue with file and line.
  [[nodiscard]] Status add_groups(std::string_view toml, std::string_view file_name);
  /// One more name for a place. Errors: bad_catalogue when the alias already names another place.
  [[nodiscard]] Status add_alias(std::string_view alias, PlaceId place);

  [[nodiscard]] std::size_t size() const { return places_.size(); }
  [[nodiscard]] const Place& at(PlaceId id) const;
  [[nodiscard]] std::span<const Place> all() const { return places_; }
  /// The named groups; the implicit ones («浙江各市») are reached by resolve_group alone.
  [[nodiscard]] std::span<const PeerGroup> groups() const { return groups_; }

  [[nodiscard]] std::optional<PlaceId> by_code(std::string_view code) const;

  /// The place meant by a name on a sheet or command line: code, full, short or English name
  /// (case folded), alias; then with suffixes such as 地区/市/省 put on or taken off, and with the
  /// names of the places above in front («浙江省温州市», «天津滨海新区»). `within` (when known) is
  /// the table's own region: names that several places share go to the one inside it (to the
  /// highest level there: «吉林» in a table of China is the province), and the words for «all of
  /// it» (合计, 总计, 总值, total) mean `within` itself; 全国, 全省, 全市, 全区 the nearest
  /// country, province, city, district around it. Without `within`, 总值 and 全国 mean China, and
  /// «浙江省合计» Zhejiang. Nothing when unknown or still ambiguous (鼓楼区, 朝阳, 吉林), and
  /// nothing for development zones, which never stand for their city. Cost: one hash lookup a
  /// candidate form.
  [[nodiscard]] std::optional<PlaceId> find(std::string_view name, PlaceId within = {}) const;

  /// Like find, for people: also unique prefixes. Errors: not_found with the nearest names in the
  /// advice; ambiguous_name with the candidates.
  [[nodiscard]] Result<PlaceId> resolve(std::string_view name, PlaceId within = {}) const;

  /// Up to `limit` nearest known places by edit distance over characters, best first.
  [[nodiscard]] std::vector<PlaceId> nearest(std::string_view name, std::size_t limit) const;

  /// A group by id, name, alias or unique prefix; «浙江各市», «温州各县», `children-of-330000` are
  /// the direct children of a place. Valid until the registry changes. Errors: not_found with the
  /// nearest names, ambiguous_name.
  [[nodiscard]] Result<const PeerGroup*> resolve_group(std::string_view name) const;
  /// The direct children of a place, in code order.
  [[nodiscard]] std::vector<PlaceId> children(PlaceId parent) const;
  /// The country above a place (itself when it is one); unknown when there is none.
  [[nodiscard]] PlaceId country_of(PlaceId id) const;
  [[nodiscard]] PlaceId province_of(PlaceId id) const;
  /// True for every place strictly below `whole`.
  [[nodiscard]] bool is_inside(PlaceId id, PlaceId whole) const;

 private:
  struct Row;
  [[nodiscard]] Result<std::vector<Row>> read_rows(std::string_view csv,
                                                   std::string_view file_name) const;
  [[nodiscard]] Status check_rows(const std::vector<Row>& rows, std::string_view file_name) const;
  [[nodiscard]] Status check_aliases(const std::vector<Row>& rows,
                                     std::string_view file_name) const;
  void apply(const Row& row);
  void rebuild_implicit_groups();

  void index_name(std::string_view name, PlaceId id);
  [[nodiscard]] const std::vector<PlaceId>* named(const std::string& key) const;
  [[nodiscard]] std::vector<PlaceId> tolerated(std::string_view key) const;
  [[nodiscard]] std::vector<PlaceId> prefixed(std::string_view key, int depth) const;
  [[nodiscard]] std::vector<PlaceId> candidates(std::string_view key) const;
  [[nodiscard]] std::optional<PlaceId> whole_meant(std::string_view key, PlaceId within) const;
  [[nodiscard]] std::optional<PlaceId> choose(std::string_view key, PlaceId within) const;
  [[nodiscard]] std::optional<PlaceId> highest_inside(std::span<const PlaceId> ids,
                                                      PlaceId whole) const;
  [[nodiscard]] PlaceId ancestor_at(PlaceId id, PlaceLevel level) const;
  [[nodiscard]] int depth(PlaceId id) const;
  [[nodiscard]] const PeerGroup* implicit_group(std::string_view key) const;

  std::vector<Place> places_;
  std::vector<PeerGroup> groups_;
  std::vector<PeerGroup> implicit_groups_;  ///< by the index of the place whose children they hold
  std::unordered_map<std::string, PlaceId> by_code_;
  std::unordered_map<std::string, std::vector<PlaceId>> by_name_;
};

}  // namespace duibiao
