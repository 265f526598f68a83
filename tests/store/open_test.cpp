#include <gmock/gmock.h>
#include <sys/stat.h>

#include <array>
#include <fstream>

#include "fixture.h"

namespace duibiao::store {
namespace {

using testing::IsEmpty;

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// Says the code and that both languages say something.
ErrorCode code_of(const Result<std::unique_ptr<Store>>& result) {
  EXPECT_FALSE(result.has_value());
  if (result) return ErrorCode::internal;
  EXPECT_FALSE(result.error().message.zh.empty());
  EXPECT_FALSE(result.error().message.en.empty());
  EXPECT_FALSE(result.error().advice.zh.empty());
  EXPECT_FALSE(result.error().advice.en.empty());
  EXPECT_FALSE(result.error().where.file.empty());
  return result.error().code;
}

class OpenTest : public StoreTest {
 protected:
  /// Neither opening nor asking for overlays may touch the file or leave others beside it.
  void expect_untouched(ErrorCode code) {
    const auto before = read_file(path_);
    EXPECT_EQ(code_of(Store::open(path_, vocabulary_)), code);
    EXPECT_EQ(code_of(Store::open_or_create(path_, vocabulary_, actor())), code);
    EXPECT_FALSE(Store::read_overlays(path_).has_value());
    EXPECT_EQ(read_file(path_), before);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
  }
};

TEST_F(OpenTest, NothingThereIsNotFound) {
  EXPECT_EQ(code_of(Store::open(path_, vocabulary_)), ErrorCode::not_found);
  EXPECT_EQ(code_of(Store::open_or_create(folder_ + "/none/x", vocabulary_, actor())),
            ErrorCode::io_failed);
  EXPECT_THAT(must(Store::read_overlays(path_)), IsEmpty());
  EXPECT_FALSE(exists(path_));
}

TEST_F(OpenTest, ANewStoreIsOneFileAndSound) {
  open();
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
  const auto store = open();
  EXPECT_FALSE(store->read_only());
  EXPECT_THAT(must(store->verify()).problems, IsEmpty());
  EXPECT_EQ(must(store->log()).size(), 1U);
}

TEST_F(OpenTest, PathsAreTakenAsTheyStand) {
  for (const char* name : {"//a.db", "/a%41?mode=memory#x.db", "/空 格 '\".db"}) {
    const std::string path = folder_ + name;
    const auto store = must(Store::open_or_create("/" + path, vocabulary_, actor()), name);
    import(*store, 3, "a");
    EXPECT_TRUE(std::filesystem::exists(path)) << name;
    EXPECT_EQ(count(*must(Store::open(path, vocabulary_))), 3U);
  }
}

TEST_F(OpenTest, AFolderIsRefused) {
  std::filesystem::create_directory(path_);
  EXPECT_EQ(code_of(Store::open(path_, vocabulary_)), ErrorCode::unreadable_file);
}

TEST_F(OpenTest, OtherFilesAreRefusedAndLeftAlone) {
  for (const std::string& bytes :
       {std::string(), std::string("x"), std::string(5'000, 'x'), std::string(5'000, '\0'),
        std::string("%PDF-1.7\n") + std::string(3'000, '\n')}) {
    write_file(path_, bytes);
    expect_untouched(ErrorCode::unknown_format);
  }
}

TEST_F(OpenTest, AnotherProgramsDatabaseIsRefusedAndLeftAlone) {
  for (const char* mode : {"DELETE", "WAL"}) {
    std::filesystem::remove(path_);
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
    const std::string sql = std::string("PRAGMA journal_mode=") + mode + "; CREATE TABLE t (a);";
    ASSERT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
    expect_untouched(ErrorCode::unknown_format);
  }
}

TEST_F(OpenTest, ATruncatedStoreIsDamaged) {
  import(*open(), 5'000, "a");
  const auto whole = read_file(path_);
  for (const std::size_t size :
       {std::size_t{50}, std::size_t{4'096}, whole.size() / 2, whole.size() - 1}) {
    write_file(path_, whole.substr(0, size));
    expect_untouched(ErrorCode::store_damaged);
  }
}

TEST_F(OpenTest, ANewerFormatIsRefusedAndLeftAlone) {
  open();
  tamper("PRAGMA user_version = 99; CREATE TABLE newer (a)");
  expect_untouched(ErrorCode::store_newer);
}

TEST_F(OpenTest, AnEmptyFileOfOursIsTakenForwardFromVersionZero) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
  const auto sql = "PRAGMA application_id = " + std::to_string(application_id) + "; VACUUM;";
  ASSERT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(database);
  const auto store = must(Store::open(path_, vocabulary_));
  import(*store, 9, "a");
  EXPECT_EQ(count(*store), 9U);
  EXPECT_THAT(must(store->verify()).problems, IsEmpty());
}

/// The steps of this program, and further ones.
std::vector<Migration> and_then(std::initializer_list<Migration> more) {
  std::vector<Migration> steps(migrations().begin(), migrations().end());
  steps.insert(steps.end(), more);
  return steps;
}

TEST_F(OpenTest, AStoreOfTheFirstFormatIsTakenForwardAndItsLogStillProvesEveryRow) {
  import(*open(), 3'000, "a");
  must(open()->add_overlay({OverlayKind::place_alias, "温洲", "330003"}, actor()));
  const auto head = must(open()->verify()).head;
  // What the first format did not have.
  tamper(
      "DROP TABLE session; DROP TABLE token_use; DROP TABLE token_end; DROP TABLE token;"
      "DROP TABLE account_change; DROP TABLE account; DROP TABLE account_state;"
      "PRAGMA user_version = 1");
  const auto store = must(Store::open(path_, vocabulary_));
  EXPECT_EQ(count(*store), 3'000U);
  EXPECT_THAT(must(store->verify()).problems, IsEmpty());
  const auto log = must(store->log());
  EXPECT_EQ(log.back().action, "migrate");
  EXPECT_EQ(log[log.size() - 2].hash, head);
}

TEST_F(OpenTest, AnOlderFormatIsTakenForwardOnceWithItsFigures) {
  import(*open(), 1'000, "a");
  const auto steps = and_then({"ALTER TABLE batch ADD COLUMN note TEXT NOT NULL DEFAULT 'none'",
                               "CREATE TABLE later (a INTEGER) STRICT"});
  for (int round = 0; round < 2; ++round) {
    const auto file = must(open_file(path_, 0, steps));
    EXPECT_EQ(must(file.connection->integer("PRAGMA user_version")), current_version() + 2);
    EXPECT_EQ(must(file.connection->integer("SELECT count(*) FROM batch WHERE note='none'")), 1);
    EXPECT_EQ(must(file.connection->integer("SELECT count(*) FROM log WHERE action='migrate'")), 1);
    StoreFile store(file, vocabulary_);
    EXPECT_EQ(count(store), 1'000U);
  }
  EXPECT_EQ(code_of(Store::open(path_, vocabulary_)), ErrorCode::store_newer);
}

TEST_F(OpenTest, AFailedMigrationLeavesTheOldFormat) {
  import(*open(), 1'000, "a");
  const auto steps =
      and_then({"CREATE TABLE half (a INTEGER) STRICT", "CREATE TABLE half (a INTEGER) STRICT"});
  EXPECT_FALSE(open_file(path_, 0, steps).has_value());
  const auto store = must(Store::open(path_, vocabulary_));
  EXPECT_EQ(count(*store), 1'000U);
  EXPECT_THAT(must(store->verify()).problems, IsEmpty());
}

TEST_F(OpenTest, CreationThatFailsLeavesNothing) {
  const std::array steps = {"CREATE TABLE broken ("};
  EXPECT_FALSE(create_file(path_, actor(), steps).has_value());
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 0);
}

TEST_F(OpenTest, CreationNeverReplacesAFile) {
  write_file(path_, "mine");
  EXPECT_FALSE(create_file(path_, actor()).has_value());
  EXPECT_EQ(read_file(path_), "mine");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

/// Permissions do not bind root: such tests act as «nobody».
class Unprivileged {
 public:
  Unprivileged() {
    if (::geteuid() == 0) changed_ = ::seteuid(65'534) == 0;
  }
  ~Unprivileged() {
    if (changed_) [[maybe_unused]]
      const int back = ::seteuid(0);
  }
  Unprivileged(const Unprivileged&) = delete;
  Unprivileged& operator=(const Unprivileged&) = delete;

 private:
  bool changed_ = false;
};

TEST_F(OpenTest, AReadOnlyFileInAReadOnlyFolderCanStillBeRead) {
  import(*open(), 1'000, "a");
  ::chmod(path_.c_str(), 0444);
  ::chmod(folder_.c_str(), 0555);
  {
    const Unprivileged nobody;
    const auto store = must(Store::open(path_, vocabulary_));
    EXPECT_TRUE(store->read_only());
    EXPECT_EQ(count(*store), 1'000U);
    EXPECT_THAT(must(store->verify()).problems, IsEmpty());
    EXPECT_EQ(store->begin_batch("b", "b", "", actor()).error().code, ErrorCode::io_failed);
    EXPECT_EQ(store->undo(1, actor()).error().code, ErrorCode::io_failed);
    EXPECT_THAT(must(Store::read_overlays(path_)), IsEmpty());
  }
  ::chmod(folder_.c_str(), 0755);
}

TEST_F(OpenTest, AWritableFileInAReadOnlyFolderCanStillBeRead) {
  import(*open(), 1'000, "a");
  ::chmod(path_.c_str(), 0666);
  ::chmod(folder_.c_str(), 0555);
  {
    const Unprivileged nobody;
    const auto store = must(Store::open(path_, vocabulary_));
    EXPECT_TRUE(store->read_only());
    EXPECT_EQ(count(*store), 1'000U);
  }
  ::chmod(folder_.c_str(), 0755);
}

TEST_F(OpenTest, AFileThatMayNotBeReadSaysSo) {
  import(*open(), 10, "a");
  ::chmod(path_.c_str(), 0);
  ::chmod(folder_.c_str(), 0755);
  const Unprivileged nobody;
  EXPECT_EQ(code_of(Store::open(path_, vocabulary_)), ErrorCode::unreadable_file);
}

TEST_F(OpenTest, ABackupIsTheSameStoreAndOverwritesNothing) {
  const auto store = open();
  import(*store, 80'000, "a");
  const auto head = must(store->verify()).head;
  const std::string copy = folder_ + "/备份.duibiao";
  must(store->backup(copy, actor()));
  EXPECT_EQ(must(store->log()).back().action, "backup");
  const auto bytes = read_file(copy);
  EXPECT_EQ(store->backup(copy, actor()).error().code, ErrorCode::bad_argument);
  EXPECT_EQ(read_file(copy), bytes);
  EXPECT_EQ(store->backup(folder_ + "/none/x", actor()).error().code, ErrorCode::io_failed);
  const auto other = must(Store::open(copy, vocabulary_));
  EXPECT_EQ(count(*other), 80'000U);
  const auto report = must(other->verify());
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(report.head, head);
  import(*other, 10, "b");
  EXPECT_EQ(count(*store), 80'000U);
}

}  // namespace
}  // namespace duibiao::store
