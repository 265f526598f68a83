"""Requests that are wrong, hostile, or try to be two at once."""
import unittest

from outside import Outside, Wire

HOST = "Host: localhost\r\n"
POST = f"POST /api/v1/check HTTP/1.1\r\n{HOST}Content-Type: text/plain\r\n"
# What a smuggler would have answered as a request of its own.
HIDDEN = f"GET /hidden HTTP/1.1\r\n{HOST}\r\n"
CHUNKED = "Transfer-Encoding: chunked\r\n\r\n"


class Requests(Outside):
    def refused(self, name, text, statuses):
        """One answer, no second one from what follows, and the connection closed."""
        with self.subTest(name):
            with Wire(self.port) as wire:
                wire.send(text)
                answer = wire.read()
                self.assertIn(answer.status, statuses)
                self.assertEqual(answer.header("Connection"), "close")
                self.assertEqual(answer.header("Content-Type"), "application/problem+json")
                self.assertEqual(wire.rest, b"")
                self.assertTrue(wire.ended())

    def test_of_two_lengths_are_answered_once(self):
        for name, fields in {
                "length and chunks": "Content-Length: 6\r\nTransfer-Encoding: chunked",
                "chunks and length": "Transfer-Encoding: chunked\r\nContent-Length: 6",
                "two lengths": "Content-Length: 5\r\nContent-Length: 6",
                "a list of lengths": "Content-Length: 5, 6",
                "the same length twice": "Content-Length: 5\r\nContent-Length: 5",
                "a signed length": "Content-Length: +5",
                "a negative length": "Content-Length: -5",
                "a hexadecimal length": "Content-Length: 0x5",
                "an empty length": "Content-Length:",
                "a length with a blank in it": "Content-Length: 5 5",
                "a length before the colon's blank": "Content-Length : 5",
                "a length beyond numbers": "Content-Length: 99999999999999999999999",
                "chunks behind a blank": "Transfer-Encoding : chunked",
                "chunks behind a control": "Transfer-Encoding: \x0bchunked",
                "chunks of a name of its own": "Transfer-Encoding: xchunked",
                "chunks twice": "Transfer-Encoding: chunked, chunked",
                "chunks of gzip": "Transfer-Encoding: gzip, chunked",
                "identity": "Transfer-Encoding: identity\r\nContent-Length: 5",
        }.items():
            self.refused(name, f"{POST}{fields}\r\n\r\n0\r\n\r\n{HIDDEN}", (400, 501))

    def test_of_http_1_0_have_no_chunks(self):
        self.refused("chunks", f"POST / HTTP/1.0\r\n{HOST}{CHUNKED}0\r\n\r\n{HIDDEN}", (400,))

    def test_with_damaged_chunks_are_refused(self):
        for name, chunks in {
                "a prefix": "0x5\r\nhello\r\n", "a sign": "+5\r\nhello\r\n",
                "a negative size": "-5\r\nhello\r\n", "no size": "\r\nhello\r\n",
                "a size beyond numbers": "10000000000000005\r\nhello\r\n",
                "a bare line feed": "5\nhello\r\n", "data too long": "5\r\nhello!\r\n",
                "an endless extension": "5;" + "a" * 100_000 + "\r\nhello\r\n",
                "endless trailers": "0\r\n" + "T: x\r\n" * 30_000,
        }.items():
            self.refused(name, f"{POST}{CHUNKED}{chunks}0\r\n\r\n{HIDDEN}", (400,))

    def test_that_are_no_http_are_refused(self):
        for name, text in {
                "http 0.9": "GET /healthz\r\n\r\n", "http 2": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "http 1.2": f"GET / HTTP/1.2\r\n{HOST}\r\n",
                "bare line feeds": "GET / HTTP/1.1\nHost: localhost\n\n",
                "a bare return": "GET / HTTP/1.1\r\nHost: localhost\rX: y\r\n\r\n",
                "a zero byte": f"GET / HTTP/1.1\r\n{HOST}X: a\x00b\r\n\r\n",
                "no host": "GET / HTTP/1.1\r\n\r\n",
                "two hosts": f"GET / HTTP/1.1\r\n{HOST}{HOST}\r\n",
                "two blanks": f"GET  / HTTP/1.1\r\n{HOST}\r\n",
                "a blank in the target": f"GET /a b HTTP/1.1\r\n{HOST}\r\n",
                "a name that is none": f"GET / HTTP/1.1\r\n{HOST}X(Y): a\r\n\r\n",
                "no name": f"GET / HTTP/1.1\r\n{HOST}: a\r\n\r\n",
                "no colon": f"GET / HTTP/1.1\r\n{HOST}nonsense\r\n\r\n",
                "a handshake of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" +
                                      b"\xaa" * 500,
                "no target": f"GET HTTP/1.1\r\n{HOST}\r\n",
                "a star": f"GET * HTTP/1.1\r\n{HOST}\r\n",
                "a tunnel": f"CONNECT localhost:443 HTTP/1.1\r\n{HOST}\r\n",
        }.items():
            self.refused(name, text, (400, 505))

    def test_past_the_limits_are_refused_before_they_are_kept(self):
        before = self.server.memory()[0]
        self.refused("header", f"GET / HTTP/1.1\r\n{HOST}X: {'a' * 40_000}\r\n\r\n", (431,))
        self.refused("fields", f"GET / HTTP/1.1\r\n{HOST}" + "X: a\r\n" * 9000, (431,))
        self.refused("target", f"GET /{'a' * 40_000} HTTP/1.1\r\n{HOST}\r\n", (431,))
        self.refused("body", f"{POST}Content-Length: 999999999\r\n\r\nx", (413,))
        self.assertLess(self.server.memory()[0] - before, 32)

    def test_with_folded_fields_end_where_their_length_says(self):
        answers = self.raw(f"{POST}X: a\r\n Content-Length: 99\r\nContent-Length: 5\r\n\r\nhello"
                           f"GET /healthz HTTP/1.1\r\n{HOST}\r\n")
        # Refused, or the fold taken for a part of X.
        self.assertIn([each.status for each in answers], ([400], [200, 200]))

    def test_sent_one_after_another_are_answered_in_order(self):
        answers = self.raw(f"GET /healthz HTTP/1.1\r\n{HOST}\r\nGET /no HTTP/1.1\r\n{HOST}\r\n"
                           f"{POST}Content-Length: 3\r\n\r\n出GET /readyz HTTP/1.1\r\n{HOST}\r\n"
                           .encode())
        self.assertEqual([each.status for each in answers], [200, 404, 200, 200])

    def test_by_methods_that_nobody_offers_change_nothing(self):
        for method in ("TRACE", "PUT", "PATCH", "DELETE", "get", "PROPFIND", "X" * 10_000):
            answers = self.raw(f"{method} / HTTP/1.1\r\n{HOST}\r\n")
            self.assertEqual([each.status for each in answers], [405], method[:20])
            self.assertIn("GET", answers[0].header("Allow"))
            self.assertNotIn(b"TRACE", answers[0].body)

    def test_for_names_of_other_machines_are_misdirected(self):
        for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example",
                     "localhost@evil.example", ""):
            answers = self.raw(f"GET /api/v1/holdings HTTP/1.1\r\nHost: {host}\r\n\r\n")
            self.assertEqual([each.status for each in answers], [421], host)

    def test_from_other_sites_change_nothing(self):
        for fields in (["Sec-Fetch-Site: cross-site"],
                       ["Sec-Fetch-Site: cross-site", "Cookie: a=b"]):
            answer = self.post("/api/v1/names", '{"kind":"place","alias":"甬","of":"330200"}',
                               "application/json", *fields)
            self.assertEqual(answer.status, 403)


