#include "document/open.h"

#include "document/encoding.h"
#include "document/kind.h"
#include "document/markdown.h"
#include "document/plain.h"
#include "document/refusal.h"

namespace duibiao::document {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Result<text::Document> read_text(std::string_view bytes, std::string_view name,
                                 const OpenOptions& options, DraftKind kind) {
  auto decoded = decode_draft(bytes, name, options.encoding);
  if (!decoded) return tl::unexpected(decoded.error());
  text::Document document;
  document.encoding = decoded->encoding;
  document.encoding_certain = decoded->certain;
  document.verbatim = decoded->same;
  document.text = decoded->same ? std::string(bytes) : std::move(decoded->text);
  const std::size_t from = document.text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  const std::string_view text(document.text);
  if (kind == DraftKind::text && options.format.empty() && !is_named_plain(name) &&
      looks_like_markdown(text.substr(from))) {
    kind = DraftKind::markdown;
  }
  BlockList blocks;
  if (kind == DraftKind::markdown) {
    document.format = "md";
    find_markdown_blocks(text, from, blocks);
  } else {
    document.format = "txt";
    find_plain_blocks(text, from, blocks);
  }
  if (blocks.full()) return too_many_blocks(name);
  document.blocks = blocks.take();
  return document;
}

}  // namespace

Result<text::Document> read_document(std::string_view bytes, std::string_view name,
                                     const OpenOptions& options) {
  if (bytes.empty()) return nothing_to_read(name);
  if (bytes.size() > largest_draft) return too_large(name);
  auto kind = kind_of(bytes, name, options.format);
  if (!kind) return tl::unexpected(kind.error());
  switch (*kind) {
    case DraftKind::text:
    case DraftKind::markdown:
      break;
    case DraftKind::html:
    case DraftKind::docx:
    case DraftKind::sheet:
    case DraftKind::pdf:
      return no_draft(name, {"还不能读的文档", "a document of another kind"});
  }
  return read_text(bytes, name, options, *kind);
}

}  // namespace duibiao::document
