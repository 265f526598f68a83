#!/usr/bin/env python3
"""Runs a command beside a server on the demo figures: with_server.py PROGRAM FOLDER -- COMMAND…

The store is made anew in FOLDER, so the command may change it. DUIBIAO_URL tells the command where
the server is, DUIBIAO_PROGRAM what to start for one of its own. Ends with the command's exit code,
or with 1 when the server complained.
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import served  # noqa: E402


def main():
    program, folder, dash, *command = sys.argv[1:]
    if dash != "--" or not command:
        sys.exit(__doc__)
    os.makedirs(folder, exist_ok=True)
    store = served.demo_store(program, os.path.join(folder, "journeys.duibiao"))
    with served.Served(program, store) as server:
        environment = {**os.environ, "DUIBIAO_URL": server.url(),
                       "DUIBIAO_PROGRAM": os.path.abspath(program)}
        outcome = subprocess.run(command, env=environment, check=False).returncode
        ended = server.stop()
    if ended != 0 or server.complaints():
        print(f"the server ended with {ended} and said: {server.complaints()}", file=sys.stderr)
        outcome = outcome or 1
    sys.exit(outcome)


main()
