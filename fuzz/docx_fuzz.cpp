#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "document_fuzz.h"
#include "package_fuzz.h"

namespace {

/// Comments at four places of the text: what comes back must be read as the same text.
void comment(std::string_view bytes, const duibiao::text::Document& document) {
  const auto size = static_cast<std::uint32_t>(document.text.size());
  if (size == 0) return;
  std::vector<duibiao::document::Comment> comments;
  for (std::uint32_t part = 0; part < 4; ++part) {
    comments.push_back({{size * part / 5, size * (part + 2) / 5}, "1"});
  }
  const auto marked =
      duibiao::document::comment_docx(bytes, document, comments, "fuzz", "2031-01-01T00:00:00Z");
  if (!marked) return;
  const auto again = duibiao::document::read_document(*marked, "fuzz", {});
  if (!again || again->text != document.text) std::abort();
}

}  // namespace

/// A whole package, or the parts of one (body, styles, notes, comments) parted by 0xFF.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  std::string package(input);
  if (!input.starts_with("PK")) {
    const auto [body, styles, notes, comments] = duibiao::fuzz::cut<4>(input);
    std::vector<std::pair<std::string_view, std::string_view>> parts = {
        {"word/document.xml", body}};
    if (!styles.empty()) parts.emplace_back("word/styles.xml", styles);
    if (!notes.empty()) parts.emplace_back("word/footnotes.xml", notes);
    if (!comments.empty()) parts.emplace_back("word/comments.xml", comments);
    package = duibiao::fuzz::stored_zip(parts);
  }
  const auto document = duibiao::fuzz::read_sound(package, "docx");
  if (document) comment(package, *document);
  return 0;
}
