#include "bulletin/read/table.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "bulletin/read/table_grid.h"
#include "bulletin/read/table_label.h"

namespace duibiao::bulletin {
namespace {

using text::Block;
using Kind = GridCell::Kind;

constexpr std::size_t titles_above = 3;        // title, unit line, and one more
constexpr std::size_t longest_title = 200;     // a longer line above is a paragraph
constexpr std::uint32_t labelled_columns = 3;  // rows have at most so many labels

bool is_money(Dimension dimension) {
  return dimension >= Dimension::cny && dimension <= Dimension::hkd;
}

bool is_rate_measure(Measure measure) {
  return measure == Measure::growth_yoy || measure == Measure::growth_mom ||
         measure == Measure::growth_avg || measure == Measure::share ||
         measure == Measure::contribution_rate;
}

class TableReader {
 public:
  TableReader(Draft& draft, const text::Document& document, std::span<const Block> cells)
      : draft_(draft), grid_(cells, document.text), about_(draft.paragraph.period) {
    if (!about_.known()) about_ = draft.context.period;
  }

  void read(const text::Document& document, std::span<const Block> before,
            const std::function<void(const Block&)>& read_prose) {
    read_titles(document, before);
    read_headers();
    part_ranks();
    lend_to_the_right();
    const auto rows = grid_.rows();
    for (std::uint32_t at = 0; at < rows.size(); ++at) {
      if (at >= grid_.header_rows()) read_row(rows[at]);
      for (const GridCell& cell : grid_.cells(rows[at])) {
        const bool figure = at >= grid_.header_rows() && is_figure(cell);
        if (figure || cell.kind == Kind::missing) continue;
        draft_.table = cell.block->table;
        if (!is_ignored(cell)) read_prose(*cell.block);
      }
    }
    part_doubles();
    for (Pending& pending : claims_) add(pending);
  }

 private:
  struct Pending {
    Claim claim;
    std::uint32_t column = 0;
    bool total = false;
    bool part = false;
    bool grouped = false;                ///< below the head of a group
    std::optional<std::uint32_t> whole;  ///< into claims_
    std::optional<std::uint32_t> added;  ///< into the draft's claims
  };

  [[nodiscard]] bool is_figure(const GridCell& cell) const {
    if (cell.kind == Kind::number) return cell.block->column >= grid_.label_columns();
    return cell.kind == Kind::year && cell.block->column >= grid_.label_columns();
  }

  /// Row numbers and codes; true when the cell's number is settled by that.
  [[nodiscard]] bool is_ignored(const GridCell& cell) {
    if (cell.kind != Kind::number && cell.kind != Kind::year) return false;
    if (cell.kind == Kind::year && cell.block->column < grid_.label_columns()) {
      draft_.ignore_source(cell.block->span, IgnoredReason::date);
    } else {
      const bool numbering = cell.block->column < grid_.label_columns();
      draft_.ignore_source(cell.block->span,
                           numbering ? IgnoredReason::list_mark : IgnoredReason::date);
    }
    return true;
  }

  void read_titles(const text::Document& document, std::span<const Block> before) {
    const std::size_t from = before.size() > titles_above ? before.size() - titles_above : 0;
    for (const Block& block : before.subspan(from)) {
      if (block.table != 0 || block.span.size() > longest_title) continue;
      const std::string_view words = block.span.of(document.text);
      if (!is_sentence(words)) {
        take_title(words);
        continue;
      }
      const TableLabel said = read_table_title(draft_, words, about_);
      if (said.period.known()) about_ = said.period;
    }
  }

  /// A sentence above a table has a subject and a measure of its own: «出口增长10.0%。»
  [[nodiscard]] static bool is_sentence(std::string_view words) {
    static constexpr std::string_view ends[] = {"。", "；", ";", ".", "！"};
    while (!words.empty() && words.back() == ' ') words.remove_suffix(1);
    return std::any_of(std::begin(ends), std::end(ends),
                       [&](std::string_view end) { return words.ends_with(end); });
  }

  void take_title(std::string_view words) {
    const TableLabel label = read_table_title(draft_, words, about_);
    if (label.period.known()) about_ = label.period;
    if (label.place.known()) title_.place = label.place;
    if (label.indicator.known()) title_.indicator = label.indicator;
    if (label.measure) title_.measure = label.measure;
    if (label.unit.known()) {
      units_ = {label.unit};
      if (label.second_unit.known()) units_.push_back(label.second_unit);
    }
  }

