#!/usr/bin/env python3
"""Writes data/demo/*.csv, the figures that ./run demo starts from.

    scripts/make_demo.py RESEARCH_DATA_DIR [OUTPUT_DIR]

RESEARCH_DATA_DIR holds the collected public figures, each with its source; this script only carries
over the rows the demonstration needs and never changes a number, with two exceptions: noise of
binary doubles is rounded away (levels to whole yuan, growth to two decimals), and the levels of 2023
are derived, which their status E and their source say.
"""
import csv
import pathlib
import sys
from decimal import ROUND_HALF_UP, Decimal

COLUMNS = ["place_code", "place", "indicator", "period", "measure", "value", "unit", "decimals",
           "status", "source", "released"]
REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
SHEETS = "github.com/Yyz0209/custom_data@4ea442e"

INDICATORS = {
    "进出口总值": "trade", "出口总值": "exports", "进口总值": "imports",
    "社会消费品零售总额": "retail_sales", "地区生产总值": "gdp",
    "人均地区生产总值": "gdp_per_head", "财政总收入": "fiscal_revenue_total",
    "城镇居民人均可支配收入": "income_urban", "农村居民人均可支配收入": "income_rural",
    "第一产业增加值": "gdp_primary",
    "第二产业增加值": "gdp_secondary", "第三产业增加值": "gdp_tertiary",
    "工业增加值": "gdp_industry", "固定资产投资": "fixed_investment",
    "地方财政收入": "fiscal_revenue",
    "地方财政支出": "fiscal_expenditure", "年末户籍人口": "population_registered",
    "全社会就业人员年末数": "employment", "城乡居民储蓄存款年末余额": "savings",
}
MEASURES = {"": "level", "累计值": "level", "当月值": "level", "累计同比": "growth_yoy",
            "当月同比": "growth_yoy", "同比": "growth_yoy", "累计同比_全省位次": "growth_rank"}


