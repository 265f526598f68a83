#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace duibiao::document {

/// The failures that several readers of drafts share; each names the file and what to do.
[[nodiscard]] tl::unexpected<Error> too_many_blocks(std::string_view name);
[[nodiscard]] tl::unexpected<Error> too_much_text(std::string_view name);
[[nodiscard]] tl::unexpected<Error> too_large(std::string_view name);
[[nodiscard]] tl::unexpected<Error> nothing_to_read(std::string_view name);
/// A PDF of pictures of pages.
[[nodiscard]] tl::unexpected<Error> no_text_layer(std::string_view name);
/// The program that reads PDFs is not there.
[[nodiscard]] tl::unexpected<Error> no_pdf_reader(std::string_view name);
/// `zh` and `en` say what it is: «一张图片», «an image».
[[nodiscard]] tl::unexpected<Error> no_draft(std::string_view name, const Message& what);

/// A docx, xlsx or PDF by its name, and nothing that anyone can read by its bytes.
[[nodiscard]] tl::unexpected<Error> by_name_only(std::string_view name);

/// An error of a reader made for sheets, with what to do to a draft.
[[nodiscard]] Error for_draft(Error error);

}  // namespace duibiao::document
