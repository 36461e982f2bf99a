from datetime import date
from decimal import Decimal

import pytest

from policyfacts.export.cells import as_date, as_float, as_number, encodable
from policyfacts.export.losses import Losses


@pytest.mark.parametrize(
    ("number", "near", "rounded"),
    [
        ("0.1", 0.1, 0),
        ("134908400000000", 134908400000000.0, 0),
        ("-1E-12", -1e-12, 0),
        ("9007199254740993", 2.0**53, 1),
    ],
)
def test_numbers_that_do_not_read_back_are_counted(number: str, near: float, rounded: int) -> None:
    losses = Losses()
    assert as_float(Decimal(number), losses) == near
    assert losses.counts["rounded"] == rounded


def test_whole_numbers_of_64_bits_stay_whole() -> None:
    losses = Losses()
    numbers = [as_number(Decimal(n), losses) for n in (-(2**63), 2**63 - 1, 2**63, "1E+3", "0.5")]
    assert numbers == [-(2**63), 2**63 - 1, 2.0**63, 1000, 0.5]
    assert [type(number) for number in numbers] == [int, int, float, int, float]


@pytest.mark.parametrize("number", [None, Decimal("NaN"), Decimal("-Infinity")])
def test_what_is_no_number_is_an_empty_cell(number: Decimal | None) -> None:
    assert as_float(number, Losses()) is None
    assert as_number(number, Losses()) is None


def test_dates_and_text() -> None:
    losses = Losses()
    assert (as_date("1500-02-03", losses), as_date("", losses)) == (date(1500, 2, 3), None)
    assert not losses
    assert as_date("soon", losses) is None
    assert (encodable("plain", losses), encodable("宁波", losses), encodable("a\ud800", losses)) == (
        "plain",
        "宁波",
        "a?",
    )
    assert losses.counts == {"dates": 1, "characters": 1}
