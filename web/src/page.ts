import { address, speak } from "./api/client";
import { load } from "./api/cache";
import type { Figure, FigureKey, Holdings, HeldPlace, Names, Places, Role, Session } from "./api/types";
import { parseState, writeState, type State } from "./base/state";
import type { Language } from "./base/units";

/** What is in the side panel: a figure with what it was computed from, or words of a view's own. */
export interface Shown {
  figure: Figure;
  /** Where the inputs' own values can be found. */
  known: Figure[];
}

let draw: () => void = () => {};
let pending = false;

export const page = {
  state: parseState(location.search, preferred()),
  session: null as Session | null,
  source: null as Shown | null,
  dialog: null as "sign-in" | "setup" | null,
  notice: null as { text: string; bad: boolean } | null,
};

function preferred(): Language {
  const kept = localStorage.getItem("lang");
  if (kept === "zh" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

export function onRedraw(callback: () => void): void {
  draw = callback;
}

/** Draws once, soon, however often it is asked. */
export function redraw(): void {
  if (pending) return;
  pending = true;
  queueMicrotask(() => {
    pending = false;
    draw();
  });
}

/** Changes what is shown and the address with it. `replace` leaves no trace in the history. */
export function go(change: Partial<State>, replace = false): void {
  const before = page.state;
  page.state = { ...before, ...change };
  speak(page.state.lang);
  const target = writeState(page.state);
  if (target !== location.search) {
    if (replace) history.replaceState(null, "", target);
    else history.pushState(null, "", target);
  }
  page.source = null;
  if (before.view !== page.state.view) window.scrollTo(0, 0);
  redraw();
}

export function hrefOf(change: Partial<State>): string {
  return writeState({ ...page.state, ...change });
}

/** A link that changes the state without a new page; with a modifier it opens another tab. */
export function follow(event: MouseEvent, change: Partial<State>): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(change);
}

export function returned(): void {
  page.state = parseState(location.search, page.state.lang);
  speak(page.state.lang);
  page.source = null;
  redraw();
}

export function nameIn(names: Names | undefined, fallback: string): string {
  if (!names) return fallback;
  return names[page.state.lang] || names.zh || fallback;
}

/** English names of indicators are written as in a sentence; where one stands alone it begins big. */
export function titled(name: string): string {
  return page.state.lang === "en" ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}

export function holdings(): Holdings | null {
  return load<Holdings>(address("holdings")).data;
}

export function groups(): Places["groups"] {
  const held = holdings() as (Holdings & Partial<Places>) | null;
  const all = held?.groups ?? load<Places>(address("places")).data?.groups ?? [];
  return all;
}

/** The place that the address names, else the first that the server offers. */
export function chosenPlace(): string {
  return page.state.place || holdings()?.first_place || "";
}

export function chosenIndicator(): string {
  const held = holdings();
  if (page.state.indicator) return page.state.indicator;
  const headline = held?.indicators.find((entry) => entry.headline) ?? held?.indicators[0];
  return headline?.id ?? "";
}

export function placeNamed(code: string): string {
  const place = holdings()?.places.find((each) => each.code === code);
  return place ? nameIn(place.names, code) : code;
}

export function indicatorNamed(id: string): string {
  const entry = holdings()?.indicators.find((each) => each.id === id);
  return titled(entry ? nameIn(entry.names, id) : id);
}

/** The places that stand beside one: of its parent, with figures. */
export function siblings(code: string): HeldPlace[] {
  const all = holdings()?.places ?? [];
  const own = all.find((place) => place.code === code);
  if (!own) return [];
  return all.filter((place) => place.parent === own.parent && place.code !== code);
}

/** Each may do what the ones before it may. */
export const roles: Role[] = ["viewer", "analyst", "editor", "administrator"];

export function may(role: Role): boolean {
  const own = page.session?.user?.role;
  return own !== undefined && roles.indexOf(own) >= roles.indexOf(role);
}

export function showSource(figure: Figure, known: Figure[] = []): void {
  page.source = { figure, known };
  redraw();
}

export function keyOf(key: FigureKey): string {
  return [key.indicator.id, key.place.code, key.period, key.measure].join("|");
}

export function tell(text: string, bad = false): void {
  page.notice = { text, bad };
  redraw();
}
