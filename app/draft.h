#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/context.h"
#include "bulletin/read/read.h"
#include "document/open.h"

namespace CLI {
class App;
}

namespace duibiao::app {

/// What `check` and `read` ask alike about the drafts they are given.
struct DraftOptions {
  std::vector<std::string> files;  ///< «-»: standard input
  std::string place;
  std::string period;
  std::string written;
  std::string encoding;
  std::string format;
  std::string lexicon;
};
void add_draft_options(CLI::App& command, DraftOptions& options, const Context& context);

/// Everything a draft is read with: names, figures and words of one store.
struct Desk {
  std::unique_ptr<workspace::Workspace> space;  ///< null without a store
  std::shared_ptr<const Vocabulary> words;
  std::shared_ptr<const cube::Cube> cube;  ///< null without a store
  bulletin::Reader reader;
  bulletin::ReadingContext context;
};
enum class Figures : std::uint8_t {
  wanted,    ///< the store's figures, if there is a store; says so when there is
             ///< none
  unwanted,  ///< names and words only
};
/// A store that does not exist is no error: then the built-in names and words
/// are used.
[[nodiscard]] Result<Desk> open_desk(const Context& context, const DraftOptions& options,
                                     Figures figures);

/// A draft with the bytes it was read from, which comments in a .docx need.
struct OpenedDraft {
  std::string bytes;
  text::Document document;
  std::optional<Message> remark{};  ///< on the bytes: some belong to no character
};
[[nodiscard]] Result<OpenedDraft> open_draft(const std::string& path, const DraftOptions& options);

/// Nothing is written over a draft, the words or the store, under whatever name. Errors:
/// bad_argument, naming the file.
[[nodiscard]] Status spare_inputs(std::span<const std::string> outputs, const DraftOptions& options,
                                  const Context& context);

/// Two results never go to one place; «-» is standard output, an empty name none. Errors:
/// bad_argument.
[[nodiscard]] Status apart(std::span<const std::string> outputs);

/// Writes what was asked for besides the answer to a file of its own («-»: standard output) and
/// says so; gives the exit code.
[[nodiscard]] int write_aside(Context context, const std::string& path, std::string_view text);

/// A small text file that the user named: words, names. Errors:
/// unreadable_file, over_limit.
[[nodiscard]] Result<std::string> read_small_file(const std::string& path);

}  // namespace duibiao::app
