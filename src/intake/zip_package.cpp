#include "intake/zip_package.h"

#include <fmt/format.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "intake/table.h"

namespace duibiao::intake {
namespace {

constexpr std::int64_t entries = 100'000;  // a workbook of 1,024 sheets has some 5,000 parts
// Small entries of blanks pack very well; the ratio says something only about large ones.
constexpr std::uint64_t ratio_from_bytes = 16ULL << 20;

tl::unexpected<Error> damaged(const std::string& package, const std::string& zh,
                              const std::string& en) {
  return fail(ErrorCode::damaged_file, {zh, en},
              {"文件可能没有下载或复制完整；请重新获取，或用 Excel/WPS 打开后另存一份",
               "the download or copy may be incomplete; fetch it again, or open it in Excel or "
               "LibreOffice and save a copy"},
              {.file = package, .sheet = {}, .cell = {}});
}

tl::unexpected<Error> bomb(const std::string& package, const std::string& path) {
  return fail(ErrorCode::over_limit,
              {fmt::format("压缩包里的“{}”解开后过大（超过 {} GB，或压缩比超过 {} 倍）", path,
                           limit::unpacked_bytes >> 30, limit::compression_ratio),
               fmt::format("“{}” in the package unpacks to too much (over {} GB, or over {} times "
                           "its packed size)",
                           path, limit::unpacked_bytes >> 30, limit::compression_ratio)},
              {"真实的表格不会这样；请核实文件来源，或另存为 CSV",
               "real sheets do not look like this; check where it comes from, or save it as CSV"},
              {.file = package, .sheet = {}, .cell = {}});
}

bool too_much(std::uint64_t unpacked, std::uint64_t packed) {
  if (unpacked > limit::unpacked_bytes) return true;
  return unpacked > ratio_from_bytes && unpacked / limit::compression_ratio > packed;
}

}  // namespace

void ZipEntry::Close::operator()(zip_file* file) const { zip_fclose(file); }
void ZipPackage::Close::operator()(zip* archive) const { zip_discard(archive); }

Result<std::size_t> ZipEntry::read(char* to, std::size_t size) {
  const zip_int64_t got = zip_fread(file_.get(), to, size);
  if (got < 0) {
    const std::string reason = zip_file_strerror(file_.get());
    return damaged(package_, fmt::format("压缩包里的“{}”已损坏：{}", path_, reason),
                   fmt::format("“{}” in the package is damaged: {}", path_, reason));
  }
  done_ += static_cast<std::uint64_t>(got);
  if (too_much(done_, packed_)) return bomb(package_, path_);
  return static_cast<std::size_t>(got);
}

Result<ZipPackage> ZipPackage::open(ByteSource source) {
  ZipPackage package(std::move(source));
  const std::string& name = package.name();
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* from = nullptr;
  if (package.source_.descriptor() >= 0) {
    // The file already opened and examined, not whatever bears its name by now.
    const int copy = ::dup(package.source_.descriptor());
    std::FILE* stream = copy < 0 ? nullptr : ::fdopen(copy, "rb");
    if (stream == nullptr) {
      if (copy >= 0) ::close(copy);
      return damaged(name, "打不开压缩包", "the package cannot be opened");
    }
    from = zip_source_filep_create(stream, 0, -1, &error);
    if (from == nullptr) std::fclose(stream);
  } else {
    const std::string_view bytes = package.source_.bytes();
    from = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  }
  if (from != nullptr) {
    package.archive_.reset(zip_open_from_source(from, ZIP_RDONLY, &error));
    if (package.archive_ == nullptr) zip_source_free(from);
  }
  const std::string reason = zip_error_strerror(&error);
  zip_error_fini(&error);
  if (package.archive_ == nullptr) {
    return damaged(name, fmt::format("压缩包不完整或已损坏：{}", reason),
                   fmt::format("the package is incomplete or damaged: {}", reason));
  }
  if (zip_get_num_entries(package.archive_.get(), 0) > entries) {
    return fail(ErrorCode::over_limit,
                {fmt::format("压缩包里的文件超过 {} 个", entries),
                 fmt::format("over {} files in the package", entries)},
                {"真实的表格不会这样；请核实文件来源", "real sheets do not look like this"},
                {.file = name, .sheet = {}, .cell = {}});
  }
  return package;
}

std::int64_t ZipPackage::find(const std::string& path) const {
  const zip_int64_t exact = zip_name_locate(archive_.get(), path.c_str(), 0);
  if (exact >= 0) return exact;
  const zip_int64_t folded = zip_name_locate(archive_.get(), path.c_str(), ZIP_FL_NOCASE);
  if (folded >= 0) return folded;
  std::string backslashes = path;
  std::replace(backslashes.begin(), backslashes.end(), '/', '\\');
  return zip_name_locate(archive_.get(), backslashes.c_str(), ZIP_FL_NOCASE);
}

bool ZipPackage::has(const std::string& path) const { return find(path) >= 0; }

Result<ZipEntry> ZipPackage::entry(const std::string& path) const {
  const std::int64_t index = find(path);
  if (index < 0) {
    return damaged(name(), fmt::format("压缩包里缺少“{}”", path),
                   fmt::format("the package lacks “{}”", path));
  }
  const auto number = static_cast<zip_uint64_t>(index);
  zip_stat_t status;
  zip_stat_init(&status);
  if (zip_stat_index(archive_.get(), number, 0, &status) != 0) {
    return damaged(name(), fmt::format("读不到“{}”的信息", path),
                   fmt::format("“{}” cannot be examined", path));
  }
  if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE) {
    return fail(ErrorCode::unknown_format,
                {"文件有密码保护", "the file is protected by a password"},
                {"请用 Excel/WPS 打开，去掉密码后另存",
                 "open it in Excel or LibreOffice, remove the password and save it"},
                {.file = name(), .sheet = {}, .cell = {}});
  }
  if (too_much(status.size, status.comp_size)) return bomb(name(), path);
  ZipEntry entry;
  entry.file_.reset(zip_fopen_index(archive_.get(), number, 0));
  if (entry.file_ == nullptr) {
    const std::string reason = zip_strerror(archive_.get());
    return damaged(name(), fmt::format("打不开压缩包里的“{}”:{}", path, reason),
                   fmt::format("“{}” in the package cannot be opened: {}", path, reason));
  }
  entry.path_ = path;
  entry.package_ = name();
  entry.packed_ = status.comp_size;
  return entry;
}

Result<std::string> ZipPackage::text(const std::string& path, std::uint64_t limit) const {
  auto file = entry(path);
  if (!file) return tl::unexpected(file.error());
  std::string all;
  char block[16 << 10];
  for (;;) {
    const auto got = file->read(block, sizeof block);
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) return all;
    all.append(block, *got);
    if (all.size() > limit) return bomb(name(), path);
  }
}

}  // namespace duibiao::intake
