#!/usr/bin/env python3
"""Runs one command and adds a row to a benchmark's JSON list.

measure.py FILE CASE ENGINE [--check CHECK | --check-of COMMAND] -- COMMAND...

CPU seconds are user + system of the command and its children, the peak is the largest resident set
of any of them. The check is what CHECK says, or what COMMAND (run by bash, not timed) prints, or the
last line that the measured command itself prints.
"""
import json
import os
import subprocess
import sys
import time


def main():
    path, case, engine, *rest = sys.argv[1:]
    split = rest.index("--")
    options, command = rest[:split], rest[split + 1:]
    read_end, write_end = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        os.dup2(write_end, 1)
        os.close(read_end)
        os.close(write_end)
        os.execvp(command[0], command)
    os.close(write_end)
    with os.fdopen(read_end, encoding="utf-8", errors="replace") as stream:
        tail = ""
        for line in stream:
            tail = line.strip() or tail
    _, status, usage = os.wait4(child, 0)
    wall = time.monotonic() - begun
    outcome = os.waitstatus_to_exitcode(status)
    # 3 is the program's «done, with findings».
    if outcome not in (0, 3):
        sys.exit(f"{engine}, {case}: {' '.join(command)} ended with {outcome}")
    check = tail
    if options and options[0] == "--check":
        check = options[1]
    elif options and options[0] == "--check-of":
        check = subprocess.run(["bash", "-euo", "pipefail", "-c", options[1]], check=True,
                               capture_output=True, text=True).stdout.strip()
    rows = []
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            rows = json.load(file)
    rows.append({"case": case, "engine": engine,
                 "cpu_s": round(usage.ru_utime + usage.ru_stime, 3), "wall_s": round(wall, 3),
                 "peak_mb": round(usage.ru_maxrss / 1024, 1), "check": check})
    with open(path, "w", encoding="utf-8") as file:
        json.dump(rows, file, ensure_ascii=False, indent=1)


main()
