"""The name of an indicator: cut from its clause, freed of openers and verbs, given its owner."""

from __future__ import annotations

import re
from functools import lru_cache

from policyfacts.link.name_brackets import balanced, unbracketed
from policyfacts.link.name_verbs import NameVerbs
from policyfacts.rules.load import RuleSet
from policyfacts.rules.trie import trie_pattern

EDGE = " 　、，,；;：:！!？?。.—-–·【】[]<>*#\n/"  # signs at the ends of a name
LONGEST_NAME = 40
_REMEMBERED = 1 << 13  # names
_SHORT, _LONGEST_LIST = 4, 30  # characters of a noun that says too little alone, of a list that is kept before it
_ASIDES = re.compile(
    "年|[名位]的?$|[连持]续|[本上]周|简称|下同|今天|今日|基础|次$|一下子$|因素|影响|最.的?$|虽|季度|台阶|大关|价格|口径|都$"
    "|[到至为]年?人均$|重回|重返|回到|[跌升]破|站上"
)  # one of them is in every aside
_INNER_VERBS = re.compile("共|合计|实现|完成|拥有|将|预计")  # and one of these in every inner verb
_ABBREVIATED = re.compile(r"[（(]([A-Z][A-Za-z0-9.&]{1,8})[）)]$")
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
_ORDINALS = frozenset("一二三四五六七八九十")


