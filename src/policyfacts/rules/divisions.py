"""The administrative divisions and areas: what they are called, and which lies in which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LEVELS = ("country", "province", "prefecture", "area", "county")


@dataclass(frozen=True, slots=True)
class Region:
    """A division with its GB/T 2260 code, or an area without one; ``until`` is the last year of a former division."""

    code: str
    name: str
    short: str
    level: str
    parent: str
    until: str

    @property
    def undecided(self) -> bool:
        """Whether several counties bear the name and nothing says which is meant."""
        return self.level == "county" and not self.code


class RegionTree:
    """All regions, by code and by name, and what lies above what."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self._by_code: dict[str, Region] = {}
        self._full: dict[str, list[Region]] = {}
        self._short: dict[str, list[Region]] = {}
        for region in regions:
            self._add(region)

    def _add(self, region: Region) -> None:
        if not region.until or region.code not in self._by_code:
            self._by_code[region.code] = region
        self._full.setdefault(region.name, []).append(region)
        if not region.short:
            return
        self._short.setdefault(region.short, []).append(region)
        spoken = spoken_name(region)
        if spoken:
            self._full.setdefault(spoken, []).append(region)

    def by_code(self, code: str) -> Region | None:
        """The region of a GB/T 2260 code; the current one where a former shared it."""
        return self._by_code.get(code)

    def named(self, name: str) -> tuple[Region, ...]:
        """All regions of that full or short name: current before former, full names before short ones."""
        full = self._full.get(name, [])
        short = [region for region in self._short.get(name, ()) if region not in full]
        return tuple(sorted([*full, *short], key=lambda region: bool(region.until)))

    def parent(self, region: Region) -> Region | None:
        """The region above."""
        return self._by_code.get(region.parent) if region.parent else None

    def ancestors(self, region: Region) -> tuple[Region, ...]:
        """The regions above, nearest first."""
        above: list[Region] = []
        step = self.parent(region)
        while step is not None:
            above.append(step)
            step = self.parent(step)
        return tuple(above)

    def province_of(self, region: Region) -> Region | None:
        """The province in which a region lies, itself where it is one."""
        return next((r for r in (region, *self.ancestors(region)) if r.level == "province"), None)

    def prefecture_of(self, region: Region) -> Region | None:
        """The prefecture in which a region lies, or the municipality (直辖市) that stands in its place."""
        for step in (region, *self.ancestors(region)):
            if step.level == "prefecture" or (step.level == "province" and step.name.endswith("市")):
                return step
        return None

    def within(self, region: Region, other: Region) -> bool:
        """Whether a region lies in another one."""
        return bool(other.code) and any(step.code == other.code for step in self.ancestors(region))

    def distance(self, region: Region, home: Region | None) -> int:
        """0 for home itself, 1 for what is above, under or beside it, 2 for its province, 3 for elsewhere."""
        if home is None or not home.code:
            return 3
        if region.code == home.code:
            return 0
        seat = self.prefecture_of(home)
        kin = self.within(region, home) or self.within(home, region) or (region.parent and region.parent == home.parent)
        if kin or (seat is not None and self.prefecture_of(region) == seat):
            return 1
        return 2 if region.code[:2] == home.code[:2] else 3


def spoken_name(region: Region) -> str:
    """The name by which an autonomous division is spoken of (恩施州, 长阳县, 广西自治区), where it has another one."""
    if "自治" not in region.name or not region.short:
        return ""
    spoken = region.short + ("自治区" if region.level == "province" else region.name[-1])
    return spoken if spoken != region.name else ""
