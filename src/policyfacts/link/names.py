"""The name of an indicator: cut from its clause, freed of openers and verbs, given its owner."""

from __future__ import annotations

import re
from functools import cached_property

from policyfacts.rules.load import RuleSet
from policyfacts.scan.trie import trie_pattern

_EDGE = " 　、，,；;：:。.—-–·【】[]<>*#\n"
_QUOTED = {"“": "”", "（": "）", "(": ")", "《": "》"}
_TRADE = re.compile(r"进出口|出口|进口")
_TRADE_ONLY = re.compile(r"(进出口|出口|进口)(?:额|总额|值|总值|量|贸易额|货值)?")
_LIST = re.compile(r"[、]|以?及|和|与")
_STRONG_LIST = re.compile(r"、")
_TAIL = re.compile(r"(?:等)?(?:[0-9一二三四五六七八九十]+(?:大类|类|项|个|种|大|家|所)[^、]{0,14})?$")
_AFTER_CUT = re.compile(
    r"(?:，|。|；|：|,|;|已有|已经|已|被|获评|获批|入选|实现|得到|投入使用|开展|完工|竣工|通车|列入|纳入|用于|支持|位列|位居|"
    r"达到|贡献|较|比上|同比|全部|正在|基本|顺利|陆续|将|建成|落户|落地|享受|受益|正式|运营|投产|按期|按时|如期|相继|投入|直接|再创|进展|稳定|获得|获全国|获国家|获省|受到|参与|参加|进入|填补|通了|保持|达标)"
)
_NO_NOUN = re.compile(r"增|减|缩|恢复|调整|回落|降|升(?!级)|翻|超|突破|高于|低于|并|且|其中|每|提高|下降|上升|上涨|下跌|扩大|达到|占|为|是|由|从|到|在(?!校|建|岗|册|园)|同比|环比|比|较|以上|以下|左右|，|。|；|、|居(?=全|世|第|首|前)|位[列居]|[）)]|和|与|以?及")
_SHARED_VERBS = ("新增", "新建", "引进", "改造", "新设")
_LIST_VERB = re.compile(r"新(?:增设|增|建|培育|创建|认定|签约|引进|开工|开通|设|批|获批|改扩建|改建)|累计引进|引进|竣工|开工建设")
_MADE = re.compile(r"(?:生产|加工|新增|新建|发放)(?=[^、].)")
_ABBREVIATED = re.compile(r"[（(]([A-Z][A-Za-z0-9.&]{1,8})[）)]$")
_RATE_NAME = re.compile(r"[^的、（）]{2,4}率$")
_AVERAGE = re.compile(r"(?:人均|户均|次均|年均|日均|单位|平均)$")
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
_HAVING = re.compile(r"^(?:具有|拥有|具备|以|有).{2,}的(?=.{2,}$)")
_PLACE_TAIL = re.compile(r"(?:全球|全国|全市|全省|全区|境内外|国内外|首批|第一批|各类|世界|约|近|共|的)+$")
_YEARS_RUNNING = re.compile(r"(?:已经?)?连续[0-9一二三四五六七八九十多]{1,3}年?(?=$|[^0-9])")
_CLASS_NAME = re.compile(r"^.{1,8}类(?:商品|产品|货物)(?=.{2,})")
_COMMON = re.compile(r"^.{0,12}?共(?=开展|实施|引进|组织|举办|承办|完成|有|建成|建有|签发|发放|投入|办理|受理|审理|查处|新增|培训)")
_OF_LIST = re.compile(r"^.*、.*?等[0-9一二三四五六七八九十]*(?:个|项|类|种|大|家|大类)?(?=[^、]{2,}$)")
_THE_X = re.compile(r"的(?=[^的]+$)")
LONGEST_NAME = 40


