#include <fmt/format.h>

#include <algorithm>

#include "store/block_reader.h"
#include "store/store_file.h"

namespace duibiao::store {

namespace {

/// Enough to see what happened; a ruined file would list millions.
constexpr std::size_t problems_max = 100;

class Verifier {
 public:
  Verifier(Connection& connection, const Vocabulary& vocabulary)
      : connection_(connection), vocabulary_(vocabulary) {}

  VerifyReport run() {
    note(check_pages());
    note(check_references());
    note(check_schema());
    note(check_log());
    note(check_blocks());
    note(check_counts());
    note(check_accounts());
    return std::move(report_);
  }

 private:
  void problem(std::string zh, std::string en) {
    if (report_.problems.size() >= problems_max) return;
    report_.problems.push_back({ErrorCode::store_damaged,
                                {std::move(zh), std::move(en)},
                                {},
                                {connection_.path(), "", "", 0, 0}});
  }
  /// A check that cannot even be made is a finding itself.
  void note(const Status& status) {
    if (!status && report_.problems.size() < problems_max) {
      report_.problems.push_back(status.error());
    }
  }

  template <class Take>
  Status each(std::string_view sql, Take take) {
    Statement rows = connection_.prepare(sql);
    for (;;) {
      const auto row = rows.step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) return {};
      if (Status taken = take(rows); !taken) return taken;
    }
  }

  Status check_pages();
  Status check_references();
  Status check_schema();
  Status check_log();
  Status check_blocks();
  Status check_counts();
  Status check_accounts();

