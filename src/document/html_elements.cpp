#include "document/html_elements.h"

#include <algorithm>
#include <array>
#include <string>

#include "document/html_tokens.h"
#include "text/fold.h"

namespace duibiao::document {
namespace {

struct Known {
  std::string_view name;
  HtmlElement element;
};

using enum HtmlElement;
// In byte order.
constexpr auto elements = std::to_array<Known>({
    {"address", block},
    {"area", nothing},
    {"article", block},
    {"aside", block},
    {"base", nothing},
    {"blockquote", block},
    {"body", body},
    {"br", line_break},
    {"button", hidden},
    {"caption", caption},
    {"center", block},
    {"col", nothing},
    {"colgroup", other},
    {"datalist", hidden},
    {"dd", block},
    {"details", block},
    {"dialog", block},
    {"dir", block},
    {"div", block},
    {"dl", block},
    {"dt", block},
    {"embed", nothing},
    {"fieldset", block},
    {"figcaption", caption},
    {"figure", block},
    {"footer", block},
    {"form", block},
    {"h1", heading},
    {"h2", heading},
    {"h3", heading},
    {"h4", heading},
    {"h5", heading},
    {"h6", heading},
    {"head", hidden},
    {"header", block},
    {"hgroup", block},
    {"hr", nothing},
    {"img", nothing},
    {"input", nothing},
    {"legend", block},
    {"li", item},
    {"link", nothing},
    {"listing", preformatted},
    {"main", block},
    {"menu", block},
    {"meta", nothing},
    {"nav", hidden},
    {"noscript", hidden},
    {"ol", block},
    {"option", hidden},
    {"p", paragraph},
    {"param", nothing},
    {"pre", preformatted},
    {"rp", hidden},
    {"rt", hidden},
    {"search", block},
    {"section", block},
    {"select", hidden},
    {"source", nothing},
    {"summary", block},
    {"sup", raised},
    {"svg", hidden},
    {"table", table},
    {"tbody", other},
    {"td", cell},
    {"template", hidden},
    {"tfoot", other},
    {"th", header_cell},
    {"thead", table_head},
    {"tr", row},
    {"track", nothing},
    {"ul", block},
    {"wbr", nothing},
});

}  // namespace

HtmlElement html_element(std::string_view name) {
  const auto* const found =
      std::lower_bound(elements.begin(), elements.end(), name,
                       [](const Known& known, std::string_view key) { return known.name < key; });
  return found != elements.end() && found->name == name ? found->element : HtmlElement::other;
}

bool hides(std::string_view attributes) {
  if (attributes.size() < 6) return false;  // «hidden»
  if (has_attribute(attributes, "hidden")) return true;
  std::string style = text::fold_case(attribute(attributes, "style"));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

}  // namespace duibiao::document
