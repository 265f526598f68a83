import { html, nothing, type TemplateResult } from "lit-html";
import { load } from "./api/cache";
import { address, type Problem } from "./api/client";
import type { Holdings } from "./api/types";
import { views, type View } from "./base/state";
import { follow, go, holdings, hrefOf, page, redraw } from "./page";
import { sourcePanel } from "./ui/source_panel";
import { empty, failure, loading, settle } from "./ui/states";
import { checkView } from "./views/check";
import { compareView } from "./views/compare";
import { dataView } from "./views/data";
import { indicatorView } from "./views/indicator";
import { overview } from "./views/overview";
import { signInDialog, signOut } from "./views/sign_in";
import { t } from "./words";

type Theme = "auto" | "light" | "dark";
const themes: Theme[] = ["auto", "light", "dark"];

function theme(): Theme {
  const kept = localStorage.getItem("theme") as Theme;
  return themes.includes(kept) ? kept : "auto";
}

export function applyTheme(): void {
  document.documentElement.dataset["theme"] = theme();
}

export function applyLanguage(): void {
  const { lang, view } = page.state;
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  document.title = `${t(`view.${view}`)} · ${t("product")}`;
}

function nextTheme(): void {
  localStorage.setItem("theme", themes[(themes.indexOf(theme()) + 1) % themes.length] ?? "auto");
  applyTheme();
  redraw();
}

function switchLanguage(): void {
  const lang = page.state.lang === "zh" ? "en" : "zh";
  localStorage.setItem("lang", lang);
  go({ lang }, true);
}

export function app(unreachable: Problem | null, again: () => void): TemplateResult {
  return html`
    <a class="skip" href="#main">${t("skip")}</a>
    ${header()}
    ${unreachable
      ? html`<main id="main">
          ${failure(unreachable)}
          <p class="center"><button @click=${again}>${t("again")}</button></p>
        </main>`
      : page.dialog
        ? signInDialog()
        : body()}
    ${sourcePanel()} ${notice()} ${footer()}
  `;
}

function header(): TemplateResult {
  return html`<header class="top">
    <div class="top-inner">
      <a class="brand" href=${hrefOf({ view: "overview" })} @click=${(event: MouseEvent) => follow(event, { view: "overview" })}>
        <b>对标</b> <span lang="en">Duibiao</span>
      </a>
      ${page.dialog ? html`<span class="grow"></span>` : navigation()}
      <div class="top-tools">
        <button class="quiet" lang=${page.state.lang === "zh" ? "en" : "zh-CN"} @click=${switchLanguage}>
          ${page.state.lang === "zh" ? "English" : "中文"}
        </button>
        <button class="quiet" aria-label=${t("theme.change", { name: t(`theme.${theme()}`) })} @click=${nextTheme}>
          ${t(`theme.${theme()}`)}
        </button>
        ${account()}
      </div>
    </div>
  </header>`;
}

function navigation(): TemplateResult {
  return html`<nav class="tabs" aria-label=${t("views")}>
    ${views.map(
      (view: View) => html`<a
        href=${hrefOf({ view })}
        aria-current=${view === page.state.view ? "page" : nothing}
        @click=${(event: MouseEvent) => follow(event, { view })}
        >${t(`view.${view}`)}</a
      >`,
    )}
  </nav>`;
}

function account(): TemplateResult | typeof nothing {
  const { session } = page;
  if (!session || session.setup) return nothing;
  if (session.user) {
    return html`<button class="quiet" title=${t(`role.${session.user.role}`)} @click=${() => void signOut()}>
      ${t("signout", { name: session.user.name })}
    </button>`;
  }
  const open = (): void => {
    page.dialog = "sign-in";
    redraw();
  };
  return page.dialog ? nothing : html`<button class="quiet" @click=${open}>${t("signin.do")}</button>`;
}

/** The views need to know what there is to choose from. */
function body(): TemplateResult {
  return html`<main id="main" tabindex="-1">${page.session ? ready() : loading(8)}</main>`;
}

function ready(): TemplateResult {
  if (page.state.view === "data" || page.state.view === "check") return view();
  const url = address("holdings");
  return settle(load<Holdings>(url), url, (held) => (held.figures === 0 ? emptyStore() : view()), 8);
}

function view(): TemplateResult {
  switch (page.state.view) {
    case "indicator":
      return indicatorView();
    case "compare":
      return compareView();
    case "check":
      return checkView();
    case "data":
      return dataView();
    default:
      return overview();
  }
}

function emptyStore(): TemplateResult {
  const there = { view: "data" as const, section: "import" };
  return html`${empty(t("store.empty"), t("store.empty.advice"))}
    <p class="center">
      <a class="button primary" href=${hrefOf(there)} @click=${(event: MouseEvent) => follow(event, there)}>${t("import.choose")}</a>
    </p>`;
}

let noticeTimer: ReturnType<typeof setTimeout> | undefined;
let noticeShown: object | null = null;

/** Told to screen readers too; gone after a while. */
function notice(): TemplateResult {
  if (page.notice !== noticeShown) {
    noticeShown = page.notice;
    clearTimeout(noticeTimer);
    noticeTimer = setTimeout(() => {
      page.notice = null;
      redraw();
    }, 6000);
  }
  return html`<div class="notice-area" role="status">
    ${page.notice ? html`<p class="notice ${page.notice.bad ? "bad" : ""}">${page.notice.text}</p>` : nothing}
  </div>`;
}

function footer(): TemplateResult {
  const held = page.session && !page.dialog ? holdings() : null;
  return html`<footer>
    ${held ? html`<span>${t("footer.figures", { n: held.figures.toLocaleString("en") })}</span><span>${t("footer.version", { n: held.version })}</span>` : nothing}
    <a href="/api/openapi.json">API</a>
  </footer>`;
}
