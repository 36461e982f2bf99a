"""Workbooks for tests: facts of a panel, and how a workbook is written and looked at."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from excel_rules import check
from policyfacts.export import WriteOptions, write_file
from policyfacts.facts import Fact

CODES = {"宁波市": "330200", "柳州市": "450200"}


def fact(year: int, value: str, **more: Any) -> Fact:
    """A year's value of a standard indicator."""
    row: dict[str, Any] = {"region": "宁波市", "indicator": "地区生产总值", "base_unit": "元", "doc": "a.txt", **more}
    row.setdefault("indicator_std", row["indicator"])
    row.setdefault("figure", value)
    days = {"period": str(year), "period_start": f"{year}-01-01", "period_end": f"{year}-12-31", "year": year}
    code = CODES.get(row["region"], "")
    return Fact(**row, **days, region_code=code, value=Decimal(value), comparator="eq")


def workbook(path: Path, *facts: Fact, **options: Any) -> Any:
    """The workbook of facts, which Excel would open without a word."""
    write_file(facts, path, "xlsx", WriteOptions(**options))
    check(path)
    return load_workbook(path)


def cells(sheet: Any) -> list[list[object]]:
    """What stands in a sheet, row by row."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]
