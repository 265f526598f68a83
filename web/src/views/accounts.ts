import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { invalidate, load } from "../api/cache";
import { address, Problem, send, sendFor } from "../api/client";
import type { Token, User } from "../api/data_types";
import type { Role } from "../api/types";
import { may, page, redraw, roles, tell } from "../page";
import { confirmed } from "../ui/confirm";
import { settle, wordsOf } from "../ui/states";
import { table } from "../ui/table";
import { t } from "../words";
import { learnSession } from "./sign_in";

/** Seen once, then never again. */
let secret: Token | null = null;

/** Everybody's own password and tokens; the accounts for the administrator. */
export function accounts(): TemplateResult {
  if (page.session?.setup) return offer();
  const users = address("users");
  const tokens = address("tokens");
  return html`<div class="columns even">
    ${may("administrator")
      ? html`<section class="panel">
          <header><h2>${t("users")}</h2></header>
          ${settle(load<{ users: User[] }>(users), users, (answer) => html`${userTable(answer.users)} ${newPassword(answer.users)}`)} ${newUser()}
        </section>`
      : nothing}
    <section class="panel">
      <header><h2>${t("tokens")}</h2></header>
      ${secret && secret.owner === page.session?.user?.name ? shownOnce(secret) : nothing}
      ${settle(load<{ tokens: Token[] }>(tokens), tokens, (answer) => tokenTable(answer.tokens))} ${newToken()}
    </section>
    <section class="panel">
      <header><h2>${t("password.own")}</h2></header>
      ${ownPassword()}
    </section>
  </div>`;
}

/** Without accounts everybody at this machine may use the page; one can be made at any time. */
function offer(): TemplateResult {
  const open = (): void => {
    page.dialog = "setup";
    redraw();
  };
  return html`<section class="panel">
    <header><h2>${t("users")}</h2></header>
    <p>${t("setup.offer")}</p>
    <div class="tools"><button class="primary" @click=${open}>${t("setup.do")}</button></div>
  </section>`;
}

async function attempt(change: () => Promise<unknown>, done: string): Promise<boolean> {
  try {
    await change();
    tell(done);
    invalidate();
    return true;
  } catch (error) {
    if (error instanceof Problem) tell(`${wordsOf(error).title} ${wordsOf(error).advice}`, true);
    return false;
  }
}

function roleSelect(name: string, value: Role, choices: Role[], change?: (role: Role) => void): TemplateResult {
  return html`<select
    name="role"
    aria-label=${name}
    .value=${live(value)}
    @change=${(event: Event) => change?.((event.target as HTMLSelectElement).value as Role)}
  >
    ${choices.map((role) => html`<option value=${role} ?selected=${role === value}>${t(`role.${role}`)}</option>`)}
  </select>`;
}

function userTable(users: User[]): TemplateResult {
  const own = page.session?.user?.name;
  const patch = (user: User, json: object): Promise<boolean> =>
    attempt(() => send(address(`users/${encodeURIComponent(user.name)}`), { method: "PATCH", json }), t("saved"));
  const setRole = (user: User, role: Role): void => {
    // A role that was refused stands as it was; one's own may have ended the session.
    void patch(user, { role }).then(() => (user.name === own ? learnSession() : undefined));
  };
  const remove = async (user: User): Promise<void> => {
    if (!(await confirmed(t("user.remove.question", { name: user.name }), t("delete")))) return;
    await attempt(() => send(address(`users/${encodeURIComponent(user.name)}`), { method: "DELETE" }), t("saved"));
  };
  return table(
    t("users"),
    [
      { name: t("user.name"), head: true, cell: (user) => user.name },
      { name: t("role"), cell: (user) => roleSelect(t("role.of", { name: user.name }), user.role, roles, (role) => setRole(user, role)) },
      {
        name: t("batch.change"),
        cell: (user) =>
          user.name === own
            ? html`<span class="muted">${t("user.you")}</span>`
            : html`<button class="plain" aria-label=${t(user.disabled ? "user.enable.of" : "user.disable.of", { name: user.name })} @click=${() => void patch(user, { disabled: !user.disabled })}>
                  ${t(user.disabled ? "user.enable" : "user.disable")}
                </button>
                <button class="plain" aria-label=${t("delete.of", { name: user.name })} @click=${() => void remove(user)}>${t("delete")}</button>`,
      },
    ],
    users,
  );
}

function fieldsOf(event: SubmitEvent): Record<string, string> {
  event.preventDefault();
  const data = new FormData(event.currentTarget as HTMLFormElement);
  return Object.fromEntries([...data].map(([name, value]) => [name, String(value)]));
}

/** A field for a password that is being chosen. */
function chosenPassword(name: string): TemplateResult {
  return html`<label class="field"
    ><span>${name}</span><input name="password" type="password" required minlength="8" autocomplete="new-password"
  /></label>`;
}

