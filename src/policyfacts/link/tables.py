"""Tables to rows: each cell with a number gets name, unit and period from its column, its row and the caption."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyfacts.coverage import Coverage, Number
from policyfacts.document import Table
from policyfacts.link.context import Context
from policyfacts.link.places import Places
from policyfacts.link.table_cells import TableCells
from policyfacts.link.table_drafts import TableRow
from policyfacts.link.table_heads import TableHeads
from policyfacts.link.table_walk import TableWalk
from policyfacts.scan.lexer import Lexer
from policyfacts.scan.mentions import PeriodMention

_ASIDE = re.compile("[（(][^（()）]{0,60}(?:[）)]|$)")


class TableLinker:
    """Reads the cells of a table against its headers; one per document."""

    def __init__(self, cells: TableCells, lexer: Lexer, places: Places) -> None:
        self.cells = cells
        self.lexer, self.places = lexer, places
        self.heads = TableHeads(cells, lexer, places)

    def rows(self, table: Table, context: Context, number: int, coverage: Coverage | None = None) -> Iterator[TableRow]:
        """A row for each cell that holds a number, save those that complete the row of another cell."""
        near = self.places.near
        if context.region is None and context.home is None and near is None:
            self.places.near = self.heads.place_of_all(table)
        walk = TableWalk(self.cells, self.heads, table, self._caption_context(table, context), number)
        headed = table.header_rows or 0
        waiting: list[TableRow] = []  # rows that a line of growth under them may still complete
        for line, cells in enumerate(table.rows[headed:], headed):
            made, read = walk.row(line, cells)
            if coverage is not None:
                figures = [cell for cell in cells[walk.first :] if self.cells.is_figure(cell.text)]
                words = " ".join(cell.text.strip() for cell in cells if cell.text)
                coverage.note(words, (Number(cell.text, "fact" if cell in read else "unexplained") for cell in figures))
            if any(draft.kind != "growth" for draft, *_ in made):
                yield from waiting
                waiting = []
            waiting += made
        yield from waiting
        self.places.near = near  # what 全省 means in one table, it does not mean in the next

    def _caption_context(self, table: Table, context: Context) -> Context:
        entered = context.copy()
        for line in reversed(table.caption.split("\n")):
            if "，" in line:  # a paragraph, or the end of one
                line = _ASIDE.sub("", line)
            before, parts = "", "YMQHWPD" if self.cells.is_of_day(line) else "YMQHWP"
            for mention in self.lexer.scan(line, 0, len(line)):
                named = mention.code == "T" and before != "k"  # 与2010年普查相比: not what the table is of
                if named and isinstance(mention.data, PeriodMention) and mention.data.part in parts:
                    entered.enter(mention.data)
                    return entered
                before = mention.code
        return entered
