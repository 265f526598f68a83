#include "server/net/chunks.h"

#include <algorithm>

namespace duibiao::server {
namespace {

/// Extensions and trailers mean nothing to us; who sends much of them means no good.
constexpr std::size_t line_max = 1024;
constexpr std::size_t trailers_max = 8 * 1024;
constexpr std::size_t size_digits_max = 15;

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::size_t ChunkReader::put(std::string_view bytes, std::string& body) {
  std::size_t at = 0;
  while (at < bytes.size() && state_ == State::more) {
    if (part_ == Part::data) {
      at += take_data(bytes.substr(at), body);
      continue;
    }
    const char c = bytes[at++];
    switch (part_) {
      case Part::size:
      case Part::extension:
        take_size(c);
        break;
      case Part::size_end:
        take_line_end(c, Part::data);
        if (state_ == State::more) end_of_size();
        break;
      case Part::data_end:
        take_line_end(c, Part::size);
        break;
      case Part::data:
      case Part::trailer:
        take_trailer(c);
        break;
    }
  }
  return at;
}

std::size_t ChunkReader::take_data(std::string_view bytes, std::string& body) {
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  body.append(bytes.substr(0, count));
  left_ -= count;
  if (left_ == 0) part_ = Part::data_end;
  return count;
}

void ChunkReader::take_size(char c) {
  if (++line_ > line_max) {
    state_ = State::damaged;
    return;
  }
  const int digit = part_ == Part::size ? digit_of(c) : -1;
  if (digit >= 0 && line_ <= size_digits_max) {
    left_ = left_ * 16 + static_cast<std::uint64_t>(digit);
  } else if (line_ == 1 || digit >= 0) {
    state_ = State::damaged;  // no digit at all, or too many
  } else if (c == '\r') {
    part_ = Part::size_end;
  } else if (c == '\n' || (part_ == Part::size && c != ';' && c != ' ' && c != '\t')) {
    state_ = State::damaged;
  } else {
    part_ = Part::extension;
  }
}

/// The LF of a size line, or the CR LF behind a chunk's data.
void ChunkReader::take_line_end(char c, Part next) {
  if (part_ == Part::data_end && !return_seen_) {
    return_seen_ = c == '\r';
    if (!return_seen_) state_ = State::damaged;
    return;
  }
  if (c != '\n') {
    state_ = State::damaged;
    return;
  }
  return_seen_ = false;
  line_ = 0;
  part_ = next;
}

void ChunkReader::end_of_size() {
  if (left_ == 0) {
    part_ = Part::trailer;
    return;
  }
  if (left_ > most_ - kept_) {
    state_ = State::too_large;
    return;
  }
  kept_ += static_cast<std::size_t>(left_);
}

void ChunkReader::take_trailer(char c) {
  if (++line_ > trailers_max || (return_seen_ && c != '\n') || (!return_seen_ && c == '\n')) {
    state_ = State::damaged;
    return;
  }
  if (c == '\r') {
    return_seen_ = true;
  } else if (c == '\n') {
    if (empty_line_) state_ = State::done;
    return_seen_ = false;
    empty_line_ = true;
  } else {
    empty_line_ = false;
  }
}

}  // namespace duibiao::server
