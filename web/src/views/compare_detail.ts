import { html, nothing, type TemplateResult } from "lit-html";
import { load } from "../api/cache";
import { address } from "../api/client";
import type { Brief, BriefItem, Figure, Gap, Gaps, Ranking, Series, Standing } from "../api/types";
import { figureText, map, pair, scatter, waterfall } from "../charts/compare_charts";
import { bump } from "../charts/lines";
import { approx, fixed } from "../base/decimal";
import { gridOf } from "../base/period";
import { scaleFor, unitName } from "../base/units";
import { go, holdings, page, redraw, titled } from "../page";
import { placesField } from "../ui/fields";
import { dash, growth, optional, shown, signed, sourced, text } from "../ui/figures";
import { empty, settle } from "../ui/states";
import { behind, table, type Column } from "../ui/table";
import { t } from "../words";
import { seriesTable } from "./indicator";

/** The drawing beside the ranking. */
export function detail(ranking: Ranking, own: string): TemplateResult {
  switch (page.state.chart) {
    case "map":
      return mapDetail(ranking, own);
    case "gap":
      return gapDetail(ranking, own);
    case "parts":
      return partsDetail(ranking, own);
    case "scatter":
      return scatterDetail(ranking, own);
    default:
      return bumpDetail(ranking, own);
  }
}

/** So many periods of ranks can be followed by eye. */
const bumpPeriods = 19;

function bumpDetail(ranking: Ranking, own: string): TemplateResult {
  const url = address("series", {
    place: ranking.standings.map((standing) => standing.place.code),
    indicator: ranking.indicator.id,
    measure: ranking.by === "growth" ? "growth_rank" : "rank",
    grid: gridOf(ranking.period),
    to: ranking.period,
    group: page.state.group,
  });
  return settle(load<Series>(url), url, (series) => {
    const start = Math.max(0, series.periods.length - bumpPeriods);
    const cut: Series = {
      ...series,
      periods: series.periods.slice(start),
      series: series.series.map((each) => ({ ...each, points: each.points.slice(start) })),
    };
    const caption = t(ranking.by === "growth" ? "bump.growth" : "bump.level");
    if (cut.periods.length < 2) return empty(t("bump.empty"));
    return html`<h2>${caption}</h2>
      <db-chart class="chart tall" aria-label=${caption} .option=${bump(cut, own, page.state.lang)}></db-chart>
      ${behind(t("table.behind"), seriesTable(cut, caption))}`;
  });
}

const mapsHeld = ["330000"];
let mapFailed = false;

function mapDetail(ranking: Ranking, own: string): TemplateResult {
  const places = holdings()?.places ?? [];
  const parents = new Set(ranking.standings.map((each) => places.find((place) => place.code === each.place.code)?.parent ?? ""));
  const province = mapsHeld.find((code) => parents.has(code));
  if (!province || mapFailed) return empty(t("map.none"), t("map.none.advice"));
  const nameOnMap = (code: string): string => places.find((place) => place.code === code)?.names.zh ?? code;
  const outline = `${province}/${nameOnMap(own)}`;
  const failed = (): void => {
    mapFailed = true;
    redraw();
  };
  return html`<h2>${t("map.title")}</h2>
    <db-chart
      class="chart map"
      aria-label=${t("map.title")}
      .map=${outline}
      .option=${map(ranking, outline, own, nameOnMap, page.state.lang)}
      @map-missing=${failed}
    ></db-chart>
    <p class="hint">${t("map.source")}</p>
    ${behind(t("table.behind"), pairTable(ranking, own, t("map.title")))}`;
}

function pairTable(ranking: Ranking, own: string, caption: string): TemplateResult {
  const cell = (standing: Standing, which: "level" | "growth"): unknown => {
    const figure = pair(standing, ranking.by)[which];
    return figure ? (which === "growth" ? growth(figure) : sourced(figure, figureText(figure, page.state.lang))) : "—";
  };
  const columns: Column<Standing>[] = [
    { name: t("place"), head: true, cell: (row) => row.place.name },
    { name: t("measure.level"), number: true, cell: (row) => cell(row, "level") },
    { name: t("growth.column"), number: true, cell: (row) => cell(row, "growth") },
  ];
  return table(caption, columns, ranking.standings, (row) => row.place.code === own);
}

function scatterDetail(ranking: Ranking, own: string): TemplateResult {
  const words = { level: t("measure.level"), growth: t("measure.growth_yoy") };
  const option = scatter(ranking, own, words, page.state.lang);
  return html`<h2>${t("scatter.title")}</h2>
    <db-chart class="chart tall" aria-label=${t("scatter.title")} .option=${option}></db-chart>
    <p class="hint">${t("scatter.hint")}</p>
    ${behind(t("table.behind"), pairTable(ranking, own, t("scatter.title")))}`;
}

