// `users`: who may use the server, from the terminal. A running server notices at once.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "account/accounts.h"
#include "app/command.h"
#include "app/password_input.h"

namespace duibiao::app {
namespace {

struct UsersOptions {
  std::string action = "list";
  std::string name;
  std::string role;
};

std::string role_words(const Context& context, account::Role role) {
  switch (role) {
    case account::Role::viewer:
      return context.say({"查看", "viewer"});
    case account::Role::analyst:
      return context.say({"分析", "analyst"});
    case account::Role::editor:
      return context.say({"编辑", "editor"});
    case account::Role::administrator:
      return context.say({"管理员", "administrator"});
    case account::Role::nobody:
      break;
  }
  return "-";
}

int list(const Context& context, account::Accounts& accounts) {
  const auto all = accounts.list();
  if (!all) return report(context, all.error());
  render::Table table;
  table.columns = {{"name", {"用户名", "name"}}, {"role", {"角色", "role"}}, {"state", {"", ""}}};
  for (const account::Account& account : *all) {
    table.rows.push_back(
        {render::Cell(account.name), render::Cell(role_words(context, account.role)),
         render::Cell(account.disabled ? context.say({"已停用", "disabled"}) : std::string(),
                      render::Tone::warn)});
  }
  if (table.rows.empty()) {
    table.notes.push_back(context.say(
        {"还没有账号。第一个账号是管理员：duibiao users add 用户名 --role administrator",
         "No accounts yet. The first is an administrator: duibiao users add NAME --role "
         "administrator"}));
  }
  return emit(context, {&table, 1}, [&] {
    render::Json json = render::document("users");
    json["users"] = render::Json::array();
    for (const account::Account& account : *all) {
      json["users"].push_back({{"name", account.name},
                               {"role", account::name_of(account.role)},
                               {"disabled", account.disabled}});
    }
    return json;
  });
}

tl::unexpected<Error> wrong(std::string zh, std::string en) {
  return fail(ErrorCode::bad_argument, {std::move(zh), std::move(en)});
}

Result<account::Role> role_in(const UsersOptions& options) {
  if (const auto role = account::role_named(options.role); role) return *role;
  return wrong("请用 --role 给出角色：viewer、analyst、editor 或 administrator",
               "name the role with --role: viewer, analyst, editor or administrator");
}

/// Does it; gives what to tell the person.
Result<Message> change(const Context& context, const UsersOptions& options,
                       account::Accounts& accounts) {
  const std::string& name = options.name;
  const store::Actor actor = context.actor();
  if (name.empty()) return wrong("请给出用户名", "a name is needed");
  Status done;
  Message said;
  if (options.action == "add" || options.action == "role") {
    const auto role = role_in(options);
    if (!role) return tl::unexpected(role.error());
    if (options.action == "role") {
      done = accounts.set_role(name, *role, actor);
      said = {fmt::format("「{}」的角色已改，需要重新登录", name),
              fmt::format("“{}” has another role and has to sign in again", name)};
    } else {
      const auto password = read_new_password(context);
      if (!password) return tl::unexpected(password.error());
      const auto made = accounts.add(name, *role, *password, actor);
      if (!made) done = tl::unexpected(made.error());
      said = {fmt::format("已建立账号「{}」", name), fmt::format("the account “{}” exists", name)};
    }
  } else if (options.action == "password") {
    const auto password = read_new_password(context);
    if (!password) return tl::unexpected(password.error());
    done = accounts.set_password(name, *password, actor);
    said = {fmt::format("「{}」的密码已改，需要重新登录", name),
            fmt::format("“{}” has another password and has to sign in again", name)};
  } else if (options.action == "remove") {
    done = accounts.remove(name, actor);
    said = {fmt::format("已删除账号「{}」", name), fmt::format("the account “{}” is gone", name)};
  } else {
    const bool disabled = options.action == "disable";
    done = accounts.set_disabled(name, disabled, actor);
    said = disabled ? Message{fmt::format("已停用账号「{}」", name),
                              fmt::format("the account “{}” is disabled", name)}
                    : Message{fmt::format("已启用账号「{}」", name),
                              fmt::format("the account “{}” is enabled", name)};
  }
  if (!done) return tl::unexpected(done.error());
  return said;
}

int run_users(const Context& context, const UsersOptions& options) {
  // The first thing done with a new store may be to say who administers it.
  if (context.store_path == context.usual_store_path && options.action == "add") {
    if (auto space = context.open_or_create(); !space) return report(context, space.error());
  }
  const auto accounts = account::Accounts::open(context.store_path);
  if (!accounts) return report(context, accounts.error());
  if (options.action == "list") return list(context, **accounts);
  const auto said = change(context, options, **accounts);
  if (!said) return report(context, said.error());
  remark(context, *said);
  return exit_ok;
}

}  // namespace

Command users_command() {
  return {"users",
          {"管理可以登录的账号", "manage the accounts that may sign in"},
          {"duibiao users\n  duibiao users add 李伟 --role administrator\n"
           "  duibiao users role 李伟 --role editor\n  duibiao users password 李伟\n"
           "  duibiao users disable 李伟",
           "duibiao users\n  duibiao users add liwei --role administrator\n"
           "  duibiao users role liwei --role editor\n  duibiao users password liwei\n"
           "  duibiao users disable liwei"},
          [](CLI::App& command, Context& context) -> std::function<int()> {
            auto options = std::make_shared<UsersOptions>();
            command
                .add_option("action", options->action,
                            context.say({"做什么：list 列出（缺省）、add 新建、role 改角色、"
                                         "password 改密码、disable 停用、enable 启用、remove 删除",
                                         "what to do: list (default), add, role, password, "
                                         "disable, enable, remove"}))
                ->check(CLI::IsMember(
                    {"list", "add", "role", "password", "disable", "enable", "remove"}));
            command.add_option("name", options->name, context.say({"用户名", "name"}));
            command.add_option("--role", options->role,
                               context.say({"角色：viewer、analyst、editor、administrator",
                                            "role: viewer, analyst, editor, administrator"}));
            return [&context, options] { return run_users(context, *options); };
          }};
}

}  // namespace duibiao::app
