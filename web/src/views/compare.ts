import { html, nothing, type TemplateResult } from "lit-html";
import { load } from "../api/cache";
import { address } from "../api/client";
import type { Ranking, Standing } from "../api/types";
import "../charts/element";
import { pair } from "../charts/compare_charts";
import { approx } from "../base/decimal";
import { periodName } from "../base/period";
import { scaleFor, unitName, unitOf } from "../base/units";
import { chosenIndicator, chosenPlace, follow, go, groups, hrefOf, indicatorNamed, nameIn, page } from "../page";
import { groupField, indicatorField, periodField, placeField, segments } from "../ui/fields";
import { growth, movement, rankText, shown, sourced } from "../ui/figures";
import { settle } from "../ui/states";
import { table, type Column } from "../ui/table";
import { t } from "../words";
import { detail } from "./compare_detail";

const charts = ["bump", "map", "gap", "parts", "scatter"] as const;

export function compareView(): TemplateResult {
  const place = chosenPlace();
  const indicator = chosenIndicator();
  const { period, group, by } = page.state;
  const url = address("ranks", { indicator, period, group, place: group ? "" : place, by });
  const loaded = load<Ranking>(url);
  return html`
    <div class="toolbar">
      ${indicatorField(indicator, (id) => go({ indicator: id }))}
      ${placeField(place, (code) => go({ place: code }))}
      ${periodField(period, loaded.data?.period ?? "", (value) => go({ period: value }))}
      ${groupField(group, (id) => go({ group: id }))}
    </div>
    <header class="view-title">
      <h1>${indicatorNamed(indicator)}</h1>
      <p>
        ${loaded.data ? periodName(loaded.data.period, page.state.lang) : nothing}
        ${group ? html`· ${nameIn(groups().find((each) => each.id === group)?.names, group)}` : nothing}
      </p>
    </header>
    <div class="compare">
      <section class="panel ranking">
        <header>
          <h2>${t("compare.ranking")}</h2>
          ${segments(
            t("compare.by"),
            by,
            [
              { value: "level", text: t("by.level") },
              { value: "growth", text: t("by.growth") },
            ],
            (value) => ({ by: value as "level" | "growth" }),
          )}
        </header>
        ${settle(loaded, url, (ranking) => rankingTable(ranking, place), 11)}
        <div class="downloads">
          <span class="muted">${t("download")}</span>
          <a href=${`${url}&format=csv`} download>CSV</a>
          <a href=${`${url}&format=xlsx`} download>Excel</a>
        </div>
      </section>
      <section class="panel">
        <header>
          ${segments(
            t("compare.views"),
            page.state.chart,
            charts.map((value) => ({ value, text: t(`chart.${value}`) })),
            (chart) => ({ chart }),
          )}
        </header>
        ${settle(loaded, url, (ranking) => detail(ranking, place), 9)}
      </section>
    </div>
  `;
}

/** The bar of a row, from zero; what is below zero goes to the left of it. */
function magnitude(standing: Standing): number {
  return approx(standing.figure.value) * 10 ** unitOf(standing.figure.unit).power;
}

function bar(standing: Standing, low: number, high: number, mine: boolean): TemplateResult {
  const value = magnitude(standing);
  const span = high - low || 1;
  const zero = (-low / span) * 100;
  const length = (Math.abs(value) / span) * 100;
  const x = value < 0 ? zero - length : zero;
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect x=${x.toFixed(2)} y="0" width=${Math.max(length, 0.4).toFixed(2)} height="10" class=${mine ? "mine" : "peer"}></rect>
  </svg>`;
}

function rankingTable(ranking: Ranking, own: string): TemplateResult {
  // Bars of one table have one unit: figures of different sources may come in 元 or 亿元.
  const numbers = ranking.standings.map(magnitude);
  const low = Math.min(0, ...numbers);
  const high = Math.max(0, ...numbers);
  const { lang } = page.state;
  const unit = ranking.standings.map((standing) => pair(standing, ranking.by).level?.unit).find((each) => each) ?? "";
  const scale = scaleFor(unit, lang);
  const levelCell = (standing: Standing): unknown => {
    const { level } = pair(standing, ranking.by);
    return level ? sourced(level, shown(level, scale).number) : html`<span class="muted">—</span>`;
  };
  const growthCell = (standing: Standing): unknown => {
    const figure = pair(standing, ranking.by).growth;
    return figure ? growth(figure) : html`<span class="muted">—</span>`;
  };
  const columns: Column<Standing>[] = [
    { name: t("rank"), number: true, cell: (row) => rankText(row) },
    { name: t("moved"), number: true, cell: (row) => movement(row.rank, row.rank_before) },
    { name: t("place"), head: true, cell: (row) => placeLink(row) },
    { name: t("compare.bar"), silent: true, cell: (row) => bar(row, low, high, row.place.code === own) },
    { name: unitName(unit, lang), number: true, cell: levelCell },
    { name: t("growth.column"), number: true, cell: growthCell },
    {
      name: t("share"),
      number: true,
      cell: (row) => (row.share ? sourced(row.share, shown(row.share).number + row.share.unit) : html`<span class="muted">—</span>`),
    },
  ];
  return html`${table(t("compare.ranking"), columns, ranking.standings, (row) => row.place.code === own)}
    ${ranking.missing.length > 0
      ? html`<p class="hint">${t("compare.missing", { names: ranking.missing.map((each) => each.name).join(t("comma")) })}</p>`
      : nothing}`;
}

function placeLink(row: Standing): TemplateResult {
  const there = { place: row.place.code };
  return html`<a href=${hrefOf(there)} @click=${(event: MouseEvent) => follow(event, there)}>${row.place.name}</a>`;
}
