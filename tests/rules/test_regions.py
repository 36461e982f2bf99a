from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from policyfacts.rules.regions import Region, RegionTable

PATTERNS = Path(__file__).resolve().parents[2] / "patterns"


@pytest.fixture(scope="module")
def table() -> RegionTable:
    return RegionTable.load(PATTERNS)


@pytest.fixture(scope="module")
def lines() -> list[Region]:
    with (PATTERNS / "regions.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    assert rows[0] == ["code", "name", "short", "level", "parent", "until"]
    return [Region(*row) for row in rows[1:]]


def code(region: Region | None) -> str | None:
    return None if region is None else region.code or region.name


# The data


def test_the_table_is_complete(lines: list[Region]) -> None:
    current = [line for line in lines if not line.until]
    levels = Counter(line.level for line in current)
    assert levels["province"] == 34
    assert levels["prefecture"] > 330
    assert levels["county"] > 2800
    assert set(levels) == {"province", "prefecture", "county"}
    assert len({line.code for line in current}) == len(current)
    codes = {line.code for line in lines}
    assert all(line.parent in codes for line in lines if line.level != "province")
    assert all(not line.parent for line in lines if line.level == "province")
    assert lines == sorted(lines, key=lambda line: (line.code, line.until or "0", line.name))


def test_short_names_are_names(lines: list[Region]) -> None:
    assert all(len(line.short) != 1 for line in lines)
    assert all(line.name.startswith(line.short) and line.short != line.name for line in lines)
    assert all(not line.until or 2002 <= int(line.until) <= 2022 for line in lines)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("宁波市", "宁波"),
        ("呼伦贝尔市", "呼伦贝尔"),
        ("博尔塔拉蒙古自治州", "博尔塔拉"),
        ("内蒙古自治区", "内蒙古"),
        ("广西壮族自治区", "广西"),
        ("新疆维吾尔自治区", "新疆"),
        ("海拉尔区", "海拉尔"),
        ("恩施土家族苗族自治州", "恩施"),
        ("香港特别行政区", "香港"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("东乡族自治县", "东乡"),
        ("鄂温克族自治旗", "鄂温克"),
        ("龙胜各族自治县", "龙胜"),
        ("管城回族区", "管城"),
        ("神农架林区", "神农架"),
        ("万柏林区", "万柏林"),
        ("浦东新区", "浦东"),
        ("沙县区", "沙县"),
        ("井陉矿区", ""),
        ("矿区", ""),
        ("阿拉善左旗", ""),
    ],
)
def test_short_name(lines: list[Region], name: str, short: str) -> None:
    assert {line.short for line in lines if line.name == name} == {short}


def test_every_word_of_the_areas_file_is_used(table: RegionTable) -> None:
    areas = tomllib.loads((PATTERNS / "areas.toml").read_text(encoding="utf-8"))
    for name in [*areas["ambiguous_short"], *areas["ambiguous_name"], *areas["guards"]]:
        assert table.named(name), name
    for pattern in areas["guards"].values():
        re.compile(pattern)
    for entry in areas["deictic"]:
        assert entry.keys() in ({"words", "level"}, {"words", "code"})


# Looking up


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("全国", "全国"),
        ("我国", "全国"),
        ("世界", "全球"),
        ("长江三角洲", "长三角"),
        ("宁波市", "330200"),
        ("宁波", "330200"),
        ("慈溪", "330282"),
        ("台湾", "710000"),
        ("济源市", "419001"),
        ("恩施州", "422800"),
        ("长阳县", "420528"),
        ("广西自治区", "450000"),
        ("内蒙古自治区", "150000"),
        ("西藏自治区", "540000"),
        ("莱芜市", "371200"),
        ("宣武区", "110104"),
        ("襄樊", "420600"),
        ("毕节地区", "522400"),
        ("不存在市", None),
    ],
)
def test_a_name_is_a_region(table: RegionTable, name: str, expected: str | None) -> None:
    assert code(table.resolve(name)) == expected


def test_former_divisions_come_last_and_have_a_year(table: RegionTable) -> None:
    assert [(r.code, r.until) for r in table.named("巢湖市")] == [("340181", ""), ("341400", "2010")]
    laiwu = table.by_code("371200")
    assert laiwu is not None
    assert (laiwu.until, code(table.province_of(laiwu))) == ("2018", "370000")
    assert [r.code for r in table.named("吉林")] == ["220000", "220200"]


