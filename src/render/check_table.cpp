#include "render/check_table.h"

namespace duibiao::render {

Table findings_table(Language language) {
  Table table;
  table.title = in(language, {"核对结果", "Findings"});
  table.columns = {{"file", {"文件", "file"}},
                   {"line", {"行", "line"}, Align::right},
                   {"verdict", {"结论", "verdict"}},
                   {"severity", {"程度", "severity"}},
                   {"relation", {"关系", "relation"}},
                   {"text", {"数字", "figure"}},
                   {"message", {"说明", "message"}},
                   {"formula", {"算式", "formula"}},
                   {"suggestion", {"建议", "suggestion"}}};
  return table;
}

void add_findings(Table& table, const CheckedDraft& draft, Language language) {
  const Lines lines(draft.document->text);
  const auto line_cell = [&lines](text::Span span) {
    const auto line = static_cast<std::int64_t>(lines.at(span.begin).line);
    return Cell(std::to_string(line), num::Decimal::whole(line));
  };
  for (const bulletin::Finding& finding : draft.report->findings) {
    const text::Span anchor = anchor_of(draft, finding);
    table.rows.push_back({draft.name, line_cell(anchor), std::string(id_of(finding.verdict)),
                          std::string(id_of(finding.severity)),
                          std::string(id_of(finding.relation)),
                          std::string(anchor.of(draft.document->text)),
                          in(language, finding.message), in(language, finding.formula),
                          finding.suggestion ? finding.suggestion->replacement : std::string()});
  }
  for (const bulletin::UsageRemark& remark : draft.report->usage) {
    table.rows.push_back({draft.name, line_cell(remark.span), "usage", "",
                          std::string(id_of(remark.rule)),
                          std::string(remark.span.of(draft.document->text)),
                          in(language, remark.message), "", remark.replacement.value_or("")});
  }
}

}  // namespace duibiao::render
