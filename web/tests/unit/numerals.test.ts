import { describe, expect, it } from "vitest";
import type { Answer, Brief, Figure } from "../../src/api/types";
import { fieldAt, numeralsOf } from "../../src/views/numerals";

function figure(measure: string, value: string, unit: string): Figure {
  return {
    indicator: { id: "exports", name: "出口总值" },
    place: { code: "330300", name: "温州市" },
    period: "2025-01..2025-07",
    measure,
    value,
    unit,
    decimals: 2,
    low: value,
    high: value,
    source: null,
    released: null,
    derived: false,
  };
}
const answer = (found: Figure | null): Answer => ({ figure: found, missing: [] });
const sentence = "温州市出口总值1528.34亿元，同比下降10.0%；总量居浙江11市第7位，较上期上升1位；占全省的6.31%。";

function numeral(text: string, what: string, at: string): NonNullable<Brief["numerals"]>[number][number] {
  const begin = sentence.indexOf(text);
  return { span: [0, 0], utf16: [begin, begin + text.length], text, what, at, figures: [] };
}

const brief: Brief = {
  place: { code: "330300", name: "温州市" },
  period: "2025-01..2025-07",
  items: [
    {
      indicator: { id: "exports", name: "出口总值" },
      level: answer(figure("level", "1528.34", "亿元")),
      growth: answer(null),
      growth_change: answer(null),
      level_rank: { rank: 7, best: 7, worst: 7, previous: 8 },
      growth_rank: null,
      ranked: 11,
      share_of_province: figure("share", "6.31", "%"),
      share_of_nation: null,
      parts: [],
      gaps: [],
    },
  ],
  sentences: [sentence],
  numerals: [
    [
      numeral("1528.34亿元", "level", "/items/0/level/figure"),
      numeral("10.0%", "growth", "/items/0/growth/figure"),
      numeral("第7位", "level_rank", "/items/0/level_rank"),
      numeral("1位", "level_rank_moved", "/items/0/level_rank/previous"),
      numeral("6.31%", "share_of_province", "/items/0/share_of_province"),
    ],
  ],
  notes: [],
};

describe("numbers of the brief", () => {
  const found = numeralsOf(brief, 0);

  it("stand where the server says, unit and all", () => {
    const words = found.map((each) => sentence.slice(each.mark.begin, each.mark.end));
    expect(words).toEqual(["1528.34亿元", "第7位", "1位", "6.31%"]);
  });

  it("lead to their figure or their ranking", () => {
    expect(found.map((each) => each.target.figure?.measure ?? each.target.rank)).toEqual([
      "level",
      "level",
      "level",
      "share",
    ]);
    expect(found[1]?.target.figure).toBeNull();
  });

  it("that lead nowhere are left out", () => {
    expect(found.some((each) => each.mark.kind === "growth")).toBe(false);
    expect(numeralsOf(brief, 1)).toEqual([]);
    expect(numeralsOf({ ...brief, numerals: undefined }, 0)).toEqual([]);
  });
});

describe("a pointer", () => {
  it("goes down through objects and lists, and off the edge to nothing", () => {
    expect(fieldAt(brief, "/items/0/ranked")).toBe(11);
    expect(fieldAt(brief, "/items/1/ranked")).toBeUndefined();
    expect(fieldAt(brief, "/items/0/growth_rank/previous")).toBeUndefined();
  });
});
