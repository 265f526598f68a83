#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "text/document.h"

namespace duibiao::document {

/// A draft with its pictures; a yearbook as PDF is some 40 MB.
inline constexpr std::size_t largest_draft = std::size_t{128} << 20U;

/// Makes text of a PDF's bytes; poppler is GPL, so the program gives this (it runs `pdftotext`) and
/// the library does not link it. Wanted is the output of `pdftotext -layout -enc UTF-8 - -`.
using PdfToText = std::function<Result<std::string>(std::string_view pdf)>;

struct OpenOptions {
  std::string encoding{};  ///< of text formats; empty: guessed
  std::string format{};  ///< txt, md, html, docx, xlsx, pdf; empty: by the bytes, then by the name
  PdfToText pdf_to_text{};
};

/// Reads a draft from its bytes. `name` is its file name, for the format and for messages. Errors:
/// unknown_format, damaged_file, over_limit, bad_encoding, empty_input (a PDF without a text layer
/// says so), each with file and place.
[[nodiscard]] Result<text::Document> read_document(std::string_view bytes, std::string_view name,
                                                   const OpenOptions& options);

/// What a person should know of how the bytes were read: that a text in UTF-8 has bytes that belong
/// to no character, how many and where the first is. Nothing when all is well. Linear.
[[nodiscard]] std::optional<Message> remark_on_bytes(std::string_view bytes,
                                                     const text::Document& document);

/// A remark to be anchored at a place of the draft.
struct Comment {
  text::Span span;   ///< in Document::text
  std::string text;  ///< lines are separated by \n
};

/// The draft back with comments anchored at its figures: the same .docx with nothing else changed;
/// what was there (runs, styles, comments, tracked changes) stays. `document` is what read_document
/// made of the same bytes. Errors: unknown_format when it is no .docx, damaged_file.
/// The same input gives the same bytes; `author` and `date` (ISO 8601) are the caller's.
[[nodiscard]] Result<std::string> comment_docx(std::string_view bytes,
                                               const text::Document& document,
                                               std::span<const Comment> comments,
                                               std::string_view author, std::string_view date);

}  // namespace duibiao::document
