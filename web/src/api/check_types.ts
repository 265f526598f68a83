import type { Figure, Names } from "./types";

export type Verdict = "consistent" | "edge" | "inconsistent" | "not_checkable";
export type Span = [number, number];

export interface Claim {
  id: number;
  span: Span;
  text: string;
  indicator: { id: string | null; text: string } | null;
  place: { code: string; text: string } | null;
  period: string | null;
  measure: string;
  value: string;
  unit: string;
  low: string;
  high: string;
  verdict: Verdict;
  reason: Names | null;
}

export interface Range {
  low: string | null;
  high: string | null;
}

export interface Finding {
  verdict: Verdict;
  relation: string;
  claims: number[];
  suspects: number;
  severity: "high" | "normal" | "info";
  formula: Names;
  computed: Range | null;
  printed: Range | null;
  unit: string;
  evidence: (Figure & { superseded?: boolean })[];
  also: string[];
  suggestion: { span: Span; replacement: string; slip: string; why: Names } | null;
  message: Names;
}

export interface Usage {
  rule: string;
  span: Span;
  text: string;
  message: Names;
  replacement: string | null;
}

export interface Checked {
  file: string | null;
  format: string;
  text?: string;
  claims: Claim[];
  ignored: { span: Span; text: string; reason: string }[];
  findings: Finding[];
  usage: Usage[];
  remarks: (Names | { message: Names })[];
  summary: {
    numerals: number;
    claims: number;
    checked: number;
    consistent: number;
    edge: number;
    inconsistent: number;
    not_checkable: number;
    coverage: number | null;
  };
}
