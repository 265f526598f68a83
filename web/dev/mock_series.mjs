// Series for the stand-in server, in binary floating point: good enough to draw with.
const powers = [["万亿", 12], ["亿", 8], ["万", 4]];

function power(unit) {
  return (powers.find(([name]) => unit.startsWith(name)) ?? ["", 0])[1];
}

function kind(period) {
  if (/^\d{4}$/.test(period)) return "year";
  const found = /^(\d{4}-\d\d)(?:\.\.(\d{4}-\d\d))?$/.exec(period);
  if (!found) return "quarter";
  return found[2] ? "ytd" : "month";
}

/** January and a whole year count as years to date too. */
function inGrid(period, grid) {
  return kind(period) === grid || (grid === "ytd" && (/^\d{4}$/.test(period) || /-01$/.test(period)));
}

const normal = (period, grid) =>
  grid !== "ytd" ? period : period.length === 4 ? `${period}-01..${period}-12` : period.length === 7 ? `${period}..${period}` : period;

export function seriesAnswer(query, figures, catalogue, groups) {
  const indicator = query.get("indicator");
  const grid = query.get("grid") ?? "ytd";
  const measure = query.get("measure") ?? "level";
  const places = (query.get("place") ?? "").split(",").filter(Boolean);
  const entry = catalogue.find((each) => each.id === indicator);
  const ranked = measure === "rank" || measure === "growth_rank";
  const wanted = measure === "rank" ? "level" : measure === "growth_rank" ? "growth_yoy" : measure === "share" ? "level" : measure;
  const from = query.get("from") ?? "";
  const to = query.get("to");
  const values = new Map();
  const names = new Map();
  const periods = new Set();
  const pool = new Set(ranked ? (groups.find((group) => group.members.includes(places[0]))?.members ?? places) : places);
  for (const each of figures) {
    names.set(each.place.code, each.place);
    if (each.indicator.id !== indicator || each.measure !== wanted || !inGrid(each.period, grid) || each.period < from) continue;
    if (!pool.has(each.place.code)) continue;
    const scaled = each.unit === "%" ? each.value : (Number(each.value) * 10 ** (power(each.unit) - power(entry.unit))).toFixed(2);
    const period = normal(each.period, grid);
    values.set(`${each.place.code} ${period}`, { value: scaled, low: each.low, high: each.high, decimals: each.unit === "%" ? each.decimals : 2, derived: / ÷ |derived/.test(each.source ?? "") });
    periods.add(period);
  }
  let sorted = [...periods].sort((a, b) => a.slice(-7).localeCompare(b.slice(-7)));
  if (to) sorted = sorted.slice(0, sorted.indexOf(normal(to, grid)) + 1);
  const rankOf = (code, period) => {
    const own = values.get(`${code} ${period}`);
    if (!own) return null;
    const above = [...pool].filter((other) => Number(values.get(`${other} ${period}`)?.value ?? -1e99) > Number(own.value)).length;
    return { value: String(above + 1), low: String(above + 1), high: String(above + 1), decimals: 0, derived: true };
  };
  return {
    schema: "duibiao.series/1",
    indicator: { id: indicator, name: figures.find((each) => each.indicator.id === indicator)?.indicator.name ?? indicator },
    measure,
    grid,
    unit: ranked ? "rank" : wanted === "level" ? entry.unit : "%",
    periods: sorted,
    series: places.map((code) => ({
      place: names.get(code),
      points: sorted.map((period) => (ranked ? rankOf(code, period) : (values.get(`${code} ${period}`) ?? null))),
    })),
  };
}