def test_what_is_above(table: RegionTable) -> None:
    haishu = table.by_code("330203")
    pudong = table.by_code("310115")
    xiantao = table.by_code("429004")
    assert haishu is not None and pudong is not None and xiantao is not None
    assert [r.name for r in table.ancestors(haishu)] == ["宁波市", "浙江省"]
    assert code(table.parent(haishu)) == code(table.prefecture_of(haishu)) == "330200"
    assert code(table.province_of(haishu)) == "330000"
    assert code(table.prefecture_of(pudong)) == "310000"
    assert table.prefecture_of(xiantao) is None
    assert code(table.parent(xiantao)) == "420000"


# Homonyms


@pytest.mark.parametrize(
    ("surface", "home", "expected"),
    [
        ("朝阳区", None, None),
        ("朝阳区", "110000", "110105"),
        ("朝阳区", "220102", "220104"),
        ("鼓楼区", "320102", "320106"),
        ("鼓楼区", "350000", "350102"),
        ("鼓楼区", "320000", None),
        ("朝阳", None, "211300"),
        ("吉林", None, "220000"),
        ("吉林", "220200", "220200"),
        ("海南", None, "460000"),
        ("海南", "632521", "632500"),
        ("河南", "630000", "410000"),
        ("大理", "530000", "532900"),
        ("大理", "532901", "532901"),
        ("江北区", "330203", "330205"),
        ("江北区", "500103", "500105"),
    ],
)
def test_homonyms_are_decided_by_the_home(
    table: RegionTable, surface: str, home: str | None, expected: str | None
) -> None:
    assert code(table.resolve(surface, table.by_code(home) if home else None)) == expected


# Reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("宁波市外贸", "宁波市"),
        ("宁波外贸", "宁波"),
        ("长三角地区合作", "长三角地区"),
        ("鄂尔多斯市", "鄂尔多斯市"),
        ("恩施州生产总值", "恩施州"),
        ("我国经济", "我国"),
        ("上海市场", "上海"),
        ("上海银行", None),
        ("上海银行业", "上海"),
        ("青海湖", None),
        ("世界500强", None),
        ("中国制造", None),
        ("全国制造业", "全国"),
        ("全国人大", None),
        ("白银价格", None),
        ("白银市", "白银市"),
        ("大关", None),
        ("大关县", "大关县"),
        ("慈溪外贸", None),
        ("城区面积", None),
        ("新城区建设", None),
        ("和平区", "和平区"),
        ("兴县", None),
    ],
)
def test_a_name_stands_at_a_place(table: RegionTable, text: str, expected: str | None) -> None:
    found = table.at("在" + text, 1, len(text) + 1)
    assert found == (None if expected is None else (expected, 1 + len(expected)))


@pytest.mark.parametrize(
    "text",
    [
        "重大理论创新",
        "隆重庆祝",
        "培育创新乡村",
        "均衡水平",
        "卓越城区",
        "形成都市圈",
        "其中国有企业",
        "健全国有资产",
        "其中卫生",
    ],
)
def test_a_name_inside_other_words_is_none(table: RegionTable, text: str) -> None:
    assert [table.at(text, pos, len(text)) for pos in range(len(text))] == [None] * len(text)


def test_a_name_behind_among_is_found(table: RegionTable) -> None:
    text = "其中山东增长"
    assert [found for pos in range(len(text)) if (found := table.at(text, pos, len(text)))] == [("山东", 4)]


def test_every_full_name_of_today_resolves_but_homonyms(table: RegionTable, lines: list[Region]) -> None:
    current = [line for line in lines if not line.until]
    names = Counter(line.name for line in current)
    assert [line for line in current if names[line.name] == 1 and table.resolve(line.name) != line] == []
    assert [line for line in current if table.resolve(line.name, line) != line] == []


def test_a_name_ends_before_the_end(table: RegionTable) -> None:
    assert table.at("宁波市", 0, 2) == ("宁波", 2)
    assert table.at("宁波市", 0, 1) is None


