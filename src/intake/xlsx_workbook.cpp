#include "intake/xlsx_workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "intake/table.h"
#include "intake/xlsx_xml.h"

namespace duibiao::intake {
namespace {

constexpr std::size_t styles_max = 1'000'000;  // Excel stops at 65,490

struct Relationship {
  std::string id;
  std::string type;
  std::string target;
};

bool is_type(const Relationship& relationship, std::string_view last_word) {
  const std::string& type = relationship.type;
  return type.size() > last_word.size() && type.ends_with(last_word) &&
         type[type.size() - last_word.size() - 1] == '/';
}

class RelationshipSink final : public XmlSink {
 public:
  void start(XmlPump&, std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
    found.push_back({std::string(attributes.get("Id")), std::string(attributes.get("Type")),
                     std::string(attributes.get("Target"))});
  }
  void end(XmlPump&, std::string_view) override {}
  void text(XmlPump&, std::string_view) override {}

  std::vector<Relationship> found;
};

class WorkbookSink final : public XmlSink {
 public:
  struct Sheet {
    std::string name;
    std::string relationship;
    bool hidden = false;
  };

  void start(XmlPump&, std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") epoch_1904 = attributes.flag("date1904");
    if (name != "sheet") return;
    const std::string_view state = attributes.get("state");
    sheets.push_back({std::string(attributes.get("name")), std::string(attributes.get("id")),
                      state == "hidden" || state == "veryHidden"});
  }
  void end(XmlPump&, std::string_view) override {}
  void text(XmlPump&, std::string_view) override {}

  std::vector<Sheet> sheets;
  bool epoch_1904 = false;
};

class StylesSink final : public XmlSink {
 public:
  void start(XmlPump& pump, std::string_view name, const XmlAttributes& attributes) override {
    if (name == "cellXfs") in_cells_ = true;
    if (name == "numFmt") {
      codes_[attributes.number("numFmtId", 0)] = read_format_code(attributes.get("formatCode"));
    } else if (in_cells_ && name == "xf") {
      const std::uint32_t id = attributes.number("numFmtId", 0);
      const auto custom = codes_.find(id);
      formats.push_back(custom == codes_.end() ? builtin_format(id) : custom->second);
    }
    if (formats.size() + codes_.size() > styles_max) {
      pump.reject({ErrorCode::over_limit,
                   {fmt::format("单元格样式超过 {} 种", styles_max),
                    fmt::format("over {} cell styles", styles_max)},
                   {"请把数据复制到新工作簿再导入", "copy the data into a new workbook"},
                   {}});
    }
  }
  void end(XmlPump&, std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
  }
  void text(XmlPump&, std::string_view) override {}

  std::vector<CellFormat> formats;

