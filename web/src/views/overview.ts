import { html, nothing, type TemplateResult } from "lit-html";
import { load } from "../api/cache";
import { address } from "../api/client";
import type { Brief, BriefItem, Figure, Measures, Series } from "../api/types";
import { periodName } from "../base/period";
import { pieces } from "../base/spans";
import { chosenPlace, follow, go, hrefOf, nameIn, page, placeNamed, tell, titled } from "../page";
import { documents } from "../ui/download";
import { dash, growth, inSentence, rankCell, shown, sourced, text } from "../ui/figures";
import { groupField, periodField, placeField } from "../ui/fields";
import { spark } from "../ui/spark";
import { empty, settle } from "../ui/states";
import { table, type Column } from "../ui/table";
import { t } from "../words";
import { numeralsOf } from "./numerals";

const months = 19;

export function overview(): TemplateResult {
  const place = chosenPlace();
  const url = address("brief", { place, period: page.state.period, group: page.state.group, explain: "1" });
  const loaded = load<Brief>(url);
  const period = loaded.data?.period ?? "";
  return html`
    <div class="toolbar">
      ${placeField(place, (code) => go({ place: code }))}
      ${periodField(page.state.period, period, (value) => go({ period: value }))}
      ${groupField(page.state.group, (group) => go({ group }))}
    </div>
    ${settle(loaded, url, (brief) => content(brief, url), 8)}
  `;
}

function content(brief: Brief, url: string): TemplateResult {
  const known = brief.figures ?? [];
  return html`
    <header class="view-title">
      <h1>${brief.place.name}</h1>
      <p>${periodName(brief.period, page.state.lang)}</p>
    </header>
    ${brief.items.length === 0
      ? empty(t("overview.empty"), t("overview.empty.advice"))
      : html`<section class="cards" aria-label=${t("overview.cards")}>
          ${brief.items.map((item) => card(item, brief, known))}
        </section>`}
    <div class="columns">
      <section class="panel">
        <header>
          <h2>${t("overview.brief")}</h2>
          <div class="tools">
            ${documents(url)}
            <button @click=${() => copy(brief)}>${t("copy")}</button>
          </div>
        </header>
        ${brief.sentences.map((_, index) => paragraph(brief, index, known))}
        <p class="hint">${t("overview.brief.hint")}</p>
      </section>
      <div>
      <section class="panel">
        <header><h2>${t("overview.notes")}</h2></header>
        ${brief.notes.length === 0
          ? html`<p class="muted">${t("overview.notes.none")}</p>`
          : html`<ul class="notes">
              ${brief.notes.map((note) => html`<li>${titled(nameIn(note, ""))}</li>`)}
            </ul>`}
      </section>
      ${others(brief)}
      </div>
    </div>
  `;
}

/** What else the store holds of the place and period, beyond the headlines. */
function others(brief: Brief): TemplateResult | typeof nothing {
  const url = address("measures", { place: brief.place.code, period: brief.period });
  const headline = new Set(brief.items.map((item) => item.indicator.id));
  const rows = new Map<string, { name: string; level: Figure | null; growth: Figure | null }>();
  for (const { figure } of load<Measures>(url).data?.measures ?? []) {
    if (!figure || headline.has(figure.indicator.id)) continue;
    const row = rows.get(figure.indicator.id) ?? { name: figure.indicator.name, level: null, growth: null };
    if (figure.measure === "level") row.level = figure;
    if (figure.measure === "growth_yoy") row.growth = figure;
    rows.set(figure.indicator.id, row);
  }
  if (rows.size === 0) return nothing;
  const columns: Column<{ name: string; level: Figure | null; growth: Figure | null }>[] = [
    { name: t("indicator"), head: true, cell: (row) => titled(row.name) },
    { name: t("measure.level"), number: true, cell: (row) => (row.level ? sourced(row.level, text(row.level)) : "—") },
    { name: t("growth.column"), number: true, cell: (row) => (row.growth ? growth(row.growth) : "—") },
  ];
  return html`<section class="panel">
    <header><h2>${t("overview.others")}</h2></header>
    ${table(t("overview.others"), columns, [...rows.values()])}
  </section>`;
}

