#include "document/refusal.h"

#include <fmt/format.h>

#include "document/build.h"
#include "document/open.h"

namespace duibiao::document {
namespace {

Position at_file(std::string_view name) { return {.file = std::string(name)}; }

}  // namespace

tl::unexpected<Error> too_many_blocks(std::string_view name) {
  return fail(ErrorCode::over_limit,
              {fmt::format("“{}”里的段落和单元格超过 {} 个", name, most_blocks),
               fmt::format("“{}” has over {} paragraphs and cells", name, most_blocks)},
              {"请拆成几个文件再核对", "split it into several files and check those"},
              at_file(name));
}

tl::unexpected<Error> too_much_text(std::string_view name) {
  return fail(ErrorCode::over_limit,
              {fmt::format("“{}”的文字超过 {} MB", name, longest_text >> 20U),
               fmt::format("“{}” has over {} MB of text", name, longest_text >> 20U)},
              {"请拆成几个文件再核对", "split it into several files and check those"},
              at_file(name));
}

tl::unexpected<Error> too_large(std::string_view name) {
  return fail(ErrorCode::over_limit,
              {fmt::format("“{}”超过 {} MB", name, largest_draft >> 20U),
               fmt::format("“{}” is over {} MB", name, largest_draft >> 20U)},
              {"请拆成几个文件，或去掉图片再核对", "split it, or take its pictures out"},
              at_file(name));
}

tl::unexpected<Error> nothing_to_read(std::string_view name) {
  return fail(ErrorCode::empty_input,
              {fmt::format("“{}”是空的，没有可读的文字", name),
               fmt::format("“{}” is empty: there is no text to read", name)},
              {"请重新下载或另存一份；如果内容是图片，请先识别成文字",
               "download or save it again; pictures of text must be made text first"},
              at_file(name));
}

tl::unexpected<Error> no_text_layer(std::string_view name) {
  return fail(ErrorCode::empty_input,
              {fmt::format("“{}”里没有文字，多半是扫描件", name),
               fmt::format("“{}” holds no text; it is probably scanned", name)},
              {"请先用文字识别软件处理，或改用原来的 docx",
               "run it through text recognition first, or use the original docx"},
              at_file(name));
}

tl::unexpected<Error> no_pdf_reader(std::string_view name) {
  return fail(ErrorCode::unknown_format,
              {fmt::format("读不了“{}”：没有读取 PDF 的程序", name),
               fmt::format("“{}” cannot be read: no program that reads PDF", name)},
              {"请安装 poppler-utils（其中有 pdftotext），或另存为 docx、txt",
               "install poppler-utils (it has pdftotext), or save it as docx or text"},
              at_file(name));
}

tl::unexpected<Error> no_draft(std::string_view name, const Message& what) {
  return fail(ErrorCode::unknown_format,
              {fmt::format("“{}”是{}，不是可以核对的稿子", name, what.zh),
               fmt::format("“{}” is {}, not a draft that can be checked", name, what.en)},
              {"请用原来的软件打开，另存为 docx、txt 或带文字的 PDF",
               "open it where it was made and save it as docx, text or a PDF with text"},
              at_file(name));
}

tl::unexpected<Error> by_name_only(std::string_view name) {
  return fail(ErrorCode::damaged_file,
              {fmt::format("“{}”的内容与扩展名不符，文件可能已损坏", name),
               fmt::format("“{}” does not hold what its name says; it may be damaged", name)},
              {"请重新获取文件，或用 Word/WPS 打开后另存一份",
               "fetch the file again, or open it in Word or LibreOffice and save a copy"},
              at_file(name));
}

Error for_draft(Error error) {
  error.advice = {"请重新获取文件，或用 Word/WPS 打开后另存一份",
                  "fetch the file again, or open it in Word or LibreOffice and save a copy"};
  return error;
}

}  // namespace duibiao::document
