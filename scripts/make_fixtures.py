#!/usr/bin/python3
"""Writes tests/fixtures/readers/: small workbooks in the manner of the programs people use.

Needs python3-openpyxl, python3-xlwt and libxlsxwriter. The tests read the committed files and need
none of these. Where a program is not at hand, its XML is written here as it writes it.
"""

import ctypes
import ctypes.util
import datetime
import io
import pathlib
import struct
import zipfile

import openpyxl
import xlwt
from xlwt import BIFFRecords, ExcelFormula
from xlwt.Cell import FormulaCell

OUT = pathlib.Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "readers"
STAMP = (2024, 1, 1, 0, 0, 0)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACK = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def write_zip(name, parts, first=None):
    """A zip with fixed times, so that the same script gives the same bytes."""
    with zipfile.ZipFile(OUT / name, "w") as package:
        if first:
            package.writestr(zipfile.ZipInfo(first[0], STAMP), first[1], zipfile.ZIP_STORED)
        for path, text in parts.items():
            package.writestr(zipfile.ZipInfo(path, STAMP), text, zipfile.ZIP_DEFLATED, 9)


def restamp(name, data):
    source = zipfile.ZipFile(io.BytesIO(data))
    parts = {}
    for path in source.namelist():
        text = source.read(path)
        if path == "docProps/core.xml":
            continue
        parts[path] = text
    write_zip(name, parts)


def openpyxl_book():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "出口"
    sheet["A1"] = "浙江省进出口"
    sheet.merge_cells("A1:D1")
    sheet.append(["地区", "出口", "增速", "日期"])
    sheet.append(["温州市", 26.78, 0.2678, datetime.date(2019, 10, 18)])
    sheet["C3"].number_format = "0.00%"
    sheet.append(["合计", "=SUM(B3:B3)", True, datetime.datetime(2019, 10, 18, 13, 30)])
    sheet.row_dimensions[4].hidden = True
    sheet["B6"] = 0.0000001
    sheet["C6"] = "_x0041_甲\r\n乙"
    hidden = book.create_sheet("隐藏")
    hidden.sheet_state = "hidden"
    hidden["B7"] = datetime.time(8, 5)
    data = io.BytesIO()
    book.save(data)
    restamp("openpyxl.xlsx", data.getvalue())


def xlsxwriter_book():
    """libxlsxwriter prints numbers with 16 digits: 26.78 stands there as 26.779999999999998 or so."""
    library = ctypes.CDLL(ctypes.util.find_library("xlsxwriter"))
    for function in ("workbook_new", "workbook_add_worksheet", "workbook_add_format"):
        getattr(library, function).restype = ctypes.c_void_p
    library.workbook_add_worksheet.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    library.workbook_add_format.argtypes = [ctypes.c_void_p]
    library.format_set_num_format.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    number = library.worksheet_write_number
    number.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint16, ctypes.c_double,
                       ctypes.c_void_p]
    text = library.worksheet_write_string
    text.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint16, ctypes.c_char_p,
                     ctypes.c_void_p]
    path = "/tmp/duibiao_fixture.xlsx"
    book = library.workbook_new(path.encode())
    sheet = library.workbook_add_worksheet(book, "数据".encode())
    percent = library.workbook_add_format(book)
    library.format_set_num_format(percent, b"0.0%")
    text(sheet, 0, 0, "温州市".encode(), None)
    number(sheet, 0, 1, 1804289.383, None)
    number(sheet, 0, 2, 0.1 + 0.2, percent)
    number(sheet, 2, 1, 12345678901234567, None)
    library.workbook_close.argtypes = [ctypes.c_void_p]
    library.workbook_close(book)
    restamp("xlsxwriter.xlsx", pathlib.Path(path).read_bytes())


def rels(*items, base=REL):
    body = "".join(
        f'<Relationship Id="{i}" Type="{base}/{kind}" Target="{target}"/>'
        for i, kind, target in items)
    return f'<?xml version="1.0"?><Relationships xmlns="{PACK}">{body}</Relationships>'


