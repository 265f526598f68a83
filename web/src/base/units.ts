import { fixed, parse, reaches, shifted } from "./decimal";

/** Units come in Chinese, as published. For each: what it counts, and by which power of ten. */
interface Unit {
  base: string;
  power: number;
}

const magnitudes: [string, number][] = [
  ["万亿", 12],
  ["千亿", 11],
  ["百亿", 10],
  ["亿", 8],
  ["千万", 7],
  ["百万", 6],
  ["万", 4],
  ["千", 3],
];

const bases: Record<string, { zh: string; en: string }> = {
  元: { zh: "元", en: "yuan" },
  美元: { zh: "美元", en: "US dollars" },
  人: { zh: "人", en: "persons" },
  人次: { zh: "人次", en: "visits" },
  家: { zh: "家", en: "firms" },
  项: { zh: "项", en: "items" },
  户: { zh: "户", en: "households" },
  吨: { zh: "吨", en: "tonnes" },
  个: { zh: "个", en: "" },
};

const plain: Record<string, { zh: string; en: string }> = {
  "%": { zh: "%", en: "%" },
  "‰": { zh: "‰", en: "‰" },
  百分点: { zh: "个百分点", en: "pp" },
  个百分点: { zh: "个百分点", en: "pp" },
  倍: { zh: "倍", en: "times" },
  rank: { zh: "位", en: "" },
  位: { zh: "位", en: "" },
};

export type Language = "zh" | "en";

export function unitOf(text: string): Unit {
  if (text in bases || text in plain) return { base: text, power: 0 };
  for (const [name, power] of magnitudes) {
    if (text.startsWith(name) && text.slice(name.length) in bases) {
      return { base: text.slice(name.length), power };
    }
  }
  return { base: text, power: 0 };
}

/** Levels have one scale in a table, so that its digits align: 亿, or the English billion. */
export function scaleFor(unit: string, language: Language): number {
  const { base, power } = unitOf(unit);
  if (!(base in bases)) return 0;
  if (language === "zh") return power >= 8 ? 8 : power >= 4 ? 4 : 0;
  if (power >= 8) return 9;
  return power >= 4 ? (base === "元" || base === "美元" ? 6 : 3) : 0;
}

const scaleNames: Record<Language, Record<number, string>> = {
  zh: { 0: "", 4: "万", 8: "亿" },
  en: { 0: "", 3: "thousand ", 6: "million ", 9: "billion " },
};

export function unitName(unit: string, language: Language, scale = scaleFor(unit, language)): string {
  const { base } = unitOf(unit);
  const known = bases[base];
  if (known) return (scaleNames[language][scale] ?? "") + known[language];
  return plain[base]?.[language] ?? unit;
}

/** The unit of a value as it was sent, not scaled: 亿元, in English "100 million yuan". */
export function unitAsSent(unit: string, language: Language): string {
  if (language === "zh") return plain[unit]?.zh ?? unit;
  const { base, power } = unitOf(unit);
  const english = bases[base]?.en ?? plain[base]?.en ?? base;
  if (power === 0) return english;
  const names: Record<number, string> = { 12: "trillion", 8: "100 million", 6: "million", 4: "10,000", 3: "thousand" };
  return `${names[power] ?? `10^${power}`} ${english}`;
}

export interface Shown {
  number: string;
  unit: string;
}

export interface Quantity {
  value: string;
  unit: string;
  decimals: number;
}

/** Decimals that a reader can use: rates as printed, amounts to 0.01亿 or the million. */
function decimalsFor(figure: Quantity, isLevel: boolean, scale: number): number {
  if (!isLevel) return figure.decimals;
  if (scale === 0) return Math.min(figure.decimals, 2);
  return scale === 9 ? 3 : 2;
}

export function showQuantity(figure: Quantity, language: Language, scale?: number): Shown {
  const { base, power } = unitOf(figure.unit);
  const isLevel = base in bases;
  const target = scale ?? fittingScale(figure, language);
  const shift = isLevel ? power - target : 0;
  const decimals = decimalsFor(figure, isLevel, target);
  return {
    number: fixed(figure.value, decimals, shift),
    unit: unitName(figure.unit, language, target),
  };
}

/** The largest magnitude that the amount reaches. Amounts per head and small counts, which are
 * published in single units, stay in them. */
function fittingScale(figure: Quantity, language: Language): number {
  const { power } = unitOf(figure.unit);
  const value = parse(figure.value);
  if (!value) return scaleFor(figure.unit, language);
  const whole = shifted(value, power);
  if (power === 0 && !reaches(whole, 8)) return 0;
  const steps = language === "zh" ? [8, 4] : [9, 6, 3];
  return steps.find((step) => reaches(whole, step)) ?? 0;
}

/** Pieces such as ["−11.0", "%"] joined as the language writes them. */
export function joined(shown: Shown, language: Language): string {
  if (shown.unit === "" || shown.unit === "%" || shown.unit === "‰") return shown.number + shown.unit;
  return language === "zh" ? shown.number + shown.unit : `${shown.number} ${shown.unit}`;
}
