import type { BriefItem, Figure, Ranking, Standing } from "../api/types";
import { approx } from "../base/decimal";
import { joined, scaleFor, showQuantity, unitName, unitOf, type Language } from "../base/units";
import { colours } from "./colours";
import { base, bubble, categories, tooltip, values } from "./common";
import type { Option } from "./element";

function drawn(figure: Figure, language: Language): number {
  return approx(figure.value) * 10 ** (unitOf(figure.unit).power - scaleFor(figure.unit, language));
}

export function figureText(figure: Figure, language: Language): string {
  return joined(showQuantity(figure, language), language);
}

/** Level and growth of each, whichever of them the ranking was by. */
export function pair(standing: Standing, by: string): { level: Figure | null; growth: Figure | null } {
  return by === "growth"
    ? { level: standing.other, growth: standing.figure }
    : { level: standing.figure, growth: standing.other };
}

/** Level against growth, cut in quadrants at the means of the group. */
export function scatter(ranking: Ranking, own: string, words: { level: string; growth: string }, language: Language): Option {
  const colour = colours();
  const both = ranking.standings.flatMap((standing) => {
    const { level, growth } = pair(standing, ranking.by);
    return level && growth ? [{ place: standing.place, level, growth }] : [];
  });
  const mean = (numbers: number[]): number => numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length);
  const middle = {
    x: mean(both.map((each) => drawn(each.level, language))),
    y: mean(both.map((each) => approx(each.growth.value))),
  };
  return {
    ...base(),
    grid: { left: 8, right: 40, top: 34, bottom: 24, containLabel: true },
    tooltip: tooltip("item", (given: never) => {
      const each = both[(given as { dataIndex: number }).dataIndex];
      if (!each) return bubble("", []);
      return bubble(each.place.name, [
        [words.level, figureText(each.level, language)],
        [words.growth, figureText(each.growth, language)],
      ]);
    }),
    xAxis: values(`${words.level} · ${unitName(both[0]?.level.unit ?? "", language)}`, {
      nameLocation: "middle",
      nameGap: 26,
      nameTextStyle: { color: colour.muted, align: "center" },
      splitLine: { show: false },
      axisLine: { show: true, onZero: false, lineStyle: { color: colour.line } },
    }),
    yAxis: values(`${words.growth} · %`, { splitLine: { show: false } }),
    series: [
      {
        type: "scatter",
        data: both.map((each) => ({
          value: [drawn(each.level, language), approx(each.growth.value)],
          name: each.place.name,
          symbolSize: each.place.code === own ? 15 : 10,
          itemStyle: { color: each.place.code === own ? colour.own : colour.peer },
          z: each.place.code === own ? 5 : 2,
          label:
            each.place.code === own
              ? { color: colour.own, fontWeight: "bold", position: "bottom" }
              : { color: colour.ink, fontWeight: "normal", position: "top" },
        })),
        label: { show: true, formatter: "{b}", fontSize: 11 },
        // The larger mark, which is one's own, keeps its name; who loses theirs is in the table.
        labelLayout: { hideOverlap: true },
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          lineStyle: { color: colour.muted, type: "dashed", width: 1 },
          data: [{ xAxis: middle.x }, { yAxis: middle.y }],
        },
      },
    ],
  };
}

