#include "intake/xls_record.h"

#include <algorithm>

#include "text/utf8.h"

namespace duibiao::intake {
namespace {

constexpr std::uint16_t continue_id = 0x003C;
constexpr std::uint8_t wide_units = 0x01;
constexpr std::uint8_t has_phonetic = 0x04;
constexpr std::uint8_t has_runs = 0x08;

/// Puts UTF-16 units together; a lone surrogate becomes the replacement character.
class Utf16Collector {
 public:
  void add(std::uint16_t unit) {
    const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (high_ != 0) {
      const char32_t pair = 0x10000U + ((high_ - 0xD800U) << 10U) + (unit - 0xDC00U);
      text::append_utf8(text_, low ? pair : text::replacement);
      high_ = 0;
      if (low) return;
    }
    if (unit >= 0xD800 && unit <= 0xDBFF) {
      high_ = unit;
    } else if (unit != 0) {
      text::append_utf8(text_, low ? text::replacement : unit);
    }
  }
  std::string take() {
    if (high_ != 0) text::append_utf8(text_, text::replacement);
    return std::move(text_);
  }

 private:
  std::string text_;
  std::uint32_t high_ = 0;
};

}  // namespace

bool XlsRecord::next_part() {
  if (part_ + 1 >= parts_.size()) return false;
  ++part_;
  at_ = 0;
  return true;
}

std::uint8_t XlsRecord::u8() {
  while (part_ < parts_.size() && at_ >= parts_[part_].size()) {
    if (!next_part()) break;
  }
  if (part_ >= parts_.size() || at_ >= parts_[part_].size()) {
    ok_ = false;
    return 0;
  }
  return static_cast<std::uint8_t>(parts_[part_][at_++]);
}

std::uint16_t XlsRecord::u16() {
  const std::uint16_t low = u8();
  return static_cast<std::uint16_t>(low | (u8() << 8U));
}

std::uint32_t XlsRecord::u32() {
  const std::uint32_t low = u16();
  return low | (static_cast<std::uint32_t>(u16()) << 16U);
}

std::uint64_t XlsRecord::u64() {
  const std::uint64_t low = u32();
  return low | (static_cast<std::uint64_t>(u32()) << 32U);
}

std::size_t XlsRecord::left() const {
  std::size_t count = 0;
  for (std::size_t part = part_; part < parts_.size(); ++part) count += parts_[part].size();
  return count - std::min(count, at_);
}

void XlsRecord::skip(std::uint64_t count) {
  while (count > 0) {
    const std::size_t here = part_ < parts_.size() ? parts_[part_].size() - at_ : 0;
    const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(count, here));
    at_ += step;
    count -= step;
    if (count > 0 && !next_part()) {
      ok_ = false;
      return;
    }
  }
}

std::string XlsRecord::bytes(std::size_t count) {
  std::string result;
  if (count > left()) {
    ok_ = false;
    return result;
  }
  while (result.size() < count) result.push_back(static_cast<char>(u8()));
  return result;
}

std::string XlsRecord::unicode(std::size_t characters, bool rich) {
  std::uint8_t flags = u8();
  const std::uint32_t runs = rich && (flags & has_runs) != 0 ? u16() : 0;
  const std::uint64_t phonetic = rich && (flags & has_phonetic) != 0 ? u32() : 0;
  Utf16Collector text;
  for (std::size_t index = 0; index < characters && ok_; ++index) {
    if (at_ >= parts_[part_].size()) {
      if (!next_part()) {
        ok_ = false;
        break;
      }
      flags = u8();
    }
    text.add((flags & wide_units) != 0 ? u16() : u8());
  }
  skip(std::uint64_t{runs} * 4 + phonetic);
  return text.take();
}

bool XlsRecords::piece(std::uint16_t& id, std::string_view& body) {
  if (at_ >= stream_.size()) return false;
  const auto byte = [&](std::size_t index) {
    return static_cast<unsigned>(static_cast<unsigned char>(stream_[index]));
  };
  if (at_ + 4 > stream_.size()) {
    cut_ = true;
    return false;
  }
  id = static_cast<std::uint16_t>(byte(at_) | (byte(at_ + 1) << 8U));
  const std::size_t size = byte(at_ + 2) | (byte(at_ + 3) << 8U);
  if (at_ + 4 + size > stream_.size()) {
    cut_ = true;
    return false;
  }
  body = stream_.substr(at_ + 4, size);
  at_ += 4 + size;
  return true;
}

bool XlsRecords::next(XlsRecord& record) {
  record.parts_.clear();
  record.part_ = record.at_ = 0;
  record.ok_ = true;
  std::string_view body;
  if (!piece(record.id_, body)) return false;
  record.parts_.push_back(body);
  for (;;) {
    const std::size_t before = at_;
    std::uint16_t id = 0;
    if (!piece(id, body)) break;
    if (id != continue_id) {
      at_ = before;
      break;
    }
    record.parts_.push_back(body);
  }
  return true;
}

}  // namespace duibiao::intake
