#include "text/fold.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>

#include <algorithm>

#include "base/assert.h"
#include "text/utf8.h"

namespace duibiao::text {

namespace {

/// NFKC of a text of at most max_fold_bytes. ICU can fail here only without memory or data.
std::string normalized(std::string_view text, icu::Edits* edits) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  DUIBIAO_ASSERT(U_SUCCESS(status));
  std::string result;
  result.reserve(text.size());
  icu::StringByteSink<std::string> sink(&result);
  const icu::StringPiece source(text.data(), static_cast<std::int32_t>(text.size()));
  nfkc->normalizeUTF8(0, source, sink, edits, status);
  DUIBIAO_ASSERT(U_SUCCESS(status));
  return result;
}

/// The source offset of every byte of the normalised text: within an unchanged run character by
/// character, within a change the start of what was changed together.
std::vector<std::uint32_t> offsets(std::string_view text, icu::Edits& edits) {
  std::vector<std::uint32_t> map;
  map.reserve(text.size() + 1);
  UErrorCode status = U_ZERO_ERROR;
  for (auto edit = edits.getFineIterator(); edit.next(status) != 0;) {
    const auto source = static_cast<std::uint32_t>(edit.sourceIndex());
    if (edit.hasChange() != 0) {
      map.insert(map.end(), static_cast<std::size_t>(edit.newLength()), source);
      continue;
    }
    const auto length = static_cast<std::size_t>(edit.oldLength());
    for (const CodePoint c : code_points(text.substr(source, length))) {
      map.insert(map.end(), c.length, source + static_cast<std::uint32_t>(c.offset));
    }
  }
  DUIBIAO_ASSERT(U_SUCCESS(status));
  map.push_back(static_cast<std::uint32_t>(text.size()));
  return map;
}

}  // namespace

std::string fold_width(std::string_view text) {
  const std::string_view inner = trim(text);
  if (is_ascii(inner) || inner.size() > max_fold_bytes) return std::string(inner);
  std::string folded = normalized(inner, nullptr);
  const std::string_view kept = trim(folded);  // some marks stand on a space once folded
  if (kept.size() == folded.size()) return folded;
  return std::string(kept);
}

std::pair<std::uint32_t, std::uint32_t> Folded::source_span(std::size_t begin,
                                                            std::size_t end) const {
  DUIBIAO_ASSERT(begin < end && end < source_offset.size());
  const auto last = source_offset.begin() + static_cast<std::ptrdiff_t>(end);
  const auto next = std::upper_bound(last, source_offset.end(), source_offset[end - 1]);
  return {source_offset[begin], next == source_offset.end() ? source_offset.back() : *next};
}

Folded fold_with_map(std::string_view text) {
  const std::string_view inner = trim(text);
  const auto before = static_cast<std::uint32_t>(inner.data() - text.data());
  Folded result;
  if (is_ascii(inner) || inner.size() > max_fold_bytes) {
    result.text = inner;
    result.source_offset.resize(inner.size() + 1);
    for (std::size_t i = 0; i <= inner.size(); ++i) {
      result.source_offset[i] = before + static_cast<std::uint32_t>(i);
    }
    return result;
  }
  icu::Edits edits;
  const std::string folded = normalized(inner, &edits);
  const auto map = offsets(inner, edits);
  DUIBIAO_ASSERT(map.size() == folded.size() + 1);
  const std::string_view kept = trim(folded);
  const auto first = static_cast<std::size_t>(kept.data() - folded.data());
  result.text = kept;
  result.source_offset.reserve(kept.size() + 1);
  for (std::size_t i = 0; i <= kept.size(); ++i) {
    result.source_offset.push_back(before + map[first + i]);
  }
  return result;
}

std::string fold_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

}  // namespace duibiao::text