def places():
    with open(REPOSITORY / "data" / "places.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    by_name = {row["name"]: row["code"] for row in rows if row["level"] != "county"}
    by_name.update({"全国": "100000", "总值": "100000", "义乌市": "330782"})
    return by_name, {row["code"]: row["name"] for row in rows}


CODE_OF, NAME_OF = places()


def group(identifier):
    """The member codes of a group of data/groups.toml."""
    text = (REPOSITORY / "data" / "groups.toml").read_text(encoding="utf-8")
    block = next(b for b in text.split("[[group]]") if f'id = "{identifier}"' in b)
    members = block[block.index("members"):]
    return [part for part in members.split('"') if len(part) == 6 and part.isdigit()]


def plain(value):
    """A decimal in digits, without an exponent."""
    return format(value, "f")


def row(code, indicator, period, measure, value, unit, source, status="A"):
    text = value if isinstance(value, str) else plain(value)
    decimals = len(text.split(".")[1]) if "." in text else 0
    return [code, NAME_OF[code], indicator, period, measure, text, unit, decimals, status, source,
            ""]


def write(directory, name, rows):
    path = pathlib.Path(directory) / name
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        out.writerows(sorted(rows, key=lambda r: (r[0], r[2], r[3], r[4])))
    print(f"{path}: {len(rows)} rows, {path.stat().st_size} bytes")


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def months():
    return [f"{y}-{m:02d}" for y in (2024, 2025) for m in range(1, 13)
            if (y, m) <= (2025, 7)]


def to_date(month):
    year, number = month.split("-")
    if number == "01":
        return month
    return year if number == "12" else f"{year}-01..{month}"


def a_year_before(period):
    return period.replace("2024", "2023")


def provincial_sheets(data):
    """(code, indicator, month, level in yuan, growth as the sheet holds it)."""
    for month in months():
        for cells in read(data / "raw" / "customs" / f"浙江省-{month}.csv")[1:]:
            name = cells[1]
            if not name or "单位" in name:
                continue
            code = "330000" if name == "合计" else CODE_OF[name.replace("地区", "市")]
            for k, indicator in enumerate(("trade", "imports", "exports")):
                yield code, indicator, month, Decimal(cells[2 + k]), Decimal(cells[5 + k])


def zhejiang_trade(data):
    rows = []
    for code, indicator, month, level, growth in provincial_sheets(data):
        source = f"杭州海关 {month} ({SHEETS})"
        yuan = level.quantize(Decimal(1), ROUND_HALF_UP)
        if -growth.as_tuple().exponent > 2:
            growth = growth.quantize(Decimal("0.01"), ROUND_HALF_UP)
        period = to_date(month)
        rows.append(row(code, indicator, period, "level", yuan, "元", source))
        rows.append(row(code, indicator, period, "growth_yoy", growth, "%", source))
    return rows


def supported_print(low, high):
    """The finest (value, unit) in yuan, 亿元 or 万亿元 whose rounding still covers [low, high]."""
    middle = (low + high) / 2
    for power in range(0, 14):
        step = Decimal(10) ** power
        value = (middle / step).quantize(Decimal(1), ROUND_HALF_UP) * step
        if value - step / 2 <= low and high <= value + step / 2:
            if power == 0:
                return value, "元"
            unit, scale = ("亿元", 8) if power <= 8 else ("万亿元", 12)
            return value.scaleb(-scale).quantize(Decimal(1).scaleb(power - scale)), unit
    raise ValueError("a growth rate without digits")


def zhejiang_trade_2023(data):
    rows = []
    for code, indicator, month, level, growth in provincial_sheets(data):
        if not month.startswith("2024"):
            continue
        # A double carries 15 digits; what the sheet prints beyond them is noise.
        digits = min(-growth.as_tuple().exponent, 15 - (growth.adjusted() + 1))
        half = Decimal(5).scaleb(-digits - 1)
        level = level.quantize(Decimal(1), ROUND_HALF_UP)
        low = level / (1 + (growth + half) / 100)
        high = level / (1 + (growth - half) / 100)
        value, unit = supported_print(low, high)
        source = (f"derived: level of {month} ÷ (1 + growth), as fine as the growth is printed; "
                  f"杭州海关 {month} ({SHEETS})")
        rows.append(row(code, indicator, a_year_before(to_date(month)), "level", value, unit,
                        source, "E"))
    return rows


def china_trade(data):
    wanted = {"100000"}
    for name in ("provinces-31", "yangtze-27", "sub-provincial-15", "separately-planned-5",
                 "zhejiang-11"):
        wanted.update(group(name))
    rows = []
    for month in months():
        source = f"海关总署 收发货人所在地总值表(人民币值) {month} ({SHEETS})"
        for cells in read(data / "raw" / "customs" / f"{month}.csv")[3:]:
            code = CODE_OF.get(cells[0])
            if code not in wanted:
                continue
            for k, indicator in enumerate(("trade", "exports", "imports")):
                single, cumulative, growth = cells[1 + 2 * k], cells[2 + 2 * k], cells[7 + k]
                period = to_date(month)
                if single != "-" and period != month:
                    rows.append(row(code, indicator, month, "level", single, "万元", source))
                if cumulative != "-":
                    rows.append(row(code, indicator, period, "level", cumulative, "万元", source))
                if growth != "-":
                    rows.append(row(code, indicator, period, "growth_yoy", growth, "%", source))
    return rows


def canonical_period(period):
    if ".." not in period:
        return period
    first, last = period.split("..")
    if first == last:
        return first
    return first[:4] if first.endswith("-01") and last.endswith("-12") else period


def tidy(path):
    with open(path, encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            name, _, measure = line["indicator"].partition("_")
            yield {**line, "code": CODE_OF.get(line["place"]), "id": INDICATORS.get(name),
                   "measure": MEASURES.get(measure), "period": canonical_period(line["period"])}


def china_retail(data):
    return [row("100000", "retail_sales", line["period"], "level", line["value"], line["unit"],
                line["source"])
            for line in tidy(data / "cn_retail_cumulative_monthly_2000_2026.csv")]


def zhejiang_2015(data):
    rows = []
    for line in tidy(data / "zj_city_yearbook_2015.csv"):
        if line["code"] is None:  # 浙东北 and 浙西南 are sums, not places
            continue
        indicator = "exports_usd" if line["indicator"] == "出口总额" else line["id"]
        rows.append(row(line["code"], indicator, "2015", "level", line["value"], line["unit"],
                        "浙江统计年鉴2016 表17-2 各市国民经济主要指标(2015年)"))
    return rows


CUSTOMS_OFFICE = ("温州海关, http://english.wenzhou.gov.cn/art/2019/9/29/"
                  "art_1231275_38653127.html")
NATION = ("海关总署 2019-10-14, http://english.customs.gov.cn/Statics/"
          "7373728b-5ec9-4de1-a515-28a163780c70.html")
BUREAU = "Wenzhou's commerce figures for January-September 2019, as printed in November 2019"
EXPO = "2019 Zhejiang·Wenzhou expo, as printed in November 2019"


def wenzhou_2019():
    city, nation = "330300", "100000"
    nine, eight = "2019-01..2019-09", "2019-01..2019-08"
    rows = [
        row(city, "retail_sales", nine, "growth_yoy", "9.8", "%", BUREAU),
        row(city, "retail_sales", nine, "growth_rank", "1", "位", BUREAU),
        row(city, "trade", nine, "growth_yoy", "22.01", "%", BUREAU),
        row(city, "trade", nine, "growth_rank", "2", "位", BUREAU),
        row(city, "exports", nine, "growth_yoy", "26.78", "%", BUREAU),
        row(city, "exports", nine, "growth_rank", "1", "位", BUREAU),
        row(city, "trade", eight, "level", "1202.92", "亿元", CUSTOMS_OFFICE),
        row(city, "trade", eight, "growth_yoy", "22.51", "%", CUSTOMS_OFFICE),
        row(city, "trade", eight, "growth_rank", "2", "位", CUSTOMS_OFFICE),
        row(city, "exports", eight, "level", "1059.76", "亿元", CUSTOMS_OFFICE),
        row(city, "exports", eight, "growth_yoy", "27.42", "%", CUSTOMS_OFFICE),
        row(city, "imports", eight, "level", "143.16", "亿元", CUSTOMS_OFFICE),
        row(city, "imports", eight, "growth_yoy", "-4.67", "%", CUSTOMS_OFFICE),
        row(city, "trade", "2019-08", "level", "191.7", "亿元", CUSTOMS_OFFICE),
        row(city, "trade", "2019-08", "growth_yoy", "36.24", "%", CUSTOMS_OFFICE),
        row(city, "expo_visits", "2019", "level", "6.85", "万人次", EXPO),
        row(city, "expo_deals", "2019", "level", "423", "项", EXPO),
        row(city, "expo_deal_value", "2019", "level", "3.67", "亿元", EXPO),
        # «280余家»: a lower bound, hence estimated.
        row(city, "expo_exhibitors", "2019", "level", "280", "家", EXPO + " (280余家)", "E"),
    ]
    for indicator, level, growth in (("trade", "22.91", "2.8"), ("exports", "12.48", "5.2"),
                                     ("imports", "10.43", "-0.1")):
        rows.append(row(nation, indicator, nine, "level", level, "万亿元", NATION))
        rows.append(row(nation, indicator, nine, "growth_yoy", growth, "%", NATION))
    return rows


def press(data, already):
    """Facts of Zhejiang from releases of 2018-2022; round sums and what stands elsewhere left out."""
    taken = {tuple(r[:1] + r[2:5]) for r in already}
    rows = []
    for line in tidy(data / "facts_press_2011_2025.csv"):
        code, value = line["code"], line["value"]
        if code is None or line["id"] is None or line["measure"] is None:
            continue
        if not code.startswith("33") or not "2018" <= line["period"][:4] <= "2022":
            continue
        if value.endswith(".0"):
            # The collection writes «71225.0» for 71225 元 and «4400.0» for «4400亿元», a round sum.
            if line["unit"] == "亿元" and Decimal(value) % 100 == 0:
                continue
            if line["unit"] in ("元", "位"):
                value = value[:-2]
        if (code, line["id"], line["period"], line["measure"]) in taken:
            continue
        rows.append(row(code, line["id"], line["period"], line["measure"], value, line["unit"],
                        line["source"]))
    return rows


def main():
    data = pathlib.Path(sys.argv[1])
    out = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else REPOSITORY / "data" / "demo"
    out.mkdir(parents=True, exist_ok=True)
    write(out, "zhejiang_trade.csv", zhejiang_trade(data))
    write(out, "zhejiang_trade_2023_derived.csv", zhejiang_trade_2023(data))
    write(out, "china_trade.csv", china_trade(data))
    write(out, "china_retail.csv", china_retail(data))
    write(out, "zhejiang_2015.csv", zhejiang_2015(data))
    wenzhou = wenzhou_2019()
    write(out, "wenzhou_2019.csv", wenzhou)
    write(out, "zhejiang_press_2018_2022.csv", press(data, wenzhou))


if __name__ == "__main__":
    main()
