"""The place that a clause speaks of: named where the clause opens, or meant by 全市, 我省."""

from __future__ import annotations

import re

from policyfacts.rules.divisions import Region
from policyfacts.rules.load import RuleSet

_DIVISIONS = "省市县区州盟旗"
_TOWNS = "镇乡道"
_LONGEST_COUNTRY = 9  # characters of the name of a country with an opener
_COMPASS = "东中西"
_PARTS = re.compile("东北|[东中西]")
_DASHES = ("-", "—", "－", "·")


class Places:
    """Finds places at the opening of a clause; one per document, for it knows the home region."""

    def __init__(self, rules: RuleSet, home: Region | None) -> None:
        grammar = rules.grammar
        self.table = rules.regions
        self.home = home
        self.near: Region | None = None  # the place told of last, which 全县 may mean
        self._local = self.table.local_names(home) if home is not None else frozenset()
        self._opener = grammar["place.opener"]
        self._country = grammar["place.country"]
        self._compass = grammar["place.compass"]
        self._provinces = grammar["place.provinces"]
        self._organisation = grammar["place.organisation"]
        self._adjective_behind = grammar["place.adjective"]
        self._adjective_nation = grammar["place.adjective_nation"]
        self._abroad, self._decreed = grammar["place.abroad"], grammar["place.decreed"]
        self._of_all, self._facility = grammar["place.of_all"], grammar["place.facility"]
        self._of_decree = grammar["place.of_decree"]
        self._city_proper = grammar["place.city_proper"]

    def at(self, text: str, position: int, end: int) -> tuple[Region | None, str, int] | None:
        """The place that begins at a position: (region or None if unknown, its words, where it ends)."""
        opener = self._opener.match(text, position, end)
        if opener:
            position = opener.end()
        if not self.table.may_begin(text, position):
            return None
        deictic = self.table.deictic_at(text, position, end)
        if deictic and len(deictic[0]) > 1:
            holder = self.table.holder(deictic[0], self.home)
            holder = holder or (self.table.holder(deictic[0], self.near) if self.near is not None else None)
            if holder is None and deictic[0][-1] in _TOWNS:
                return None  # 全镇, in a document that is not of one
            return None if self._adjective(holder, text, deictic[1], end) else (holder, *deictic)
        chain = self.table.chain_at(text, position, end, extra=self._local)
        if not chain:
            return None
        parts, stop = chain
        if self._organisation.match(text, stop, min(end, stop + 9)):
            return None
        region = self.table.resolve_chain(parts, self.home) or self.table.undecided(parts[-1])
        if self._official(region, parts[-1]):
            if text.startswith(_DASHES, stop) and not text[stop + 1 : stop + 2].isdigit():  # 甲县-3%
                return None
            if self._city_proper.match(text, stop - 1, end):
                stop -= 1  # 某市区: the name goes on with 市区
        elif self._adjective(region, text, stop, end):
            return None
        provinces = self._provinces.match(text, stop, end) if region is not None and region.level == "area" else None
        return region, "".join(parts), provinces.end() if provinces else stop

    def compass(self, text: str, position: int, stop: int) -> tuple[list[Region], int] | None:
        """Parts of the country named together (东部、中部和西部地区), and where they end."""
        found = self._compass.match(text, position, stop) if text[position : position + 1] in _COMPASS else None
        parts = _PARTS.findall(found["parts"]) if found else []
        named = [self.table.named(f"{part}地区" if part == "东北" else f"{part}部地区") for part in parts]
        return ([areas[0] for areas in named if areas], found.end()) if found else None

    def filling(self, text: str, position: int, end: int) -> Region | None:
        """The division whose name is all of a stretch of a text."""
        place = self.at(text, position, end)
        return place[0] if place is not None and place[2] == end and place[0] is not None and place[0].code else None

    def joined(self, text: str, position: int, end: int) -> list[Region]:
        """The places of a list that fills a stretch of text (甲市、乙市和丙市), [] where anything else stands in it."""
        named: list[Region] = []
        while position < end:
            place = self.at(text, position, end)
            region, position = self._everyday(text, position, end) if place is None else (place[0], place[2])
            if region is None:
                break
            named.append(region)
            if position >= end:
                return named
            if text[position] not in "、和":
                break
            position += 1
        return []

    def _everyday(self, text: str, position: int, end: int) -> tuple[Region | None, int]:
        """The city whose short name is an everyday word, for an item of a list of places (北京、大同和石家庄)."""
        stop = min([end, *(found for sign in "、和" if (found := text.find(sign, position + 1, end)) > 0)])
        region = self.table.resolve(text[position:stop])
        return (region if region is not None and region.level == "prefecture" else None), stop

    def without(self, name: str) -> str:
        """A name without the place that it opens with (某市医院次均药费 → 医院次均药费)."""
        place = self.at(name, 0, len(name)) if name else None
        return name[place[2] :] if place is not None and place[2] < len(name) else name

    def abroad(self, text: str, start: int, end: int) -> Region | None:
        """The other country that a sentence of the news speaks of (`据某国通讯社报道`), which has no code here."""
        if self.home is not None and self.home.code:
            return None  # the news of a province or a city
        found = self._abroad.search(text, start, min(end, start + 60))
        return Region("", found["country"], found["country"], "area", "", "") if found is not None else None

    def country(self, text: str, start: int, end: int) -> Region | None:
        """Another country, where nothing but its name stands in a stretch of text."""
        if end - start > _LONGEST_COUNTRY or self.home is not None and self.home.code:
            return None
        found = self._country.fullmatch(text, start, end)
        return Region("", found["country"], found["country"], "area", "", "") if found is not None else None

    def decreed(self, text: str, start: int, end: int) -> Region | None:
        """The country, where a sentence in a document of a part of it says that ministries issued something."""
        if self.home is None or not self.home.code:
            return None
        return self.table.named("全国")[0] if self._decreed.match(text, start, end) else None

    def of_decree(self, text: str, start: int) -> bool:
        """Whether a paragraph goes on with what the one before it says that ministries issued."""
        return self._of_decree.match(text, start) is not None

    def facility(self, text: str, position: int, end: int) -> Region | None:
        """Where a port, an airport or a station lies that a clause of a nationwide document opens with."""
        if not self.nationwide:
            return None
        opener = self._opener.match(text, position, end)
        position = opener.end() if opener else position
        if not self.table.may_begin(text, position):
            return None
        found = self._facility.match(text, position, end)
        chain = self.table.chain_at(text, position, found.end("name"), counties=True) if found is not None else None
        if chain is None:
            return None
        first = self.table.resolve(chain[0][0])
        if first is not None and first.level == "province" and first.name.endswith("市"):
            return first  # 上海浦东机场
        return self.table.resolve_chain(chain[0])

    @property
    def nationwide(self) -> bool:
        """Whether the document is about the whole country: each paragraph may tell of a place."""
        return self.home is not None and self.home.level == "country"

    def tells_of_all(self, text: str, start: int, end: int) -> bool:
        """Whether a sentence of such a document goes back to the whole country: a source of figures, places counted."""
        return self.nationwide and self._of_all.match(text, start, end) is not None

    def is_part_of_home(self, region: Region) -> bool:
        """Whether a place lies in the province, the city or the county that the document is about."""
        home = self.home
        return home is not None and bool(home.code) and region is not home and self.table.within(region, home)

    def above_home(self, region: Region | None) -> bool:
        """Whether the home region is but a part of a place."""
        home = self.home
        if region is None or home is None or not (home.code and region.code) or region is home or self.nationwide:
            return False
        return self.table.within(home, region)

    def _official(self, region: Region | None, surface: str) -> bool:
        """Whether a division is named in full, so that what follows makes no adjective of it (白山市人参产量)."""
        return region is not None and bool(region.code) and surface == region.name and surface[-1] in _DIVISIONS

    def within(self, region: Region, home: Region) -> bool:
        """Whether a place is the home region or lies in it."""
        return region is home or region.code == home.code or not home.code or self.table.within(region, home)

    def _adjective(self, region: Region | None, text: str, stop: int, end: int) -> bool:
        """Whether a name qualifies what follows (`全国首个`, `中国-东盟`) rather than saying where."""
        if self._adjective_behind.match(text, stop, end):
            return True
        if region is None or region.code or len(region.name) > 2 and text.startswith("平均", stop):
            return False  # 长三角平均优良天数比例
        return self._adjective_nation.match(text, stop, end) is not None