class Names:
    """Puts names together with the word lists of a rule set."""

    def __init__(self, rules: RuleSet) -> None:
        words = rules.words
        self._heads = words["head"]
        self._needs_owner = words["needs_owner"]
        self._light = words["light_verb"]
        self._verbs = words["verb"]
        self._dropped = re.compile(f"(?:{trie_pattern(words['dropped_verb'])})了?(?=.{{3,}}$)")
        self._fused = dict(_fusion(entry) for entry in words["fused"])
        self._leading = re.compile(f"(?:{trie_pattern(words['leading'])})")
        trailing = trie_pattern(word[::-1] for word in words["trailing"])
        self._trailing = re.compile(f"(?:{trailing})")
        self._head_end = re.compile(f"(?:{trie_pattern(word[::-1] for word in self._heads)})")
        self._verb_at = re.compile(f"(?:{trie_pattern(self._verbs | {w for w in self._light if len(w) > 1})})了?")

    def clean(self, text: str) -> str:
        """A name without openers, trailing verbs and signs."""
        name = text.strip(_EDGE)
        if "连续" in name:
            name = _YEARS_RUNNING.sub("", name)
        name = name.replace("全年", "")
        while name:
            found = self._leading.match(name)
            if not found or found.end() == 0:
                break
            cut = name[found.end() :].strip(_EDGE)
            if not cut or cut in _STUB:
                break
            name = cut
        name = _COMMON.sub("", name)
        return self.cut_tail(_balanced(name))

    def short(self, name: str) -> str:
        """`A、B等新兴领域` → `新兴领域`: the name that a list is summed up in."""
        return _OF_LIST.sub("", name) or name

    def list_verb(self, name: str) -> str:
        """The verb of a name that a list of figures shares (`新增A7家、B9家`)."""
        found = _LIST_VERB.match(name)
        return found[0] if found and found.end() < len(name) else ""

    def verb_led(self, name: str) -> bool:
        """Whether a name begins with a verb (办理退费)."""
        found = self._verb_at.match(name)
        return found is not None and found.end() > 0

    def cut_verb(self, name: str) -> str:
        """A name without the verb at its end (重大项目开工 → 重大项目)."""
        tail = self.verb_tail(name)
        return name[: len(name) - len(tail)] if tail and len(name) > len(tail) + 1 else name

    def without_light(self, name: str) -> str:
        """`培育服务业龙头企业` → `服务业龙头企业`: a name without the light verb before it."""
        found = self._dropped.match(name)
        return name[found.end() :] if found else name

    def without_place(self, text: str) -> str:
        """The words before a counted noun without 全国, 首批 and the like at their end."""
        return _PLACE_TAIL.sub("", text.strip(_EDGE))

    def cut_tail(self, name: str) -> str:
        """A name without the verbs at its end."""
        while name:
            found = self._trailing.match(name[::-1])
            if not found or found.end() == 0:
                return name
            name = name[: len(name) - found.end()].rstrip(_EDGE)
        return name

    def head_of(self, name: str) -> str:
        """The statistical head at the end of a name (`增加值`), or nothing."""
        found = self._head_end.match(name[::-1])
        if not found or not found.end():
            return ""
        start = len(name) - found.end()
        average = _AVERAGE.search(name[:start])
        return name[average.start() if average else start :]

    def needs_owner(self, name: str) -> bool:
        """Whether a name means nothing without the clause before."""
        return name in self._needs_owner or _TRADE_ONLY.fullmatch(name) is not None

    def is_opener(self, text: str) -> bool:
        """Whether a text is nothing but an opener (`同期`)."""
        return self._leading.fullmatch(text) is not None

    def is_trade(self, name: str) -> bool:
        """Whether a name is exports, imports or both, with nothing else."""
        return _TRADE_ONLY.fullmatch(name) is not None

    def dependent(self, name: str) -> bool:
        """Whether a name, its light verb aside, needs an owner (`举办数量`)."""
        if self.needs_owner(name):
            return True
        return any(name.startswith(verb) and name[len(verb) :] in self._needs_owner for verb in self._light)

    def is_verb(self, text: str) -> bool:
        """Whether a text is nothing but verbs (`建设运营`, `新引进了`)."""
        rest = text.removesuffix("了")
        if not rest:
            return True
        return rest in self._light or rest in self._verbs or bool(self._verb_at.fullmatch(rest))

    def verb_tail(self, text: str) -> str:
        """The verb that a text ends with, or nothing."""
        bare = text.removesuffix("了")
        for length in range(min(6, len(bare)), 1, -1):
            if bare[-length:] in self._verbs or bare[-length:] in self._light:
                return text[len(bare) - length :]
        return ""

    def from_verb(self, text: str) -> str:
        """A text from its first verb inside on: what follows a counted noun (`…老年人发放高龄补贴`)."""
        found = self._verb_at.search(text, 1)
        if not found or found.end() == found.start():
            return ""
        rest = text[found.end() :]
        return rest if found[0].removesuffix("了") in self._light and len(rest) > 1 else text[found.start() :]

    def to_verb(self, text: str) -> str:
        """A text up to its first verb inside (`国家和地区|建设运营`)."""
        found = self._verb_at.search(text, 2)
        return text[: found.start()] if found and found.end() > found.start() else text

    def keeps(self, verb: str) -> str:
        """The verb where it says what was counted, nothing where it is light."""
        bare = verb.removesuffix("了")
        return "" if bare in self._light or not bare else bare

    def behind(self, text: str) -> str:
        """The noun that follows a figure (`94个|数字经济重点项目`), up to the next verb or sign."""
        body = text.removeprefix("的")
        if _NO_NOUN.match(body):
            return ""
        found = _AFTER_CUT.search(body)
        cut = (body[: found.start()] if found else body).rstrip("的")
        cut = _HAVING.sub("", cut)
        outside = _BRACKETED.sub(lambda inner: "#" * len(inner[0]), cut)
        if "、" in outside:
            last = outside.rfind("的")
            cut = cut[last + 1 :] if last > outside.rfind("、") else cut[: outside.find("、")] if len(cut) > 24 else cut
        if len(cut) > 24 and (of := _THE_X.search(cut)):
            cut = cut[of.end() :]
        return _balanced(cut.strip(_EDGE).rstrip("和与及"))[:LONGEST_NAME]

    def own(self, owner: str, name: str) -> str:
        """A dependent name with its owner: 对东盟进出口额 + 出口 → 对东盟出口额."""
        if not owner:
            return name
        trade = _TRADE_ONLY.fullmatch(name)
        if trade and _TRADE.search(owner):
            last = list(_TRADE.finditer(owner))[-1]
            tail = owner[last.end() :] or name[trade.end(1) :]
            return owner[: last.start()] + trade[1] + tail
        stem = self.stem(owner)
        if stem.endswith(name) or name in stem:
            return stem
        return (stem or owner) + name

    def rate_name(self, owner: str, unit: str) -> str:
        """The name of a growth rate that moves: `地区生产总值（GDP）` → `GDP增速`; of anything else the name itself."""
        if unit != "百分点":
            return owner
        found = _ABBREVIATED.search(owner)
        return f"{found[1]}增速" if found else owner

    def stem(self, owner: str) -> str:
        """An owner without its own head and the verbs around it."""
        head = self.head_of(owner)
        stem = owner[: len(owner) - len(head)] if head and head != owner else owner
        made = _MADE.match(stem)
        stem = stem[made.end() :] if made else stem
        stem = self.cut_tail(stem)
        if len(stem) > 8 and (found := _THE_X.search(stem)):
            stem = stem[found.end() :]
        return stem

    def with_sibling(self, name: str, sibling: str) -> str:
        """A name without head takes its sibling's: 公立医院 beside 医院出院人次 → 公立医院出院人次."""
        for length in range(min(len(name), 6), 1, -1):
            if sibling.startswith(name[-length:]) and len(sibling) > length + 1:
                return name + sibling[length:]
        rate = _RATE_NAME.search(sibling)
        head = rate[0] if rate else self.head_of(sibling)
        return name + head if head and head != sibling else name

    def items(self, subject: str, count: int) -> list[str]:
        """The members of a list of names, with the head and the opener that they share; [] if not `count`."""
        body = _TAIL.sub("", subject) if _TAIL.search(subject) else subject
        if sectors := _sectors(subject, count):
            return sectors
        for fused, members in self._fused.items():
            if fused in subject and len(members) == count and "、" not in subject:
                return [subject.replace(fused, member) for member in members]
        for candidate in (subject, body):
            for pattern in (_LIST, _STRONG_LIST):
                parts = [part.strip(_EDGE) for part in pattern.split(candidate)]
                parts = [part for part in parts if part]
                if len(parts) == count:
                    return self._shared(parts, candidate, subject)
            merged = _split_to(candidate, count)
            if merged:
                return self._shared(merged, candidate, subject)
        return []

    def all_items(self, subject: str) -> list[str]:
        """The members of a list of names, however many."""
        body = re.sub(r"等[0-9一二三四五六七八九十]*(?:项|个|大|类|种|家)?[^、]{0,10}$", "", subject) or subject
        parts = [part.strip(_EDGE) for part in _LIST.split(body)]
        parts = [part for part in parts if part]
        return self._shared(parts, body, subject) if len(parts) > 1 else [subject]

    def _shared(self, parts: list[str], candidate: str, subject: str) -> list[str]:
        parts = [_CLASS_NAME.sub("", part) for part in parts]
        last = parts[-1]
        head = self.head_of(last)
        if candidate != subject and not head:
            head = self.head_of(subject)
        if head and head != last:
            parts = [part if self.head_of(part) else _with_tail(part, last, head) for part in parts[:-1]] + [last]
        elif head and head == last and len(parts) > 1:
            stem = self.stem(parts[0])
            if stem != parts[0] and stem:
                parts = [parts[0], *(part if len(part) > 4 else stem + part for part in parts[1:])]
        if candidate != subject and head:
            parts = [part if self.head_of(part) else part + head for part in parts]
        elif not head:
            parts = [_with_tail(part, last, "") for part in parts[:-1]] + [last]
        opener = parts[0][0] if parts[0][0] in "对与向从" else parts[0][:2] if parts[0][:2] in _SHARED_VERBS else ""
        if opener:
            parts = [part if part.startswith(("对", "与", "向", "从", opener)) else opener + part for part in parts]
        return parts

    @cached_property
    def longest_head(self) -> int:
        """Length of the longest head."""
        return max(map(len, self._heads))


