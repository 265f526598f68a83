import type { Language } from "./units";

/** All that the page shows, as it stands in the address: it can be sent to a colleague. */
export type View = "overview" | "indicator" | "compare" | "check" | "data";
export const views: View[] = ["overview", "indicator", "compare", "check", "data"];

export interface State {
  view: View;
  lang: Language;
  place: string;
  period: string;
  group: string;
  indicator: string;
  /** Places drawn beside, or chosen peers. */
  places: string[];
  measure: string;
  grid: string;
  from: string;
  by: "level" | "growth";
  chart: string;
  section: string;
}

export const initial: State = {
  view: "overview",
  lang: "zh",
  place: "",
  period: "",
  group: "",
  indicator: "",
  places: [],
  measure: "level",
  grid: "ytd",
  from: "",
  by: "level",
  chart: "bump",
  section: "import",
};

/** What each view needs of it; the rest stays out of its address. */
const used: Record<View, (keyof State)[]> = {
  overview: ["place", "period", "group"],
  indicator: ["place", "indicator", "places", "measure", "grid", "from"],
  compare: ["place", "period", "group", "indicator", "places", "by", "chart"],
  check: ["place", "period"],
  data: ["place", "section"],
};

export function parseState(search: string, fallback: Language): State {
  const query = new URLSearchParams(search);
  const text = (name: keyof State): string => query.get(name) ?? String(initial[name]);
  const view = query.get("view") as View;
  const lang = query.get("lang");
  return {
    ...initial,
    view: views.includes(view) ? view : "overview",
    lang: lang === "zh" || lang === "en" ? lang : fallback,
    place: text("place"),
    period: text("period"),
    group: text("group"),
    indicator: text("indicator"),
    places: (query.get("places") ?? "").split(",").filter((code) => code !== ""),
    measure: text("measure"),
    grid: text("grid"),
    from: text("from"),
    by: query.get("by") === "growth" ? "growth" : "level",
    chart: text("chart"),
    section: text("section"),
  };
}

export function writeState(state: State): string {
  const query = new URLSearchParams();
  if (state.view !== initial.view) query.set("view", state.view);
  for (const name of used[state.view]) {
    const value = state[name];
    const text = Array.isArray(value) ? value.join(",") : String(value);
    const empty = initial[name];
    if (text !== (Array.isArray(empty) ? "" : String(empty))) query.set(name, text);
  }
  query.set("lang", state.lang);
  // Commas and dots are legal there and read better than their codes.
  return "?" + query.toString().replaceAll("%2C", ",");
}
