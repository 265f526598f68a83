#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "figure/figure.h"
#include "store/sqlite.h"

namespace duibiao::store {

/// What a row of the table `name` names. Written into files: never renumber.
enum class NameKind : std::uint8_t { place = 0, indicator = 1, unit = 2 };

/// The names of a file by number, as the ids of one vocabulary. Blocks hold numbers, so that files
/// outlive any change of the vocabulary.
class NameMap {
 public:
  [[nodiscard]] static Result<NameMap> load(Connection& connection, const Vocabulary& vocabulary);

  /// Unknown ids where the vocabulary has no such name or the file no such number.
  [[nodiscard]] PlaceId place(std::uint32_t number) const;
  [[nodiscard]] IndicatorId indicator(std::uint32_t number) const;
  [[nodiscard]] std::optional<Unit> unit(std::uint32_t number) const;

 private:
  struct Entry {
    PlaceId place;
    IndicatorId indicator;
    std::optional<Unit> unit;
  };
  [[nodiscard]] const Entry& at(std::uint32_t number) const;

  std::vector<Entry> entries_{Entry{}};  // by number; entry 0 stays unknown
};

/// The numbers of names, adding those a batch uses first. Inside one write transaction.
class NameNumbers {
 public:
  [[nodiscard]] static Result<NameNumbers> load(std::shared_ptr<Connection> connection,
                                                std::int64_t log_id);
  [[nodiscard]] Result<std::uint32_t> number(NameKind kind, std::string_view text);

 private:
  explicit NameNumbers(std::shared_ptr<Connection> connection, std::int64_t log_id)
      : connection_(std::move(connection)), log_id_(log_id) {}

  std::shared_ptr<Connection> connection_;
  std::int64_t log_id_;
  std::uint32_t last_ = 0;
  std::unordered_map<std::string, std::uint32_t> numbers_;  // the kind's digit, then the text
};

}  // namespace duibiao::store