def excel_parts(sheet, shared="", workbook_pr="", styles="", sheets=None):
    sheets = sheets or '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
    return {
        "_rels/.rels": rels(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
                           f'<workbook xmlns="{MAIN}" xmlns:r="{REL}">{workbook_pr}'
                           f'<sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": rels(("rId1", "worksheet", "worksheets/sheet1.xml"),
                                           ("rId2", "styles", "styles.xml"),
                                           ("rId3", "sharedStrings", "sharedStrings.xml"),
                                           ("rId4", "chartsheet", "chartsheets/sheet2.xml")),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0" encoding="UTF-8"?>\r\n'
                                    f'<worksheet xmlns="{MAIN}" xmlns:r="{REL}">{sheet}'
                                    f'</worksheet>',
    }


def excel_book():
    shared = ('<si><t>地区</t></si><si><r><rPr><b/></rPr><t>出口</t></r>'
              '<r><t xml:space="preserve"> 总值</t></r><rPh sb="0" eb="2"><t>しゅつ</t></rPh></si>'
              '<si><t>第一行_x000D_\n第二行</t></si><si><t/></si>')
    styles = ('<numFmts count="2"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月'
              '&quot;;@"/><numFmt numFmtId="177" formatCode="0.0_ ;[Red]\\-0.0&quot;%&quot;"/>'
              '</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>'
              '<xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="10"/><xf numFmtId="177"/>'
              '<xf numFmtId="22"/><xf numFmtId="57"/></cellXfs>')
    sheet = ('<dimension ref="A1:F6"/><sheetData>'
             '<row r="1" spans="1:6"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c>'
             '<c r="D1" t="s"><v>2</v></c><c r="E1" t="s"><v>3</v></c></row>'
             '<row r="2"><c r="A2" s="1"><v>43709</v></c><c r="B2" s="2"><v>0.26779999999999998</v>'
             '</c><c r="C2" s="3"><v>9.8000000000000007</v></c><c r="D2" s="4"><v>43756.5625</v></c>'
             '<c r="E2" s="5"><v>59</v></c><c r="F2" s="5"><v>60</v></c></row>'
             '<row r="4" hidden="1"><c r="A4" t="str"><f>A1&amp;"x"</f><v>地区x</v></c>'
             '<c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C4" t="b"><v>1</v></c>'
             '<c r="D4"><f>SUM(B2:B3)</f></c><c r="E4" t="d"><v>2019-10-18</v></c>'
             '<c r="F4"><f>1+1</f><v>2</v></c></row>'
             '<row r="5"><c r="A5" t="inlineStr"><is><r><t>行</t></r><r><t>内</t></r></is></c>'
             '<c r="B5"><v>1.2345E-5</v></c><c r="C5"><v>13438.000002</v></c></row>'
             '</sheetData><mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="C1:C3"/>'
             '</mergeCells><controls><anchor><row>3</row></anchor></controls>')
    sheets = ('<sheet name="汇总" sheetId="1" r:id="rId1"/>'
              '<sheet name="图" sheetId="2" r:id="rId4"/>')
    write_zip("excel.xlsx", excel_parts(sheet, shared, "", styles, sheets))
    write_zip("excel_1904.xlsx", excel_parts(
        '<sheetData><row r="1"><c r="A1" s="0"><v>0</v></c><c r="B1" s="0"><v>42294</v></c></row>'
        '</sheetData>', "", '<workbookPr date1904="1"/>',
        '<cellXfs><xf numFmtId="14"/></cellXfs>'))
    write_zip("overlapping_merges.xlsx", excel_parts(
        '<sheetData/><mergeCells><mergeCell ref="A1:B3"/><mergeCell ref="B3:C5"/></mergeCells>'))
    write_zip("doctype.xlsx", excel_parts("<sheetData/>") | {
        "xl/sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
                                f'<sst xmlns="{MAIN}"><si><t>&b;</t></si></sst>'})
    write_zip("bomb.xlsx", excel_parts("<sheetData>" + " " * (24 << 20) + "</sheetData>"))
    write_zip("bad_shared_string.xlsx", excel_parts(
        '<sheetData><row r="7"><c r="C7" t="s"><v>5</v></c></row></sheetData>'))
    write_zip("not_well_formed.xlsx", excel_parts('<sheetData><row r="1"></sheetData>'))
    write_zip("missing_sheet.xlsx", {k: v for k, v in excel_parts("").items()
                                     if "worksheets" not in k})


