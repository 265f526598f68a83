import { html, type TemplateResult } from "lit-html";
import { save } from "../api/client";
import { ChartElement } from "../charts/element";
import { tell } from "../page";
import { t } from "../words";

/** The drawing in the same view as the button. */
function chartNear(event: Event): ChartElement | null {
  const panel = (event.currentTarget as HTMLElement).closest(".panel");
  const chart = panel?.querySelector("db-chart");
  return chart instanceof ChartElement ? chart : null;
}

function saveSvg(event: Event, name: string): void {
  const svg = chartNear(event)?.picture();
  if (svg) save(new Blob([svg], { type: "image/svg+xml" }), `${name}.svg`);
}

/** Twice the size on the screen, so that it prints well. */
async function savePng(event: Event, name: string): Promise<void> {
  const chart = chartNear(event);
  if (!chart) return;
  const address = URL.createObjectURL(new Blob([chart.picture()], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = chart.clientWidth * 2;
    canvas.height = chart.clientHeight * 2;
    const pen = canvas.getContext("2d");
    if (!pen) return;
    pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--paper");
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => blob && save(blob, `${name}.png`));
  } catch {
    tell(t("download.failed"), true);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The brief as a file to be handed on. `url` is the brief's own address. */
export function documents(url: string): TemplateResult {
  return html`<div class="downloads" role="group" aria-label=${t("download")}>
    <span class="muted">${t("download")}</span>
    <a href=${`${url}&format=docx`} download>Word</a>
    <a href=${`${url}&format=xlsx`} download>Excel</a>
    <a href=${`${url}&format=html`} download>${t("download.page")}</a>
  </div>`;
}

/** The drawing as a picture, its figures as a table. `url` is the answer's own address. */
export function downloads(name: string, url: string): TemplateResult {
  return html`<div class="downloads" role="group" aria-label=${t("download")}>
    <span class="muted">${t("download")}</span>
    <button class="plain" @click=${(event: Event) => saveSvg(event, name)}>SVG</button>
    <button class="plain" @click=${(event: Event) => void savePng(event, name)}>PNG</button>
    <a href=${`${url}&format=csv`} download>CSV</a>
    <a href=${`${url}&format=xlsx`} download>Excel</a>
  </div>`;
}
