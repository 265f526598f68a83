#include "document/docx_cuts.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

namespace duibiao::document {
namespace {

constexpr std::string_view strict_space = "http://purl.oclc.org/ooxml/wordprocessingml/main";
constexpr std::string_view transitional_space =
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The start tag of the root element.
std::string_view root_tag(std::string_view xml) {
  std::size_t at = xml.find('<');
  while (at != std::string_view::npos && at + 1 < xml.size() &&
         (xml[at + 1] == '?' || xml[at + 1] == '!')) {
    const bool comment = xml.substr(at, 4) == "<!--";
    const std::size_t end = xml.find(comment ? "-->" : ">", at);
    at = end == std::string_view::npos ? end : xml.find('<', end);
  }
  if (at == std::string_view::npos) return {};
  return xml.substr(at, xml.find('>', at) - at);
}

/// A piece of XML to put in. At one place ends come before beginnings.
struct Insertion {
  std::uint32_t at = 0;
  bool begins = false;
  std::size_t order = 0;
  const DocxCut* cut = nullptr;
  std::string mark;
};

}  // namespace

std::size_t DocxCuts::piece_of(std::uint32_t byte) const {
  const auto& pieces = map_->pieces;
  auto found = std::upper_bound(pieces.begin(), pieces.end(), byte,
                                [](std::uint32_t at, const Piece& piece) { return at < piece.at; });
  if (found != pieces.begin()) --found;
  return static_cast<std::size_t>(found - pieces.begin());
}

bool DocxCuts::is_first_of_run(std::size_t piece) const {
  return piece == 0 || map_->pieces[piece - 1].run != map_->pieces[piece].run;
}

bool DocxCuts::is_last_of_run(std::size_t piece) const {
  return piece + 1 == map_->pieces.size() || map_->pieces[piece + 1].run != map_->pieces[piece].run;
}

bool DocxCuts::can_part(const Piece& piece, std::uint32_t at) const {
  if (piece.tag == Piece::no_tag) return false;
  const XmlPlace open = map_->tags[piece.tag].open;
  const std::string_view tag = body_.substr(open.begin, open.end - open.begin);
  // A name declared on the element itself means nothing behind it; in a CDATA section tags are
  // text.
  return tag.find("xmlns") == std::string_view::npos &&
         body_.substr(open.end, at - open.end).find('<') == std::string_view::npos;
}

std::string DocxCuts::name_at(std::uint32_t tag_begin) const {
  const std::size_t end = body_.find_first_of(" \t\r\n/>", tag_begin + 1);
  return std::string(body_.substr(tag_begin + 1, end - tag_begin - 1));
}

std::string DocxCuts::open_run(const DocxRun& run) const {
  std::string text(body_.substr(run.whole.begin, run.open_end - run.whole.begin));
  text += body_.substr(run.properties.begin, run.properties.end - run.properties.begin);
  return text;
}

DocxCut DocxCuts::inside(const Piece& piece, std::uint32_t at) const {
  const DocxRun& run = map_->runs[piece.run];
  const std::string text = name_at(map_->tags[piece.tag].open.begin);
  return {at, fmt::format("</{}></{}>", text, name_at(run.whole.begin)),
          fmt::format("{}<{} xml:space=\"preserve\">", open_run(run), text), piece.tag};
}

DocxCut DocxCuts::between(const Piece& piece) const {
  const DocxRun& run = map_->runs[piece.run];
  const std::uint32_t at =
      piece.tag == Piece::no_tag ? piece.from : map_->tags[piece.tag].open.begin;
  return {at, fmt::format("</{}>", name_at(run.whole.begin)), open_run(run), Piece::no_tag};
}

DocxCut DocxCuts::before(std::uint32_t byte) const {
  const std::size_t at = piece_of(byte);
  const Piece& piece = map_->pieces[at];
  const DocxRun& run = map_->runs[piece.run];
  DocxCut edge{run.whole.begin, {}, {}, Piece::no_tag};
  if (!run.divisible) return edge;
  std::uint32_t into = byte > piece.at ? byte - piece.at : 0;
  while (into > 0 && is_inside_character(piece.from + into)) --into;
  const bool literal = piece.size == piece.length && into < piece.length;
  if (into > 0 && literal && can_part(piece, piece.from + into)) {
    return inside(piece, piece.from + into);
  }
  if (is_first_of_run(at)) return edge;
  const bool same_tag = piece.tag != Piece::no_tag && map_->pieces[at - 1].tag == piece.tag;
  if (!same_tag) return between(piece);
  return can_part(piece, piece.from) ? inside(piece, piece.from) : edge;
}

DocxCut DocxCuts::behind(std::uint32_t byte) const {
  const std::size_t at = piece_of(byte);
  const Piece& piece = map_->pieces[at];
  const DocxRun& run = map_->runs[piece.run];
  DocxCut edge{run.whole.end, {}, {}, Piece::no_tag};
  if (!run.divisible) return edge;
  std::uint32_t into = byte + 1 - piece.at;
  while (into < piece.length && is_inside_character(piece.from + into)) ++into;
  const bool literal = piece.size == piece.length && into < piece.length;
  if (literal && can_part(piece, piece.from + into)) return inside(piece, piece.from + into);
  if (is_last_of_run(at)) return edge;
  const Piece& next = map_->pieces[at + 1];
  const bool same_tag = piece.tag != Piece::no_tag && next.tag == piece.tag;
  if (!same_tag) return between(next);
  return can_part(next, next.from) ? inside(next, next.from) : edge;
}

std::string root_prefix(std::string_view xml) {
  std::string_view tag = root_tag(xml);
  if (tag.empty()) return {};
  tag = tag.substr(1, tag.find_first_of(" \t\r\n/>") - 1);
  const std::size_t colon = tag.find(':');
  return colon == std::string_view::npos ? std::string() : std::string(tag.substr(0, colon + 1));
}

bool is_strict(std::string_view xml) {
  return root_tag(xml).find("http://purl.oclc.org/ooxml/") != std::string_view::npos;
}

std::string word_declaration(bool strict) {
  return fmt::format(" xmlns:w=\"{}\"", strict ? strict_space : transitional_space);
}

std::string own_declaration(std::string_view xml) {
  return root_prefix(xml).empty() ? word_declaration(is_strict(xml)) : std::string();
}

std::string with_comment_marks(std::string_view body, const DocxMap& map,
                               std::span<const Comment> comments,
                               std::span<const std::uint32_t> ids) {
  const DocxCuts cuts(map, body);
  if (cuts.empty()) return std::string(body);
  const std::string own = own_declaration(body);
  const std::string w = own.empty() ? root_prefix(body) : "w:";
  std::vector<DocxCut> places;
  places.reserve(2 * comments.size());
  std::vector<Insertion> insertions;
  for (std::size_t at = 0; at < comments.size(); ++at) {
    const text::Span span = comments[at].span;
    places.push_back(cuts.before(span.begin));
    insertions.push_back(
        {places.back().at, true, 0, &places.back(),
         fmt::format("<{0}commentRangeStart{1} {0}id=\"{2}\"/>", w, own, ids[at])});
    places.push_back(cuts.behind(std::max(span.begin + 1, span.end) - 1));
    insertions.push_back(
        {places.back().at, false, 0, &places.back(),
         fmt::format("<{0}commentRangeEnd{1} {0}id=\"{2}\"/><{0}r{1}><{0}commentReference "
                     "{0}id=\"{2}\"/></{0}r>",
                     w, own, ids[at])});
  }
  std::set<std::uint32_t> tags;
  for (const DocxCut& place : places) {
    if (place.tag == Piece::no_tag || map.tags[place.tag].says_space) continue;
    if (tags.insert(place.tag).second) {
      insertions.push_back(
          {map.tags[place.tag].open.end - 1, false, 0, nullptr, " xml:space=\"preserve\""});
    }
  }
  for (std::size_t at = 0; at < insertions.size(); ++at) insertions[at].order = at;
  std::sort(insertions.begin(), insertions.end(), [](const Insertion& a, const Insertion& b) {
    return std::tuple(a.at, a.begins, a.order) < std::tuple(b.at, b.begins, b.order);
  });
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = 0; at < insertions.size();) {
    const Insertion& first = insertions[at];
    out += body.substr(from, first.at - from);
    from = first.at;
    if (first.cut != nullptr) out += first.cut->close;
    for (; at < insertions.size() && insertions[at].at == from; ++at) out += insertions[at].mark;
    if (first.cut != nullptr) out += first.cut->open;
  }
  out += body.substr(from);
  return out;
}

}  // namespace duibiao::document