_STUB = frozenset({"额", "量", "率", "值", "数", "人", "的", "额度", "总额"})


def _balanced(name: str) -> str:
    """A name without a bracket or quotation mark that has lost its partner."""
    for opening, closing in _QUOTED.items():
        if name.count(opening) > name.count(closing):
            if name.rfind(opening) > name.rfind(closing):
                position = name.rfind(opening)
                name = name[position + 1 :] if position < 2 else name + closing
        elif name.count(closing) > name.count(opening):
            position = name.find(closing)
            name = name[position + 1 :] if position < len(name) - 2 and position < 12 else opening + name
    return name


_SECTORS = re.compile(r"^(第?[一二三](?:、|和|次)?第?(?:[一二三](?:、|和)?)?第?[一二三]?)(?:次)?产业(?P<tail>.*)$")


def _sectors(subject: str, count: int) -> list[str]:
    """`一、二、三产业增加值`, `第一、第三产业投资`: the sectors in full."""
    found = _SECTORS.match(subject)
    digits = re.findall(r"[一二三]", found[1]) if found else []
    if not found or len(digits) != count or count < 2:
        return []
    return [f"第{digit}产业{found['tail']}" for digit in digits]


def _fusion(entry: str) -> tuple[str, list[str]]:
    fused, _, members = entry.partition("=")
    return fused, members.split("|")


