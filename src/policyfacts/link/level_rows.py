"""Rows of kind level, ratio or share: one figure made a row, remembered for what follows."""

from __future__ import annotations

import re

from policyfacts.link.draft import Draft
from policyfacts.link.roles import Before
from policyfacts.link.siblings import Siblings
from policyfacts.link.state import State
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Mention
from policyfacts.scan.periods import whole_year

_FAR_APART = 3  # clauses without a figure between money and what it was spent on
_LISTED = re.compile("[^，。；,;]*[、和][^，。；,;]*")
_MOST_WORKS = 3  # works of a list by which the money spent on them is named


class LevelRows:
    """Makes rows of figures; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self._siblings = Siblings(rules)
        self._spent, self._reached = rules.words["spent"], rules.words["reached"]
        self._ratio_name = rules.grammar["level.ratio_name"]
        self._within = rules.grammar["share.within"]
        self._part_end = rules.grammar["composition.part_end"]

    def add(self, state: State, mention: Mention, ahead: Before, name: str) -> Draft:
        """A row with the figure of a mention, remembered for what follows."""
        row = state.row(mention, name, ahead)
        state.values.fill(row, mention)
        if row.base_unit == "倍":
            row.kind = "ratio"
            if any(m.code == "T" for m in ahead.run):  # 是2015年的3.2倍
                row.period = state.context.period
                last = state.rows[-1] if state.rows and state.rows[-1].indicator == name else None
                if last is not None and last.period is not None:
                    row.period = last.period
                elif row.period is not None and row.period.spans_years:
                    row.period = whole_year(row.period.year)  # 五年来…，是2007年的2.4倍
        elif not row.base_unit and self._ratio_name.search(name):
            row.kind = "ratio"
        elif row.base_unit == "%" and self._part_end.search(name):
            row.kind = "share"
            if within := self._within.fullmatch(name):  # 煤炭在能源消费中的占比下降到27%
                row.indicator, row.relative_to = within["name"], within["whole"]
        elif row.base_unit == "%" and any(m.code in "or" for m in ahead.run):
            self._reached_share(state, row)
        if state.moving_share and row.base_unit == "%" and name == state.subject:
            row.kind, row.relative_to = "share", state.moving_share
        state.bounds(row, ahead)
        self._siblings.take_head(state, row)
        state.rows.append(row)
        state.base = None
        self._forward_owner(state, row, ahead)
        state.remember(row)
        return row

    def _reached_share(self, state: State, row: Draft) -> None:
        """占…比重从26.7%提高到52.1%: the second share is one of the same whole."""
        last = state.rows[-1] if state.rows else None
        if last is not None and last.kind in ("share", "contribution") and last.indicator == row.indicator:
            row.kind, row.relative_to = last.kind, last.relative_to

    def _forward_owner(self, state: State, row: Draft, ahead: Before) -> None:
        """`投资3700万元，改造11条巷道`: money named before what it was spent on."""
        if row.indicator in self._spent and (not state.subject or state.spends):
            state.spent, state.spent_on = row, []
        elif (spent := state.spent) is not None:
            # 投资3600万元，完成12栋住宅楼、3万平方米厂房改造
            reached = any(state.text[m.start : m.end] in self._reached for m in ahead.run)
            measured = reached or row.base_unit in ("%", spent.base_unit)  # 投资5亿元，灌溉面积达到20万亩
            near = len(state.empty) < _FAR_APART and not measured
            listed = near and not state.spent_on or _LISTED.fullmatch(state.text, state.rows[-2].end, row.start)
            if listed and len(state.spent_on) < _MOST_WORKS and row.indicator not in self._spent:
                noun = spent.indicator.removeprefix("、".join(state.spent_on))
                state.spent_on.append(row.indicator)
                spent.indicator = "、".join(state.spent_on) + noun
            else:
                state.spent = None
        state.spends = False
