"""What a figure is: decided by the mentions right before it and by its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policyfacts.scan.mentions import Mention, Quantity

# Mentions that may stand between a name and its figure.
TRAIL = frozenset("vcbkTugdfDterioXlqs")
_FILLER = re.compile(r"[了的为到至再又也已仅就还共将可要各是在约我个以其“”\"*年 ]{0,3}|只有|每日|每天|每人每月|每人每年|每人每学年|每人|每月|每户|每年|规模的|正式|平均|实际|名义|幅度|大约|水平|期间|（[^（）0-9]{1,6}）|\([^()0-9]{1,6}\)|（[^（）0-9]{1,6}）实际")
RATE_UNITS = frozenset(("%", "％", "倍", "番", "成", "‰", "个百分点", "百分点"))
POINT_UNITS = frozenset(("个百分点", "百分点", "pct", "pp", "个点"))


@dataclass(slots=True)
class Before:
    """What stands before a figure in its segment: its run of adjacent mentions, and where the name ends."""

    run: list[Mention] = field(default_factory=list)
    name_end: int = 0
    segment: list[Mention] = field(default_factory=list)

    @property
    def codes(self) -> str:
        """The letters of the run."""
        return "".join(mention.code for mention in self.run)

    def last(self, codes: str) -> Mention | None:
        """The mention nearest to the figure with one of some codes, in the run."""
        for mention in reversed(self.run):
            if mention.code in codes:
                return mention
        return None

    def in_segment(self, codes: str) -> Mention | None:
        """The mention nearest to the figure with one of some codes, anywhere in its segment."""
        for mention in reversed(self.segment):
            if mention.code in codes:
                return mention
        return None


def before(text: str, segment: list[Mention], start: int, figure: Mention) -> Before:
    """Walk back from a figure over adjacent mentions to the end of the name."""
    position = figure.start
    run: list[Mention] = []
    for mention in reversed(segment):
        if mention.code not in TRAIL or not _FILLER.fullmatch(text, mention.end, position):
            break
        run.append(mention)
        position = mention.start
    run.reverse()
    return Before(run, position if run else figure.start, segment)


def is_rate(quantity: Quantity) -> bool:
    """Whether the unit is one in which growth is stated."""
    return quantity.unit in RATE_UNITS and quantity.unit not in POINT_UNITS


_GROWTH_BEHIND = re.compile(r"(?:左右|以上|以下|以内)?的?(?:正增长|增长率|增长|增速|增幅|涨幅|速度增长|速度递增|速度)")
_SHARE_BEHIND = re.compile(r"(?:以上|左右)?的(?!增|速|正|同比|水平|目标|比例|占比|幅度|税率|利率|关税|股权|股份)")
_NOUN_BEHIND = re.compile(r"(?!以上|左右|以内|以下|目标|水平|用于|比例|增|降|减|和|的|上下|，)[\u4e00-\u9fff]{3}")
_SHARE_NAME = re.compile(r"(?:占比|比重|所占比例|占有率|份额)$")


def role(text: str, quantity: Quantity, ahead: Before, name: str, behind: int) -> str:
    """One of contribution, recover, share, growth, change, share_of, rate, reach, level."""
    codes = ahead.codes
    if _beside(text, ahead):
        return "gap"
    rate, points = is_rate(quantity), quantity.unit in POINT_UNITS
    force = ahead.in_segment("l")
    if force is not None and rate and "贡献" in text[force.start : force.end] and "对" in text[force.start - 14 : force.start]:
        return "contribution"
    if force is not None and (points or rate and "贡献率" in text[force.start : force.end + 1]):
        if ahead.in_segment("ud") or not ahead.in_segment("g") or points:
            return "contribution"
    share = ahead.in_segment("s")
    if share is not None and rate and quantity.unit not in ("倍", "番"):
        recover = getattr(share.data, "value", "") == "recover"
        return "recover" if recover else "share"
    moved = _moved(codes)
    if moved:
        if points or not rate:
            return "change"
        return "growth"
    if "o" in codes and "g" not in codes:
        return "level"
    if rate and quantity.unit not in ("倍", "番"):
        if _GROWTH_BEHIND.match(text, behind):
            return "growth"
        if "z" in "".join(m.code for m in ahead.segment[-2:]) or _SHARE_NAME.search(name):
            return "share_named"
        if _SHARE_BEHIND.match(text, behind) or quantity.unit == "成" or quantity.chinese and quantity.figure == "50":
            return "share_of"
        if not name and _NOUN_BEHIND.match(text, behind):
            return "share_of"
        if text[ahead.name_end - 1] == "的" and text.startswith("在", behind):
            return "share_of"
    if points:
        return "points"
    return "level"


_BESIDE = ("高于", "低于", "快于", "慢于", "高出", "低出")


def _beside(text: str, ahead: Before) -> bool:
    """Whether a figure says how far something lies from something else (`高于全国增幅3.77个百分点`)."""
    for mention in ahead.segment:
        if mention.code in "cud" and text[mention.start : mention.end] in _BESIDE and mention not in ahead.run[-1:]:
            return True
    return False


def _moved(codes: str) -> bool:
    """Whether a word of movement governs the figure (`增长约`, `增速达`), and no verb of attainment undoes it."""
    for code in reversed(codes):
        if code in "udg":
            return True
        if code not in "vcbTDtekoirX" or code == "o":
            return False
    return False
