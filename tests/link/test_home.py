"""What a document says of itself: its title, its date, the place it is about."""

from __future__ import annotations

from datetime import date

import pytest

import policyfacts
from policyfacts.document import Document
from policyfacts.link.home import About, Home
from policyfacts.rules.load import default_rules

HOME = Home(default_rules())
GULOU = "2022年，鼓楼区果园面积3万亩。"


def about(text: str, title: str = "茶业公报", *, region: str = "", published: date | None = None) -> About:
    return HOME.about(Document(text, region=region, published=published), text, title)


def code(found: About) -> str | None:
    return None if found.home is None else found.home.code or found.home.name


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("茶园3万亩。", "烟台市茶业公报", "370600"),
        ("烟台市茶园3万亩，芜湖市茶园2万亩。", "芜湖市茶业公报", "340200"),
        ("烟台市茶园3万亩。烟台市新建茶园。", "茶业公报", "370600"),
        ("我国茶园3万亩。全国茶农增收。", "茶业公报", "全国"),
        ("莱州市新建茶园。莱州市茶农增收。", "烟台市茶业公报", "370600"),
        ("茶园3万亩。", "茶业公报", None),
    ],
)
def test_the_place_that_title_and_text_name_most(text: str, title: str, expected: str | None) -> None:
    assert code(about(text, title)) == expected


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("芜湖市", "340200"),
        ("芜湖", "340200"),
        ("莱州", "370683"),
        ("南京市鼓楼区", "320106"),
        ("鼓楼区", "鼓楼区"),
    ],
)
def test_the_caller_comes_first(region: str, expected: str) -> None:
    assert code(about("烟台市茶园3万亩。", "烟台市茶业公报", region=region)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("鼓楼区茶园3万亩。", "鼓楼区"),
        ("福州市鼓楼区茶园3万亩。", "350102"),
        ("南京市茶业局：鼓楼区茶园3万亩。", "320106"),
    ],
)
def test_a_title_with_a_county_of_many_namesakes(text: str, expected: str) -> None:
    assert code(about(text, "鼓楼区茶业公报")) == expected


@pytest.mark.parametrize(
    ("text", "region", "expected"),
    [
        (GULOU, "", ""),
        (GULOU, "南京市", "320106"),
        (f"福州市2022年果业公报\n\n{GULOU}", "", "350102"),
        (f"江苏省2022年果业公报\n\n{GULOU}", "", ""),
        (f"福州市2022年果业公报\n\n{GULOU}", "南京市", "320106"),
        ("鼓楼区2022年果业公报\n\n全区果园面积3万亩。", "", ""),
        ("2022年，全区果园面积3万亩。", "南京市鼓楼区", "320106"),
    ],
)
def test_facts_of_counties_of_one_name(text: str, region: str, expected: str) -> None:
    (fact,) = policyfacts.extract(text, region=region)
    assert (fact.region, fact.region_code) == ("鼓楼区", expected)
    assert ("region_unresolved" in fact.flags.split(";")) is (not expected)


def test_title_and_date() -> None:
    found = about("发布时间：2022-03-08\n茶园3万亩。", "茶业公报")
    assert (found.title, found.published) == ("茶业公报", date(2022, 3, 8))
    given = about("发布时间：2022-03-08\n茶园3万亩。", published=date(2020, 1, 1))
    assert given.published == date(2020, 1, 1)


def test_a_report_that_looks_ahead_is_of_that_year() -> None:
    found = about("一、2021年工作回顾\n二、2022年重点任务")
    assert found.published is not None
    assert found.published.year == 2022
    assert about("茶园3万亩。").published is None


def test_the_title_of_the_reader_comes_first() -> None:
    assert HOME.about(Document("茶园3万亩。", title="公报甲"), "茶园3万亩。", "茶业公报").title == "公报甲"


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("济南海关发布：全省茶叶出口3亿元。济南海关介绍，全省茶农增收。", "山东省茶叶出口增长", "370000"),
        ("2021-04-06 18:20 江苏\n烟台市茶园3万亩。", "茶业公报", "370600"),
        ("第七次全国人口普查时茶农3万人。", "茶业公报", None),
        ("茶园3万亩。", "山东省各市茶业公报", "370000"),
    ],
    ids=["seat of an office", "where a post was sent from", "census", "its cities"],
)
def test_what_else_names_a_place(text: str, title: str, expected: str | None) -> None:
    assert code(about(text, title)) == expected
