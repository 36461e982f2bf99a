import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from policyfacts.readers import pdf_scan
from policyfacts.readers.pdf import read
from policyfacts.readers.pdf_fonts import box_font

SENTENCE = "企业3个，【注】增长"
ROWS = [["项目", "单位", "产量"], ["企业", "个", "12"], ["粮食", "吨", "34.5"], ["比重", "%", "5.6"]]
READ_WITHOUT_FONTS = """
import pypdfium2.raw, sys
pypdfium2.raw.FPDF_SetSystemFontInfo(None)
from policyfacts.readers.pdf import read
sys.stdout.buffer.write(read(sys.stdin.buffer.read(), name="a.pdf")[0].text.encode())
"""


def page(canvas: Canvas, font: str) -> None:
    """A sentence drawn character by character, and a table whose cells hold one character."""
    for number, character in enumerate(SENTENCE):
        canvas.setFont(font, 12)
        canvas.drawString(72 + 12 * number, 700, character)
    for number in range(len(ROWS) + 1):
        canvas.line(72, 600 - number * 20, 372, 600 - number * 20)
    for column in range(4):
        canvas.line(72 + column * 100, 600, 72 + column * 100, 600 - len(ROWS) * 20)
    for number, row in enumerate(ROWS):
        for column, text in enumerate(row):
            canvas.setFont(font, 10.5)
            canvas.drawString(76 + column * 100, 586 - number * 20, text)


def pdf(font: str = "STSong-Light") -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    page(canvas, font)
    canvas.save()
    return buffer.getvalue()


def named_only(base: str, flags: int) -> bytes:
    """A PDF of a word processor that embeds no fonts: glyphs of a font that is only named, and what they mean."""
    codes = {character: 700 + number for number, character in enumerate(sorted(set(SENTENCE)))}
    meanings = "".join(f"<{code:04X}><{ord(character):04X}>\n" for character, code in codes.items())
    to_unicode = (
        f"begincmap 1 begincodespacerange <0000><FFFF> endcodespacerange\n{len(codes)} beginbfchar\n{meanings}"
        "endbfchar endcmap"
    )
    drawn = "".join(
        f"BT /F 12 Tf {72 + 12 * number} 700 Td <{codes[character]:04X}> Tj ET\n"
        for number, character in enumerate(SENTENCE)
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 8 0 R>>",
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}/DW 1000/FontDescriptor 7 0 R"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        f"<</Type/FontDescriptor/FontName/{base}/Flags {flags}/FontBBox[0 -140 1000 860]/Ascent 860/Descent -140>>",
        f"<</Length {len(to_unicode)}>>stream\n{to_unicode}\nendstream",
    ]
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, 1))
    return f"%PDF-1.5\n{body}trailer<</Size 9/Root 1 0 R>>\nstartxref\n0\n%%EOF\n".encode()


def read_without_fonts(data: bytes) -> str:
    """What a process reads whose pdfium knows no fonts of the machine."""
    done = subprocess.run([sys.executable, "-c", READ_WITHOUT_FONTS], input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize("font", ["STSong-Light", "MSung-Light", "HeiseiMin-W3", "HYSMyeongJo-Medium"])
def test_characters_that_stand_alone_are_read_whatever_fonts_a_machine_has(font: str) -> None:
    (document,) = read(pdf(font), name="a.pdf")
    tables = [block.table.rows for block in document.blocks if block.table is not None]
    assert [[[cell.text for cell in row] for row in table] for table in tables] == [ROWS]
    assert "".join(document.text.split()).startswith(SENTENCE)
    assert read_without_fonts(pdf(font)) == document.text


@pytest.mark.parametrize("flags", [4, 32])
@pytest.mark.parametrize("base", ["SimSun", "ABCDEF+FZXBSJW--GB1-0", "#CB#CE#CC#E5"])
def test_fonts_that_are_only_named(base: str, flags: int) -> None:
    data = named_only(base, flags)
    assert "".join(read(data, name="a.pdf")[0].text.split()) == SENTENCE
    assert "".join(read_without_fonts(data).split()) == SENTENCE


def picture(data: bytes) -> bytes:
    """The first page of a PDF, as pypdfium2 draws it."""
    document = pypdfium2.PdfDocument(data)
    try:
        return bytes(document[0].render(scale=2).buffer)
    finally:
        document.close()


def test_others_draw_with_the_fonts_of_the_machine() -> None:
    data = pdf()
    before = picture(data)
    with box_font():
        assert picture(data) != before
    read(data, name="a.pdf")
    assert picture(data) == before


def test_pages_are_drawn_for_ocr_with_the_fonts_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "gray")), 0, 0, 595, 842)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas.setFont("STSong-Light", 20)
    canvas.drawString(72, 700, "此件公开发布")
    canvas.save()
    seen = []

    def scanned(array: Any) -> list[Any]:
        seen.append(array.tobytes())
        return []

    monkeypatch.setattr(pdf_scan, "can_scan", lambda: True)
    monkeypatch.setattr(pdf_scan, "scanned", lambda array, scale: scanned(array))
    read(buffer.getvalue(), name="a.pdf")
    assert seen == [picture(buffer.getvalue())]


def test_the_font_is_small_and_beside_the_reader() -> None:
    import policyfacts.readers.pdf_fonts as module

    assert Path(module.__file__).with_name("box.ttf").stat().st_size < 1000
