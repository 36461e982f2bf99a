"""The other side of a relation: the whole of a share, the goal of a contribution, the group of a rank, the parts."""

from __future__ import annotations

from policyfacts.link.draft import Draft
from policyfacts.link.lists import Lists
from policyfacts.link.names import EDGE
from policyfacts.rules.load import RuleSet

_LONGEST_PREDICATE = 24
_CN_INDEX = {"一": 1, "二": 2, "三": 3, "四": 4}
_SECTORS = ("第一产业", "第二产业", "第三产业")


class Relations:
    """Reads the other side of a relation in words; one per rule set."""

    def __init__(self, rules: RuleSet, lists: Lists) -> None:
        grammar, words = rules.grammar, rules.words
        self._lists = lists
        self._rate_words, self._means = words["rate_word"], words["mean"]
        self._composition_measures = words["composition_measure"]
        self._rate_end = grammar["growth.rate_end"]
        self._mean_of, self._group_before = grammar["growth.mean_of"], grammar["growth.group_before"]
        self._at_prices = grammar["growth.at_prices"]
        self._whole_edge = grammar["share.whole_edge"]
        self._aside = grammar["share.aside"]
        self._earlier_end = grammar["share.earlier_end"]
        self._modifier = grammar["share.modifier"]
        self._measure_end, self._reaching = grammar["share.measure_end"], grammar["share.reaching"]
        self._given_to = grammar["share.given_to"]
        self._counted_group = grammar["share.counted_group"]
        self._share_end = grammar["share.name_end"]
        self._predicate, self._says = grammar["share.predicate"], grammar["share.says"]
        self._toward_end = grammar["contribution.toward_end"]
        self._among_edge = grammar["rank.among_edge"]
        self._group = grammar["rank.group"]
        self._sectors = grammar["composition.sectors"]
        self._sectors_end = grammar["composition.sectors_end"]
        self._measure_begin = grammar["composition.measure_begin"]
        self._composition_end = grammar["composition.end"]
        self._shared_end = grammar["composition.shared_end"]
        self._part = grammar["composition.part"]
        self._part_end = grammar["composition.part_end"]

    def is_rate_word(self, name: str) -> bool:
        """Whether a name is nothing but a rate or its prices (`增速`, `涨幅`, `按可比价格`)."""
        return name in self._rate_words or self._at_prices.fullmatch(name) is not None

    def is_mean(self, name: str) -> bool:
        """Whether a name only says of whom or what the mean is (`户均`, `每亩`)."""
        return name in self._means

    def of_group(self, name: str, whole: str) -> str:
        """The whole of which a group's mean is said (城镇年人均 behind 城乡低保标准 → 城镇低保标准), or nothing."""
        found = self._mean_of.fullmatch(name)
        if found is None or not whole:
            return ""
        of = self._group_before.match(whole)
        return found["group"] + (whole[of.end() :] if of is not None else whole)

    def without_rate(self, name: str) -> str:
        """A name without the rate of growth at its end (平板玻璃产量降幅 → 平板玻璃产量)."""
        cut = self._rate_end.sub("", name)
        return cut if len(cut) > 1 else name

    # Shares and contributions

    def share_of(self, whole: str) -> str:
        """Of what a share is: the words between 占 and the figure."""
        text = self._aside.sub("", whole).strip(" ，")
        previous = None
        while previous != text:
            previous = text
            text = self._whole_edge.sub("", text).strip(" ，")
        return text

    def earlier(self, words: str) -> str:
        """The earlier period that a share is measured against (`2019年同期的` → `2019年`)."""
        text = words.strip("的 了到至")
        return self._earlier_end.sub("", text) or text

    def named_whole(self, name: str) -> str:
        """Of what a share is whose name ends with 占比 or 比重 (制造业实际利用外资占比 → 实际利用外资)."""
        if "占" in name and "占有率" not in name:
            head, _, rest = name.partition("占")
            whole = self._measure_end.sub("", rest)
            if whole or head.endswith("所"):
                return whole  # 经费所占比重 does not say of what
            name = head
        stem = self._share_end.sub("", name)
        found = self._modifier.match(stem)
        whole = stem[found.end() :] if found else ""
        return "" if whole in ("产业", "行业", "企业", "经济", "制造业", "服务业", "项目") else whole  # 高技术|产业占比

    def without_share(self, name: str) -> str:
        """A name without the word for a share at its end (地方经济比重 → 地方经济)."""
        return self._part_end.sub("", name) or name

    def is_share_name(self, name: str) -> bool:
        """Whether a name is itself that of a share or a rate, which no other share is of (老年人口比重, 合格率)."""
        return name.endswith("率") or self._share_end.search(name) is not None

    def counted_whole(self, noun: str) -> str:
        """Of what a share is that a noun follows: the noun without its predicate (`受访企业|在海外…`)."""
        if self._says.match(noun):
            return ""  # 41%认为生活便利
        whole = self._predicate.split(noun, maxsplit=1)[0] or noun
        group = self._counted_group.match(whole) if whole == noun else None
        return group[0] if group else whole

    def given_to(self, words: str) -> tuple[str, str] | None:
        """Who has a share of the sum of a place, and that place (`民营企业|贡献了|全市`), or None."""
        found = self._given_to.search(words)
        return (found["who"], found["whole"]) if found is not None else None

    def reaching(self, text: str, begin: int, end: int) -> str:
        """What those of whom a share is have come to (`80%的办公用房|达到300平方米以上`), or nothing."""
        found = self._reaching.match(text, begin, end)
        return found[0] if found is not None else ""

    def predicate(self, words: str) -> str:
        """What is said of the whole that a share is of (`12%的企业|实现了联网`), where words begin with it."""
        return words[:_LONGEST_PREDICATE].strip(EDGE) if self._predicate.match(words) else ""

    def toward(self, words: str) -> str:
        """To what a contribution is made: the words between 拉动 and the figure."""
        return self._toward_end.sub("", words.strip("了 ，"))

    def members(self, name: str, count: int) -> list[str]:
        """The members of a name that several figures are of: the three sectors, or a list; none of one figure."""
        if count < 2:
            return []
        if count == len(_SECTORS) and self._sectors.fullmatch(name):
            return list(_SECTORS)
        return self._lists.items(name, count)

    # Ranks

    def among(self, words: str) -> str:
        """Among whom a rank is held: the words between 位列 and the rank."""
        return self._among_edge.sub("", words)

    def ranked(self, words: str) -> bool:
        """Whether the words before an ordinal say among whom it ranks, without a verb (`全国第一`)."""
        return self._group.search(words) is not None

    def split_rank(self, words: str) -> tuple[str, str]:
        """(name, group) of such words."""
        found = self._group.search(words)
        return (words[: found.start()], found[1]) if found else (words, "")

    # Compositions

    def composition_names(self, name: str, count: int) -> list[str]:
        """The names of the parts of a composition (`三次产业比例` → 第一产业比重 …)."""
        if count == 3 and (found := self._sectors.search(name)):
            of = name[: found.start()] if name[: found.start()].endswith("业") else ""
            measure = self._sector_measure(name)
            return [of + sector + measure + "比重" for sector in _SECTORS]
        parts = self._lists.items(self._composition_end.sub("", name), count)
        if parts:
            tail = self._shared_end.search(parts[-1])
            shared = tail[0] if tail else ""
            return [(part if not shared or part.endswith(shared) else part + shared) + "比重" for part in parts]
        return [name if name.endswith("比重") else name + "比重"] * count

    def _sector_measure(self, name: str) -> str:
        """What the three sectors are parts of, where it is not the product of all (`三次产业投资结构` → 投资)."""
        middle = self._sectors_end.sub("", self._sectors.sub("", name)).strip("的在 ")
        measure = self._measure_begin.sub("", middle)
        return measure if measure in self._composition_measures else ""

    def part_of(self, composition: list[Draft], name: str, number: int) -> Draft | None:
        """The part of a composition that a name speaks of (`一三产业比重`, `地方经济比重`)."""
        for row in composition:
            if row.indicator == name:
                return row
        found = self._part.match(name)
        if found:
            wanted = [_CN_INDEX[digit] for digit in found[1]]
            if number < len(wanted):
                return next((row for row in composition if row.part == wanted[number]), None)
        stem = self._part_end.sub("", name)
        return next((row for row in composition if stem and row.indicator.startswith(stem)), None)
