import { get, Problem } from "./client";

/** One answer as a view sees it. After a new version the old data stays visible until the new one
 * is there, so that nothing flickers. */
export interface Loaded<T> {
  data: T | null;
  problem: Problem | null;
  loading: boolean;
}

interface Entry extends Loaded<unknown> {
  stale: boolean;
}

/** So many answers are kept; a session that has seen more has moved on from the first. */
const capacity = 200;
const entries = new Map<string, Entry>();
let changed: () => void = () => {};

export function onChange(callback: () => void): void {
  changed = callback;
}

function refresh(url: string, entry: Entry): void {
  entry.loading = true;
  entry.stale = false;
  get<unknown>(url)
    .then((data) => {
      entry.data = data;
      entry.problem = null;
    })
    .catch((error: unknown) => {
      entry.problem = error instanceof Problem ? error : new Problem(0, "", String(error), "");
    })
    .finally(() => {
      entry.loading = false;
      changed();
    });
}

/** The answer at this address, asked for when nobody has yet. Called while drawing. */
export function load<T>(url: string): Loaded<T> {
  let entry = entries.get(url);
  if (!entry) {
    entry = { data: null, problem: null, loading: false, stale: true };
    if (entries.size >= capacity) {
      const oldest = entries.keys().next().value;
      if (oldest !== undefined) entries.delete(oldest);
    }
    entries.set(url, entry);
  }
  if (entry.stale && !entry.loading) refresh(url, entry);
  return entry as Loaded<T>;
}

/** Nothing to ask yet. */
export function nothing<T>(): Loaded<T> {
  return { data: null, problem: null, loading: true };
}

/** The figures have changed: what is drawn next is asked for again. */
export function invalidate(): void {
  for (const entry of entries.values()) entry.stale = true;
  changed();
}

/** Somebody else is signed in now: nothing of before may be seen. */
export function forget(): void {
  entries.clear();
  changed();
}

export function retry(url: string): void {
  entries.delete(url);
  changed();
}