/** How the parts' contributions add up to the growth of the whole. */
export function waterfall(item: BriefItem, words: { total: string; unit: string; rest: string }, language: Language): Option {
  const colour = colours();
  const steps = item.parts.flatMap((part) => (part.points.figure ? [{ name: part.indicator.name, figure: part.points.figure }] : []));
  let at = 0;
  const bars = steps.map((step) => {
    const value = approx(step.figure.value);
    const from = at;
    at += value;
    return { name: step.name, from, to: at, text: figureText(step.figure, language), rise: value >= 0 };
  });
  const total = item.growth.figure;
  const all = total
    ? [...bars, { name: words.total, from: 0, to: approx(total.value), text: figureText(total, language), rise: approx(total.value) >= 0 }]
    : bars;
  return {
    ...base(),
    tooltip: tooltip("item", (given: never) => {
      const bar = all[(given as { dataIndex: number }).dataIndex];
      return bubble(bar?.name ?? "", [[words.unit, bar?.text ?? ""]]);
    }),
    xAxis: categories(all.map((bar) => bar.name), { axisLabel: { color: colour.ink, interval: 0, fontSize: 12, width: 110, overflow: "break" } }),
    yAxis: values(words.unit),
    series: [
      // A bar of its own would hang from zero where the steps cross it, so each is drawn as a span.
      ...["below", "above"].map((side) => ({
        type: "bar",
        stack: side,
        silent: true,
        itemStyle: { color: "transparent" },
        barGap: "-100%",
        data: all.map((bar) => offset(bar, side === "above")),
      })),
      ...["below", "above"].map((side) => ({
        type: "bar",
        stack: side,
        barGap: "-100%",
        barMaxWidth: 64,
        data: all.map((bar, index) => ({
          value: extent(bar, side === "above"),
          itemStyle: { color: index === all.length - 1 && total ? colour.own : bar.rise ? colour.rise : colour.fall },
          label: { show: labelSide(bar) === side, position: side === "above" ? "top" : "bottom", formatter: bar.text, color: colour.ink },
        })),
      })),
    ],
  };
}

interface Bar {
  from: number;
  to: number;
}

function offset(bar: Bar, above: boolean): number {
  const low = Math.min(bar.from, bar.to);
  const high = Math.max(bar.from, bar.to);
  return above ? Math.max(low, 0) : Math.min(high, 0);
}

function extent(bar: Bar, above: boolean): number {
  const low = Math.min(bar.from, bar.to);
  const high = Math.max(bar.from, bar.to);
  return above ? Math.max(high, 0) - Math.max(low, 0) : Math.min(low, 0) - Math.min(high, 0);
}

function labelSide(bar: Bar): string {
  return Math.max(bar.from, bar.to) > 0 ? "above" : "below";
}

/** The cities of a province coloured by what was ranked. Names on the map are Chinese. */
export function map(ranking: Ranking, outline: string, own: string, nameOnMap: (code: string) => string, language: Language): Option {
  const colour = colours();
  const data = ranking.standings.map((standing) => ({
    name: nameOnMap(standing.place.code),
    place: standing.place.name,
    rank: standing.rank,
    text: figureText(standing.figure, language),
    value: drawn(standing.figure, language),
    itemStyle: standing.place.code === own ? { borderColor: colour.fall, borderWidth: 2.4 } : {},
  }));
  const ordered = [...ranking.standings].sort((a, b) => drawn(a.figure, language) - drawn(b.figure, language));
  const ends = [ordered.at(-1), ordered[0]].map((each) => (each ? figureText(each.figure, language) : ""));
  const numbers = data.map((each) => each.value);
  const byName = new Map(data.map((each) => [each.name, each]));
  const label = (name: string): string => byName.get(name)?.place ?? name;
  return {
    ...base(),
    tooltip: tooltip("item", (given: never) => {
      const found = byName.get((given as { name: string }).name);
      return found ? bubble(found.place, [[`#${found.rank}`, found.text]]) : bubble(label((given as { name: string }).name), [["—", ""]]);
    }),
    visualMap: {
      type: "continuous",
      min: Math.min(...numbers),
      max: Math.max(...numbers),
      orient: "horizontal",
      left: 0,
      bottom: 0,
      itemWidth: 10,
      itemHeight: 90,
      text: ends,
      precision: ranking.by === "growth" ? 1 : 0,
      textStyle: { color: colour.muted, fontSize: 11 },
      inRange: { color: [colour.line, colour.peer, colour.own] },
    },
    series: [
      {
        type: "map",
        map: outline,
        roam: false,
        selectedMode: false,
        top: 6,
        bottom: 34, // the scale of colours stands below, where it hides no place
        data,
        itemStyle: { borderColor: colour.paper, borderWidth: 1.2, areaColor: colour.line },
        emphasis: { label: { color: colour.ink }, itemStyle: { areaColor: colour.fall } },
        label: {
          show: true,
          fontSize: 11,
          color: colour.ink,
          textBorderColor: colour.paper,
          textBorderWidth: 2.5,
          formatter: (given: { name: string }) => label(given.name),
        },
      },
    ],
  };
}
