// Every route and every role: who may, who may not, and what a change must carry.
#include <algorithm>

#include "server/account_desk.h"

namespace duibiao::server {
namespace {

using std::string;

const std::array<string, 5> names = {"", "viewer", "analyst", "editor", "administrator"};

/// A path that a route takes; nothing it names is there, so that asking changes nothing.
string path_of(const Route& route, const string& own) {
  string path = route.pattern;
  const std::size_t at = path.find('{');
  if (at == string::npos) return path;
  const string part = path.substr(at, path.find('}') - at + 1);
  string with = "99999";
  if (part == "{name}") with = route.method == Method::patch ? own : "none";
  return path.replace(at, part.size(), with.empty() ? "none" : with);
}

/// Accounts and tokens are changed in person only.
bool in_person(const Route& route) {
  return route.changes && (route.pattern.starts_with("/api/v1/users") ||
                           route.pattern.starts_with("/api/v1/tokens"));
}

bool is_refusal(int status) { return status == 401 || status == 403; }

string told(const Route& route, const Response& response) {
  return string(name_of(route.method)) + " " + route.pattern + " " +
         std::to_string(response.status) + " " + Desk::text(response).substr(0, 200);
}

TEST(Privilege, EveryRouteForEveryRoleByCookie) {
  Entrance entrance;
  entrance.people();
  for (const Route& route : entrance.table()) {
    for (std::size_t role = 0; role < names.size(); ++role) {
      const Visitor visitor = role == 0 ? Visitor() : entrance.with_session(names[role]);
      const Response response = entrance.ask(visitor, route.method, path_of(route, names[role]));
      if (role >= static_cast<std::size_t>(route.role)) {
        EXPECT_FALSE(is_refusal(response.status)) << names[role] << " " << told(route, response);
      } else {
        EXPECT_EQ(response.status, role == 0 ? 401 : 403)
            << names[role] << " " << told(route, response);
        EXPECT_EQ(response.headers.has("WWW-Authenticate"), role == 0);
      }
    }
  }
}

TEST(Privilege, EveryRouteForEveryRoleByToken) {
  Entrance entrance;
  entrance.people();
  for (std::size_t role = 1; role < names.size(); ++role) {
    // The administrator's own token of each role, and that of an account of the role.
    for (const string& owner : {string("administrator"), names[role]}) {
      const Visitor visitor = entrance.with_token(owner, static_cast<account::Role>(role));
      for (const Route& route : entrance.table()) {
        const Response response = entrance.ask(visitor, route.method, path_of(route, owner));
        const bool may = role >= static_cast<std::size_t>(route.role) && !in_person(route);
        EXPECT_EQ(response.status == 403, !may) << names[role] << " " << told(route, response);
        EXPECT_NE(response.status, 401) << told(route, response);
      }
    }
  }
}

TEST(Privilege, AnonymousReadReadsAndNothingElse) {
  Entrance entrance(true, true);
  entrance.people();
  for (const Route& route : entrance.table()) {
    const Response response = entrance.ask({}, route.method, path_of(route, ""));
    const bool own_things = route.pattern == "/api/v1/tokens" || in_person(route);
    const bool may = route.role <= Role::viewer && !own_things;
    EXPECT_EQ(response.status == 401, !may) << told(route, response);
    EXPECT_NE(response.status, 403) << told(route, response);
  }
  EXPECT_EQ(entrance.user_of({}), nullptr);
}

TEST(Privilege, EveryRouteThatChangesSaysSo) {
  Entrance entrance;
  for (const Route& route : entrance.table()) {
    const bool writes = route.method != Method::get && !route.pattern.starts_with("/api/v1/check");
    EXPECT_EQ(route.changes, writes) << route.pattern;
  }
}

TEST(Privilege, AChangeByCookieCarriesTheTokenOfItsSession) {
  Entrance entrance;
  entrance.people();
  const Visitor other = entrance.with_session("administrator");
  for (const Route& route : entrance.table()) {
    if (!route.changes) continue;
    const auto status = [&](const string& csrf, const Desk::Fields& fields = {}) {
      Visitor visitor = entrance.with_session("administrator");
      if (csrf != "own") visitor.csrf = csrf;
      const string path = path_of(route, "administrator");
      return entrance.ask(visitor, route.method, path, "", fields).status;
    };
    EXPECT_FALSE(is_refusal(status("own"))) << route.pattern;
    EXPECT_EQ(status(""), 403) << route.pattern;
    EXPECT_EQ(status("x"), 403) << route.pattern;
    EXPECT_EQ(status(string(43, 'A')), 403) << route.pattern;
    EXPECT_EQ(status(other.csrf), 403) << route.pattern;
    EXPECT_EQ(status("own", {{"Sec-Fetch-Site", "cross-site"}}), 403) << route.pattern;
    EXPECT_EQ(status("own", {{"Sec-Fetch-Site", "same-site"}}), 403) << route.pattern;
    EXPECT_EQ(status("own", {{"Origin", "http://evil.example"}}), 403) << route.pattern;
    EXPECT_EQ(status("own", {{"Origin", "http://localhost:9090"}}), 403) << route.pattern;
    EXPECT_EQ(status("own", {{"Origin", "null"}}), 403) << route.pattern;
    EXPECT_FALSE(is_refusal(status("own", {{"Origin", "http://localhost:8080"}})));
    EXPECT_FALSE(is_refusal(status("own", {{"Sec-Fetch-Site", "same-origin"}})));
  }
}

TEST(Privilege, WithoutAccountsOnlyThisMachineAndNotAnotherSitesPage) {
  Entrance entrance;
  const string holdings = "/api/v1/holdings";
  EXPECT_EQ(entrance.ask({}, Method::get, holdings).status, 200);
  EXPECT_EQ(entrance.ask({}, Method::get, holdings, "", {{"Host", "evil.example"}}).status, 421);
  for (const Route& route : entrance.table()) {
    if (!route.changes) continue;
    const string path = path_of(route, "");
    EXPECT_EQ(entrance.ask({}, route.method, path, "", {{"Sec-Fetch-Site", "same-site"}}).status,
              route.role > Role::editor ? 401 : 403)
        << route.pattern;
  }
  Entrance elsewhere(false);
  EXPECT_EQ(elsewhere.ask({}, Method::get, holdings).status, 401) << "a Host is easily claimed";
  EXPECT_EQ(elsewhere.ask({}, Method::post, "/api/v1/setup", "{}").status, 409);
}

TEST(Privilege, WithAccountsTheNameOfTheHostDoesNotMatter) {
  Entrance entrance;
  entrance.people();
  const Visitor visitor = entrance.with_session("viewer");
  EXPECT_EQ(
      entrance
          .ask(visitor, Method::get, "/api/v1/holdings", "", {{"Host", "figures.bureau.example"}})
          .status,
      200);
}

TEST(Privilege, TheDescriptionNamesTheRolesAndWhatAChangeCarries) {
  Entrance entrance;
  const Json description = Desk::parsed(entrance.ask({}, Method::get, "/api/openapi.json"));
  const Json& schemes = description["components"]["securitySchemes"];
  EXPECT_EQ(schemes["session"]["name"], "duibiao_session");
  EXPECT_EQ(schemes["token"]["scheme"], "bearer");
  EXPECT_EQ(schemes["change"]["name"], "X-CSRF-Token");
  const Json& paths = description["paths"];
  EXPECT_EQ(paths["/api/v1/users"]["get"]["x-role"], "administrator");
  EXPECT_EQ(paths["/api/v1/session"]["post"]["security"], Json::array());
  const Json& change = paths["/api/v1/users"]["post"]["security"];
  ASSERT_EQ(change.size(), 2U);
  EXPECT_TRUE(change[0].contains("session") && change[0].contains("change"));
  EXPECT_TRUE(change[1].contains("token"));
}

}  // namespace
}  // namespace duibiao::server
