"""The row: what one fact holds, and the one table of its columns.

Everything that names a column (CSV header, Excel data dictionary, README table, data types of the
frame) is made from :data:`COLUMNS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from decimal import Decimal
from operator import attrgetter
from typing import Literal

ColumnType = Literal["text", "integer", "number", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type, headings (English, Chinese), meaning, and whether `core` shows it."""

    name: str
    type: ColumnType
    label_en: str
    label_zh: str
    meaning: str
    core: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("doc", "text", "Document", "文件", "the document, as a path relative to the folder that was named", True),
    Column("page", "integer", "Page", "页码", "page, sheet or slide, 1-based, where the format has them"),
    Column("region", "text", "Region", "地区", "the place the statistic speaks of, in its official name", True),
    Column("region_code", "text", "Region code", "地区代码", "its GB/T 2260 code, empty where it has none"),
    Column(
        "indicator",
        "text",
        "Indicator",
        "指标",
        "what is measured, without place, time and figure; what a clause inherits is filled in",
        True,
    ),
    Column(
        "indicator_std",
        "text",
        "Standard indicator",
        "标准指标",
        "the standard name of the indicator, where the lexicon has one",
    ),
    Column("kind", "text", "Kind", "类型", "level, share, rank, ratio, contribution or growth"),
    Column(
        "relative_to",
        "text",
        "Relative to",
        "相对于",
        "for a share, of what; for a rank, among whom; for a contribution, to what",
    ),
    Column(
        "period",
        "text",
        "Period",
        "时期",
        "2024, 2024-05, 2024-Q1, 2024-H1, 2025-01/2025-05, 2016/2020, 2020-12-31",
        True,
    ),
    Column("year", "integer", "Year", "年份", "calendar year in which the period ends", True),
    Column("period_start", "date", "Period start", "起始日", "first day of the period"),
    Column("period_end", "date", "Period end", "截止日", "last day of the period"),
    Column("figure", "text", "Figure", "数字", "the number as written, in Arabic digits without separators", True),
    Column("figure_max", "text", "Figure (upper)", "数字上限", "upper end of a range, as written"),
    Column("unit", "text", "Unit", "单位", "the unit as written", True),
    Column("value", "number", "Value", "数值", "the figure in the base unit, exact; of 亩 to four decimals", True),
    Column("value_max", "number", "Value (upper)", "数值上限", "upper end of a range in the base unit"),
    Column("base_unit", "text", "Base unit", "基本单位", "元, 美元, 吨, 平方米, 千瓦时, %, 百分点, 家, 人 …", True),
    Column(
        "comparator",
        "text",
        "Comparator",
        "比较",
        "eq; gt (超过), ge (以上), lt (不足), le (以内), approx (约), range",
    ),
    Column("status", "text", "Status", "性质", "actual, target or forecast", True),
    Column("growth_rate", "number", "Growth rate", "增速", "per cent, falls negative", True),
    Column("growth_rate_max", "number", "Growth rate (upper)", "增速上限", "upper end of a growth range, per cent"),
    Column("growth_comparator", "text", "Growth comparator", "增速比较", "as comparator, of the growth rate"),
    Column(
        "growth_basis",
        "text",
        "Growth basis",
        "增速基准",
        "yoy (同比), pop (环比), annual_avg (年均), base (against a named period)",
        True,
    ),
    Column("growth_base", "text", "Growth base", "增速基期", "for base: the period compared with"),
    Column("change", "number", "Change", "增减量", "an absolute movement in its base unit, falls negative"),
    Column("change_unit", "text", "Change unit", "增减量单位", "base unit of the change"),
    Column("change_base", "text", "Change base", "增减量基期", "the period compared with, or yoy / pop"),
    Column("flags", "text", "Flags", "标记", "what was inferred or left open, joined with ;"),
    Column("rule", "text", "Rule", "规则", "ids of the rules that made the row, joined with ;"),
    Column("text", "text", "Text", "原文", "a stretch of text around the fact; sentence has all of it"),
    Column("sentence", "text", "Sentence", "原句", "the sentence it stands in"),
    Column("start", "integer", "Start", "起点", "offset of the figure, unit included, in the document's text"),
    Column("end", "integer", "End", "终点", "offset behind the figure in the document's text"),
    Column("table", "text", "Table", "表格", "table and cell, where the fact was read from a table: 3!B7"),
)

SHOWN_COLUMNS: tuple[Column, ...] = (
    Column("value_shown", "number", "Value shown", "显示数值", "the value in the unit asked for, else in base units"),
    Column("unit_shown", "text", "Unit shown", "显示单位", "the unit that value_shown is given in"),
)
"""Columns of a table that is written with units asked for; they are made from the row and are no part of it."""

_COMPARATORS = ("eq", "gt", "ge", "lt", "le", "approx", "range")

CODES: dict[str, tuple[str, ...]] = {
    "kind": ("level", "share", "rank", "ratio", "contribution", "growth"),
    "comparator": _COMPARATORS,
    "status": ("actual", "target", "forecast"),
    "growth_comparator": _COMPARATORS,
    "growth_basis": ("yoy", "pop", "annual_avg", "base"),
}
"""The words that a column is limited to, where it is; it may be empty, too.  New words come behind the others."""

COLUMN_NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)
CORE_COLUMNS: tuple[str, ...] = tuple(column.name for column in COLUMNS if column.core)


@dataclass(frozen=True, slots=True)
class Fact:
    """One observation: where, what, when, how much and how it moved.

    The fields are the columns, in their order; :data:`COLUMNS` says what each means.  Numbers are
    exact (:class:`decimal.Decimal`); an empty cell is ``None`` for numbers and ``""`` for text.
    """

    doc: str = ""
    page: int | None = None
    region: str = ""
    region_code: str = ""
    indicator: str = ""
    indicator_std: str = ""
    kind: str = "level"
    relative_to: str = ""
    period: str = ""
    year: int | None = None
    period_start: str = ""
    period_end: str = ""
    figure: str = ""
    figure_max: str = ""
    unit: str = ""
    value: Decimal | None = None
    value_max: Decimal | None = None
    base_unit: str = ""
    comparator: str = ""
    status: str = "actual"
    growth_rate: Decimal | None = None
    growth_rate_max: Decimal | None = None
    growth_comparator: str = ""
    growth_basis: str = ""
    growth_base: str = ""
    change: Decimal | None = None
    change_unit: str = ""
    change_base: str = ""
    flags: str = ""
    rule: str = ""
    text: str = ""
    sentence: str = ""
    start: int | None = None
    end: int | None = None
    table: str = ""

    def __reduce__(self) -> tuple[type[Fact], tuple[object, ...]]:
        """Pickled as a call with its values: half the time of what dataclasses do, which processes wait for."""
        return Fact, _values(self)

    def as_dict(self) -> dict[str, object]:
        """The row as a plain dictionary, in column order."""
        return dict(zip(COLUMN_NAMES, _values(self), strict=True))


_values: Callable[[Fact], tuple[object, ...]] = attrgetter(*COLUMN_NAMES)

if tuple(field.name for field in fields(Fact)) != COLUMN_NAMES:  # pragma: no cover
    raise AssertionError("the fields of Fact and COLUMNS differ")
