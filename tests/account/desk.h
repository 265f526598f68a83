#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <string>

#include "account/accounts.h"
#include "figure/builtin.h"
#include "store/file.h"
#include "store/store.h"

namespace duibiao::account {

/// Hashing that takes no time: what is tested is not how hard it is.
inline constexpr Work light_work{1, 8192};
inline constexpr std::int64_t noon = 1'760'000'000;
inline const store::Actor boss{"test:boss", noon};

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message.en);
  return std::move(*result);
}
inline void must(const Status& status) {
  if (!status) throw std::runtime_error(status.error().message.en);
}

/// A new store in a folder of its own.
class AccountTest : public testing::Test {
 protected:
  AccountTest() {
    std::string name = (std::filesystem::temp_directory_path() / "duibiao-account-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    path_ = folder_ + "/库.duibiao";
    must(store::create_file(path_, boss));
    accounts_ = must(Accounts::open(path_, light_work));
  }
  ~AccountTest() override {
    accounts_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  /// An administrator «boss», and one account of every other role, named like it.
  void people() {
    must(accounts_->add("boss", Role::administrator, "boss password", boss));
    for (const Role role : {Role::viewer, Role::analyst, Role::editor}) {
      must(accounts_->add(name_of(role), role, std::string(name_of(role)) + " password", boss));
    }
  }
  SignedIn signed_in(const std::string& name, std::int64_t now = noon) {
    auto session = must(accounts_->sign_in(name, name + " password", "127.0.0.1", now));
    if (!session) throw std::runtime_error("not signed in: " + name);
    return *session;
  }
  bool lives(const std::string& secret, std::int64_t now = noon) {
    return must(accounts_->session(secret, now)).has_value();
  }
  std::vector<store::LogEntry> log() {
    return must(must(store::Store::open(path_, vocabulary_))->log());
  }
  std::vector<Error> problems() {
    return must(must(store::Store::open(path_, vocabulary_))->verify()).problems;
  }

  Vocabulary vocabulary_;
  std::string folder_;
  std::string path_;
  std::unique_ptr<Accounts> accounts_;
};

}  // namespace duibiao::account
