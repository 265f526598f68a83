import type { EChartsCoreOption, EChartsType } from "echarts/core";

export type Option = EChartsCoreOption;

/** Outlines by the code of the province; asked for once. */
const maps = new Map<string, Promise<boolean>>();

async function needMap(code: string): Promise<boolean> {
  let known = maps.get(code);
  if (!known) {
    known = (async () => {
      const response = await fetch(`/map/${code}.json`);
      if (!response.ok) return false;
      const outline = (await response.json()) as never;
      (await import("./engine")).registerMap(code, outline);
      return true;
    })().catch(() => false);
    maps.set(code, known);
  }
  return known;
}

/** <db-chart .option=… label=…>: draws when the library is there, follows its size, and draws again
 * only when the option has really changed. */
export class ChartElement extends HTMLElement {
  private chart: EChartsType | null = null;
  private wanted: Option | null = null;
  private drawn = "";
  private observer: ResizeObserver | null = null;
  private mapCode = "";

  set option(option: Option) {
    this.wanted = option;
    void this.update();
  }
  /** The outline that the option's map is drawn on. */
  set map(code: string) {
    this.mapCode = code;
  }

  connectedCallback(): void {
    this.setAttribute("role", "img");
    this.observer = new ResizeObserver(() => this.chart?.resize());
    this.observer.observe(this);
    void this.update();
  }

  disconnectedCallback(): void {
    this.observer?.disconnect();
    this.chart?.dispose();
    this.chart = null;
    this.drawn = "";
  }

  private async update(): Promise<void> {
    if (!this.isConnected || !this.wanted) return;
    const engine = await import("./engine");
    if (this.mapCode !== "" && !(await needMap(this.mapCode))) {
      this.dispatchEvent(new CustomEvent("map-missing", { bubbles: true }));
      return;
    }
    const key = JSON.stringify(this.wanted);
    if (!this.isConnected || key === this.drawn) return;
    this.drawn = key;
    this.chart ??= engine.init(this, null, { renderer: "svg" });
    this.chart.setOption(this.wanted, true);
    this.dataset["drawn"] = "true";
  }

  /** The drawing as a file of its own. */
  picture(): string {
    const svg = this.querySelector("svg");
    if (!svg) return "";
    const copy = svg.cloneNode(true) as SVGElement;
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const { width, height } = svg.getBoundingClientRect();
    copy.setAttribute("viewBox", `0 0 ${Math.round(width)} ${Math.round(height)}`);
    return new XMLSerializer().serializeToString(copy);
  }
}

customElements.define("db-chart", ChartElement);
