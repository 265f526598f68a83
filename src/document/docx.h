#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "document/build.h"
#include "document/docx_story.h"
#include "intake/zip_package.h"
#include "text/document.h"

namespace duibiao::document {

/// Unpacked, a part of a real document stays under 100 MB.
inline constexpr std::uint64_t largest_part = 256ULL << 20U;

/// The parts of a Word document that its text is in.
struct DocxParts {
  std::string body_path;  ///< «word/document.xml»
  std::string body;
};

/// Opens the package and unpacks the body. Errors: damaged_file, over_limit, unknown_format
/// (protected by a password, another kind of package).
[[nodiscard]] Result<DocxParts> open_docx(const intake::ZipPackage& package);

/// The path of the part that a relationship of this kind (its last word, «styles») leads to from
/// `path`; empty when there is none. `path` empty: from the package.
[[nodiscard]] std::string related_part(const intake::ZipPackage& package, std::string_view path,
                                       std::string_view kind);

/// The folder of a part, with its slash.
[[nodiscard]] std::string folder_of(std::string_view path);

/// Reads body and notes. `map`, when it is not null, says where the text came from.
[[nodiscard]] Result<text::Document> read_docx(const intake::ZipPackage& package,
                                               const DocxParts& parts, DocxMap* map);

/// The package of a draft, its name in messages.
[[nodiscard]] Result<intake::ZipPackage> open_package(std::string_view bytes,
                                                      std::string_view name);

}  // namespace duibiao::document
