#include "app/output_file.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "intake/table.h"

namespace duibiao::app {
namespace {

namespace fs = std::filesystem;

/// Files are replaced; pipes and devices can only be written to.
bool replaceable(const std::string& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  return !fs::exists(status) || fs::is_regular_file(status);
}

}  // namespace

OutputFile::OutputFile(std::string path)
    : path_(std::move(path)),
      scratch_(replaceable(path_) ? path_ + ".part-" + std::to_string(getpid()) : path_) {}

OutputFile::~OutputFile() {
  if (file_ != nullptr) std::fclose(file_);
  if (scratch_ != path_) std::remove(scratch_.c_str());
}

void OutputFile::write(std::string_view bytes) {
  if (file_ == nullptr && whole_) file_ = std::fopen(scratch_.c_str(), "wb");
  whole_ = whole_ && file_ != nullptr &&
           std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size();
}

bool OutputFile::finish() {
  if (file_ == nullptr) return false;
  const bool closed = std::fclose(file_) == 0;
  file_ = nullptr;
  return whole_ && closed && move_into_place();
}

bool OutputFile::move_into_place() const {
  return scratch_ == path_ || std::rename(scratch_.c_str(), path_.c_str()) == 0;
}

bool reads_back(const std::string& workbook) {
  const auto table = intake::open_table(workbook);
  if (!table) return false;
  intake::SheetInfo sheet;
  intake::Row row;
  while (true) {
    const auto next = (*table)->next_sheet(sheet);
    if (!next) return false;
    if (!*next) return true;
    while (true) {
      const auto more = (*table)->next_row(row);
      if (!more) return false;
      if (!*more) break;
    }
  }
}

}  // namespace duibiao::app
