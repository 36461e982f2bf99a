import pytest

from policyfacts.readers.builder import Span
from policyfacts.readers.pdf_pages import Page, reading_order
from policyfacts.readers.pdf_pieces import Piece


def at(text: str, top: float, left: float = 72, right: float | None = None) -> Piece:
    return Piece(text, left, top, left + 10 * len(text) if right is None else right, top + 10)


def read(*pages: list[Piece]) -> list[str]:
    return [line.text for line in reading_order([Page(number, 595, 842, page) for number, page in enumerate(pages)])]


@pytest.mark.parametrize(
    "text",
    ["3", "— 3 —", "- 12 -", "－３－".replace("３", "3"), "第3页 共9页", "第 3 页", "3/9", "iv", "·3·", "第三页"],
)
def test_page_numbers_are_left_out_at_the_edges_only(text: str) -> None:
    if text.startswith("－"):
        text = text.replace("－", "–")
    assert read([at("正文", 400), at(text, 800)]) == ["正文"]
    assert read([at("正文", 400), at("2023", 500)]) == ["正文", "2023"]


def test_heads_that_repeat_are_left_out_up_to_their_digits() -> None:
    pages = [
        [at(f"统计月报2023年第{n}期", 40), at(f"第{n}条", 60), at(f"正文{name}", 400)]
        for n, name in enumerate("甲乙丙丁")
    ]
    assert read(*pages) == ["正文甲", "正文乙", "正文丙", "正文丁"]


def test_lines_that_do_not_repeat_and_rows_of_figures_stay() -> None:
    assert read(*[[at(f"甲{name}局", 40), at("正文", 400)] for name in "子丑寅"]) == [
        "甲子局",
        "正文",
        "甲丑局",
        "正文",
        "甲寅局",
        "正文",
    ]
    row = [at("合计", 60), at("1.5", 60, 200), at("2.5", 60, 300)]
    assert len(read([*row], [*row], [*row])) == 3


@pytest.mark.parametrize("entry", ["一、综合……………3", "一、综合........3", "（一） 农业 · · · · · · · · 12", "附录…… 5"])
def test_entries_of_the_table_of_contents_are_left_out(entry: str) -> None:
    assert read([at("目 录", 100), at(entry, 120), at("正文", 400)]) == ["正文"]


def test_entries_without_leaders_are_left_out_below_the_words_table_of_contents() -> None:
    contents = Piece("", 72, 120, 500, 200, table=[[Span("一、综合"), Span("3")], [Span("二、农业"), Span("5")]])
    entry = [at("三、工业", 220), at("9", 220, 500)]
    assert read([at("目录", 100), contents, *entry, at("正文", 400), at("产量　9", 420)]) == ["正文", "产量　9"]


def test_columns_are_read_between_what_stands_across_them() -> None:
    columns = [
        at(f"{side}{n}", 100 + 20 * n, left, left + 200) for n in range(8) for side, left in (("左", 60), ("右", 300))
    ]
    page = [*columns[:8], at("横贯全页的标题", 175, 60, 500), *columns[8:]]
    left, right = [f"左{n}" for n in range(8)], [f"右{n}" for n in range(8)]
    assert read(page) == [*left[:4], *right[:4], "横贯全页的标题", *left[4:], *right[4:]]


def test_columns_of_a_table_are_no_columns_of_text() -> None:
    page = [at(text, 100 + 20 * n, left) for n in range(8) for text, left in ((f"第{n}县", 60), (f"{n}.5", 300))]
    (table,) = [line.piece.table for line in reading_order([Page(0, 595, 842, page)])]
    assert table is not None and [cell.text for cell in table[3]] == ["第3县", "3.5"]
