"""Slow clients, too many of them, and stopping while they wait."""
import json
import os
import signal
import socket
import threading
import time
import unittest

from outside import Outside, Wire, served, PROGRAM

HOST = "Host: localhost\r\n"
# Long enough that a worker is busy with it for some tenths of a second.
LONG_DRAFT = "2025年1-7月，温州市出口1528.34亿元，同比增长10.0%，总量居全省第7位。" * 1500


def post(text, more=""):
    body = text.encode()
    return (f"POST /api/v1/check HTTP/1.1\r\n{HOST}{more}"
            f"Content-Type: text/plain; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body


class SlowClients(Outside):
    def test_hold_nobody_up(self):
        slow = [Wire(self.port, 30) for _ in range(300)]
        try:
            for at, wire in enumerate(slow):
                # Some say nothing, some begin a header, some a body, some read nothing.
                wire.send(["", f"GET / HTTP/1.1\r\n{HOST}X: ",
                           f"POST /api/v1/check HTTP/1.1\r\n{HOST}Content-Length: 90\r\n\r\nab",
                           f"GET /api/v1/places HTTP/1.1\r\n{HOST}\r\n" * 3][at % 4])
            times = []
            for _ in range(200):
                began = time.monotonic()
                self.assertEqual(self.server.ask("GET", "/api/v1/holdings")[0], 200)
                times.append(time.monotonic() - began)
            # Generous: other tests may run on this machine at the same time.
            self.assertLess(sorted(times)[190], 0.5)
        finally:
            for wire in slow:
                wire.socket.close()

    def test_are_told_when_their_header_never_ends(self):
        with Wire(self.port, 30) as wire:
            began = time.monotonic()
            wire.send(f"GET / HTTP/1.1\r\n{HOST}X: ")
            wire.socket.settimeout(1)
            answer = None
            while answer is None and time.monotonic() - began < 25:
                wire.send("x")
                try:
                    answer = wire.read()
                except TimeoutError:
                    pass
            self.assertEqual(answer.status, 408)
            self.assertLess(time.monotonic() - began, 20)


class TooMany(Outside):
    def test_requests_are_refused_with_a_time_to_come_again(self):
        wires = [Wire(self.port, 120) for _ in range(420)]
        try:
            for at, wire in enumerate(wires):
                # Each another draft, all of them at once.
                wire.send(post("出口增长9.4%。" * 200 + str(at)))
            statuses = {}
            for wire in wires:
                answer = wire.read()
                statuses[answer.status] = statuses.get(answer.status, 0) + 1
                if answer.status == 503:
                    self.assertRegex(answer.header("Retry-After"), r"^[1-9]\d*$")
                    self.assertEqual(json.loads(answer.body)["status"], 503)
                    # The connection is as good as before.
                    self.assertEqual(answer.header("Connection"), "keep-alive")
            self.assertEqual(set(statuses), {200, 503})
            self.assertGreaterEqual(statuses[200], 256)
            wires[-1].send(post("出口增长9.4%。"))
            self.assertEqual(wires[-1].read().status, 200)
        finally:
            for wire in wires:
                wire.socket.close()
        counted = self.get("/metrics").body.decode()
        refused = next(line for line in counted.splitlines()
                       if line.startswith("duibiao_http_refused_total"))
        self.assertEqual(int(refused.split()[1]), statuses[503])


class Stopping(Outside):
    """Each test stops a server of its own."""

    def another(self):
        store = served.demo_store(PROGRAM, os.path.join(self.folder, "other.duibiao"))
        server = served.Served(PROGRAM, store)
        self.addCleanup(server.stop)
        return server

    def test_finishes_what_is_in_work(self):
        server = self.another()
        with Wire(server.port, 60) as busy, Wire(server.port) as idle:
            idle.send(f"GET /healthz HTTP/1.1\r\n{HOST}\r\n")
            self.assertEqual(idle.read().status, 200)
            busy.send(post(LONG_DRAFT))
            time.sleep(0.1)
            server.process.send_signal(signal.SIGTERM)
            self.assertTrue(idle.ended())
            answer = busy.read()
            self.assertEqual(answer.status, 200)
            self.assertEqual(answer.header("Connection"), "close")
            self.assertIn("claims", json.loads(answer.body))
        self.assertEqual(server.process.wait(20), 0)
        with self.assertRaises(OSError):
            socket.create_connection(("127.0.0.1", server.port), 1)

    def test_tells_who_listens_by_ending_the_stream(self):
        server = self.another()
        with Wire(server.port) as wire:
            wire.send(f"GET /api/v1/events HTTP/1.1\r\n{HOST}\r\n")
            while b"event: version" not in wire.rest:
                self.assertTrue(wire.more())
            server.process.send_signal(signal.SIGINT)
            self.assertTrue(wire.ended())
        self.assertEqual(server.process.wait(20), 0)

    def test_keeps_every_import_that_was_acknowledged(self):
        server = self.another()
        acknowledged = []

        def import_until_it_ends():
            for day in range(1, 29):
                sheet = ("place_code,indicator,period,measure,value,unit\n"
                         f"330300,exports,2025-08-{day:02},level,7.{day:02},亿元\n")
                body, kind = served.form_of(f"{day}.csv", sheet)
                try:
                    status, _, _ = server.ask("POST", "/api/v1/imports", body,
                                              {"Content-Type": kind})
                except OSError:
                    return
                if status == 200:
                    acknowledged.append(f"2025-08-{day:02}")

        thread = threading.Thread(target=import_until_it_ends)
        thread.start()
        patience = time.monotonic() + 30
        while len(acknowledged) < 3 and time.monotonic() < patience:
            time.sleep(0.01)
        # No farewell: as when the power fails.
        server.process.kill()
        thread.join()
        server.stop()
        with served.Served(PROGRAM, server.store) as again:
            told = again.json("/api/v1/figures?indicator=exports&place=330300&measure=level"
                              "&limit=10000")
            periods = {each["period"] for each in told["figures"]}
        self.assertTrue(acknowledged)
        self.assertLessEqual(set(acknowledged), periods)

    def test_is_at_once_at_the_second_signal(self):
        server = self.another()
        with Wire(server.port, 60) as busy:
            busy.send(post(LONG_DRAFT * 4))
            time.sleep(0.1)
            server.process.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            began = time.monotonic()
            server.process.send_signal(signal.SIGTERM)
            self.assertIn(server.process.wait(10), (0, 130))
            self.assertLess(time.monotonic() - began, 3)


if __name__ == "__main__":
    unittest.main()
