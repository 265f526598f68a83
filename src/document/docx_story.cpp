#include "document/docx_story.h"

#include <fmt/format.h>

#include <array>
#include <span>
#include <utility>

#include "document/docx_open_paragraph.h"
#include "text/utf8.h"

namespace duibiao::document {
namespace {

// Fields nest two or three deep: a page number inside a table of contents.
constexpr std::size_t deepest_field = 64;

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  for (const std::string_view known : names) {
    if (known == name) return true;
  }
  return false;
}

/// Not part of what the document says now: deletions, former properties, pronunciations, settings.
bool is_passed_over(XmlSpace space, std::string_view name) {
  if (space == XmlSpace::compatibility) return name == "Fallback";
  if (space != XmlSpace::word) return false;
  constexpr std::array<std::string_view, 12> names = {
      "del",           "moveFrom",   "pPrChange",  "rPrChange",     "sectPrChange", "tblPrChange",
      "tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange", "sdtPr",        "rt"};
  return is_one_of(name, names);
}

/// Fields that show where something stands; their results are no figures of the text.
bool is_page_field(std::string_view instruction) {
  instruction = text::trim(instruction);
  const std::string_view word = instruction.substr(0, instruction.find(' '));
  constexpr std::array<std::string_view, 4> names = {"PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES"};
  return is_one_of(word, names);
}

/// What a character of the Symbol font looks like, as far as figures need it.
std::string_view symbol(std::string_view font, std::string_view code) {
  if (font != "Symbol" || code.size() != 4) return {};
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> known = {
      {{"25", "%"}, {"2B", "+"}, {"2D", "−"}, {"B1", "±"}, {"B4", "×"}}};
  for (const auto& [number, look] : known) {
    if (code.ends_with(number)) return look;
  }
  return {};
}

}  // namespace

DocxStory::DocxStory(const DocxStyles& styles, TextBuilder& out, DocxMap* map)
    : styles_(&styles), map_(map), flow_(out, map == nullptr ? nullptr : &map->pieces) {}

DocxStory::~DocxStory() = default;

bool DocxStory::skips_result() const {
  for (const Field& field : fields_) {
    if (field.skipped && field.result) return true;
  }
  return false;
}

bool DocxStory::takes_text() const {
  return !paragraphs_.empty() && !vanished_ && !skips_result() && (!in_notes_ || note_ != nullptr);
}

void DocxStory::start(XmlSpace space, std::string_view name, const XmlPairs& pairs,
                      XmlPlace place) {
  ++depth_;
  if (skipped_ > 0 || is_passed_over(space, name)) {
    // A deletion among a row's properties is the row's.
    if (skipped_ == 0 && name == "del" && !tables_.empty() && !tables_.back().in_cell()) {
      tables_.back().set_row_deleted();
    }
    ++skipped_;
    return;
  }
  if (space == XmlSpace::word) return start_word(name, pairs, place);
  if (space != XmlSpace::math) return;
  if (name == "oMath" || name == "oMathPara") {
    if (math_depth_++ == 0) begin_run(place, false);
  } else if (name == "t") {
    in_text_ = true;
  }
}

void DocxStory::start_word(std::string_view name, const XmlPairs& pairs, XmlPlace place) {
  if (name == "p") {
    paragraphs_.push_back(std::make_unique<OpenParagraph>());
    OpenParagraph& open = *paragraphs_.back();
    open.run_depth = std::exchange(run_depth_, boxes_ > 0 ? 1 : 0);
    open.raised = std::exchange(raised_, false);
    open.vanished = std::exchange(vanished_, false);
    return;
  }
  if (name == "pPr") {
    in_paragraph_properties_ = true;
  } else if (name == "r") {
    begin_run(place, true);
  } else if (name == "rPr") {
    in_run_properties_ = !in_paragraph_properties_;
    const bool own = in_run_properties_ && depth_ == run_level_ + 1 && !in_notes_;
    if (own && map_ != nullptr && !map_->runs.empty()) map_->runs.back().properties = place;
  } else if (name == "txbxContent") {
    ++boxes_;
    if (map_ != nullptr && !in_notes_ && !map_->runs.empty()) map_->runs.back().divisible = false;
  } else if (name == "footnote" || name == "endnote") {
    start_note(pairs);
  } else if (name == "fldSimple") {
    fields_.push_back(
        {.instruction = {}, .result = true, .skipped = is_page_field(pairs.get("instr"))});
  } else if (in_paragraph_properties_) {
    start_paragraph_property(name, pairs);
  } else if (in_run_properties_) {
    if (name == "vertAlign") raised_ = pairs.get("val") == "superscript";
    if (name == "vanish" || name == "webHidden") vanished_ = vanished_ || pairs.on();
  } else if (!start_table_part(name, pairs)) {
    start_run_content(name, pairs, place);
  }
}

void DocxStory::start_note(const XmlPairs& pairs) {
  const auto found = wanted_.find(pairs.get("id"));
  note_ = found == wanted_.end() ? nullptr : &found->second;
}

void DocxStory::start_paragraph_property(std::string_view name, const XmlPairs& pairs) {
  if (paragraphs_.empty()) return;
  OpenParagraph& open = *paragraphs_.back();
  if (name == "pStyle") {
    const auto style = styles_->find(std::string(pairs.get("val")));
    if (style == styles_->end()) return;
    open.paragraph.level = style->second.level;
    open.item = style->second.item;
    open.caption = style->second.caption;
  } else if (name == "outlineLvl") {
    const std::uint32_t level = pairs.number("val", 9);
    open.paragraph.level = level < 9 ? static_cast<std::uint8_t>(level + 1) : std::uint8_t{0};
  } else if (name == "numId") {
    open.item = pairs.get("val") != "0";
  }
}

