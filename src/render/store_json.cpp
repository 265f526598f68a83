#include "render/store_json.h"

#include <nlohmann/json.hpp>

#include "intake/held_name.h"

namespace duibiao::render {
namespace {

std::string_view id_of(cube::Rival::Kind kind) {
  switch (kind) {
    case cube::Rival::Kind::revised:
      return "revised";
    case cube::Rival::Kind::conflict:
      return "conflict";
    case cube::Rival::Kind::witness:
      break;
  }
  return "witness";
}

/// The name that keeps a row out, and the nearest known ones.
void add_unknown_name(Json& out, const store::HeldRow& row, const Vocabulary& words) {
  const auto unknown = intake::unknown_name(row.context, words);
  if (!unknown) return;
  const bool place = unknown->kind == intake::UnknownName::Kind::place;
  out["unknown"] = {{"kind", place ? "place" : "indicator"}, {"text", unknown->text}};
  out["suggestions"] = Json::array();
  for (const PlaceId id : unknown->places) {
    const Place& found = words.places.at(id);
    out["suggestions"].push_back(
        {{"id", found.code}, {"names", to_json(Message{found.zh, found.en})}});
  }
  for (const IndicatorId id : unknown->indicators) {
    const Indicator& found = words.catalogue.at(id);
    out["suggestions"].push_back(
        {{"id", found.id}, {"names", to_json(Message{found.zh, found.en})}});
  }
}

}  // namespace

Json import_json(const workspace::ImportReport& report, const Vocabulary& words) {
  Json out;
  out["file"] = report.file;
  out["status"] = report.unchanged ? "unchanged" : (report.batch ? "imported" : "preview");
  out["batch"] = report.batch ? Json(report.batch->id) : Json(nullptr);
  out["guess"] = {{"format", report.guess.format}, {"encoding", report.guess.encoding}};
  out["sheets"] = Json::array();
  for (const intake::Reading& sheet : report.reading.sheets) {
    Json one;
    one["name"] = sheet.sheet.name;
    one["layout"] = sheet.layout.kind;
    one["description"] = Json::array();
    for (const Message& line : describe(sheet.layout, words)) {
      one["description"].push_back(to_json(line));
    }
    one["rows"] = sheet.counts.rows;
    one["figures"] = sheet.counts.figures;
    one["held"] = sheet.counts.held_rows;
    one["missing"] = sheet.counts.missing;
    one["warnings"] = Json::array();
    for (const intake::Warning& warning : sheet.warnings) {
      one["warnings"].push_back({{"code", warning.code},
                                 {"severity", id_of(warning.severity)},
                                 {"message", to_json(warning.message)},
                                 {"cells", warning.cells},
                                 {"count", warning.count}});
    }
    one["suggestions"] = Json::array();
    for (const intake::Suggestion& suggestion : sheet.suggestions) {
      one["suggestions"].push_back({{"from", suggestion.from.symbol()},
                                    {"to", suggestion.to.symbol()},
                                    {"columns", suggestion.columns},
                                    {"figures", suggestion.figures},
                                    {"accepted", sheet.suggestions_accepted},
                                    {"why", to_json(suggestion.why)}});
    }
    out["sheets"].push_back(std::move(one));
  }
  return out;
}

Json held_json(const std::vector<std::pair<store::HeldRow, Message>>& rows,
               const Vocabulary& words) {
  Json json = document("held");
  json["held"] = Json::array();
  for (const auto& [row, reason] : rows) {
    Json one = {{"id", row.id},
                {"batch", row.batch},
                {"file", row.file},
                {"sheet", row.sheet},
                {"row", row.row},
                {"reason_code", row.reason_code},
                {"reason", to_json(reason)},
                {"cells", row.cells}};
    add_unknown_name(one, row, words);
    json["held"].push_back(std::move(one));
  }
  return json;
}

Json batches_json(std::span<const store::Batch> batches) {
  Json json = document("log");
  json["batches"] = Json::array();
  for (const store::Batch& b : batches) {
    json["batches"].push_back({{"id", b.id},
                               {"imported_at", b.imported_at},
                               {"actor", b.actor},
                               {"file", b.file},
                               {"content_hash", b.content_hash},
                               {"figures", b.figures},
                               {"held", b.held},
                               {"undone", b.undone}});
  }
  return json;
}

Json log_json(std::span<const store::LogEntry> entries) {
  Json json = document("log");
  json["log"] = Json::array();
  for (const store::LogEntry& entry : entries) {
    json["log"].push_back({{"id", entry.id},
                           {"at", entry.at_unix},
                           {"actor", entry.actor},
                           {"action", entry.action},
                           {"detail", Json::parse(entry.detail, nullptr, false)},
                           {"hash", entry.hash}});
  }
  return json;
}

Json revisions_json(std::span<const cube::Rival> rivals, const Vocabulary& words,
                    Language language) {
  Json json = document("revisions");
  json["revisions"] = Json::array();
  for (const cube::Rival& rival : rivals) {
    json["revisions"].push_back({{"kind", id_of(rival.kind)},
                                 {"now", to_json(rival.key, rival.current, words, language)},
                                 {"other", to_json(rival.key, rival.other, words, language)}});
  }
  return json;
}

}  // namespace duibiao::render
