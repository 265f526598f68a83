#include "server/account/setup_code.h"

#include <sodium.h>

#include "account/secret.h"

namespace duibiao::server {
namespace {

/// Without what is mistaken for another: I and 1, O and 0.
constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
constexpr std::size_t code_letters = 10;

std::string new_code() {
  std::string code;
  while (code.size() < code_letters) {
    code += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
  }
  return code;
}

std::string bare(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 4 * code_letters)) {
    if (c == '-' || c == ' ') continue;
    out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

}  // namespace

void SetupCode::renew(std::int64_t now) {
  const std::string code = new_code();
  hash_ = account::hash_of_secret(code);
  valid_ = true;
  tries_ = 0;
  made_at_ = now;
  if (tell_) tell_(code.substr(0, code_letters / 2) + "-" + code.substr(code_letters / 2));
}

void SetupCode::issue(std::int64_t now) {
  const std::lock_guard lock(guard_);
  renew(now);
}

SetupCode::Outcome SetupCode::check(std::string_view code, std::int64_t now) {
  const std::lock_guard lock(guard_);
  const bool in_time = valid_ && now - made_at_ < seconds_max;
  if (in_time && account::same_secret(hash_, account::hash_of_secret(bare(code)))) {
    return Outcome::right;
  }
  if (in_time && ++tries_ < tries_max) return Outcome::wrong;
  renew(now);
  return Outcome::replaced;
}

void SetupCode::use_up() {
  const std::lock_guard lock(guard_);
  valid_ = false;
}

}  // namespace duibiao::server