bool DocxStory::start_table_part(std::string_view name, const XmlPairs& pairs) {
  if (name == "tbl") {
    // Inside a text box a table only arranges, and of two tables the outer one.
    if (!tables_.empty() && !tables_.back().arranges) {
      tables_.back().arranges = true;
      for (const Paragraph& paragraph : tables_.back().release()) flow_.add(paragraph);
    }
    tables_.emplace_back();
    tables_.back().arranges = boxes_ > 0 || in_notes_;
    return true;
  }
  if (tables_.empty()) return false;
  DocxGrid& table = tables_.back();
  if (name == "tr") {
    table.begin_row();
  } else if (name == "tc") {
    table.begin_cell();
  } else if (name == "tblHeader") {
    if (pairs.on()) table.set_header_row();
  } else if (name == "gridBefore") {
    table.skip_columns(pairs.number("val", 0));
  } else if (name == "gridSpan") {
    table.set_column_span(pairs.number("val", 1));
  } else if (name == "vMerge") {
    table.set_merge(pairs.get("val") != "restart");
  } else {
    return false;
  }
  return true;
}

void DocxStory::start_run_content(std::string_view name, const XmlPairs& pairs, XmlPlace place) {
  if (run_depth_ == 0) return;
  check_divisible();
  if (name == "t") {
    in_text_ = true;
    if (map_ != nullptr && !in_notes_) map_->tags.push_back({place, pairs.has("space")});
  } else if (name == "instrText") {
    in_instruction_ = true;
  } else if (name == "fldChar") {
    start_field(pairs);
  } else if (name == "tab" || name == "ptab") {
    add("\t", place, Piece::no_tag);
  } else if (name == "br" || name == "cr") {
    add("\n", place, Piece::no_tag);
  } else if (name == "noBreakHyphen") {
    add("-", place, Piece::no_tag);
  } else if (name == "sym") {
    add(symbol(pairs.get("font"), pairs.get("char")), place, Piece::no_tag);
  } else if (name == "footnoteReference" || name == "endnoteReference") {
    refer(pairs, name[0] == 'e', place);
  }
}

/// What stands deeper in a run than its own content (a ruby's base, an alternative) cannot be
/// parted by ending the run there.
void DocxStory::check_divisible() {
  if (map_ == nullptr || in_notes_ || map_->runs.empty()) return;
  if (depth_ != run_level_ + 1) map_->runs.back().divisible = false;
}

void DocxStory::start_field(const XmlPairs& pairs) {
  const std::string_view type = pairs.get("fldCharType");
  if (type == "begin") {
    if (fields_.size() < deepest_field) fields_.emplace_back();
  } else if (fields_.empty()) {
    return;
  } else if (type == "separate") {
    fields_.back().result = true;
    fields_.back().skipped = is_page_field(fields_.back().instruction);
  } else if (type == "end") {
    fields_.pop_back();
  }
}

void DocxStory::refer(const XmlPairs& pairs, bool end, XmlPlace place) {
  // With a mark of its own (①, *) the text has it already.
  if (!takes_text() || in_notes_) return;
  const auto number = static_cast<std::uint32_t>(notes_.size() + 1);
  DocxNote note{.end = end, .id = std::string(pairs.get("id")), .number = number, .run = 0};
  if (map_ != nullptr && !map_->runs.empty()) {
    note.run = static_cast<std::uint32_t>(map_->runs.size() - 1);
  }
  notes_.push_back(std::move(note));
  const bool own_mark =
      pairs.get("customMarkFollows") == "1" || pairs.get("customMarkFollows") == "true";
  if (!own_mark) {
    raised_ = false;  // the style of references raises them
    add(fmt::format("[{}]", number), place, Piece::no_tag);
  }
}

void DocxStory::begin_run(XmlPlace place, bool divisible) {
  if (run_depth_++ > 0) return;
  run_level_ = depth_;
  raised_ = false;
  vanished_ = false;
  if (map_ == nullptr || in_notes_) return;
  map_->runs.push_back({place, {}, place.end, divisible});
}

void DocxStory::end_run(XmlPlace place) {
  if (run_depth_ == 0 || --run_depth_ > 0) return;
  raised_ = false;
  vanished_ = false;
  if (map_ == nullptr || in_notes_ || map_->runs.empty()) return;
  map_->runs.back().whole.end = place.end;
}

void DocxStory::add(std::string_view words, XmlPlace place, std::uint32_t tag) {
  if (words.empty() || !takes_text()) return;
  Paragraph& paragraph = paragraphs_.back()->paragraph;
  std::string mark;
  if (raised_) {
    mark = raised(words, paragraph.text);
    if (mark != words) tag = Piece::no_tag;
    words = mark;
  }
  Piece piece{.at = static_cast<std::uint32_t>(paragraph.text.size()),
              .length = static_cast<std::uint32_t>(words.size()),
              .from = place.begin,
              .size = place.end - place.begin,
              .run = 0,
              .tag = tag};
  paragraph.text += words;
  if (map_ == nullptr || map_->runs.empty()) return;
  piece.run = in_notes_ ? note_->run : static_cast<std::uint32_t>(map_->runs.size() - 1);
  paragraph.pieces.push_back(piece);
}

void DocxStory::text(std::string_view piece, XmlPlace place) {
  if (skipped_ > 0) return;
  if (in_instruction_) {
    if (!fields_.empty() && fields_.back().instruction.size() < 64) {
      fields_.back().instruction += piece;
    }
  } else if (in_text_) {
    const bool tagged = map_ != nullptr && !in_notes_ && !map_->tags.empty() && math_depth_ == 0;
    add(piece, place, tagged ? static_cast<std::uint32_t>(map_->tags.size() - 1) : Piece::no_tag);
  }
}

}  // namespace duibiao::document
