#include "account/accounts.h"

#include <fmt/format.h>

#include <utility>

#include "account/inner.h"
#include "account/rules.h"

namespace duibiao::account {
namespace {

/// Who only notes that a session is in use does not wait for anybody.
constexpr int no_wait_ms = 0;

}  // namespace

tl::unexpected<Error> refused(std::string zh, std::string en) {
  return fail(ErrorCode::bad_argument, {std::move(zh), std::move(en)});
}

tl::unexpected<Error> no_account(std::string_view name) {
  return fail(ErrorCode::not_found,
              {fmt::format("没有账号「{}」", name), fmt::format("there is no account “{}”", name)});
}

std::string text_of(const nlohmann::ordered_json& detail) {
  return detail.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Status count_change(store::Connection& connection) {
  return connection.run("UPDATE account_state SET version = version + 1 WHERE id = 1");
}

Accounts::Accounts() = default;
Accounts::~Accounts() = default;

Accounts::Inner::Inner(store::OpenedFile for_reading, store::OpenedFile for_writing,
                       store::OpenedFile for_noting, Work work)
    : passwords(work),
      read_only(for_writing.read_only),
      reader(std::move(for_reading.connection)),
      data_version(reader->prepare("PRAGMA data_version")),
      writer(std::move(for_writing.connection)),
      noter(std::move(for_noting.connection)) {}

Result<std::unique_ptr<Accounts>> Accounts::open(const std::string& store_path, Work work) {
  auto for_writing = store::open_file(store_path);
  if (!for_writing) return tl::unexpected(for_writing.error());
  auto for_reading = store::open_file(store_path);
  if (!for_reading) return tl::unexpected(for_reading.error());
  auto for_noting = store::open_file(store_path, no_wait_ms);
  if (!for_noting) return tl::unexpected(for_noting.error());
  // The hash of a password that was changed is overwritten, not only forgotten.
  if (const Status set = for_writing->connection->run("PRAGMA secure_delete=ON"); !set) {
    return tl::unexpected(set.error());
  }
  std::unique_ptr<Accounts> out(new Accounts());
  out->inner_ = std::make_unique<Inner>(std::move(*for_reading), std::move(*for_writing),
                                        std::move(*for_noting), work);
  if (const auto first = out->inner_->current(); !first) return tl::unexpected(first.error());
  return out;
}

Result<std::shared_ptr<const Register>> Accounts::Inner::current() {
  const std::lock_guard lock(reading);
  const auto row = data_version.step();
  if (!row) {
    data_version.reset();
    return tl::unexpected(row.error());
  }
  const std::int64_t now = data_version.integer(0);
  data_version.reset();
  if (latest && now == seen_data_version) return latest;
  const auto snapshot = store::Transaction::begin(reader, store::Transaction::Kind::read);
  if (!snapshot) return tl::unexpected(snapshot.error());
  const auto version = reader->integer("SELECT version FROM account_state WHERE id = 1");
  if (!version) return tl::unexpected(version.error());
  if (!latest || *version != seen_version) {
    auto loaded = Register::load(*reader);
    if (!loaded) return tl::unexpected(loaded.error());
    latest = std::make_shared<const Register>(std::move(*loaded));
    seen_version = *version;
    const std::lock_guard also(noting);
    std::erase_if(sessions_used,
                  [this](const auto& used) { return !latest->has_session(used.first); });
  }
  // A change between the first look and the snapshot is looked for once more: no harm.
  seen_data_version = now;
  return latest;
}

Result<bool> Accounts::any() {
  const auto now = inner_->current();
  if (!now) return tl::unexpected(now.error());
  return !(*now)->accounts().empty();
}

Result<std::vector<Account>> Accounts::list() {
  const auto now = inner_->current();
  if (!now) return tl::unexpected(now.error());
  std::vector<Account> out;
  for (const Row& row : (*now)->accounts()) out.push_back(row.account);
  return out;
}

Result<std::optional<Account>> Accounts::find(std::string_view name) {
  const auto now = inner_->current();
  if (!now) return tl::unexpected(now.error());
  const auto wanted = name_from(name);
  const Row* row = wanted ? (*now)->by_key(wanted->key) : nullptr;
  return row != nullptr ? std::optional(row->account) : std::nullopt;
}

Result<bool> Accounts::last_administrator(std::string_view name) {
  const auto found = find(name);
  if (!found) return tl::unexpected(found.error());
  const auto all = list();
  if (!all) return tl::unexpected(all.error());
  bool is_one = false;
  std::size_t others = 0;
  for (const Account& account : *all) {
    if (account.role != Role::administrator || account.disabled) continue;
    const bool own = *found && account.id == (*found)->id;
    is_one = is_one || own;
    others += own ? 0 : 1;
  }
  return is_one && others == 0;
}

std::uint64_t Accounts::hashes_computed() const { return inner_->passwords.computed(); }

}  // namespace duibiao::account
