"""SDMX-CSV read back with sdmx1 against a data structure made of the components that the writer names."""

import io
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sdmx
from sdmx.model import v30

import policyfacts
from generated_facts import hostile_facts
from policyfacts.document import UsageError
from policyfacts.export import WriteOptions, format_of, write_file
from policyfacts.export.sdmx_csv import ATTRIBUTES, DIMENSIONS, MEASURE, STRUCTURE_ID, write
from policyfacts.facts import Fact

FACT = Fact(
    doc="甲.txt", region="宁波市", region_code="330200", indicator="出口", indicator_std="出口总额", period="2024",
    period_start="2024-01-01", period_end="2024-12-31", figure="1876.9", unit="亿元", value=Decimal("187690000000"),
    base_unit="元", comparator="gt", growth_rate=Decimal("-20.70"), growth_comparator="approx", growth_basis="yoy",
    change=Decimal(-3000), change_unit="元", change_base="pop", start=15, sentence="一\n二",
)  # fmt: skip


def structure() -> Any:
    definition = v30.DataStructureDefinition(id="FACTS")
    for name in DIMENSIONS:
        kind = v30.TimeDimension if name == "TIME_PERIOD" else v30.Dimension
        definition.dimensions.append(kind(id=name))
    definition.measures.append(v30.Measure(id=MEASURE))
    for name in ATTRIBUTES:
        definition.attributes.append(v30.DataAttribute(id=name))
    return definition


def read_back(*facts: Fact, options: WriteOptions | None = None) -> list[dict[str, str]]:
    stream = io.BytesIO()
    write(facts, stream, options or WriteOptions())
    message = sdmx.read_sdmx(io.BytesIO(stream.getvalue()), format="CSV", structure=structure())
    observations = [observation for data in message.data for observation in data.obs]
    return [
        {name: value.value for name, value in seen.dimension.values.items()}
        | {"OBS_VALUE": seen.value}
        | {name: value.value for name, value in seen.attached_attribute.items()}
        for seen in observations
    ]


def test_a_fact_is_an_observation_of_its_level_its_growth_and_its_change() -> None:
    level, growth, change = read_back(FACT)
    assert level == {
        "FREQ": "A", "REF_AREA": "330200", "INDICATOR": "出口总额", "TRANSFORMATION": "N", "SOURCE": "甲.txt#15",
        "TIME_PERIOD": "2024", "OBS_VALUE": "1876.9", "UNIT_MEASURE": "元", "UNIT_MULT": "8", "OBS_STATUS": "A",
        "STATUS": "actual", "BASE_PER": "", "KIND": "level", "RELATIVE_TO": "", "COMPARATOR": "gt",
        "OBS_VALUE_MAX": "", "AREA_NAME": "宁波市", "SOURCE_TEXT": "一 二",
    }  # fmt: skip
    assert {key: growth[key] for key in ("TRANSFORMATION", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "COMPARATOR")} == {
        "TRANSFORMATION": "GY", "OBS_VALUE": "-20.7", "UNIT_MEASURE": "%", "UNIT_MULT": "0", "COMPARATOR": "approx",
    }  # fmt: skip
    assert [change[key] for key in ("TRANSFORMATION", "OBS_VALUE", "UNIT_MULT")] == ["D1", "-3000", "0"]


@pytest.mark.parametrize(
    ("period", "start", "end", "frequency", "time"),
    [
        ("2024-H1", "2024-01-01", "2024-06-30", "S", "2024-S1"),
        ("2024-Q3", "2024-07-01", "2024-09-30", "Q", "2024-Q3"),
        ("2024-05", "2024-05-01", "2024-05-31", "M", "2024-05"),
        ("2024-12-31", "2024-12-31", "2024-12-31", "D", "2024-12-31"),
        ("2024-01/2024-05", "2024-01-01", "2024-05-31", "_O", "2024-01-01/P5M"),
        ("2016/2020", "2016-01-01", "2020-12-31", "_O", "2016-01-01/P5Y"),
        ("2024-05-01/2024-05-05", "2024-05-01", "2024-05-05", "_O", "2024-05-01/P5D"),
    ],
)
def test_periods_are_in_the_notation_of_sdmx(period: str, start: str, end: str, frequency: str, time: str) -> None:
    row = read_back(replace(FACT, period=period, period_start=start, period_end=end))[0]
    assert (row["FREQ"], row["TIME_PERIOD"]) == (frequency, time)


