#include "intake/xlsx_xml.h"

#include <expat.h>
#include <fmt/format.h>

#include <charconv>
#include <cstring>
#include <utility>

#include "intake/table.h"

namespace duibiao::intake {
namespace {

constexpr int chunk_bytes = 64 << 10;
constexpr int depth_max = 256;  // office documents nest some twenty deep
// expat starts a tag again with every chunk until it is whole, which a hostile file could stretch.
constexpr std::uint64_t tag_bytes = 2 * limit::cell_bytes;

/// The name behind the prefix. Names are a few letters: a plain loop beats the library's searches.
std::string_view local(const char* name) {
  const char* from = name;
  const char* end = name;
  for (; *end != '\0'; ++end) {
    if (*end == ':' || *end == XmlAttributes::space_border) from = end + 1;
  }
  return {from, static_cast<std::size_t>(end - from)};
}

std::string after_please(std::string_view advice_zh) {
  constexpr std::string_view please = "请";
  return std::string(advice_zh.starts_with(please) ? advice_zh.substr(please.size()) : advice_zh);
}

/// The bytes of a part of a package.
XmlInput input_of(ZipEntry entry, std::string file) {
  XmlInput input;
  input.part = entry.path();
  input.file = std::move(file);
  input.advice = {"请用 Excel/WPS 打开后另存一份", "open it in Excel or LibreOffice and save"};
  auto shared = std::make_shared<ZipEntry>(std::move(entry));
  input.read = [shared](char* to, std::size_t size) { return shared->read(to, size); };
  return input;
}

}  // namespace

std::string_view XmlAttributes::get(std::string_view local_name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (local(*pair) == local_name) return pair[1];
  }
  return {};
}

std::string_view XmlAttributes::exact(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (*pair == name) return pair[1];
  }
  return {};
}

bool XmlAttributes::flag(std::string_view local_name) const {
  const std::string_view value = get(local_name);
  return value == "1" || value == "true";
}

std::uint32_t XmlAttributes::number(std::string_view local_name, std::uint32_t otherwise) const {
  const std::string_view value = get(local_name);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return error == std::errc() && end == value.data() + value.size() ? number : otherwise;
}

struct XmlPump::Callbacks {
  static void XMLCALL start(void* data, const XML_Char* name, const XML_Char** pairs) {
    auto* pump = static_cast<XmlPump*>(data);
    if (pump->error_) return;
    if (++pump->depth_ > depth_max) {
      pump->reject({ErrorCode::over_limit,
                    {fmt::format("“{}”嵌套超过 {} 层", pump->input_.part, depth_max),
                     fmt::format("“{}” nests over {} deep", pump->input_.part, depth_max)},
                    pump->input_.advice,
                    {}});
      return;
    }
    const std::string_view own = local(name);
    const auto before = static_cast<std::size_t>(own.data() - name);
    pump->space_ = {name, before == 0 ? 0 : before - 1};
    pump->sink_.start(*pump, own, XmlAttributes(pairs));
  }
  static void XMLCALL end(void* data, const XML_Char* name) {
    auto* pump = static_cast<XmlPump*>(data);
    if (pump->error_) return;
    --pump->depth_;
    pump->sink_.end(*pump, local(name));
  }
  static void XMLCALL text(void* data, const XML_Char* piece, int size) {
    auto* pump = static_cast<XmlPump*>(data);
    if (pump->error_) return;
    pump->sink_.text(*pump, {piece, static_cast<std::size_t>(size)});
  }
  static void XMLCALL doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    auto* pump = static_cast<XmlPump*>(data);
    if (pump->error_) return;
    pump->reject({ErrorCode::damaged_file,
                  {fmt::format("“{}”里有文档类型声明(DOCTYPE),数据文件不该有", pump->input_.part),
                   fmt::format("“{}” declares a document type, which no file of data does",
                               pump->input_.part)},
                  {"请核实文件来源，再" + after_please(pump->input_.advice.zh),
                   "check where it comes from, then " + pump->input_.advice.en},
                  {}});
  }
};

