from decimal import Decimal

import pytest

from analysis.made import level
from policyfacts.analysis.audit import audit
from policyfacts.facts import Fact

PARTS = [level("10", "第一产业增加值"), level("40", "第二产业增加值"), level("50", "第三产业增加值")]
SIZES = [
    level(value, "货物出口额", year) for value, year in [("182", 2018), ("195", 2019), ("201", 2020), ("230", 2021)]
]


def found(*facts: Fact) -> list[tuple[str, Decimal, Decimal]]:
    return [(one.check, one.stated, one.implied.quantize(Decimal("0.01"))) for one in audit(facts)]


def one(check: str, stated: str, implied: str) -> list[tuple[str, Decimal, Decimal]]:
    return [(check, Decimal(stated), Decimal(implied))]


def test_a_growth_rate_against_two_levels() -> None:
    before = level("1000", "货物出口额", 2022)
    assert found(before, level("1200", "货物出口额", rate="20.0")) == []
    assert found(before, level("1200", "货物出口额", rate="20.9")) == []  # the year before may have been revised
    assert found(before, level("1200", "货物出口额", rate="-20.0")) == one("growth", "-20.0", "20.00")
    assert found(before, level("1200", "货物出口额"), level(None, "货物出口额", rate="2.0")) == one(
        "growth", "2.0", "20.00"
    )


def test_growth_at_constant_prices_is_given_more_room() -> None:
    before = level("1000", year=2022)
    assert found(before, level("1140", rate="5.8")) == []
    assert found(before, level("1140", rate="58")) == one("growth", "58", "14.00")


def test_rounded_levels_allow_what_they_allow() -> None:
    assert found(level("2", "货物出口额", 2022), level("3", "货物出口额", rate="100")) == []


def test_targets_and_bounds_contradict_nothing() -> None:
    before = level("1000", "货物出口额", 2022)
    assert found(before, level("1200", "货物出口额", rate="50", status="target")) == []
    assert found(level("1000", "货物出口额", 2022, comparator="gt"), level("1200", "货物出口额", rate="50")) == []


def test_a_whole_against_its_parts() -> None:
    assert found(level("100"), *PARTS) == []
    assert found(level("101"), *PARTS) == []  # four figures, each rounded
    assert found(level("130"), *PARTS) == one("sum", "130", "100.00")
    assert found(level("130"), *PARTS[:2]) == []


def test_parts_of_the_same_document_come_first() -> None:
    elsewhere = [level("12", "第一产业增加值", doc="乙.txt"), *PARTS]
    assert [check for check, *_ in found(level("100"), *elsewhere)] == ["two_values"]


def test_compositions_make_a_hundred() -> None:
    shares = [
        level(value, f"第{n}产业比重", kind="share", base_unit="%")
        for n, value in zip("一二三", ("9.4", "39.5", "51.1"), strict=True)
    ]
    assert found(*shares) == []
    wrong = [*shares[:2], level("61.1", "第三产业比重", kind="share", base_unit="%")]
    assert found(*wrong) == one("sum", "110.0", "100.00")


def test_a_share_against_part_and_whole() -> None:
    whole = level("2183.6", "货物进出口总额")
    part = level("402.7", "对东盟进出口额", indicator_std="")

    def share(value: str, of: str = "全市货物进出口总额") -> Fact:
        return level(value, "对东盟进出口额", indicator_std="", kind="share", relative_to=of, base_unit="%")

    assert found(whole, part, share("18.4")) == []
    assert found(whole, part, share("81.4")) == one("share", "81.4", "18.44")
    assert found(whole, part, share("81.4", "全省货物进出口总额")) == []


def test_two_values_of_one_observation() -> None:
    assert found(level("2846.35"), level("2846", doc="乙.txt")) == []
    assert found(level("2846.35"), level("2850", doc="乙.txt")) == one("two_values", "2850", "2846.35")
    assert found(level(None, rate="5.2", sentence="a"), level(None, rate="5.3", doc="乙.txt", sentence="b")) != []
    nominal_and_real = [level(None, rate="12.6", sentence="s"), level(None, rate="11.1", sentence="s")]
    assert found(*nominal_and_real) == []
    assert found(level("2846.35"), level("2850", flags="repeated")) == []


def test_two_tables_of_one_document_may_differ() -> None:
    assert found(level("100", table="1!B2"), level("70", table="2!B2")) == []
    assert found(level("100", table="1!B2"), level("70", table="1!B9")) != []


@pytest.mark.parametrize("slip", ["2100000", "20000000000", "0.02"])
def test_a_value_four_or_eight_powers_of_ten_off(slip: str) -> None:
    assert [check for check, *_ in found(*SIZES, level(slip, "货物出口额", 2022))] == ["magnitude"]


def test_no_size_is_usual_among_few_or_scattered_values() -> None:
    assert found(*SIZES[:2], level("2100000", "货物出口额", 2022)) == []
    scattered = [level(str(10**power), "货物出口额", 2000 + power) for power in range(9)]
    assert found(*scattered) == []
