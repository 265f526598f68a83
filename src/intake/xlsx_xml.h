#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "intake/zip_package.h"

struct XML_ParserStruct;

namespace duibiao::intake {

/// The attributes of one element, as expat hands them over; valid during the call.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
  /// By name without prefix: «id» finds r:id too. Empty when absent.
  [[nodiscard]] std::string_view get(std::string_view local_name) const;
  /// By the name as written, prefix included.
  [[nodiscard]] std::string_view exact(std::string_view name) const;
  /// XML Schema booleans: «1» and «true».
  [[nodiscard]] bool flag(std::string_view local_name) const;
  /// A whole number; `otherwise` when absent, malformed or beyond 32 bits.
  [[nodiscard]] std::uint32_t number(std::string_view local_name, std::uint32_t otherwise) const;

 private:
  const char* const* pairs_;
};

class XmlPump;

/// Receives the events of a document. Names come without namespace prefix, because some writers
/// use one and some do not.
class XmlSink {
 public:
  virtual ~XmlSink() = default;
  virtual void start(XmlPump& pump, std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(XmlPump& pump, std::string_view name) = 0;
  virtual void text(XmlPump& pump, std::string_view piece) = 0;
};

/// Parses one XML part of a package while it is unpacked, and stops where the sink asks. No
/// document type is accepted, so entities cannot multiply; depth and the length of a tag are
/// bounded.
class XmlPump {
 public:
  XmlPump(ZipEntry entry, XmlSink& sink, std::string file);
  ~XmlPump();
  XmlPump(const XmlPump&) = delete;
  XmlPump& operator=(const XmlPump&) = delete;

  /// Runs until the sink pauses (true) or the document ends (false). Errors: damaged_file,
  /// over_limit, and what the sink rejected.
  [[nodiscard]] Result<bool> run();

  /// For the sink: run() returns true after this event.
  void pause();
  /// For the sink: run() returns this error.
  void reject(Error error);

 private:
  struct Callbacks;
  Result<bool> failed();

  ZipEntry entry_;
  XmlSink& sink_;
  std::string file_;
  XML_ParserStruct* parser_;
  std::optional<Error> error_;
  std::uint64_t fed_ = 0;
  int depth_ = 0;
  bool paused_ = false;
  bool ended_ = false;
};

/// Parses a whole part that is never paused.
[[nodiscard]] Status parse_xml(const ZipPackage& package, const std::string& path, XmlSink& sink);

}  // namespace duibiao::intake
