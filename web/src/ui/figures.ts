import { html, nothing, type TemplateResult } from "lit-html";
import type { Answer, Figure, RankRange } from "../api/types";
import { fixed } from "../base/decimal";
import { joined, showQuantity, type Shown } from "../base/units";
import { page, showSource } from "../page";
import { t } from "../words";

/** Growth always carries its sign, as a reader of bulletins expects. */
export function signed(number: string): string {
  return /^−|^[0.,]*$/.test(number) ? number : `+${number}`;
}

export function shown(figure: Figure, scale?: number): Shown {
  return showQuantity(figure, page.state.lang, scale);
}

export function text(figure: Figure, scale?: number): string {
  return joined(shown(figure, scale), page.state.lang);
}

/** A figure that tells where it is from when pressed. */
export function sourced(figure: Figure, words: string, known: Figure[] = [], name = ""): TemplateResult {
  return html`<button
    class="figure ${figure.derived ? "derived" : ""} ${name}"
    title=${t("figure.open")}
    @click=${() => showSource(figure, known)}
  >
    ${words}
  </button>`;
}

/** The same within a sentence. Not a button element, which cannot break with the line and lets a
 * comma begin the next one. */
export function inSentence(figure: Figure, words: string, known: Figure[]): TemplateResult {
  const open = (): void => showSource(figure, known);
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    open();
  };
  return html`<span class="figure inline" role="button" tabindex="0" title=${t("figure.open")} @click=${open} @keydown=${pressed}>${words}</span>`;
}

export function dash(answer?: Answer | null): TemplateResult {
  const why = answer?.missing[0]?.reason ?? "";
  return html`<span class="muted" title=${why || t("missing")}>—</span>`;
}

/** The direction by sign, arrow and colour, so that no one of them has to be seen. */
export function growth(figure: Figure, known: Figure[] = []): TemplateResult {
  const number = signed(fixed(figure.value, figure.decimals));
  const way = number.startsWith("−") ? "down" : number.startsWith("+") ? "up" : "";
  return sourced(figure, `${number}${figure.unit === "%" ? "%" : ""}`, known, way);
}

/** «7» or «7–8» where the printed digits cannot separate. */
export function rankText(range: { rank: number; best: number; worst: number }): string {
  return range.best === range.worst ? String(range.rank) : `${range.best}–${range.worst}`;
}

export function movement(rank: number, before: number | null): TemplateResult {
  if (before === null) return html`<span class="muted">·</span>`;
  const by = before - rank;
  if (by === 0) return html`<span class="still" title=${t("rank.same")}>―</span>`;
  const words = t(by > 0 ? "rank.up" : "rank.down", { n: Math.abs(by) });
  return html`<span class=${by > 0 ? "rose" : "fell"} title=${words}
    ><span aria-hidden="true">${by > 0 ? "▲" : "▼"}</span>${Math.abs(by)}<span class="hidden"
      >${words}</span
    ></span
  >`;
}

export function rankCell(range: RankRange | null, of: number): TemplateResult {
  if (!range) return html`<span class="muted">—</span>`;
  return html`<b>${rankText(range)}</b><span class="muted">/${of}</span>
    ${movement(range.rank, range.previous)}`;
}

export function optional(figure: Figure | null | undefined, known: Figure[] = []): TemplateResult | typeof nothing {
  return figure ? sourced(figure, text(figure), known) : nothing;
}
