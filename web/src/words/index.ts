import { page } from "../page";
import { en } from "./en";
import { zh, type Word } from "./zh";

export type { Word };

/** The sentence in the reader's language, with what stands for each {name} in it. */
export function t(word: Word, values: Record<string, string | number> = {}): string {
  const sentence = (page.state.lang === "zh" ? zh : en)[word];
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The word for a code of the server, or the code itself where it is newer than this page. */
export function code(prefix: string, value: string): string {
  const word = `${prefix}.${value}`;
  return word in zh ? t(word as Word) : value;
}