def printed_decimals():
    """One number under many formats: what they print behind it is not in the value."""
    codes = {164: "0.0", 165: "#.##", 166: "#,##0.00_);[Red]\\(#,##0.00\\)", 167: "0.0%",
             168: "0.00E+00", 169: "0.000 ;-0.000 ", 170: "[&lt;1]0.00;0"}
    ids = [0, 164, 2, 165, 166, 168, 170, 49, 44]
    styles = (f'<numFmts count="{len(codes)}">'
              + "".join(f'<numFmt numFmtId="{i}" formatCode="{c}"/>' for i, c in codes.items())
              + '</numFmts><cellXfs>'
              + "".join(f'<xf numFmtId="{i}"/>' for i in [*ids, 167, 9, 169, 14]) + '</cellXfs>')

    def row(number, *cells):
        body = "".join(f'<c s="{style}"{kind}><v>{value}</v></c>' for style, value, kind in cells)
        return f'<row r="{number}">{body}</row>'

    sheet = ("<sheetData>" + row(1, *((style, 7, "") for style in range(len(ids))))
             + row(2, (9, 0.1, ""), (10, 0.3, ""), (9, 0.12345, ""), (11, 9.8123, ""), (1, 9.8123, ""),
                   (1, -7, ""), (2, 0, ""), (2, "9.8000000000000007", ""))
             + row(3, (12, 43756, ""), (1, "7", ' t="str"'), (1, 1, ' t="b"'), (1, "1E400", ""),
                   (11, "12345678901234", ""), (11, "123456789012345678", ""))
             + "</sheetData>")
    write_zip("decimals.xlsx", excel_parts(sheet, "", "", styles))
    rows = [["地区代码", "指标", "时期", "数值", "单位"], [330100, "出口", 2019, 7, "亿元"],
            [330200, "出口", 2019, 12.5, "亿元"], [330300, "出口", 2019, 8, "斗"]]
    body = "".join("<row>" + "".join(
        f'<c t="str"><v>{value}</v></c>' if isinstance(value, str) else f"<c><v>{value}</v></c>"
        for value in row) + "</row>" for row in rows)
    write_zip("decimals_tidy.xlsx", excel_parts(
        f"<sheetData>{body}</sheetData>", "", "", '<cellXfs><xf numFmtId="2"/></cellXfs>'))


def printed_decimals_ods():
    def cell(value, shown, kind="float"):
        return (f'<table:table-cell office:value-type="{kind}" office:value="{value}">'
                f'<text:p>{shown}</text:p></table:table-cell>')

    rows = [
        [cell(7, "7"), cell(7, "7.0"), cell(1234.5, "1,234.50"), cell(12, "¥12.00", "currency"),
         cell(0.1, "10.0%", "percentage"), cell(0.3, "30%", "percentage"), cell(0, "0.0"),
         cell(-7, "(7.00)"), cell("9.8000000000000007", "9.80")],
        [cell(9.8123, "9.8"), cell(6.96, "7.0"), cell(7000000, "7.0"), cell(1, "1.00E+00"),
         cell(7, "7 0/1"), cell(7, "###"), cell(1234, "1.234"), cell(7, ""), cell(0, "-")],
        [cell(7, "7.00000000000000000000"), cell("12345678901234", "12,345,678,901,234.000")],
    ]
    table = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    write_zip("decimals.ods", {"content.xml": ods_content(
        f'<table:table table:name="Sheet1">{table}</table:table>')}, ODS_TYPE)


