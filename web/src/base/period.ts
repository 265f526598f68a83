import type { Language } from "./units";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function month(number: string): string {
  return months[Number(number) - 1] ?? number;
}

/** 2025-01..2025-07 → «2025年1–7月», "Jan–Jul 2025". Others as they are written. */
export function periodName(period: string, language: Language): string {
  const zh = language === "zh";
  let found = /^(\d{4})-(\d\d)\.\.(\d{4})-(\d\d)$/.exec(period);
  if (found) {
    const [, year, from, endYear, to] = found as unknown as [string, string, string, string, string];
    if (year !== endYear) return zh ? `${year}年${+from}月–${endYear}年${+to}月` : `${month(from)} ${year}–${month(to)} ${endYear}`;
    if (from === "01" && to === "12") return zh ? `${year}年` : year;
    if (from === to) return zh ? `${year}年${+to}月` : `${month(to)} ${year}`;
    return zh ? `${year}年${+from}–${+to}月` : `${month(from)}–${month(to)} ${year}`;
  }
  found = /^(\d{4})-(\d\d)$/.exec(period);
  if (found) return zh ? `${found[1]}年${Number(found[2])}月` : `${month(found[2] ?? "")} ${found[1]}`;
  found = /^(\d{4})-Q(\d)$/.exec(period);
  if (found) return zh ? `${found[1]}年${"一二三四"[Number(found[2]) - 1] ?? ""}季度` : `Q${found[2]} ${found[1]}`;
  found = /^(\d{4})-H(\d)$/.exec(period);
  if (found) return zh ? `${found[1]}年${found[2] === "1" ? "上" : "下"}半年` : `H${found[2]} ${found[1]}`;
  if (/^\d{4}$/.test(period)) return zh ? `${period}年` : period;
  return period;
}

/** Short names for an axis: 2025-01..2025-07 → «25/1–7»; the year stands where it begins. */
export function periodTick(period: string): string {
  const found = /^(\d{4})-(\d\d)(?:\.\.\d{4}-(\d\d))?$/.exec(period);
  if (!found) return period;
  return `${(found[1] ?? "").slice(2)}/${Number(found[3] ?? found[2])}`;
}

export function yearOf(period: string): string {
  return period.slice(0, 4);
}

/** How the series of figures of this kind are laid out in time. */
export function gridOf(period: string): "year" | "quarter" | "month" | "ytd" {
  if (/^\d{4}$/.test(period) || /-01\.\.\d{4}-12$/.test(period)) return "year";
  if (/-Q\d$/.test(period)) return "quarter";
  return period.includes("..") ? "ytd" : "month";
}
