import type { Point, Series } from "../api/types";
import { approx } from "../base/decimal";
import { periodName, periodTick, yearOf } from "../base/period";
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

/** A year to date begins anew each January: an empty place between the years ends the line there.
 * The indices of the periods in the order drawn; null is an empty place. */
function places(series: Series): (number | null)[] {
  const restarts = series.grid === "ytd" && series.measure === "level";
  return series.periods.flatMap((period, index): (number | null)[] => {
    const before = series.periods[index - 1];
    return restarts && before !== undefined && yearOf(before) !== yearOf(period) ? [null, index] : [index];
  });
}

/** Values over time, a line a place. What was computed here has a hollow mark. */
export function lines(series: Series, own: string, language: Language): Option {
  const colour = colours();
  const by = factor(series.unit, language);
  const several = series.series.length > 1;
  const order = places(series);
  const zero = series.measure.startsWith("growth") && series.measure !== "growth_rank";
  return {
    ...base(),
    legend: several ? { top: 0, left: 0, icon: "roundRect", itemWidth: 12, itemHeight: 3, textStyle: { color: colour.ink } } : { show: false },
    grid: { left: 8, right: 20, top: several ? 56 : 30, bottom: 8, containLabel: true },
    tooltip: tooltip("axis", (given: never) => {
      const drawn = given as unknown as Drawn[];
      const at = order[drawn[0]?.dataIndex ?? 0] ?? -1;
      return bubble(
        periodName(series.periods[at] ?? "", language),
        series.series.flatMap((each): [string, string][] => {
          const point = each.points[at];
          if (!point) return [];
          return [[each.place.name, pointText(point, series.unit, language) + (point.derived ? " *" : "")]];
        }),
      );
    }),
    xAxis: categories(order.map((at) => (at === null ? "" : periodTick(series.periods[at] ?? "")))),
    yAxis: values(unitName(series.unit, language), { scale: series.measure !== "level" }),
    series: series.series.map((each, index) => ({
      type: "line",
      name: each.place.name,
      z: each.place.code === own ? 5 : 2,
      symbol: "circle",
      symbolSize: each.points.length > 60 ? 3 : 5,
      lineStyle: { width: each.place.code === own ? 2.6 : 1.4 },
      data: order.map((at) => {
        const point = at === null ? null : each.points[at];
        return point
          ? {
              value: approx(point.value) * by,
              itemStyle: point.derived
                ? { color: colour.paper, borderColor: colour.series[index % colour.series.length], borderWidth: 1.4 }
                : {},
            }
          : null;
      }),
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