def strict_book():
    """Strict namespaces with a prefix, absolute targets, no r attributes, unusual folders."""
    write_zip("strict_prefixed.xlsx", {
        "_rels/.rels": rels(("R1", "officeDocument", "/book/main.xml"), base=STRICT_REL),
        "book/main.xml": f'<x:workbook xmlns:x="{STRICT}" xmlns:rel="{STRICT_REL}"><x:sheets>'
                         '<x:sheet name="甲" sheetId="1" rel:id="R1" state="veryHidden"/>'
                         '</x:sheets></x:workbook>',
        "book/_rels/main.xml.rels": rels(("R1", "worksheet", "../data\\s.xml"),
                                         ("R2", "sharedStrings", "/data/../data/strings.xml"),
                                         base=STRICT_REL),
        "data/strings.xml": f'<x:sst xmlns:x="{STRICT}"><x:si><x:t>宁波</x:t></x:si></x:sst>',
        "DATA/S.xml": f'<x:worksheet xmlns:x="{STRICT}"><x:sheetData><x:row><x:c t="s"><x:v>0'
                      '</x:v></x:c><x:c><x:v>1.50</x:v></x:c></x:row><x:row/><x:row><x:c/>'
                      '<x:c t="inlineStr"><x:is><x:t>乙</x:t></x:is></x:c></x:row></x:sheetData>'
                      '</x:worksheet>',
    })


def other_packages():
    write_zip("word.docx", {"_rels/.rels": rels(("rId1", "officeDocument", "word/document.xml")),
                            "word/document.xml": "<w/>"})
    write_zip("binary.xlsb", {"_rels/.rels": rels(("rId1", "officeDocument", "xl/workbook.bin")),
                              "xl/workbook.bin": "x"})


ODS = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
       'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
       'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
       'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
       'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
       'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"')
ODS_TYPE = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet")


def ods_content(tables):
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODS}>'
            '<office:automatic-styles><style:style style:name="ta2" style:family="table">'
            '<style:table-properties table:display="false"/></style:style>'
            f'</office:automatic-styles><office:body><office:spreadsheet>{tables}'
            '</office:spreadsheet></office:body></office:document-content>')


def ods_books():
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    first = (
        '<table:table table:name="出口" table:style-name="ta1"><office:forms/><table:shapes>'
        '<draw:frame><draw:text-box><text:p>图形</text:p></draw:text-box></draw:frame>'
        '</table:shapes><table:table-column table:number-columns-repeated="16384"/>'
        '<table:table-header-rows><table:table-row><table:table-cell office:value-type="string" '
        'table:number-columns-spanned="3" table:number-rows-spanned="1"><office:annotation>'
        '<text:p>批注</text:p></office:annotation><text:p>标题<text:s text:c="2"/>'
        '<text:span>甲</text:span></text:p>\n<text:p>乙<text:tab/>丙</text:p></table:table-cell>'
        '<table:covered-table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell table:number-columns-repeated="16381"/></table:table-row>'
        '</table:table-header-rows>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell '
        'table:number-columns-repeated="2" office:value-type="float" '
        'office:value="26.779999999999998"><text:p>26.8</text:p></table:table-cell>'
        '<table:table-cell/><table:table-cell office:value-type="percentage" office:value="0.22">'
        '<text:p>22%</text:p></table:table-cell><table:table-cell office:value-type="currency" '
        'office:currency="CNY" office:value="12"><text:p>¥12</text:p></table:table-cell>'
        '</table:table-row>'
        f'<table:table-row table:number-rows-repeated="1000">{empty}</table:table-row>'
        '<table:table-row table:visibility="collapse"><table:table-cell office:value-type="date" '
        'office:date-value="2019-10-18"/><table:table-cell office:value-type="date" '
        'office:date-value="2019-10-18T13:30:00"/><table:table-cell office:value-type="time" '
        'office:time-value="PT08H05M00S"/><table:table-cell office:value-type="boolean" '
        'office:boolean-value="false"/><table:table-cell table:formula="of:=1/0" '
        'office:value-type="string" office:string-value="" calcext:value-type="error">'
        '<text:p>#DIV/0!</text:p></table:table-cell><table:table-cell table:formula="of:=[.A1]" '
        'office:value-type="float" office:value="0"><text:p>Err:502</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=1+1"/></table:table-row>'
        f'<table:table-row table:number-rows-repeated="1047570">{empty}</table:table-row>'
        '</table:table>')
    second = ('<table:table table:name="隐藏" table:style-name="ta2"><table:table-row>'
              '<table:table-cell office:value-type="string" office:string-value="只有值"/>'
              '</table:table-row></table:table>')
    write_zip("libreoffice.ods", {"content.xml": ods_content(first + second)}, ODS_TYPE)
    flood = ('<table:table table:name="洪水"><table:table-row '
             'table:number-rows-repeated="40000000"><table:table-cell '
             'table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
             '</table:table-row></table:table>')
    write_zip("flood.ods", {"content.xml": ods_content(flood)}, ODS_TYPE)
    write_zip("encrypted.ods", {
        "META-INF/manifest.xml": '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD '
                                 'Manifest 1.0//EN" "Manifest.dtd"><manifest:manifest>'
                                 '<manifest:file-entry><manifest:encryption-data/>'
                                 '</manifest:file-entry></manifest:manifest>',
        "content.xml": "xxxx"}, ODS_TYPE)
    write_zip("text.odt", {"content.xml": "<x/>"},
              ("mimetype", "application/vnd.oasis.opendocument.text"))