_PARALLEL = re.compile(r"第[一二三四五六七八九十]|城镇|农村|乡村|城市|国有|民营|省级|市级|县级|国家级|区级|男|女|公办|民办")


def _with_tail(part: str, last: str, head: str) -> str:
    """A member of a list with what only the last one says: 第一 beside 第三产业增加值, 省级 beside 市级中心."""
    alike = _PARALLEL.match(last)
    if alike and _PARALLEL.fullmatch(part[-len(alike[0]) :]):
        return part + last[alike.end() :]
    found = last.find(part[-1])
    if 0 < found < min(len(last) - 2, 6) and len(part) <= 6 and part[-1] in "级类型期":
        return part + last[found + 1 :]
    return part + head


def _split_to(text: str, count: int) -> list[str]:
    """A list split into `count` members where 和, 与 inside members make more of them."""
    strong = [part.strip(_EDGE) for part in text.split("、") if part.strip(_EDGE)]
    if len(strong) == count - 1 and strong:
        cuts = list(re.finditer(r"以及|及|和|与", strong[-1]))
        if cuts:
            last = cuts[-1] if cuts[-1].start() else cuts[0]
            left, right = strong[-1][: last.start()].strip(_EDGE), strong[-1][last.end() :].strip(_EDGE)
            if left and right:
                return [*strong[:-1], left, right]
    return []
