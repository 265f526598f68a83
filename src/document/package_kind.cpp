#include "document/kind.h"
#include "document/refusal.h"
#include "intake/open_source.h"
#include "intake/zip_package.h"

namespace duibiao::document {

Result<DraftKind> kind_of_package(std::string_view bytes, std::string_view name) {
  const auto package =
      intake::ZipPackage::open(intake::ByteSource::of_bytes(bytes, std::string(name)));
  if (!package) return tl::unexpected(for_draft(package.error()));
  if (package->has("word/document.xml")) return DraftKind::docx;
  if (package->has("xl/workbook.xml") || package->has("content.xml")) return DraftKind::sheet;
  if (package->has("ppt/presentation.xml")) {
    return no_draft(name, {"演示文稿（pptx）", "a presentation (pptx)"});
  }
  return no_draft(name, {"一个压缩包", "an archive"});
}

}  // namespace duibiao::document
