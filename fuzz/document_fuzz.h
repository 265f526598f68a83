#pragma once

#include <cstdlib>
#include <string_view>

#include "document/open.h"

namespace duibiao::fuzz {

/// Reads a draft and looks at what every document must hold: blocks in order, apart, inside the
/// text, not empty; errors in both languages.
inline Result<text::Document> read_sound(std::string_view bytes, std::string_view format) {
  document::OpenOptions options;
  options.format = format;
  auto document = document::read_document(bytes, "fuzz", options);
  if (!document) {
    const Error& error = document.error();
    if (error.message.zh.empty() || error.message.en.empty()) std::abort();
    return document;
  }
  std::uint32_t end = 0;
  for (const text::Block& block : document->blocks) {
    if (block.span.begin < end || block.span.end <= block.span.begin) std::abort();
    if (block.span.end > document->text.size()) std::abort();
    if ((block.kind == text::Block::Kind::cell) != (block.table != 0)) std::abort();
    end = block.span.end;
  }
  if (document->verbatim && document->text != bytes) std::abort();
  return document;
}

}  // namespace duibiao::fuzz
