#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "document/docx_story.h"
#include "document/open.h"

namespace duibiao::document {

/// Where marks go into the body of a document, and what must stand around them.
struct DocxCut {
  std::uint32_t at = 0;               ///< byte of the part
  std::string close;                  ///< ends the run there, when it stands in one
  std::string open;                   ///< begins it again
  std::uint32_t tag = Piece::no_tag;  ///< the text that is parted; it must keep its spaces
};

/// Finds the places of a text in the body of the document it came from.
class DocxCuts {
 public:
  /// Both must outlive it.
  DocxCuts(const DocxMap& map, std::string_view body) : map_(&map), body_(body) {}
  [[nodiscard]] bool empty() const { return map_->pieces.empty(); }
  /// Before a byte of the text, and behind one. Where a run cannot be parted, at its edge.
  [[nodiscard]] DocxCut before(std::uint32_t byte) const;
  [[nodiscard]] DocxCut behind(std::uint32_t byte) const;

 private:
  [[nodiscard]] std::size_t piece_of(std::uint32_t byte) const;
  [[nodiscard]] bool is_first_of_run(std::size_t piece) const;
  [[nodiscard]] bool is_last_of_run(std::size_t piece) const;
  [[nodiscard]] bool can_part(const Piece& piece, std::uint32_t at) const;
  [[nodiscard]] bool is_inside_character(std::uint32_t at) const {
    return at < body_.size() && (static_cast<unsigned char>(body_[at]) & 0xC0U) == 0x80U;
  }
  [[nodiscard]] DocxCut inside(const Piece& piece, std::uint32_t at) const;
  [[nodiscard]] DocxCut between(const Piece& piece) const;
  [[nodiscard]] std::string open_run(const DocxRun& run) const;
  [[nodiscard]] std::string name_at(std::uint32_t tag_begin) const;

  const DocxMap* map_;
  std::string_view body_;
};

/// The body with comments anchored; ids[i] is that of comments[i]. Only insertions: what was there
/// stays byte for byte.
[[nodiscard]] std::string with_comment_marks(std::string_view body, const DocxMap& map,
                                             std::span<const Comment> comments,
                                             std::span<const std::uint32_t> ids);

/// The prefix of a part's root element, with its colon; empty when it has none.
[[nodiscard]] std::string root_prefix(std::string_view xml);
/// Whether the root element speaks the strict form of the format.
[[nodiscard]] bool is_strict(std::string_view xml);
/// Declares «w:», with a space before it.
[[nodiscard]] std::string word_declaration(bool strict);
/// The same where the root element has no prefix that could be used; else nothing.
[[nodiscard]] std::string own_declaration(std::string_view xml);

}  // namespace duibiao::document
