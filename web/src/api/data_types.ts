import type { Figure, Names, Role } from "./types";

export interface ImportedSheet {
  name: string;
  layout: string;
  description: Names[];
  rows: number;
  figures: number;
  held: number;
  missing: number;
  warnings: { message?: Names; zh?: string; en?: string; code?: string; where?: string | object }[];
  suggestions: { message?: Names; zh?: string; en?: string }[];
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
  created?: string;
  disabled?: boolean;
}

export interface Token {
  id: string;
  name: string;
  role: Role;
  expires?: string | null;
  secret?: string;
}
