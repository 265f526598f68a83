"""Who asks in scripts/soak.py: readers that look at every answer, and listeners to events."""
import csv
import http.client
import io
import json
import random
import threading
import time

CITIES = "330100 330200 330300 330400 330500 330600 330700 330800 330900 331000 331100".split()
# Each writer has a period of its own, which nobody else has published.
API_PERIOD, CLI_PERIOD = "2025-01..2025-08", "2025-01..2025-09"
DRAFT = "2025年1-7月，温州市出口1528.34亿元，同比增长10.0%，总量居全省第7位。"


class Findings:
    """What went wrong, and how often everything was asked. Shared by all threads."""

    def __init__(self):
        self.lock = threading.Lock()
        self.wrong, self.answers, self.times = [], {}, {}
        self.memory, self.changes = [], 0
        self.ending = threading.Event()

    def complain(self, words):
        with self.lock:
            self.wrong.append(words)
        if len(self.wrong) > 20:
            self.ending.set()

    def count(self, kind, status, seconds):
        with self.lock:
            self.answers.setdefault(kind, {}).setdefault(status, 0)
            self.answers[kind][status] += 1
            self.times.setdefault(kind, []).append(seconds)


class Client:
    """One connection that is kept, as a browser keeps it."""

    def __init__(self, server, findings):
        self.server, self.findings = server, findings
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        self.tags = {}
        self.version = 0

    def ask(self, kind, target, expected=(200,), method="GET", body=None, headers=None):
        headers = dict(headers or {})
        if method == "GET" and target in self.tags and random.random() < 0.5:
            headers["If-None-Match"] = self.tags[target]
            expected = (*expected, 304)
        began = time.monotonic()
        try:
            self.connection.request(method, target, body, headers)
            answer = self.connection.getresponse()
            content = answer.read()
        except (http.client.HTTPException, OSError) as error:
            self.connection.close()
            self.findings.complain(f"{kind}: {target}: {error!r}")
            return None, b""
        self.findings.count(kind, answer.status, time.monotonic() - began)
        if answer.status not in expected:
            self.findings.complain(f"{kind}: {target}: {answer.status} {content[:200]!r}")
        if answer.getheader("ETag") and len(self.tags) < 1000:
            self.tags[target] = answer.getheader("ETag")
        return answer.status, content


def one_moment(findings, kind, pairs):
    """All values of one period end in the number of the same batch. `pairs`: period, value."""
    endings = {}
    for period, value in pairs:
        if period in (API_PERIOD, CLI_PERIOD):
            endings.setdefault(period, set()).add(value[-3:])
    for period, seen in endings.items():
        if len(seen) > 1:
            findings.complain(f"{kind}: {period} mixes the batches {sorted(seen)}")


def some_cities():
    return ",".join(random.sample(CITIES, random.randint(3, len(CITIES))))


def ask_ranks(client):
    period = random.choice([API_PERIOD, CLI_PERIOD, "2025-01..2025-07"])
    status, body = client.ask(
        "ranks", f"/api/v1/ranks?indicator=exports&group={some_cities()}&period={period}",
        (200, 404))
    if status == 200:
        one_moment(client.findings, "ranks",
                   [(each["figure"]["period"], each["figure"]["value"])
                    for each in json.loads(body)["standings"]])


def ask_series(client):
    status, body = client.ask(
        "series", f"/api/v1/series?indicator=exports&place={some_cities()}&from=2024-0"
        f"{random.randint(1, 9)}")
    if status != 200:
        return
    answer = json.loads(body)
    one_moment(client.findings, "series",
               [(period, points[at]["value"]) for at, period in enumerate(answer["periods"])
                for points in (line["points"] for line in answer["series"]) if points[at]])


def ask_csv(client):
    status, body = client.ask(
        "csv", f"/api/v1/figures?indicator=exports&place={some_cities()}&format=csv")
    if status == 200:
        rows = csv.DictReader(io.StringIO(body.decode("utf-8-sig")))
        one_moment(client.findings, "csv", [(row["period"], row["value"]) for row in rows
                                            if row["measure"] == "level"])


def ask_holdings(client):
    status, body = client.ask("holdings", "/api/v1/holdings")
    if status != 200:
        return
    version = json.loads(body)["version"]
    if version < client.version:
        client.findings.complain(f"holdings: version {version} after {client.version}")
    client.version = version


def ask_check(client):
    draft = (DRAFT + str(random.random())).encode()
    status, body = client.ask("check", "/api/v1/check", method="POST", body=draft,
                              headers={"Content-Type": "text/plain; charset=utf-8"})
    if status == 200 and "claims" not in json.loads(body):
        client.findings.complain("check: no claims in the answer")


def ask_others(client):
    """Downloads, the page, what is not there, and what is asked wrongly."""
    kind, target, expected = random.choice([
        ("brief", f"/api/v1/brief?place={random.choice(CITIES)}&period=2025-01..2025-07", (200,)),
        ("xlsx", "/api/v1/ranks?indicator=exports&group=zhejiang-11&period=2025-01..2025-07"
                 "&format=xlsx", (200,)),
        ("page", "/", (200,)), ("health", "/healthz", (200,)), ("metrics", "/metrics", (200,)),
        ("batches", "/api/v1/batches", (200,)), ("held", "/api/v1/held", (200,)),
        ("revisions", "/api/v1/revisions", (200,)),
        ("sdmx", "/sdmx/2.1/data/DB,CITY/..exports.?startPeriod=2025", (200, 404)),
        ("unknown", "/api/v1/nothing", (404,)), ("wrong", "/api/v1/ranks?indicator=x", (400, 404)),
    ])
    client.ask(kind, target, expected)


ASKING = [ask_ranks, ask_series, ask_csv, ask_holdings, ask_check, ask_others]


def reader(server, findings):
    client = Client(server, findings)
    while not findings.ending.is_set():
        random.choices(ASKING, weights=[6, 4, 2, 3, 2, 3])[0](client)
        time.sleep(random.random() * 0.02)


def listener(server, findings):
    """Holds a stream of events: versions only go up, and every change is told."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=40)
    connection.request("GET", "/api/v1/events")
    answer = connection.getresponse()
    last = told = 0
    try:
        while not findings.ending.is_set():
            line = answer.fp.readline().decode()
            if not line:
                break
            if line.startswith("data: "):
                version, told = int(line[6:]), told + 1
                if version < last:
                    findings.complain(f"events: version {version} after {last}")
                last = version
    except OSError as error:
        findings.complain(f"events: {error!r}")
    findings.count("events", "told", 0)
    if not findings.ending.is_set() or told * 2 < findings.changes:
        findings.complain(f"events: {told} told of {findings.changes} changes")
    connection.close()
