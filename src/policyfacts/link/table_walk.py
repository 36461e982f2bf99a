"""The walk through the rows of a table: each cell with a number becomes a row of facts, or completes another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from policyfacts.document import Cell, Table
from policyfacts.link.context import Context
from policyfacts.link.draft import Draft
from policyfacts.link.moved_rows import point_before
from policyfacts.link.table_cells import TableCells
from policyfacts.link.table_heads import Head, TableHeads
from policyfacts.scan.periods import Period, months, moved, year_end, years

_LONGEST_SIBLING = 4
TableRow = tuple[Draft, tuple[int, int], str]
"""A row, its span in the source, its words."""


class TableWalk:
    """The walk through the rows of one table."""

    def __init__(self, cells: TableCells, heads: TableHeads, table: Table, context: Context, number: int) -> None:
        self.cells, self.heads = cells, heads
        self.context, self.number = context, number
        self.columns = self.heads.columns(table)
        self.headers = [head.words for head in self.columns]
        self.caption_unit = self.cells.caption_unit(table)
        self.caption_name = self.heads.caption_name(table)
        self.unit_column = next((i for i, head in enumerate(self.columns) if head.holds == "unit"), None)
        named = [head.name for head in self.columns[1:] if head.holds == "level" and head.name]
        self.entities = len(set(named)) > 1  # several columns of levels, each with a name
        if self.caption_unit == "%" and self.cells.is_growth_caption(table):
            for head in self.columns[1:]:
                head.holds = "growth" if head.holds == "level" and not head.unit else head.holds
        self.several = sum(head.holds in ("growth", "change") for head in self.columns) > 1
        self.parent, self.in_parts = Head(), False  # the row that parts divide; 其中：城镇 and 乡村 behind it
        self.above: dict[int, Draft] = {}  # the last row of each column
        self.first = 0
        self.flush = False  # the last full row had its first number right behind its label

    def row(self, line: int, cells: tuple[Cell, ...]) -> tuple[list[TableRow], list[Cell]]:
        """The rows of a line of the table, and the cells that they take up."""
        shift = self._shift(cells)
        name_at = self.cells.name_column(self.headers, cells, shift)
        made: list[TableRow] = []
        read: list[Cell] = []
        self.first = 0 if name_at is None else name_at + 1
        if name_at is None:
            return made, read
        words = " ".join(cell.text.strip() for cell in cells if cell.text)
        label = self._label(cells, name_at, shift)
        seen: set[int] = set()
        for index in range(name_at + 1, len(cells)):
            column, cell = index + shift, cells[index]
            if column == self.unit_column or cell.start in seen:  # a cell that spans several columns counts once
                continue
            draft = self._cell(cell, label, self.columns[column], column, made)
            if draft is None:
                continue
            seen.add(cell.start)
            read.append(cell)
            if draft.table:
                continue
            draft.table = f"{self.number}!{_letters(column)}{line + 1}"
            self.above[column] = draft
            made.append((draft, (cell.start, cell.end), words))
        return made, read

    def _shift(self, cells: tuple[Cell, ...]) -> int:
        """How many columns to the right a row stands: it lacks a cell that spans rows, or the empty ones at its end."""
        missing = len(self.columns) - len(cells)
        if missing <= 0:
            self.flush = len(cells) > 1 and self.cells.is_figure(cells[1].text)
        labelled = len(cells) > 1 and not self.cells.is_figure(cells[0].text) and self.cells.is_figure(cells[1].text)
        return 0 if missing <= 0 or self.flush and labelled else missing

    def _label(self, cells: tuple[Cell, ...], name_at: int, shift: int) -> Head:
        """The label of a row, with what a part takes from the row above it and its unit."""
        unit = _text(cells, self.unit_column, shift).strip()
        label, parent = self.heads.label(cells[name_at].text, unit), self.parent
        short = len(label.name) <= _LONGEST_SIBLING and not self.cells.names.head_of(label.name)
        alike = not (label.unit and parent.unit) or label.unit == parent.unit  # 水泥（万吨） is no part of 发电量
        sibling = self.in_parts and not label.placed and short and alike
        self.in_parts = label.part or sibling
        if not self.in_parts:
            group = label.words.rstrip().endswith(("：", ":"))  # 流动负债：, over items that are named in full
            self.parent = Head() if group else label
        elif not label.placed:
            label.name = self.cells.full_name(label.name, parent.name)
            label.unit = label.unit or parent.unit
        return label

    def _cell(self, cell: Cell, label: Head, head: Head, column: int, made: list[TableRow]) -> Draft | None:
        """The row of a cell, the row that the cell completes (growth, change), or None."""
        reader = self.cells
        ratio, found = reader.ratio(cell.text), reader.number(cell.text)
        if head.holds in ("growth", "change") or label.holds in ("growth", "change"):
            return self._movement(cell, label, head, column, made)
        if not ratio and not found:
            return None
        draft = self._draft(cell, label, head, made)
        if ratio:
            _ratio(draft, ratio["a"], ratio["b"])
            return draft
        assert found is not None
        shared = head.holds == "share"
        unit = "%" if shared else head.unit or label.unit or self.caption_unit
        multiplier, measure = reader.unit(found["u"] or unit) or ("", "")
        self._fill(draft, reader.figure(found), multiplier, measure)
        draft.comparator = reader.bound(found)
        if shared and draft.base_unit == "%":
            draft.kind, draft.relative_to = "share", head.whole
        elif draft.base_unit == "%" and reader.is_share_label(draft.indicator):
            draft.kind, draft.relative_to = "share", reader.relations.named_whole(draft.indicator)
        if reader.is_cumulative(cell.text) and draft.period is not None and draft.status == "target":
            self._five_years(draft)
        return draft

    def _fill(self, draft: Draft, figure: str, multiplier: str, measure: str) -> None:
        draft.figure, draft.unit = figure.lstrip("+"), multiplier + measure
        if measure:
            draft.value, draft.base_unit = self.cells.units.value(draft.figure, multiplier, measure)
        else:
            draft.value = Decimal(draft.figure)
            draft.flag("unit_unresolved")

    # Names, places and periods

    def _name(self, label: Head, head: Head, made: list[TableRow]) -> str:
        """The indicator of a cell, from its row, its column and the caption."""
        names = self.cells.names
        if not label.name:
            level = next((draft.indicator for draft, *_ in reversed(made) if draft.kind == "level"), "")
            if head.holds == "share" and head.whole and level:
                return level
            return head.name or self.caption_name or label.words
        own, of_column = label.name, head.name
        if of_column and self.cells.is_total(own):
            return of_column
        if self.cells.is_added(of_column):
            return own if own.endswith(of_column) else own + of_column
        if head.placed or not of_column or head.holds == "share" or of_column in own:
            return own
        if names.head_of(of_column) or names.needs_owner(of_column):
            return own if names.head_of(own) else own + of_column
        if self.cells.is_measure(of_column):
            shared = next((n for n in range(len(of_column) - 1, 1, -1) if own.endswith(of_column[:n])), 0)
            return own + of_column[shared:]  # 法人单位 + 单位数
        return of_column + own if self.entities else own

    def _draft(self, cell: Cell, label: Head, head: Head, made: list[TableRow]) -> Draft:
        draft = Draft(cell.start, cell.end, indicator=self._name(label, head, made))
        draft.by("table.cell")
        region = next((place.region for place in (label, head) if place.placed and place.region is not None), None)
        region = region or self.context.region or self.context.home
        draft.region, draft.region_name = region, region.name if region else ""
        draft.flag("region_inferred" if region else "region_unresolved")
        self._date(draft, label, head)
        return draft

    def _date(self, draft: Draft, label: Head, head: Head) -> None:
        """The period of a cell: the year of its row or column first, then the part of the year that the other names."""
        named = [period for period in (head.period, label.period) if period is not None]
        named.sort(key=lambda period: period.year is None and period.offset is None)
        context = self.context.copy() if named else self.context
        for period in named:
            if head.opening or head.cumulative and (period.point == "年初" or period.offset == 0):
                continue
            if period.part == "X":
                context.period = moved(context.period, -1) if context.period is not None else None
            elif period.part == "C" and context.period is not None and context.period.is_point:
                continue  # 本月 of a table of the end of a month
            elif len(named) < 2 or period.part != "Y" or period is named[0]:
                context.enter(period)
        draft.period = _as_of(context.period, head)
        if not named:
            draft.flag("period_inherited")
        if draft.period is None:
            draft.flag("period_unresolved")
        elif self.cells.is_target(head.words) or self._is_ahead(draft.period):
            draft.status = "target"

    def _is_ahead(self, period: Period) -> bool:
        """Whether a period, or the last of several years, is still to come."""
        reference = self.context.reference
        return reference is not None and (period.end if period.spans_years else period.start) > reference

    # Movements

    def _movement(self, cell: Cell, label: Head, head: Head, column: int, made: list[TableRow]) -> Draft | None:
        """A cell of growth or change: it completes the level beside it or above it, else makes a row of growth."""
        reader, found = self.cells, self.cells.number(cell.text)
        if (moved := reader.moved(cell.text)) is not None:
            return self._moved(cell, label, head, column, made, *moved)
        if found is None and cell.text.strip() != "持平":
            return None
        across = head.holds in ("growth", "change")
        says = head if across else label
        if across:
            base = self._beside(made, head, change=says.holds == "change")
        else:
            base = self.above.get(column) if not label.name else None
        amount = Decimal(reader.figure(found)) if found is not None else Decimal(0)
        if found is not None and reader.is_cumulative(cell.text):
            return self._over_plan(cell, label, head, amount, base, made)
        if says.holds == "change":
            return self._change(cell, label, head, says, base, made)
        if across and base is None and found is not None and label.unit == "%" and reader.is_rate_name(label.name):
            draft = self._draft(cell, label, head, made)  # 失业率: 6以内 in a column of growth rates
            self._fill(draft, reader.figure(found), "", "%")
            draft.comparator, draft.period = reader.bound(found), self._last_period() or draft.period
            return draft
        if base is None or base.growth_rate is not None:
            base = self._draft(cell, label, head, made)
            base.kind = "growth"
        base.growth_rate, base.growth_basis = amount, reader.basis(says.words)
        if base.growth_basis == "yoy" and (outset := point_before(base, [draft for draft, *_ in made])):
            base.growth_basis, base.growth_base = "base", outset
        base.growth_comparator = reader.bound(found) or "eq" if found is not None else "eq"
        return base

    def _moved(
        self, cell: Cell, label: Head, head: Head, column: int, made: list[TableRow], figure: str, unit: str
    ) -> Draft | None:
        """A cell that says in words by how much a rate moved, or grew (上升5.72个百分点, 增长3.2%)."""
        across = head.holds in ("growth", "change")
        says = head if across else label
        base = self._beside(made, head, change=True) if across else self.above.get(column)
        points = "点" in unit
        if base is None or (base.change if points else base.growth_rate) is not None:
            base = self._draft(cell, label, head, made)
            base.kind = "growth"
        if points:
            base.change, base.change_unit = Decimal(figure), "百分点"
            base.change_base = self._since(says, base)
        else:
            base.growth_rate, base.growth_basis = Decimal(figure), self.cells.basis(says.words)
            base.growth_comparator = "eq"
        return base

    def _change(
        self, cell: Cell, label: Head, head: Head, says: Head, base: Draft | None, made: list[TableRow]
    ) -> Draft | None:
        reader, number = self.cells, self.cells.number(cell.text)
        unit = says.unit or label.unit or self.caption_unit
        multiplier, measure = reader.unit((number["u"] if number else "") or unit) or ("", "")
        if not measure:
            return None
        if base is None or base.change is not None:
            base = self._draft(cell, label, head, made)
            base.kind = "growth"
        figure = reader.figure(number) if number is not None else "0"
        base.change, base.change_unit = reader.units.value(figure.lstrip("+"), multiplier, measure)
        base.change_base = self._since(says, base)
        return base

    def _since(self, says: Head, base: Draft) -> str:
        """What a change compares with: the period that its heading names, else the year before."""
        since = says.since
        if since is None or since.part == "X" or since.offset is not None:
            return self.cells.change_base(says.words)
        if since.point == "年初" and base.period is not None:
            return year_end(base.period.year - 1).iso
        context = self.context.copy()
        context.enter(since)
        return context.period.iso if context.period is not None and context.period is not base.period else ""

    def _beside(self, made: list[TableRow], head: Head, *, change: bool) -> Draft | None:
        """The row that a movement completes: of its own period, else the nearest of several, else the latest level."""
        kinds = ("level", "growth") if change and head.unit == "百分点" else ("level",)
        rows = [draft for draft, *_ in made if draft.kind in kinds]
        rows = [draft for draft in rows if draft.value is not None or draft.kind == "growth"]
        if head.period is not None and rows:
            context = self.context.copy()
            context.enter(head.period)
            same = [draft for draft in rows if draft.period == context.period]
            rows = same or (rows if head.period.offset == 0 and head.period.year is None else [])  # 本年比上年增减
        if self.several:
            return rows[-1] if rows else None
        return max(rows, key=lambda draft: draft.period.end if draft.period else date.min, default=None)

    def _over_plan(
        self, cell: Cell, label: Head, head: Head, amount: Decimal, base: Draft | None, made: list[TableRow]
    ) -> Draft | None:
        """A movement in brackets is cumulative over the plan: points of a rate, or growth since the year before it."""
        if base is None:
            draft = self._draft(cell, label, head, made)
            multiplier, measure = self.cells.unit(label.unit) or ("", "%")
            self._fill(draft, str(amount), multiplier, measure)
            draft.period = draft.period or self._last_period()
            if draft.period is not None:
                self._five_years(draft)
            return draft
        if base.period is None:
            return None
        outset = str(base.period.year - 5)
        if base.base_unit == "%":
            base.change, base.change_unit, base.change_base = amount, "百分点", outset
        elif (unit := self.cells.unit(label.unit)) is not None and base.base_unit and not cell.text.count("%"):
            base.change, base.change_unit = self.cells.units.value(str(amount), *unit)
            base.change_base = outset
        else:
            base.growth_rate, base.growth_basis, base.growth_base, base.growth_comparator = amount, "base", outset, "eq"
        return base

    def _last_period(self) -> Period | None:
        """The latest period that the headings name."""
        named = [self.context.resolve(head.period) for head in self.columns if head.period is not None]
        return max((period for period in named if period is not None), key=lambda period: period.end, default=None)

    def _five_years(self, draft: Draft) -> None:
        """A figure in brackets is cumulative over the plan that ends with the target year."""
        assert draft.period is not None
        last = draft.period.year
        if last % 5 == 0:
            draft.period = years(last - 4, last)


def _as_of(period: Period | None, head: Head) -> Period | None:
    """A period as its column takes it: that of the year before, the state at its beginning, or all since January."""
    if period is None or period.spans_years:
        return period
    if head.before:
        return moved(period, -1)
    if head.opening:
        return year_end(period.start.year - 1)
    if head.cumulative:
        whole = (period.start.month, period.end.month) == (1, 12)
        return period if whole else months(period.year, 1, period.end.month)
    return period


def _ratio(draft: Draft, left: str, right: str) -> None:
    first, second = Decimal(left), Decimal(right)
    draft.kind = "ratio"
    draft.figure = left if second == 1 else f"{left}:{right}"
    draft.value = first if second == 1 else first / second if second else None


def _text(cells: tuple[Cell, ...], column: int | None, shift: int) -> str:
    """The words of a row in a column, where it has them."""
    return cells[column - shift].text if column is not None and 0 <= column - shift < len(cells) else ""


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
