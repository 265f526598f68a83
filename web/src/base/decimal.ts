/** Exact decimals as the server sends them: text such as "-1766.01314852". They are moved, cut and
 * grouped here as text; a binary floating-point number would not keep their digits. */

const shape = /^([+-]?)(\d+)(?:\.(\d+))?$/;

export interface Decimal {
  negative: boolean;
  /** All digits without point. */
  digits: string;
  /** How many of them stand behind the point. */
  scale: number;
}

export function parse(text: string): Decimal | null {
  const found = shape.exec(text);
  if (!found) return null;
  const fraction = found[3] ?? "";
  return { negative: found[1] === "-", digits: (found[2] ?? "") + fraction, scale: fraction.length };
}

/** Moves the point: `shift` 4 makes 1.5 into 15000, −4 makes it 0.00015. Exact. */
export function shifted(value: Decimal, shift: number): Decimal {
  const scale = value.scale - shift;
  if (scale >= 0) return { ...value, scale };
  return { ...value, digits: value.digits + "0".repeat(-scale), scale: 0 };
}

/** Rounded half up (away from zero), once, to so many decimals; short ones are filled with zeros. */
export function rounded(value: Decimal, decimals: number): Decimal {
  if (value.scale <= decimals) {
    const digits = value.digits + "0".repeat(decimals - value.scale);
    return { ...value, digits, scale: decimals };
  }
  const cut = value.scale - decimals;
  const padded = value.digits.padStart(cut + 1, "0");
  const kept = padded.slice(0, padded.length - cut);
  const up = padded.charCodeAt(padded.length - cut) >= 53; // "5"
  const digits = up ? (BigInt(kept) + 1n).toString().padStart(kept.length, "0") : kept;
  return { negative: value.negative, digits, scale: decimals };
}

export function isZero(value: Decimal): boolean {
  return /^0*$/.test(value.digits);
}

/** Compares magnitudes with 10^exponent: true when |value| ≥ 10^exponent. */
export function reaches(value: Decimal, exponent: number): boolean {
  const whole = value.digits.slice(0, value.digits.length - value.scale).replace(/^0+/, "");
  return whole.length > exponent;
}

export function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** With thousands and the typographic minus. A negative zero loses its sign. */
export function written(value: Decimal): string {
  const padded = value.digits.padStart(value.scale + 1, "0");
  const cut = padded.length - value.scale;
  const whole = padded.slice(0, cut).replace(/^0+(?=\d)/, "");
  const fraction = value.scale > 0 ? "." + padded.slice(cut) : "";
  const sign = value.negative && !isZero(value) ? "−" : "";
  return sign + grouped(whole) + fraction;
}

/** "-1234.565" with 2 decimals: "−1,234.57". What is no decimal is given back as it came. */
export function fixed(text: string, decimals: number, shift = 0): string {
  const value = parse(text);
  return value ? written(rounded(shifted(value, shift), decimals)) : text;
}

/** All its digits, grouped. */
export function exact(text: string): string {
  const value = parse(text);
  return value ? written(value) : text;
}

/** Digits of a bound that a reader can use; a computed one may have dozens. */
const boundDigits = 6;

/** A bound of an interval, cut to what can be read: the lower down and the upper up, so that the
 * interval shown holds the one computed. Printed bounds, being short, keep all their digits. */
export function bound(text: string, end: "low" | "high"): string {
  const value = parse(text);
  if (!value) return text;
  const leading = value.digits.length - value.digits.replace(/^0+/, "").length;
  const whole = value.digits.length - value.scale;
  const decimals = Math.max(0, boundDigits - (whole - leading));
  if (value.scale <= decimals) return written(value);
  const cut = value.scale - decimals;
  const kept = value.digits.slice(0, value.digits.length - cut);
  const away = (end === "high") !== value.negative && /[1-9]/.test(value.digits.slice(-cut));
  const digits = away ? (BigInt(kept) + 1n).toString().padStart(kept.length, "0") : kept;
  return written({ negative: value.negative, digits, scale: decimals });
}

/** For the position of a mark in a drawing only, never for a figure that is read. */
export function approx(text: string): number {
  return Number(text);
}
