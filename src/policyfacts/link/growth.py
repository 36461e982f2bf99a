"""Movements as read: growth rates and changes with their direction, bound and basis."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from policyfacts.link.bases import base_period, basis_of, compared_periods, ends_plan, listed_basis, years_before
from policyfacts.link.context import Context
from policyfacts.link.draft import Draft
from policyfacts.link.roles import Before
from policyfacts.link.values import Values, rate_of
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Cue, Mention, Quantity


@dataclass(slots=True)
class Movement:
    """A growth rate or a change as read at one mention."""

    mention: Mention
    rate: Decimal | None = None
    rate_max: Decimal | None = None
    comparator: str = ""
    basis: str = ""
    base: str = ""
    change: Decimal | None = None
    change_unit: str = ""
    change_base: str = ""
    assumed: bool = False
    rules: tuple[str, ...] = ()


def stronger(first: str, second: str) -> str:
    """Of two comparators the bound wins over approx."""
    if not first or not second:
        return first or second
    return second if first in ("approx", "eq") else first


def direction(run: list[Mention]) -> int:
    """+1 or −1: the product of what the nouns and verbs of movement say."""
    sign = 1
    for mention in run:
        data = mention.data
        if not isinstance(data, Cue):
            continue
        if mention.code == "d" or mention.code == "l" and data.sign < 0:
            sign = -1
    return sign


def period_is_base(ahead: Before) -> bool:
    """Whether the period in a run is what is compared with."""
    base = False
    for mention in ahead.run:
        if mention.code == "T" and not base:
            return False
        base = mention.code in "kb" or base and mention.code in "T&"  # 较去年同期、去年全年分别加快
    return True


class Growth:
    """Reads movements; one per rule set."""

    def __init__(self, rules: RuleSet, values: Values) -> None:
        grammar = rules.grammar
        self._values = values
        self._bare = grammar["growth.bare"]
        self._reached = grammar["growth.reached"]
        self._exact = grammar["growth.exact"]
        self._turned = grammar["growth.turned"]
        self._ranking = grammar["growth.ranking"]
        self._narrowed = grammar["growth.narrowed"]
        self._over_years = grammar["growth.over_years"]

    def bare(self, text: str, mention: Mention, follow: list[Mention]) -> bool:
        """Whether a period stands right before a growth that has no name (`“十三五”期间年均增长`)."""
        return self._bare.fullmatch(text, mention.end, follow[0].start) is not None and any(
            m.code in "udg" for m in follow[:3]
        )

    def read(
        self,
        mention: Mention,
        ahead: Before,
        context: Context,
        text: str,
        turns: dict[int, Mention],
        compared: Mention | None,
    ) -> Movement:
        """The growth rate at a mention; `turns` holds the verbs of figures further on in a list."""
        quantity = mention.data
        assert isinstance(quantity, Quantity)
        sign, noun = 1, ahead.last("g")
        for cue in ahead.run:
            if cue.code in "ud":
                sign = -1 if cue.code == "d" else 1
        if not any(cue.code in "ud" for cue in ahead.run) and noun is not None and isinstance(noun.data, Cue):
            sign = noun.data.sign or 1
        if quantity.figure.startswith("-"):
            sign = 1
        if mention.start in turns:
            sign = -1 if turns[mention.start].code == "d" else 1
        move = Movement(mention)
        doubled = self._reached.search(text, ahead.name_end, mention.start) is not None
        doubled = doubled or any(cue.code == "o" for cue in ahead.run)
        move.rate = sign * rate_of(quantity, doubled=doubled)
        if quantity.figure_max:
            move.rate_max = sign * rate_of(quantity, doubled=doubled, upper=True)
        move.comparator = stronger(quantity.bound, _bound(ahead))
        move.basis, move.base, move.assumed = basis_of(ahead, context, compared)
        verb = ahead.last("udg")
        if (
            move.assumed
            and verb is not None
            and (years := self._over_years.search(text, max(0, verb.start - 12), verb.start))
        ):
            move.basis, move.base = "base", years_before(years["years"], context)
        elif move.assumed and verb is not None and text.endswith("累计", 0, verb.start) and ends_plan(context):
            move.basis, move.base = "base", years_before("五", context)  # 到2025年，能耗累计下降14%
        move.rules = (verb.rule if verb else "growth.behind", *(m.rule for m in ahead.run if m.code in "bk"))
        return move

    def flat(self, mention: Mention, ahead: Before, context: Context, text: str, compared: Mention | None) -> Movement:
        """持平 as a growth of nought."""
        cue = mention.data
        rate = Decimal(cue.value) if isinstance(cue, Cue) and cue.value else Decimal(0)
        move = Movement(mention, rate=rate, rules=(mention.rule,))
        if rate == 0 and not self._exact.search(text[mention.start : mention.end]):
            move.comparator = "approx"
        move.basis, move.base, move.assumed = basis_of(ahead, context, compared)
        span, period = context.span, context.period
        if rate and move.assumed and span is not None and period is not None and period.iso == str(span.year):
            move.basis, move.base = "base", str(span.start.year - 1)  # 五年来…，2015年…：零售额实现翻番
        return move

    def change(
        self, mention: Mention, number: int, ahead: Before, context: Context, text: str, compared: Mention | None
    ) -> Movement:
        """An absolute movement (the `number`-th of a list): percentage points, or an amount in its base unit."""
        quantity = mention.data
        assert isinstance(quantity, Quantity)
        move = Movement(mention)
        if quantity.unit.endswith("基点"):
            value, move.change_unit = Decimal(quantity.figure), "基点"
        elif self._values.is_points(quantity):
            value, move.change_unit = Decimal(quantity.figure), "百分点"
            if quantity.unit.endswith("千分点"):
                value = self._values.value(quantity)[0]
        else:
            value, move.change_unit = self._values.value(quantity)
        move.change = self._sign_of_change(ahead, text) * value
        basis, base, _ = basis_of(ahead, context, compared)
        basis = listed_basis(ahead, number, text) or basis
        if number and number < len(several := compared_periods(ahead.segment, text)):
            basis, base, _ = base_period(several[number], context)
        move.change_base = base if basis == "base" else basis if basis in ("yoy", "pop") else "yoy"
        ranked = self._ranking.search(text, max(0, mention.start - 14), mention.start)
        if move.change_unit == "人" and ranked and quantity.unit in ("位", "名"):
            move.change_unit = "位"
        move.comparator = stronger(quantity.bound, _bound(ahead))
        move.rules = tuple(m.rule for m in ahead.run if m.code in "udbk")
        return move

    def hand_on(self, move: Movement, ahead: Before, context: Context) -> None:
        """A number of points without a basis takes that of the last one (`比上月上升0.2个百分点；…上升1.9个百分点`)."""
        if move.change_unit != "百分点":
            return
        if any(mention.code in "bk" for mention in ahead.segment):
            context.change_basis = move.change_base
        elif context.change_basis and not any(mention.code == "k" for mention in ahead.segment):
            move.change_base = context.change_basis

    def narrows(self, text: str, ahead: Before) -> bool:
        """Whether the verb before an amount says that something gets narrower."""
        verb = ahead.last("ud")
        return verb is not None and self._narrowed.match(text, verb.start, verb.end) is not None

    def _sign_of_change(self, ahead: Before, text: str) -> int:
        """+1 or −1: what the verb before an amount says, and the noun that it moves."""
        verb = ahead.last("ud")
        noun = ahead.in_segment("g")
        noun_sign = noun.data.sign if noun is not None and isinstance(noun.data, Cue) else 0
        if verb is not None and self._narrowed.match(text, verb.start, verb.end):
            return -1 if noun_sign > 0 else 1
        falls = verb is not None and verb.code == "d" and not self._turned.match(text, verb.start, verb.end)
        sign = -1 if falls else 1
        return -sign if noun_sign < 0 else sign


def apply(row: Draft, move: Movement) -> None:
    """Give a row a movement."""
    move.mention.use = "fact"
    if move.rate is not None:
        if row.value is None:
            row.start, row.end = move.mention.start, move.mention.end
        row.growth_rate, row.growth_rate_max = move.rate, move.rate_max
        row.growth_comparator = "range" if move.rate_max is not None else move.comparator
        row.growth_basis, row.growth_base = move.basis, move.base
        if move.assumed:
            row.flag("basis_assumed")
    if move.change is not None:
        row.change, row.change_unit, row.change_base = move.change, move.change_unit, move.change_base
        if row.growth_rate is None:
            row.growth_comparator = move.comparator
    for rule in move.rules:
        row.by(rule)


def named_behind(move: Movement, found: re.Match[str]) -> str:
    """`在4月份1.3%的粮食价格同比降幅中`: the words behind a rate say what it is of; the name, if they hold one."""
    if found["noun"] in ("降幅", "跌幅") and move.rate is not None:
        move.rate = -abs(move.rate)
    if found["basis"]:
        move.basis, move.assumed = "pop" if found["basis"] == "环比" else "yoy", False
    return (found["whose"] or found["what"]).removesuffix("的")


def _bound(ahead: Before) -> str:
    bound = ahead.last("c")
    return bound.data.value if bound is not None and isinstance(bound.data, Cue) else ""
