"""The walk through the rows of a table: each cell with a number becomes a row of facts, or completes another."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from policyfacts.document import Cell, Table
from policyfacts.link.context import Context
from policyfacts.link.draft import Draft
from policyfacts.link.table_cells import TableCells
from policyfacts.link.table_drafts import TableDrafts, TableRow
from policyfacts.link.table_heads import Head, TableHeads
from policyfacts.link.table_moves import TableMoves
from policyfacts.link.table_parents import TableParents
from policyfacts.link.table_sections import TableSections
from policyfacts.table_layout import Row

_LOOKED_AT = 50  # rows that tell what the columns hold
_LOOKED_BACK = 100  # cells at the left of one that it may complete or be named by


class TableWalk:
    """The walk through the rows of one table."""

    def __init__(self, cells: TableCells, heads: TableHeads, table: Table, context: Context, number: int) -> None:
        self.cells, self.heads = cells, heads
        self.number = number
        self.drafts = TableDrafts(cells, heads, table, context)
        self.moves = TableMoves(self.drafts)
        self.columns = self.drafts.columns
        self.headers = [head.words for head in self.columns]
        self.further = self._further_names(table)
        self.all_move = all(head.holds != "level" for head in self.columns[1:])
        self.unit_column = next((i for i, head in enumerate(self.columns) if head.holds == "unit"), None)
        headed = table.header_rows or 0
        labels = Counter(row[0].text.strip() for row in table.rows if row)
        again = {label for label, times in labels.items() if times > 1 and len(label) > 1}
        self.parents = TableParents(cells, again, measured=self._is_measured_by_labels(table.rows[headed:]))
        specified = any(map(cells.is_specification, self.headers))
        self.spanning = _spanning(table.rows[headed:]) if specified else set()
        body = [row for row in table.rows[headed : headed + 4] if not _numbers_columns(row)]
        self.single = len(body) == 1 and self.drafts.named  # one row of figures, which the columns name
        self.sections = TableSections(cells, heads, again)
        self.above: dict[int, Draft] = {}  # the last row of each column
        self.year = 0  # of the last row that names one
        self.first = 0
        self.flush = False  # the last full row had its first number right behind its label

    def row(self, line: int, cells: tuple[Cell, ...]) -> tuple[list[TableRow], list[Cell]]:
        """The rows of a line of the table, and the cells that they take up."""
        shift = self._shift(cells)
        name_at = self.cells.name_column(self.headers, cells, shift)
        made: list[TableRow] = []
        read: list[Cell] = []
        self.first = 0 if name_at is None else name_at + 1
        self.sections.enter(cells)
        if _numbers_columns(cells[self.first :]) or name_at is None and not self.single:
            return made, read
        words = " ".join(cell.text.strip() for cell in cells if cell.text)
        figures = any(self.cells.is_figure(cell.text) for cell in cells[self.first :])
        label = Head() if name_at is None else self._label(cells, name_at, shift, figures=figures)
        if label.is_period and name_at is not None:
            self._date(label, cells, name_at, shift)
        self.sections.compose(label, figures)
        seen: set[int] = set()
        behind = 0  # the rows of the label before, where several stand side by side
        for index in range(self.first, len(cells)):
            column, cell = index + shift, cells[index]
            if column in self.further and cell.text:
                label = self._label(cells, index, shift, figures=True)
                if label.name or label.holds == "level":
                    behind = len(made)
                else:  # 同比增长, beside 地区生产总值
                    self.above[column + 1] = made[-1][0] if made else Draft(0, 0)
                continue
            if column == self.unit_column or cell.start in seen:  # a cell that spans several columns counts once
                continue
            beside = made[max(behind, len(made) - _LOOKED_BACK) :]
            draft = self._cell(cell, label, self.columns[column], column, beside)
            if draft is None or not draft.indicator:  # the label is but a unit: nothing says what is counted
                continue
            seen.add(cell.start)
            read.append(cell)
            if draft.table:
                continue
            draft.table = f"{self.number}!{_letters(column)}{line + 1}"
            self.above[column] = draft
            made.append((draft, (cell.start, cell.end), words))
        return made, read

    def _is_level(self, label: Head, head: Head) -> bool:
        """Whether a row of a table of nothing but growth holds no growth, for its label names a unit (亿元)."""
        measure = (self.cells.unit(label.unit) or ("", ""))[1] if self.all_move and not head.unit else ""
        return bool(measure) and measure not in self.cells.words["table_rate_unit"]

    def _is_measured_by_labels(self, rows: Sequence[Row]) -> bool:
        """Whether some labels of rows of figures say in which unit these are, and neither columns nor caption do."""
        told = self.unit_column is not None or bool(self.drafts.caption_units)
        if told or any(head.unit for head in self.columns if head.holds == "level"):
            return False
        labels = [row[0].text for row in rows[:_LOOKED_AT] if len(row) > 1 and self.cells.is_figure(row[1].text)]
        units = sum(bool(self.cells.split_unit(label)[1]) for label in labels)
        return 0 < units < len(labels)

    def _date(self, label: Head, cells: Row, name_at: int, shift: int) -> None:
        """Complete the period of a row: its month may stand in a column of its own, its year in a row above."""
        assert label.period is not None
        beside = name_at + 1
        if beside < len(cells) and self.cells.is_month_column(self.headers[beside + shift]):
            within = self.cells.month(cells[beside].text) or self.heads.label(cells[beside].text).period
            if within is not None and within.year is None:
                label.period = replace(within, year=label.period.year)
                self.first = beside + 1
        if label.period.year is not None:
            self.year = label.period.year
        elif self.year and label.period.part in "MQ" and label.period.offset is None:
            label.period = replace(label.period, year=self.year)

    def _further_names(self, table: Table) -> set[int]:
        """The columns that name what stands at their right, beside the first (支出项目, at the right of 收入项目)."""
        reader, found = self.cells, set()
        body = [row for row in table.rows[table.header_rows or 0 :][:_LOOKED_AT] if len(row) == len(self.columns)]
        for column in range(2, len(self.columns) - 1):
            if len(body) < 2 or reader.is_class(self.headers[column]) or self.columns[column].holds == "unit":
                continue
            named = sum(
                reader.is_figure(row[column - 1].text)
                and reader.is_figure(row[column + 1].text)
                and not reader.is_figure(row[column].text)
                and reader.may_name(row[column].text)
                for row in body
            )
            if named * 2 > len(body):
                found.add(column)
        return found

    def _shift(self, cells: tuple[Cell, ...]) -> int:
        """How many columns to the right a row stands: it lacks a cell that spans rows, or the empty ones at its end."""
        missing = len(self.columns) - len(cells)
        if missing <= 0:
            self.flush = len(cells) > 1 and self.cells.is_figure(cells[1].text)
        labelled = len(cells) > 1 and not self.cells.is_figure(cells[0].text) and self.cells.is_figure(cells[1].text)
        return 0 if missing <= 0 or self.flush and labelled else missing

    def _label(self, cells: tuple[Cell, ...], name_at: int, shift: int, *, figures: bool) -> Head:
        """The label of a row, with what a part takes from the row above it and its unit."""
        unit = _text(cells, self.unit_column, shift).strip()
        unit = "" if unit in self.cells.words["no_unit_sign"] else unit
        column, text = name_at + shift, cells[name_at].text
        header = self.headers[column] if column < len(self.headers) else "—"
        places, dated = self.cells.is_place_column(header), self.cells.is_period_column(header)
        label = self.heads.label(text, unit, places=places, dated=dated)
        self.parents.name(label, text, figures=figures)
        if name_at + 1 < len(cells) and cells[name_at].start in self.spanning:
            further = self.headers[column + 1] if column + 1 < len(self.headers) else ""
            if self.cells.is_specification(further) and label.name:
                label.name += f"（{cells[name_at + 1].text.strip()}）"  # 猪肉（五花肉）
        return label

    def _cell(self, cell: Cell, label: Head, head: Head, column: int, made: list[TableRow]) -> Draft | None:
        """The row of a cell, the row that the cell completes (growth, change), or None."""
        reader = self.cells
        if reader.is_identifier(head.words) or reader.is_identifier(label.words):
            return None
        ratio, found = reader.ratio(cell.text), reader.number(cell.text)
        if head.holds == "growth" and found and not found["u"] and self._is_level(label, head):
            head = replace(head, holds="level")
        if "rank" in (head.holds, label.holds):
            return self.drafts.rank(cell, label, head, made, reader.figure(found)) if found else None
        if "growth" in (head.holds, label.holds) or "change" in (head.holds, label.holds) or reader.moved(cell.text):
            return self.moves.read(cell, label, head, self.above.get(column), made)
        if not ratio and not found:
            return None
        draft = self.drafts.draft(cell, label, head, made)
        if ratio:
            _ratio(draft, ratio["a"], ratio["b"])
            return draft
        assert found is not None
        shared = "share" in (head.holds, label.holds)
        unit = "%" if shared else "" if label.index else self.drafts.unit(label, head, draft.indicator)
        multiplier, measure = reader.unit(found["u"] or unit) or ("", "")
        self.drafts.fill(draft, reader.figure(found), multiplier, measure)
        draft.comparator = reader.bound(found)
        if shared and draft.base_unit == "%":
            draft.kind, draft.relative_to = "share", head.whole or label.whole
        elif draft.base_unit == "%" and reader.is_share_label(draft.indicator):
            draft.kind, draft.relative_to = "share", reader.relations.named_whole(draft.indicator)
        if reader.is_cumulative(cell.text) and draft.period is not None and draft.status == "target":
            self.drafts.five_years(draft)
        return draft


def _ratio(draft: Draft, left: str, right: str) -> None:
    first, second = Decimal(left), Decimal(right)
    draft.kind = "ratio"
    draft.figure = left if second == 1 else f"{left}:{right}"
    draft.value = first if second == 1 else first / second if second else None


def _text(cells: tuple[Cell, ...], column: int | None, shift: int) -> str:
    """The words of a row in a column, where it has them."""
    return cells[column - shift].text if column is not None and 0 <= column - shift < len(cells) else ""


def _numbers_columns(cells: tuple[Cell, ...]) -> bool:
    """Whether the cells of a row only number the columns: 1, 2, 3."""
    filled = [cell.text for cell in cells if cell.text]
    return len(filled) > 2 and filled == [str(number + 1) for number in range(len(filled))]


def _spanning(rows: Sequence[Row]) -> set[int]:
    """Where the labels begin that reach down over several rows."""
    starts = [row[0].start for row in rows if row and row[0].text]
    return {one for one, other in itertools.pairwise(starts) if one == other}


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
