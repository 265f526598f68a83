import { describe, expect, it } from "vitest";
import { bound, exact, fixed, parse, rounded, shifted, written } from "../../src/base/decimal";

describe("decimals as text", () => {
  it("rounds half away from zero, once", () => {
    expect(fixed("0.005", 2)).toBe("0.01");
    expect(fixed("0.0049999", 2)).toBe("0.00");
    expect(fixed("-0.005", 2)).toBe("−0.01");
    expect(fixed("2.675", 2)).toBe("2.68"); // 2.67 in binary floating point
    expect(fixed("1.005", 2)).toBe("1.01");
    expect(fixed("9.995", 2)).toBe("10.00");
  });

  it("carries through every nine", () => {
    expect(fixed("999999.995", 2)).toBe("1,000,000.00");
    expect(fixed("0.9999", 0)).toBe("1");
    expect(fixed("-99.5", 0)).toBe("−100");
  });

  it("keeps digits that a double would lose", () => {
    expect(exact("12345678901234567890.123456789")).toBe("12,345,678,901,234,567,890.123456789");
    expect(fixed("12345678901234567890.5", 0)).toBe("12,345,678,901,234,567,891");
  });

  it("moves the point both ways", () => {
    expect(fixed("152833978529", 2, -8)).toBe("1,528.34");
    expect(fixed("0.198", 2, 4)).toBe("1,980.00");
    expect(fixed("5", 3, -3)).toBe("0.005");
  });

  it("fills with zeros and drops the sign of nothing", () => {
    expect(fixed("7", 2)).toBe("7.00");
    expect(fixed("-0.001", 2)).toBe("0.00");
    expect(fixed("007.10", 1)).toBe("7.1");
  });

  it("gives back what is no decimal", () => {
    expect(fixed("n/a", 2)).toBe("n/a");
    expect(parse("1e5")).toBeNull();
    expect(parse("")).toBeNull();
    expect(parse("1.")).toBeNull();
  });

  it("agrees with integers for seeded random values", () => {
    let seed = 20250707;
    const next = (): number => (seed = (seed * 48271) % 2147483647);
    for (let i = 0; i < 2000; i += 1) {
      const units = BigInt(next()) * BigInt(next());
      const scale = next() % 9;
      const decimals = next() % 6;
      const text = written(shifted({ negative: false, digits: units.toString(), scale: 0 }, -scale)).replaceAll(",", "");
      const value = parse(text);
      expect(value).not.toBeNull();
      if (!value) continue;
      const unit = 10n ** BigInt(Math.max(0, scale - decimals));
      const wanted = scale > decimals ? (units + unit / 2n) / unit : units * 10n ** BigInt(decimals - scale);
      expect(BigInt(rounded(value, decimals).digits)).toBe(wanted);
    }
  });

  it("cuts computed bounds outwards, so that what is shown holds what was computed", () => {
    expect(bound("0.8488225871", "low")).toBe("0.848822");
    expect(bound("1.9113997996", "high")).toBe("1.91140");
    expect(bound("1.9113001", "high")).toBe("1.91131");
    expect(bound("-0.8488225871", "low")).toBe("−0.848823");
    expect(bound("-0.8488225871", "high")).toBe("−0.848822");
    expect(bound("99999.999", "high")).toBe("100,000.0");
    expect(bound("1234567.05", "low")).toBe("1,234,567");
  });

  it("leaves printed bounds as they are", () => {
    expect(bound("9.65", "low")).toBe("9.65");
    expect(bound("0.00012345", "high")).toBe("0.00012345");
    expect(bound("∞", "high")).toBe("∞");
  });
});
