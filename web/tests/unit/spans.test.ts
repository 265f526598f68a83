import { describe, expect, it } from "vitest";
import { pieces, unitsOfBytes } from "../../src/base/spans";

describe("byte spans", () => {
  it("are found among one, two, three and four byte characters", () => {
    const text = "aé温😀%";
    const units = unitsOfBytes(text, [0, 1, 3, 6, 10, 11]);
    expect([0, 1, 3, 6, 10, 11].map((byte) => units.get(byte))).toEqual([0, 1, 2, 3, 5, 6]);
  });

  it("agree with the encoder everywhere", () => {
    const text = "出口1912.0亿元，增长9.4%；😀 ‰ café";
    const encoder = new TextEncoder();
    for (let unit = 0; unit <= text.length; unit += 1) {
      const before = text.slice(0, unit);
      if (/[\ud800-\udbff]$/.test(before)) continue;
      const byte = encoder.encode(before).length;
      expect(unitsOfBytes(text, [byte]).get(byte)).toBe(unit);
    }
  });

  it("stay within the text when they point beyond it", () => {
    expect(unitsOfBytes("ab", [99]).get(99)).toBe(2);
  });

  it("take a long text in one walk", () => {
    const text = "增长1%，".repeat(100_000);
    const offsets = Array.from({ length: 50_000 }, (_, index) => index * 11);
    const begin = performance.now();
    unitsOfBytes(text, offsets);
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});

describe("pieces", () => {
  const mark = (begin: number, end: number, id = 0) => ({ begin, end, kind: "edge", id });

  it("put the text together again", () => {
    const cut = pieces("abcdef", [mark(4, 6, 1), mark(1, 2)]);
    expect(cut.map((piece) => piece.text).join("")).toBe("abcdef");
    expect(cut.map((piece) => piece.mark?.id ?? null)).toEqual([null, 0, null, 1]);
  });

  it("drop marks that overlap, are empty or end outside", () => {
    const cut = pieces("abcdef", [mark(1, 4), mark(2, 3, 1), mark(5, 5, 2), mark(5, 9, 3)]);
    expect(cut.filter((piece) => piece.mark).map((piece) => piece.mark?.id)).toEqual([0]);
    expect(cut.map((piece) => piece.text).join("")).toBe("abcdef");
  });
});
