#include "intake/ods_cell.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "intake/xlsx_formats.h"

namespace duibiao::intake {
namespace {

/// «PT13H30M00S» as «13:30:00»; anything else stays as it is.
void append_duration(std::string& out, std::string_view text) {
  unsigned parts[3] = {};
  std::size_t part = 0;
  unsigned number = 0;
  if (!text.starts_with("PT") || text.size() > 32) {
    out.append(text);
    return;
  }
  for (const char byte : text.substr(2)) {
    constexpr std::string_view marks = "HMS";
    if (byte >= '0' && byte <= '9') {
      number = number * 10 + static_cast<unsigned>(byte - '0');
    } else if (const std::size_t mark = marks.find(byte); mark != std::string_view::npos) {
      parts[part = mark] = number;
      number = 0;
    } else {
      break;  // fractions of a second
    }
    if (number > 1'000'000) break;
  }
  fmt::format_to(std::back_inserter(out), "{:02}:{:02}:{:02}", parts[0], parts[1], parts[2]);
}

/// «2019-10-18T00:00:00» is a day; with another time the T becomes a space, as in the other
/// formats.
void append_date(std::string& out, std::string_view text) {
  const std::size_t clock = text.find('T');
  out.append(text.substr(0, clock));
  if (clock == std::string_view::npos || text.substr(clock).starts_with("T00:00:00")) return;
  out.push_back(' ');
  out.append(text.substr(clock + 1, 8));
}

}  // namespace

void OdsCell::start(const XmlAttributes& attributes, bool covered) {
  paragraphs_.clear();
  has_paragraph_ = false;
  type_ = attributes.exact("office:value-type");
  const char* const holder = type_ == "date"      ? "date-value"
                             : type_ == "time"    ? "time-value"
                             : type_ == "boolean" ? "boolean-value"
                             : type_ == "string"  ? "string-value"
                                                  : "value";
  value_ = attributes.get(holder);
  error_ = attributes.exact("calcext:value-type") == "error";
  formula_ = !attributes.get("formula").empty();
  repeated_ = std::max(1U, attributes.number("number-columns-repeated", 1));
  spanned_rows_ = covered ? 1 : std::max(1U, attributes.number("number-rows-spanned", 1));
  spanned_columns_ = covered ? 1 : std::max(1U, attributes.number("number-columns-spanned", 1));
}

void OdsCell::start_inside(std::string_view name, const XmlAttributes& attributes) {
  if (name == "p" || name == "h") {
    if (has_paragraph_) paragraphs_.push_back('\n');
    has_paragraph_ = true;
  } else if (name == "s") {
    const std::uint32_t count = std::min<std::uint32_t>(attributes.number("c", 1), 4096);
    paragraphs_.append(count, ' ');
  } else if (name == "tab") {
    paragraphs_.push_back('\t');
  } else if (name == "line-break") {
    paragraphs_.push_back('\n');
  }
}

Cell OdsCell::finish(std::string& out) const {
  Cell cell;
  const bool number = type_ == "float" || type_ == "percentage" || type_ == "currency";
  // Older writers keep a failed formula as the number 0 that shows «#DIV/0!» or «Err:502».
  const bool failed = formula_ && (paragraphs_.starts_with("Err:") ||
                                   (paragraphs_.starts_with("#") && paragraphs_.size() > 1));
  if (error_ || failed) {
    cell.kind = CellKind::error;
    out.append(paragraphs_.empty() ? "#ERROR!" : paragraphs_);
  } else if (number && !value_.empty()) {
    cell.kind = CellKind::number;
    const std::size_t from = out.size();
    cell.rounded = append_plain_number(out, value_);
    // What the program showed says it without a search through the styles of cell, row and column.
    cell.decimals = shown_decimals(paragraphs_, std::string_view(out).substr(from));
    cell.percent = type_ == "percentage";
  } else if (type_ == "date" && !value_.empty()) {
    cell.kind = CellKind::date;
    append_date(out, value_);
  } else if (type_ == "time" && !value_.empty()) {
    cell.kind = CellKind::date;
    append_duration(out, value_);
  } else if (type_ == "boolean") {
    cell.kind = CellKind::boolean;
    out.append(value_ == "false" ? "FALSE" : "TRUE");
  } else {
    const std::string& text = has_paragraph_ ? paragraphs_ : value_;
    const bool no_result = formula_ && type_.empty() && text.empty();
    cell.kind = no_result ? CellKind::error : text.empty() ? CellKind::empty : CellKind::text;
    out.append(no_result ? formula_without_value : std::string_view(text));
  }
  return cell;
}

}  // namespace duibiao::intake
