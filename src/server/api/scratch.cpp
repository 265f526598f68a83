#include "server/api/scratch.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "render/table.h"
#include "text/utf8.h"

namespace duibiao::server {
namespace {

constexpr std::size_t longest_file_name = 200;

tl::unexpected<Error> no_scratch() {
  return fail(ErrorCode::io_failed, {"服务器无法写临时文件", "the server cannot write a file"},
              {"请管理员检查磁盘空间和临时文件夹的权限。",
               "Ask the administrator to check the disk and the folder for temporary files."});
}

}  // namespace

Result<ScratchFile> ScratchFile::make(const std::string& parent) {
  std::string folder = parent + "/duibiao-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) return no_scratch();
  return ScratchFile(std::move(folder));
}

ScratchFile::ScratchFile(ScratchFile&& other) noexcept
    : folder_(std::exchange(other.folder_, std::string())) {}

ScratchFile::~ScratchFile() {
  if (folder_.empty()) return;
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Status ScratchFile::write(std::string_view bytes) const {
  std::ofstream file(path(), std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return no_scratch();
  return {};
}

Result<std::string> ScratchFile::read() const {
  std::ifstream file(path(), std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad() || bytes.empty()) return no_scratch();
  return bytes;
}

std::string safe_file_name(std::string_view name) {
  const std::size_t folder = name.find_last_of("/\\");
  if (folder != std::string_view::npos) name.remove_prefix(folder + 1);
  std::string out = render::printable(name);
  if (out.size() > longest_file_name) {
    // The end tells the kind and often the month; it is the beginning that is cut.
    std::size_t from = out.size() - longest_file_name;
    while (from < out.size() && (static_cast<unsigned char>(out[from]) & 0xC0U) == 0x80U) ++from;
    out.erase(0, from);
  }
  if (out.empty() || out == "." || out == "..") return "upload";
  return out;
}

}  // namespace duibiao::server
