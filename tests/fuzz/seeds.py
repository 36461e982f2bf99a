"""What fuzzing begins with: small files of each format, and the parts of those that are containers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from policyfacts.rules.locate import patterns_folder
from rendering import FORMATS, Part

HERE = Path(__file__).resolve().parent
TEXT = "2024年宁波市出口1876.9亿元，同比增长20.7%；其中，一、二季度分别为3.2亿吨和9.7亿吨，占比由三成提高到41.5%。"
PARTS = [
    Part("heading", "一、2023年宁波市经济运行情况"),
    Part("paragraph", TEXT),
    Part("table", rows=(("指标", "2023年（亿元）", "增长%"), ("出口", "8,288.1", "-0.1"), ("  #机电", "12", "5"))),
]
RTF = rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}}\f0 \'b3\'f6\'bf\'da12\u20159?\'d4\'aa\cell\par}"
MAIL = (
    "From: a@b.cn\nMIME-Version: 1.0\nSubject: =?gb2312?B?s/a/2g==?=\n"
    "Content-Type: multipart/alternative; boundary=b\n\n"
    "--b\nContent-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: base64\n\ns/a/2jEy0trUqqOs1PazpDUlo64=\n"
    "--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    "<p>=E5=87=BA12</p>\n--b--\n"
)
OFD_DRAWN = (
    '<TextObject Boundary="10 10 90 9" Size="4"><TextCode X="0" Y="4" DeltaX="g 2 4">出口5亿元</TextCode></TextObject>'
)
OFD = {
    "OFD.xml": "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>",
    "D/Document.xml": '<Document><Pages><Page BaseLoc="P/0.xml"/></Pages></Document>',
    "D/P/0.xml": f"<Page><Content><Layer>{OFD_DRAWN}</Layer></Content></Page>",
}
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCX_CELL = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>出口</w:t></w:r></w:p></w:tc>'
DOCX_HEAD = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>一、运行情况</w:t></w:r></w:p>'
DOCX_NOTE = '<w:p><w:ins><w:r><w:t>注</w:t></w:r></w:ins><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
DOCX = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{OFFICE_RELATION}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="f" Type="{OFFICE_RELATION}/footnotes" '
        'Target="footnotes.xml"/></Relationships>'
    ),
    "word/document.xml": (
        f"<w:document {W}><w:body>{DOCX_HEAD}<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>"
        f"<w:tbl><w:tr>{DOCX_CELL}</w:tr></w:tbl>{DOCX_NOTE}</w:body></w:document>"
    ),
    "word/footnotes.xml": (
        f'<w:footnotes {W}><w:footnote w:id="1"><w:p><w:r><w:t>同比增长5%</w:t></w:r></w:p></w:footnote></w:footnotes>'
    ),
}
ODS_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
ODS_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
ODS_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
ODS_CELLS = (
    '<table:table-cell office:value-type="string"><text:p>出口</text:p></table:table-cell>'
    '<table:table-cell office:value-type="percentage" office:value="0.051" table:number-columns-repeated="2">'
    "<text:p>5.1%</text:p></table:table-cell>"
)
ODS = {
    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
    "META-INF/manifest.xml": "<manifest/>",
    "content.xml": (
        f'<office:document-content xmlns:office="{ODS_OFFICE}" xmlns:table="{ODS_TABLE}" xmlns:text="{ODS_TEXT}">'
        '<office:body><office:spreadsheet><table:table table:name="一"><table:table-row table:number-rows-repeated="2">'
        f"{ODS_CELLS}</table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    ),
}


def packed(members: dict[str, str | bytes]) -> bytes:
    """A zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The members of a zip, in the order of their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in sorted(archive.namelist())}


def _pptx() -> bytes:
    from pptx import Presentation

    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "出口", TEXT
    table = slide.shapes.add_table(2, 2, 0, 0, 9_000_000, 900_000).table
    table.cell(0, 0).text, table.cell(1, 1).text = "指标", "5.1%"
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def _xls() -> bytes:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("一")
    sheet.write(0, 0, "指标")
    sheet.write(1, 1, 0.051, xlwt.easyxf(num_format_str="0.0%"))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@lru_cache
def container(format: str) -> bytes:
    """A whole file of a format that is a container."""
    made: dict[str, Callable[[], bytes]] = {
        "docx": lambda: packed(dict(DOCX)),
        "xlsx": lambda: FORMATS[".xlsx"](PARTS),
        "pptx": _pptx,
        "ofd": lambda: packed(dict(OFD)),
        "ods": lambda: packed(dict(ODS)),
        "zip": lambda: packed({"甲/一.txt": TEXT, "二.html": f"<p>{TEXT}", "三.zip": packed({"四.csv": "值\n5\n"})}),
    }
    return made[format]()


def plain(format: str) -> list[bytes]:
    """Files of a format that is read as it is."""
    made: dict[str, Callable[[], list[bytes]]] = {
        "text": lambda: [TEXT.encode(), TEXT.encode("gb18030"), TEXT.encode("utf-16"), FORMATS[".md"](PARTS)],
        "html": lambda: [FORMATS[".html"](PARTS)],
        "mail": lambda: [MAIL.encode()],
        "pdf": lambda: [FORMATS[".pdf"](PARTS)],
        "rtf": lambda: [RTF],
        "xls": lambda: [_xls()],
        "csv": lambda: ["指标,单位,值\n出口,亿元,5\n".encode(), f'标题,正文\n"甲","{TEXT * 4}"\n'.encode()],
    }
    return made[format]()


def pattern_files() -> list[Path]:
    """The pattern files of the package, a small one of each kind."""
    folder = patterns_folder()
    kinds = [sorted((folder / kind).glob("*.toml")) for kind in ("mentions", "grammar", "words", "sentences")]
    return [min(files, key=lambda path: path.stat().st_size) for files in kinds] + [folder / "accounts.toml"]
