#include "document/zip_rewrite.h"

#include <fmt/format.h>
#include <zip.h>

#include <memory>

namespace duibiao::document {
namespace {

constexpr zip_uint16_t first_dos_day = (1U << 5U) | 1U;  // 1980-01-01

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct Free {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct OpenError {
  OpenError() { zip_error_init(&error); }
  ~OpenError() { zip_error_fini(&error); }
  OpenError(const OpenError&) = delete;
  OpenError& operator=(const OpenError&) = delete;
  zip_error_t error{};
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, Free>;

tl::unexpected<Error> not_written(std::string_view name, const char* reason) {
  return fail(
      ErrorCode::io_failed,
      {fmt::format("“{}”写不成：{}", name, reason),
       fmt::format("“{}” cannot be written: {}", name, reason)},
      {"请用 Word/WPS 打开后另存一份再试", "open it in Word or LibreOffice, save a copy, try that"},
      {.file = std::string(name)});
}

/// The archive keeps a source only when it takes it.
bool put(zip_t* archive, const std::string& path, const std::string& content) {
  Source from(zip_source_buffer(archive, content.data(), content.size(), 0));
  if (!from) return false;
  zip_int64_t index = zip_name_locate(archive, path.c_str(), 0);
  if (index < 0) index = zip_name_locate(archive, path.c_str(), ZIP_FL_NOCASE);
  if (index < 0) {
    index = zip_file_add(archive, path.c_str(), from.get(), ZIP_FL_ENC_UTF_8);
    if (index < 0) return false;
  } else if (zip_file_replace(archive, static_cast<zip_uint64_t>(index), from.get(), 0) != 0) {
    return false;
  }
  static_cast<void>(from.release());
  const auto number = static_cast<zip_uint64_t>(index);
  return zip_set_file_compression(archive, number, ZIP_CM_DEFLATE, 0) == 0 &&
         zip_file_set_dostime(archive, number, 0, first_dos_day, 0) == 0;
}

Result<std::string> read_all(zip_source_t* source, std::string_view name) {
  zip_stat_t status;
  zip_stat_init(&status);
  if (zip_source_stat(source, &status) != 0 || zip_source_open(source) != 0) {
    return not_written(name, zip_error_strerror(zip_source_error(source)));
  }
  std::string bytes(status.size, '\0');
  const zip_int64_t got = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (got < 0 || static_cast<std::size_t>(got) != bytes.size()) {
    return not_written(name, "read");
  }
  return bytes;
}

}  // namespace

Result<std::string> rewrite_zip(std::string_view bytes, std::string_view name,
                                const std::vector<std::pair<std::string, std::string>>& entries) {
  OpenError opening;
  // A buffer of the library's own: on closing it holds the new package.
  const Source whole(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &opening.error));
  if (!whole) return not_written(name, zip_error_strerror(&opening.error));
  zip_source_keep(whole.get());
  Archive archive(zip_open_from_source(whole.get(), 0, &opening.error));
  if (!archive) {
    zip_source_free(whole.get());
    return not_written(name, zip_error_strerror(&opening.error));
  }
  for (const auto& [path, content] : entries) {
    if (!put(archive.get(), path, content)) return not_written(name, zip_strerror(archive.get()));
  }
  if (zip_close(archive.get()) != 0) return not_written(name, zip_strerror(archive.get()));
  static_cast<void>(archive.release());
  return read_all(whole.get(), name);
}

Result<std::string> make_zip(std::string_view name,
                             const std::vector<std::pair<std::string, std::string>>& entries) {
  using namespace std::string_view_literals;
  // A directory of nothing: the end record of a zip, all its counts 0.
  constexpr std::string_view empty = "PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"sv;
  static_assert(empty.size() == 22);
  return rewrite_zip(empty, name, entries);
}

}  // namespace duibiao::document
