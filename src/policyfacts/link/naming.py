"""The name of a level: what its figure counts, what stands before it, or the name in reach; with its owner."""

from __future__ import annotations

from policyfacts.link.counted import Counted, force_before, with_kind
from policyfacts.link.names import Names
from policyfacts.link.owners import Owners
from policyfacts.link.spending import Spending
from policyfacts.link.state import Segment, State
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Mention, Quantity

_HAVING = ("坐拥", "拥有")
_WORKS = ("项目", "工程", "行动", "任务", "试点", "机制")
_LONGEST_WORK = 4  # characters of works that leave out the verb of those before them
_LONGEST_ROUTE = 20  # characters between a verb and the 的 before a figure that say which things were counted
_TOWARD = ("向", "对", "给", "与", "同")  # prepositions before those who were counted


class Naming:
    """Names what figures measure; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        grammar, words = rules.grammar, rules.words
        self.owners = Owners(rules)
        self._spent = words["spent"]
        self._invested, self._spending = words["invested"], Spending(rules)
        self._demonstratives = words["demonstrative"]
        self._output = grammar["level.output"]
        self._added = grammar["level.added"]
        self._invested_in = grammar["level.invested_in"]
        self._tax_rate = grammar["grant.tax_rate"]
        self._purpose, self._became = grammar["level.purpose"], grammar["level.became"]
        self._counted_place = grammar["level.counted_place"]
        self._equals, self._named_works = grammar["level.equals"], grammar["level.named_works"]
        self._including, self._laid_out = grammar["level.including"], grammar["level.laid_out"]
        self._no_counted_noun = grammar["level.no_counted_noun"]
        self._grant = grammar["level.grant"]
        self._per_only = grammar["level.per_only"]
        self._granted = grammar["share.granted"]
        self._things = Counted(rules)
        self._taken_in = grammar["level.taken_in"]
        self._people = grammar["level.people"]
        self._movement = grammar["level.movement"]
        self._moved_group = grammar["level.moved_group"]
        self._converted = grammar["level.converted"]
        self._goods, self._works_units = words["goods_unit"], words["works_unit"]
        self._builds = grammar["level.builds"]
        self._per_head = grammar["level.per_head"]
        self._places_counted, self._actor = grammar["level.places_counted"], grammar["name.actor"]

    def noun_behind(self, state: State, segment: Segment, mention: Mention) -> str:
        """The noun that a figure counts, where it follows the figure."""
        quantity, clause = mention.data, segment.clause
        assert isinstance(quantity, Quantity)
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
        if pause and len(noun) <= 4 and noun.endswith(("型", "级", "类")):
            noun = with_kind(state, segment, stop, noun)
        if "的" in noun and segment.raw.strip(" ，")[:2] in _HAVING:
            noun = noun.partition("的")[0]  # 坐拥两个基地的某区，正…
        if moved and "的" in noun and state.names.head_of(state.names.cut_tail(noun)):
            noun = noun.partition("的")[0]  # 三家电信企业|的用户总数达5亿户
        if moved and noun and state.values.counts(quantity):
            noun = self._without_measure(state, noun.removesuffix("为"))
        noun = noun or self._things.attended(state, segment, text)
        state.counted, state.counted_noun = bool(noun), noun
        return noun if state.values.takes_noun(quantity) or text.startswith("的") else ""

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
        return noun.removesuffix("贫困").removesuffix("常住") or noun  # 8个民族地区|贫困人口减少

    def of_level(self, state: State, segment: Segment, mention: Mention, noun: str) -> tuple[str, bool]:
        """The full name of a level, and whether it was inherited."""
        names, name, quantity = state.names, segment.name, mention.data
        assert isinstance(quantity, Quantity)
        if len(name) > 6:
            segment.name = name = name.removesuffix("折合人民币")
        if used := self._spending.used_for(state, segment, mention, name):
            return used, False
        if quantity.unit == "%" and (rated := self._tax_rate.match(state.text, mention.end, segment.clause.end)):
            return rated["what"] + (rated["rate"] or "比例"), False  # 按20%的税率缴纳企业所得税
        if became := self._what_became(state, segment, mention):
            return became, False
        if quantity.unit == "次" and (done := self._things.done_times(state, segment, mention)):
            return done, False
        if of_part := self._things.of_part(state, segment, mention):
            return of_part, False
        if solved := self._things.solved(state, segment, mention):
            return solved, False
        if noun and self._movement.fullmatch(noun) and (alike := self._moved_alike(state, noun)):
            return alike, False  # 3种持平
        if noun:
            counted = self._with_noun(state, segment, mention, noun)
            if counted:
                return self._things.with_predicate(state, segment, mention, noun, counted), False
        if summed := self._things.summed_up(state, state.text[segment.begin : mention.start]):
            return summed, False
        if quantity.unit == "倍" and self._equals.match(segment.raw.strip()):
            return state.owner, True  # 是去年的3.6倍
        if name and self._per_only.fullmatch(name):
            granted = self._granted.match(state.text, segment.end, segment.clause.end)
            if what := (granted["what"] if granted is not None else "") or state.owner:
                return what, granted is None
        behind = "" if noun or name else state.text[mention.end : segment.clause.end].strip("。")
        if (name or behind) and (alike := self._moved_alike(state, name or behind)):
            return alike, False  # 上涨的有7个; 27种产品价格上涨，20种下降
        if name and state.behind_counted:
            name = self._things.behind_noun(state, segment) or name
            if name == state.behind_noun:
                return name, False  # 4项资金共12亿元
            name = self._things.among(state, segment, mention, name)
        if name in self._demonstratives or self._converted.fullmatch(name):
            name = ""
        if whole := self._including.match(name):
            name = name[whole.end() :]
            if "投资" in whole[0] and state.values.is_money(quantity) and name and not names.head_of(name):
                return name + "投资", False  # 规划投资包括防洪工程4亿元
        if not name and (summed := self._things.sum_of_list(state, segment, mention)):
            return summed, False
        if not name:
            # 共有13个: what is counted is no figure of the sentence before.
            counts = state.values.counts(quantity)
            owner = (_counted_alike(state, segment) or state.subject or state.context.topic) if counts else state.owner
            said = state.text[segment.begin : mention.start]
            if "累计" in said or self._reaches(state, segment, owner, said):
                owner = self._added.sub("", owner)  # 新增县区26个，累计达到46个
            return owner, bool(owner)
        if kind := self._things.of_kind(state, segment, name):
            return kind, True
        name = names.short(name)
        alone = not state.subject and not state.has_topic
        if name in self._spent and (alone or self._spending.comes_first(state, segment, mention)):
            state.spends = True
            return name, False  # 投入2.4亿元，新建幼儿园56所
        if all(map(names.is_verb, name.split("、"))) and not names.needs_owner(name):
            if taken := self._taken_in.fullmatch(state.owner):
                return taken["who"] + name + taken["what"], True  # 受理案件80件，审结70件
            owner = state.owner
            if owner.endswith("比") and state.context.undivided_unit == state.values.value(quantity)[1]:
                owner = state.context.undivided  # 充电桩60万台，车桩比2.4:1。上半年新增14万台
            owner = self._things.without_places(names.cut_verb(owner))
            if state.behind_noun and owner == f"{name}的{state.behind_noun}":
                return state.behind_noun + name, False  # 为20家小微企业|融资5亿元
            if owner.startswith(name):
                return owner, True  # 新增存款2亿元，1—8月新增30亿元
            stem = names.stem(owner)
            return (stem if stem.endswith(name) else stem + name) if owner else name, bool(owner)
        bare = names.without_light(name)
        if state.rows and (per := self._per_head.match(state.rows[-1].indicator)):
            goods = per[0].endswith("户") and state.rows[-1].base_unit in self._goods and not names.head_of(bare)
            if segment.listed or goods and state.values.counts(quantity) and not self._per_head.match(bare):
                return per[0] + bare, False  # 每千人口执业医师3人、床位6张; 每百户彩电97台，空调60台
        name = self.owners.owned(state, bare, segment.opening)
        if (
            segment.listed
            and state.list_verb
            and not names.verb_led(name)
            and not (names.needs_owner(bare) or self._output.search(bare))
        ):
            return state.list_verb + name, False
        if built := self._built_with(state, segment, name):
            return built + name, False
        state.list_verb = names.list_verb(name)
        return name, False

    def _built_with(self, state: State, segment: Segment, name: str) -> str:
        """`新建线路70公里，变压器12台`: the verb of building before the works right before, or nothing."""
        last, unit = state.rows[-1] if state.rows else None, state.values.value(segment.quantity)[1]
        verb = self._builds.match(last.indicator) if last is not None and last.kind == "level" else None
        if last is None or verb is None or segment.ahead.run or segment.opening.of_which:
            return ""
        near = state.text[last.end : segment.begin].strip() in ("，", ",") and segment.begin == segment.clause.start
        alike = unit in self._works_units and last.base_unit in self._works_units
        measured = state.names.head_of(name) and unit != "千伏安"
        bare = len(name) <= _LONGEST_WORK and segment.raw.strip() == name and not state.names.verb_led(name)
        return verb[0] if near and alike and bare and not measured else ""

    def _what_became(self, state: State, segment: Segment, mention: Mention) -> str:
        """`其中7亿元用于治沙、3亿元用于造林`: what is said of money behind its figure, with what it is part of."""
        words = segment.name.removesuffix("中")
        if not state.values.is_money(segment.quantity) or len(segment.group) > 1 or len(words) > 6:
            return ""
        said = self._became.match(state.text, mention.end, segment.clause.end)
        if said is None or words and not said["said"].startswith("被"):
            return ""
        state.counted, state.counted_noun = True, ""  # what follows a sign behind it is the next item
        return (words or (state.parent if state.in_parts else "")) + said["said"].removesuffix("等")

    def _reaches(self, state: State, segment: Segment, owner: str, said: str) -> bool:
        """Whether a count is what an addition has led to (`新增国家级园区2个，达19个`)."""
        last = state.rows[-1] if state.rows else None
        if last is None or last.indicator != owner or last.value is None or "达" not in said:
            return False
        value, unit = state.values.value(segment.quantity)
        return unit == last.base_unit and value > last.value

    def _moved_alike(self, state: State, name: str) -> str:
        """`价格下降的城市有5个，上涨的有7个`: the others of the group that was counted, by how they moved."""
        if self._movement.fullmatch(name) is None or not state.rows:
            return ""
        last = state.rows[-1].indicator
        group = self._moved_group.fullmatch(last)
        if group is None and "的" in last:
            return f"{name}的{last.rpartition('的')[2]}"  # 收入上亿的企业有9家，下降的有3家
        return f"{group['what']}{name}的{group['who']}" if group is not None else ""

    def _with_noun(self, state: State, segment: Segment, mention: Mention, noun: str) -> str:
        """The name of what a noun behind the figure counts; empty where the noun is no name."""
        names, quantity = state.names, mention.data
        assert isinstance(quantity, Quantity)
        raw = segment.raw.strip() or force_before(state, segment)
        if self._places_counted.fullmatch(noun) and (reached := self._things.reaching(state, segment)):
            return reached + noun  # 某港通达100个国家的|200个港口
        if noun.endswith(_WORKS) and self._named_works.search(state.text, segment.clause.start, mention.start):
            return noun  # 教育公平、安居工程治理2个整治项目: the works are named
        given = segment.ahead.last("v") if state.values.is_money(quantity) else None
        if given is not None and (words := state.text[given.start : given.end]) in self._spending.nouns:
            raw += words  # 省级财政|安排2亿元奖补资金
        bare = names.from_verb(raw) if state.behind_counted else raw
        bare = names.without_place(bare)
        cleaned = names.clean(bare)
        if self._per_head.match(cleaned):
            return cleaned + noun  # 每万人口配备18名社区工作者
        if segment.raw.rstrip().endswith(("、", "和")) and not self._places_counted.fullmatch(noun):
            bare = cleaned = names.list_verb(cleaned)  # 河道治理、40亩沙区治理: another item of the list
        money = state.values.is_money(quantity)
        if bare.endswith(_TOWARD) and not bare.endswith("应对") and not money and not quantity.natural:
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
            return self._counted(state, names.keeps(tail), noun)
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


def _counted_alike(state: State, segment: Segment) -> str:
    """The name of what was counted in the same unit, where another measure was named behind it (其中51个|逾期)."""
    unit = state.values.value(segment.quantity)[1]
    last = state.rows[-1] if state.in_parts and state.rows else None
    if last is None or last.base_unit == unit or last.indicator != state.subject or last.end == segment.begin:
        return ""
    return next((row.indicator for row in reversed(state.rows) if row.base_unit == unit and not row.closed), "")
