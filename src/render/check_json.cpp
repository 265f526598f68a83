#include "render/check_json.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace duibiao::render {
namespace {

using bulletin::Claim;
using bulletin::Finding;
using bulletin::Reference;

Json span_json(text::Span span) { return Json::array({span.begin, span.end}); }

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json indicator_field(const bulletin::Subject& subject, const Vocabulary& words) {
  return {{"id", subject.indicator.known() ? Json(words.catalogue.at(subject.indicator).id)
                                           : Json(nullptr)},
          {"text", subject.phrase}};
}

Json place_field(const bulletin::Subject& subject, const Vocabulary& words) {
  return {
      {"code", subject.place.known() ? Json(words.places.at(subject.place).code) : Json(nullptr)},
      {"text", subject.place_text}};
}

Json period_field(const Period& period) {
  return bulletin::is_dated(period) ? Json(period.to_string()) : Json(nullptr);
}

/// The unit of the same dimension without a magnitude: 元 of 亿元, % of ‰.
std::optional<Unit> plain_unit(Unit unit) {
  if (unit.power() == 0) return unit;
  for (std::size_t k = 1; k < Unit::table().size(); ++k) {
    const Unit::Info& info = Unit::table()[k];
    if (info.dimension == unit.dimension() && info.power == 0) {
      return Unit::at(static_cast<std::uint8_t>(k));
    }
  }
  return std::nullopt;
}

Json normalized_field(const Claim& claim) {
  const std::optional<Unit> plain = claim.unit.known() ? plain_unit(claim.unit) : std::nullopt;
  if (!plain) return nullptr;
  const Result<num::Decimal> value = convert(claim.value, claim.unit, *plain);
  if (!value) return nullptr;
  return {{"value", value->to_string()}, {"unit", plain->symbol()}};
}

Json qualifiers_field(const Claim& claim) {
  Json out = Json::array();
  for (int bit = 0; bit < bulletin::qualifier_count; ++bit) {
    const auto qualifier = static_cast<bulletin::Qualifier>(1U << static_cast<unsigned>(bit));
    if (claim.has(qualifier)) out.push_back(id_of(qualifier));
  }
  return out;
}

std::string_view kind_name(Reference::Kind kind) {
  switch (kind) {
    case Reference::Kind::whole:
      return "whole";
    case Reference::Kind::compared:
      return "compared";
    case Reference::Kind::since:
      return "since";
    case Reference::Kind::among:
      return "among";
    case Reference::Kind::none:
      break;
  }
  return "none";
}

Json reference_field(const Reference& reference, const Vocabulary& words) {
  if (reference.kind == Reference::Kind::none) return nullptr;
  return {{"kind", kind_name(reference.kind)},
          {"indicator", indicator_field(reference.subject, words)},
          {"place", place_field(reference.subject, words)},
          {"period", period_field(reference.subject.period)},
          {"text", text_or_null(reference.text)},
          {"group", text_or_null(reference.group)}};
}

Json evidence_json(const bulletin::Evidence& evidence, const Vocabulary& words, Language language) {
  const num::Interval range =
      num::Interval::of_printed(evidence.value).value_or(num::Interval::point(evidence.value));
  Json out = to_json(evidence.key, words, language);
  out["value"] = evidence.value.to_string();
  out["unit"] = evidence.unit.symbol();
  out["decimals"] = evidence.value.scale();
  out["low"] = range.low().to_string();
  out["high"] = range.high().to_string();
  out["source"] = text_or_null(evidence.source);
  out["released"] = text_or_null(evidence.released.to_string());
  out["superseded"] = evidence.superseded;
  return out;
}

Json suggestion_json(const std::optional<bulletin::Suggestion>& suggestion) {
  if (!suggestion) return nullptr;
  return {{"span", span_json(suggestion->span)},
          {"replacement", suggestion->replacement},
          {"slip", id_of(suggestion->slip)},
          {"why", to_json(suggestion->why)}};
}

Json finding_json(const Finding& finding, const Vocabulary& words, Language language) {
  Json out;
  out["verdict"] = id_of(finding.verdict);
  out["relation"] = id_of(finding.relation);
  out["claims"] = finding.claims;
  out["suspects"] = finding.suspects;
  out["severity"] = id_of(finding.severity);
  out["formula"] = to_json(finding.formula);
  out["computed"] = {{"low", finding.computed.low().to_string()},
                     {"high", finding.computed.high().to_string()}};
  out["printed"] = {{"low", finding.printed.low().to_string()},
                    {"high", finding.printed.high().to_string()}};
  out["unit"] = finding.unit.symbol();
  out["evidence"] = Json::array();
  for (const bulletin::Evidence& evidence : finding.evidence) {
    out["evidence"].push_back(evidence_json(evidence, words, language));
  }
  out["also"] = Json::array();
  for (const bulletin::RelationKind kind : finding.also) out["also"].push_back(id_of(kind));
  out["suggestion"] = suggestion_json(finding.suggestion);
  out["message"] = to_json(finding.message);
  return out;
}

Json usage_json(const bulletin::UsageRemark& remark, const text::Document& document) {
  return {{"rule", id_of(remark.rule)},
          {"span", span_json(remark.span)},
          {"text", remark.span.of(document.text)},
          {"message", to_json(remark.message)},
          {"replacement", remark.replacement ? Json(*remark.replacement) : Json(nullptr)}};
}

Json summary_json(const bulletin::CheckSummary& summary) {
  return {{"numerals", summary.numerals},
          {"claims", summary.claims},
          {"checked", summary.checked},
          {"consistent", summary.consistent},
          {"edge", summary.edge},
          {"inconsistent", summary.inconsistent},
          {"not_checkable", summary.not_checkable},
          {"coverage", summary.coverage()}};
}

Json claims_json(const CheckedDraft& draft) {
  const bulletin::CheckReport& report = *draft.report;
  Json out = Json::array();
  for (std::size_t k = 0; k < report.reading.claims.size(); ++k) {
    Json claim = {{"id", k}};
    claim.update(to_json(report.reading.claims[k], *draft.document, *draft.words));
    claim["verdict"] =
        id_of(k < report.verdicts.size() ? report.verdicts[k] : bulletin::Verdict::not_checkable);
    const bool reasoned = k < report.reasons.size() && !report.reasons[k].zh.empty();
    claim["reason"] = reasoned ? to_json(report.reasons[k]) : Json(nullptr);
    out.push_back(std::move(claim));
  }
  return out;
}

}  // namespace

