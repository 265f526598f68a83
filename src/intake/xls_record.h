#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duibiao::intake {

/// One record of a BIFF stream with the CONTINUE records that belong to it ([MS-XLS] 2.1.4), read
/// like one piece of bytes. Reading beyond the end gives zeros and makes ok() false.
class XlsRecord {
 public:
  [[nodiscard]] std::uint16_t id() const { return id_; }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::uint8_t u8();
  [[nodiscard]] std::uint16_t u16();
  [[nodiscard]] std::uint32_t u32();
  [[nodiscard]] std::uint64_t u64();
  void skip(std::uint64_t count);
  /// Bytes left in the whole record.
  [[nodiscard]] std::size_t left() const;
  /// `count` bytes as they are.
  [[nodiscard]] std::string bytes(std::size_t count);
  /// A BIFF8 string of `characters` UTF-16 units as UTF-8: a flag byte, then 8- or 16-bit units;
  /// after each break between records the flag byte comes again ([MS-XLS] 2.5.293). Formatting
  /// runs and phonetic data behind it are skipped when `rich`.
  [[nodiscard]] std::string unicode(std::size_t characters, bool rich);

 private:
  friend class XlsRecords;
  bool next_part();

  std::uint16_t id_ = 0;
  bool ok_ = true;
  std::vector<std::string_view> parts_;
  std::size_t part_ = 0;
  std::size_t at_ = 0;
};

/// Walks a stream record by record from an offset.
class XlsRecords {
 public:
  XlsRecords(std::string_view stream, std::size_t offset) : stream_(stream), at_(offset) {}
  /// False at the end of the stream, or where a record does not fit into it; see cut().
  [[nodiscard]] bool next(XlsRecord& record);
  /// The stream ended inside a record.
  [[nodiscard]] bool cut() const { return cut_; }

 private:
  bool piece(std::uint16_t& id, std::string_view& body);

  std::string_view stream_;
  std::size_t at_;
  bool cut_ = false;
};

}  // namespace duibiao::intake
