"""What every answer must carry: entity tags, compression, security headers; and that names which
are markup stay text."""
import gzip
import json
import unittest
import zlib

from outside import Outside, Wire, served

RANKING = "/api/v1/ranks?indicator=exports&group=zhejiang-11&period=2025-01..2025-07"
MARKUP = '<script>alert(1)</script><img src=x onerror="alert(2)">'


class Caching(Outside):
    def test_of_a_known_answer_is_no_answer(self):
        first = self.get(RANKING)
        tag = first.header("ETag")
        self.assertEqual(first.status, 200)
        self.assertRegex(tag, r'^"[^"]+"$')
        for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
            again = self.get(RANKING, f"If-None-Match: {known}")
            self.assertEqual((again.status, again.body), (304, b""), known)
            self.assertEqual(again.header("ETag"), tag)
        self.assertEqual(self.get(RANKING, 'If-None-Match: "other"').status, 200)

    def test_tells_forms_languages_and_questions_apart(self):
        asked = [RANKING, RANKING + "&lang=en", RANKING + "&format=csv", RANKING + "&by=growth",
                 RANKING + "&format=json-stat", RANKING.replace("exports", "imports")]
        tags = [self.get(each).header("ETag") for each in asked]
        tags.append(self.get(RANKING, "Accept-Encoding: gzip").header("ETag"))
        self.assertEqual(len(set(tags)), len(tags))
        english = self.get(RANKING, "Accept-Language: en").header("ETag")
        self.assertEqual(english, tags[1])

    def test_ends_when_the_figures_change(self):
        before = self.get(RANKING).header("ETag")
        body, kind = served.form_of("九月.csv", "place_code,indicator,period,measure,value,unit\n"
                                    "330300,exports,2025-09,level,210.5,亿元\n")
        self.assertEqual(self.post("/api/v1/imports", body, kind).status, 200)
        after = self.get(RANKING, f"If-None-Match: {before}")
        self.assertEqual(after.status, 200)
        self.assertNotEqual(after.header("ETag"), before)

    def test_names_what_the_answer_depends_on(self):
        for target in (RANKING, "/", "/api/v1/holdings"):
            vary = self.get(target).header("Vary")
            for field in ("Accept", "Accept-Language", "Accept-Encoding"):
                self.assertIn(field, vary)
        self.assertEqual(self.get(RANKING).header("Cache-Control"), "no-cache")
        page = self.get("/").body.decode()
        script = page.split('src="')[1].split('"')[0]
        self.assertIn("immutable", self.get(script).header("Cache-Control"))

    def test_keeps_nothing_of_changes_drafts_and_sessions(self):
        for answer in (self.post("/api/v1/check", "出口增长9.4%。"), self.get("/api/v1/session"),
                       self.get("/healthz"), self.get("/metrics")):
            self.assertIn("no-store", answer.header("Cache-Control") or "")


class Compression(Outside):
    def test_is_the_same_content(self):
        for target in (RANKING, "/", "/api/v1/holdings", "/api/openapi.json"):
            plain = self.get(target)
            packed = self.get(target, "Accept-Encoding: gzip")
            self.assertEqual(packed.header("Content-Encoding"), "gzip", target)
            self.assertEqual(gzip.decompress(packed.body), plain.body)
            self.assertLess(len(packed.body), len(plain.body))

    def test_is_given_only_to_who_takes_it(self):
        for fields in ([], ["Accept-Encoding: identity"], ["Accept-Encoding: gzip;q=0"],
                       ["Accept-Encoding: deflate"], ["Accept-Encoding: x-gzipped"]):
            self.assertIsNone(self.get(RANKING, *fields).header("Content-Encoding"), fields)

    def test_of_the_page_may_be_tighter(self):
        page = self.get("/").body.decode()
        script = page.split('src="')[1].split('"')[0]
        packed = self.get(script, "Accept-Encoding: gzip, deflate, br")
        self.assertIn(packed.header("Content-Encoding"), ("br", "gzip"))
        self.assertLessEqual(len(packed.body),
                             len(self.get(script, "Accept-Encoding: gzip").body))


