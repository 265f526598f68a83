#pragma once

#include <cstdint>
#include <functional>
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
  /// Calls `take(space, local name, value)` for each, as written; `space` is empty without one and
  /// where namespaces are not resolved.
  template <class Take>
  void each(Take take) const {
    for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
      const std::string_view name(*pair);
      const std::size_t border = name.rfind(space_border);
      const bool spaced = border != std::string_view::npos;
      take(spaced ? name.substr(0, border) : std::string_view(),
           spaced ? name.substr(border + 1) : name, std::string_view(pair[1]));
    }
  }
  /// Between the namespace and the local name; no name can hold it.
  static constexpr char space_border = '\n';

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

/// Where the bytes of a document come from, and how it is called in messages.
struct XmlInput {
  /// Fills the buffer with up to so many bytes; 0 at the end.
  std::function<Result<std::size_t>(char*, std::size_t)> read;
  std::string part;  ///< in a package; the file itself otherwise
  std::string file;
  bool namespaces = false;  ///< resolve prefixes: see XmlPump::space and XmlAttributes::each
  Message advice;           ///< what to do when it is damaged
};

/// Parses one XML document while it is read or unpacked, and stops where the sink asks. No
/// document type is accepted, so entities cannot multiply; depth and the length of a tag are
/// bounded.
class XmlPump {
 public:
  XmlPump(ZipEntry entry, XmlSink& sink, std::string file);
  XmlPump(XmlInput input, XmlSink& sink);
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
  /// For the sink: the namespace of the element that starts; empty when there is none.
  [[nodiscard]] std::string_view space() const { return space_; }
  /// For the sink: where the event stands, from 1.
  [[nodiscard]] std::uint64_t line() const;
  [[nodiscard]] std::uint64_t column() const;

 private:
  struct Callbacks;
  Result<bool> failed();

  XmlInput input_;
  XmlSink& sink_;
  std::string_view space_;
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
