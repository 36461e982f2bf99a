"""Tables of index numbers: what they are an index of, in headings, labels and captions, and what has no unit."""

from __future__ import annotations

import policyfacts


def rows(*lines: str) -> list[tuple[str, str, str, str]]:
    """The facts of a text whose tables are written with tabs."""
    found = policyfacts.extract("\n".join(lines), region="烟台市")
    return [(fact.indicator, fact.period, fact.figure, fact.unit) for fact in found]


def test_what_a_column_is_an_index_of_is_part_of_the_name() -> None:
    assert rows(
        "2021年5月居民消费价格指数",
        "类别\t上月=100\t上年同月=100\t上年同期=100",
        "居民消费价格指数\t100.4\t101.3\t100.9",
        "衣着\t99.6\t100.2\t100.5",
    ) == [
        ("居民消费价格环比指数", "2021-05", "100.4", ""),
        ("居民消费价格同比指数", "2021-05", "101.3", ""),
        ("居民消费价格同比指数", "2021-01/2021-05", "100.9", ""),
        ("衣着价格环比指数", "2021-05", "99.6", ""),
        ("衣着价格同比指数", "2021-05", "100.2", ""),
        ("衣着价格同比指数", "2021-01/2021-05", "100.5", ""),
    ]


def test_columns_of_town_and_country_stand_under_what_they_are_an_index_of() -> None:
    lines = ("类别\t上月=100\t\t\t", "\t全市\t城市\t农村", "食品价格\t99.8\t99.9\t99.7", "衣着价格\t100.1\t100.2\t100")
    assert [row[0] for row in rows(*lines)] == [
        "食品价格环比指数", "城市食品价格环比指数", "农村食品价格环比指数",
        "衣着价格环比指数", "城市衣着价格环比指数", "农村衣着价格环比指数",
    ]  # fmt: skip


def test_figures_about_a_hundred_are_no_growth_rates() -> None:
    assert rows("2021年5月物价指数", "名称\t环比\t同比", "食品价格\t99.8\t101.2", "衣着价格\t100.1\t100.4") == [
        ("食品价格环比指数", "2021-05", "99.8", ""),
        ("食品价格同比指数", "2021-05", "101.2", ""),
        ("衣着价格环比指数", "2021-05", "100.1", ""),
        ("衣着价格同比指数", "2021-05", "100.4", ""),
    ]
    assert [row[2] for row in rows("名称\t环比\t同比", "食品价格\t99.8\t1.2", "衣着价格\t100.1\t0.4")] == [
        "99.8",
        "100.1",
    ]


def test_a_caption_makes_index_numbers_of_all_cells() -> None:
    lines = ("表2 生产总值指数（上年=100）", "年份\t生产总值\t#工业", "2020\t103.5\t104.2", "2021\t107.9\t108.1")
    assert [row[0] for row in rows(*lines)] == [
        "生产总值指数", "工业增加值指数", "生产总值指数", "工业增加值指数",
    ]  # fmt: skip


def test_rows_under_one_of_index_numbers_and_under_one_of_shares() -> None:
    assert rows(
        "2-3 总产出",
        "单位：亿元",
        "项目\t2020\t2021",
        "总产出（亿元）\t900\t990",
        "第一产业\t90\t95",
        "按行业分",
        "工业\t300\t330",
        "总产出指数（上年=100）\t104.1\t107.5",
        "第一产业\t102.2\t103.3",
        "按行业分",
        "工业\t105.1\t109.2",
        "总产出构成（%）\t100.0\t100.0",
        "第一产业\t10.0\t9.6",
    )[1::2] == [
        ("总产出", "2021", "990", "亿元"),
        ("第一产业总产出", "2021", "95", "亿元"),
        ("工业总产出", "2021", "330", "亿元"),
        ("总产出指数", "2021", "107.5", ""),
        ("第一产业总产出指数", "2021", "103.3", ""),
        ("工业总产出指数", "2021", "109.2", ""),
        ("总产出", "2021", "100.0", "%"),
        ("第一产业总产出", "2021", "9.6", "%"),
    ]
