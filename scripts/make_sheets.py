#!/usr/bin/python3
"""Writes tests/fixtures/sheets/: sheets in the layouts that offices publish, from data/demo figures.

Each is written as csv, xlsx, ods and xls, with merged header cells where the format has them.
Needs python3-openpyxl and python3-xlwt. The tests read the committed files and need neither.
"""

import csv
import datetime
import io
import pathlib
import zipfile
from xml.sax.saxutils import escape

import openpyxl
import xlwt

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "tests" / "fixtures" / "sheets"
STAMP = (2024, 1, 1, 0, 0, 0)
CITIES = ["杭州市", "宁波市", "温州市", "嘉兴市", "湖州市", "绍兴市", "金华市", "衢州市", "舟山市",
          "台州市", "丽水市"]
TRADE = ["trade", "exports", "imports"]


def demo(name):
    """(place, indicator, period, measure) → (value as printed, unit)."""
    with open(ROOT / "data" / "demo" / name, encoding="utf-8-sig") as file:
        return {(r["place"], r["indicator"], r["period"], r["measure"]): (r["value"], r["unit"])
                for r in csv.DictReader(file)}


class Sheet:
    """Cells row by row; numbers are texts that look like numbers. Merges count from 0."""

    def __init__(self, name):
        self.name = name
        self.rows = []
        self.merges = []  # (row, column, rows, columns)

    def add(self, *cells):
        self.rows.append(["" if c is None else c for c in cells])

    def merge(self, row, column, rows, columns):
        self.merges.append((row, column, rows, columns))


def number(text):
    try:
        float(text)
    except ValueError:
        return None
    return float(text) if "." in text else int(text)


def decimals(text):
    return len(text.split(".")[1]) if "." in text else 0


def cell_format(text):
    return "0." + "0" * decimals(text) if decimals(text) else "0"


def write_csv(sheet, path):
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(sheet.rows)
    path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())


def write_xlsx(sheet, path):
    book = openpyxl.Workbook()
    moment = datetime.datetime(2024, 1, 1)
    book.properties.created = book.properties.modified = moment
    page = book.active
    page.title = sheet.name
    for r, row in enumerate(sheet.rows, 1):
        for c, text in enumerate(row, 1):
            value = number(text)
            if text == "":
                continue
            cell = page.cell(r, c, text if value is None else value)
            if value is not None:
                cell.number_format = cell_format(text)
    for r, c, rows, columns in sheet.merges:
        page.merge_cells(start_row=r + 1, start_column=c + 1, end_row=r + rows,
                         end_column=c + columns)
    data = io.BytesIO()
    book.save(data)
    # openpyxl writes the time of day into the zip and the properties: the same figures must give
    # the same bytes.
    with zipfile.ZipFile(data) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.namelist():
            text = source.read(entry)
            if entry == "docProps/core.xml":
                head, _, tail = text.partition(b"<dcterms:modified")
                _, _, tail = tail.partition(b"</dcterms:modified>")
                text = head + tail
            target.writestr(zipfile.ZipInfo(entry, STAMP), text, zipfile.ZIP_DEFLATED, 9)


def write_xls(sheet, path):
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(sheet.name)
    covered = set()
    for r, c, rows, columns in sheet.merges:
        for i in range(r, r + rows):
            covered.update((i, j) for j in range(c, c + columns))
        page.write_merge(r, r + rows - 1, c, c + columns - 1, sheet.rows[r][c])
    for r, row in enumerate(sheet.rows):
        for c, text in enumerate(row):
            if text == "" or (r, c) in covered:
                continue
            value = number(text)
            style = xlwt.easyxf(num_format_str=cell_format(text)) if value is not None else None
            if style:
                page.write(r, c, value, style)
            else:
                page.write(r, c, text)
    book.save(str(path))


NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text"))


def ods_cell(text, span, covered):
    if covered:
        return "<table:covered-table-cell/>"
    merged = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' \
        if span else ""
    if text == "":
        return f"<table:table-cell{merged}/>"
    shown = f"<text:p>{escape(text)}</text:p>"
    if number(text) is None:
        return f'<table:table-cell office:value-type="string"{merged}>{shown}</table:table-cell>'
    return (f'<table:table-cell office:value-type="float" office:value="{text}"{merged}>{shown}'
            "</table:table-cell>")


def write_ods(sheet, path):
    spans = {(r, c): (rows, columns) for r, c, rows, columns in sheet.merges}
    covered = {(i, j) for (r, c), (rows, columns) in spans.items()
               for i in range(r, r + rows) for j in range(c, c + columns)} - set(spans)
    body = ""
    for r, row in enumerate(sheet.rows):
        cells = "".join(ods_cell(text, spans.get((r, c)), (r, c) in covered)
                        for c, text in enumerate(row))
        body += f"<table:table-row>{cells}</table:table-row>"
    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}>'
               f'<office:body><office:spreadsheet><table:table table:name="{escape(sheet.name)}">'
               f"{body}</table:table></office:spreadsheet></office:body>"
               "</office:document-content>")
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(zipfile.ZipInfo("mimetype", STAMP), kind, zipfile.ZIP_STORED)
        package.writestr(zipfile.ZipInfo("content.xml", STAMP), content, zipfile.ZIP_DEFLATED, 9)


