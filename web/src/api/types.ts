/** Shapes of docs/json.md and docs/api.md, as far as the page reads them. */
export interface Named {
  id: string;
  name: string;
}
export interface PlaceName {
  code: string;
  name: string;
}
export interface Names {
  zh: string;
  en: string;
}

export interface FigureKey {
  indicator: Named;
  place: PlaceName;
  period: string;
  measure: string;
}

export interface Figure extends FigureKey {
  value: string;
  unit: string;
  decimals: number;
  low: string;
  high: string;
  source: string | null;
  released: string | null;
  derived: boolean;
  inputs?: FigureKey[];
  row?: number;
  column?: number;
}

export interface Answer {
  figure: Figure | null;
  missing: (FigureKey & { reason?: string })[];
}

export interface RankRange {
  rank: number;
  best: number;
  worst: number;
  previous: number | null;
}

export interface Gap {
  indicator?: Named;
  period?: string;
  peer: PlaceName | null;
  is_best: boolean;
  own: Answer;
  other: Answer;
  absolute: Figure | null;
  ratio: Figure | null;
  growth_points: Figure | null;
  catch_up: "ahead" | "years" | "never" | "unknown";
  years_to_catch_up: string | null;
}

export interface BriefItem {
  indicator: Named;
  level: Answer;
  growth: Answer;
  growth_change: Answer;
  level_rank: RankRange | null;
  growth_rank: RankRange | null;
  ranked: number;
  share_of_province: Figure | null;
  share_of_nation: Figure | null;
  parts: { indicator: Named; points: Answer; rate: Answer }[];
  gaps: Gap[];
}

/** A number of a sentence; `at` points to the field that it prints. */
export interface Numeral {
  span: [number, number];
  utf16: [number, number];
  text: string;
  what: string;
  at: string;
  figures: string[];
}

export interface Brief {
  place: PlaceName;
  period: string;
  items: BriefItem[];
  sentences: string[];
  numerals?: Numeral[][] | undefined;
  notes: Names[];
  figures?: Figure[];
}

export interface Standing {
  rank: number;
  best: number;
  worst: number;
  rank_before: number | null;
  place: PlaceName;
  figure: Figure;
  other: Figure | null;
  share: Figure | null;
}

export interface Ranking {
  indicator: Named;
  period: string;
  by: string;
  standings: Standing[];
  missing: PlaceName[];
}

/** What is known of a place and a period. */
export interface Measures {
  measures: Answer[];
}

export interface Gaps {
  place: PlaceName;
  gaps: Gap[];
}

export interface Point {
  value: string;
  low: string;
  high: string;
  decimals: number;
  derived: boolean;
}

export interface Series {
  indicator: Named;
  measure: string;
  grid: string;
  unit: string;
  periods: string[];
  series: { place: PlaceName; points: (Point | null)[] }[];
}

export interface CatalogueEntry {
  id: string;
  names: Names;
  unit: string;
  kind: string;
  additive: boolean;
  headline?: boolean;
  parts?: string[];
}

export interface HeldPlace {
  code: string;
  names: Names;
  level?: string;
  parent?: string | null;
}

export interface Holdings {
  version: number;
  figures: number;
  places: HeldPlace[];
  indicators: CatalogueEntry[];
  periods: string[];
  first_place: string | null;
}

export interface Places {
  places: HeldPlace[];
  groups: { id: string; names: Names; members: string[] }[];
}

export interface Session {
  user: { name: string; role: Role } | null;
  csrf: string;
  anonymous_read: boolean;
  /** There are no accounts: everybody at this machine is an editor, and the first administrator can be made. */
  setup: boolean;
}
export type Role = "viewer" | "analyst" | "editor" | "administrator";
