#include <algorithm>
#include <vector>

#include "document/docx.h"
#include "document/docx_comments.h"
#include "document/docx_cuts.h"
#include "document/kind.h"
#include "document/open.h"
#include "document/refusal.h"
#include "document/zip_rewrite.h"
#include "text/fold.h"

namespace duibiao::document {
namespace {

// Names the draft in messages: the caller knows the file's name and puts it there.
constexpr std::string_view draft_name = "docx";

bool is_utf8(std::string_view xml) {
  if (xml.starts_with("\xFF\xFE") || xml.starts_with("\xFE\xFF") || xml.starts_with('\0')) {
    return false;
  }
  if (xml.size() > 1 && xml[1] == '\0') return false;
  const std::string head = text::fold_case(xml.substr(0, xml.substr(0, 256).find("?>")));
  const std::size_t at = head.find("encoding=");
  return at == std::string::npos || head.find("utf-8", at) != std::string::npos ||
         head.find("ascii", at) != std::string::npos;
}

tl::unexpected<Error> other_draft() {
  return fail(ErrorCode::bad_argument,
              {"文档的内容与核对时不同", "the document is not the one that was read"},
              {"请重新核对一遍", "check it again"});
}

/// Free ids, the smallest first.
std::vector<std::uint32_t> free_ids(const std::set<std::uint32_t>& used, std::size_t count) {
  std::vector<std::uint32_t> ids;
  for (std::uint32_t id = 0; ids.size() < count; ++id) {
    if (!used.contains(id)) ids.push_back(id);
  }
  return ids;
}

}  // namespace

Result<std::string> comment_docx(std::string_view bytes, const text::Document& document,
                                 std::span<const Comment> comments, std::string_view author,
                                 std::string_view date) {
  const auto kind = kind_of(bytes, draft_name, {});
  if (!kind) return tl::unexpected(kind.error());
  if (*kind != DraftKind::docx) {
    return no_draft(draft_name, {"另一种文件，写不进批注", "a file that takes no comments"});
  }
  const auto package = open_package(bytes, draft_name);
  if (!package) return tl::unexpected(package.error());
  const auto parts = open_docx(*package);
  if (!parts) return tl::unexpected(parts.error());
  if (!is_utf8(parts->body)) {
    return no_draft(draft_name, {"不用 UTF-8 的 docx", "a docx that is not in UTF-8"});
  }
  DocxMap map;
  const auto read = read_docx(*package, *parts, &map);
  if (!read) return tl::unexpected(read.error());
  if (read->text != document.text) return other_draft();
  for (const Comment& comment : comments) {
    if (comment.span.end > document.text.size() || comment.span.begin > comment.span.end) {
      return other_draft();
    }
  }
  if (comments.empty()) return std::string(bytes);
  auto lists = read_comment_parts(*package, *parts);
  if (!lists) return tl::unexpected(lists.error());
  const auto used = used_comment_ids(*lists, parts->body, draft_name);
  if (!used) return tl::unexpected(used.error());
  const std::vector<std::uint32_t> ids = free_ids(*used, comments.size());
  add_comments(*lists, comments, ids, author, date);
  std::vector<std::pair<std::string, std::string>> entries;
  entries.emplace_back(parts->body_path, with_comment_marks(parts->body, map, comments, ids));
  entries.emplace_back(lists->path, lists->comments);
  entries.emplace_back(lists->links_path, lists->links);
  if (!lists->types.empty()) entries.emplace_back("[Content_Types].xml", lists->types);
  return rewrite_zip(bytes, draft_name, entries);
}

}  // namespace duibiao::document
