#include "document/html.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "document/flow.h"
#include "document/html_elements.h"
#include "document/html_table.h"
#include "document/html_tokens.h"
#include "text/utf8.h"

namespace duibiao::document {
namespace {

using text::Block;
using Kind = HtmlToken::Kind;

// How far up an end tag looks for its start; pages that need more are broken anyway.
constexpr std::size_t search_depth = 64;

std::uint32_t span_of(std::string_view attributes, std::string_view name) {
  const std::string_view value = text::trim(attribute(attributes, name));
  std::uint32_t number = 1;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

class Page {
 public:
  explicit Page(TextBuilder& out) : out_(&out), flow_(out) {}

  void read(std::string_view page) {
    HtmlTokens tokens(page);
    for (HtmlToken token = tokens.next(); token.kind != Kind::end && !out_->full();
         token = tokens.next()) {
      if (token.kind == Kind::text) {
        add_text(token.text);
      } else if (token.kind == Kind::open) {
        open(token);
      } else {
        close(token.name);
      }
    }
    end_paragraph();
    while (!tables_.empty()) end_table();
  }

 private:
  struct Open {
    std::string name;
    HtmlElement element = HtmlElement::other;
    bool hidden = false;
    bool preformatted = false;
    std::size_t raised_from = 0;  ///< of sup: where its text begins in the paragraph
  };
  struct OpenTable {
    GridBuilder grid;
    bool arranges = false;  ///< holds another table: its cells are paragraphs
  };

  [[nodiscard]] bool hidden() const { return !open_.empty() && open_.back().hidden; }
  [[nodiscard]] bool preformatted() const { return !open_.empty() && open_.back().preformatted; }

  void open(const HtmlToken& token) {
    const HtmlElement element = html_element(token.name);
    if (element == HtmlElement::nothing) {
      if (token.name == "hr") end_paragraph();
      return;
    }
    if (element == HtmlElement::body) return open_.clear();  // whatever was left open in the head
    if (element == HtmlElement::line_break) return break_line();
    begin(element, token);
    push(token, element);
  }

  /// What a start tag ends, and what it begins.
  void begin(HtmlElement element, const HtmlToken& token) {
    switch (element) {
      case HtmlElement::other:
      case HtmlElement::raised:
      case HtmlElement::hidden:
        return;
      case HtmlElement::row:
        close_within_table({"tr", "td", "th", "caption"});
        break;
      case HtmlElement::cell:
      case HtmlElement::header_cell:
        close_within_table({"td", "th", "caption"});
        break;
      case HtmlElement::item:
        close_implied("li", {"ul", "ol", "menu", "table"});
        break;
      default:
        close_implied("p", {"td", "th", "div", "table", "body"});
    }
    end_paragraph();
    if (hidden() || hides(token.attributes)) return;
    begin_visible(element, token);
  }

  void begin_visible(HtmlElement element, const HtmlToken& token) {
    kind_ = Block::Kind::paragraph;
    level_ = 0;
    if (element == HtmlElement::heading) {
      kind_ = Block::Kind::heading;
      level_ = static_cast<std::uint8_t>(token.name[1] - '0');
    } else if (element == HtmlElement::item) {
      kind_ = Block::Kind::list_item;
    } else if (element == HtmlElement::caption) {
      kind_ = Block::Kind::footnote;
    } else if (element == HtmlElement::preformatted) {
      kind_ = Block::Kind::code;
    } else if (element == HtmlElement::table && open_.size() < deepest_html) {
      begin_table();
    } else if (element == HtmlElement::row && !tables_.empty()) {
      tables_.back().grid.begin_row();
    } else if (element == HtmlElement::cell || element == HtmlElement::header_cell) {
      begin_cell(token, element == HtmlElement::header_cell);
    }
  }

  void push(const HtmlToken& token, HtmlElement element) {
    if (open_.size() == deepest_html) return;
    Open item;
    item.name = token.name;
    item.element = element;
    item.hidden = hidden() || element == HtmlElement::hidden || hides(token.attributes);
    item.preformatted = preformatted() || element == HtmlElement::preformatted;
    item.raised_from = paragraph_.size();
    open_.push_back(std::move(item));
  }

  void close(const std::string& name) {
    if (name == "br") return break_line();
    const auto place = find_open(name);
    if (!place) {
      // Browsers make an empty paragraph of a stray one; here it parts paragraphs just the same.
      if (name == "p") end_paragraph();
      return;
    }
    // An end tag inside a cell does not reach out of it.
    if (html_element(name) != HtmlElement::table && crosses_cell(*place)) return;
    while (open_.size() > *place) pop();
  }

  [[nodiscard]] std::optional<std::size_t> find_open(std::string_view name) const {
    const std::size_t least = open_.size() > search_depth ? open_.size() - search_depth : 0;
    for (std::size_t at = open_.size(); at > least; --at) {
      if (open_[at - 1].name == name) return at - 1;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool crosses_cell(std::size_t place) const {
    const HtmlElement closed = open_[place].element;
    if (closed == HtmlElement::row || closed == HtmlElement::cell ||
        closed == HtmlElement::header_cell || closed == HtmlElement::table_head ||
        open_[place].name == "tbody") {
      return false;
    }
    return std::any_of(
        open_.begin() + static_cast<std::ptrdiff_t>(place) + 1, open_.end(), [](const Open& open) {
          return open.element == HtmlElement::cell || open.element == HtmlElement::header_cell;
        });
  }

  void close_implied(std::string_view name, std::initializer_list<std::string_view> barriers) {
    const std::size_t least = open_.size() > search_depth ? open_.size() - search_depth : 0;
    for (std::size_t at = open_.size(); at > least; --at) {
      const std::string& open = open_[at - 1].name;
      if (open == name) {
        while (open_.size() >= at) pop();
        return;
      }
      if (std::find(barriers.begin(), barriers.end(), open) != barriers.end()) return;
    }
  }

  void close_within_table(std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) close_implied(name, {"table"});
  }

  void pop() {
    const Open last = std::move(open_.back());
    open_.pop_back();
    if (last.hidden) return;
    switch (last.element) {
      case HtmlElement::other:
      case HtmlElement::hidden:
        return;
      case HtmlElement::raised:
        end_raised(last.raised_from);
        return;
      case HtmlElement::table:
        end_paragraph();
        end_table();
        return;
      case HtmlElement::cell:
      case HtmlElement::header_cell:
        end_paragraph();
        if (!tables_.empty()) tables_.back().grid.end_cell();
        break;
      default:
        end_paragraph();
    }
    kind_ = Block::Kind::paragraph;
    level_ = 0;
  }

  void end_raised(std::size_t from) {
    if (from > paragraph_.size()) return;
    const std::string mark = paragraph_.substr(from);
    paragraph_.resize(from);
    paragraph_ += raised(mark, paragraph_);
  }

  void begin_table() {
    if (!tables_.empty() && !tables_.back().arranges) {
      tables_.back().arranges = true;
      release(tables_.back().grid.take());
    }
    tables_.emplace_back();
  }

  void release(const TableGrid& grid) {
    for (const TableCell& cell : grid.cells) {
      for (const Paragraph& paragraph : cell.paragraphs) flow_.add(paragraph);
    }
  }

  void end_table() {
    if (tables_.empty()) return;
    if (!tables_.back().arranges) flow_.add(tables_.back().grid.take());
    tables_.pop_back();
  }

  void begin_cell(const HtmlToken& token, bool header) {
    if (tables_.empty() || tables_.back().arranges) return;
    const bool head = std::any_of(
        open_.rbegin(),
        open_.rbegin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(open_.size(), 4)),
        [](const Open& open) { return open.element == HtmlElement::table_head; });
    tables_.back().grid.begin_cell(span_of(token.attributes, "rowspan"),
                                   span_of(token.attributes, "colspan"), header || head);
  }

  void add_text(std::string_view raw) {
    if (hidden()) return;
    resolved_.clear();
    append_resolved(resolved_, raw);
    if (preformatted()) {
      paragraph_ += resolved_;
      return;
    }
    append_collapsed(resolved_);
  }

  /// Blanks of the source become one space; a line break between Chinese characters nothing.
  void append_collapsed(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find_first_of(" \t\r\n\f", at), text.size());
      if (end > at) {
        if (blank_pending_ && !paragraph_.empty()) {
          const bool east = static_cast<unsigned char>(paragraph_.back()) >= 0x80 &&
                            static_cast<unsigned char>(text[at]) >= 0x80;
          if (!(east && break_pending_)) paragraph_ += ' ';
        }
        blank_pending_ = false;
        break_pending_ = false;
        paragraph_ += text.substr(at, end - at);
      }
      at = end;
      for (; at < text.size() && std::string_view(" \t\r\n\f").find(text[at]) < 5; ++at) {
        blank_pending_ = true;
        break_pending_ = break_pending_ || text[at] == '\n' || text[at] == '\r';
      }
    }
  }

  void break_line() {
    if (hidden()) return;
    if (preformatted()) {
      paragraph_ += '\n';
    } else {
      end_paragraph();
    }
  }

  void end_paragraph() {
    blank_pending_ = false;
    break_pending_ = false;
    if (paragraph_.empty()) return;
    if (text::trim(paragraph_).empty()) return paragraph_.clear();
    Paragraph done{kind_, level_, std::move(paragraph_), {}};
    paragraph_.clear();
    const bool caption = kind_ == Block::Kind::footnote;
    if (!caption && !tables_.empty() && !tables_.back().arranges && tables_.back().grid.in_cell()) {
      tables_.back().grid.add(std::move(done));
    } else {
      flow_.add(done);
    }
  }

  TextBuilder* out_;
  Flow flow_;
  std::vector<Open> open_;
  std::vector<OpenTable> tables_;
  std::string paragraph_;
  std::string resolved_;
  Block::Kind kind_ = Block::Kind::paragraph;
  std::uint8_t level_ = 0;
  bool blank_pending_ = false;
  bool break_pending_ = false;
};

}  // namespace

void read_html(std::string_view page, TextBuilder& out) { Page(out).read(page); }

}  // namespace duibiao::document
