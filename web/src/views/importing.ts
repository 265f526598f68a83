import { html, nothing, type TemplateResult } from "lit-html";
import { invalidate } from "../api/cache";
import { address, Problem } from "../api/client";
import { carryOut, stop, type Job } from "../api/jobs";
import type { Imported, ImportedFile, ImportedSheet } from "../api/data_types";
import { nameIn, redraw, tell } from "../page";
import { hover, leave } from "../ui/drop";
import { failure } from "../ui/states";
import { code, t } from "../words";

/** A look at less than this is there before progress could be shown. */
const smallLook = 2 * 1024 * 1024;

const sheets = {
  files: [] as File[],
  preview: null as Imported | null,
  done: null as Imported | null,
  busy: null as AbortController | null,
  /** What the server says of the work, once it is a job there. */
  job: null as Job<Imported> | null,
  problem: null as Problem | null,
  /** One key an attempt: a repeat after a broken line must not import twice. */
  key: "",
  accept: false,
};

function form(): FormData {
  const data = new FormData();
  for (const file of sheets.files) data.append("file", file, file.name);
  return data;
}

async function run(dry: boolean): Promise<void> {
  const own = new AbortController();
  sheets.busy = own;
  sheets.job = null;
  sheets.problem = null;
  redraw();
  const size = sheets.files.reduce((sum, file) => sum + file.size, 0);
  try {
    const url = address("imports", { dry_run: dry ? "1" : undefined, accept: sheets.accept ? "1" : undefined });
    const { job, result } = await carryOut<Imported>(
      url,
      { method: "POST", body: form(), signal: own.signal, key: dry ? "" : sheets.key, later: !dry || size > smallLook },
      (now) => {
        if (sheets.busy !== own) return;
        sheets.job = now;
        redraw();
      },
    );
    if (sheets.busy === own) settle(dry, job, result);
  } catch (error) {
    if (own.signal.aborted) return;
    sheets.problem = error instanceof Problem ? error : new Problem(0, "", String(error), "");
  } finally {
    if (sheets.busy === own) {
      sheets.busy = null;
      sheets.job = null;
    }
    redraw();
  }
}

function settle(dry: boolean, job: Job<Imported> | null, result: Imported | null): void {
  if (job?.state === "failed") {
    const { error } = job;
    const detail = `${nameIn(error?.message, "")} ${nameIn(error?.advice, "")}`.trim();
    throw new Problem(422, "", detail, error?.code ?? "");
  }
  if (job?.state === "cancelled") {
    // Of several files some may be in; then the result tells.
    if (!result) tell(t("import.cancelled"));
    // Another attempt is another import; the key was this one's.
    sheets.key = randomKey();
  }
  if (!result) return;
  if (dry) sheets.preview = result;
  else finish(result);
}

function finish(answer: Imported): void {
  sheets.done = answer;
  sheets.preview = null;
  sheets.files = [];
  const figures = answer.files.flatMap((file) => file.sheets).reduce((sum, sheet) => sum + sheet.figures, 0);
  tell(t("import.done", { n: figures }));
  invalidate();
}

function take(list: FileList | null | undefined): void {
  if (!list || list.length === 0) return;
  sheets.files = [...list];
  sheets.preview = null;
  sheets.done = null;
  sheets.accept = false;
  sheets.key = randomKey();
  void run(true);
}

/** Not crypto.randomUUID, which pages without TLS do not have. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Stops the work where it is, and lets go of the files. */
function cancel(): void {
  if (sheets.job) {
    // Its end is told like any other; a job that is over already needs no stopping.
    void stop(sheets.job.id).catch(() => undefined);
    return;
  }
  sheets.busy?.abort();
  sheets.busy = null;
  sheets.files = [];
  sheets.preview = null;
  redraw();
}

function working(): TemplateResult {
  const job = sheets.job;
  const words = job ? code("import.stage", job.cancelling ? "cancelling" : (job.stage ?? job.state)) : "";
  // The count is not in the live region: nobody wants to hear every step of it.
  return html`<section class="panel">
    <p role="status">${t("import.busy", { n: sheets.files.length })} ${job ? html`<b>${job.file ?? ""}</b>` : nothing}</p>
    <progress aria-label=${t("import.progress")}></progress>
    ${job ? html`<p class="muted">${words}${job.figures > 0 ? ` · ${t("import.so_far", { n: job.figures })}` : ""}</p>` : nothing}
    <button ?disabled=${job?.cancelling ?? false} @click=${cancel}>${t("cancel")}</button>
  </section>`;
}