XmlPump::XmlPump(ZipEntry entry, XmlSink& sink, std::string file)
    : XmlPump(input_of(std::move(entry), std::move(file)), sink) {}

XmlPump::XmlPump(XmlInput input, XmlSink& sink)
    : input_(std::move(input)),
      sink_(sink),
      parser_(input_.namespaces ? XML_ParserCreateNS(nullptr, XmlAttributes::space_border)
                                : XML_ParserCreate(nullptr)) {
  if (parser_ == nullptr) return;
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, Callbacks::start, Callbacks::end);
  XML_SetCharacterDataHandler(parser_, Callbacks::text);
  XML_SetStartDoctypeDeclHandler(parser_, Callbacks::doctype);
}

XmlPump::~XmlPump() { XML_ParserFree(parser_); }

Result<bool> XmlPump::run() {
  for (;;) {
    if (error_) return failed();
    if (ended_) return false;
    XML_Status status = XML_STATUS_ERROR;
    if (std::exchange(paused_, false)) {
      status = XML_ResumeParser(parser_);
    } else {
      void* block = parser_ == nullptr ? nullptr : XML_GetBuffer(parser_, chunk_bytes);
      if (block == nullptr) return failed();
      const auto got = input_.read(static_cast<char*>(block), chunk_bytes);
      if (!got) {
        error_ = got.error();
        return failed();
      }
      fed_ += *got;
      status = XML_ParseBuffer(parser_, static_cast<int>(*got), *got == 0);
    }
    if (error_ || status == XML_STATUS_ERROR) return failed();
    XML_ParsingStatus state;
    XML_GetParsingStatus(parser_, &state);
    if (status == XML_STATUS_SUSPENDED) {
      paused_ = true;
      return true;
    }
    if (state.parsing == XML_FINISHED) ended_ = true;
    const auto reached = XML_GetCurrentByteIndex(parser_);
    if (reached >= 0 && fed_ > static_cast<std::uint64_t>(reached) + tag_bytes) {
      reject({ErrorCode::over_limit,
              {fmt::format("“{}”里有一个过长的标记", input_.part),
               fmt::format("a tag in “{}” is too long", input_.part)},
              input_.advice,
              {}});
    }
  }
}

std::uint64_t XmlPump::line() const { return XML_GetCurrentLineNumber(parser_); }

std::uint64_t XmlPump::column() const { return XML_GetCurrentColumnNumber(parser_) + 1; }

void XmlPump::pause() { XML_StopParser(parser_, XML_TRUE); }

void XmlPump::reject(Error error) {
  if (error_) return;
  if (error.where.file.empty()) error.where.file = input_.file;
  error_ = std::move(error);
  XML_StopParser(parser_, XML_FALSE);
}

Result<bool> XmlPump::failed() {
  if (!error_) {
    const XML_Error code = parser_ == nullptr ? XML_ERROR_NO_MEMORY : XML_GetErrorCode(parser_);
    const auto line = parser_ == nullptr ? 0 : XML_GetCurrentLineNumber(parser_);
    const char* reason = XML_ErrorString(code);
    error_ = Error{
        ErrorCode::damaged_file,
        {fmt::format("“{}”第 {} 行不是完好的 XML:{}", input_.part, line, reason),
         fmt::format("line {} of “{}” is not well-formed XML: {}", line, input_.part, reason)},
        {"请重新获取文件，或" + after_please(input_.advice.zh),
         "fetch the file again, or " + input_.advice.en},
        {.file = input_.file,
         .sheet = {},
         .cell = {},
         .line = input_.part == input_.file ? line : 0}};
  }
  return tl::unexpected(*error_);
}

Status parse_xml(const ZipPackage& package, const std::string& path, XmlSink& sink) {
  auto entry = package.entry(path);
  if (!entry) return tl::unexpected(entry.error());
  XmlPump pump(std::move(*entry), sink, package.name());
  for (;;) {
    const auto more = pump.run();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return {};
  }
}

}  // namespace duibiao::intake
