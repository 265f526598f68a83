"""What the tests of the running program share: one server a module, raw sockets, answers as they
came. DUIBIAO_PROGRAM names the program."""
import os
import shutil
import socket
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
sys.path.insert(0, os.path.join(ROOT, "scripts"))
import served  # noqa: E402

PROGRAM = os.environ["DUIBIAO_PROGRAM"]


class Answer:
    """One answer of a connection; status 0 when it ended before there was one."""

    def __init__(self, status=0, headers=(), body=b""):
        self.status, self.fields, self.body = status, list(headers), body

    def header(self, name):
        """The field's value, or nothing; twice the same field is a fault of the server."""
        found = [value for key, value in self.fields if key.lower() == name.lower()]
        assert len(found) < 2, f"{name} came {len(found)} times"
        return found[0] if found else None


class Wire:
    """A connection of which the test says every byte."""

    def __init__(self, port, patience=15):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=patience)
        self.rest = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, text):
        """False when the other side has closed meanwhile: that is its right."""
        try:
            self.socket.sendall(text.encode("latin-1") if isinstance(text, str) else text)
        except OSError:
            return False
        return True

    def more(self):
        try:
            got = self.socket.recv(65536)
        except ConnectionError:
            return False
        self.rest += got
        return bool(got)

    def read(self, head_only=False):
        """The next answer, by its Content-Length; to the end of the connection without one."""
        while b"\r\n\r\n" not in self.rest:
            if not self.more():
                return Answer()
        head, self.rest = self.rest.split(b"\r\n\r\n", 1)
        first, *lines = head.decode("latin-1").split("\r\n")
        status = int(first.split(" ")[1])
        answer = Answer(status, (tuple(part.strip() for part in line.split(":", 1))
                                 for line in lines))
        if status == 100:
            return self.read(head_only)
        if head_only or status in (204, 304):
            return answer
        length = answer.header("Content-Length")
        while length is None or len(self.rest) < int(length):
            if not self.more():
                break
        size = len(self.rest) if length is None else int(length)
        answer.body, self.rest = self.rest[:size], self.rest[size:]
        return answer

    def read_all(self, most=20):
        """Every answer until the other side closes, or is silent for a second."""
        self.socket.settimeout(1)
        answers = []
        try:
            while len(answers) < most:
                answer = self.read()
                if answer.status == 0:
                    break
                answers.append(answer)
        except TimeoutError:
            pass
        return answers

    def ended(self):
        """Whether the other side closes before the patience is over."""
        try:
            while self.more():
                pass
        except TimeoutError:
            return False
        return True


class Outside(unittest.TestCase):
    """A class of tests with a server of its own on the demo figures."""

    options = ()

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="duibiao-outside-")
        cls.server = served.Served(PROGRAM, served.demo_store(
            PROGRAM, os.path.join(cls.folder, "demo.duibiao")), *cls.options)
        cls.port = cls.server.port

    @classmethod
    def tearDownClass(cls):
        outcome = cls.server.stop()
        said = cls.server.complaints()
        shutil.rmtree(cls.folder, ignore_errors=True)
        assert outcome == 0, f"the server ended with {outcome}:\n{said}"
        # Under a sanitizer its findings would stand here.
        assert not said, said

    def tearDown(self):
        """Whatever a test did, the server lives and answers."""
        self.assertTrue(self.server.alive())
        self.assertEqual(self.server.ask("GET", "/healthz")[0], 200)

    def raw(self, text):
        """All answers to these bytes."""
        with Wire(self.port) as wire:
            wire.send(text)
            return wire.read_all()

    def get(self, target, *fields):
        """One GET of a target that is sent as it stands."""
        lines = [f"GET {target} HTTP/1.1", "Host: localhost", "Connection: close", *fields]
        with Wire(self.port) as wire:
            wire.send(("\r\n".join(lines) + "\r\n\r\n").encode())
            return wire.read()

    def post(self, target, body, content_type="text/plain; charset=utf-8", *fields):
        if isinstance(body, str):
            body = body.encode()
        lines = [f"POST {target} HTTP/1.1", "Host: localhost", "Connection: close",
                 f"Content-Type: {content_type}", f"Content-Length: {len(body)}", *fields]
        with Wire(self.port, 60) as wire:
            wire.send(("\r\n".join(lines) + "\r\n\r\n").encode() + body)
            return wire.read()
