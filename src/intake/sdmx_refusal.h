#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace duibiao::intake {

/// What an XML document is, by the namespace and the name of its root.
enum class SdmxXmlKind : std::uint8_t {
  generic,   ///< data with the component in every value
  specific,  ///< data with components as attributes
  error,     ///< a service's answer that something is wrong
  refused,   ///< anything else
};
struct SdmxXmlRoot {
  SdmxXmlKind kind = SdmxXmlKind::refused;
  bool sdmx = false;  ///< its namespace is one of SDMX
  Message what;       ///< for `refused`: «SDMX 结构文件(代码表等)», «an SDMX structure message»
  Message advice;
};
[[nodiscard]] SdmxXmlRoot look_at_sdmx_root(std::string_view space, std::string_view name);

/// unknown_format for a file that is something else than data.
[[nodiscard]] Error sdmx_refused(const std::string& file, const Message& what,
                                 const Message& advice);

/// What a service says in an error message or in a footer.
struct SdmxNotice {
  std::string code;      ///< «100», «413»
  std::string severity;  ///< Error, Warning, Infomation … as written
  std::string text;
  [[nodiscard]] bool is_error() const { return severity == "Error"; }
};
/// «发布方附注(413)：…» / «the publisher's note (413): …»
[[nodiscard]] Message describe(const SdmxNotice& notice);
/// unknown_format for an SDMX error message, with what can be done about its code.
[[nodiscard]] Error sdmx_error_message(const std::string& file, const SdmxNotice& notice);
/// empty_input for a message without observations; with the publisher's note when there is one.
[[nodiscard]] Error sdmx_without_data(const std::string& file, const SdmxNotice* notice);

}  // namespace duibiao::intake
