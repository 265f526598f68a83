"""Files and forms that are damaged, endless, or small outside and huge inside."""
import gzip
import io
import json
import time
import unittest
import zipfile

from outside import Outside, Wire, served

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEGABYTE = 1 << 20
CONTENT_TYPES = (b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/'
                 b'package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>')


def package(members):
    """A zip of these members; a member's content is bytes, or pieces that are written in turn."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
        zipped.writestr("[Content_Types].xml", CONTENT_TYPES)
        for name, content in members.items():
            with zipped.open(name, "w") as member:
                for piece in [content] if isinstance(content, bytes) else content:
                    member.write(piece)
    return out.getvalue()


def workbook(sheet):
    namespace = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return package({
        "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                       b'relationships"><Relationship Id="r1" Type="' + relations +
                       b'/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": b"<workbook " + namespace + b' xmlns:r="' + relations +
                           b'"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels":
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="r1" Type="' + relations +
            b'/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet})


class Uploads(Outside):
    def refused(self, answer, statuses=(400, 413, 415, 422)):
        self.assertIn(answer.status, statuses)
        told = json.loads(answer.body)
        self.assertTrue(told["detail"])
        self.assertRegex(told["code"], r"^DB\d+$")

    def bounded(self, ask, megabytes=200, seconds=20):
        """What `ask` answers, within time and memory that do not depend on what it claims."""
        before, began = self.server.memory()[0], time.monotonic()
        answer = ask()
        self.assertLess(time.monotonic() - began, seconds)
        self.assertLess(self.server.memory()[1] - before, megabytes)
        return answer

    def upload(self, name, content, target="/api/v1/imports?dry_run=1"):
        body, kind = served.form_of(name, content)
        return self.post(target, body, kind)

    def test_that_unpack_to_a_gigabyte_are_refused(self):
        spaces = [b"<worksheet><sheetData>"] + [b" " * MEGABYTE] * 1024
        self.refused(self.bounded(lambda: self.upload("a.xlsx", workbook(spaces))))
        rows = [b"<worksheet><sheetData>"] + [b"<row><c><v>1</v></c></row>" * 40_000] * 200
        self.refused(self.bounded(lambda: self.upload("b.xlsx", workbook(rows)), 1200, 60))

    def test_of_drafts_that_unpack_to_a_gigabyte_are_refused(self):
        text = [b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/'
                b'2006/main">' b"<w:body><w:p><w:r><w:t>"] + [b"1" * MEGABYTE] * 1024
        bomb = package({"word/document.xml": text})
        self.assertLess(len(bomb), 2 * MEGABYTE)
        self.refused(self.bounded(lambda: self.post("/api/v1/check", bomb, DOCX)))

    def test_that_lie_about_their_parts_are_refused(self):
        good = workbook(b"<worksheet><sheetData/></worksheet>")
        for name, content in {
                "cut": good[:len(good) // 2], "only a head": b"PK\x03\x04", "empty": b"",
                "no directory": good[:-22], "zeros": b"\0" * 1000,
                "not xml": workbook(b"<worksheet><sheetData>"),
                "entities": workbook(b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
                                     b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
                                     b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
                                     b"<worksheet><sheetData><row><c><v>&c;</v></c></row>"
                                     b"</sheetData></worksheet>"),
                "outside entity": workbook(b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
                                           b"<worksheet><sheetData><row><c t=\"str\"><v>&a;</v></c>"
                                           b"</row></sheetData></worksheet>")}.items():
            with self.subTest(name):
                answer = self.upload("a.xlsx", content)
                self.refused(answer)
                self.assertNotIn(b"root:", answer.body)

    def test_that_are_packed_once_more_are_not_unpacked(self):
        packed = gzip.compress(b"1" * 100 * MEGABYTE)
        answer = self.bounded(lambda: self.post("/api/v1/check", packed, "text/plain",
                                                "Content-Encoding: gzip"))
        self.assertIn(answer.status, (200, 400, 415, 422))
        self.assertLess(len(answer.body), MEGABYTE)

    def test_of_damaged_forms_are_refused(self):
        before = self.server.json("/api/v1/holdings")["version"]
        kind = "multipart/form-data; boundary=X"
        part = 'Content-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        for name, (content_type, body) in {
                "no boundary": ("multipart/form-data", f"--X\r\n{part}a\r\n--X--\r\n"),
                "an endless boundary": (f"multipart/form-data; boundary={'X' * 5000}", "--X--"),
                "no end": (kind, f"--X\r\n{part}a"), "no part": (kind, "--X--\r\n"),
                "no file": (kind, "--X\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--X--"),
                "other boundary": (kind, f"--Y\r\n{part}a\r\n--Y--\r\n"),
                "endless part head": (kind, "--X\r\nA: " + "b" * 200_000 + "\r\n\r\n\r\n--X--\r\n"),
                "many parts": (kind, f"--X\r\n{part}\r\n" * 50_000 + "--X--\r\n"),
                "another type": ("application/x-www-form-urlencoded", "file=a")}.items():
            with self.subTest(name):
                self.refused(self.bounded(lambda c=content_type, b=body: self.post(
                    "/api/v1/imports", b, c)))
        self.assertEqual(self.server.json("/api/v1/holdings")["version"], before)

    def test_by_names_of_other_places_stay_in_their_place(self):
        sheet = ("place_code,indicator,period,measure,value,unit\n"
                 "330300,exports,2025-10,level,1.5,亿元\n")
        for name in ("../../../tmp/evil.csv", "/etc/passwd", "C:\\evil.csv", "a\0b.csv",
                     "." * 3000):
            with self.subTest(name[:20]):
                answer = self.upload(name, sheet)
                if answer.status == 200:
                    told = json.loads(answer.body)["files"][0]["file"]
                    self.assertNotRegex(told, r"[/\\\0]")
                    self.assertLess(len(told), 1000)
                else:
                    self.refused(answer)

    def test_half_sent_leave_nothing_behind(self):
        before = self.server.json("/api/v1/holdings")["version"]
        body, kind = served.form_of("a.csv", "place_code,indicator,period,measure,value,unit\n"
                                    "330300,exports,2025-11,level,1.5,亿元\n")
        for size in (1, len(body) // 2, len(body) - 1):
            with Wire(self.port) as wire:
                wire.send(f"POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\n"
                          f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body[:size])
        time.sleep(0.3)
        self.assertEqual(self.server.json("/api/v1/holdings")["version"], before)

    def test_wait_for_leave_to_send(self):
        with Wire(self.port) as wire:
            wire.send("POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\n"
                      "Content-Type: text/plain\r\n"
                      "Content-Length: 999999999\r\nExpect: 100-continue\r\n\r\n")
            self.assertEqual(wire.read().status, 413)
        with Wire(self.port) as wire:
            wire.send("POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\n"
                      "Content-Type: text/plain\r\n"
                      "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n")
            while b"100 Continue" not in wire.rest:
                self.assertTrue(wire.more())
            wire.send("hello")
            self.assertEqual(wire.read().status, 200)

    def test_of_drafts_made_to_be_slow_are_answered_in_time(self):
        for name, text in {"digits": "9" * 1_000_000, "respectively": "分别" * 100_000,
                           "brackets": "（" * 200_000, "no stops": "增长9.4%，" * 30_000,
                           "tags": "<p>" * 200_000}.items():
            with self.subTest(name):
                kind = "text/html" if name == "tags" else "text/plain; charset=utf-8"
                answer = self.bounded(
                    lambda t=text, k=kind: self.post("/api/v1/check?store=0", t, k), 2500, 100)
                self.assertIn(answer.status, (200, 400, 413, 422))


if __name__ == "__main__":
    unittest.main()
