#include "account/role.h"

#include <gtest/gtest.h>

namespace duibiao::account {
namespace {

TEST(Roles, HaveNames) {
  for (int k = 0; k <= 4; ++k) {
    EXPECT_EQ(role_named(name_of(static_cast<Role>(k))), static_cast<Role>(k));
  }
  EXPECT_FALSE(role_named("root"));
  EXPECT_FALSE(role_named(""));
}

}  // namespace
}  // namespace duibiao::account
