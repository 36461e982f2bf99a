from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyfacts.rules.units import UnitsError, UnitTable

PATTERNS = Path(__file__).parents[2] / "patterns"
TABLE = UnitTable.load(PATTERNS)
UNIT = re.compile(TABLE.written.pattern)
MULTIPLIER = re.compile(TABLE.written.multiplier_pattern)
QUANTITY = re.compile(rf"([0-9]+(?:\.[0-9]+)?)((?:{TABLE.written.multiplier_pattern})?)({TABLE.written.pattern})")


def counted(text: str) -> str | None:
    return TABLE.written.noun(text, 0, len(text), frozenset(text))


def found(text: str) -> tuple[str, str, str] | None:
    match = QUANTITY.match(text)
    return None if match is None else (match[1], match[2], match[3])


def test_file_is_large_and_its_examples_hold() -> None:
    assert len({TABLE.unit(name).name for name in TABLE.names}) >= 200
    assert len(TABLE.examples) >= 60
    assert TABLE.problems() == []


@pytest.mark.parametrize("example", TABLE.examples, ids=lambda example: example.text)
def test_example(example) -> None:
    figure, multiplier, unit = found(example.text)
    value, base = TABLE.value(figure, multiplier, unit)
    assert (str(value), base) == (example.value, example.base)


@pytest.mark.parametrize("name", TABLE.names)
def test_pattern_matches_every_spelling(name: str) -> None:
    assert UNIT.fullmatch(f"{name}/万元")
    assert TABLE.unit(name).base


def test_patterns_do_not_capture() -> None:
    assert (UNIT.groups, MULTIPLIER.groups) == (0, 0)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5个百分点", "个百分点"),
        ("0.5百分点", "百分点"),
        ("3人次", "人次"),
        ("3万人", "人"),
        ("2.45万亿元人民币", "元人民币"),
        ("6户次", "户次"),
        ("8元/吨", "元/吨"),
        ("8元／吨", "元／吨"),
        ("5吨标准煤", "吨标准煤"),
        ("5吨标准煤/万元", "吨标准煤/万元"),
        ("5吨位于", "吨"),
        ("7台套", "台套"),
        ("12台（套）", "台（套）"),
        ("9平方公里", "平方公里"),
        ("9平方", "平方"),
        ("3亿千瓦时", "千瓦时"),
        ("3度电", "度电"),
        ("20家具有资质的企业", "家"),
        ("1000名人才", "名"),
        ("5个人工智能项目", "个"),
        ("30个体育场", "个"),
        ("8家电商", "家"),
        ("3.2元/人·月", "元/人·月"),
        ("610元/人/年", "元/人/年"),
        ("8.5张/千人", "张/千人"),
        ("120元/50公斤", "元/50公斤"),
        ("15.2/10万", "/10万"),
        ("0.3吨二氧化碳/万元", "吨二氧化碳/万元"),
        ("500吨二氧化碳", "吨"),
        ("35μg/m³", "μg/m³"),
        ("30kWh", "kWh"),
        ("300立方米/秒", "立方米/秒"),
        ("500元每亩", "元每亩"),
        ("600元每月。", "元每月"),
        ("600元每年增加", "元"),
        ("50亩每亩", "亩"),
        ("300人每人", "人"),
        ("6成，", "成"),
        ("5.2级地震", "级"),
        ("九价9成都是", None),
    ],
)
def test_longest_unit_wins(text: str, unit: str | None) -> None:
    match = found(text)
    assert (match and match[2]) == unit


@pytest.mark.parametrize(
    "text",
    [
        "12人民", "20家庭", "3年级", "8点30", "5米粉", "6分之一", "2成都", "1.2万升级", "千亿级", "100亿级", "3位置",
        "9口岸", "7里程", "4两个", "5G", "5G网络", "3方面", "3方案", "6项目", "8mX", "4S店", "5月", "18次数",
        "2024年度", "7家具", "3部门", "6首次", "9本地",
    ],
)  # fmt: skip
def test_another_word_is_no_unit(text: str) -> None:
    assert found(text) is None


