#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "document/open.h"

namespace duibiao::document::testing {

/// A block a line: «p», «h1», «li», «fn», «code», «c1.0.2» (table, row, column; «*» behind a header
/// cell, «2x3» when it spans rows and columns), then its text.
inline std::string dump(const text::Document& document) {
  std::string out;
  for (const text::Block& block : document.blocks) {
    switch (block.kind) {
      case text::Block::Kind::paragraph:
        out += "p";
        break;
      case text::Block::Kind::heading:
        out += fmt::format("h{}", block.level);
        break;
      case text::Block::Kind::list_item:
        out += "li";
        break;
      case text::Block::Kind::cell:
        out += fmt::format("c{}.{}.{}", block.table, block.row, block.column);
        if (block.header_cell) out += '*';
        if (block.row_span != 1 || block.column_span != 1) {
          out += fmt::format(" {}x{}", block.row_span, block.column_span);
        }
        break;
      case text::Block::Kind::footnote:
        out += "fn";
        break;
      case text::Block::Kind::code:
        out += "code";
        break;
    }
    out += fmt::format(" {}\n", block.span.of(document.text));
  }
  return out;
}

/// The blocks of a draft, or its error's English sentence.
inline std::string read(std::string_view bytes, std::string_view name = "draft",
                        const OpenOptions& options = {}) {
  const auto document = read_document(bytes, name, options);
  return document ? dump(*document) : "error: " + document.error().message.en;
}

/// What every document must hold: blocks in order, apart, inside the text, not empty.
inline bool is_sound(const text::Document& document) {
  std::uint32_t end = 0;
  for (const text::Block& block : document.blocks) {
    if (block.span.begin < end || block.span.end <= block.span.begin) return false;
    if (block.span.end > document.text.size()) return false;
    end = block.span.end;
  }
  return true;
}

}  // namespace duibiao::document::testing
