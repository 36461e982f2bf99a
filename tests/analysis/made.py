"""Facts as tests of this folder need them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from policyfacts.facts import Fact

_FIRST, _LAST = "-01-01", "-12-31"


def level(value: str | None, indicator: str = "地区生产总值", year: int = 2023, **fields: Any) -> Fact:
    """A level of a region's indicator in a year, in 元 unless said otherwise."""
    made: dict[str, Any] = {
        "doc": "甲.txt",
        "region": "柳州市",
        "region_code": "450200",
        "indicator": indicator,
        "indicator_std": indicator,
        "period": f"{year}",
        "year": year,
        "period_start": f"{year}{_FIRST}",
        "period_end": f"{year}{_LAST}",
        "figure": value or "",
        "value": None if value is None else Decimal(value),
        "base_unit": "元",
        "comparator": "eq" if value is not None else "",
    }
    rate = fields.pop("rate", None)
    if rate is not None:
        made |= {"growth_rate": Decimal(rate), "growth_basis": "yoy", "growth_comparator": "eq"}
    if value is None:
        made |= {"kind": "growth", "base_unit": ""}
    return Fact(**(made | fields))
