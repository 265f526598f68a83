#include "document/docx_styles.h"

#include <array>
#include <utility>
#include <vector>

#include "document/xml_events.h"
#include "text/fold.h"

namespace duibiao::document {
namespace {

// Styles are based on one another some five deep; a circle ends here.
constexpr int deepest_base = 16;
constexpr std::uint32_t outline_levels = 9;  // 0…8; 9 is body text

struct Style {
  DocxStyle says;
  std::string base;
};

/// A level that the name of a built-in style gives: programs write these in English or Chinese.
std::uint8_t level_of_name(std::string_view name) {
  const std::string folded = text::fold_case(name);
  if (folded == "title" || folded == "标题") return 1;
  if (folded == "subtitle" || folded == "副标题") return 2;
  for (const std::string_view word : {std::string_view("heading"), std::string_view("标题")}) {
    if (!folded.starts_with(word)) continue;
    const char digit = folded.back();
    if (folded.size() <= word.size() + 2 && digit >= '1' && digit <= '9') {
      return static_cast<std::uint8_t>(digit - '0');
    }
  }
  return 0;
}

class Styles final : public XmlHandler {
 public:
  void start(XmlSpace space, std::string_view name, const XmlPairs& pairs, XmlPlace) override {
    if (space != XmlSpace::word) return;
    if (name == "style") {
      const std::string_view type = pairs.get("type");
      now_ = type.empty() || type == "paragraph" ? std::string(pairs.get("styleId")) : "";
      if (!now_.empty()) styles_[now_] = {};
    }
    if (now_.empty()) return;
    Style& style = styles_[now_];
    if (name == "name") {
      const std::string word = text::fold_case(pairs.get("val"));
      style.says.level = level_of_name(word);
      style.says.caption = word == "caption" || word == "题注" || word == "footnote text";
    } else if (name == "basedOn") {
      style.base = pairs.get("val");
    } else if (name == "outlineLvl") {
      const std::uint32_t level = pairs.number("val", outline_levels);
      if (level < outline_levels) style.says.level = static_cast<std::uint8_t>(level + 1);
    } else if (name == "numPr") {
      style.says.item = true;
    }
  }
  void end(XmlSpace space, std::string_view name, XmlPlace) override {
    if (space == XmlSpace::word && name == "style") now_.clear();
  }
  void text(std::string_view, XmlPlace) override {}

  [[nodiscard]] DocxStyles resolved() const {
    DocxStyles all;
    for (const auto& [id, style] : styles_) {
      DocxStyle says = style.says;
      const Style* at = &style;
      for (int depth = 0; depth < deepest_base && !at->base.empty(); ++depth) {
        const auto base = styles_.find(at->base);
        if (base == styles_.end()) break;
        at = &base->second;
        if (says.level == 0) says.level = at->says.level;
        says.item = says.item || at->says.item;
      }
      all.emplace(id, says);
    }
    return all;
  }

 private:
  std::unordered_map<std::string, Style> styles_;
  std::string now_;
};

}  // namespace

Result<DocxStyles> read_docx_styles(std::string_view xml, std::string_view file) {
  Styles styles;
  if (auto parsed = parse_part(xml, styles, file, "word/styles.xml"); !parsed) {
    return tl::unexpected(parsed.error());
  }
  return styles.resolved();
}

}  // namespace duibiao::document
