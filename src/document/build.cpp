#include "document/build.h"

#include <algorithm>

#include "text/utf8.h"

namespace duibiao::document {

void BlockList::add(const text::Block& block) {
  if (blocks_.size() == most_blocks) {
    full_ = true;
    return;
  }
  blocks_.push_back(block);
}

void TextBuilder::begin(const text::Block& like) {
  now_ = like;
  if (!text_.empty()) {
    const bool beside = like.table != 0 && like.table == last_table_ && like.row == last_row_;
    text_ += beside ? '\t' : '\n';
  }
  last_table_ = like.table;
  last_row_ = like.row;
  begin_ = text_.size();
}

std::size_t TextBuilder::write(std::string_view piece) {
  const std::size_t at = text_.size();
  if (at + piece.size() > longest_text) {
    full_ = true;
  } else {
    text_ += piece;
  }
  return at;
}

void TextBuilder::end() {
  const text::Span whole{static_cast<std::uint32_t>(begin_),
                         static_cast<std::uint32_t>(text_.size())};
  now_.span = trimmed(text_, whole);
  if (now_.span.empty()) {
    // An empty cell keeps its tab; an empty paragraph would only leave an empty line.
    if (now_.table == 0) text_.resize(begin_ == 0 ? 0 : begin_ - 1);
    return;
  }
  if (now_.table != 0 || now_.kind == text::Block::Kind::code) {
    blocks_.add(now_);
  } else {
    add_lines();
  }
}

void TextBuilder::add_lines() {
  const text::Span whole = now_.span;
  for (std::uint32_t at = whole.begin; at < whole.end;) {
    const std::size_t found = text_.find('\n', at);
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(found, whole.end));
    now_.span = trimmed(text_, {at, end});
    if (!now_.span.empty()) blocks_.add(now_);
    at = end + 1;
  }
}

void TextBuilder::block(const text::Block& like, std::string_view content) {
  begin(like);
  write(content);
  end();
}

void TextBuilder::give(text::Document& document) {
  document.text = std::move(text_);
  document.blocks = blocks_.take();
}

text::Span trimmed(std::string_view text, text::Span span) {
  const std::string_view whole = span.of(text);
  const std::string_view inner = text::trim(whole);
  if (inner.empty()) return {span.begin, span.begin};
  const auto before = static_cast<std::uint32_t>(inner.data() - whole.data());
  return {span.begin + before, span.begin + before + static_cast<std::uint32_t>(inner.size())};
}

}  // namespace duibiao::document