/** The one on the other side of a share: the province or the nation. */
function shareRow(label: string, share: Figure | null, known: Figure[]): TemplateResult | typeof nothing {
  if (!share) return nothing;
  return html`<div><dt>${label}</dt><dd>${sourced(share, text(share), known)}</dd></div>`;
}

function card(item: BriefItem, brief: Brief, known: Figure[]): TemplateResult {
  const level = item.level.figure;
  const there = { view: "indicator" as const, indicator: item.indicator.id, place: brief.place.code };
  const parts = level ? shown(level) : null;
  return html`<article class="card">
    <h2>
      <a href=${hrefOf(there)} @click=${(event: MouseEvent) => follow(event, there)}>
        ${titled(item.indicator.name)}
      </a>
    </h2>
    <p class="level">
      ${level && parts ? sourced(level, parts.number, known) : dash(item.level)}
      <span class="unit">${parts?.unit ?? ""}</span>
    </p>
    <div class="card-growth">
      <p>
        <span class="muted">${t("growth.short")}</span>
        ${item.growth.figure ? growth(item.growth.figure, known) : dash(item.growth)}
        ${item.growth_change.figure
          ? html`<span class="change">${growth(item.growth_change.figure, known)} ${t("pp")}</span>`
          : nothing}
      </p>
      ${trend(item, brief)}
    </div>
    <dl>
      <div><dt>${t("rank.level")}</dt><dd>${rankCell(item.level_rank, item.ranked)}</dd></div>
      <div><dt>${t("rank.growth")}</dt><dd>${rankCell(item.growth_rank, item.ranked)}</dd></div>
      ${shareRow(t("share.province"), item.share_of_province, known)}
      ${shareRow(t("share.nation"), item.share_of_nation, known)}
    </dl>
  </article>`;
}

function trend(item: BriefItem, brief: Brief): TemplateResult | typeof nothing {
  const grid = brief.period.includes("..") ? "ytd" : /^\d{4}$/.test(brief.period) ? "year" : "month";
  const url = address("series", {
    place: brief.place.code,
    indicator: item.indicator.id,
    measure: "growth_yoy",
    grid,
  });
  const series = load<Series>(url).data;
  if (!series) return html`<span class="spark"></span>`;
  const upTo = series.periods.indexOf(brief.period);
  const end = upTo < 0 ? series.periods.length : upTo + 1;
  const points = series.series[0]?.points.slice(Math.max(0, end - months), end) ?? [];
  return spark(points, t("overview.trend", { name: item.indicator.name }));
}

function paragraph(brief: Brief, index: number, known: Figure[]): TemplateResult {
  const sentence = brief.sentences[index] ?? "";
  const item = brief.items[index];
  if (!item) return html`<p class="brief">${sentence}</p>`;
  const numerals = numeralsOf(brief, index);
  return html`<p class="brief">${pieces(
    sentence,
    numerals.map((each) => each.mark),
  ).map((piece) => {
    const target = piece.mark ? numerals[piece.mark.id]?.target : undefined;
    if (target?.figure) return inSentence(target.figure, piece.text, known);
    if (!target?.rank) return piece.text;
    const there = { view: "compare" as const, indicator: item.indicator.id, by: target.rank };
    return html`<a
      class="figure inline"
      href=${hrefOf(there)}
      @click=${(event: MouseEvent) => follow(event, there)}
      >${piece.text}</a
    >`;
  })}</p>`;
}

async function copy(brief: Brief): Promise<void> {
  const title = `${placeNamed(brief.place.code)} ${periodName(brief.period, page.state.lang)}`;
  const notes = brief.notes.map((note) => titled(nameIn(note, "")));
  const whole = [title, "", ...brief.sentences, ...(notes.length > 0 ? ["", ...notes] : [])].join("\n");
  try {
    await navigator.clipboard.writeText(whole);
    tell(t("copied"));
  } catch {
    // Pages without TLS have no clipboard interface.
    const area = document.createElement("textarea");
    area.value = whole;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    tell(done ? t("copied") : t("copy.failed"), !done);
  }
}
