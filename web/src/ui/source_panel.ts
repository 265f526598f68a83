import { html, nothing, type TemplateResult } from "lit-html";
import type { Figure, FigureKey } from "../api/types";
import { bound, exact } from "../base/decimal";
import { periodName } from "../base/period";
import { unitAsSent } from "../base/units";
import { follow, hrefOf, keyOf, page, redraw } from "../page";
import { code, t } from "../words";
import { text } from "./figures";

/** Tells all that is known of one figure: its exact value, its range, its source or its inputs. */
export function sourcePanel(): TemplateResult | typeof nothing {
  const shown = page.source;
  if (!shown) return nothing;
  const { figure, known } = shown;
  return html`<aside class="source" aria-label=${t("source.title")} @keydown=${closeOnEscape}>
    <header>
      <h2>${t("source.title")}</h2>
      <button class="plain" aria-label=${t("close")} @click=${close}>×</button>
    </header>
    <p class="source-name">
      ${figure.place.name} · ${periodName(figure.period, page.state.lang)}<br />
      ${figure.indicator.name} · ${code("measure", figure.measure)}
    </p>
    <p class="level">${text(figure)}</p>
    <dl>
      ${row(t("source.kind"), figure.derived ? t("source.derived") : t("source.published"))}
      ${figure.derived ? nothing : row(t("source.exact"), `${exact(figure.value)} ${unitAsSent(figure.unit, page.state.lang)}`)}
      ${row(t("source.range"), `[${bound(figure.low, "low")}, ${bound(figure.high, "high")}]`)}
      ${figure.source ? row(t("source.source"), figure.source) : nothing}
      ${figure.row ? row(t("source.cell"), t("source.cell.at", { row: figure.row, column: figure.column ?? "" })) : nothing}
      ${figure.derived ? nothing : row(t("source.released"), figure.released ?? t("source.unreleased"))}
    </dl>
    ${figure.inputs && figure.inputs.length > 0 ? inputs(figure.inputs, known) : nothing}
    ${toSeries(figure)}
  </aside>`;
}

function row(name: string, value: string): TemplateResult {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function inputs(keys: FigureKey[], known: Figure[]): TemplateResult {
  const byKey = new Map(known.map((figure) => [keyOf(figure), figure]));
  return html`<h3>${t("source.inputs")}</h3>
    <ul class="inputs">
      ${keys.map((key) => {
        const figure = byKey.get(keyOf(key));
        const name = [key.place.name, periodName(key.period, page.state.lang), key.indicator.name, code("measure", key.measure)].join(" · ");
        return html`<li>
          <span>${name}</span>
          ${figure
            ? html`<button class="figure" @click=${() => open(figure, known)}>${text(figure)}</button>`
            : nothing}
        </li>`;
      })}
    </ul>`;
}

function toSeries(figure: Figure): TemplateResult {
  const there = { view: "indicator" as const, indicator: figure.indicator.id, place: figure.place.code };
  return html`<p>
    <a href=${hrefOf(there)} @click=${(event: MouseEvent) => follow(event, there)}>
      ${t("source.series")}
    </a>
  </p>`;
}

function open(figure: Figure, known: Figure[]): void {
  page.source = { figure, known };
  redraw();
}

function close(): void {
  page.source = null;
  redraw();
}

function closeOnEscape(event: KeyboardEvent): void {
  if (event.key === "Escape") close();
}
