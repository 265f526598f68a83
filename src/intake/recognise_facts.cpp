#include <algorithm>
#include <array>
#include <map>

#include <fmt/core.h>

#include "intake/recognise_parts.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace duibiao::intake {
namespace {

std::string cell_of(const Grid& grid, std::size_t row, std::size_t column) {
  return cell_name(grid.rows()[row].number, static_cast<std::uint32_t>(column) + 1);
}

/// Calls `each` with every distinct text of a row and its cell.
template <class Each>
void each_text(const Grid& grid, std::size_t row, Each each) {
  std::string before;
  const auto& cells = grid.rows()[row].cells;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    if (cells[column].text.empty() || cells[column].text == before) continue;
    before = cells[column].text;
    each(before, cell_of(grid, row, column));
  }
}

void take_period(Layout& layout, std::string_view text, const From& from) {
  if (layout.period.known()) return;
  const std::string folded = text::fold_width(text);
  auto found = find_period(folded);
  if (const auto whole = Period::parse(folded)) found = FoundPeriod{*whole, 0, folded.size()};
  if (!found || !found->period.known()) return;
  // A single day in a title or a file's name is when it was printed or saved.
  if (found->period.kind() != Period::Kind::day) {
    layout.period = found->period;
    layout.period_from = from;
  }
}

void take_region(Layout& layout, std::string_view text, const From& from,
                 const PlaceRegistry& places) {
  if (!layout.region.empty()) return;
  const PlaceId place = find_place_in(text, places);
  if (!place.known()) return;
  layout.region = places.at(place).code;
  layout.region_from = from;
}

/// One indicator in the title holds for columns and rows that name none.
void take_indicator(Layout& layout, std::string_view text, const From& from,
                    const SheetContext& context) {
  if (!layout.indicator.empty()) return;
  const LabelContext label_rules = label_context(context, layout, false);
  std::string words = read_label(text, label_rules).words;
  const PlaceRegistry& places = context.vocabulary->places;
  if (const PlaceId place = find_place_in(words, places); place.known()) {
    for (const std::string& name : {places.at(place).zh, places.at(place).short_zh}) {
      const std::size_t at = words.find(name);
      if (at != std::string::npos && !name.empty()) words.erase(at, name.size());
    }
  }
  const Phrase phrase = context.vocabulary->catalogue.understand(words);
  if (!phrase.indicator.known() || !harmless_rest(phrase.rest, true)) return;
  layout.indicator = context.vocabulary->catalogue.at(phrase.indicator).id;
  layout.measure = phrase.measure;
  layout.indicator_from = from;
}

void take_note(Layout& layout, const std::string& text, const From& from) {
  add_units(layout, declared_units(text), from);
  if (const auto day = find_released(text); day && !layout.released.known()) {
    layout.released = *day;
    layout.released_from = from;
  }
}

void take_overrides(const Overrides& given, Layout& layout) {
  const From from{Origin::given, ""};
  if (given.period.known()) {
    layout.period = given.period;
    layout.period_from = from;
  }
  if (!given.region.empty()) {
    layout.region = given.region;
    layout.region_from = from;
  }
  if (given.released.known()) {
    layout.released = given.released;
    layout.released_from = from;
  }
  if (!given.source.empty()) {
    layout.source = given.source;
    layout.source_from = from;
  }
  add_units(layout, given.units, from);
}

/// Whether `place` lies in the place of this code or is it.
bool holds(const std::string& code, PlaceId place, const PlaceRegistry& places) {
  constexpr int deepest = 8;  // a damaged overlay could make a cycle of parents
  for (int depth = 0; place.known() && depth < deepest; ++depth) {
    if (places.at(place).code == code) return true;
    place = places.at(place).parent;
  }
  return false;
}

void note_file_period(Layout& layout, const std::string& stem) {
  const Period& period = layout.period;
  layout.notes.push_back(
      {fmt::format("表内没有写明时期，按文件名「{}」取为{}", stem, period.display_zh()),
       fmt::format("the sheet does not say its period; {} is taken from the file name “{}”",
                   period.display_en(), stem)});
}

}  // namespace

LabelContext label_context(const SheetContext& context, const Layout& layout, bool places) {
  LabelContext out;
  out.vocabulary = context.vocabulary;
  out.places = places;
  if (const auto region = context.vocabulary->places.by_code(layout.region)) out.region = *region;
  if (layout.period.known()) out.year = layout.period.year();
  return out;
}

void add_units(Layout& layout, const std::vector<Unit>& units, const From& from) {
  for (const Unit one : units) {
    if (layout.unit_of(one.dimension()) == nullptr) layout.units.push_back({one, from});
  }
}

