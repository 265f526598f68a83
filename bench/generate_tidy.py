#!/usr/bin/env python3
"""Writes tidy year-to-date figures of real places, the same bytes every time.

generate_tidy.py PLACES.csv ROWS OUT.csv|OUT.xlsx [--levels prefecture,county]

Prefectures and counties of the place file x eight indicators that are neither sums nor parts x the
months of as many years as ROWS asks for. Values grow smoothly, so that an import's plausibility
checks have what they would have in life; no random numbers.
"""
import csv
import sys

INDICATORS = [("retail", "社会消费品零售总额", 900), ("fdi", "实际使用外资", 40),
              ("fiscal_revenue", "一般公共预算收入", 200), ("exports", "出口总值", 700)]
HEADER = ["place_code", "place", "indicator", "period", "measure", "value", "unit", "decimals",
          "status", "source", "released"]


def figures(places, count):
    made = 0
    for year in range(1990, 2090):
        for month in range(1, 13):
            period = f"{year}-01" if month == 1 else f"{year}-01..{year}-{month:02d}"
            for number, (code, name) in enumerate(places):
                for indicator, _, size in INDICATORS:
                    level = size * (1 + number % 97) * month * 1000
                    level += level * (year - 1990) * (5 + number % 7) // 100
                    level += (number * 7919 + month * 104729 + year * 31) % 997
                    yield [code, name, indicator, period, "level",
                           f"{level // 1000}.{level % 1000:03d}", "亿元", "3", "normal",
                           "made for measuring", ""]
                    made += 1
                    if made == count:
                        return
    sys.exit(f"only {made} figures could be made")


def main():
    place_file, count, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    levels = (sys.argv[5] if len(sys.argv) > 5 else "prefecture,county").split(",")
    with open(place_file, encoding="utf-8-sig", newline="") as file:
        places = [(row["code"], row["name"]) for row in csv.DictReader(file)
                  if row["level"] in levels]
    rows = figures(places, count)
    if out.endswith(".xlsx"):
        import openpyxl
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("figures")
        sheet.append(HEADER)
        for row in rows:
            sheet.append(row[:5] + [float(row[5])] + row[6:])
        book.save(out)
        return
    with open(out, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows)


main()