def save(sheet, stem):
    for ending, write in (("csv", write_csv), ("xlsx", write_xlsx), ("ods", write_ods),
                          ("xls", write_xls)):
        write(sheet, OUT / f"{stem}.{ending}")


def national(figures):
    """收发货人所在地总值表: three header rows, the unit above the growth columns only."""
    sheet = Sheet("总值表")
    sheet.add("", "", "", "", "", "", "", "单位：万人民币", "", "")
    sheet.add("收发货人所在地", "进出口", "", "出口", "", "进口", "", "累计比去年同期±％", "", "")
    sheet.add("", *["7月", "1至7月"] * 3, "进出口", "出口", "进口")
    sheet.merge(0, 7, 1, 3)
    sheet.merge(1, 0, 2, 1)
    for column in (1, 3, 5):
        sheet.merge(1, column, 1, 2)
    sheet.merge(1, 7, 1, 3)
    names = {"中国": "总值"}
    for place in ["中国", "浙江省", "杭州市", "宁波市", "温州市", "江苏省", "苏州市", "广东省"]:
        month = [figures[place, i, p, "level"][0] for i in TRADE
                 for p in ("2024-07", "2024-01..2024-07")]
        growth = [figures[place, i, "2024-01..2024-07", "growth_yoy"][0] for i in TRADE]
        sheet.add(names.get(place, place), *month, *growth)
    sheet.add("注：本表由演示数据生成。", *[""] * 9)
    sheet.merge(len(sheet.rows) - 1, 0, 1, 10)
    save(sheet, "2024-07")


def provincial(figures):
    """杭州海关's table: «…地区» rows, «当期» for the year to date, the unit in the footer."""
    sheet = Sheet("地市")
    sheet.add("收发货人所在地", "当期进出口", "当期进口", "当期出口", "进出口同比", "进口同比",
              "出口同比")
    order = ["trade", "imports", "exports"]
    period = "2024-01..2024-07"
    for place in ["浙江省"] + CITIES:
        name = "合计" if place == "浙江省" else place.removesuffix("市") + "地区"
        sheet.add(name, *[figures[place, i, period, "level"][0] for i in order],
                  *[figures[place, i, period, "growth_yoy"][0] for i in order])
    sheet.add(" 单位：人民币，元，%", *[""] * 6)
    save(sheet, "浙江省-2024-07")


def shifted(text, places):
    """The same digits with the point moved left: 元 to 亿元."""
    digits = text.replace(".", "").rjust(places + 1, "0")
    return digits[:-places] + "." + digits[-places:]


def main_indicators(figures):
    """A title over all columns, a unit on the right, growth beside each level."""
    sheet = Sheet("主要指标")
    sheet.add("2025年1-7月各市外贸主要指标", *[""] * 6)
    sheet.add(*[""] * 6, "单位：亿元、%")
    sheet.add("地 区", "出口", "", "进口", "", "进出口", "")
    sheet.add("", *["累计", "增速"] * 3)
    sheet.merge(0, 0, 1, 7)
    sheet.merge(2, 0, 2, 1)
    for column in (1, 3, 5):
        sheet.merge(2, column, 1, 2)
    period = "2025-01..2025-07"
    for place in ["浙江省"] + CITIES:
        cells = []
        for indicator in ("exports", "imports", "trade"):
            value, unit = figures[place, indicator, period, "level"]
            assert unit == "元"
            cells.append(shifted(value, 8))
            cells.append(figures[place, indicator, period, "growth_yoy"][0])
        sheet.add("全省" if place == "浙江省" else place.removesuffix("市"), *cells)
    sheet.add("注：增速按人民币计价。", *[""] * 6)
    save(sheet, "各市外贸")


def yearbook(figures):
    """Indicators down with their units, cities across, rows that head groups."""
    sheet = Sheet("17-2")
    places = ["杭州市", "宁波市", "温州市"]
    sheet.add("各市国民经济主要指标(2015年)", *[""] * 4)
    sheet.merge(0, 0, 1, 5)
    sheet.add("指标", "单位", *places)
    groups = [("一、综合", [("地区生产总值", "gdp"), ("  第一产业", "gdp_primary"),
                        ("  第二产业", "gdp_secondary"), ("  第三产业", "gdp_tertiary")]),
              ("二、贸易", [("社会消费品零售总额", "retail_sales"), ("出口总额", "exports_usd")])]
    for heading, lines in groups:
        sheet.add(heading, *[""] * 4)
        for label, indicator in lines:
            cells = [figures[p, indicator, "2015", "level"] for p in places]
            sheet.add(label, cells[0][1], *[value for value, _ in cells])
    save(sheet, "17-2")


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    national(demo("china_trade.csv"))
    provincial(demo("zhejiang_trade.csv"))
    main_indicators(demo("zhejiang_trade.csv"))
    yearbook(demo("zhejiang_2015.csv"))


if __name__ == "__main__":
    main()
