import { html, nothing, type TemplateResult } from "lit-html";

export interface Column<Row> {
  /** Read aloud only where `silent`: the cells show what they are. */
  name: string;
  silent?: boolean;
  cell: (row: Row) => unknown;
  /** Figures stand to the right, in figures of one width. */
  number?: boolean;
  /** The cell that names the row. */
  head?: boolean;
}

export function table<Row>(
  caption: string,
  columns: Column<Row>[],
  rows: Row[],
  marked: (row: Row) => boolean = () => false,
): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table>
      <caption class="hidden">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(
            (column) => html`<th scope="col" class=${column.number ? "number" : nothing}>
              ${column.silent ? html`<span class="hidden">${column.name}</span>` : column.name}
            </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`<tr class=${marked(row) ? "marked" : nothing}>
            ${columns.map((column) =>
              column.head
                ? html`<th scope="row">${column.cell(row)}</th>`
                : html`<td class=${column.number ? "number" : nothing}>${column.cell(row)}</td>`,
            )}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** The table that stands behind a drawing. */
export function behind(summary: string, content: TemplateResult, open = false): TemplateResult {
  return html`<details class="behind" ?open=${open}>
    <summary>${summary}</summary>
    ${content}
  </details>`;
}
