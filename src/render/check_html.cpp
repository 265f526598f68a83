#include "render/check_html.h"

#include <fmt/format.h>

#include <algorithm>

#include "render/check_html_usage.h"
#include "render/page_style.h"
#include "render/table.h"
#include "render/words.h"

namespace duibiao::render {
namespace {

using bulletin::Finding;
using bulletin::Verdict;
using text::Block;

std::string_view class_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::consistent:
      return "ok";
    case Verdict::edge:
      return "edge";
    case Verdict::inconsistent:
      return "bad";
    case Verdict::not_checkable:
      break;
  }
  return "none";
}

/// Wider gaps in a table's columns than this are not drawn: no printed table has them.
constexpr std::uint32_t widest_gap = 64;

/// Writes one page.
class Page {
 public:
  Page(const CheckedDraft& draft, Language language)
      : draft_(draft), language_(language), marks_(marks_of(draft)), usage_(draft, language) {}

  std::string write() {
    begin();
    header();
    const bool two = !draft_.report->findings.empty() || !draft_.report->usage.empty();
    out_ += two ? "<div class=\"columns two\">\n" : "<div class=\"columns\">\n";
    body();
    if (two) cards();
    out_ += "</div>\n</div>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(const char* zh, const char* en) const {
    return language_ == Language::zh ? zh : en;
  }
  void text(std::string_view words) { out_ += html_escaped(words); }

  void begin() { out_ += page_beginning(title(), language_, {check_style()}); }

  [[nodiscard]] std::string title() const {
    // Without the folders: the page is handed on, and they say only where somebody's disk was.
    const std::string file = draft_.name.substr(draft_.name.find_last_of('/') + 1);
    const std::string name = draft_.name == "-" ? say("文稿", "Draft") : file;
    return name + say(" — 数字核对", " — figures checked");
  }

  void header() {
    out_ += "<header>\n<h1>";
    text(title());
    out_ += "</h1>\n<p>";
    text(summary_words(draft_.report->summary, language_));
    out_ += "</p>\n<p class=\"legend\">";
    for (const Verdict verdict :
         {Verdict::consistent, Verdict::edge, Verdict::inconsistent, Verdict::not_checkable}) {
      out_ += fmt::format("<span><span class=\"f {}\">123</span> ", class_of(verdict));
      text(in(language_, describe(verdict)));
      out_ += "</span> ";
    }
    if (!draft_.report->usage.empty()) {
      out_ += "<span><span class=\"u\">123</span> " + say("用字用语", "usage") + "</span> ";
    }
    out_ += "</p>\n";
    for (const Message& remark : draft_.report->reading.remarks) {
      out_ += "<p>";
      text(in(language_, remark));
      out_ += "</p>\n";
    }
    out_ += "</header>\n";
  }

  void body() {
    out_ += "<main class=\"draft\">\n";
    const std::vector<Block>& blocks = draft_.document->blocks;
    for (std::size_t k = 0; k < blocks.size();) {
      if (blocks[k].kind == Block::Kind::cell) {
        k = table(k);
      } else {
        block(blocks[k++]);
      }
    }
    if (blocks.empty()) {
      const auto size = static_cast<std::uint32_t>(draft_.document->text.size());
      block({.kind = Block::Kind::code, .span = {0, size}});
    }
    out_ += "</main>\n";
  }

  void block(const Block& block) {
    switch (block.kind) {
      case Block::Kind::heading: {
        const int level = std::clamp<int>(block.level + 1, 2, 4);
        out_ += fmt::format("<h{}>", level);
        figures(block.span);
        out_ += fmt::format("</h{}>\n", level);
        return;
      }
      case Block::Kind::list_item:
        out_ += "<p class=\"item\">";
        break;
      case Block::Kind::footnote:
        out_ += "<p class=\"note\">";
        break;
      case Block::Kind::code:
        out_ += "<p class=\"code\">";
        break;
      default:
        out_ += "<p>";
    }
    figures(block.span);
    out_ += "</p>\n";
  }

