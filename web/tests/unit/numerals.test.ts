import { describe, expect, it } from "vitest";
import type { Answer, BriefItem, Figure } from "../../src/api/types";
import { numeralsOf } from "../../src/views/numerals";

function figure(measure: string, value: string, unit: string, decimals: number): Figure {
  return {
    indicator: { id: "exports", name: "出口总值" },
    place: { code: "330300", name: "温州市" },
    period: "2025-01..2025-07",
    measure,
    value,
    unit,
    decimals,
    low: value,
    high: value,
    source: null,
    released: null,
    derived: false,
  };
}
const answer = (found: Figure): Answer => ({ figure: found, missing: [] });

const item: BriefItem = {
  indicator: { id: "exports", name: "出口总值" },
  level: answer(figure("level", "1528.33978529", "亿元", 8)),
  growth: answer(figure("growth_yoy", "-10.0", "%", 1)),
  growth_change: answer(figure("growth_change", "-0.6", "百分点", 1)),
  level_rank: { rank: 7, best: 7, worst: 7, previous: 7 },
  growth_rank: { rank: 6, best: 6, worst: 6, previous: 6 },
  ranked: 11,
  share_of_province: figure("share", "6.31", "%", 2),
  share_of_nation: figure("share", "9.99", "‰", 2),
  parts: [],
  gaps: [],
};

describe("numerals of the brief", () => {
  it("find their figures in Chinese", () => {
    const text = "温州市出口总值1528.34亿元，同比下降10.0%；总量居浙江11市第7位；占全省的6.31%、全国的9.99‰。";
    const found = numeralsOf(text, item);
    expect(found.map((each) => text.slice(each.mark.begin, each.mark.end))).toEqual(["1528.34亿元", "10.0%", "7", "6.31%", "9.99‰"]);
    expect(found.map((each) => each.target.figure?.measure ?? each.target.rank)).toEqual(["level", "growth_yoy", "level", "share", "share"]);
  });

  it("find their figures in English", () => {
    const text = "Wenzhou's exports came to CNY 152.834 billion, down 10.0%; by growth it ranks 6 of 11; 9.99‰ of the nation.";
    const found = numeralsOf(text, item);
    expect(found.map((each) => text.slice(each.mark.begin, each.mark.end))).toEqual(["CNY 152.834 billion", "10.0%", "6", "9.99‰"]);
    expect(found[2]?.target.rank).toBe("growth");
  });

  it("leave what fits no figure alone", () => {
    expect(numeralsOf("1528.35亿元，9.9%，11市，2025年1-7月，6.31‰", item)).toEqual([]);
  });

  it("give a figure to one numeral only", () => {
    expect(numeralsOf("6.31%和6.31%", item)).toHaveLength(1);
  });
});
