"""PostgreSQL with PostGraphile on the figures of a store, for bench/serve_load.py."""
import glob
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
RIVAL = os.path.join(HERE, "rivals/postgraphile")
# Eight connections for two processors; more only wait for each other (tried with 4, 8, 16).
POOL = 8


class Missing(Exception):
    """The rival cannot be had here; the text says why."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_of(pids):
    ticks = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
                fields = file.read().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        except FileNotFoundError:
            pass
    return ticks / os.sysconf("SC_CLK_TCK")


class Rival:
    """A database of its own in a temporary folder, and PostGraphile before it."""

    def __init__(self, table_csv):
        found = glob.glob("/usr/lib/postgresql/*/bin/initdb")
        if not found:
            raise Missing("PostgreSQL is not installed")
        if not os.path.isdir(os.path.join(RIVAL, "node_modules/postgraphile")):
            raise Missing("PostGraphile is not installed")
        self.bin = os.path.dirname(sorted(found)[-1])
        # PostgreSQL does not run as root.
        self.user = "postgres" if os.geteuid() == 0 else None
        self.folder = tempfile.mkdtemp(prefix="duibiao-rival-")
        self.web = self.server = None
        try:
            self.start_database()
            self.fill(table_csv)
            self.start_web()
        except BaseException:
            self.stop()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def tool(self, name, *words, text=None):
        return subprocess.run([os.path.join(self.bin, name), *words], user=self.user, input=text,
                              cwd=self.folder, check=True, capture_output=True, text=True).stdout

    def start_database(self):
        if self.user:
            entry = pwd.getpwnam(self.user)
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
        data = os.path.join(self.folder, "data")
        self.tool("initdb", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C")
        self.port = free_port()
        with open(os.path.join(self.folder, "log"), "wb") as log:
            self.server = subprocess.Popen(
                [os.path.join(self.bin, "postgres"), "-D", data, "-p", str(self.port), "-k",
                 self.folder, "-c", "listen_addresses=127.0.0.1", "-c", "shared_buffers=256MB",
                 "-c", "jit=off"], user=self.user, stdout=log, stderr=log)
        for _ in range(100):
            ready = subprocess.run([os.path.join(self.bin, "pg_isready"), "-q", "-h", "127.0.0.1",
                                    "-p", str(self.port)], check=False)
            if ready.returncode == 0:
                return
            time.sleep(0.1)
        raise Missing("PostgreSQL did not start")

    def psql(self, text):
        return self.tool("psql", "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "bench", "-d",
                         "postgres", "-v", "ON_ERROR_STOP=1", "-tA", text=text)

    def fill(self, table_csv):
        with open(os.path.join(RIVAL, "rank.sql"), encoding="utf-8") as file:
            table, rest = file.read().split("\n--\n")
        with open(table_csv, encoding="utf-8-sig") as file:
            rows = file.read()
        self.psql(f"{table}\nCOPY figure FROM STDIN WITH (FORMAT csv, HEADER);\n{rows}\\.\n{rest}")

    def start_web(self):
        self.web_port = free_port()
        with open(os.path.join(self.folder, "web.log"), "wb") as log:
            # Its fastest setting: no GraphiQL, no query log, answers of one process.
            self.web = subprocess.Popen(
                ["node", os.path.join(RIVAL, "node_modules/postgraphile/cli.js"), "-c",
                 f"postgres://bench@127.0.0.1:{self.port}/postgres", "-s", "public", "-p",
                 str(self.web_port), "-n", "127.0.0.1", "--disable-graphiql", "--disable-query-log",
                 "--max-pool-size", str(POOL)], cwd=RIVAL, stdout=log, stderr=log,
                env={**os.environ, "NODE_ENV": "production", "GRAPHILE_ENV": "production"})
        for _ in range(200):
            try:
                self.ranking(["330300"])
                return
            except OSError:
                time.sleep(0.1)
        raise Missing("PostGraphile did not start")

    def url(self):
        return f"http://127.0.0.1:{self.web_port}"

    def ranking(self, places):
        question = ('query($places: [String]!) { ranking(indicatorId: "exports", '
                    'during: "2025-01..2025-07", places: $places) '
                    '{ nodes { rank placeCode place value growth share } } }')
        body = json.dumps({"query": question, "variables": {"places": places}}).encode()
        request = urllib.request.Request(self.url() + "/graphql", body,
                                         {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)["data"]["ranking"]["nodes"]

    def processes(self):
        """Of both programs, with the server processes of the database."""
        children = subprocess.run(["pgrep", "-P", str(self.server.pid)], check=False,
                                  capture_output=True, text=True).stdout.split()
        return [str(self.server.pid), *children, str(self.web.pid)]

    def cpu_seconds(self):
        return cpu_of(self.processes())

    def memory(self):
        """Megabytes, shared pages counted once (PSS)."""
        total = 0
        for pid in self.processes():
            try:
                with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
                    total += sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
            except (FileNotFoundError, PermissionError):
                pass
        return total / 1024

    def stop(self):
        for process in (self.web, self.server):
            if process is not None and process.poll() is None:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