class Cached(ExcelFormula.Formula):
    """A formula with the result that Excel would have kept; xlwt keeps none."""

    def __init__(self, text, result):
        super().__init__(text)
        self.result = result


def cached_formula(cell):
    result = getattr(cell.frmla, "result", None)
    data = BIFFRecords.FormulaRecord(cell.rowx, cell.colx, cell.xf_idx, cell.frmla.rpn(),
                                     cell.calc_flags).get()
    behind = b""
    if isinstance(result, float):
        value = struct.pack("<d", result)
    elif isinstance(result, str):
        value = b"\0\0\0\0\0\0\xff\xff"
        text = result.encode("utf-16-le")
        body = struct.pack("<HB", len(result), 1) + text
        behind = struct.pack("<HH", 0x0207, len(body)) + body
    elif isinstance(result, bool):
        value = struct.pack("<BBB3xH", 1, 0, result, 0xFFFF)
    elif isinstance(result, int):
        value = struct.pack("<BBB3xH", 2, 0, result, 0xFFFF)
    else:
        return data
    return data[:10] + value + data[18:] + behind


def xls_books():
    FormulaCell.get_biff_data = cached_formula
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("出口")
    percent = xlwt.easyxf(num_format_str="0.00%")
    date = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    sheet.write_merge(0, 0, 0, 3, "浙江省进出口")
    for column, text in enumerate(["地区", "出口", "增速", "日期"]):
        sheet.write(1, column, text)
    sheet.write(2, 0, "温州市")
    sheet.write(2, 1, 26.78)
    sheet.write(2, 2, 0.2678, percent)
    sheet.write(2, 3, datetime.date(2019, 10, 18), date)
    sheet.write(3, 0, True)
    sheet.write(3, 1, 12345)
    sheet.write(3, 2, 0.1 + 0.2)
    sheet.write(3, 3, -1234.56)
    sheet.row(4).hidden = True
    sheet.write(4, 0, Cached("1+1", 2.0))
    sheet.write(4, 1, Cached('"a"', "公式文字"))
    sheet.write(4, 2, Cached("1/0", 7))
    sheet.write(4, 3, Cached("1=1", True))
    hidden = book.add_sheet("隐藏")
    hidden.visibility = 1
    hidden.write(6, 1, "a" * 3000)
    hidden.write(7, 1, "长" * 9000)
    book.save(str(OUT / "xlwt.xls"))
    data = (OUT / "xlwt.xls").read_bytes()
    rename = "EncryptedPackage".encode("utf-16-le")
    old = "Workbook".encode("utf-16-le")
    at = data.index(old)
    patched = bytearray(data)
    patched[at:at + len(rename)] = rename
    patched[at + 64:at + 66] = struct.pack("<H", len(rename) + 2)
    (OUT / "encrypted.xlsx").write_bytes(bytes(patched))
    biff5_book()


