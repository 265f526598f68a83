#include "intake/csv_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "text/encoding.h"
#include "text/utf8.h"

namespace duibiao::intake {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t chunk_bytes = 128 << 10;

tl::unexpected<Error> not_encoded(const std::string& file, const std::string& encoding) {
  return fail(
      ErrorCode::bad_encoding,
      {fmt::format("这里有不属于 {} 编码的字节", encoding),
       fmt::format("bytes that are not {} stand here", encoding)},
      {"文件可能由两种编码拼成，或编码认错；请用 --encoding 指明（如 GB18030），或另存为 UTF-8",
       "it may mix two encodings, or the guess is wrong; name one with --encoding (such as "
       "GB18030), or save it as UTF-8"},
      {.file = file, .sheet = {}, .cell = {}});
}

class Utf8Text final : public CsvText {
 public:
  explicit Utf8Text(ByteSource source) : source_(std::move(source)) {}

  Result<std::size_t> read(char* to, std::size_t size) override {
    while (!broken_) {
      std::copy_n(held_, held_size_, to);
      auto got = source_.read(to + held_size_, size - held_size_);
      if (!got) return got;
      std::size_t count = held_size_ + *got;
      held_size_ = 0;
      if (!std::exchange(begun_, true) &&
          std::string_view(to, count).starts_with(byte_order_mark)) {
        count -= byte_order_mark.size();
        std::memmove(to, to + byte_order_mark.size(), count);
        if (count == 0) continue;
      }
      // A character cut by the block's end waits for the next block; cut by the file's end it is
      // damage.
      const std::size_t tail = *got == 0 ? 0 : text::unfinished_tail({to, count});
      const auto bad = text::first_ill_formed({to, count - tail});
      broken_ = bad.has_value();
      const std::size_t good = bad.value_or(count - tail);
      if (!broken_) std::copy_n(to + good, held_size_ = tail, held_);
      if (good > 0 || *got == 0) {
        if (good == 0 && broken_) break;
        return good;
      }
    }
    return not_encoded(source_.name(), "UTF-8");
  }

 private:
  ByteSource source_;
  char held_[4] = {};
  std::size_t held_size_ = 0;
  bool begun_ = false;
  bool broken_ = false;
};

class DecodedText final : public CsvText {
 public:
  DecodedText(ByteSource source, text::TextDecoder decoder, std::string encoding)
      : source_(std::move(source)),
        decoder_(std::move(decoder)),
        encoding_(std::move(encoding)),
        chunk_(chunk_bytes) {}

  Result<std::size_t> read(char* to, std::size_t size) override {
    while (given_ == plain_.size()) {
      if (broken_) return not_encoded(source_.name(), encoding_);
      if (ended_) return std::size_t{0};
      const auto got = source_.read(chunk_.data(), chunk_.size());
      if (!got) return got;
      plain_.clear();
      given_ = 0;
      ended_ = *got == 0;
      const Status status =
          ended_ ? decoder_.finish(plain_) : decoder_.feed({chunk_.data(), *got}, plain_);
      broken_ = !status.has_value();
    }
    std::size_t count = std::min(size, plain_.size() - given_);
    std::memcpy(to, plain_.data() + given_, count);
    given_ += count;
    return count;
  }

 private:
  ByteSource source_;
  text::TextDecoder decoder_;
  std::string encoding_;
  std::vector<char> chunk_;
  std::string plain_;
  std::size_t given_ = 0;
  bool ended_ = false;
  bool broken_ = false;
};

}  // namespace

Result<std::unique_ptr<CsvText>> open_csv_text(ByteSource source, const std::string& encoding) {
  if (encoding == "UTF-8" || encoding == "utf-8" || encoding == "utf8" || encoding == "UTF8") {
    return std::make_unique<Utf8Text>(std::move(source));
  }
  auto decoder = text::TextDecoder::open(encoding);
  if (!decoder) return tl::unexpected(decoder.error());
  return std::make_unique<DecodedText>(std::move(source), std::move(*decoder), encoding);
}

}  // namespace duibiao::intake
