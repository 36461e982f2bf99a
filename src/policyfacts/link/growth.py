"""Movements: growth rates and changes, their direction, basis and base period, and the words around shares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from policyfacts.link.context import Context
from policyfacts.link.draft import Draft
from policyfacts.link.names import Names
from policyfacts.link.roles import POINT_UNITS, Before
from policyfacts.link.values import Values, rate_of
from policyfacts.scan.mentions import Cue, Mention, PeriodMention, Quantity
from policyfacts.scan.periods import moved, resolve

_ORDER = ("", "eq", "approx", "gt", "ge", "lt", "le", "range")
_CN_INDEX = {"一": 1, "二": 2, "三": 3, "四": 4}
_SECTORS = ("第一产业", "第二产业", "第三产业")
_SECTOR_WORDS = re.compile(r"三次产业|三产|产业结构|一二三产业?|三大产业|一、二、三次?产业")
_PART = re.compile(r"^(?:第)?([一二三]+)(?:次)?产(?:业)?")


@dataclass(slots=True)
class Movement:
    """A growth rate or a change as read at one mention."""

    mention: Mention
    rate: Decimal | None = None
    rate_max: Decimal | None = None
    comparator: str = ""
    basis: str = ""
    base: str = ""
    change: Decimal | None = None
    change_unit: str = ""
    change_base: str = ""
    assumed: bool = False
    rules: tuple[str, ...] = ()


def stronger(first: str, second: str) -> str:
    """Of two comparators the bound wins over approx."""
    if not first or not second:
        return first or second
    return second if first in ("approx", "eq") else first


def direction(run: list[Mention]) -> int:
    """+1 or −1: the product of what the nouns and verbs of movement say."""
    sign = 1
    for mention in run:
        data = mention.data
        if not isinstance(data, Cue):
            continue
        if mention.code == "d" or mention.code == "l" and data.sign < 0:
            sign = -1
    return sign


def period_is_base(ahead: Before) -> bool:
    """Whether the period in a run is what is compared with."""
    codes = ahead.codes
    return "k" in codes or "b" in codes


def bare(text: str, mention: Mention, follow: list[Mention]) -> bool:
    """Whether a period stands right before a growth that has no name (`“十三五”期间年均增长`)."""
    return text[mention.end : follow[0].start] in ("", "，", "的") and any(m.code in "udg" for m in follow[:3])


def read(mention: Mention, ahead: Before, context: Context, text: str, turns: dict[int, Mention]) -> Movement:
    """The growth rate at a mention; `turns` holds the verbs of figures further on in a list."""
    quantity = mention.data
    assert isinstance(quantity, Quantity)
    sign, noun = 1, ahead.last("g")
    for cue in ahead.run:
        if cue.code in "ud":
            sign = -1 if cue.code == "d" else 1
    if not any(cue.code in "ud" for cue in ahead.run) and noun is not None and isinstance(noun.data, Cue):
        sign = noun.data.sign or 1
    if quantity.figure.startswith("-"):
        sign = 1
    if mention.start in turns:
        sign = -1 if turns[mention.start].code == "d" else 1
    move = Movement(mention)
    doubled = text[max(0, ahead.name_end) : mention.start].endswith(("到", "至", "为"))
    move.rate = sign * rate_of(quantity, doubled=doubled)
    if quantity.figure_max:
        move.rate_max = sign * rate_of(quantity, doubled=doubled, upper=True)
    move.comparator = stronger(quantity.bound, _bound(ahead))
    move.basis, move.base, move.assumed = _basis(ahead, context)
    verb = ahead.last("udg")
    move.rules = (verb.rule if verb else "growth.behind", *(m.rule for m in ahead.run if m.code in "bk"))
    return move


def flat(mention: Mention, ahead: Before, context: Context, text: str) -> Movement:
    """持平 as a growth of nought."""
    cue = mention.data
    rate = Decimal(cue.value) if isinstance(cue, Cue) and cue.value else Decimal(0)
    move = Movement(mention, rate=rate, rules=(mention.rule,))
    words = text[mention.start : mention.end]
    if rate == 0 and words != "持平" and "零" not in words:
        move.comparator = "approx"
    move.basis, move.base, move.assumed = _basis(ahead, context)
    return move


def change(
    mention: Mention, number: int, ahead: Before, context: Context, text: str, values: Values
) -> Movement:
    """An absolute movement (the `number`-th of a list): percentage points, or an amount in its base unit."""
    quantity = mention.data
    assert isinstance(quantity, Quantity)
    move = Movement(mention)
    value, unit = (
        (Decimal(quantity.figure), "百分点") if quantity.unit in POINT_UNITS else values.value(quantity)
    )
    verbs = [cue for cue in ahead.run if cue.code in "ud"]
    sign = -1 if verbs and verbs[-1].code == "d" else 1
    if verbs and text[verbs[-1].start : verbs[-1].end].startswith("多减"):
        sign = 1
    noun = ahead.in_segment("g")
    if verbs and text[verbs[-1].start : verbs[-1].end].startswith("收窄"):
        sign = -1 if noun is not None and isinstance(noun.data, Cue) and noun.data.sign > 0 else 1
    elif noun is not None and isinstance(noun.data, Cue) and noun.data.sign < 0:
        sign = -sign
    move.change, move.change_unit = sign * value, unit
    basis, base, _ = _basis(ahead, context)
    bases = [cue.data for cue in ahead.segment if cue.code == "b" and isinstance(cue.data, Cue)]
    if len(bases) > 1 and number < len(bases):
        basis = bases[number].value
    move.change_base = base if basis == "base" else basis if basis in ("yoy", "pop") else "yoy"
    if move.change_unit == "人" and "名" in text[ahead.name_end - 6 : ahead.name_end] + text[mention.end - 1 : mention.end]:
        move.change_unit = "位" if quantity.unit == "位" else move.change_unit
    move.comparator = stronger(quantity.bound, _bound(ahead))
    move.rules = tuple(m.rule for m in ahead.run if m.code in "udbk")
    return move


def apply(row: Draft, move: Movement) -> None:
    """Give a row a movement."""
    if move.rate is not None:
        if row.value is None:
            row.start, row.end = move.mention.start, move.mention.end
        row.growth_rate, row.growth_rate_max = move.rate, move.rate_max
        row.growth_comparator = "range" if move.rate_max is not None else move.comparator
        row.growth_basis, row.growth_base = move.basis, move.base
        if move.assumed:
            row.flag("basis_assumed")
    if move.change is not None:
        row.change, row.change_unit, row.change_base = move.change, move.change_unit, move.change_base
        if row.value is None and row.growth_rate is None:
            row.growth_comparator = move.comparator
    for rule in move.rules:
        row.by(rule)


def _bound(ahead: Before) -> str:
    bound = ahead.last("c")
    return bound.data.value if bound is not None and isinstance(bound.data, Cue) else ""


def _basis(ahead: Before, context: Context) -> tuple[str, str, bool]:
    """(basis, base period, assumed): from the run, else inherited, else a bare 增长 is yoy."""
    run = ahead.run
    for index in range(len(run) - 1, -1, -1):
        mention = run[index]
        if mention.code == "b" and isinstance(mention.data, Cue):
            return mention.data.value, "", False
        if mention.code == "T" and index and run[index - 1].code == "k":
            return _base_period(mention, context)
    for index, mention in enumerate(ahead.segment):
        if mention.code == "k" and index + 1 < len(ahead.segment) and ahead.segment[index + 1].code == "T":
            return _base_period(ahead.segment[index + 1], context)
        if mention.code == "b" and isinstance(mention.data, Cue) and mention.data.value != "annual_avg":
            return mention.data.value, "", False
    if not context.basis and context.span_begins is not None:
        return "base", str(context.span_begins - 1), True
    return context.basis or "yoy", "", not context.basis


def _base_period(mention: Mention, context: Context) -> tuple[str, str, bool]:
    data = mention.data
    assert isinstance(data, PeriodMention)
    current = context.period
    if data.part == "X":
        if data.year is None and data.offset in (None, -1):
            return "yoy", "", False
        year = data.year
        if year is None and context.reference is not None and data.offset is not None:
            year = context.reference.year + data.offset
        if year is None:
            return "base", "", False
        if current is None:
            return "base", str(year), False
        return "base", moved(current, year - current.year).iso, False
    year_in_reach = current.year if current is not None else context.year
    if data.point == "年初":
        return "base", f"{year_in_reach - 1}-12-31" if year_in_reach else "", False
    period = resolve(data, year=year_in_reach, reference=context.reference)
    if period is None:
        return "base", "", False
    if (
        data.year is None and data.offset is None and current is not None and data.part in "MQ" and period.start > current.end
    ):
        period = moved(period, -1)
    return "base", period.iso, False


_AT_PRICES = re.compile(r"(?:按|以)?(?:可比|不变|当年|现行|同)(?:价格?|口径|汇率|范围)(?:计算|计)?|按价格|价格")


def is_rate_word(name: str) -> bool:
    """Whether a name is nothing but a rate or its prices (`增速`, `涨幅`, `按可比价格`)."""
    return _AT_PRICES.fullmatch(name) is not None or name in ("增速", "增幅", "涨幅", "降幅", "比重", "占比", "增长率", "总体", "其增速", "正向", "同比增速", "较快", "上", "速度", "人均", "年人均", "户均", "年均")


_WHOLE_EDGE = re.compile(r"^(?:了|到|同期|本?期)+|(?:的?(?:比重|比例|份额)?(?:达到|达|为|由|从|提高到|提升到|上升到|超过|约|近|的|了|近|至|到|比重|比例|份额|高达|均|不低于|不少于|超|突破|分别|在|降|升|降至|升至|增至|提高至|提升至|降到|大体|左右|已|不足|不到|接近|逼近|维持|稳定|保持|控制)*)$")


_ASIDE = re.compile(r"[（(]下同[）)]")


def share_of(whole: str) -> str:
    """Of what a share is: the words between 占 and the figure."""
    text = _ASIDE.sub("", whole).strip(" ，")
    previous = None
    while previous != text:
        previous = text
        text = _WHOLE_EDGE.sub("", text).strip(" ，")
    return text


def earlier(words: str) -> str:
    """The earlier period that a share is measured against (`2019年同期的` → `2019年`)."""
    text = words.strip("的 了到至")
    return re.sub(r"(?:同期|全年)(?:的.*)?$", "", text) or text


_MODIFIER = re.compile(r"^.{1,12}?(?:产业|行业|业|企业|经济|技术|制造|服务|能源|贸易)(?=.{2,})")


def named_whole(name: str) -> str:
    """Of what a share is whose name ends with 占比 or 比重 (制造业实际利用外资占比 → 实际利用外资)."""
    if "占" in name:
        head, _, rest = name.partition("占")
        whole = re.sub(r"的?(?:比重|比例|份额|比)$", "", rest)
        if whole:
            return whole
        name = head
    stem = re.sub(r"(?:占比|的?比重|的?比例|份额|所占)$", "", name)
    found = _MODIFIER.match(stem)
    return stem[found.end() :] if found else ""


_TOWARD_EDGE = re.compile(r"(?:的?(?:增长率|增长|增速|上涨|下降|回落|提高|上升|贡献率|贡献|约|近|超过|为|达|达到|了|同比|负|正向|向上|向下|增加|多))+$")


def toward(words: str) -> str:
    """To what a contribution is made: the words between 拉动 and the figure."""
    return _TOWARD_EDGE.sub("", words.strip("了 ，"))


def among(words: str) -> str:
    """Among whom a rank is held: the words between 位列 and the rank."""
    return words.strip(" ，、在了为的中以和居列").removesuffix("排名")


_RANKED = re.compile(
    r"(?:(?:连续|已连续)[^，]{1,4}年|稳居|继续|均|一直|始终)*(?:保持|位)?(?:居)?((?:全国|全省|全市|全区|全县|全球|世界|亚洲|国内|全自治区|全盟|全州|同类|中西部|西部|东部|中部|长三角|省内|市内)[^，。；、]{0,12})$"
)


def ranked(words: str) -> bool:
    """Whether the words before an ordinal say among whom it ranks, without a verb (`全国第一`)."""
    return _RANKED.search(words) is not None


def split_rank(words: str) -> tuple[str, str]:
    """(name, group) of such words."""
    found = _RANKED.search(words)
    return (words[: found.start()], found[1]) if found else (words, "")


def counted_whole(noun: str) -> str:
    """Of what a share is that a noun follows: the noun without its predicate (`受访企业|在海外…`)."""
    return re.split(r"在|已|表示|认为|面临|有|对(?!象|口|外)|通过|实现|接入|位于|来自|与", noun, maxsplit=1)[0] or noun


def composition_names(name: str, count: int, names: Names) -> list[str]:
    """The names of the parts of a composition (`三次产业比例` → 第一产业比重 …)."""
    if count == 3 and _SECTOR_WORDS.search(name):
        middle = _SECTOR_WORDS.sub("", name)
        middle = re.sub(r"(?:的?(?:比重|比例|结构|构成|之比|占比|比))?(?:由|从|演进|调整|优化|升级)?$", "", middle).strip("的在 ")
        middle = re.sub(r"^.*?(?=增加值|投资|用电|贷款|就业|从业)", "", middle) if middle else ""
        middle = middle if middle in ("投资", "增加值", "用电量", "用电", "贷款", "就业", "从业人员", "增加值结构") else ""
        found = _SECTOR_WORDS.search(name)
        of = name[: found.start()] if found and name[: found.start()].endswith("业") else ""
        return [of + sector + middle + "比重" for sector in _SECTORS]
    base = re.sub(r"(?:的?(?:比重|比例|结构|构成|之比|占比|比))$", "", name)
    parts = names.items(base, count)
    if parts:
        last = parts[-1]
        tail = re.search(r"(?:经济|企业|收入|投资|人口|产业|制经济|贸易)$", last)
        shared = tail[0] if tail else ""
        return [(part if not shared or part.endswith(shared) else part + shared) + "比重" for part in parts]
    return [name if name.endswith("比重") else name + "比重"] * count


def part_of(composition: list[Draft], name: str, number: int, count: int) -> Draft | None:
    """The part of a composition that a name speaks of (`一三产业比重`, `地方经济比重`)."""
    for row in composition:
        if row.indicator == name:
            return row
    found = _PART.match(name)
    if found:
        wanted = [_CN_INDEX[digit] for digit in found[1]]
        if number < len(wanted):
            return next((row for row in composition if row.part == wanted[number]), None)
    stem = re.sub(r"(?:比重|占比)$", "", name)
    return next((row for row in composition if stem and row.indicator.startswith(stem)), None)
