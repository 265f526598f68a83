#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "document/docx_grid.h"
#include "document/docx_styles.h"
#include "document/flow.h"
#include "document/xml_events.h"

namespace duibiao::document {

/// A run of the source, or what stands for one where a run cannot be divided: a formula, the run
/// that holds a text box.
struct DocxRun {
  XmlPlace whole;
  XmlPlace properties;         ///< <w:rPr>…</w:rPr>; empty when there are none
  std::uint32_t open_end = 0;  ///< behind its start tag
  bool divisible = true;
};

/// An element of text, <w:t>.
struct DocxTag {
  XmlPlace open;
  bool says_space = false;  ///< has xml:space, whatever it says
};

/// Where the text of a document came from.
struct DocxMap {
  std::vector<Piece> pieces;  ///< in the order of the text
  std::vector<DocxRun> runs;
  std::vector<DocxTag> tags;
};

/// A note that the body refers to.
struct DocxNote {
  bool end = false;
  std::string id;
  std::uint32_t number = 0;  ///< as written into the text: «[1]»
  std::uint32_t run = 0;     ///< of the reference
};

/// Reads a story (the body, the notes) of a document into paragraphs and tables. Insertions are
/// read, deletions and hidden text are not; of alternatives the first. One use.
class DocxStory final : public XmlHandler {
 public:
  /// `map` may be null.
  DocxStory(const DocxStyles& styles, TextBuilder& out, DocxMap* map);
  ~DocxStory() override;

  void start(XmlSpace space, std::string_view name, const XmlPairs& pairs, XmlPlace place) override;
  void end(XmlSpace space, std::string_view name, XmlPlace place) override;
  void text(std::string_view piece, XmlPlace place) override;

  /// Notes in the order in which the body refers to them.
  [[nodiscard]] const std::vector<DocxNote>& notes() const { return notes_; }
  /// For the parts of notes: the notes the body refers to, by id; others are passed over.
  void read_notes(std::map<std::string, DocxNote, std::less<>> notes) {
    wanted_ = std::move(notes);
    in_notes_ = true;
  }
  /// Notes that were read, by their number; for read_notes().
  [[nodiscard]] std::map<std::uint32_t, Paragraph>& read() { return read_; }
  /// Writes notes behind the body, each with its number.
  void write_notes(std::map<std::uint32_t, Paragraph>& notes);

 private:
  struct OpenParagraph;
  struct Field;

  void start_word(std::string_view name, const XmlPairs& pairs, XmlPlace place);
  void start_paragraph_property(std::string_view name, const XmlPairs& pairs);
  bool start_table_part(std::string_view name, const XmlPairs& pairs);
  void start_run_content(std::string_view name, const XmlPairs& pairs, XmlPlace place);
  void start_field(const XmlPairs& pairs);
  void start_note(const XmlPairs& pairs);
  void end_word(std::string_view name, XmlPlace place);
  void end_run_properties(XmlPlace place);
  void begin_run(XmlPlace place, bool divisible);
  void end_run(XmlPlace place);
  void end_paragraph();
  void deliver(Paragraph&& paragraph);
  void end_table();
  void refer(const XmlPairs& pairs, bool end, XmlPlace place);
  void add(std::string_view words, XmlPlace place, std::uint32_t tag);
  void check_divisible();
  [[nodiscard]] bool skips_result() const;
  [[nodiscard]] bool takes_text() const;

  const DocxStyles* styles_;
  DocxMap* map_;
  Flow flow_;
  std::vector<std::unique_ptr<OpenParagraph>> paragraphs_;  ///< more than one inside text boxes
  std::vector<Paragraph> deferred_;  ///< of text boxes, until their paragraph ends
  std::vector<DocxGrid> tables_;
  std::vector<Field> fields_;
  std::vector<DocxNote> notes_;
  std::map<std::string, DocxNote, std::less<>> wanted_;
  std::map<std::uint32_t, Paragraph> read_;
  const DocxNote* note_ = nullptr;
  int depth_ = 0;
  int run_level_ = 0;  ///< depth of the outermost run that is open
  int skipped_ = 0;    ///< depth inside an element that is passed over
  int run_depth_ = 0;  ///< runs, formulas and text boxes one inside the other
  int math_depth_ = 0;
  int boxes_ = 0;
  bool in_run_properties_ = false;
  bool in_paragraph_properties_ = false;
  bool in_notes_ = false;
  bool in_text_ = false;
  bool in_instruction_ = false;
  bool vanished_ = false;
  bool raised_ = false;
};

}  // namespace duibiao::document
