#include "intake/open_kind.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace duibiao::intake {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;
  const char* zh;
  const char* en;
};

constexpr Magic magics[] = {
    {"%PDF-", "一份 PDF", "a PDF"},
    {"\x89PNG\r\n", "一张图片(PNG)", "an image (PNG)"},
    {"\xFF\xD8\xFF", "一张图片(JPEG)", "an image (JPEG)"},
    {"GIF87a", "一张图片(GIF)", "an image (GIF)"},
    {"GIF89a", "一张图片(GIF)", "an image (GIF)"},
    {"II*\0"sv, "一张图片(TIFF)", "an image (TIFF)"},
    {"MM\0*"sv, "一张图片(TIFF)", "an image (TIFF)"},
    {"RIFF", "影音或图片文件", "a sound, film or image file"},
    {"{\\rtf", "一份 RTF 文档", "an RTF document"},
    {"%!PS", "一份 PostScript 文档", "a PostScript document"},
    {"\x1F\x8B", "gzip 压缩文件", "a gzip archive"},
    {"7z\xBC\xAF\x27\x1C", "7z 压缩文件", "a 7z archive"},
    {"Rar!\x1A", "RAR 压缩文件", "a RAR archive"},
    {"\xFD"
     "7zXZ",
     "xz 压缩文件", "an xz archive"},
    {"\x28\xB5\x2F\xFD", "zstd 压缩文件", "a zstd archive"},
    {"BZh", "bzip2 压缩文件", "a bzip2 archive"},
    {"SQLite format 3\0"sv, "SQLite 数据库", "an SQLite database"},
    {"PAR1", "Parquet 数据文件", "a Parquet file"},
    {"\x7F"
     "ELF",
     "程序", "a program"},
    {"MIME-Version:", "另存为网页的表格(MHT)", "a sheet saved as a web page (MHT)"},
    // A raw BIFF stream without container: Excel 4 and older.
    {"\x09\x00\x04\x00"sv, "Excel 4 或更早的表格", "a sheet of Excel 4 or older"},
    {"\x09\x02\x06\x00"sv, "Excel 4 或更早的表格", "a sheet of Excel 4 or older"},
    {"\x09\x04\x06\x00"sv, "Excel 4 或更早的表格", "a sheet of Excel 4 or older"},
    {"[{", "JSON 数据", "JSON data"},
};

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char byte) { return static_cast<char>(std::tolower(byte)); });
  return result;
}

bool holds(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

FileLook refuse(const char* zh, const char* en, const char* advice_zh, const char* advice_en) {
  return {FileKind::refused, {zh, en}, {advice_zh, advice_en}};
}

/// Many systems export a web page or XML and name it .xls; Excel opens it with a warning.
FileLook look_at_markup(std::string_view text) {
  const std::string page = lower(text);
  if (holds(page, "sdmx.org/resources/sdmxml")) return {FileKind::xml, {}, {}};
  constexpr const char* save_zh = "请用 Excel/WPS 打开，另存为 xlsx 再导入";
  constexpr const char* save_en = "open it in Excel or LibreOffice, save it as xlsx, import that";
  if (holds(page, "urn:schemas-microsoft-com:office:spreadsheet") ||
      holds(page, "progid=\"excel.sheet\"")) {
    return refuse("Excel 2003 的 XML 表格（常被命名为 .xls）",
                  "an Excel 2003 XML spreadsheet (often named .xls)", save_zh, save_en);
  }
  if (holds(page, "<html") || holds(page, "<!doctype html") || holds(page, "<table") ||
      holds(page, "<meta") || holds(page, "<head") || holds(page, "<style")) {
    return refuse("网页(HTML)表格（常被命名为 .xls）", "an HTML table (often named .xls)", save_zh,
                  save_en);
  }
  if (holds(page, "office:document")) {
    return refuse("单文件 XML 的 OpenDocument 表格(fods)", "a flat OpenDocument sheet (fods)",
                  "请另存为 ods 或 xlsx 再导入", "save it as ods or xlsx and import that");
  }
  return {FileKind::xml, {}, {}};
}

/// «{» and then a name or the end: no delimited text begins so.
bool is_json_object(std::string_view text) {
  if (!text.starts_with('{')) return false;
  const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
  return next == text.npos || text[next] == '"' || text[next] == '}';
}

/// An XML declaration in UTF-16, which begins with a byte order mark.
bool is_utf16_xml(std::string_view head) {
  return head.starts_with("\xFF\xFE<\0?\0x\0"sv) || head.starts_with("\xFE\xFF\0<\0?\0x"sv);
}

}  // namespace

Error no_sheets_error(const std::string& file) {
  return {ErrorCode::empty_input,
          {fmt::format("“{}”里没有工作表", file), fmt::format("“{}” has no sheet of cells", file)},
          {"请用 Excel/WPS 打开核对；若内容在图表里，请另给数据表",
           "open it to check; if all it holds is charts, import their data instead"},
          {.file = file, .sheet = {}, .cell = {}}};
}

FileLook look_at(std::string_view head) {
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) {
    return {FileKind::zip, {}, {}};
  }
  if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return {FileKind::ole, {}, {}};
  constexpr const char* export_zh = "请把其中的表格另存为 xlsx 或 CSV 再导入";
  constexpr const char* export_en = "save the table in it as xlsx or CSV and import that";
  for (const Magic& magic : magics) {
    if (head.starts_with(magic.bytes)) return refuse(magic.zh, magic.en, export_zh, export_en);
  }
  if (holds(head.substr(0, 1024), "E-SafeNet")) {
    return refuse("被单位加密软件加密的文件", "a file encrypted by document-protection software",
                  "请在装有该软件的电脑上解密后再导入", "decrypt it where that software runs");
  }
  std::string_view text = head;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  if (from != std::string_view::npos) text.remove_prefix(from);
  const bool markup =
      text.size() > 1 && text[0] == '<' &&
      (std::isalpha(static_cast<unsigned char>(text[1])) != 0 || text[1] == '?' || text[1] == '!');
  if (markup) return look_at_markup(text);
  if (is_utf16_xml(head)) return {FileKind::xml, {}, {}};
  if (is_json_object(text)) return {FileKind::json, {}, {}};
  return {};
}

}  // namespace duibiao::intake
