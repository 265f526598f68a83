import { html, nothing, type TemplateResult } from "lit-html";
import { invalidate, load } from "../api/cache";
import { address, Problem, send } from "../api/client";
import type { HeldRow } from "../api/data_types";
import { may, nameIn, tell } from "../page";
import { empty, settle, wordsOf } from "../ui/states";
import { table } from "../ui/table";
import { t } from "../words";

export function heldRows(): TemplateResult {
  const url = address("held");
  return html`<section class="panel">
    <header>
      <h2>${t("section.held")}</h2>
      ${may("editor") ? html`<button @click=${() => void retryAll()}>${t("held.retry")}</button>` : nothing}
    </header>
    ${settle(load<{ held: HeldRow[] }>(url), url, ({ held }) => list(held))}
  </section>`;
}

function list(held: HeldRow[]): TemplateResult {
  if (held.length === 0) return empty(t("held.none"), t("held.none.advice"));
  return table(
    t("section.held"),
    [
      { name: t("held.where"), head: true, cell: (row) => where(row) },
      { name: t("held.reason"), cell: (row) => (typeof row.reason === "string" ? row.reason : nameIn(row.reason, row.reason_code)) },
      { name: t("held.cells"), cell: (row) => row.cells.join(" | ") },
      { name: t("held.suggestions"), cell: (row) => suggestions(row) },
    ],
    held,
  );
}

function where(row: HeldRow): string {
  return [row.file, row.sheet, t("held.row", { n: row.row })].filter((part) => part !== "").join(" · ");
}

/** What an unknown name may mean; pressing one makes it an alias and tries the row again. */
function suggestions(row: HeldRow): unknown {
  const { unknown, suggestions: offered } = row;
  if (!unknown || !offered || offered.length === 0) return html`<span class="muted">—</span>`;
  return html`<div class="chips">
    ${offered.map(
      (each) => html`<button class="chip" ?disabled=${!may("editor")} @click=${() => void accept(unknown, each.id)}>
        ${t("held.is", { name: nameIn(each.names, each.id) })}
      </button>`,
    )}
  </div>`;
}

async function accept(unknown: { kind: string; text: string }, id: string): Promise<void> {
  await attempt(async () => {
    await send(address("names"), { method: "POST", json: { kind: unknown.kind, alias: unknown.text, of: id } });
    await send(address("held/retry"), { method: "POST" });
  });
}

async function retryAll(): Promise<void> {
  await attempt(async () => {
    await send(address("held/retry"), { method: "POST" });
  });
}

async function attempt(change: () => Promise<void>): Promise<void> {
  try {
    await change();
    tell(t("held.retried"));
    invalidate();
  } catch (error) {
    if (error instanceof Problem) tell(`${wordsOf(error).title} ${wordsOf(error).advice}`, true);
  }
}
