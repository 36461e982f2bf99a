from decimal import Decimal

import pytest

from analysis.made import level
from policyfacts.analysis.panel import Cell, Panel, panel_of
from policyfacts.facts import Fact


def only(panel: Panel) -> Cell:
    (cell,) = panel.cells.values()
    return cell


def headings(panel: Panel) -> list[str]:
    return [series.heading(series.unit) for series in panel.series]


def test_regions_and_years_are_rows_and_indicators_columns() -> None:
    facts = [
        level("200", year=2023),
        level("190", year=2022),
        level("50", "货物出口额"),
        level("70", region="桂林市", region_code="450300"),
    ]
    panel = panel_of(facts)
    assert [tuple(row) for row in panel.rows] == [
        ("柳州市", "450200", "2022"),
        ("柳州市", "450200", "2023"),
        ("桂林市", "450300", "2023"),
    ]
    assert headings(panel) == ["地区生产总值（元）", "货物出口额（元）"]
    assert len(panel.cells) == 4 and not panel.conflicts


def test_the_standard_name_joins_what_documents_name_differently_and_units_stay_apart() -> None:
    facts = [level("200", indicator="GDP", indicator_std="地区生产总值"), level("190", year=2022)]
    facts.append(level("9", base_unit="美元"))
    assert headings(panel_of(facts)) == ["地区生产总值（元）", "地区生产总值（美元）"]


def test_a_share_is_named_by_what_it_is_of() -> None:
    share = level("18.4", "对东盟进出口额", kind="share", relative_to="进出口总额", base_unit="%", indicator_std="")
    named = level("76.4", "税收占比", kind="share", relative_to="一般公共预算收入", base_unit="%", indicator_std="")
    assert headings(panel_of([share, named])) == ["对东盟进出口额占进出口总额比重（%）", "税收占比（%）"]


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (level("1", status="target"), "status"),
        (level("1", kind="rank"), "measure"),
        (level(None, rate="3"), "measure"),
        (level("1", region=""), "region"),
        (level("1", period_start="", period_end=""), "period"),
        (level("1", period_end="2023-07-31"), "period"),
    ],
)
def test_what_has_no_place_is_counted(fact: Fact, reason: str) -> None:
    panel = panel_of([fact])
    assert not panel.cells and panel.left_out == {reason: 1}


def test_indicators_asked_for() -> None:
    facts = [level("1"), level("2", "货物出口额"), level("3", "茶旅收入", indicator_std="")]
    assert headings(panel_of(facts, indicators=["货物出口额"])) == ["货物出口额（元）"]
    assert len(panel_of(facts, standard=True).series) == 2


def test_growth_rates_are_those_against_the_year_before() -> None:
    facts = [
        level("200", rate="5.2"),
        level(None, "货物出口额", rate="-3"),
        level(None, "货物进口额", rate="1", growth_basis="pop"),
    ]
    panel = panel_of(facts, measure="growth_rate")
    assert headings(panel) == ["地区生产总值增速（%）", "货物出口额增速（%）"]
    assert [cell.chosen.value for cell in panel.cells.values()] == [Decimal("5.2"), Decimal("-3")]


def test_other_frequencies() -> None:
    fact = level("9", period_start="2024-01-01", period_end="2024-05-31")
    assert [row.period for row in panel_of([fact], "YTD").rows] == ["2024-01/2024-05"]
    assert not panel_of([fact], "M").rows


def test_of_numbers_that_agree_the_more_precise_is_shown() -> None:
    facts = [level("2846.35", doc="甲.txt"), level("2846", doc="乙.txt"), level("2000", doc="丙.txt", comparator="gt")]
    cell = only(panel_of(facts))
    assert (cell.chosen.value, cell.others, cell.reason) == (Decimal("2846.35"), (), "")


@pytest.mark.parametrize(
    ("facts", "shown", "reason"),
    [
        ([level("200"), level("210", doc="乙"), level("210", doc="丙")], "210", "documents"),
        ([level("210", comparator="approx"), level("205.5", doc="乙"), level("290", doc="丙")], "205.5", "documents"),
        ([level("205.5"), level("290", doc="乙")], "205.5", "digits"),
        ([level("211", comparator="approx"), level("205", doc="乙")], "205", "exact"),
        ([level("211", flags="period_inherited"), level("205", doc="乙")], "205", "read"),
        ([level("205"), level("211", doc="乙")], "211", "last"),
    ],
)
def test_where_documents_disagree_the_choice_is_stated(facts: list[Fact], shown: str, reason: str) -> None:
    panel = panel_of(facts)
    cell = only(panel)
    assert (str(cell.chosen.value), cell.reason) == (shown, reason)
    assert cell.others and [conflict for _, _, conflict in panel.conflicts] == [cell]


def test_a_name_as_written_that_is_the_name_of_another_series_is_the_same_series() -> None:
    composed = level("39", "第二产业增加值", 2022, kind="share", relative_to="地区生产总值", base_unit="%")
    named = level("40", "第二产业增加值占地区生产总值比重", kind="share", base_unit="%")
    assert headings(panel_of([composed, named])) == ["第二产业增加值占地区生产总值比重（%）"]


def test_of_a_target_and_what_is_striven_for_the_target_is_shown() -> None:
    said = {"status": "target", "kind": "growth", "growth_comparator": "ge"}
    bound = level(None, rate="5", **said)
    striven = level(None, rate="5.5", **(said | {"growth_comparator": "eq", "flags": "indicator_inherited"}))
    (cell,) = panel_of([bound, striven], status="target", measure="growth_rate").cells.values()
    assert cell.chosen.value == Decimal(5)
