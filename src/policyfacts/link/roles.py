"""What a figure is: decided by the mentions right before it and by its unit."""

from __future__ import annotations

from dataclasses import dataclass, field

from policyfacts.link.values import Values
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Mention, Quantity

# Mentions that may stand between a name and its figure.
_TRAIL = frozenset("vcbkTugdfDteriolqs")
_MULTIPLES = ("倍", "番")  # no shares


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


class Roles:
    """Says what figures are; one per rule set."""

    def __init__(self, rules: RuleSet, values: Values) -> None:
        grammar = rules.grammar
        self._values = values
        self._years_before = rules.words["year_before"]
        self._beside = rules.words["beside"]
        self._beside_group = grammar["role.beside_group"]
        self._filler = grammar["role.filler"]
        self._growth_behind, self._named_growth = grammar["role.growth_behind"], grammar["growth.named_behind"]
        self._share_behind = grammar["role.share_behind"]
        self._share_word_behind = grammar["role.share_word_behind"]
        self._noun_behind = grammar["role.noun_behind"]
        self._multiplied = grammar["role.multiplied"]
        self._used_for = grammar["role.used_for"]
        self._ends = grammar["role.ends"]
        self._plan_figure = grammar["role.plan_figure"]
        self._plan_whole, self._plan_done = grammar["role.plan_whole"], grammar["role.plan_done"]
        self._share_name = grammar["role.share_name"]
        self._granted = grammar["share.granted"]
        self._than_place = grammar["role.than_place"]
        self._beside_period, self._beside_goal = grammar["role.beside_period"], grammar["role.beside_rate"]
        self._over_plan = grammar["role.over_plan"]
        self._beside_growth, self._beside_first = grammar["role.beside_growth"], grammar["role.beside_first"]
        self._contribution = grammar["role.contributes"]
        self._contribution_rate = grammar["role.contribution_rate"]

    def before(self, text: str, segment: list[Mention], figure: Mention) -> Before:
        """Walk back from a figure over adjacent mentions to the end of the name."""
        position = figure.start
        run: list[Mention] = []
        for mention in reversed(segment):
            if mention.code not in _TRAIL or not self._filler.fullmatch(text, mention.end, position):
                break
            if mention.code in "udf" and text.startswith("的", mention.end):
                break  # 上涨的有10个
            run.append(mention)
            position = mention.start
        run.reverse()
        return Before(run, position if run else figure.start, segment)

    def role(self, text: str, quantity: Quantity, ahead: Before, name: str, behind: int, end: int) -> str:
        """What a figure is, read up to the ``end`` of its sentence; nothing reads a gap or bare points.

        One of contribution, recover, share, growth, change, share_of, share_of_plan, share_named, gap, points, level.
        """
        if self._aside(text, ahead) or self._rate_beside(text, ahead, behind, end):
            return "gap"
        values = self._values
        rate, points = values.is_rate(quantity), values.is_points(quantity)
        if (rate or points) and self._contributes(text, ahead, points):
            return "contribution"
        one_of_many = rate and quantity.unit not in _MULTIPLES
        share = ahead.in_segment("s")
        if share is not None and one_of_many:
            recover = getattr(share.data, "value", "") == "recover"
            return "recover" if recover else "share"
        if one_of_many and self._of_earlier(text, ahead):
            return "recover"
        codes = ahead.codes
        if _moved(codes):
            return "change" if points or not rate else "growth"
        if "o" in codes and "g" in codes and rate:
            return "growth"  # 降幅收窄至31.2%
        if "o" in codes:
            multiplied = quantity.unit == "倍" and self._multiplied.search(text, ahead.name_end, behind) is not None
            return "growth" if multiplied else "level"
        if one_of_many and (named := self._named_behind(text, quantity, ahead, name, behind, end)):
            return named
        return "points" if points else "level"

    def names_first(self, text: str, begin: int, noun: int) -> bool:
        """Whether a clause names what grows before what it is compared with, as `高出整体|增速2个百分点` does not."""
        return noun > begin and self._beside_first.match(text, begin, noun) is None

    def _rate_beside(self, text: str, ahead: Before, behind: int, end: int) -> bool:
        """Whether a rate is what another one lies above or below (`快于去年全年3%的经济增速`)."""
        goal = self._beside_goal.match(text, behind, end)
        if goal is None or goal["warning"]:
            return goal is not None  # 债务率低于100%的警戒线
        return self._beside_period.search(text, max(0, ahead.name_end - 20), ahead.name_end) is not None

    def _contributes(self, text: str, ahead: Before, points: bool) -> bool:
        """Whether a rate, or a number of percentage points, is a contribution."""
        force = ahead.in_segment("l")
        if force is None:
            return False
        if points:  # 贡献率同比提高4.8个百分点 is a movement of it
            moved = ahead.last("ud") is not None and self._contribution_rate.search(text, force.start, force.end + 1)
            return not moved
        contributes = self._contribution.search(text, force.start, force.end)
        if contributes and "对" in text[max(0, force.start - 14) : force.start]:
            return True
        if not self._contribution_rate.search(text, force.start, force.end + 1):
            return False
        return ahead.in_segment("ud") is not None or ahead.in_segment("g") is None

    def _of_earlier(self, text: str, ahead: Before) -> bool:
        """Whether a rate is a share of an earlier period (`约为2019年同期的26.1%`)."""
        mark = next((m for m in ahead.run if m.code == "T"), None)
        if mark is None or not text.startswith("的", mark.end):
            return False
        if not text[mark.start : mark.end].endswith("同期") and text[mark.start : mark.end] not in self._years_before:
            return False
        return any(m.code in "vc" and m.end <= mark.start for m in ahead.run)

    def _named_behind(self, text: str, quantity: Quantity, ahead: Before, name: str, behind: int, end: int) -> str:
        """Growth or a share, where no mention before the figure but the name or what follows says so; else nothing."""
        if self._growth_behind.match(text, behind, end) or self._named_growth.match(text, behind, end):
            return "growth"
        if name and self._share_word_behind.match(text, behind, end):
            return "share_named"
        if name.endswith("率") and any(mention.code in "vcr" for mention in ahead.run):
            return ""  # 优良率保持100%的省份
        whole = not name or quantity.unit == "%" and not name.endswith(("率", "比例", "比重", "占比")) and not ahead.run
        if whole and self._used_for.match(text, behind, end):
            return "share_of"
        if any(mention.code == "z" for mention in ahead.segment[-2:]) or self._share_name.search(name):
            return "share_named"
        tenths = quantity.unit == "成" or quantity.chinese and quantity.figure == "50"
        if self._share_behind.match(text, behind, end) or tenths and not self._ends.match(text, behind, end):
            return "share_of"
        by = text.endswith("的", 0, ahead.name_end) or name.startswith("按") and text.startswith("的比例", behind)
        if by and self._granted.match(text, behind, end):
            return "share_of_plan"
        if (
            text.endswith("的", 0, ahead.name_end)
            and self._ends.match(text, behind, end)
            and self._plan_whole.search(text, max(0, ahead.name_end - 12), ahead.name_end - 1)
        ):
            return "share_of_plan"
        done = self._ends.match(text, behind, end) and self._plan_done.search(
            text, max(0, ahead.name_end - 14), ahead.name_end
        )
        if done and quantity.unit == "%":
            return "share_of_plan"  # 完成预算59.6%
        if quantity.unit == "%" and self._plan_figure.search(text, max(0, ahead.name_end - 60), ahead.name_end):
            return "share_of_plan"
        if not name and self._noun_behind.match(text, behind, end):
            return "share_of"
        located = text[ahead.name_end - 1] == "的" and text.startswith(("在", "来自", "来源于"), behind, end)
        return "share_of" if located else ""

    def _aside(self, text: str, ahead: Before) -> bool:
        """Whether a figure says how far something lies from something else (`高于全国增幅3.77个百分点`)."""
        for mention in ahead.segment:
            if (
                mention.code in "cud"
                and text[mention.start : mention.end] in self._beside
                and mention not in ahead.run[-1:]
            ):
                return not self._beside_group.match(text, mention.end, ahead.name_end)  # 利率低于4%的贷款占比
        last = ahead.run[-1] if ahead.run else None
        if (
            last is not None
            and last.code == "g"
            and self._beside_growth.search(text, max(0, last.start - 16), last.start)
        ):
            return True  # 快于外贸整体增速2个百分点
        goal = last if last is None or last.code != "c" else next((m for m in ahead.run[:-1] if m.code == "t"), None)
        if goal is not None and goal.code == "t" and self._over_plan.search(text, max(0, goal.start - 16), goal.end):
            return True  # 超过年度目标20万人
        named = not ahead.run and text.startswith("任务", ahead.name_end - 2)
        if named and self._over_plan.search(text, max(0, ahead.name_end - 16), ahead.name_end):
            return True  # 超过年度目标任务20万人
        verb = ahead.last("ud")
        return verb is not None and self._beside_place(text, ahead, verb)

    def _beside_place(self, text: str, ahead: Before, verb: Mention) -> bool:
        """Whether 高 and 低 compare with a place or a plan (`比全省低6.6个百分点`), not with a period."""
        word = text[verb.start : verb.end]
        if verb.rule not in ("growth.rise_short", "growth.fall_short") and word not in self._beside:
            return False
        found = self._than_place.search(text, max(0, verb.start - 40), verb.start)
        if found is None:
            return False
        beside = [m for m in ahead.segment if m.code in "bkT" and m.end > found.start()]
        bare = text.startswith("同期", found.start() + 1)  # 比同期工业投资增速高0.6个百分点
        return not beside or bare and all(m.start <= found.start() + 1 for m in beside)


def _moved(codes: str) -> bool:
    """Whether a word of movement governs the figure (`增长约`, `增速达`), and no verb of attainment undoes it."""
    for code in reversed(codes):
        if code in "udg":
            return True
        if code not in "vcbTDtekir":
            return False
    return False
