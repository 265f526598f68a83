import { html, nothing, type TemplateResult } from "lit-html";
import { invalidate, load } from "../api/cache";
import { address, Problem, send, sendFor } from "../api/client";
import type { Token, User } from "../api/data_types";
import type { Role } from "../api/types";
import { page, redraw, tell } from "../page";
import { confirmed } from "../ui/confirm";
import { settle, wordsOf } from "../ui/states";
import { table } from "../ui/table";
import { t } from "../words";

const roles: Role[] = ["viewer", "analyst", "editor", "administrator"];
/** Seen once, then never again. */
let secret: Token | null = null;

export function accounts(): TemplateResult {
  const users = address("users");
  const tokens = address("tokens");
  return html`<div class="columns even">
    <section class="panel">
      <header><h2>${t("users")}</h2></header>
      ${settle(load<{ users: User[] }>(users), users, (answer) => userTable(answer.users))} ${newUser()}
    </section>
    <section class="panel">
      <header><h2>${t("tokens")}</h2></header>
      ${secret ? shownOnce(secret) : nothing}
      ${settle(load<{ tokens: Token[] }>(tokens), tokens, (answer) => tokenTable(answer.tokens))} ${newToken()}
    </section>
  </div>`;
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

function roleSelect(name: string, value: Role, change?: (role: Role) => void): TemplateResult {
  return html`<select
    name="role"
    aria-label=${name}
    .value=${value}
    @change=${(event: Event) => change?.((event.target as HTMLSelectElement).value as Role)}
  >
    ${roles.map((role) => html`<option value=${role} ?selected=${role === value}>${t(`role.${role}`)}</option>`)}
  </select>`;
}

function userTable(users: User[]): TemplateResult {
  const own = page.session?.user?.name;
  const setRole = (user: User, role: Role): void => {
    void attempt(() => send(address(`users/${encodeURIComponent(user.name)}`), { method: "PATCH", json: { role } }), t("saved"));
  };
  const remove = async (user: User): Promise<void> => {
    if (!(await confirmed(t("user.remove.question", { name: user.name }), t("delete")))) return;
    await attempt(() => send(address(`users/${encodeURIComponent(user.name)}`), { method: "DELETE" }), t("saved"));
  };
  return table(
    t("users"),
    [
      { name: t("user.name"), head: true, cell: (user) => user.name },
      { name: t("role"), cell: (user) => roleSelect(t("role.of", { name: user.name }), user.role, (role) => setRole(user, role)) },
      {
        name: t("batch.change"),
        cell: (user) =>
          user.name === own
            ? html`<span class="muted">${t("user.you")}</span>`
            : html`<button class="plain" aria-label=${t("remove", { name: user.name })} @click=${() => void remove(user)}>${t("delete")}</button>`,
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

function newUser(): TemplateResult {
  const submit = async (event: SubmitEvent): Promise<void> => {
    const form = event.currentTarget as HTMLFormElement;
    const json = fieldsOf(event);
    if (await attempt(() => send(address("users"), { method: "POST", json }), t("user.created"))) form.reset();
  };
  return html`<form class="inline-form" @submit=${submit}>
    <label class="field"><span>${t("user.name")}</span><input name="name" required maxlength="64" autocomplete="off" /></label>
    <label class="field"
      ><span>${t("password")}</span><input name="password" type="password" required minlength="8" autocomplete="new-password"
    /></label>
    <label class="field"><span>${t("role")}</span>${roleSelect(t("role"), "viewer")}</label>
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
      { name: t("role"), cell: (token) => t(`role.${token.role}`) },
      { name: t("token.expires"), cell: (token) => token.expires ?? t("token.never") },
      {
        name: t("batch.change"),
        cell: (token) => html`<button class="plain" aria-label=${t("remove", { name: token.name })} @click=${() => void remove(token)}>${t("delete")}</button>`,
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
    <label class="field"><span>${t("token.days")}</span><input name="days" type="number" min="1" max="3650" value="365" required /></label>
    <label class="field"><span>${t("role")}</span>${roleSelect(t("role"), "viewer")}</label>
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
