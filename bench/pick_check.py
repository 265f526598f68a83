#!/usr/bin/env python3
"""Keeps of each engine's own report only its answers: pick_check.py FILE.

measure.py stores the last line an engine prints. Here that line is JSON with timings of its own
beside the list `check`; the engines must agree on that list alone.
"""
import json
import sys

path = sys.argv[1]
with open(path, encoding="utf-8") as file:
    rows = json.load(file)
for row in rows:
    report = json.loads(row["check"])
    row["check"] = [float(f"{number:.9g}") for number in report["check"]]
    own = {name: report[name] for name in ("screen_ms", "bytes_per_figure") if name in report}
    if own:
        print(row["engine"] + ": " + ", ".join(f"{name} {own[name]}" for name in own))
with open(path, "w", encoding="utf-8") as file:
    json.dump(rows, file, ensure_ascii=False, indent=1)
