"""A running `duibiao serve` on a free port with a store of its own, for the scripts that look at
the program from outside: bench/serve_load.py, scripts/soak.py, tests/server/black_box."""
import glob
import http.client
import json
import os
import signal
import subprocess
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TICKS = os.sysconf("SC_CLK_TCK")


def demo_store(program, path):
    """A new store at `path` with the figures of data/demo/."""
    for old in (path, path + "-wal", path + "-shm"):
        if os.path.exists(old):
            os.remove(old)
    sheets = sorted(glob.glob(os.path.join(ROOT, "data/demo/*.csv")))
    # 3: done, with findings.
    outcome = subprocess.run([program, "import", "--quiet", "--store", path, *sheets],
                             capture_output=True, text=True, check=False)
    if outcome.returncode not in (0, 3):
        raise RuntimeError(f"the demo figures were not imported:\n{outcome.stderr}")
    return path


class Served:
    """The process; a context manager that stops it."""

    def __init__(self, program, store, *options):
        self.program, self.store = program, store
        self.errors = open(store + ".log", "wb")
        self.process = subprocess.Popen(
            [program, "serve", "--store", store, "--port", "0", "--print-port", "--quiet", *options],
            stdout=subprocess.PIPE, stderr=self.errors, stdin=subprocess.DEVNULL)
        line = self.process.stdout.readline()
        if not line.strip().isdigit():
            self.process.kill()
            self.process.wait()
            raise RuntimeError(f"the server did not start:\n{self.complaints()}")
        self.port = int(line)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self, patience=20):
        """Asks it to end; gives its exit code, or None when it had to be killed."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            outcome = self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            outcome = None
        self.process.stdout.close()
        self.errors.close()
        return outcome

    def complaints(self):
        """What it wrote on standard error: nothing, when all is well."""
        with open(self.errors.name, encoding="utf-8", errors="replace") as file:
            return file.read()

    def alive(self):
        return self.process.poll() is None

    def url(self, path=""):
        return f"http://127.0.0.1:{self.port}{path}"

    def ask(self, method, target, body=None, headers=None, timeout=30):
        """One request on a connection of its own: status, headers (lower case), bytes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, urllib.parse.quote(target, safe="/?&=%:,.+*~-_()[]{}@!$';"),
                               body, headers or {})
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, named, answer.read()
        finally:
            connection.close()

    def json(self, target):
        status, _, body = self.ask("GET", target)
        if status != 200:
            raise RuntimeError(f"{target}: {status} {body[:300]!r}")
        return json.loads(body)

    def cpu_seconds(self):
        """User and system time of all its threads."""
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self):
        """Megabytes resident now, and at most so far."""
        found = {}
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            for line in file:
                name, _, rest = line.partition(":")
                if name in ("VmRSS", "VmHWM"):
                    found[name] = int(rest.split()[0]) / 1024
        return found["VmRSS"], found["VmHWM"]


def form_of(name, content, more=()):
    """A multipart/form-data body with one file, and its Content-Type."""
    if isinstance(content, str):
        content = content.encode()
    mark = "duibiao-form-7d1b"
    head = (f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n").encode()
    fields = b"".join(
        f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in more)
    return fields + head + content + f"\r\n--{mark}--\r\n".encode(), \
        f"multipart/form-data; boundary={mark}"
