#include "render/check_sarif.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

namespace duibiao::render {
namespace {

using bulletin::Finding;
using bulletin::Verdict;

constexpr std::string_view schema_uri =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

constexpr std::string_view tool_name = "duibiao";

std::string_view tag_of(Language language) { return language == Language::zh ? "zh-CN" : "en"; }

/// The rules used, in the order of their first result; results refer to them by number.
class Rules {
 public:
  std::size_t index_of(const std::string& id, const Message& what, std::string_view level) {
    const auto [found, added] = index_.try_emplace(id, rules_.size());
    if (added) rules_.push_back({id, what, level});
    return found->second;
  }

  /// As the tool itself describes them.
  [[nodiscard]] Json described(Language language) const {
    Json out = Json::array();
    for (const Rule& rule : rules_) {
      out.push_back(worded(rule, language));
      out.back()["defaultConfiguration"] = {{"level", rule.level}};
    }
    return out;
  }

  /// The same rules in another language, as the standard carries translations.
  [[nodiscard]] Json translated(Language language) const {
    Json rules = Json::array();
    for (const Rule& rule : rules_) rules.push_back(worded(rule, language));
    return {{"name", tool_name},
            {"language", tag_of(language)},
            {"contents", Json::array({"localizedData"})},
            {"associatedComponent", {{"name", tool_name}}},
            {"rules", std::move(rules)}};
  }

 private:
  struct Rule {
    std::string id;
    Message what;
    std::string_view level;
  };

  static Json worded(const Rule& rule, Language language) {
    return {{"id", rule.id}, {"shortDescription", {{"text", in(language, rule.what)}}}};
  }

  std::vector<Rule> rules_;
  std::map<std::string, std::size_t> index_;
};

std::string_view level_of(const Finding& finding) {
  if (finding.severity == bulletin::Severity::info) return "note";
  return finding.verdict == Verdict::inconsistent ? "error" : "warning";
}

Message usage_rule(bulletin::UsageRemark::Rule rule) {
  using Rule = bulletin::UsageRemark::Rule;
  switch (rule) {
    case Rule::decrease_by_times:
      return {"下降、减少不用倍数", "a decrease is not stated in multiples"};
    case Rule::to_or_by:
      return {"增长到与增长了", "to or by"};
    case Rule::percent_for_points:
      return {"两个百分数之差用百分点", "rates differ by percentage points"};
    case Rule::doubled_sign:
      return {"符号重复", "a sign is doubled"};
    case Rule::mixed_precision:
      return {"并列数字小数位数不一", "precision differs inside a list"};
    case Rule::numeral_form:
      return {"数字用法（GB/T 15835）", "form of numerals (GB/T 15835)"};
    case Rule::mixed_width:
      return {"全角与半角混用", "full and half width are mixed"};
    case Rule::redundant_about:
      return {"概数词重复", "approximation said twice"};
    case Rule::range_sign:
      return {"数值范围的写法", "how a range is written"};
  }
  return {};
}

/// One draft's results.
class Results {
 public:
  Results(const CheckedDraft& draft, std::size_t artifact, Rules& rules, Language language,
          Json& out)
      : draft_(draft),
        lines_(draft.document->text),
        artifact_(artifact),
        rules_(rules),
        language_(language),
        out_(out) {}

  void add_all() {
    for (const Finding& finding : draft_.report->findings) add(finding);
    for (const bulletin::UsageRemark& remark : draft_.report->usage) add(remark);
  }

 private:
  /// A byte order mark is no part of the first line for editors, nor for the standard.
  [[nodiscard]] Lines::Place place(std::size_t offset) const {
    Lines::Place out = lines_.at(offset);
    const bool marked = draft_.document->text.starts_with("\xEF\xBB\xBF");
    if (marked && out.line == 1 && out.column > 1) --out.column;
    return out;
  }

  [[nodiscard]] Json region(text::Span span) const {
    const Lines::Place begin = place(span.begin);
    const Lines::Place end = place(span.end);
    return {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line},
            {"endColumn", end.column}, {"byteOffset", span.begin},    {"byteLength", span.size()}};
  }

  [[nodiscard]] Json artifact() const {
    return {{"uri", artifact_uri(draft_.name)}, {"index", artifact_}};
  }

  [[nodiscard]] Json location(text::Span span) const {
    Json physical = {{"artifactLocation", artifact()}};
    if (draft_.document->verbatim) {
      physical["region"] = region(span);
      physical["region"]["snippet"] = {{"text", span.of(draft_.document->text)}};
    }
    return {{"physicalLocation", std::move(physical)}};
  }

