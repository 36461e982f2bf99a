"""The regions that a text can speak of: administrative divisions, areas, and the words that mean "here"."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import tomli

from policyfacts.document import UsageError
from policyfacts.rules.divisions import LEVELS, Region, RegionTree, spoken_name

_COLUMNS = [column.name for column in fields(Region)]
_HIGHER = {level: rank for rank, level in enumerate(LEVELS)}

# How freely a name is taken where it stands in a text.
_OPEN, _LOCAL, _CHAINED = 0, 1, 2

_DEICTIC = frozenset("全我本")  # how the words that mean "here" begin


class RegionTable(RegionTree):
    """All regions, with the rules by which a name in a text is one of them."""

    def __init__(self, regions: Iterable[Region], areas: dict[str, Any]) -> None:
        self._freedom: dict[str, int] = {}
        super().__init__(regions)
        for area in areas["area"]:
            self._add_area(area)
        self._ambiguous = frozenset(areas["ambiguous_short"])
        self._no_region: tuple[str, ...] = tuple(areas["no_region"])
        self._guards = {name: re.compile(guard) for name, guard in areas["guards"].items()}
        self._not_after_short = re.compile(areas["not_after_short"])
        self._not_after_city = re.compile(areas["not_after_city"])
        self._deictic: dict[str, tuple[str, str]] = {
            word: (entry.get("level", ""), entry.get("code", ""))
            for entry in areas["deictic"]
            for word in entry["words"]
        }
        self._deictic_words = sorted((word for word in self._deictic if word[0] in "全我本"), key=len, reverse=True)
        self._not_behind_deictic = frozenset(areas["not_behind_deictic"])
        self._no_deictic: tuple[str, ...] = tuple(areas["no_deictic"])
        self._freedom.update((name, _LOCAL) for name in areas["ambiguous_name"] if name in self._freedom)
        self._freedom.update((name, _CHAINED) for name in self._ambiguous.intersection(self._freedom))
        self._lengths: dict[str, tuple[int, ...]] = self._index(self._freedom)
        first, second = ({begin[at : at + 1] for begin in self._lengths} for at in (0, 1))
        self._may_start = re.compile(f"[{re.escape(''.join(sorted(first)))}](?=[{re.escape(''.join(sorted(second)))}])")
        self._local: dict[str, frozenset[str]] = {}
        self._undecided: dict[str, Region | None] = {}

    @classmethod
    def load(cls, folder: Path) -> RegionTable:
        """Read ``regions.csv`` and ``areas.toml`` of a folder of patterns."""
        divisions, areas = folder / "regions.csv", folder / "areas.toml"
        with divisions.open(encoding="utf-8-sig", newline="") as handle:
            header, *lines = csv.reader(handle)
        if header != _COLUMNS or any(len(line) != len(_COLUMNS) for line in lines):
            raise UsageError(f"{divisions}: each line must have the columns {', '.join(_COLUMNS)}")
        try:
            return cls((Region(*line) for line in lines), tomli.loads(areas.read_text(encoding="utf-8-sig")))
        except (tomli.TOMLDecodeError, KeyError) as error:
            raise UsageError(f"{areas}: cannot read the pattern file: {error}") from error

    # Building

    def _add(self, region: Region) -> None:
        super()._add(region)
        freedom = self._freedom
        county = region.level == "county"
        if len(region.name) > 2 or not county:
            freedom[region.name] = _OPEN
        else:
            freedom.setdefault(region.name, _LOCAL)
        if not region.short:
            return
        if county:
            freedom.setdefault(region.short, _LOCAL)
        else:
            freedom[region.short] = _OPEN
        if spoken := spoken_name(region):
            freedom[spoken] = _OPEN

    def _add_area(self, entry: dict[str, Any]) -> None:
        name: str = entry["name"]
        area = Region("", name, name, entry.get("level", "area"), entry.get("within", ""), "")
        for alias in (name, *entry["aliases"]):
            self._full.setdefault(alias, []).append(area)
            self._freedom[alias] = _OPEN

    @staticmethod
    def _index(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
        lengths: dict[str, tuple[int, ...]] = {}
        for name in sorted(names, key=len, reverse=True):
            known = lengths.get(name[:2], ())
            if not known or known[-1] != len(name):
                lengths[name[:2]] = (*known, len(name))
        return lengths

    def local_names(self, home: Region) -> frozenset[str]:
        """Names that are taken in a document of ``home`` only: of the counties of its prefecture, short or everyday."""
        found = self._local.get(home.code)
        if found is None:
            seat = self.prefecture_of(home)
            near = [
                region
                for region in self._by_code.values()
                if region.level == "county"
                and (region.code == home.code or (seat is not None and region.parent == seat.code))
            ]
            names = {name for region in near for name in (region.name, region.short)}
            found = self._local[home.code] = frozenset(n for n in names if self._freedom.get(n) == _LOCAL)
        return found

    # Reading

    def _surfaces(self, text: str, pos: int, end: int) -> Iterable[str]:
        """The names that start at ``pos``, longest first, but those that what follows forbids."""
        lengths = self._lengths.get(text[pos : pos + 2])
        if lengths is None or text.startswith(self._no_region, pos, end):
            return
        for length in lengths:
            stop = pos + length
            surface = text[pos:stop]
            if stop > end or surface not in self._freedom:
                continue
            if surface not in self._full and self._not_after_short.match(text, stop, end):
                continue
            if surface[-1] == "市" and self._not_after_city.match(text, stop, end):
                continue
            guard = self._guards.get(surface)
            if guard is None or not guard.match(text, stop, end):
                yield surface

    def starts(self, text: str) -> list[int]:
        """Where the first two characters of some name stand: the places at which to look for one."""
        starts = (found.start() for found in self._may_start.finditer(text))
        return [pos for pos in starts if text[pos : pos + 2] in self._lengths]

    def may_begin(self, text: str, pos: int) -> bool:
        """Whether a name, or a word that means "here", can begin at ``pos``: most places are told by this alone."""
        return text[pos : pos + 2] in self._lengths or text[pos : pos + 1] in _DEICTIC

    def at(
        self, text: str, pos: int, end: int, *, counties: bool = False, extra: frozenset[str] = frozenset()
    ) -> tuple[str, int] | None:
        """The longest name that starts at ``pos``, and where it ends.

        Short names of counties and full names that are everyday words count with ``counties`` or when they are in
        ``extra`` (see ``local_names``).
        """
        if text[pos : pos + 2] not in self._lengths:
            return None
        for surface in self._surfaces(text, pos, end):
            freedom = self._freedom[surface]
            if freedom == _OPEN or surface in extra or (counties and freedom == _LOCAL):
                return surface, pos + len(surface)
        return None

    def chain_at(
        self, text: str, pos: int, end: int, *, counties: bool = False, extra: frozenset[str] = frozenset()
    ) -> tuple[tuple[str, ...], int] | None:
        """The chain of names that starts at ``pos``, each part within the one before (浙江省宁波市, 浙江宁波)."""
        first = self.at(text, pos, end, counties=counties, extra=extra)
        if first is None:
            return None
        parts, stop = [first[0]], first[1]
        holders = self.named(first[0])
        while True:
            for surface in self._surfaces(text, stop, end):
                inside = tuple(
                    region
                    for region in self.named(surface)
                    if (surface not in self._ambiguous or surface == region.name or region.level == "prefecture")
                    and any(self.within(region, holder) for holder in holders)
                )
                if inside:
                    parts.append(surface)
                    stop += len(surface)
                    holders = inside
                    break
            else:
                return tuple(parts), stop

    # Deciding

    def resolve(self, surface: str, home: Region | None = None) -> Region | None:
        """The one region that a name means in a document of ``home``; nothing where that cannot be decided."""
        return self._choose(surface, self.named(surface), home)

    def resolve_chain(self, parts: tuple[str, ...], home: Region | None = None) -> Region | None:
        """The region that the last part of a chain means."""
        if not parts:
            return None
        holders: tuple[Region, ...] = ()
        for number, part in enumerate(parts):
            found = self.named(part)
            if number:
                found = tuple(region for region in found if any(self.within(region, holder) for holder in holders))
            holders = found
        return self._choose(parts[-1], holders, home)

    def _choose(self, surface: str, found: tuple[Region, ...], home: Region | None) -> Region | None:
        pool = [region for region in found if not region.until] or list(found)
        by_full = [region for region in pool if region in self._full.get(surface, ())]
        pool = by_full or pool
        if not by_full and home is not None and any(region.level != "county" for region in pool):
            seat = self.prefecture_of(home)
            pool = [r for r in pool if r.level != "county" or (seat is not None and self.prefecture_of(r) == seat)]
        if len(pool) < 2:
            return pool[0] if pool else None
        nearness = [self.distance(region, home) for region in pool]
        pool = [region for region, far in zip(pool, nearness, strict=True) if far == min(nearness)]
        if by_full:  # 嘉峪关市 is a prefecture, and a county in itself
            pool = [one for one in pool if not any(other is not one and self.within(one, other) for other in pool)]
        else:
            highest = min(_HIGHER[region.level] for region in pool)
            pool = [region for region in pool if _HIGHER[region.level] == highest]
        return pool[0] if len(pool) == 1 else None

    def undecided(self, surface: str) -> Region | None:
        """Where a name belongs to several counties and nothing decides: a region of that name without a code."""
        if surface in self._undecided:
            return self._undecided[surface]
        found = [region for region in self._full.get(surface, ()) if region.level == "county"]
        region = Region("", surface, surface, "county", "", "") if len(found) > 1 else None
        return self._undecided.setdefault(surface, region)

    def given(self, name: str) -> Region:
        """The region that a user names; raises UsageError with the nearest names where there is none."""
        chain = self.chain_at(name, 0, len(name), counties=True)
        found = self.resolve_chain(chain[0]) if chain and chain[1] == len(name) else None
        found = found or self.undecided(name) or next(iter(self.named(name)), None)
        if found is not None:
            return found
        near = get_close_matches(name, self._full, n=3, cutoff=0.5)
        hint = f"; did you mean {', '.join(near)}?" if near else "; write it as the statistics do: 宁波市, 浙江省, 全国"
        raise UsageError(f"no region is called {name!r}{hint}")

    # Words that mean "here"

    def deictic_at(self, text: str, pos: int, end: int) -> tuple[str, int] | None:
        """The word that means "here" (全市, 我省) and starts at ``pos``, and where it ends."""
        if text[pos : pos + 1] not in _DEICTIC or text.startswith(self._no_deictic, pos, end):
            return None
        if pos and text[pos - 1 : pos + 1] in self._not_behind_deictic:  # 健全市场, 成本区间
            return None
        word = next((word for word in self._deictic_words if text.startswith(word, pos, end)), None)
        return None if word is None else (word, pos + len(word))

    def holder(self, word: str, home: Region | None = None) -> Region | None:
        """The region that a word means in a document of ``home``; nothing where that cannot be decided."""
        level, code = self._deictic.get(word, ("", ""))
        if code:
            return self.by_code(code)
        if level == "country":
            return self.resolve("全国")
        if home is None or not level:
            return None
        if level == "town":
            return home if not home.code and not home.name.endswith("区") else None
        province, prefecture = self.province_of(home), self.prefecture_of(home)
        county = home if home.level == "county" else None
        autonomous = province if province is not None and province.name.endswith("自治区") else None
        if level == "autonomous":
            return autonomous
        if level == "province":
            return province if province is not None and province.name.endswith("省") else None
        if level == "city":
            return next((r for r in (county, prefecture) if r is not None and r.name.endswith("市")), None)
        if level == "district":
            if home.name.endswith("区") and not home.name.endswith("地区"):
                return home
            return autonomous
        ending = {"county": "县", "banner": "旗", "prefecture": "州", "league": "盟", "office": "地区"}[level]
        candidate = county if level in ("county", "banner") else prefecture
        return candidate if candidate is not None and candidate.name.endswith(ending) else None
