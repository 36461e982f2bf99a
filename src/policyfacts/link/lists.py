"""Lists of names: taken apart into as many members as there are figures, each with what the list shares."""

from __future__ import annotations

import re

from policyfacts.link.names import EDGE, Names
from policyfacts.rules.load import RuleSet

_SHORT_NAME = 3  # characters of a name that says nothing but a number of people
_LONGEST_MEMBER = 8  # characters of a member that takes the noun of a class from the last one
_PAUSE = re.compile("、")
_BRANCHES = re.compile("(?<=[^农林牧渔产]业)(?:、|和|与|以及|及)(?=[^，。；]{1,40}业)")  # 汽车制造业和木材、竹藤制品业
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]|“[^“”]*”")


def _split(pattern: re.Pattern[str], text: str) -> list[str]:
    """A text cut at the joints that stand in no bracket and no quotation (`优良（一、二类）水质、劣质`)."""
    if "（" not in text and "(" not in text and "“" not in text:
        return pattern.split(text)
    parts, begin = [], 0
    for joint in pattern.finditer(_BRACKETED.sub(lambda inner: "#" * len(inner[0]), text)):
        parts.append(text[begin : joint.start()])
        begin = joint.end()
    return [*parts, text[begin:]]


_NUMBER = re.compile("[特一二三四]")


def _in_full_names(found: re.Match[str]) -> str:
    """`东、中、西部` → `东部、中部、西部`."""
    noun = "部地区" if found[0].endswith("地区") else "部"
    return "、".join(name + noun for name in found[0] if name in "东中西南北")


