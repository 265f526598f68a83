// `users` as an administrator at the terminal meets it.
#include <gtest/gtest.h>

#include "app/program.h"

namespace duibiao {
namespace {

using tests::Folder;
using tests::Outcome;
using tests::run_program;

class Users : public testing::Test {
 protected:
  Users() : store_(folder_.write("s.duibiao", tests::read_file(tests::demo_store()))) {}

  [[nodiscard]] Outcome users(std::vector<std::string> words, const std::string& input = "") const {
    words.insert(words.begin(), "users");
    words.insert(words.end(), {"--store", store_, "--lang", "en"});
    return run_program(words, input);
  }

  Folder folder_;
  std::string store_;
};

TEST_F(Users, AreListedMadeChangedAndRemoved) {
  EXPECT_NE(users({}).out.find("No accounts yet"), std::string::npos);
  EXPECT_EQ(users({"add", "李伟", "--role", "administrator"}, "long enough\n").exit_code, 0);
  EXPECT_EQ(users({"add", "wang", "--role", "viewer"}, "long enough\r\nmore\n").exit_code, 0);
  EXPECT_EQ(users({"role", "wang", "--role", "analyst"}).exit_code, 0);
  EXPECT_EQ(users({"password", "wang"}, "another one").exit_code, 0);
  EXPECT_EQ(users({"disable", "wang"}).exit_code, 0);
  const Outcome listed = users({"list", "--json"});
  EXPECT_NE(listed.out.find("duibiao.users/1"), std::string::npos) << listed.out;
  EXPECT_NE(listed.out.find("李伟"), std::string::npos);
  EXPECT_NE(listed.out.find("\"analyst\""), std::string::npos);
  EXPECT_NE(listed.out.find("true"), std::string::npos);
  EXPECT_EQ(users({"enable", "wang"}).exit_code, 0);
  EXPECT_EQ(users({"remove", "wang"}).exit_code, 0);
  EXPECT_EQ(users({}).out.find("wang"), std::string::npos);
  const std::string log = run_program({"log", "--store", store_}).out;
  EXPECT_NE(log.find("account_remove"), std::string::npos);
  EXPECT_EQ(log.find("another one"), std::string::npos);
  EXPECT_EQ(run_program({"verify", "--store", store_}).exit_code, 0);
}

TEST_F(Users, SayWhatCannotBe) {
  EXPECT_EQ(users({"add", "li", "--role", "viewer"}, "long enough\n").exit_code, 2) << "the first";
  EXPECT_EQ(users({"add", "li", "--role", "administrator"}, "short\n").exit_code, 2);
  EXPECT_EQ(users({"add", "li", "--role", "administrator"}, "").exit_code, 4);
  EXPECT_EQ(users({"add", "li", "--role", "king"}, "long enough\n").exit_code, 2);
  EXPECT_EQ(users({"add", "li"}, "long enough\n").exit_code, 2);
  EXPECT_EQ(users({"add", "a/b", "--role", "administrator"}, "long enough\n").exit_code, 2);
  EXPECT_EQ(users({"add"}, "long enough\n").exit_code, 2);
  EXPECT_EQ(users({"promote", "li"}).exit_code, 2);
  EXPECT_EQ(users({"add", "li", "secret", "--role", "administrator"}).exit_code, 2)
      << "a password is never taken from the command line";
  EXPECT_EQ(users({"remove", "nobody"}).exit_code, 5);
  ASSERT_EQ(users({"add", "li", "--role", "administrator"}, "long enough\n").exit_code, 0);
  EXPECT_EQ(users({"add", "LI", "--role", "viewer"}, "long enough\n").exit_code, 2);
  const Outcome last = users({"remove", "li"});
  EXPECT_EQ(last.exit_code, 2);
  EXPECT_NE(last.err.find("last administrator"), std::string::npos) << last.err;
  EXPECT_EQ(run_program({"users", "--store", folder_.file("none.duibiao")}).exit_code, 5);
}

TEST_F(Users, HelpSpeaksBothLanguages) {
  EXPECT_NE(run_program({"users", "--help", "--lang", "zh"}).out.find("停用"), std::string::npos);
  const std::string english = run_program({"users", "--help", "--lang", "en"}).out;
  EXPECT_NE(english.find("disable"), std::string::npos);
  EXPECT_EQ(english.find("停用"), std::string::npos);
}

}  // namespace
}  // namespace duibiao
