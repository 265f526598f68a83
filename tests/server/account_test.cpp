// Signing in, staying, and being sent away, as browsers and programs see it.
#include <gmock/gmock.h>

#include "account/rules.h"
#include "server/account/state.h"
#include "server/account/throttle.h"
#include "server/account_desk.h"

namespace duibiao::server {
namespace {

using std::string;
using testing::HasSubstr;
using testing::Not;

string json(std::initializer_list<std::pair<const char*, Json>> fields) {
  Json out = Json::object();
  for (const auto& [name, field] : fields) out[name] = field;
  return out.dump();
}

Response sign_in(Entrance& entrance, const Visitor& visitor, const string& name,
                 const string& password) {
  return entrance.ask(visitor, Method::post, "/api/v1/session",
                      json({{"name", name}, {"password", password}}));
}

TEST(Session, ANewcomerAtThisMachineWorksAtOnceAndIsOfferedAnAccount) {
  Entrance entrance;
  entrance.door().offer_setup();
  const Json session = Desk::parsed(entrance.ask({}, Method::get, "/api/v1/session?lang=zh"));
  EXPECT_EQ(session["user"]["name"], "本机");
  EXPECT_EQ(session["user"]["role"], "editor");
  EXPECT_EQ(session["setup"], true);
  EXPECT_EQ(session["csrf"], "");
  EXPECT_EQ(entrance.codes.size(), 1U);
  EXPECT_EQ(sign_in(entrance, {}, "x", "long enough").status, 401);
}

TEST(Session, TheCodeMakesTheFirstAdministratorAndTheSameServerThenWantsSignIn) {
  Entrance entrance;
  entrance.door().offer_setup();
  string code = entrance.codes.back();
  for (char& c : code) c = static_cast<char>(std::tolower(c));  // as people type it
  const Response made =
      entrance.ask({}, Method::post, "/api/v1/setup",
                   json({{"code", " " + code}, {"name", "李"}, {"password", "long enough"}}));
  ASSERT_EQ(made.status, 200) << Desk::text(made);
  Visitor boss;
  Entrance::keep(boss, made);
  EXPECT_EQ(entrance.user_of(boss)["role"], "administrator");
  EXPECT_EQ(entrance.user_of({}), nullptr);
  EXPECT_EQ(entrance.ask({}, Method::get, "/api/v1/holdings").status, 401);
  const Json session = Desk::parsed(entrance.ask({}, Method::get, "/api/v1/session"));
  EXPECT_EQ(session["setup"], false);
  EXPECT_EQ(session["anonymous_read"], false);
  const string again =
      json({{"code", entrance.codes.back()}, {"name", "王"}, {"password", "long enough"}});
  EXPECT_EQ(entrance.ask({}, Method::post, "/api/v1/setup", again).status, 409);
  EXPECT_EQ(entrance.log()[entrance.log().size() - 2].action, "account_add");
  EXPECT_EQ(entrance.log()[entrance.log().size() - 2].actor, "web:李");
}

TEST(Session, AWrongCodeIsGoodForAFewTriesThenThereIsANewOne) {
  Entrance entrance;
  entrance.door().offer_setup();
  const string first = entrance.codes.back();
  const auto tried = [&](const string& code, const string& password = "long enough") {
    return entrance.ask({}, Method::post, "/api/v1/setup",
                        json({{"code", code}, {"name", "li"}, {"password", password}}));
  };
  // A bad password does not cost the code.
  EXPECT_EQ(tried(first, "short").status, 400);
  for (int k = 1; k < SetupCode::tries_max; ++k) EXPECT_EQ(tried("AAAAA-AAAAA").status, 403);
  EXPECT_EQ(entrance.codes.size(), 1U);
  EXPECT_EQ(tried("AAAAA-AAAAA").status, 403);
  ASSERT_EQ(entrance.codes.size(), 2U);
  EXPECT_NE(entrance.codes.back(), first);
  EXPECT_EQ(tried(first).status, 403);
  entrance.now += SetupCode::seconds_max;
  EXPECT_EQ(tried(entrance.codes.back()).status, 403) << "too late";
  ASSERT_EQ(entrance.codes.size(), 3U);
  EXPECT_FALSE(Entrance::value(entrance.accounts().any()));
  EXPECT_EQ(tried(entrance.codes.back()).status, 200);
}

TEST(Session, TheCookieIsOutOfReachOfScriptsAndOtherSites) {
  Entrance entrance;
  entrance.people();
  const string plain(sign_in(entrance, {}, "viewer", "viewer password").headers.find("Set-Cookie"));
  EXPECT_TRUE(plain.starts_with("duibiao_session=")) << plain;
  EXPECT_THAT(plain, HasSubstr("; Path=/; HttpOnly; SameSite=Strict"));
  EXPECT_THAT(plain, Not(HasSubstr("Secure")));
  Visitor over_tls;
  over_tls.secure = true;
  const Response response = sign_in(entrance, over_tls, "viewer", "viewer password");
  const string secure(response.headers.find("Set-Cookie"));
  EXPECT_TRUE(secure.starts_with("__Host-duibiao_session=")) << secure;
  EXPECT_THAT(secure, HasSubstr("; Secure"));
  EXPECT_EQ(response.headers.find("Cache-Control"), "no-store");
  // Over TLS the name that another host could set does not count.
  over_tls.cookie = plain.substr(0, plain.find(';'));
  EXPECT_EQ(entrance.user_of(over_tls), nullptr);
  over_tls.cookie = secure.substr(0, secure.find(';'));
  EXPECT_EQ(entrance.user_of(over_tls)["name"], "viewer");
}

TEST(Session, SigningInRenewsTheSession) {
  Entrance entrance;
  entrance.people();
  // What an attacker put into the browser is no session, and does not become one.
  Visitor victim;
  victim.cookie = "duibiao_session=" + string(43, 'A');
  const Response first = sign_in(entrance, victim, "viewer", "viewer password");
  ASSERT_EQ(first.status, 200);
  EXPECT_EQ(entrance.user_of(victim), nullptr);
  // The attacker's own live session in the victim's browser ends when the victim signs in.
  const Visitor planted = entrance.signed_in("analyst");
  EXPECT_EQ(entrance.user_of(planted)["name"], "analyst");
  Visitor second;
  Entrance::keep(second, sign_in(entrance, planted, "viewer", "viewer password"));
  EXPECT_NE(second.cookie, planted.cookie);
  EXPECT_EQ(entrance.user_of(second)["name"], "viewer");
  EXPECT_EQ(entrance.user_of(planted), nullptr);
}

TEST(Session, SigningOutEndsItEverywhere) {
  Entrance entrance;
  entrance.people();
  const Visitor visitor = entrance.signed_in("editor");
  const Response response = entrance.ask(visitor, Method::remove, "/api/v1/session");
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(string(response.headers.find("Set-Cookie")), HasSubstr("Max-Age=0"));
  EXPECT_EQ(Desk::parsed(response)["user"], nullptr);
  EXPECT_EQ(entrance.ask(visitor, Method::get, "/api/v1/holdings").status, 401);
}

TEST(Session, EndsByIdlenessByAgeAndByAChangeOfTheAccount) {
  Entrance entrance;
  entrance.people();
  Visitor visitor = entrance.with_session("viewer");
  entrance.now += account::session_idle_seconds;
  EXPECT_EQ(entrance.user_of(visitor), nullptr);
  visitor = entrance.with_session("viewer");
  for (std::int64_t age = 0; age < account::session_seconds_max; age += 3600) {
    EXPECT_EQ(entrance.user_of(visitor)["name"], "viewer");
    entrance.now += 3600;
  }
  EXPECT_EQ(entrance.user_of(visitor), nullptr);
  const Visitor boss = entrance.with_session("administrator");
  for (const string& change : {json({{"role", "analyst"}}), json({{"password", "a new password"}}),
                               json({{"disabled", true}})}) {
    visitor = entrance.with_session("viewer");
    EXPECT_EQ(entrance.user_of(visitor)["name"], "viewer");
    EXPECT_EQ(entrance.ask(boss, Method::patch, "/api/v1/users/viewer", change).status, 200);
    EXPECT_EQ(entrance.user_of(visitor), nullptr) << change;
  }
  EXPECT_EQ(entrance.user_of(boss)["name"], "administrator");
}

TEST(Session, AWrongNameAndAWrongPasswordAreAnsweredAlikeAfterTheSameWork) {
  Entrance entrance;
  entrance.people();
  std::vector<string> answers;
  for (const char* name : {"viewer", "nobody"}) {
    const auto before = entrance.accounts().hashes_computed();
    const Response response = sign_in(entrance, {}, name, "wrong password");
    EXPECT_EQ(entrance.accounts().hashes_computed(), before + 1) << name;
    EXPECT_EQ(response.status, 401);
    answers.push_back(Desk::text(response));
  }
  EXPECT_EQ(answers[0], answers[1]);
}

TEST(Session, BodiesThatAreNotWhatTheyShouldBeAreRefusedWithoutRepeatingThem) {
  Entrance entrance;
  entrance.people();
  for (const string& body :
       {string("hunter2hunter2"), string("[]"), string("{\"name\":1,\"password\":\"hunter2\"}"),
        string("{\"name\":\"viewer\"}"), string("{\"hunter2\":\"x\"}"), string("\"hunter2\""),
        string("{\"name\":\"viewer\",\"password\":[\"hunter2\"]}")}) {
    const Response response = entrance.ask({}, Method::post, "/api/v1/session", body);
    EXPECT_EQ(response.status, 400) << body;
    EXPECT_THAT(Desk::text(response), Not(HasSubstr("hunter2")));
  }
  EXPECT_EQ(entrance.ask({}, Method::post, "/api/v1/session", string(100'000, ' ')).status, 413);
  EXPECT_EQ(entrance
                .ask({}, Method::post, "/api/v1/session",
                     json({{"name", "viewer"}, {"password", "viewer password"}}),
                     {{"Content-Type", "text/plain"}})
                .status,
            400)
      << "a form of any site can send this";
}

TEST(Throttling, GuessingIsSlowedAndSaysForHowLong) {
  Entrance entrance;
  entrance.people();
  for (int k = 0; k < Throttle::account_free; ++k) {
    EXPECT_EQ(sign_in(entrance, {}, "viewer", "wrong password").status, 401);
  }
  const auto hashes = entrance.accounts().hashes_computed();
  const Response slowed = sign_in(entrance, {}, "VIEWER", "viewer password");
  EXPECT_EQ(slowed.status, 429);
  EXPECT_EQ(slowed.headers.find("Retry-After"), "1");
  EXPECT_EQ(entrance.accounts().hashes_computed(), hashes) << "refused before the work";
  entrance.now += 1;
  EXPECT_EQ(sign_in(entrance, {}, "viewer", "viewer password").status, 200);
}

TEST(Throttling, TheWaitGrowsAndIsNeverLongerThanAMinute) {
  Throttle throttle;
  std::int64_t now = 1'000'000;
  std::int64_t longest = 0;
  int tries = 0;
  for (const std::int64_t end = now + 3600; now < end; ++now) {
    const std::int64_t wait = throttle.admit("li", "192.0.2.1", now);
    tries += wait == 0 ? 1 : 0;
    longest = std::max(longest, wait);
  }
  // A second after the try before, at the soonest.
  EXPECT_EQ(longest, Throttle::wait_max - 1);
  EXPECT_LT(tries, 80) << "in an hour";
  EXPECT_GT(tries, 50) << "nobody is locked out";
  EXPECT_EQ(throttle.admit("li", "192.0.2.1", now + Throttle::memory_seconds), 0);
}

TEST(Throttling, AStrangersGuessesDoNotKeepAPersonFromTheUsualDesk) {
  Throttle throttle;
  const std::int64_t now = 1'000'000;
  EXPECT_EQ(throttle.admit("li", "10.0.0.5", now), 0);
  throttle.succeeded("li", "10.0.0.5");
  for (int k = 0; k < 100; ++k) (void)throttle.admit("li", "203.0.113.9", now);
  EXPECT_GT(throttle.admit("li", "203.0.113.9", now), 0);
  EXPECT_EQ(throttle.admit("li", "10.0.0.5", now), 0);
  // Even at the desk guessing is slowed.
  for (int k = 0; k < 100; ++k) (void)throttle.admit("li", "10.0.0.5", now);
  EXPECT_GT(throttle.admit("li", "10.0.0.5", now), 0);
}

TEST(Throttling, TryingManyNamesFromOneAddressIsSlowedToo) {
  Throttle throttle;
  int admitted = 0;
  for (int k = 0; k < 500; ++k) {
    const string address = "2001:db8:1:2::" + std::to_string(k);  // one customer's network
    admitted += throttle.admit("name" + std::to_string(k), address, 1'000'000) == 0 ? 1 : 0;
  }
  EXPECT_EQ(admitted, Throttle::peer_free);
  EXPECT_EQ(network_of("::ffff:192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
  EXPECT_EQ(network_of("192.0.2.1"), "192.0.2.1");
}

TEST(Throttling, MemoryIsBounded) {
  Throttle throttle;
  for (int k = 0; k < 15'000; ++k) {
    (void)throttle.admit("n" + std::to_string(k), "198.51." + std::to_string(k),
                         1'000'000 + k / 10);
  }
  EXPECT_LE(throttle.entries(), Throttle::entries_max);
}

TEST(Throttling, ASuccessDoesNotClearTheAddressForGuessesAtOthers) {
  Throttle throttle;
  int admitted = 0;
  for (int k = 0; k < 200; ++k) {
    admitted += throttle.admit("victim" + std::to_string(k), "192.0.2.1", 1'000'000) == 0 ? 1 : 0;
    if (throttle.admit("own", "192.0.2.1", 1'000'000) == 0) throttle.succeeded("own", "192.0.2.1");
  }
  EXPECT_EQ(admitted, Throttle::peer_free);
}

TEST(Users, AnAdministratorMakesChangesAndRemovesAccounts) {
  Entrance entrance;
  entrance.people();
  const Visitor boss = entrance.signed_in("administrator");
  const string users = "/api/v1/users";
  const auto made =
      entrance.ask(boss, Method::post, users,
                   json({{"name", "王 小明"}, {"role", "viewer"}, {"password", "long enough"}}));
  ASSERT_EQ(made.status, 200) << Desk::text(made);
  EXPECT_EQ(Desk::parsed(made)["name"], "王 小明");
  const string one = users + "/%E7%8E%8B%20%E5%B0%8F%E6%98%8E";
  const auto changed = entrance.ask(boss, Method::patch, one, json({{"role", "editor"}}));
  EXPECT_EQ(Desk::parsed(changed)["role"], "editor");
  EXPECT_EQ(Desk::parsed(entrance.ask(boss, Method::get, users))["users"].size(), 5U);
  const auto again =
      entrance.ask(boss, Method::post, users,
                   json({{"name", "王 小明"}, {"role", "viewer"}, {"password", "long enough"}}));
  EXPECT_EQ(again.status, 409);
  for (const string& bad :
       {json({{"name", "a/b"}, {"role", "viewer"}, {"password", "long enough"}}),
        json({{"name", "a"}, {"role", "nobody"}, {"password", "long enough"}}),
        json({{"name", "a"}, {"role", "king"}, {"password", "long enough"}}),
        json({{"name", "a"}, {"role", "viewer"}, {"password", "short"}}),
        json({{"name", "a"}, {"role", "viewer"}}),
        json({{"name", "a"}, {"role", "viewer"}, {"password", "long enough"}, {"x", 1}})}) {
    EXPECT_EQ(entrance.ask(boss, Method::post, users, bad).status, 400) << bad;
  }
  EXPECT_EQ(entrance.ask(boss, Method::patch, one, json({})).status, 400);
  EXPECT_EQ(
      entrance.ask(boss, Method::patch, one, json({{"role", "viewer"}, {"disabled", true}})).status,
      400);
  EXPECT_EQ(entrance.ask(boss, Method::remove, one).status, 200);
  EXPECT_EQ(entrance.ask(boss, Method::remove, one).status, 404);
  EXPECT_EQ(entrance.ask(boss, Method::patch, one, json({{"role", "viewer"}})).status, 404);
}

TEST(Users, TheLastAdministratorIsAConflict) {
  Entrance entrance;
  entrance.people();
  const Visitor boss = entrance.signed_in("administrator");
  const string own = "/api/v1/users/administrator";
  EXPECT_EQ(entrance.ask(boss, Method::remove, own).status, 409);
  EXPECT_EQ(entrance.ask(boss, Method::patch, own, json({{"role", "viewer"}})).status, 409);
  EXPECT_EQ(entrance.ask(boss, Method::patch, own, json({{"disabled", true}})).status, 409);
  EXPECT_EQ(entrance.user_of(boss)["role"], "administrator");
}

TEST(Users, OnesOwnPasswordNeedsTheOldOneAndTheSessionGoesOnUnderANewSecret) {
  Entrance entrance;
  entrance.people();
  for (const string& name : {string("viewer"), string("administrator")}) {
    Visitor visitor = entrance.signed_in(name);
    const Visitor elsewhere = entrance.signed_in(name);
    const string own = "/api/v1/users/" + name;
    EXPECT_EQ(
        entrance.ask(visitor, Method::patch, own, json({{"password", "new password"}})).status,
        400);
    EXPECT_EQ(entrance
                  .ask(visitor, Method::patch, own,
                       json({{"password", "new password"}, {"old_password", "wrong password"}}))
                  .status,
              403);
    EXPECT_EQ(entrance.user_of(visitor)["name"], name);
    const Response done =
        entrance.ask(visitor, Method::patch, own,
                     json({{"password", "new password"}, {"old_password", name + " password"}}));
    ASSERT_EQ(done.status, 200) << Desk::text(done);
    EXPECT_EQ(entrance.user_of(visitor), nullptr);
    EXPECT_EQ(entrance.user_of(elsewhere), nullptr);
    Entrance::keep(visitor, done);
    EXPECT_EQ(entrance.user_of(visitor)["name"], name);
    EXPECT_EQ(sign_in(entrance, {}, name, "new password").status, 200);
    EXPECT_EQ(sign_in(entrance, {}, name, name + " password").status, 401);
  }
}

TEST(Users, GuessingTheOldPasswordIsSlowed) {
  Entrance entrance;
  entrance.people();
  const Visitor visitor = entrance.with_session("viewer");
  int status = 0;
  for (int k = 0; k <= Throttle::account_free; ++k) {
    status = entrance
                 .ask(visitor, Method::patch, "/api/v1/users/viewer",
                      json({{"password", "new password"}, {"old_password", "wrong password"}}))
                 .status;
  }
  EXPECT_EQ(status, 429);
}

TEST(Users, OthersMayNotBeTouchedNorLookedFor) {
  Entrance entrance;
  entrance.people();
  const Visitor visitor = entrance.with_session("editor");
  std::vector<string> answers;
  for (const char* name : {"viewer", "nothere"}) {
    for (const string& change : {json({{"role", "viewer"}}), json({{"disabled", true}}),
                                 json({{"password", "new password"}})}) {
      const Response response =
          entrance.ask(visitor, Method::patch, string("/api/v1/users/") + name, change);
      EXPECT_EQ(response.status, 403);
      answers.push_back(Desk::parsed(response)["detail"].get<string>());
    }
  }
  for (const string& answer : answers) EXPECT_EQ(answer, answers.front());
  EXPECT_EQ(
      entrance
          .ask(visitor, Method::patch, "/api/v1/users/editor", json({{"role", "administrator"}}))
          .status,
      403);
}

TEST(Tokens, AreMadeForOneselfShownOnceListedAndRevoked) {
  Entrance entrance;
  entrance.people();
  const Visitor editor = entrance.with_session("editor");
  const Visitor boss = entrance.with_session("administrator");
  const string tokens = "/api/v1/tokens";
  const Response made = entrance.ask(editor, Method::post, tokens,
                                     json({{"name", "月报"}, {"role", "viewer"}, {"days", 30}}));
  ASSERT_EQ(made.status, 200) << Desk::text(made);
  const Json token = Desk::parsed(made);
  Visitor program;
  program.token = token["secret"].get<string>();
  EXPECT_EQ(token["expires"], Date::from_unix(entrance.now + 30 * 86'400).to_string());
  EXPECT_EQ(entrance.user_of(program)["name"], "editor");
  EXPECT_EQ(entrance.user_of(program)["role"], "viewer");
  for (const Visitor& who : {editor, boss, program}) {
    const Response listed = entrance.ask(who, Method::get, tokens);
    EXPECT_EQ(Desk::parsed(listed)["tokens"].size(), 1U);
    EXPECT_THAT(Desk::text(listed), Not(HasSubstr(program.token)));
    EXPECT_THAT(Desk::text(listed), Not(HasSubstr("secret")));
  }
  const Visitor viewer = entrance.with_session("viewer");
  EXPECT_EQ(Desk::parsed(entrance.ask(viewer, Method::get, tokens))["tokens"].size(), 0U);
  const string one = tokens + "/" + token["id"].get<string>();
  EXPECT_EQ(entrance.ask(viewer, Method::remove, one).status, 404);
  EXPECT_EQ(entrance.ask(viewer, Method::remove, tokens + "/x").status, 400);
  for (const string& bad : {json({{"name", "t"}, {"role", "administrator"}, {"days", 30}}),
                            json({{"name", "t"}, {"role", "viewer"}, {"days", 0}}),
                            json({{"name", "t"}, {"role", "viewer"}, {"days", 4000}}),
                            json({{"name", "t"}, {"role", "viewer"}, {"days", 1.5}}),
                            json({{"name", "t"}, {"role", "viewer"}}),
                            json({{"name", ""}, {"role", "viewer"}, {"days", 1}})}) {
    EXPECT_EQ(entrance.ask(editor, Method::post, tokens, bad).status, 400) << bad;
  }
  const Response nameless = entrance.ask(editor, Method::post, tokens,
                                         json({{"name", ""}, {"role", "viewer"}, {"days", 1}}));
  EXPECT_EQ(Desk::parsed(nameless)["detail"], "请写明令牌的用途");
  EXPECT_EQ(entrance.ask(boss, Method::remove, one).status, 200);
  const Response ended = entrance.ask(program, Method::get, "/api/v1/holdings");
  EXPECT_EQ(ended.status, 401);
  EXPECT_THAT(string(ended.headers.find("WWW-Authenticate")), HasSubstr("invalid_token"));
}

TEST(Tokens, ThatHaveExpiredOrAreUnknownRefuseEvenWhatIsOpenToAll) {
  Entrance entrance(true, true);
  entrance.people();
  Visitor program = entrance.with_token("viewer", account::Role::viewer);
  EXPECT_EQ(entrance.ask(program, Method::get, "/api/v1/holdings").status, 200);
  entrance.now += 9 * 86'400;
  EXPECT_EQ(entrance.ask(program, Method::get, "/api/v1/holdings").status, 401);
  EXPECT_EQ(entrance.ask({}, Method::get, "/api/v1/holdings").status, 200);
  program.token = "db_" + string(43, 'A');
  EXPECT_EQ(entrance.ask(program, Method::get, "/api/v1/holdings").status, 401);
  EXPECT_EQ(entrance.ask(program, Method::get, "/healthz").status, 200);
}

TEST(Audit, ChangesCarryTheNameOfWhoMadeThem) {
  Entrance entrance;
  entrance.people();
  const Visitor editor = entrance.signed_in("editor");
  EXPECT_EQ(entrance.ask(editor, Method::remove, "/api/v1/batches/1").status, 200);
  EXPECT_EQ(entrance.log().back().actor, "web:editor");
  EXPECT_EQ(entrance
                .ask(editor, Method::post, "/api/v1/names",
                     json({{"kind", "place"}, {"alias", "瓯城"}, {"of", "330300"}}))
                .status,
            200);
  EXPECT_EQ(entrance.log().back().actor, "web:editor");
  const Visitor boss = entrance.signed_in("administrator");
  EXPECT_EQ(entrance.log().back().action, "sign_in");
  EXPECT_EQ(Desk::parsed(entrance.ask(boss, Method::get, "/api/v1/log"))["log"].back()["action"],
            "sign_in");
}

TEST(Audit, FailedSignInsAreLoggedInBoundedNumberAndNotWhatWasTyped) {
  Entrance entrance;
  entrance.people();
  const auto before = entrance.log().size();
  for (int k = 0; k < 300; ++k) {
    Visitor visitor;
    visitor.peer = "198.51.100." + std::to_string(k % 200);
    EXPECT_EQ(sign_in(entrance, visitor, "my secret typed here " + std::to_string(k), "x").status,
              401);
  }
  EXPECT_EQ(entrance.log().size(), before + DoorState::failures_noted_an_hour);
  entrance.now += 3600;
  EXPECT_EQ(sign_in(entrance, {}, "viewer", "wrong password").status, 401);
  EXPECT_THAT(entrance.log().back().detail, HasSubstr("\"unlogged\":280"));
  for (const store::LogEntry& entry : entrance.log()) {
    EXPECT_THAT(entry.detail + entry.actor, Not(HasSubstr("secret typed")));
  }
}

TEST(Audit, SecretsStandInNoAnswerNoLogAndNoCount) {
  Entrance entrance;
  entrance.people();
  const Visitor boss = entrance.signed_in("administrator");
  const Visitor program = entrance.with_token("administrator", account::Role::administrator);
  const string session = boss.cookie.substr(boss.cookie.find('=') + 1);
  string said;
  for (const Route& route : entrance.table()) {
    if (route.method != Method::get || route.pattern.find('{') != string::npos) continue;
    for (const Visitor& who : {boss, program}) {
      said += Desk::text(entrance.ask(who, Method::get, route.pattern));
    }
  }
  said += Desk::text(sign_in(entrance, {}, "viewer", "hunter2 hunter2"));
  for (const store::LogEntry& entry : entrance.log()) said += entry.detail + entry.actor;
  for (const string& secret : {session, program.token, string("administrator password"),
                               string("hunter2"), string("argon2")}) {
    EXPECT_EQ(said.find(secret), string::npos) << secret;
  }
  EXPECT_THAT(said, HasSubstr("duibiao_sign_ins_total 1\n"));
}

TEST(Accounts, MadeBesideTheServerCountWithTheNextRequest) {
  Entrance entrance;
  EXPECT_EQ(entrance.ask({}, Method::get, "/api/v1/holdings").status, 200);
  auto beside = Entrance::value(account::Accounts::open(entrance.store_path(), {1, 8192}));
  (void)Entrance::value(
      beside->add("li", account::Role::administrator, "long enough", {"cli:root", entrance.now}));
  EXPECT_EQ(entrance.ask({}, Method::get, "/api/v1/holdings").status, 401);
  EXPECT_EQ(sign_in(entrance, {}, "li", "long enough").status, 200);
}

}  // namespace
}  // namespace duibiao::server