  /// The cells of one table, from block `k` on; gives the first block after it.
  std::size_t table(std::size_t k) {
    const std::vector<Block>& blocks = draft_.document->blocks;
    const std::uint32_t number = blocks[k].table;
    std::vector<std::uint32_t> free_from;  // of each column, the first row not spanned from above
    std::uint32_t row = blocks[k].row;
    std::uint32_t column = 0;
    out_ += "<div class=\"table\"><div class=\"scroll\"><table>\n<tr>";
    for (; k < blocks.size() && blocks[k].kind == Block::Kind::cell && blocks[k].table == number;
         ++k) {
      const Block& cell = blocks[k];
      if (cell.row != row) {
        out_ += "</tr>\n<tr>";
        row = cell.row;
        column = 0;
      }
      if (cell.column < column + widest_gap) {
        for (; column < cell.column; ++column) {
          if (column >= free_from.size() || free_from[column] <= row) out_ += "<td></td>";
        }
      }
      const std::uint32_t across = std::clamp<std::uint32_t>(cell.column_span, 1, widest_gap);
      const std::uint32_t down = std::clamp<std::uint32_t>(cell.row_span, 1, 65534);
      free_from.resize(std::max<std::size_t>(free_from.size(), column + across), 0);
      std::fill_n(free_from.begin() + column, across, row + down);
      column += across;
      table_cell(cell, across, down);
    }
    out_ += "</tr>\n</table></div></div>\n";
    return k;
  }

  void table_cell(const Block& cell, std::uint32_t across, std::uint32_t down) {
    const std::string_view tag = cell.header_cell ? "th" : "td";
    out_ += fmt::format("<{}", tag);
    if (across > 1) out_ += fmt::format(" colspan=\"{}\"", across);
    if (down > 1) out_ += fmt::format(" rowspan=\"{}\"", down);
    out_ += ">";
    figures(cell.span);
    out_ += fmt::format("</{}>", tag);
  }

  /// Text with its figures; blocks come in the order of the text, so the cursors only move on.
  void figures(text::Span span) {
    const std::vector<bulletin::Ignored>& ignored = draft_.report->reading.ignored;
    std::uint32_t at = span.begin;
    while (true) {
      while (mark_ < marks_.size() && marks_[mark_].span.begin < at) ++mark_;
      while (ignored_ < ignored.size() && ignored[ignored_].span.begin < at) ++ignored_;
      const std::uint32_t mark = mark_ < marks_.size() ? marks_[mark_].span.begin : span.end;
      const std::uint32_t other =
          ignored_ < ignored.size() ? ignored[ignored_].span.begin : span.end;
      const std::uint32_t next = std::min({mark, other, span.end});
      words(at, next);
      if (next >= span.end) return;
      if (mark == next) {
        figure(marks_[mark_], span.end);
        at = std::min(marks_[mark_].span.end, span.end);
      } else {
        at = std::min(ignored[ignored_].span.end, span.end);
        passed_over(ignored[ignored_], at);
      }
      if (at <= next) at = next + 1;
    }
  }

  void piece(std::uint32_t begin, std::uint32_t end) {
    if (begin < end) usage_.append_piece(out_, {begin, end});
  }

  /// Text between figures; the letters of remarks stand right behind their words.
  void words(std::uint32_t begin, std::uint32_t end) {
    usage_.append_letters(out_, begin);
    while (usage_.next_end() <= end) {
      const std::uint32_t upto = usage_.next_end();
      piece(begin, upto);
      begin = upto;
      usage_.append_letters(out_, begin);
    }
    piece(begin, end);
  }

  void passed_over(const bulletin::Ignored& ignored, std::uint32_t end) {
    out_ += "<span title=\"";
    text(say("略过：", "passed over: ") + in(language_, describe(ignored.reason)));
    out_ += "\">";
    piece(ignored.span.begin, end);
    out_ += "</span>";
  }

  void figure(const Mark& mark, std::uint32_t limit) {
    const std::string_view style = class_of(mark.verdict);
    const std::uint32_t id = mark.claim;
    if (mark.findings.empty()) {
      out_ += fmt::format("<span class=\"f {}\" id=\"c{}\" tabindex=\"0\">", style, id);
    } else {
      out_ += fmt::format("<a class=\"f {}\" id=\"c{}\" href=\"#n{}\">", style, id,
                          mark.findings.front() + 1);
    }
    piece(mark.span.begin, std::min(mark.span.end, limit));
    if (!mark.findings.empty()) {
      out_ += "<sup>";
      for (const std::uint32_t finding : mark.findings) {
        out_ += fmt::format("{}{}", finding == mark.findings.front() ? "" : ",", finding + 1);
      }
      out_ += "</sup>";
    }
    tip(mark);
    out_ += mark.findings.empty() ? "</span>" : "</a>";
  }

