import { html, nothing, type TemplateResult } from "lit-html";
import type { Checked, Verdict } from "../api/check_types";
import { pieces, type Mark, type Piece } from "../base/spans";
import { go, page, redraw } from "../page";
import { hover, leave } from "../ui/drop";
import { periodField, placeField } from "../ui/fields";
import { empty, failure } from "../ui/states";
import { t } from "../words";
import { findings } from "./check_findings";
import { cancel, check, downloadCommented, draft, take, typed } from "./check_state";

export const verdicts: Verdict[] = ["inconsistent", "edge", "consistent", "not_checkable"];

export function checkView(): TemplateResult {
  return html`
    <div class="toolbar">
      ${placeField(page.state.place, (place) => (go({ place }, true), again()), t("check.as_said"))}
      ${periodField(page.state.period, "", (period) => (go({ period }, true), again()), t("check.as_said"))}
      <label class="field tick">
        <input
          type="checkbox"
          .checked=${draft.useStore}
          @change=${(event: Event) => {
            draft.useStore = (event.target as HTMLInputElement).checked;
            again();
          }}
        />
        <span>${t("check.store")}</span>
      </label>
    </div>
    <header class="view-title">
      <h1>${t("view.check")}</h1>
      <p>${t("check.lead")}</p>
    </header>
    <div class="checking">
      <section class="panel" @dragover=${hover} @dragleave=${leave} @drop=${drop}>
        <header>
          <h2>${draft.file ? draft.file.name : t("check.draft")}</h2>
          ${tools()}
        </header>
        ${editor()} ${legend()}
      </section>
      <section class="panel" aria-live="polite">
        <header><h2>${t("check.findings")}</h2></header>
        ${outcome()}
      </section>
    </div>
  `;
}

function again(): void {
  if (draft.text.trim() !== "" || draft.file) void check();
  redraw();
}

function tools(): TemplateResult {
  const isDocx = draft.file !== null && /\.docx$/i.test(draft.file.name);
  return html`<div class="tools">
    ${draft.busy
      ? html`<span class="busy" role="status">${t("check.busy")}</span>
          <button class="plain" @click=${cancel}>${t("cancel")}</button>`
      : nothing}
    ${isDocx ? html`<button @click=${() => void downloadCommented()}>${t("check.docx")}</button>` : nothing}
    ${draft.text === "" && !draft.file
      ? html`<button class="plain" @click=${() => typed(t("check.sample.text"))}>${t("check.sample")}</button>`
      : html`<button class="plain" @click=${() => typed("")}>${t("clear")}</button>`}
    <label class="button">
      ${t("check.open")}
      <input type="file" class="hidden" accept=".txt,.md,.html,.docx,.xlsx,.pdf" @change=${pick} />
    </label>
  </div>`;
}

function pick(event: Event): void {
  const input = event.target as HTMLInputElement;
  const file = input.files?.[0];
  if (file) take(file);
  input.value = "";
}

function drop(event: DragEvent): void {
  event.preventDefault();
  leave(event);
  const file = event.dataTransfer?.files[0];
  if (file) take(file);
  else typed(event.dataTransfer?.getData("text/plain") ?? draft.text);
}

function marksOf(checked: Checked): Mark[] {
  const marks = checked.claims.map((claim) => mark(claim.span, claim.verdict, claim.id));
  const usage = checked.usage.map((each, index) => mark(each.span, "usage", -1 - index));
  return [...marks, ...usage];
}

function mark(span: [number, number], kind: string, id: number): Mark {
  return { begin: draft.units.get(span[0]) ?? 0, end: draft.units.get(span[1]) ?? 0, kind, id };
}

function marked(piece: Piece, chosen: number[]): TemplateResult | string {
  const { mark: own, text } = piece;
  if (!own) return text;
  const kind = chosen.includes(own.id) ? `${own.kind} chosen` : own.kind;
  return html`<mark class=${kind} data-claim=${own.id}>${text}</mark>`;
}

/** The field in which one writes lies over a copy of its text that carries the colours. Both have
 * the same type, width and breaks, so that each mark lies under its figure;
 * the markup of the copy has no spaces of its own, because it would show them. */
function editor(): TemplateResult {
  const fresh = draft.checked !== null && draft.text === draft.checkedText;
  const chosen = draft.chosen === null ? [] : (draft.checked?.findings[draft.chosen]?.claims ?? []);
  const shownPieces = fresh && draft.checked ? pieces(draft.text, marksOf(draft.checked)) : pieces(draft.text, []);
  return html`<div class="editor">
    <div class="mirror" aria-hidden="true">${shownPieces.map((piece) => marked(piece, chosen))}<br /></div>
    <textarea
      id="draft"
      spellcheck="false"
      aria-label=${t("check.draft")}
      placeholder=${t("check.placeholder")}
      .value=${draft.text}
      @input=${(event: Event) => typed((event.target as HTMLTextAreaElement).value)}
      @click=${choose}
      @keyup=${choose}
    ></textarea>
  </div>`;
}

/** Pressing a figure in the text opens its finding. */
function choose(event: Event): void {
  const { checked } = draft;
  const at = (event.target as HTMLTextAreaElement).selectionStart;
  if (!checked || draft.text !== draft.checkedText) return;
  const claim = marksOf(checked).find((each) => each.id >= 0 && each.begin <= at && at <= each.end);
  if (!claim) return;
  const index = checked.findings.findIndex((finding) => finding.claims.slice(0, finding.suspects).includes(claim.id));
  if (index < 0 || draft.chosen === index) return;
  draft.chosen = index;
  redraw();
}

function legend(): TemplateResult {
  return html`<ul class="legend" aria-label=${t("check.legend")}>
    ${verdicts.map((verdict) => html`<li><mark class=${verdict}>12.3%</mark> ${t(`verdict.${verdict}`)}</li>`)}
  </ul>`;
}

function outcome(): TemplateResult {
  if (draft.problem) return failure(draft.problem);
  const { checked } = draft;
  if (!checked) return empty(t("check.empty"), t("check.empty.advice"));
  return findings(checked);
}