/** For somebody else who forgot theirs. */
function newPassword(users: User[]): TemplateResult {
  const others = users.filter((user) => user.name !== page.session?.user?.name);
  const submit = async (event: SubmitEvent): Promise<void> => {
    const form = event.currentTarget as HTMLFormElement;
    const { name, password } = fieldsOf(event);
    const change = (): Promise<unknown> => send(address(`users/${encodeURIComponent(name ?? "")}`), { method: "PATCH", json: { password } });
    if (await attempt(change, t("password.saved"))) form.reset();
  };
  if (others.length === 0) return html``;
  return html`<form class="inline-form" @submit=${submit}>
    <label class="field"
      ><span>${t("user.name")}</span
      ><select name="name">
        ${others.map((user) => html`<option value=${user.name}>${user.name}</option>`)}
      </select></label
    >
    ${chosenPassword(t("password.new"))}
    <button>${t("password.set")}</button>
  </form>`;
}

function ownPassword(): TemplateResult {
  const own = page.session?.user?.name ?? "";
  const submit = async (event: SubmitEvent): Promise<void> => {
    const form = event.currentTarget as HTMLFormElement;
    const json = fieldsOf(event);
    if (!(await attempt(() => send(address(`users/${encodeURIComponent(own)}`), { method: "PATCH", json }), t("password.saved")))) return;
    form.reset();
    // The session goes on under a new secret.
    await learnSession();
  };
  return html`<form class="inline-form" @submit=${submit}>
    <input type="text" name="" autocomplete="username" .value=${own} hidden />
    <label class="field"
      ><span>${t("password.old")}</span><input name="old_password" type="password" required autocomplete="current-password"
    /></label>
    ${chosenPassword(t("password.new"))}
    <button>${t("password.change")}</button>
  </form>`;
}

function newUser(): TemplateResult {
  const submit = async (event: SubmitEvent): Promise<void> => {
    const form = event.currentTarget as HTMLFormElement;
    const json = fieldsOf(event);
    if (await attempt(() => send(address("users"), { method: "POST", json }), t("user.created"))) form.reset();
  };
  return html`<form class="inline-form" @submit=${submit}>
    <label class="field"><span>${t("user.name")}</span><input name="name" required maxlength="64" autocomplete="off" /></label>
    ${chosenPassword(t("password"))}
    <label class="field"><span>${t("role")}</span>${roleSelect(t("role"), "viewer", roles)}</label>
    <button class="primary">${t("user.create")}</button>
  </form>`;
}

function tokenTable(tokens: Token[]): TemplateResult {
  if (tokens.length === 0) return html`<p class="muted">${t("tokens.none")}</p>`;
  const remove = async (token: Token): Promise<void> => {
    if (!(await confirmed(t("token.remove.question", { name: token.name }), t("delete")))) return;
    await attempt(() => send(address(`tokens/${encodeURIComponent(token.id)}`), { method: "DELETE" }), t("saved"));
  };
  return table(
    t("tokens"),
    [
      { name: t("token.name"), head: true, cell: (token) => token.name },
      ...(may("administrator") ? [{ name: t("user.name"), cell: (token: Token) => token.owner ?? "" }] : []),
      { name: t("role"), cell: (token) => t(`role.${token.role}`) },
      { name: t("token.expires"), cell: (token) => token.expires },
      { name: t("token.used"), cell: (token) => token.last_used ?? t("token.never") },
      {
        name: t("batch.change"),
        cell: (token) => html`<button class="plain" aria-label=${t("delete.of", { name: token.name })} @click=${() => void remove(token)}>${t("delete")}</button>`,
      },
    ],
    tokens,
  );
}

function newToken(): TemplateResult {
  const submit = async (event: SubmitEvent): Promise<void> => {
    const form = event.currentTarget as HTMLFormElement;
    const { name, role, days } = fieldsOf(event);
    const made = await attempt(async () => {
      secret = await sendFor<Token>(address("tokens"), { method: "POST", json: { name, role, days: Number(days) } });
    }, t("token.created"));
    if (made) form.reset();
  };
  return html`<form class="inline-form" @submit=${submit}>
    <label class="field"><span>${t("token.name")}</span><input name="name" required maxlength="64" autocomplete="off" /></label>
    <label class="field"><span>${t("token.days")}</span><input name="days" type="number" min="1" max="366" value="365" required /></label>
    <label class="field"><span>${t("role")}</span>${roleSelect(t("role"), "viewer", roles.filter(may))}</label>
    <button class="primary">${t("token.create")}</button>
  </form>`;
}

function shownOnce(token: Token): TemplateResult {
  const done = (): void => {
    secret = null;
    redraw();
  };
  return html`<div class="secret" role="status">
    <p>${t("token.once")}</p>
    <code>${token.secret ?? ""}</code>
    <button @click=${done}>${t("token.kept")}</button>
  </div>`;
}
