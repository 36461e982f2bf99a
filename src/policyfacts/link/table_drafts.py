"""The rows that cells of a table make: their names, places, periods and values."""

from __future__ import annotations

from decimal import Decimal

from policyfacts.document import Cell, Table
from policyfacts.link.context import Context
from policyfacts.link.draft import Draft
from policyfacts.link.table_cells import TableCells
from policyfacts.link.table_heads import Head, TableHeads
from policyfacts.scan.mentions import PeriodMention
from policyfacts.scan.periods import Period, months, moved, year_end, years

TableRow = tuple[Draft, tuple[int, int], str]
"""A row, its span in the source, its words."""


class TableDrafts:
    """Makes the rows of one table, from what its headings and its caption say."""

    def __init__(self, cells: TableCells, heads: TableHeads, table: Table, context: Context) -> None:
        self.cells, self.context = cells, context
        self.columns = heads.columns(table)
        self.caption_units = cells.caption_units(table)
        self.caption_unit = self.caption_units[0] if self.caption_units else ""
        if self.caption_unit == "%" and "百分点" in table.caption:
            for head in self.columns[1:]:
                if head.holds == "growth" and head.words in cells.words["table_in_points"]:  # 单位：%、百分点
                    head.holds, head.unit = "change", "百分点"
        self.caption_name = heads.caption_name(table)
        self.index = cells.index_of(table.caption)  # of a table of index numbers
        self.flow = cells.traded_goods(table.caption)  # 进口, 出口
        self.account = cells.is_account(table)  # its rows are items with names of their own
        levels = [head for head in self.columns[1:] if head.holds == "level" or head.titled]
        self.named = any(head.name for head in levels)
        # several columns of levels, each with a name or a place
        self.entities = self.named and len({head.name or head.words for head in levels if head.name or head.placed}) > 1
        # the columns only say of whom: 全市, 城市
        self.scoped = self.named and all(cells.is_scope(head.name) for head in levels if head.name)
        self.flows = all(head.name in cells.words["flow_of_trade"] for head in levels if head.name)
        # the columns of a table of prices compare with the period before (比上期涨跌, 涨跌幅)
        self.running = not self.account and any(cells.is_of_last_period(head.words) for head in self.columns[1:])
        self.name_header = self.columns[0].words if self.columns else ""

    def draft(self, cell: Cell, label: Head, head: Head, made: list[TableRow]) -> Draft:
        """The row of a cell, without its number."""
        name = self._name(label, head, made)
        index = head.index or label.index.removeprefix("同比").removeprefix("环比")
        if index or self.index and head.holds == "level" and not head.unit and label.unit in ("", "%"):
            name = self._indexed(name, index or self.index)
        draft = Draft(cell.start, cell.end, indicator=name)
        draft.by("table.cell")
        region = next((place.region for place in (label, head) if place.placed and place.region is not None), None)
        region = region or self.context.region or self.context.home
        draft.region, draft.region_name = region, region.name if region else ""
        draft.flag("region_inferred" if region else "region_unresolved")
        self._date(draft, label, head)
        if head.holds == "share" and head.period is None and made and made[-1][0].period is not None:
            draft.period = made[-1][0].period  # 占预算%, behind what was reached since January
        return draft

    def unit_of_all(self, name: str) -> str:
        """The unit that the caption gives, which is none of how many people hold what is counted (单位：股)."""
        if self.cells.is_of_holders(name) and self.caption_unit == "股":
            return ""
        if self.caption_unit != "%" and self.cells.has_no_unit(name):
            return ""
        return self.cells.unit_for(name, self.caption_units)

    def unit(self, label: Head, head: Head, name: str) -> str:
        """The unit of a cell: that of its column or its row, or of the table; 金额 is counted in money."""
        of_row = label.unit
        if head.name.endswith(("金额", "价值")) and self.caption_unit and not self.cells.is_money(of_row):
            of_row = self.caption_unit if self.cells.is_money(self.caption_unit) else of_row
        unit = head.unit or of_row or self.unit_of_all(name)
        if head.unit and label.unit and self.cells.is_money(head.unit) and self.cells.price_in(head.name):
            per = f"{head.unit}/{label.unit}"  # 元, for each 吨
            return unit if self.cells.is_money(label.unit) or self.cells.unit(per) is None else per
        return unit

    def rank(self, cell: Cell, label: Head, head: Head, made: list[TableRow], figure: str) -> Draft:
        """The row of a rank: of the figure at its left, where the heading names nothing."""
        draft = self.draft(cell, label, head, made)
        if made and (head.of_growth or not head.name):
            ranked = next((row for row, *_ in reversed(made) if row.kind != "rank"), made[-1][0])
            draft.indicator = ranked.indicator + "增速" * (head.of_growth and ranked.growth_rate is not None)
        draft.kind, draft.relative_to = "rank", head.whole or label.whole
        draft.figure, draft.unit, draft.value, draft.base_unit = figure, "位", Decimal(figure), "位"
        return draft

    def fill(self, draft: Draft, figure: str, multiplier: str, measure: str) -> None:
        """Give a row its figure and value; a figure without a unit is flagged."""
        draft.figure, draft.unit = figure.lstrip("+"), multiplier + measure
        if measure:
            draft.value, draft.base_unit = self.cells.units.value(draft.figure, multiplier, measure)
        else:
            draft.value = Decimal(draft.figure)
            if not self.cells.has_no_unit(draft.indicator):
                draft.flag("unit_unresolved")

    def basis(self, words: str) -> str:
        """The growth basis of a cell, by the words of its heading and of the others."""
        said = self.cells.basis(words)
        return "pop" if said == "yoy" and self.running and "同" not in words and "上年" not in words else said

    def _name(self, label: Head, head: Head, made: list[TableRow]) -> str:
        """The indicator of a cell, from its row, its column and the caption."""
        names = self.cells.names
        if not label.name:
            level = next((draft.indicator for draft, *_ in reversed(made) if draft.kind == "level"), "")
            if head.holds == "share" and head.whole and level:
                return head.name if head.name and head.name not in head.whole else level  # 原煤, under 占总量的比重
            if head.name and self.caption_name.endswith(head.name) and "、" not in self.caption_name:
                return self.caption_name
            return self._counted(head.name) or self.caption_name or label.words
        own, of_column = label.name, head.name
        if self.cells.is_total(own) and (of_column or self.caption_name):
            return of_column or self.caption_name
        if head.holds == "share" and self.entities and head.whole and made and made[-1][0].kind == "level":
            return made[-1][0].indicator  # 占出口比重, behind 出口额
        if traded := self.cells.traded(self.name_header, own, of_column):
            return traded
        if self.flow and of_column in ("数量", "金额"):
            return own + self.flow + of_column
        if self.cells.is_added(of_column):
            return own if own.endswith(of_column) else own + of_column
        bare = not names.head_of(own) and not self.account
        if bare and (self.scoped or not of_column and (not self.named or self.flows)):
            return of_column + own + names.part_head(self.caption_name)  # 制造业, in a table of investment
        if self.scoped:
            return of_column + own
        if head.placed or not of_column or head.holds == "share" or of_column in own:
            return own
        if names.head_of(of_column) or names.needs_owner(of_column):
            return self._of_kind(own, of_column)
        if self.cells.is_measure(of_column):
            shared = next((n for n in range(len(of_column) - 1, 1, -1) if own.endswith(of_column[:n])), 0)
            return own + of_column[shared:]  # 法人单位 + 单位数
        return of_column + own if self.entities else own

    def _indexed(self, name: str, index: str) -> str:
        """`住宅价格指数` as that of 环比: `住宅价格环比指数`; 食品, in a table of prices: `食品价格环比指数`."""
        kind, stem = index.removesuffix("指数"), name.removesuffix("指数").removesuffix("总")
        if not stem or kind and kind in stem:
            return name if stem else index
        return stem + self.cells.price_in(self.caption_name) * ("价" not in stem) + kind + (name[len(stem) :] or "指数")

    def _of_kind(self, own: str, of_column: str) -> str:
        """The name of a row with that of its column: 制造业 + 利润, 教育支出 + 基本支出, 全社会用电总计 + 用电量."""
        head = self.cells.names.head_of(own)
        if head and of_column != head and of_column.endswith(head) and self.entities:
            return own.removesuffix(head) + of_column
        bare = own[:-2] if own.endswith(("合计", "总计")) and len(own) > 3 else own
        shared = next((n for n in range(len(of_column) - 1, 1, -1) if bare.endswith(of_column[:n])), 0)
        return own if head else bare + of_column[shared:]

    def _counted(self, name: str) -> str:
        """The name of a column, with what the title of the table says is counted of all of them (粮食 + 产量)."""
        counted = self.cells.group_head(self.caption_name) if name and not self.cells.names.head_of(name) else ""
        return name if self.cells.is_total(name) else name + counted

    def _date(self, draft: Draft, label: Head, head: Head) -> None:
        """The period of a cell: the year of its row or column first, then the part of the year that the other names."""
        known = head.period is not None or self.context.period is not None
        own = None if known and _is_this_year(label.period) else label.period
        across = None if known and _is_this_year(head.period) and self.context.reference is None else head.period
        named = [period for period in (across, own) if period is not None]
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
        if self.cells.is_target(head.words) or draft.period is not None and self._is_ahead(draft.period):
            draft.status = "target"

    def _is_ahead(self, period: Period) -> bool:
        """Whether a period, or the last of several years, is still to come."""
        reference = self.context.reference
        return reference is not None and (period.end if period.spans_years else period.start) > reference

    def last_period(self) -> Period | None:
        """The latest period that the headings name."""
        named = [self.context.resolve(head.period) for head in self.columns if head.period is not None]
        return max((period for period in named if period is not None), key=lambda period: period.end, default=None)

    def five_years(self, draft: Draft) -> None:
        """A figure in brackets, an average: over the plan that ends with the target year."""
        last = draft.period.year if draft.period is not None else 1
        if last % 5 == 0:
            draft.period = years(last - 4, last)
            if self._is_ahead(draft.period):
                draft.status = "target"


def _is_this_year(period: PeriodMention | None) -> bool:
    """Whether a label says of its row but what the heading of the column says of all (本年支出合计)."""
    return period is not None and period.part == "Y" and period.offset == 0 and period.year is None


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
