#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace duibiao::intake {

/// Remembers what each distinct text means, so that a name on millions of rows is looked up once.
/// The text of the row before is tried first. References stay valid. One thread.
template <class Value>
class Memo {
 public:
  /// What is remembered for the text, made by `make(text)` the first time.
  template <class Make>
  Value& get(std::string_view text, Make make) {
    if (last_ != nullptr && last_->text == text) return last_->value;
    if (entries_.size() * 2 >= slots_.size()) grow();
    const std::uint64_t hash = hash_of(text);
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at] != nullptr) {
      if (slots_[at]->hash == hash && slots_[at]->text == text) {
        last_ = slots_[at];
        return last_->value;
      }
      at = (at + 1) & (slots_.size() - 1);
    }
    entries_.push_back(std::make_unique<Entry>(Entry{hash, std::string(text), make(text)}));
    slots_[at] = entries_.back().get();
    last_ = slots_[at];
    return last_->value;
  }

 private:
  struct Entry {
    std::uint64_t hash;
    std::string text;
    Value value;
  };

  static std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = text.size() * 0x9E3779B97F4A7C15ULL;
    while (text.size() >= 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data(), 8);
      hash = (hash ^ word) * 0xD6E8FEB86659FD93ULL;
      hash ^= hash >> 32U;
      text.remove_prefix(8);
    }
    std::uint64_t tail = 0;
    if (!text.empty()) std::memcpy(&tail, text.data(), text.size());
    hash = (hash ^ tail) * 0xD6E8FEB86659FD93ULL;
    return hash ^ (hash >> 32U);
  }

  void grow() {
    slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, nullptr);
    for (const auto& entry : entries_) {
      std::size_t at = entry->hash & (slots_.size() - 1);
      while (slots_[at] != nullptr) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = entry.get();
    }
  }

  std::vector<std::unique_ptr<Entry>> entries_;
  std::vector<Entry*> slots_;
  Entry* last_ = nullptr;
};

}  // namespace duibiao::intake
