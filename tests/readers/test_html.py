import time
from datetime import date

import pytest

from policyfacts.document import Document
from policyfacts.readers.html import read


def page(html: str) -> Document:
    return read(html.encode(), name="a.html")[0]


def blocks(html: str) -> list[tuple[str, str]]:
    document = page(html)
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def tables(html: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in b.table.rows] for b in page(html).blocks if b.table is not None]


def test_headings_paragraphs_and_list_items() -> None:
    html = (
        "<h1>甲市公报</h1><div>前言。<p>全市出口12.5亿元。</p>后记。</div><ul><li>一是增长。<li><p>二是稳定。</p></ul>"
    )
    assert blocks(html) == [
        ("heading", "甲市公报"),
        ("paragraph", "前言。"),
        ("paragraph", "全市出口12.5亿元。"),
        ("paragraph", "后记。"),
        ("list_item", "一是增长。"),
        ("list_item", "二是稳定。"),
    ]


def test_inline_elements_join_without_a_space() -> None:
    html = "<p>出口<span>1</span><span><b>2</b></span><font>.</font><em>5</em>亿元，\n  增长<b>3</b>%</p>"
    assert blocks(html) == [("paragraph", "出口12.5亿元， 增长3%")]


def test_formatting_left_open_does_not_grow_the_tree() -> None:
    html = "".join(f"<font size={number}><p>{number}亿元" for number in range(3000))
    begun = time.perf_counter()
    assert len(blocks(html)) == 3000
    assert time.perf_counter() - begun < 5


def test_a_line_break_ends_a_paragraph_but_not_a_heading() -> None:
    html = "<h1>甲市<br>规划纲要</h1><p>　　出口5亿元<br/>&nbsp;&nbsp;进口3亿元</p>"
    assert blocks(html) == [("heading", "甲市\n规划纲要"), ("paragraph", "出口5亿元"), ("paragraph", "进口3亿元")]


def test_lines_wrapped_by_hand_are_left_to_the_layout() -> None:
    line = "今年以来全市经济运行总体平稳，主要指标"
    document = page("<p>" + "<br>".join([line * 2] * 7) + "</p>")
    assert document.blocks == ()
    assert document.text.count("\n") == 7


def test_preformatted_text_is_left_to_the_layout_but_not_paragraphs_in_it() -> None:
    document = page("<p>前言。</p><pre>指标  数值\n出口  5.2\n</pre>")
    assert document.text == "前言。\n指标  数值\n出口  5.2\n"
    assert len(document.blocks) == 1
    assert blocks("<pre><p>甲。</p><p>乙。</p></pre>") == [("paragraph", "甲。"), ("paragraph", "乙。")]


def test_what_is_no_content_is_left_out() -> None:
    html = """<head><title>x</title><style>p{}</style></head><body><nav>首页 1亿元</nav><header>网站名</header>
    <script>var a = "2亿元"</script><noscript>3亿元</noscript><template><p>4亿元</p></template><!-- 5亿元 -->
    <form><select><option>6亿元</select><button>7亿元</button></form><p style="display: none">8亿元</p>
    <p hidden>9亿元</p><svg><text>11亿元</text></svg><p>全市出口<del>12</del><s>13</s>10亿元，同比增长5%，完成全年目标的
    一半以上。</p><aside>14亿元</aside><footer>15亿元</footer></body>"""
    assert blocks(html) == [("paragraph", "全市出口10亿元，同比增长5%，完成全年目标的 一半以上。")]


def test_a_form_around_the_page_and_the_header_of_an_article_are_content() -> None:
    html = "<form><article><header><h1>公报</h1></header><p>出口10亿元。</p></article><input value=1></form>"
    assert blocks(html) == [("heading", "公报"), ("paragraph", "出口10亿元。")]


def test_an_element_that_would_take_the_content_along_stays() -> None:
    assert blocks("<nav>首页<div>全市出口10亿元。</div>") == [("paragraph", "首页"), ("paragraph", "全市出口10亿元。")]


def test_lists_of_links_are_left_out_and_linked_prose_is_not() -> None:
    html = """<div><a href=/>首页</a> &gt; <a href=/a>统计</a> &gt; <a href=/b>出口增长5%</a></div>
    <p><a href=/c>全市出口10亿元，同比增长5%。</a></p>
    <ul><li><a href=1>甲县出口增长1%</a><span>2024-03-01</span><li><a href=2>乙县出口增长2%</a>
    <li><a href=3>丙县出口增长3%</a></ul><p><a href=d>全市工业用电量20亿千瓦时</a></p><p><a href=e>更多</a></p>"""
    assert [text for _, text in blocks(html)] == ["全市出口10亿元，同比增长5%。"]
    assert [text for _, text in blocks("<p><a href=d>工业用电量20亿千瓦时</a></p><p><a href=e>更多</a></p>")] == [
        "工业用电量20亿千瓦时"
    ]


