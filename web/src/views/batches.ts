import { html, nothing, type TemplateResult } from "lit-html";
import { invalidate, load } from "../api/cache";
import { address, Problem, send } from "../api/client";
import type { Batch } from "../api/data_types";
import { may, page, tell } from "../page";
import { confirmed } from "../ui/confirm";
import { empty, settle, wordsOf } from "../ui/states";
import { table } from "../ui/table";
import { code, t } from "../words";

export function moment(seconds: number): string {
  const locale = page.state.lang === "zh" ? "zh-CN" : "en-GB";
  return new Date(seconds * 1000).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
}

export function batches(): TemplateResult {
  const url = address("batches");
  return html`<section class="panel">
    <header><h2>${t("section.batches")}</h2></header>
    ${settle(load<{ batches: Batch[] }>(url), url, (answer) => list(answer.batches))}
  </section>`;
}

function list(all: Batch[]): TemplateResult {
  if (all.length === 0) return empty(t("batches.none"), t("batches.none.advice"));
  return table(
    t("section.batches"),
    [
      { name: "#", number: true, cell: (batch) => batch.id },
      { name: t("batch.file"), head: true, cell: (batch) => batch.file },
      { name: t("batch.when"), cell: (batch) => html`<span class="whole">${moment(batch.imported_at)}</span>` },
      { name: t("batch.who"), cell: (batch) => batch.actor },
      { name: t("import.figures"), number: true, cell: (batch) => batch.figures.toLocaleString("en") },
      { name: t("import.held"), number: true, cell: (batch) => batch.held },
      { name: t("batch.change"), cell: (batch) => action(batch) },
    ],
    [...all].reverse(),
  );
}

function action(batch: Batch): unknown {
  if (batch.undone) return html`<span class="tag">${t("batch.undone")}</span>`;
  if (!may("editor")) return nothing;
  return html`<button class="plain" aria-label=${t("batch.undo.of", { file: batch.file })} @click=${() => void undo(batch)}>
    ${t("batch.undo")}
  </button>`;
}

async function undo(batch: Batch): Promise<void> {
  const question = t("batch.undo.question", { file: batch.file, n: batch.figures });
  if (!(await confirmed(question, t("batch.undo")))) return;
  try {
    await send(address(`batches/${batch.id}`), { method: "DELETE" });
    tell(t("batch.undone.done"));
    invalidate();
  } catch (error) {
    if (error instanceof Problem) tell(`${wordsOf(error).title} ${wordsOf(error).advice}`, true);
  }
}

interface Entry {
  id?: number;
  seq?: number;
  at?: number | string;
  time?: number | string;
  actor?: string;
  action?: string;
  what?: string;
  detail?: unknown;
}

export function log(): TemplateResult {
  const url = address("log");
  return html`<section class="panel">
    <header><h2>${t("section.log")}</h2></header>
    ${settle(load<{ log: Entry[] }>(url), url, (answer) => entries(answer.log))}
  </section>`;
}

function entries(all: Entry[]): TemplateResult {
  if (all.length === 0) return empty(t("log.none"));
  const at = (entry: Entry): string => {
    const when = entry.at ?? entry.time ?? "";
    return typeof when === "number" ? moment(when) : when;
  };
  return table(
    t("section.log"),
    [
      { name: "#", number: true, cell: (entry) => entry.seq ?? entry.id ?? "" },
      { name: t("batch.when"), cell: (entry) => html`<span class="whole">${at(entry)}</span>` },
      { name: t("batch.who"), cell: (entry) => entry.actor ?? "" },
      { name: t("log.action"), head: true, cell: (entry) => code("action", entry.action ?? "") },
      { name: t("log.detail"), cell: (entry) => plain(entry.detail ?? entry.what) },
    ],
    [...all].reverse().slice(0, 500),
  );
}

/** What an entry tells beside its action, without the marks of JSON. */
function plain(detail: unknown): string {
  if (detail === null || detail === undefined) return "";
  if (typeof detail !== "object") return String(detail);
  if (Array.isArray(detail)) return detail.map(plain).join(t("comma"));
  const told = Object.entries(detail).filter(([, value]) => value !== null && value !== "");
  return told.map(([name, value]) => `${name}: ${plain(value)}`).join(t("comma"));
}