class Targets(Outside):
    def test_never_leave_the_table_of_routes(self):
        up = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "....//", "%252e%252e%252f",
              ".%2e/", "..;/", "..%00/", "%c0%ae%c0%ae/", "%uff0e%uff0e/")
        for step in up:
            for begin in ("/", "/assets/", "/map/", "/api/v1/", "/api/v1/batches/"):
                target = begin + step * 8 + "etc/passwd"
                with self.subTest(target):
                    answer = self.get(target)
                    self.assertIn(answer.status, (400, 404, 405))
                    self.assertNotIn(b"root:", answer.body)

    def test_that_are_broken_say_so(self):
        for target in ("/%", "/%zz", "/%00", "/healthz%00", "/%ff%fe", "/%ed%a0%80", "/%0d%0aX:y",
                       "/..%2fhealthz", "/a%5cb", "/\x7f"):
            with self.subTest(target):
                answer = self.get(target)
                self.assertEqual(answer.status, 400)
                self.assertIsNone(answer.header("X"))

    def test_with_bytes_that_are_no_text_are_answered_as_text(self):
        for query in ("indicator=%ff%fe&group=%c0%af", "indicator=%ed%a0%80", "indicator=%00",
                      "indicator=exports&group=%f5%80%80%80", "%ff=%ff",
                      "indicator=" + "%e5" * 3000):
            with self.subTest(query[:40]):
                answer = self.get("/api/v1/ranks?" + query)
                self.assertIn(answer.status, (400, 404))
                answer.body.decode("utf-8")

    def test_of_other_spellings_are_the_same_or_unknown(self):
        for target, status in {"/healthz/": 200, "/./healthz": 200, "/%68ealthz": 200,
                               "/a/../healthz": 200, "/HEALTHZ": 404, "/healthz;a=b": 404,
                               "//healthz": 404, "/.git/config": 404,
                               "/index.html.gz": 404}.items():
            self.assertEqual(self.get(target).status, status, target)

    def test_of_many_parameters_and_lists_stay_quick(self):
        for query in ("a=b&" * 7000, "place=" + "330300," * 4000 + "&indicator=exports",
                      "place=" + "(" * 20_000, "indicator=exports&group=" + "浙" * 3000):
            with self.subTest(query[:20]):
                self.assertIn(self.get("/api/v1/series?" + query).status, (200, 400, 404, 422))


if __name__ == "__main__":
    unittest.main()
