from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyfacts.scan import numeral_signs
from policyfacts.scan.numerals import NumeralError, parse, parse_cheng, parse_fraction, parse_percent, plain

CHINESE = re.compile(numeral_signs.CHINESE)

NUMBERS = [
    ("1,234.5", "1234.5"),
    ("1，234，567", "1234567"),
    ("１２．５", "12.5"),
    ("1876.9", "1876.9"),
    ("-3.2", "-3.2"),
    ("－3", "-3"),
    ("负三点二", "-3.2"),
    ("零", "0"),
    ("〇", "0"),
    ("九", "9"),
    ("两", "2"),
    ("十", "10"),
    ("百", "100"),
    ("千", "1000"),
    ("万", "10000"),
    ("亿", "100000000"),
    ("百万", "1000000"),
    ("千亿", "100000000000"),
    ("万亿", "1000000000000"),
    ("十五", "15"),
    ("二十", "20"),
    ("廿", "20"),
    ("廿五", "25"),
    ("卅", "30"),
    ("一百一十四", "114"),
    ("一百十五", "115"),
    ("一百零五", "105"),
    ("一百二", "120"),
    ("三千五", "3500"),
    ("三千零五", "3005"),
    ("三千〇五十", "3050"),
    ("两千三百", "2300"),
    ("两万五", "25000"),
    ("一亿五", "150000000"),
    ("五千五百七十五万", "55750000"),
    ("一百一十四万亿", "114000000000000"),
    ("一亿零五十万", "100500000"),
    ("三亿二千万", "320000000"),
    ("一点五亿", "150000000"),
    ("三点二", "3.2"),
    ("零点五", "0.5"),
    ("十二点七五", "12.75"),
    ("二〇二五", "2025"),
    ("一九九八", "1998"),
    ("半", "0.5"),
    ("一半", "0.5"),
    ("壹佰贰拾万", "1200000"),
    ("叁仟萬", "30000000"),
    ("3.5万亿", "3500000000000"),
    ("1.2万", "12000"),
    ("5千", "5000"),
    ("14亿", "1400000000"),
    ("3千万", "30000000"),
    ("1亿2000万", "120000000"),
    ("1万2000", "12000"),
    ("2千5百", "2500"),
    ("1,234万", "12340000"),
]

NONSENSE = [
    "", " ", "两三", "七八", "三五百", "二三十", "1,23,4", "1,23", "1.", ".5",
    "1.2.3", "十几", "数十", "二十余", "三百多", "两十", "十两", "百千", "千百", "万万",
    "一万两", "十十", "三百零", "五十零", "三百零五十", "一千零零五", "点五", "三点", "三点十", "5万3",
    "1.5亿2000万", "亿万", "3亿万", "3千五", "三亿五亿", "abc", "--5", "三元", "一万二三",
    "NaN", "Infinity", "1e5", "亿" * 500, "一" * 5000, "٣", "三千五亿", "一万五亿",
    "亿亿",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_parse(text: str, value: str) -> None:
    assert str(parse(text)) == value


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense(text: str) -> None:
    with pytest.raises(NumeralError):
        parse(text)
    with pytest.raises(NumeralError):
        plain(text)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("1,876.9", "1876.9"),
        ("６．４", "6.4"),
        ("6407.0", "6407.0"),
        ("007", "007"),
        ("九", "9"),
        ("五千五百七十五万", "55750000"),
        ("一百一十四", "114"),
        ("一百一十四万亿", "114000000000000"),
        ("三点二〇", "3.20"),
        ("1.20万", "12000"),
        ("半", "0.5"),
        ("－３", "-3"),
        ("+3", "3"),
    ],
)
def test_plain(text: str, figure: str) -> None:
    assert plain(text) == figure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三分之一", Fraction(1, 3)),
        ("百分之二十", Fraction(1, 5)),
        ("一又三分之一", Fraction(4, 3)),
        ("2/3", Fraction(2, 3)),
        ("3分之2", Fraction(2, 3)),
        ("万分之五", Fraction(1, 2000)),
    ],
)
def test_fraction(text: str, value: Fraction) -> None:
    assert parse_fraction(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("百分之二十", "20"),
        ("百分之三点五", "3.5"),
        ("百分之百", "100"),
        ("百分之3.50", "3.5"),
        ("千分之三", "0.3"),
        ("万分之五", "0.05"),
        ("20.7%", "20.7"),
        ("２０％", "20"),
        ("3‰", "0.3"),
        ("四分之三", "75"),
        ("三分之二", "66.6667"),
        ("十分之一", "10"),
    ],
)
def test_percent(text: str, value: str) -> None:
    assert str(parse_percent(text)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("八成", "80"),
        ("一成五", "15"),
        ("三成半", "35"),
        ("两成", "20"),
        ("十成", "100"),
        ("8成", "80"),
        ("8.5成", "85"),
        ("九成九", "99"),
        ("半成", "5"),
    ],
)
def test_cheng(text: str, value: str) -> None:
    assert str(parse_cheng(text)) == value


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (parse_fraction, "三分"),
        (parse_fraction, "零分之一"),
        (parse_fraction, "1/0"),
        (parse_percent, "百分之几"),
        (parse_percent, "二十"),
        (parse_percent, "%"),
        (parse_cheng, "七八成"),
        (parse_cheng, "成"),
        (parse_cheng, "8.5成半"),
        (parse_cheng, "半成半"),
    ],
)
def test_no_share(read, text: str) -> None:
    with pytest.raises(NumeralError):
        read(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("五千五百七十五万元", "五千五百七十五万"),
        ("三点二亿元", "三点二亿"),
        ("二〇二五年", "二〇二五"),
        ("零点五个百分点", "零点五"),
        ("壹佰万元", "壹佰万"),
        ("零件", None),
        ("零售", None),
        ("伍人", None),
        ("陆家嘴", None),
        ("拾遗", None),
        ("三点钟", "三"),
    ],
)
def test_chinese_token(text: str, number: str | None) -> None:
    match = CHINESE.match(text)
    assert (match and match[0]) == number


