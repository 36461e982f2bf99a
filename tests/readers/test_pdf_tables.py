from policyfacts.readers.builder import Span
from policyfacts.readers.pdf_aligned import with_aligned_tables
from policyfacts.readers.pdf_grids import grids
from policyfacts.readers.pdf_pieces import Piece
from policyfacts.readers.pdf_tables import lines_of, parts_of, with_ruled_tables


def at(text: str, left: float, top: float, right: float | None = None) -> Piece:
    return Piece(text, left, top, left + 10 * len(text) if right is None else right, top + 10)


def rows(*lines: str) -> list[list[Span]]:
    return [[Span(cell.strip()) for cell in line.split("|")] for line in lines]


def aligned(*pieces: Piece) -> list[list[list[str]]]:
    lines = with_aligned_tables(lines_of(list(pieces)))
    return [[[cell.text for cell in row] for row in line[0].table] for line in lines if line[0].table is not None]


def test_pieces_on_a_line_are_sorted_from_the_left() -> None:
    lines = lines_of([at("丙", 0, 30), at("乙", 50, 11), at("甲", 0, 10)])
    assert [[piece.text for piece in line] for line in lines] == [["甲", "乙"], ["丙"]]


def test_figures_in_columns_are_a_table_with_its_empty_cells() -> None:
    assert aligned(
        *(at("地区", 0, 0), at("2023年产量", 90, 0), at("2022年产量", 190, 0)),
        *(at("甲县", 0, 15), at("1.5", 110, 15, 150), at("11.5", 200, 15, 250)),
        *(at("乙县", 0, 30), at("12.5", 220, 30, 250)),
        *(at("丙县", 0, 45), at("131.5", 90, 45, 150), at("13.5", 200, 45, 250)),
    ) == [
        [["地区", "2023年产量", "2022年产量"], ["甲县", "1.5", "11.5"], ["乙县", "", "12.5"], ["丙县", "131.5", "13.5"]]
    ]


def test_sentences_and_lines_of_units_are_outside_of_a_table() -> None:
    found = with_aligned_tables(
        lines_of(
            [
                *(at("表1　各县产量", 100, 0), at("单位：吨", 220, 0)),
                *(at("甲县", 0, 15), at("1.5", 110, 15), at("乙县", 0, 30), at("2.5", 110, 30)),
                *(at("甲县增产，", 0, 60), at("乙县减产。", 110, 60)),
            ]
        )
    )
    assert [line[0].table is not None for line in found] == [False, True, False]


def test_words_side_by_side_are_no_table() -> None:
    assert aligned(at("甲局", 0, 0), at("乙局", 100, 0), at("丙局", 0, 15), at("丁局", 100, 15)) == []


def test_labels_to_the_right_of_others_are_sub_items() -> None:
    (table,) = aligned(
        *(
            piece
            for n, label in enumerate("甲乙丙丁")
            for piece in (at(label, n % 2 * 20, 15 * n), at("1.5", 99, 15 * n))
        )
    )
    assert [row[0] for row in table] == ["甲", "　　乙", "丙", "　　丁"]


def ruled(*cells: tuple[int, list[Piece]]) -> list[list[str]]:
    down = [(x, 0.0, 60.0) for x in (0.0, 100.0, 200.0)]
    (grid,) = grids([(y, 0.0, 200.0) for y in (0.0, 20.0, 60.0)], down)
    pieces = [Piece(p.text, p.left, p.top, p.right, p.bottom, cell=(0, n)) for n, members in cells for p in members]
    return [[cell.text for cell in row] for row in with_ruled_tables(pieces, [grid])[0].table or []]


HEAD = [(0, [at("地区", 0, 5)]), (1, [at("产量", 100, 5)])]


def test_lines_of_a_cell_are_joined() -> None:
    found = ruled(
        *HEAD, (2, [at("名称很长", 0, 25), at("的县", 0, 40)]), (3, [at("1,234,", 100, 25), at("567", 100, 40)])
    )
    assert found[1] == ["名称很长的县", "1,234,567"]


def test_rows_that_no_line_parts_are_rows() -> None:
    found = ruled(
        *HEAD,
        (2, [at("甲县", 0, 22), at("乙县", 0, 34), at("丙县", 0, 46)]),
        (3, [at("1.5", 100, 22), at("3.5", 100, 46)]),
    )
    assert found == [["地区", "产量"], ["甲县", "1.5"], ["乙县", ""], ["丙县", "3.5"]]


def test_a_frame_around_text_is_no_table() -> None:
    (grid,) = grids([(y, 0.0, 200.0) for y in (0.0, 20.0, 60.0)], [(x, 0.0, 60.0) for x in (0.0, 100.0, 200.0)])
    piece = Piece("专栏", 0, 5, 20, 15, cell=(0, 0))
    assert with_ruled_tables([piece], [grid]) == [piece]


def test_a_header_after_figures_begins_another_table() -> None:
    first, second = ["|本期|上期", "收入|1.5|2.5"], ["|期末|期初", "资产|3.5|4.5"]
    assert parts_of(rows(*first, *second)) == [rows(*first), rows(*second)]
    across = [[Span("前十名", 3)], *rows("名称|性质|数量", "甲|公司|2.5")]
    assert parts_of([*rows(*first), *across]) == [rows(*first), across]


def test_labels_without_figures_begin_no_table() -> None:
    whole = rows("|本期|上期", "收入|1.5|2.5", "其中：||", "产品|0.5|-", "|合计|合计")
    assert parts_of(whole) == [whole]


def test_lines_of_a_cell_are_joined_inside_figures_and_codes() -> None:
    found = ruled(*HEAD, (2, [at("钢（HRB", 0, 25), at("400E）", 0, 40)]), (3, [at("11.5", 100, 25)]))
    assert found[1] == ["钢（HRB400E）", "11.5"]


def test_words_that_fill_their_column_go_on_below() -> None:
    assert aligned(
        *(at("指标", 0, 0), at("2021年", 100, 0)),
        *(at("规模以上工业企业", 0, 15), at("1.5", 110, 15), at("增加值", 0, 30)),
        *(at("用电量", 0, 45), at("2.5", 110, 45)),
    ) == [[["指标", "2021年"], ["规模以上工业企业增加值", "1.5"], ["用电量", "2.5"]]]


def test_a_heading_stands_in_the_middle_over_its_columns() -> None:
    body = [
        piece
        for top, label in ((40, "出口"), (55, "进口"))
        for piece in (at(label, 0, top), *(at("12.5", left, top, left + 40) for left in (100, 200, 300, 400)))
    ]
    (table,) = aligned(
        *(at("指标", 0, 0), at("3月", 160, 0, 180), at("1-3月", 350, 0, 390)),
        *(at("数量", left, 20, left + 40) for left in (100, 200, 300, 400)),
        *body,
    )
    lines = with_aligned_tables(lines_of([at("指标", 0, 0), at("3月", 160, 0, 180), at("1-3月", 350, 0, 390), *body]))
    assert table[1:] == [["", "数量", "数量", "数量", "数量"], *([label, *["12.5"] * 4] for label in ("出口", "进口"))]
    assert lines
