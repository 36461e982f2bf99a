"""What the heading of a column and the label of a row say of their cells: name, unit, period, place, holding."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policyfacts.document import Table
from policyfacts.link.places import Places
from policyfacts.link.table_cells import TableCells
from policyfacts.link.table_spans import empty_cells, filled, spread
from policyfacts.rules.divisions import Region
from policyfacts.scan.lexer import Lexer
from policyfacts.scan.mentions import Mention, PeriodMention

_LATIN = re.compile(r"[a-z]{3}")
_LOOKED_AT = 50  # rows that tell what the columns hold
_FEW = 3  # places of which all may lie in one
_NEAR = (80, 130)  # where index numbers mostly lie
_PARTS = ("其中", "#")  # before the name of a column that is a part of the one before


@dataclass(slots=True)
class Head:
    """The heading of a column or the label of a row, as understood.

    ``holds`` is ``level``, ``growth``, ``change``, ``share``, ``rank`` or ``unit``; ``name`` what is left for the name
    of an indicator; ``since`` the period that growth and changes are measured against; ``whole`` what a share is of,
    or among whom a rank ranks.
    """

    words: str = ""
    name: str = ""
    unit: str = ""
    holds: str = "level"
    period: PeriodMention | None = None
    since: PeriodMention | None = None
    placed: bool = False
    region: Region | None = None
    whole: str = ""
    part: bool = False
    index: str = ""  # 环比指数, 同比指数 or 指数, of a column of index numbers
    falls: bool = False  # 能耗降低（%）: the per cent by which it falls
    titled: bool = False  # that it holds growth is said by the title of the table
    opening: bool = False  # 期初, 年初: the state at the beginning
    before: bool = False  # 上期: the same time of the year before
    of_growth: bool = False  # 位次, behind a column of growth
    cumulative: bool = False  # 年初至报告期末, 本年累计: from January on

    @property
    def is_period(self) -> bool:
        """Whether it names a period and nothing else."""
        return self.period is not None and not self.name and not self.placed


class TableHeads:
    """Reads the headings and labels of tables; one per document."""

    def __init__(self, cells: TableCells, lexer: Lexer, places: Places) -> None:
        self.cells = cells
        self._lexer = lexer
        self._year_before, self._rates = tuple(cells.words["table_year_before"]), cells.words["table_rate_unit"]
        self._places = places

    def columns(self, table: Table) -> list[Head]:
        """One heading a column, its rows joined."""
        width = max((len(row) for row in table.rows), default=0)
        pieces: list[list[str]] = [[] for _ in range(width)]
        heading = table.rows[: table.header_rows]
        single = next((empty_cells(row, width) for row in heading[1:]), 0)
        for number, row in enumerate(heading):
            below = heading[number + 1 :]
            years = below and len(row) > 1 and all(self.cells.period(cell.text) is not None for cell in row[1:])
            over = spread(row, single or 1, width, below, even=bool(single or years)) if not number else ()
            shift = 0 if number and row and not row[0].text else width - len(row)
            over = over or filled(row, heading[:number], below, width) or [(i + shift,) for i in range(len(row))]
            for cell, columns in zip(row, over, strict=True):
                words = cell.text.strip()
                for column in columns:
                    if words and words not in pieces[column]:
                        pieces[column].append(words)
        named = [list(_chinese(parts)) for parts in pieces]
        whole = {tuple(parts[:-1] if parts and self.cells.is_total(parts[-1]) else parts) for parts in named}
        for parts in named:
            if len(parts) > 1 and tuple(parts[:-1]) in whole and all(map(self.cells.is_of_levels, parts[-2:])):
                parts[-2:] = self.cells.with_part(parts[-2:], told=True)  # 工业, beside a column of 第二产业
        heads = [self.column(parts) for parts in named]
        self._settle(heads, table)
        return heads

    def _settle(self, heads: list[Head], table: Table) -> None:
        """What columns hold by what stands under and over them."""
        reader = self.cells
        body = [row for row in table.rows[table.header_rows or 0 :] if len(row) == len(heads)]
        if heads and heads[0].holds == "unit" and not any(reader.is_unit(row[0].text) for row in body):
            heads[0] = Head("单位名称")  # 单位 over names: units are places or organisations, too
        whole: Head | None = None
        for before, head in itertools.pairwise(heads):
            head.of_growth = head.holds == "rank" and before.holds == "growth"
            if head.before and not head.name:
                named = {other.name for other in heads[1:] if other.holds == "level" and other.name}
                head.name = next(iter(named)) if len(named) == 1 else ""  # 用电量 of 去年同期
            if whole is not None and (head.part or head.words.startswith(_PARTS)):
                self._part(head, whole)
            elif head.holds == "level":
                whole = head
        _index_numbers(heads, [[reader.number(cell.text) for cell in row] for row in body[:_LOOKED_AT]])
        units = {head.unit for head in heads[1:] if head.holds == "level"} | {*reader.caption_units(table)[:1]}
        if "%" in units and units <= {"", "%"} and reader.is_growth_caption(table):
            for head in heads[1:]:
                if head.holds == "level":
                    head.holds, head.titled = "growth", True

    def _part(self, head: Head, whole: Head) -> None:
        """A column of a part (其中：城镇) takes unit and name from the column before it."""
        head.name = self.cells.full_name(self.cells.label(head.name)[0], whole.name)
        head.unit, head.period = head.unit or whole.unit, head.period or whole.period

    def column(self, pieces: Sequence[str]) -> Head:
        """The heading of a column from the cells above it, the outermost first."""
        reader = self.cells
        units = [piece for piece in pieces if reader.unit(piece) is not None]
        named = [reader.without_translation(piece) for piece in pieces if piece not in units]
        divided = len(named) > 1 and reader.only_divides(named[0])
        named = reader.with_part(named[divided:])
        if len(named) > 1 and named[-1] != named[0] and named[-1].endswith(named[0].removeprefix("本年")):
            named = named[1:]  # 基本支出, under 本年支出
        words = "".join(named)
        head = Head(words, part=divided)
        if reader.is_unit_header(words):
            head.holds = "unit"
            return head
        years = [piece for piece in pieces if reader.period(piece, plain=True) is not None]
        apart = [reader.split_unit(piece) for piece in named if piece not in years]  # 产量（吨）, over 同比（%）
        rest, unit = reader.split_unit("".join(piece for piece, _ in apart))
        head.unit = units[-1].strip() if units else unit or _innermost(apart)
        self._understand(head, rest)
        self._rank(head, words + head.unit)
        head.name = head.name or (rest if divided else "")  # 男
        if years:
            self._of_year(head, reader.period(years[0], plain=True))
        return head

    def _of_year(self, head: Head, year: PeriodMention | None) -> None:
        """The year of a heading, over 一季度 or 1—5月 in a further row of it."""
        within = head.period is not None and head.period.year is None and head.period.offset is None
        if year is None or head.period is None:
            head.period = year
        elif within and head.period.part in "MQH":
            head.period = replace(head.period, year=year.year)

    def label(self, text: str, unit: str = "", *, places: bool = False, dated: bool = False) -> Head:
        """The label of a row, given the unit that the row has in a column of units.

        In a column of ``places`` the name of a division that no list has (a town, a zone) is that of a place, too, in a
        column that is ``dated`` 202103 a month.
        """
        rest, own, part = self.cells.label(self.cells.without_translation(text))
        head = Head(rest, unit=unit or own, part=part)
        if (period := self.cells.period(rest, plain=dated)) is not None:
            head.period = period
        else:
            self._understand(head, rest, label=True)
            self._rank(head, rest)
            if head.unit == "%" and head.holds == "level" and (fallen := self.cells.fallen(head.name)):
                head.holds, head.name, head.falls = "growth", fallen, True
            if places and not head.placed and (region := self._place(head.name)) is not None:
                head.placed, head.region, head.name = True, region, ""
        return head

    def _place(self, name: str) -> Region | None:
        """The place that a label in a column of places names, also by a word (安康) or by a name that no list has."""
        if (region := self._places.table.resolve(name, self._places.home)) is not None:
            return region
        return Region("", name, "", "area", "", "") if self.cells.is_division(name) else None

    def _of_year_before(self, head: Head, words: str, mentions: list[Mention]) -> None:
        """上期, and 去年同期 under a heading that names another period (本月): the same time of the year before."""
        told = [mention for mention in mentions if mention.code == "T" and isinstance(mention.data, PeriodMention)]
        same = len(told) > 1 and told[-1].end == len(words) and words.endswith(self._year_before)
        head.before = words.startswith("上期") or same and head.period is not told[-1].data and not head.since

    def _rank(self, head: Head, words: str) -> None:
        """What a heading says of ranks (全省位次): among whom, and of what."""
        found = self.cells.rank(words)
        if found is not None:
            head.holds, head.whole, head.unit = "rank", found["whole"] or "", ""
            head.name = head.name if head.name in words[: found.start()] else ""

    def place_of_all(self, table: Table) -> Region | None:
        """The city, else the province, in which all places lie that the rows of a table name."""
        named = (
            self._places.at(row[0].text, 0, len(row[0].text)) for row in table.rows[:_LOOKED_AT] if row and row[0].text
        )
        found = [place[0] for place in named if place is not None and place[0] is not None and place[0].code]
        if len(found) < _FEW:
            return None
        regions = self._places.table
        cities = {city.code if (city := regions.prefecture_of(region)) is not None else "" for region in found}
        provinces = {one.code if (one := regions.province_of(region)) is not None else "" for region in found}
        of_all = next((codes for codes in (cities, provinces) if len(codes) == 1 and "" not in codes), set())
        return regions.by_code(of_all.pop()) if of_all else None

    def caption_name(self, table: Table) -> str:
        """The indicator that the lines above a table name, or nothing."""
        for line in reversed(table.caption.split("\n")):
            name = self.cells.caption_name(self.cells.without_translation(line))
            place = self._places.at(name, 0, len(name))
            name = self.cells.caption_name(name[place[2] :]) if place else name
            if len(name) > 1:
                return name
        return ""

    def _understand(self, head: Head, words: str, *, label: bool = False) -> None:
        reader = self.cells
        bare = reader.without_base(words)
        mentions = self._lexer.scan(bare, 0, len(bare))
        head.period, head.since = _periods(mentions)
        if not label:
            head.opening, head.cumulative = reader.is_opening(bare), reader.is_sum_of_year(bare)
            self._of_year_before(head, bare, mentions)
        if reader.is_change(head.words) or head.unit == "百分点" and reader.is_moved(bare) and not label:
            head.holds = "change"
        elif index := reader.index_of(words):
            head.index, bare = index, bare if label else bare.replace(index.removesuffix("指数"), "")
        elif reader.is_growth(bare) and not (label and head.unit == "百分点"):
            head.holds = "growth"
            if head.unit and head.unit not in self._rates:
                head.holds = "change" if not label and reader.is_moved(bare) else "level"  # 比上期涨跌（元）
        elif not label and reader.is_share(bare):
            head.holds, head.whole = "share", reader.whole_of(bare)
            if reader.is_of_plan(bare) and not (mentions and mentions[0].end <= reader.plan_begins(bare)):
                head.period = None  # 为上年决算数的%
        for mention in reversed(mentions):
            if mention.code == "T":
                bare = bare[: mention.start] + bare[mention.end :]
        moved = head.holds in ("growth", "change")
        name = reader.plain_name(bare, moved=moved, whole=head.whole, general=not label)
        place = self._places.at(name, 0, len(name)) if name and not reader.is_organisation(name) else None
        if place is not None:
            head.placed, head.region = True, place[0]
            name = name[place[2] :].lstrip("的")
        named = head.index and len(name) > 1 and not reader.is_scope(name) and not name.endswith("指数")
        head.name = name + "指数" if named else name


def _chinese(pieces: Sequence[str]) -> Sequence[str]:
    """The cells of a heading without those that hold but the English of another."""
    left = [piece for piece in pieces if not piece.isascii() or not _LATIN.search(piece)]
    if len(left) < len(pieces):  # with what was cut off a word
        left = [piece for piece in left if not piece.isascii() or not piece.islower()]
    return left or pieces


def _index_numbers(heads: Sequence[Head], body: Sequence[Sequence[re.Match[str] | None]]) -> None:
    """Make index numbers of the columns of 同比, 环比 whose figures all lie about 100, and not in per cent.

    Beside an index of the same month of the year before, one of the same time of it is of all months up to now.
    """
    months = any(head.index and "同月" in head.words for head in heads)
    for column, head in enumerate(heads):
        head.cumulative = head.cumulative or months and bool(head.index) and "同期" in head.words
        if head.holds != "growth" or head.unit or "%" in head.words:
            continue
        figures = [float(found["n"].replace(",", "")) for row in body if (found := row[column]) and not found["u"]]
        near = sum(_NEAR[0] < figure < _NEAR[1] for figure in figures)
        if figures and near * 2 > len(figures) and min(figures) > _NEAR[0] / 2:
            head.holds, head.index = "level", "环比指数" if "环比" in head.words else "同比指数"


def _innermost(pieces: Sequence[tuple[str, str]]) -> str:
    """The unit that the lowest piece of a heading gives: of a growth rate %, also without a bracket (同比增长%)."""
    for name, unit in reversed(pieces):
        if unit or name.endswith(("%", "％")):
            return unit or "%"
    return ""


def _periods(mentions: list[Mention]) -> tuple[PeriodMention | None, PeriodMention | None]:
    """The period that a heading names, and the one that it compares with."""
    named: PeriodMention | None = None
    since: PeriodMention | None = None
    compared = False
    for mention in mentions:
        if mention.code == "k":
            compared = True
        elif mention.code == "T" and isinstance(mention.data, PeriodMention):
            if compared:
                since = since or mention.data
            else:
                named = named or mention.data
            compared = False
    return named, since
