#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "store/file.h"

namespace duibiao::store {

namespace {

tl::unexpected<Error> system_failure(int number, const std::string& path) {
  const std::string said = std::generic_category().message(number);
  return fail(ErrorCode::io_failed,
              {fmt::format("无法写入文件（{}）", said),
               fmt::format("the file cannot be written ({})", said)},
              {"请检查文件夹是否存在、权限和剩余空间",
               "check that the folder exists, its permissions and the free space"},
              {path, "", "", 0, 0});
}

Status sync_path(const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) return system_failure(errno, path);
  const int outcome = ::fsync(file);
  const int number = errno;
  ::close(file);
  if (outcome != 0) return system_failure(number, path);
  return {};
}

Status give_name(const std::string& temporary, const std::string& path) {
  // A hard link is the one step that names a file and refuses to replace another.
  if (::link(temporary.c_str(), path.c_str()) == 0) return {};
  const int number = errno;
  if (number == EEXIST) {
    return fail(ErrorCode::bad_argument,
                {"已有同名文件，不予覆盖", "a file of that name exists and is not overwritten"},
                {"请另选一个文件名", "choose another name"}, {path, "", "", 0, 0});
  }
  // Memory cards and some network drives know no hard links.
  const bool no_links = number == EPERM || number == ENOTSUP || number == ENOSYS;
  if (!no_links || exists(path)) return system_failure(number, path);
  if (::rename(temporary.c_str(), path.c_str()) != 0) return system_failure(errno, path);
  return {};
}

}  // namespace

bool exists(const std::string& path) {
  struct stat info{};
  return ::lstat(path.c_str(), &info) == 0;
}

Result<std::string> temporary_beside(const std::string& path) {
  // mkstemp would make a file for its user alone; a store is as open as the user's other files.
  constexpr int attempts = 1'000;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    std::string name = fmt::format("{}.new-{}-{}", path, ::getpid(), attempt);
    const int file = ::open(name.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);
    if (file >= 0) {
      ::close(file);
      return name;
    }
    if (errno != EEXIST) return system_failure(errno, path);
  }
  return system_failure(EEXIST, path);
}

Status publish(const std::string& temporary, const std::string& path) {
  Status done = sync_path(temporary, O_RDONLY);
  if (done) done = give_name(temporary, path);
  discard(temporary);
  if (!done) return done;
  const auto folder = std::filesystem::path(path).parent_path();
  return sync_path(folder.empty() ? "." : folder.string(), O_RDONLY | O_DIRECTORY);
}

void discard(const std::string& temporary) {
  for (const std::string_view suffix : {"", "-journal", "-wal", "-shm"}) {
    ::unlink(std::string(temporary).append(suffix).c_str());
  }
}

}  // namespace duibiao::store