class Heads(Outside):
    def test_are_those_of_the_answer(self):
        for target in (RANKING, "/", "/healthz", "/api/v1/nothing"):
            get = self.get(target)
            with Wire(self.port) as wire:
                wire.send(f"HEAD {target} HTTP/1.1\r\nHost: localhost\r\n\r\n"
                          "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                head = wire.read(head_only=True)
                self.assertEqual(head.status, get.status)
                for field in ("Content-Length", "Content-Type", "ETag"):
                    self.assertEqual(head.header(field), get.header(field))
                # Nothing lies between the two answers.
                self.assertEqual(wire.read().body, b"ok\n")


class Security(Outside):
    def test_headers_are_on_every_answer(self):
        answers = [self.get(each) for each in (RANKING, "/", "/healthz", "/nothing", "/%00",
                                               "/api/v1/ranks", RANKING + "&format=csv")]
        answers += self.raw("nonsense\r\n\r\n")
        answers.append(self.post("/api/v1/check", "出口增长9.4%。"))
        for answer in answers:
            policy = answer.header("Content-Security-Policy")
            self.assertIn("default-src 'none'", policy)
            self.assertNotIn("unsafe-eval", policy)
            self.assertRegex(policy, r"script-src 'self'(;|$)")
            self.assertIn("frame-ancestors 'none'", policy)
            self.assertEqual(answer.header("X-Content-Type-Options"), "nosniff")
            self.assertEqual(answer.header("X-Frame-Options"), "DENY")
            self.assertEqual(answer.header("Referrer-Policy"), "no-referrer")
            self.assertIsNone(answer.header("Server"))
            self.assertIsNone(answer.header("Access-Control-Allow-Origin"))

    def test_the_page_has_no_script_of_its_own_inside(self):
        page = self.get("/").body.decode()
        self.assertNotRegex(page, r"<script(?![^>]*\bsrc=)[^>]*>")
        self.assertNotRegex(page, r"""\son\w+=|javascript:|https?://""")


class Markup(Outside):
    """Names that are markup come back as JSON text of a type that no browser runs."""

    def safe(self, answer):
        self.assertIn(answer.header("Content-Type").split(";")[0],
                      ("application/json", "application/problem+json"))
        self.assertEqual(answer.header("X-Content-Type-Options"), "nosniff")
        return json.loads(answer.body)

    def test_in_sheets(self):
        rows = ("place,indicator,period,measure,value,unit,source\n"
                f'"{MARKUP.replace(chr(34), chr(34) * 2)}",出口总值,2025-07,level,1.5,亿元,'
                f'"{MARKUP.replace(chr(34), chr(34) * 2)}"\n')
        body, kind = served.form_of(f"{MARKUP.replace(chr(34), '')}.csv", rows)
        report = self.safe(self.post("/api/v1/imports", body, kind))
        self.assertEqual(report["files"][0]["sheets"][0]["held"], 1)
        self.assertIn(MARKUP, json.dumps(self.safe(self.get("/api/v1/held")), ensure_ascii=False)
                      .replace('\\"', '"'))
        self.safe(self.get("/api/v1/batches"))

    def test_in_drafts_and_their_names(self):
        for kind in ("text/plain; charset=utf-8", "text/html; charset=utf-8", "text/markdown"):
            answer = self.post("/api/v1/check?name=%3Cscript%3E.txt",
                               f"<p>出口增长9.4%。{MARKUP}</p>", kind)
            self.assertEqual(answer.status, 200)
            self.safe(answer)

    def test_in_parameters(self):
        for target in ("/api/v1/ranks?indicator=%3Cscript%3E&group=zhejiang-11",
                       "/%3Cscript%3E", "/api/v1/figures?%3Cscript%3E=1"):
            told = self.safe(self.get(target))
            self.assertIn(told["status"], (400, 404))

    def test_in_names_that_become_headers(self):
        docx = self.post("/api/v1/check/docx?name=a%22%0d%0aX-Evil:%20y.docx", b"PK\x03\x04",
                         "application/vnd.openxmlformats-officedocument"
                         ".wordprocessingml.document")
        self.assertIsNone(docx.header("X-Evil"))
        self.assertGreaterEqual(docx.status, 400)

    def test_in_names_that_a_spreadsheet_would_run(self):
        rows = ("place_code,indicator,period,measure,value,unit,source\n"
                "330300,exports,2025-08,level,221.5,亿元,=HYPERLINK(A1)\n"
                "330200,exports,2025-08,level,721.5,亿元,@SUM(A1)\n")
        body, kind = served.form_of("公式.csv", rows)
        self.assertEqual(self.post("/api/v1/imports", body, kind).status, 200)
        answer = self.get("/api/v1/figures?indicator=exports&period=2025-08&format=csv")
        text = answer.body.decode("utf-8-sig")
        self.assertIn("HYPERLINK", text)
        for line in text.splitlines():
            for cell in line.split(","):
                self.assertNotRegex(cell, r'^"?[=@]')
        self.assertIn("filename*=UTF-8''", answer.header("Content-Disposition"))


class Packing(Outside):
    def test_is_whole_for_every_reader(self):
        packed = self.get("/api/v1/places", "Accept-Encoding: gzip")
        unpacker = zlib.decompressobj(31)
        unpacker.decompress(packed.body)
        self.assertTrue(unpacker.eof)
        self.assertEqual(unpacker.unused_data, b"")


if __name__ == "__main__":
    unittest.main()
