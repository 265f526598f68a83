#include "render/check_html_usage.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

#include "render/page_style.h"

namespace duibiao::render {

UsageMarks::UsageMarks(const CheckedDraft& draft, Language language)
    : draft_(draft), language_(language), by_end_(draft.report->usage.size()) {
  const std::vector<bulletin::UsageRemark>& usage = draft.report->usage;
  std::iota(by_end_.begin(), by_end_.end(), 0U);
  std::ranges::sort(by_end_, {}, [&usage](std::uint32_t k) {
    return std::tuple(usage[k].span.end, usage[k].span.begin, k);
  });
  std::vector<text::Span> spans;
  for (const bulletin::UsageRemark& remark : usage) spans.push_back(remark.span);
  std::ranges::sort(spans);
  for (const text::Span span : spans) {
    if (!stretches_.empty() && span.begin <= stretches_.back().end) {
      stretches_.back().end = std::max(stretches_.back().end, span.end);
    } else {
      stretches_.push_back(span);
    }
  }
}

void UsageMarks::append_piece(std::string& out, text::Span piece) {
  const std::string_view text = draft_.document->text;
  while (!piece.empty()) {
    while (stretch_ < stretches_.size() && stretches_[stretch_].end <= piece.begin) ++stretch_;
    const text::Span next =
        stretch_ < stretches_.size() ? stretches_[stretch_] : text::Span{piece.end, piece.end};
    const std::uint32_t plain = std::clamp(next.begin, piece.begin, piece.end);
    out += html_escaped(text::Span{piece.begin, plain}.of(text));
    const std::uint32_t marked = std::clamp(next.end, plain, piece.end);
    if (plain < marked) {
      out += "<span class=\"u\">";
      out += html_escaped(text::Span{plain, marked}.of(text));
      out += "</span>";
    }
    piece.begin = marked;
  }
}

void UsageMarks::append_letters(std::string& out, std::uint32_t offset) {
  const std::vector<bulletin::UsageRemark>& usage = draft_.report->usage;
  for (; next_ < by_end_.size() && usage[by_end_[next_]].span.end <= offset; ++next_) {
    const std::uint32_t remark = by_end_[next_];
    const std::string name = letter(remark);
    out += fmt::format("<a class=\"ul\" id=\"w{}\" href=\"#u{}\"><sup>{}</sup>", name, name, name);
    out += "<span class=\"tip\" role=\"tooltip\"><span>";
    out += html_escaped(in(language_, usage[remark].message));
    out += "</span>";
    if (usage[remark].replacement) {
      out += "<span class=\"row suggestion\"><i>";
      out += in(language_, {"建议", "suggest"});
      out += "</i><span>" + html_escaped(*usage[remark].replacement) + "</span></span>";
    }
    out += "</span></a>";
  }
}

std::uint32_t UsageMarks::next_end() const {
  return next_ < by_end_.size() ? draft_.report->usage[by_end_[next_]].span.end
                                : std::numeric_limits<std::uint32_t>::max();
}

std::string UsageMarks::letter(std::size_t remark) {
  constexpr std::size_t letters = 26;
  std::string out(1, static_cast<char>('a' + static_cast<int>(remark % letters)));
  for (remark /= letters; remark > 0; remark = (remark - 1) / letters) {
    out.insert(out.begin(), static_cast<char>('a' + static_cast<int>((remark - 1) % letters)));
  }
  return out;
}

}  // namespace duibiao::render
