import { html, nothing, type TemplateResult } from "lit-html";
import type { Loaded } from "../api/cache";
import type { Problem } from "../api/client";
import { retry } from "../api/cache";
import { t } from "../words";

export function loading(rows = 3): TemplateResult {
  return html`<div class="skeleton" role="status">
    <span class="hidden">${t("loading")}</span>
    ${Array.from({ length: rows }, () => html`<i></i>`)}
  </div>`;
}

export function empty(title: string, advice = ""): TemplateResult {
  return html`<div class="empty">
    <p class="empty-title">${title}</p>
    ${advice ? html`<p>${advice}</p>` : nothing}
  </div>`;
}

export function wordsOf(problem: Problem): { title: string; advice: string } {
  if (problem.status === 0) return { title: t("error.offline"), advice: t("error.offline.advice") };
  if (problem.status === 401) return { title: t("error.signin"), advice: "" };
  if (problem.status === 403) return { title: t("error.forbidden"), advice: problem.detail };
  return { title: problem.title || t("error.other"), advice: problem.detail };
}

export function failure(problem: Problem, url?: string): TemplateResult {
  const { title, advice } = wordsOf(problem);
  const again = url ? html`<button @click=${() => retry(url)}>${t("again")}</button>` : nothing;
  return html`<div class="failure" role="alert">
    <p class="empty-title">${title}</p>
    ${advice ? html`<p>${advice}</p>` : nothing}
    ${problem.code ? html`<p class="muted">${problem.code}</p>` : nothing} ${again}
  </div>`;
}

/** One of: the data, what went wrong, or that it is on its way. Old data outlives a new failure. */
export function settle<T>(
  loaded: Loaded<T>,
  url: string,
  show: (data: T) => TemplateResult,
  rows = 4,
): TemplateResult {
  if (loaded.problem) {
    return loaded.problem.status === 404 ? nothingHere(loaded.problem) : failure(loaded.problem, url);
  }
  return loaded.data ? show(loaded.data) : loading(rows);
}

function nothingHere(problem: Problem): TemplateResult {
  return empty(t("empty.nothing"), problem.detail || problem.title);
}
