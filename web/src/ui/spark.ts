import { svg, html, type TemplateResult } from "lit-html";
import type { Point } from "../api/types";
import { approx } from "../base/decimal";

const width = 132;
const height = 34;

/** A line of the last values with its end marked; gaps stay gaps. Drawn without a library. */
export function spark(points: (Point | null)[], label: string): TemplateResult {
  const values = points.map((point) => (point ? approx(point.value) : null));
  const present = values.filter((value): value is number => value !== null);
  if (present.length < 2) return html``;
  const low = Math.min(...present, 0);
  const high = Math.max(...present, 0);
  const span = high - low || 1;
  const x = (index: number): number => 3 + (index * (width - 6)) / Math.max(1, values.length - 1);
  const y = (value: number): number => 3 + ((high - value) * (height - 6)) / span;
  let path = "";
  let pen = false;
  values.forEach((value, index) => {
    if (value === null) {
      pen = false;
      return;
    }
    path += `${pen ? "L" : "M"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = true;
  });
  const last = values.findLastIndex((value) => value !== null);
  const end = values[last] ?? 0;
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" role="img" aria-label=${label}>
    ${svg`<line x1="0" x2=${width} y1=${y(0)} y2=${y(0)} class="spark-zero"></line>
      <path d=${path} class="spark-line"></path>
      <circle cx=${x(last)} cy=${y(end)} r="2.6" class="spark-end"></circle>`}
  </svg>`;
}
