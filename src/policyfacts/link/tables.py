"""Tables to rows: each cell that holds a number gets name, unit and period from its headers and caption."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from policyfacts.document import Cell, Table
from policyfacts.link import growth
from policyfacts.link.context import Context
from policyfacts.link.draft import Draft
from policyfacts.link.places import Places
from policyfacts.rules.units import UnitTable
from policyfacts.scan.mentions import PeriodMention

if TYPE_CHECKING:
    from policyfacts.link.document import Linker

_CAPTION_UNIT = re.compile(r"单位\s*[:：]?\s*([^\s，。；、)）\n]{1,12})")
_HEADER_UNIT = re.compile(r"[（(]([^（()）]{1,12})[）)]")
_NUMBER = re.compile(r"[\[［(（<＜]?\s*(?P<n>[-−－+]?[0-9][0-9,，]*(?:\.[0-9]+)?)\s*(?P<u>[%％‰])?\s*(?P<b>以上|以下|以内|左右)?[\]］)）>＞]?")
_RATIO = re.compile(r"(?P<a>[0-9.]+)\s*[:：∶]\s*(?P<b>[0-9.]+)")
_CUMULATIVE = re.compile(r"[\[［(（]\s*[0-9]")
_GROWTH_HEADER = re.compile(r"增长|增速|增幅|±|同比|比上年|涨跌")
_SHARE_HEADER = re.compile(r"比重|占比|占.*%")
_CHANGE_HEADER = re.compile(r"增减额|增减量|增加额|增减值")
_TARGET_HEADER = re.compile(r"目标|预期|规划|计划|到")
_NAME_HEADER = re.compile(r"指标|项目|名称|类别|行业|地区|产品|品种")
_UNIT_HEADER = re.compile(r"^(?:计量)?单位$")
_CLASS_HEADER = re.compile(r"类别|分类|序号|属性")
_OF_WHICH = re.compile(r"^(?:　| {2,})*(?:#|其中[:：]?|-|—|·)?\s*")
_SUB = re.compile(r"^(?:　| {2,}|#|其中|-|—|·)")
_NOTE_CUMULATIVE = re.compile(r"累计")


class TableLinker:
    """Reads the cells of a table against its headers; one per document."""

    def __init__(self, linker: Linker, places: Places) -> None:
        self.linker = linker
        self.units: UnitTable = linker.rules.units
        self.places = places

    def rows(self, table: Table, context: Context, number: int) -> Iterator[tuple[Draft, tuple[int, int], str]]:
        """(row, its span in the source, its words) for each cell that holds a number."""
        headers = _headers(table)
        unit_column = next((i for i, head in enumerate(headers) if _UNIT_HEADER.match(head)), None)
        caption_unit = self._caption_unit(table)
        caption_context = self._caption_context(table, context)
        moving = [head for head in headers if _GROWTH_HEADER.search(head) or _CHANGE_HEADER.search(head)]
        several = len(moving) > 1
        parent = ""
        for line, cells in enumerate(table.rows[table.header_rows :], table.header_rows):
            shift = max(len(headers) - len(cells), 0)
            name_at = self._name_column(headers, cells, shift)
            if name_at is None:
                continue
            label = cells[name_at].text
            name, row_unit = self._split_unit(_OF_WHICH.sub("", label))
            sub = bool(_SUB.match(label))
            if not sub:
                parent = name
            full = self._full_name(name, parent if sub else "")
            unit = cells[unit_column - shift].text if unit_column is not None and 0 <= unit_column - shift < len(cells) else ""
            unit = unit or row_unit or caption_unit
            made_here: list[tuple[Draft, tuple[int, int], str]] = []
            for column in range(name_at + 1, len(cells)):
                header = headers[column + shift] if column + shift < len(headers) else ""
                if unit_column is not None and column + shift == unit_column:
                    continue
                draft = self._cell(cells[column], header, full, unit, caption_context, _completed(made_here, several))
                if draft is None or any(draft is made_row for made_row, *_ in made_here):
                    continue
                draft.table = f"{number}!{_letters(column + shift)}{line + 1}"
                words = " ".join(cell.text.strip() for cell in cells if cell.text)
                made_here.append((draft, (cells[column].start, cells[column].end), words))
            yield from made_here

    def _caption_unit(self, table: Table) -> str:
        found = _CAPTION_UNIT.search(table.caption)
        return found[1] if found else ""

    def _caption_context(self, table: Table, context: Context) -> Context:
        entered = context.copy()
        for line in reversed(table.caption.split("\n")):
            for mention in self.linker.lexer.scan(line, 0, len(line)):
                if mention.code == "T" and isinstance(mention.data, PeriodMention) and mention.data.part in "YMQHW":
                    entered.enter(mention.data)
                    return entered
        return entered

    def _name_column(self, headers: list[str], cells: tuple[Cell, ...], shift: int) -> int | None:
        """The cell that names the row: the last one with words before the first number."""
        candidates: list[int] = []
        for index, cell in enumerate(cells):
            header = headers[index + shift] if index + shift < len(headers) else ""
            if cell.text and (_NUMBER.fullmatch(cell.text) or _RATIO.fullmatch(cell.text)):
                if candidates:
                    break
                continue
            if cell.text and not _UNIT_HEADER.match(header) and not self._is_unit(cell.text):
                candidates.append(index)
            elif candidates:
                break
        named = [i for i in candidates if i + shift < len(headers) and not _CLASS_HEADER.search(headers[i + shift])]
        if not candidates:
            return None
        if named and len(named) > 1 and _NAME_HEADER.search(headers[named[0] + shift]):
            return named[0]
        return (named or candidates)[0] if named else candidates[-1]

    def _is_unit(self, text: str) -> bool:
        try:
            self._unit(text)
        except ValueError:
            return text in ("——", "—", "-", "")
        return True

    def _unit(self, text: str) -> tuple[str, str]:
        """(multiplier, unit) of a unit as written in a header."""
        bare = re.sub(r"\s", "", text)
        if bare in ("%", "％"):
            return "", "%"
        found = re.fullmatch(rf"(?P<m>(?:{self.units.multiplier_pattern})?)(?P<u>{self.units.pattern})", bare)
        if not found:
            raise ValueError(text)
        return found["m"], found["u"]

    def _split_unit(self, name: str) -> tuple[str, str]:
        """(name, unit) of a label such as `产量（万吨）`."""
        for found in reversed(list(_HEADER_UNIT.finditer(name))):
            if self._is_unit(found[1]):
                return (name[: found.start()] + name[found.end() :]).strip(), found[1]
        return name.strip(), ""

    def _full_name(self, name: str, parent: str) -> str:
        names = self.linker.names
        if not parent or parent == name:
            return name
        if names.needs_owner(name):
            return names.own(parent, name)
        head = names.head_of(parent)
        return name + head if head and not names.head_of(name) else name

    def _cell(self, cell: Cell, header: str, name: str, unit: str, context: Context, base: Draft | None) -> Draft | None:
        """The row of a cell, the row that the cell completes (growth, change), or None."""
        ratio = _RATIO.fullmatch(cell.text)
        found = _NUMBER.fullmatch(cell.text)
        if not ratio and not found:
            return None
        head, head_unit = self._split_unit(header)
        if found and _GROWTH_HEADER.search(head) and not _CHANGE_HEADER.search(head):
            return self._growth(found, name, context, base, cell)
        draft = self._draft(cell, name, header, context)
        if _SHARE_HEADER.search(head):
            draft.kind = "share"
            unit = head_unit = "%"
        if ratio:
            self._ratio(draft, ratio)
            return draft
        assert found is not None
        try:
            multiplier, measure = self._unit(found["u"] or head_unit or unit)
        except ValueError:
            multiplier, measure = "", ""
        figure = found["n"].replace(",", "").replace("，", "").replace("−", "-").replace("－", "-")
        if _CHANGE_HEADER.search(head) and base is not None and base.change is None and measure:
            base.change, base.change_unit = self.units.value(figure, multiplier, measure)
            base.change_base = "yoy" if "年初" not in head else ""
            return base
        draft.figure, draft.unit = figure.lstrip("+-"), multiplier + measure
        if measure:
            draft.value, draft.base_unit = self.units.value(figure, multiplier, measure)
        else:
            draft.value = Decimal(figure)
            draft.flag("unit_unresolved")
        draft.comparator = {"以上": "ge", "以下": "le", "以内": "le", "左右": "approx"}.get(found["b"] or "", "")
        if draft.base_unit == "%" and re.search(r"占比|比重|占.+(?:比|的)", name):
            draft.kind, draft.relative_to = "share", growth.named_whole(name)
        if _CUMULATIVE.match(cell.text) and draft.period is not None and draft.status == "target":
            self._five_years(draft)
        return draft

    def _draft(self, cell: Cell, name: str, header: str, context: Context) -> Draft:
        draft = Draft(cell.start, cell.end, indicator=name)
        draft.by("table.cell")
        place = self.places.at(name, 0, len(name))
        region = context.region or context.home
        if place is not None and place[0] is not None and place[2] < len(name):
            region, draft.indicator = place[0], name[place[2] :].lstrip("的") or name
        draft.region, draft.region_name = region, region.name if region else ""
        draft.flag("region_inferred" if region else "region_unresolved")
        entered = context
        for mention in self.linker.lexer.scan(header, 0, len(header)):
            if mention.code == "T" and isinstance(mention.data, PeriodMention):
                entered = context.copy()
                entered.enter(mention.data)
                break
        else:
            draft.flag("period_inherited")
        draft.period = entered.period
        if draft.period is None:
            draft.flag("period_unresolved")
        elif _TARGET_HEADER.search(header) or entered.reference and draft.period.start > entered.reference:
            draft.status = "target"
        return draft

    def _growth(self, found: re.Match[str], name: str, context: Context, base: Draft | None, cell: Cell) -> Draft:
        rate = Decimal(found["n"].replace(",", "").replace("−", "-").replace("－", "-"))
        if base is not None and base.growth_rate is None:
            base.growth_rate, base.growth_basis, base.growth_comparator = rate, "yoy", "eq"
            return base
        draft = self._draft(cell, name, "", context)
        draft.kind, draft.growth_rate, draft.growth_basis = "growth", rate, "yoy"
        return draft

    def _ratio(self, draft: Draft, ratio: re.Match[str]) -> None:
        first, second = Decimal(ratio["a"]), Decimal(ratio["b"])
        draft.kind = "ratio"
        draft.figure = ratio["a"] if second == 1 else f"{ratio['a']}:{ratio['b']}"
        draft.value = first if second == 1 else first / second if second else None

    def _five_years(self, draft: Draft) -> None:
        """A figure in brackets is cumulative over the plan that ends with the target year."""
        from policyfacts.scan.periods import years

        assert draft.period is not None
        last = draft.period.year
        if last % 5 == 0:
            draft.period = years(last - 4, last)


def _completed(made: list[tuple[Draft, tuple[int, int], str]], several: bool) -> Draft | None:
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
        shift = 0
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
