import io
import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from policyfacts.document import Document
from policyfacts.readers import pdf_scan
from policyfacts.readers.errors import ReadError
from policyfacts.readers.pdf import read

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
GROWTH = "全市实现增加值1234.5亿元，比上年增长5.2%，其中制造业增加值567.8亿元，增长4.6%。"
HARVEST = "全年粮食总产量456.7万吨，增产1.2%；油料产量12.3万吨，减产0.5%，其中花生产量5.6万吨。"
HEADER = ["县区", "人口（万人）", "产值（亿元）"]


def pdf(*pages: Callable[[Canvas], None], **options: Any) -> bytes:
    """A PDF of pages that functions draw."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(canvas: Canvas, text: str, x: float, y: float, size: float = 12) -> None:
    canvas.setFont(FONT, size)
    canvas.drawString(x, y, text)


def paragraph(canvas: Canvas, text: str, y: float, x: float = 72, width: float = 451, indent: float = 24) -> float:
    """Draw a paragraph in lines that fill a width; gives where the next one goes."""
    line, room, left = "", width - indent, x + indent
    for character in text:
        if pdfmetrics.stringWidth(line + character, FONT, 12) > room:
            write(canvas, line, left, y)
            line, room, left, y = "", width, x, y - 20
        line += character
    write(canvas, line, left, y)
    return y - 20


def table(canvas: Canvas, rows: Sequence[Sequence[str]], y: float, x: float = 72) -> None:
    columns = len(rows[0])
    for number in range(len(rows) + 1):
        canvas.line(x, y - number * 20, x + columns * 120, y - number * 20)
    for number in range(columns + 1):
        canvas.line(x + number * 120, y, x + number * 120, y - len(rows) * 20)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            write(canvas, text, x + column * 120 + 4, y - number * 20 - 14, 10.5)


def document(data: bytes) -> Document:
    return read(data, name="a.pdf")[0]


def texts(found: Document) -> list[str]:
    """The blocks that are no tables, their lines joined."""
    return [found.text[b.start : b.end].replace("\n", "") for b in found.blocks if b.table is None]


def tables(found: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in b.table.rows] for b in found.blocks if b.table is not None]


def test_lines_become_paragraphs_and_stay_lines_of_the_text() -> None:
    def page(canvas: Canvas) -> None:
        y = paragraph(canvas, GROWTH * 3, 700)
        paragraph(canvas, HARVEST * 2, y)

    found = document(pdf(page))
    assert texts(found) == [GROWTH * 3, HARVEST * 2]
    assert "\n" in found.text[found.blocks[0].start : found.blocks[0].end]
    assert (found.name, found.pages, found.problems) == ("a.pdf", (0,), ())


def test_paragraphs_without_an_indent_end_where_they_stand_apart() -> None:
    words = [GROWTH * 3, HARVEST * 2, GROWTH + HARVEST, HARVEST * 3]

    def page(canvas: Canvas) -> None:
        y = 760.0
        for text in words:
            y = paragraph(canvas, text, y, indent=0) - 10

    assert texts(document(pdf(page))) == words


def test_a_paragraph_and_its_figure_go_on_over_the_page() -> None:
    line = "全年进出口总额增长较快，高新技术产品出口占比提高，出口总额达到"  # as wide as the page with the figure

    def first(canvas: Canvas) -> None:
        paragraph(canvas, GROWTH * 2, 700)
        write(canvas, line, 96, 120)
        write(canvas, "12", 96 + 12 * len(line), 120)

    def second(canvas: Canvas) -> None:
        write(canvas, "34.5亿元，增长3.3%。", 72, 760)
        paragraph(canvas, GROWTH, 740)

    found = document(pdf(first, second))
    assert texts(found)[1] == line + "1234.5亿元，增长3.3%。"
    assert found.text[found.pages[1] :].startswith("34.5亿元")
    assert [found.page(found.text.index(text)) for text in ("出口总额", "34.5亿元，增长3.3%")] == [1, 2]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            write(canvas, f"甲市统计公报　第{number}期", 72, 805, 9)
            paragraph(canvas, f"第{number}县" + GROWTH, 700)
            write(
                canvas, [f"— {number} —", f"第{number}页 共4页", str(number), f"- {number} -"][number - 1], 280, 30, 9
            )

        return draw

    found = document(pdf(*map(page, range(1, 5))))
    assert texts(found) == [f"第{number}县{GROWTH}" for number in range(1, 5)]
    assert len(found.pages) == 4


def test_the_table_of_contents_is_left_out() -> None:
    def contents(canvas: Canvas) -> None:
        write(canvas, "目　录", 270, 760, 18)
        write(canvas, "一、综合" + "." * 60 + "1", 72, 720)
        write(canvas, "二、农业" + "……" * 10 + "12", 72, 700)

    assert texts(document(pdf(contents, lambda canvas: paragraph(canvas, GROWTH, 700) and None))) == [GROWTH]


@pytest.mark.parametrize("by_line", [False, True])
def test_two_columns_are_read_one_after_the_other(by_line: bool) -> None:
    left, right = [GROWTH * 4, HARVEST * 3], [HARVEST * 4, GROWTH * 3]

    class Recorder:
        def __init__(self) -> None:
            self.calls: list[tuple[str, float, float, float]] = []

        def setFont(self, *_: object) -> None: ...  # noqa: N802

        def drawString(self, x: float, y: float, text: str) -> None:  # noqa: N802
            self.calls.append((text, x, y, 12))

    recorder: Any = Recorder()
    for x, paragraphs in ((60, left), (310, right)):
        y = 700.0
        for text in paragraphs:
            y = paragraph(recorder, text, y, x, 228)

    def page(canvas: Canvas) -> None:
        write(canvas, "甲市统计公报解读", 225, 780, 18)
        for call in sorted(recorder.calls, key=lambda call: (-call[2], call[1])) if by_line else recorder.calls:
            write(canvas, *call)

    found = document(pdf(page))
    assert texts(found) == ["甲市统计公报解读", *left, *right]
    assert found.title == "甲市统计公报解读"


def test_the_title_is_the_large_lines_in_the_middle() -> None:
    def page(canvas: Canvas) -> None:
        for y, text in ((780, "甲市2023年国民经济和"), (752, "社会发展统计公报")):
            canvas.setFont(FONT, 20)
            canvas.drawCentredString(297, y, text)
        paragraph(canvas, GROWTH * 2, 700)

    found = document(pdf(page))
    assert found.title == "甲市2023年国民经济和社会发展统计公报"
    assert [block.kind for block in found.blocks] == ["heading", "paragraph"]


def test_a_ruled_table_stands_between_the_paragraphs() -> None:
    rows = [HEADER, ["甲县", "12.5", "1,234.5"], ["　子镇", "2.5", "-"], ["乙县", "", "34.5"]]

    def page(canvas: Canvas) -> None:
        paragraph(canvas, HARVEST, 500)
        table(canvas, rows, 680)
        write(canvas, "表1　各县情况", 250, 700)
        paragraph(canvas, GROWTH, 750)

    found = document(pdf(page))
    assert tables(found) == [rows]
    assert [block.kind for block in found.blocks] == ["paragraph", "paragraph", "table", "paragraph"]


def test_cells_of_several_lines_rows_and_columns() -> None:
    def page(canvas: Canvas) -> None:
        for x, top, bottom in ((72, 700, 620), (192, 700, 620), (312, 680, 620), (432, 700, 620)):
            canvas.line(x, top, x, bottom)
        for y, left in ((700, 72), (680, 192), (660, 72), (620, 72)):
            canvas.line(left, y, 432, y)
        for text, x, y in (("地区", 76, 675), ("产量", 290, 686), ("2023年", 200, 666), ("2022年", 320, 666)):
            write(canvas, text, x, y, 10)
        for text, x, y in (
            ("名称很长的", 76, 645),
            ("甲县", 76, 630),
            ("1,234,", 200, 645),
            ("567", 200, 630),
            ("8", 320, 636),
        ):
            write(canvas, text, x, y, 10)

    assert tables(document(pdf(page))) == [
        [["地区", "产量", "产量"], ["地区", "2023年", "2022年"], ["名称很长的甲县", "1,234,567", "8"]]
    ]


@pytest.mark.parametrize("repeated", [False, True])
def test_a_table_goes_on_over_pages(repeated: bool) -> None:
    rows = [[f"{name}县", f"1{number}.5", f"2{number}.5"] for number, name in enumerate("子丑寅卯辰巳")]

    def page(number: int) -> Callable[[Canvas], None]:
        head = [HEADER] if repeated or number == 0 else []
        return lambda canvas: table(canvas, head + rows[2 * number : 2 * number + 2], 760)

    found = document(pdf(page(0), page(1), page(2)))
    assert tables(found) == [[HEADER, *rows]]
    assert [found.text[start:].split("\t")[0] for start in found.pages] == ["县区", "寅县", "辰县"]


def test_a_table_with_another_header_is_another_table() -> None:
    def page(header: list[str]) -> Callable[[Canvas], None]:
        return lambda canvas: table(canvas, [header, ["子县", "1.5", "2.5"], ["丑县", "1.6", "2.6"]], 760)

    found = document(pdf(page(HEADER), page(["县区", "面积（公顷）", "产量（吨）"])))
    assert [rows[0][1] for rows in tables(found)] == ["人口（万人）", "面积（公顷）"]


def test_footnote_marks_are_no_digits_of_figures() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, "全市增加值1234.5", 72, 700)
        x = 72 + pdfmetrics.stringWidth("全市增加值1234.5", FONT, 12)
        write(canvas, "2", x, 706, 6)
        write(canvas, "亿元，面积30km", x + 4, 700)
        write(canvas, "2", x + 4 + pdfmetrics.stringWidth("亿元，面积30km", FONT, 12), 706, 6)

    assert texts(document(pdf(page))) == ["全市增加值1234.5亿元，面积30km2"]


@pytest.mark.parametrize("turned", [False, True])
def test_text_that_runs_up_the_page_is_read_with_its_table(turned: bool) -> None:
    rows = [["县区", "2022年", "2023年"], ["1区", "12.5", "34.5"], ["2区", "13.5", "35.5"]]

    def page(canvas: Canvas) -> None:
        if turned:
            canvas.setPageRotation(90)
        canvas.translate(500, 60)
        canvas.rotate(90)
        write(canvas, "2023年各县情况表1", 72, 220)
        table(canvas, rows, 200)

    found = document(pdf(page))
    assert tables(found)[0][1:] == rows[1:]
    assert tables(found)[0][0][1:] == rows[0][1:]
    assert texts(found) == ["2023年各县情况表1"]


def test_passwords() -> None:
    def page(canvas: Canvas) -> None:
        paragraph(canvas, GROWTH, 700)

    with pytest.raises(ReadError, match="password.*save it without") as caught:
        read(pdf(page, encrypt=pdfencrypt.StandardEncryption("secret")), name="a.pdf")
    assert caught.value.kind == "encrypted"
    # A password that only keeps from printing does not keep from reading.
    assert texts(document(pdf(page, encrypt=pdfencrypt.StandardEncryption("", ownerPassword="owner")))) == [GROWTH]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", b"%PDF-1.7\n" + bytes(range(256)) * 30])
def test_what_is_no_pdf_is_damaged(data: bytes) -> None:
    with pytest.raises(ReadError, match="damaged or cut off") as caught:
        read(data, name="a.pdf")
    assert caught.value.kind == "damaged"


def test_damaged_files_never_raise_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_scan, "can_scan", lambda: False)
    whole = pdf(*[lambda canvas: table(canvas, [HEADER, ["甲县", "12.5", "34.5"]], 700)] * 3)
    chance = random.Random(7)
    read_at_all = 0
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read_at_all += bool(document(bytes(data[: chance.choice((len(data), chance.randrange(len(data))))])))
        except ReadError as error:
            assert error.kind in ("damaged", "encrypted", "scanned")
    assert read_at_all > 5


def test_a_file_that_is_cut_off_says_so() -> None:
    whole = pdf(*[lambda canvas: paragraph(canvas, GROWTH, 700) and None] * 3)
    found = document(whole[: whole.rindex(b"startxref")])
    assert texts(found) == [GROWTH] * 3
    assert [(problem.kind, problem.severity) for problem in found.problems] == [("damaged", "partial")]


def picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "gray")), 0, 0, 595, 842)


def test_scanned_pages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_scan, "can_scan", lambda: False)
    pages = [picture, picture, lambda canvas: paragraph(canvas, GROWTH, 700) and None, picture]
    (problem,) = document(pdf(*pages)).problems
    assert (problem.kind, problem.severity, problem.doc) == ("scanned", "partial", "a.pdf")
    assert "on pages 1-2, 4;" in problem.message and "pip install 'policyfacts[ocr]'" in problem.message
    with pytest.raises(ReadError, match="only pictures of it, on page 1;") as caught:
        read(pdf(picture), name="a.pdf")
    assert caught.value.kind == "scanned"


def test_scanned_pages_are_read_where_that_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def engine() -> Any:
        def read_picture(array: Any) -> Any:
            assert array.shape[:2] == (1684, 1190)

            class Result:
                boxes = [[[144, y], [1046, y], [1046, y + 24], [144, y + 24]] for y in (200, 240)]
                txts = ["全市出口１，２３４.5亿元，增长3.3%，其中机电产品出口５67.8亿元，占全部出口的", "45.9%。"]
                scores = [0.99, 0.98]

            return Result()

        return read_picture

    monkeypatch.setattr(pdf_scan, "can_scan", lambda: True)
    monkeypatch.setattr(pdf_scan, "_engine", engine)
    found = document(pdf(picture))
    assert found.text == "全市出口１,２３４.5亿元，增长3.3%，其中机电产品出口５67.8亿元，占全部出口的\n45.9%。\n"
    assert len(found.blocks) == 1 and not found.problems


def test_an_empty_page_is_no_scan() -> None:
    found = document(pdf(lambda canvas: paragraph(canvas, GROWTH, 700) and None, lambda canvas: None))
    assert (len(found.pages), found.problems) == (2, ())


def test_quotes_of_another_font_drawn_last_stand_where_they_are_seen() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, "三公", 108, 700)
        write(canvas, "经费支出", 144, 700)
        quotes = canvas.beginText(101, 700)  # one string, with a wide space
        quotes.setFont("Helvetica", 12)
        quotes.setWordSpace(23)
        quotes.textOut("< >")
        canvas.drawText(quotes)
        write(canvas, "1.86亿元。", 198, 700)

    assert "<三公>经费支出1.86亿元" in "".join(read(pdf(draw), name="甲.pdf")[0].text.split())


def test_a_minus_at_the_end_of_a_line_is_no_hyphen() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, "全年旅行社实现营业收入若干亿元，其中全部旅行社共计实现营业利润", 72, 700)
        canvas.drawString(72 + 12 * 31, 700, "-")
        write(canvas, "68.87亿元，比上年减少一些。", 72, 680)

    assert "营业利润-68.87亿元" in "".join(read(pdf(draw), name="甲.pdf")[0].text.split())
