#!/usr/bin/env python3
"""Prints a benchmark's JSON list as a table and fails when engines disagree on a case's check."""
import json
import sys
import unicodedata


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = json.load(file)
    columns = ["case", "engine", "cpu_s", "wall_s", "peak_mb", "check"]
    lines = [columns] + [[f"{row[c]:.3f}" if c.endswith("_s") else str(row[c]) for c in columns]
                         for row in rows]
    widths = [max(width(line[k]) for line in lines) for k in range(len(columns))]
    for line in lines:
        print("  ".join((" " * (widths[k] - width(text)) + text) if columns[k][-2:] in ("_s", "mb")
                        else text + " " * (widths[k] - width(text))
                        for k, text in enumerate(line)).rstrip())
    answers = {}
    for row in rows:
        answers.setdefault(row["case"], set()).add(str(row["check"]))
    wrong = [case for case, checks in answers.items() if len(checks) > 1]
    if wrong:
        sys.exit("the engines disagree on: " + ", ".join(wrong))


main()
