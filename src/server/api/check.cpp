// Drafts: every figure checked, as JSON or as comments in the draft itself.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>

#include "bulletin/judge/check.h"
#include "render/check_json.h"
#include "server/api/scratch.h"
#include "server/api/view.h"
#include "server/http/disposition.h"
#include "server/http/multipart.h"
#include "server/http/target.h"

namespace duibiao::server {
namespace {

/// The name that stands at the comments of a .docx.
constexpr std::string_view comment_author = "Duibiao 对标";
constexpr std::string_view docx_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// What a media type says about the format of a draft; «» for those that say nothing.
std::string_view format_of(std::string_view media_type) {
  static constexpr std::pair<std::string_view, std::string_view> known[] = {
      {"text/plain", "txt"},
      {"text/markdown", "md"},
      {"text/html", "html"},
      {"application/xhtml+xml", "html"},
      {"application/pdf", "pdf"},
      {docx_type, "docx"},
      {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"}};
  const std::string_view bare = trimmed(media_type.substr(0, media_type.find(';')));
  for (const auto& [type, format] : known) {
    if (same_word(bare, type)) return format;
  }
  return {};
}

/// A draft as it was sent. `bytes` belongs to the request.
struct Sent {
  std::string name;
  std::string_view bytes;
  std::string format;
  std::string encoding;
};

Result<Sent> draft_in(const Call& call) {
  const std::string_view type = call.request.headers.find("Content-Type");
  Sent out;
  if (is_form(type)) {
    const auto parts = read_form(type, call.request.body);
    if (!parts) return tl::unexpected(parts.error());
    const auto file =
        std::ranges::find_if(*parts, [](const FormPart& part) { return !part.file_name.empty(); });
    if (file == parts->end()) {
      return fail(ErrorCode::bad_argument, {"表单里没有文件", "there is no file in the form"});
    }
    // Browsers guess the type from the name; what the bytes say counts more.
    out = {safe_file_name(file->file_name), file->content, {}, {}};
  } else {
    out = {"-", call.request.body, std::string(format_of(type)), field_parameter(type, "charset")};
    if (!call.query("name").empty()) out.name = safe_file_name(call.query("name"));
  }
  if (out.bytes.empty()) {
    return fail(ErrorCode::empty_input, {"没有收到文稿", "no draft was sent"},
                {"请把文稿放在请求体中。", "Send the draft as the body of the request."});
  }
  return out;
}

/// A draft, read and checked.
struct Checked {
  Sent sent;
  text::Document document;
  bulletin::CheckReport report;
};

Result<bulletin::CheckOptions> options_of(const Asked& asked) {
  bulletin::CheckOptions out;
  const auto place = place_if_asked(asked, "place");
  if (!place) return tl::unexpected(place.error());
  out.context.home = *place;
  const auto period = period_if_asked(asked, "period");
  if (!period) return tl::unexpected(period.error());
  out.context.period = *period;
  if (const std::string written = asked.get("written"); !written.empty()) {
    const auto day = Date::parse(written);
    if (!day) return bad_parameter("written", {"应为日期，如 2025-08-18", "it must be a day"});
    out.context.written = *day;
  }
  const auto usage = flag_asked(asked.call, "usage", true);
  if (!usage) return tl::unexpected(usage.error());
  out.usage = *usage;
  return out;
}

Result<Checked> check(const Asked& asked, const ApiState& state) {
  const auto options = options_of(asked);
  if (!options) return tl::unexpected(options.error());
  const auto use_store = flag_asked(asked.call, "store", true);
  if (!use_store) return tl::unexpected(use_store.error());
  auto sent = draft_in(asked.call);
  if (!sent) return tl::unexpected(sent.error());
  document::OpenOptions open{sent->encoding, sent->format, state.options.pdf_to_text};
  auto document = document::read_document(sent->bytes, sent->name, open);
  if (!document) return tl::unexpected(document.error());
  Checked out{std::move(*sent), std::move(*document), {}};
  out.report = bulletin::check(*asked.snapshot.reader, out.document,
                               *use_store ? &asked.cube() : nullptr, *options);
  if (auto remark = document::remark_on_bytes(out.sent.bytes, out.document)) {
    out.report.reading.remarks.push_back(std::move(*remark));
  }
  return out;
}

render::CheckedDraft view_of(const Checked& checked, const Asked& asked) {
  return {checked.sent.name, &checked.document, &checked.report, &asked.words()};
}

Result<Response> as_json(const Asked& asked, const ApiState& state) {
  const auto checked = check(asked, state);
  if (!checked) return tl::unexpected(checked.error());
  render::Json out = render::document("check");
  out.update(render::check_json(view_of(*checked, asked), asked.language()));
  if (!out.contains("text")) out["text"] = checked->document.text;
  return fresh(out);
}

Result<Response> as_docx(const Asked& asked, const ApiState& state) {
  const auto checked = check(asked, state);
  if (!checked) return tl::unexpected(checked.error());
  if (checked->document.format != "docx") {
    return fail(ErrorCode::unknown_format,
                {"批注只能写进 docx 文稿", "comments can only be put into a .docx"},
                {"请把文稿另存为 docx 后再试。", "Save the draft as .docx and try again."});
  }
  std::vector<document::Comment> comments;
  for (render::Note& note : render::notes_of(view_of(*checked, asked), asked.language())) {
    comments.push_back({note.span, std::move(note.text)});
  }
  const std::string now = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                                      fmt::gmtime(static_cast<std::time_t>(state.options.clock())));
  auto bytes =
      document::comment_docx(checked->sent.bytes, checked->document, comments, comment_author, now);
  if (!bytes) return tl::unexpected(bytes.error());
  std::string name =
      checked->sent.name == "-" ? in(asked.language(), {"文稿", "draft"}) : checked->sent.name;
  if (name.ends_with(".docx")) name.resize(name.size() - 5);
  name += in(asked.language(), {"-核稿.docx", "-checked.docx"});
  return download(std::move(*bytes), std::string(docx_type), name);
}

using Answer = Result<Response> (*)(const Asked&, const ApiState&);

Route checking(const Shared& state, Route route, Answer answer) {
  route.method = Method::post;
  route.role = Role::analyst;
  route.parameters = {
      {"store", {"0：只核对文内关系", "0: the text alone"}, false, {"0", "1"}},
      {"place", {"文稿是哪里的，文中未写时用", "whose bulletin it is, if it does not say so"}},
      {"period", {"文稿讲的时期，文中未写时用", "what it is about, if it does not say so"}},
      {"written", {"写作日期", "day of writing"}},
      {"usage", {"0：不查用字用语", "0: no remarks on usage"}, false, {"0", "1"}},
      {"name", {"文稿的文件名", "the draft's file name"}}};
  route.handle = [state, answer,
                  parameters = route.parameters](const Call& call) -> Result<Response> {
    if (const Status known = only_known_parameters(call, parameters); !known) {
      return tl::unexpected(known.error());
    }
    const auto snapshot = state->site.now();
    return answer({call, *snapshot, Format::json}, *state);
  };
  return route;
}

}  // namespace

std::vector<Route> check_routes(const Shared& state) {
  const std::vector<std::string> drafts = {
      "text/plain",
      "text/markdown",
      "text/html",
      std::string(docx_type),
      "application/pdf",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "application/octet-stream",
      "multipart/form-data"};
  std::vector<Route> out;
  out.push_back(checking(state,
                         {.pattern = "/api/v1/check",
                          .summary = {"核对文稿中的每一个数字", "Check every figure of a draft"},
                          .answers = "duibiao.check/1",
                          .accepts = drafts},
                         as_json));
  out.push_back(checking(state,
                         {.pattern = "/api/v1/check/docx",
                          .summary = {"核对后写回批注的 docx", "The .docx back with comments"},
                          .answers = std::string(docx_type),
                          .accepts = {std::string(docx_type), "multipart/form-data"}},
                         as_docx));
  return out;
}

}  // namespace duibiao::server
