#include "document/open.h"

#include <fmt/format.h>

#include "document/docx.h"
#include "document/encoding.h"
#include "document/html.h"
#include "document/kind.h"
#include "document/markdown.h"
#include "document/pdf.h"
#include "document/plain.h"
#include "document/refusal.h"
#include "document/sheets.h"
#include "text/utf8.h"

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

Result<text::Document> read_page(std::string_view bytes, std::string_view name,
                                 const OpenOptions& options) {
  const auto decoded = decode_draft(bytes, name, options.encoding);
  if (!decoded) return tl::unexpected(decoded.error());
  std::string_view page = decoded->same ? bytes : std::string_view(decoded->text);
  if (page.starts_with(byte_order_mark)) page.remove_prefix(byte_order_mark.size());
  TextBuilder out;
  read_html(page, out);
  if (out.full()) return too_many_blocks(name);
  text::Document document;
  document.format = "html";
  document.encoding = decoded->encoding;
  document.encoding_certain = decoded->certain;
  out.give(document);
  return document;
}

Result<text::Document> read_word(std::string_view bytes, std::string_view name) {
  const auto package = open_package(bytes, name);
  if (!package) return tl::unexpected(package.error());
  const auto parts = open_docx(*package);
  if (!parts) return tl::unexpected(parts.error());
  return read_docx(*package, *parts, nullptr);
}

Result<text::Document> read_pdf(std::string_view bytes, std::string_view name,
                                const OpenOptions& options) {
  if (!options.pdf_to_text) return no_pdf_reader(name);
  auto text = options.pdf_to_text(bytes);
  if (!text) {
    if (text.error().where.file.empty()) text.error().where.file = name;
    return tl::unexpected(text.error());
  }
  if (text->size() > longest_text) return too_much_text(name);
  TextBuilder out;
  read_pdf_text(*text, out);
  if (out.full()) return too_many_blocks(name);
  text::Document document;
  document.format = "pdf";
  out.give(document);
  if (document.blocks.empty()) return no_text_layer(name);
  return document;
}

}  // namespace

std::optional<Message> remark_on_bytes(std::string_view bytes, const text::Document& document) {
  if (document.verbatim || document.encoding != "UTF-8" || document.encoding_certain) return {};
  const Damage damage = damage_of_utf8(bytes);
  if (damage.places == 0) return {};
  return Message{
      fmt::format("文稿有 {} 处字节不成 UTF-8 文字，读作“\uFFFD”：第一处在第 {} 行（第 {} 字节，"
                  "0x{:02X}），那里的数字请自行核对",
                  damage.places, damage.line, damage.first + 1, damage.byte),
      fmt::format("the draft has bytes that are no UTF-8 text in {} place{}, read as “\uFFFD”: the "
                  "first in line {} (byte {}, 0x{:02X}); look at the figures there yourself",
                  damage.places, damage.places == 1 ? "" : "s", damage.line, damage.first + 1,
                  damage.byte)};
}

namespace {

Result<text::Document> read_kind(std::string_view bytes, std::string_view name,
                                 const OpenOptions& options, DraftKind kind) {
  switch (kind) {
    case DraftKind::text:
    case DraftKind::markdown:
      break;
    case DraftKind::html:
      return read_page(bytes, name, options);
    case DraftKind::docx:
      return read_word(bytes, name);
    case DraftKind::sheet:
      return read_sheets(bytes, name, options);
    case DraftKind::pdf:
      return read_pdf(bytes, name, options);
  }
  return read_text(bytes, name, options, kind);
}

}  // namespace

Result<text::Document> read_document(std::string_view bytes, std::string_view name,
                                     const OpenOptions& options) {
  if (bytes.empty()) return nothing_to_read(name);
  if (bytes.size() > largest_draft) return too_large(name);
  const auto kind = kind_of(bytes, name, options.format);
  if (!kind) return tl::unexpected(kind.error());
  auto document = read_kind(bytes, name, options, *kind);
  if (!document && document.error().code == ErrorCode::bad_encoding && options.format.empty() &&
      is_named_package(name)) {
    return by_name_only(name);
  }
  if (document && text::trim(document->text).empty()) return nothing_to_read(name);
  return document;
}

}  // namespace duibiao::document
