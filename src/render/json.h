#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string_view>

#include "base/language.h"
#include "compare/card.h"
#include "compare/compare.h"
#include "cube/measures.h"
#include "render/ordered_object.h"

namespace duibiao::render {

/// Every JSON object of the program, described in docs/json.md. Field order is fixed and numbers
/// are strings of exact decimals, so that same facts give same bytes and no digit is lost.
using Json = nlohmann::basic_json<OrderedObject>;

/// `{"schema": "duibiao.<name>/1"}`, the start of every document.
[[nodiscard]] Json document(std::string_view name);

[[nodiscard]] Json to_json(const Message& message);
[[nodiscard]] Json to_json(const Position& position);
/// `{"error":{"code":"DB2003","message":…,"advice":…,"where":…}}`.
[[nodiscard]] Json to_json(const Error& error);
[[nodiscard]] Json place_json(const Vocabulary& words, PlaceId place, Language language);
[[nodiscard]] Json indicator_json(const Vocabulary& words, IndicatorId indicator,
                                  Language language);

/// A figure: `{"indicator":{"id","name"},"place":{"code","name"},"period","measure","value","unit",
/// "decimals","low","high","source","released","derived"}`; derived ones list their `inputs`.
[[nodiscard]] Json to_json(const cube::Answer& answer, const Vocabulary& words, Language language);
[[nodiscard]] Json to_json(const FigureKey& key, const cube::Published& published,
                           const Vocabulary& words, Language language);
/// The key alone, for lists of inputs and of what is missing.
[[nodiscard]] Json to_json(const FigureKey& key, const Vocabulary& words, Language language);
/// The figure, or null beside `missing`.
[[nodiscard]] Json to_json(const cube::Outcome& outcome, const Vocabulary& words,
                           Language language);
[[nodiscard]] Json to_json(const compare::Ranking& ranking, const Vocabulary& words,
                           Language language);
[[nodiscard]] Json to_json(const compare::Gap& gap, const Vocabulary& words, Language language);

/// `duibiao.show/1` of one figure: `measures[]` of `what`, `figure`, `missing`.
[[nodiscard]] Json card_json(std::span<const compare::CardLine> lines, const Vocabulary& words,
                             Language language);

/// «DB2003».
[[nodiscard]] std::string code_name(ErrorCode code);

}  // namespace duibiao::render
