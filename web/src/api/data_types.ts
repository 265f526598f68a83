import type { Figure, Names, Role } from "./types";

export interface ImportedSheet {
  name: string;
  layout: string;
  description: Names[];
  rows: number;
  figures: number;
  held: number;
  missing: number;
  warnings: { code: string; message: Names; cells?: string[]; count?: number }[];
  /** Units that the program thinks are meant; their figures are held until somebody agrees. */
  suggestions: { from: string; to: string; figures: number; accepted?: boolean; why: Names }[];
}

export interface ImportedFile {
  file: string;
  status: string;
  batch: number | null;
  guess?: { format: string; encoding: string | null } | null;
  sheets: ImportedSheet[];
  error?: { code: string; message: Names; advice?: Names };
}

export interface Imported {
  files: ImportedFile[];
}

export interface Batch {
  id: number;
  imported_at: number;
  actor: string;
  file: string;
  figures: number;
  held: number;
  undone: boolean;
}

export interface HeldRow {
  id: number;
  file: string;
  sheet: string;
  row: number;
  reason_code: string;
  reason: Names | string;
  cells: string[];
  /** The name that nobody knows, and what it may have meant; needed to offer an alias. */
  unknown?: { kind: "place" | "indicator"; text: string };
  suggestions?: { id: string; names: Names }[];
}

export interface Revision {
  kind: "revised" | "conflict" | "witness";
  now: Figure;
  other: Figure;
}

export interface User {
  name: string;
  role: Role;
  disabled: boolean;
}

export interface Token {
  id: string;
  name: string;
  owner?: string;
  role: Role;
  expires: string;
  last_used: string | null;
  /** Only in the answer that made it. */
  secret?: string;
}