def test_tokens_of_shares() -> None:
    assert re.fullmatch(numeral_signs.PERCENT, "百分之三十二点五")
    assert re.fullmatch(numeral_signs.PERCENT, "千分之3.5")
    assert re.fullmatch(numeral_signs.FRACTION, "三分之二")
    assert re.fullmatch(numeral_signs.CHENG, "一成五")
    for source in (numeral_signs.CHINESE, numeral_signs.PERCENT, numeral_signs.FRACTION, numeral_signs.CHENG):
        assert re.compile(source).groups == 0


def chinese(number: int) -> str:
    """Write a whole number below 10**16 in Chinese."""
    if number == 0:
        return "零"
    if number >= 10**8:
        return join(number, 10**8, "亿")
    if number >= 10**4:
        return join(number, 10**4, "万")
    text = ""
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + "一二三四五六七八九"[digit - 1] + name
        gap = False
    return text


def join(number: int, unit: int, name: str) -> str:
    high, low = divmod(number, unit)
    text = chinese(high) + name
    if low:
        text += ("零" if low < unit // 10 else "") + chinese(low)
    return text


WHOLE = st.one_of(st.integers(0, 10**4), st.integers(0, 10**8), st.integers(0, 10**16 - 1))


@given(WHOLE)
def test_round_trip(number: int) -> None:
    text = chinese(number)
    assert parse(text) == number
    assert plain(text) == str(number)
    if number:
        assert CHINESE.fullmatch(text)


@given(WHOLE)
def test_round_trip_spoken(number: int) -> None:
    text = chinese(number).replace("二千", "两千").replace("二百", "两百")
    if text.startswith("一十"):
        text = text[1:]
    assert parse(text) == number


@given(WHOLE, st.text(alphabet="〇一二三四五六七八九", min_size=1, max_size=4))
def test_round_trip_decimal(number: int, digits: str) -> None:
    after = "".join(str("〇一二三四五六七八九".index(digit)) for digit in digits)
    assert parse(f"{chinese(number)}点{digits}") == Decimal(f"{number}.{after}")


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False))
def test_separators(number: Decimal) -> None:
    assert parse(f"{number:,f}") == number
    assert plain(f"{number:,f}") == f"{number:f}"


@given(st.text(alphabet="一二两三十百千万亿〇零点半廿几多余0123,.%分之成又/-", max_size=10))
def test_never_another_error(text: str) -> None:
    for read in (parse, plain, parse_fraction, parse_percent, parse_cheng):
        try:
            read(text)
        except NumeralError:
            continue