 private:
  std::map<std::uint32_t, CellFormat> codes_;
  bool in_cells_ = false;
};

/// Where a target leads, seen from the folder of the part that names it.
std::string resolve(const std::string& folder, std::string target) {
  std::replace(target.begin(), target.end(), '\\', '/');
  std::string path = target.starts_with('/') ? target : folder + "/" + target;
  std::vector<std::string> steps;
  std::size_t at = 0;
  while (at <= path.size()) {
    const std::size_t slash = std::min(path.find('/', at), path.size());
    const std::string step = path.substr(at, slash - at);
    if (step == ".." && !steps.empty()) {
      steps.pop_back();
    } else if (!step.empty() && step != "." && step != "..") {
      steps.push_back(step);
    }
    at = slash + 1;
  }
  return fmt::format("{}", fmt::join(steps, "/"));
}

std::pair<std::string, std::string> folder_and_name(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return {"", path};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

Result<std::vector<Relationship>> relationships_of(const ZipPackage& package,
                                                   const std::string& part) {
  const auto [folder, name] = folder_and_name(part);
  const std::string path =
      folder.empty() ? "_rels/" + name + ".rels" : folder + "/_rels/" + name + ".rels";
  RelationshipSink sink;
  if (auto parsed = parse_xml(package, path, sink); !parsed) return tl::unexpected(parsed.error());
  for (Relationship& relationship : sink.found) {
    relationship.target = resolve(folder, relationship.target);
  }
  return std::move(sink.found);
}

tl::unexpected<Error> not_xlsx(const ZipPackage& package, const char* zh, const char* en) {
  return fail(ErrorCode::unknown_format,
              {fmt::format("“{}”是{},不是可以读取的表格", package.name(), zh),
               fmt::format("“{}” is {}, not a table that can be read", package.name(), en)},
              {"请用 Excel/WPS 打开,把表格另存为 xlsx 再导入",
               "open it, save the table as xlsx, and import that"},
              {.file = package.name(), .sheet = {}, .cell = {}});
}

Result<std::string> workbook_path(const ZipPackage& package) {
  std::string path = "xl/workbook.xml";
  if (package.has("_rels/.rels")) {
    const auto root = relationships_of(package, "");
    if (!root) return tl::unexpected(root.error());
    for (const Relationship& relationship : *root) {
      if (is_type(relationship, "officeDocument")) path = relationship.target;
    }
  }
  if (path.starts_with("word/")) return not_xlsx(package, "Word 文档", "a Word document");
  if (path.starts_with("ppt/")) return not_xlsx(package, "演示文稿", "a slide show");
  if (path.ends_with(".bin")) {
    return not_xlsx(package, "二进制工作簿(xlsb)", "a binary workbook (xlsb)");
  }
  if (!package.has(path)) {
    return not_xlsx(package, "没有工作簿的压缩包", "a zip file without a workbook");
  }
  return path;
}

Status add_sheets(const ZipPackage& package, const WorkbookSink& sink,
                  const std::vector<Relationship>& relationships, XlsxWorkbook& workbook) {
  if (sink.sheets.size() > limit::sheets) {
    return fail(ErrorCode::over_limit,
                {fmt::format("工作表超过 {} 张", limit::sheets),
                 fmt::format("over {} sheets", limit::sheets)},
                {"请拆成几个工作簿", "split the workbook"},
                {.file = package.name(), .sheet = {}, .cell = {}});
  }
  for (const WorkbookSink::Sheet& sheet : sink.sheets) {
    const auto found = std::find_if(
        relationships.begin(), relationships.end(),
        [&](const Relationship& relationship) { return relationship.id == sheet.relationship; });
    if (found == relationships.end() ||
        (is_type(*found, "worksheet") && !package.has(found->target))) {
      return fail(ErrorCode::damaged_file,
                  {fmt::format("工作表“{}”的内容不在文件里", sheet.name),
                   fmt::format("the contents of sheet “{}” are not in the file", sheet.name)},
                  {"请重新获取文件,或用 Excel/WPS 打开后另存一份",
                   "fetch the file again, or open it in Excel or LibreOffice and save it"},
                  {.file = package.name(), .sheet = sheet.name, .cell = {}});
    }
    // Chart and macro sheets hold no cells.
    if (!is_type(*found, "worksheet")) continue;
    workbook.sheets.push_back({sheet.name, found->target, sheet.hidden});
  }
  return {};
}

}  // namespace

Result<XlsxWorkbook> read_xlsx_workbook(const ZipPackage& package) {
  const auto path = workbook_path(package);
  if (!path) return tl::unexpected(path.error());
  XlsxWorkbook workbook;
  WorkbookSink sink;
  if (auto parsed = parse_xml(package, *path, sink); !parsed) {
    return tl::unexpected(parsed.error());
  }
  workbook.epoch_1904 = sink.epoch_1904;
  const auto relationships = relationships_of(package, *path);
  if (!relationships) return tl::unexpected(relationships.error());
  if (auto added = add_sheets(package, sink, *relationships, workbook); !added) {
    return tl::unexpected(added.error());
  }
  for (const Relationship& relationship : *relationships) {
    Status status;
    if (workbook.formats.empty() && is_type(relationship, "styles") &&
        package.has(relationship.target)) {
      StylesSink styles;
      status = parse_xml(package, relationship.target, styles);
      workbook.formats = std::move(styles.formats);
    } else if (workbook.strings.size() == 0 && is_type(relationship, "sharedStrings") &&
               package.has(relationship.target)) {
      status = read_shared_strings(package, relationship.target, workbook.strings);
    }
    if (!status) return tl::unexpected(status.error());
  }
  return workbook;
}

}  // namespace duibiao::intake
