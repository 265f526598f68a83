#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace duibiao::document {

/// Office documents nest some thirty deep.
inline constexpr int deepest_xml = 256;

/// The vocabulary an element belongs to, in its transitional and its strict form.
enum class XmlSpace : std::uint8_t { other, word, math, compatibility };

/// Where an event stands in its part.
struct XmlPlace {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// The attributes of one element, by local name; valid during the call.
class XmlPairs {
 public:
  explicit XmlPairs(const char* const* pairs) : pairs_(pairs) {}
  [[nodiscard]] std::string_view get(std::string_view local_name) const;
  [[nodiscard]] bool has(std::string_view local_name) const;
  /// A whole number; `otherwise` when absent, malformed or beyond 32 bits.
  [[nodiscard]] std::uint32_t number(std::string_view local_name, std::uint32_t otherwise) const;
  /// A switch of WordprocessingML: on unless its value says 0, false or off.
  [[nodiscard]] bool on() const;

 private:
  const char* const* pairs_;
};

/// Receives the events of one part.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(XmlSpace space, std::string_view name, const XmlPairs& pairs,
                     XmlPlace place) = 0;
  virtual void end(XmlSpace space, std::string_view name, XmlPlace place) = 0;
  virtual void text(std::string_view piece, XmlPlace place) = 0;
};

/// Parses a part that is in memory, with namespaces and the places of events. No document type is
/// accepted, so entities cannot multiply. Places count bytes of the part when it is UTF-8. Errors:
/// damaged_file, over_limit, with `file` and `part`.
[[nodiscard]] Status parse_part(std::string_view xml, XmlHandler& handler, std::string_view file,
                                std::string_view part);

}  // namespace duibiao::document
