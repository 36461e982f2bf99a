"""The date of publication: in the text, in the name of its file, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from policyfacts.link.dates import Dates
from policyfacts.rules.load import default_rules

DATES = Dates(default_rules())
DAY = date(2022, 3, 8)
LONG = "茶园管护\n" * 700


@pytest.mark.parametrize(
    "text",
    [
        "2022-3-8 茶业公报\n茶园增加。",
        "茶业公报\n发布时间：2022-03-08\n",
        "茶业公报\n（2022年3月8日）\n茶园增加。",
        "茶业公报\n二〇二二年三月八日\n",
        f"{LONG}2022年3月8日\n",
    ],
    ids=["leading", "label", "line", "numerals", "end"],
)
def test_the_text_says_the_day(text: str) -> None:
    assert DATES.published(text, "") == DAY


@pytest.mark.parametrize("name", ["公报_20220308.txt", "公报2022.3.8.txt", "a/b/2022-03-08.md"])
def test_the_name_of_the_file_says_the_day(name: str) -> None:
    assert DATES.published("茶业公报", name) == DAY


def test_the_text_comes_before_the_name() -> None:
    assert DATES.published("茶业公报\n发布时间：2022-03-08\n", "公报_20190101.txt") == DAY


def test_numerals_without_a_day_mean_the_first() -> None:
    assert DATES.published("二〇二二年三月", "") == date(2022, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "茶业公报",
        "茶业公报\n到2022年3月8日，新建茶园3万亩，全部浇灌。茶农满意，收入增加，道路畅通，水渠修复，合作社扩大，茶山复绿。",
        "茶业公报\n（2022年2月30日）\n",
        f"{LONG}于2022年3月8日开幕的采茶节\n",
    ],
    ids=["none", "prose", "no day of the calendar", "event"],
)
def test_other_days_are_not_the_day_of_publication(text: str) -> None:
    assert DATES.published(text, "公报.txt") is None


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("一、2021年工作回顾\n二、2022年重点任务", date(2022, 2, 1)),
        ("一、2021年工作回顾\n二、2025年重点任务", None),
        ("一、2021年工作回顾", None),
        ("二、2022年重点任务", None),
    ],
)
def test_a_report_looks_back_and_forward(text: str, given: date | None) -> None:
    assert DATES.year_of_report(text, "工作报告") == given


def test_a_work_report_is_of_the_year_in_its_title() -> None:
    assert DATES.year_of_report("", "2016年茂县政府工作报告") == date(2016, 2, 1)
    assert DATES.year_of_report("", "2016年茂县财政报告") is None


@pytest.mark.parametrize(
    ("head", "stamped"),
    [
        ("茶叶增产12%2021-10-23 14:55 来源：某报，前三季度，茶叶增产，茶农增收。", date(2021, 10, 23)),
        ("茶叶增产2021年7月3日来源：某报，上半年，茶叶增产，茶农增收。", date(2021, 7, 3)),
        ("茶叶增产，2021年7月3日，茶园开园，茶农增收。", None),
    ],
)
def test_the_stamp_of_a_web_page_stands_anywhere_in_its_head(head: str, stamped: date | None) -> None:
    assert DATES.published(head, "") == stamped


def test_a_census_counts_on_its_day() -> None:
    counted = DATES.counted_on("本次茶园普查以2016年7月1日零时为标准时点。")
    assert counted is not None
    assert counted.iso == "2016-07-01"
    assert DATES.counted_on("2016年7月1日开始普查。") is None
    assert DATES.counted_on("本次普查以2016年13月1日零时为标准时点。") is None


@pytest.mark.parametrize(
    ("title", "sent"),
    [
        ("某市2022年8月外贸增长", date(2022, 9, 20)),
        ("某市2022年前十一个月外贸增长", date(2022, 12, 20)),
        ("某市2022年13月外贸增长", None),
        ("某市2022年前24个月外贸增长", None),
    ],
)
def test_news_is_sent_soon_after_the_months_of_its_title(title: str, sent: date | None) -> None:
    assert DATES.of_news(f"{title}\n投资增长5%。", title) == sent
