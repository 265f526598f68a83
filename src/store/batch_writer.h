#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "store/block_builder.h"
#include "store/names.h"
#include "store/store_file.h"

namespace duibiao::store {

/// Writes a batch into its transaction as it comes: blocks when they are full, the batch's own row
/// and the entry of the log at commit.
class FileBatchWriter final : public BatchWriter {
 public:
  /// `batch` says file, content, layout, actor and time; its id is given here.
  [[nodiscard]] static Result<std::unique_ptr<FileBatchWriter>> begin(
      std::shared_ptr<Connection> connection, const Vocabulary& vocabulary, Change change,
      Batch batch);

  [[nodiscard]] Result<std::uint16_t> source(const Source& source) override;
  [[nodiscard]] Status append(std::span<const Observation> figures) override;
  [[nodiscard]] Status hold(const HeldRow& row) override;
  [[nodiscard]] Status release_held(std::span<const std::int64_t> ids) override;
  [[nodiscard]] Result<Batch> commit() override;

 private:
  FileBatchWriter(std::shared_ptr<Connection> connection, const Vocabulary& vocabulary,
                  Change change, NameNumbers names, Batch batch);

  [[nodiscard]] Status check(const Observation& figure) const;
  [[nodiscard]] Status flush();
  [[nodiscard]] Status write_batch();
  /// Remembers a failure: a batch that lost a row must not be committed.
  [[nodiscard]] Status settle(Status status);

  std::shared_ptr<Connection> connection_;
  const Vocabulary* vocabulary_;
  Change change_;
  NameNumbers names_;
  BlockBuilder builder_;
  Batch batch_;
  std::map<std::tuple<std::string, std::string, Date>, std::uint16_t> sources_;
  std::int64_t blocks_ = 0;
  std::int64_t released_ = 0;
  std::optional<Error> failure_;
};

}  // namespace duibiao::store