@pytest.mark.parametrize(
    ("figure", "value", "written", "power"),
    [
        ("300", "2000000000", "2000000000", "0"),  # 万亩
        ("3", "30000", "3", "4"),
        ("0.10", "1000", "0.1", "4"),
        ("5", "0.005", "0.005", "0"),
        ("", "12", "12", "0"),
        ("0", "0", "0", "0"),
        (
            "123456789012345678901234567890.1",
            "1234567890123456789012345678901000",
            "123456789012345678901234567890.1",
            "4",
        ),
    ],
)
def test_values_are_as_written_with_their_power_of_ten(figure: str, value: str, written: str, power: str) -> None:
    row = read_back(replace(FACT, figure=figure, value=Decimal(value)))[0]
    assert (row["OBS_VALUE"], row["UNIT_MULT"]) == (written, power)


def test_other_codes() -> None:
    fact = replace(FACT, status="target", value_max=Decimal("2E11"), growth_basis="base", growth_base="2020",
                   change_base="yoy", period="2024-Q1", region_code="", indicator_std="")  # fmt: skip
    level, growth, change = read_back(fact)
    assert (level["OBS_STATUS"], level["STATUS"], level["OBS_VALUE_MAX"]) == ("F", "target", "2000")
    assert (level["REF_AREA"], level["INDICATOR"]) == ("宁波市", "出口")
    assert (growth["TRANSFORMATION"], growth["BASE_PER"], change["TRANSFORMATION"]) == ("_O", "2020", "D4")
    change = read_back(replace(FACT, change_base="2019", region="", region_code=""))[-1]
    assert (change["TRANSFORMATION"], change["BASE_PER"], change["REF_AREA"]) == ("_O", "2019", "_U")


def test_what_has_no_place_is_counted() -> None:
    options = WriteOptions()
    rows = read_back(FACT, replace(FACT, period="", period_start="", period_end=""), Fact(), options=options)
    assert len(rows) == 3
    assert options.losses.counts == {"facts": 2}


@pytest.fixture
def samples() -> list[Fact]:
    return list(policyfacts.extract_folder(Path(__file__).resolve().parents[2] / "samples", include=["*.txt"]))


@pytest.mark.parametrize("hostile", [True, False])
def test_all_numbers_of_facts_with_a_period_come_back(samples: list[Fact], hostile: bool) -> None:
    facts = list(hostile_facts(1000, halves=True)) if hostile else samples
    wanted = Counter[Decimal]()
    for fact in facts:
        if fact.period:
            wanted.update(n for n in (fact.value, fact.growth_rate, fact.change) if n is not None)
    rows = read_back(*facts)
    assert Counter(Decimal(row["OBS_VALUE"]).scaleb(int(row["UNIT_MULT"])) for row in rows) == wanted


def test_the_key_of_an_observation_is_its_own(samples: list[Fact]) -> None:
    rows = read_back(*samples)
    assert len({tuple(row[name] for name in DIMENSIONS) for row in rows}) == len(rows) > 200


def test_columns_are_its_own(tmp_path: Path) -> None:
    assert format_of(None, tmp_path / "A.SDMX.CSV") == "sdmx-csv"
    assert format_of(None, tmp_path / "sdmx.csv") == "csv"
    for options in (WriteOptions(("doc",)), WriteOptions(labels="zh")):
        with pytest.raises(UsageError, match="columns of its own"):
            write_file([FACT], tmp_path / "a.sdmx.csv", "sdmx-csv", options)
    assert list(tmp_path.iterdir()) == []
    assert STRUCTURE_ID == "POLICYFACTS:FACTS(1.0.0)"