Json to_json(const Claim& claim, const text::Document& document, const Vocabulary& words) {
  Json out;
  out["span"] = span_json(claim.span);
  out["text"] = claim.span.of(document.text);
  out["indicator"] = indicator_field(claim.subject, words);
  out["place"] = place_field(claim.subject, words);
  out["period"] = period_field(claim.subject.period);
  out["measure"] = id_of(claim.measure);
  out["of"] = id_of(claim.of);
  out["value"] = claim.value.to_string();
  out["unit"] = claim.unit_text;
  out["decimals"] = claim.decimals();
  out["low"] = claim.range.low().to_string();
  out["high"] = claim.range.high().to_string();
  out["normalized"] = normalized_field(claim);
  out["qualifiers"] = qualifiers_field(claim);
  out["reference"] = reference_field(claim.reference, words);
  return out;
}

Json check_json(const CheckedDraft& draft, Language language) {
  const bulletin::CheckReport& report = *draft.report;
  const text::Document& document = *draft.document;
  Json out;
  out["file"] = draft.name;
  out["format"] = document.format;
  out["encoding"] = text_or_null(document.encoding);
  if (!document.verbatim) out["text"] = document.text;
  out["claims"] = claims_json(draft);
  out["ignored"] = Json::array();
  for (const bulletin::Ignored& ignored : report.reading.ignored) {
    out["ignored"].push_back({{"span", span_json(ignored.span)},
                              {"text", ignored.span.of(document.text)},
                              {"reason", id_of(ignored.reason)}});
  }
  out["findings"] = Json::array();
  for (const Finding& finding : report.findings) {
    out["findings"].push_back(finding_json(finding, *draft.words, language));
  }
  out["usage"] = Json::array();
  for (const bulletin::UsageRemark& remark : report.usage) {
    out["usage"].push_back(usage_json(remark, document));
  }
  out["remarks"] = Json::array();
  for (const Message& remark : report.reading.remarks) out["remarks"].push_back(to_json(remark));
  out["summary"] = summary_json(report.summary);
  return out;
}

}  // namespace duibiao::render
