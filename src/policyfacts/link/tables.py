"""Tables to rows: each cell that holds a number gets name, unit and period from its headers and caption."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from policyfacts.coverage import Coverage, Number
from policyfacts.document import Cell, Table
from policyfacts.link.context import Context
from policyfacts.link.draft import Draft
from policyfacts.link.places import Places
from policyfacts.link.table_cells import TableCells
from policyfacts.scan.lexer import Lexer
from policyfacts.scan.mentions import PeriodMention
from policyfacts.scan.periods import years

TableRow = tuple[Draft, tuple[int, int], str]
"""A row, its span in the source, its words."""


class TableLinker:
    """Reads the cells of a table against its headers; one per document."""

    def __init__(self, cells: TableCells, lexer: Lexer, places: Places) -> None:
        self.cells = cells
        self.lexer = lexer
        self.places = places

    def rows(self, table: Table, context: Context, number: int, coverage: Coverage | None = None) -> Iterator[TableRow]:
        """A row for each cell that holds a number, save those that complete the row of another cell."""
        reader, headed = self.cells, table.header_rows or 0
        headers = _headers(table)
        unit_column = next((i for i, head in enumerate(headers) if reader.is_unit_header(head)), None)
        caption_unit = reader.caption_unit(table)
        caption_context = self._caption_context(table, context)
        several = sum(reader.is_growth(head) or reader.is_change(head) for head in headers) > 1
        parent = parent_unit = ""
        for line, cells in enumerate(table.rows[headed:], headed):
            shift = max(len(headers) - len(cells), 0)
            name_at = reader.name_column(headers, cells, shift)
            words = " ".join(cell.text.strip() for cell in cells if cell.text)
            if name_at is None:
                self._note(coverage, words, cells, [])
                continue
            name, row_unit, part = reader.label(cells[name_at].text)
            parent = parent if part else name
            row_unit = row_unit or (parent_unit if part else "")
            parent_unit = row_unit
            full = reader.full_name(name, parent if part else "")
            unit = _cell_of(cells, unit_column, shift) or row_unit or caption_unit
            made: list[TableRow] = []
            read: list[Cell] = []
            for column in range(name_at + 1, len(cells)):
                if column + shift == unit_column:
                    continue
                header = headers[column + shift] if column + shift < len(headers) else ""
                draft = self._cell(cells[column], header, full, unit, caption_context, _completed(made, several))
                if draft is None:
                    continue
                read.append(cells[column])
                if any(draft is made_row for made_row, *_ in made):
                    continue
                draft.table = f"{number}!{_letters(column + shift)}{line + 1}"
                made.append((draft, (cells[column].start, cells[column].end), words))
            self._note(coverage, words, cells[name_at + 1 :], read)
            yield from made

    def _note(self, coverage: Coverage | None, words: str, cells: tuple[Cell, ...], read: list[Cell]) -> None:
        """Tell of the cells of a row that hold a number: which were read."""
        if coverage is not None:
            figures = [cell for cell in cells if self.cells.is_figure(cell.text)]
            coverage.note(words, (Number(cell.text, "fact" if cell in read else "unexplained") for cell in figures))

    def _caption_context(self, table: Table, context: Context) -> Context:
        entered = context.copy()
        for line in reversed(table.caption.split("\n")):
            for mention in self.lexer.scan(line, 0, len(line)):
                if mention.code == "T" and isinstance(mention.data, PeriodMention) and mention.data.part in "YMQHW":
                    entered.enter(mention.data)
                    return entered
        return entered

    def _cell(
        self, cell: Cell, header: str, name: str, unit: str, context: Context, base: Draft | None
    ) -> Draft | None:
        """The row of a cell, the row that the cell completes (growth, change), or None."""
        reader = self.cells
        ratio, found = reader.ratio(cell.text), reader.number(cell.text)
        if not ratio and not found:
            return None
        head, head_unit = reader.split_unit(header)
        if found and reader.is_growth(head):
            return self._growth(found, head, name, context, base, cell)
        draft = self._draft(cell, name, header, context)
        if reader.is_share(head):
            draft.kind = "share"
            unit = head_unit = "%"
        if ratio:
            self._ratio(draft, ratio)
            return draft
        assert found is not None
        multiplier, measure = reader.unit(found["u"] or head_unit or unit) or ("", "")
        figure = reader.figure(found)
        if reader.is_change(head) and base is not None and base.change is None and measure:
            base.change, base.change_unit = reader.units.value(figure, multiplier, measure)
            base.change_base = reader.change_base(head)
            return base
        self._fill(draft, figure, multiplier, measure)
        draft.comparator = reader.bound(found)
        if draft.base_unit == "%" and reader.is_share_label(name):
            draft.kind, draft.relative_to = "share", reader.relations.named_whole(name)
        if reader.is_cumulative(cell.text) and draft.period is not None and draft.status == "target":
            self._five_years(draft)
        return draft

    def _fill(self, draft: Draft, figure: str, multiplier: str, measure: str) -> None:
        draft.figure, draft.unit = figure.lstrip("+-"), multiplier + measure
        if measure:
            draft.value, draft.base_unit = self.cells.units.value(figure, multiplier, measure)
        else:
            draft.value = Decimal(figure)
            draft.flag("unit_unresolved")

    def _draft(self, cell: Cell, name: str, header: str, context: Context) -> Draft:
        draft = Draft(cell.start, cell.end, indicator=name)
        draft.by("table.cell")
        place = self.places.at(name, 0, len(name))
        region = context.region or context.home
        if place is not None and place[0] is not None:
            rest = name[place[2] :].lstrip("的") or self.cells.header_name(header)
            region, draft.indicator = place[0], rest or name
        draft.region, draft.region_name = region, region.name if region else ""
        draft.flag("region_inferred" if region else "region_unresolved")
        entered = context
        for mention in self.lexer.scan(header, 0, len(header)):
            if mention.code == "T" and isinstance(mention.data, PeriodMention):
                entered = context.copy()
                entered.enter(mention.data)
                break
        else:
            draft.flag("period_inherited")
        draft.period = entered.period
        if draft.period is None:
            draft.flag("period_unresolved")
        elif self.cells.is_target(header) or entered.reference and draft.period.start > entered.reference:
            draft.status = "target"
        return draft

    def _growth(
        self, found: re.Match[str], head: str, name: str, context: Context, base: Draft | None, cell: Cell
    ) -> Draft | None:
        rate = Decimal(self.cells.figure(found))
        if base is not None and self.cells.is_cumulative(cell.text):
            return self._over_plan(base, rate)
        if base is not None and base.growth_rate is None:
            base.growth_rate, base.growth_basis, base.growth_comparator = rate, self.cells.basis(head), "eq"
            return base
        draft = self._draft(cell, name, "", context)
        draft.kind, draft.growth_rate, draft.growth_basis = "growth", rate, self.cells.basis(head)
        return draft

    def _over_plan(self, base: Draft, moved: Decimal) -> Draft | None:
        """A movement in brackets is cumulative over the plan: points of a rate, or growth since the year before it."""
        if base.period is None:
            return None
        outset = str(base.period.year - 5)
        if base.base_unit == "%":
            base.change, base.change_unit, base.change_base = moved, "百分点", outset
        else:
            base.growth_rate, base.growth_basis, base.growth_base, base.growth_comparator = moved, "base", outset, "eq"
        return base

    def _ratio(self, draft: Draft, ratio: re.Match[str]) -> None:
        first, second = Decimal(ratio["a"]), Decimal(ratio["b"])
        draft.kind = "ratio"
        draft.figure = ratio["a"] if second == 1 else f"{ratio['a']}:{ratio['b']}"
        draft.value = first if second == 1 else first / second if second else None

    def _five_years(self, draft: Draft) -> None:
        """A figure in brackets is cumulative over the plan that ends with the target year."""
        assert draft.period is not None
        last = draft.period.year
        if last % 5 == 0:
            draft.period = years(last - 4, last)


def _cell_of(cells: tuple[Cell, ...], column: int | None, shift: int) -> str:
    """The words of a row in a column, where it has them."""
    return cells[column - shift].text if column is not None and 0 <= column - shift < len(cells) else ""


def _completed(made: list[TableRow], several: bool) -> Draft | None:
    """The level that a growth or change column completes: the nearest of several, else that of the latest period."""
    levels = [draft for draft, *_ in made if draft.value is not None and draft.kind == "level"]
    if several:
        return levels[-1] if levels else None
    return max(levels, key=lambda draft: draft.period.end if draft.period else date.min, default=None)


def _headers(table: Table) -> list[str]:
    """One heading a column: the header rows joined."""
    width = max((len(row) for row in table.rows), default=0)
    headers = [""] * width
    for row in table.rows[: table.header_rows]:
        shift = width - len(row)  # a header without the empty cell over the names
        for index, cell in enumerate(row):
            headers[index + shift] = (headers[index + shift] + cell.text).strip()
    return headers


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