  void read_headers() {
    columns_.resize(grid_.columns());
    const auto rows = grid_.rows();
    for (std::uint32_t at = 0; at < grid_.header_rows(); ++at) {
      if (grid_.is_single(rows[at])) {
        take_title(grid_.cells(rows[at]).front().text);
        continue;
      }
      for (const GridCell& cell : grid_.cells(rows[at])) {
        const TableLabel label = read_table_label(draft_, cell.text, about_);
        const std::uint32_t end =
            std::min(cell.block->column + cell.block->column_span, grid_.columns());
        for (std::uint32_t column = cell.block->column; column < end; ++column) {
          merge(columns_[column], label);
        }
      }
    }
  }

  /// A header below says more about its column than the one above it.
  static void merge(TableLabel& above, const TableLabel& below) {
    if (below.names_something() && above.names_something() && !below.indicator.known()) {
      // «出口» over «机电产品»: exports of those goods.
      above.phrase = below.phrase + above.text;
      above.indicator = {};
    } else if (below.names_something()) {
      above.indicator = below.indicator;
      above.phrase = below.phrase;
    }
    if (below.names_something()) above.text = below.text;
    if (below.measure) above.measure = below.measure;
    if (!below.whole.empty()) above.whole = below.whole;
    if (below.unit.known()) above.unit = below.unit;
    if (below.place.known()) {
      above.place = below.place;
      above.place_text = below.place_text;
    }
    if (below.period.known()) above.period = below.period;
    above.constant_price = above.constant_price || below.constant_price;
    above.numbering = below.numbering;
    above.code = below.code;
    above.total = below.total;
  }

  /// Of two columns that say only 位次 the one behind a growth rate ranks by that.
  void part_ranks() {
    const auto ranks = [](const TableLabel& column) { return column.measure == Measure::rank; };
    if (std::count_if(columns_.begin(), columns_.end(), ranks) < 2) return;
    for (std::size_t at = 1; at < columns_.size(); ++at) {
      const bool behind_growth = columns_[at - 1].measure == Measure::growth_yoy;
      if (ranks(columns_[at]) && behind_growth) columns_[at].measure = Measure::growth_rank;
    }
  }

  /// A column that says only 同比 or 位次 speaks of what the column on its left names.
  void lend_to_the_right() {
    for (std::size_t at = grid_.label_columns() + 1; at < columns_.size(); ++at) {
      TableLabel& column = columns_[at];
      const TableLabel& left = columns_[at - 1];
      if (column.names_something() || !column.measure || *column.measure == Measure::level)
        continue;
      column.indicator = left.indicator;
      column.phrase = left.phrase;
      column.text = left.text;
      if (!column.place.known()) column.place = left.place;
      if (!column.period.known()) column.period = left.period;
    }
  }

  void read_row(CellGrid::Row row) {
    const auto cells = grid_.cells(row);
    if (grid_.is_single(row) && cells.front().block->column < labelled_columns) {
      group_ = read_table_label(draft_, cells.front().text, about_);
      grouped_ = true;
      return;
    }
    const TableLabel label = row_label(cells);
    for (const GridCell& cell : cells) {
      if (!is_figure(cell) || cell.block->column >= columns_.size()) continue;
      read_figure(cell, label);
    }
    ++draft_.sentence;
  }

  [[nodiscard]] TableLabel row_label(std::span<const GridCell> cells) {
    TableLabel label;
    const std::uint32_t labels = std::min(grid_.label_columns(), labelled_columns);
    for (const GridCell& cell : cells) {
      if (cell.block->column >= labels) break;
      if (cell.kind != Kind::words && cell.kind != Kind::year) continue;
      const TableLabel read = read_table_label(draft_, cell.text, about_);
      const bool total = label.total || read.total;
      const bool part = label.part || read.part;
      merge(label, read);
      label.total = total;
      label.part = part;
    }
    return label;
  }

