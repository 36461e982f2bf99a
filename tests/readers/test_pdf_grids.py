from policyfacts.readers.pdf_grids import GridCell, grids


def lines(*places: float, start: float, end: float) -> list[tuple[float, float, float]]:
    return [(place, start, end) for place in places]


def test_lines_that_cross_make_cells() -> None:
    (grid,) = grids(lines(10, 30, 50, start=0, end=200), lines(0, 100, 200, start=10, end=50))
    assert grid.box == (0, 10, 200, 50)
    assert grid.cells == tuple(GridCell(row, column, 1, 1) for row in (0, 1) for column in (0, 1))
    assert [grid.cell_at(50, 20), grid.cell_at(150, 40), grid.cell_at(250, 40), grid.cell_at(50, 5)] == [
        0,
        3,
        None,
        None,
    ]


def test_where_no_line_parts_them_cells_are_one() -> None:
    across = [*lines(10, 50, start=0, end=200), (30.0, 100.0, 200.0)]
    (grid,) = grids(across, [*lines(0, 100, 200, start=10, end=50), (150.0, 30.0, 50.0)])
    assert grid.cells == (GridCell(0, 0, 2, 1), GridCell(0, 1, 1, 2), GridCell(1, 1, 1, 1), GridCell(1, 2, 1, 1))


def test_double_broken_and_crooked_lines_are_one() -> None:
    across = [(10.0, 0.0, 90.0), (11.5, 91.0, 200.0), *lines(30, 50, 51.5, start=1, end=199)]
    (grid,) = grids(across, lines(0, 100, 101, 200, start=9, end=52))
    assert (len(grid.xs), len(grid.ys), len(grid.cells)) == (3, 3, 4)


def test_a_table_without_outer_lines_ends_where_its_rows_end() -> None:
    (grid,) = grids(lines(10, 30, 50, start=0, end=300), lines(100, 200, start=10, end=50))
    assert grid.xs == (0, 100, 200, 300)
    assert len(grid.cells) == 6


def test_tables_that_do_not_touch_are_apart_from_the_top_down() -> None:
    low = lines(310, 330, 350, start=0, end=200)
    high = lines(10, 30, 50, start=0, end=200)
    down = lines(0, 100, 200, start=310, end=350) + lines(0, 50, 200, start=10, end=50)
    assert [grid.ys[0] for grid in grids(low + high, down)] == [10, 310]


def test_rules_and_frames_are_no_tables() -> None:
    assert grids(lines(40, 800, start=0, end=500), []) == []
    assert grids(lines(40, 800, start=0, end=500), lines(0, 500, start=40, end=800)) == []
    assert grids([], []) == []
    crowd = [(number * 4.0, 0.0, 9000.0) for number in range(2000)]
    assert grids(crowd, crowd) == []
