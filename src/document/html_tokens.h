#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace duibiao::document {

/// One step through a web page's text.
struct HtmlToken {
  enum class Kind : std::uint8_t { text, open, close, end };
  Kind kind = Kind::end;
  std::string name;             ///< of a tag, in lower case
  std::string_view attributes;  ///< of an opening tag, as written
  std::string_view text;        ///< as written, character references included
};

/// Cuts a page into tags and text as browsers do, whatever is wrong with it: comments, declarations
/// and processing instructions are passed over, what cannot be a tag is text, and the content of
/// script, style and their like is passed over with them. Linear in the page, one thread.
class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view page) : page_(page) {}
  /// The next token; `end` for ever after the last.
  [[nodiscard]] HtmlToken next();

 private:
  [[nodiscard]] HtmlToken tag(bool closing);
  void skip_raw(std::string_view name);
  void skip_markup();
  [[nodiscard]] bool begins_markup(std::size_t at) const;

  std::string_view page_;
  std::size_t at_ = 0;
};

/// The value of an attribute, without its quotes; empty when absent or empty.
[[nodiscard]] std::string_view attribute(std::string_view attributes, std::string_view name);
[[nodiscard]] bool has_attribute(std::string_view attributes, std::string_view name);

/// Appends text with its character references (&nbsp; &#8240; &#x2030;) resolved; what is none
/// stays as it is.
void append_resolved(std::string& out, std::string_view text);

/// The character of a named reference («mdash», without & and ;); 0 when it is not known. HTML 4's
/// names and the commoner ones of HTML 5.
[[nodiscard]] char32_t named_character(std::string_view name);

}  // namespace duibiao::document
