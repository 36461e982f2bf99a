"""The place that a clause speaks of: named where the clause opens, or meant by 全市, 我省."""

from __future__ import annotations

import re

from policyfacts.rules.regions import Region, RegionTable

_ORGANISATION = re.compile(
    r"(?:[^，。；、0-9将建的达为有完成实现新共]{0,4}?)(?:大学|学院|银行|海关|港(?!口)|机场|集团|公司|铁路|高速|协会|自贸|片区|证券|交易所|股份|商会|医院|日报|晚报|总队|大桥|博览会|保税|出口加工|进出口银行)"
)
_NO_PLACE_BEHIND = re.compile(
    r"[-—－·]|制造|味|队|杯|人(?!均|口|民|才|力|工)|式|梦|化(?!工|肥|学)|籍|菜|话|版|造|牌|方案|模式|经验|速度|故事|智慧"
)
_NO_NATION_BEHIND = re.compile(
    r"首|第(?!一产|二产|三产)|唯一|重要|统一|先进|文明|人大|政协|各地|性|领先|最(?!终)|国际|共产|特色|经济发展|主要|重点|知名|同类|百强|"
    r"五百|优秀|示范|模范|范围|上下|级|平均|产(?!业|量|值|出)|化|式|服务外包示范|科协|银行|率先|前列|领先|十大|单|规模|电源|容量|独|各|现存|多|同行业"
)
_OPENER = re.compile(r"(?:最终|此外|同时|其中|目前|截至目前|另外|而|在|据|我们|到|仅|今年以来|以来|：|“|，|、| )+")


class Places:
    """Finds places at the opening of a clause; one per document, for it knows the home region."""

    def __init__(self, table: RegionTable, home: Region | None) -> None:
        self.table = table
        self.home = home
        self._local = table.local_names(home) if home is not None else frozenset()

    def at(self, text: str, position: int, end: int) -> tuple[Region | None, str, int] | None:
        """The place that begins at a position: (region or None if unknown, its words, where it ends)."""
        opener = _OPENER.match(text, position, end)
        if opener:
            position = opener.end()
        deictic = self.table.deictic_at(text, position, end)
        if deictic and len(deictic[0]) > 1:
            holder = self.table.holder(deictic[0], self.home)
            return None if self._adjective(holder, text, deictic[1], end) else (holder, *deictic)
        chain = self.table.chain_at(text, position, end, extra=self._local)
        if not chain:
            return None
        parts, stop = chain
        if text[stop - 1] not in "省市区县州盟旗" and _ORGANISATION.match(text, stop, min(end, stop + 9)):
            return None
        region = self.table.resolve_chain(parts, self.home)
        if self._adjective(region, text, stop, end):
            return None
        return region, "".join(parts), stop

    def within(self, region: Region, home: Region) -> bool:
        """Whether a place is the home region or lies in it."""
        return region is home or region.code == home.code or self.table.within(region, home)

    def _adjective(self, region: Region | None, text: str, stop: int, end: int) -> bool:
        """Whether a name qualifies what follows (`全国首个`, `中国-东盟`) rather than saying where."""
        if _NO_PLACE_BEHIND.match(text, stop, end):
            return True
        return region is not None and not region.code and _NO_NATION_BEHIND.match(text, stop, end) is not None
