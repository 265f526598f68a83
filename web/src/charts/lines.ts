import type { Point, Series } from "../api/types";
import { approx } from "../base/decimal";
import { periodName, periodTick } from "../base/period";
import { joined, scaleFor, showQuantity, unitName, unitOf, type Language } from "../base/units";
import { colours } from "./colours";
import { base, bubble, categories, tooltip, values } from "./common";
import type { Option } from "./element";

export function pointText(point: Point, unit: string, language: Language): string {
  return joined(showQuantity({ ...point, unit }, language, scaleFor(unit, language)), language);
}

/** The factor that brings a value to the scale its axis is written in; for drawing alone. */
function factor(unit: string, language: Language): number {
  return 10 ** (unitOf(unit).power - scaleFor(unit, language));
}

interface Drawn {
  seriesIndex: number;
  dataIndex: number;
  seriesName: string;
}

/** Values over time, a line a place. What was computed here has a hollow mark. */
export function lines(series: Series, own: string, language: Language): Option {
  const colour = colours();
  const by = factor(series.unit, language);
  const several = series.series.length > 1;
  const zero = series.measure.startsWith("growth") && series.measure !== "growth_rank";
  return {
    ...base(),
    legend: several ? { top: 0, left: 0, icon: "roundRect", itemWidth: 12, itemHeight: 3, textStyle: { color: colour.ink } } : { show: false },
    grid: { left: 8, right: 20, top: several ? 56 : 30, bottom: 8, containLabel: true },
    tooltip: tooltip("axis", (given: never) => {
      const drawn = given as unknown as Drawn[];
      const at = drawn[0]?.dataIndex ?? 0;
      return bubble(
        periodName(series.periods[at] ?? "", language),
        series.series.flatMap((each): [string, string][] => {
          const point = each.points[at];
          if (!point) return [];
          return [[each.place.name, pointText(point, series.unit, language) + (point.derived ? " *" : "")]];
        }),
      );
    }),
    xAxis: categories(series.periods.map(periodTick)),
    yAxis: values(unitName(series.unit, language), { scale: series.measure !== "level" }),
    series: series.series.map((each, index) => ({
      type: "line",
      name: each.place.name,
      z: each.place.code === own ? 5 : 2,
      symbol: "circle",
      symbolSize: each.points.length > 60 ? 3 : 5,
      lineStyle: { width: each.place.code === own ? 2.6 : 1.4 },
      data: each.points.map((point) =>
        point
          ? {
              value: approx(point.value) * by,
              itemStyle: point.derived
                ? { color: colour.paper, borderColor: colour.series[index % colour.series.length], borderWidth: 1.4 }
                : {},
            }
          : null,
      ),
      markLine:
        zero && index === 0
          ? { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: colour.muted, type: "solid", width: 1 }, data: [{ yAxis: 0 }] }
          : undefined,
    })),
  };
}

/** Ranks over time: the first at the top, one's own in front. */
export function bump(series: Series, own: string, language: Language): Option {
  const colour = colours();
  const last = series.periods.length - 1;
  const members = series.series.length;
  return {
    ...base(),
    grid: { left: 8, right: language === "zh" ? 72 : 92, top: 16, bottom: 8, containLabel: true },
    tooltip: tooltip("axis", (given: never) => {
      const drawn = given as unknown as Drawn[];
      const at = drawn[0]?.dataIndex ?? 0;
      const rows = series.series
        .map((each) => ({ name: each.place.name, point: each.points[at] ?? null }))
        .filter((each) => each.point !== null)
        .sort((a, b) => approx(a.point?.value ?? "0") - approx(b.point?.value ?? "0"));
      return bubble(
        periodName(series.periods[at] ?? "", language),
        rows.map((each) => [each.name, each.point?.value ?? ""]),
      );
    }),
    xAxis: categories(series.periods.map(periodTick), { boundaryGap: false }),
    yAxis: values("", { inverse: true, min: 1, max: Math.max(members, 2), interval: 1, splitLine: { show: false } }),
    series: series.series.map((each) => {
      const mine = each.place.code === own;
      return {
        type: "line",
        name: each.place.name,
        z: mine ? 5 : 2,
        symbol: "circle",
        symbolSize: mine ? 8 : 5,
        connectNulls: false,
        lineStyle: { width: mine ? 3.2 : 1.6, color: mine ? colour.own : colour.peer },
        itemStyle: { color: mine ? colour.own : colour.peer },
        endLabel: {
          show: each.points[last] !== null,
          formatter: "{a}",
          color: mine ? colour.own : colour.muted,
          fontWeight: mine ? "bold" : "normal",
          fontSize: 11,
        },
        data: each.points.map((point) => (point ? approx(point.value) : null)),
      };
    }),
  };
}
