#include "intake/sdmx_rows.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "figure/sdmx_unit.h"
#include "intake/layout_text.h"
#include "intake/sdmx_ids.h"
#include "intake/sdmx_rows_parts.h"
#include "intake/sdmx_table.h"
#include "text/utf8.h"

namespace duibiao::intake {
namespace {

constexpr std::array<Role, 10> extra_roles = {
    Role::place,    Role::indicator, Role::period, Role::measure,      Role::unit,
    Role::decimals, Role::status,    Role::source, Role::source_sheet, Role::released};

/// What the rows of a message become: the columns of a long table, behind its own.
Layout long_layout(const Layout& layout) {
  Layout out = layout;
  out.kind = "tidy";
  out.notes.clear();
  const bool places = layout.first_of(Role::place) != nullptr;
  const bool indicators = layout.first_of(Role::indicator) != nullptr;
  for (Column& column : out.columns) {
    if (column.role != Role::value) column.role = Role::ignore;
  }
  for (std::size_t i = 0; i < extra_roles.size(); ++i) {
    Column column;
    column.index = static_cast<std::uint32_t>(layout.columns.size() + i) + 1;
    column.role = extra_roles[i];
    if (column.role == Role::place && !places) column.role = Role::ignore;
    if (column.role == Role::indicator && !indicators) column.role = Role::ignore;
    out.columns.push_back(std::move(column));
  }
  return out;
}

/// Texts and numbers of their own may hold «: » by right.
bool is_coded(Role role) {
  return role != Role::label && role != Role::value && role != Role::source &&
         role != Role::source_sheet && role != Role::released && role != Role::note;
}

}  // namespace

SdmxRows::SdmxRows(const Layout& layout, const SheetContext& context, FigureSink& sink,
                   const Source& source)
    : layout_(layout),
      context_(context),
      vocabulary_(*context.vocabulary),
      long_layout_(long_layout(layout)),
      tidy_(long_layout_, context, sink, source),
      width_(layout.columns.size()),
      source_(source) {
  at_.fill(-1);
  label_at_.assign(width_, -1);
  both_.assign(width_, false);
  std::int32_t last = -1;
  for (std::size_t c = 0; c < width_; ++c) {
    const Column& column = layout.columns[c];
    const auto index = static_cast<std::int32_t>(c);
    both_[c] = is_coded(column.role) && column.header.find(": ") != std::string::npos;
    if (column.role == Role::dimension) dimensions_.push_back(c);
    if (column.role != Role::label) {
      at_[static_cast<std::size_t>(column.role)] = index;
      last = index;
      continue;
    }
    std::int32_t of = last;
    const std::string_view labelled = sdmx_labelled(column.header);
    for (std::size_t other = 0; other < width_ && !labelled.empty(); ++other) {
      if (layout.columns[other].header == labelled) of = static_cast<std::int32_t>(other);
    }
    if (of >= 0) label_at_[static_cast<std::size_t>(of)] = index;
  }
  if (const auto region = vocabulary_.places.by_code(layout.region)) region_ = *region;
}

std::string_view SdmxRows::raw(const Row& row, std::size_t column) const {
  const std::size_t index = layout_.columns[column].index - 1;
  return index < row.cells.size() ? text::trim(row.cells[index].text) : std::string_view();
}

SdmxRows::Coded SdmxRows::coded(const Row& row, std::size_t column) const {
  Coded out{raw(row, column), {}};
  if (both_[column]) {
    const std::size_t border = out.code.find(": ");
    if (border != out.code.npos) {
      out.labels = text::trim(out.code.substr(border + 2));
      out.code = out.code.substr(0, border);
    }
  }
  const std::int32_t label = label_at_[column];
  if (label >= 0) out.labels = raw(row, static_cast<std::size_t>(label));
  return out;
}

SdmxRows::Coded SdmxRows::coded(const Row& row, Role role) const {
  const std::int32_t column = at_[static_cast<std::size_t>(role)];
  return column < 0 ? Coded{} : coded(row, static_cast<std::size_t>(column));
}

void SdmxRows::put(Extra extra, std::string_view text) {
  Cell& cell = row_.cells[width_ + extra];
  texts_[extra] = std::string(text);
  cell.text = texts_[extra];
  cell.kind = cell.text.empty() ? CellKind::empty : CellKind::text;
}

/// The dimensions that we have no place for and that are not plain: « [SECTOR=S11; ADJUSTMENT=Y]».
std::string SdmxRows::other_dimensions(const Row& row) const {
  std::string out;
  for (const std::size_t column : dimensions_) {
    const Coded said = coded(row, column);
    const std::string_view id = sdmx_header_id(layout_.columns[column].header);
    if (said.code.empty() || is_plain_value(id, said.code, said.labels)) continue;
    out += fmt::format("{}{}={}", out.empty() ? " [" : "; ", id, said.code);
  }
  if (!out.empty()) out += ']';
  return out;
}

const SdmxRows::Name& SdmxRows::place_of(const Coded& said) {
  return places_.get(fmt::format("{}\n{}", said.code, said.labels), [&](std::string_view) {
    const PlaceRegistry& places = vocabulary_.places;
    return choose_among<Name>(read_sdmx_code(said.code), said.labels, "REF_AREA",
                              [&](std::string_view name) -> std::optional<std::uint32_t> {
                                auto id = places.by_code(name);
                                if (!id) id = places.find(plain_label(name), region_);
                                return id ? std::optional(id->index) : std::nullopt;
                              });
  });
}

const SdmxRows::Name& SdmxRows::indicator_of(const Coded& said) {
  return indicators_.get(fmt::format("{}\n{}", said.code, said.labels), [&](std::string_view) {
    const Catalogue& catalogue = vocabulary_.catalogue;
    return choose_among<Name>(read_sdmx_code(said.code), said.labels, "INDICATOR",
                              [&](std::string_view name) -> std::optional<std::uint32_t> {
                                const auto id = catalogue.find(name);
                                return id ? std::optional<std::uint32_t>(id->index) : std::nullopt;
                              });
  });
}

const SdmxRows::Placed& SdmxRows::placed(const Row& row) {
  const Coded freq = coded(row, Role::frequency);
  const Coded what = coded(row, Role::transformation);
  const Coded time = coded(row, Role::period);
  return placed_.get(
      fmt::format("{}\n{}\n{}", freq.code, what.code, time.code), [&](std::string_view) {
        Placed out;
        const auto plain = [](std::string_view id, std::string_view code) {
          return is_plain_value(id, code, {}) ? std::string_view() : code;
        };
        auto at = sdmx::read_position(plain("FREQ", freq.code), plain("TRANSFORMATION", what.code),
                                      read_sdmx_time(time.code));
        if (!at) {
          out.why = at.error().message;
          return out;
        }
        out.period = at->period.to_string();
        out.measure = std::string(id_of(at->what.measure));
        out.at = *at;
        return out;
      });
}

const SdmxRows::UnitChoice& SdmxRows::unit_of(const Row& row) {
  const Coded unit = coded(row, Role::unit);
  const Coded mult = coded(row, Role::unit_mult);
  return units_.get(fmt::format("{}\n{}\n{}", unit.code, unit.labels, mult.code),
                    [&](std::string_view) {
                      UnitChoice out;
                      const SdmxUnit found = read_sdmx_unit(unit.code, unit.labels, mult.code);
                      out.unit = found.unit;
                      out.shift = found.shift;
                      out.why = found.why;
                      return out;
                    });
}

/// Rows that do not say that a figure was published.
std::optional<SdmxRows::Refusal> SdmxRows::check(const Row& row, std::string_view status) const {
  const Coded action = coded(row, Role::action);
  if (action.code == "D" || action.code == "Delete") {
    return Refusal{"deletion",
                   {"这一行要求删除数据；本库不按文件删除，请用 undo 撤销相应批次",
                    "this row asks for a deletion; nothing is deleted by a file: undo the batch"}};
  }
  if (status == "F") {
    return Refusal{"not_published",
                   {"这是预测值(OBS_STATUS F)，不是已发布的数",
                    "it is a forecast (OBS_STATUS F), not a published figure"}};
  }
  return std::nullopt;
}

std::optional<SdmxRows::Refusal> SdmxRows::fill_indicator(const Row& row) {
  const Coded said = coded(row, Role::indicator);
  const Name& plain = indicator_of(said);
  if (!plain.clash.zh.empty()) return Refusal{"contradiction", plain.clash};
  const std::string others = other_dimensions(row);
  if (others.empty()) {
    put(to_indicator, plain.text);
    return std::nullopt;
  }
  // Another series than the plain one: it has a name of its own, which an alias can give it.
  const bool by_code = vocabulary_.catalogue.find(read_sdmx_code(said.code) + others).has_value();
  const std::string name = (by_code ? read_sdmx_code(said.code) : plain.text) + others;
  put(to_indicator, name);
  if (vocabulary_.catalogue.find(name)) return std::nullopt;
  return Refusal{
      "unknown_indicator",
      {fmt::format("「{}」不是本库的指标：这些维度使它与普通序列不同，所以没有合并", name),
       fmt::format("“{}” is no indicator of ours: these dimensions make it another "
                   "series than the plain one, so the two were not merged",
                   name)}};
}

std::optional<SdmxRows::Refusal> SdmxRows::fill_unit(const Row& row) {
  const UnitChoice& choice = unit_of(row);
  put(to_unit, choice.unit.symbol());
  if (choice.why.zh.empty()) return std::nullopt;
  put(to_unit, coded(row, Role::unit).code);
  return Refusal{"bad_unit", choice.why};
}

void SdmxRows::fill_value(const Row& row, int shift) {
  const std::string_view declared = coded(row, Role::decimals).code;
  value_ = std::string(coded(row, Role::value).code);
  // SDMX groups no digits: a lone comma is the decimal sign of the writer's country.
  const bool comma = std::ranges::count(value_, ',') == 1 && value_.find('.') == value_.npos;
  if (comma) std::ranges::replace(value_, ',', '.');
  const auto number = read_sdmx_value(value_, declared, shift);
  if (number) {
    value_ = num::Decimal::of(number->mantissa, number->decimals).to_string();
    put(to_decimals, fmt::format("{}", number->decimals));
  } else {
    put(to_decimals, {});
  }
  Cell& cell = row_.cells[static_cast<std::size_t>(at_[static_cast<std::size_t>(Role::value)])];
  cell.text = value_;
  cell.percent = false;
  cell.decimals = 0;
}

std::optional<SdmxRows::Refusal> SdmxRows::fill(const Row& row) {
  const Coded area = coded(row, Role::place);
  const Name& where = place_of(area);
  put(to_place, where.text);
  const Placed& when = placed(row);
  put(to_period, when.period);
  put(to_measure, when.measure);
  put(to_source, coded(row, Role::source).code);
  put(to_sheet, coded(row, Role::source_sheet).code);
  put(to_released, coded(row, Role::released).code);
  std::optional<Refusal> refused = fill_indicator(row);
  const std::optional<Refusal> no_unit = fill_unit(row);
  const UnitChoice& unit_choice = unit_of(row);
  fill_value(row, unit_choice.shift);
  if (!where.clash.zh.empty()) return Refusal{"contradiction", where.clash};
  if (!when.at) return Refusal{"unknown_period", when.why};
  if (when.at->what.derived) {
    return Refusal{"not_published",
                   {"这是推算值（变换代码以 _DER 结尾），不是已发布的数",
                    "it was computed (its transformation ends in _DER), not published"}};
  }
  return refused ? refused : no_unit;
}

Result<LongReader::Outcome> SdmxRows::read(const Row& row, Observation& figure, HeldCells& held) {
  const SdmxStatus said = read_sdmx_status(coded(row, Role::status).code);
  const std::string_view value = coded(row, Role::value).code;
  const auto refused = check(row, said.code);
  const bool blank = std::ranges::all_of(
      row.cells, [](const Cell& cell) { return text::trim(cell.text).empty(); });
  if (blank) return Outcome::blank;
  row_ = row;
  row_.cells.resize(width_);
  row_.cells.resize(width_ + extra_count);
  std::optional<Refusal> reason = fill(row);
  if (refused) {
    hold(row, *refused, held);
    return Outcome::held;
  }
  if (said.missing || is_missing_value(value)) return Outcome::missing;
  put(to_status, said.code);
  if (reason) {
    hold(row, *reason, held);
    return Outcome::held;
  }
  auto outcome = tidy_.read(row_, figure, held);
  if (!outcome || *outcome != Outcome::held) return outcome;
  held.cells.clear();
  for (const Cell& cell : row.cells) held.cells.emplace_back(cell.text);
  say_what(row, held);
  return outcome;
}

/// Puts dimension and code before what is not known.
void SdmxRows::say_what(const Row& row, HeldCells& held) const {
  const bool place_unknown = held.reason_code == "unknown_place";
  if (!place_unknown && held.reason_code != "unknown_indicator") return;
  const Role role = place_unknown ? Role::place : Role::indicator;
  const std::int32_t column = at_[static_cast<std::size_t>(role)];
  if (column < 0) return;
  const std::string& header = layout_.columns[static_cast<std::size_t>(column)].header;
  const std::string what = fmt::format("{}={}", sdmx_header_id(header), coded(row, role).code);
  held.reason = {fmt::format("{}：{}", what, held.reason.zh),
                 fmt::format("{}: {}", what, held.reason.en)};
}

void SdmxRows::hold(const Row& row, const Refusal& reason, HeldCells& held) const {
  held = {};
  held.row = row.number;
  held.reason_code = std::string(reason.code);
  held.reason = reason.message;
  for (const Cell& cell : row.cells) held.cells.emplace_back(cell.text);
  HeldContext context;
  context.place = texts_[to_place].empty() ? layout_.region : texts_[to_place];
  context.region = layout_.region;
  context.source = source_;
  if (!texts_[to_source].empty()) {
    context.source.name = texts_[to_source];
    context.source.sheet = texts_[to_sheet];
  }
  if (const auto day = Date::parse(texts_[to_released]); day && day->known()) {
    context.source.released = *day;
  }
  // An alias or a unit can place these; nothing can place the others.
  const bool can_be_placed = reason.code == "unknown_indicator" || reason.code == "bad_unit";
  if (!can_be_placed) context.stays = reason.message;
  const auto column = static_cast<std::uint32_t>(at_[static_cast<std::size_t>(Role::value)]) + 1;
  context.figures.push_back({column, texts_[to_indicator], texts_[to_period], texts_[to_measure],
                             texts_[to_unit], value_});
  held.context = to_json(context);
}

std::vector<std::string> SdmxRows::cells_of(const Observation& figure) const {
  std::vector<std::string> cells(width_);
  const sdmx::Position at = sdmx::position_of(figure.key.period, figure.key.measure);
  const auto attributes = sdmx::attributes_of(figure.unit);
  const auto put_cell = [&](Role role, std::string text) {
    const std::int32_t column = at_[static_cast<std::size_t>(role)];
    if (column >= 0) cells[static_cast<std::size_t>(column)] = std::move(text);
  };
  put_cell(Role::place, vocabulary_.places.at(figure.key.place).code);
  put_cell(Role::indicator, vocabulary_.catalogue.at(figure.key.indicator).id);
  put_cell(Role::frequency, std::string(1, at.freq));
  put_cell(Role::transformation, sdmx::code_of(at.what));
  put_cell(Role::period, at.time);
  put_cell(Role::value, figure.value().to_string());
  put_cell(Role::decimals, fmt::format("{}", figure.decimals));
  put_cell(Role::status, std::string(id_of(figure.status)));
  if (attributes) {
    put_cell(Role::unit, std::string(attributes->measure));
    put_cell(Role::unit_mult, fmt::format("{}", attributes->multiplier));
  }
  return cells;
}

}  // namespace duibiao::intake