  Json result(const std::string& rule, const Message& what, std::string_view level, text::Span span,
              std::string words) {
    if (!draft_.document->verbatim && !span.empty()) {
      words = fmt::format("{}{}{}", in(language_, {"「", "“"}), span.of(draft_.document->text),
                          in(language_, {"」：", "”: "})) +
              words;
    }
    return {
        {"ruleId", rule},
        {"ruleIndex", rules_.index_of(rule, what, rule.starts_with("usage/") ? "note" : "error")},
        {"level", level},
        {"message", {{"text", std::move(words)}}},
        {"locations", Json::array({location(span)})}};
  }

  void add_fix(Json& result, text::Span span, const std::string& replacement,
               const std::string& why) const {
    if (!draft_.document->verbatim) return;
    Json change = {{"artifactLocation", artifact()},
                   {"replacements", Json::array({{{"deletedRegion", region(span)},
                                                  {"insertedContent", {{"text", replacement}}}}})}};
    Json fix = {{"artifactChanges", Json::array({std::move(change)})}};
    if (!why.empty()) fix["description"] = {{"text", why}};
    result["fixes"] = Json::array({std::move(fix)});
  }

  void add(const Finding& finding) {
    std::string words = in(language_, finding.message);
    for (const DetailLine& line : details_of(draft_, finding, language_)) {
      words +=
          fmt::format("\n{}{}{}", line.label, language_ == Language::zh ? "：" : ": ", line.text);
    }
    Json out =
        result(fmt::format("relation/{}", id_of(finding.relation)), describe(finding.relation),
               level_of(finding), anchor_of(draft_, finding), std::move(words));
    Json related = Json::array();
    for (std::size_t k = 1; k < finding.claims.size(); ++k) {
      Json place = location(draft_.report->reading.claims[finding.claims[k]].span);
      place["id"] = k;
      related.push_back(std::move(place));
    }
    if (draft_.document->verbatim && !related.empty()) {
      out["relatedLocations"] = std::move(related);
    }
    if (finding.suggestion) {
      add_fix(out, finding.suggestion->span, finding.suggestion->replacement,
              in(language_, finding.suggestion->why));
    }
    out["properties"] = {{"verdict", id_of(finding.verdict)},
                         {"severity", id_of(finding.severity)}};
    out_.push_back(std::move(out));
  }

  void add(const bulletin::UsageRemark& remark) {
    Json out = result(fmt::format("usage/{}", id_of(remark.rule)), usage_rule(remark.rule), "note",
                      remark.span, in(language_, remark.message));
    if (remark.replacement) add_fix(out, remark.span, *remark.replacement, "");
    out_.push_back(std::move(out));
  }

  const CheckedDraft& draft_;
  Lines lines_;
  std::size_t artifact_;
  Rules& rules_;
  Language language_;
  Json& out_;
};

}  // namespace

std::string artifact_uri(std::string_view path) {
  static constexpr std::string_view kept =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  if (path == "-") return "stdin";
  std::string out = path.starts_with("/") ? "file://" : "";
  for (const char c : path) {
    if (kept.find(c) != std::string_view::npos) {
      out.push_back(c);
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

Json check_sarif(std::span<const CheckedDraft> drafts, std::string_view tool_version,
                 Language language) {
  Rules rules;
  Json results = Json::array();
  Json artifacts = Json::array();
  for (std::size_t k = 0; k < drafts.size(); ++k) {
    Json artifact = {{"location", {{"uri", artifact_uri(drafts[k].name)}, {"index", k}}},
                     {"roles", Json::array({"analysisTarget"})}};
    if (drafts[k].document->verbatim) {
      artifact["encoding"] = "UTF-8";
      artifact["length"] = drafts[k].document->text.size();
    }
    artifacts.push_back(std::move(artifact));
    Results(drafts[k], k, rules, language, results).add_all();
  }
  const Json driver = {{"name", tool_name},
                       {"version", tool_version},
                       {"language", tag_of(language)},
                       {"rules", rules.described(language)}};
  const Language other = language == Language::zh ? Language::en : Language::zh;
  const Json run = {{"tool", {{"driver", driver}}},
                    {"language", tag_of(language)},
                    {"translations", Json::array({rules.translated(other)})},
                    {"columnKind", "utf16CodeUnits"},
                    {"artifacts", std::move(artifacts)},
                    {"results", std::move(results)}};
  return {{"$schema", schema_uri}, {"version", "2.1.0"}, {"runs", Json::array({run})}};
}

}  // namespace duibiao::render
