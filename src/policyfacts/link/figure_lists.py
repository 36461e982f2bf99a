"""Figures that stand in one list (`25亿吨、190.1亿吨和3亿吨`), with the verbs and bounds of later ones."""

from __future__ import annotations

from policyfacts.link.tools import Tools
from policyfacts.scan.mentions import Cue, Mention, Quantity


class FigureLists:
    """Finds the figures of a list; one per rule set."""

    def __init__(self, tools: Tools) -> None:
        self._values = tools.values
        self._signs = tools.rules.words["list_sign"]
        self._per = tools.rules.grammar["list.per"]

    def group(self, text: str, mentions: list[Mention], position: int) -> tuple[list[Mention], dict[int, Mention], int]:
        """The figures of a list that begins here (`25亿吨、190.1亿吨和3亿吨`), their own verbs, the last index."""
        group, turns, index = [mentions[position]], {}, position
        while index + 1 < len(mentions):
            step = index + 1
            if mentions[step].code == "&" and step + 1 < len(mentions):
                step += 1
            bound = mentions[step] if mentions[step].code == "c" and step + 1 < len(mentions) else None
            if bound is not None and bound.end == mentions[step + 1].start and mentions[step + 1].code == "N":
                step += 1  # 35%、24%和不足0.1%
            else:
                bound = None
            moved = position > 0 and mentions[position - 1].code in "udbgc"
            verb = mentions[step] if moved and mentions[step].code in "ud" and step + 1 < len(mentions) else None
            following = mentions[step + 1] if verb is not None else mentions[step]
            between = text[mentions[index].end : (bound or verb or following).start]
            flat = following.code == "f" and self._rates(mentions[: position + 1])
            if following.code != group[0].code and not flat or not self._joins(between):
                break
            if bound is not None and not self._alike(group[0], following):
                break  # 增长5%、突破3000亿元
            if verb is not None and (text[verb.end : following.start] or not self._alike(group[0], following)):
                break  # 增加622亿元、增长23.1%: two movements
            group.append(following)
            if bound is not None:
                self._bounded(following, bound)
            if verb is not None:
                turns[following.start] = verb
            index = step + (verb is not None)
        return group, turns, index

    def _bounded(self, figure: Mention, bound: Mention) -> None:
        """Give a figure of a list the bound that stands before it alone."""
        if isinstance(figure.data, Quantity) and isinstance(bound.data, Cue) and not figure.data.bound:
            figure.data.bound = bound.data.value

    def _joins(self, between: str) -> bool:
        """Whether words between two figures join them in one list: a sign, with what each is per (、每人每年)."""
        if "每" in between:
            between = self._per.sub("", between)
        return between in self._signs

    def _rates(self, mentions: list[Mention]) -> bool:
        """Whether the last of some mentions is a rate of growth: 持平 may end a list of such (下降5%、3%和持平)."""
        last = mentions[-1].data
        if not isinstance(last, Quantity) or not self._values.is_rate(last) or len(mentions) < 2:
            return False
        return mentions[-2].code in "ud" and not any(m.code in "sl" for m in mentions)

    def _alike(self, first: Mention, other: Mention) -> bool:
        """Whether two figures may be items of one list of movements: both rates, or both amounts."""
        values = self._values
        pair = [data for data in (first.data, other.data) if isinstance(data, Quantity)]
        return len({values.is_rate(quantity) for quantity in pair}) < 2