def test_short_names_of_counties_need_a_home(table: RegionTable) -> None:
    ningbo, xian = table.by_code("330200"), table.by_code("610100")
    assert ningbo is not None and xian is not None
    local = table.local_names(ningbo)
    assert {"慈溪", "北仑", "余姚"} <= local
    assert "义乌" not in local
    assert table.at("慈溪外贸", 0, 4, extra=local) == ("慈溪", 2)
    assert table.at("义乌外贸", 0, 4, extra=local) is None
    assert table.at("义乌外贸", 0, 4, counties=True) == ("义乌", 2)
    assert "新城区" in table.local_names(xian)
    assert not table.local_names(xian) & {"新城", "长安"}  # everyday words even at home
    province = table.by_code("330000")
    assert province is not None and table.local_names(province) == frozenset()


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        ("浙江省宁波市外贸", ("浙江省", "宁波市"), "330200"),
        ("宁波市海曙区", ("宁波市", "海曙区"), "330203"),
        ("浙江宁波海曙", ("浙江", "宁波", "海曙"), "330203"),
        ("南京市鼓楼区", ("南京市", "鼓楼区"), "320106"),
        ("江苏鼓楼区", ("江苏", "鼓楼区"), None),
        ("吉林省吉林市", ("吉林省", "吉林市"), "220200"),
        ("阳泉市矿区", ("阳泉市", "矿区"), "140303"),
        ("西安市新城区", ("西安市", "新城区"), "610102"),
        ("甘肃白银", ("甘肃", "白银"), "620400"),
        ("天津和平", ("天津",), "120000"),
        ("北京市宣武区", ("北京市", "宣武区"), "110104"),
        ("莱芜市莱城区", ("莱芜市", "莱城区"), "371202"),
        ("宁波舟山港", ("宁波",), "330200"),
        ("浙江台州路桥区", ("浙江", "台州", "路桥区"), "331004"),
    ],
)
def test_chains(table: RegionTable, text: str, parts: tuple[str, ...], expected: str | None) -> None:
    assert table.chain_at(text, 0, len(text)) == (parts, len("".join(parts)))
    assert code(table.resolve_chain(parts)) == expected


def test_a_chain_needs_a_name(table: RegionTable) -> None:
    assert table.chain_at("同比增长", 0, 4) is None
    assert table.resolve_chain(()) is None


# Words that mean "here"


@pytest.mark.parametrize(
    ("word", "home", "expected"),
    [
        ("全国", None, "全国"),
        ("我国", "330200", "全国"),
        ("全市", None, None),
        ("全市", "330200", "330200"),
        ("我市", "330203", "330200"),
        ("全市", "330282", "330282"),
        ("全市", "310115", "310000"),
        ("全市", "419001", "419001"),
        ("全市", "330000", None),
        ("全市", "532900", None),
        ("市", "330200", "330200"),
        ("全省", "330203", "330000"),
        ("全省", "310115", None),
        ("全区", "330203", "330203"),
        ("全区", "150000", "150000"),
        ("我区", "150700", "150000"),
        ("全区", "150702", "150702"),
        ("全区", "150721", "150000"),
        ("全区", "330200", None),
        ("全自治区", "150702", "150000"),
        ("全县", "330225", "330225"),
        ("全县", "330203", None),
        ("全州", "422800", "422800"),
        ("全州", "422801", "422800"),
        ("我盟", "152201", "152200"),
        ("全旗", "150721", "150721"),
        ("全地区", "652900", "652900"),
        ("全疆", None, "650000"),
        ("全文", "330200", None),
    ],
)
def test_here(table: RegionTable, word: str, home: str | None, expected: str | None) -> None:
    assert code(table.holder(word, table.by_code(home) if home else None)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市外贸", "全市"),
        ("全省上下", "全省上下"),
        ("我区完成", "我区"),
        ("全区域", None),
        ("全市场", None),
        ("本地区生产总值", None),
        ("全市面积", "全市"),
        ("市场", None),
    ],
)
def test_a_word_that_means_here_stands_at_a_place(table: RegionTable, text: str, expected: str | None) -> None:
    assert table.deictic_at(text, 0, len(text)) == (None if expected is None else (expected, len(expected)))


def test_a_word_that_means_here_is_a_word(table: RegionTable) -> None:
    assert table.deictic_at("健全市级机制", 1, 6) is None
    assert table.deictic_at("成本市价", 1, 4) is None
    assert table.deictic_at("在全市", 1, 3) == ("全市", 3)
