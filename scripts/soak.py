#!/usr/bin/env python3
"""Minutes of mixed load on a running server, with imports and undos through the API and through the
command line beside it, and a look at every answer: soak.py PROGRAM FOLDER [SECONDS]

What must hold:
- no status but those that a request may have, and nothing on the server's standard error;
- every answer comes from one moment: each batch gives all eleven cities values that end in the
  batch's own number, so an answer with two endings in one period mixes two moments;
- a client never sees an older version than it has seen; whoever has changed the store through the
  API sees the change in the next answer, and what the command line has changed within five seconds;
- memory does not grow: the median of the last quarter is at most 5 % and 6 MB above the median of
  the second quarter. The first quarter is for warming up: the cache of answers fills to its 64 MB.
  Runs under three minutes are too short for that rule, and only say what they saw.
"""
import json
import os
import random
import statistics
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import served  # noqa: E402
from soak_clients import (API_PERIOD, CITIES, CLI_PERIOD, Client, Findings,  # noqa: E402
                          listener, reader)

EVERY = 10  # seconds between the changes of one writer
SHORTEST_FOR_MEMORY = 180


def sheet(period, number):
    rows = ["place_code,indicator,period,measure,value,unit,source"]
    for at, city in enumerate(CITIES):
        rows.append(f"{city},exports,{period},level,{500 + 400 * at}.{number:03},亿元,soak {period}")
    return "\n".join(rows) + "\n"


def shown(client, period):
    """The number of the batch that answers show for a period; nothing when there is none."""
    status, body = client.ask("look", f"/api/v1/figures?indicator=exports&place=330300"
                              f"&period={period}&measure=level&limit=1")
    if status == 304:
        return shown(client, period)
    figures = json.loads(body)["figures"] if status == 200 else []
    return figures[0]["value"][-3:] if figures else None


def api_change(client, number, batches):
    """One import, or the undoing of the last; gives what must be seen afterwards."""
    if batches and random.random() < 0.45:
        batch, _ = batches.pop()
        client.ask("undo", f"/api/v1/batches/{batch}", method="DELETE")
        client.ask("undo", f"/api/v1/batches/{batch}", (409,), method="DELETE")
        return batches[-1][1] if batches else None
    body, kind = served.form_of(f"八月-{number}.csv", sheet(API_PERIOD, number))
    status, answer = client.ask("import", "/api/v1/imports", method="POST", body=body,
                                headers={"Content-Type": kind})
    if status != 200:
        return shown(client, API_PERIOD)
    batches.append((json.loads(answer)["files"][0]["batch"], f"{number:03}"))
    return batches[-1][1]


def api_writer(server, findings):
    client, batches = Client(server, findings), []
    number = 0
    while not findings.ending.wait(EVERY):
        number += 1
        expected = api_change(client, number, batches)
        findings.changes += 1
        if (seen := shown(client, API_PERIOD)) != expected:
            findings.complain(f"import: {expected} was acknowledged, {seen} is shown")


def cli(server, *words):
    return subprocess.run([server.program, *words, "--store", server.store], capture_output=True,
                          text=True, check=False)


def cli_change(server, folder, number, batches, findings):
    if batches and random.random() < 0.45:
        batch, _ = batches.pop()
        ran = cli(server, "undo", str(batch))
    else:
        path = os.path.join(folder, f"九月-{number}.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write(sheet(CLI_PERIOD, number))
        ran = cli(server, "import", "--json", path)
        if ran.returncode in (0, 3):
            batches.append((json.loads(ran.stdout)["files"][0]["batch"], f"{number:03}"))
    if ran.returncode not in (0, 3):
        findings.complain(f"command line: {ran.args}: {ran.returncode} {ran.stderr}")
    findings.count("command line", ran.returncode, 0)
    return batches[-1][1] if batches else None


def cli_writer(server, findings, folder):
    client, batches = Client(server, findings), []
    number = 0
    while not findings.ending.wait(EVERY):
        number += 1
        expected = cli_change(server, folder, number, batches, findings)
        findings.changes += 1
        patience = time.monotonic() + 5
        while (seen := shown(client, CLI_PERIOD)) != expected:
            if time.monotonic() > patience:
                findings.complain(f"command line: made {expected}, the server shows {seen}")
                break
            time.sleep(0.2)


def watch_memory(server, findings, every):
    while not findings.ending.wait(every):
        findings.memory.append(round(server.memory()[0], 1))


def memory_rule(findings, seconds):
    """Medians of the second and the last quarter, and what is wrong with them."""
    quarter = len(findings.memory) // 4
    if quarter == 0:
        return 0, 0
    early = statistics.median(findings.memory[quarter:2 * quarter])
    late = statistics.median(findings.memory[-quarter:])
    if seconds >= SHORTEST_FOR_MEMORY and late > early * 1.05 + 6:
        findings.complain(f"memory grew from {early} to {late} MB")
    return early, late


def started(jobs):
    threads = [threading.Thread(target=job, args=given, daemon=True) for job, given in jobs]
    for thread in threads:
        thread.start()
    return threads


def load(server, findings, folder, seconds):
    asking = started([(reader, (server, findings))] * 4 + [
        (api_writer, (server, findings)), (cli_writer, (server, findings, folder)),
        (watch_memory, (server, findings, max(seconds / 120, 0.5)))])
    listening = started([(listener, (server, findings))] * 3)
    findings.ending.wait(seconds)
    findings.ending.set()
    for thread in asking:
        thread.join(40)
    outcome = server.stop()
    if outcome != 0:
        findings.complain(f"the server ended with {outcome}")
    # They hear nothing more until the server ends.
    for thread in listening:
        thread.join(10)


def report(findings, seconds, memory):
    print(f"{seconds:.0f} s, {findings.changes} changes; memory {memory[0]} MB in the second "
          f"quarter, {memory[1]} MB in the last")
    for kind, statuses in sorted(findings.answers.items()):
        times = sorted(findings.times[kind])
        told = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items(),
                                                                          key=str))
        print(f"  {kind:13} {told:32} p50 {times[len(times) // 2] * 1e3:7.1f} ms  p99 "
              f"{times[len(times) * 99 // 100] * 1e3:7.1f} ms")
    for words in findings.wrong[:20]:
        print("WRONG", words)


def main():
    program, folder = sys.argv[1:3]
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 600
    os.makedirs(folder, exist_ok=True)
    store = served.demo_store(program, os.path.join(folder, "soak.duibiao"))
    findings = Findings()
    server = served.Served(program, store)
    began = time.monotonic()
    load(server, findings, folder, seconds)
    if server.complaints():
        findings.complain(f"on standard error:\n{server.complaints()}")
    verified = cli(server, "verify")
    if verified.returncode != 0:
        findings.complain(f"verify: {verified.stdout}{verified.stderr}")
    memory = memory_rule(findings, seconds)
    report(findings, time.monotonic() - began, memory)
    with open(os.path.join(folder, "report.json"), "w", encoding="utf-8") as file:
        json.dump({"seconds": seconds, "changes": findings.changes, "memory_mb": findings.memory,
                   "answers": {kind: {str(k): n for k, n in each.items()}
                               for kind, each in findings.answers.items()},
                   "wrong": findings.wrong}, file, ensure_ascii=False, indent=1)
    sys.exit(1 if findings.wrong else 0)


main()
