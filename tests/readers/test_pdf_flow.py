from policyfacts.document import Document
from policyfacts.readers.builder import DocumentBuilder, Span
from policyfacts.readers.pdf_flow import Item, items_of, write
from policyfacts.readers.pdf_pages import Line
from policyfacts.readers.pdf_pieces import Piece

LEFT, RIGHT = 70.0, 470.0  # forty characters of ten points
FULL = "全市增加值增长较快，" * 4


def line(text: str, top: float, indent: int = 0, page: int = 0, size: float = 10) -> Line:
    left = LEFT + indent * 10
    return Line(Piece(text, left, top, min(left + size * len(text), RIGHT), top + size), page, (595, 842, 1, 0))


def joined(*lines: Line) -> list[str]:
    body = [line(FULL, 500 + 15 * n, page=99) for n in range(8)]  # so that the margins are known
    return ["".join(item.lines) for item in items_of([*lines, line("正文", 480, 5, page=99), *body])][: -1 - 1]


def test_full_lines_go_on_and_short_ones_end() -> None:
    assert joined(line(FULL[2:], 100, 2), line("增长5.2%。", 115), line("下一段。", 130)) == [
        FULL[2:] + "增长5.2%。",
        "下一段。",
    ]


def test_an_indented_line_begins_a_paragraph() -> None:
    ended = FULL[:-1] + "。"
    assert joined(line(ended, 100), line(FULL[2:], 115, 2), line("增长。", 130)) == [ended, FULL[2:] + "增长。"]


def test_a_wider_gap_and_other_characters_begin_a_paragraph() -> None:
    ended = FULL[:-1] + "。"
    assert joined(line(ended, 100), line("乙市", 125)) == [ended, "乙市"]
    assert joined(line(FULL, 100), line("大字", 115, size=16)) == [FULL, "大字"]
    assert joined(line(FULL, 100), line("甲市", 400)) == [FULL, "甲市"]


def test_a_word_too_long_for_the_line_leaves_it_short() -> None:
    short = FULL[:36]
    assert joined(line(short, 100), line("1234567.8亿元", 115)) == [short + "1234567.8亿元"]
    assert joined(line(short, 100), line("亿元", 115)) == [short, "亿元"]
    assert joined(line(short, 100), line("（GDP）31亿元", 115)) == [short + "（GDP）31亿元"]
    assert joined(line(FULL[:38], 100), line("元，增长5%。", 115)) == [FULL[:38] + "元，增长5%。"]
    assert joined(line(FULL[:38], 100), line("元增长5%。", 115)) == [FULL[:38], "元增长5%。"]


def test_a_title_of_a_full_line_and_a_short_one_is_one() -> None:
    title = line(FULL[:25], 60, size=16), line("公报", 80, 18, size=16)
    heading = next(iter(items_of([*title, *(line(FULL, 110 + 15 * n) for n in range(9))])))
    assert (heading.kind, "".join(heading.lines)) == ("heading", FULL[:25] + "公报")


def test_items_that_hang_below_their_mark_go_on() -> None:
    item = "（一）" + FULL[3:]
    assert joined(line(item, 100), line("增长。", 115, 3), line("（二）农业", 130)) == [item + "增长。", "（二）农业"]


def test_a_paragraph_goes_on_over_the_page() -> None:
    assert joined(line(FULL, 800), line("增长。", 70, page=1)) == [FULL + "增长。"]


def table(rows: list[list[Span]], page: int) -> Line:
    return Line(Piece("", LEFT, 100, RIGHT, 300, table=rows), page, (595, 842, 1, 0))


def spans(*lines: str) -> list[list[Span]]:
    return [[Span(text) for text in words.split("|")] for words in lines]


def written(items: list[Item], pages: int) -> Document:
    return write(items, DocumentBuilder(), "a.pdf", pages)


def test_tables_go_on_with_the_same_columns_only() -> None:
    head, more = spans("县|产量", "甲|1.5"), spans("乙|2.5")
    assert [len(item.rows) for item in items_of([table(head, 0), table(more, 1)])] == [3]
    assert len(items_of([table(head, 0), table(spans("乙|2.5|3"), 1)])) == 2
    assert len(items_of([table(head, 0), table(spans("镇|面积", "丙|3.5"), 1)])) == 2
    assert len(items_of([table(head, 0), line("正文", 50, page=1), table(more, 1)])) == 3
    assert len(items_of([table(head, 0), table(more, 2)])) == 2


def test_what_stands_above_the_rest_of_a_table_goes_with_it_only() -> None:
    head, more, other = spans("县|产量", "甲|1.5"), spans("乙|2.5"), spans("镇|面积", "丙|3.5")
    above = [line("续表1", 50, page=1), line("单位：吨", 65, page=1)]
    assert [len(item.rows) for item in items_of([table(head, 0), *above, table(more, 1)])] == [3]
    found = items_of([table(head, 0), *above, table(other, 1)])
    assert [item.lines for item in found] == [[], ["续表1"], ["单位：吨"], []]
    assert [item.lines for item in items_of([table(head, 0), *above])] == [[], ["续表1"], ["单位：吨"]]


def test_pages_begin_at_the_line_or_row_that_is_first_on_them() -> None:
    items = [
        Item("paragraph", lines=["甲市", "出口", "增长"], pages=[0, 0, 1]),
        Item("table", rows=spans("县|产量", "甲|1.5", "乙|2.5"), pages=[2, 2, 4]),
    ]
    found = written(items, 6)
    assert [found.text[start:].split("\n")[0] for start in found.pages] == [
        "甲市",
        "增长",
        "县\t产量",
        "乙\t2.5",
        "乙\t2.5",
        "",
    ]


def test_the_title_leaves_out_dates_and_names_of_gazettes() -> None:
    words = ["甲市人民政府文件", "甲政发〔2023〕12号", "关于印发 2023 年规划的通知", "2023年5月"]
    items = [Item("heading", lines=[text], pages=[0]) for text in words]
    assert written([*items, Item("paragraph", lines=["正文。"], pages=[0])], 1).title == "关于印发2023年规划的通知"
    assert written([Item("paragraph", lines=["正文。"], pages=[0])], 1).title == ""


def test_where_paragraphs_are_indented_a_ragged_line_goes_on() -> None:
    body = [line(FULL[2:], 100 + 15 * n, 2) if n % 3 == 0 else line(FULL, 100 + 15 * n) for n in range(12)]
    lines = [*body, line(FULL[:30], 280), line("倍、23.7%、11.9%和34.2%。", 295)]
    assert items_of(lines)[-1].lines[-2:] == [FULL[:30], "倍、23.7%、11.9%和34.2%。"]


def test_no_line_begins_with_a_comma() -> None:
    assert joined(line(FULL[:20], 100), line("、5.5%。", 115)) == [FULL[:20] + "、5.5%。"]
