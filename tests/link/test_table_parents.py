"""Rows that are parts of others: by indents, by 其中 and #, under rows without figures."""

from __future__ import annotations

import policyfacts


def names(*lines: str) -> list[str]:
    """The indicators of a monthly table whose cells stand between tabs."""
    text = "\n".join(["2021年5月主要指标", "指标\t单位\t本月\t同比(%)", *lines])
    return [fact.indicator for fact in policyfacts.extract(text, region="烟台市")]


def test_each_indent_divides_the_row_before_it() -> None:
    assert names(
        "生产总值\t亿元\t90\t5.1",
        "　第二产业\t亿元\t40\t5.5",
        "　　工业\t亿元\t30\t6.1",
        "　第三产业\t亿元\t45\t4.4",
        "住户存款\t亿元\t70\t9.0",
    ) == ["生产总值", "第二产业增加值", "工业增加值", "第三产业增加值", "住户存款"]


def test_rows_stand_in_full_under_one_without_figures() -> None:
    assert names(
        "三、固定资产投资\t\t\t",
        "　民间投资\t亿元\t20\t3.1",
        "四、商贸\t\t\t",
        "　社会消费品零售总额\t亿元\t60\t5.2",
        "　　按所在地分\t\t\t",
        "　　　城镇\t亿元\t40\t5.0",
        "五、外贸\t\t\t",
        "　进出口总额\t亿元\t12\t-2.5",
        "　　出口\t亿元\t8\t1.5",
    ) == ["民间投资", "社会消费品零售总额", "城镇社会消费品零售总额", "进出口总额", "出口总额"]


def test_what_stands_under_the_end_of_which_goes_on_with_it() -> None:
    assert names(
        "工业增加值\t亿元\t50\t4.6",
        "　其中：采矿业\t亿元\t9\t3.3",
        "　　　　　制造业\t亿元\t38\t7.9",
    ) == ["工业增加值", "采矿业增加值", "制造业增加值"]


def test_signs_before_a_name_are_none_of_it() -> None:
    assert names("A、全行业用电量\t万千瓦时\t70\t3.3", "（1）活期存款*\t亿元\t30\t1.2") == ["全行业用电量", "活期存款"]
