#include "intake/xlsx_strings.h"

#include <fmt/format.h>

#include <charconv>

#include "intake/table.h"
#include "intake/xlsx_xml.h"
#include "text/utf8.h"

namespace duibiao::intake {
namespace {

/// Puts the runs of each string together and leaves out how they are pronounced (rPh).
class StringsSink final : public XmlSink {
 public:
  explicit StringsSink(SharedStrings& strings) : strings_(strings) {}

  void start(XmlPump&, std::string_view name, const XmlAttributes&) override {
    if (name == "si") text_.clear();
    if (name == "rPh") phonetic_ = true;
    in_text_ = name == "t" && !phonetic_;
  }

  void end(XmlPump& pump, std::string_view name) override {
    in_text_ = false;
    if (name == "rPh") phonetic_ = false;
    if (name != "si") return;
    unescape_xlsx_text(text_);
    strings_.add(text_);
    if (strings_.bytes() > limit::shared_string_bytes) {
      reject(pump, fmt::format("共享文字超过 {} MB", limit::shared_string_bytes >> 20),
             fmt::format("over {} MB of shared strings", limit::shared_string_bytes >> 20));
    }
  }

  void text(XmlPump& pump, std::string_view piece) override {
    if (!in_text_) return;
    text_.append(piece);
    if (text_.size() > limit::cell_bytes) {
      reject(pump, fmt::format("第 {} 条共享文字超过 {} 字节", strings_.size(), limit::cell_bytes),
             fmt::format("shared string {} is over {} bytes", strings_.size(), limit::cell_bytes));
    }
  }

 private:
  static void reject(XmlPump& pump, std::string zh, std::string en) {
    pump.reject({ErrorCode::over_limit,
                 {std::move(zh), std::move(en)},
                 {"请拆成几个文件,或另存为 CSV", "split the file, or save it as CSV"},
                 {}});
  }

  SharedStrings& strings_;
  std::string text_;
  bool phonetic_ = false;
  bool in_text_ = false;
};

}  // namespace

void SharedStrings::add(std::string_view text) {
  text_.append(text);
  ends_.push_back(static_cast<std::uint32_t>(text_.size()));
}

std::string_view SharedStrings::at(std::size_t index) const {
  const std::size_t from = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(text_).substr(from, ends_[index] - from);
}

void unescape_xlsx_text(std::string& text) {
  constexpr std::size_t length = 7;  // _x000D_
  std::size_t at = text.find("_x");
  if (at == std::string::npos) return;
  std::string plain;
  std::size_t copied = 0;
  for (; at != std::string::npos; at = text.find("_x", at + 1)) {
    if (at < copied || at + length > text.size() || text[at + length - 1] != '_') continue;
    unsigned value = 0;
    const char* digits = text.data() + at + 2;
    const auto [end, error] = std::from_chars(digits, digits + 4, value, 16);
    if (error != std::errc() || end != digits + 4) continue;
    plain.append(text, copied, at - copied);
    if (value != 0) text::append_utf8(plain, value);
    copied = at + length;
  }
  plain.append(text, copied);
  text = std::move(plain);
}

Status read_shared_strings(const ZipPackage& package, const std::string& path,
                           SharedStrings& strings) {
  StringsSink sink(strings);
  return parse_xml(package, path, sink);
}

}  // namespace duibiao::intake
