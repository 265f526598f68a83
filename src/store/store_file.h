#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/file.h"
#include "store/log_chain.h"
#include "store/store.h"

namespace duibiao::store {

/// A change under way: the write lock and the entry it will continue.
struct Change {
  Transaction transaction;
  LogHead head;
  [[nodiscard]] std::int64_t log_id() const { return head.id + 1; }
};
[[nodiscard]] Result<Change> begin_change(const std::shared_ptr<Connection>& connection);

/// The one Store there is: an SQLite file.
class StoreFile final : public Store {
 public:
  StoreFile(OpenedFile file, const Vocabulary& vocabulary)
      : connection_(std::move(file.connection)),
        vocabulary_(&vocabulary),
        read_only_(file.read_only) {}

  [[nodiscard]] bool read_only() const override { return read_only_; }
  [[nodiscard]] Status add_overlay(const Overlay& overlay, const Actor& actor) override;
  [[nodiscard]] Result<std::optional<Batch>> find_batch(std::string_view content_hash) override;
  [[nodiscard]] Result<std::unique_ptr<BatchWriter>> begin_batch(std::string_view file,
                                                                 std::string_view content_hash,
                                                                 std::string_view layout,
                                                                 const Actor& actor) override;
  [[nodiscard]] Result<Batch> undo(std::int64_t batch, const Actor& actor) override;
  [[nodiscard]] Result<std::vector<Batch>> batches() override;
  [[nodiscard]] Result<std::vector<HeldRow>> held() override;
  [[nodiscard]] Result<std::vector<LogEntry>> log() override;
  [[nodiscard]] Result<ScanReport> scan(const std::function<void(const Block&)>& each,
                                        std::optional<Date> as_of) override;
  [[nodiscard]] Result<std::uint64_t> data_version() override;
  [[nodiscard]] Result<VerifyReport> verify() override;
  [[nodiscard]] Status backup(const std::string& to_path, const Actor& actor) override;

 private:
  std::shared_ptr<Connection> connection_;
  const Vocabulary* vocabulary_;
  bool read_only_;
};

/// All batches, or the one with this id, or the live one with this content.
[[nodiscard]] Result<std::vector<Batch>> read_batches(Connection& connection);
[[nodiscard]] Result<std::optional<Batch>> read_batch(Connection& connection, std::int64_t id);
[[nodiscard]] Result<std::optional<Batch>> read_live_batch(Connection& connection,
                                                           std::string_view content_hash);
/// The sources of a batch in the order of their numbers.
[[nodiscard]] Result<std::vector<Source>> read_sources(Connection& connection, std::int64_t batch);

/// A day as a number, 20191018; 0 is unknown.
[[nodiscard]] std::int64_t number_of(Date date);
[[nodiscard]] Date date_of(std::int64_t number);

}  // namespace duibiao::store
