#!/usr/bin/env python3
"""Reads `duibiao export --csv` from stdin and prints how many figures and their exact sum."""
import csv
import io
import sys
from decimal import Decimal

rows = csv.DictReader(io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline=""))
count, total = 0, Decimal(0)
for row in rows:
    count += 1
    total += Decimal(row["value"])
print(count, total.quantize(Decimal("0.001")))
