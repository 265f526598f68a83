#include "document/docx.h"
#include "document/kind.h"
#include "document/refusal.h"

namespace duibiao::document {

Result<DraftKind> kind_of_package(std::string_view bytes, std::string_view name) {
  const auto package = open_package(bytes, name);
  if (!package) return tl::unexpected(package.error());
  const std::string main = related_part(*package, "", "officeDocument");
  if (main.starts_with("word/") || package->has("word/document.xml")) return DraftKind::docx;
  const bool odt = package->has("mimetype") && package->text("mimetype", 256).value_or("") ==
                                                   "application/vnd.oasis.opendocument.text";
  if (odt) return no_draft(name, {"OpenDocument 文本（odt）", "an OpenDocument text (odt)"});
  if (main.starts_with("xl/") || package->has("xl/workbook.xml") || package->has("content.xml")) {
    return DraftKind::sheet;
  }
  if (package->has("ppt/presentation.xml")) {
    return no_draft(name, {"演示文稿（pptx）", "a presentation (pptx)"});
  }
  return no_draft(name, {"一个压缩包", "an archive"});
}

}  // namespace duibiao::document