export function importing(): TemplateResult {
  return html`
    <section class="panel">
      <label class="drop" @dragover=${hover} @dragleave=${leave} @drop=${drop}>
        <strong>${t("import.drop")}</strong>
        <span class="muted">${t("import.kinds")}</span>
        <span class="button">${t("import.choose")}</span>
        <input
          type="file"
          multiple
          class="hidden"
          accept=".csv,.xlsx,.ods,.xls,.xml,.json,.txt"
          @change=${(event: Event) => {
            const input = event.target as HTMLInputElement;
            take(input.files);
            input.value = "";
          }}
        />
      </label>
    </section>
    ${sheets.busy ? working() : nothing}
    ${sheets.problem ? html`<section class="panel">${failure(sheets.problem)}</section>` : nothing}
    ${sheets.preview ? preview(sheets.preview) : nothing}
    ${sheets.done ? result(sheets.done) : nothing}
  `;
}

function drop(event: DragEvent): void {
  event.preventDefault();
  leave(event);
  take(event.dataTransfer?.files);
}

function preview(answer: Imported): TemplateResult {
  const readable = answer.files.some((file) => file.sheets.some((sheet) => sheet.figures > 0));
  return html`<section class="panel">
    <header>
      <h2>${t("import.preview")}</h2>
      <div class="tools">
        <button @click=${cancel}>${t("cancel")}</button>
        <button class="primary" ?disabled=${!readable || sheets.busy !== null} @click=${() => void run(false)}>
          ${t("import.commit")}
        </button>
      </div>
    </header>
    ${suggested(answer)
      ? html`<label class="field tick">
          <input type="checkbox" .checked=${sheets.accept} @change=${agree} />
          <span>${t("import.accept")}</span>
        </label>`
      : nothing}
    ${answer.files.map(fileResult)}
  </section>`;
}

function suggested(answer: Imported): boolean {
  return answer.files.some((file) => file.sheets.some((each) => each.suggestions.length > 0));
}

function result(answer: Imported): TemplateResult {
  return html`<section class="panel">
    <header><h2>${t("import.result")}</h2></header>
    ${answer.files.map(fileResult)}
  </section>`;
}

function fileResult(file: ImportedFile): TemplateResult {
  const guess = file.guess;
  return html`<article class="sheet-file">
    <h3>
      ${file.file}
      <span class="tag">${code("status", file.status)}</span>
      ${guess ? html`<span class="muted">${guess.format}${guess.encoding ? ` · ${guess.encoding}` : ""}</span>` : nothing}
    </h3>
    ${file.error ? html`<p class="warning">${nameIn(file.error.message, "")} ${nameIn(file.error.advice, "")}</p>` : nothing}
    ${file.sheets.map(sheet)}
  </article>`;
}

function warningText(warning: ImportedSheet["warnings"][number]): string {
  const cells = warning.cells ?? [];
  return nameIn(warning.message, warning.code) + (cells.length > 0 ? ` (${cells.join(t("comma"))})` : "");
}

/** Agreeing looks at the sheet anew, so that the preview shows what would be imported. */
function agree(event: Event): void {
  sheets.accept = (event.target as HTMLInputElement).checked;
  void run(true);
}

function suggestion(each: ImportedSheet["suggestions"][number]): TemplateResult {
  return html`<p class="warning">
    ${t("import.suggestion", { from: each.from, to: each.to, n: each.figures })} ${nameIn(each.why, "")}
  </p>`;
}

function sheet(each: ImportedSheet): TemplateResult {
  return html`<div class="sheet">
    ${each.name ? html`<h4>${each.name}</h4>` : nothing}
    <dl class="summary">
      ${count(t("import.rows"), each.rows)} ${count(t("import.figures"), each.figures)}
      ${count(t("import.held"), each.held)} ${count(t("import.missing"), each.missing)}
    </dl>
    <details class="behind" open>
      <summary>${t("import.layout")}</summary>
      <ul>
        ${each.description.map((line) => html`<li>${nameIn(line, "")}</li>`)}
      </ul>
    </details>
    ${each.warnings.length > 0
      ? html`<ul class="warnings">
          ${each.warnings.map((warning) => html`<li class="warning">${warningText(warning)}</li>`)}
        </ul>`
      : html`<p class="clean">${t("import.no_warnings")}</p>`}
    ${each.suggestions.map(suggestion)}
  </div>`;
}

function count(name: string, number: number): TemplateResult {
  return html`<div><dt>${name}</dt><dd>${number}</dd></div>`;
}
