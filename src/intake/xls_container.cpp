#include "intake/xls_container.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace duibiao::intake {
namespace {

constexpr std::uint32_t last_in_chain = 0xFFFFFFFE;
constexpr std::size_t header_bytes = 512;
constexpr std::size_t listed_in_header = 109;
constexpr std::size_t entry_bytes = 128;
constexpr std::size_t small_sector_bytes = 64;
constexpr std::uint32_t small_below_bytes = 4096;

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint32_t value = 0;
  for (std::size_t index = 0; index < width && at + index < bytes.size(); ++index) {
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + index]))
             << (8 * index);
  }
  return value;
}

struct Entry {
  std::string name;
  std::uint32_t type = 0;
  std::uint32_t start = 0;
  std::uint32_t size = 0;
};

/// The sectors of the file and which follows which.
class Sectors {
 public:
  /// False when the header makes no sense.
  bool open(std::string_view file) {
    file_ = file;
    const std::uint32_t shift = number_at(file, 0x1E, 2);
    if (file.size() < header_bytes || (shift != 9 && shift != 12)) return false;
    sector_ = std::size_t{1} << shift;
    count_ = file.size() / sector_ + 1;
    return read_table();
  }

  /// The bytes of a chain, at most `size`; empty when the chain is broken.
  [[nodiscard]] std::string chain(std::uint32_t start, std::size_t size) const {
    std::string bytes;
    std::size_t steps = 0;
    for (std::uint32_t at = start; at != last_in_chain && bytes.size() < size; at = next_[at]) {
      if (at >= next_.size() || ++steps > count_) return {};
      bytes.append(sector(at));
    }
    bytes.resize(std::min(bytes.size(), size));
    return bytes;
  }

  /// The same in the stream of small sectors.
  [[nodiscard]] std::string small_chain(const Entry& root, const Entry& entry) const {
    const std::string store = chain(root.start, root.size);
    const std::string table = chain(number_at(file_, 0x3C, 4), file_.size());
    std::string bytes;
    std::size_t steps = 0;
    std::uint32_t at = entry.start;
    while (at != last_in_chain && bytes.size() < entry.size) {
      const std::size_t from = std::size_t{at} * small_sector_bytes;
      if (from >= store.size() || std::size_t{at} * 4 + 4 > table.size()) return {};
      if (++steps > table.size() / 4) return {};
      bytes.append(store, from, small_sector_bytes);
      at = number_at(table, std::size_t{at} * 4, 4);
    }
    bytes.resize(std::min<std::size_t>(bytes.size(), entry.size));
    return bytes;
  }

  [[nodiscard]] std::vector<Entry> directory() const {
    const std::string bytes = chain(number_at(file_, 0x30, 4), file_.size());
    std::vector<Entry> entries;
    for (std::size_t at = 0; at + entry_bytes <= bytes.size(); at += entry_bytes) {
      const std::string_view raw = std::string_view(bytes).substr(at, entry_bytes);
      Entry entry;
      // Names that matter are ASCII in UTF-16.
      for (std::size_t index = 0; index < 64 && raw[index] != '\0'; index += 2) {
        entry.name.push_back(raw[index + 1] == '\0' ? raw[index] : '?');
      }
      entry.type = static_cast<unsigned char>(raw[0x42]);
      entry.start = number_at(raw, 0x74, 4);
      entry.size = number_at(raw, 0x78, 4);
      entries.push_back(std::move(entry));
    }
    return entries;
  }

 private:
  [[nodiscard]] std::string_view sector(std::uint32_t index) const {
    const std::size_t from = (std::size_t{index} + 1) * sector_;
    return from < file_.size() ? file_.substr(from, sector_) : std::string_view();
  }