class Lists:
    """Takes lists of names apart; one per rule set."""

    def __init__(self, rules: RuleSet, names: Names) -> None:
        grammar = rules.grammar
        self._names = names
        self._fused = {fused: members.split("|") for fused, members in rules.words.map("fused").items()}
        self._joint = grammar["list.joint"]
        self._weak_joint = grammar["list.weak_joint"]
        self._summary = grammar["list.summary"]
        self._summary_end, self._summed_tail = grammar["list.summary_end"], grammar["list.summed_tail"]
        self._completed = grammar["name.completed"]
        self._class_before = grammar["name.class_before"]
        self._class_end = grammar["list.class_end"]
        self._class_noun = grammar["list.class_noun"]
        self._parallel = grammar["list.parallel"]
        self._preposition = grammar["list.preposition"]
        self._shared_opener = grammar["list.shared_opener"]
        self._rated = grammar["list.rated"]
        self._bare_head = grammar["list.bare_head"]
        self._size = grammar["list.size"]
        self._counted_noun = grammar["list.counted_noun"]
        self._class_any = grammar["list.class_any"]
        self._partners = grammar["list.partners"]
        self._scope = grammar["list.scope"]
        self._sectors = grammar["list.sectors"]
        self._sector_digit = grammar["list.sector_digit"]
        self._numbered = grammar["list.numbered"]
        self._common_noun = grammar["list.common_noun"]
        self._made_of, self._and_above = grammar["list.made_of"], grammar["list.and_above"]
        self._described = grammar["list.described"]
        self._compass = grammar["list.compass"]
        self._same_kind = grammar["list.same_kind"]
        self._per_head, self._bare_measure = grammar["list.per_head"], grammar["list.bare_measure"]
        self._substance = grammar["list.substance"]

    def items(self, subject: str, count: int) -> list[str]:
        """The members of a list of names, with the head and the opener that they share; [] if not `count`."""
        subject = subject.replace("》《", "》、《").replace("”“", "”、“")
        body = self._summary.sub("", subject)
        if sectors := self._in_full(subject, count):
            return sectors
        if "部" in subject:
            subject, body = (self._compass.sub(_in_full_names, words) for words in (subject, body))
        if "线城市" in subject or "产业" in subject or "等奖" in subject:
            if (numbered := self._numbered.search(subject)) and (members := self._by_number(numbered, subject, count)):
                return members
            subject, body = self._told_apart(subject), self._told_apart(body)
        for fused, members in self._fused.items():
            if fused in subject and len(members) == count and "、" not in subject:
                return [subject.replace(fused, member) for member in members]
        summed = self._summed_tail.fullmatch(subject) if "等" in subject else None
        if summed is not None and (members := self._apart(summed["members"], count)):
            return [member + summed["tail"] for member in members]
        if (made := self._made_of.fullmatch(subject)) and (members := self._apart(made["members"], count)):
            return [made["front"] + member + made["tail"] for member in members]
        joints = (_BRANCHES, self._joint, _PAUSE) if count > 1 and "业" in subject else (self._joint, _PAUSE)
        for candidate in (subject, body):
            for pattern in joints:
                parts = [part.strip(EDGE) for part in _split(pattern, candidate)]
                parts = [part for part in parts if part]
                if len(parts) == count:
                    return self._shared(parts, candidate, subject)
            merged = self._split_to(candidate, count)
            if merged:
                return self._shared(merged, candidate, subject)
        return []

    def _apart(self, text: str, count: int) -> list[str]:
        """The bare members of a list, [] if not `count`."""
        for pattern in (self._joint, _PAUSE):
            parts = _split(pattern, text)
            if len(parts) == count and all(parts):
                return parts
        return []

    def _members(self, body: str) -> list[str]:
        """A list cut at its joints, but for a conjunction that stands inside its members (`甲及乙、丙及丁`)."""
        strong = _split(_PAUSE, body)
        inner = {found[0] for part in strong[:-1] for found in self._weak_joint.finditer(part)}
        last = self._weak_joint.search(strong[-1]) if inner else None
        if not inner:
            return _split(self._joint, body)
        if last is None or last[0] in inner:
            return strong
        return [*strong[:-1], strong[-1][: last.start()], strong[-1][last.end() :]]

    def named(self, subject: str) -> str:
        """A list without what sums it up at its end (甲业、乙业|等服务业)."""
        return self._summary_end.sub("", subject) or subject

    def all_items(self, subject: str) -> list[str]:
        """The members of a list of names; a work that is done is none (机场建成投运、吞吐量居首位)."""
        body = self._summary_end.sub("", subject) or subject
        parts = [part.strip(EDGE) for part in self._members(body)]
        named = [part for part in parts if part and not self._completed.search(part)]
        if len(named) > 1:
            return self._shared(named, body, subject)
        return named if named and len(parts) > 1 else [subject]

    def _shared(self, parts: list[str], candidate: str, subject: str) -> list[str]:
        parts = [self._without_class(part) for part in parts]
        parts[0] = self._partners.sub("", parts[0]) if "伙伴" in parts[0] or "市场" in parts[0] else parts[0]
        if (last := self._counted_noun.sub("", parts[-1])) != parts[-1]:
            parts = [*parts[:-1], last]  # 甲、乙、丙三大产业营收
        first, last = parts[0], parts[-1]
        rated = self._rated.search(last)
        if rated and rated.start() > 1 and not any(self._rated.search(part) for part in parts[:-1]):
            # 投资、销售面积增速: each member is a growth, and has its own head or that of the last
            bare = self._shared([*parts[:-1], last[: rated.start()]], candidate, subject)
            return [part + rated[0] for part in bare]
        if self._bare_measure.fullmatch(last) and first.endswith(("人次", "人数")) and len(first) > _SHORT_NAME:
            return [first, *(first[:-2] + part for part in parts[1:])]  # 旅游人次和花费
        head = self._names.head_of(last)
        if len(head) == 1 and len(first) == 1 and len(last) > 3:
            head = last[1:]  # 牛、羊饲养量
        elif len(head) == 1 and len(last) > 4:
            head = last[-3:]  # 旅客发送量: 量 alone names nothing
            head = head[1:] if first.endswith(head[0]) else head  # 甲长石、乙长石储量
        if candidate != subject and not head:
            head = self._names.head_of(subject)
        if (alike := self._alike(parts)) and head:
            parts = [part + last[alike:] for part in parts[:-1]] + [last]  # 普通小学、普通初中、普通高中生均经费
        if head and self._bare_head.sub("", last, count=1) != head:
            parts = [part if self._whole(part) else self._with_tail(part, last, head) for part in parts[:-1]] + [last]
        elif head and self._bare_head.sub("", last, count=1) == head and len(parts) > 1:
            stem = self._names.stem(parts[0])
            if stem != parts[0] and stem:
                bare = [self._bare_head.sub("", part, count=1) for part in parts]
                parts = [
                    part if not number or len(bare[number]) > 4 else stem + part for number, part in enumerate(parts)
                ]
        if candidate != subject and head:
            parts = [part if self._names.head_of(part) else part + head for part in parts]
        elif not head:
            parts = [self._with_tail(part, last, "") for part in parts[:-1]] + [last]
        if "人均" in first and all(self._per_head.search(part) for part in parts[1:]):
            front = first[: first.find("人均") + 2]  # 人均工资性收入、经营净收入
            return [first, *(front + part for part in parts[1:])]
        opener = self._shared_opener.match(parts[0])
        if opener is None and not self._names.head_of(first):
            opener = self._scope.match(parts[0])  # 规上甲业、乙业增加值
        if opener is None:
            return self._with_front(first, parts)
        return [
            part if self._preposition.match(part) or part.startswith(opener[0][:2]) else opener[0] + part
            for part in parts
        ]

    def _without_class(self, part: str) -> str:
        """`通讯类商品手机` → `手机`: the goods without their class, unless nothing but a measure is left."""
        bare = self._class_before.sub("", part)
        return part if self._names.head_of(bare) == bare else bare

    def _alike(self, parts: list[str]) -> int:
        """How long the members of a list are that begin alike and differ in their end alone, else nought."""
        first, last = parts[0], parts[-1]
        length = len(first)
        same = len(parts) > 2 and length >= 4 and all(len(part) == length for part in parts[:-1])
        begins = all(part[:2] == last[:2] for part in parts)
        return length if same and begins and len(last) > length + 1 and not self._names.head_of(first) else 0

    def _whole(self, part: str) -> bool:
        """Whether a member of a list has a head of its own: 化学需氧量 is what is discharged, no measure."""
        return self._names.head_of(part) != "" and self._substance.search(part) is None

    def _with_front(self, first: str, parts: list[str]) -> list[str]:
        """`噪声昼间、夜间达标率`: what stands before the first of words set side by side is of all."""
        alike = self._parallel.match(parts[-1])
        front = first[: -len(alike[0])] if alike else ""
        own = first[len(front) :]
        if not front or not alike or not self._parallel.fullmatch(own) or parts[-1].startswith(own, alike.end()):
            return parts
        return [part if part.startswith(front) else front + part for part in parts]

    def _with_tail(self, part: str, last: str, head: str) -> str:
        """A member of a list with what only the last one says: 第一 beside 第三产业增加值, 省级 beside 市级中心."""
        if part[-1:] == "”" and "”的" in last:
            return part + last[last.index("”的") + 1 :]  # “甲业”“乙业”的新设企业
        alike = self._parallel.match(last)
        if alike and self._parallel.fullmatch(part[-len(alike[0]) :]):
            rest = last[alike.end() :]
            return part + rest.removeprefix(part[-len(alike[0]) :])  # 高速公路 beside 农村公路里程
        if not head and (common := self._common_noun.search(last)) and not part.endswith(common[0]):
            return part + common[0]  # 美国 beside 日本经济
        kind = head and self._same_kind.search(part) and last[len(part) - 1 : len(part)] == part[-1]
        if kind and len(last) > len(part) + len(head):
            return part + last[len(part) :]  # 牛肉 beside 羊肉批发价格
        size = self._size.match(last)
        if size and self._size.fullmatch(part):
            return part + last[size.end() :]  # 中 beside 小型企业
        shared = self._class_any.search(last) if head and len(part) <= _LONGEST_MEMBER else None
        if shared and shared.start() > 1 and shared[0] not in part:
            return part + last[shared.start() :]  # 失业 beside 工伤保险参保人数
        of = last.rfind("的") if head and not part.endswith("的") and "的" not in part else -1
        if of > 1 and len(last) - of - 1 > len(head) and not self._described.search(last[: of + 1]):
            return part + last[of:]  # 一级医院 beside 二级医院的次均费用
        pair = last.find(part[-2:]) if len(part) > 3 else -1
        if 0 < pair <= 6 and len(last) > pair + 2 + max(len(head), 2) and last[pair + 2] not in "”）)及和与以等":
            return part + last[pair + 2 :]  # 职工医保 beside 居民医保报销比例
        noun = self._class_noun.match(last, len(part)) if head and len(part) >= 2 else None
        if noun and not part.endswith(noun[0]):
            return part + last[len(part) :]  # 赣江 beside 抚河流域…比例
        mean = last.find("人均") if head else -1
        if mean > 1 and "人均" not in part and mean + 2 < len(last) - len(head):
            return part + last[mean:]  # 居民医保 beside 公共卫生服务人均财政补助标准
        found = last.find(part[-1])
        if 0 < found < min(len(last) - 2, 6) and len(part) <= 6 and self._class_end.search(part):
            return part + self._and_above.sub("", last[found + 1 :], count=1)
        return part + head

    def _split_to(self, text: str, count: int) -> list[str]:
        """A list split into `count` members where 和, 与 inside members make more of them."""
        strong = [part.strip(EDGE) for part in _split(_PAUSE, text) if part.strip(EDGE)]
        if len(strong) == count - 1 and strong:
            cuts = list(self._weak_joint.finditer(strong[-1]))
            if cuts:
                last = cuts[-1] if cuts[-1].start() else cuts[0]
                left, right = strong[-1][: last.start()].strip(EDGE), strong[-1][last.end() :].strip(EDGE)
                if left and right:
                    return [*strong[:-1], left, right]
        return []

    def _by_number(self, found: re.Match[str], subject: str, count: int) -> list[str]:
        """`二、三线城市住宅价格`: each member with all that stands around the numbers; [] if not `count`."""
        numbers = _NUMBER.findall(found["numbers"])
        if len(numbers) != count or found.start():
            return []
        return [found["front"] + number + found["noun"] + subject[found.end() :] for number in numbers]

    def _told_apart(self, subject: str) -> str:
        """`第一、二产业和居民用电量`: with the noun behind each number (第一产业、第二产业和居民用电量)."""
        found = self._numbered.search(subject)
        if found is None:
            return subject
        front = found["front"] or ("第" if found["noun"].endswith("产业") else "")
        members = (front + number + found["noun"] for number in _NUMBER.findall(found["numbers"]))
        return subject[: found.start()] + "、".join(members) + subject[found.end() :]

    def _in_full(self, subject: str, count: int) -> list[str]:
        """`一、二、三产业增加值`, `第一、第三产业投资`: the sectors in full."""
        found = self._sectors.match(subject)
        digits = self._sector_digit.findall(found[1]) if found else []
        if not found or len(digits) != count or count < 2:
            return []
        return [f"第{digit}产业{found['tail']}" for digit in digits]
