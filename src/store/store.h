#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "figure/figure.h"

namespace duibiao::store {

/// Who does something, when: given by the caller, because the library reads no clock.
struct Actor {
  std::string name;          ///< «cli:li» …
  std::int64_t at_unix = 0;  ///< seconds
};

/// A row that could not be placed, kept with its cells until an alias brings it in.
struct HeldRow {
  std::int64_t id = 0;
  std::int64_t batch = 0;
  std::string file;
  std::string sheet;
  std::uint32_t row = 0;
  std::string reason_code;         ///< unknown_place, unknown_indicator, bad_number, unit_suspect …
  Message reason;                  ///< with the nearest names
  std::vector<std::string> cells;  ///< the row as it stood
  std::string context;  ///< JSON: what the layout knew (columns, period, unit); opaque here
};

struct Batch {
  std::int64_t id = 0;
  std::string file;
  std::string content_hash;  ///< BLAKE2b-256 of the bytes and the options that change meaning, hex
  std::string layout;        ///< what was recognised, as TOML
  std::string actor;
  std::int64_t imported_at = 0;
  std::uint64_t figures = 0;
  std::uint64_t held = 0;
  bool undone = false;
};

struct LogEntry {
  std::int64_t id = 0;
  std::int64_t at_unix = 0;
  std::string actor;
  std::string action;  ///< create, migrate, import, retry, undo, overlay, backup
  std::string detail;  ///< JSON
  std::string hash;    ///< BLAKE2b-256 over the previous hash and this entry, hex
};

/// A block of figures as loaded: all of one batch.
struct Block {
  std::int64_t batch = 0;
  std::uint32_t number = 0;  ///< of the block in its batch, from 0
  std::span<const Observation> figures;
  std::span<const Source> sources;  ///< of the batch
  Date imported;                    ///< stands in for an unknown release date
};

/// Written into stores by number: only ever add at the end.
enum class OverlayKind : std::uint8_t {
  places_csv,
  groups_toml,
  indicators_toml,
  place_alias,
  indicator_alias,
  lexicon_toml,  ///< words for reading bulletins, in the form of data/reading/*.toml
};
/// Names and words the users added; part of the store so that one file is the whole truth.
struct Overlay {
  OverlayKind kind = OverlayKind::place_alias;
  std::string name;  ///< alias text, or the file's name
  std::string text;  ///< code or id the alias stands for, or the file's content
};

struct VerifyReport {
  std::uint64_t log_entries = 0;
  std::uint64_t batches = 0;
  std::uint64_t blocks = 0;
  std::uint64_t figures = 0;
  /// Hash of the last entry of the log, hex. Noted elsewhere (on paper, in a mail) it proves later
  /// that nothing up to here was rewritten, which the file alone cannot.
  std::string head;
  std::vector<Error> problems;  ///< empty: chain, checksums and SQLite's own check all hold
};

/// An import in progress: one SQLite transaction, which holds the write lock from begin_batch until
/// commit or the end of this object; readers go on with the state before. Dropped without commit,
/// nothing happened. After an error only dropping is left: commit gives that error again.
class BatchWriter {
 public:
  virtual ~BatchWriter() = default;
  /// The index to put in Observation::source; equal sources share one. Errors: over_limit (65,535).
  [[nodiscard]] virtual Result<std::uint16_t> source(const Source& source) = 0;
  /// Adds figures in this order. Cost: about 50 ns a figure. Errors: bad_argument for a place or
  /// indicator outside the vocabulary, an unknown period, a source number not given by source(),
  /// or more than 24 decimals; io_failed, over_limit.
  [[nodiscard]] virtual Status append(std::span<const Observation> figures) = 0;
  /// Keeps a row that could not be placed; its id and batch are given by the store. Text that is
  /// not UTF-8 is kept with U+FFFD for the bad bytes. Errors: over_limit (1 MiB a row).
  [[nodiscard]] virtual Status hold(const HeldRow& row) = 0;
  /// Rows held before that this batch brings in; the log calls such a batch a retry. They are held
  /// again once this batch is undone. Errors: not_found for a row that is not held now.
  [[nodiscard]] virtual Status release_held(std::span<const std::int64_t> ids) = 0;
  /// Durable when it returns: written and synced. Gives the finished batch.
  [[nodiscard]] virtual Result<Batch> commit() = 0;
};

/// The store of record: one SQLite file (WAL, synchronous=FULL, STRICT tables), append-only for
/// figures, used by several processes at once. One Store object per thread.
/// docs/file-format.md describes the file.
class Store {
 public:
  /// Opens an existing file, migrating an older version forward. The vocabulary must outlive the
  /// store. A file or folder that cannot be written is opened for reading (read_only). A file that
  /// is not ours is never altered. Errors: not_found, unreadable_file (a folder, no permission),
  /// unknown_format (not a store), store_newer, store_damaged, busy, io_failed.
  [[nodiscard]] static Result<std::unique_ptr<Store>> open(const std::string& path,
                                                           const Vocabulary& vocabulary);
  /// Opens, or creates when there is nothing at `path`.
  [[nodiscard]] static Result<std::unique_ptr<Store>> open_or_create(const std::string& path,
                                                                     const Vocabulary& vocabulary,
                                                                     const Actor& actor);
  virtual ~Store() = default;

