"""The noun that a figure counts, where it follows the figure, and the name that it makes."""

from __future__ import annotations

from policyfacts.link.counted import Counted, force_before, with_kind
from policyfacts.link.names import Names
from policyfacts.link.spending import Spending
from policyfacts.link.state import Segment, State
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Mention, Quantity

_LONGEST_KIND = 7  # characters of a kind without the noun it is one of (5000亿级)
_LONGEST_ROUTE = 20  # characters between a verb and the 的 before a figure that say which things were counted


class NounsBehind:
    """Finds nouns behind figures; one per rule set."""

    def __init__(self, rules: RuleSet, things: Counted, spending: Spending) -> None:
        grammar, words = rules.grammar, rules.words
        self._invested, self._having = words["invested"], words["having"]
        self._toward, self._works = tuple(words["toward"]), tuple(words["works_noun"])
        self._spending = spending
        self._demonstratives = words["demonstrative"]
        self._invested_in = grammar["level.invested_in"]
        self._purpose = grammar["level.purpose"]
        self._counted_place = grammar["level.counted_place"]
        self._named_works = grammar["level.named_works"]
        self._laid_out = grammar["level.laid_out"]
        self._no_counted_noun = grammar["level.no_counted_noun"]
        self._grant = grammar["level.grant"]
        self._things = things
        self._people = grammar["level.people"]
        self._per_head = grammar["level.per_head"]
        self._places_counted = grammar["level.places_counted"]
        self._actor, self._undone = grammar["name.actor"], grammar["name.undone"]

    def find(self, state: State, segment: Segment, mention: Mention) -> str:
        """The noun that a figure counts, where it follows the figure."""
        quantity, clause = mention.data, segment.clause
        assert isinstance(quantity, Quantity)
        if quantity.unit == "户" and (people := self._people_of(state, segment, mention)) is not None:
            return self.find(state, segment, people)  # 1200户|4800名群众
        stop, pause, started, moved = clause.end, 0, False, False
        than: Mention | None = None
        for other in clause.mentions:
            if other.start < mention.end:
                continue
            if other.code == "k":
                than = other
            if other.code == "&":
                pause = other.start
            elif other.code in "NOMT":
                stop = pause if pause and other.code != "T" else other.start
                if other.code == "T" and than is not None and than.end == stop:
                    stop, moved = than.start, True  # 3座水库蓄水量|比年初减少
                    break
                moved = other.code == "N" and not pause and state.text[other.start - 1] != "的"
                break
            elif other.code == "i":
                stop, moved = other.start, True  # 8个贫困县农民收入|从2013年的…
                break
            elif other.code in "udoc" and not started and _before_figure(clause.mentions, other):
                stop, moved = other.start, True
                break
            started = True
        text = state.text[mention.end : stop]
        if stop < clause.end and not pause:
            text = state.names.to_verb(text)
        if self._purpose.match(text):
            return ""
        if quantity.natural:
            noun = text[: text.find(quantity.unit) + len(quantity.unit)]
            state.counted = True
            return noun
        noun = state.names.behind(text)
        noun = "" if noun and state.names.is_verb(noun) else noun  # 投资80万元实施20公里改造
        if pause and len(noun) <= _LONGEST_KIND and noun.endswith(("型", "级", "类")) and noun[-2:] != "本级":
            noun = with_kind(state, segment, stop, noun)
        if "的" in noun and segment.raw.strip(" ，")[:2] in self._having:
            noun = noun.partition("的")[0]  # 坐拥两个基地的某区，正…
        if moved and "的" in noun and state.names.head_of(state.names.cut_tail(noun)):
            noun = noun.partition("的")[0]  # 三家电信企业|的用户总数达5亿户
        if moved and noun and state.values.counts(quantity):
            noun = self._without_measure(state, noun.removesuffix("为"))
        noun = noun or self._things.attended(state, segment, text)
        state.counted, state.counted_noun = bool(noun), noun
        return noun if state.values.takes_noun(quantity) or text.startswith("的") else ""

    def _people_of(self, state: State, segment: Segment, households: Mention) -> Mention | None:
        """The number of people right behind a number of households, who are theirs."""
        behind = next((m for m in segment.clause.mentions if m.code == "N" and m.start == households.end), None)
        people = behind is not None and isinstance(behind.data, Quantity) and state.values.value(behind.data)[1] == "人"
        return behind if people else None

    def _without_measure(self, state: State, noun: str) -> str:
        """What was counted, without what is measured of it (10个重点行业|增加值, 11个设区城市|PM2.5年均浓度)."""
        if (actor := self._actor.match(noun)) is not None:
            return actor[0]
        bare = state.names.cut_tail(noun)
        head = state.names.head_of(bare)
        if not head:
            return noun
        head = bare[-3:] if len(head) == 1 else head  # 客流量
        if (place := self._counted_place.match(bare)) is not None:
            return place[0]
        noun = bare[: -len(head)] if len(bare) > len(head) + 1 else noun
        for group in ("贫困", "常住", "农民", "居民"):
            noun = noun.removesuffix(group) or noun  # 8个民族地区|贫困人口减少, 5个县|农民人均纯收入增长
        return noun

    def name(self, state: State, segment: Segment, mention: Mention, noun: str) -> str:
        """The name of what a noun behind the figure counts; empty where the noun is no name."""
        names, quantity = state.names, mention.data
        assert isinstance(quantity, Quantity)
        raw, money = segment.raw.strip() or force_before(state, segment), state.values.is_money(quantity)
        if self._places_counted.fullmatch(noun) and (reached := self._things.reaching(state, segment)):
            return reached + noun  # 某港通达100个国家的|200个港口
        if noun.endswith(self._works) and self._named_works.search(state.text, segment.clause.start, mention.start):
            return noun  # 教育公平、安居工程治理2个整治项目: the works are named
        given = segment.ahead.last("v") if state.values.is_money(quantity) else None
        if given is not None and (words := state.text[given.start : given.end]) in self._spending.nouns:
            raw += words  # 省级财政|安排2亿元奖补资金
        said = state.text[segment.begin : mention.start].strip()
        if said[-1:] in ("为", "给") and said[1:] and not money and self._things.done_for_them(state, said):
            return self._counted(state, "", noun)  # 免费为4.5万名适龄妇女…
        bare = names.from_verb(raw) if state.behind_counted else raw
        bare = names.without_place(bare)
        cleaned = names.clean(bare)
        if self._per_head.match(cleaned):
            return cleaned + noun  # 每万人口配备18名社区工作者
        if segment.raw.rstrip().endswith(("、", "和")) and not self._places_counted.fullmatch(noun):
            bare = cleaned = names.list_verb(cleaned)  # 河道治理、40亩沙区治理: another item of the list
        if bare.endswith(self._toward) and not bare.endswith("应对") and not money and not quantity.natural:
            return self._counted(state, "", noun)  # 税务部门向631户企业多征收…
        of_noun = state.text.startswith("的", mention.end)
        if money and state.text[mention.start - 1] in "将把":
            return noun  # 将4亿元养老保险基金挪用于…
        if bare.endswith("等") and not quantity.natural and not money:
            return self._counted(state, names.keeps(names.leading_verb(cleaned)), noun)  # 某铁路等25个案例
        if self._says_nothing(names, cleaned) or names.is_verb(bare):
            verb = names.keeps(names.verb_tail(bare) or (cleaned if names.is_verb(cleaned) else ""))
            state.list_verb = verb = verb or (state.list_verb if not cleaned else "")
            if money and verb in self._invested and of_noun:
                made = self._invested_in.match(noun)
                return (made[0] if made else noun) + verb
            return self._counted(state, verb, noun)
        tail = names.verb_tail(bare.rstrip("了"))
        if len(cleaned) <= 24 and not tail.startswith("新") and self._places_counted.fullmatch(noun):
            return cleaned + noun
        if quantity.natural and money and (where := self._laid_out.search(raw)):
            return where[0] + noun  # 拉动增长的基建|4万亿投入
        if quantity.natural:
            return names.keeps(tail) + noun
        if money and of_noun and (spent := self._things.spent_on(names, cleaned.rpartition("、")[2])):
            made = self._invested_in.match(noun)
            return (made[0] if made else noun) + spent  # 总投资20亿元的某项目开工
        if money and tail and of_noun and not names.keeps(tail):
            return noun  # 台风造成3亿元的损失
        if money and raw.endswith("以") and names.head_of(noun):
            return names.clean(raw[:-1]) + noun  # 某集团以30亿元营收位列第一
        if money:
            granted = self._grant.match(noun) is not None  # 对冠军企业给予200万元奖励
            timed = "年" in cleaned and segment.name  # 财政部于2024年发行1万亿元国债
            return (timed or cleaned) + noun if tail or of_noun or granted else segment.name
        if tail:
            undone = self._undone.search(bare)
            return f"{undone[0].rstrip('的')}的{noun}" if undone else self._counted(state, names.keeps(tail), noun)
        if names.head_of(cleaned):
            return ""
        if raw.endswith("的") and names.list_verb(cleaned) and len(cleaned) <= _LONGEST_ROUTE:
            return f"{cleaned}的{noun}"  # 新开通甲地至乙地的3条航线
        return cleaned + noun if len(cleaned) <= 6 and "、" not in cleaned else noun

    def _says_nothing(self, names: Names, words: str) -> bool:
        """Whether words before a figure name nothing: none at all, verbs, openers (要全面), 这个."""
        return not words or names.is_verb(words) or words in self._demonstratives or names.is_opener(words)

    def _counted(self, state: State, verb: str, noun: str) -> str:
        head, of, _ = noun.partition("的")
        if of and len(head) >= 2 and verb == "" and self._people.search(head):
            noun = head  # 5000余户居民的居住条件
        if state.subject and self._no_counted_noun.match(noun):
            return state.subject
        return verb + noun


def _before_figure(mentions: list[Mention], verb: Mention) -> bool:
    """Whether a figure follows a verb of movement, with nothing but its bound between."""
    position = verb.end
    for other in mentions[mentions.index(verb) + 1 :]:
        if other.start - position > 3:
            return False  # 产能提升重点县: part of a noun
        if other.code == "N":
            return True
        if other.code not in "cbvkT":
            return False
        position = other.end
    return False