def test_links_inside_do_not_make_the_next_paragraph_a_link() -> None:
    html = "<p>据<a href=/>甲市统计局国民经济综合统计处</a>统计，出口5亿元。</p><p>一、工业</p>"
    assert [text for _, text in blocks(html)] == ["据甲市统计局国民经济综合统计处统计，出口5亿元。", "一、工业"]


def test_marks_of_footnotes_go_and_powers_stay() -> None:
    html = (
        "<p>出口12<sup>[1]</sup>亿元<sup>2</sup>，面积30m<sup>2</sup>，产量3×10<sup>4</sup>吨，CO<sub>2</sub>"
        "<a href='#n3'>[3]</a>，见<sup>附件</sup></p>"
    )
    assert blocks(html) == [("paragraph", "出口12亿元，面积30m²，产量3×10⁴吨，CO2，见附件")]


def test_a_table_with_spans_caption_and_indents() -> None:
    html = """<table><caption>表1 主要指标</caption>
    <tr><th rowspan=2>指标<th colspan="2">2023年<tr><th>总量<br>（亿元）<th>增长（%）
    <tr><td>出口<td><p>1<span>2.5</span></p><td>-3.1<tr><td>　　机电产品<td>8<td>0.2
    <tr><td>&nbsp;&nbsp;农产品<td>1<td></table>"""
    assert blocks(html)[0] == ("caption", "表1 主要指标")
    assert tables(html) == [
        [
            ["指标", "2023年", "2023年"],
            ["指标", "总量 （亿元）", "增长（%）"],
            ["出口", "12.5", "-3.1"],
            ["　　机电产品", "8", "0.2"],
            ["\u00a0\u00a0农产品", "1", ""],
        ]
    ]


def test_styles_that_indent_some_labels_make_sub_items() -> None:
    html = (
        "<table><tr><td>指标</td><td>2021年</td></tr><tr><td>人口</td><td>26</td></tr>"
        "<tr><td style='padding-left: 2em'>城镇</td><td>15</td></tr>"
        "<tr><td><p style='text-indent:28px'>乡村</p></td><td>11</td></tr></table>"
    )
    assert [row[0] for row in tables(html)[0]] == ["指标", "人口", "　城镇", "　乡村"]
    even = html.replace("<td>指标", "<td style='text-indent:2em'>指标").replace(
        "<td>人口", "<td style='text-indent:2em'>人口"
    )
    assert "　城镇" not in [row[0] for row in tables(even.replace("12.5px", "2em"))[0]]


def test_first_rows_of_one_cell_are_the_caption_and_last_ones_notes() -> None:
    html = """<table><tr><td colspan=3>工业用电情况<tr><td><td><td>单位：亿千瓦时
        <tr><td><td colspan=2>2023年<tr><td>工业<td>5<td>6<tr><td>农业<td>1<td>2
    <tr><td colspan=3>注：为初步统计数。</table>"""
    assert [kind for kind, _ in blocks(html)] == ["caption", "caption", "table", "footnote"]
    assert tables(html) == [[["", "2023年", "2023年"], ["工业", "5", "6"], ["农业", "1", "2"]]]


def test_spans_beyond_all_measure_are_bounded() -> None:
    html = "<table><tr><td colspan=99999999 rowspan=0>甲<td>1<tr><td>乙<td colspan=x>2</table>"
    assert len(tables(html)[0][0]) == 1000


def test_tables_for_layout_are_flattened_in_order() -> None:
    html = """<table><tr><td><h2>综述</h2><p>全市出口10亿元。</p>
    <table><tr><td>指标<td>数值<tr><td>出口<td>10<tr><td>进口<td>5</table><p>后文。</p></td><td>右栏。</td></tr></table>
    <table><tr><td>只有一列。<tr><td>第二行。</table>
    <table><tr><td>主要目标<td>到2025年，全市生产总值达到600亿元，年均增长6%。规模以上工业增加值达到200亿元。</table>"""
    assert [text for kind, text in blocks(html) if kind != "table"] == [
        "综述",
        "全市出口10亿元。",
        "后文。",
        "右栏。",
        "只有一列。",
        "第二行。",
        "主要目标",
        "到2025年，全市生产总值达到600亿元，年均增长6%。规模以上工业增加值达到200亿元。",
    ]
    assert [kind for kind, _ in blocks(html)].index("table") == 2
    assert tables(html) == [[["指标", "数值"], ["出口", "10"], ["进口", "5"]]]