  void read_figure(const GridCell& cell, const TableLabel& row) {
    const TableLabel& column = columns_[cell.block->column];
    if (column.numbering || column.code || cell.number.leading_zero) {
      draft_.ignore_source(cell.block->span,
                           column.numbering ? IgnoredReason::list_mark : IgnoredReason::code);
      return;
    }
    Pending pending;
    pending.column = cell.block->column;
    pending.total = row.total;
    pending.part = row.part;
    pending.grouped = grouped_;
    Claim& claim = pending.claim;
    claim.span = cell.block->span;
    if (!cell.number.mark.empty()) {
      // A footnote's mark is no part of the number.
      const auto length = static_cast<std::uint32_t>(cell.number.mark.data() - cell.text.data());
      if (length > 0 && length < claim.span.size()) claim.span.end = claim.span.begin + length;
    }
    claim.value = cell.number.value;
    claim.sentence = draft_.sentence;
    claim.clause = draft_.clause++;
    claim.table = cell.block->table;
    name(claim.subject, row, column);
    set_measure(claim, cell, row, column);
    if (claim.measure == Measure::share) set_whole(claim, row, column);
    if (row.constant_price || column.constant_price) claim.add(Qualifier::constant_price);
    set_range(claim);
    claims_.push_back(std::move(pending));
  }

  [[nodiscard]] std::string name_of(const TableLabel& label) const {
    if (!label.phrase.empty()) return label.phrase;
    return label.indicator.known() ? draft_.parts.words.catalogue.at(label.indicator).short_zh
                                   : std::string();
  }

  void name(Subject& subject, const TableLabel& row, const TableLabel& column) const {
    const TableLabel* place = &row;
    if (!row.place.known()) place = column.place.known() ? &column : &group_;
    subject.place = place->place;
    subject.place_text = place->place_text;
    if (!subject.place.known()) subject.place = home();
    subject.period = row.period.known() ? row.period : column.period;
    if (!subject.period.known()) subject.period = group_.period.known() ? group_.period : about_;
    const bool both = row.names_something() && column.names_something();
    if (both && row.indicator != column.indicator) {
      // «机电产品» beside «出口»; «民营企业» over the row «出口».
      subject.phrase =
          row.indicator.known() ? name_of(column) + name_of(row) : name_of(row) + name_of(column);
      subject.indicator = draft_.indicator_of(subject.phrase);
      return;
    }
    const TableLabel* named = row.names_something() ? &row : &column;
    if (!named->names_something() && group_.names_something()) named = &group_;
    subject.indicator = named->indicator;
    subject.phrase = name_of(*named);
    if (!title_.indicator.known()) return;
    if (!named->names_something()) {
      subject.indicator = title_.indicator;
      subject.phrase = name_of(title_);
    } else if (!named->indicator.known() && row.names_something()) {
      subject.phrase += name_of(title_);
    }
  }

  /// A place's share is of the place that the header names; goods are shares of what the title
  /// names. Other shares are of something that the table does not say.
  void set_whole(Claim& claim, const TableLabel& row, const TableLabel& column) const {
    Subject whole = claim.subject;
    if (row.place.known() && !column.whole.empty()) {
      const auto place = draft_.find_place(column.whole, row.place);
      if (!place) return;
      whole.place = *place;
    } else if (!row.phrase.empty() && title_.indicator.known() && !grouped_) {
      whole.indicator = title_.indicator;
      whole.phrase = name_of(title_);
    } else {
      return;
    }
    claim.reference.kind = Reference::Kind::whole;
    claim.reference.subject = whole;
    claim.reference.text = column.whole;
  }

  [[nodiscard]] PlaceId home() const {
    if (title_.place.known()) return title_.place;
    return draft_.paragraph.place.known() ? draft_.paragraph.place : draft_.context.home;
  }

  void set_measure(Claim& claim, const GridCell& cell, const TableLabel& row,
                   const TableLabel& column) const {
    Measure measure = Measure::level;
    for (const auto& said : {title_.measure, row.measure, column.measure}) {
      if (said && *said != Measure::level) measure = *said;
    }
    claim.of = Measure::level;
    if (measure == Measure::growth_rank) {
      measure = Measure::rank;
      claim.of = Measure::growth_yoy;
    }
    claim.measure = measure;
    claim.unit = unit_for(claim, cell, row, column);
    claim.unit_text = claim.unit.known() ? std::string(claim.unit.symbol()) : std::string();
    if (measure == Measure::rank) claim.unit_text = "rank";
    check_unit(claim);
  }

