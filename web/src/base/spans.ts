/** The server counts bytes of UTF-8, a text field counts UTF-16 units. One walk for all offsets. */
export function unitsOfBytes(text: string, offsets: number[]): Map<number, number> {
  const wanted = [...new Set(offsets)].sort((a, b) => a - b);
  const found = new Map<number, number>();
  let byte = 0;
  let unit = 0;
  for (const offset of wanted) {
    while (byte < offset && unit < text.length) {
      const code = text.codePointAt(unit) ?? 0;
      byte += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      unit += code < 0x10000 ? 1 : 2;
    }
    found.set(offset, unit);
  }
  return found;
}

export interface Mark {
  begin: number;
  end: number;
  kind: string;
  id: number;
}

export interface Piece {
  text: string;
  mark: Mark | null;
}

/** Cuts a text at its marks. Of marks that overlap the first stands. */
export function pieces(text: string, marks: Mark[]): Piece[] {
  const result: Piece[] = [];
  let at = 0;
  for (const mark of [...marks].sort((a, b) => a.begin - b.begin || b.end - a.end)) {
    if (mark.begin < at || mark.end <= mark.begin || mark.end > text.length) continue;
    if (mark.begin > at) result.push({ text: text.slice(at, mark.begin), mark: null });
    result.push({ text: text.slice(mark.begin, mark.end), mark });
    at = mark.end;
  }
  if (at < text.length) result.push({ text: text.slice(at), mark: null });
  return result;
}
