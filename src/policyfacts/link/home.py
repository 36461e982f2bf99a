"""What a document says of itself: its title, its date of publication, the place it is about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from policyfacts.document import Document
from policyfacts.rules.regions import Region, RegionTable

_HEAD = 2500
_DATE = re.compile(r"((?:19|20)[0-9]{2})(?:年|-|/|\.)(0?[1-9]|1[0-2])(?:月|-|/|\.)(0?[1-9]|[12][0-9]|3[01])(?:日|号|(?![0-9]))")
_CN_DATE = re.compile(r"([一二][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})日)?")
_LABEL = re.compile(r"(?:发布(?:日期|时间)|发文日期|成文日期|印发日期|公布日期|时间|日期)[:：]?\s*$")
_PLAIN_DATE = re.compile(r"(?:^|[^0-9])((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?![0-9])")
_REVIEW = re.compile(r"((?:19|20)[0-9]{2})年(?:的)?(?:工作|经济|政府)?[^，。\n]{0,10}(?:回顾|总结|完成情况)")
_TASKS = re.compile(r"((?:19|20)[0-9]{2})年(?:的)?[^，。\n]{0,16}(?:任务|安排|目标|打算|要求)")
_NATION = re.compile(r"我国|全国|国务院|中华人民共和国|国家统计局|国家[^，。]{1,6}局")
_LOCAL = re.compile(r"全省|我省|全市|我市|本市|全区|我区|全县|我县|全州|全旗|我旗|全盟")
_SUFFIX = re.compile(r"[省市区县州盟旗](?!场|级|民|域|间|位|分|别|划|人|政|委|外|内|值|况|值|长|里)")
_LEADING_DATE = re.compile(r"\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class About:
    """Title, date of publication (``assumed`` where only a year is inferred) and home region."""

    title: str
    published: date | None
    home: Region | None
    assumed: bool = False


def about(document: Document, text: str, title: str, regions: RegionTable) -> About:
    """What the document says of itself, what the caller said coming first."""
    published, assumed = document.published, False
    if published is None:
        published = _published(text, document.name)
        if published is None:
            published, assumed = _year_of_report(text), True
    return About(document.title or title, published, home_region(document, text, title, regions), assumed and published is not None)


def _published(text: str, name: str) -> date | None:
    head = text[:600]
    leading = _LEADING_DATE.match(head)
    if leading:
        found = _DATE.search(head)
        return _as_date(found) if found else None
    for found in _DATE.finditer(text[:_HEAD]):
        before = text[max(0, found.start() - 12) : found.start()]
        line = text[text.rfind("\n", 0, found.start()) + 1 : _line_end(text, found.end())]
        if _LABEL.search(before) or len(line) <= 60 and not re.search(r"[，。；].*[，。；]", line):
            return _as_date(found)
    for found in _DATE.finditer(text[-500:]):
        if _alone(text[-500:], found):
            return _as_date(found)
    for found in _CN_DATE.finditer(text[:600]):
        return _cn_date(found)
    in_name = _PLAIN_DATE.search(name) or _DATE.search(name)
    return _as_date(in_name) if in_name else None


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _alone(text: str, found: re.Match[str]) -> bool:
    line = text[text.rfind("\n", 0, found.start()) + 1 : _line_end(text, found.end())]
    return len(line) <= len(found[0]) + 4


def _as_date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _cn_date(found: re.Match[str]) -> date | None:
    from policyfacts.scan.periods import small_number

    try:
        day = small_number(found[3]) if found[3] and len(found[3]) < 3 else 1
        return date(small_number(found[1]), small_number(found[2]), day)
    except (ValueError, KeyError):
        return None


def _year_of_report(text: str) -> date | None:
    """The year in which a report that looks back on one year and forward to the next was given."""
    review = _REVIEW.search(text)
    tasks = _TASKS.search(text)
    if review and tasks and int(tasks[1]) == int(review[1]) + 1:
        return date(int(tasks[1]), 3, 1)
    return None


def home_region(document: Document, text: str, title: str, regions: RegionTable) -> Region | None:
    """The place a document is about: as given, else the one its title and opening name most."""
    if document.region:
        named = regions.chain_at(document.region, 0, len(document.region), counties=True)
        found = regions.resolve_chain(named[0]) if named else None
        return found or next(iter(regions.named(document.region)), None)
    votes: Counter[str] = Counter()
    pool: dict[str, Region] = {}

    def count(stretch: str, weight: int, counties: bool) -> None:
        for region in _mentioned(stretch, regions, counties):
            key = region.code or region.name
            pool[key] = region
            votes[key] += weight

    count(title, 12, True)
    count(text[:_HEAD], 1, False)
    count(text[-300:], 1, False)
    head = text[:_HEAD]
    nation = len(_NATION.findall(head))
    local = len(_LOCAL.findall(text[:8000]))
    if nation:
        country = regions.named("全国")[0]
        pool["全国"] = country
        votes["全国"] += nation if not local else 0
    if not votes:
        return None
    best, weight = max(votes.items(), key=lambda item: (item[1], -len(item[0])))
    chosen = pool[best]
    if weight < 2 and not local and len(text) > 1500:
        return None
    return _narrowed(chosen, votes, pool, regions, text)


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


def _mentioned(stretch: str, regions: RegionTable, counties: bool) -> list[Region]:
    found: list[Region] = []
    position, end = 0, len(stretch)
    while position < end:
        chain = regions.chain_at(stretch, position, end, counties=counties)
        if chain:
            region = regions.resolve_chain(chain[0])
            if region is not None and region.level in ("province", "prefecture", "county"):
                found.append(region)
            position = chain[1]
        else:
            position += 1
    return found
