import { html, nothing, type TemplateResult } from "lit-html";
import { load } from "../api/cache";
import { address } from "../api/client";
import type { Point, Series } from "../api/types";
import "../charts/element";
import { lines } from "../charts/lines";
import { fixed } from "../base/decimal";
import { periodName, yearOf } from "../base/period";
import { scaleFor, showQuantity, unitName } from "../base/units";
import { chosenIndicator, chosenPlace, go, holdings, indicatorNamed, nameIn, page, placeNamed, siblings, titled } from "../page";
import { downloads } from "../ui/download";
import { choose, indicatorField, placeField, placesField, segments } from "../ui/fields";
import { signed } from "../ui/figures";
import { empty, settle } from "../ui/states";
import { behind, table, type Column } from "../ui/table";
import { t } from "../words";

const measures = ["level", "growth_yoy", "growth_mom", "share", "rank", "growth_rank"] as const;
const grids = ["ytd", "month", "quarter", "year"] as const;

function seriesAddress(): string {
  const { measure, grid, from, places } = page.state;
  const place = chosenPlace();
  return address("series", {
    place: [place, ...places.filter((code) => code !== place)],
    indicator: chosenIndicator(),
    measure,
    grid,
    from,
  });
}

export function indicatorView(): TemplateResult {
  const place = chosenPlace();
  const id = chosenIndicator();
  const url = seriesAddress();
  const loaded = load<Series>(url);
  return html`
    <div class="toolbar">
      ${indicatorField(id, (indicator) => go({ indicator }))}
      ${placeField(place, (code) => go({ place: code }))}
      ${placesField(t("beside"), page.state.places, candidates(place), (places) => go({ places }))}
      ${fromField()}
    </div>
    <header class="view-title">
      <h1>${indicatorNamed(id)}</h1>
      <p>${[place, ...page.state.places].map(placeNamed).join(t("comma"))}</p>
    </header>
    <div class="switches">
      ${segments(
        t("measure"),
        page.state.measure,
        measures.map((value) => ({ value, text: t(`measure.${value}`) })),
        (measure) => ({ measure, grid: measure === "growth_mom" && page.state.grid === "ytd" ? "month" : page.state.grid }),
      )}
      ${segments(
        t("grid"),
        page.state.grid,
        grids.map((value) => ({ value, text: t(`grid.${value}`) })),
        (grid) => ({ grid }),
      )}
    </div>
    <section class="panel">
      ${settle(loaded, url, (series) => content(series, url), 9)}
    </section>
  `;
}

function candidates(own: string): { value: string; text: string }[] {
  const first = siblings(own);
  const rest = (holdings()?.places ?? []).filter((place) => place.code !== own && !first.includes(place));
  return [...first, ...rest].map((place) => ({ value: place.code, text: nameIn(place.names, place.code) }));
}

function fromField(): TemplateResult {
  const years = [...new Set((holdings()?.periods ?? []).map(yearOf))].sort().reverse();
  const choices = [{ value: "", text: t("from.first") }, ...years.map((year) => ({ value: year, text: year }))];
  return choose(t("from"), page.state.from, choices, (from) => go({ from }));
}

function content(series: Series, url: string): TemplateResult {
  const some = series.series.some((each) => each.points.some((point) => point !== null));
  if (!some) return empty(t("indicator.empty"), t("indicator.empty.advice"));
  const name = `${indicatorNamed(series.indicator.id)}-${t(`measure.${series.measure as "level"}`)}`;
  const caption = `${titled(series.indicator.name)} · ${t(`measure.${series.measure as "level"}`)}`;
  const anyDerived = series.series.some((each) => each.points.some((point) => point?.derived));
  return html`
    <header>
      <h2>${caption} <span class="unit">${unitName(series.unit, page.state.lang)}</span></h2>
      ${downloads(name, url)}
    </header>
    <db-chart class="chart tall" aria-label=${caption} .option=${lines(series, chosenPlace(), page.state.lang)}></db-chart>
    ${anyDerived ? html`<p class="hint"><i class="hollow" aria-hidden="true"></i>${t("derived.mark")}</p>` : nothing}
    ${behind(t("table.behind"), seriesTable(series, caption), true)}
  `;
}

export function pointCell(point: Point | null, series: Series): TemplateResult {
  if (!point) return html`<span class="muted">—</span>`;
  const { lang } = page.state;
  const isGrowth = series.unit === "%" && series.measure.startsWith("growth");
  const number = isGrowth
    ? signed(fixed(point.value, point.decimals))
    : showQuantity({ ...point, unit: series.unit }, lang, scaleFor(series.unit, lang)).number;
  const words = t("point.range", { low: point.low, high: point.high });
  return html`<span class=${point.derived ? "derived" : nothing} title=${words}>${number}${point.derived ? "*" : ""}</span>`;
}

/** Newest first: it is what one looks for. */
export function seriesTable(series: Series, caption: string): TemplateResult {
  const rows = series.periods.map((_, index) => index).reverse();
  const columns: Column<number>[] = [
    { name: t("period"), head: true, cell: (at) => periodName(series.periods[at] ?? "", page.state.lang) },
    ...series.series.map((each): Column<number> => ({
      name: each.place.name,
      number: true,
      cell: (at) => pointCell(each.points[at] ?? null, series),
    })),
  ];
  const unit = unitName(series.unit, page.state.lang);
  const filled = rows.filter((at) => series.series.some((each) => each.points[at]));
  return table(unit ? `${caption}（${unit}）` : caption, columns, filled);
}
