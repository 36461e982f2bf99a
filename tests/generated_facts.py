"""Rows for tests and benchmarks of the writers: plain ones, and ones that hold what breaks files."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal

from policyfacts.export import DocumentRow
from policyfacts.facts import Fact

HOSTILE = (
    "=SUM(A1:A9)", "+1", "-3%", "@x", "#N/A", "'", '一"二"，三', "a,b;c\td", "一\n二", "一\r\n二", "一\r二",
    "\x85\u2028\u2029", "😀👩‍👩‍👧𠮷", " 前后 ", "NULL", "NA", "1e5", "007", "\ufeff", "\\N \\n \\",
    "%s {0} $1", "<b>&amp;</b>",
)  # fmt: skip
CONTROLS = ("\x00", "a\x00b", "\x01\x0b\x1f\x7f", "\x1b[31m")
HALVES = ("\ud800", "a\udfffb")
LONG = "长文，" * 12_000  # 108 kB
NUMBERS = ("-0.5", "0", "1E-12", "-1e-12", "187690000000", "134908400000000", "0.190", "-9007199254740993", "3E+15",
           "123456789012345678901234567890", "-98765432109876543210.123456789", "1.7", "100.0")  # fmt: skip
_PERIODS = (
    ("2024", "2024-01-01", "2024-12-31"),
    ("2024-05", "2024-05-01", "2024-05-31"),
    ("2024-Q1", "2024-01-01", "2024-03-31"),
    ("2024-H1", "2024-01-01", "2024-06-30"),
    ("2025-01/2025-05", "2025-01-01", "2025-05-31"),
    ("2016/2020", "2016-01-01", "2020-12-31"),
    ("2020-12-31", "2020-12-31", "2020-12-31"),
    ("1500", "1500-01-01", "1500-12-31"),
    ("", "", ""),
)
_REGIONS = (("宁波市", "330200"), ("全国", "000000"), ("长三角", ""))
_UNITS = (("亿元", "元", 8), ("万吨", "吨", 4), ("%", "%", 0), ("家", "家", 0))
_SENTENCE = "2024年宁波对东盟进出口额达1876.9亿元，同比增长20.7%，其中出口1234.5亿元，增长18.2%，进口642.4亿元。"


def plain_facts(number: int, *, per_document: int = 100) -> Iterator[Fact]:
    """Rows such as documents give, all columns filled as they are there."""
    for row in range(number):
        region, code = _REGIONS[row % len(_REGIONS)]
        period, start, end = _PERIODS[row % 7]
        unit, base, power = _UNITS[row % len(_UNITS)]
        figure = Decimal(row % 99_991).scaleb(-1) + 1
        yield Fact(
            doc=f"文件/{row // per_document:06d}.txt", page=row % 9 + 1, region=region, region_code=code,
            indicator=f"对东盟进出口额{row % 300}", indicator_std="进出口总额" if row % 2 else "", period=period,
            year=int(end[:4]), period_start=start, period_end=end, figure=str(figure), unit=unit,
            value=figure.scaleb(power), base_unit=base, comparator="eq", status="actual" if row % 5 else "target",
            growth_rate=Decimal(row % 401 - 200).scaleb(-1), growth_comparator="eq", growth_basis="yoy",
            flags="period_inherited" if row % 4 == 0 else "", rule="quantity;growth.yoy", text=_SENTENCE[:24],
            sentence=f"{row}，{_SENTENCE}", start=row % 50_000, end=row % 50_000 + 8,
        )  # fmt: skip


def hostile_facts(number: int, *, controls: bool = True, halves: bool = False, seed: int = 0) -> Iterator[Fact]:
    """Rows with text and numbers that break files; one in five hundred holds a cell of 108 kB."""
    rng = random.Random(seed)
    texts = ("", "宁波市", *HOSTILE, *(CONTROLS if controls else ()), *(HALVES if halves else ()))

    def text() -> str:
        return "".join(rng.choices(texts, k=rng.randrange(1, 4)))

    def number_or_none() -> Decimal | None:
        return Decimal(rng.choice(NUMBERS)) * rng.choice((1, -1, 7)) if rng.random() < 0.7 else None

    for row in range(number):
        period, start, end = rng.choice(_PERIODS)
        yield Fact(
            doc=f"{row // 50} 甲 .txt", page=rng.choice((None, 1, 70_000)), region=text(),
            region_code=rng.choice(("", "000000", "330200")), indicator=text(), indicator_std=text(),
            kind=rng.choice(("level", "share", "rank", "ratio", "contribution", "growth")), relative_to=text(),
            period=period, year=int(end[:4]) if end else None, period_start=start, period_end=end,
            figure=rng.choice(("", "0.10", "1876.9")), figure_max=text(), unit=text(), value=number_or_none(),
            value_max=number_or_none(), base_unit=text(), comparator=rng.choice(("", "eq", "approx", "range")),
            status=rng.choice(("actual", "target", "forecast")), growth_rate=number_or_none(),
            growth_rate_max=number_or_none(), growth_comparator=rng.choice(("", "gt")),
            growth_basis=rng.choice(("", "yoy", "pop", "annual_avg", "base")), growth_base=text(),
            change=number_or_none(), change_unit=text(), change_base=rng.choice(("", "yoy", "pop", "2020")),
            flags=text(), rule=text(), text=text(), sentence=LONG if row % 500 == 499 else text(),
            start=rng.choice((None, 0, 2**31)), end=rng.choice((None, 12)), table=text(),
        )  # fmt: skip


def documents_of(facts: list[Fact]) -> tuple[DocumentRow, ...]:
    """The documents behind rows."""
    counts: dict[str, int] = {}
    for fact in facts:
        counts[fact.doc] = counts.get(fact.doc, 0) + 1
    return tuple(DocumentRow(doc, rows, characters=1000) for doc, rows in counts.items())