  bool read_table() {
    std::vector<std::uint32_t> places;
    for (std::size_t index = 0; index < listed_in_header; ++index) {
      places.push_back(number_at(file_, 0x4C + index * 4, 4));
    }
    // Files over 7 MB list the rest of the table in sectors of their own.
    std::size_t steps = 0;
    std::uint32_t more = number_at(file_, 0x44, 4);
    while (more < count_ && ++steps <= count_) {
      const std::string_view list = sector(more);
      if (list.size() < sector_) return false;
      for (std::size_t at = 0; at + 8 <= sector_; at += 4) {
        places.push_back(number_at(list, at, 4));
      }
      more = number_at(list, sector_ - 4, 4);
    }
    for (const std::uint32_t place : places) {
      if (place >= count_ || next_.size() >= count_) continue;
      const std::string_view table = sector(place);
      for (std::size_t at = 0; at + 4 <= table.size(); at += 4) {
        next_.push_back(number_at(table, at, 4));
      }
    }
    return !next_.empty();
  }

  std::string_view file_;
  std::size_t sector_ = 512;
  std::size_t count_ = 0;
  std::vector<std::uint32_t> next_;
};

tl::unexpected<Error> damaged(const std::string& name) {
  return fail(ErrorCode::damaged_file,
              {fmt::format("“{}”的内部结构(OLE)不完整或已损坏", name),
               fmt::format("the inner structure (OLE) of “{}” is incomplete or damaged", name)},
              {"文件可能没有下载或复制完整;请重新获取,或用 Excel/WPS 打开后另存为 xlsx",
               "the download or copy may be incomplete; fetch it again, or open it in Excel or "
               "LibreOffice and save it as xlsx"},
              {.file = name, .sheet = {}, .cell = {}});
}

tl::unexpected<Error> not_a_workbook(const std::vector<Entry>& entries, const std::string& name) {
  const auto has = [&](const char* stream) {
    return std::any_of(entries.begin(), entries.end(),
                       [&](const Entry& entry) { return entry.name == stream; });
  };
  const Position where{.file = name, .sheet = {}, .cell = {}};
  if (has("EncryptedPackage")) {
    return fail(ErrorCode::unknown_format,
                {fmt::format("“{}”是加了密码的工作簿", name),
                 fmt::format("“{}” is a workbook protected by a password", name)},
                {"请用 Excel/WPS 打开,去掉密码后另存,再导入",
                 "open it in Excel or LibreOffice, remove the password, save and import that"},
                where);
  }
  const Message what = has("WordDocument") ? Message{"Word 文档", "a Word document"}
                       : has("PowerPoint Document")
                           ? Message{"演示文稿", "a slide show"}
                           : Message{"不含工作簿的 OLE 文件", "an OLE file without a workbook"};
  return fail(ErrorCode::unknown_format,
              {fmt::format("“{}”是{},不是可以读取的表格", name, what.zh),
               fmt::format("“{}” is {}, not a table that can be read", name, what.en)},
              {"请把其中的表格另存为 xlsx 再导入", "save the table in it as xlsx and import that"},
              where);
}

}  // namespace

Result<std::string> xls_workbook_stream(std::string_view file, const std::string& name) {
  Sectors sectors;
  if (!sectors.open(file)) return damaged(name);
  const std::vector<Entry> entries = sectors.directory();
  if (entries.empty() || entries.front().type != 5) return damaged(name);
  constexpr std::uint32_t stream_type = 2;
  const Entry* found = nullptr;
  for (const Entry& entry : entries) {
    const bool workbook = entry.name == "Workbook" || entry.name == "WORKBOOK";
    const bool old = entry.name == "Book" && found == nullptr;
    if (entry.type == stream_type && (workbook || old)) found = &entry;
  }
  if (found == nullptr) return not_a_workbook(entries, name);
  std::string stream = found->size < small_below_bytes
                           ? sectors.small_chain(entries.front(), *found)
                           : sectors.chain(found->start, found->size);
  // A last sector that was not written whole is common and harmless; a missing one is not.
  if (stream.size() < found->size) return damaged(name);
  return stream;
}

}  // namespace duibiao::intake