  /// Opened for reading only, because the file or its folder cannot be written; every change then
  /// gives io_failed.
  [[nodiscard]] virtual bool read_only() const = 0;

  /// Overlays of a store file, to build the vocabulary before opening, in the order they were
  /// added; of several with one kind and name the last. Empty when no file.
  [[nodiscard]] static Result<std::vector<Overlay>> read_overlays(const std::string& path);
  /// The same overlay again changes nothing. Errors: over_limit (16 MiB of text), busy, io_failed.
  [[nodiscard]] virtual Status add_overlay(const Overlay& overlay, const Actor& actor) = 0;

  /// The live (not undone) batch with this content hash, if it was imported before.
  [[nodiscard]] virtual Result<std::optional<Batch>> find_batch(std::string_view content_hash) = 0;
  /// Waits up to five seconds for another writer. Errors: busy; bad_argument when a live batch has
  /// this content hash (unless it is empty), or another change is under way on this object. While
  /// the writer lives, scan, verify, backup and other changes on this object are refused.
  [[nodiscard]] virtual Result<std::unique_ptr<BatchWriter>> begin_batch(
      std::string_view file, std::string_view content_hash, std::string_view layout,
      const Actor& actor) = 0;
  /// Marks a batch undone: its figures and held rows no longer count, the rows it released are held
  /// again, its content may be imported again; nothing is erased. Figures that a later retry
  /// brought in from its rows belong to that retry and stay.
  /// Errors: not_found, bad_argument when already undone.
  [[nodiscard]] virtual Result<Batch> undo(std::int64_t batch, const Actor& actor) = 0;

  [[nodiscard]] virtual Result<std::vector<Batch>> batches() = 0;
  /// Rows of live batches that no live batch has brought in, oldest first.
  [[nodiscard]] virtual Result<std::vector<HeldRow>> held() = 0;
  [[nodiscard]] virtual Result<std::vector<LogEntry>> log() = 0;

  /// Every figure of every live batch, in import order, block by block, from one consistent
  /// snapshot; place and indicator ids are translated to the vocabulary given at open. A figure
  /// whose place or indicator the vocabulary no longer knows is skipped and counted.
  /// `as_of` keeps only what was released (or, undated, imported) by that day. Blocks (at most
  /// 65,536 figures) are valid during the call; `each` must not change this store. The checksum of
  /// every block is checked. Cost: about 20 ns a figure. Errors: store_damaged, io_failed.
  struct ScanReport {
    std::uint64_t figures = 0;
    std::uint64_t unknown_names = 0;
  };
  [[nodiscard]] virtual Result<ScanReport> scan(const std::function<void(const Block&)>& each,
                                                std::optional<Date> as_of = {}) = 0;

  /// Grows with every change that a reader could see, the same for every connection and process;
  /// cheap (one row).
  [[nodiscard]] virtual Result<std::uint64_t> data_version() = 0;

  /// Proves the file against its own log: SQLite's check, references, table definitions, the hash
  /// chain, every row against the entry that brought it, every block. What is wrong is listed, not
  /// returned as an error. Cost: reads the whole file, about 5 ns a byte.
  [[nodiscard]] virtual Result<VerifyReport> verify() = 0;
  /// A consistent copy while in use (SQLite online backup), there complete or not at all; noted in
  /// the log. Errors: io_failed; bad_argument when `to_path` exists.
  [[nodiscard]] virtual Status backup(const std::string& to_path, const Actor& actor) = 0;
};

}  // namespace duibiao::store
