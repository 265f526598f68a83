// Accounts made, altered, removed; what the log says of it, and what verify proves.
#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "account/rules.h"
#include "desk.h"

namespace duibiao::account {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

TEST_F(AccountTest, AStoreBeginsWithoutAccounts) {
  EXPECT_FALSE(must(accounts_->any()));
  EXPECT_THAT(must(accounts_->list()), IsEmpty());
  EXPECT_THAT(must(accounts_->tokens()), IsEmpty());
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(AccountTest, TheFirstAccountIsAnAdministrator) {
  for (const Role role : {Role::viewer, Role::analyst, Role::editor, Role::nobody}) {
    EXPECT_EQ(accounts_->add("li", role, "long enough", boss).error().code,
              ErrorCode::bad_argument);
  }
  must(accounts_->add("li", Role::administrator, "long enough", boss));
  EXPECT_TRUE(must(accounts_->any()));
  must(accounts_->add("wang", Role::viewer, "long enough", boss));
  EXPECT_THAT(must(accounts_->list()), SizeIs(2));
}

TEST_F(AccountTest, NamesThatLookAlikeAreOneName) {
  must(accounts_->add("Li Wei", Role::administrator, "long enough", boss));
  for (const char* same : {"Li Wei", "li wei", "LI WEI", "Ｌｉ Ｗｅｉ"}) {
    EXPECT_FALSE(accounts_->add(same, Role::viewer, "long enough", boss).has_value()) << same;
    EXPECT_TRUE(must(accounts_->sign_in(same, "long enough", "x", noon)).has_value()) << same;
  }
  EXPECT_EQ(must(accounts_->find("LI WEI"))->name, "Li Wei");
  // One letter with its accent, or two: the same name.
  must(accounts_->add("Jos\u00e9", Role::viewer, "long enough", boss));
  EXPECT_TRUE(must(accounts_->find("Jose\u0301")).has_value());
}

TEST(Rules, NamesThatCannotStandInATableOrAnAddressAreRefused) {
  const std::string characters_64(64, 'x');
  std::string han_64;
  for (int k = 0; k < 64; ++k) han_64 += "温";
  for (const std::string& good : {std::string("李"), std::string("li.wei@bureau"), characters_64,
                                  han_64, std::string("王 小明"), std::string("O'Brien")}) {
    EXPECT_TRUE(name_from(good).has_value()) << good;
  }
  for (const std::string& bad :
       {std::string(), std::string(" li"), std::string("li "), std::string("a\tb"),
        std::string("a\nb"), std::string("a\0b", 3), std::string("a/b"), std::string("a\\b"),
        std::string("."), std::string(".."), std::string("。。").replace(0, 6, "．．"),
        std::string("a\xff"), std::string("\u202Eil"), std::string("l\u200Bi"), characters_64 + "x",
        han_64 + "州", std::string(100'000, 'x'), std::string("\u3000李"), std::string("\uE000")}) {
    const auto refused = name_from(bad);
    ASSERT_FALSE(refused.has_value()) << bad;
    EXPECT_EQ(refused.error().code, ErrorCode::bad_argument);
    EXPECT_FALSE(refused.error().message.zh.empty() || refused.error().message.en.empty());
  }
}

TEST(Rules, ARefusalSaysWhatIsNamed) {
  for (const std::string& bad : {std::string(), std::string(" x"), std::string("a/b"),
                                 std::string("."), std::string(65, 'x'), std::string(999, 'x')}) {
    EXPECT_THAT(name_from(bad).error().message.zh, HasSubstr("用户名")) << bad;
    const Message token = name_from(bad, Named::token).error().message;
    EXPECT_THAT(token.zh, HasSubstr("令牌的用途")) << bad;
    EXPECT_THAT(token.zh, Not(HasSubstr("用户名"))) << bad;
    EXPECT_THAT(token.en, HasSubstr("what the token is for")) << bad;
  }
}

TEST(Rules, PasswordsHaveALengthAndAreNotTheName) {
  const Name name = *name_from("administrator");
  EXPECT_TRUE(new_password("correct horse", name).has_value());
  EXPECT_TRUE(new_password("一二三四五六七八", name).has_value());
  EXPECT_TRUE(new_password(std::string(1024, 'x'), name).has_value());
  for (const std::string& bad :
       {std::string(), std::string("seven77"), std::string("一二三四五六七"),
        std::string(1025, 'x'), std::string("administrator"), std::string("ADMINISTRATOR"),
        std::string("longenough\xff")}) {
    EXPECT_EQ(new_password(bad, name).error().code, ErrorCode::bad_argument) << bad;
  }
  EXPECT_EQ(*new_password("cafe\u0301 cafe\u0301", name), "caf\u00e9 caf\u00e9");
}

TEST_F(AccountTest, TheLastAdministratorStays) {
  people();
  EXPECT_TRUE(must(accounts_->last_administrator("boss")));
  EXPECT_FALSE(must(accounts_->last_administrator("editor")));
  const auto stays = [this] {
    EXPECT_EQ(accounts_->remove("boss", boss).error().code, ErrorCode::bad_argument);
    EXPECT_EQ(accounts_->set_role("boss", Role::editor, boss).error().code,
              ErrorCode::bad_argument);
    EXPECT_EQ(accounts_->set_disabled("boss", true, boss).error().code, ErrorCode::bad_argument);
    EXPECT_EQ(must(accounts_->find("boss"))->role, Role::administrator);
  };
  stays();
  // A disabled administrator is none.
  must(accounts_->set_role("editor", Role::administrator, boss));
  must(accounts_->set_disabled("editor", true, boss));
  stays();
  must(accounts_->set_disabled("editor", false, boss));
  EXPECT_FALSE(must(accounts_->last_administrator("boss")));
  must(accounts_->remove("boss", boss));
  EXPECT_TRUE(must(accounts_->last_administrator("editor")));
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(AccountTest, ARefusedChangeLeavesNoTrace) {
  people();
  const auto before = log().size();
  const std::string secret = signed_in("boss").secret;
  (void)accounts_->remove("boss", boss);
  (void)accounts_->set_role("nobody", Role::viewer, boss);
  (void)accounts_->set_password("boss", "short", boss);
  (void)accounts_->add("boss", Role::viewer, "long enough", boss);
  must(accounts_->set_role("boss", Role::administrator, boss));  // what it is already
  EXPECT_EQ(log().size(), before + 1) << "only the sign-in";
  EXPECT_TRUE(lives(secret));
  EXPECT_EQ(accounts_->set_role("nobody", Role::viewer, boss).error().code, ErrorCode::not_found);
  EXPECT_EQ(accounts_->remove("a/b", boss).error().code, ErrorCode::not_found);
}

TEST_F(AccountTest, EveryChangeStandsInTheLogUnderItsActorAndNoSecretDoes) {
  people();
  must(accounts_->set_role("viewer", Role::analyst, {"web:boss", noon + 1}));
  must(accounts_->set_password("viewer", "another password", {"web:viewer", noon + 2}));
  must(accounts_->set_disabled("viewer", true, boss));
  must(accounts_->set_disabled("viewer", false, boss));
  const auto token = must(accounts_->add_token("editor", "月报", Role::viewer, 30, boss));
  must(accounts_->revoke_token(token.token.id, boss));
  must(accounts_->remove("viewer", boss));
  (void)signed_in("boss");
  std::vector<std::string> actions;
  std::string whole;
  for (const store::LogEntry& entry : log()) {
    actions.push_back(entry.action);
    whole += entry.actor + entry.detail + "\n";
  }
  EXPECT_THAT(actions, testing::ElementsAre("create", "account_add", "account_add", "account_add",
                                            "account_add", "account_role", "account_password",
                                            "account_disable", "account_enable", "token_add",
                                            "token_revoke", "account_remove", "sign_in"));
  EXPECT_THAT(whole,
              HasSubstr(R"(web:boss{"account":"viewer","role":"analyst","before":"viewer"})"));
  EXPECT_THAT(whole, HasSubstr(R"(web:viewer{"account":"viewer"})"));
  EXPECT_THAT(whole, Not(HasSubstr("[")));
  EXPECT_THAT(whole, Not(HasSubstr("password\"")));
  EXPECT_THAT(whole, Not(HasSubstr("argon2")));
  EXPECT_THAT(whole, Not(HasSubstr(token.secret)));
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(AccountTest, NeitherPasswordsNorSecretsStandInTheFile) {
  people();
  const std::string session = signed_in("boss").secret;
  const std::string token = must(accounts_->add_token("boss", "t", Role::viewer, 1, boss)).secret;
  accounts_.reset();
  std::string bytes;
  for (const auto& file : std::filesystem::directory_iterator(folder_)) {
    std::ifstream in(file.path(), std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(in), {});
  }
  for (const std::string& secret :
       {session, token, token.substr(3), std::string("boss password")}) {
    EXPECT_EQ(bytes.find(secret), std::string::npos);
  }
  EXPECT_NE(bytes.find("$argon2id$"), std::string::npos);
}

TEST_F(AccountTest, WhoComesAgainUnderAnOldNameIsSomebodyElse) {
  people();
  const auto token = must(accounts_->add_token("viewer", "t", Role::viewer, 9, boss));
  const std::string session = signed_in("viewer").secret;
  must(accounts_->remove("viewer", boss));
  must(accounts_->add("viewer", Role::administrator, "viewer password", boss));
  EXPECT_FALSE(lives(session));
  EXPECT_FALSE(must(accounts_->token(token.secret, noon)).has_value());
  EXPECT_THAT(must(accounts_->tokens()), IsEmpty());
  EXPECT_THAT(problems(), IsEmpty());
}

/// Alters the file behind the program's back.
void tamper(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sql;
  EXPECT_GT(sqlite3_total_changes(database), 0) << sql;
  sqlite3_close(database);
}

class Tampering : public AccountTest, public testing::WithParamInterface<const char*> {};

TEST_P(Tampering, IsDetected) {
  people();
  must(accounts_->set_role("viewer", Role::analyst, boss));
  must(accounts_->remove("editor", boss));
  const auto token = must(accounts_->add_token("boss", "t", Role::viewer, 9, boss));
  must(accounts_->add_token("boss", "u", Role::viewer, 9, boss));
  must(accounts_->revoke_token(token.token.id, boss));
  ASSERT_THAT(problems(), IsEmpty());
  tamper(path_, GetParam());
  EXPECT_THAT(problems(), Not(IsEmpty()));
}

INSTANTIATE_TEST_SUITE_P(
    Accounts, Tampering,
    testing::Values(
        "UPDATE account SET role = 4 WHERE key = 'viewer'",
        "UPDATE account SET disabled = 1 WHERE key = 'boss'",
        "UPDATE account SET key = 'other' WHERE key = 'boss'",
        "UPDATE account SET name = 'other' WHERE key = 'boss'",
        "UPDATE account SET password = (SELECT password FROM account WHERE key = 'viewer') "
        "WHERE key = 'boss'",
        "INSERT INTO account VALUES (99, 'x', 'x', 4, 0, 'x')",
        "INSERT INTO account SELECT account, key, name, role, disabled, 'x' FROM account_change "
        "WHERE removed = 1",
        "DELETE FROM account WHERE key = 'viewer'",
        "UPDATE account_change SET role = 4 WHERE key = 'viewer'",
        "UPDATE account_change SET removed = 0", "DELETE FROM account_change WHERE removed = 1",
        "UPDATE account_change SET password_digest = zeroblob(32) WHERE key = 'boss'",
        "UPDATE token SET role = 4", "UPDATE token SET expires_at = expires_at + 1",
        "UPDATE token SET account = account + 1", "UPDATE token SET secret_hash = randomblob(32)",
        "DELETE FROM token_end", "INSERT INTO token_end SELECT max(id), 1 FROM token",
        "INSERT INTO token SELECT 77, 1, account, name, role, made_at, expires_at, zeroblob(32) "
        "FROM token LIMIT 1"));

TEST_F(AccountTest, AStoreThatCannotBeWrittenSaysSo) {
  people();
  const std::string secret = signed_in("viewer").secret;
  accounts_.reset();
  if (::geteuid() == 0 && ::seteuid(65'534) != 0) GTEST_SKIP() << "cannot give up rights";
  if (::seteuid(0) != 0) GTEST_SKIP() << "not root: permissions are somebody else's";
  ::chmod(path_.c_str(), 0444);
  ::chmod(folder_.c_str(), 0555);
  ASSERT_EQ(::seteuid(65'534), 0);
  {
    auto reading = must(Accounts::open(path_, light_work));
    EXPECT_THAT(must(reading->list()), SizeIs(4));
    EXPECT_TRUE(must(reading->session(secret, noon)).has_value());
    const auto refused = reading->set_role("viewer", Role::editor, boss);
    EXPECT_EQ(refused.error().code, ErrorCode::io_failed);
    EXPECT_THAT(refused.error().message.en, HasSubstr("read but not written"));
    EXPECT_EQ(reading->sign_in("viewer", "viewer password", "x", noon).error().code,
              ErrorCode::io_failed);
  }
  ASSERT_EQ(::seteuid(0), 0);
  ::chmod(folder_.c_str(), 0755);
}

}  // namespace
}  // namespace duibiao::account
