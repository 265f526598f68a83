import { html, nothing, type TemplateResult } from "lit-html";
import { forget, invalidate } from "../api/cache";
import { address, get, Problem, protect, send } from "../api/client";
import { follow, unfollow } from "../api/events";
import type { Session } from "../api/types";
import { page, redraw, tell } from "../page";
import { wordsOf } from "../ui/states";
import { t } from "../words";

let trouble = "";

async function askSession(): Promise<Session> {
  const session = await get<Session>(address("session"));
  page.session = session;
  protect(session.csrf);
  return session;
}

/** Who asks, and what the page may show at once. Who needs no account is not asked for one. */
export async function learnSession(): Promise<void> {
  const session = await askSession();
  if (session.user || session.anonymous_read) page.dialog = null;
  else page.dialog = session.setup ? "setup" : "sign-in";
  if (page.dialog === null) follow();
  else unfollow();
  redraw();
}

/** Something was refused: the session may have ended (401), or begun anew in another tab (403). */
export async function refused(status: number): Promise<void> {
  if (status === 401) await learnSession();
  else await askSession();
}

/** The dialogs stand in the page, not over it: without an account there is nothing behind them. */
export function signInDialog(): TemplateResult {
  const setup = page.dialog === "setup";
  const optional = page.session?.anonymous_read === true;
  return html`<main id="main" class="sign-in">
    <form class="panel" @submit=${(event: SubmitEvent) => void submit(event, setup)}>
      <h1>${setup ? t("setup.title") : t("signin.title")}</h1>
      <p class="muted">${setup ? t("setup.lead") : t("signin.lead")}</p>
      ${setup ? field(t("setup.code"), "code", "text", "one-time-code") : nothing}
      ${field(t("user.name"), "name", "text", "username")}
      ${field(t("password"), "password", "password", setup ? "new-password" : "current-password")}
      ${trouble ? html`<p class="warning" role="alert">${trouble}</p>` : nothing}
      <div class="tools">
        <button class="primary">${setup ? t("setup.do") : t("signin.do")}</button>
        ${optional ? html`<button type="button" @click=${close}>${t("cancel")}</button>` : nothing}
      </div>
    </form>
  </main>`;
}

function field(name: string, id: string, type: string, complete: string): TemplateResult {
  const least = id === "password" && complete === "new-password" ? 8 : nothing;
  return html`<label class="field">
    <span>${name}</span>
    <input name=${id} type=${type} autocomplete=${complete} required minlength=${least} />
  </label>`;
}

async function submit(event: SubmitEvent, setup: boolean): Promise<void> {
  event.preventDefault();
  const data = new FormData(event.currentTarget as HTMLFormElement);
  const json = Object.fromEntries([...data].map(([name, value]) => [name, String(value)]));
  try {
    await send(address(setup ? "setup" : "session"), { method: "POST", json });
    trouble = "";
    forget();
    await learnSession();
    invalidate();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    trouble =
      error.status === 429
        ? t("signin.wait", { n: error.retryAfter ?? 60 })
        : error.detail || wordsOf(error).title;
    redraw();
  }
}

function close(): void {
  trouble = "";
  page.dialog = null;
  redraw();
}

export async function signOut(): Promise<void> {
  try {
    await send(address("session"), { method: "DELETE" });
  } catch (error) {
    if (error instanceof Problem) tell(wordsOf(error).title, true);
  }
  page.source = null;
  unfollow();
  forget();
  await learnSession();
}
