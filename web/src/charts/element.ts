import type { EChartsCoreOption, EChartsType } from "echarts/core";

export type Option = EChartsCoreOption;

interface Outline {
  type: string;
  features: { properties: { name: string } }[];
}

/** Outlines by the code of the province; asked for once. */
const outlines = new Map<string, Promise<Outline | null>>();

async function outlineOf(code: string): Promise<Outline | null> {
  let known = outlines.get(code);
  if (!known) {
    known = fetch(`/map/${code}.json`)
      .then((response) => (response.ok ? (response.json() as Promise<Outline>) : null))
      .catch(() => null);
    outlines.set(code, known);
  }
  return known;
}

/** «330000/温州市»: the province's outline with this place drawn last, because its neighbours' edges
 * would cover its own. */
async function needMap(map: string): Promise<boolean> {
  const [code, last] = map.split("/");
  const outline = await outlineOf(code ?? "");
  if (!outline) return false;
  const rank = (feature: Outline["features"][number]): number => Number(feature.properties.name === last);
  const features = [...outline.features].sort((a, b) => rank(a) - rank(b));
  (await import("./engine")).registerMap(map, { ...outline, features } as never);
  return true;
}

/** <db-chart .option=… label=…>: draws when the library is there, follows its size, and draws again
 * only when the option has really changed. */
export class ChartElement extends HTMLElement {
  private chart: EChartsType | null = null;
  private wanted: Option | null = null;
  private drawn = "";
  private observer: ResizeObserver | null = null;
  private mapNeeded = "";

  set option(option: Option) {
    this.wanted = option;
    void this.update();
  }
  /** The outline that the option's map is drawn on; see needMap. */
  set map(name: string) {
    this.mapNeeded = name;
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
    if (this.mapNeeded !== "" && !(await needMap(this.mapNeeded))) {
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
