#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "document/docx.h"
#include "document/open.h"

namespace duibiao::document {

/// The parts of a package that list its comments, as they must become.
struct CommentParts {
  std::string path;  ///< of comments.xml
  std::string comments;
  std::string links_path;
  std::string links;
  std::string types;  ///< [Content_Types].xml
};

/// Reads what is there, or what must be made. Errors: damaged_file, over_limit.
[[nodiscard]] Result<CommentParts> read_comment_parts(const intake::ZipPackage& package,
                                                      const DocxParts& parts);

/// The ids that comments of the document have already.
[[nodiscard]] Result<std::set<std::uint32_t>> used_comment_ids(const CommentParts& parts,
                                                               std::string_view body,
                                                               std::string_view file);

/// Adds comments to comments.xml.
void add_comments(CommentParts& parts, std::span<const Comment> comments,
                  std::span<const std::uint32_t> ids, std::string_view author,
                  std::string_view date);

}  // namespace duibiao::document
