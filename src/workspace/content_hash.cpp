#include "workspace/content_hash.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <vector>

#include "store/digest.h"

namespace duibiao::workspace {
namespace {

constexpr std::size_t piece_bytes = 1U << 20U;

/// Owns a file descriptor.
class File {
 public:
  explicit File(const std::string& path)
      : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

tl::unexpected<Error> unreadable(const std::string& path) {
  const std::string why = std::strerror(errno);
  return fail(
      ErrorCode::unreadable_file,
      {fmt::format("无法读取文件（{}）", why), fmt::format("cannot read the file ({})", why)},
      {"请检查文件名和读取权限。", "Check the file's name and that you may read it."},
      {.file = path});
}

/// Reads until the piece is full or the file ends, so that pieces never depend on the kernel's
/// mood.
std::optional<std::size_t> fill(int descriptor, std::vector<std::byte>& piece) {
  std::size_t filled = 0;
  while (filled < piece.size()) {
    const ssize_t got = read(descriptor, piece.data() + filled, piece.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

FileIdentity identity_of(const struct stat& info) {
  return {{}, info.st_size, info.st_mtim.tv_sec * 1'000'000'000LL + info.st_mtim.tv_nsec};
}

}  // namespace

Result<FileIdentity> identify(const std::string& path, std::string_view meaning) {
  const File file(path);
  struct stat info{};
  if (file.descriptor() < 0 || fstat(file.descriptor(), &info) != 0) return unreadable(path);
  if (!S_ISREG(info.st_mode)) {
    return fail(ErrorCode::unreadable_file,
                {"不是普通文件（是文件夹、管道或设备）",
                 "not a regular file (a folder, a pipe or a device)"},
                {"请给出表格文件的名称。", "Name a file that holds a table."}, {.file = path});
  }
  FileIdentity identity = identity_of(info);
  store::Hasher hasher;
  hasher.text(meaning);
  std::vector<std::byte> piece(piece_bytes);
  while (true) {
    const std::optional<std::size_t> got = fill(file.descriptor(), piece);
    if (!got) return unreadable(path);
    hasher.blob({piece.data(), *got});
    if (*got < piece.size()) break;
  }
  identity.hash = store::hex_of(hasher.finish());
  return identity;
}

Status still_the_same(const std::string& path, const FileIdentity& before) {
  struct stat info{};
  const bool there = stat(path.c_str(), &info) == 0;
  const FileIdentity now = there ? identity_of(info) : FileIdentity{};
  if (there && now.size == before.size && now.modified_ns == before.modified_ns) return {};
  return fail(ErrorCode::damaged_file,
              {"文件在读取过程中被改动或移走，没有导入任何数据",
               "the file was changed or removed while it was being read; nothing was imported"},
              {"等文件写完后再导入。", "Import it again once nobody is writing it."},
              {.file = path});
}

std::string hash_of(std::string_view text) {
  return store::hex_of(store::Hasher().text(text).finish());
}

}  // namespace duibiao::workspace
