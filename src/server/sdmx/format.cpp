#include "server/sdmx/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "server/http/negotiate.h"
#include "server/http/target.h"

namespace duibiao::server {
namespace {

using sdmx::CsvWish;
using sdmx::Problem;

struct Form {
  SdmxFormat format;
  std::string_view type;
  std::string_view version;
  std::string_view word;  ///< of `format=`
};

/// The first of a type is what a client gets that names no version.
constexpr std::array<Form, 8> data_forms = {{
    {SdmxFormat::generic, "application/vnd.sdmx.genericdata+xml", "2.1", "genericdata"},
    {SdmxFormat::specific, "application/vnd.sdmx.structurespecificdata+xml", "2.1",
     "structurespecificdata"},
    {SdmxFormat::generic_series, "application/vnd.sdmx.generictimeseriesdata+xml", "2.1",
     "generictimeseriesdata"},
    {SdmxFormat::specific_series, "application/vnd.sdmx.structurespecifictimeseriesdata+xml", "2.1",
     "structurespecifictimeseriesdata"},
    {SdmxFormat::json_one, "application/vnd.sdmx.data+json", "1.0.0", "jsondata"},
    {SdmxFormat::json_two, "application/vnd.sdmx.data+json", "2.0.0", "jsondata"},
    {SdmxFormat::csv_one, "application/vnd.sdmx.data+csv", "1.0.0", "csvdata"},
    {SdmxFormat::csv_two, "application/vnd.sdmx.data+csv", "2.0.0", "csvdata"},
}};
constexpr std::array<Form, 2> structure_forms = {{
    {SdmxFormat::structure_xml, "application/vnd.sdmx.structure+xml", "2.1", "structure"},
    {SdmxFormat::structure_json, "application/vnd.sdmx.structure+json", "1.0.0", "json"},
}};

std::span<const Form> forms_of(SdmxKind kind) {
  if (kind == SdmxKind::data) return data_forms;
  return structure_forms;
}

/// «1.0» and «1» name 1.0.0 as well.
bool same_version(std::string_view asked, std::string_view ours) {
  return ours == asked || (ours.starts_with(asked) && ours.substr(asked.size()) == ".0") ||
         (ours.starts_with(asked) && ours.substr(asked.size()) == ".0.0");
}

std::string_view parameter(const Choice& choice, std::string_view name) {
  for (const auto& [has, value] : choice.parameters) {
    if (same_word(has, name)) return value;
  }
  return {};
}

/// The form that one choice of Accept names.
const Form* named_by(const Choice& choice, std::span<const Form> forms) {
  const auto family = [&](std::string_view ending) -> const Form* {
    const auto found =
        std::ranges::find_if(forms, [&](const Form& form) { return form.type.ends_with(ending); });
    return found == forms.end() ? nullptr : &*found;
  };
  if (choice.value == "*/*" || choice.value == "*" || choice.value == "application/*") {
    return forms.data();
  }
  if (same_word(choice.value, "application/xml") || same_word(choice.value, "text/xml") ||
      same_word(choice.value, "text/*")) {
    return forms.data();
  }
  if (same_word(choice.value, "application/json")) return family("+json");
  if (same_word(choice.value, "text/csv")) return family("+csv");
  const std::string_view version = parameter(choice, "version");
  for (const Form& form : forms) {
    if (!same_word(choice.value, form.type)) continue;
    if (version.empty() || same_version(version, form.version)) return &form;
  }
  return nullptr;
}

tl::unexpected<Problem> no_such(std::string_view name, std::string_view value,
                                std::string_view there) {
  return sdmx::problem(
      Problem::Code::syntax,
      {fmt::format("{} 没有「{}」；可用：{}", name, value.substr(0, 40), there),
       fmt::format("there is no {} “{}”; there is {}", name, value.substr(0, 40), there)});
}

/// A word of media type or address put into the wish. Errors: syntax.
std::optional<Problem> take(SdmxWish& wish, std::string_view name, std::string_view value) {
  using Labels = CsvWish::Labels;
  using Keys = CsvWish::Keys;
  const bool two = wish.format == SdmxFormat::csv_two;
  if (name == "labels") {
    if (value != "id" && value != "both" && (value != "name" || !two)) {
      return no_such(name, value, two ? "id, name, both" : "id, both").value();
    }
    wish.csv.labels = value == "id" ? Labels::id : value == "name" ? Labels::name : Labels::both;
  } else if (name == "timeFormat") {
    if (value != "original" && value != "normalized" && value != "range") {
      return no_such(name, value, "original, normalized, range").value();
    }
    wish.csv.normalized = value == "normalized";
  } else if (name == "keys") {
    constexpr std::array<std::pair<std::string_view, Keys>, 4> words = {
        {{"none", Keys::none}, {"obs", Keys::obs}, {"series", Keys::series}, {"both", Keys::both}}};
    const auto found = std::ranges::find(words, value, &std::pair<std::string_view, Keys>::first);
    if (found == words.end()) return no_such(name, value, "none, obs, series, both").value();
    wish.csv.keys = found->second;
  }
  return std::nullopt;
}

/// What Accept prefers among the forms; the choice is kept for the parameters that it carries.
std::optional<std::pair<const Form*, Choice>> accepted(std::string_view accept,
                                                       std::span<const Form> forms) {
  if (trimmed(accept).empty()) return std::pair(forms.data(), Choice());
  std::optional<std::pair<const Form*, Choice>> best;
  for (const Choice& choice : choices_of(accept)) {
    const Form* form = named_by(choice, forms);
    if (form == nullptr || choice.quality == 0) continue;
    if (!best || choice.quality > best->second.quality) best = {form, choice};
  }
  return best;
}

std::string words_of(std::span<const Form> forms) {
  std::string out;
  for (const Form& form : forms) {
    if (out.find(form.word) != out.npos && out.ends_with(form.word)) continue;
    if (!out.empty()) out += ", ";
    out += form.word;
  }
  return out;
}

/// `format=jsondata`: which version, Accept or `formatVersion` may say.
sdmx::Answer<const Form*> by_word(const Request& request, std::string_view word,
                                  std::span<const Form> forms) {
  if (word == "csv") word = "csvdata";
  if (word == "sdmx-2.1") word = "structure";
  if (word == "sdmx-json") word = "json";
  const std::string_view version = request.query.get("formatVersion");
  const auto by_accept = accepted(request.headers.find("Accept"), forms);
  const Form* found = nullptr;
  for (const Form& form : forms) {
    if (form.word != word) continue;
    if (!version.empty() && !same_version(version, form.version)) continue;
    const bool wished = version.empty() && by_accept && by_accept->first == &form;
    if (found == nullptr || wished) found = &form;
  }
  if (found == nullptr) return no_such("format", word, words_of(forms));
  return found;
}

}  // namespace

std::string SdmxWish::content_type() const {
  for (const SdmxKind kind : {SdmxKind::data, SdmxKind::structure}) {
    for (const Form& form : forms_of(kind)) {
      if (form.format != format) continue;
      const bool text = form.type.ends_with("+csv");
      return fmt::format("{};version={}{}", form.type, form.version, text ? ";charset=utf-8" : "");
    }
  }
  return "application/xml";
}

sdmx::Answer<SdmxWish> sdmx_wish(const Request& request, SdmxKind kind) {
  const std::span<const Form> forms = forms_of(kind);
  SdmxWish out;
  Choice choice;
  const std::string_view word = request.query.get("format");
  if (!word.empty()) {
    const auto form = by_word(request, word, forms);
    if (!form) return tl::unexpected(form.error());
    out.format = (*form)->format;
  } else {
    const auto best = accepted(request.headers.find("Accept"), forms);
    if (!best) {
      return sdmx::problem(
          Problem::Code::not_acceptable,
          {fmt::format("没有所要的格式；format= 可用：{}", words_of(forms)),
           fmt::format("no such format; by format= there is {}", words_of(forms))});
    }
    out.format = best->first->format;
    choice = best->second;
  }
  out.csv.version = out.format == SdmxFormat::csv_two ? 2 : 1;
  for (const std::string_view name : {"labels", "timeFormat", "keys"}) {
    std::string_view value = request.query.get(name);
    if (value.empty()) value = parameter(choice, name);
    if (value.empty()) continue;
    if (auto wrong = take(out, name, value)) return tl::unexpected(std::move(*wrong));
  }
  return out;
}

bool prefers_json(const Request& request) {
  const std::string_view word = request.query.get("format");
  if (!word.empty()) return word.find("json") != word.npos;
  for (const Choice& choice : choices_of(request.headers.find("Accept"))) {
    if (choice.value.find("json") != choice.value.npos) return true;
    if (choice.value.find("xml") != choice.value.npos || choice.value == "*/*") return false;
  }
  return false;
}

}  // namespace duibiao::server
