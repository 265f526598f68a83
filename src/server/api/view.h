#pragma once

#include <functional>
#include <string>
#include <vector>

#include "render/json.h"
#include "render/table.h"
#include "server/api/asked.h"
#include "server/api/state.h"

namespace duibiao::server {

/// An answer before it is put into a form.
struct View {
  std::string json;                   ///< for json and json-stat, already written out
  std::vector<render::Table> tables;  ///< for csv and xlsx
  std::string file;                   ///< for html and docx, ready to be sent
  std::string name;                   ///< of a download, without its ending
  std::string link;                   ///< the field Link, for what comes in pages
};

/// JSON as it is sent. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string written(const render::Json& json);
[[nodiscard]] View view_of(const render::Json& json);

/// Completes a reading route: parameters that the table does not list are refused, the form is
/// chosen by `format=` or Accept among `forms`, ready answers come from the cache, others from
/// `make` and are kept. ETag and 304 as docs/api.md says.
[[nodiscard]] Route reading(const Shared& state, Route route, std::vector<Format> forms,
                            std::function<Result<View>(const Asked&)> make);

/// An answer that is not kept by anybody: what a change, a check or a look at the log says.
[[nodiscard]] Response fresh(const render::Json& json, int status = 200);

/// A file to be saved under this name.
[[nodiscard]] Response download(std::string bytes, std::string content_type,
                                std::string_view file_name);

}  // namespace duibiao::server
