import { fixed, parse } from "../base/decimal";
import { unitOf } from "../base/units";
import type { Mark } from "../base/spans";
import type { BriefItem, Figure } from "../api/types";

/** Finds for each numeral of a brief's sentence the figure that it prints: the first one of the
 * sentence's item, not yet used, that rounds to these digits in this unit. A numeral that fits none
 * stays plain text. */
export interface Target {
  figure: Figure | null;
  rank: "level" | "growth" | null;
}

const suffixes: [RegExp, string, number][] = [
  [/^万亿(?:美?元)/, "amount", 12],
  [/^亿(?:美?元|人次?)?/, "amount", 8],
  [/^万(?:美?元|人次?)?/, "amount", 4],
  [/^ billion/, "amount", 9],
  [/^ million/, "amount", 6],
  [/^%/, "%", 0],
  [/^‰/, "‰", 0],
  [/^个百分点|^ pp/, "pp", 0],
  [/^位| of \d+/, "rank", 0],
];

export function figuresOf(item: BriefItem): Figure[] {
  const all: (Figure | null | undefined)[] = [
    item.level.figure,
    item.growth.figure,
    item.growth_change.figure,
    item.share_of_province,
    item.share_of_nation,
  ];
  for (const part of item.parts) all.push(part.points.figure, part.rate.figure);
  for (const gap of item.gaps) all.push(gap.ratio, gap.growth_points, gap.absolute);
  return all.filter((figure): figure is Figure => !!figure);
}

function prints(figure: Figure, digits: string, decimals: number, kind: string, power: number): boolean {
  const unit = unitOf(figure.unit);
  const own = figure.unit === "%" || figure.unit === "‰" ? figure.unit : figure.unit.includes("百分点") ? "pp" : "amount";
  if (own !== kind) return false;
  const moved = fixed(figure.value, decimals, kind === "amount" ? unit.power - power : 0);
  return moved.replace(/[−,]/g, "") === digits.replace(/,/g, "");
}

export function numeralsOf(sentence: string, item: BriefItem): { mark: Mark; target: Target }[] {
  const open = figuresOf(item);
  const result: { mark: Mark; target: Target }[] = [];
  for (const found of sentence.matchAll(/\d[\d,]*(?:\.\d+)?/g)) {
    const begin = found.index;
    const digits = found[0];
    const rest = sentence.slice(begin + digits.length, begin + digits.length + 12);
    const suffix = suffixes.find(([pattern]) => pattern.test(rest));
    if (!suffix) continue;
    const [pattern, kind, power] = suffix;
    const length = kind === "rank" ? 0 : (pattern.exec(rest)?.[0].length ?? 0);
    const mark = { begin, end: begin + digits.length + length, kind, id: result.length };
    if (kind === "rank") {
      const before = sentence.slice(Math.max(0, begin - 20), begin);
      if (!/第$|ranks $/.test(before)) continue;
      const rank = /增速|growth/.test(before) ? "growth" : "level";
      result.push({ mark, target: { figure: null, rank } });
      continue;
    }
    const decimals = parse(digits.replace(/,/g, ""))?.scale ?? 0;
    const at = open.findIndex((figure) => prints(figure, digits, decimals, kind, power));
    const figure = open[at];
    if (!figure) continue;
    open.splice(at, 1);
    if (kind === "amount" && /^ billion| million/.test(rest)) mark.begin = withCurrency(sentence, begin);
    result.push({ mark, target: { figure, rank: null } });
  }
  return result;
}

function withCurrency(sentence: string, begin: number): number {
  return sentence.slice(Math.max(0, begin - 4), begin) === "CNY " ? begin - 4 : begin;
}
