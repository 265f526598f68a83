import { describe, expect, it } from "vitest";
import { periodName, periodTick, gridOf } from "../../src/base/period";
import { joined, scaleFor, showQuantity, unitAsSent, unitName } from "../../src/base/units";

const show = (value: string, unit: string, decimals: number, language: "zh" | "en", scale?: number): string =>
  joined(showQuantity({ value, unit, decimals }, language, scale), language);

describe("units", () => {
  it("brings an amount to the magnitude it reaches", () => {
    expect(show("1528.33978529", "亿元", 8, "zh")).toBe("1,528.34亿元");
    expect(show("152833978529", "元", 0, "zh")).toBe("1,528.34亿元");
    expect(show("2569694907", "万元", 0, "zh")).toBe("256,969.49亿元");
    expect(show("0.0312", "亿元", 4, "zh")).toBe("312.00万元");
    expect(show("1528.33978529", "亿元", 8, "en")).toBe("152.834 billion yuan");
    expect(show("2.5", "亿美元", 1, "en")).toBe("250.00 million US dollars");
  });

  it("leaves amounts per head and small counts in single units", () => {
    expect(show("65432", "元", 0, "zh")).toBe("65,432元");
    expect(show("280", "家", 0, "en")).toBe("280 firms");
  });

  it("keeps one scale for a column", () => {
    expect(show("0.05", "亿元", 2, "zh", scaleFor("亿元", "zh"))).toBe("0.05亿元");
    expect(unitName("亿元", "en")).toBe("billion yuan");
    expect(unitName("万人", "en")).toBe("thousand persons");
  });

  it("prints rates as published", () => {
    expect(show("10.0", "%", 1, "zh")).toBe("10.0%");
    expect(show("6.87", "‰", 2, "en")).toBe("6.87‰");
    expect(show("-1.0", "百分点", 1, "zh")).toBe("−1.0个百分点");
    expect(show("8.37", "百分点", 2, "en")).toBe("8.37 pp");
  });

  it("names units as sent", () => {
    expect(unitAsSent("亿元", "en")).toBe("100 million yuan");
    expect(unitAsSent("亿元", "zh")).toBe("亿元");
    expect(unitAsSent("百分点", "en")).toBe("pp");
    expect(unitAsSent("箱", "en")).toBe("箱");
  });
});

describe("periods", () => {
  it("are named in both languages", () => {
    expect(periodName("2025-01..2025-07", "zh")).toBe("2025年1–7月");
    expect(periodName("2025-01..2025-07", "en")).toBe("Jan–Jul 2025");
    expect(periodName("2024-01..2024-12", "zh")).toBe("2024年");
    expect(periodName("2024-Q3", "zh")).toBe("2024年三季度");
    expect(periodName("2024-11..2025-02", "en")).toBe("Nov 2024–Feb 2025");
    expect(periodName("2019-W46", "en")).toBe("2019-W46");
  });

  it("know their grid and their tick", () => {
    expect(gridOf("2025-01..2025-07")).toBe("ytd");
    expect(gridOf("2025")).toBe("year");
    expect(gridOf("2025-Q1")).toBe("quarter");
    expect(gridOf("2025-07")).toBe("month");
    expect(periodTick("2025-01..2025-07")).toBe("25/7");
  });
});