bool harmless_rest(std::string_view rest, bool in_title) {
  constexpr std::array<std::string_view, 25> filler = {
      "末",   "绝对额", "绝对值", "累计值", "当月值", "总额", "总量", "总值", "情况",
      "当期", "本期",   "完成",   "实绩",   "指标",   "全市", "全省", "全国", "合计",
      "额",   "值",     "数",     "total",  "value",  "of",   "the"};
  constexpr std::array<std::string_view, 18> title_filler = {
      "分地区", "各地区", "各市县", "各区县", "县市区", "各市", "各地", "各县", "设区市",
      "主要",   "统计表", "一览表", "统计",   "表",     "省",   "市",   "分",   "和"};
  std::string left(rest);
  const auto drop = [&](std::string_view word) {
    for (std::size_t at = left.find(word); at != left.npos; at = left.find(word)) {
      left.erase(at, word.size());
    }
  };
  for (const std::string_view word : filler) drop(word);
  if (in_title) {
    for (const std::string_view word : title_filler) drop(word);
  }
  std::erase_if(left, [](char c) {
    return std::string_view(" -_:,;/.()|+*#'\"").find(c) != std::string_view::npos;
  });
  return left.empty() || left == "、" || left == "(" || left == "及";
}

void find_facts(const Grid& grid, const Frame& frame, const SheetContext& context, Layout& layout) {
  const PlaceRegistry& places = context.vocabulary->places;
  take_overrides(context.overrides, layout);
  for (const std::size_t row : frame.titles) {
    each_text(grid, row, [&](const std::string& text, const std::string& cell) {
      if (is_note(text)) return;
      take_period(layout, text, {Origin::title, cell});
      take_region(layout, text, {Origin::title, cell}, places);
    });
  }
  const std::string stem = file_stem(context.file_name);
  const bool from_file = !layout.period.known();
  take_period(layout, stem, {Origin::file_name, ""});
  if (from_file && layout.period.known()) note_file_period(layout, stem);
  take_period(layout, context.sheet_name, {Origin::sheet_name, ""});
  take_region(layout, context.sheet_name, {Origin::sheet_name, ""}, places);
  take_region(layout, stem, {Origin::file_name, ""}, places);
  for (const std::size_t row : frame.titles) {
    each_text(grid, row, [&](const std::string& text, const std::string& cell) {
      take_note(layout, text, {Origin::unit_row, cell});
      if (is_note(text)) return;
      add_units(layout, read_label(text, label_context(context, layout, false)).units,
                {Origin::title, cell});
      take_indicator(layout, text, {Origin::title, cell}, context);
    });
  }
  for (const std::size_t row : frame.footers) {
    each_text(grid, row, [&](const std::string& text, const std::string& cell) {
      take_note(layout, text, {Origin::footer, cell});
    });
  }
}

void infer_region(const Grid& grid, const Frame& frame, const SheetContext& context,
                  Layout& layout) {
  const PlaceRegistry& places = context.vocabulary->places;
  // Per level of place: how many of the rows, and their parents.
  std::map<PlaceLevel, std::map<PlaceId, std::size_t>> parents;
  constexpr std::size_t label_columns = 4;
  constexpr std::size_t sample = 500;
  const std::size_t last = std::min(frame.last_data, frame.first_data + sample);
  for (std::size_t row = frame.first_data; row <= last; ++row) {
    for (std::size_t column = 0; column < label_columns; ++column) {
      const GridCell& cell = grid.at(row, column);
      if (cell.kind != CellKind::text) continue;
      if (const auto place = places.find(plain_label(cell.text))) {
        ++parents[places.at(*place).level][places.at(*place).parent];
        break;
      }
    }
  }
  for (const auto& [level, counts] : parents) {
    std::size_t rows = 0;
    for (const auto& [parent, count] : counts) rows += count;
    if (rows < 2 || counts.size() != 1 || !counts.begin()->first.known()) continue;
    const PlaceId parent_id = counts.begin()->first;
    if (!layout.region.empty() &&
        (layout.region_from.origin == Origin::given || holds(layout.region, parent_id, places))) {
      return;
    }
    const Place& parent = places.at(parent_id);
    const bool named = !layout.region.empty();
    layout.region = parent.code;
    layout.region_from = {Origin::places, ""};
    layout.notes.push_back(
        {fmt::format("{}，按所列地区的共同上级取为{}",
                     named ? "标题或文件名中的地区不包含所列地区" : "表内没有写明范围", parent.zh),
         fmt::format("{}; the region is taken as the common parent of the places listed, {}",
                     named ? "the place in the title or file name does not hold those listed"
                           : "the sheet does not name its region",
                     parent.en.empty() ? parent.zh : parent.en)});
    return;
  }
}

}  // namespace duibiao::intake