class Names(NameVerbs):
    """Puts names together with the words and patterns of a rule set."""

    def __init__(self, rules: RuleSet) -> None:
        super().__init__(rules)
        grammar, words = rules.grammar, rules.words
        self._needs_owner = words["needs_owner"]
        self._stubs, self._timely = words["stub"], tuple(words["timely"])
        # Ends of names are looked for backwards, the longest word first.
        self._trailing = re.compile(trie_pattern(word[::-1] for word in words["trailing"]))
        self._head_end = re.compile(trie_pattern(word[::-1] for word in words["head"]))
        self._moved_nouns = words.map("moved_noun")
        self._part_heads = words.map("part_head")
        self._mean, self._mean_of = grammar["level.averaged"], grammar["name.mean_of"]
        self._opener = grammar["name.opener"]
        self._aside = grammar["name.aside"]
        self._inner_verb = grammar["name.inner_verb"]
        self._kept_end = grammar["name.kept_end"]
        self._exchange_end = grammar["name.exchange_end"]
        self._causative = grammar["name.causative"]
        self._example_of = grammar["name.example_of"]
        self._listed_work = grammar["name.listed_work"]
        self._work_of, self._done_then = grammar["name.work_of"], grammar["name.done_then"]
        self._altogether = grammar["name.altogether"]
        self._group_end = grammar["name.group_end"]
        self._average = grammar["name.average"]
        self._rate_noun = grammar["name.rate_noun"]
        self._measure_moved = grammar["name.measure_moved"]
        self._rate, self._bare_group = grammar["name.rate"], grammar["name.bare_group"]
        self._last_of = grammar["name.last_of"]
        self._trading = grammar["name.trading"]
        self._made = grammar["name.made"]
        self._trade = grammar["name.trade"]
        self._trade_only = grammar["name.trade_only"]
        self._noun_end = grammar["name.noun_end"]
        self._no_noun = grammar["name.no_noun"]
        self._what_they_did = grammar["name.what_they_did"]
        self._manner = grammar["name.manner"]
        self._first_noun = grammar["name.first_noun"]
        self._having = grammar["name.having"]
        self._summed_up = grammar["list.summed_up"]
        # A document says the same words again and again.
        self.clean = lru_cache(_REMEMBERED)(self._clean)
        self.head_of = lru_cache(_REMEMBERED)(self._head_of)
        self.behind = lru_cache(_REMEMBERED)(self._behind)

    def _clean(self, text: str) -> str:
        """A name without openers, trailing verbs and signs."""
        name = text.strip(EDGE)
        if self._timed(name):  # told faster than by the pattern
            name = self._aside.sub("", name)
        if name in _ORDINALS or name.isdigit():
            return ""  # 三是; 5.3个县
        if len(name) > 7 and (again := name.find(name[:3], 3)) > 0 and name.startswith(name[:again], again):
            name = name[again:]  # a heading before its sentence: 海洋矿业 海洋矿业增加值
        while name:
            found = self._opener.match(name)
            if not found:
                break
            cut = name[found.end() :].strip(EDGE)
            if not cut or cut in self._stubs:
                break
            name = cut
        if "共" in name and (counted := self._altogether.sub("", name)) != name:
            name = counted.removeprefix("有").removeprefix("完成")  # 全省共有各类学校
        if _INNER_VERBS.search(name):
            name = self._inner_verb.sub("", name)
        if "1" in name:
            name = self._exchange_end.sub("", name)
        if name[-1:] == "率" or "将" in name or "把" in name:
            name = self._causative.sub("", name)
        if "等" in name:
            name = self._manner.sub("", name)
        name = self.cut_tail(balanced(name))
        return "" if name[-1:] in "）)" and _BRACKETED.fullmatch(name) else name

    def _timed(self, name: str) -> bool:
        """Whether a name may hold words that are no part of it (五年来, 连续3年, 以下简称…, 今天)."""
        return _ASIDES.search(name) is not None

    def short(self, name: str) -> str:
        """`A、B等新兴领域` → `新兴领域`: the name that a list is summed up in."""
        if "等" not in name:
            return name
        cut = self._summed_up.sub("", name) or name
        if len(cut) < min(len(name), _SHORT) and len(name) <= _LONGEST_LIST:
            return name  # 供排水、燃气等管网: the noun alone says too little
        return self.list_verb(name) + cut if cut != name and self.list_verb(name) else cut

    def without_place(self, text: str) -> str:
        """The words before a counted noun without 全国, 首批 and the like at their end."""
        return self._group_end.sub("", text.strip(EDGE))

    def done_then(self, name: str) -> str:
        """`养老金制度全面实施、开户` → 养老金制度开户: what was set up, with what is counted of it."""
        found = self._done_then.fullmatch(name) if "、" in name else None
        return found["what"] + found["then"] if found is not None else name

    def cut_tail(self, name: str) -> str:
        """A name without the verbs at its end."""
        while name:
            found = self._trailing.match(name[::-1])
            if not found or self._kept_end.search(name):
                return name
            name = name[: len(name) - found.end()].rstrip(EDGE)
        return name

    def _head_of(self, name: str) -> str:
        """The statistical head at the end of a name (`增加值`), or nothing."""
        found = self._head_end.match(name[::-1])
        if not found:
            return ""
        start = len(name) - found.end()
        average = None if name.endswith("人员") else self._average.search(name[:start])
        return name[average.start() if average else start :]

    def needs_owner(self, name: str) -> bool:
        """Whether a name means nothing without the clause before."""
        if name.endswith("）"):
            return unbracketed(name) in self._needs_owner  # 投入强度（与营业收入之比）
        return name in self._needs_owner or self._trade_only.fullmatch(name) is not None

    def is_opener(self, text: str) -> bool:
        """Whether a text is nothing but an opener (`同期`)."""
        return self._opener.fullmatch(text) is not None

    def is_trade(self, name: str) -> bool:
        """Whether a name is exports, imports or both, with nothing else."""
        return self._trade_only.fullmatch(name) is not None

    def trades(self, name: str) -> bool:
        """Whether a name speaks of exports, imports or trade, or of somebody who trades."""
        return self._trading.search(name) is not None

    def is_rate(self, name: str) -> bool:
        """Whether a name is nothing but a rate of growth (增速, 提升幅度)."""
        return self._rate_noun.fullmatch(name) is not None

    def dependent(self, name: str) -> bool:
        """Whether a name, its light verb aside, needs an owner (`举办数量`)."""
        if self.needs_owner(name):
            return True
        return any(name.startswith(verb) and name[len(verb) :] in self._needs_owner for verb in self._light)

    def _behind(self, text: str, *, listed: bool = False) -> str:
        """The noun that follows a figure (`94个|数字经济重点项目`), up to the next verb or sign; or a list of such."""
        body = text.removeprefix("的")
        if self._no_noun.match(body):
            return ""
        body = body.removesuffix("共设").removesuffix("共").removesuffix("合计")
        found = self._noun_end.search(body)
        cut = (body[: found.start()] if found else body).rstrip("的")
        cut = self._having.sub("", cut)
        if "了" in cut:
            cut = self._what_they_did.sub("", cut)
        first = None if listed else self._first_noun.match(cut)
        cut = (first[1] or first[2]) if first else cut
        if "、" in cut and self._listed_work.search(cut):
            cut = cut[: cut.find("、")]  # 2平方公里文化区、公园等工程的征收工作
        if "等" in cut and "、" not in cut:
            cut = self._example_of.sub("", cut)
        if "的" in cut or "目标" in cut:
            cut = self._work_of.sub("", cut)
        outside = _BRACKETED.sub(lambda inner: "#" * len(inner[0]), cut)
        if "、" in outside:
            last = outside.rfind("的")
            cut = cut[last + 1 :] if last > outside.rfind("、") else cut[: outside.find("、")] if len(cut) > 24 else cut
        if len(cut) > 24 and (of := self._last_of.search(cut)):
            cut = cut[of.end() :]
        return balanced(cut.strip(EDGE).rstrip("和与及"))[:LONGEST_NAME]

    def own(self, owner: str, name: str) -> str:
        """A dependent name with its owner: 对东盟进出口额 + 出口 → 对东盟出口额."""
        if not owner or owner[0] in "向从" and owner.endswith(("调出", "调入", "资金")):
            return name
        if name in ("收入总量", "支出总量") and "总量" not in owner:
            return name  # 加上补充稳定调节基金2亿元，支出总量为9亿元
        if name[-1] == "率":
            owner = owner.removeprefix("已")  # 已整改40项，整改率80%
        if name == "规模" and owner.endswith(("量", "值", "额", "面积")):
            return owner  # 展览总面积3万平方米，规模增长5%
        if name == "余额" and owner.endswith(("贷款", "存款", "融资", "债务")):
            return owner + name  # 小微企业贷款（…）余额5亿元
        if name == "总量" and _ABBREVIATED.sub("", owner).endswith("总值"):
            return owner  # 地区生产总值年均增长5%，总量比2020年增加900亿元
        if owner.endswith("生产总值") and self.head_of(name) == name and not self.is_rate(name):
            return name
        trade = self._trade_only.fullmatch(name)
        if trade and self._trade.search(owner):
            last = list(self._trade.finditer(owner))[-1]
            if trade[1][-1] == "差":
                return owner[: last.start()].removesuffix("贸易") + "贸易" + name  # 服务进口 + 逆差 → 服务贸易逆差
            tail = owner[last.end() :] or name[trade.end(1) :]
            return owner[: last.start()] + trade[1] + tail
        if self.is_rate(name):
            return owner if owner.endswith(name) else owner + name
        if len(owner) <= 4 and name[-1:] == owner[-1:] == "率":
            return name  # 出生率7‰，死亡率6‰
        if owner[-1] == "面" and len(owner) == len(name) == 3 and name[:2] == owner[:2]:
            return name  # 亏损面12%，亏损额5亿元
        if name[-1:] == owner[-1] == "率" and owner.startswith(self._timely):
            return name  # 按期办结率100%，满意率97%
        if len(name) == 3 and name[2] == owner[-1] == "率" and len(owner) > 4:
            return owner[:-3] + name  # 项目开工率100%、完工率86%
        stem = self.stem(owner)
        if name == "参保率":
            stem = stem.removeprefix("参加")  # 参加医疗保险人数20万人，参保率95%
        if self._mean.match(name) and (mean := self._mean_of.search(stem)):
            stem = stem[: mean.start()] or stem  # 甲地区次均住院费用5000元，平均住院日8天
        if stem == owner and self.head_of(owner) == owner and self.head_of(name) == name:
            return name  # 利税40亿元，其中利润
        if len(name) == 3 and name[2] == "率" and owner.startswith(name[:2]) and len(owner) > 2:
            return name if self.head_of(owner) == owner[2:] else owner[2:] + name  # 流转土地 + 流转率
        if stem.find(name) > 0:
            return stem[: stem.find(name) + len(name)]
        for length in range(len(name) - 1, 1, -1):
            if owner.endswith(name[:length]):
                return owner[:-length] + name  # 粮食总产 + 总产量
            if stem.endswith(name[:length]):
                return stem[:-length] + name  # 污水处理能力 + 处理率
        return (stem or owner) + name

    def moved(self, name: str, verb: str, *, inherited: bool = False) -> str:
        """小麦 that 增产 is 小麦产量; an inherited name of another measure says nothing of what a verb moves."""
        noun, head = self._moved_nouns.get(verb.rstrip("了"), ""), self.head_of(name)
        if not noun or head.endswith(noun):
            return name
        if head:
            return noun if inherited else name
        return name + noun

    def rate_name(self, owner: str, unit: str) -> str:
        """The name of a growth rate that moves: `地区生产总值（GDP）` → `GDP增速`; of anything else the name itself."""
        if unit != "百分点":
            return owner
        found = _ABBREVIATED.search(owner)
        return f"{found[1]}增速" if found else owner

    def measure_moved(self, name: str) -> str:
        """The measure by whose movement things were counted (降水量 of 降水量偏多的省份), or nothing."""
        found = self._measure_moved.fullmatch(name)
        return found["measure"] if found else ""

    def stem(self, owner: str) -> str:
        """An owner without its own head and the verbs around it."""
        owner = unbracketed(owner) or owner
        head = self.head_of(owner)
        stem = owner[: len(owner) - len(head)].removesuffix("总") if head and head != owner else owner
        made = self._made.match(stem)
        stem = stem[made.end() :] if made else stem
        stem = self.cut_tail(stem)
        if len(stem) > 8 and (found := self._last_of.search(stem)):
            stem = stem[found.end() :]
        return stem

    def part_of_all(self, part: str, whole: str) -> str:
        """`城镇` as a part of 居民恩格尔系数 or of 城乡居民收入: with the name of the whole."""
        return part + whole.removeprefix("城乡").removeprefix("全体").removeprefix("全社会")

    def part_head(self, whole: str) -> str:
        """The head that the parts of a whole share: its own, or 增加值 for a 国内生产总值."""
        head = self.head_of(whole)
        if head == "总值":
            return next((part for end, part in self._part_heads.items() if whole.endswith(end)), head)
        return head

    def with_sibling(self, name: str, sibling: str) -> str:
        """A name without head takes its sibling's: 公立医院 beside 医院出院人次 → 公立医院出院人次."""
        if name in sibling:
            return name
        if self._bare_group.fullmatch(name) and self._rate.search(sibling):
            own = self._bare_group.match(sibling)
            return name + sibling[own.end() if own and own.end() < len(sibling) - 2 else 0 :]  # 城市 beside 婴儿死亡率
        for length in range(min(len(name), 6), 1, -1):
            shared = sibling.rfind(name[-length:])
            if shared >= 0 and sibling.startswith("新增", shared + length):
                return name  # 农村公路 beside 高速公路新增里程
            if shared >= 0 and len(sibling) > shared + length + 1 and sibling[shared + length] != "业":
                tail = sibling[shared + length :]
                return name + (tail[2:] if tail.startswith("企业") and "工程" in tail else tail)
        rate = self._rate.search(sibling)
        head = rate[0] if rate else self.part_head(sibling)
        if head.endswith("人员") and name.endswith(("人员", "职工", "教师")):
            return name  # 从业人员60人，其中具有高级职称的人员8人
        if head == sibling and (head[-1:] not in "量额" or name.endswith(head[:2])):
            return name  # 男性 of 人数; but 公路货运量 of 货运量
        return name + head if head else name
