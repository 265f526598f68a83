#include "server/account/throttle.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <vector>

namespace duibiao::server {
namespace {

constexpr std::size_t longest_key = 256;

std::string key_of(char kind, std::string_view text) {
  std::string key(1, kind);
  key += text.substr(0, longest_key);
  return key;
}

}  // namespace

std::string network_of(std::string_view peer) {
  std::array<unsigned char, 16> bytes{};
  std::string text(peer);
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  // «::ffff:192.0.2.1» is that IPv4 address.
  const bool mapped =
      std::all_of(bytes.begin(), bytes.begin() + 10, [](unsigned char b) { return b == 0; }) &&
      bytes[10] == 0xFF && bytes[11] == 0xFF;
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (mapped) {
    inet_ntop(AF_INET, &bytes[12], out.data(), out.size());
  } else {
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    inet_ntop(AF_INET6, bytes.data(), out.data(), out.size());
  }
  return out.data();
}

Throttle::Keys Throttle::keys_of(std::string_view account, std::string_view peer) const {
  const std::string network = network_of(peer);
  const auto desks = desks_.find(key_of('a', account));
  if (desks != desks_.end() && std::ranges::find(desks->second, network) != desks->second.end()) {
    return {key_of('d', network + " " + std::string(account)), {}};
  }
  return {key_of('a', account), key_of('p', network)};
}

std::int64_t Throttle::wait_of(const std::string& key, int free, std::int64_t now) const {
  const auto at = entries_.find(key);
  if (at == entries_.end() || at->second.failures < free) return 0;
  const Entry& entry = at->second;
  if (now - entry.last >= memory_seconds) return 0;
  constexpr int doublings_max = 6;  // 64 s are past the longest wait
  const std::int64_t wait =
      std::min(wait_max, std::int64_t{1} << std::min(entry.failures - free, doublings_max));
  return std::max<std::int64_t>(0, entry.last + wait - now);
}

void Throttle::charge(const std::string& key, std::int64_t now) {
  if (entries_.size() >= entries_max && !entries_.contains(key)) forget_oldest();
  Entry& entry = entries_[key];
  if (now - entry.last >= memory_seconds) entry.failures = 0;
  ++entry.failures;
  entry.last = now;
}

/// Half of them at once, so that it costs little for each.
void Throttle::forget_oldest() {
  std::vector<std::int64_t> times;
  times.reserve(entries_.size());
  for (const auto& [key, entry] : entries_) times.push_back(entry.last);
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::ranges::nth_element(times, middle);
  std::size_t left = times.size() / 2;
  std::erase_if(entries_, [&left, limit = *middle](const auto& entry) {
    if (left == 0 || entry.second.last > limit) return false;
    --left;
    return true;
  });
}

void Throttle::give_back(const std::string& key) {
  const auto at = entries_.find(key);
  if (at != entries_.end() && --at->second.failures <= 0) entries_.erase(at);
}

std::int64_t Throttle::admit(std::string_view account, std::string_view peer, std::int64_t now) {
  const std::lock_guard lock(guard_);
  const Keys keys = keys_of(account, peer);
  std::int64_t wait = wait_of(keys.account, account_free, now);
  if (!keys.peer.empty()) wait = std::max(wait, wait_of(keys.peer, peer_free, now));
  if (wait > 0) return wait;
  charge(keys.account, now);
  if (!keys.peer.empty()) charge(keys.peer, now);
  return 0;
}

void Throttle::succeeded(std::string_view account, std::string_view peer) {
  const std::lock_guard lock(guard_);
  const Keys keys = keys_of(account, peer);
  entries_.erase(keys.account);
  if (keys.peer.empty()) return;
  // Of the address only this try: who has an account must not clear it for guesses at others.
  give_back(keys.peer);
  std::deque<std::string>& desks = desks_[key_of('a', account)];
  desks.push_front(network_of(peer));
  if (desks.size() > desks_max) desks.pop_back();
}

void Throttle::came_to_nothing(std::string_view account, std::string_view peer) {
  const std::lock_guard lock(guard_);
  const Keys keys = keys_of(account, peer);
  give_back(keys.account);
  if (!keys.peer.empty()) give_back(keys.peer);
}

std::size_t Throttle::entries() const {
  const std::lock_guard lock(guard_);
  return entries_.size();
}

}  // namespace duibiao::server
