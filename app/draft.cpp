#include "app/draft.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

#include "app/pdf_text.h"
#include "app/query.h"
#include "text/utf8.h"
#include "workspace/reader.h"

namespace duibiao::app {
namespace {

/// A file of words or names is text of a few hundred lines; anything larger is
/// a mistake.
constexpr std::size_t small_file_bytes = 16U << 20U;

/// Reads at most `most` + 1 bytes, so that the caller sees when there were
/// more.
Result<std::string> read_bytes(const std::string& path, std::size_t most) {
  const bool standard_input = path == "-";
  std::error_code ignored;
  const bool folder = !standard_input && std::filesystem::is_directory(path, ignored);
  if (folder) {
    return fail(ErrorCode::unreadable_file,
                {fmt::format("{} 是文件夹，不是文件", path),
                 fmt::format("{} is a folder, not a file", path)},
                {"请写出其中的文件，如 文件夹/*.docx", "Name the files in it, e.g. folder/*.docx"},
                {.file = path});
  }
  std::FILE* file = standard_input ? stdin : std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    return fail(ErrorCode::unreadable_file,
                {fmt::format("无法读取 {}", path), fmt::format("cannot read {}", path)},
                {"请检查文件名和权限。", "Check the name and the permissions of the file."},
                {.file = path});
  }
  std::string bytes;
  constexpr std::size_t piece = 1U << 20U;
  std::size_t got = 1;
  while (got != 0 && bytes.size() <= most) {
    const std::size_t before = bytes.size();
    bytes.resize(before + piece);
    got = std::fread(bytes.data() + before, 1, piece, file);
    bytes.resize(before + got);
  }
  const bool failed = std::ferror(file) != 0;
  if (!standard_input) std::fclose(file);
  if (failed) {
    return fail(ErrorCode::unreadable_file,
                {fmt::format("读取 {} 时出错", path), fmt::format("{} cannot be read", path)}, {},
                {.file = path});
  }
  return bytes;
}

Result<bulletin::ReadingContext> reading_context(const DraftOptions& options,
                                                 const Vocabulary& words) {
  bulletin::ReadingContext out;
  if (!options.place.empty()) {
    const auto home = words.places.resolve(options.place);
    if (!home) return tl::unexpected(home.error());
    out.home = *home;
  }
  if (!options.period.empty()) {
    const auto period = period_named(options.period);
    if (!period) return tl::unexpected(period.error());
    out.period = *period;
  }
  if (!options.written.empty()) {
    auto written = Date::parse(options.written);
    if (!written) {
      written.error().code = ErrorCode::bad_argument;
      return tl::unexpected(written.error());
    }
    out.written = *written;
  }
  return out;
}

struct Names {
  std::unique_ptr<workspace::Workspace> space;
  std::shared_ptr<const Vocabulary> words;
  std::shared_ptr<const cube::Cube> cube;
};

Result<Names> open_names(const Context& context, Figures figures) {
  Names out;
  std::error_code ignored;
  const bool there = std::filesystem::exists(context.store_path, ignored);
  // A store named on the line must be there: a slip in its name would pass every figure.
  const bool named = context.store_path != context.usual_store_path;
  if (figures == Figures::wanted && (there || named)) {
    auto opened = open_for_reading(context);
    if (!opened) return tl::unexpected(opened.error());
    out.words = opened->space->shared_vocabulary();
    out.space = std::move(opened->space);
    out.cube = std::move(opened->cube);
    return out;
  }
  if (figures == Figures::wanted) {
    remark(context, {fmt::format("没有找到库 {}，只核对文内数字之间的关系", context.store_path),
                     fmt::format("there is no store at {}; only the text itself is checked",
                                 context.store_path)});
  }
  auto words = workspace::vocabulary_of(context.store_path);
  if (!words) return tl::unexpected(words.error());
  out.words = std::move(*words);
  return out;
}

/// Whether two names lead to one file; never for «-».
bool same_file(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty() || a == "-" || b == "-") return false;
  std::error_code ignored;
  return a == b || std::filesystem::equivalent(a, b, ignored);
}

}  // namespace

Status spare_inputs(std::span<const std::string> outputs, const DraftOptions& options,
                    const Context& context) {
  std::vector<std::string> inputs = options.files;
  inputs.push_back(options.lexicon);
  inputs.push_back(context.store_path);
  for (const std::string& output : outputs) {
    for (const std::string& input : inputs) {
      if (!same_file(output, input)) continue;
      return fail(ErrorCode::bad_argument,
                  {fmt::format("不能写到 {}：它正是要读的文件", output),
                   fmt::format("{} is what is read: nothing is written over it", output)},
                  {"请换一个文件名。", "Name another file."}, {.file = output});
    }
  }
  return {};
}

