#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace duibiao::server {

/// Takes a chunked body apart (RFC 9112, 7.1) as it arrives, keeping nothing but the content.
/// Trailers are read over. Linear, whatever the pieces.
class ChunkReader {
 public:
  enum class State : std::uint8_t { more, done, damaged, too_large };

  /// `most` bytes of content are taken, over all chunks.
  explicit ChunkReader(std::size_t most) : most_(most) {}

  /// Appends content to `body`; gives how many bytes were used. All of them, until it is done.
  std::size_t put(std::string_view bytes, std::string& body);
  [[nodiscard]] State state() const { return state_; }

 private:
  enum class Part : std::uint8_t { size, extension, size_end, data, data_end, trailer };

  std::size_t take_data(std::string_view bytes, std::string& body);
  void take_size(char c);
  void take_trailer(char c);
  void take_line_end(char c, Part next);
  void end_of_size();

  std::size_t most_;
  std::uint64_t left_ = 0;    ///< of the chunk
  std::size_t line_ = 0;      ///< bytes of the line so far; of all trailers in their part
  std::size_t kept_ = 0;      ///< content so far
  bool return_seen_ = false;  ///< a CR, so that only LF may follow
  bool empty_line_ = true;
  Part part_ = Part::size;
  State state_ = State::more;
};

}  // namespace duibiao::server
