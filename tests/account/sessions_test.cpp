// Sessions and tokens: how they begin, what ends them, and what others see of it.
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <set>
#include <thread>

#include "account/secret.h"
#include "desk.h"

namespace duibiao::account {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TEST_F(AccountTest, OnlyNameAndPasswordTogetherSignIn) {
  people();
  const auto tried = [this](std::string_view name, std::string_view password) {
    return must(accounts_->sign_in(name, password, "127.0.0.1", noon)).has_value();
  };
  EXPECT_TRUE(tried("viewer", "viewer password"));
  EXPECT_FALSE(tried("viewer", "Viewer password"));
  EXPECT_FALSE(tried("viewer", ""));
  EXPECT_FALSE(tried("viewer", std::string(100'000, 'x')));
  EXPECT_FALSE(tried("viewer", "viewer password\xff"));
  EXPECT_FALSE(tried("nobody", "viewer password"));
  EXPECT_FALSE(tried("", ""));
  EXPECT_FALSE(tried(std::string(100'000, 'x'), "x"));
  must(accounts_->set_disabled("viewer", true, boss));
  EXPECT_FALSE(tried("viewer", "viewer password"));
}

TEST_F(AccountTest, AnUnknownNameCostsTheSameHashAsAWrongPassword) {
  people();
  must(accounts_->set_disabled("editor", true, boss));
  for (const char* name : {"viewer", "nobody", "editor", "", "a/b"}) {
    const auto before = accounts_->hashes_computed();
    EXPECT_FALSE(must(accounts_->sign_in(name, "wrong password", "x", noon)).has_value());
    EXPECT_EQ(accounts_->hashes_computed(), before + 1) << name;
  }
}

TEST(Passwords, NoMoreThanAFewAreHashedAtOnce) {
  Passwords passwords({1, std::size_t{32} << 20U}, 1);
  std::vector<std::thread> threads;
  std::atomic<int> done{0};
  for (int k = 0; k < 6; ++k) {
    threads.emplace_back([&] { done += passwords.fits("", "x").has_value() ? 1 : 0; });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(passwords.computed(), static_cast<std::uint64_t>(done.load()));
  EXPECT_GE(done, 1);
}

TEST(Passwords, AreStoredAsArgon2idWithASaltOfTheirOwn) {
  Passwords passwords({1, 8192});
  const std::string one = must(passwords.hash("the same"));
  const std::string two = must(passwords.hash("the same"));
  EXPECT_TRUE(one.starts_with("$argon2id$v=19$m=8,t=1,p=1$")) << one;
  EXPECT_NE(one, two);
  EXPECT_TRUE(must(passwords.fits(one, "the same")));
  EXPECT_FALSE(must(passwords.fits(one, "the samf")));
  EXPECT_FALSE(must(passwords.fits("$argon2id$nonsense", "the same")));
  EXPECT_GE(usual_work.bytes, std::size_t{64} << 20U);
}

TEST(Secrets, AreLongAndTheirChangeTokensBelongToThem) {
  std::set<std::string> seen;
  for (int k = 0; k < 1000; ++k) seen.insert(new_secret());
  EXPECT_EQ(seen.size(), 1000U);
  EXPECT_EQ(seen.begin()->size(), 43U);
  const std::string one = *seen.begin();
  const std::string two = *seen.rbegin();
  EXPECT_EQ(change_token_of(one), change_token_of(one));
  EXPECT_NE(change_token_of(one), change_token_of(two));
  EXPECT_EQ(change_token_of(one).find(one), std::string::npos);
}

TEST_F(AccountTest, ASessionStandsForItsAccountUntilItIsSignedOut) {
  people();
  const SignedIn mine = signed_in("analyst");
  const SignedIn other = signed_in("analyst");
  EXPECT_NE(mine.secret, other.secret);
  const auto who = must(accounts_->session(mine.secret, noon));
  ASSERT_TRUE(who.has_value());
  EXPECT_EQ(who->name, "analyst");
  EXPECT_EQ(who->role, Role::analyst);
  EXPECT_EQ(who->session, mine.who.session);
  must(accounts_->sign_out(mine.secret));
  must(accounts_->sign_out("nonsense"));
  EXPECT_FALSE(lives(mine.secret));
  EXPECT_TRUE(lives(other.secret));
  EXPECT_FALSE(lives(""));
  EXPECT_FALSE(lives(other.secret + "x"));
}

TEST_F(AccountTest, ASessionEndsWhenItIsNotUsedAndAfterADay) {
  people();
  const std::string idle = signed_in("viewer").secret;
  const std::string used = signed_in("viewer").secret;
  std::int64_t now = noon;
  for (; now < noon + session_seconds_max; now += session_idle_seconds - 1) {
    EXPECT_TRUE(lives(used, now)) << now - noon;
  }
  EXPECT_FALSE(lives(used, noon + session_seconds_max));
  EXPECT_FALSE(lives(idle, noon + session_idle_seconds));
}

TEST_F(AccountTest, UseIsRememberedByTheFileSoThatARestartEndsNothing) {
  people();
  const std::string secret = signed_in("viewer").secret;
  EXPECT_TRUE(lives(secret, noon + session_idle_seconds - 1));
  accounts_ = must(Accounts::open(path_, light_work));
  EXPECT_TRUE(lives(secret, noon + 2 * session_idle_seconds - 10));
  EXPECT_FALSE(lives(secret, noon + 4 * session_idle_seconds));
}

TEST_F(AccountTest, AChangeOfTheAccountEndsItsSessionsAndNoOthers) {
  people();
  const std::string mine = signed_in("boss").secret;
  const auto ends = [&](const auto& change) {
    const std::string secret = signed_in("viewer").secret;
    EXPECT_TRUE(lives(secret));
    must(change());
    EXPECT_FALSE(lives(secret));
    EXPECT_TRUE(lives(mine));
  };
  ends([this] { return accounts_->set_role("viewer", Role::editor, boss); });
  ends([this] { return accounts_->set_password("viewer", "viewer password", boss); });
  ends([this] { return accounts_->set_disabled("viewer", true, boss); });
  must(accounts_->set_disabled("viewer", false, boss));
  ends([this] { return accounts_->remove("viewer", boss); });
}

TEST_F(AccountTest, AnAccountHasOnlySoManySessions) {
  people();
  std::vector<std::string> secrets;
  for (std::size_t k = 0; k < sessions_max + 3; ++k) {
    secrets.push_back(signed_in("viewer", noon + static_cast<std::int64_t>(k)).secret);
  }
  const std::int64_t now = noon + 100;
  EXPECT_FALSE(lives(secrets[0], now));
  EXPECT_FALSE(lives(secrets[2], now));
  EXPECT_TRUE(lives(secrets[3], now));
  EXPECT_TRUE(lives(secrets.back(), now));
}

TEST_F(AccountTest, OnlySignInsOfAdministratorsAreLogged) {
  people();
  const auto before = log().size();
  (void)signed_in("editor");
  EXPECT_EQ(log().size(), before);
  (void)signed_in("boss");
  ASSERT_EQ(log().size(), before + 1);
  EXPECT_EQ(log().back().actor, "web:boss");
  EXPECT_EQ(log().back().detail, R"({"account":"boss","from":"127.0.0.1"})");
  must(accounts_->note_failure("BOSS", "::1", 0, boss));
  EXPECT_EQ(log().back().detail, R"({"account":"boss","from":"::1"})");
  must(accounts_->note_failure("hunter2", "::1", 7, boss));
  EXPECT_EQ(log().back().detail, R"({"account":null,"from":"::1","unlogged":7})");
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(AccountTest, ATokenDoesNoMoreThanItsRoleAndItsOwner) {
  people();
  EXPECT_FALSE(accounts_->add_token("viewer", "t", Role::analyst, 9, boss).has_value());
  EXPECT_FALSE(accounts_->add_token("nobody", "t", Role::viewer, 9, boss).has_value());
  EXPECT_FALSE(accounts_->add_token("boss", "t", Role::nobody, 9, boss).has_value());
  EXPECT_FALSE(accounts_->add_token("boss", "", Role::viewer, 9, boss).has_value());
  for (const int days : {0, -1, token_days_max + 1, 1'000'000'000}) {
    EXPECT_FALSE(accounts_->add_token("boss", "t", Role::viewer, days, boss).has_value());
  }
  const auto token = must(accounts_->add_token("editor", "t", Role::editor, 9, boss));
  EXPECT_TRUE(token.secret.starts_with("db_"));
  const auto role = [&] {
    const auto who = must(accounts_->token(token.secret, noon));
    return who ? who->role : Role::nobody;
  };
  EXPECT_EQ(role(), Role::editor);
  must(accounts_->set_role("editor", Role::viewer, boss));
  EXPECT_EQ(role(), Role::viewer);
  must(accounts_->set_role("editor", Role::administrator, boss));
  EXPECT_EQ(role(), Role::editor);
  must(accounts_->set_disabled("editor", true, boss));
  EXPECT_EQ(role(), Role::nobody);
  must(accounts_->set_disabled("editor", false, boss));
  EXPECT_EQ(role(), Role::editor);
  must(accounts_->remove("editor", boss));
  EXPECT_EQ(role(), Role::nobody);
}

TEST_F(AccountTest, ATokenExpiresAndCanBeRevoked) {
  people();
  const auto token = must(accounts_->add_token("boss", "月报程序", Role::viewer, 2, boss));
  const std::int64_t end = noon + 2 * 86'400;
  EXPECT_EQ(token.token.expires_at, end);
  EXPECT_TRUE(must(accounts_->token(token.secret, end - 1)).has_value());
  EXPECT_FALSE(must(accounts_->token(token.secret, end)).has_value());
  EXPECT_FALSE(must(accounts_->token(token.secret + "x", noon)).has_value());
  EXPECT_FALSE(must(accounts_->session(token.secret, noon)).has_value());
  const auto other = must(accounts_->add_token("viewer", "t", Role::viewer, 2, boss));
  EXPECT_THAT(must(accounts_->tokens()), SizeIs(2));
  EXPECT_THAT(must(accounts_->tokens("viewer")), SizeIs(1));
  must(accounts_->revoke_token(token.token.id, boss));
  EXPECT_FALSE(must(accounts_->token(token.secret, noon)).has_value());
  EXPECT_TRUE(must(accounts_->token(other.secret, noon)).has_value());
  EXPECT_EQ(accounts_->revoke_token(token.token.id, boss).error().code, ErrorCode::not_found);
  EXPECT_EQ(accounts_->revoke_token(12'345, boss).error().code, ErrorCode::not_found);
  EXPECT_THAT(must(accounts_->tokens()), SizeIs(1));
}

TEST_F(AccountTest, TheDayOfATokensLastUseIsKept) {
  people();
  const auto token = must(accounts_->add_token("boss", "t", Role::viewer, 30, boss));
  EXPECT_FALSE(must(accounts_->tokens()).front().last_used.known());
  const std::int64_t later = noon + 3 * 86'400;
  EXPECT_TRUE(must(accounts_->token(token.secret, later)).has_value());
  EXPECT_TRUE(must(accounts_->token(token.secret, later + 5)).has_value());
  EXPECT_EQ(must(accounts_->tokens()).front().last_used, Date::from_unix(later));
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(AccountTest, WhatAnotherProcessChangesCountsAtOnce) {
  people();
  const std::string secret = signed_in("viewer").secret;
  const pid_t child = ::fork();
  if (child == 0) {
    auto theirs = Accounts::open(path_, light_work);
    const bool done = theirs && (*theirs)->set_disabled("viewer", true, boss).has_value() &&
                      (*theirs)->add("new", Role::editor, "new password", boss).has_value();
    ::_exit(done ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_EQ(WEXITSTATUS(status), 0);
  EXPECT_FALSE(lives(secret));
  EXPECT_TRUE(must(accounts_->find("new")).has_value());
  EXPECT_EQ(signed_in("new").who.role, Role::editor);
}

TEST_F(AccountTest, NobodyWhoAsksWaitsForAnImportAndUseIsNotedLater) {
  people();
  const std::string secret = signed_in("viewer").secret;
  const auto store = must(store::Store::open(path_, vocabulary_));
  auto import = must(store->begin_batch("f", "h", "", boss));
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(lives(secret, noon + 600));
  EXPECT_THAT(must(accounts_->list()), SizeIs(4));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
  EXPECT_EQ(accounts_->remove("viewer", boss).error().code, ErrorCode::busy);
  import.reset();
  EXPECT_TRUE(lives(secret, noon + 601));
}

TEST_F(AccountTest, ManyThreadsAskAndChangeAtOnce) {
  people();
  const std::string secret = signed_in("viewer").secret;
  std::atomic<bool> stop{false};
  std::atomic<int> wrong{0};
  std::vector<std::thread> askers;
  for (int k = 0; k < 4; ++k) {
    askers.emplace_back([&] {
      while (!stop) {
        const auto who = accounts_->session(secret, noon);
        if (!who || !*who || (*who)->name != "viewer") ++wrong;
      }
    });
  }
  for (int k = 0; k < 30; ++k) {
    must(accounts_->set_role("editor", k % 2 == 0 ? Role::viewer : Role::editor, boss));
    must(accounts_->sign_out(signed_in("analyst").secret));
  }
  stop = true;
  for (std::thread& asker : askers) asker.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace duibiao::account