def test_a_table_in_a_table_of_data_follows_it() -> None:
    inner = "<table><tr><td>甲<td>7<tr><td>乙<td>8</table>"
    html = f"<table><tr><td>指标<td>数值<tr><td>出口{inner}<td>1<tr><td>进口<td>2</table>"
    assert tables(html) == [[["指标", "数值"], ["出口", "1"], ["进口", "2"]], [["甲", "7"], ["乙", "8"]]]


def test_rows_without_their_table_and_pages_without_end_tags() -> None:
    assert tables("<tr><td>出口<td>5<tr><td>进口<td>3") == [[["出口", "5"], ["进口", "3"]]]
    assert blocks("<h2>一、出口<p>增长5%。<p>为10亿元") == [
        ("heading", "一、出口"),
        ("paragraph", "增长5%。"),
        ("heading", "为10亿元"),
    ]


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "ul><li", "b", "font size=1"])
def test_any_nesting_is_read_in_time(tag: str) -> None:
    begun = time.perf_counter()
    assert "出口5亿元" in page(f"<{tag}>" * 20_000 + "出口5亿元").text
    assert time.perf_counter() - begun < 10


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>2023年甲市统计公报 - 甲市统计局</title>", "2023年甲市统计公报"),
        ("<title>甲市人民政府网站_2021—2025年规划</title>", "2021—2025年规划"),
        ("<title>2023年1-3月长江-汉江水情-甲市水利局</title>", "2023年1-3月长江-汉江水情"),
        ("<title>无标题文档</title>", ""),
        ("<title>甲市统计局</title><h1>2023年公报</h1>", "2023年公报"),
        ("<title>2023年公报 | 甲市统计局</title><body><h1>甲市统计局</h1>", "2023年公报"),
        ("<meta name=ArticleTitle content='2023年统计公报'><title>甲市</title>", "2023年统计公报"),
    ],
)
def test_the_title_of_a_page(head: str, title: str) -> None:
    assert page(f"{head}<p>出口5亿元。</p>").title == title


def test_the_day_of_publication_that_the_page_declares() -> None:
    assert page("<meta name='PubDate' content='2024-03-27 09:30'><p>甲").published == date(2024, 3, 27)
    assert page("<meta name='PubDate' content='2024-13-27'><p>甲").published is None


@pytest.mark.parametrize(
    ("declared", "codec"),
    [("gb2312", "gb18030"), ("utf-8", "utf-8"), ("utf-8", "gb18030"), ("gbk", "utf-8"), ("big5", "big5"), ("x", "gbk")],
)
def test_the_encoding_is_the_declared_one_unless_the_content_says_otherwise(declared: str, codec: str) -> None:
    text = "全市出口總值12億元" if codec == "big5" else "全市出口总值12亿元，镕"
    data = f'<meta charset="{declared}"><p>{text}</p>'.encode(codec)
    assert read(data, name="a")[0].text.strip() == text
    assert read(b"\xef\xbb\xbf" + "<p>出口".encode(), name="a")[0].text == "出口\n"
    assert read("<p>出口".encode("gbk"), name="a", encoding="gbk")[0].text == "出口\n"


def test_a_page_of_frames_and_an_empty_one() -> None:
    (problem,) = page("<frameset><frame src=a.html></frameset>").problems
    assert (problem.kind, problem.severity) == ("empty", "partial")
    assert page("").text == ""


def test_empty_elements_of_xhtml_are_closed() -> None:
    document = page("<?xml version='1.0'?><html><head><title/><script src='a'/></head><body><p/><p>出口5亿元</p>")
    assert document.text == "出口5亿元\n"


def test_long_gaps_are_read_in_time() -> None:
    gap = " &nbsp;" * 50_000
    begun = time.perf_counter()
    assert tables(f"<p>{gap}<a href=x>更多</a><table><tr><td>出口<td>1{gap}<tr><td>进{gap}口<td>2</table>")
    assert time.perf_counter() - begun < 5


def test_the_title_of_a_page_that_declares_but_its_site_stands_over_the_byline() -> None:
    html = "<title>甲市统计信息网</title><p>热点文章</p><div>2019年甲市茶业经济运行情况</div>"
    assert page(html + "<p>来源：统计局　点击数：5</p><p>出口5亿元。</p>").title == "2019年甲市茶业经济运行情况"


def test_years_to_choose_from_over_the_title_are_of_the_page() -> None:
    html = (
        "<title>甲市茶业公报</title><div>公报</div><div>2023年</div><div>2022年</div><div>今天是2025年3月4日</div>"
        "<table><tr><td>索引号</td><td>A-1</td></tr><tr><td>发文日期</td><td>2021-04-06</td></tr></table>"
        "<h2>甲市茶业公报</h2><p>出口5亿元。</p>"
    )
    words = page(html).text.split("\n")
    assert words[0] == "公报"
    assert not {"2023年", "2022年", "今天是2025年3月4日"}.intersection(words)
    assert "发文日期\t2021-04-06" in words
