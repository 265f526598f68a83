#include "server/http/multipart.h"

#include <fmt/format.h>

#include "server/http/disposition.h"
#include "server/http/target.h"

namespace duibiao::server {
namespace {

constexpr std::size_t boundary_max = 70;  // RFC 2046, 5.1.1

tl::unexpected<Error> damaged(Message what) {
  return fail(ErrorCode::damaged_file, std::move(what),
              {"请重新上传；若仍如此，请检查中间的代理是否截断了上传。",
               "Upload it again; if that does not help, look whether a proxy cuts uploads short."});
}

/// Reads «Name: value» lines of a part.
Status read_fields(std::string_view head, FormPart& part) {
  bool named = false;
  while (!head.empty()) {
    const std::size_t end = head.find("\r\n");
    const std::string_view line = head.substr(0, end);
    head = end == std::string_view::npos ? std::string_view() : head.substr(end + 2);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view name = trimmed(line.substr(0, colon));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (same_word(name, "Content-Type")) part.content_type = value;
    if (same_word(name, "Content-Disposition")) {
      part.name = field_parameter(value, "name");
      part.file_name = declared_file_name(value);
      named = same_word(trimmed(value.substr(0, value.find(';'))), "form-data");
    }
  }
  if (!named) return damaged({"上传的表单中有一部分没有名称", "a part of the form has no name"});
  return {};
}

/// What stands behind a boundary: the next part, or the end of the form.
enum class Behind : unsigned char { part, end, neither };

Behind step_over_line_end(std::string_view& rest) {
  if (rest.starts_with("--")) return Behind::end;
  while (rest.starts_with(' ') || rest.starts_with('\t')) rest.remove_prefix(1);
  if (!rest.starts_with("\r\n")) return Behind::neither;
  rest.remove_prefix(2);
  return Behind::part;
}

/// Takes one part and the boundary behind it.
Result<FormPart> take_part(std::string_view& rest, std::string_view delimiter,
                           const FormLimits& limits) {
  FormPart part;
  const std::size_t head_end = rest.substr(0, limits.header_bytes).find("\r\n\r\n");
  if (head_end == std::string_view::npos) {
    if (rest.size() <= limits.header_bytes) {
      return damaged({"上传的表单不完整", "the uploaded form is not complete"});
    }
    return fail(ErrorCode::over_limit,
                {"上传的表单中某部分的头过长", "a part of the form has too long a header"});
  }
  if (const Status fields = read_fields(rest.substr(0, head_end), part); !fields) {
    return tl::unexpected(fields.error());
  }
  rest.remove_prefix(head_end + 4);
  const std::size_t end = rest.find(delimiter);
  if (end == std::string_view::npos) {
    return damaged({"上传的表单不完整", "the uploaded form is not complete"});
  }
  part.content = rest.substr(0, end);
  rest.remove_prefix(end + delimiter.size());
  return part;
}

}  // namespace

bool is_form(std::string_view content_type) {
  return same_word(trimmed(content_type.substr(0, content_type.find(';'))), "multipart/form-data");
}

Result<std::vector<FormPart>> read_form(std::string_view content_type, std::string_view body,
                                        const FormLimits& limits) {
  const std::string boundary = field_parameter(content_type, "boundary");
  if (!is_form(content_type) || boundary.empty() || boundary.size() > boundary_max ||
      boundary.find_first_of("\r\n") != std::string::npos) {
    return fail(ErrorCode::bad_argument, {"上传的内容应为 multipart/form-data，并写明 boundary",
                                          "an upload must be multipart/form-data with a boundary"});
  }
  const std::string delimiter = "\r\n--" + boundary;
  // The first boundary may stand at the very beginning, without a line end before it.
  std::string_view rest = body;
  const std::string_view opening = std::string_view(delimiter).substr(2);
  if (rest.starts_with(opening)) {
    rest.remove_prefix(opening.size());
  } else {
    const std::size_t first = rest.find(delimiter);
    if (first == std::string_view::npos) {
      return damaged({"上传的表单中没有找到分隔线", "the form has no boundary line"});
    }
    rest.remove_prefix(first + delimiter.size());
  }
  std::vector<FormPart> parts;
  for (;;) {
    const Behind behind = step_over_line_end(rest);
    if (behind == Behind::end) return parts;
    if (behind == Behind::neither) {
      return damaged({"上传的表单的分隔线有误", "a boundary line of the form is damaged"});
    }
    if (parts.size() >= limits.parts) {
      return fail(ErrorCode::over_limit,
                  {fmt::format("一次最多上传 {} 个文件", limits.parts),
                   fmt::format("at most {} files in one upload", limits.parts)});
    }
    auto part = take_part(rest, delimiter, limits);
    if (!part) return tl::unexpected(std::move(part.error()));
    parts.push_back(std::move(*part));
  }
}

}  // namespace duibiao::server
