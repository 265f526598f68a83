#include "document/docx_comments.h"

#include <fmt/format.h>

#include "document/docx_cuts.h"
#include "document/refusal.h"
#include "document/xml_events.h"
#include "text/utf8.h"

namespace duibiao::document {
namespace {

constexpr std::uint64_t largest_list = 32ULL << 20U;
constexpr std::string_view declaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n";
constexpr std::string_view types_path = "[Content_Types].xml";
constexpr std::string_view package_space =
    "http://schemas.openxmlformats.org/package/2006/relationships";

/// Text for XML; characters that XML cannot hold are left out.
std::string escaped(std::string_view text) {
  std::string out;
  for (const text::CodePoint c : text::code_points(text)) {
    switch (c.value) {
      case U'<':
        out += "&lt;";
        break;
      case U'>':
        out += "&gt;";
        break;
      case U'&':
        out += "&amp;";
        break;
      case U'"':
        out += "&quot;";
        break;
      default:
        if (c.value >= 0x20 && c.value != 0xFFFE && c.value != 0xFFFF) {
          text::append_utf8(out, c.value);
        } else if (c.value == U'\t') {
          out += ' ';
        }
    }
  }
  return out;
}

/// Puts an element at the end of the root element.
void append_to_root(std::string& xml, std::string_view element) {
  const std::size_t end = xml.rfind('<');
  if (end == std::string::npos) return;
  if (end + 1 < xml.size() && xml[end + 1] == '/') {
    xml.insert(end, element);
    return;
  }
  // «<comments …/>»: the root is empty.
  const std::size_t slash = xml.rfind("/>");
  if (slash == std::string::npos || slash < end) return;
  const std::size_t name_end = xml.find_first_of(" \t\r\n/>", end + 1);
  const std::string name = xml.substr(end + 1, name_end - end - 1);
  xml.replace(slash, 2, fmt::format(">{}</{}>", element, name));
}

void add_link(CommentParts& parts, std::string_view body, std::string_view target) {
  const bool strict = is_strict(body);
  std::string id = "rIdComments";
  for (int number = 1; parts.links.find('"' + id + '"') != std::string::npos; ++number) {
    id = fmt::format("rIdComments{}", number);
  }
  const std::string space = root_prefix(parts.links).empty()
                                ? std::string()
                                : fmt::format(" xmlns=\"{}\"", package_space);
  append_to_root(
      parts.links,
      fmt::format("<Relationship{} Id=\"{}\" Type=\"{}/relationships/comments\" Target=\"{}\"/>",
                  space, id,
                  strict ? "http://purl.oclc.org/ooxml/officeDocument"
                         : "http://schemas.openxmlformats.org/officeDocument/2006",
                  target));
}

void add_type(CommentParts& parts) {
  if (parts.types.find(fmt::format("\"/{}\"", parts.path)) != std::string::npos) return;
  const std::string space =
      root_prefix(parts.types).empty()
          ? std::string()
          : " xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"";
  append_to_root(parts.types,
                 fmt::format("<Override{} PartName=\"/{}\" ContentType=\"application/vnd."
                             "openxmlformats-officedocument.wordprocessingml.comments+xml\"/>",
                             space, parts.path));
}

/// Collects the ids of comments and of references to them.
class Ids final : public XmlHandler {
 public:
  void start(XmlSpace space, std::string_view name, const XmlPairs& pairs, XmlPlace) override {
    if (space != XmlSpace::word || !name.starts_with("comment")) return;
    const std::uint32_t id = pairs.number("id", none);
    if (id != none) ids.insert(id);
  }
  void end(XmlSpace, std::string_view, XmlPlace) override {}
  void text(std::string_view, XmlPlace) override {}

  std::set<std::uint32_t> ids;

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
};

}  // namespace

Result<CommentParts> read_comment_parts(const intake::ZipPackage& package, const DocxParts& parts) {
  CommentParts found;
  const std::string folder = folder_of(parts.body_path);
  found.links_path = folder + "_rels/" + parts.body_path.substr(folder.size()) + ".rels";
  const auto read = [&](const std::string& path, std::string otherwise) -> Result<std::string> {
    if (!package.has(path)) return otherwise;
    auto text = package.text(path, largest_list);
    if (!text) return tl::unexpected(for_draft(text.error()));
    return text;
  };
  auto links = read(found.links_path, fmt::format("{}<Relationships xmlns=\"{}\"></Relationships>",
                                                  declaration, package_space));
  auto types = read(std::string(types_path), {});
  if (!links) return tl::unexpected(links.error());
  if (!types) return tl::unexpected(types.error());
  found.links = std::move(*links);
  found.types = std::move(*types);
  found.path = related_part(package, parts.body_path, "comments");
  if (found.path.empty()) {
    found.path = folder + "comments.xml";
    add_link(found, parts.body, "comments.xml");
  }
  if (!found.types.empty()) add_type(found);
  auto comments = read(found.path, fmt::format("{}<w:comments{}></w:comments>", declaration,
                                               word_declaration(is_strict(parts.body))));
  if (!comments) return tl::unexpected(comments.error());
  found.comments = std::move(*comments);
  return found;
}

Result<std::set<std::uint32_t>> used_comment_ids(const CommentParts& parts, std::string_view body,
                                                 std::string_view file) {
  Ids found;
  for (const auto& [xml, part] :
       {std::pair<std::string_view, std::string_view>(parts.comments, parts.path),
        std::pair<std::string_view, std::string_view>(body, "document")}) {
    if (auto parsed = parse_part(xml, found, file, part); !parsed) {
      return tl::unexpected(parsed.error());
    }
  }
  return std::move(found.ids);
}

void add_comments(CommentParts& parts, std::span<const Comment> comments,
                  std::span<const std::uint32_t> ids, std::string_view author,
                  std::string_view date) {
  const std::string own = own_declaration(parts.comments);
  const std::string w = own.empty() ? root_prefix(parts.comments) : "w:";
  std::string all;
  for (std::size_t at = 0; at < comments.size(); ++at) {
    all += fmt::format("<{0}comment{1} {0}id=\"{2}\" {0}author=\"{3}\"", w, own, ids[at],
                       escaped(author));
    if (!date.empty()) all += fmt::format(" {}date=\"{}\"", w, escaped(date));
    all += '>';
    const std::string_view words = comments[at].text;
    for (std::size_t from = 0; from <= words.size();) {
      const std::size_t end = std::min(words.find('\n', from), words.size());
      all += fmt::format("<{0}p><{0}r><{0}t xml:space=\"preserve\">{1}</{0}t></{0}r></{0}p>", w,
                         escaped(words.substr(from, end - from)));
      from = end + 1;
    }
    all += fmt::format("</{}comment>", w);
  }
  append_to_root(parts.comments, all);
}

}  // namespace duibiao::document
