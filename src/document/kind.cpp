#include "document/kind.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>

#include "document/refusal.h"
#include "intake/open_kind.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace duibiao::document {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t head_bytes = 4 << 10;

struct Named {
  std::string_view word;
  DraftKind kind;
};
constexpr std::array formats = {
    Named{"txt", DraftKind::text},    Named{"text", DraftKind::text},
    Named{"md", DraftKind::markdown}, Named{"markdown", DraftKind::markdown},
    Named{"html", DraftKind::html},   Named{"htm", DraftKind::html},
    Named{"xhtml", DraftKind::html},  Named{"docx", DraftKind::docx},
    Named{"docm", DraftKind::docx},   Named{"xlsx", DraftKind::sheet},
    Named{"xlsm", DraftKind::sheet},  Named{"xls", DraftKind::sheet},
    Named{"ods", DraftKind::sheet},   Named{"et", DraftKind::sheet},
    Named{"csv", DraftKind::sheet},   Named{"tsv", DraftKind::sheet},
    Named{"pdf", DraftKind::pdf},
};

const Named* find_format(std::string_view word) {
  for (const Named& named : formats) {
    if (named.word == word) return &named;
  }
  return nullptr;
}

std::string extension_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.size() - dot > 10) return {};
  return text::fold_case(name.substr(dot + 1));
}

/// The letters of the head, with those of UTF-16 drawn together: enough to see tags.
std::string letters(std::string_view head) {
  std::string seen;
  for (const char byte : head) {
    if (byte != '\0') seen += byte;
  }
  if (seen.starts_with("\xFF\xFE") || seen.starts_with("\xFE\xFF")) seen.erase(0, 2);
  if (seen.starts_with("\xEF\xBB\xBF")) seen.erase(0, 3);
  return text::fold_case(text::trim(seen));
}

bool is_html(std::string_view head) {
  if (!head.starts_with('<')) return false;
  constexpr std::array tags = {"<!doctype html"sv,
                               "<html"sv,
                               "<head"sv,
                               "<body"sv,
                               "<meta"sv,
                               "<table"sv,
                               "<div"sv,
                               "<p>"sv,
                               "<p "sv,
                               "<article"sv,
                               "<section"sv,
                               "<span"sv,
                               "<h1"sv,
                               "<h2"sv,
                               "<ul"sv,
                               "<ol"sv,
                               "<title"sv,
                               "<style"sv,
                               "<br"sv,
                               "<h3"sv};
  for (const std::string_view tag : tags) {
    if (head.starts_with(tag)) return true;
  }
  const bool preamble = head.starts_with("<?xml") || head.starts_with("<!--");
  return preamble && head.find("<html") != std::string_view::npos;
}

/// A name of a directory entry of an OLE container, in its UTF-16.
bool has_stream(std::string_view bytes, std::string_view name) {
  std::string wide;
  for (const char letter : name) wide.append({letter, '\0'});
  return bytes.find(wide) != std::string_view::npos;
}

Result<DraftKind> kind_of_ole(std::string_view bytes, std::string_view name) {
  if (has_stream(bytes, "WordDocument")) {
    return no_draft(name, {"旧版 Word 文档（doc）或 WPS 文字", "an old Word document (doc)"});
  }
  if (has_stream(bytes, "PowerPoint Document")) {
    return no_draft(name, {"演示文稿（ppt）", "a presentation (ppt)"});
  }
  return DraftKind::sheet;
}

}  // namespace

Result<DraftKind> kind_of(std::string_view bytes, std::string_view name, std::string_view format) {
  if (!format.empty()) {
    const std::string word = text::fold_case(format);
    const Named* named = find_format(word);
    if (named != nullptr) return named->kind;
    return fail(ErrorCode::bad_argument,
                {fmt::format("没有“{}”这种格式", format), fmt::format("no format “{}”", format)},
                {"可用：txt、md、html、docx、xlsx、pdf", "known: txt, md, html, docx, xlsx, pdf"});
  }
  const std::string_view head = bytes.substr(0, head_bytes);
  const std::string extension = extension_of(name);
  const Named* named = find_format(extension);
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) {
    return kind_of_package(bytes, name);
  }
  if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return kind_of_ole(bytes, name);
  if (text::trim(head.substr(0, 64)).starts_with("%PDF-")) return DraftKind::pdf;
  if (is_html(letters(head))) return DraftKind::html;
  const intake::FileLook look = intake::look_at(head);
  const bool markup = text::trim(head).starts_with('<');
  if (look.kind == intake::FileKind::refused && !markup) return no_draft(name, look.refused);
  if (named == nullptr) return DraftKind::text;
  // A package or a PDF by name only is something else.
  if (named->kind == DraftKind::docx || named->kind == DraftKind::pdf) return DraftKind::text;
  if (named->kind == DraftKind::sheet && extension != "csv" && extension != "tsv") {
    return DraftKind::text;
  }
  return named->kind;
}

bool is_named_package(std::string_view name) {
  const std::string extension = extension_of(name);
  const Named* named = find_format(extension);
  if (named == nullptr || extension == "csv" || extension == "tsv") return false;
  return (named->kind == DraftKind::docx || named->kind == DraftKind::pdf ||
          named->kind == DraftKind::sheet);
}

bool is_named_plain(std::string_view name) { return extension_of(name) == "txt"; }

}  // namespace duibiao::document
