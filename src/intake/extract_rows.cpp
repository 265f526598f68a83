#include "intake/extract_rows.h"

namespace duibiao::intake {

RowReader::RowReader(const Grid& grid, const Layout& layout, const SheetContext& context)
    : grid_(grid),
      layout_(layout),
      vocabulary_(*context.vocabulary),
      rules_(label_context(context, layout, true)) {}

bool RowReader::read_group(std::size_t row, const std::string& text) {
  const Label label = read_label(text, rules_);
  const Column* places = layout_.first_of(Role::place);
  if (label.place.known() && places != nullptr && !grid_.at(row, places->index - 1).text.empty()) {
    // A place without any figures: its cells are empty, it heads nothing.
    return false;
  }
  group_ = {};
  last_indicator_ = {};
  take_label(label, group_);
  return true;
}

void RowReader::take_label(const Label& label, RowFacts& facts) const {
  if (label.place.known()) facts.place = label.place;
  if (label.indicator.known() && harmless_rest(label.rest, false)) {
    facts.indicator = label.indicator;
  } else if (!label.place.known() &&
             !harmless_rest(label.measure ? label.rest : label.words, false)) {
    facts.indicator_words = label.words;
  }
  if (label.measure) facts.measure = label.measure;
  if (label.period) facts.period = apply(*label.period, layout_.period);
  if (!label.units.empty()) facts.unit = label.units.front();
}

RowFacts RowReader::read(std::size_t row) {
  RowFacts facts;
  for (const Column& column : layout_.columns) {
    const GridCell& cell = grid_.at(row, column.index - 1);
    if (cell.text.empty()) continue;
    switch (column.role) {
      case Role::place_code:
        if (const auto id = vocabulary_.places.by_code(cell.text)) facts.place = *id;
        if (facts.place_name.empty()) facts.place_name = cell.text;
        break;
      case Role::place:
        read_place(cell.text, facts);
        break;
      case Role::indicator:
        read_indicator(cell.text, facts);
        break;
      case Role::period:
        read_period(cell, facts);
        break;
      case Role::measure:
        facts.measure = find_measure(cell.text);
        break;
      case Role::unit:
        if (const auto unit = Unit::find(plain_label(cell.text))) facts.unit = *unit;
        break;
      default:
        break;
    }
  }
  if (facts.indicator.known()) {
    // «增长%» below an amount in dollars is growth in dollars, too.
    const bool own = facts.indicator == last_indicator_;
    facts.indicator = in_currency(facts.indicator, facts.unit, vocabulary_.catalogue);
    if (own) last_indicator_ = facts.indicator;
  }
  return facts;
}

/// With two place columns (province, city) the one on the right is meant, inside the left one.
void RowReader::read_place(const std::string& text, RowFacts& facts) const {
  const std::string name = plain_label(text);
  const PlaceId within = facts.place.known() ? facts.place : rules_.region;
  const auto found = vocabulary_.places.find(name, within);
  if (found || facts.place_name.empty()) facts.place_name = text;
  if (found) facts.place = *found;
  if (!found && name != facts.place_name) {
    facts.place = {};
    facts.place_name = text;
  }
}

void RowReader::read_indicator(const std::string& text, RowFacts& facts) {
  const Label label = read_label(text, rules_);
  take_label(label, facts);
  if (facts.indicator.known()) {
    facts.indicator_words.clear();
    last_indicator_ = facts.indicator;
    last_words_.clear();
  } else if (!facts.indicator_words.empty() || !harmless_rest(label.rest, false)) {
    facts.indicator_words = label.words.empty() ? text : label.words;
    last_indicator_ = {};
    last_words_ = facts.indicator_words;
  } else if (!group_.indicator.known()) {
    // «增长(%)» under «出口总值»: the row belongs to the one above it.
    facts.indicator = last_indicator_;
    if (!last_indicator_.known()) facts.indicator_words = last_words_;
  }
}

void RowReader::read_period(const GridCell& cell, RowFacts& facts) const {
  const std::string plain = plain_label(month_of_date(cell));
  facts.period_text = plain;
  if (const auto own = Period::parse(plain)) {
    facts.period = *own;
    facts.year_written = true;
  } else if (const auto lent = Period::parse(plain, rules_.year)) {
    facts.period = *lent;
  }
}

}  // namespace duibiao::intake
