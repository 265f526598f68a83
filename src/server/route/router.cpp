#include <algorithm>

#include "base/assert.h"
#include "server/route/route.h"

namespace duibiao::server {
namespace {

/// Takes the part before the next «/»; `text` begins with one.
std::string_view take_part(std::string_view& text) {
  text.remove_prefix(1);
  const std::string_view part = text.substr(0, text.find('/'));
  text.remove_prefix(part.size());
  return part;
}

bool is_open(std::string_view part) { return part.starts_with('{') && part.ends_with('}'); }

/// Whether the path fits the pattern; then `taken` is what stands for its open parts, and `exact`
/// how many parts are named by the pattern itself.
bool fits(std::string_view pattern, std::string_view path, std::vector<std::string>& taken,
          std::size_t& exact) {
  taken.clear();
  exact = 0;
  while (!pattern.empty()) {
    const std::string_view wanted = take_part(pattern);
    if (wanted.ends_with("*}")) {
      taken.emplace_back(path.empty() ? path : path.substr(1));
      return true;
    }
    if (path.empty()) return false;
    const std::string_view part = take_part(path);
    if (is_open(wanted)) {
      if (part.empty()) return false;
      taken.emplace_back(part);
    } else if (part == wanted) {
      ++exact;
    } else {
      return false;
    }
  }
  return path.empty();
}

/// Whether a route answers this method.
bool answers(const Route& route, Method method) {
  return route.method == method || (route.method == Method::get && method == Method::head);
}

}  // namespace

void Router::add(Route route) {
  DUIBIAO_ASSERT(route.pattern.starts_with('/') && route.handle != nullptr);
  routes_.push_back(std::move(route));
}

Router::Found Router::find(Method method, std::string_view path) const {
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  Found found;
  std::size_t best = 0;
  std::vector<std::string> taken;
  for (const Route& route : routes_) {
    std::size_t exact = 0;
    if (!fits(route.pattern, path, taken, exact)) continue;
    if (!answers(route, method)) {
      if (std::ranges::find(found.allowed, route.method) == found.allowed.end()) {
        found.allowed.push_back(route.method);
      }
      continue;
    }
    // «/batches/last» is more exactly named by itself than by «/batches/{id}».
    if (found.route == nullptr || exact > best) {
      found.route = &route;
      found.path = taken;
      best = exact;
    }
  }
  if (found.route != nullptr) found.allowed.clear();
  return found;
}

}  // namespace duibiao::server