Status apart(std::span<const std::string> outputs) {
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    for (std::size_t j = 0; j < k; ++j) {
      const bool one = outputs[j] == outputs[k] || same_file(outputs[j], outputs[k]);
      if (outputs[k].empty() || !one) continue;
      return fail(
          ErrorCode::bad_argument,
          {fmt::format("两种结果不能写到同一处：{}", outputs[k] == "-" ? "标准输出" : outputs[k]),
           fmt::format("two results cannot go to one place: {}",
                       outputs[k] == "-" ? "standard output" : outputs[k])},
          {"请给每种结果各写一个文件名。", "Name a file for each of them."});
    }
  }
  return {};
}

int write_aside(Context context, const std::string& path, std::string_view text) {
  context.output = path;
  const int code = write_out(context, text);
  if (code == exit_ok && path != "-") {
    remark(context, {fmt::format("已写入 {}", path), fmt::format("written to {}", path)});
  }
  return code;
}

void add_draft_options(CLI::App& command, DraftOptions& options, const Context& context) {
  command
      .add_option("file", options.files,
                  context.say({"文稿：txt、md、html、docx、xlsx、pdf；- 为标准输入",
                               "drafts: txt, md, html, docx, xlsx, pdf; - is standard input"}))
      ->required();
  command.add_option("--place", options.place,
                     context.say({"文稿是哪里的（“全市”“我市”指这里）",
                                  "whose bulletin it is (what “the city” means)"}));
  command.add_option("--period,-p", options.period,
                     context.say({"文稿讲的时期，文中未写时用",
                                  "what it is about, if it does not "
                                  "say so"}));
  command.add_option("--written", options.written,
                     context.say({"写作日期，如 2025-08-18（今年、上月由此推算）",
                                  "day of writing, e.g. 2025-08-18 (gives “this year”)"}));
  command.add_option("--encoding", options.encoding,
                     context.say({"文本编码，如 GB18030（缺省：自动识别）",
                                  "encoding of text, e.g. GB18030 (default: recognised)"}));
  command
      .add_option("--input-format", options.format,
                  context.say({"文稿格式（缺省：自动识别）",
                               "format of the draft (default: "
                               "recognised)"}))
      ->check(CLI::IsMember({"txt", "md", "html", "docx", "xlsx", "pdf"}));
  command.add_option("--lexicon", options.lexicon,
                     context.say({"另加词语文件(TOML)", "TOML file of further words"}));
}

Result<Desk> open_desk(const Context& context, const DraftOptions& options, Figures figures) {
  auto names = open_names(context, figures);
  if (!names) return tl::unexpected(names.error());
  const auto about = reading_context(options, *names->words);
  if (!about) return tl::unexpected(about.error());
  std::vector<workspace::LexiconFile> extra;
  if (!options.lexicon.empty()) {
    auto text = read_small_file(options.lexicon);
    if (!text) return tl::unexpected(text.error());
    extra.push_back({options.lexicon, std::move(*text)});
  }
  auto reader = workspace::reader_of(context.store_path, names->words, extra);
  if (!reader) return tl::unexpected(reader.error());
  return Desk{std::move(names->space), std::move(names->words), std::move(names->cube),
              std::move(*reader), *about};
}

Result<OpenedDraft> open_draft(const std::string& path, const DraftOptions& options) {
  auto bytes = read_bytes(path, document::largest_draft);
  if (!bytes) return tl::unexpected(bytes.error());
  if (path == "-" && text::trim(*bytes).empty()) {
    return fail(
        ErrorCode::empty_input,
        {"标准输入是空的，没有可读的文字", "standard input is empty: there is no text to read"},
        {"请粘贴文字后按 Ctrl-D，或用 < 文件 送入",
         "Paste the text and press Ctrl-D, or use < FILE"});
  }
  document::OpenOptions open;
  open.encoding = options.encoding;
  open.format = options.format;
  open.pdf_to_text = pdf_text;
  auto document = document::read_document(*bytes, path, open);
  if (!document) return tl::unexpected(document.error());
  auto remark = document::remark_on_bytes(*bytes, *document);
  return OpenedDraft{std::move(*bytes), std::move(*document), std::move(remark)};
}

Result<std::string> read_small_file(const std::string& path) {
  auto text = read_bytes(path, small_file_bytes);
  if (text && text->size() > small_file_bytes) {
    return fail(ErrorCode::over_limit,
                {fmt::format("{} 超过 16 MB，不像词语或名称文件", path),
                 fmt::format("{} is over 16 MB, which no file of names or words is", path)},
                {}, {.file = path});
  }
  return text;
}

}  // namespace duibiao::app