  [[nodiscard]] Unit unit_for(const Claim& claim, const GridCell& cell, const TableLabel& row,
                              const TableLabel& column) const {
    if (cell.number.percent) return unit::percent();
    if (cell.number.per_mille) return unit::per_mille();
    if (claim.measure == Measure::rank) return unit::rank();
    if (column.unit.known()) return column.unit;
    if (is_rate_measure(claim.measure)) return unit::percent();
    if (claim.measure == Measure::growth_change || claim.measure == Measure::share_change ||
        claim.measure == Measure::gap_pp || claim.measure == Measure::contribution_pp) {
      return unit::percentage_point();
    }
    if (row.unit.known()) return row.unit;
    return table_unit(claim.subject.indicator);
  }

  /// The declared unit that the indicator can have; the only one that is no rate, when it is not
  /// known.
  [[nodiscard]] Unit table_unit(IndicatorId indicator) const {
    Unit only;
    int amounts = 0;
    for (const Unit unit : units_) {
      if (indicator.known() &&
          draft_.parts.words.catalogue.in_dimension(indicator, unit.dimension())) {
        return unit;
      }
      if (unit.dimension() == Dimension::rate) continue;
      only = unit;
      ++amounts;
    }
    return amounts == 1 && !indicator.known() ? only : Unit{};
  }

  /// What measure and unit say must go together; else it was not understood.
  void check_unit(Claim& claim) const {
    const Dimension dimension = claim.unit.dimension();
    const Catalogue& catalogue = draft_.parts.words.catalogue;
    IndicatorId& indicator = claim.subject.indicator;
    if (is_rate_measure(claim.measure)) {
      if (is_money(dimension)) claim.measure = Measure::increment;
      return;
    }
    if (claim.measure != Measure::level) return;
    if (dimension == Dimension::rate) {
      const bool ratio = indicator.known() && catalogue.at(indicator).kind == IndicatorKind::ratio;
      if (!ratio) claim.measure = Measure::other;
      return;
    }
    if (indicator.known() && claim.unit.known()) {
      indicator = catalogue.in_dimension(indicator, dimension).value_or(IndicatorId{});
    }
    if (!claim.unit.known()) claim.measure = Measure::other;
  }

  using Key = std::tuple<IndicatorId, std::string, PlaceId, Period, Measure, Measure, Dimension>;
  [[nodiscard]] static Key key_of(const Claim& claim) {
    const std::string phrase = claim.subject.indicator.known() ? "" : claim.subject.phrase;
    return {claim.subject.indicator, phrase,   claim.subject.place,   claim.subject.period,
            claim.measure,           claim.of, claim.unit.dimension()};
  }

  /// Cells that would say one thing with different values: a header was not understood.
  void part_doubles() {
    std::map<Key, std::pair<const Claim*, bool>> seen;
    for (const Pending& pending : claims_) {
      const auto [at, fresh] = seen.try_emplace(key_of(pending.claim), &pending.claim, false);
      if (!fresh && !(at->second.first->value == pending.claim.value)) at->second.second = true;
    }
    for (Pending& pending : claims_) {
      const auto found = seen.find(key_of(pending.claim));
      if (found == seen.end() || !found->second.second) continue;
      doubtful_.push_back(&pending.claim);
    }
    for (Claim* claim : doubtful_) {
      claim->measure = Measure::other;
      claim->subject.indicator = {};
    }
  }

  void add(Pending& pending) {
    Claim& claim = pending.claim;
    const auto whole = last_whole_.find(pending.column);
    if (pending.part && whole != last_whole_.end()) claim.whole = whole->second;
    auto& listed = listed_[pending.column];
    if (pending.total && !pending.grouped && claim.measure == Measure::level && listed.size() > 1) {
      claim.adds_up = listed;
    }
    const bool level = claim.measure == Measure::level;
    const auto index = draft_.add_worded(std::move(claim));
    if (!index) return;
    if (!pending.part) last_whole_[pending.column] = *index;
    if (!pending.part && !pending.total && level) listed.push_back(*index);
  }

  Draft& draft_;
  CellGrid grid_;
  Period about_;
  TableLabel title_;
  TableLabel group_;
  std::vector<Unit> units_;
  std::vector<TableLabel> columns_;
  std::vector<Pending> claims_;
  std::vector<Claim*> doubtful_;
  std::map<std::uint32_t, std::uint32_t> last_whole_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> listed_;
  bool grouped_ = false;
};

}  // namespace

void read_table(Draft& draft, const text::Document& document, std::span<const Block> before,
                std::span<const Block> cells, const std::function<void(const Block&)>& read_prose) {
  TableReader(draft, document, cells).read(document, before, read_prose);
}

}  // namespace duibiao::bulletin
