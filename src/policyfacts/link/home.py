"""What a document says of itself: its title, its date of publication, the place it is about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from policyfacts.document import Document
from policyfacts.link.dates import Dates
from policyfacts.rules.divisions import Region
from policyfacts.rules.load import RuleSet
from policyfacts.rules.regions import RegionTable
from policyfacts.scan.periods import Period
from policyfacts.table_layout import cell_words
from policyfacts.widths import fold

_HEAD = 2500  # characters of a text in which the place it is about is looked for
_OPENING = 200  # characters in which an author names itself
_SEVERAL = 3  # provinces that news tells of by turns
_MANY = 4  # provinces of which none is the home of a text that names them all
_SPEAKS = 6  # the weight of a place whose congress, government or office speaks
_LEVELS = ("province", "prefecture", "county")


@dataclass(frozen=True, slots=True)
class About:
    """Title, date of publication, home region, and the times that the figures are of."""

    title: str
    published: date | None
    home: Region | None
    counted_on: Period | None = None  # the day for which a census counts
    plan: Period | None = None  # the years of the plan that the document is
    roundup: bool = False  # news of many provinces, each in paragraphs of its own


class Home:
    """Reads what documents say of themselves; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self._regions = rules.regions
        self._dates = Dates(rules)
        self._nation = rules.grammar["home.nation"]
        self._abroad, self._unlisted = rules.grammar["home.abroad"], rules.grammar["home.unlisted"]
        self._local = rules.grammar["home.local"]
        self._others = rules.grammar["home.others"]
        self._group, self._organisation = rules.grammar["home.group"], rules.grammar["place.organisation"]
        self._speaker, self._newspaper = rules.grammar["home.speaker"], rules.grammar["home.newspaper"]
        self._congress = rules.grammar["home.congress"]
        self._file_name = rules.grammar["home.file_name"]
        self._company = rules.grammar["home.company"]

    def about(self, document: Document, text: str, title: str) -> About:
        """What the document says of itself, what the caller said coming first."""
        title, dates = cell_words(fold(document.title)) or title, self._dates
        plan = dates.plan(title)
        published = document.published or dates.published(text, document.name)
        reported = dates.year_of_report(text, title) if published is None or "报告" in title else None
        late = published is None or reported is not None and published.year > reported.year
        if reported is not None and late and document.published is None:
            published = reported  # a page was printed, or copied, years after the report
        published = published or (plan.start if plan is not None else None)
        published = published or dates.of_bulletin(text) or dates.as_of(text) or dates.of_news(text, title)
        published = published or dates.of_summary(text, title)
        home, roundup = self._home(document, text, title)
        return About(title, published, home, dates.counted_on(text), plan, roundup)

    def named_by(self, name: str) -> str:
        """What the name of a file says of a document without a line of text: 2023年各市GDP.csv."""
        found = self._file_name.search(name)
        return found["title"] if found is not None else ""

    def _home(self, document: Document, text: str, title: str) -> tuple[Region | None, bool]:
        """The place a document is about: as given, else the one its title and opening name most; or many provinces."""
        regions = self._regions
        if document.region:
            return regions.given(document.region), False
        if self._company.search(title):
            return None, False  # what a company reports is of no division
        if (abroad := self._abroad_in(title, text)) is not None:
            return abroad, False
        unlisted = self._unlisted.match(title)
        if unlisted is not None and regions.resolve(place := unlisted["place"]) is None:
            return Region("", place, place, "area", "", ""), False
        local = len(self._local.findall(text[:8000]))
        votes: Counter[str] = Counter()
        pool: dict[str, Region] = {}

        def count(stretch: str, weight: int, counties: bool) -> None:
            for region, start, end in _mentioned(stretch, regions, counties):
                compared = self._group.match(stretch, end) and not (counties and stretch.startswith("各", end))
                named_after = not (counties or local) and self._organisation.match(stretch, end, end + 9)
                paper = not local and self._newspaper.match(stretch, end)
                if compared or named_after or paper or self._others.search(stretch, max(0, start - 4), start):
                    continue
                if local and self._newspaper.match(stretch, end):
                    province = regions.province_of(region)
                    of_all = province is not None and self._says_all(text, province, region)
                    region = province if province is not None and of_all else region  # a city's newspaper: 全省…
                key = region.code or region.name
                pool[key] = region
                votes[key] += weight if not self._speaker.match(stretch, end) else max(weight, _SPEAKS)

        count(title, 12, True)
        named = list(pool.values())  # in the title
        count(text[:_HEAD], 1, False)
        count(text[-300:], 1, False)
        for held in self._congress.finditer(text[:_HEAD]):
            count(held["place"], 2, True)  # 2007年2月8日在泾县第十五届人民代表大会
        head = text[:_HEAD]
        nation = len(self._nation.findall(head))
        if nation:
            country = regions.named("全国")[0]
            if not named and not local and self._nation.search(title):
                return country, False  # 我国外贸…: cities are but examples
            pool["全国"] = country
            if not local:
                votes["全国"] += nation  # else the report of a district that is none of the list may name the nation
            provinces = Counter(province.code for region in pool.values() if (province := regions.province_of(region)))
            if len(provinces) >= _MANY and not named and not (local and self._opens_with_speaker(head)):
                return country, True
        elif not named and self._several(votes, pool):
            return regions.named("全国")[0], True
        if not votes:
            return None, False
        best, weight = max(votes.items(), key=lambda item: (item[1], -len(item[0])))
        chosen = _decided(pool[best], pool, regions)
        if weight < 2 and not local and len(text) > 1500 and best != "全国":
            return None, False
        home = _narrowed(chosen, votes, pool, regions, text)
        if len(named) == 1 and regions.within(home, named[0]) and self._says_all(text, named[0], home):
            return named[0], False  # 长沙海关, in news of 湖南省
        return home, False

    def _abroad_in(self, title: str, text: str) -> Region | None:
        """The other country whose economy a title speaks of, where nothing speaks of a home."""
        found = self._abroad.match(title)
        if found is None or self._local.search(text[:_HEAD]) or _mentioned(title, self._regions, True):
            return None
        country = found["country"]
        return Region("", country, country, "area", "", "") if text.count(country) > 1 else None

    def _several(self, votes: Counter[str], pool: dict[str, Region]) -> bool:
        """Whether a text tells of several provinces, of none of them most (四川…；陕西…；云南…)."""
        told: Counter[str] = Counter()
        for key, weight in votes.items():
            province = self._regions.province_of(pool[key])
            told[province.code if province is not None else key] += weight
        return len(told) >= _SEVERAL and max(told.values()) * 2 <= sum(told.values())

    def _says_all(self, text: str, whole: Region, part: Region) -> bool:
        """Whether a document speaks of all of a place (全省) more often than of all of a part of it (全市)."""
        said = Counter(found[0][-1] for found in self._local.finditer(text))
        return said[whole.name[-1]] > said[part.name[-1]]

    def _opens_with_speaker(self, head: str) -> bool:
        """Whether a place whose government or congress speaks is named at the very beginning."""
        named = _mentioned(head[:_OPENING], self._regions, False)
        return any(self._speaker.match(head, end) and not head[end].isdigit() for _, _, end in named)