  Connection& connection_;
  const Vocabulary& vocabulary_;
  VerifyReport report_;
};

Status Verifier::check_pages() {
  return each("PRAGMA integrity_check(20)", [&](const Statement& row) -> Status {
    if (row.text(0) != "ok") {
      problem(fmt::format("SQLite 检查：{}", row.text(0)),
              fmt::format("SQLite's check: {}", row.text(0)));
    }
    return {};
  });
}

Status Verifier::check_references() {
  return each("PRAGMA foreign_key_check", [&](const Statement& row) -> Status {
    problem(fmt::format("表 {} 的第 {} 行指向不存在的记录", row.text(0), row.integer(1)),
            fmt::format("row {} of table {} refers to nothing", row.integer(1), row.text(0)));
    return {};
  });
}

Status Verifier::check_schema() {
  auto fresh = Connection::open_in_memory();
  if (!fresh) return tl::unexpected(fresh.error());
  if (auto done = migrate(**fresh, migrations()); !done) return done;
  const auto expected = schema_text(**fresh);
  if (!expected) return tl::unexpected(expected.error());
  const auto actual = schema_text(connection_);
  if (!actual) return tl::unexpected(actual.error());
  if (*expected != *actual) {
    problem("表结构被改动过", "the definitions of the tables were altered");
  }
  return {};
}

Status Verifier::check_log() {
  Digest previous{};
  std::int64_t last = 0;
  auto done = each(
      "SELECT id, at_unix, actor, action, detail, digest, hash FROM log ORDER BY id",
      [&](const Statement& row) -> Status {
        ++report_.log_entries;
        const LogEntry entry{row.integer(0),           row.integer(1),
                             std::string(row.text(2)), std::string(row.text(3)),
                             std::string(row.text(4)), {}};
        if (entry.id != last + 1) {
          problem(fmt::format("日志在第 {} 条之后有缺失", last),
                  fmt::format("entries of the log are missing after number {}", last));
        }
        if (!equal(hash_of_entry(previous, entry, row.blob(5)), row.blob(6))) {
          problem(fmt::format("日志第 {} 条被改动，或其前一条被改动", entry.id),
                  fmt::format("entry {} of the log, or the one before it, was altered", entry.id));
        }
        const auto digest = digest_of_rows(connection_, entry.id);
        if (!digest) return tl::unexpected(digest.error());
        if (!equal(*digest, row.blob(5))) {
          problem(fmt::format("日志第 {} 条（{}）记下的内容被改动过", entry.id, entry.action),
                  fmt::format("what entry {} of the log ({}) brought was altered", entry.id,
                              entry.action));
        }
        last = entry.id;
        if (row.blob(6).size() == previous.size()) std::ranges::copy(row.blob(6), previous.begin());
        return {};
      });
  if (!done) return done;
  report_.head = hex_of(previous);
  const auto head = read_head(connection_);
  if (!head) return tl::unexpected(head.error());
  if (head->id != last || head->hash != previous) {
    problem("日志的末尾被删去或改动", "the end of the log was removed or altered");
  }
  return {};
}

Status Verifier::check_blocks() {
  const auto names = NameMap::load(connection_, vocabulary_);
  if (!names) return tl::unexpected(names.error());
  BlockReader reader;
  std::vector<Source> sources;
  std::int64_t batch = 0;
  return each("SELECT batch, number, figures, checksum, data FROM figure_block ORDER BY id",
              [&](const Statement& row) -> Status {
                ++report_.blocks;
                if (row.integer(0) != batch) {
                  batch = row.integer(0);
                  auto read = read_sources(connection_, batch);
                  if (!read) return tl::unexpected(read.error());
                  sources = std::move(*read);
                }
                const bool same = equal(digest_of(row.blob(4)), row.blob(3));
                std::uint64_t unknown = 0;
                const auto figures = reader.read(row.blob(4), *names, {sources, {}, {}}, unknown);
                const std::uint64_t count = figures ? figures->size() + unknown : 0;
                report_.figures += count;
                if (!same || count != static_cast<std::uint64_t>(row.integer(2))) {
                  problem(fmt::format("第 {} 批第 {} 组指标值与校验和不符", batch, row.integer(1)),
                          fmt::format("block {} of batch {} does not match its checksum",
                                      row.integer(1), batch));
                }
                return {};
              });
}

Status Verifier::check_counts() {
  return each(
      "SELECT b.id, b.figures, b.held, "
      "(SELECT coalesce(sum(f.figures), 0) FROM figure_block f WHERE f.batch = b.id), "
      "(SELECT count(*) FROM held h WHERE h.batch = b.id) FROM batch b ORDER BY b.id",
      [&](const Statement& row) -> Status {
        ++report_.batches;
        if (row.integer(1) != row.integer(3) || row.integer(2) != row.integer(4)) {
          problem(fmt::format("第 {} 批的数目与内容不符", row.integer(0)),
                  fmt::format("the counts of batch {} do not match what it holds", row.integer(0)));
        }
        return {};
      });
}

/// An account as it stands must be what the last change of it said.
Status Verifier::check_accounts() {
  auto done = each(
      "SELECT a.id, a.key, a.name, a.role, a.disabled, a.password, "
      "c.key, c.name, c.role, c.disabled, c.removed, c.password_digest FROM account a "
      "LEFT JOIN account_change c ON c.log = "
      "(SELECT max(l.log) FROM account_change l WHERE l.account = a.id) ORDER BY a.id",
      [&](const Statement& row) -> Status {
        const bool same = row.type(6) != SQLITE_NULL && row.text(1) == row.text(6) &&
                          row.text(2) == row.text(7) && row.integer(3) == row.integer(8) &&
                          row.integer(4) == row.integer(9) && row.integer(10) == 0 &&
                          equal(digest_of(std::as_bytes(std::span(row.text(5)))), row.blob(11));
        if (!same) {
          problem(fmt::format("账号「{}」与日志所记不符", row.text(2)),
                  fmt::format("the account “{}” is not what the log says", row.text(2)));
        }
        return {};
      });
  if (!done) return done;
  return each(
      "SELECT c.name FROM account_change c WHERE c.removed = 0 AND c.log = "
      "(SELECT max(l.log) FROM account_change l WHERE l.account = c.account) "
      "AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = c.account) ORDER BY c.log",
      [&](const Statement& row) -> Status {
        problem(fmt::format("账号「{}」不见了，日志中没有删除它的记录", row.text(0)),
                fmt::format("the account “{}” is gone, and no entry of the log removed it",
                            row.text(0)));
        return {};
      });
}

}  // namespace

Result<VerifyReport> StoreFile::verify() {
  auto snapshot = Transaction::begin(connection_, Transaction::Kind::read);
  if (!snapshot) return tl::unexpected(snapshot.error());
  return Verifier(*connection_, *vocabulary_).run();
}

}  // namespace duibiao::store