  void tip(const Mark& mark) {
    const bulletin::CheckReport& report = *draft_.report;
    const bulletin::Claim& claim = report.reading.claims[mark.claim];
    out_ += "<span class=\"tip\" role=\"tooltip\"><span><b>";
    text(in(language_, describe(mark.verdict)));
    out_ += "</b></span><span class=\"said\">";
    text(claim_words(claim, *draft_.words, language_));
    out_ += "</span>";
    if (mark.findings.empty()) {
      const int printed = claim.decimals();
      row("", say("区间", "range"), range_words(claim.range, claim.unit, printed, language_));
      const bool reasoned =
          mark.claim < report.reasons.size() && !in(language_, report.reasons[mark.claim]).empty();
      if (reasoned) row("", say("原因", "why"), in(language_, report.reasons[mark.claim]));
    }
    for (const std::uint32_t finding : mark.findings) {
      out_ += "<span>";
      text(in(language_, report.findings[finding].message));
      out_ += "</span>";
      details(report.findings[finding]);
    }
    out_ += "</span>";
  }

  void row(std::string_view style, std::string_view label, std::string_view words) {
    out_ += fmt::format("<span class=\"row {}\"><i>", style);
    text(label);
    out_ += "</i><span>";
    text(words);
    out_ += "</span></span>";
  }

  void details(const Finding& finding) {
    for (const DetailLine& line : details_of(draft_, finding, language_)) {
      row(line.kind == DetailLine::Kind::suggestion ? "suggestion" : "", line.label, line.text);
    }
  }

  void cards() {
    const bulletin::CheckReport& report = *draft_.report;
    out_ += "<aside class=\"cards\">\n";
    if (!report.findings.empty()) {
      out_ += "<h2>" + say("核对结果", "Findings") + "</h2>\n<ol>\n";
      for (std::size_t k = 0; k < report.findings.size(); ++k) card(k);
      out_ += "</ol>\n";
    }
    if (!report.usage.empty()) {
      out_ += "<h2>" + say("用字用语", "Usage") + "</h2>\n<ol>\n";
      for (std::size_t k = 0; k < report.usage.size(); ++k) usage(k);
      out_ += "</ol>\n";
    }
    out_ += "</aside>\n";
  }

  void card(std::size_t number) {
    const Finding& finding = draft_.report->findings[number];
    out_ += fmt::format("<li id=\"n{}\" class=\"{}\"><p>", number + 1, class_of(finding.verdict));
    if (finding.claims.empty()) {
      out_ += fmt::format("{} ", number + 1);
    } else {
      out_ += fmt::format("<a href=\"#c{}\">{}</a> ", finding.claims.front(), number + 1);
    }
    text(in(language_, finding.message));
    out_ += "</p>";
    details(finding);
    out_ += "</li>\n";
  }

  void usage(std::size_t number) {
    const bulletin::UsageRemark& remark = draft_.report->usage[number];
    const std::string name = UsageMarks::letter(number);
    out_ +=
        fmt::format("<li id=\"u{}\" class=\"usage\"><p><a href=\"#w{}\">{}</a> ", name, name, name);
    text(say("「", "“") + std::string(remark.span.of(draft_.document->text)) + say("」", "” "));
    text(in(language_, remark.message));
    out_ += "</p>";
    if (remark.replacement) row("suggestion", say("建议", "suggest"), *remark.replacement);
    out_ += "</li>\n";
  }

  const CheckedDraft& draft_;
  Language language_;
  std::vector<Mark> marks_;
  UsageMarks usage_;
  std::size_t mark_ = 0;
  std::size_t ignored_ = 0;
  std::string out_;
};

}  // namespace

std::string check_to_html(const CheckedDraft& draft, Language language) {
  return Page(draft, language).write();
}

}  // namespace duibiao::render
