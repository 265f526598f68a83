// Any bytes: the guessed encoding converts them or says where it cannot, in any chunking alike;
// what comes out is UTF-8, and folding it keeps its map in order.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "text/encoding.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "text/width.h"

namespace {

using duibiao::text::TextDecoder;

bool convert(std::string_view bytes, std::string_view encoding, std::size_t step, std::string& out,
             std::uint64_t& error_offset) {
  auto decoder = TextDecoder::open(encoding).value();
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    if (!decoder.feed(bytes.substr(at, step), out)) {
      error_offset = decoder.error_offset();
      return false;
    }
  }
  const bool ended = decoder.finish(out).has_value();
  error_offset = decoder.error_offset();
  return ended;
}

void check_folding(std::string_view text) {
  const auto folded = duibiao::text::fold_with_map(text);
  DUIBIAO_ASSERT(folded.text == duibiao::text::fold_width(text));
  DUIBIAO_ASSERT(folded.source_offset.size() == folded.text.size() + 1);
  DUIBIAO_ASSERT(std::is_sorted(folded.source_offset.begin(), folded.source_offset.end()));
  DUIBIAO_ASSERT(folded.source_offset.back() <= text.size());
  const std::string cut = duibiao::text::truncate_to_width(text, 10);
  DUIBIAO_ASSERT(duibiao::text::display_width(cut) <= 10);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_folding(bytes);
  const auto guess = duibiao::text::guess_encoding(bytes, true);
  std::string whole;
  std::string pieces;
  std::uint64_t whole_offset = 0;
  std::uint64_t pieces_offset = 0;
  const bool converts = convert(bytes, guess.name, bytes.size() + 1, whole, whole_offset);
  DUIBIAO_ASSERT(convert(bytes, guess.name, 1, pieces, pieces_offset) == converts);
  DUIBIAO_ASSERT(whole == pieces && whole_offset == pieces_offset);
  DUIBIAO_ASSERT(duibiao::text::is_valid_utf8(whole));
  return 0;
}