function partsDetail(ranking: Ranking, own: string): TemplateResult {
  const url = address("brief", { place: own, period: ranking.period, group: page.state.group, explain: "1" });
  return settle(load<Brief>(url), url, (brief) => {
    const item =
      brief.items.find((each) => each.indicator.id === ranking.indicator.id && each.parts.length > 0) ??
      brief.items.find((each) => each.parts.some((part) => part.indicator.id === ranking.indicator.id));
    if (!item) return empty(t("parts.none"), t("parts.none.advice"));
    return parts(item, brief);
  });
}

function parts(item: BriefItem, brief: Brief): TemplateResult {
  const title = t("parts.title", { name: item.indicator.name, place: brief.place.name });
  const words = { total: t("parts.total"), unit: t("parts.unit"), rest: t("parts.rest") };
  const columns: Column<BriefItem["parts"][number]>[] = [
    { name: t("parts.part"), head: true, cell: (row) => titled(row.indicator.name) },
    { name: t("measure.contribution_pp"), number: true, cell: (row) => (row.points.figure ? growth(row.points.figure, brief.figures) : dash(row.points)) },
    { name: t("measure.contribution_rate"), number: true, cell: (row) => (row.rate.figure ? sourced(row.rate.figure, text(row.rate.figure), brief.figures) : dash(row.rate)) },
  ];
  return html`<h2>${title}</h2>
    <db-chart class="chart tall" aria-label=${title} .option=${waterfall(item, words, page.state.lang)}></db-chart>
    <p class="hint">${t("parts.hint")}</p>
    ${behind(t("table.behind"), table(title, columns, item.parts), true)}`;
}

function gapDetail(ranking: Ranking, own: string): TemplateResult {
  const candidates = ranking.standings
    .filter((standing) => standing.place.code !== own)
    .map((standing) => ({ value: standing.place.code, text: standing.place.name }));
  const against = page.state.places;
  const url = address("gaps", {
    place: own,
    against,
    indicator: ranking.indicator.id,
    period: ranking.period,
    group: page.state.group,
  });
  // The unit stands once, above: in each cell it would push the last columns off the page.
  const unit = (gaps: Gaps): TemplateResult => html`<p class="unit">${unitName(unitOfGaps(gaps), page.state.lang)}</p>`;
  return html`<h2>${t("gap.title")}</h2>
    ${placesField(t("gap.peers"), against, candidates, (places) => go({ places }))}
    ${settle(load<Gaps>(url), url, (gaps) => html`${unit(gaps)}${gapTable(gaps)}`)}
    <p class="hint">${t("gap.hint")}</p>`;
}

function unitOfGaps(answer: Gaps): string {
  return answer.gaps.find((each) => each.other.figure)?.other.figure?.unit ?? "";
}

function gapTable(answer: Gaps): TemplateResult {
  const { lang } = page.state;
  const unit = unitOfGaps(answer);
  const level = (figure: Figure | null | undefined): TemplateResult | typeof nothing =>
    figure ? sourced(figure, shown(figure, scaleFor(unit, lang)).number) : nothing;
  const columns: Column<Gap>[] = [
    { name: t("gap.peer"), head: true, cell: (row) => peerName(row) },
    { name: t("gap.theirs"), number: true, cell: (row) => level(row.other.figure) },
    { name: t("gap.absolute"), number: true, cell: (row) => level(row.absolute) },
    { name: t("gap.ratio"), number: true, cell: (row) => html`${optional(row.ratio)}${ratioBar(row)}` },
    { name: t("gap.growth"), number: true, cell: (row) => points(row) },
    { name: t("gap.catch_up"), number: true, cell: (row) => catchUp(row) },
  ];
  if (answer.gaps.length === 0) return empty(t("gap.none"));
  return table(t("gap.title"), columns, answer.gaps);
}

function peerName(gap: Gap): string {
  if (!gap.peer) return t("gap.mean");
  return gap.is_best ? t("gap.best", { name: gap.peer.name }) : gap.peer.name;
}

/** One's own as a part of the other's; beyond the whole the bar is full. */
function ratioBar(gap: Gap): TemplateResult | typeof nothing {
  if (!gap.ratio) return nothing;
  const part = Math.max(0, Math.min(100, approx(gap.ratio.value)));
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect x="0" y="0" width="100" height="10" class="ground"></rect>
    <rect x="0" y="0" width=${part.toFixed(2)} height="10" class="mine"></rect>
  </svg>`;
}

function points(gap: Gap): TemplateResult | typeof nothing {
  const figure = gap.growth_points;
  if (!figure) return nothing;
  return sourced(figure, signed(fixed(figure.value, figure.decimals)), [], approx(figure.value) < 0 ? "down" : "up");
}

function catchUp(gap: Gap): string {
  if (gap.catch_up === "years" && gap.years_to_catch_up) return t("gap.years", { n: gap.years_to_catch_up });
  return t(`gap.${gap.catch_up}` as "gap.ahead");
}
