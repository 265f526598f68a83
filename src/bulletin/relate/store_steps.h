#pragma once

#include <string>
#include <string_view>

#include "bulletin/relate/store_parts.h"

/// Small steps that the kinds of derived figures share.
namespace duibiao::bulletin::store {

[[nodiscard]] Found lacks(Message why);
[[nodiscard]] Found one(Relation relation);
void append(std::vector<Evidence>& all, const std::vector<Evidence>& more);

/// «A ÷ B = c» in both languages.
[[nodiscard]] Message joined(const Message& a, std::string_view sign, const Message& b,
                             const std::string& result);
/// A level with its name, as published or worked out.
[[nodiscard]] Message level_text(const cube::Cube& cube, const Level& level);

[[nodiscard]] std::optional<Level> level_at(const cube::Cube& cube, const Subject& of);
[[nodiscard]] std::optional<Known> growth_at(const cube::Cube& cube, const Subject& of);
[[nodiscard]] FigureKey key_of(const Subject& of, Measure measure);

/// Pull and contribution rate, from the levels and their own published rates.
[[nodiscard]] Found contributed(const Question& question);
/// The increment over a year or since another period.
[[nodiscard]] Found incremented(const Question& question);

}  // namespace duibiao::bulletin::store
