#include "intake/open_source.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "intake/table.h"

namespace duibiao::intake {
namespace {

tl::unexpected<Error> cannot_open(int reason, const std::string& name) {
  const Position where{.file = name, .sheet = {}, .cell = {}};
  switch (reason) {
    case ENOENT:
    case ENOTDIR:
      return fail(ErrorCode::unreadable_file,
                  {fmt::format("找不到文件“{}”", name), fmt::format("no file “{}”", name)},
                  {"请核对文件名和所在文件夹", "check the file name and its folder"}, where);
    case EACCES:
    case EPERM:
      return fail(
          ErrorCode::unreadable_file,
          {fmt::format("没有权限读取“{}”", name), fmt::format("no permission to read “{}”", name)},
          {"请让文件的所有者开放读取权限，或另存一份再导入",
           "ask its owner for read permission, or import a copy"},
          where);
    default:
      return fail(ErrorCode::unreadable_file,
                  {fmt::format("打不开文件“{}”:系统错误 {}", name, reason),
                   fmt::format("cannot open “{}”: {}", name, std::strerror(reason))},
                  {"请检查磁盘或网络盘后重试", "check the disk or network share, then try again"},
                  where);
  }
}

tl::unexpected<Error> read_failed(int reason, const std::string& name) {
  return fail(ErrorCode::unreadable_file,
              {fmt::format("读取“{}”时出错：系统错误 {}", name, reason),
               fmt::format("reading “{}” failed: {}", name, std::strerror(reason))},
              {"请检查磁盘或网络盘，把文件复制到本机后重试",
               "check the disk or network share, copy the file to this machine and try again"},
              {.file = name, .sheet = {}, .cell = {}});
}

/// pread until `size` bytes or the end.
Result<std::size_t> read_at(int descriptor, char* to, std::size_t size, std::uint64_t offset,
                            const std::string& name) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got =
        ::pread(descriptor, to + done, size - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return read_failed(errno, name);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

}  // namespace

Result<ByteSource> ByteSource::open_file(const std::string& path, std::string name) {
  ByteSource source;
  source.name_ = std::move(name);
  // Without O_NONBLOCK, opening a pipe nobody writes to would wait for ever.
  source.descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (source.descriptor_ < 0) return cannot_open(errno, source.name_);
  struct stat status = {};
  if (::fstat(source.descriptor_, &status) != 0) return cannot_open(errno, source.name_);
  const Position where{.file = source.name_, .sheet = {}, .cell = {}};
  if (S_ISDIR(status.st_mode)) {
    return fail(ErrorCode::unreadable_file,
                {fmt::format("“{}”是文件夹，不是表格文件", source.name_),
                 fmt::format("“{}” is a folder, not a table", source.name_)},
                {"请指定文件夹里的表格文件", "name the files in the folder"}, where);
  }
  if (!S_ISREG(status.st_mode)) {
    return fail(ErrorCode::unreadable_file,
                {fmt::format("“{}”不是普通文件（是管道或设备）", source.name_),
                 fmt::format("“{}” is not a regular file but a pipe or a device", source.name_)},
                {"请先把内容存成文件再导入", "save it as a file first"}, where);
  }
  source.size_ = static_cast<std::uint64_t>(status.st_size);
  return source;
}

ByteSource ByteSource::of_bytes(std::string_view bytes, std::string name) {
  ByteSource source;
  source.name_ = std::move(name);
  source.bytes_ = bytes;
  source.size_ = bytes.size();
  return source;
}

ByteSource::ByteSource(ByteSource&& other) noexcept { *this = std::move(other); }

ByteSource& ByteSource::operator=(ByteSource&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(bytes_, other.bytes_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  std::swap(at_, other.at_);
  return *this;
}

ByteSource::~ByteSource() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::size_t> ByteSource::read(char* to, std::size_t size) {
  if (descriptor_ < 0) {
    const std::size_t count = std::min<std::size_t>(size, bytes_.size() - at_);
    if (count > 0) std::memcpy(to, bytes_.data() + at_, count);
    at_ += count;
    return count;
  }
  auto got = read_at(descriptor_, to, size, at_, name_);
  if (!got) return got;
  at_ += *got;
  if (*got < size && at_ < size_) {
    return fail(
        ErrorCode::unreadable_file,
        {fmt::format("“{}”在读取过程中变短了（原有 {} 字节，现在只有 {} 字节）", name_, size_, at_),
         fmt::format("“{}” became shorter while it was read ({} bytes at first, now {})", name_,
                     size_, at_)},
        {"可能有别的程序正在改写它；请等它写完再导入",
         "another program may be rewriting it; import it again when that has finished"},
        {.file = name_, .sheet = {}, .cell = {}});
  }
  return got;
}

Result<std::string> ByteSource::head(std::size_t size) const {
  if (descriptor_ < 0) return std::string(bytes_.substr(0, size));
  std::string text(std::min<std::uint64_t>(size, size_), '\0');
  const auto got = read_at(descriptor_, text.data(), text.size(), 0, name_);
  if (!got) return tl::unexpected(got.error());
  text.resize(*got);
  return text;
}

Result<ByteSource> ByteSource::again() const {
  ByteSource other = of_bytes(bytes_, name_);
  other.size_ = size_;
  if (descriptor_ < 0) return other;
  other.descriptor_ = ::fcntl(descriptor_, F_DUPFD_CLOEXEC, 0);
  if (other.descriptor_ < 0) return cannot_open(errno, name_);
  return other;
}

Result<std::string> ByteSource::whole(std::uint64_t limit) const {
  if (size_ > limit) {
    return fail(ErrorCode::over_limit,
                {fmt::format("“{}”有 {} 字节，超过这种文件的上限 {} 字节", name_, size_, limit),
                 fmt::format("“{}” has {} bytes; the limit for this kind of file is {}", name_,
                             size_, limit)},
                {"请拆分，或另存为 xlsx 或 CSV 再导入", "split it, or save it as xlsx or CSV"},
                {.file = name_, .sheet = {}, .cell = {}});
  }
  return head(static_cast<std::size_t>(size_));
}

}  // namespace duibiao::intake