def _decided(region: Region, pool: dict[str, Region], regions: RegionTable) -> Region:
    """Of counties of one name the one whose city or province the document names."""
    if not region.undecided:
        return region
    named = regions.named(region.name)
    namesakes = [r for r in named if r.code in pool or any(regions.within(r, holder) for holder in pool.values())]
    return namesakes[0] if len(namesakes) == 1 else region


def _narrowed(chosen: Region, votes: Counter[str], pool: dict[str, Region], regions: RegionTable, text: str) -> Region:
    """A county within the chosen city where 全区, 全县 or its own name prevails."""
    best = chosen
    for key, weight in votes.most_common(6):
        region = pool[key]
        if region is not chosen and regions.within(region, chosen) and weight * 2 >= votes[chosen.code or chosen.name]:
            full = text.count(region.short or region.name)
            if full > text.count(chosen.short or chosen.name):
                best = region
                break
    return best


def _inside_words(region: Region, stretch: str, position: int) -> bool:
    """Whether the short name of a county is but a part of words (加|大城|市)."""
    if region.level != "county" or region.name in stretch:
        return False
    return position > 0 and "一" <= stretch[position - 1] <= "龥"


def _mentioned(stretch: str, regions: RegionTable, counties: bool) -> list[tuple[Region, int, int]]:
    """The divisions that a stretch of text names, and where."""
    found: list[tuple[Region, int, int]] = []
    behind, end = 0, len(stretch)
    for position in regions.starts(stretch):
        chain = regions.chain_at(stretch, position, end, counties=counties) if position >= behind else None
        if chain:
            region = regions.resolve_chain(chain[0]) or regions.undecided(chain[0][-1])
            region = regions.parent(region) if region is not None and region.level == "area" else region
            if region is not None and region.level in _LEVELS and not _inside_words(region, stretch, position):
                found.append((region, position, chain[1]))
            behind = chain[1]
    return found
