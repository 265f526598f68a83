#include "document/xml_events.h"

#include <expat.h>
#include <fmt/format.h>

#include <charconv>
#include <memory>
#include <optional>

namespace duibiao::document {
namespace {

constexpr char separator = '\n';  // stands in no namespace name

struct Name {
  XmlSpace space = XmlSpace::other;
  std::string_view local;
};

XmlSpace space_of(std::string_view uri) {
  if (uri == "http://schemas.openxmlformats.org/wordprocessingml/2006/main" ||
      uri == "http://purl.oclc.org/ooxml/wordprocessingml/main") {
    return XmlSpace::word;
  }
  if (uri == "http://schemas.openxmlformats.org/officeDocument/2006/math" ||
      uri == "http://purl.oclc.org/ooxml/officeDocument/math") {
    return XmlSpace::math;
  }
  if (uri == "http://schemas.openxmlformats.org/markup-compatibility/2006") {
    return XmlSpace::compatibility;
  }
  return XmlSpace::other;
}

Name split(std::string_view name) {
  const std::size_t at = name.rfind(separator);
  if (at == std::string_view::npos) return {XmlSpace::other, name};
  return {space_of(name.substr(0, at)), name.substr(at + 1)};
}

struct Walk {
  XmlHandler& handler;
  XML_Parser parser;
  int depth = 0;
  bool too_deep = false;
  bool has_doctype = false;

  [[nodiscard]] XmlPlace place() const {
    const auto at = static_cast<std::uint32_t>(XML_GetCurrentByteIndex(parser));
    return {at, at + static_cast<std::uint32_t>(XML_GetCurrentByteCount(parser))};
  }
  [[nodiscard]] bool stopped() const { return too_deep || has_doctype; }
};

void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** pairs) {
  auto& walk = *static_cast<Walk*>(data);
  if (walk.stopped()) return;
  if (++walk.depth > deepest_xml) {
    walk.too_deep = true;
    XML_StopParser(walk.parser, XML_FALSE);
    return;
  }
  const Name split_name = split(name);
  walk.handler.start(split_name.space, split_name.local, XmlPairs(pairs), walk.place());
}

void XMLCALL on_end(void* data, const XML_Char* name) {
  auto& walk = *static_cast<Walk*>(data);
  if (walk.stopped()) return;
  --walk.depth;
  const Name split_name = split(name);
  walk.handler.end(split_name.space, split_name.local, walk.place());
}

void XMLCALL on_text(void* data, const XML_Char* piece, int size) {
  auto& walk = *static_cast<Walk*>(data);
  if (walk.stopped()) return;
  walk.handler.text({piece, static_cast<std::size_t>(size)}, walk.place());
}

void XMLCALL on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  auto& walk = *static_cast<Walk*>(data);
  walk.has_doctype = true;
  XML_StopParser(walk.parser, XML_FALSE);
}

tl::unexpected<Error> refused(ErrorCode code, std::string_view file, std::string zh,
                              std::string en) {
  return fail(code, {std::move(zh), std::move(en)},
              {"请重新获取文件，或用 Word/WPS 打开后另存一份",
               "fetch the file again, or open it in Word or LibreOffice and save a copy"},
              {.file = std::string(file)});
}

}  // namespace

std::string_view XmlPairs::get(std::string_view local_name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (split(*pair).local == local_name) return pair[1];
  }
  return {};
}

bool XmlPairs::has(std::string_view local_name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (split(*pair).local == local_name) return true;
  }
  return false;
}

std::uint32_t XmlPairs::number(std::string_view local_name, std::uint32_t otherwise) const {
  const std::string_view value = get(local_name);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return error == std::errc() && end == value.data() + value.size() ? number : otherwise;
}

bool XmlPairs::on() const {
  const std::string_view value = get("val");
  return value != "0" && value != "false" && value != "off";
}

Status parse_part(std::string_view xml, XmlHandler& handler, std::string_view file,
                  std::string_view part) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(
      XML_ParserCreateNS(nullptr, separator), &XML_ParserFree);
  if (!parser) {
    return refused(ErrorCode::io_failed, file, "内存不足", "out of memory");
  }
  Walk walk{.handler = handler, .parser = parser.get()};
  XML_SetUserData(parser.get(), &walk);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  const XML_Status status =
      XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), XML_TRUE);
  if (walk.too_deep) {
    return refused(ErrorCode::over_limit, file,
                   fmt::format("“{}”嵌套超过 {} 层", part, deepest_xml),
                   fmt::format("“{}” nests over {} deep", part, deepest_xml));
  }
  if (walk.has_doctype) {
    return refused(ErrorCode::damaged_file, file,
                   fmt::format("“{}”里有文档类型声明（DOCTYPE），文档不该有", part),
                   fmt::format("“{}” declares a document type, which no document does", part));
  }
  if (status == XML_STATUS_ERROR) {
    const auto line = XML_GetCurrentLineNumber(parser.get());
    const char* reason = XML_ErrorString(XML_GetErrorCode(parser.get()));
    return refused(ErrorCode::damaged_file, file,
                   fmt::format("“{}”第 {} 行不是完好的 XML：{}", part, line, reason),
                   fmt::format("line {} of “{}” is not well-formed XML: {}", line, part, reason));
  }
  return {};
}

}  // namespace duibiao::document
