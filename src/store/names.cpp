#include "store/names.h"

#include <utility>

namespace duibiao::store {

namespace {

constexpr std::string_view all_names = "SELECT id, kind, text FROM name ORDER BY id";

std::string key_of(std::int64_t kind, std::string_view text) {
  return std::to_string(kind).append(text);
}

/// Numbers run from 1 without gaps; anything else was not written by us.
Error gap_error(const std::string& path) {
  return sqlite_error(SQLITE_CORRUPT, "the numbers of names have gaps", path);
}

}  // namespace

Result<NameMap> NameMap::load(Connection& connection, const Vocabulary& vocabulary) {
  NameMap map;
  Statement rows = connection.prepare(all_names);
  for (;;) {
    const auto row = rows.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return map;
    if (rows.integer(0) != static_cast<std::int64_t>(map.entries_.size())) {
      return tl::unexpected(gap_error(connection.path()));
    }
    Entry& entry = map.entries_.emplace_back();
    const std::string_view text = rows.text(2);
    switch (static_cast<NameKind>(rows.integer(1))) {
      case NameKind::place:
        entry.place = vocabulary.places.by_code(text).value_or(PlaceId{});
        break;
      case NameKind::indicator:
        entry.indicator = vocabulary.catalogue.by_id(text).value_or(IndicatorId{});
        break;
      case NameKind::unit:
        entry.unit = text.empty() ? Unit{} : Unit::find(text);
        break;
    }
  }
}

const NameMap::Entry& NameMap::at(std::uint32_t number) const {
  return entries_[number < entries_.size() ? number : 0];
}

PlaceId NameMap::place(std::uint32_t number) const { return at(number).place; }

IndicatorId NameMap::indicator(std::uint32_t number) const { return at(number).indicator; }

std::optional<Unit> NameMap::unit(std::uint32_t number) const { return at(number).unit; }

Result<NameNumbers> NameNumbers::load(std::shared_ptr<Connection> connection, std::int64_t log_id) {
  NameNumbers names(std::move(connection), log_id);
  Statement rows = names.connection_->prepare(all_names);
  for (;;) {
    const auto row = rows.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return names;
    if (rows.integer(0) != std::int64_t{names.last_} + 1) {
      return tl::unexpected(gap_error(names.connection_->path()));
    }
    ++names.last_;
    names.numbers_.emplace(key_of(rows.integer(1), rows.text(2)), names.last_);
  }
}

Result<std::uint32_t> NameNumbers::number(NameKind kind, std::string_view text) {
  const auto known = numbers_.find(key_of(static_cast<std::int64_t>(kind), text));
  if (known != numbers_.end()) return known->second;
  auto added = connection_->prepare("INSERT INTO name (id, kind, text, log) VALUES (?1,?2,?3,?4)")
                   .bind(1, std::int64_t{last_} + 1)
                   .bind(2, static_cast<std::int64_t>(kind))
                   .bind(3, text)
                   .bind(4, log_id_)
                   .run();
  if (!added) return tl::unexpected(added.error());
  numbers_.emplace(key_of(static_cast<std::int64_t>(kind), text), ++last_);
  return last_;
}

}  // namespace duibiao::store