@pytest.mark.parametrize(
    ("surface", "name", "base", "factor", "kind"),
    [
        ("亩", "亩", "平方米", Fraction(2000, 3), "area"),
        ("公顷", "公顷", "平方米", Fraction(10000), "area"),
        ("斤", "斤", "吨", Fraction(1, 2000), "mass"),
        ("kg", "公斤", "吨", Fraction(1, 1000), "mass"),
        ("名", "名", "人", Fraction(1), "people"),
        ("TEU", "标箱", "标箱", Fraction(1), "traffic"),
        ("个 百 分 点", "百分点", "百分点", Fraction(1), "share"),
        ("％", "%", "%", Fraction(1), "share"),
        ("元每亩", "元/亩", "元/亩", Fraction(1), "rate"),
        ("μg/m³", "微克/立方米", "微克/立方米", Fraction(1), "concentration"),
        ("公斤/亩", "公斤/亩", "公斤/亩", Fraction(1), "rate"),
        ("元/人•月", "元/人·月", "元/人·月", Fraction(1), "rate"),
        ("張/千人", "张/千人", "张/千人", Fraction(1), "rate"),
        ("吨标煤/萬元", "吨标准煤/万元", "吨标准煤/万元", Fraction(1), "rate"),
        ("元/kWh", "元/千瓦时", "元/千瓦时", Fraction(1), "rate"),
        ("mg/L", "毫克/升", "毫克/升", Fraction(1), "concentration"),
        ("吨/日", "吨/日", "吨/日", Fraction(1), "rate"),
        ("月", "月", "月", Fraction(1), "time"),
        ("人/10万人", "人/10万人", "人/10万人", Fraction(1), "rate"),
    ],
)
def test_unit(surface: str, name: str, base: str, factor: Fraction, kind: str) -> None:
    unit = TABLE.unit(surface)
    assert (unit.name, unit.base, unit.factor, unit.kind) == (name, base, factor, kind)
    assert TABLE.unit(surface) is unit


@pytest.mark.parametrize("surface", ["", "啊", "元/啊", "啊/元", "元/", "/"])
def test_unknown_unit(surface: str) -> None:
    with pytest.raises(UnitsError):
        TABLE.unit(surface)


def test_multiplier() -> None:
    assert TABLE.multiplier("万亿") == 10**12
    assert TABLE.multiplier("萬") == 10**4
    assert TABLE.multiplier("万 亿") == 10**12
    assert TABLE.multiplier("") == 1
    with pytest.raises(UnitsError):
        TABLE.multiplier("多")


@pytest.mark.parametrize(
    ("text", "multiplier"),
    [
        ("万亿元", "万亿"),
        ("千万千瓦", "千万"),
        ("千瓦时", None),
        ("千克", None),
        ("百分点", None),
        ("百分之", None),
        ("百万吨", "百万"),
    ],
)
def test_multiplier_leaves_the_unit_whole(text: str, multiplier: str | None) -> None:
    match = MULTIPLIER.match(text)
    assert (match and match[0]) == multiplier


@pytest.mark.parametrize(
    ("noun", "base"),
    [
        ("学生", "人"),
        ("在校生", "人"),
        ("企业", "家"),
        ("农户", "户"),
        ("国家", "个"),
        ("国家和地区", "个"),
        ("车辆", "辆"),
    ],
)
def test_natural(noun: str, base: str) -> None:
    assert counted(noun) == noun
    assert TABLE.natural(noun).base == base


def test_natural_unknown_and_other_words() -> None:
    with pytest.raises(UnitsError):
        TABLE.natural("风")
    assert counted("国际") is None
    assert counted("县委") is None


@pytest.mark.parametrize(
    ("figure", "multiplier", "unit", "value", "base"),
    [
        ("35609.3", "亿", "元", "3560930000000", "元"),
        ("510", "万", "元", "5100000", "元"),
        ("2", "万", "亩", "13333333.3333", "平方米"),
        ("3", "", "亩", "2000", "平方米"),
        ("0.190", "", "百分点", "0.19", "百分点"),
        ("6407.0", "", "元", "6407", "元"),
        ("-1.5", "万", "吨", "-15000", "吨"),
        ("0", "亿", "元", "0", "元"),
        ("0.00", "", "%", "0", "%"),
        ("8", "", "成", "80", "%"),
        ("1.9", "", "", "1.9", ""),
        ("12", "万", "", "120000", ""),
        ("-2", "", "亩", "-1333.3333", "平方米"),
        ("0.00000003", "万", "亩", "0.2", "平方米"),
    ],
)
def test_value(figure: str, multiplier: str, unit: str, value: str, base: str) -> None:
    got = TABLE.value(figure, multiplier, unit)
    assert (str(got[0]), got[1]) == (value, base)


