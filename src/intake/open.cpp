#include <fmt/format.h>

#include <cstdint>
#include <utility>

#include "intake/csv_reader.h"
#include "intake/csv_text.h"
#include "intake/ods_reader.h"
#include "intake/open_kind.h"
#include "intake/open_source.h"
#include "intake/sdmx_csv.h"
#include "intake/sdmx_table.h"
#include "intake/table.h"
#include "intake/xls_reader.h"
#include "intake/xlsx_reader.h"
#include "intake/zip_package.h"
#include "text/encoding.h"

namespace duibiao::intake {
namespace {

constexpr std::size_t look_bytes = 4 << 10;
constexpr std::size_t sample_bytes = 64 << 10;

Result<std::unique_ptr<TableReader>> open_text(ByteSource source, const OpenOptions& options) {
  const auto sample = source.head(sample_bytes);
  if (!sample) return tl::unexpected(sample.error());
  const auto guess = text::guess_encoding(*sample, sample->size() == source.size());
  const std::string encoding = options.encoding.value_or(guess.name);
  const std::string name = source.name();
  // Neither text nor anything with a name. UTF-16 and UTF-32 hold NUL bytes by right.
  if (!encoding.starts_with("UTF-16") && !encoding.starts_with("UTF-32") &&
      sample->find('\0') != std::string::npos && !options.encoding) {
    return fail(ErrorCode::unknown_format,
                {fmt::format("认不出“{}”是什么文件：它既不是文本，也不是表格", name),
                 fmt::format("“{}” is neither text nor a known kind of table", name)},
                {"请用 Excel/WPS 打开，另存为 xlsx 再导入",
                 "open it in Excel or LibreOffice, save it as xlsx and import that"},
                {.file = name, .sheet = {}, .cell = {}});
  }
  auto characters = open_csv_text(std::move(source), encoding);
  if (!characters) return tl::unexpected(characters.error());
  const std::optional<char> sdmx = sdmx_csv_delimiter(*sample);
  const std::optional<char> delimiter = options.delimiter ? options.delimiter : sdmx;
  auto reader = std::make_unique<CsvReader>(
      std::move(*characters), Guess{sdmx ? "sdmx-csv" : "csv", encoding, delimiter.value_or(',')},
      name);
  if (auto begun = reader->begin(delimiter.has_value()); !begun) {
    return tl::unexpected(begun.error());
  }
  return reader;
}

Result<std::unique_ptr<TableReader>> open_zip(ByteSource source) {
  auto package = ZipPackage::open(std::move(source));
  if (!package) return tl::unexpected(package.error());
  if (is_ods(*package)) return open_ods(std::move(*package));
  return open_xlsx(std::move(*package));
}

Result<std::unique_ptr<TableReader>> open_source(ByteSource source, const OpenOptions& options) {
  const Position where{.file = source.name(), .sheet = {}, .cell = {}};
  if (source.size() == 0) {
    return fail(
        ErrorCode::empty_input,
        {fmt::format("“{}”是空文件", source.name()), fmt::format("“{}” is empty", source.name())},
        {"请重新下载或导出", "download or export it again"}, where);
  }
  if (source.size() > limit::file_bytes) {
    return fail(ErrorCode::over_limit,
                {fmt::format("“{}”超过 {} GB", source.name(), limit::file_bytes >> 30),
                 fmt::format("“{}” is over {} GB", source.name(), limit::file_bytes >> 30)},
                {"请拆成几个文件", "split the file"}, where);
  }
  const auto head = source.head(look_bytes);
  if (!head) return tl::unexpected(head.error());
  FileLook look = look_at(*head);
  switch (look.kind) {
    case FileKind::zip:
      return open_zip(std::move(source));
    case FileKind::ole:
      return open_xls(std::move(source));
    case FileKind::xml:
      return open_sdmx_xml(std::move(source));
    case FileKind::json:
      return open_sdmx_json(std::move(source));
    case FileKind::refused:
      return fail(
          ErrorCode::unknown_format,
          {fmt::format("“{}”是{}，不是可以读取的表格", source.name(), look.refused.zh),
           fmt::format("“{}” is {}, not a table that can be read", source.name(), look.refused.en)},
          std::move(look.advice), where);
    case FileKind::text:
      break;
  }
  return open_text(std::move(source), options);
}

std::string shown_name(const std::string& path, const OpenOptions& options) {
  return options.display_name.empty() ? path : options.display_name;
}

}  // namespace

Result<std::unique_ptr<TableReader>> open_table(const std::string& path,
                                                const OpenOptions& options) {
  auto source = ByteSource::open_file(path, shown_name(path, options));
  if (!source) return tl::unexpected(source.error());
  return open_source(std::move(*source), options);
}

Result<std::unique_ptr<TableReader>> open_table_bytes(std::string_view bytes,
                                                      const OpenOptions& options) {
  return open_source(ByteSource::of_bytes(bytes, shown_name("(内存/memory)", options)), options);
}

}  // namespace duibiao::intake
