#!/usr/bin/env python3
"""Writes tidy year-to-date figures of real places, the same bytes every time.

generate_tidy.py PLACES.csv ROWS OUT.csv|OUT.xlsx

Prefectures and counties of the place file x four indicators that are not parts of each other x the
months of as many years as ROWS asks for. Values grow smoothly and counties add up to their
prefecture, so that an import's checks find what they would find in life: nothing. No random numbers.
"""
import csv
import sys

INDICATORS = [("retail_sales", 3), ("fiscal_revenue", 1), ("exports", 2), ("fixed_investment", 4)]
HEADER = ["place_code", "place", "indicator", "period", "measure", "value", "unit", "decimals",
          "status", "source", "released"]


def county_value(number, size, year, month):
    """Thousandths of 亿元; rises with every month of a year and, smoothly, with the years."""
    monthly = size * (600 + number * 37 % 900)
    return month * monthly * (100 + (year - 1990) * (5 + number % 4)) // 100


def figures(places, count):
    counties = [k for k, place in enumerate(places) if place["level"] == "county"]
    position = {place["code"]: k for k, place in enumerate(places)}
    wholes = [position.get(places[k]["parent"]) for k in counties]
    made = 0
    for year in range(1990, 2090):
        for month in range(1, 13):
            period = f"{year}-01" if month == 1 else f"{year}-01..{year}-{month:02d}"
            for indicator, size in INDICATORS:
                values = [0] * len(places)
                for k, whole in zip(counties, wholes):
                    values[k] = county_value(k, size, year, month)
                    if whole is not None:
                        values[whole] += values[k]
                for k, place in enumerate(places):
                    value = values[k] or county_value(k, size, year, month)
                    yield [place["code"], place["name"], indicator, period, "level",
                           f"{value // 1000}.{value % 1000:03d}", "亿元", "3", "A",
                           "made for measuring", ""]
                    made += 1
                    if made == count:
                        return


def main():
    place_file, count, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    with open(place_file, encoding="utf-8-sig", newline="") as file:
        places = [row for row in csv.DictReader(file) if row["level"] in ("prefecture", "county")]
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
