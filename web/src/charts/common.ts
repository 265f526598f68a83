import { colours } from "./colours";
import type { Option } from "./element";

/** The tooltip as nodes with classes: markup with style attributes would break the content policy. */
export function bubble(title: string, rows: [string, string][]): HTMLElement {
  const box = document.createElement("div");
  box.className = "bubble";
  const head = document.createElement("b");
  head.textContent = title;
  box.append(head);
  for (const [name, value] of rows) {
    const line = document.createElement("p");
    const label = document.createElement("span");
    label.textContent = name;
    const number = document.createElement("span");
    number.textContent = value;
    line.append(label, number);
    box.append(line);
  }
  return box;
}

export function tooltip(trigger: "axis" | "item", formatter: (given: never) => HTMLElement): object {
  return {
    trigger,
    // Confined tooltips have no arrow, which the library would build with style attributes.
    confine: true,
    className: "tooltip",
    backgroundColor: "transparent",
    borderWidth: 0,
    padding: 0,
    shadowBlur: 0,
    extraCssText: "box-shadow:none",
    transitionDuration: 0,
    formatter,
  };
}

export function base(): Option {
  const colour = colours();
  return {
    animation: false,
    color: colour.series,
    textStyle: { fontFamily: colour.font, fontSize: 12, color: colour.ink },
    grid: { left: 8, right: 16, top: 28, bottom: 8, containLabel: true },
  };
}

export function categories(names: string[], rest: object = {}): object {
  const colour = colours();
  return {
    type: "category",
    data: names,
    axisLine: { lineStyle: { color: colour.line } },
    axisTick: { show: false },
    axisLabel: { color: colour.muted, fontSize: 11 },
    ...rest,
  };
}

export function values(name: string, rest: object = {}): object {
  const colour = colours();
  return {
    type: "value",
    name,
    nameTextStyle: { color: colour.muted, align: "left", fontSize: 11 },
    axisLine: { show: false },
    axisLabel: { color: colour.muted, fontSize: 11 },
    splitLine: { lineStyle: { color: colour.line } },
    ...rest,
  };
}