@pytest.mark.parametrize("unit", ["元", "亩"])
def test_value_of_no_figure(unit: str) -> None:
    with pytest.raises(UnitsError):
        TABLE.value("多", "万", unit)


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False),
    st.sampled_from(["", "万", "亿", "万亿", "百"]),
    st.sampled_from(TABLE.names),
)
def test_value_is_exact(figure: Decimal, multiplier: str, unit: str) -> None:
    value, base = TABLE.value(f"{figure:f}", multiplier, unit)
    exact = Fraction(figure) * TABLE.multiplier(multiplier) * TABLE.unit(unit).factor
    assert base == TABLE.unit(unit).base
    if TABLE.unit(unit).factor.denominator % 3:
        assert Fraction(value) == exact
    else:
        assert abs(Fraction(value) - exact) <= Fraction(1, 20_000)
        assert -value.as_tuple().exponent <= 4
    text = f"{value:f}"
    assert "." not in text or text[-1] != "0"
    assert value.as_tuple().exponent <= 0


@given(
    st.sampled_from(TABLE.names),
    st.sampled_from(["/", "／", "每", "·"]),
    st.sampled_from(["", "1", "50", "10万", "千", "万", "百"]),
    st.sampled_from([*TABLE.names, "月", "日", "生", "L", "h"]),
    st.sampled_from(["", "/年", "·月", "/人·天"]),
)
def test_what_matches_can_be_looked_up(head: str, joint: str, number: str, below: str, tail: str) -> None:
    match = UNIT.match(head + joint + number + below + tail)
    if match is not None:
        assert TABLE.unit(match[0]).base


@given(st.text(alphabet="个人民元万亿千瓦时克百分点/每·月家具有吨标准煤kmWh2", max_size=12))
def test_any_match_can_be_looked_up(text: str) -> None:
    match = UNIT.match(text)
    if match is not None:
        assert match[0]
        assert TABLE.unit(match[0]).base


def write(folder: Path, text: str) -> Path:
    (folder / "units.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[unit]]\nname = "吨"\nkind = "mass"\n[[unit]]\nname = "亩"\nkind = "acre"\n', ["unit 2 (亩)", "kind"]),
        ('[[unit]]\nname = "亩"\nkind = "area"\nfaktor = "2"\n', ["unit 1 (亩)", "faktor"]),
        ('[[unit]]\nname = "亩"\nkind = "area"\nfactor = "2000/0"\n', ["unit 1 (亩)", "factor"]),
        ('[[unit]]\nname = "亩"\nkind = "area"\nfactor = "0"\n', ["unit 1 (亩)", "nought"]),
        ('[[unit]]\nname = "亩"\nalso = ["亩"]\nkind = "area"\n', ["unit 1 (亩)", "twice"]),
        ('[[unit]]\nname = "亩"\nkind = "area"\nnot_before = "(?:"\n', ["unit 1 (亩)", "regular expression"]),
        ('[[unit]]\nname = "亩"\nkind = "area"\nnot_before = "(产)"\n', ["unit 1 (亩)", "captures"]),
        ('[[multiplier]]\nname = "万"\nfactor = "20"\n', ["multiplier 1 (万)", "factor"]),
        ('[[natural]]\nnouns = ["学生"]\nbase = "人"\n', ["natural 1", "no unit"]),
        ("[[unit]\n", ["units.toml"]),
    ],
)
def test_errors_name_file_and_record(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(UnitsError) as raised:
        UnitTable.load(write(tmp_path, text))
    for word in ["units.toml", *words]:
        assert word in str(raised.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnitsError, match="units.toml"):
        UnitTable.load(tmp_path)


def test_a_wrong_example_is_told(tmp_path: Path) -> None:
    examples = '[{ text = "3吨", value = "4", base = "吨" }, { text = "吨", value = "1", base = "吨" }]'
    text = f'[[unit]]\nname = "吨"\nkind = "mass"\nexamples = {examples}\n'
    problems = UnitTable.load(write(tmp_path, text)).problems()
    assert len(problems) == 2
    assert "gives 3 吨, not 4 吨" in problems[0]


def test_a_file_without_records_matches_nothing(tmp_path: Path) -> None:
    table = UnitTable.load(write(tmp_path, ""))
    assert re.search(table.written.pattern, "3元") is None