def printed_decimals_xls():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    cells = [(7, "General"), (7, "0.0"), (7, "0.00"), (7, "#.##"), (7, "@"), (0.1, "0.0%"),
             (0.3, "0%"), (9.8123, "0.0"), (0, "0.00"), (43756, "yyyy-mm-dd"), (7, "0.00E+00")]
    for column, (value, code) in enumerate(cells):
        sheet.write(0, column, value, xlwt.easyxf(num_format_str=code))
    sheet.write(1, 0, Cached("3+4", 7.0), xlwt.easyxf(num_format_str="0.0"))
    book.save(str(OUT / "decimals.xls"))


def record(number, body=b""):
    return struct.pack("<HH", number, len(body)) + body


def biff5_book():
    """Excel 95 in GBK, small enough for the small-sector stream of the container."""
    name = "进出口".encode("gbk")
    place = "温州".encode("gbk")
    begin = struct.pack("<HHHH", 0x0500, 5, 0, 0)
    book = record(0x0809, begin)
    book += record(0x0042, struct.pack("<H", 936))
    tail = record(0x00E0, struct.pack("<HH", 0, 10) + bytes(12)) + record(0x000A)
    offset = len(book) + 4 + 7 + len(name) + len(tail)
    book += record(0x0085, struct.pack("<IBBB", offset, 0, 0, len(name)) + name) + tail
    assert len(book) == offset
    book += record(0x0809, struct.pack("<HHHH", 0x0500, 0x10, 0, 0))
    book += record(0x0204, struct.pack("<HHHH", 0, 0, 0, len(place)) + place)
    book += record(0x0203, struct.pack("<HHHd", 0, 1, 0, 0.125))
    book += record(0x00BD, struct.pack("<HHHIHIH", 2, 0, 9, (100 << 2) | 2, 9, (2678 << 2) | 3, 1))
    book += record(0x000A)
    (OUT / "excel95.xls").write_bytes(small_container(book, "Book"))


def small_container(stream, name):
    """A compound file whose one stream lies in the small-sector store."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    small = -(-len(stream) // 64)
    store = -(-small * 64 // 512)
    header = bytearray(512)
    header[0:8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
    struct.pack_into("<HHHHH", header, 0x18, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 0x2C, 1, 1, 0, 4096, 2, 1, end, 0, 0)
    struct.pack_into("<109I", header, 0x4C, 0, *[free] * 108)
    table = [fat, end, end] + [3 + i + 1 for i in range(store)]
    table[-1] = end
    small_table = [i + 1 for i in range(small)]
    small_table[-1] = end

    def entry(title, kind, start, size, child=free):
        raw = bytearray(128)
        text = title.encode("utf-16-le")
        raw[0:len(text)] = text
        struct.pack_into("<HBB", raw, 0x40, len(text) + 2, kind, 1)
        struct.pack_into("<III", raw, 0x44, free, free, child)
        struct.pack_into("<II", raw, 0x74, start, size)
        return bytes(raw)

    directory = entry("Root Entry", 5, 3, store * 512, 1) + entry(name, 2, 0, len(stream))
    parts = [struct.pack("<128I", *table, *[free] * (128 - len(table))), directory.ljust(512, b"\0"),
             struct.pack("<128I", *small_table, *[free] * (128 - small)),
             stream.ljust(store * 512, b"\0")]
    return bytes(header) + b"".join(parts)


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    openpyxl_book()
    xlsxwriter_book()
    excel_book()
    printed_decimals()
    strict_book()
    other_packages()
    ods_books()
    printed_decimals_ods()
    xls_books()
    printed_decimals_xls()
