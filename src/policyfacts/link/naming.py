"""The name of a level: what its figure counts, what stands before it, or the name in reach; with its owner."""

from __future__ import annotations

from policyfacts.link.counted import Counted
from policyfacts.link.nouns_behind import NounsBehind
from policyfacts.link.owners import Owners
from policyfacts.link.spending import Spending
from policyfacts.link.state import Segment, State
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Mention, Quantity

_LONGEST_WORK = 4  # characters of works that leave out the verb of those before them


class Naming:
    """Names what figures measure; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        grammar, words = rules.grammar, rules.words
        self.owners = Owners(rules)
        self._spent = words["spent"]
        self._spending = Spending(rules)
        self._demonstratives = words["demonstrative"]
        self._planned = grammar["level.planned"]
        self._output = grammar["level.output"]
        self._added = grammar["level.added"]
        self._tax_rate = grammar["grant.tax_rate"]
        self._became = grammar["level.became"]
        self._equals = grammar["level.equals"]
        self._including = grammar["level.including"]
        self._per_only = grammar["level.per_only"]
        self._granted = grammar["share.granted"]
        self._things = Counted(rules)
        self.nouns = NounsBehind(rules, self._things, self._spending)
        self._taken_in = grammar["level.taken_in"]
        self._movement = grammar["level.movement"]
        self._moved_group, self._class_bound = grammar["level.moved_group"], grammar["level.class_bound"]
        self._converted = grammar["level.converted"]
        self._goods, self._works_units = words["goods_unit"], words["works_unit"]
        self._builds = grammar["level.builds"]
        self._per_head, self._per_kin = grammar["level.per_head"], grammar["level.per_kin"]

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
            counted = self.nouns.name(state, segment, mention, noun)
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
        if name and (classed := self._next_class(state, segment, name)):
            return classed, False  # 收入超300万元的乡镇有8个，超500万元的有3个
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
            if "年均" in said and owner and "年均" not in owner:
                owner = f"年均{owner}"  # 电网投资1250亿元，年均250亿元
            if "完成" in said:
                owner = self._planned.sub("完成投资", owner)  # 某路计划投资9亿元，已完成3亿元
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
            owner = _counted_alike(state, segment) or state.owner
            if owner.endswith("比") and state.context.undivided_unit == state.values.value(quantity)[1]:
                owner = state.context.undivided  # 充电桩60万台，车桩比2.4:1。上半年新增14万台
            owner = self._things.without_places(names.cut_verb(owner))
            if state.behind_noun and owner == f"{name}的{state.behind_noun}":
                return state.behind_noun + name, False  # 为20家小微企业|融资5亿元
            if owner.startswith(name):
                return owner, True  # 新增存款2亿元，1—8月新增30亿元
            stem = names.cut_verb(names.stem(owner))  # 抽水蓄能电站投产120万千瓦、开工240万千瓦
            return (stem if stem.endswith(name) else stem + name) if owner else name, bool(owner)
        bare = names.without_light(name)
        if state.rows and (per := self._per_head.match(state.rows[-1].indicator)):
            goods = per[0].endswith("户") and state.rows[-1].base_unit in self._goods and not names.head_of(bare)
            kin = self._per_kin.match(bare) is not None and "." in quantity.figure
            if segment.listed or kin or goods and state.values.counts(quantity) and not self._per_head.match(bare):
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

    def _next_class(self, state: State, segment: Segment, name: str) -> str:
        """The things of a next class, of which only the bound is said (超500万元的有3个), or nothing."""
        last, named = state.rows[-1] if state.rows else None, state.text.endswith("的", 0, segment.ahead.name_end)
        if last is None or not named or last.base_unit != state.values.value(segment.quantity)[1]:
            return ""
        of, _, things = last.indicator.rpartition("的")
        before = self._class_bound.search(of)
        if before is None or (bound := self._class_bound.search(name)) is None:
            return ""
        return f"{'' if bound.start() else of[: before.start()]}{name}的{things}"

    def _moved_alike(self, state: State, name: str) -> str:
        """`价格下降的城市有5个，上涨的有7个`: the others of the group that was counted, by how they moved."""
        if self._movement.fullmatch(name) is None or not state.rows:
            return ""
        last = state.rows[-1].indicator
        group = self._moved_group.fullmatch(last)
        if group is None and "的" in last:
            return f"{name}的{last.rpartition('的')[2]}"  # 收入上亿的企业有9家，下降的有3家
        return f"{group['what']}{name}的{group['who']}" if group is not None else ""


def _counted_alike(state: State, segment: Segment) -> str:
    """The name of what was counted in the same unit, where another measure was named behind it (其中51个|逾期)."""
    unit = state.values.value(segment.quantity)[1]
    last = state.rows[-1] if state.in_parts and state.rows else None
    if last is None or last.base_unit == unit or last.indicator != state.subject or last.end == segment.begin:
        return ""
    return next((row.indicator for row in reversed(state.rows) if row.base_unit == unit and not row.closed), "")
