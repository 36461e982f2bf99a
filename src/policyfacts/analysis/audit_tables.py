"""The findings of an audit as tables: one row a finding, and one row a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from policyfacts.analysis.findings import Finding
from policyfacts.analysis.tables import Table, Value
from policyfacts.facts import COLUMNS, Column, Fact

_FACT_COLUMNS = {column.name: column for column in COLUMNS}
_NUMBER = Column("finding", "integer", "Finding", "序号", "number of the finding, by which its sources are found")
_CHECK = Column(
    "check",
    "text",
    "Check",
    "核对",
    "growth (a rate against two levels), sum (a whole against its parts), share (against part and whole), "
    "two_values (of one observation), magnitude (10⁴ or 10⁸ off the usual size)",
)
_PLACE = ("region", "region_code", "indicator", "period")
_STATED = Column("stated", "number", "Stated", "所述", "the number that the source states")
_IMPLIED = Column("implied", "number", "Implied", "推算", "the number that the other sources say it should be")
_UNIT = Column("unit", "text", "Unit", "单位", "the unit of both")
_OTHER_DOCS = Column("other_doc", "text", "Other documents", "其他文件", "the documents of the other sources")
_OTHER_TEXTS = Column("other_text", "text", "Other texts", "其他原文", "the words of the other sources")
_SOURCE = ("doc", "page", "region", "indicator", "period", "kind", "relative_to", "value", "base_unit", "growth_rate")
_WORDS = ("text", "sentence", "start", "end", "table")
_PLACES = Decimal("0.0001")


def findings_table(findings: Sequence[Finding]) -> Table:
    """One row a finding: what is stated, what it should be, the words of the source and those of the others."""
    columns = (_NUMBER, _CHECK, *_named(_PLACE), _STATED, _IMPLIED, _UNIT, *_named(("doc", "page", "text")))
    rows = tuple(_row(number, finding) for number, finding in enumerate(findings, start=1))
    return Table("findings", "核对结果", (*columns, _OTHER_DOCS, _OTHER_TEXTS), rows)


def _row(number: int, finding: Finding) -> tuple[Value, ...]:
    first, *others = finding.facts
    return (
        number,
        finding.check,
        *_cells(first, _PLACE),
        finding.stated,
        _rounded(finding.implied),
        finding.unit,
        *_cells(first, ("doc", "page", "text")),
        " | ".join(dict.fromkeys(fact.doc for fact in others)),
        " | ".join(fact.text for fact in others),
    )


def sources_table(findings: Sequence[Finding]) -> Table:
    """One row for each fact that a finding rests on, the one that states the number first."""
    names = (*_SOURCE, *_WORDS)
    rows = tuple(
        (number, finding.check, *_cells(fact, names))
        for number, finding in enumerate(findings, start=1)
        for fact in finding.facts
    )
    return Table("sources", "来源", (_NUMBER, _CHECK, *_named(names)), rows)


def counted(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings each check has."""
    return dict(Counter(finding.check for finding in findings))


def _named(names: Sequence[str]) -> tuple[Column, ...]:
    return tuple(_FACT_COLUMNS[name] for name in names)


def _cells(fact: Fact, names: Sequence[str]) -> tuple[Value, ...]:
    return tuple(getattr(fact, name) for name in names)


def _rounded(number: Decimal) -> Decimal:
    """A computed number to four decimals."""
    if number == number.to_integral_value():
        return number.to_integral_value()
    return number.quantize(_PLACES, ROUND_HALF_EVEN).normalize()
