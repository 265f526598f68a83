/** Colours come from the style sheet, so that light, dark and print have one place. */
export interface Colours {
  ink: string;
  muted: string;
  line: string;
  paper: string;
  own: string;
  peer: string;
  rise: string;
  fall: string;
  series: string[];
  font: string;
}

export function colours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: read("--ink"),
    muted: read("--muted"),
    line: read("--line"),
    paper: read("--paper"),
    own: read("--own"),
    peer: read("--peer"),
    rise: read("--rise"),
    fall: read("--fall"),
    series: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((number) => read(`--series-${number}`)),
    font: getComputedStyle(document.body).fontFamily,
  };
}
