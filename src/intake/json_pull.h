#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "intake/csv_text.h"

namespace duibiao::intake {

/// Reads JSON piece by piece from a file of any size: no tree, numbers with their digits as they
/// stand. RFC 8259; depth, strings and numbers are bounded. Linear. One thread.
class JsonPull {
 public:
  enum class Token : std::uint8_t {
    begin_object,
    end_object,
    begin_array,
    end_array,
    key,
    string,
    number,
    boolean,
    null,
    end,  ///< of the document
  };
  /// `name` is the file in messages.
  JsonPull(std::unique_ptr<CsvText> text, std::string name);

  /// The next token. Errors: damaged_file and over_limit with the line, those of the text.
  [[nodiscard]] Result<Token> next();
  /// Of a key or string without its escapes, of a number as written, of a boolean «true» or
  /// «false». Until the next call.
  [[nodiscard]] std::string_view text() const { return text_; }
  /// Passes over the rest of the value that begins with this token, just read.
  [[nodiscard]] Status skip(Token first);
  [[nodiscard]] std::uint64_t line() const { return line_; }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  enum class Expect : std::uint8_t {
    value,        ///< at the beginning, behind a colon, behind a comma in an array
    first_item,   ///< behind [
    first_key,    ///< behind {
    key,          ///< behind a comma in an object
    after_value,  ///< a comma or the end of what is open
    nothing,      ///< behind the document
  };

  Result<int> peek();  // -1 at the end
  Result<int> peek_solid();
  Result<Token> value(int byte);
  Result<Token> open(Token token);
  Result<Token> close(bool object);
  Result<Token> read_number();
  Result<Token> read_word();
  Status read_string();
  Status read_escape();
  Status read_mark(int byte);
  Status read_code();
  Result<std::uint32_t> read_hex();
  void append(std::uint32_t character);
  Status grow(std::size_t limit);
  [[nodiscard]] tl::unexpected<Error> bad(std::string_view zh, std::string_view en) const;
  [[nodiscard]] tl::unexpected<Error> over(std::string_view zh, std::string_view en) const;

  std::unique_ptr<CsvText> source_;
  std::string name_;
  std::vector<char> buffer_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  bool eof_ = false;
  std::string text_;
  std::vector<bool> open_;  // true for objects
  Expect expect_ = Expect::value;
  std::uint64_t line_ = 1;
};

}  // namespace duibiao::intake
