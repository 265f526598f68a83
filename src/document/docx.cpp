#include "document/docx.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/refusal.h"
#include "document/xml_events.h"
#include "intake/open_source.h"

namespace duibiao::document {
namespace {

constexpr std::uint64_t largest_side_part = 32ULL << 20U;  // styles, relationships

}  // namespace

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? "" : path.substr(0, slash + 1));
}

namespace {

/// A target as a path in the package: «/word/x.xml», «x.xml», «../x.xml» from `folder`.
std::string resolved(const std::string& folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string base = folder;
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (!base.empty()) base = folder_of(std::string_view(base).substr(0, base.size() - 1));
  }
  return base + std::string(target);
}

class Relationships final : public XmlHandler {
 public:
  explicit Relationships(std::string_view kind) : kind_(kind) {}
  void start(XmlSpace, std::string_view name, const XmlPairs& pairs, XmlPlace) override {
    if (name != "Relationship" || !target_.empty()) return;
    const std::string_view type = pairs.get("Type");
    const std::size_t slash = type.rfind('/');
    if (slash != std::string_view::npos && type.substr(slash + 1) == kind_) {
      target_ = pairs.get("Target");
    }
  }
  void end(XmlSpace, std::string_view, XmlPlace) override {}
  void text(std::string_view, XmlPlace) override {}
  [[nodiscard]] const std::string& target() const { return target_; }

 private:
  std::string_view kind_;
  std::string target_;
};

/// A side part by its relationship, or by its usual path; empty when the package has none.
Result<std::string> side_part(const intake::ZipPackage& package, const std::string& body,
                              std::string_view kind, std::uint64_t limit) {
  std::string path = related_part(package, body, kind);
  if (path.empty()) path = folder_of(body) + std::string(kind) + ".xml";
  if (!package.has(path)) return std::string();
  return package.text(path, limit);
}

Status read_notes_of(const intake::ZipPackage& package, const DocxParts& parts, bool end,
                     const DocxStory& body, DocxStory& story, DocxMap* map) {
  std::map<std::string, DocxNote, std::less<>> wanted;
  for (DocxNote note : body.notes()) {
    if (note.end != end) continue;
    if (map != nullptr && note.run < map->runs.size()) {
      // What is said of a note is anchored at the run that refers to it, as a whole.
      DocxRun reference = map->runs[note.run];
      reference.divisible = false;
      note.run = static_cast<std::uint32_t>(map->runs.size());
      map->runs.push_back(reference);
    }
    wanted.emplace(note.id, note);
  }
  if (wanted.empty()) return {};
  const char* kind = end ? "endnotes" : "footnotes";
  const auto xml = side_part(package, parts.body_path, kind, largest_part);
  if (!xml) return tl::unexpected(for_draft(xml.error()));
  if (xml->empty()) return {};
  story.read_notes(std::move(wanted));
  return parse_part(*xml, story, package.name(), kind);
}

}  // namespace

Result<intake::ZipPackage> open_package(std::string_view bytes, std::string_view name) {
  auto package = intake::ZipPackage::open(intake::ByteSource::of_bytes(bytes, std::string(name)));
  if (!package) return tl::unexpected(for_draft(package.error()));
  return package;
}

std::string related_part(const intake::ZipPackage& package, std::string_view path,
                         std::string_view kind) {
  const std::string folder = folder_of(path);
  const std::string links = folder + "_rels/" + std::string(path.substr(folder.size())) + ".rels";
  if (!package.has(links)) return {};
  const auto xml = package.text(links, largest_side_part);
  if (!xml) return {};
  Relationships found(kind);
  // A damaged list of links is no reason to refuse a document whose parts stand where they use to.
  if (!parse_part(*xml, found, package.name(), links) || found.target().empty()) return {};
  return resolved(folder, found.target());
}

Result<DocxParts> open_docx(const intake::ZipPackage& package) {
  DocxParts parts;
  parts.body_path = related_part(package, "", "officeDocument");
  if (parts.body_path.empty() || !package.has(parts.body_path)) {
    parts.body_path = "word/document.xml";
  }
  auto body = package.text(parts.body_path, largest_part);
  if (!body) return tl::unexpected(for_draft(body.error()));
  parts.body = std::move(*body);
  return parts;
}

Result<text::Document> read_docx(const intake::ZipPackage& package, const DocxParts& parts,
                                 DocxMap* map) {
  DocxStyles styles;
  const auto style_part = side_part(package, parts.body_path, "styles", largest_side_part);
  if (!style_part) return tl::unexpected(for_draft(style_part.error()));
  if (!style_part->empty()) {
    auto read = read_docx_styles(*style_part, package.name());
    if (!read) return tl::unexpected(read.error());
    styles = std::move(*read);
  }
  TextBuilder out;
  DocxStory body(styles, out, map);
  if (auto parsed = parse_part(parts.body, body, package.name(), parts.body_path); !parsed) {
    return tl::unexpected(parsed.error());
  }
  std::map<std::uint32_t, Paragraph> notes;
  for (const bool end : {false, true}) {
    DocxStory story(styles, out, map);
    if (auto read = read_notes_of(package, parts, end, body, story, map); !read) {
      return tl::unexpected(read.error());
    }
    notes.merge(story.read());
  }
  body.write_notes(notes);
  if (out.full()) return too_many_blocks(package.name());
  text::Document document;
  document.format = "docx";
  document.encoding = "UTF-8";
  out.give(document);
  return document;
}

}  // namespace duibiao::document
