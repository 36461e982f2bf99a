"""A row while it is being put together, and the way it becomes a fact."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from policyfacts.facts import Fact
from policyfacts.rules.divisions import Region
from policyfacts.scan.periods import Period


@dataclass(slots=True)
class Draft:
    """One row in the making; positions count in the matched text until the row is finished."""

    start: int
    end: int
    kind: str = "level"
    indicator: str = ""
    relative_to: str = ""
    region: Region | None = None
    region_name: str = ""
    period: Period | None = None
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
    flags: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    text_start: int = 0
    text_end: int = 0
    table: str = ""
    part: int = 0  # which part of a composition
    closed: bool = False  # a level of an earlier period, to which no movement belongs
    beside: bool = False  # of another place, which the row before is compared with

    def place(self, region: Region) -> None:
        """Give the row a place that the text names for it."""
        self.region, self.region_name = region, region.name
        self.flags = [flag for flag in self.flags if flag not in ("region_inferred", "region_unresolved")]

    def flag(self, name: str) -> None:
        """Note what was inferred or left open, once."""
        if name not in self.flags:
            self.flags.append(name)

    def by(self, rule: str) -> None:
        """Note the rule that gave a part of the row, once."""
        if rule and rule not in self.rules:
            self.rules.append(rule)

    def has_movement(self) -> bool:
        """Whether a growth rate belongs to the row already."""
        return self.growth_rate is not None

    def key(self) -> tuple[object, ...]:
        """What makes two rows the same statement."""
        return (
            self.region_name, self.indicator, self.kind, self.period.iso if self.period else "", self.value,
            self.base_unit, self.growth_rate, self.growth_basis, self.change, self.relative_to,
        )  # fmt: skip


def finish(
    draft: Draft, *, doc: str, page: int | None, standard: str, span: tuple[int, int], text: str, sentence: str
) -> Fact:
    """The fact of a draft; ``standard`` names its indicator in the lexicon, ``span`` counts in the document's text."""
    period = draft.period
    return Fact(
        doc=doc,
        page=page,
        region=draft.region_name,
        region_code=draft.region.code if draft.region else "",
        indicator=draft.indicator,
        indicator_std=standard,
        kind=draft.kind,
        relative_to=draft.relative_to,
        period=period.iso if period else "",
        year=period.end.year if period else None,
        period_start=period.start.isoformat() if period else "",
        period_end=period.end.isoformat() if period else "",
        figure=draft.figure,
        figure_max=draft.figure_max,
        unit=draft.unit,
        value=draft.value,
        value_max=draft.value_max,
        base_unit=draft.base_unit,
        comparator=(draft.comparator or "eq") if draft.value is not None else "",
        status=draft.status,
        growth_rate=draft.growth_rate,
        growth_rate_max=draft.growth_rate_max,
        growth_comparator=draft.growth_comparator or ("eq" if draft.growth_rate is not None else ""),
        growth_basis=draft.growth_basis,
        growth_base=draft.growth_base,
        change=draft.change,
        change_unit=draft.change_unit,
        change_base=draft.change_base,
        flags=";".join(draft.flags),
        rule=";".join(draft.rules),
        text=text,
        sentence=sentence,
        start=span[0],
        end=span[1],
        table=draft.table,
    )
