#include <utility>

#include "document/docx_open_paragraph.h"
#include "document/docx_story.h"

namespace duibiao::document {

using text::Block;

void DocxStory::end(XmlSpace space, std::string_view name, XmlPlace place) {
  --depth_;
  if (skipped_ > 0) {
    --skipped_;
    return;
  }
  if (space == XmlSpace::math) {
    if (name == "t") in_text_ = false;
    if ((name == "oMath" || name == "oMathPara") && --math_depth_ == 0) end_run(place);
    return;
  }
  if (space == XmlSpace::word) end_word(name, place);
}

void DocxStory::end_word(std::string_view name, XmlPlace place) {
  if (name == "t") {
    in_text_ = false;
  } else if (name == "r") {
    end_run(place);
  } else if (name == "p") {
    end_paragraph();
  } else if (name == "pPr") {
    in_paragraph_properties_ = false;
  } else if (name == "rPr") {
    end_run_properties(place);
  } else if (name == "instrText") {
    in_instruction_ = false;
  } else if (name == "fldSimple") {
    if (!fields_.empty()) fields_.pop_back();
  } else if (name == "txbxContent") {
    --boxes_;
  } else if (name == "footnote" || name == "endnote") {
    note_ = nullptr;
  } else if (!tables_.empty()) {
    if (name == "tc") tables_.back().end_cell();
    if (name == "tr") tables_.back().end_row();
    if (name == "tbl") end_table();
  }
}

void DocxStory::end_run_properties(XmlPlace place) {
  if (!in_run_properties_) return;
  in_run_properties_ = false;
  if (map_ == nullptr || in_notes_ || map_->runs.empty() || depth_ != run_level_) return;
  map_->runs.back().properties.end = place.end;
}

void DocxStory::end_paragraph() {
  if (paragraphs_.empty()) return;
  const std::unique_ptr<OpenParagraph> open = std::move(paragraphs_.back());
  paragraphs_.pop_back();
  run_depth_ = open->run_depth;
  raised_ = open->raised;
  vanished_ = open->vanished;
  Paragraph& paragraph = open->paragraph;
  if (paragraph.level > 0) {
    paragraph.kind = Block::Kind::heading;
  } else if (open->caption) {
    paragraph.kind = Block::Kind::footnote;
  } else if (open->item) {
    paragraph.kind = Block::Kind::list_item;
  }
  if (!paragraphs_.empty()) {
    deferred_.push_back(std::move(paragraph));
    return;
  }
  deliver(std::move(paragraph));
  for (Paragraph& later : std::exchange(deferred_, {})) deliver(std::move(later));
}

void DocxStory::deliver(Paragraph&& paragraph) {
  if (in_notes_) {
    if (note_ == nullptr) return;
    Paragraph& note = read_[note_->number];
    if (!note.text.empty()) note.text += '\n';
    for (Piece piece : paragraph.pieces) {
      piece.at += static_cast<std::uint32_t>(note.text.size());
      note.pieces.push_back(piece);
    }
    note.text += paragraph.text;
  } else if (!tables_.empty() && !tables_.back().arranges && tables_.back().in_cell()) {
    tables_.back().add(std::move(paragraph));
  } else {
    flow_.add(paragraph);
  }
}

void DocxStory::end_table() {
  if (!tables_.back().arranges) flow_.add(tables_.back().take());
  tables_.pop_back();
}

void DocxStory::write_notes(std::map<std::uint32_t, Paragraph>& notes) {
  for (auto& [number, note] : notes) {
    const std::string mark = "[" + std::to_string(number) + "] ";
    for (Piece& piece : note.pieces) piece.at += static_cast<std::uint32_t>(mark.size());
    note.text.insert(0, mark);
    note.kind = Block::Kind::footnote;
    flow_.add(note);
  }
}

}  // namespace duibiao::document
