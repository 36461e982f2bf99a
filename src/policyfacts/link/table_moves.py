"""Cells of growth and change: they complete the row of a level, or make one of their own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from policyfacts.document import Cell
from policyfacts.link.draft import Draft
from policyfacts.link.moved_rows import point_before
from policyfacts.link.table_drafts import TableDrafts, TableRow
from policyfacts.link.table_heads import Head
from policyfacts.scan.periods import year_end


class TableMoves:
    """Reads the movements in the cells of one table."""

    def __init__(self, drafts: TableDrafts) -> None:
        self.drafts, self.cells = drafts, drafts.cells
        self.several = sum(head.holds in ("growth", "change") for head in drafts.columns) > 1

    def read(self, cell: Cell, label: Head, head: Head, above: Draft | None, made: list[TableRow]) -> Draft | None:
        """A cell of growth or change: it completes the level beside it or above it, else makes a row of growth."""
        reader, found = self.cells, self.cells.number(cell.text)
        across = head.holds in ("growth", "change")
        says = head if across else label
        if (moved := reader.moved(cell.text)) is not None:
            base = self._beside(made, label, head, change=True) if across else above if says.holds != "level" else None
            return self._moved(cell, label, head, base, made, *moved)
        beside = self._beside(made, label, head, change=says.holds == "change") if across else None
        base = beside if across or label.name else above
        if found is None and cell.text.strip() != "持平":
            return None
        amount = Decimal(reader.figure(found)) if found is not None else Decimal(0)
        if found is not None and found["u"] == "倍":
            amount *= 100
        if label.falls and not across:
            amount = -amount
        if found is not None and reader.is_cumulative(cell.text):
            if base is None and made and made[-1][0].kind == "share":
                base = made[-1][0]
            return self._over_plan(cell, label, head, amount, base, made)
        if says.holds == "change":
            return self._change(cell, label, head, says, base, made)
        mean = "年均" in head.words and "累计" in head.words  # 年均/累计: of a rate, what it is to be
        if across and (base is None or mean) and found and label.unit == "%" and reader.is_rate_name(label.name):
            draft = self.drafts.draft(cell, label, head, made)  # 失业率: 6以内 in a column of growth rates
            self.drafts.fill(draft, reader.figure(found), "", "%")
            draft.comparator = reader.bound(found)
            if head.period is None and not head.cumulative:
                draft.period = self.drafts.last_period() or draft.period
            return draft
        if base is None or base.growth_rate is not None:
            base = self.drafts.draft(cell, label, head, made)
            base.kind = "growth"
        base.growth_rate, base.growth_basis = (
            amount,
            self.drafts.basis(says.words + head.words * ("年均" in head.words)),
        )
        if base.kind == "growth" and base.growth_basis == "annual_avg" and head.period is None:
            base.period = self.drafts.last_period() or base.period  # between columns of years
            self.drafts.five_years(base)
        if label.falls and base.status == "target" and base.period is not None and base.period.year % 5 == 0:
            base.growth_basis, base.growth_base = "base", str(base.period.year - 5)  # over the plan
        if base.growth_basis == "yoy" and (outset := point_before(base, [draft for draft, *_ in made])):
            base.growth_basis, base.growth_base = "base", outset
        base.growth_comparator = reader.bound(found) or "eq" if found is not None else "eq"
        return base

    def _change(
        self, cell: Cell, label: Head, head: Head, says: Head, base: Draft | None, made: list[TableRow]
    ) -> Draft | None:
        reader, number = self.cells, self.cells.number(cell.text)
        unit = says.unit or label.unit or self.drafts.caption_unit
        multiplier, measure = reader.unit((number["u"] if number else "") or unit) or ("", "")
        if not measure:
            return None
        multiplier, measure = ("", "百分点") if measure == "%" and says.words == "增量" else (multiplier, measure)
        if base is None or base.change is not None:
            base = self.drafts.draft(cell, label, head, made)
            base.kind = "growth"
        figure = reader.figure(number) if number is not None else "0"
        base.change, base.change_unit = reader.units.value(figure.lstrip("+"), multiplier, measure)
        base.change_base = self._since(says, base) if says.words != "增量" else _outset(made, base)
        return base

    def _since(self, says: Head, base: Draft) -> str:
        """What a change compares with: the period that its heading names, else the year before."""
        since = says.since
        if since is None or since.part == "X" or since.offset is not None:
            against = self.cells.change_base(says.words)
            return self.drafts.basis(says.words) if against == "yoy" else against
        if since.point == "年初" and base.period is not None:
            return year_end(base.period.year - 1).iso
        context = self.drafts.context.copy()
        context.enter(since)
        return context.period.iso if context.period is not None and context.period is not base.period else ""

    def _beside(self, made: list[TableRow], label: Head, head: Head, *, change: bool) -> Draft | None:
        """The row that a movement completes: of its own period, else the nearest of several, else the latest level."""
        kinds = ("level", "growth") if change and head.unit == "百分点" else ("level",)
        rows = [draft for draft, *_ in made if draft.kind in kinds]
        rows = [draft for draft in rows if draft.value is not None or draft.kind == "growth"]
        if head.name:
            named = [draft for draft in rows if _alike(draft.indicator, head.name)]
            rows = named or (rows if label.name else [])
        if head.cumulative:
            rows = [draft for draft in rows if draft.period is not None and draft.period.start.month == 1]
        if head.period is not None and rows:
            context = self.drafts.context.copy()
            if label.period is not None:
                context.enter(label.period)
            context.enter(head.period)
            same = [draft for draft in rows if draft.period == context.period]
            rows = same or (rows if head.period.offset == 0 and head.period.year is None else [])  # 本年比上年增减
        if self.several:
            last = rows[-1].period.year if rows and rows[-1].period is not None and not head.name else 9999
            later = [draft for draft in rows if draft.period is not None and draft.period.year > last]
            return next(reversed(later or rows), None)  # 本月, 累计, 上年同期, 增减额, 增减%
        return max(reversed(rows), key=lambda draft: draft.period.end if draft.period else date.min, default=None)

    def _over_plan(
        self, cell: Cell, label: Head, head: Head, amount: Decimal, base: Draft | None, made: list[TableRow]
    ) -> Draft | None:
        """A movement in brackets is cumulative over the plan: points of a rate, or growth since the year before it."""
        if base is None and label.falls:
            return self._fall_over_plan(cell, label, head, amount, made)
        if base is None:
            draft = self.drafts.draft(cell, label, head, made)
            multiplier, measure = self.cells.unit(label.unit) or ("", "%")
            self.drafts.fill(draft, str(amount), multiplier, measure)
            self._of_plan(draft, head)
            return draft
        if base.period is None:
            return None
        outset = str(base.period.year - 5)
        if base.base_unit == "%":
            base.change, base.change_unit, base.change_base = amount, "百分点", outset
        elif base.value is not None and base.value - amount in [draft.value for draft, *_ in made]:
            base.change, base.change_unit, base.change_base = amount, base.base_unit, outset
        elif (unit := self.cells.unit(label.unit)) is not None and base.base_unit and not cell.text.count("%"):
            base.change, base.change_unit = self.cells.units.value(str(amount), *unit)
            base.change_base = outset
        else:
            base.growth_rate, base.growth_basis, base.growth_base, base.growth_comparator = amount, "base", outset, "eq"
        return base

    def _of_plan(self, draft: Draft, head: Head) -> None:
        """A figure over a plan: that which ends with the year of its own column, else of the last one."""
        if head.period is None:
            draft.period = self.drafts.last_period() or draft.period
        self.drafts.five_years(draft)

    def _fall_over_plan(self, cell: Cell, label: Head, head: Head, amount: Decimal, made: list[TableRow]) -> Draft:
        """A fall in brackets (单位GDP能耗降低（%）: 〔13.5〕) is measured against the year before the plan."""
        draft = self.drafts.draft(cell, label, head, made)
        draft.kind, draft.growth_rate, draft.growth_comparator = "growth", -abs(amount), "eq"
        self._of_plan(draft, head)
        draft.growth_basis, draft.growth_base = "base", str(draft.period.year - 5) if draft.period else ""
        return draft

    def _moved(
        self, cell: Cell, label: Head, head: Head, base: Draft | None, made: list[TableRow], figure: str, unit: str
    ) -> Draft:
        """A cell that says in words by how much a rate moved, or grew (上升5.72个百分点, 增长3.2%)."""
        says = head if head.holds in ("growth", "change") else label
        points = "点" in unit
        if base is None or (base.change if points else base.growth_rate) is not None:
            base = self.drafts.draft(cell, label, head, made)
            base.kind = "growth"
        if points:
            base.change, base.change_unit = Decimal(figure), "百分点"
            base.change_base = self._since(says, base) if says.holds != "level" else _outset(made, base) or "yoy"
        else:
            base.growth_rate, base.growth_basis = Decimal(figure), self.drafts.basis(says.words + cell.text)
            base.growth_comparator = "eq"
        return base


def _outset(made: list[TableRow], base: Draft) -> str:
    """The period of the first level of a row, which a target in points is measured against."""
    first = next((draft for draft, *_ in made if draft.period is not None), None)
    return "" if first is None or first is base or first.period is None else first.period.iso


def _alike(indicator: str, name: str) -> bool:
    """Whether a level may be what a column of movements names (粮食数量, 数量)."""
    both = indicator.replace("进出口", "贸易"), name.replace("进出口", "贸易")  # no 出口
    return both[0].endswith(both[1]) or both[1].endswith(both[0])
