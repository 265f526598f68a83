#!/usr/bin/env python3
"""openpyxl's streaming reader into a durable SQLite file: openpyxl_import.py FIGURES.xlsx OUT.sqlite"""
import sqlite3
import sys
from decimal import Decimal

import openpyxl

source, out = sys.argv[1:3]
book = openpyxl.load_workbook(source, read_only=True, data_only=True)
rows = book.worksheets[0].iter_rows(min_row=2, values_only=True)
store = sqlite3.connect(out)
store.execute("PRAGMA journal_mode=WAL")
store.execute("PRAGMA synchronous=FULL")
store.execute("CREATE TABLE figures (place_code TEXT, place TEXT, indicator TEXT, period TEXT,"
              " measure TEXT, value REAL, unit TEXT, decimals INTEGER, status TEXT, source TEXT,"
              " released TEXT)")
store.executemany("INSERT INTO figures VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
store.commit()
count, total = 0, Decimal(0)
for (value,) in store.execute("SELECT value FROM figures"):
    count += 1
    total += Decimal(f"{value:.15g}")
print(count, total.quantize(Decimal("0.001")))
