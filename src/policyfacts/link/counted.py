"""Things that were counted: what became of them, or what was done for them, says which they are."""

from __future__ import annotations

import re
from decimal import Decimal
from os.path import commonprefix

from policyfacts.link.names import Names
from policyfacts.link.state import Segment, State
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Mention
from policyfacts.scan.period_words import small_number

_LONGEST_SUM = 60  # characters of the names of figures that are added up
_LONGEST_KIND = 6  # characters of a kind, but for its last one (5000亿级)
_DONE = re.compile("^(.{2,4})了")
_MANNER = re.compile("^(?:免费|累计|先后|共){1,3}")
_LONGEST_NOUN = 14  # characters of what was counted, where its parts are named by it


class Counted:
    """Names counted things by what is said of them behind the noun; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        grammar = rules.grammar
        self._predicate = grammar["level.predicate"]
        self._doer = grammar["level.doer"]
        self._helped, self._wrongly = grammar["level.helped"], grammar["level.wrongly"]
        self._done_for = rules.words["done_for"]
        self._solved, self._bettered = grammar["level.solved"], grammar["level.bettered"]
        self._kind_of, self._group_state = grammar["level.kind_of"], grammar["level.group_state"]
        self._urged = grammar["opening.urging"]
        self._group_measured = grammar["level.group_measured"]
        self._completed = grammar["name.completed"]
        self._attends = grammar["level.attends"]
        self._shared_with = grammar["level.shared_with"]
        self._sum_of, self._places_counted = grammar["level.sum_of"], grammar["level.places_counted"]
        self._spent = rules.words["spent"]

    def with_predicate(self, state: State, segment: Segment, mention: Mention, noun: str, name: str) -> str:
        """`9个产品获得认证` → 获得认证的产品: what became of the things counted, or what they were helped to."""
        people = name if noun == name or noun.startswith(f"{name}的") else ""
        begin = state.text.find(people, mention.end, segment.clause.end) + len(people) if people else -1
        if state.values.value(segment.quantity)[1] == "人" and state.text.startswith("的", mention.end):
            people, begin = "人口", mention.end  # 14亿多人的粮食安全得到保障
        if begin >= 0 and (said := self._bettered.match(state.text, begin, segment.clause.end)):
            return f"{said['what']}{said['how']}的{people}"  # 2000名群众|的基本生活得到保障
        if name == noun and (group := self._group_state.fullmatch(name)):
            own = state.names.measure_moved(f"{group['what']}的{group['group']}")
            measure = "" if own else _measure_before(state)
            return f"{measure}{group['what']}的{group['group']}"  # 20个|城市空气质量达标; 5个省降水偏多，6个省|偏少
        begin = state.text.find(noun, mention.end, segment.clause.end) if name.endswith(noun) else -1
        if begin < 0:
            return name
        begin += len(noun)
        end = _item_end(segment, begin)
        if name != noun:
            group = self._group_state.fullmatch(noun + state.text[begin:end].rstrip("。！ "))
            where = self._urged.sub("", name[: len(name) - len(noun)])
            if group is None and name[: len(name) - len(noun)] in self._done_for:
                helped = self._helped.fullmatch(state.text[begin:end].rstrip("。！ "))
                return name + helped["what"] if helped is not None else name  # 带动3万农牧民|就业增收
            if group is None and name == f"新增{noun}" and (said := self._predicate.fullmatch(state.text, begin, end)):
                return f"新增{_done(said['what'])}的{noun}"  # 新增14个地区|开展二手车出口业务
            return f"{group['what']}的{where}{group['group']}" if group is not None else name  # 推动某江4条支流水质达标
        if group := self._group_state.fullmatch(noun + state.text[begin:end].rstrip("。！ ")):
            return f"{group['what']}的{group['group']}"  # 30个行业利润总额|同比增加
        said = self._predicate.fullmatch(state.text, begin, end)
        if said is None:
            said = self._shared_with.match(state.text, begin, segment.clause.end)
            if said is not None:
                return f"{said['verb']}{said['what']}的{noun}"  # 与20个国家缔结60对友城
        if said is None and self._wrongly.match(state.text, begin, end):
            said = self._helped.match(state.text, begin, end)
        if said is None and self.done_for_them(state, state.text[segment.begin : mention.start].strip()):
            said = self._helped.match(state.text, begin, end)
        if said is None:
            return name
        if group := self._group_state.fullmatch(noun + said["what"]):
            return f"{group['what']}的{group['group']}"  # 20个城市空气质量|达标
        what = _done(said["what"].rstrip("向对将把为"))
        if measured := self._group_measured.fullmatch(noun):
            return f"{measured['measure']}{what}的{measured['group']}"  # 7个设区市水环境质量|进入前十
        return what if what.endswith(noun) else f"{what}的{noun}"

    def among(self, state: State, segment: Segment, mention: Mention, name: str) -> str:
        """`41个行业中有33个实现增长` → 实现增长的行业; any other name as it is."""
        if not name.endswith("中"):
            return name
        said = self._predicate.fullmatch(state.text, mention.end, segment.clause.end)
        return f"{said['what']}的{name[:-1]}" if said else name[:-1]

    def attended(self, state: State, segment: Segment, text: str) -> str:
        """`1225万人次参加职业技能培训`: what people without a name did or received, behind their number; or nothing."""
        if segment.name not in ("", "对", "给", "已有", "有") or state.values.value(segment.quantity)[1] not in (
            "人",
            "人次",
        ):
            return ""
        attends = self._attends.match(text)
        if attends is None and text.startswith("参加") and not text[2:].strip("了。，；") and state.subject:
            return state.names.without_light(state.subject).removeprefix("开展") + "参加人数"  # 活动9次，2万人参加
        return attends[0] if attends is not None else ""

    def of_part(self, state: State, segment: Segment, mention: Mention) -> str:
        """`申请7万件，其中6万件来自国内` → 来自国内的申请: what is said of some of what was counted; or nothing."""
        among = state.text.startswith("中", segment.clause.start - 2) and state.rows != []
        if segment.raw.strip() or not (state.in_parts or among) or not state.values.counts(segment.quantity):
            return ""
        unit = state.values.value(segment.quantity)[1]
        parent = state.rows[-1].indicator if among else state.parent  # 90个断面中，80个达标
        whole = next((row for row in reversed(state.rows) if row.indicator == parent), None)
        said = self._predicate.fullmatch(state.text, mention.end, _item_end(segment, mention.end))
        if whole is None or whole.base_unit != unit or said is None:
            return ""
        noun = self._kind_of.sub("", self._completed.sub("", state.names.short(parent)).rpartition("的")[2])
        return f"{said['what']}的{noun}" if len(noun) <= _LONGEST_NOUN + 8 * among else ""

    def of_kind(self, state: State, segment: Segment, name: str) -> str:
        """`网点43万处，其中设在农村的11万处`: what was counted before is the noun left out behind 的; or nothing."""
        if not segment.raw.rstrip().endswith(("的", "所属")) or not state.in_parts or "每" in state.parent:
            return ""
        unit = state.values.value(segment.quantity)[1]
        wholes = [row for row in state.rows if row.indicator == state.parent and row.base_unit == unit]
        noun = self._kind_of.sub("", state.names.short(state.parent).rpartition("的")[2])
        if not state.values.counts(segment.quantity) or not wholes and unit != state.context.unit or noun in name:
            return ""
        alike = len(commonprefix((name, noun)))
        noun = noun[alike:] if alike > 1 else noun  # 判处罪犯900人，其中判处三年以上的60人
        joint = "" if name.endswith("所属") else "的"
        return f"{name}{joint}{noun}" if 2 <= len(noun) <= _LONGEST_NOUN else ""

    def done_for_them(self, state: State, words: str) -> bool:
        """Whether words right before a number say that something was done for those counted (免费为|, 为全市|)."""
        words = _MANNER.sub("", words)
        verb = next((word for word in self._done_for if words.startswith(word)), "")
        return words == verb != "" or bool(verb) and state.places.without(words[len(verb) :] + "的") == "的"

    def solved(self, state: State, segment: Segment, mention: Mention) -> str:
        """`解决了3.2万农村人口饮水安全问题` → 解决农村人口饮水安全, or nothing."""
        if not segment.raw.rstrip().removesuffix("了").endswith("解决"):
            return ""
        found = self._solved.match(state.text, mention.end, segment.clause.end)
        return "解决" + found["what"].removeprefix("的") if found is not None else ""

    def behind_noun(self, state: State, segment: Segment) -> str:
        """What is said of the things just counted, as the name of the next figure (9个部门|违规发放补贴380万元)."""
        noun, raw, names = state.behind_noun, segment.raw.strip(), state.names
        if noun and raw.startswith(noun):
            said = names.clean(raw[len(noun) :].lstrip())
            if segment.ahead.last("o") is not None and not names.head_of(said):
                return noun  # 96个园区整合优化为60个
            if self._doer.search(noun) and names.leading_verb(said) and not self._wrongly.match(said):
                return noun + said  # 35家景区|接待游客286万人次
            if not said or self._wrongly.match(said) or raw.startswith(("将", "把"), len(noun)):
                return said or noun
        return names.clean(names.from_verb(segment.raw))

    def summed_up(self, state: State, words: str) -> str:
        """`国债发行600亿元，投资554亿元，两项合计1154亿元`: the names of the figures that are added up."""
        found = self._sum_of.fullmatch(words)
        count = small_number(found["count"]) if found is not None else 0
        named = [row.indicator for row in state.rows if row.kind == "level"][-count:] if count else []
        return "、".join(named) + "合计" if count and len(named) == count else ""

    def sum_of_list(self, state: State, segment: Segment, mention: Mention) -> str:
        """`欠款20万元、利息3万元，合计23万元`: the names of the figures that a figure is the sum of, or nothing."""
        if (
            "合计" not in state.text[segment.begin : mention.start]
            and "共计" not in state.text[segment.begin : mention.start]
        ):
            return ""
        value, unit = state.values.value(segment.quantity)
        total, named = Decimal(0), list[str]()
        for row in reversed(state.rows):
            if row.value is None or row.base_unit != unit or row.kind != "level":
                break
            total += row.value
            named.insert(0, row.indicator)
            if total == value and len(named) > 1:
                return "、".join(named)[-_LONGEST_SUM:] + "合计"
        return ""

    def without_places(self, owner: str) -> str:
        """绿电外送省区市 → 绿电外送: an owner without the places that were counted for it."""
        for begin in range(max(len(owner) - 8, 2), len(owner) - 1):
            if self._places_counted.fullmatch(owner, begin):
                return owner[:begin]
        return owner

    def done_times(self, state: State, segment: Segment, mention: Mention) -> str:
        """`提高养老金、4次|提高低保标准`: what was done so many times, behind the number; or nothing."""
        if not segment.raw.rstrip().endswith("、"):
            return ""
        said = state.text[mention.end : _item_end(segment, mention.end)].rstrip("。，；")
        return said if 2 < len(said) <= _LONGEST_NOUN and "、" not in said else ""

    def reaching(self, state: State, segment: Segment) -> str:
        """What the places right before were counted for, of which the next ones are (某港通达100个国家|的200个港口)."""
        last, raw = state.rows[-1].indicator if state.rows else "", segment.raw.strip()
        if not raw.endswith("的") or not self._places_counted.fullmatch(raw[:-1]) or not last.endswith(raw[:-1]):
            return ""
        return last[: len(last) - len(raw) + 1]

    def spent_on(self, names: Names, words: str) -> str:
        """The name of money spent that words are, verbs of work aside (抓好|投资12亿元的产业园), or nothing."""
        for spent in (*self._spent, "规模", "总规模"):
            if words.endswith(spent) and (words == spent or names.is_verb(words[: -len(spent)])):
                return spent
        return ""


def _done(what: str) -> str:
    """What those did that were counted, without 了 (得到了资助 → 得到资助)."""
    return _DONE.sub(r"\1", what)


def _measure_before(state: State) -> str:
    """The measure by whose movement places of this sentence were counted before (5个省降水量偏多，6个省|偏少)."""
    return next((found for row in reversed(state.rows) if (found := state.names.measure_moved(row.indicator))), "")


def _item_end(segment: Segment, begin: int) -> int:
    """Where an item of a list ends that begins there: at the sign before the next figure, or with the clause."""
    sign = 0
    for mention in segment.clause.mentions:
        if mention.start >= begin:
            if mention.code == "&":
                sign = mention.start
            elif mention.code == "N":
                return sign or segment.clause.end
    return segment.clause.end


def with_kind(state: State, segment: Segment, sign: int, kind: str) -> str:
    """`29座大中型、6座中型、1506座小型水库`: a kind with the noun that the last of the figures counts."""
    for following in segment.clause.mentions:
        if following.start <= sign or following.code != "N":
            continue
        noun = state.names.behind(state.text[following.end : segment.clause.end].partition("、")[0])
        at = noun.find(kind[-1])
        if not 0 < at <= _LONGEST_KIND:
            break
        if noun[at + 1 :]:
            return kind + noun[at + 1 :].removeprefix("的")
    return kind


def force_before(state: State, segment: Segment) -> str:
    """A verb of effect right before a figure, which is no part of a name (带动|3万农牧民)."""
    force = segment.ahead.last("l")
    return state.text[force.start : force.end] if force is not None else ""
