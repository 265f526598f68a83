import type { Brief, Figure, Numeral } from "../api/types";
import type { Mark } from "../base/spans";

/** What a number of the brief leads to: the figure that it prints, or the ranking that it sums up. */
export interface Target {
  figure: Figure | null;
  rank: "level" | "growth" | null;
}

/** The field of a document that a JSON Pointer (RFC 6901) names; undefined when there is none. The
 * server's own pointers hold no escapes. */
export function fieldAt(document: unknown, pointer: string): unknown {
  let at: unknown = document;
  for (const step of pointer.split("/").slice(1)) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}

function targetOf(brief: Brief, numeral: Numeral): Target | null {
  const rank = /^(level|growth)_rank/.exec(numeral.what)?.[1];
  if (rank === "level" || rank === "growth") return { figure: null, rank };
  const field = fieldAt(brief, numeral.at);
  const figure = typeof field === "object" && field !== null && "value" in field ? (field as Figure) : null;
  return figure && { figure, rank: null };
}

/** The numbers of one sentence with what they lead to. One that leads nowhere stays plain text. */
export function numeralsOf(brief: Brief, sentence: number): { mark: Mark; target: Target }[] {
  const result: { mark: Mark; target: Target }[] = [];
  for (const numeral of brief.numerals?.[sentence] ?? []) {
    const target = targetOf(brief, numeral);
    if (!target) continue;
    const [begin, end] = numeral.utf16;
    result.push({ mark: { begin, end, kind: numeral.what, id: result.length }, target });
  }
  return result;
}
